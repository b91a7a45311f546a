//! NIT with its check digit (DV).
//!
//! Source: DIAN, Orden Administrativa 4 of 1989; 222222222222 for final consumers and 444444444444 for buyers from abroad
//! by the technical annex of the electronic invoice. A NIT without its check digit is not sound.

use super::Scheme;

pub(super) const NIT: Scheme = Scheme {
    country: "CO",
    names: &["nit"],
    sound,
    generic: &["222222222222", "2222222222", "444444444444", "222222222", "222222222222-7"],
    telling: false,
};

const WEIGHTS: [u32; 15] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];

fn sound(text: &str) -> Option<String> {
    let (body, check) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if !(8..=10).contains(&body.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let sum: u32 = body.chars().rev().zip(WEIGHTS).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let wanted = match sum % 11 {
        rest @ (0 | 1) => rest,
        rest => 11 - rest,
    };
    check.starts_with(char::from_digit(wanted, 10)?).then(|| text.to_owned())
}
