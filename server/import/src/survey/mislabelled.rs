//! Columns whose cells are not what their headings say: the name of a tax (`GST18`) is neither its amount nor its rate, and
//! `Due` may be what is owed.

use super::lexicon::{Words, is_sum};
use super::values::Found;
use crate::columns::Columns;
use crate::currency;
use crate::dates;
use crate::field::Field;
use crate::headings::Confidence;
use crate::numbers;
use crate::record::Record;
use crate::words::directions::{self, Direction};

/// The fields of taxes.
const TAXES: [Field; 2] = [Field::LineTax, Field::LineTaxPercent];

/// How many cells of such columns there are, and how many are something else.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mislabelled {
    taxes: [(u64, u64); 2],
    due: (u64, u64),
}

impl Mislabelled {
    /// Notes a row that is a debt.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns) {
        for (field, (all, names)) in TAXES.into_iter().zip(&mut self.taxes) {
            let cell = columns.cell(field, record);
            if cell.is_empty() {
                continue;
            }
            *all += 1;
            let is_number = numbers::scan(cell)
                .is_some_and(|scanned| currency::beside(scanned.marks).is_ok() || matches!(scanned.marks, ["", "%"]));
            *names += u64::from(!is_number && !numbers::is_nothing(cell));
        }
        let due = columns.cell(Field::DueDate, record);
        self.due.0 += u64::from(!due.is_empty());
        self.due.1 += u64::from(!due.is_empty() && is_sum(due) && !dates::is_like_a_day(due));
    }

    /// Reads them as what they are, and another column as what they were called.
    pub(super) fn settle(self, columns: &Columns, found: &mut Found) {
        let (days, sums) = self.due;
        if sums > 0 && sums == days && !columns.is_wished(Field::DueDate) {
            found.dropped.push(Field::DueDate);
            let open = !columns.has(Field::OpenAmount) && !columns.is_wished(Field::OpenAmount);
            found.fields.extend(columns.at(Field::DueDate).filter(|_| open).map(|at| (Field::OpenAmount, at)));
            found.fields.extend(columns.other(Field::DueDate).map(|at| (Field::DueDate, at)));
        }
        for (field, (all, names)) in TAXES.into_iter().zip(self.taxes) {
            if names * 2 > all && !columns.is_wished(field) {
                found.dropped.push(field);
                found.notes.extend(columns.at(field).map(|at| (at, "it holds the names of taxes")));
                found.fields.extend(columns.other(field).map(|at| (field, at)));
            }
        }
    }
}

/// A column that may be one of kinds but says which way money goes tells whose debt it is.
pub(super) fn direction(columns: &Columns, words: Option<&Words>, found: &mut Found) {
    let (Some(at), Some(words)) = (columns.at(Field::Kind), words) else { return };
    let may = columns.confidence(Field::Kind) == Some(Confidence::May) && !columns.is_wished(Field::Kind);
    let ways: Option<Vec<Direction>> = words.texts().map(directions::of_money).collect();
    let pays = ways.is_some_and(|ways| ways.contains(&Direction::Payable));
    if may && pays && !columns.has(Field::Direction) && !words.overflow {
        found.dropped.push(Field::Kind);
        found.fields.push((Field::Direction, at));
    }
}
