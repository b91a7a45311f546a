//! Which way the amount of a row points, before it is known how the file writes numbers.

use super::sides::rough;
use crate::columns::Columns;
use crate::field::Field;
use crate::record::Record;

/// What the amount of a row says by its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountOf {
    /// It is owed, by its sign.
    Debt,
    /// It is taken off, by its sign.
    Credit,
    /// Nothing, or not the sign but a side says it.
    Neither,
}

impl AmountOf {
    /// Of a record.
    pub(super) fn of(record: &Record, columns: &Columns) -> Self {
        if columns.has(Field::Side) || columns.has(Field::Debit) {
            return Self::Neither;
        }
        let fields = [Field::Amount, Field::OpenAmount, Field::LineNet];
        let ages = columns.is_added_up(Field::OpenAmount);
        let says = |cell: &&str| !(cell.is_empty() || ages && crate::numbers::is_zero(cell));
        match fields.into_iter().flat_map(|field| columns.cells_of(field, record)).find(says).and_then(rough) {
            Some(amount) if amount > 0 => Self::Debt,
            Some(amount) if amount < 0 => Self::Credit,
            _ => Self::Neither,
        }
    }
}

/// Is something open by a row that says what is?
pub(super) fn is_open(record: &Record, columns: &Columns) -> Option<bool> {
    columns.place(Field::OpenAmount, record)?;
    let mut known = Some(false);
    for cell in columns.cells_of(Field::OpenAmount, record) {
        match rough(cell) {
            _ if cell.is_empty() || crate::numbers::is_nothing(cell) => {}
            Some(0) => {}
            Some(_) => return Some(true),
            None => known = None,
        }
    }
    known
}
