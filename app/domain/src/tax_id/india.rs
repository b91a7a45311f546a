//! GSTIN: a state, the PAN of ten signs, a count, Z, and a check sign.
//!
//! Source: Goods and Services Tax Network (Luhn's sum in base 36).

use super::Scheme;

pub(super) const GSTIN: Scheme =
    Scheme { country: "IN", names: &["gstin", "gst"], sound, generic: &["URP"], telling: true };

fn sound(text: &str) -> Option<String> {
    let values: Vec<u32> = text.chars().map(|c| c.to_digit(36)).collect::<Option<_>>()?;
    let (check, body) = values.split_last()?;
    let shape =
        values.len() == 15 && text.chars().nth(13) == Some('Z') && text.chars().take(2).all(|c| c.is_ascii_digit());
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let product = if i % 2 == 1 { value * 2 } else { *value };
            product / 36 + product % 36
        })
        .sum();
    (shape && *check == (36 - sum % 36) % 36).then(|| text.to_owned())
}
