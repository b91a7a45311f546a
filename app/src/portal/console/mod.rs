//! What a page of the console is told: finished view structs, one file a page.

pub mod debtor;
pub mod debtors;
pub mod decide;
pub mod overview;
pub mod policy;
pub mod policy_form;
mod policy_items;
pub mod sign_in;
pub mod trail;
pub mod waive;

pub use debtor::{ConsoleDebtorView, DebtorDone, LinkRow, LinkState, MessageRow, MessageState};
pub use debtors::{DebtorFound, DebtorsView, InvoiceFound};
pub use overview::{OverviewView, Waiting};
pub use sign_in::{SignInCodeView, SignInView};
pub use trail::{TrailLine, TrailView};
pub use waive::{ChargesRow, WaiveView};
