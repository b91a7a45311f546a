//! NIP: ten digits.
//!
//! Source: Ministerstwo Finansów, ustawa o NIP of 13 October 1995.

use super::Scheme;
use super::digits::{digits, weighted, with_country, without_country};

pub(super) const NIP: Scheme =
    Scheme { country: "PL", names: &["nip", "vat"], sound, generic: &["PL0000000000"], telling: false };

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "PL");
    let all = digits::<10>(number)?;
    let check = weighted(&all, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    (all.last() == Some(&check)).then(|| with_country("PL", number))
}
