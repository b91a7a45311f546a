//! Rows of sums: left out, and compared with what was taken.

use super::Rows;
use crate::dates;
use crate::field::Field;
use crate::item::Item;
use crate::numbers::{self, Number};
use crate::outcome::{Code, Finding, Outcome};
use crate::records::Record;
use crate::row::{Row, short};
use crate::sections;
use domain::money::{Currency, Money};
use std::collections::BTreeMap;

/// Sums are held against what came since any of so many sums before.
const MOST_MARKS: usize = 64;

/// What was taken, as lists sum it up: with its signs, without them (credits are printed as they like), what is open, and the
/// whole sums alone: a payment has none.
type Tally = BTreeMap<Currency, [i64; 4]>;

/// What was taken so far, and what had been at each sum.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    now: Tally,
    marks: Vec<Tally>,
}

impl Tallies {
    /// Notes what was taken.
    pub(super) fn add(&mut self, item: &Item) {
        let (amount, open) = (item.amount().minor(), item.open.unwrap_or_else(|| item.amount()).minor());
        let sums = self.now.entry(item.currency).or_default();
        let whole = item.total.map_or(0, Money::minor);
        for (sum, one) in sums.iter_mut().zip([amount, amount.saturating_abs(), open, whole]) {
            *sum = sum.saturating_add(one);
        }
    }

    /// A sum of the rows above stands here.
    fn mark(&mut self) {
        if self.marks.len() == MOST_MARKS {
            self.marks.remove(0);
        }
        self.marks.push(self.now.clone());
    }

    /// Is one of these sums of what was taken since the beginning or since a sum what the list says? Sums over several
    /// currencies mean nothing.
    fn agrees(&self, which: &[usize], of: Option<Currency>, (number, negative): (Number, bool)) -> Option<bool> {
        let nothing = Tally::new();
        let mut compared = None;
        for mark in std::iter::once(&nothing).chain(&self.marks) {
            let since = |currency: &Currency, at: usize| {
                let before = mark.get(currency).and_then(|sums| sums.get(at)).copied().unwrap_or(0);
                self.now.get(currency).and_then(|sums| sums.get(at)).copied().unwrap_or(0).saturating_sub(before)
            };
            let came = self.now.iter().filter(|(currency, sums)| mark.get(currency) != Some(sums));
            let mut filled = came.map(|(currency, _)| currency).filter(|currency| of.is_none_or(|of| of == **currency));
            let (Some(currency), None) = (filled.next(), filled.next()) else { continue };
            let says = number.money(negative, *currency).map(|money| money.minor());
            let agrees = which.iter().any(|at| says == Ok(since(currency, *at)));
            compared = Some(compared == Some(true) || agrees);
        }
        compared
    }
}

/// What a row of sums says.
struct Sum<'a> {
    cell: &'a str,
    amounts: [Option<(Number, bool)>; 2],
    /// The currency that stands in its row.
    currency: Option<Currency>,
}

impl Rows<'_> {
    /// A sum of other rows: by its words, or a bare amount that is the sum of what stands above it.
    pub(super) fn take_sum(&mut self, record: &Record) -> bool {
        let row = Row { record, survey: self.survey, above: None, leader: None };
        let has = |field| !row.own_cell(field).is_empty();
        let text = sections::first_texts(record);
        let by_word =
            sections::begins_as_sum(&text) || sections::is_starred_sum(record) || self.trail.is_summed_by(&text);
        let is_day = |field| dates::read(row.own_cell(field), self.survey.dates).is_some();
        let whole = record.len() == self.survey.header.len();
        let issued = is_day(Field::IssueDate) || !self.survey.columns.has(Field::IssueDate);
        if (is_day(Field::IssueDate) || is_day(Field::DueDate)) && (!by_word || whole && issued) {
            return false;
        }
        if !by_word && (has(Field::InvoiceNumber) || !self.has_amount(row) || self.may_be_section(&text)) {
            return false;
        }
        self.finish();
        let sum = Self::read_sum(row);
        let agrees = self.agrees(&sum);
        // Sums over several currencies cannot be checked; a row with nothing but such a sum is one.
        let bare = agrees.is_none() && self.totals.len() > 1 && self.is_bare(record);
        if !by_word && !bare && agrees != Some(true) {
            return false;
        }
        self.skip(record.line, Code::TotalsRow, "a sum of other rows");
        if agrees == Some(false) && !self.is_of_another_day {
            let message = format!("the file says {}, the rows that were taken add up to another sum", short(sum.cell));
            let field = Some(Field::Amount.as_str().into());
            let finding = Finding { line: record.line, code: Code::TotalsMismatch, field, message: message.into() };
            self.out.push_back(Outcome::Warned(finding));
        }
        self.tallies.mark();
        self.trail.sum(&text);
        self.leader = None;
        true
    }

    /// Has a row nothing but sums and currencies?
    fn is_bare(&self, record: &Record) -> bool {
        let read = |at: usize| self.survey.columns.field_at(at).is_some_and(|field| field.is_money());
        let is_code = |cell: &str| crate::currency::mark(cell).is_some();
        record
            .cells()
            .enumerate()
            .map(|(at, cell)| (at, cell.trim()))
            .all(|(at, cell)| cell.is_empty() || read(at) || is_code(cell))
    }

    /// Where customers stand above their documents, a text with an amount is the next of them, whatever the amount.
    fn may_be_section(&self, text: &str) -> bool {
        self.survey.outline.above && text.chars().any(char::is_alphabetic)
    }

    fn has_amount(&self, row: Row<'_>) -> bool {
        [Field::Amount, Field::OpenAmount].into_iter().any(|field| !row.own_cell(field).is_empty())
    }

    fn read_sum<'r>(row: Row<'r>) -> Sum<'r> {
        let read = |field| {
            // What is open by its age stands in several columns.
            let own = Some(row.own_cell(field)).filter(|_| !row.survey.columns.is_added_up(field));
            let scanned = numbers::scan(own?)?;
            Some((numbers::read(scanned.body, row.decimal_mark(field)).ok()?, scanned.negative))
        };
        let cell = if row.own_cell(Field::Amount).is_empty() { Field::OpenAmount } else { Field::Amount };
        let stated = row.survey.lexicon.currency(row.own_cell(Field::Currency));
        let currency = stated.and_then(|mark| mark.in_books_of(row.survey.options.house()));
        Sum { cell: row.own_cell(cell), currency, amounts: [read(Field::Amount), read(Field::OpenAmount)] }
    }

    /// Is it the sum of everything so far, or of what came since a sum before it? Of two columns both must be.
    fn agrees(&self, sum: &Sum<'_>) -> Option<bool> {
        // Documents whose rows do not stand together are taken at the end.
        if self.held_rows > 0 {
            return None;
        }
        let [amount, open] = sum.amounts;
        let amount = amount.and_then(|amount| self.tallies.agrees(&[0, 1, 3], sum.currency, amount));
        let open = open.and_then(|open| self.tallies.agrees(&[2], sum.currency, open));
        match (amount, open) {
            (Some(amount), Some(open)) => Some(amount && open),
            (one, other) => one.or(other),
        }
    }
}
