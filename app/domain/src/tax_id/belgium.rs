//! Ondernemingsnummer, BE in front: ten digits, the last two of them 97 less the rest of the first eight.
//!
//! Source: SPF Finances, Kruispuntbank van Ondernemingen.

use super::Scheme;
use super::digits::{digits, with_country, without_country};

pub(super) const VAT: Scheme =
    Scheme { country: "BE", names: &["btw", "tva", "kbo", "vat"], sound, generic: &[], telling: false };

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "BE");
    let number = if number.len() == 9 { format!("0{number}") } else { number.to_owned() };
    digits::<10>(&number)?;
    let (body, check) = number.split_at_checked(8)?;
    let holds = 97 - body.parse::<u32>().ok()? % 97 == check.parse::<u32>().ok()?;
    holds.then(|| with_country("BE", &number))
}
