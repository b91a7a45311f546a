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
    /// Offered by the new policy, not by the old one.
    Appears,
    /// By both, on other terms.
    Changes,
    /// Offered by the old policy, not by the new one.
    Disappears,
}
