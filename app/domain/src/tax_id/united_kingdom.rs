//! VAT registration number: nine digits, GB in front; three more for a branch.
//!
//! Source: HMRC, VAT notice 700/63 (modulo 97, and for numbers since 2010 also with 55 added).

use super::Scheme;
use super::digits::{digits, weighted, with_country, without_country};

pub(super) const VAT: Scheme =
    Scheme { country: "GB", names: &["vat"], sound, generic: &["GB999999973"], telling: false };

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "GB");
    let main = number.get(..9).filter(|_| matches!(number.len(), 9 | 12))?;
    let sum = weighted(&digits::<9>(main)?, &[8, 7, 6, 5, 4, 3, 2, 10, 1]);
    let holds = sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97);
    (holds && !main.starts_with("00")).then(|| with_country("GB", main))
}
