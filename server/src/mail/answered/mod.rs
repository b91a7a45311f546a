//! The answer to a request: other terms, or no.

mod words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;

/// The answer to a request.
#[derive(Clone)]
pub struct Answered {
    /// What every mail has.
    pub head: Head,
    /// The answer in a sentence.
    pub lead: Line,
    /// The creditor's own words, a line each.
    pub words: Vec<Line>,
    /// The request's page.
    pub url: String,
}
letter!(Answered, "answered", "answered/subject.txt", "answered/body.txt", "answered/body.html");
