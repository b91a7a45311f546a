//! How often something is paid, and the days that follow from it.

use crate::date::{Date, OutOfCalendar, add_days, add_months};
use serde::{Deserialize, Serialize};

/// How often an instalment is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every seven days.
    Weekly,
    /// Every fourteen days.
    Fortnightly,
    /// On the first date's day of every month, or the month's last.
    Monthly,
}

impl Frequency {
    /// All of them, most frequent first.
    pub const ALL: [Self; 3] = [Self::Weekly, Self::Fortnightly, Self::Monthly];

    /// The day of instalment `index`, where 0 is `first` itself. Counted from `first`.
    pub fn date(self, first: Date, index: u16) -> Result<Date, OutOfCalendar> {
        let index = u32::from(index);
        match self {
            Self::Weekly => add_days(first, 7 * index),
            Self::Fortnightly => add_days(first, 14 * index),
            Self::Monthly => add_months(first, index),
        }
    }
}

/// The days of `count` instalments, the first on `first`; each later than the one before.
pub fn dates(first: Date, frequency: Frequency, count: u16) -> Result<Vec<Date>, OutOfCalendar> {
    (0..count).map(|index| frequency.date(first, index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    #[test]
    fn three_of_each() {
        let first = day(1, 31);
        assert_eq!(dates(first, Frequency::Weekly, 3), Ok(vec![first, day(2, 7), day(2, 14)]));
        assert_eq!(dates(first, Frequency::Fortnightly, 3), Ok(vec![first, day(2, 14), day(2, 28)]));
        assert_eq!(dates(first, Frequency::Monthly, 3), Ok(vec![first, day(2, 28), day(3, 31)]));
        assert_eq!(dates(first, Frequency::Weekly, 0), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn all_distinct_and_increasing(offset in 0..4000_u32, frequency in prop::sample::select(&Frequency::ALL[..]), count in 1..400_u16) {
            let first = add_days(day(1, 1), offset).expect("in range");
            let all = dates(first, frequency, count).expect("in range");
            prop_assert_eq!(all.len(), usize::from(count));
            prop_assert_eq!(all[0], first);
            prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
