//! What an import did, or would do: counts, sums by currency, the largest changes.

use ::import::Finding;
use domain::money::{Currency, Money};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many of the largest changes are told.
const LARGEST: usize = 10;

/// What an import did.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Applied {
    /// New invoices and credit notes.
    pub imported: u64,
    /// Items that changed.
    pub updated: u64,
    /// Items that were in the books as the file says, or that a newer file spoke of.
    pub unchanged: u64,
    /// Items that were never owed or are void: left out.
    pub left_out: u64,
    /// Items that a complete list left out, and that are closed as paid elsewhere.
    pub closed: u64,
    /// Open items that the file does not name, and that stay as they are.
    pub not_named: u64,
    /// Contradictions for a person.
    pub exceptions: u64,
    /// Rows that the books refused.
    pub rejected: Vec<Finding>,
    /// What is told beside: who was recognised, what was left out.
    pub told: Vec<Finding>,
    /// By currency.
    pub figures: BTreeMap<Currency, CurrencyFigures>,
    /// The largest changes of what is asked for, the largest first.
    pub largest: Vec<Change>,
}

/// What happened in one currency, in minor units of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CurrencyFigures {
    /// What was open before.
    pub before: i64,
    /// What is open after.
    pub after: i64,
    /// What is new, as far as it is open.
    pub new: i64,
    /// What was corrected.
    pub corrected: i64,
    /// What was paid elsewhere.
    pub paid_elsewhere: i64,
    /// What was taken back of payments elsewhere.
    pub taken_back: i64,
    /// What was closed since a complete list leaves it out.
    pub closed: i64,
}

/// One item whose open sum moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number.
    pub number: String,
    /// What was open before.
    pub before: Money,
    /// What is open after.
    pub after: Money,
}

impl Applied {
    /// The figures of a currency.
    pub(super) fn of(&mut self, currency: Currency) -> &mut CurrencyFigures {
        self.figures.entry(currency).or_default()
    }

    /// Remembers a change, while it is among the largest.
    pub(super) fn changed(&mut self, number: &str, before: Money, after: Money) {
        let size = |before: Money, after: Money| before.minor().abs_diff(after.minor());
        if before == after {
            return;
        }
        let place = self.largest.partition_point(|one| size(one.before, one.after) >= size(before, after));
        if place < LARGEST {
            self.largest.insert(place, Change { number: number.to_owned(), before, after });
            self.largest.truncate(LARGEST);
        }
    }

    /// Adds what another batch did.
    pub(super) fn add(&mut self, other: Self) {
        self.imported += other.imported;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.left_out += other.left_out;
        self.closed += other.closed;
        self.not_named += other.not_named;
        self.exceptions += other.exceptions;
        self.rejected.extend(other.rejected);
        self.told.extend(other.told);
        for (currency, new) in other.figures {
            let own = self.of(currency);
            own.new = own.new.saturating_add(new.new);
            own.corrected = own.corrected.saturating_add(new.corrected);
            own.paid_elsewhere = own.paid_elsewhere.saturating_add(new.paid_elsewhere);
            own.taken_back = own.taken_back.saturating_add(new.taken_back);
            own.closed = own.closed.saturating_add(new.closed);
        }
        for change in other.largest {
            self.changed(&change.number, change.before, change.after);
        }
    }
}
