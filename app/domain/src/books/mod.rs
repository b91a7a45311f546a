//! The creditor's own books beside ours: what its list says of a document, and what follows from that here.
//!
//! A creditor's system is the truth about what it asks for; our ledger is the truth about what was paid through us. The
//! two are brought together item by item ([`reconcile()`]): what the source says is open is explained by what it has come
//! to know of payments through us, then by payments that went elsewhere. What cannot be explained is told to a person,
//! and until it is answered the debtor is asked for the smaller sum.

#[cfg(test)]
mod booking_tests;
mod closing;
mod identity;
mod item;
mod known;
mod let_off;
#[cfg(test)]
mod let_off_tests;
mod movements;
mod netting;
mod reconcile;
#[cfg(test)]
mod refund_tests;
#[cfg(test)]
mod set_off_tests;
#[cfg(test)]
mod tests;
mod turned;

pub use closing::{Closing, TooMuchCloses, may_close};
pub use identity::{
    Contradiction, FactKind, Match, Person, PersonFact, match_person, name_key, phone_key, postcode_key,
};
pub use item::{
    CUSTOMER, ItemIdentity, ItemKind, Numbers, bare_number, figures_behind, is_movement, is_part_by_day, movement_key,
    part_keys, part_number, replaced_key, with_other_zeros, without_customer, without_part, without_zeros,
};
pub use known::{AsOf, Fact, FactId, Known, OpenDispute, Outside, Says};
pub use movements::{AccountDocument, Lowered, Movement, Spread, named, spread};
pub use reconcile::{First, Reconciliation, Step, Unexplained, first, reconcile};
