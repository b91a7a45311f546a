//! RUC: up to eight digits and a check digit.
//!
//! Source: Dirección Nacional de Ingresos Tributarios; 44444401-7 stands for buyers without a name by the manual of SIFEN.

use super::Scheme;

pub(super) const RUC: Scheme =
    Scheme { country: "PY", names: &["ruc"], sound, generic: &["444444017", "888888015"], telling: false };

fn sound(text: &str) -> Option<String> {
    let (body, check) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if !(5..=8).contains(&body.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let sum: u32 = body.chars().rev().zip(2..).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let wanted = (11 - sum % 11) % 11 % 10;
    check.starts_with(char::from_digit(wanted, 10)?).then(|| text.to_owned())
}
