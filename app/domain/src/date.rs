//! Calendar days, as people read them: always days in the creditor's time zone.
//!
//! The domain is told which day it is; it never asks. Instants (UTC) belong to the server.

pub use chrono::NaiveDate as Date;
use chrono::{Datelike, Days, Months};

/// The last year that still writes with four digits, so that a day is always ten characters.
const LAST_YEAR: i32 = 9999;

/// A day past the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the day lies past the year {LAST_YEAR}")]
pub struct OutOfCalendar;

/// Nobody collects a debt of another century, and none is issued in the next one.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Is the year of a day one in which invoices are written, due and paid?
#[must_use]
pub fn is_likely(day: Date) -> bool {
    YEARS.contains(&day.year())
}

/// Whole days from `from` to `to`; negative when `to` comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The day `days` after `from`.
pub fn add_days(from: Date, days: u32) -> Result<Date, OutOfCalendar> {
    within(from.checked_add_days(Days::new(u64::from(days))))
}

/// The day `months` months after `anchor`, or the month's last day where it has no such day:
/// 31 January and one month is 28 or 29 February, and two months is 31 March again. Several months
/// are always counted from the anchor, never one from the last.
pub fn add_months(anchor: Date, months: u32) -> Result<Date, OutOfCalendar> {
    within(anchor.checked_add_months(Months::new(months)))
}

fn within(date: Option<Date>) -> Result<Date, OutOfCalendar> {
    date.filter(|day| day.year() <= LAST_YEAR).ok_or(OutOfCalendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Date {
        Date::from_ymd_opt(y, m, d).expect("a day")
    }

    #[test]
    fn months_are_counted_from_the_anchor() {
        let anchor = day(2026, 1, 31);
        let days: Vec<_> = (0..6).map(|n| add_months(anchor, n).expect("in range")).collect();
        assert_eq!(
            days,
            [
                day(2026, 1, 31),
                day(2026, 2, 28),
                day(2026, 3, 31),
                day(2026, 4, 30),
                day(2026, 5, 31),
                day(2026, 6, 30)
            ]
        );
        assert_eq!(add_months(day(2028, 1, 30), 1), Ok(day(2028, 2, 29)));
        assert_eq!(add_months(day(2024, 2, 29), 12), Ok(day(2025, 2, 28)));
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(add_days(day(9999, 12, 30), 1), Ok(day(9999, 12, 31)));
        assert_eq!(add_days(day(9999, 12, 31), 1), Err(OutOfCalendar));
        assert_eq!(add_months(day(9999, 12, 31), 1), Err(OutOfCalendar));
        assert_eq!(add_months(day(2026, 1, 1), u32::MAX), Err(OutOfCalendar));
    }
}
