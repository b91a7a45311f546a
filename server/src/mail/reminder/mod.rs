//! A reminder: what is due, or ends. The one letter that may be refused.

mod words;

pub use words::Words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;
use crate::mail::rows::Row;

/// A reminder.
#[derive(Clone)]
pub struct Reminder {
    /// What every mail has.
    pub head: Head,
    /// What it is about, in a sentence.
    pub lead: Line,
    /// What, how much, when.
    pub rows: Vec<Row>,
    /// What else there is to say, a paragraph each.
    pub after: Vec<Line>,
    /// A link to the account.
    pub url: String,
}
letter!(Reminder, "reminder", "reminder/subject.txt", "reminder/body.txt", "reminder/body.html");
