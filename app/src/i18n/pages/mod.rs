//! The words of pages, a file a page or a group of pages.

pub mod account;
pub mod activity;
pub mod contact;
pub mod invoice;
pub mod left;
pub mod link;
pub mod pay;
pub mod payment;
pub mod preferences;
pub mod problem;
pub mod shell;

/// The words of pages.
#[derive(Debug)]
pub struct PageWords {
    pub shell: shell::Shell,
    /// What is said of a dispute.
    pub disputed: &'static super::disputes::DisputeWords,
    pub state: account::InvoiceStateWords,
    pub account: account::Account,
    pub invoice: invoice::Invoice,
    pub choose: pay::Choose,
    pub confirm: pay::Confirm,
    pub method: pay::Methods,
    pub payment: payment::Payment,
    pub receipt: payment::Receipt,
    pub activity: activity::Activity,
    pub contact: contact::Contact,
    pub preferences: preferences::Preferences,
    pub left: left::Left,
    pub link: link::Link,
    pub problem: problem::Problems,
}
