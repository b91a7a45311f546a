//! Is a column of balances that of the account, going on from row to row, and not what is open of each document?

use super::sides::rough;
use crate::columns::Columns;
use crate::dates;
use crate::field::Field;
use crate::records::Record;

/// What the rows under an amount, what was paid of it and a balance look like. The newest row may stand first or last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Running {
    before: Option<Step>,
    down: Way,
    up: Way,
}

/// The sums of a row, in hundredths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) amount: i128,
    /// By what the row may move the account: by its amount, or by that less what was paid of it.
    pub(super) moves: [i128; 2],
    pub(super) balance: i128,
}

impl Step {
    /// Of a row in which so much was `paid`, without its sign.
    pub(super) const fn of(amount: i128, paid: i128, balance: i128) -> Self {
        Self { amount, moves: [amount, amount - paid * amount.signum()], balance }
    }
}

/// One way to read the rows.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// Rows whose balance goes on from the row before and is no part of their own amount.
    going_on: u64,
    /// Rows whose balance neither goes on nor begins anew.
    broken: u64,
}

impl Running {
    /// Notes a row.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns) {
        let amount = |field| rough(columns.cell(field, record));
        let (Some(whole), Some(balance)) = (amount(Field::Amount), amount(Field::OpenAmount)) else {
            return;
        };
        let marked = columns.cell(Field::Paid, record);
        let paid = amount(Field::PaidAmount).or_else(|| rough(marked).filter(|_| !dates::is_like_a_day(marked)));
        self.step(Step::of(whole, paid.unwrap_or(0).abs(), balance));
    }

    /// Notes the sums of a row.
    pub(super) fn step(&mut self, now: Step) {
        // The first balance may go on from before the list.
        let Some(before) = self.before.replace(now) else { return };
        self.down.note(now, before.balance);
        self.up.note(before, now.balance);
    }

    /// Is it the account's?
    pub(super) const fn is_running(self) -> bool {
        self.down.goes_on() || self.up.goes_on()
    }

    /// In how many rows does it go on, whichever way they are read?
    pub(super) fn rows(self) -> u64 {
        [self.down, self.up].into_iter().filter(|way| way.goes_on()).map(|way| way.going_on).max().unwrap_or(0)
    }
}

impl Way {
    const fn goes_on(self) -> bool {
        self.going_on > 0 && self.broken == 0
    }

    fn note(&mut self, Step { amount, moves, balance }: Step, before: i128) {
        let goes_on = moves.iter().any(|by| balance == before + by || balance == before - by);
        let begins = moves.iter().any(|by| balance.abs() == by.abs());
        let is_part = balance.abs() <= amount.abs() && balance.signum() * amount.signum() >= 0;
        if goes_on && !is_part {
            // A row by which nothing moves tells nothing.
            self.going_on += u64::from(balance != before);
        } else if !goes_on && !begins {
            self.broken += 1;
        }
    }
}
