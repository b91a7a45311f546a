//! Columns that no heading names, by what their cells are.
//!
//! A heading that nobody has listed will come. A column that decides about money, person, kind or currency is then known by
//! its cells, or asked about once: kinds of document by their words, whose debt it is by words for parties, what is open or
//! paid by sums that never go beyond the whole, currencies by their codes, customers by tax numbers whose check digits hold.
//! What is known so is read in a further pass as if its heading had said it.

mod ages;
mod balances;
mod both_sides;
mod carried;
mod currencies;
mod kinds;
mod people;
mod sums;

use super::amount_of::AmountOf;
use super::lexicon::Unread;
use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::hashing;
use crate::options::Options;
use crate::question::Question;
use crate::record::Record;
use crate::words::letters::letters_of;
pub(super) use ages::Ages;
pub(super) use balances::Balances;
pub(super) use carried::Carried;
use people::People;
use sums::{Row as SumsOfRow, Sums};

/// What stands beside a cell is looked at in this many rows; what a larger list would show, they show.
const ROWS: u64 = 5000;

/// A column that nothing names.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) at: usize,
    pub(super) unread: Unread,
    people: People,
    sums: Sums,
    in_cents: bool,
}

impl Watched {
    pub(super) fn of(at: usize, columns: &Columns) -> Self {
        let in_cents = columns.in_cents(at);
        Self { at, in_cents, unread: Unread::default(), people: People::default(), sums: Sums::default() }
    }
}

/// What of a row the columns are held against.
pub(super) struct Beside<'a> {
    /// The customer, as a hash.
    name: u32,
    /// The letters before the digits of the document's number.
    letters: Option<&'a str>,
    sums: SumsOfRow,
    /// Is it one of the first rows?
    first: bool,
}

impl<'a> Beside<'a> {
    /// Of the `n`th row: what costs time is looked at in the first ones only, and sums where a column may be one.
    pub(super) fn of(record: &'a Record, columns: &Columns, n: u64, sums: bool) -> Self {
        let first = n <= ROWS;
        Self {
            name: if first { hashing::short(hashing::name(&columns.customer_name(record))) } else { 0 },
            letters: if first { letters_of(columns.cell(Field::InvoiceNumber, record)) } else { None },
            sums: if sums { SumsOfRow::of(record, columns) } else { SumsOfRow::default() },
            first,
        }
    }
}

impl Watched {
    /// Are all its cells sums so far?
    pub(super) const fn may_be_sums(&self) -> bool {
        self.sums.may_be()
    }

    /// Notes a cell and what stands beside it.
    pub(super) fn add(&mut self, record: &Record, beside: &Beside<'_>, amount: AmountOf) {
        let cell = record.get(self.at).map_or("", str::trim);
        self.unread.add_beside(cell, amount);
        self.sums.add(cell, self.in_cents, &beside.sums);
        if beside.first {
            self.people.add(cell, beside.name, beside.letters);
        }
    }
}

/// What columns were found to be by their cells, and what is left to ask about them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(super) fields: Vec<(Field, usize)>,
    /// Further columns of a field, which are added up.
    pub(super) added: Vec<(Field, usize)>,
    /// Fields whose columns say something else.
    pub(super) dropped: Vec<Field>,
    /// The column of currencies never names that of the books: an empty cell stands for it.
    pub(super) blank_is_house: bool,
    pub(super) questions: Vec<Question>,
    /// Why columns are not read.
    pub(super) notes: Vec<(usize, &'static str)>,
}

/// A column with its heading, as it is looked at.
struct Headed<'a> {
    watched: &'a Watched,
    /// Which of those that are looked at it is.
    place: usize,
    heading: &'a str,
    folded: String,
}

impl Headed<'_> {
    fn has_word(&self, words: &[&str]) -> bool {
        self.folded.split(' ').any(|word| words.contains(&word))
    }
}

/// What columns are by their cells.
pub(super) fn settle(
    all: &[Watched],
    (balances, ages, carried): (&Balances, &Ages, &Carried),
    columns: &Columns,
    options: &Options,
) -> Found {
    let headed: Vec<Headed<'_>> = all
        .iter()
        .enumerate()
        .filter(|(_, watched)| columns.field_at(watched.at).is_none())
        .filter_map(|(place, watched)| {
            let heading = columns.headings.get(watched.at).filter(|heading| !heading.is_empty())?;
            Some(Headed { watched, place, heading, folded: fold(heading) })
        })
        .collect();
    let open = |field| !columns.has(field) && !columns.is_wished(field) && options.default_for(field).is_none();
    let mut found = Found::default();
    if open(Field::Kind) {
        kinds::find(&headed, options, &mut found);
    }
    if open(Field::Direction) {
        kinds::find_direction(&headed, &mut found);
    }
    let told = [Field::Kind, Field::Debit, Field::Credit].into_iter().any(|field| columns.has(field));
    if open(Field::Side) && !told {
        both_sides::find(&headed, &mut found);
    }
    if open(Field::Currency) {
        currencies::find(&headed, options, &mut found);
    }
    let settled = ages.find(columns, &mut found) || carried.find(&headed, columns, &mut found);
    if !settled && !columns.is_added_up(Field::OpenAmount) {
        sums::find(&headed, columns, options, &mut found);
        balances::find(balances, &headed, columns, &mut found);
    }
    people::find(&headed, columns, options, &mut found);
    found
}
