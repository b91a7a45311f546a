//! The forms of `/extensions/new`, `/promises/new`, `/settlements/new` and `/breathing-space`.

use crate::portal::form::{HiddenField, InvalidField};
use domain::format::AmountStyle;
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

/// The invoice of an extension.
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

/// An invoice to choose, as a link to the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLink {
    /// The creditor's number.
    pub number: String,
    /// What is owed on it.
    pub amount: String,
    /// Its due date.
    pub due: String,
    /// The page for it.
    pub href: String,
}

/// An extension to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionChoice {
    /// The field's value (`days-15`, `months-1`).
    pub value: String,
    /// By how much.
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
    /// Is it chosen?
    pub chosen: bool,
}

/// `/promises/new`: how much, and when. A GET form to itself.
///
/// Fields: `currency`, `amount` (as typed), `date` (`2026-03-31`), `check=1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseNewView {
    /// Hidden fields (`currency`, `invoice`).
    pub hidden: Vec<HiddenField>,
    /// How amounts are written and read; names the currency.
    pub style: AmountStyle,
    /// What it can be about, written.
    pub owed: String,
    /// The amount, as typed or proposed.
    pub amount: String,
    /// The day, as typed or proposed (`2026-03-31`).
    pub date: String,
    /// The first and last day that can be chosen (`2026-03-31`).
    pub days: (String, String),
    /// The last day, written.
    pub latest: String,
    /// How many more can be made this year, this one included.
    pub left_this_year: u8,
    /// What has to be corrected (`amount`, `date`).
    pub wrong: Vec<InvalidField>,
}

/// `/settlements/new`: one offer per invoice, to choose. A GET form to itself.
///
/// Fields: `invoice` (id), `reason` (words, for what a person decides), `check=1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementNewView {
    /// What is offered; empty: nothing.
    pub options: Vec<SettlementChoice>,
    /// The words for a person, as typed; asked for when an option is on request.
    pub reason: String,
    /// When a person would answer.
    pub answer_by: Option<String>,
    /// What has to be corrected (`invoice`, `reason`).
    pub wrong: Vec<InvalidField>,
}

/// A settlement to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementChoice {
    /// The invoice's id.
    pub id: String,
    /// The creditor's number.
    pub number: String,
    /// What is owed, charges included.
    pub full: String,
    /// What is paid.
    pub to_pay: String,
    /// What is written off.
    pub written_off: String,
    /// The last day to pay.
    pub until: String,
    /// A person decides.
    pub on_request: bool,
    /// Is it chosen?
    pub chosen: bool,
}

/// `/breathing-space`: short and private. A POST form to itself.
///
/// Field: `form_key`. Nothing is asked about reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BreathingSpaceView {
    /// It can be had.
    Offered {
        /// For so many days.
        days: u16,
        /// Until this day.
        until: String,
        /// Makes a double click one.
        form_key: String,
        /// The longest plan: `/plans/new?…`.
        plan_href: Option<String>,
    },
    /// It runs.
    Running {
        /// Until this day.
        until: String,
        /// It has just begun.
        just_begun: bool,
        /// The longest plan: `/plans/new?…`.
        plan_href: Option<String>,
    },
    /// Not by itself: it was used, or is not offered. A person can be talked to.
    Ask {
        /// The longest plan: `/plans/new?…`.
        plan_href: Option<String>,
    },
}
