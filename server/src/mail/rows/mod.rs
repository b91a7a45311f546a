//! Letters with rows of what is due: reminders and notices extend `rows.txt` and `rows.html`.

use super::line::Line;
use domain::language::Language;

/// A row.
#[derive(Clone)]
pub struct Row {
    /// The item, as the reader's language names it.
    pub what: Line,
    /// The amount as it is shown.
    pub amount: Option<Line>,
    /// When, or until when.
    pub when: Line,
}

/// The words of the rows of reminders and notices.
#[derive(Debug)]
pub struct Words {
    /// An invoice, by its number.
    pub invoice: fn(&str) -> String,
    /// An instalment: which, of how many, and the numbers of the invoices.
    pub instalment: fn(u16, u16, &str) -> String,
    /// The down payment, with the numbers of the invoices.
    pub down: fn(&str) -> String,
    pub due: fn(&str) -> String,
    pub due_today: &'static str,
    pub was_due: fn(&str) -> String,
    /// An invoice costs this much, and so much less, if paid by a day.
    pub less_until: fn(&str, &str, &str) -> String,
}

/// The words of rows.
#[must_use]
pub fn words(language: Language) -> &'static Words {
    &super::words::of(language).rows
}
