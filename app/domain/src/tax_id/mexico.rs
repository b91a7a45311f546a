//! RFC: three letters for a firm or four for a person, a day, two signs and a check sign.
//!
//! Source: SAT, "Estructura del RFC" and annex 20 of the Resolución Miscelánea Fiscal, which also prescribes the two
//! generic ones: XAXX010101000 for the general public, XEXX010101000 for foreigners.

use super::Scheme;

pub(super) const RFC: Scheme =
    Scheme { country: "MX", names: &["rfc"], sound, generic: &["XAXX010101000", "XEXX010101000"], telling: true };

/// The place of a sign in this text is its value.
const VALUES: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

fn sound(text: &str) -> Option<String> {
    let signs = text.chars().count();
    let letters = signs.checked_sub(9).filter(|letters| matches!(letters, 3 | 4))?;
    let is_letter = |c: char| c.is_ascii_uppercase() || matches!(c, '&' | 'Ñ');
    let shape = text.chars().take(letters).all(is_letter)
        && text.chars().skip(letters).take(6).all(|c| c.is_ascii_digit())
        && is_day(text, letters);
    // The generic ones have no check digit, and are taken as sound.
    if RFC.generic.contains(&text) {
        return Some(text.to_owned());
    }
    let value = |c: char| VALUES.chars().zip(0_u32..).find(|(sign, _)| *sign == c).map(|(_, value)| value);
    let padding = if letters == 3 { " " } else { "" };
    let mut sum = 0;
    for (c, weight) in padding.chars().chain(text.chars().take(signs - 1)).zip((2..=13).rev()) {
        sum += value(c)? * weight;
    }
    let check = match 11 - sum % 11 {
        11 => '0',
        10 => 'A',
        digit => char::from_digit(digit, 10)?,
    };
    (shape && text.ends_with(check)).then(|| text.to_owned())
}

/// Year, month and day of birth or foundation; the year has two digits only.
fn is_day(text: &str, letters: usize) -> bool {
    let two = |from: usize| text.chars().skip(letters + from).take(2).collect::<String>().parse::<u32>().unwrap_or(0);
    (1..=12).contains(&two(2)) && (1..=31).contains(&two(4))
}
