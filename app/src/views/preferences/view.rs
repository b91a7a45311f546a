//! `/preferences`: language, and a link for somebody else to pay with.

use domain::id::InvoiceId;
use domain::language::Language;

/// The preferences page. The language form posts `language` to `/preferences/language`, the share
/// form posts `invoice` to `/preferences/share`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreferencesView {
    /// Says of which account the forms are.
    pub form_key: String,
    /// The language that is used now.
    pub language: Language,
    /// It has just been saved.
    pub saved: bool,
    /// The debtor wants no reminders; `on` or `off` is posted as `reminders` to `/preferences/reminders`.
    pub no_reminders: bool,
    /// Invoices that somebody else could pay.
    pub shareable: Vec<ShareOption>,
    /// The link that was just made; it is shown once and kept nowhere.
    pub shared: Option<SharedLink>,
    /// The share form was sent without an invoice.
    pub nothing_chosen: bool,
}

/// An invoice that could be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareOption {
    pub id: InvoiceId,
    /// The creditor's number.
    pub number: String,
    /// What the link asks for.
    pub amount: String,
    /// That is the next instalment of a plan.
    pub instalment: bool,
}

/// A pay-only link, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLink {
    /// The whole address.
    pub url: String,
    /// The invoice's number.
    pub number: String,
    /// What the link asks for.
    pub amount: String,
    /// That is the next instalment of a plan.
    pub instalment: bool,
    /// The last day of that amount, where a price ends, and what it asks for afterwards.
    pub ends: Option<(String, String)>,
    /// The last day it works.
    pub until: String,
}
