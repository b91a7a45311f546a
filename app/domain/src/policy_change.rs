//! What another policy would change for a debtor.

/// What is offered, or owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PreviewSubject {
    /// Less, if paid early.
    Discount,
    /// A part of an old debt.
    Settlement,
    /// Instalments.
    Plan,
    /// More time.
    Extension,
    /// A promised date.
    Promise,
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
