//! Btw-identificatienummer: NL, nine digits, B, two digits.
//!
//! Source: Belastingdienst; firms by the eleven-test of the RSIN, sole traders (since 2020) by modulo 97 over all of it.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const VAT: Scheme = Scheme { country: "NL", names: &["btw", "vat"], sound, generic: &[], telling: true };

fn sound(text: &str) -> Option<String> {
    let (number, end) = text.strip_prefix("NL")?.split_once('B')?;
    let all = digits::<9>(number)?;
    digits::<2>(end)?;
    let firm = all.last() == Some(&(weighted(&all, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11));
    let person = text.chars().try_fold(0_u32, |rest, c| {
        let value = c.to_digit(36)?;
        Some((if value > 9 { rest * 100 + value } else { rest * 10 + value }) % 97)
    });
    (firm || person == Some(1)).then(|| text.to_owned())
}
