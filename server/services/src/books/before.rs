//! How an item was before an import changed it: kept with the import, so that taking it back puts that back.

use super::knowledge;
use ::import::Item;
use domain::books::Known;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, Line};
use domain::money::{Currency, Money};
use serde::Serialize;
use store::invoices::{self, Listed};
use store::{Db, StoreError};

/// A line as it was before an import put others in its place.
#[derive(Debug, Serialize, serde::Deserialize)]
pub(super) struct OldLine {
    description: String,
    quantity: String,
    net: i64,
    tax_percent: Option<String>,
    tax: i64,
}

impl OldLine {
    /// As it is.
    pub(super) fn of(line: &Line) -> Self {
        Self {
            description: line.description.clone(),
            quantity: line.quantity.to_string(),
            net: line.net.minor(),
            tax_percent: line.tax_percent.map(|percent| percent.to_string()),
            tax: line.tax.minor(),
        }
    }

    /// As it is kept.
    pub(super) fn line(&self, currency: Currency) -> Line {
        Line {
            description: self.description.clone(),
            quantity: self.quantity.parse().unwrap_or_default(),
            net: Money::new(self.net, currency),
            tax_percent: self.tax_percent.as_deref().and_then(|percent| percent.parse().ok()),
            tax: Money::new(self.tax, currency),
        }
    }
}

/// How an item was before an import changed it.
#[derive(Debug, Serialize, serde::Deserialize)]
pub(super) struct Before {
    /// How its list told it apart.
    pub key: String,
    pub issued: Date,
    pub due: Date,
    pub total: i64,
    pub terms: Option<String>,
    pub description: Option<String>,
    pub revision: i64,
    pub digest: i64,
    pub void: bool,
    pub said_import: i64,
    pub said_open: Option<i64>,
    pub said_settled: Option<Date>,
    /// How much the list knew of each fact.
    pub known: Vec<(uuid::Uuid, i64)>,
    /// How many disputes were open.
    pub disputes: usize,
    /// The total without tax.
    pub untaxed: Option<i64>,
    /// Its lines, where others came in their place.
    pub lines: Option<Vec<OldLine>>,
}

/// The same as text, to be kept.
pub(super) fn as_before(Listed { key, invoice, said }: &Listed, knew: &Known, lines: Option<Vec<OldLine>>) -> String {
    // Every field is named, so that a new one cannot be forgotten.
    let Invoice {
        creditor: _,
        id: _,
        debtor: _,
        number: _,
        issued,
        due,
        total,
        balance: _,
        interest: _,
        fees: _,
        untaxed,
        terms,
        extended_to: _,
        disputed: _,
        plan: _,
        beside: _,
        settlement: _,
        price: _,
        on_its_way: _,
        paid_at: _,
        void,
        description,
        revision,
        digest,
    } = invoice;
    let before = Before {
        key: key.clone(),
        issued: *issued,
        due: *due,
        total: total.minor(),
        terms: terms.clone(),
        description: description.clone(),
        revision: *revision,
        digest: *digest,
        void: *void,
        said_import: said.import,
        said_open: said.open,
        said_settled: said.settled,
        known: known_of(invoice, knew),
        disputes: knew.disputes.len(),
        untaxed: untaxed.map(Money::minor),
        lines,
    };
    // Plain fields always have a text.
    serde_json::to_string(&before).unwrap_or_default()
}

fn known_of(invoice: &Invoice, knew: &Known) -> Vec<(uuid::Uuid, i64)> {
    let facts = knew.facts.iter().map(|fact| (knowledge::kept_under(fact.id), fact.known));
    let charges = (knowledge::charges_kept_under(invoice.creditor), knew.charges_known);
    facts.chain([(invoice.id.uuid(), knew.ahead_known), charges]).collect()
}

/// The lines of an invoice, counted from 1.
pub(super) fn numbered(invoice: InvoiceId, lines: &[Line]) -> impl Iterator<Item = (InvoiceId, i64, &Line)> {
    (1..).zip(lines).map(move |(n, line)| (invoice, n, line))
}

/// The lines in whose place a list brings others, if it brings any.
pub(super) async fn lines_before(db: &mut Db, of: &Invoice, item: &Item) -> Result<Option<Vec<OldLine>>, StoreError> {
    if item.lines.is_empty() {
        return Ok(None);
    }
    let lines = invoices::lines(db, of.creditor, of.id, of.total.currency()).await?;
    Ok(Some(lines.iter().map(OldLine::of).collect()))
}
