//! What a debtor asks of the creditor beyond the policy, and disputes of invoices, which people answer.

use crate::agreement::Terms;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// More time.
    Extension,
    /// Instalments.
    Plan,
    /// A settlement.
    Settlement,
    /// Something is wrong with an invoice.
    Dispute,
}

impl RequestKind {
    /// The kind of a request for these terms. No discount and no promise is ever asked of a person: they count as
    /// what they are nearest to.
    #[must_use]
    pub const fn of(terms: &Terms) -> Self {
        match terms {
            Terms::Plan(_) => Self::Plan,
            Terms::Settlement(_) | Terms::Discount(_) => Self::Settlement,
            Terms::Extension(_) | Terms::Promise(_) => Self::Extension,
        }
    }
}

/// Where a request or a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// It waits for an answer.
    Waiting,
    /// It was granted; a dispute: upheld.
    Granted,
    /// Other terms were offered.
    Countered,
    /// The other terms were accepted.
    Accepted,
    /// It was declined; a dispute: rejected.
    Declined,
    /// The debtor took it back.
    Withdrawn,
    /// The other terms were not taken in time.
    Lapsed,
}
