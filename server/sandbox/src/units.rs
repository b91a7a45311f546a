//! Amounts as the two providers write them, and back to ISO 4217's minor units.
//!
//! On purpose not the tables of `providers/`: the sandbox says in its own words what it took, so
//! that `GET /_sandbox/charges` and the portal's ledger can be held against each other.

use domain::money::Currency;

/// Stripe: currencies sent in whole units (docs.stripe.com/currencies#zero-decimal).
const STRIPE_WHOLE: [&str; 15] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];
/// Stripe: sent in hundredths that must be `00` (…#special-cases).
const STRIPE_PADDED: [&str; 2] = ["ISK", "UGX"];
/// Stripe: sent in thousandths, the last digit 0.
const STRIPE_THOUSANDTHS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];
/// Stripe's least charge where it is printed (…#minimum-and-maximum-charge-amounts), in the units sent.
const STRIPE_LEAST: [(&str, i64); 32] = [
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
const STRIPE_MOST: i64 = 99_999_999;
/// PayPal's currencies (developer.paypal.com/api/rest/reference/currency-codes).
const PAYPAL: [&str; 24] = [
    "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR", "MXN", "TWD", "NZD", "NOK",
    "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD",
];
/// PayPal: no decimals allowed.
const PAYPAL_WHOLE: [&str; 3] = ["HUF", "JPY", "TWD"];

/// Why Stripe would not take an amount.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum StripeAmount {
    Currency,
    Small { least: i64 },
    Large,
    Step { of: i64 },
}

fn stripe_digits(code: &str) -> u32 {
    if STRIPE_WHOLE.contains(&code) {
        0
    } else if STRIPE_THOUSANDTHS.contains(&code) {
        3
    } else {
        2
    }
}

/// Would Stripe charge `amount` of `code` (capitals)?
pub(super) fn stripe_takes(amount: i64, code: &str) -> Result<(), StripeAmount> {
    if code.parse::<Currency>().is_err() {
        return Err(StripeAmount::Currency);
    }
    let least = STRIPE_LEAST.iter().find(|(c, _)| *c == code).map_or(1, |(_, least)| *least);
    let step = match code {
        _ if STRIPE_PADDED.contains(&code) => 100,
        _ if STRIPE_THOUSANDTHS.contains(&code) => 10,
        _ => 1,
    };
    if amount < least {
        Err(StripeAmount::Small { least })
    } else if amount > STRIPE_MOST {
        Err(StripeAmount::Large)
    } else if amount % step != 0 {
        Err(StripeAmount::Step { of: step })
    } else {
        Ok(())
    }
}

/// Stripe's units in ISO minor units; `None` where the currency cannot express them.
pub(super) fn stripe_to_iso(amount: i64, code: &str) -> Option<i64> {
    rescale(amount, stripe_digits(code), iso_digits(code)?)
}

/// ISO minor units in Stripe's.
pub(super) fn iso_to_stripe(minor: i64, code: &str) -> Option<i64> {
    rescale(minor, iso_digits(code)?, stripe_digits(code))
}

/// For people: `1234.50`.
pub(super) fn stripe_text(amount: i64, code: &str) -> String {
    decimal(amount, stripe_digits(code))
}

/// The decimals PayPal wants for `code`; `None` where it does not take the currency.
pub(super) fn paypal_digits(code: &str) -> Option<u32> {
    PAYPAL.contains(&code).then(|| if PAYPAL_WHOLE.contains(&code) { 0 } else { 2 })
}

/// Reads PayPal's `value` into its smallest units. `None`: not a plain number, or too many decimals.
pub(super) fn paypal_read(value: &str, digits: u32) -> Option<i64> {
    let (whole, fraction) = value.split_once('.').map_or((value, None), |(w, f)| (w, Some(f)));
    let plain = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    let wanted = usize::try_from(digits).ok()?;
    if !plain(whole) || fraction.is_some_and(|f| !plain(f) || f.len() > wanted) {
        return None;
    }
    format!("{whole}{:0<wanted$}", fraction.unwrap_or_default()).parse().ok()
}

/// Writes PayPal's smallest units as its `value`.
pub(super) fn paypal_text(amount: i64, code: &str) -> String {
    decimal(amount, paypal_digits(code).unwrap_or(2))
}

/// PayPal's smallest units in ISO minor units.
pub(super) fn paypal_to_iso(amount: i64, code: &str) -> Option<i64> {
    rescale(amount, paypal_digits(code)?, iso_digits(code)?)
}

/// ISO minor units in PayPal's smallest.
pub(super) fn iso_to_paypal(minor: i64, code: &str) -> Option<i64> {
    rescale(minor, iso_digits(code)?, paypal_digits(code)?)
}

fn iso_digits(code: &str) -> Option<u32> {
    code.parse::<Currency>().ok().map(Currency::exponent)
}

fn rescale(amount: i64, from: u32, to: u32) -> Option<i64> {
    if to >= from {
        amount.checked_mul(10_i64.checked_pow(to - from)?)
    } else {
        let divisor = 10_i64.checked_pow(from - to)?;
        (amount % divisor == 0).then_some(amount / divisor)
    }
}

fn decimal(amount: i64, digits: u32) -> String {
    rust_decimal::Decimal::new(amount, digits).to_string()
}

/// For pages: digits in groups of three by a narrow space, then the code. Every reader of the three
/// languages understands it, and nothing can be mistaken for a decimal sign.
pub(super) fn for_people(decimal: &str, code: &str) -> String {
    let (whole, fraction) = decimal.split_once('.').map_or((decimal, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{grouped}.{fraction} {code}"),
        None => format!("{grouped} {code}"),
    }
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
            assert_eq!(stripe_to_iso(sent, code), Some(minor), "{code}");
            assert_eq!(iso_to_stripe(minor, code), Some(sent), "{code}");
        }
        assert_eq!(stripe_to_iso(501, "ISK"), None);
        assert_eq!(paypal_to_iso(500, "HUF"), Some(50_000)); // ISO gives the forint two decimals
        assert_eq!(iso_to_paypal(50_001, "HUF"), None);
    }

    #[test]
    fn what_stripe_refuses() {
        assert_eq!(stripe_takes(999, "MXN"), Err(StripeAmount::Small { least: 1000 }));
        assert_eq!(stripe_takes(1000, "MXN"), Ok(()));
        assert_eq!(stripe_takes(100_000_000, "MXN"), Err(StripeAmount::Large));
        assert_eq!(stripe_takes(5123, "KWD"), Err(StripeAmount::Step { of: 10 }));
        assert_eq!(stripe_takes(550, "ISK"), Err(StripeAmount::Step { of: 100 }));
        assert_eq!(stripe_takes(1000, "mxn"), Err(StripeAmount::Currency));
    }

    #[test]
    fn paypal_reads_only_what_the_currency_can_say() {
        assert_eq!(paypal_read("184.50", 2), Some(18_450));
        assert_eq!(paypal_read("184.5", 2), Some(18_450));
        assert_eq!(paypal_read("184", 2), Some(18_400));
        assert_eq!(paypal_read("18450", 0), Some(18_450));
        for (value, digits) in [("184.505", 2), ("1.0", 0), ("-1", 2), ("1e3", 2), ("", 2), (".5", 2), ("1.", 2)] {
            assert_eq!(paypal_read(value, digits), None, "{value}");
        }
        assert_eq!(paypal_text(18_450, "USD"), "184.50");
        assert_eq!(paypal_text(18_450, "JPY"), "18450");
    }

    #[test]
    fn amounts_for_people() {
        assert_eq!(for_people("1234567.50", "MXN"), "1\u{202f}234\u{202f}567.50 MXN");
        assert_eq!(for_people("500", "CLP"), "500 CLP");
    }
}
