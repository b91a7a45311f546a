//! Whose books a file is read for, and whether somebody is that firm.

use super::hashing;
use super::item::Customer;
use domain::tax_id::{Offices, TaxId};

/// The firm whose books these are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFirm {
    /// Its name, as debtors know it.
    pub name: String,
    /// Its tax numbers, as far as they are known.
    pub tax_ids: Vec<String>,
}

/// Is somebody the own firm?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    Other,
    /// The name or the number fits and the other does not, or nothing can be compared.
    Unclear,
}

impl OwnFirm {
    /// By numbers, else by the name.
    pub(super) fn likeness(&self, name: Option<&str>, tax_ids: &[String]) -> Likeness {
        let theirs: Vec<&String> = tax_ids.iter().filter(|text| !stands_for_anybody(text)).collect();
        if theirs.iter().any(|one| self.tax_ids.iter().any(|own| is_same_number(own, one))) {
            return Likeness::Same;
        }
        let named = name.map(|name| hashing::name(name) == hashing::name(&self.name));
        match (self.tax_ids.is_empty() || theirs.is_empty(), named) {
            (true, Some(true)) => Likeness::Same,
            (false, Some(false)) => Likeness::Other,
            (true, Some(false) | None) | (false, Some(true) | None) => Likeness::Unclear,
        }
    }

    /// Is this customer of a list the firm itself? By its number, else by its very name.
    pub(super) fn is_customer(&self, customer: &Customer) -> bool {
        let tax_ids: Vec<String> = customer.tax_id.iter().map(|id| id.written.clone()).collect();
        self.likeness(customer.name.as_deref(), &tax_ids) == Likeness::Same
    }
}

/// A number that offices prescribe for buyers without one.
pub(super) fn stands_for_anybody(text: &str) -> bool {
    TaxId::read(text, Offices::default()).is_none_or(|id| id.generic)
}

/// One number, however it is grouped, with or without the country's letters or the check digit behind a dash (NIT, RUT).
pub(super) fn is_same_number(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let national = |text: &str| match text.split_at_checked(2) {
        Some((country, rest)) if country.bytes().all(|b| b.is_ascii_alphabetic()) && rest.len() >= 7 => rest.to_owned(),
        _ => text.to_owned(),
    };
    let unchecked =
        |text: &str| text.trim().rsplit_once('-').filter(|(_, digit)| digit.len() == 1).map(|(head, _)| plain(head));
    let (a, b) = (plain(one), plain(other));
    let without_digit = unchecked(one).is_some_and(|head| head == b) || unchecked(other).is_some_and(|head| head == a);
    !a.is_empty() && (a == b || national(&a) == b || a == national(&b) || without_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (one, other) in [
            ("B12345674", "ESB12345674"),
            ("76.354.771-K", "76354771-k"),
            ("800197268-8", "800197268"),
            ("DE 123 456 789", "DE123456789"),
            ("EKU9003173C9", "eku9003173c9"),
        ] {
            assert!(is_same_number(one, other) && is_same_number(other, one), "{one} {other}");
        }
        for (one, other) in
            [("B12345674", "B12345675"), ("800197268-8", "80019726"), ("", ""), ("76354771-K", "96790240-3")]
        {
            assert!(!is_same_number(one, other), "{one} {other}");
        }
    }

    #[test]
    fn name_and_number_tell_or_leave_it_open() {
        let own = |tax: &[&str]| OwnFirm { name: "Ferretería Norte, S.A. de C.V.".into(), tax_ids: texts(tax) };
        let (same, near) = (Some("FERRETERIA NORTE SA DE CV"), Some("Ferretería Norte"));
        for (tax, name, theirs, expected) in [
            (&["EKU9003173C9"][..], near, &["EKU9003173C9"][..], Likeness::Same),
            (&["EKU9003173C9"], near, &["URE180429TM6"], Likeness::Other),
            (&["EKU9003173C9"], same, &["URE180429TM6"], Likeness::Unclear),
            (&["EKU9003173C9"], same, &[], Likeness::Same),
            (&["EKU9003173C9"], near, &[], Likeness::Unclear),
            (&["EKU9003173C9"], same, &["XAXX010101000"], Likeness::Same),
            (&[], same, &["URE180429TM6"], Likeness::Same),
            (&[], near, &["URE180429TM6"], Likeness::Unclear),
            (&[], None, &[], Likeness::Unclear),
        ] {
            assert_eq!(own(tax).likeness(name, &texts(theirs)), expected, "{tax:?} {name:?} {theirs:?}");
        }
    }
}
