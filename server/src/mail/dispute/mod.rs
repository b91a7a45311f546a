//! About a dispute: it arrived, or it was answered.

use crate::mail::letter::{Head, letter};
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
letter!(Dispute, "dispute", dispute, "dispute/subject.txt", "dispute/body.txt", "dispute/body.html");

/// The words of the two mails about a dispute.
#[derive(Debug)]
pub struct Words {
    /// It arrived: the subject, with the creditor's name.
    pub made_subject: fn(&str) -> String,
    /// With the creditor's name and the invoice's number.
    pub made_lead: fn(&str, &str) -> String,
    /// Until when an answer comes.
    pub made_until: fn(&str) -> String,
    /// Until when an answer comes, and what is on hold meanwhile.
    pub made_more: fn(&str, &str) -> String,
    /// It was answered: the subject, with the creditor's name.
    pub answer_subject: fn(&str) -> String,
    /// With the creditor's name, the invoice's number and the amount.
    pub upheld_lead: fn(&str, &str, &str) -> String,
    /// What a settlement that is in force still asks for of the invoice.
    pub settles: fn(&str) -> String,
    /// A part of it, with the creditor's name, the invoice's number, that amount, and the one that is owed again.
    pub part_lead: fn(&str, &str, &str, &str) -> String,
    /// With the creditor's name and the invoice's number.
    pub rejected_lead: fn(&str, &str) -> String,
    pub button: &'static str,
}
