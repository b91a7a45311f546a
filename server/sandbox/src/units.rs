//! Amounts of any number of decimals.

use super::outcomes::Refusal;
use domain::money::Currency;

/// The decimals that ISO 4217 gives a currency; `None` for text that is none.
pub(super) fn iso_digits(code: &str) -> Option<u32> {
    code.parse::<Currency>().ok().map(Currency::exponent)
}

/// `amount` of `from` decimals with `to` decimals; `None` where it cannot be written so.
pub(super) fn rescale(amount: i64, from: u32, to: u32) -> Option<i64> {
    if to >= from {
        amount.checked_mul(10_i64.checked_pow(to - from)?)
    } else {
        let divisor = 10_i64.checked_pow(from - to)?;
        (amount % divisor == 0).then_some(amount / divisor)
    }
}

/// `amount` of `digits` decimals as plain text: `1234.50`.
pub(super) fn decimal(amount: i64, digits: u32) -> String {
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

/// `minor` ISO minor units in a provider's own, as `convert` says.
///
/// # Errors
/// [`Refusal::Impossible`] where the provider cannot write that amount of `code`.
pub(super) fn exact(
    minor: Option<i64>,
    code: &str,
    convert: fn(i64, &str) -> Option<i64>,
) -> Result<Option<i64>, Refusal> {
    let impossible = |minor| Refusal::Impossible(format!("{minor} cannot be written in {code}"));
    minor.map(|minor| convert(minor, code).ok_or_else(|| impossible(minor))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_for_people() {
        assert_eq!(for_people("1234567.50", "MXN"), "1\u{202f}234\u{202f}567.50 MXN");
        assert_eq!(for_people("500", "CLP"), "500 CLP");
    }
}
