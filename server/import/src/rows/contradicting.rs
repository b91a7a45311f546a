//! Rows of one number that contradict each other: the one that asks for least is taken, or none of them.

use super::Rows;
use super::seen::{Key, Print, fingerprint};
use crate::answer::Numbers;
use crate::field::Field;
use crate::item::Item;
use crate::outcome::{Code, Finding, Outcome};
use crate::row::{Draft, short};
use std::collections::HashMap;

impl Rows<'_> {
    /// The rows of each customer, where each has numbers of its own.
    pub(super) fn by_customer(&self, drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
        if drafts.len() < 2 || self.survey.understood.numbers != Numbers::PerCustomer {
            return vec![drafts];
        }
        let mut all: Vec<Vec<Draft>> = Vec::new();
        for draft in drafts {
            let same = |of: &&mut Vec<Draft>| {
                of.first().is_some_and(|first| first.item.customer.reference() == draft.item.customer.reference())
            };
            match all.iter_mut().find(same) {
                Some(of) => of.push(draft),
                None => all.push(vec![draft]),
            }
        }
        all
    }

    /// Takes rows that are several documents or parts, each by itself. Of those that are the same one and say different things
    /// nobody knows which holds: where they differ in their sums alone, the one that asks for least is taken; else none is, and
    /// its document stays as it was.
    pub(super) fn accept_apart(&mut self, drafts: Vec<Draft>) {
        if let [_] = drafts.as_slice() {
            return drafts.into_iter().for_each(|draft| self.accept_draft(draft));
        }
        let mut told: HashMap<Key, (Print, bool)> = HashMap::new();
        let keyed: Vec<(Key, Draft)> = drafts.into_iter().map(|draft| (self.key_of_item(&draft), draft)).collect();
        for (key, draft) in &keyed {
            let print = fingerprint(&draft.item, &mut self.scratch);
            let (first, differs) = told.entry(*key).or_insert((print, false));
            *differs |= *first != print;
        }
        let contradict = |key: &Key| told.get(key).is_some_and(|(_, differs)| *differs);
        let least = if self.survey.is_movements() { None } else { least_of(&keyed) };
        for (place, (key, draft)) in keyed.into_iter().enumerate() {
            if !contradict(&key) || least == Some(place) {
                self.accept_draft(draft);
            } else if least.is_some() {
                self.refuse_drafts(&[draft], Code::DuplicateConflict, "another row asks for less, and is taken");
            } else {
                self.refuse_drafts(
                    &[draft],
                    Code::DuplicateConflict,
                    "its rows contradict each other; none of them is taken",
                );
            }
        }
    }

    fn key_of_item(&mut self, draft: &Draft) -> Key {
        self.key_of(&draft.item.number, &draft.item)
    }

    /// Refuses rows of a document, which is in the list nevertheless.
    pub(super) fn refuse_drafts(&mut self, drafts: &[Draft], code: Code, why: &str) {
        for Draft { item, .. } in drafts {
            self.number_beside(&item.document_number());
            let message = format!("{}: {why}", short(&item.number));
            let field = Some(Field::InvoiceNumber.as_str().into());
            self.out.push_back(Outcome::Rejected(Finding { line: item.line, code, field, message: message.into() }));
        }
    }
}

/// The place of the row that asks for least, the first of several, where the rows are of one document and differ in their sums
/// alone.
fn least_of(keyed: &[(Key, Draft)]) -> Option<usize> {
    let ((key, first), more) = keyed.split_first()?;
    let about = |draft: &Draft| {
        let Item { document, currency, part, customer, status, .. } = &draft.item;
        (*document, *currency, *part, customer.clone(), *status, draft.beside)
    };
    let same = |(other, draft): &(Key, Draft)| other == key && about(draft) == about(first);
    if first.item.part.is_some() || !more.iter().all(same) {
        return None;
    }
    let asks = |(_, draft): &(Key, Draft)| draft.item.open.unwrap_or_else(|| draft.item.amount()).minor();
    let least = keyed.iter().map(asks).min()?;
    keyed.iter().position(|row| asks(row) == least)
}
