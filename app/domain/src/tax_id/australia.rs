//! ABN: eleven digits, the first two of them the check.
//!
//! Source: Australian Business Register, "Format of the ABN" (modulo 89).

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const ABN: Scheme = Scheme { country: "AU", names: &["abn"], sound, generic: &[], telling: false };

fn sound(text: &str) -> Option<String> {
    let all = digits::<11>(text)?;
    let sum = weighted(&all, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    (sum % 89 == 10 && !text.starts_with('0')).then(|| text.to_owned())
}
