//! `/`: what is owed, in one number per currency; the next best step; invoices.

use crate::components::actions::DebtorActions;
use crate::components::agreements::{AgreementRow, RequestRow};
use crate::components::credit::UsableCredit;
use crate::components::invoices::InvoiceRow;
use crate::components::offers::AccountStep;
use crate::components::open_payment::OpenPayment;
use domain::set_off::CreditRule;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The debtor's name.
    pub debtor: String,
    /// One for each currency with something open, the most urgent first. Empty: nothing is owed.
    /// Currencies are never added up.
    pub totals: Vec<CurrencyTotal>,
    /// A payment that was begun and can be gone on with or cancelled.
    pub open_payment: Option<OpenPayment>,
    /// Those that are for more than is owed by now.
    pub needless: Vec<OpenPayment>,
    /// Payments whose money is on its way.
    pub processing: Vec<OpenPayment>,
    /// What can be paid, the most urgent first.
    pub invoices: Vec<InvoiceRow>,
    /// Paid, credited and void ones, the newest first; a handful.
    pub settled: Vec<InvoiceRow>,
    /// What is in the debtor's favour and not used yet, one amount per currency.
    pub credits: Vec<String>,
    /// By whom it is used.
    pub credit_rule: CreditRule,
    /// What of it the debtor can use before paying.
    pub credit: Option<UsableCredit>,
    /// What has just happened, after a redirect.
    pub notice: Option<AccountNotice>,
    /// The ways on, what was agreed and asked; `None`: nothing is offered.
    pub offered: Option<AccountOffers>,
}

/// What is owed in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyTotal {
    /// Everything that is asked for.
    pub total: String,
    /// Nothing is, since all that is owed is on its way or on hold.
    pub nothing_now: bool,
    /// How many invoices that is.
    pub count: usize,
    /// The part that is past its day.
    pub overdue: Option<AmountPart>,
    /// The part that is due within a week, today included.
    pub due_soon: Option<AmountPart>,
    /// The part that is in a plan, and of how many invoices; where it is not all.
    pub in_plan: Option<(String, usize)>,
    /// What is due later, and of how many invoices; where it is not all.
    pub later: Option<(String, usize)>,
    /// When nothing is overdue or due soon: the next due date.
    pub next_due: Option<String>,
    /// What is being processed, beside the total.
    pub processing: Option<String>,
    /// What is on hold beside it, since the debtor disputes it.
    pub in_review: Option<String>,
    /// What is best done first, where that is more than to pay what is due.
    pub step: Option<AccountStep>,
    /// What its button pays where there is no such step: the most urgent part. `None`: nothing can be.
    pub pay: Option<PayPart>,
    /// Chooses invoices and amount: `/pay?currency=…`; `None`: nothing can be.
    pub choose_href: Option<String>,
}

/// What is paid with one button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayPart {
    /// Which part of the total.
    pub which: WhichPart,
    /// What it costs.
    pub amount: String,
    /// `/pay/confirm?…`.
    pub href: String,
}

/// A part of the total that can be paid by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichPart {
    All,
    Overdue,
    DueSoon,
}

/// A part of what is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountPart {
    pub amount: String,
    /// How many invoices.
    pub count: usize,
    /// Overdue: days since the oldest due date. Due soon: days left to the first; 0 is today.
    pub days: i64,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNotice {
    /// The open payment was cancelled; nothing was charged.
    PaymentCancelled,
    /// The payment could not be cancelled: it has been paid, or its money is on its way.
    CouldNotCancel,
    /// The language was changed.
    LanguageSaved,
}

/// What `/` says beside the amounts: the ways on, what was agreed and asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountOffers {
    pub ways: DebtorActions,
    /// `/offers`, when there is more than one offer.
    pub offers_href: Option<String>,
    /// Agreements that run, the next date first.
    pub agreements: Vec<AgreementRow>,
    /// Requests and disputes that wait for an answer, or were answered lately.
    pub requests: Vec<RequestRow>,
    /// The last day of a breathing space that runs.
    pub paused_until: Option<String>,
}
