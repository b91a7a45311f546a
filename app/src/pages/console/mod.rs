//! The pages of the console, for the creditor's staff. Plain HTML: no island, no script.

mod counter;
mod debtor;
mod debtors;
mod decide;
mod decide_check;
mod objection;
mod overview;
mod policy;
mod policy_fields;
mod queue;
mod shell;
mod sign_in;
mod trail;
mod waive;

pub use debtor::debtor;
pub use debtors::debtors;
pub use decide::decide;
pub use decide_check::decide_check;
pub use objection::objection_decide;
pub use overview::overview;
pub use policy::{policy, policy_check, policy_document, policy_section, policy_versions};
pub use queue::queue;
pub use shell::{ConsoleSection, at_door, shell};
pub use sign_in::{code, sign_in};
pub use trail::trail;
pub use waive::waive;
