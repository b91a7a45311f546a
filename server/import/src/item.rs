//! What a list says of one debt: a document, or one part of a document that is due in parts.

use super::document::Document;
use domain::date::Date;
use domain::invoice::Line;
use domain::money::{Currency, Money};
use domain::tax_id::TaxId;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// What kind of document a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// The customer owes it.
    Invoice,
    /// The customer owes it on top of an invoice.
    DebitNote,
    /// The customer is owed it; its amounts are negative.
    CreditNote,
    /// The customer paid it; only in files of movements. Its amounts are negative.
    Payment,
    /// A payment that was taken back; only in files of movements.
    Reversal,
}

impl DocumentKind {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::DebitNote => "debit_note",
            Self::CreditNote => "credit_note",
            Self::Payment => "payment",
            Self::Reversal => "reversal",
        }
    }

    /// Is it no document that is open or paid, but what moves others?
    #[must_use]
    pub const fn is_movement(self) -> bool {
        matches!(self, Self::Payment | Self::Reversal)
    }

    /// Does it lower what the customer owes, so that its amounts are negative?
    #[must_use]
    pub const fn is_credit(self) -> bool {
        matches!(self, Self::CreditNote | Self::Payment)
    }
}

/// What became of a document, as its row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Owed: sent, overdue, in force.
    Open,
    /// Nothing is open any more.
    Paid,
    /// A part of it was paid.
    PartlyPaid,
    /// Given up: what was not paid of it is asked for no more.
    WrittenOff,
    /// Cancelled: nothing is owed, and nothing ever was.
    Void,
}

impl Status {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::PartlyPaid => "partly_paid",
            Self::WrittenOff => "written_off",
            Self::Void => "void",
        }
    }
}

/// Which of the parts of a document an item is: `2/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Counted from 1.
    pub n: u32,
    /// How many there are, where the file says so.
    pub of: Option<u32>,
    /// Is it told apart by its day alone, so that its place changes when one before it is gone?
    pub by_day: bool,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of {
            Some(of) => write!(f, "{}/{of}", self.n),
            None => write!(f, "{}", self.n),
        }
    }
}

/// An address that mail can be sent to, and whose it is where the cell says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email {
    /// `Ana Three` of `Ana Three <ana@three.example>`.
    pub name: Option<String>,
    /// The address alone.
    pub address: String,
}

/// What is taken off if the document is paid early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyDiscount {
    /// Of the whole sum, in per cent: above 0, below 100.
    pub percent: Decimal,
    /// The last day on which it is given.
    pub until: Date,
}

/// By what the customers of a file are told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// By the creditor's own number.
    CustomerNumber,
    /// By the tax number, whose check digit holds.
    TaxNumber,
    /// By the name and one more fact; of one customer: there is another of this name.
    NameAndFact,
    /// By the name alone.
    #[default]
    Name,
}

/// Who owes a document, as far as its row says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Customer {
    /// By what this customer is told from the others of the file.
    pub known_by: Identity,
    /// The creditor's own number of the customer.
    pub number: Option<String>,
    /// The number that the tax office knows the customer by.
    pub tax_id: Option<TaxId>,
    /// The name, where the file has one.
    pub name: Option<String>,
    /// Addresses for mail; the first is the one to write to.
    pub emails: Vec<Email>,
    /// Telephone numbers, as written.
    pub phones: Vec<String>,
    /// Postcode, as written.
    pub postcode: Option<String>,
    /// Postal address, as written.
    pub address: Option<String>,
    /// Language and perhaps country: `es`, `pt-BR`.
    pub locale: Option<String>,
}

impl Customer {
    /// The address to write to.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.emails.first().map(|email| email.address.as_str())
    }

    /// What tells this customer from the others of its file, as one text.
    #[must_use]
    pub fn reference(&self) -> Cow<'_, str> {
        let name = self.shown_name();
        match self.known_by {
            Identity::CustomerNumber => Cow::Borrowed(self.number.as_deref().unwrap_or(name)),
            Identity::TaxNumber => Cow::Borrowed(self.tax_id.as_ref().map_or(name, |id| id.canonical.as_str())),
            Identity::Name => Cow::Borrowed(name),
            Identity::NameAndFact => {
                self.fact().map_or(Cow::Borrowed(name), |fact| Cow::Owned(format!("{name} ({fact})")))
            }
        }
    }

    /// The fact that tells the customer from another of the same name, the surest first.
    #[must_use]
    pub fn fact(&self) -> Option<&str> {
        let tax_id = self.tax_id.as_ref().filter(|id| !id.generic).map(|id| id.canonical.as_str());
        let more = self.email().or(self.phones.first().map(String::as_str));
        tax_id.or(more).or(self.address.as_deref()).or(self.postcode.as_deref())
    }

    /// What to call the customer: the name, else the number, else the tax number, else the address for mail.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        let tax_id = || self.tax_id.as_ref().map(|id| id.written.as_str());
        let name = self.name.as_deref().or(self.number.as_deref());
        name.or_else(tax_id).or_else(|| self.email()).unwrap_or_default()
    }
}

/// One document, or one part of a document, checked by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The physical line on which it begins.
    pub line: u64,
    /// What kind of document it is.
    pub document: DocumentKind,
    /// The series that the number counts in, where the file has it in a column of its own.
    pub series: Option<String>,
    /// The number as first written, trimmed. Two that differ only in case are the same. A movement may have none.
    pub number: String,
    /// Which part of the document it is.
    pub part: Option<Part>,
    /// Who owes it.
    pub customer: Customer,
    /// Day of issue.
    pub issued: Date,
    /// Last day to pay; never before `issued`.
    pub due: Date,
    /// Day on which all of it was paid.
    pub settled: Option<Date>,
    /// What became of it, where the file says so in words.
    pub status: Option<Status>,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// The whole sum with tax; negative for a credit. At least one of `total` and `open` is there, and where two of the
    /// three amounts are known, all three are.
    pub total: Option<Money>,
    /// What was paid or set off of it; of the sign of `total`. With what is open it comes to the total, but for what was
    /// written off.
    pub paid: Option<Money>,
    /// What was still owed of it when the file was written: between nothing and `total`. Of a payment that a document
    /// certifies: what that says is left of the document which it paid.
    pub open: Option<Money>,
    /// Terms of payment, as written.
    pub terms: Option<String>,
    /// What is taken off for paying early, as the document states it: the earliest day first, each later one gives less.
    pub discounts: Vec<EarlyDiscount>,
    /// What it is for.
    pub description: Option<String>,
    /// Remarks; several lines are parted by LF.
    pub notes: Option<String>,
    /// Its lines, which add up to `total`; empty where the file has none.
    pub lines: Vec<Line>,
    /// Is it money that the list has received and applied to no document? It may be a payment that is known already.
    pub unapplied: bool,
    /// The number of the document that a credit note, payment or reversal names.
    pub reference: Option<String>,
    /// The electronic document that it was read from, with all that it says and its bytes. It speaks of the day of its
    /// issue: what was paid since, it does not know.
    pub electronic: Option<Arc<Document>>,
}

impl Item {
    /// What was paid beyond it, as a credit that names it.
    pub(crate) fn beyond(&self, credit: Money) -> Self {
        Self {
            document: DocumentKind::CreditNote,
            due: self.issued,
            settled: None,
            status: None,
            total: Some(credit),
            paid: None,
            open: None,
            terms: None,
            discounts: Vec::new(),
            lines: Vec::new(),
            reference: Some(self.number.clone()),
            ..self.clone()
        }
    }

    /// The sum that the item stands for: the whole, or what is open where the file knows no more.
    #[must_use]
    pub fn amount(&self) -> Money {
        self.total.or(self.open).unwrap_or_else(|| Money::zero(self.currency))
    }

    /// Series, number and part as people read them: `A-900`, `NF-88 · 1/3`. A number that begins with its series already
    /// is not given it twice.
    #[must_use]
    pub fn shown_number(&self) -> Cow<'_, str> {
        let number = self.document_number();
        match self.part {
            None => number,
            Some(part) => Cow::Owned(format!("{number} · {part}")),
        }
    }

    /// The same without the part: `A-900`, `NF-88`.
    #[must_use]
    pub fn document_number(&self) -> Cow<'_, str> {
        in_series(self.series.as_deref(), &self.number)
    }
}

/// A number with its series before it, unless it begins with it already.
pub(super) fn in_series<'n>(series: Option<&str>, number: &'n str) -> Cow<'n, str> {
    match series.filter(|series| !begins_with(number, series)) {
        None => Cow::Borrowed(number),
        Some(series) => Cow::Owned(format!("{series}-{number}")),
    }
}

/// Is `series` what stands before the digits of `number`, whatever the case? A series of digits needs a mark behind it:
/// the number 1001 does not begin with the series 1.
fn begins_with(number: &str, series: &str) -> bool {
    let (Some(head), Some(rest)) = (number.get(..series.len()), number.get(series.len()..)) else { return false };
    let parted = match (series.chars().next_back(), rest.chars().next()) {
        (Some(end), Some(next)) => !(next.is_alphabetic() || end.is_ascii_digit() && next.is_ascii_digit()),
        _ => false,
    };
    parted && head.eq_ignore_ascii_case(series)
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("line", &self.line)?;
        map.serialize_entry("kind", self.document.as_str())?;
        map.serialize_entry("invoice_number", &self.number)?;
        map.serialize_entry("customer_name", self.customer.shown_name())?;
        map.serialize_entry("customer_email", &self.customer.email())?;
        map.serialize_entry("issue_date", &self.issued)?;
        map.serialize_entry("due_date", &self.due)?;
        map.serialize_entry("currency", self.currency.code())?;
        map.serialize_entry("amount_minor", &self.amount().minor())?;
        map.serialize_entry("amount", &self.amount().decimal().to_string())?;
        self.serialize_texts(&mut map)?;
        self.serialize_amounts(&mut map)?;
        if !self.lines.is_empty() {
            map.serialize_entry("lines", &self.lines.iter().map(LineReport).collect::<Vec<_>>())?;
        }
        map.end()
    }
}

impl Item {
    fn serialize_texts<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Customer { number, tax_id, postcode, address, locale, phones, .. } = &self.customer;
        let texts = [
            ("series", self.series.as_deref()),
            ("customer_id", number.as_deref()),
            ("customer_phone", phones.first().map(String::as_str)),
            ("customer_postcode", postcode.as_deref()),
            ("customer_address", address.as_deref()),
            ("customer_tax_id", tax_id.as_ref().map(|id| id.written.as_str())),
            ("locale", locale.as_deref()),
            ("status", self.status.map(Status::as_str)),
            ("terms", self.terms.as_deref()),
            ("description", self.description.as_deref()),
            ("notes", self.notes.as_deref()),
            ("reference", self.reference.as_deref()),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        let more: Vec<&str> = self.customer.emails.iter().skip(1).map(|email| email.address.as_str()).collect();
        if !more.is_empty() {
            map.serialize_entry("customer_emails_more", &more)?;
        }
        if let Some(part) = &self.part {
            map.serialize_entry("part", &part.to_string())?;
        }
        Ok(())
    }

    fn serialize_amounts<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if let Some(settled) = &self.settled {
            map.serialize_entry("settled_date", settled)?;
        }
        if let Some(paid) = self.paid.filter(|paid| !paid.is_zero()) {
            map.serialize_entry("paid_minor", &paid.minor())?;
        }
        if let (Some(open), Some(_)) = (&self.open, &self.total) {
            map.serialize_entry("open_amount_minor", &open.minor())?;
        }
        if let Some(EarlyDiscount { percent, until }) = self.discounts.first() {
            map.serialize_entry("discount_percent", percent)?;
            map.serialize_entry("discount_until", until)?;
        }
        Ok(())
    }
}

struct LineReport<'a>(&'a Line);

impl Serialize for LineReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(line) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("description", &line.description)?;
        map.serialize_entry("quantity", &line.quantity)?;
        map.serialize_entry("net_minor", &line.net.minor())?;
        map.serialize_entry("tax_percent", &line.tax_percent)?;
        map.serialize_entry("tax_minor", &line.tax.minor())?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_not_given_its_series_twice() {
        for (number, series, begins) in [
            ("A-900", "A", true),
            ("a900", "A", true),
            ("900", "A", false),
            ("1001", "1", false),
            ("1-1001", "1", true),
            ("AB-900", "A", false),
            ("A", "A", false),
            ("ñ-1", "Ñ", false),
        ] {
            assert_eq!(begins_with(number, series), begins, "{series} {number}");
        }
    }
}
