//! PayPal's amounts: decimal text, and which currencies with how many decimals.
//!
//! Source: PayPal's currency codes page
//! (<https://developer.paypal.com/api/rest/reference/currency-codes/>) and the Orders v2 API
//! description. ISO 4217 disagrees with it on HUF and TWD.

use crate::amount::AmountError;
use crate::provider::Limits;
use domain::money::{Currency, Money};

/// Taken with two decimals. Left out are BRL, CNY, INR and MYR, which PayPal takes between
/// accounts of that one country only: whether the creditor's is one cannot be known here.
const TWO_DECIMAL: [&str; 18] = [
    "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "MXN", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD",
    "THB", "USD",
];

/// "Does not support decimals": a decimal amount is an error, even `.00`.
const WHOLE: [&str; 3] = ["HUF", "JPY", "TWD"];

/// 999,999,999,999,999.99: the API's own bound (`MAX_VALUE_EXCEEDED`). What one account may pay or
/// receive is less and not published; PayPal refuses that when it is captured.
const MAXIMUM_WHOLE: i64 = 999_999_999_999_999;

fn decimals(currency: Currency) -> Option<u32> {
    let code = currency.code();
    if WHOLE.contains(&code) {
        Some(0)
    } else if TWO_DECIMAL.contains(&code) {
        Some(2)
    } else {
        None
    }
}

/// How many of our minor units PayPal's smallest step is; `None` if it does not take the currency.
fn step(currency: Currency) -> Option<i64> {
    // No currency of the lists has fewer decimals by ISO than at PayPal.
    Some(10_i64.pow(currency.exponent().saturating_sub(decimals(currency)?)))
}

/// What can be charged in `currency`, in our minor units. PayPal publishes no minimum but "more
/// than zero".
#[must_use]
pub fn limits(currency: Currency) -> Option<Limits> {
    let step = step(currency)?;
    let max = MAXIMUM_WHOLE * 10_i64.pow(currency.exponent());
    Some(Limits { min: Money::new(step, currency), max: Money::new(max, currency), step })
}

/// Our amount as PayPal's text.
///
/// # Errors
/// [`AmountError`] for a currency that PayPal does not take, or decimals that it refuses.
pub fn to_wire(amount: Money) -> Result<String, AmountError> {
    let currency = amount.currency();
    let step = step(currency).ok_or(AmountError::Currency(currency))?;
    if amount.minor() % step != 0 {
        return Err(AmountError::Step(Money::new(step, currency)));
    }
    Ok(if decimals(currency) == Some(0) {
        amount.decimal().normalize().to_string()
    } else {
        amount.decimal().to_string()
    })
}

/// PayPal's text as our amount, in any currency: money that moved is money that moved.
///
/// # Errors
/// [`AmountError`] for an unknown currency, no number, or more decimals than the currency has.
pub fn from_wire(value: &str, currency: &str) -> Result<Money, AmountError> {
    // Their pattern allows `.50` and `-.50`.
    let with_zero = match (value.strip_prefix("-."), value.strip_prefix('.')) {
        (Some(rest), _) => Some(format!("-0.{rest}")),
        (_, Some(rest)) => Some(format!("0.{rest}")),
        _ => None,
    };
    let currency = currency.parse::<Currency>()?;
    Ok(Money::parse(with_zero.as_deref().unwrap_or(value), currency)?)
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
        [&TWO_DECIMAL[..], &WHOLE].concat()
    }

    #[test]
    fn every_currency_is_of_iso_4217_and_its_edges_can_be_sent() {
        for code in all() {
            let limits = limits(cur(code)).expect("in a list");
            for edge in [limits.min, limits.max] {
                assert_eq!(amount::check(edge, Some(limits)), Ok(()), "{code}");
                assert!(to_wire(edge).is_ok_and(|text| text.len() <= 32), "{code}");
            }
        }
    }

    #[test]
    fn text_as_paypal_wants_it() {
        for (code, minor, text) in [
            ("USD", 18_450, Ok("184.50")),
            ("USD", 1, Ok("0.01")),
            ("MXN", 10_000, Ok("100.00")),
            ("JPY", 18_450, Ok("18450")),
            ("HUF", 1_845_000, Ok("18450")), // ISO: two decimals; PayPal: none
            ("TWD", 10_000, Ok("100")),
            ("HUF", 1_845_050, Err(AmountError::Step(Money::new(100, cur("HUF"))))),
            ("BRL", 10_000, Err(AmountError::Currency(cur("BRL")))),
            ("COP", 10_000, Err(AmountError::Currency(cur("COP")))),
        ] {
            assert_eq!(to_wire(Money::new(minor, cur(code))), text.map(str::to_owned), "{code} {minor}");
        }
    }

    #[test]
    fn reads_exactly_or_not_at_all() {
        assert_eq!(from_wire(".50", "USD"), Ok(Money::new(50, cur("USD"))));
        assert_eq!(from_wire("-.50", "USD"), Ok(Money::new(-50, cur("USD"))));
        assert_eq!(from_wire("18450", "HUF"), Ok(Money::new(1_845_000, cur("HUF"))));
        assert_eq!(from_wire("10.00", "JPY"), Ok(Money::new(10, cur("JPY"))));
        for (value, code) in
            [("1.005", "USD"), ("10.5", "JPY"), ("1,00", "USD"), ("", "USD"), (".", "USD"), ("1", "usd"), ("1", "")]
        {
            assert!(from_wire(value, code).is_err(), "{value} {code}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back(minor in any::<i64>(), code in prop::sample::select(all())) {
            let money = Money::new(minor, cur(code));
            match to_wire(money) {
                Ok(text) => prop_assert_eq!(from_wire(&text, code), Ok(money)),
                Err(_) => prop_assert_ne!(minor % 100, 0),
            }
        }
    }
}
