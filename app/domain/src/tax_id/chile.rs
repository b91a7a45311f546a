//! RUT: seven or eight digits, and a check digit or K.
//!
//! Source: Servicio de Impuestos Internos; the generic ones are those it prescribes: 66666666-6 for receipts to final
//! consumers, 55555555-5 for foreign buyers, 44444444-4 for foreign firms without a RUT.

use super::Scheme;

pub(super) const RUT: Scheme = Scheme {
    country: "CL",
    names: &["rut", "rol"],
    sound,
    generic: &["666666666", "555555555", "444444444", "111111111"],
    telling: false,
};

fn sound(text: &str) -> Option<String> {
    let text = text.strip_prefix("CL").unwrap_or(text).trim_start_matches('0');
    let (body, check) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if !(6..=8).contains(&body.len()) || !body.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let weights = (2..=7).cycle();
    let sum: u32 = body.chars().rev().zip(weights).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let wanted = match 11 - sum % 11 {
        11 => '0',
        10 => 'K',
        digit => char::from_digit(digit, 10)?,
    };
    check.starts_with(wanted).then(|| text.to_owned())
}
