//! What a ledger has cleared: the rows that bear one mark of a customer settle each other (lettrage, Auszifferung, punteo,
//! compensação, reconciliation), and count once.

use super::sides::rough;
use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::hashing::{self, HashedMap};
use crate::record::Record;
use crate::words::flags::Flag;
use crate::words::kinds;
use crate::words::sides::{self, Side};

/// So many marks are looked at.
const MOST: usize = 200_000;

/// So many documents of one mark are named, in so many characters.
const MOST_NAMED: usize = 400;

/// The rows of one mark.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clearing {
    /// Debits less credits, in hundredths.
    sum: i128,
    debits: bool,
    credits: bool,
    /// The numbers of its debits.
    named: String,
}

impl Clearing {
    /// Has the list all that cleared its debits? Then its amounts say themselves what is left.
    pub(crate) const fn is_whole(&self) -> bool {
        self.credits && self.sum <= 0
    }

    /// Are both what was owed and what was paid for it in the list?
    pub(crate) const fn has_both(&self) -> bool {
        self.debits && self.credits
    }

    /// The documents that were cleared, one after another.
    pub(crate) fn named(&self) -> &str {
        &self.named
    }
}

/// All marks of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clearings {
    columns: Vec<usize>,
    by_mark: HashedMap<u64, Clearing>,
}

impl Clearings {
    /// For a list with these columns.
    pub(super) fn of(columns: &Columns) -> Self {
        let is_mark =
            |heading: &String| matches!(Flag::of_heading(&fold(heading)), Some(Flag::PaidIfMatched | Flag::PaidIfYes));
        let marks = columns.headings.iter().enumerate().filter(|(_, heading)| is_mark(heading));
        Self { columns: marks.map(|(at, _)| at).collect(), by_mark: HashedMap::default() }
    }

    /// Notes a row.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns) {
        for at in &self.columns {
            let key = key(*at, record, columns);
            if key == 0 || self.by_mark.len() >= MOST && !self.by_mark.contains_key(&key) {
                continue;
            }
            let clearing = self.by_mark.entry(key).or_default();
            let amount = amount_of(record, columns);
            clearing.sum += amount;
            clearing.credits |= amount < 0;
            clearing.debits |= amount > 0;
            let number = columns.cell(Field::InvoiceNumber, record);
            if amount > 0 && clearing.named.len() + number.len() < MOST_NAMED {
                clearing.named.push_str(if clearing.named.is_empty() { "" } else { " " });
                clearing.named.push_str(number);
            }
        }
    }

    /// The rows that bear the mark of a row in the column at this place.
    pub(crate) fn at(&self, at: usize, record: &Record, columns: &Columns) -> Option<&Clearing> {
        self.by_mark.get(&key(at, record, columns))
    }
}

/// The mark of a row, of its customer; 0 is none.
fn key(at: usize, record: &Record, columns: &Columns) -> u64 {
    let mark = record.get(at).map_or(0, hashing::number);
    if mark == 0 {
        return 0;
    }
    let customer = hashing::name(&columns.customer_name(record))
        ^ hashing::number(columns.cell(Field::CustomerId, record)).rotate_left(1);
    mark ^ customer.rotate_left(7)
}

/// What a row adds to an account, in hundredths.
fn amount_of(record: &Record, columns: &Columns) -> i128 {
    let amount = |field| rough(columns.cell(field, record));
    if columns.has(Field::Debit) {
        return amount(Field::Debit).unwrap_or(0) - amount(Field::Credit).unwrap_or(0).abs();
    }
    let Some(amount) = amount(Field::Amount).or_else(|| amount(Field::OpenAmount)) else { return 0 };
    let side = sides::read(columns.cell(Field::Side, record), false);
    let word = kinds::read(columns.cell(Field::Kind, record));
    let is_credit = side == Some(Side::Credit) || side.is_none() && word.is_some_and(kinds::KindWord::is_credit);
    if is_credit { -amount.abs() } else { amount }
}
