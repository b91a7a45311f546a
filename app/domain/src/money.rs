//! Amounts: whole minor units of one ISO 4217 currency, with checked arithmetic.
//!
//! No floating point and no operator that could wrap. A percentage is rounded once, half away from
//! zero, to the minor unit: the figure a person gets on paper.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

/// A currency of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The three letters, for example `MXN`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals the currency has by ISO 4217: 0 (CLP), 2 (MXN), 3 (KWD).
    ///
    #[must_use]
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        iso_currency::Currency::from_code(code)
            // Gold, drawing rights, test codes: nobody pays with them, and the standard gives them no minor unit.
            .filter(|currency| currency.exponent().is_some())
            .map(Self)
            .ok_or_else(|| MoneyError::UnknownCurrency(code.chars().take(12).collect()))
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(code: String) -> Result<Self, MoneyError> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By code, so that lists of totals always come in the same order.
impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

/// Why an amount could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies in one sum.
    #[error("{0} and {1} cannot be added up")]
    Mixed(Currency, Currency),
    /// The result does not fit into 64 bits.
    #[error("the amount is out of range")]
    Overflow,
    /// More decimals than the currency has.
    #[error("{currency} has {} decimals at most", currency.exponent())]
    TooManyDecimals {
        /// The currency that was asked for.
        currency: Currency,
    },
    /// Not a plain decimal number.
    #[error("`{0}` is not an amount")]
    NotAnAmount(String),
    /// Not an ISO 4217 code, or one for what is no money (`XAU`, `XXX`).
    #[error("`{0}` is not a currency of ISO 4217 to pay with")]
    UnknownCurrency(String),
}

/// An amount in the smallest unit of its currency (EUR 12.34 is `1234`, CLP 500 is `500`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// An amount of `minor` smallest units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The number of smallest units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// More than nothing?
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Nothing at all?
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::Mixed`] for two currencies, [`MoneyError::Overflow`] past 64 bits.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.minor.checked_add(other.minor).map(|minor| Self { minor, ..self }).ok_or(MoneyError::Overflow)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.minor.checked_sub(other.minor).map(|minor| Self { minor, ..self }).ok_or(MoneyError::Overflow)
    }

    /// The same amount with the other sign.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] for the one number that has no opposite.
    pub fn negated(self) -> Result<Self, MoneyError> {
        self.minor.checked_neg().map(|minor| Self { minor, ..self }).ok_or(MoneyError::Overflow)
    }

    /// The smaller of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::Mixed`] for two currencies.
    pub fn min(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        Ok(if other.minor < self.minor { other } else { self })
    }

    /// The larger of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::Mixed`] for two currencies.
    pub fn max(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        Ok(if other.minor > self.minor { other } else { self })
    }

    /// The sum of many amounts of `currency`.
    pub fn total(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// Splits into `parts` that add up to exactly `self`; the first parts carry the odd minor
    /// units, so that two parts differ by one unit at most.
    #[must_use]
    pub fn split(self, parts: NonZeroU16) -> Vec<Self> {
        let n = i64::from(parts.get());
        let (each, odd) = (self.minor / n, self.minor % n);
        (0..n)
            .map(|i| {
                let extra = if i < odd.abs() { odd.signum() } else { 0 };
                Self { minor: each + extra, ..self }
            })
            .collect()
    }

    /// `percent` hundredths of this amount, rounded once, half away from zero.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] when the result leaves 64 bits.
    pub fn percent(self, percent: Decimal) -> Result<Self, MoneyError> {
        let exact = Decimal::from(self.minor)
            .checked_mul(percent)
            .and_then(|product| product.checked_div(Decimal::ONE_HUNDRED))
            .ok_or(MoneyError::Overflow)?;
        let minor = exact
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
            .ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The amount in major units, exactly (EUR 12.34 from `1234`).
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// From major units.
    ///
    /// # Errors
    /// [`MoneyError::TooManyDecimals`] when the currency cannot express it (never rounded),
    /// [`MoneyError::Overflow`] past 64 bits.
    pub fn from_decimal(major: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let major = major.normalize();
        if major.scale() > currency.exponent() {
            return Err(MoneyError::TooManyDecimals { currency });
        }
        // The power is at most 10^4 (ISO 4217 has no more than four decimals).
        let minor = major
            .checked_mul(Decimal::from(10_i64.pow(currency.exponent())))
            .and_then(|minor| minor.to_i64())
            .ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }

    /// Reads a plain decimal number with a dot (`1234.5`), as APIs and files write it.
    ///
    /// # Errors
    /// [`MoneyError::NotAnAmount`] for anything else (no thousands separators, no exponents, no
    /// spaces), and as [`Money::from_decimal`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let refused = || MoneyError::NotAnAmount(text.chars().take(40).collect());
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !fraction.is_none_or(is_digits) {
            return Err(refused());
        }
        if whole.len() > 19 || fraction.is_some_and(|f| f.len() > 9) {
            return Err(MoneyError::Overflow);
        }
        Self::from_decimal(Decimal::from_str(text).map_err(|_| refused())?, currency)
    }

    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::Mixed(self.currency, other.currency)) }
    }
}

/// For logs and machines: `1234.50 MXN`. People see [`super::format::AmountStyle`].
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cur(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    #[test]
    fn exponents_are_those_of_iso_4217() {
        for (code, exponent) in [("CLP", 0), ("JPY", 0), ("MXN", 2), ("COP", 2), ("KWD", 3)] {
            assert_eq!(cur(code).exponent(), exponent, "{code}");
        }
        assert!("mxn".parse::<Currency>().is_err());
        for code in ["XX1", "XXX", "XTS", "XAU", "XDR"] {
            assert!(code.parse::<Currency>().is_err(), "{code}");
        }
    }

    #[test]
    fn reads_plain_numbers_only() {
        assert_eq!(Money::parse("1234.5", cur("MXN")), Ok(Money::new(123_450, cur("MXN"))));
        assert_eq!(Money::parse("-0.01", cur("MXN")), Ok(Money::new(-1, cur("MXN"))));
        assert_eq!(Money::parse("500", cur("CLP")), Ok(Money::new(500, cur("CLP"))));
        assert_eq!(Money::parse("1.10", cur("CLP")), Err(MoneyError::TooManyDecimals { currency: cur("CLP") }));
        assert_eq!(Money::parse("1.00", cur("CLP")), Ok(Money::new(1, cur("CLP"))));
        for text in ["", "-", ".", "1.", ".5", "1,5", "+1", "1e3", " 1", "1 ", "NaN", "0x1", "١", "1_000"] {
            assert!(matches!(Money::parse(text, cur("MXN")), Err(MoneyError::NotAnAmount(_))), "{text:?}");
        }
        assert_eq!(Money::parse("99999999999999999999", cur("MXN")), Err(MoneyError::Overflow));
        assert_eq!(Money::parse("9999999999999999999", cur("MXN")), Err(MoneyError::Overflow));
    }

    #[test]
    fn percentages_round_half_away_from_zero() {
        let half = Decimal::new(5, 1);
        assert_eq!(Money::new(100, cur("MXN")).percent(half).map(Money::minor), Ok(1)); // 0.5 of a cent
        assert_eq!(Money::new(-100, cur("MXN")).percent(half).map(Money::minor), Ok(-1));
        assert_eq!(Money::new(99, cur("MXN")).percent(half).map(Money::minor), Ok(0));
    }

    #[test]
    fn every_split_of_the_gauntlet_is_exact() {
        // Gauntlet 37: all amounts 1..20,000 in 1..36 parts.
        for minor in 1..=20_000_i64 {
            for parts in 1..=36_u16 {
                let split = Money::new(minor, cur("MXN")).split(NonZeroU16::new(parts).expect("not zero"));
                let sum: i64 = split.iter().map(|m| m.minor()).sum();
                let (first, last) = (split[0].minor(), split[split.len() - 1].minor());
                assert!(sum == minor && first - last <= 1 && first >= last, "{minor} in {parts}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_split_adds_up(minor in any::<i64>(), parts in 1..400_u16) {
            let split = Money::new(minor, cur("EUR")).split(NonZeroU16::new(parts).expect("not zero"));
            let sum: i128 = split.iter().map(|m| i128::from(m.minor())).sum();
            let (max, min) = (split.iter().map(|m| m.minor()).max(), split.iter().map(|m| m.minor()).min());
            prop_assert_eq!(sum, i128::from(minor));
            prop_assert!(max.zip(min).is_some_and(|(max, min)| max - min <= 1));
        }

        #[test]
        fn sums_never_wrap(a in any::<i64>(), b in any::<i64>()) {
            let (x, y) = (Money::new(a, cur("EUR")), Money::new(b, cur("EUR")));
            prop_assert_eq!(x.plus(y).ok().map(Money::minor), a.checked_add(b));
            prop_assert_eq!(x.minus(y).ok().map(Money::minor), a.checked_sub(b));
        }

        #[test]
        fn text_reads_back(minor in any::<i64>(), code in prop::sample::select(vec!["CLP", "MXN", "KWD"])) {
            let money = Money::new(minor, cur(code));
            prop_assert_eq!(Money::parse(&money.decimal().to_string(), cur(code)), Ok(money));
        }
    }
}
