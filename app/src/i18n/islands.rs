//! The words of islands, and of a schedule, which a page and an island both show.

use domain::money::Money;
use domain::plan::schedule::Frequency;
use domain::plan::size::InstalmentSize;

/// The headings of a schedule, on a page and in the simulator.
#[derive(Debug)]
pub struct ScheduleWords {
    pub caption: &'static str,
    pub n: &'static str,
    pub date: &'static str,
    pub amount: &'static str,
    pub left: &'static str,
    pub down: &'static str,
}

/// The words of islands.
#[derive(Debug)]
pub struct IslandWords {
    pub total: &'static str,
    pub go_on_with: fn(&str) -> String,
    /// What stays to be paid in all.
    pub left_after: fn(&str) -> String,
    /// So many invoices are ticked; more than one.
    pub chosen: fn(usize) -> String,
    pub watching: &'static str,
    pub lost: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_by_hand: &'static str,
    /// The same of a voucher's number.
    pub copy_number: &'static str,
    pub number_copied: &'static str,
    pub copy_number_by_hand: &'static str,
    pub share: &'static str,
    /// `6 pagos mensuales`.
    pub payments: fn(u16, Frequency) -> String,
    pub schedule: ScheduleWords,
    /// A sum that some payments stay below.
    pub up_to: fn(&str) -> String,
    /// The number with its frequency, each.
    /// So many payments, how often, what each is.
    pub payments_of: fn(u16, Frequency, &str) -> String,
    /// The total, the last day.
    pub plan_total: fn(&str, &str) -> String,
    pub plan_cost: fn(&str) -> String,
    pub plan_go_on: &'static str,
    pub slide_amount: &'static str,
    pub slide_count: &'static str,
    pub plan_free: &'static str,
}

impl IslandWords {
    /// What each payment of a plan is.
    pub fn each(&self, size: InstalmentSize, written: impl Fn(Money) -> String) -> String {
        match size {
            InstalmentSize::Equal(each) => written(each),
            InstalmentSize::UpTo(largest) => (self.up_to)(&written(largest)),
        }
    }
}
