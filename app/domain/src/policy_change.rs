//! What another policy would change for a debtor.

use crate::agreement::AgreementKind;

/// What would be another for a debtor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PreviewSubject {
    /// What is offered.
    Offer(AgreementKind),
    /// Late interest and fees as of today.
    Charges,
}

/// What becomes of it under another policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PreviewChange {
    /// It was not there and will be.
    Appears,
    /// It was there and will be otherwise.
    Changes,
    /// It was there and will not be.
    Disappears,
}
