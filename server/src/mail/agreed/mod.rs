//! What was agreed, with its PDF and calendar attached.

mod words;

use crate::mail::letter::{Head, in_language, letter};
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
letter!(Agreed, "agreed", "agreed/subject.txt", "agreed/body.txt", "agreed/body.html");
