//! Kinds of document that stand in the number itself, or in its series, where no column has them.

use super::amount_of::AmountOf;
use crate::columns::Columns;
use crate::field::Field;
use crate::hashing;
use crate::item::DocumentKind;
use crate::options::Options;
use crate::question::Question;
use crate::words::kinds::KindWord;
use crate::words::letters::{self, Lettered, Tongue};
use crate::words::normal;
use std::collections::HashSet;

/// Numbers that begin in more ways than this, none of which names a kind, are looked at no further.
const MOST_UNKNOWN: usize = 10_000;

/// Series in more ways than this name no kinds.
const MOST_SERIES: usize = 64;

/// Letters that numbers begin with and that name a kind in some language.
#[derive(Debug)]
struct Prefix {
    letters: String,
    /// Does an amount that is owed stand beside one of them?
    positive: bool,
}

/// What was seen of numbers and series.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    prefixes: Vec<Prefix>,
    series: Vec<Prefix>,
    unknown: HashSet<u64>,
    /// Does a number begin with nothing that names a kind?
    bare: bool,
}

impl Numbers {
    /// Notes the number and the series of a document.
    pub(super) fn add(&mut self, number: &str, series: &str, amount: AmountOf) {
        let positive = amount == AmountOf::Debt;
        if !series.is_empty() && self.series.len() < MOST_SERIES {
            match self.series.iter_mut().find(|known| known.letters == series) {
                Some(known) => known.positive |= positive,
                None => self.series.push(Prefix { letters: series.to_owned(), positive }),
            }
        }
        let Some(letters) = letters::letters_of(number) else {
            self.bare |= !number.is_empty();
            return;
        };
        if let Some(prefix) = self.prefixes.iter_mut().find(|prefix| prefix.letters == letters) {
            prefix.positive |= positive;
            return;
        }
        let hash = hashing::number(letters);
        if self.unknown.contains(&hash) || self.unknown.len() >= MOST_UNKNOWN {
            return;
        }
        if letters::read(letters, None).is_some() {
            self.prefixes.push(Prefix { letters: letters.to_owned(), positive });
        } else {
            self.bare = true;
            self.unknown.insert(hash);
        }
    }

    /// Do all numbers begin with the whole name of a kind: `Factura A-1-12`?
    pub(super) fn say_kinds(&self) -> bool {
        !self.bare && !self.prefixes.is_empty() && self.prefixes.iter().all(|one| is_long(&one.letters))
    }

    /// Kinds that the numbers begin with and that lower what is owed, though their amounts do not. Where all numbers begin
    /// with a kind that is sure in the language of the headings, and some like invoices, they are what they say. Else it is
    /// asked: a credit note is never taken for a debt unasked, and a series that is called like one never for a credit.
    pub(super) fn kinds(&self, columns: &Columns, options: &Options) -> KindsInNumbers {
        let mut found = KindsInNumbers::default();
        if columns.has(Field::Kind) || columns.is_wished(Field::Kind) || options.default_for(Field::Kind).is_some() {
            return found;
        }
        let tongue = Tongue::of_headings(columns.headings.iter().map(String::as_str));
        let read = |prefix: &Prefix| letters::read(&prefix.letters, tongue);
        let is_sure = |prefix: &Prefix| matches!(read(prefix), Some(Lettered::Sure(_)));
        let is_invoice = |prefix: &Prefix| read(prefix) == Some(Lettered::Sure(KindWord::Is(DocumentKind::Invoice)));
        let all = !self.bare && self.prefixes.iter().all(is_sure) && self.prefixes.iter().any(is_invoice);
        // Of a list of nothing else, letters that mean it in other languages only are its series.
        let alone = !self.bare && self.prefixes.len() == 1;
        for prefix in self.prefixes.iter().filter(|one| one.positive) {
            let Some(lettered) = read(prefix).filter(|lettered| letters::lowers(lettered.word())) else { continue };
            let Prefix { letters, .. } = prefix;
            if let Some(answer) = options.answer_for(Field::Kind, &normal(letters)) {
                found.known.extend(answer.kind().map(|word| (letters.clone(), word)));
            } else if all {
                found.known.push((letters.clone(), lettered.word()));
            } else if is_long(letters)
                || lettered.word().is_credit() && !(alone && matches!(lettered, Lettered::Perhaps(_)))
            {
                found.asked.push(letters.clone());
            }
        }
        // Of a list of several series, one that is called like a credit.
        for prefix in self.series.iter().filter(|one| one.positive) {
            let Some(word) = read(prefix).map(Lettered::word).filter(|word| word.is_credit()) else { continue };
            let Prefix { letters, .. } = prefix;
            match options.answer_for(Field::Kind, &normal(letters)) {
                Some(answer) => found.series.extend(answer.kind().map(|word| (letters.clone(), word))),
                None if self.series.len() > 1 && letters::names_credit_note(letters) => {
                    found.series.push((letters.clone(), word));
                }
                None => found.asked_series.push(letters.clone()),
            }
        }
        found
    }
}

/// Is it a whole name rather than a few letters?
fn is_long(letters: &str) -> bool {
    letters.chars().filter(|c| c.is_alphabetic()).count() > 4
}

/// What the letters of numbers say of kinds.
#[derive(Debug, Default)]
pub(super) struct KindsInNumbers {
    pub(super) known: Vec<(String, KindWord)>,
    /// The same of series in a column of their own.
    pub(super) series: Vec<(String, KindWord)>,
    asked: Vec<String>,
    asked_series: Vec<String>,
}

impl KindsInNumbers {
    /// The question, where they may as well be a series.
    pub(super) fn questions(&self, columns: &Columns) -> impl Iterator<Item = Question> {
        let of = |field, letters: &[String]| {
            let heading = columns.heading(field).unwrap_or_default();
            let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
            (!letters.is_empty()).then(|| Question::unknown_words(Field::Kind, heading, &letters))
        };
        let asked = [of(Field::InvoiceNumber, &self.asked), of(Field::Series, &self.asked_series)];
        asked.into_iter().flatten()
    }
}
