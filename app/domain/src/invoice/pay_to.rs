//! The bank account that an electronic invoice asks to be paid to.

use crate::money::Currency;

/// Longer than any account number, bank or name that a page shows.
const LONGEST: usize = 140;
/// Fewer digits than this no account number has.
const LEAST_DIGITS: usize = 4;

/// Where and under which words money can be sent by the debtor's own bank, as the creditor's document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PayTo {
    /// The account: IBAN, CLABE or another number.
    pub account: Option<String>,
    /// Whose account it is.
    pub holder: Option<String>,
    /// The bank: BIC or name.
    pub bank: Option<String>,
    /// What the payer should write beside it.
    pub reference: Option<String>,
}

impl PayTo {
    /// Says nothing that a payer needs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.account.is_none() && self.reference.is_none()
    }
}

/// A text of a document on one line; none where it is empty or longer than a page shows.
#[must_use]
pub fn pay_to_text(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !line.is_empty() && line.chars().count() <= LONGEST && !line.chars().any(char::is_control);
    fits.then_some(line)
}

/// An account number as people read it. None for one whose check digits do not hold: money sent there would go to somebody
/// else, or nowhere.
#[must_use]
pub fn bank_account(text: &str, currency: Currency) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let plain = plain.strip_prefix("IBAN").map_or_else(|| plain.clone(), str::to_owned);
    // `A` or `see above` is where somebody had to write something.
    if plain.bytes().filter(u8::is_ascii_digit).count() < LEAST_DIGITS {
        return None;
    }
    if looks_like_iban(&plain) {
        let iban = plain.to_ascii_uppercase();
        return iban_holds(&iban).then(|| in_fours(&iban));
    }
    let digits = plain.len() == 18 && plain.bytes().all(|b| b.is_ascii_digit());
    if currency.code() == "MXN" && digits {
        return clabe_holds(&plain).then_some(plain);
    }
    pay_to_text(text)
}

/// Two letters of a country and two check digits, then at least eleven letters and digits (ISO 13616).
fn looks_like_iban(plain: &str) -> bool {
    let shaped = plain.bytes().enumerate().all(|(i, b)| match i {
        0 | 1 => b.is_ascii_alphabetic(),
        2 | 3 => b.is_ascii_digit(),
        _ => b.is_ascii_alphanumeric(),
    });
    shaped && (15..=34).contains(&plain.len())
}

/// ISO 7064, MOD 97-10: the country and the check digits go to the end, letters count from 10.
fn iban_holds(iban: &str) -> bool {
    let (head, rest) = iban.split_at_checked(4).unwrap_or(("", ""));
    let remainder = rest.chars().chain(head.chars()).try_fold(0_u32, |remainder, c| {
        let value = c.to_digit(36)?;
        let shifted = remainder * if value > 9 { 100 } else { 10 };
        Some((shifted + value) % 97)
    });
    remainder == Some(1)
}

/// Banco de México, CLABE: weights 3, 7, 1, each product's last digit, and what is missing to the next ten.
fn clabe_holds(clabe: &str) -> bool {
    let digits: Vec<u32> = clabe.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, rest)) = digits.split_last() else { return false };
    let sum: u32 = rest.iter().zip([3, 7, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight % 10).sum();
    (10 - sum % 10) % 10 == *check
}

fn in_fours(iban: &str) -> String {
    let mut text = String::with_capacity(iban.len() + iban.len() / 4);
    for (i, c) in iban.chars().enumerate() {
        if i > 0 && i.is_multiple_of(4) {
            text.push(' ');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_whose_check_digits_do_not_hold_is_not_shown() {
        let shown = |text: &str, code: &str| bank_account(text, code.parse().expect("a currency"));
        assert_eq!(shown("ES9121000418450200051332", "EUR").as_deref(), Some("ES91 2100 0418 4502 0005 1332"));
        assert_eq!(shown("de89 3704 0044 0532 0130 00", "EUR").as_deref(), Some("DE89 3704 0044 0532 0130 00"));
        assert_eq!(shown("GB82WEST12345698765432", "GBP").as_deref(), Some("GB82 WEST 1234 5698 7654 32"));
        assert_eq!(shown("ES9121000418450200051333", "EUR"), None);
        assert_eq!(shown("032180000118359719", "MXN").as_deref(), Some("032180000118359719"));
        assert_eq!(shown("032180000118359710", "MXN"), None);
        // Not every number of eighteen digits is a CLABE.
        assert_eq!(shown("032180000118359710", "CLP").as_deref(), Some("032180000118359710"));
        assert_eq!(shown(" 86-00 1234 ", "SEK").as_deref(), Some("86-00 1234"));
        assert_eq!(shown("IBAN DE89 3704 0044 0532 0130 00", "EUR").as_deref(), Some("DE89 3704 0044 0532 0130 00"));
        assert_eq!((shown("A", "EUR"), shown("IBAN", "EUR")), (None, None));
        assert_eq!((shown(" ", "EUR"), shown(&"1".repeat(200), "EUR")), (None, None));
    }
}
