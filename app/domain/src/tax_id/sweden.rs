//! VAT-nummer: SE, the ten digits of the organisation, 01.
//!
//! Source: Skatteverket (Luhn over the ten).

use super::Scheme;
use super::digits::{digits, luhn};

pub(super) const VAT: Scheme = Scheme { country: "SE", names: &["vat", "momsnr"], sound, generic: &[], telling: true };

fn sound(text: &str) -> Option<String> {
    let number = text.strip_prefix("SE")?;
    digits::<12>(number)?;
    (luhn(&digits::<10>(number.get(..10)?)?) == 0).then(|| text.to_owned())
}
