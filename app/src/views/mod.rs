//! The pages, a folder each: `view.rs` is what the page is told, `page.rs` how it is laid out.
//!
//! The server loads, lets the domain decide and formats; a page only lays out. Amounts and dates are therefore strings
//! as the debtor's country writes them (`$1,234.50`, `3 de marzo de 2026`); where an island computes on, it gets
//! [`Money`](domain::money::Money) and an [`AmountStyle`](domain::format::AmountStyle) besides.

pub mod console;

pub mod account {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod activity {
    mod page;
    mod view;
    pub use page::{kind_words, page};
    pub use view::*;
}

pub mod agreement {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod breathing_space {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod check {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod choose {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod code {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod contact {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod confirm {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod dispute_new {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod extension_new {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod gate {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod invoice {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod knowledge_question {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod new_link {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod offers {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod open_payment {
    mod page;
    pub use page::page;
}

pub mod pay_only {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod payment {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod plan_new {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod preferences {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod problem {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod promise_new {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod reminders_off {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod request {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}

pub mod settlement_new {
    mod page;
    mod view;
    pub use page::page;
    pub use view::*;
}
