//! Six digits that prove the reader to be the debtor.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;
use services::agreements::jobs::Confirms;

/// Six digits. They stand in no subject, since lock screens show those, and beside no link, so that nobody learns to press
/// one when asked for a code.
#[derive(Clone)]
pub struct Code {
    /// What every mail has.
    pub head: Head,
    /// What they confirm.
    pub confirms: Option<Confirms>,
    /// The digits.
    pub code: Line,
    /// How many minutes they work.
    pub minutes: i64,
}
letter!(Code, "code", code, "code/subject.txt", "code/body.txt", "code/body.html");

/// The words of the code that proves the reader to be the debtor.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// What it confirms.
    pub lead: fn(&Option<Confirms>) -> String,
    /// With how many minutes it works.
    pub minutes: fn(&i64) -> String,
    pub keep: &'static str,
}
