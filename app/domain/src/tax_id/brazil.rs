//! CNPJ of firms and CPF of persons, both with two check digits.
//!
//! Source: Receita Federal; the CNPJ with letters (from July 2026) by Instrução Normativa RFB 2.229/2024: a sign counts as
//! its place in ASCII less 48, so that digits keep their value.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const CNPJ: Scheme =
    Scheme { country: "BR", names: &["cnpj"], sound: cnpj, generic: &["00000000000000"], telling: true };

pub(super) const CPF: Scheme =
    Scheme { country: "BR", names: &["cpf"], sound: cpf, generic: &["00000000000", "99999999999"], telling: false };

fn cnpj(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (body, check) = bytes.split_at_checked(12)?;
    let signs = body.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if check.len() != 2 || !signs || !check.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let values: Vec<u32> = bytes.iter().map(|b| u32::from(b.saturating_sub(b'0'))).collect();
    let digit = |weights: &[u32]| match weighted(&values, weights) % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    let holds = values.get(12) == Some(&digit(&[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]))
        && values.get(13) == Some(&digit(&[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    holds.then(|| text.to_owned())
}

fn cpf(text: &str) -> Option<String> {
    let all = digits::<11>(text)?;
    let digit = |weights: &[u32]| weighted(&all, weights) * 10 % 11 % 10;
    let holds = all.get(9) == Some(&digit(&[10, 9, 8, 7, 6, 5, 4, 3, 2]))
        && all.get(10) == Some(&digit(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
    holds.then(|| text.to_owned())
}
