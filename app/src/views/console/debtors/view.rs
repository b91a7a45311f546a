//! `/console/debtors`: finding a debtor.

/// What a search found. The form asks for `q`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DebtorsView {
    /// What was searched for; empty: everybody.
    pub q: String,
    pub debtors: Vec<DebtorFound>,
    /// Where the list of debtors goes on.
    pub more_href: Option<String>,
    /// Invoices whose number begins so.
    pub invoices: Vec<InvoiceFound>,
    /// Where the list of invoices goes on.
    pub more_invoices_href: Option<String>,
    /// Back to the first page, when this is not it.
    pub first_href: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtorFound {
    pub name: String,
    /// The creditor's own number for them.
    pub reference: String,
    /// Where mail goes.
    pub email: Option<String>,
    /// `/console/debtors/{id}`.
    pub href: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceFound {
    pub number: String,
    /// Whose it is.
    pub name: String,
    /// `/console/debtors/{id}`.
    pub href: String,
}
