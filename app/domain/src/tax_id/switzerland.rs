//! UID: CHE and nine digits; MWST, TVA, IVA or HR behind it say which register.
//!
//! Source: Bundesamt für Statistik, UID-Verordnung (SR 431.031).

use super::Scheme;
use super::digits::{digits, weighted};

pub(super) const UID: Scheme =
    Scheme { country: "CH", names: &["uid", "ide", "mwst"], sound, generic: &[], telling: true };

fn sound(text: &str) -> Option<String> {
    let number = text.strip_prefix("CHE")?;
    let number = ["MWST", "TVA", "IVA", "HR"].iter().find_map(|end| number.strip_suffix(end)).unwrap_or(number);
    let all = digits::<9>(number)?;
    let check = (11 - weighted(&all, &[5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11;
    (all.last() == Some(&check)).then(|| format!("CHE{number}"))
}
