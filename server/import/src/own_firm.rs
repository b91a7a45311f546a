//! Whose books a file is read for. What others have issued, and what asks the firm itself for money, is no claim of its own.

use super::document::{Document, Nature, Party};
use super::hashing;
use super::item::Customer;
use super::options::Options;
use super::outcome::{Code, Finding};
use super::question::Question;
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
enum Likeness {
    Same,
    Other,
    /// The name or the number fits and the other does not, or nothing can be compared.
    Unclear,
}

impl OwnFirm {
    fn likeness(&self, name: Option<&str>, tax_ids: &[String]) -> Likeness {
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
    pub(crate) fn is_customer(&self, customer: &Customer) -> bool {
        let tax_ids: Vec<String> = customer.tax_id.iter().map(|id| id.written.clone()).collect();
        self.likeness(customer.name.as_deref(), &tax_ids) == Likeness::Same
    }
}

/// A number that offices prescribe for buyers without one.
fn stands_for_anybody(text: &str) -> bool {
    TaxId::read(text, Offices::default()).is_none_or(|id| id.generic)
}

/// One number, however it is grouped, with or without the country's letters or the check digit behind a dash (NIT, RUT).
fn is_same_number(one: &str, other: &str) -> bool {
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

/// Whose a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The firm's claim to somebody else.
    Own,
    /// Somebody else's claim to the firm, or the firm's to itself.
    AgainstUs,
    /// Of two others.
    Others,
    /// Only a person knows.
    Unclear,
}

fn whose(document: &Document, options: &Options) -> Whose {
    let Some(own) = &options.own_firm else { return Whose::Own };
    let likeness = |party: &Party| own.likeness(party.name.as_deref(), &party.tax_ids);
    let seller = match (likeness(&document.seller), options.seller.as_deref()) {
        (Likeness::Unclear, Some(said)) if is_said(&document.seller, said) => Likeness::Same,
        (Likeness::Unclear, Some(_)) => Likeness::Other,
        (likeness, _) => likeness,
    };
    match (seller, likeness(&document.buyer)) {
        (_, Likeness::Same) => Whose::AgainstUs,
        (Likeness::Same, _) => Whose::Own,
        (Likeness::Other, _) => Whose::Others,
        (Likeness::Unclear, _) => Whose::Unclear,
    }
}

/// Is it the seller that a person named, by number or by name?
fn is_said(seller: &Party, said: &str) -> bool {
    let by_number = seller.tax_ids.iter().any(|id| is_same_number(id, said));
    let by_name = || seller.name.as_deref().is_some_and(|name| hashing::name(name) == hashing::name(said));
    !said.is_empty() && (by_number || by_name())
}

fn shown(party: &Party) -> String {
    let name = party.name.as_deref().unwrap_or("somebody without a name");
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    party
        .tax_ids
        .first()
        .map_or_else(|| name.clone(), |id| format!("{name} ({})", id.chars().take(40).collect::<String>()))
}

/// Why a document is no claim of the firm's; none where it is one.
pub(crate) fn refusal(document: &Document, line: u64, options: &Options) -> Option<Finding> {
    let seller = shown(&document.seller);
    let (code, field, message) = match whose(document, options) {
        Whose::Own | Whose::Unclear => return None,
        Whose::AgainstUs => (
            Code::OwnFirm,
            "customer_name",
            format!("issued by {seller} to this firm itself; it is no claim of this firm's"),
        ),
        Whose::Others => (
            Code::OtherSeller,
            "seller",
            format!("issued by {seller}, which is not this firm; it is no claim of this firm's"),
        ),
    };
    let name = document.original.name.as_deref().map_or_else(String::new, |name| format!("{name}: "));
    let message = format!("{name}{} is {message}", document.shown_number()).into();
    Some(Finding { line, code, field: Some(field.into()), message })
}

/// Asks which of the sellers of these documents is the firm, where neither name nor number tells: the one with the most
/// documents first.
pub(crate) fn question<'d>(documents: impl Iterator<Item = &'d Document>, options: &Options) -> Option<Question> {
    let own = options.own_firm.as_ref()?;
    let mut sellers: Vec<(String, String, u64)> = Vec::new();
    let claims = documents.filter(|document| !matches!(document.nature, Nature::NoClaim(_)));
    for document in claims.filter(|document| whose(document, options) == Whose::Unclear) {
        let seller = shown(&document.seller);
        match sellers.iter_mut().find(|(known, ..)| *known == seller) {
            Some((.., count)) => *count += 1,
            None => {
                let answer = document.seller.tax_ids.first().or(document.seller.name.as_ref());
                sellers.push((seller, answer.cloned().unwrap_or_default(), 1));
            }
        }
    }
    sellers.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    let count = sellers.iter().map(|(.., count)| *count).sum();
    let answer = sellers.first()?.1.clone();
    let sellers = sellers.into_iter().take(5).map(|(seller, ..)| seller).collect();
    Some(Question::Seller { own: own.name.clone(), sellers, count, answer })
}

/// The tax numbers by which the firm's own documents name it, as far as they are sound.
pub(crate) fn numbers<'d>(documents: impl Iterator<Item = &'d Document>, options: &Options) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for document in documents.filter(|document| whose(document, options) == Whose::Own) {
        let sound = document.seller.tax_ids.iter().filter(|id| !stands_for_anybody(id));
        for id in sound {
            if all.len() < MOST_NUMBERS && !all.iter().any(|known| is_same_number(known, id)) {
                all.push(id.clone());
            }
        }
    }
    all
}

/// A firm has no more tax numbers than this.
const MOST_NUMBERS: usize = 10;

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
