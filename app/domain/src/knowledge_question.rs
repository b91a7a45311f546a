//! Proof by a fact: something about a debtor that stands in the creditor's books, that the debtor knows and that no page
//! shows. It is asked together with the number of one of the debtor's invoices.
//!
//! People write such facts in many ways; what they only group (blanks, dots, dashes, strokes) and the case of letters is
//! left out before two are compared. Nothing else is: leading zeros stay, and a sign that no such fact has is refused, so
//! that two different facts never become one.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a creditor may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnowledgeQuestion {
    /// The postcode of the debtor's address: CP, CEP, ZIP, PLZ.
    Postcode,
    /// The number that the tax office knows the debtor by: RFC, CPF, CNPJ, RUT, CUIT, NIT, NIF, VAT number.
    TaxId,
}

impl KnowledgeQuestion {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Postcode, Self::TaxId];

    /// The name in the database and in sealed agreements.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Postcode => "postcode",
            Self::TaxId => "tax_id",
        }
    }

    /// The fact of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.as_str() == name)
    }
}

/// How a debtor proves who is there before something binds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerificationRule {
    /// By a code that is sent by e-mail.
    #[default]
    Code,
    /// By the postcode.
    Postcode,
    /// By the tax number.
    TaxId,
    /// By a code or the postcode, as the debtor likes.
    CodeOrPostcode,
    /// By a code or the tax number, as the debtor likes.
    CodeOrTaxId,
}

impl VerificationRule {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 5] = [Self::Code, Self::CodeOrPostcode, Self::CodeOrTaxId, Self::Postcode, Self::TaxId];

    /// Does a code do?
    #[must_use]
    pub const fn takes_code(self) -> bool {
        match self {
            Self::Code | Self::CodeOrPostcode | Self::CodeOrTaxId => true,
            Self::Postcode | Self::TaxId => false,
        }
    }

    /// The fact that does.
    #[must_use]
    pub const fn fact(self) -> Option<KnowledgeQuestion> {
        match self {
            Self::Code => None,
            Self::Postcode | Self::CodeOrPostcode => Some(KnowledgeQuestion::Postcode),
            Self::TaxId | Self::CodeOrTaxId => Some(KnowledgeQuestion::TaxId),
        }
    }
}

/// The longest fact that the books take and that is looked at, in characters as written.
pub const LONGEST_FACT: usize = 40;

/// The least that a fact has without what groups it; there is no shorter postcode.
const SHORTEST_FACT: usize = 3;

/// How many signs of a fact staff are shown.
const SHOWN_SIGNS: usize = 2;

/// What stands for "none" or "anybody" where a number must stand: the Mexican RFC of the general public, that of foreigners.
const ANYBODY: [&str; 2] = ["XAXX010101000", "XEXX010101000"];

/// A fact as facts are compared. Personal data: it shows itself to nobody, also not in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainFact(String);

impl PlainFact {
    /// What is compared of `text`, as the books have it or somebody typed it. `None`: it is no fact, being too short,
    /// too long, without a digit, with a sign in it that none has, or what people write where they have none (`00000`).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.chars().count() > LONGEST_FACT {
            return None;
        }
        let mut plain = String::with_capacity(text.len());
        for c in text.chars().map(half_width) {
            match c {
                'A'..='Z' | '0'..='9' | '&' | 'Ñ' => plain.push(c),
                'a'..='z' => plain.push(c.to_ascii_uppercase()),
                'ñ' => plain.push('Ñ'),
                // An Ñ in two signs, as some keyboards send it.
                '\u{303}' if plain.ends_with('N') => {
                    plain.pop();
                    plain.push('Ñ');
                }
                _ if groups(c) => {}
                _ => return None,
            }
        }
        let mut signs = plain.chars();
        let first = signs.next();
        let says_something = plain.chars().count() >= SHORTEST_FACT
            && plain.bytes().any(|byte| byte.is_ascii_digit())
            && signs.any(|sign| Some(sign) != first)
            && !ANYBODY.contains(&plain.as_str());
        says_something.then_some(Self(plain))
    }

    /// To be compared in constant time.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Does `shown`, a text that pages show, give the fact away?
    #[must_use]
    pub fn stands_in(&self, shown: &str) -> bool {
        let plain: String =
            shown.chars().map(half_width).filter(|c| !groups(*c)).flat_map(char::to_uppercase).collect();
        plain.contains(&self.0)
    }
}

impl fmt::Debug for PlainFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainFact(…)")
    }
}

/// Letters, digits and signs of East Asian keyboards as everybody else's.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Signs that only group, or that cannot be seen.
fn groups(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | '-' | '/' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What the books have of a debtor to ask for, as the creditor's file gives it. Personal data: no page of the debtor's
/// shows it, and neither does a log.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// The postcode.
    pub postcode: Option<String>,
    /// The tax number.
    pub tax_id: Option<String>,
}

impl Facts {
    /// One of them, as written.
    #[must_use]
    pub fn get(&self, fact: KnowledgeQuestion) -> Option<&str> {
        match fact {
            KnowledgeQuestion::Postcode => self.postcode.as_deref(),
            KnowledgeQuestion::TaxId => self.tax_id.as_deref(),
        }
    }

    /// One of them for whoever compares what somebody says: its last signs, and never more than half of it.
    #[must_use]
    pub fn masked(&self, fact: KnowledgeQuestion) -> Option<String> {
        let written: Vec<char> = self.get(fact)?.chars().filter(|c| !groups(*c)).collect();
        let shown = &written[written.len() - (written.len() / 2).min(SHOWN_SIGNS)..];
        Some(std::iter::once('…').chain(shown.iter().copied()).collect())
    }

    /// One of them, where it proves something: it can be compared, and none of `shown`, which pages show, gives it away.
    #[must_use]
    pub fn expected_answer(&self, fact: KnowledgeQuestion, shown: &[&str]) -> Option<PlainFact> {
        let plain = PlainFact::read(self.get(fact)?)?;
        (!shown.iter().any(|shown| plain.stands_in(shown))).then_some(plain)
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = |fact: &Option<String>| if fact.is_some() { "…" } else { "none" };
        write!(f, "Facts {{ postcode: {}, tax_id: {} }}", there(&self.postcode), there(&self.tax_id))
    }
}

/// Does somebody who typed `typed` mean the invoice with this number? Case and what only groups do not count.
#[must_use]
pub fn means_invoice(typed: &str, number: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().map(half_width).filter(|c| !groups(*c)).flat_map(char::to_lowercase).collect()
    };
    let typed = plain(typed);
    !typed.is_empty() && typed == plain(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(a: &str, b: &str) -> bool {
        let (a, b) = (PlainFact::read(a), PlainFact::read(b));
        a.is_some() && a == b
    }

    #[test]
    fn what_people_type_is_what_the_books_have() {
        for (books, typed) in [
            ("06600", "0 6 6 0 0"),
            ("01310-100", "01310100"),
            ("SW1A 1AA", "sw1a1aa"),
            ("06600", "０６６００"),
            ("76.123.456-K", "76123456k"),
            ("12.345.678/0001-95", "12345678000195"),
            ("PEÑA800101AB1", "pen\u{303}a800101ab1"),
            ("P&G800101AB1", "p&g 800101 ab1"),
            ("B-1000", "B\u{2011}1000"),
            ("1010 Wien".split(' ').next().unwrap_or_default(), "\u{200e}1010\u{200b}"),
        ] {
            assert!(same(books, typed), "{books} {typed}");
        }
    }

    #[test]
    fn two_facts_stay_two() {
        for (books, typed) in [
            ("06600", "6600"),
            ("06600", "066000"),
            ("0660", "660"),
            ("PENA800101AB1", "PEÑA800101AB1"),
            ("06600", "O6600"),
            ("06600", "٠٦٦٠٠"),
            ("06600", "06600,"),
            ("B12345678", "ESB12345678"),
        ] {
            assert!(!same(books, typed), "{books} {typed}");
        }
    }

    #[test]
    fn what_is_hardly_there_is_no_fact() {
        for text in [
            "",
            " ",
            "-",
            "1",
            "12",
            "1-2",
            ". . .",
            "\u{200b}\u{200b}\u{200b}",
            "n/a",
            "ninguno",
            "00000",
            "999.999.999-99",
            "XAXX010101000",
            &"12".repeat(21),
        ] {
            assert_eq!(PlainFact::read(text), None, "{text}");
        }
        assert!(PlainFact::read(&"12".repeat(LONGEST_FACT / 2)).is_some());
    }

    #[test]
    fn what_a_page_shows_proves_nothing() {
        let facts = Facts { postcode: Some("06600".to_owned()), tax_id: Some("76.123.456-K".to_owned()) };
        assert!(facts.expected_answer(KnowledgeQuestion::TaxId, &["C-1001", "Ana Torres"]).is_some());
        assert!(facts.expected_answer(KnowledgeQuestion::TaxId, &["76123456-k"]).is_none());
        assert!(facts.expected_answer(KnowledgeQuestion::Postcode, &["Depósito 06600 Ciudad de México"]).is_none());
        assert!(Facts::default().expected_answer(KnowledgeQuestion::Postcode, &[]).is_none());
        assert_eq!(format!("{facts:?}"), "Facts { postcode: …, tax_id: … }");
    }

    #[test]
    fn staff_see_no_more_than_the_end_of_a_fact() {
        let masked = |postcode: &str| {
            let facts = Facts { postcode: Some(postcode.to_owned()), tax_id: None };
            facts.masked(KnowledgeQuestion::Postcode)
        };
        for (written, shown) in [
            ("06600", "…00"),
            ("SW1A 1AA", "…AA"),
            ("123", "…3"),
            ("1-2", "…2"),
            ("1", "…"),
            ("", "…"),
            ("PEÑA800101AÑ1", "…Ñ1"),
        ] {
            assert_eq!(masked(written).as_deref(), Some(shown), "{written}");
        }
        assert_eq!(Facts::default().masked(KnowledgeQuestion::TaxId), None);
    }

    #[test]
    fn an_invoice_is_meant_by_its_number() {
        assert!(means_invoice("a1001", "A-1001") && means_invoice(" A 1001 ", "A-1001"));
        assert!(!means_invoice("1001", "A-1001") && !means_invoice("", "A-1001") && !means_invoice("-", "-"));
        assert!(!means_invoice("A-0101", "A-101"));
    }

    #[test]
    fn names_read_back() {
        for fact in KnowledgeQuestion::ALL {
            assert_eq!(KnowledgeQuestion::of_name(fact.as_str()), Some(fact));
        }
        for rule in VerificationRule::ALL {
            assert!(rule.takes_code() || rule.fact().is_some());
        }
        assert_eq!(serde_json::to_value(VerificationRule::CodeOrTaxId).ok(), Some("code_or_tax_id".into()));
    }

    proptest! {
        /// Grouping and case never matter, anything else always does.
        #[test]
        fn grouped_anyhow_it_is_the_same(fact in "[A-Z0-9Ñ&]{2,18}7A", cuts in prop::collection::vec((0_usize..20, "[-. /_]"), 0..6)) {
            let mut typed: Vec<String> = fact.chars().map(|c| c.to_lowercase().to_string()).collect();
            for (at, sign) in cuts {
                typed.insert(at.min(typed.len()), sign);
            }
            prop_assert!(same(&fact, &typed.concat()));
        }

        #[test]
        fn different_facts_differ(a in "[A-Z0-9]{1,4}7A", b in "[A-Z0-9]{1,4}7A") {
            prop_assert_eq!(same(&a, &b), a == b);
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,60}") {
            let _ = PlainFact::read(&text).map(|fact| fact.stands_in(&text));
            let _ = means_invoice(&text, &text);
        }
    }
}
