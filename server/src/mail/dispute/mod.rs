//! About a dispute: it arrived, or it was answered.

mod words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;

/// About a dispute.
#[derive(Clone)]
pub struct Dispute {
    /// What every mail has.
    pub head: Head,
    /// Was it answered (else it arrived)?
    pub answered: bool,
    /// What happened, in a sentence.
    pub lead: Line,
    /// More of it, or the creditor's own words, a line each.
    pub words: Vec<Line>,
    /// The dispute's page.
    pub url: String,
}
letter!(Dispute, "objection", "dispute/subject.txt", "dispute/body.txt", "dispute/body.html");
