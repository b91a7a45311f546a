//! Amounts as PayPal writes them, and back to ISO 4217's minor units.
//!
//! On purpose not the tables of `providers/`: the sandbox says in its own words what it took, so
//! that `GET /_sandbox/charges` and the portal's ledger can be held against each other.

use crate::units::{decimal, iso_digits, rescale};

/// PayPal's currencies (developer.paypal.com/api/rest/reference/currency-codes).
const CURRENCIES: [&str; 24] = [
    "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN", "TWD", "NZD", "NOK",
    "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD",
];
/// PayPal: no decimals allowed.
const WHOLE: [&str; 3] = ["HUF", "JPY", "TWD"];

/// The decimals PayPal wants for `code`; `None` where it does not take the currency.
pub(super) fn digits(code: &str) -> Option<u32> {
    CURRENCIES.contains(&code).then(|| if WHOLE.contains(&code) { 0 } else { 2 })
}

/// Reads PayPal's `value` into its smallest units. `None`: not a plain number, or too many decimals.
pub(super) fn read(value: &str, digits: u32) -> Option<i64> {
    let (whole, fraction) = value.split_once('.').map_or((value, None), |(w, f)| (w, Some(f)));
    let plain = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    let wanted = usize::try_from(digits).ok()?;
    if !plain(whole) || fraction.is_some_and(|f| !plain(f) || f.len() > wanted) {
        return None;
    }
    format!("{whole}{:0<wanted$}", fraction.unwrap_or_default()).parse().ok()
}

/// Writes PayPal's smallest units as its `value`.
pub(super) fn text(amount: i64, code: &str) -> String {
    decimal(amount, digits(code).unwrap_or(2))
}

/// PayPal's smallest units in ISO minor units.
pub(super) fn to_iso(amount: i64, code: &str) -> Option<i64> {
    rescale(amount, digits(code)?, iso_digits(code)?)
}

/// ISO minor units in PayPal's smallest.
pub(super) fn from_iso(minor: i64, code: &str) -> Option<i64> {
    rescale(minor, iso_digits(code)?, digits(code)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currencies_that_differ_from_iso() {
        assert_eq!(to_iso(500, "HUF"), Some(50_000)); // ISO gives the forint two decimals
        assert_eq!(from_iso(50_001, "HUF"), None);
    }

    #[test]
    fn reads_only_what_the_currency_can_say() {
        assert_eq!(read("184.50", 2), Some(18_450));
        assert_eq!(read("184.5", 2), Some(18_450));
        assert_eq!(read("184", 2), Some(18_400));
        assert_eq!(read("18450", 0), Some(18_450));
        for (value, digits) in [("184.505", 2), ("1.0", 0), ("-1", 2), ("1e3", 2), ("", 2), (".5", 2), ("1.", 2)] {
            assert_eq!(read(value, digits), None, "{value}");
        }
        assert_eq!(text(18_450, "USD"), "184.50");
        assert_eq!(text(18_450, "JPY"), "18450");
    }
}
