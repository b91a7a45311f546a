//! What the words of decisions are about.

/// How near the day is on which the debtor was told to expect an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It is over since so many days.
    Late {
        /// How many.
        days: i64,
    },
    /// It is today.
    Today,
    /// So many days are left.
    Left {
        /// How many.
        days: i64,
    },
}

/// What is about to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// Grant what was asked for.
    Grant,
    /// Offer other terms.
    Counter,
    /// Decline.
    Decline,
    /// Credit the objected amount, or a part of it.
    Uphold,
    /// Reject the objection.
    Reject,
}
