//! Money went back.

use crate::mail::letter::{Head, letter};
use crate::mail::line::Line;

/// Money went back.
#[derive(Clone)]
pub struct Refund {
    /// What every mail has.
    pub head: Head,
    /// The amount as it is shown.
    pub amount: Line,
    /// The receipt's number of the payment.
    pub number: Line,
    /// What of its invoices is open now, a sentence each.
    pub open: Vec<Line>,
    /// The payment's page.
    pub url: String,
}
letter!(Refund, "refund", refund, "refund/subject.txt", "refund/body.txt", "refund/body.html");

/// The words of the mail that money is on its way back.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    /// With the receipt's number of the payment.
    pub of: fn(&str) -> String,
    /// What is left of an invoice that it paid, with its number, in short.
    pub open: fn(&str, &str) -> String,
    pub takes: &'static str,
    pub button: &'static str,
}
