//! Money went back.

mod words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;

/// Money went back.
#[derive(Clone)]
pub struct Refund {
    /// What every mail has.
    pub head: Head,
    /// How much.
    pub amount: Line,
    /// The receipt's number of the payment.
    pub number: Line,
    /// The payment's page.
    pub url: String,
}
letter!(Refund, "refund", "refund/subject.txt", "refund/body.txt", "refund/body.html");
