//! What is possible but not likely, which is told and taken.

use domain::money::{Currency, Money};
use rust_decimal::Decimal;

/// A quantity from which on it is told.
pub(super) const MANY: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Terms longer than this, in days, are told.
pub(super) const LONG_TERMS: i64 = 5 * 366;

/// Currencies of which a large invoice has many millions: one unit is worth a hundredth of a US dollar or less.
const SMALL_UNITS: [&str; 17] = [
    "ARS", "CLP", "COP", "CRC", "HUF", "IDR", "IQD", "IRR", "JPY", "KRW", "LBP", "MMK", "NGN", "PYG", "UZS", "VES",
    "VND",
];

/// Is a sum below a thousand units of it none that anybody writes an invoice for?
pub(super) fn has_small_unit(currency: Currency) -> bool {
    SMALL_UNITS.contains(&currency.code())
}

/// Is the amount one that an invoice can have: below a hundred million units, or a hundred thousand million of a currency
/// whose unit is small?
pub(super) fn is_likely_amount(amount: Money) -> bool {
    let most: i64 = if has_small_unit(amount.currency()) { 100_000_000_000 } else { 100_000_000 };
    let unit = 10_i64.checked_pow(amount.currency().exponent()).unwrap_or(i64::MAX);
    amount.minor().unsigned_abs() < most.saturating_mul(unit).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_likely() {
        let money = |minor, code: &str| Money::new(minor, code.parse().expect("a currency"));
        assert!(is_likely_amount(money(9_999_999_999, "EUR")) && !is_likely_amount(money(10_000_000_000, "EUR")));
        assert!(is_likely_amount(money(500_000_000_000, "COP")) && is_likely_amount(money(-500, "EUR")));
        assert!(!is_likely_amount(money(100_000_000_000, "CLP")));
    }
}
