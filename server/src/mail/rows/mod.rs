//! Letters with rows of what is due: reminders and notices extend `rows.txt` and `rows.html`.

mod words;

pub use words::Words;

use super::letter::in_language;
use super::line::Line;
use domain::language::Language;

/// A row.
#[derive(Clone)]
pub struct Row {
    /// What.
    pub what: Line,
    /// How much.
    pub amount: Option<Line>,
    /// When, or until when.
    pub when: Line,
}

/// The words of rows.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    in_language!(language)
}
