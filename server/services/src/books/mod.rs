//! The creditor's own books beside ours: its lists come in, and what they say is brought together with what happened here.
//!
//! [`Importer`] takes the items of one file, in batches of one transaction each. For each item it knows who owes it
//! ([`people`]) and which debt it is; a new one goes into the books, a known one is [reconciled](domain::books::reconcile)
//! and the steps that follow are [carried out](carry) in the ledger. At the end a complete list [closes](closing) what it
//! leaves out; before that, the [movements] of accounts are brought together with their documents. [`prepare`] and
//! [`Prepared`] do all of it for a file, with a look at the effect first; [`profiles`] remembers what was answered about
//! files of its shape. [`by_hand`] is for what no list says.

mod answers;
mod apply;
mod before;
mod by_alias;
pub mod by_hand;
mod came;
mod carry;
mod certified;
mod closing;
mod counted;
pub mod credit_by_hand;
mod currencies;
pub mod debtors;
mod divided;
mod doubts;
mod error;
mod firm;
mod import;
mod knowledge;
mod known_again;
mod movements;
mod netting;
mod originals;
mod people;
mod prepared;
mod profiles;
mod replaced;
mod report;
mod row;
mod shown_net;
pub mod small_balances;
mod staff_act;
mod statement;
mod timeline;
mod to_book;
mod turn;
mod unapplied;
pub mod undo;
mod which;
mod withdrawing;

pub use apply::Importer;
pub use error::ImportError;
pub use import::{Completeness, ImportFile};
pub use prepared::{Prepared, PreparedPart, ReadRows, prepare};
pub use report::{Applied, Change, CurrencyFigures, HeldBack, Moved};
pub use staff_act::Reason;
pub use to_book::{OnInvoice, ToBook, to_book};
pub use turn::Busy;
pub use which::{Which, WhichError, find};
