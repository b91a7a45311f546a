//! "Explain my balance" on `/invoices/{id}`, and its early discount.

use domain::explain::What;

/// What an invoice's page says beside its sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceOffered {
    /// A discount, if it is paid early.
    pub discount: Option<InvoiceDiscount>,
    /// Every cent of it.
    pub explained: Option<Explained>,
    /// The due date before an extension.
    pub old_due: Option<String>,
    /// What of it is objected to and rests.
    pub objected: Option<String>,
    /// The agreement that it is part of.
    pub agreement_href: Option<String>,
    /// More time: `/extensions/new?invoice=…`.
    pub time_href: Option<String>,
    /// In parts: `/plans/new?invoice=…`.
    pub parts_href: Option<String>,
    /// Something is wrong: `/objections/new?invoice=…`.
    pub wrong_href: Option<String>,
}

/// A discount on one invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceDiscount {
    /// What it is without.
    pub full: String,
    /// What comes off.
    pub off: String,
    /// The rule's percentage (`2 %`).
    pub percent: Option<String>,
    /// What is paid.
    pub to_pay: String,
    /// The last day.
    pub until: String,
    /// Pays it: `/pay/confirm?…&discount=1`.
    pub href: String,
}

/// Every cent of a balance as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// `/invoices/{id}`: the form that asks for another day (`as_of`, GET).
    pub action: String,
    /// The day, written.
    pub as_of: String,
    /// The day (`2026-03-31`).
    pub as_of_field: String,
    /// The first and last day that can be asked for.
    pub days: (String, String),
    /// Is the day in the future ("if you pay on …")?
    pub ahead: bool,
    /// The lines, in order; they add up to the sum.
    pub lines: Vec<ExplainLine>,
    /// What settles it on that day.
    pub sum: String,
    /// The day could not be read.
    pub unreadable: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainLine {
    /// What it is about.
    pub what: What,
    /// Its day; of interest, its last day.
    pub date: String,
    /// How much, with a sign when it lowers the balance.
    pub amount: String,
    /// How interest came about.
    pub arithmetic: Option<Arithmetic>,
}

/// Days × rate × amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arithmetic {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// How many.
    pub days: i64,
    /// On what.
    pub principal: String,
    /// Per cent a year (`24 %`).
    pub percent: String,
    /// Days of the year.
    pub year_days: i64,
}
