//! Umsatzsteuer-Identifikationsnummer: DE and nine digits. A Steuernummer differs by office and is not checked.
//!
//! Source: Bundeszentralamt für Steuern, "Aufbau der USt-IdNr." (ISO 7064, Mod 11,10).

use super::Scheme;
use super::digits::{digits, mod_11_10, with_country, without_country};

pub(super) const VAT: Scheme = Scheme {
    country: "DE",
    names: &["ust", "ustid", "ustidnr", "idnr", "vat"],
    sound,
    generic: &["DE999999999"],
    telling: false,
};

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "DE");
    let all = digits::<9>(number)?;
    let body = all.split_last().map_or(&[][..], |(_, body)| body);
    (all.last() == Some(&mod_11_10(body)) && !number.starts_with('0')).then(|| with_country("DE", number))
}
