//! Which currency a cell, a sign or a heading names.
//!
//! A sign that several currencies share is never guessed at: `$` needs a word from the person,
//! `¥`, `kr` and `Bs` are not read at all.

use domain::money::Currency;

/// What stands beside an amount or in a currency column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// One currency, whatever else the file says.
    Is(Currency),
    /// The sign `$`: one of [`writes_dollar`].
    Dollar,
}

/// Signs that mean one currency wherever they are used.
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("U$S", "USD"),
    ("USD$", "USD"),
    ("MX$", "MXN"),
    ("MXN$", "MXN"),
    ("CLP$", "CLP"),
    ("COP$", "COP"),
    ("COL$", "COP"),
    ("ARS$", "ARS"),
    ("RD$", "DOP"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S/", "PEN"),
    ("S/.", "PEN"),
    ("B/.", "PAB"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("SFR", "CHF"),
    ("SFR.", "CHF"),
    ("FR.", "CHF"),
    ("ZŁ", "PLN"),
];

/// The currencies that people write with a plain `$`.
const DOLLARS: [&str; 27] = [
    "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "DOP", "FJD", "GYD", "HKD", "JMD",
    "KYD", "LRD", "MXN", "NAD", "NZD", "SGD", "TTD", "TWD", "USD", "UYU", "XCD",
];

/// Could `$` mean this currency?
pub(super) fn writes_dollar(currency: Currency) -> bool {
    DOLLARS.binary_search(&currency.code()).is_ok()
}

/// Reads an ISO 4217 code in any case. Units that are no money (gold, test codes) are refused.
pub(super) fn code(text: &str) -> Option<Currency> {
    const X_MONEY: [&str; 5] = ["XAF", "XCD", "XOF", "XPF", "XCG"];
    let mut upper = [0_u8; 3];
    if text.len() != 3 {
        return None;
    }
    upper.copy_from_slice(text.as_bytes());
    upper.make_ascii_uppercase();
    let upper = std::str::from_utf8(&upper).ok()?;
    if upper.starts_with('X') && !X_MONEY.contains(&upper) {
        return None;
    }
    upper.parse().ok()
}

/// Reads what stands beside an amount or in a currency column: a code or a sign.
pub(super) fn mark(text: &str) -> Option<Mark> {
    if text == "$" {
        return Some(Mark::Dollar);
    }
    if let Some(currency) = code(text) {
        return Some(Mark::Is(currency));
    }
    let sign = text.to_uppercase();
    let found = SIGNS.iter().find(|(written, _)| *written == sign);
    found.and_then(|(_, code)| code.parse().ok()).map(Mark::Is)
}

/// The currency in a heading (`Saldo COP`, `Total (US$)`), and the heading without it.
///
/// Only capitals count as a code: "all" is a word, `ALL` the lek.
pub(super) fn in_heading(heading: &str) -> Option<(Currency, String)> {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '_' | ',' | ':' | '-' | '|');
    let mut found = None;
    let mut rest = String::with_capacity(heading.len());
    for word in heading.split(is_edge).filter(|word| !word.is_empty()) {
        let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        let is_sign = word.chars().any(|c| !c.is_alphanumeric());
        match mark(word) {
            Some(Mark::Is(currency)) if (is_code || is_sign) && found.is_none() => found = Some(currency),
            _ => {
                rest.push_str(word);
                rest.push(' ');
            }
        }
    }
    found.map(|currency| (currency, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cur(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    #[test]
    fn the_tables_name_currencies() {
        for (sign, code) in SIGNS {
            assert_eq!(mark(sign), Some(Mark::Is(cur(code))), "{sign}");
        }
        assert!(DOLLARS.is_sorted() && DOLLARS.iter().all(|code| writes_dollar(cur(code))));
        assert!(!writes_dollar(cur("EUR")));
    }

    #[test]
    fn codes_and_signs() {
        assert_eq!(mark("usd"), Some(Mark::Is(cur("USD"))));
        assert_eq!(mark("r$"), Some(Mark::Is(cur("BRL"))));
        assert_eq!(mark("$"), Some(Mark::Dollar));
        for nothing in ["", "XYZ", "XXX", "XAU", "¥", "kr", "pesos", "€€", "ñ1", "ÄÖ"] {
            assert_eq!(mark(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn headings() {
        let of = |heading| in_heading(heading).map(|(currency, rest)| (currency.code(), rest.trim_end().to_owned()));
        assert_eq!(of("Saldo COP"), Some(("COP", "Saldo".into())));
        assert_eq!(of("Total (US$)"), Some(("USD", "Total".into())));
        assert_eq!(of("Importe en €"), Some(("EUR", "Importe en".into())));
        assert_eq!(of("Total all"), None);
    }
}
