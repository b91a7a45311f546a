//! Partita IVA: eleven digits, with or without IT.
//!
//! Source: Agenzia delle Entrate, D.M. 23 December 1976 (Luhn).

use super::Scheme;
use super::digits::{digits, luhn, with_country, without_country};

pub(super) const VAT: Scheme = Scheme {
    country: "IT",
    names: &["piva", "iva", "partita", "vat"],
    sound,
    generic: &["IT00000000000"],
    telling: false,
};

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "IT");
    (luhn(&digits::<11>(number)?) == 0).then(|| with_country("IT", number))
}
