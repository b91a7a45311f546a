//! Stripe's amounts: which currencies, in which unit, how little and how much.
//!
//! Source of all tables: <https://docs.stripe.com/currencies> (presentment currencies,
//! zero-decimal, three-decimal and special cases, minimum and maximum charge amounts).
//! ISO 4217 and Stripe disagree in places (MGA, ISK, UGX), so nothing here derives Stripe's unit
//! from ISO's.

use crate::amount::AmountError;
use crate::provider::Limits;
use domain::money::{Currency, Money, MoneyError};

/// Charged in whole major units. UGX stands in Stripe's list too, but the special cases override it.
const ZERO_DECIMAL: [&str; 15] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];

/// "Special cases": sent with two decimals that must be `00` (5 ISK is 500).
const HUNDREDS: [&str; 2] = ["ISK", "UGX"];

/// Charged in thousandths, the last digit always 0 (5.124 KWD must become 5.120 or 5.130).
const THREE_DECIMAL: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// All other presentment currencies: hundredths. HUF and TWD are special for payouts only.
const TWO_DECIMAL: [&str; 115] = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BMD", "BND", "BOB",
    "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CVE", "CZK", "DKK", "DOP", "DZD",
    "EGP", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR",
    "ILS", "INR", "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MKD",
    "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB",
    "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SEK", "SGD", "SHP", "SOS",
    "SRD", "SZL", "THB", "TJS", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "UYU", "UZS", "WST", "XCD", "XCG",
    "YER", "ZAR", "ZMW",
];

/// The least charge in Stripe's own unit. The rule is about the currency in which Stripe settles with the
/// creditor, after conversion, so it cannot be checked exactly beforehand: for a currency that is
/// not listed, and after conversion, Stripe's refusal (`amount_too_small`) decides.
const MINIMUMS: [(&str, i64); 32] = [
    ("AED", 200),
    ("ARS", 50),
    ("AUD", 50),
    ("BGN", 100),
    ("BRL", 50),
    ("CAD", 50),
    ("CHF", 50),
    ("COP", 50),
    ("CZK", 1500),
    ("DKK", 250),
    ("EUR", 50),
    ("GBP", 30),
    ("HKD", 400),
    ("HUF", 17_500),
    ("IDR", 50),
    ("ILS", 50),
    ("INR", 50),
    ("JPY", 50),
    ("KRW", 50),
    ("MXN", 1000),
    ("MYR", 200),
    ("NOK", 300),
    ("NZD", 50),
    ("PHP", 50),
    ("PLN", 200),
    ("RON", 200),
    ("RUB", 50),
    ("SEK", 300),
    ("SGD", 50),
    ("THB", 1000),
    ("USD", 50),
    ("ZAR", 50),
];

/// Eight digits of Stripe's own unit ("999,999.99 USD"); more where Stripe says so. Cards alone
/// may take more, but which method a payer picks is not known beforehand.
const MAXIMUM: i64 = 99_999_999;
const MAXIMUMS_ELSEWHERE: [(&str, i64); 3] = [("INR", 999_999_999), ("COP", 9_999_999_999), ("IDR", 999_999_999_999)];

/// How Stripe counts a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    /// Decimals of Stripe's number.
    decimals: u32,
    /// Stripe's number must be a multiple of this.
    multiple: i64,
}

fn unit(currency: Currency) -> Option<Unit> {
    let code = currency.code();
    if ZERO_DECIMAL.contains(&code) {
        Some(Unit { decimals: 0, multiple: 1 })
    } else if HUNDREDS.contains(&code) {
        Some(Unit { decimals: 2, multiple: 100 })
    } else if THREE_DECIMAL.contains(&code) {
        Some(Unit { decimals: 3, multiple: 10 })
    } else if TWO_DECIMAL.contains(&code) {
        Some(Unit { decimals: 2, multiple: 1 })
    } else {
        None
    }
}

/// `(times, per)`: Stripe's number is ours × times ÷ per, exactly. One of the two is 1.
fn ratio(unit: Unit, currency: Currency) -> (i64, i64) {
    let ours = currency.exponent();
    (10_i64.pow(unit.decimals.saturating_sub(ours)), 10_i64.pow(ours.saturating_sub(unit.decimals)))
}

/// What can be charged in `currency`, in our minor units; `None` if Stripe does not present it.
#[must_use]
pub fn limits(currency: Currency) -> Option<Limits> {
    let unit = unit(currency)?;
    let find = |table: &[(&str, i64)]| table.iter().find(|(code, _)| *code == currency.code()).map(|(_, n)| *n);
    let min = find(&MINIMUMS).unwrap_or(1).max(unit.multiple);
    let max = find(&MAXIMUMS_ELSEWHERE).unwrap_or(MAXIMUM);
    let max = max - max % unit.multiple;
    let (times, per) = ratio(unit, currency);
    // The tables are small numbers: none of these products comes near 64 bits.
    let ours = |theirs: i64| Money::new(theirs * per / times, currency);
    Some(Limits { min: ours(min), max: ours(max), step: ours(unit.multiple.max(times)).minor().max(1) })
}

/// Our amount as Stripe's number.
///
/// # Errors
/// [`AmountError`] for a currency that Stripe does not take, or an amount that it cannot express.
pub fn to_wire(amount: Money) -> Result<i64, AmountError> {
    let currency = amount.currency();
    let unit = unit(currency).ok_or(AmountError::Currency(currency))?;
    let (times, per) = ratio(unit, currency);
    let refused = || AmountError::Step(Money::new((unit.multiple * per / times).max(1), currency));
    if amount.minor() % per != 0 {
        return Err(refused());
    }
    let theirs = (amount.minor() / per).checked_mul(times).ok_or(MoneyError::Overflow)?;
    if theirs % unit.multiple == 0 { Ok(theirs) } else { Err(refused()) }
}

/// Stripe's number (`currency` in its lower-case spelling) as our amount.
///
/// Reads what [`to_wire`] would not write (a KWD amount that does not end in 0), as long as it is
/// a whole number of our minor units: money that moved is money that moved.
///
/// # Errors
/// [`AmountError`] for an unknown currency, or a fraction of our minor unit.
pub fn from_wire(theirs: i64, currency: &str) -> Result<Money, AmountError> {
    let currency: Currency = currency.to_ascii_uppercase().parse()?;
    let unit = unit(currency).ok_or(AmountError::Currency(currency))?;
    let (times, per) = ratio(unit, currency);
    if theirs % times != 0 {
        return Err(AmountError::Fraction(theirs, currency));
    }
    Ok(Money::new((theirs / times).checked_mul(per).ok_or(MoneyError::Overflow)?, currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount;
    use proptest::prelude::*;

    fn cur(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn all() -> Vec<&'static str> {
        [&ZERO_DECIMAL[..], &HUNDREDS, &THREE_DECIMAL, &TWO_DECIMAL].concat()
    }

    #[test]
    fn every_currency_stands_in_one_list_and_is_of_iso_4217() {
        let mut codes = all();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for code in codes {
            let limits = limits(cur(code)).expect("in a list");
            assert!(limits.min.is_positive() && limits.min.minor() < limits.max.minor(), "{code}");
            for edge in [limits.min, limits.max] {
                assert_eq!(amount::check(edge, Some(limits)), Ok(()), "{code}");
                assert!(to_wire(edge).is_ok(), "{code}");
            }
        }
        for (code, _) in MINIMUMS.iter().chain(&MAXIMUMS_ELSEWHERE) {
            assert!(unit(cur(code)).is_some(), "{code}");
        }
    }

    #[test]
    fn units_are_stripes_not_isos() {
        for (code, minor, theirs) in [
            ("MXN", 2450, Ok(2450)),
            ("CLP", 500, Ok(500)),
            ("JPY", 18_450, Ok(18_450)),
            ("ISK", 5, Ok(500)), // ISO: no decimals; Stripe: two that must be 00
            ("UGX", 5, Ok(500)),
            ("MGA", 500, Ok(5)), // ISO: two decimals; Stripe: none
            ("MGA", 501, Err(AmountError::Step(Money::new(100, cur("MGA"))))),
            ("KWD", 5120, Ok(5120)),
            ("KWD", 5124, Err(AmountError::Step(Money::new(10, cur("KWD"))))),
            ("HUF", 17_550, Ok(17_550)),
            ("TWD", 3050, Ok(3050)),
            ("VES", 100, Err(AmountError::Currency(cur("VES")))),
        ] {
            assert_eq!(to_wire(Money::new(minor, cur(code))), theirs, "{code} {minor}");
        }
    }

    #[test]
    fn what_cannot_be_ours_is_refused_not_rounded() {
        assert_eq!(from_wire(150, "isk"), Err(AmountError::Fraction(150, cur("ISK"))));
        assert_eq!(from_wire(5124, "kwd"), Ok(Money::new(5124, cur("KWD"))));
        assert!(from_wire(1, "xxx").is_err());
        assert!(from_wire(1, "").is_err());
        assert!(from_wire(i64::MAX, "mga").is_err());
    }

    #[test]
    fn limits_as_printed() {
        let of = |code| limits(cur(code)).map(|l| (l.min.minor(), l.max.minor(), l.step));
        assert_eq!(of("MXN"), Some((1000, 99_999_999, 1)));
        assert_eq!(of("JPY"), Some((50, 99_999_999, 1)));
        assert_eq!(of("ISK"), Some((1, 999_999, 1)));
        assert_eq!(of("MGA"), Some((100, 9_999_999_900, 100)));
        assert_eq!(of("KWD"), Some((10, 99_999_990, 10)));
        assert_eq!(of("COP"), Some((50, 9_999_999_999, 1)));
        assert_eq!(of("VES"), None);
    }

    proptest! {
        #[test]
        fn there_and_back(minor in any::<i64>(), code in prop::sample::select(all())) {
            let money = Money::new(minor, cur(code));
            if let Ok(theirs) = to_wire(money) {
                prop_assert_eq!(from_wire(theirs, &code.to_ascii_lowercase()), Ok(money));
            }
        }

        #[test]
        fn whatever_may_be_charged_can_be_sent(at in 0_i64..=1_000_000, code in prop::sample::select(all())) {
            let limits = limits(cur(code)).expect("in a list");
            let span = (limits.max.minor() - limits.min.minor()) / limits.step;
            let minor = limits.min.minor() + (span / 1_000_000 * at).min(span) * limits.step;
            let money = Money::new(minor - minor % limits.step, cur(code));
            if amount::check(money, Some(limits)).is_ok() {
                prop_assert!(to_wire(money).is_ok());
            }
        }

        #[test]
        fn back_and_there(theirs in any::<i64>(), code in prop::sample::select(all())) {
            if let Ok(money) = from_wire(theirs, &code.to_ascii_lowercase()) {
                prop_assert!(to_wire(money).is_err() || to_wire(money) == Ok(theirs));
            }
        }
    }
}
