//! Which reminders a day brings. A day that was slept through is not made up for: of all the steps that
//! have come since the last day that was looked at, one reminder is left.

use super::date::{Date, days_between};
use super::policy::ReminderPolicy;

/// Does any of `steps` (days after `due`; negative: before) fall on the days after `since` up to `day`?
#[must_use]
pub fn falls(steps: impl IntoIterator<Item = i64>, due: Date, since: Date, day: Date) -> bool {
    let (begin, end) = (days_between(due, since), days_between(due, day));
    steps.into_iter().any(|step| begin < step && step <= end)
}

impl ReminderPolicy {
    /// The steps of an invoice: days after its due date, negative before it.
    pub fn invoice_steps(&self) -> impl Iterator<Item = i64> {
        let before = self.before.iter().map(|days| -i64::from(*days));
        before.chain(self.after.iter().map(|days| i64::from(*days)))
    }

    /// The steps of an instalment: days after its day, negative before it.
    pub fn instalment_steps(&self) -> impl Iterator<Item = i64> {
        self.instalments.iter().map(|days| -i64::from(*days))
    }

    /// The step of an offer's last day, if it is told of.
    pub fn offer_steps(&self) -> impl Iterator<Item = i64> {
        self.offers.iter().map(|days| -i64::from(*days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    #[test]
    fn each_step_falls_on_one_day() {
        let due = day(3, 1);
        let on = |as_of: Date| falls([-3, 0, 10], due, as_of.pred_opt().expect("a day before"), as_of);
        let days: Vec<Date> = (0..60).filter_map(|n| day(2, 1).checked_add_days(chrono::Days::new(n))).collect();
        let fallen: Vec<Date> = days.into_iter().filter(|day| on(*day)).collect();
        assert_eq!(fallen, [day(2, 26), day(3, 1), day(3, 11)]);
    }

    #[test]
    fn days_slept_through_are_looked_at_together() {
        assert!(falls([-3, 0], day(3, 1), day(2, 25), day(3, 4)));
        assert!(!falls([-3, 0], day(3, 1), day(3, 1), day(3, 4)));
        assert!(!falls([-3, 0], day(3, 1), day(2, 20), day(2, 25)));
        assert!(!falls([-3, 0], day(3, 1), day(3, 4), day(3, 4)));
    }
}
