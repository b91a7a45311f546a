//! What the days made of an agreement, a request or a breathing space.

mod words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;
use crate::mail::rows::Row;

/// A notice.
#[derive(Clone)]
pub struct Notice {
    /// What every mail has.
    pub head: Head,
    /// What has happened, in a sentence.
    pub lead: Line,
    /// What, how much, when.
    pub rows: Vec<Row>,
    /// What else there is to say, a paragraph each.
    pub after: Vec<Line>,
    /// The page that says more.
    pub url: String,
}
letter!(Notice, "notice", "notice/subject.txt", "notice/body.txt", "notice/body.html");
