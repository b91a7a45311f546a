//! NIT: digits and a check digit or K. `CF` (consumidor final) has no digit and is no number at all.
//!
//! Source: Superintendencia de Administración Tributaria.

use super::Scheme;

pub(super) const NIT: Scheme = Scheme { country: "GT", names: &["nit"], sound, generic: &[], telling: false };

fn sound(text: &str) -> Option<String> {
    let (body, check) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if !(4..=8).contains(&body.len()) || !body.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let sum: u32 = body.chars().rev().zip(2..).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let wanted = match (11 - sum % 11) % 11 {
        10 => 'K',
        digit => char::from_digit(digit, 10)?,
    };
    check.starts_with(wanted).then(|| text.to_owned())
}
