//! Numéro de TVA (FR, a key of two digits, SIREN), SIREN of nine digits and SIRET of fourteen.
//!
//! Source: Code général des impôts, article 286 ter; INSEE for SIREN and SIRET (Luhn). La Poste's own SIRETs, which sum up
//! otherwise, are not taken for sound.

use super::Scheme;
use super::digits::{digits, luhn};

pub(super) const VAT: Scheme =
    Scheme { country: "FR", names: &["tva", "vat"], sound: vat, generic: &[], telling: true };

pub(super) const SIREN: Scheme =
    Scheme { country: "FR", names: &["siren"], sound: siren, generic: &[], telling: false };

pub(super) const SIRET: Scheme =
    Scheme { country: "FR", names: &["siret"], sound: siret, generic: &[], telling: false };

fn vat(text: &str) -> Option<String> {
    let number = text.strip_prefix("FR")?;
    let (key, siren) = number.split_at_checked(2)?;
    let holds = luhn(&digits::<9>(siren)?) == 0
        && key.parse::<u32>().ok()? == (12 + 3 * (siren.parse::<u32>().ok()? % 97)) % 97;
    holds.then(|| text.to_owned())
}

fn siren(text: &str) -> Option<String> {
    (luhn(&digits::<9>(text)?) == 0).then(|| text.to_owned())
}

fn siret(text: &str) -> Option<String> {
    let holds = luhn(&digits::<14>(text)?) == 0 && luhn(&digits::<9>(text.get(..9)?)?) == 0;
    holds.then(|| text.to_owned())
}
