//! `/console`: what waits for an answer.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewView {
    /// Who is signed in.
    pub name: String,
    /// What day it is at the creditor's.
    pub today: String,
    /// Requests; the date is the day by which the most urgent is to be answered.
    pub requests: Waiting,
    /// Disputes; the date is the day on which the oldest was made.
    pub disputes: Waiting,
}

/// How many wait, and a date that says how urgent it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    pub count: i64,
    /// The date; none where nothing waits.
    pub day: Option<String>,
}
