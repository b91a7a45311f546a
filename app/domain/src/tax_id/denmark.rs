//! CVR-nummer: eight digits, DK in front as a VAT number.
//!
//! Source: Erhvervsstyrelsen.

use super::Scheme;
use super::digits::{digits, weighted, with_country, without_country};

pub(super) const VAT: Scheme = Scheme { country: "DK", names: &["cvr", "vat"], sound, generic: &[], telling: false };

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "DK");
    let sum = weighted(&digits::<8>(number)?, &[2, 7, 6, 5, 4, 3, 2, 1]);
    (sum.is_multiple_of(11) && !number.starts_with('0')).then(|| with_country("DK", number))
}
