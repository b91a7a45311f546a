//! Columns of what is open by its age: what is open of a document is their sum, whatever its original amount.

use super::super::sides::rough;
use super::Found;
use super::sums::amount_in;
use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::headings::Bucket;
use crate::numbers;
use crate::question::Question;
use crate::record::Record;

/// What stands in such columns beside the whole sum.
#[derive(Debug, Default)]
pub(in super::super) struct Ages {
    places: Vec<usize>,
    /// Has a column of them what is not due yet?
    not_due: bool,
    /// Cells that are no amounts.
    no_amounts: u64,
    /// Cells with decimals: bare whole numbers may count days.
    written: bool,
    /// Rows that have no whole sum.
    alone: u64,
    /// Rows whose sum is the whole one, a part of it, nothing of it, or beyond it.
    equal: u64,
    part: u64,
    nothing: u64,
    beyond: u64,
}

impl Ages {
    /// Of the headings, where no column says what is open.
    pub(in super::super) fn of(columns: &Columns) -> Self {
        let said = columns.is_wished(Field::OpenAmount);
        let other = columns.has(Field::OpenAmount) && !columns.open_by_age && !said;
        if !columns.has_ages || other || columns.has(Field::Debit) || columns.is_added_up(Field::OpenAmount) {
            return Self::default();
        }
        let bucket = |at: &usize| columns.headings.get(*at).and_then(|heading| Bucket::of_heading(&fold(heading)));
        let open = columns.at(Field::OpenAmount).filter(|_| said);
        let free = |at: &usize| columns.field_at(*at).is_none() || open == Some(*at);
        let mut found: Vec<(usize, Bucket)> =
            (0..columns.headings.len()).filter(free).filter_map(|at| Some((at, bucket(&at)?))).collect();
        // What is due in all is the sum of its ages.
        if found.iter().any(|(_, bucket)| *bucket == Bucket::Range) {
            found.retain(|(_, bucket)| *bucket != Bucket::Due);
        }
        if found.len() < 2 || open.is_some_and(|open| found.iter().all(|(at, _)| *at != open)) {
            return Self::default();
        }
        Self {
            not_due: found.iter().any(|(_, bucket)| *bucket == Bucket::NotDue),
            places: found.into_iter().map(|(at, _)| at).collect(),
            ..Self::default()
        }
    }

    /// Notes a row.
    pub(in super::super) fn add(&mut self, record: &Record, columns: &Columns) {
        if self.places.is_empty() || self.no_amounts > 0 {
            return;
        }
        let mut sum = 0;
        for at in &self.places {
            let cell = record.get(*at).map_or("", str::trim);
            if cell.is_empty() || numbers::is_nothing(cell) {
                continue;
            }
            let Some(amount) = amount_in(cell) else {
                self.no_amounts += 1;
                return;
            };
            self.written |= cell.contains(['.', ',']);
            sum += amount;
        }
        let whole = if columns.open_by_age { Field::OpenAmount } else { Field::Amount };
        match rough(columns.cell(whole, record)) {
            None => self.alone += 1,
            Some(total) if total == sum => self.equal += 1,
            Some(_) if sum == 0 => self.nothing += 1,
            Some(total) if sum.signum() == total.signum() && sum.abs() < total.abs() => self.part += 1,
            Some(_) => self.beyond += 1,
        }
    }

    /// Reads what is open from these columns where they say less than the whole sum; says whether anything came of it.
    pub(super) fn find(&self, columns: &Columns, found: &mut Found) -> bool {
        let Some((first, others)) = self.places.split_first().filter(|_| self.no_amounts == 0) else { return false };
        if columns.is_wished(Field::OpenAmount) {
            // One of them was said: it is all of them.
            let open = columns.at(Field::OpenAmount);
            let others = self.places.iter().filter(|at| open.is_some_and(|open| open != **at));
            found.added.extend(others.map(|at| (Field::OpenAmount, *at)));
            return !found.added.is_empty();
        }
        let whole = if columns.open_by_age { Field::OpenAmount } else { Field::Amount };
        let counts = !self.written && self.equal == 0;
        let agrees = self.part + self.nothing == 0;
        if columns.has(whole) && (counts || agrees) {
            return false;
        }
        if columns.has(whole) && (self.beyond > 0 || self.nothing > 0 && !self.not_due) {
            let heading = |at: Option<usize>| at.and_then(|at| columns.headings.get(at)).cloned().unwrap_or_default();
            found.questions.push(Question::TwoColumns {
                field: Field::OpenAmount.to_string(),
                first: heading(columns.at(whole)),
                second: heading(Some(*first)),
            });
            return true;
        }
        if columns.has(Field::LineNet) && !columns.has(whole) {
            return false;
        }
        if let Some(at) = columns.at(Field::OpenAmount) {
            found.fields.push((Field::Amount, at));
        }
        found.fields.push((Field::OpenAmount, *first));
        found.added.extend(others.iter().map(|at| (Field::OpenAmount, *at)));
        true
    }
}
