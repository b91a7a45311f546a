//! NIF: DNI and NIE of persons, the number of firms (once CIF).
//!
//! Source: Real Decreto 1065/2007, articles 18 to 22, and Orden EHA/451/2008. `ES` in front is the VAT number of the same.

use super::Scheme;
use super::digits::{digits, without_country};

pub(super) const NIF: Scheme = Scheme {
    country: "ES",
    names: &["nif", "cif", "nie", "dni"],
    sound,
    generic: &["00000000T", "99999999R", "X0000000T", "00000001R"],
    telling: true,
};

const PERSON: &str = "TRWAGMYFPDXBNJZSQVHLCKE";
const FIRM: &str = "JABCDEFGHI";

fn sound(text: &str) -> Option<String> {
    let number = without_country(text, "ES");
    let holds = number.len() == 9 && (person(number) || firm(number));
    holds.then(|| number.to_owned())
}

/// Eight digits and a letter; X, Y, Z of foreigners count as 0, 1, 2, and K, L, M are not counted.
fn person(number: &str) -> bool {
    let Some((body, check)) = number.split_at_checked(8) else { return false };
    let counted = match body.as_bytes().first() {
        Some(b'X') => body.replacen('X', "0", 1),
        Some(b'Y') => body.replacen('Y', "1", 1),
        Some(b'Z') => body.replacen('Z', "2", 1),
        Some(b'K' | b'L' | b'M') => body.get(1..).unwrap_or_default().to_owned(),
        _ => body.to_owned(),
    };
    let wanted = counted.parse::<usize>().ok().and_then(|n| PERSON.chars().nth(n % 23));
    counted.bytes().all(|b| b.is_ascii_digit()) && wanted.is_some_and(|letter| check.starts_with(letter))
}

/// A letter for the kind, seven digits, and a digit or a letter as check.
fn firm(number: &str) -> bool {
    let (Some(kind), Some(body), Some(check)) = (number.get(..1), number.get(1..8), number.get(8..)) else {
        return false;
    };
    let Some(all) = digits::<7>(body) else { return false };
    let double = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = all.iter().enumerate().map(|(i, d)| if i % 2 == 0 { double(*d) } else { *d }).sum();
    let control = (10 - sum % 10) % 10;
    let letter = FIRM.chars().zip(0..).find(|(_, value)| *value == control).map(|(letter, _)| letter);
    "ABCDEFGHJNPQRSUVW".contains(kind)
        && (char::from_digit(control, 10).is_some_and(|digit| check.starts_with(digit))
            || letter.is_some_and(|letter| check.starts_with(letter)))
}
