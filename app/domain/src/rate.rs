//! A yearly percentage over a number of days, and the one rounding that ends a calculation.
//!
//! Basis: actual days ÷ 365, so that a debtor can check a price as days × rate × amount. Late interest has a basis
//! of its own ([`DayCount`](crate::interest::DayCount)).

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

/// Days in the year of every rate here.
const YEAR_DAYS: i64 = 365;

/// The growth of one unit in `days` at `annual_percent`: `annual_percent ÷ 100 × days ÷ 365`.
///
/// Days before the start count as none. `None` past the range of decimals.
#[must_use]
pub fn growth(annual_percent: Decimal, days: i64) -> Option<Decimal> {
    annual_percent.checked_mul(Decimal::from(days.max(0)))?.checked_div(Decimal::from(YEAR_DAYS * 100))
}

/// Simple interest on `minor` units for `days`, not yet rounded.
#[must_use]
pub fn interest(minor: i64, annual_percent: Decimal, days: i64) -> Option<Decimal> {
    // Multiplied before divided, so that a whole result stays whole.
    Decimal::from(minor)
        .checked_mul(annual_percent)?
        .checked_mul(Decimal::from(days.max(0)))?
        .checked_div(Decimal::from(YEAR_DAYS * 100))
}

/// To whole minor units, half away from zero: the figure a person gets on paper.
#[must_use]
pub fn rounded(exact: Decimal) -> Option<i64> {
    exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_at_ten_per_cent() {
        assert_eq!(interest(10_000, Decimal::TEN, 365), Some(Decimal::from(1_000)));
        // 12,000.00 at 24 % for 30 days: 1,200,000 × 0.24 × 30 ÷ 365 = 23,671.2…
        assert_eq!(interest(1_200_000, Decimal::from(24), 30).and_then(rounded), Some(23_671));
        assert_eq!(interest(10_000, Decimal::TEN, -5), Some(Decimal::ZERO));
        assert_eq!(growth(Decimal::from(73), 5), Some(Decimal::new(1, 2)));
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(rounded(Decimal::new(5, 1)), Some(1));
        assert_eq!(rounded(Decimal::new(-5, 1)), Some(-1));
        assert_eq!(rounded(Decimal::new(49, 2)), Some(0));
        assert_eq!(rounded(Decimal::MAX), None);
    }
}
