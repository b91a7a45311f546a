//! `/disputes/new`: something is wrong with an invoice.

use crate::components::forms::{InvalidField, InvoiceLink};
use domain::dispute::DisputeReason;
use domain::format::AmountStyle;

/// `/disputes/new`: POST `multipart/form-data` to `/disputes`. There is no check page: a file
/// chosen before could not be sent along, and nothing is bound by a dispute.
///
/// Fields: `invoice` (id), `about` (`whole`, `line` or `amount`), `line` (its position from 1),
/// `amount` (as typed), `reason` (`already_paid` …), `words`, `files` (repeated), `form_key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeNewView {
    /// The invoice; `None`: choose one first (`others`).
    pub invoice: Option<DisputeInvoice>,
    /// Other invoices that could be disputed.
    pub others: Vec<InvoiceLink>,
    pub about: DisputeSubject,
    /// The line that is chosen.
    pub line: Option<u32>,
    /// The amount, as typed.
    pub amount: String,
    /// The reasons that can be chosen.
    pub reasons: Vec<DisputeReason>,
    /// The one that is chosen.
    pub reason: Option<DisputeReason>,
    /// The words, as typed.
    pub words: String,
    /// The most characters of them.
    pub max_words: usize,
    pub max_files: usize,
    /// The most megabytes of one.
    pub max_mb: u32,
    /// When a person answers.
    pub answer_by: String,
    /// Makes a double click one dispute.
    pub form_key: String,
    /// What has to be corrected (`about`, `line`, `amount`, `reason`, `words`, `files`).
    pub wrong: Vec<InvalidField>,
}

/// The invoice of a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeInvoice {
    /// Its id, for the form.
    pub id: String,
    /// The creditor's number.
    pub number: String,
    /// What is owed on it.
    pub amount: String,
    /// How amounts are written and read; names the currency.
    pub style: AmountStyle,
    pub lines: Vec<DisputeLine>,
}

/// A line that can be disputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeLine {
    /// Its position, from 1.
    pub position: u32,
    /// What was sold.
    pub description: String,
    /// What it comes to, tax included.
    pub amount: String,
}

/// What a dispute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisputeSubject {
    Whole,
    Line,
    Amount,
}
