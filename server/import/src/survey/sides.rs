//! Two columns of amounts, debit and credit: one document a row, or one movement a row.

use crate::columns::Columns;
use crate::field::Field;
use crate::records::Record;

/// What the rows under debit, credit and balance look like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sides {
    rows: u64,
    /// Rows with a debit and a credit.
    both: u64,
    /// Rows whose balance is their own debit less their own credit.
    own: u64,
    /// Rows whose balance goes on from the row before.
    running: u64,
    before: i128,
    /// Credits above and below nothing.
    credits: [u64; 2],
}

/// What a pair of such columns means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// Each row is a document: what was charged, what was paid of it, what is open.
    Document,
    /// Each row is a movement; the balance, if there is one, is that of the account.
    Movement,
    /// The balance is neither.
    Unclear,
}

impl Sides {
    /// Notes a row.
    pub(super) fn add(&mut self, record: &Record, columns: &Columns) {
        let amount = |field| columns.place(field, record).and_then(|at| record.get(at)).and_then(rough);
        let (debit, credit) = (amount(Field::Debit).unwrap_or(0), amount(Field::Credit).unwrap_or(0));
        self.credits[0] += u64::from(credit > 0);
        self.credits[1] += u64::from(credit < 0);
        self.rows += 1;
        self.both += u64::from(debit != 0 && credit != 0);
        if let Some(balance) = amount(Field::OpenAmount) {
            let own = debit - credit.abs();
            self.own += u64::from(balance == own);
            self.running += u64::from(balance == self.before + own || balance == own);
            self.before = balance;
        }
    }

    /// Is a credit below nothing one that was taken back? Where all of them are, they are only written so.
    pub(super) const fn takes_credits_back(self) -> bool {
        self.credits[0] > 0 && self.credits[1] > 0
    }

    /// What the columns mean.
    pub(super) fn verdict(self, columns: &Columns) -> Pair {
        if !columns.has(Field::OpenAmount) {
            return if self.both > 0 { Pair::Document } else { Pair::Movement };
        }
        match (self.own == self.rows, self.running == self.rows && self.both == 0) {
            (true, _) => Pair::Document,
            (false, true) => Pair::Movement,
            (false, false) => Pair::Unclear,
        }
    }
}

/// An amount in hundredths, good enough to compare amounts of one file with each other before its decimal mark is known.
pub(super) fn rough(cell: &str) -> Option<i128> {
    let scanned = crate::numbers::scan(cell.trim())?;
    let mark = scanned.body.rfind(['.', ',']);
    let decimals = mark.map_or(0, |at| scanned.body.len() - at - 1);
    let digits = scanned.body.chars().filter(char::is_ascii_digit).take(30).collect::<String>().parse::<i128>().ok()?;
    let hundredths = match decimals {
        1 => digits.checked_mul(10)?,
        2 if mark.is_some() => digits,
        _ => digits.checked_mul(100)?,
    };
    Some(if scanned.negative { -hundredths } else { hundredths })
}
