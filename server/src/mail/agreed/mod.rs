//! What was agreed, with its PDF and calendar attached.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;

/// What was agreed.
#[derive(Clone)]
pub struct Agreed {
    /// What every mail has.
    pub head: Head,
    /// The words of the agreement, a paragraph each; lines of a schedule are lines of its paragraph.
    pub text: Vec<Vec<Line>>,
    /// The agreement's page.
    pub url: String,
}
letter!(Agreed, "agreed", agreed, "agreed/subject.txt", "agreed/body.txt", "agreed/body.html");

/// The words of the mail that brings a sealed agreement.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    pub attached: &'static str,
    /// What the attached files are called.
    pub pdf: &'static str,
    pub calendar: &'static str,
}
