//! Amounts as Stripe writes them, and back to ISO 4217's minor units.
//!
//! On purpose not the tables of `providers/`: the sandbox says in its own words what it took, so
//! that `GET /_sandbox/charges` and the portal's ledger can be held against each other.

use crate::units::{decimal, iso_digits, rescale};
use domain::money::Currency;

/// Stripe: currencies sent in whole units (docs.stripe.com/currencies#zero-decimal).
const WHOLE: [&str; 15] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];
/// Stripe: sent in hundredths that must be `00` (…#special-cases).
const PADDED: [&str; 2] = ["ISK", "UGX"];
/// Stripe: sent in thousandths, the last digit 0.
const THOUSANDTHS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];
/// Stripe's least charge where it is printed (…#minimum-and-maximum-charge-amounts), in the units sent.
const MINIMUMS: [(&str, i64); 32] = [
    ("USD", 50),
    ("AED", 200),
    ("ARS", 50),
    ("AUD", 50),
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
    ("ZAR", 50),
    ("BGN", 100),
];
/// Eight digits, as the PaymentIntent's `amount` says.
const MAXIMUM: i64 = 99_999_999;
/// Why Stripe would not take an amount.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unacceptable {
    Currency,
    Small { min: i64 },
    Large,
    Step { of: i64 },
}

fn digits(code: &str) -> u32 {
    if WHOLE.contains(&code) {
        0
    } else if THOUSANDTHS.contains(&code) {
        3
    } else {
        2
    }
}

/// Would Stripe charge `amount` of `code` (capitals)?
pub(super) fn takes(amount: i64, code: &str) -> Result<(), Unacceptable> {
    if code.parse::<Currency>().is_err() {
        return Err(Unacceptable::Currency);
    }
    let min = MINIMUMS.iter().find(|(c, _)| *c == code).map_or(1, |(_, min)| *min);
    let step = match code {
        _ if PADDED.contains(&code) => 100,
        _ if THOUSANDTHS.contains(&code) => 10,
        _ => 1,
    };
    if amount < min {
        Err(Unacceptable::Small { min })
    } else if amount > MAXIMUM {
        Err(Unacceptable::Large)
    } else if amount % step != 0 {
        Err(Unacceptable::Step { of: step })
    } else {
        Ok(())
    }
}

/// Stripe's units in ISO minor units; `None` where the currency cannot express them.
pub(super) fn to_iso(amount: i64, code: &str) -> Option<i64> {
    rescale(amount, digits(code), iso_digits(code)?)
}

/// ISO minor units in Stripe's.
pub(super) fn from_iso(minor: i64, code: &str) -> Option<i64> {
    rescale(minor, iso_digits(code)?, digits(code))
}

/// For people: `1234.50`.
pub(super) fn text(amount: i64, code: &str) -> String {
    decimal(amount, digits(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currencies_that_differ_from_iso() {
        // (code, what Stripe is sent, ISO minor units)
        for (code, sent, minor) in [
            ("MXN", 12_345, 12_345),
            ("CLP", 500, 500),
            ("ISK", 500, 5),
            ("UGX", 500, 5),
            ("MGA", 7, 700),
            ("KWD", 18_450, 18_450),
        ] {
            assert_eq!(to_iso(sent, code), Some(minor), "{code}");
            assert_eq!(from_iso(minor, code), Some(sent), "{code}");
        }
        assert_eq!(to_iso(501, "ISK"), None);
    }

    #[test]
    fn what_stripe_refuses() {
        assert_eq!(takes(999, "MXN"), Err(Unacceptable::Small { min: 1000 }));
        assert_eq!(takes(1000, "MXN"), Ok(()));
        assert_eq!(takes(100_000_000, "MXN"), Err(Unacceptable::Large));
        assert_eq!(takes(5123, "KWD"), Err(Unacceptable::Step { of: 10 }));
        assert_eq!(takes(550, "ISK"), Err(Unacceptable::Step { of: 100 }));
        assert_eq!(takes(1000, "mxn"), Err(Unacceptable::Currency));
    }
}
