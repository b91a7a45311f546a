//! Is a column of balances that of the account, going on from row to row, and not what is open of each document?

use super::sides::rough;
use crate::columns::Columns;
use crate::field::Field;
use crate::records::Record;

/// What the rows under an amount and a balance look like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Running {
    before: Option<i128>,
    /// Rows whose balance goes on from the row before and is no part of their own amount.
    going_on: u64,
    /// Rows whose balance neither goes on nor begins anew.
    broken: u64,
}

impl Running {
    /// Notes a row.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns) {
        let amount = |field| rough(columns.cell(field, record));
        let (Some(amount), Some(balance)) = (amount(Field::Amount), amount(Field::OpenAmount)) else {
            return;
        };
        // The first balance may go on from before the list.
        let Some(before) = self.before.replace(balance) else { return };
        let goes_on = balance == before + amount || balance == before - amount;
        let is_part = balance.abs() <= amount.abs() && balance.signum() * amount.signum() >= 0;
        if goes_on && !is_part {
            self.going_on += 1;
        } else if !goes_on && balance.abs() != amount.abs() {
            self.broken += 1;
        }
    }

    /// Is it the account's?
    pub(super) const fn is_running(self) -> bool {
        self.going_on > 0 && self.broken == 0
    }
}
