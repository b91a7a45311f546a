//! Which debt: how an item of a list is told apart from every other.

use crate::invoice::number_key;
use std::borrow::Cow;
use std::fmt::Write;
use uuid::Uuid;

/// What kind of document an item is: the same number may stand on an invoice and on a credit note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// The debtor owes it.
    Invoice,
    /// The debtor owes it on top of an invoice.
    DebitNote,
    /// The debtor is owed it.
    CreditNote,
}

/// Which documents have one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// A number is given once, whoever the customer is.
    Once,
    /// Each customer has numbers of its own.
    PerCustomer,
}

impl Numbers {
    /// The name in the database, in reports and in options.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::PerCustomer => "per_customer",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Once, Self::PerCustomer].into_iter().find(|one| one.as_str() == name)
    }
}

/// What tells an item apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemIdentity<'a> {
    /// What kind of document.
    pub kind: ItemKind,
    /// Series and number, as people read them.
    pub number: &'a str,
    /// Which part of the document, counted from 1, where it is due in parts.
    pub part: Option<u32>,
    /// Whose, where one number comes for two customers.
    pub customer: Option<&'a str>,
}

/// Parts what is told apart from the number, which it cannot hold, and sorts before all that it can.
const MARK: char = '\u{1f}';

impl ItemIdentity<'_> {
    /// As the books keep it. An invoice without more is told apart by its number alone, so that whoever looks for the
    /// number finds it.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = number_key(self.number);
        match self.kind {
            ItemKind::Invoice => {}
            ItemKind::DebitNote => key.extend([MARK, 'd']),
            ItemKind::CreditNote => key.extend([MARK, 'c']),
        }
        // Writing to a string cannot fail.
        if let Some(part) = self.part {
            let _ = write!(key, "{MARK}p{part}");
        }
        if let Some(customer) = self.customer {
            let _ = write!(key, "{CUSTOMER}{customer}");
        }
        key
    }
}

/// A key without the customer that it may end in.
#[must_use]
pub fn without_customer(key: &str) -> &str {
    key.rsplit_once(CUSTOMER).map_or(key, |(number, _)| number)
}

/// The document's number in a key, without its kind, part and customer.
#[must_use]
pub fn bare_number(key: &str) -> &str {
    key.split(MARK).next().unwrap_or(key)
}

/// What tells the part apart that the item of this key is: its place, or its day. None for the whole of a document.
#[must_use]
pub fn part_number(key: &str) -> Option<u32> {
    key.split(MARK).skip(1).filter_map(|mark| mark.strip_prefix('p')).find_map(|part| part.parse().ok())
}

/// Is the item of this key a part that its day tells apart? No document has so many parts.
#[must_use]
pub fn is_part_by_day(key: &str) -> bool {
    part_number(key).is_some_and(|part| part > 10_000_000)
}

/// A key without the part that it may be of: the same for all parts of a document, and for the whole of it.
#[must_use]
pub fn without_part(key: &str) -> String {
    let is_part = |mark: &&str| mark.strip_prefix('p').is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let mut marks = key.split(MARK);
    let mut whole = marks.next().unwrap_or_default().to_owned();
    for mark in marks.filter(|mark| !is_part(mark)) {
        whole.push(MARK);
        whole.push_str(mark);
    }
    whole
}

/// The first and the last that the keys of a document's parts are between.
#[must_use]
pub fn part_keys(key: &str) -> [String; 2] {
    let number = bare_number(key);
    [format!("{number}{MARK}p"), format!("{number}{MARK}q")]
}

/// The key of what is left of a movement: its number, and its own id, since movements may share a number.
#[must_use]
pub fn movement_key(number: &str, id: Uuid) -> String {
    format!("{}{MARK}m{}", number_key(number), id.simple())
}

/// The key of an item in whose place another one stands by now: its own is the other's.
#[must_use]
pub fn replaced_key(key: &str, id: Uuid) -> String {
    let number = without_customer(key);
    let customer = key.get(number.len()..).unwrap_or_default();
    format!("{number}{MARK}x{}{customer}", id.simple())
}

/// Is the item of this key what is left of a movement?
#[must_use]
pub fn is_movement(key: &str) -> bool {
    key.split(MARK).skip(1).any(|mark| mark.starts_with('m'))
}

/// The letters that a number as [`number_key`] has it begins with, and the figures behind them, where there is nothing else.
#[must_use]
pub fn figures_behind(number: &str) -> Option<(&str, &str)> {
    let at = number.find(|c: char| c.is_ascii_digit())?;
    let (letters, figures) = number.split_at(at);
    figures.bytes().all(|b| b.is_ascii_digit()).then_some((letters, figures))
}

/// A key as it is without the zeros before the figures of its number: a spreadsheet takes `00123` for 123.
#[must_use]
pub fn without_zeros(key: &str) -> Cow<'_, str> {
    let number = bare_number(key);
    match figures_behind(number) {
        Some((letters, figures)) if figures.starts_with('0') && figures.bytes().any(|b| b != b'0') => {
            let rest = key.get(number.len()..).unwrap_or_default();
            Cow::Owned(format!("{letters}{}{rest}", figures.trim_start_matches('0')))
        }
        _ => Cow::Borrowed(key),
    }
}

/// The other ways in which a number may stand in books where numbers that begin with zeros have figures of these lengths.
#[must_use]
pub fn with_other_zeros(number: &str, lengths: &[usize]) -> Vec<String> {
    let key = number_key(number);
    let Some((letters, figures)) = figures_behind(&key) else { return Vec::new() };
    let bare = figures.trim_start_matches('0');
    if bare.is_empty() {
        return Vec::new();
    }
    let padded = lengths.iter().filter(|length| **length > bare.len()).map(|length| format!("{bare:0>length$}"));
    let all = std::iter::once(bare.to_owned()).chain(padded);
    all.filter(|other| other != figures).map(|other| format!("{letters}{other}")).collect()
}

/// What a key ends in where one number comes for two customers; the customer follows.
pub const CUSTOMER: &str = "\u{1f}of ";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn key(kind: ItemKind, number: &str, part: Option<u32>, customer: Option<&str>) -> String {
        ItemIdentity { kind, number, part, customer }.key()
    }

    #[test]
    fn what_is_replaced_is_no_other_item() {
        for key in [
            key(ItemKind::Invoice, "A-9", None, None),
            key(ItemKind::CreditNote, "A-9", Some(2), None),
            key(ItemKind::Invoice, "A-9", Some(2), Some("c1")),
        ] {
            let [one, other] = [Uuid::from_u128(1), Uuid::from_u128(2)].map(|id| replaced_key(&key, id));
            assert!(one != other && one != key, "{one}");
            assert_eq!((bare_number(&one), part_number(&one)), ("a9", part_number(&key)));
            assert_eq!(one.strip_prefix(without_customer(&one)), key.strip_prefix(without_customer(&key)));
            assert_ne!(without_part(&one), without_part(&key));
            assert!(!is_movement(&one));
        }
    }

    #[test]
    fn a_series_is_the_prefix_or_a_column() {
        let plain = |number| key(ItemKind::Invoice, number, None, None);
        for number in ["A-900", "a900", " A 900 ", "A/900", "A_900", "A.900"] {
            assert_eq!(plain(number), "a900");
        }
        for (one, other) in [("A-900", "B-900"), ("1-23", "12-3"), ("900", "0900"), ("A-900", "A-9-00"), ("A--B", "AB")]
        {
            assert_ne!(plain(one), plain(other));
        }
        assert_eq!(plain("FV-2026/001"), "fv2026/001");
        assert_eq!(plain("Ñ-1"), "ñ1");
    }

    #[test]
    fn zeros_that_a_spreadsheet_takes_are_known_again() {
        for (key, bare) in [
            ("00123", "123"),
            ("a00123", "a123"),
            ("123", "123"),
            ("000", "000"),
            ("a-0-1", "a-0-1"),
            ("0012\u{1f}c", "12\u{1f}c"),
        ] {
            assert_eq!(without_zeros(key), bare, "{key}");
        }
        let other = |number: &str| with_other_zeros(number, &[5, 8]).join(" ");
        assert_eq!(other("123"), "00123 00000123");
        assert_eq!(other("00123"), "123 00000123");
        assert_eq!(other("A-123"), "a00123 a00000123");
        assert_eq!(other("1234567"), "01234567");
        assert_eq!((other("F-2026/001"), other("0"), other("abc")), (String::new(), String::new(), String::new()));
    }

    #[test]
    fn kind_part_and_customer_tell_apart() {
        let invoice = ItemKind::Invoice;
        let keys: BTreeSet<String> = [
            key(invoice, "12", None, None),
            key(ItemKind::CreditNote, "12", None, None),
            key(ItemKind::DebitNote, "12", None, None),
            key(invoice, "12", Some(1), None),
            key(invoice, "12", Some(2), None),
            key(invoice, "12", None, Some("c-1")),
            key(invoice, "12", None, Some("c-2")),
            key(invoice, "12", Some(1), Some("c-1")),
            key(invoice, "121", None, None),
        ]
        .into();
        assert_eq!(keys.len(), 9);
        assert_eq!(key(invoice, "12", None, None), "12", "as it is looked for");
        assert_eq!(without_customer(&key(invoice, "12", Some(1), Some("c-1"))), key(invoice, "12", Some(1), None));
        assert_eq!(without_customer("12"), "12");
        for whole in [key(invoice, "A-12", Some(1), Some("c-1")), key(ItemKind::CreditNote, "a12", None, None)] {
            assert_eq!(bare_number(&whole), "a12");
        }
        assert!(is_part_by_day(&key(invoice, "12", Some(20_261_130), Some("c-1"))));
        for (part, whole) in [
            (key(invoice, "12", Some(2), Some("c-1")), key(invoice, "12", None, Some("c-1"))),
            (key(ItemKind::DebitNote, "12", Some(2), None), key(ItemKind::DebitNote, "12", None, None)),
            (key(invoice, "12", None, None), key(invoice, "12", None, None)),
        ] {
            assert_eq!(without_part(&part), whole);
        }
        let [first, last] = part_keys("12");
        assert!((first..last).contains(&key(invoice, "12", Some(20_261_130), Some("c-1"))));
        assert!(!is_part_by_day(&key(invoice, "12", Some(3), Some("c-1"))) && !is_part_by_day("p20261130"));
    }
}
