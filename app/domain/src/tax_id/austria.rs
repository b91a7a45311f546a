//! UID-Nummer: ATU and eight digits.
//!
//! Source: Bundesministerium für Finanzen, "Aufbau der UID-Nummer".

use super::Scheme;
use super::digits::digits;

pub(super) const VAT: Scheme = Scheme { country: "AT", names: &["uid", "vat"], sound, generic: &[], telling: true };

fn sound(text: &str) -> Option<String> {
    let all = digits::<8>(text.strip_prefix("ATU")?)?;
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = all.iter().take(7).enumerate().map(|(i, d)| if i % 2 == 1 { double(*d) } else { *d }).sum();
    (all.last() == Some(&((10 - (sum + 4) % 10) % 10))).then(|| text.to_owned())
}
