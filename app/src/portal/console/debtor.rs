//! `/console/debtors/{id}`: one debtor, as staff see them.

use crate::domain::id::LinkId;

/// A debtor's page. Forms below `action` change the links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleDebtorView {
    /// The name.
    pub name: String,
    /// The creditor's own number for them.
    pub reference: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// As the creditor's file gives it.
    pub phone: Option<String>,
    /// `/console/debtors/{id}/links`.
    pub action: String,
    /// Makes a form that is sent twice do its work once.
    pub form_key: String,
    /// The links, latest first.
    pub links: Vec<LinkRow>,
    /// What the last form did.
    pub done: Option<LinkDone>,
}

/// What a form did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkDone {
    /// A link was made: its address, which no other page shows.
    Made(String),
    /// A link is on its way by e-mail.
    Sent,
    /// One was taken back, or all.
    Revoked,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// Which.
    pub id: LinkId,
    /// When it was made.
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
