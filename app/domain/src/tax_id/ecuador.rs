//! RUC of thirteen digits and cédula of ten.
//!
//! Source: Servicio de Rentas Internas; 9999999999999 is the final consumer by its catalogue of electronic documents.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const RUC: Scheme =
    Scheme { country: "EC", names: &["ruc"], sound: ruc, generic: &["9999999999999", "9999999999"], telling: false };

pub(super) const CEDULA: Scheme =
    Scheme { country: "EC", names: &["cedula", "ci"], sound: cedula, generic: &[], telling: false };

fn ruc(text: &str) -> Option<String> {
    let all = digits::<13>(text)?;
    let check = |sum: u32| match 11 - sum % 11 {
        11 => 0,
        digit => digit,
    };
    let firm = all.get(9) == Some(&check(weighted(&all, &[4, 3, 2, 7, 6, 5, 4, 3, 2])));
    let office = all.get(8) == Some(&check(weighted(&all, &[3, 2, 7, 6, 5, 4, 3, 2])));
    let holds = match all.get(2)? {
        9 => firm && !text.ends_with("000"),
        6 => (office && !text.ends_with("0000")) || person(&all),
        _ => person(&all) && !text.ends_with("000"),
    };
    holds.then(|| text.to_owned())
}

fn cedula(text: &str) -> Option<String> {
    let all = digits::<10>(text)?;
    person(&all).then(|| text.to_owned())
}

/// The first two digits are a province (or 30: registered abroad), the tenth is the check digit.
fn person(all: &[u32]) -> bool {
    let province = all.iter().take(2).fold(0, |n, digit| n * 10 + digit);
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = all.iter().take(9).enumerate().map(|(i, d)| if i % 2 == 0 { double(*d) } else { *d }).sum();
    (matches!(province, 1..=24 | 30)) && all.get(9) == Some(&((10 - sum % 10) % 10))
}
