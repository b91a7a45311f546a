//! `/extensions/new`: more time for one invoice.

use crate::components::forms::{InvalidField, InvoiceLink};
use domain::policy::Delay;

/// `/extensions/new`: for one invoice, each option with its new date. A GET form to itself.
///
/// Fields: `invoice` (id), `by` (the option's value), `reason` (words, for what a person decides),
/// `check=1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionNewView {
    /// The invoice; `None`: choose one first (`others`).
    pub invoice: Option<ExtensionInvoice>,
    /// Other invoices that could be extended.
    pub others: Vec<InvoiceLink>,
    /// The options, shortest first; empty: none is offered.
    pub options: Vec<ExtensionChoice>,
    /// How many more can be had this year, this one included.
    pub left_this_year: Option<u8>,
    /// The words for a person, as typed.
    pub reason: String,
    /// When a person would answer.
    pub answer_by: Option<String>,
    /// What has to be corrected (`by`, `reason`).
    pub wrong: Vec<InvalidField>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionInvoice {
    /// Its id, for the form.
    pub id: String,
    /// The creditor's number.
    pub number: String,
    /// What is owed on it.
    pub amount: String,
    /// Its due date until now.
    pub due: String,
}

/// An extension to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionChoice {
    /// The field's value (`days-15`, `months-1`).
    pub value: String,
    pub by: Delay,
    /// The due date then.
    pub new_due: String,
    /// What it costs; `None`: nothing.
    pub price: Option<String>,
    /// What is paid at once; the extension holds from that payment on.
    pub pay_now: Option<String>,
    /// The discount that would be lost.
    pub lost_discount: Option<String>,
    /// A person decides.
    pub on_request: bool,
    pub chosen: bool,
}
