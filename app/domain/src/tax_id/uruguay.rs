//! RUT of twelve digits.
//!
//! Source: Dirección General Impositiva.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const RUT: Scheme =
    Scheme { country: "UY", names: &["rut", "ruc"], sound, generic: &["000000000000"], telling: false };

fn sound(text: &str) -> Option<String> {
    let all = digits::<12>(text)?;
    let check = (11 - weighted(&all, &[4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    (all.last() == Some(&check)).then(|| text.to_owned())
}
