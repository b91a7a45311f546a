//! RIF: a letter for the kind, eight digits, a check digit.
//!
//! Source: SENIAT.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const RIF: Scheme = Scheme { country: "VE", names: &["rif"], sound, generic: &[], telling: true };

fn sound(text: &str) -> Option<String> {
    let kind = match text.as_bytes().first()? {
        b'V' => 4,
        b'E' => 8,
        b'J' => 12,
        b'P' => 16,
        b'G' => 20,
        _ => return None,
    };
    let all = digits::<9>(text.get(1..)?)?;
    let check = match 11 - (kind + weighted(&all, &[3, 2, 7, 6, 5, 4, 3, 2])) % 11 {
        10 | 11 => 0,
        digit => digit,
    };
    (all.last() == Some(&check)).then(|| text.to_owned())
}
