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
        let cells = fields.into_iter().filter_map(|field| columns.place(field, record).and_then(|at| record.get(at)));
        match cells.map(str::trim).find(|cell| !cell.is_empty()).and_then(rough) {
            Some(amount) if amount > 0 => Self::Debt,
            Some(amount) if amount < 0 => Self::Credit,
            _ => Self::Neither,
        }
    }
}

/// Is something open by a row that says what is?
pub(super) fn is_open(record: &Record, columns: &Columns) -> Option<bool> {
    let cell = columns.place(Field::OpenAmount, record).and_then(|at| record.get(at))?.trim();
    if cell.is_empty() || crate::numbers::is_nothing(cell) {
        return Some(false);
    }
    rough(cell).map(|amount| amount != 0)
}
