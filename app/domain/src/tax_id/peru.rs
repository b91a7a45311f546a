//! RUC of eleven digits.
//!
//! Source: SUNAT. A DNI (eight digits) has no check digit in lists and is not sound; SUNAT's catalogue 06 has `0` and
//! runs of one digit for buyers without a document.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const RUC: Scheme =
    Scheme { country: "PE", names: &["ruc"], sound, generic: &["00000000", "99999999"], telling: false };

fn sound(text: &str) -> Option<String> {
    let all = digits::<11>(text)?;
    let kind = ["10", "15", "16", "17", "20"].iter().any(|kind| text.starts_with(kind));
    let check = (11 - weighted(&all, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10;
    (kind && all.last() == Some(&check)).then(|| text.to_owned())
}
