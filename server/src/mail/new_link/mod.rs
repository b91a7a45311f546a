//! A new link, asked for on the link page.

mod words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;

/// A new link, asked for on the link page.
#[derive(Clone)]
pub struct NewLink {
    /// What every mail has.
    pub head: Head,
    /// The link.
    pub url: String,
    /// The last day on which it works.
    pub until: Line,
}
letter!(NewLink, "new_link", "new_link/subject.txt", "new_link/body.txt", "new_link/body.html");
