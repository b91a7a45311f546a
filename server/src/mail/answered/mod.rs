//! The answer to a request: other terms, or no.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;

/// The answer to a request.
#[derive(Clone)]
pub struct Answered {
    /// What every mail has.
    pub head: Head,
    /// The answer in a sentence.
    pub lead: Line,
    /// What is offered instead: figures by their names.
    pub terms: Vec<(Line, Line)>,
    /// The creditor's own words, a line each.
    pub words: Vec<Line>,
    /// The request's page.
    pub url: String,
}
letter!(Answered, "answered", answered, "answered/subject.txt", "answered/body.txt", "answered/body.html");

/// The words of the mail that answers a request.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// Something else, with the creditor's name and the last day to confirm.
    pub countered: fn(&str, &str) -> String,
    /// No, with the creditor's name.
    pub declined: fn(&str) -> String,
    pub button: &'static str,
}
