//! A payment arrived.

mod words;

use crate::mail::letter::{Head, in_language, letter};
use crate::mail::line::Line;

/// A payment arrived.
#[derive(Clone)]
pub struct Receipt {
    /// What every mail has.
    pub head: Head,
    /// The receipt's number.
    pub number: Line,
    /// When it was paid.
    pub paid_at: Line,
    /// How it was paid.
    pub method: Line,
    /// How much.
    pub amount: Line,
    /// What came off for paying early.
    pub discount: Option<Line>,
    /// What it was for.
    pub pays: Vec<ReceiptLine>,
    /// What stays open on the whole account; `None` when nothing does.
    pub left: Option<Line>,
    /// What was over and is credit now.
    pub credit: Option<Line>,
    /// The payment's page.
    pub url: String,
}
letter!(Receipt, "receipt", "receipt/subject.txt", "receipt/body.txt", "receipt/body.html");

/// What a payment did to one invoice.
#[derive(Clone)]
pub struct ReceiptLine {
    /// The invoice, as its reader knows it.
    pub what: Line,
    /// How much of the payment went to it.
    pub amount: Line,
    /// What stays open on it; `None` when nothing does.
    pub left: Option<Line>,
}
