//! What a creditor charges for being late: a part of a policy, in JSON, checked when it is read.

use crate::date::Date;
use crate::money::{Money, MoneyError};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// The highest annual rate that is taken, in per cent: more is a slip of the pen.
const HIGHEST_PERCENT: Decimal = Decimal::ONE_THOUSAND;
/// Rates have six decimals at most, so that they are whole numbers of millionths.
pub(super) const MILLION: i128 = 1_000_000;

/// An annual rate and the day from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// The first day.
    pub from: Date,
    /// Per cent a year, 0 to 1000, six decimals at most.
    pub percent: Decimal,
}

/// Rates by date, at least one, sorted. Before the first nothing accrues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<Rate>", try_from = "Vec<Rate>")]
pub struct RateTable(Vec<Rate>);

/// Why terms for late interest cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// The table is empty.
    #[error("give at least one rate with the day from which it holds")]
    NoRate,
    /// Two rates begin on one day.
    #[error("two rates begin on {0}; keep one of them")]
    TwoRates(Date),
    /// A rate below 0, above 1000 or with too many decimals.
    #[error("{0} is not a rate; give 0 to 1000 per cent with six decimals at most")]
    NotARate(Decimal),
    /// A cap below nothing.
    #[error("a cap cannot be negative; leave it out for no cap")]
    NegativeCap,
    /// A fee of nothing or less.
    #[error("a fee is more than nothing; leave it out for no fee")]
    NoFee,
}

impl RateTable {
    /// The rates, earliest first.
    #[must_use]
    pub fn rates(&self) -> &[Rate] {
        &self.0
    }

    /// The rate of a day, in per cent a year; none before the first.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Decimal> {
        self.0.iter().rev().find(|rate| rate.from <= day).map(|rate| rate.percent)
    }
}

impl TryFrom<Vec<Rate>> for RateTable {
    type Error = TermsError;

    fn try_from(mut rates: Vec<Rate>) -> Result<Self, TermsError> {
        rates.sort_by_key(|rate| rate.from);
        if rates.is_empty() {
            return Err(TermsError::NoRate);
        }
        if let Some(two) = rates.windows(2).find(|two| two[0].from == two[1].from) {
            return Err(TermsError::TwoRates(two[0].from));
        }
        if let Some(rate) = rates.iter().find(|rate| millionths(rate.percent).is_none()) {
            return Err(TermsError::NotARate(rate.percent));
        }
        Ok(Self(rates))
    }
}

impl From<RateTable> for Vec<Rate> {
    fn from(table: RateTable) -> Self {
        table.0
    }
}

/// A rate as a whole number of millionths of a per cent; none if it is no rate.
pub(super) fn millionths(percent: Decimal) -> Option<i128> {
    let in_range = percent >= Decimal::ZERO && percent <= HIGHEST_PERCENT;
    let scaled = percent.checked_mul(Decimal::from(MILLION))?;
    if in_range && scaled.fract().is_zero() { scaled.to_i128() } else { None }
}

/// The day count: how many days a year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// 360, whatever the calendar says.
    Days360,
    /// 365, also in a leap year.
    Days365,
    /// 365 or 366, by the year in which each day lies.
    Actual,
}

impl DayCount {
    pub(super) fn year_days(self, day: Date) -> i64 {
        match self {
            Self::Days360 => 360,
            Self::Days365 => 365,
            Self::Actual => 365 + i64::from(day.leap_year()),
        }
    }

    /// A number that every length of a year divides, so that periods add up as whole numbers.
    pub(super) const fn common(self) -> i64 {
        match self {
            Self::Days360 => 360,
            Self::Days365 => 365,
            Self::Actual => 365 * 366,
        }
    }
}

/// The most that interest on one debt may come to over its whole life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// Per cent of the largest principal that has borne interest.
    Percent(Decimal),
    /// An amount. A debt in another currency bears no interest: it would have no cap.
    Amount(Money),
}

/// What a creditor charges for being late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestTerms {
    /// The dated annual rates.
    pub rates: RateTable,
    /// The days of a year.
    pub basis: DayCount,
    /// So many days after the due date nothing is charged.
    #[serde(default)]
    pub grace_days: u16,
    /// What of the principal is still open when the grace is over bears interest from the day after
    /// the due date (`true`: the grace forgives a short delay only) or from the end of the grace.
    #[serde(default)]
    pub grace_counts: bool,
    /// The most it may come to.
    #[serde(default)]
    pub cap: Option<Cap>,
    /// Charged once when the grace is over, on debts of its currency (40 EUR by art. 6 of Directive
    /// 2011/7/EU). Not under the cap.
    #[serde(default)]
    pub flat_fee: Option<Money>,
}

impl InterestTerms {
    /// Are the cap and the fee what they should be? (The rates always are.)
    ///
    /// # Errors
    /// [`TermsError`], what to correct.
    pub fn check(&self) -> Result<(), TermsError> {
        let negative = match self.cap {
            Some(Cap::Percent(percent)) => percent < Decimal::ZERO,
            Some(Cap::Amount(amount)) => amount.minor() < 0,
            None => false,
        };
        if negative {
            return Err(TermsError::NegativeCap);
        }
        if self.flat_fee.is_some_and(|fee| !fee.is_positive()) {
            return Err(TermsError::NoFee);
        }
        Ok(())
    }

    /// The cap as an amount, if there is one.
    pub(super) fn limit(&self, principal: Money) -> Result<Option<Money>, MoneyError> {
        let none = Money::zero(principal.currency());
        Ok(match self.cap {
            None => None,
            Some(Cap::Percent(percent)) => Some(principal.percent(percent.max(Decimal::ZERO))?),
            Some(Cap::Amount(max)) if max.currency() == principal.currency() && max.is_positive() => Some(max),
            Some(Cap::Amount(_)) => Some(none),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn read(json: &str) -> Result<InterestTerms, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn terms_are_read_from_a_policy_and_written_back() {
        // The statutory rate between firms in two halves of 2026: 8 points over the ECB's.
        let json = r#"{
            "rates": [{"from": "2026-07-01", "percent": "10.40"}, {"from": "2026-01-01", "percent": "10.15"}],
            "basis": "actual", "grace_days": 3, "cap": {"percent": "20"},
            "flat_fee": {"minor": 4000, "currency": "EUR"}
        }"#;
        let terms = read(json).expect("terms");
        assert_eq!(terms.check(), Ok(()));
        assert_eq!(terms.rates.on(day("2025-12-31")), None);
        assert_eq!(terms.rates.on(day("2026-06-30")), Some(Decimal::new(1015, 2)));
        assert_eq!(terms.rates.on(day("2026-07-01")), Some(Decimal::new(1040, 2)));
        assert_eq!((terms.grace_days, terms.grace_counts, terms.basis), (3, false, DayCount::Actual));
        assert_eq!(terms.cap, Some(Cap::Percent(Decimal::from(20))));
        let written = serde_json::to_string(&terms).expect("json");
        assert_eq!(read(&written), Ok(terms));
    }

    #[test]
    fn the_least_that_terms_say_is_a_rate_and_a_basis() {
        let terms = read(r#"{"rates": [{"from": "2020-01-01", "percent": "6"}], "basis": "days360"}"#).expect("terms");
        assert_eq!((terms.cap, terms.flat_fee, terms.grace_days, terms.check()), (None, None, 0, Ok(())));
    }

    #[test]
    fn what_is_no_rate_table_is_refused() {
        let rate = |from: &str, percent: &str| Rate { from: day(from), percent: percent.parse().expect("a number") };
        assert_eq!(RateTable::try_from(vec![]), Err(TermsError::NoRate));
        let twice = vec![rate("2026-01-01", "5"), rate("2025-01-01", "4"), rate("2026-01-01", "6")];
        assert_eq!(RateTable::try_from(twice), Err(TermsError::TwoRates(day("2026-01-01"))));
        for percent in ["-0.01", "1000.01", "1.0000001"] {
            let refused = RateTable::try_from(vec![rate("2026-01-01", percent)]);
            assert_eq!(refused, Err(TermsError::NotARate(percent.parse().expect("a number"))));
        }
        for percent in ["0", "1000", "0.000001", "5.1000000000"] {
            assert!(RateTable::try_from(vec![rate("2026-01-01", percent)]).is_ok(), "{percent}");
        }
        let refused = read(r#"{"rates": [], "basis": "actual"}"#).expect_err("no rate");
        assert!(refused.contains("at least one rate"), "{refused}");
    }

    #[test]
    fn a_cap_or_fee_below_nothing_is_refused() {
        let terms = read(r#"{"rates": [{"from": "2020-01-01", "percent": "6"}], "basis": "days365"}"#).expect("terms");
        let eur = |minor| Money::new(minor, "EUR".parse().expect("a currency"));
        let with = |cap, flat_fee| InterestTerms { cap, flat_fee, ..terms.clone() }.check();
        assert_eq!(with(Some(Cap::Percent(Decimal::from(-1))), None), Err(TermsError::NegativeCap));
        assert_eq!(with(Some(Cap::Amount(eur(-1))), None), Err(TermsError::NegativeCap));
        assert_eq!(with(None, Some(eur(0))), Err(TermsError::NoFee));
        assert_eq!(with(Some(Cap::Amount(eur(0))), Some(eur(1))), Ok(()));
    }
}
