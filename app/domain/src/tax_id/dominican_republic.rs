//! RNC of nine digits and cédula of eleven.
//!
//! Source: Dirección General de Impuestos Internos; the cédula's check digit is Luhn's (Junta Central Electoral).

use super::Scheme;
use super::digits::{digits, luhn, weighted};

pub(super) const RNC: Scheme = Scheme { country: "DO", names: &["rnc"], sound: rnc, generic: &[], telling: false };

pub(super) const CEDULA: Scheme =
    Scheme { country: "DO", names: &["cedula"], sound: cedula, generic: &["00000000000"], telling: false };

fn rnc(text: &str) -> Option<String> {
    let all = digits::<9>(text)?;
    let check = match weighted(&all, &[7, 9, 8, 6, 5, 4, 3, 2]) % 11 {
        0 => 2,
        1 => 1,
        rest => 11 - rest,
    };
    (all.last() == Some(&check)).then(|| text.to_owned())
}

fn cedula(text: &str) -> Option<String> {
    let all = digits::<11>(text)?;
    (luhn(&all) == 0).then(|| text.to_owned())
}
