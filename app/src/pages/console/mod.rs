//! The pages of the console, for the creditor's staff. Plain HTML: no island, no script.

mod debtor;
mod overview;
mod shell;
mod sign_in;

pub use debtor::debtor;
pub use overview::overview;
pub use shell::{Section, at_door, shell};
pub use sign_in::{code, sign_in};
