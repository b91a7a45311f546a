//! The rules: pure functions over plain values, the same code in the server and in the browser.
//!
//! Nothing here asks the time, a database or the network; it is told. Nothing here is behind a
//! feature, so that `cargo test` always runs every test.

pub mod agreement;
pub mod allocation;
pub mod audit;
pub mod books;
pub mod counter_offer;
pub mod creditor;
pub mod creditor_code;
pub mod date;
pub mod date_style;
pub mod debtor;
pub mod discount;
pub mod dispute;
pub mod explain;
pub mod format;
pub mod id;
pub mod interest;
pub mod invoice;
pub mod knowledge_question;
pub mod language;
pub mod ledger;
pub mod link;
pub mod message;
pub mod money;
pub mod offer;
pub mod offer_request;
pub mod offering;
pub mod pause;
pub mod payment;
pub mod plan;
pub mod policy;
pub mod policy_change;
pub mod policy_check;
pub mod quote;
pub mod rate;
pub mod remainder;
pub mod reminder;
pub mod request;
pub mod segment;
pub mod set_off;
pub mod tax_id;
pub mod verification;
pub mod zone;
