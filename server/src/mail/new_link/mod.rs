//! A new link, asked for on the link page.

use crate::mail::letter::{Head, letter};
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
letter!(NewLink, "new_link", new_link, "new_link/subject.txt", "new_link/body.txt", "new_link/body.html");

/// The words of a new link that was asked for.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    /// With the last day.
    pub until: fn(&str) -> String,
    pub not_you: &'static str,
}
