//! Sums over digits, as check digits need them.

/// The digits of a text that has nothing else, and this many.
pub(super) fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let mut all = [0; N];
    if text.len() != N {
        return None;
    }
    for (place, c) in all.iter_mut().zip(text.chars()) {
        *place = c.to_digit(10)?;
    }
    Some(all)
}

/// The sum of digits, each times its weight; as many as there are weights.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Luhn's sum modulo 10: from the right, every second digit doubled, its own digits added. 0 for a number that holds.
pub(super) fn luhn(digits: &[u32]) -> u32 {
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, d)| if i % 2 == 1 { double(*d) } else { *d }).sum();
    sum % 10
}

/// ISO 7064, Mod 11,10: the check digit of the digits before it.
pub(super) fn mod_11_10(digits: &[u32]) -> u32 {
    let product = digits.iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10
}

/// `ES` and the number, or the number alone.
pub(super) fn without_country<'a>(text: &'a str, country: &str) -> &'a str {
    text.strip_prefix(country).unwrap_or(text)
}

/// The number with its country's letters in front.
pub(super) fn with_country(country: &str, number: &str) -> String {
    format!("{country}{number}")
}
