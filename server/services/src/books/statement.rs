//! An item of a list as the books take it: which debt it is, what it says, what a new invoice is made of.

use ::import::{DocumentKind, EarlyDiscount, Item, Status};
use chrono::Datelike;
use domain::books::{AsOf, ItemIdentity, ItemKind, Says, with_other_zeros};
use domain::date::Date;
use domain::discount::{EarlySteps, EarlyTerms};
use domain::invoice::line_totals;
use domain::money::Money;
use rapidhash::v3::rapidhash_v3;
use rust_decimal::Decimal;
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
    let number = item.document_number();
    ItemIdentity { kind, number: &number, part: part_in_key(item), customer }.key()
}

/// What tells a part apart: its place, or the day on which it is due where nothing else says which it is. The places of
/// such parts change when one of them is paid and gone.
fn part_in_key(item: &Item) -> Option<u32> {
    let part = item.part?;
    if part.by_day { day_in_key(item.due) } else { Some(part.n) }
}

/// A day as it tells a part apart: `20261130`.
fn day_in_key(day: Date) -> Option<u32> {
    let year = u32::try_from(day.year()).ok()?;
    Some(year * 10_000 + day.month() * 100 + day.day())
}

/// The other keys that the item may have in the books: a part that stands alone by now, or did once; a number that has lost
/// its zeros, or has them again, where the books have numbers with zeros of these lengths.
pub(super) fn other_keys(item: &Item, kind: ItemKind, customer: Option<&str>, lengths: &[usize]) -> Vec<String> {
    let written = item.document_number();
    let numbers = with_other_zeros(&written, lengths);
    let part = match item.part {
        Some(part) if part.by_day => Some(None),
        Some(_) => None,
        None => Some(day_in_key(item.due)),
    };
    let own = part_in_key(item);
    let key = |number: &str, part| ItemIdentity { kind, number, part, customer }.key();
    let parts = part.map(|part| key(&written, part));
    numbers.iter().map(|number| key(number, own)).chain(parts).collect()
}

pub(super) fn says(item: &Item, as_of: AsOf) -> Says {
    let paid = item.settled.is_some() || matches!(item.status, Some(Status::Paid | Status::WrittenOff));
    let written_off = item
        .total
        .filter(|_| item.status == Some(Status::WrittenOff))
        .map_or(0, |total| total.minor().saturating_sub(item.paid.map_or(0, Money::minor)));
    Says {
        as_of,
        total: item.total.map(Money::minor),
        open: if paid { Some(0) } else { item.open.map(Money::minor) },
        settled: item.settled,
        written_off,
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

/// What the document is for, in a line: its first good does not stand for all of them (`Azúcar, bulto 50 kg … +3`).
pub(super) fn describe(item: &Item) -> Option<String> {
    let first = || item.lines.first().map(|line| line.description.clone());
    item.description.clone().or_else(|| match item.lines.len() {
        0 | 1 => first(),
        several => first().map(|first| format!("{first} … +{}", several - 1)),
    })
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
        // A word of its kind; what the books make of it hangs on what they know.
        unapplied: _,
        reference,
        electronic,
    } = item;
    let mut print = Print(Vec::with_capacity(256));
    print.text(document.as_str());
    // The place of a part that its day tells apart says nothing of the part.
    let placed = part.filter(|part| !part.by_day);
    print.number(placed.map(|part| i64::from(part.n)));
    print.number(placed.and_then(|part| part.of).map(i64::from));
    print.days([Some(*issued), Some(*due), *settled]);
    print.optional(status.map(Status::as_str));
    print.text(currency.code());
    print.number(total.map(Money::minor));
    print.number(open.map(Money::minor));
    for text in [terms, description, reference] {
        print.optional(text.as_deref());
    }
    for EarlyDiscount { percent, until } in discounts {
        print.decimal(Some(*percent));
        print.days([Some(*until)]);
    }
    print.number(None);
    for line in lines {
        print.text(&line.description);
        print.decimal(Some(line.quantity));
        print.number(Some(line.net.minor()));
        print.decimal(line.tax_percent);
        print.number(Some(line.tax.minor()));
    }
    // Another document is kept, though it says the same.
    if let Some(document) = electronic {
        print.bytes(&document.original.digest);
    }
    print.finish()
}

/// What goes into a fingerprint, one value after another: what is not there differs from everything that is, and no text
/// runs into the next.
struct Print(Vec<u8>);

impl Print {
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(i64::try_from(bytes.len()).ok());
        self.0.extend_from_slice(bytes);
    }

    fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.number(None),
        }
    }

    fn number(&mut self, number: Option<i64>) {
        self.0.extend_from_slice(&number.unwrap_or(i64::MIN).to_le_bytes());
    }

    fn days<const N: usize>(&mut self, days: [Option<Date>; N]) {
        for day in days {
            self.number(day.map(|day| i64::from(day.to_epoch_days())));
        }
    }

    fn decimal(&mut self, decimal: Option<Decimal>) {
        // As text, so that 16 and 16.0 differ, as they do for whoever reads them.
        match decimal {
            Some(decimal) => self.text(&decimal.to_string()),
            None => self.number(None),
        }
    }

    /// The hash of all of it, the same on every machine and in every version.
    fn finish(self) -> i64 {
        rapidhash_v3(&self.0).cast_signed()
    }
}
