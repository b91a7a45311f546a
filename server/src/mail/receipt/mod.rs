//! A payment arrived.

use crate::mail::letter::{Head, letter};
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
    /// The amount as it is shown.
    pub amount: Line,
    /// What came off for paying early.
    pub discount: Option<Line>,
    /// What was written off by the settlement that it fulfilled.
    pub settled: Option<Line>,
    /// What it was for.
    pub pays: Vec<ReceiptLine>,
    /// What is left on the whole account, in sentences.
    pub left: Vec<Line>,
    /// What was over and is credit now.
    pub credit: Option<Line>,
    /// The payment's page.
    pub url: String,
}
letter!(Receipt, "receipt", receipt, "receipt/subject.txt", "receipt/body.txt", "receipt/body.html");

/// The words of a receipt.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    pub number: &'static str,
    pub paid_at: &'static str,
    pub method: &'static str,
    pub amount: &'static str,
    /// What came off for paying early.
    pub discount: &'static str,
    /// What a settlement gave up.
    pub settled: &'static str,
    pub pays: &'static str,
    /// What was over and is now credit.
    pub credit: fn(&str) -> String,
    pub button: &'static str,
}

/// What a payment did to one invoice.
#[derive(Clone)]
pub struct ReceiptLine {
    /// The invoice, as its reader knows it.
    pub what: Line,
    /// How much of the payment went to it.
    pub amount: Line,
    /// What is left of it, a phrase each.
    pub left: Vec<Line>,
}
