//! How a debtor has paid so far, by rules that fit into a sentence.
//!
//! Invoices are counted, not money: one large invoice does not outweigh a habit, and amounts of
//! several currencies never meet. The rules, the first that fits:
//! 1. late: something has been overdue for more than [`LATE_OPEN_DAYS`];
//! 2. new: fewer than [`MIN_HISTORY`] invoices were paid;
//! 3. late: fewer than half of the last [`LOOK_BACK`] were paid on time;
//! 4. good: [`GOOD_PERCENT`] of them and more were, and nothing is overdue by more than [`GOOD_OPEN_DAYS`];
//! 5. irregular: everybody else.

use super::date::{Date, days_between};
use serde::{Deserialize, Serialize};

/// Overdue for longer than this, one invoice alone makes its debtor late: the next monthly invoice
/// has come by then.
pub const LATE_OPEN_DAYS: i64 = 30;

/// With fewer paid invoices there is no habit yet.
pub const MIN_HISTORY: u16 = 3;

/// Only the last so many paid invoices count, so that people can better themselves within a year of
/// monthly invoices.
pub const LOOK_BACK: u16 = 12;

/// So many per cent on time make a good payer.
pub const GOOD_PERCENT: u16 = 80;

/// A good payer may have something open for this long.
pub const GOOD_OPEN_DAYS: i64 = 7;

/// A transfer made on the due date arrives within this many days; it counts as on time.
pub const ON_TIME_DAYS: i64 = 3;

/// How a debtor has paid so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// On time, nearly always.
    Good,
    /// Sometimes on time.
    Irregular,
    /// Late, mostly or for long.
    Late,
    /// Not known yet.
    New,
}

impl Segment {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Good, Self::Irregular, Self::Late, Self::New];
}

/// An invoice that was paid in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidInvoice {
    /// Its due date (by an extension, the later one).
    pub due: Date,
    /// The day of the payment that cleared it.
    pub paid: Date,
}

/// A segment with what it follows from, so that a page can say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// What follows.
    pub segment: Segment,
    /// Paid on time, of [`History::counted`].
    pub on_time: u16,
    /// The paid invoices that count: the last [`LOOK_BACK`] at most.
    pub counted: u16,
    /// All invoices that were ever paid.
    pub paid: u16,
    /// For how many days the oldest open invoice has been overdue; 0: nothing is.
    pub overdue_days: i64,
}

impl History {
    /// A debtor of whom nothing is known.
    pub const NONE: Self = Self { segment: Segment::New, on_time: 0, counted: 0, paid: 0, overdue_days: 0 };

    /// From every invoice that was paid (in any order) and the due dates of those that are open.
    /// What is on hold (a dispute, a plan that is kept) is left out by the caller.
    #[must_use]
    pub fn new(paid: &[PaidInvoice], open: impl IntoIterator<Item = Date>, as_of: Date) -> Self {
        let mut paid: Vec<_> = paid.iter().filter(|invoice| invoice.paid <= as_of).collect();
        // The last paid first; of one day the later due first, so that the order told does not matter.
        paid.sort_unstable_by_key(|invoice| std::cmp::Reverse((invoice.paid, invoice.due)));
        let recent = paid.iter().take(usize::from(LOOK_BACK));
        let on_time = recent.filter(|invoice| days_between(invoice.due, invoice.paid) <= ON_TIME_DAYS).count();
        let overdue_days = open.into_iter().map(|due| days_between(due, as_of)).fold(0, i64::max);
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let (on_time, paid) = (count(on_time), count(paid.len()));
        let counted = paid.min(LOOK_BACK);
        let segment = if overdue_days > LATE_OPEN_DAYS {
            Segment::Late
        } else if counted < MIN_HISTORY {
            Segment::New
        } else if on_time * 2 < counted {
            Segment::Late
        } else if on_time * 100 >= counted * GOOD_PERCENT && overdue_days <= GOOD_OPEN_DAYS {
            Segment::Good
        } else {
            Segment::Irregular
        };
        Self { segment, on_time, counted, paid, overdue_days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::add_days;
    use proptest::prelude::*;

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    /// Invoices due on the 1st of each month, paid so many days later; seen on 31 December.
    fn history(days_late: &[u32], overdue: &[i64]) -> History {
        let paid = (1..).zip(days_late).map(|(month, late)| {
            let due = day(month, 1);
            PaidInvoice { due, paid: add_days(due, *late).expect("in range") }
        });
        let open = overdue.iter().map(|days| day(12, 31) - chrono::Days::new(u64::try_from(*days).expect("days")));
        History::new(&paid.collect::<Vec<_>>(), open, day(12, 31))
    }

    #[test]
    fn each_rule_by_its_edge() {
        let segment = |late: &[u32], overdue: &[i64]| history(late, overdue).segment;
        assert_eq!(segment(&[], &[]), Segment::New);
        assert_eq!(segment(&[0, 0], &[30]), Segment::New);
        assert_eq!(segment(&[0, 0], &[31]), Segment::Late);
        assert_eq!(segment(&[0, 3, 0], &[7]), Segment::Good);
        assert_eq!(segment(&[0, 3, 0], &[8]), Segment::Irregular);
        assert_eq!(segment(&[0, 4, 0], &[]), Segment::Irregular); // two of three
        assert_eq!(segment(&[0, 9, 9, 0], &[]), Segment::Irregular); // half is not fewer than half
        assert_eq!(segment(&[9, 9, 9, 0], &[]), Segment::Late);
        assert_eq!(segment(&[0; 10], &[0]), Segment::Good);
    }

    #[test]
    fn nine_of_ten_on_time() {
        let history = history(&[0, 0, 0, 0, 20, 0, 0, 0, 0, 0], &[]);
        assert_eq!((history.on_time, history.counted, history.segment), (9, 10, Segment::Good));
    }

    #[test]
    fn only_the_last_twelve_count() {
        // Three bad ones in 2024 are forgotten behind twelve good ones.
        let mut paid: Vec<_> = (1..=12).map(|m| PaidInvoice { due: day(m, 1), paid: day(m, 1) }).collect();
        let old = Date::from_ymd_opt(2024, 1, 1).expect("a day");
        paid.extend([PaidInvoice { due: old, paid: day(1, 1) - chrono::Days::new(1) }; 3]);
        let history = History::new(&paid, [], day(12, 31));
        assert_eq!((history.on_time, history.counted, history.paid, history.segment), (12, 12, 15, Segment::Good));
    }

    proptest! {
        #[test]
        fn the_same_whatever_the_order_and_what_is_later_is_not_known(
            paid in prop::collection::vec((0..300_u32, 0..90_u32), 0..30), open in prop::collection::vec(0..400_u32, 0..5),
            as_of in 0..400_u32,
        ) {
            let after = |days| add_days(day(1, 1), days).expect("in range");
            let mut invoices: Vec<_> = paid.iter().map(|(due, late)| PaidInvoice { due: after(*due), paid: after(due + late) }).collect();
            let one = History::new(&invoices, open.iter().map(|d| after(*d)), after(as_of));
            invoices.reverse();
            prop_assert_eq!(History::new(&invoices, open.iter().rev().map(|d| after(*d)), after(as_of)), one);
            invoices.retain(|invoice| invoice.paid <= after(as_of));
            prop_assert_eq!(usize::from(one.paid), invoices.len());
            prop_assert!(one.on_time <= one.counted && one.counted <= LOOK_BACK && one.overdue_days >= 0);
        }
    }
}
