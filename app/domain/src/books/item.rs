//! Which debt: how an item of a list is told apart from every other.

use crate::invoice::number_key;
use std::fmt::Write;

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
    }
}
