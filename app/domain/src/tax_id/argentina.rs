//! CUIT of firms and CUIL of persons.
//!
//! Source: ARCA (AFIP), Resolución General 10/97. Numbers that begin with 50, 51 or 55 are those of countries ("CUIT
//! país"): all foreign buyers from one country have the same.

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const CUIT: Scheme =
    Scheme { country: "AR", names: &["cuit", "cuil"], sound, generic: &["00000000000"], telling: false };

const KINDS: [&str; 12] = ["20", "23", "24", "25", "26", "27", "30", "33", "34", "50", "51", "55"];

fn sound(text: &str) -> Option<String> {
    let all = digits::<11>(text)?;
    let kind = KINDS.iter().any(|kind| text.starts_with(kind));
    let check = match 11 - weighted(&all, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 {
        11 => 0,
        10 => 9,
        digit => digit,
    };
    (kind && all.last() == Some(&check)).then(|| text.to_owned())
}

/// The number of a country rather than of somebody.
pub(super) fn is_country(canonical: &str) -> bool {
    ["50", "51", "55"].iter().any(|kind| canonical.starts_with(kind)) && sound(canonical).is_some()
}
