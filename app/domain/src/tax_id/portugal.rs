//! NIF (NIPC of firms): nine digits.
//!
//! Source: Autoridade Tributária, Decreto-Lei 14/2013; 999999990 is the final consumer in SAF-T (PT), Portaria 302/2016.

use super::Scheme;
use super::digits::{digits, weighted, without_country};

pub(super) const NIF: Scheme =
    Scheme { country: "PT", names: &["nif", "nipc", "contribuinte"], sound, generic: &["999999990"], telling: false };

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "PT");
    let all = digits::<9>(number)?;
    let check = match weighted(&all, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    (all.last() == Some(&check) && !number.starts_with('0')).then(|| number.to_owned())
}
