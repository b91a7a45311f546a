//! The pages of the console, for the creditor's staff. Plain HTML: no island, no script.

pub mod debtor {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod debtors {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod decision_check {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod dispute {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod overview {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod policy {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod policy_check {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod policy_document {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod policy_section {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod policy_versions {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod requests {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod request {
    mod counter_form;
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod sign_in {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod sign_in_code {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod trail {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod waive {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}
