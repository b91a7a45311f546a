//! A request arrived: what was asked for, and when an answer comes.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;

/// A request arrived.
#[derive(Clone)]
pub struct Asked {
    /// What every mail has.
    pub head: Head,
    /// That it did, in a sentence.
    pub lead: Line,
    /// What was asked for: figures by their names.
    pub terms: Vec<(Line, Line)>,
    /// When an answer comes.
    pub words: Vec<Line>,
    /// The request's page.
    pub url: String,
}
letter!(Asked, "asked", asked, "asked/subject.txt", "asked/body.txt", "asked/body.html");

/// The words of the mail about a request that arrived.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    /// Until when an answer comes.
    pub more: fn(&str) -> String,
    pub button: &'static str,
}
