//! A reminder: what is due, or ends. The one letter that may be refused.

use crate::mail::letter::{Head, letter};
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
letter!(Reminder, "reminder", reminder, "reminder/subject.txt", "reminder/body.txt", "reminder/body.html");

/// The words of a reminder.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// Something is overdue.
    pub overdue: &'static str,
    /// Something is overdue, and something else is not.
    pub both: &'static str,
    /// Nothing is; something will be due.
    pub soon: &'static str,
    /// Only an offer ends.
    pub offer: &'static str,
    /// An agreed settlement can be paid until a day.
    pub settle_until: fn(&str) -> String,
    pub button: &'static str,
    /// Why it may have crossed with a payment.
    pub crossed: &'static str,
    pub stop: &'static str,
}
