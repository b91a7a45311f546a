//! `/console/requests`: what waits for the creditor's answer.

use crate::i18n::decisions::Urgency;
use domain::request::RequestKind;

/// What waits, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestsView {
    /// Requests and disputes together.
    pub rows: Vec<WaitingRow>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    pub href: String,
    /// What is asked.
    pub kind: RequestKind,
    /// Who asks.
    pub debtor: String,
    /// The terms in a few words; from [`crate::i18n::decisions`].
    pub asked: String,
    /// By when an answer was promised.
    pub answer_by: String,
    /// How near that is.
    pub urgency: Urgency,
}
