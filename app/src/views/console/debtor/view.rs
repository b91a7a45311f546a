//! `/console/debtors/{id}`: one debtor, as staff see them.

use crate::components::agreements::{AgreementRow, RequestRow};
use crate::components::decisions::PastView;
use crate::components::invoices::InvoiceRow;
use crate::views::console::waive::ChargesRow;
use domain::id::{DebtorId, LinkId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleDebtorView {
    pub name: String,
    /// The creditor's own number for them.
    pub reference: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// As the creditor's file gives it.
    pub phone: Option<String>,
    /// The ends of what can be asked of them: who sees all of it could answer in their place.
    pub postcode: Option<String>,
    /// As the postcode.
    pub tax_id: Option<String>,
    /// Everything owed, one amount a currency side by side; none: nothing is.
    pub owed: Option<String>,
    /// What of it is past its day.
    pub overdue: Option<String>,
    /// What was paid beyond the debt.
    pub credit: Option<String>,
    /// Open invoices, the oldest due date first; without addresses of their own.
    pub invoices: Vec<InvoiceRow>,
    /// Invoices that came as electronic documents, paid ones too, each with the document to download.
    pub documents: Vec<DocumentRow>,
    /// Those of them with late interest or fees.
    pub charges: Vec<ChargesRow>,
    /// Agreements that run; without addresses of their own.
    pub agreements: Vec<AgreementRow>,
    /// How they have paid and kept to what was agreed.
    pub past: PastView,
    /// Requests and disputes, the latest first, each with its page in the console.
    pub requests: Vec<RequestRow>,
    /// What was written to them lately, the latest first.
    pub messages: Vec<MessageRow>,
    pub id: DebtorId,
    /// Makes a form that is sent twice do its work once.
    pub form_key: String,
    /// All links were taken back: no mail brings a new one.
    pub no_new_links: bool,
    /// The links, latest first.
    pub links: Vec<LinkRow>,
    /// What the last form did.
    pub done: Option<DebtorDone>,
}

/// An invoice with the electronic document that it came as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its number.
    pub number: String,
    /// `/console/debtors/{id}/invoices/{invoice}/invoice.xml`
    pub href: String,
}

/// A message to a debtor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Which letter: the name of its templates.
    pub letter: String,
    pub at: String,
    /// What became of it.
    pub state: MessageState,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// It is about to leave.
    Leaving,
    /// It left.
    Sent,
    /// The mail server refused it.
    Refused,
    NoAddress,
}

/// What a form did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DebtorDone {
    /// A link was made: its address, which no other page shows.
    Made(String),
    /// A link is on its way by e-mail.
    Sent,
    /// One was taken back, or all.
    Revoked,
    /// Charges of an invoice were let go.
    Waived,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    pub id: LinkId,
    pub made: String,
    /// Does it work?
    pub state: LinkState,
    /// When it last opened a session.
    pub used: Option<String>,
    /// It opens one invoice, to be paid by somebody else.
    pub pay_only: bool,
}

/// Does a link work? Each with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkState {
    /// Until that day.
    Works(String),
    /// It ran out on that day.
    Ended(String),
    /// It was taken back on that day.
    Revoked(String),
}
