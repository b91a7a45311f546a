//! An item of a list as the books take it: which debt it is, what it says, what a new invoice is made of.

use ::import::{DocumentKind, EarlyDiscount, Item, Status};
use domain::books::{AsOf, ItemIdentity, ItemKind, Says};
use domain::date::Date;
use domain::discount::{EarlySteps, EarlyTerms};
use domain::invoice::line_totals;
use domain::money::Money;
use sha2::{Digest, Sha256};
use store::StoreError;
use store::sources::Said;

/// The kind of document; none for payments, which are no debts of their own.
pub(super) fn kind(item: &Item) -> Option<ItemKind> {
    match item.document {
        DocumentKind::Invoice => Some(ItemKind::Invoice),
        DocumentKind::DebitNote => Some(ItemKind::DebitNote),
        DocumentKind::CreditNote => Some(ItemKind::CreditNote),
        DocumentKind::Payment | DocumentKind::Reversal => None,
    }
}

/// The key by which lists tell the item apart; with `customer` where one number comes for two customers.
pub(super) fn key(item: &Item, kind: ItemKind, customer: Option<&str>) -> String {
    let number = series_and_number(item);
    ItemIdentity { kind, number: &number, part: item.part.map(|part| part.n), customer }.key()
}

/// Series and number without the part, which the key has by itself.
fn series_and_number(item: &Item) -> String {
    let shown = item.shown_number();
    match item.part {
        Some(part) => shown.strip_suffix(&format!(" · {part}")).unwrap_or(&shown).to_owned(),
        None => shown.into_owned(),
    }
}

/// What the item says of its debt, as of an instant.
pub(super) fn says(item: &Item, as_of: AsOf) -> Says {
    let paid = item.settled.is_some() || item.status == Some(Status::Paid);
    Says {
        as_of,
        total: item.total.map(Money::minor),
        open: if paid { Some(0) } else { item.open.map(Money::minor) },
        settled: item.settled,
        void: item.status == Some(Status::Void),
    }
}

/// The same, to be kept beside the books.
pub(super) fn said(says: &Says) -> Said {
    Said { import: says.as_of.import, open: says.open, settled: says.settled }
}

/// The total without tax, where lines say it and add up to the total.
pub(super) fn untaxed(item: &Item) -> Result<Option<Money>, StoreError> {
    if item.lines.is_empty() {
        return Ok(None);
    }
    let (net, _, gross) = line_totals(&item.lines, item.currency)?;
    Ok((gross == item.amount()).then_some(net))
}

/// What the document is for, in a line.
pub(super) fn describe(item: &Item) -> Option<String> {
    item.description.clone().or_else(|| item.lines.first().map(|line| line.description.clone()))
}

/// The terms as written; where they say nothing of an early price and the document does, in the words in which such
/// terms are written.
pub(super) fn terms(item: &Item) -> Option<String> {
    if item.terms.as_deref().is_some_and(|terms| EarlySteps::parse(terms).is_ok()) {
        return item.terms.clone();
    }
    let days = |day: Date| u16::try_from((day - item.issued).num_days()).ok();
    let step = |EarlyDiscount { percent, until }: &EarlyDiscount| {
        Some(EarlyTerms { percent: percent.normalize(), days: days(*until)?, net_days: days(item.due)? })
    };
    let steps = item.discounts.iter().map(step).collect::<Option<Vec<_>>>().and_then(EarlySteps::new);
    steps.map(|steps| steps.to_string()).or_else(|| item.terms.clone())
}

/// A fingerprint of all that the list says of the debt: an equal one changes nothing. Who owes it is looked at apart.
pub(super) fn digest(item: &Item) -> i64 {
    use std::fmt::Write;
    // Every field is named, so that a new one cannot be forgotten.
    let Item {
        line: _,
        document,
        series: _,
        number: _,
        part,
        customer: _,
        issued,
        due,
        settled,
        status,
        currency,
        total,
        paid: _,
        open,
        terms,
        discounts,
        description,
        notes: _,
        lines,
        reference,
        electronic,
    } = item;
    let (total, open) = (total.map(Money::minor), open.map(Money::minor));
    let mut text = String::with_capacity(200);
    // Writing to a string cannot fail.
    let _ = write!(text, "{document:?}|{part:?}|{issued}|{due}|{settled:?}|{status:?}|{currency}|{total:?}|{open:?}");
    let _ = write!(text, "|{terms:?}|{discounts:?}|{description:?}|{reference:?}");
    for line in lines {
        let (net, tax) = (line.net.minor(), line.tax.minor());
        let _ = write!(text, "|{:?}|{}|{net}|{:?}|{tax}", line.description, line.quantity, line.tax_percent);
    }
    // Another document is kept, though it says the same.
    if let Some(document) = electronic {
        let _ = write!(text, "|{:?}", document.original.digest);
    }
    let hash = Sha256::digest(text.as_bytes());
    let mut first = [0_u8; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}
