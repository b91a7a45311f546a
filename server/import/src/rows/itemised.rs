//! Rows of one number that have a sum each and none of the whole: the lines of one document, if somebody says so.

use super::Rows;
use super::seen::fingerprint;
use crate::answer::RowsOfOne;
use crate::item::{DocumentKind, Item};
use crate::outcome::{Code, Finding, Outcome};
use crate::question::Question;
use crate::row::{Draft, short};
use domain::money::Money;
use std::collections::{HashMap, HashSet};

/// The longest description, in characters.
const MAX_TEXT: usize = 500;

impl Rows<'_> {
    /// May rows be the lines of one document? They agree in all but their sums and what they are for. Rows of an account may
    /// be of several days.
    pub(super) fn may_add_up(&self, drafts: &[Draft]) -> bool {
        let Some((first, more)) = drafts.split_first() else { return false };
        let is_account = self.survey.is_movements();
        let days = |item: &Item| (!is_account).then_some((item.issued, item.due, item.settled));
        let about = |item: &Item| (item.customer.clone(), item.currency, item.status, item.part, days(item));
        let has = |item: &Item| (item.total.is_some(), item.paid.is_some(), item.open.is_some());
        let same = |draft: &Draft| about(&draft.item) == about(&first.item) && has(&draft.item) == has(&first.item);
        let beside: HashSet<u32> = drafts.iter().map(|draft| draft.beside).collect();
        more.iter().all(same) && beside.len() > 1
    }

    /// Takes rows that may be lines, as it was said of such rows; none of them where nobody has said it.
    pub(super) fn accept_itemised(&mut self, drafts: Vec<Draft>) {
        if self.survey.options.rows == Some(RowsOfOne::Lines) {
            return self.accept_sum(drafts);
        }
        if let [first, .., last] = drafts.as_slice()
            && self.survey.options.rows.is_none()
            && self.question.is_none()
        {
            let number = short(&first.item.document_number()).into_owned();
            self.question = Some(Question::RowsOfOne { number, first: first.item.line, second: last.item.line });
        }
        self.refuse_drafts(&drafts, Code::DuplicateConflict, "its rows contradict each other");
    }

    /// Takes the sum of rows that are lines.
    fn accept_sum(&mut self, drafts: Vec<Draft>) {
        let (lines, repeated) = self.apart_from_copies(drafts);
        let Some(whole) = summed(&lines) else {
            return self.refuse_drafts(&lines, Code::AmountOutOfRange, "its lines have no sum that can be taken");
        };
        let first = whole.item.line;
        let number = short(&whole.item.number).into_owned();
        self.accept_draft(whole);
        for Draft { item, .. } in lines.iter().skip(1) {
            let message = format!("a line of {number}, which begins on line {first}").into();
            let finding = Finding { line: item.line, code: Code::FurtherLine, field: None, message };
            self.out.push_back(Outcome::Skipped(finding));
        }
        for Draft { item, .. } in repeated {
            let message = format!("says the same as another line of {number}").into();
            let finding = Finding { line: item.line, code: Code::DuplicateIdentical, field: None, message };
            self.out.push_back(Outcome::Skipped(finding));
        }
    }

    /// The lines, and those that only come once more. Where all come equally often, the document was written so often; else
    /// two that say the same may be two, of which the one that lowers the sum counts.
    fn apart_from_copies(&mut self, drafts: Vec<Draft>) -> (Vec<Draft>, Vec<Draft>) {
        let keyed: Vec<_> = drafts
            .into_iter()
            .map(|draft| ((fingerprint(&draft.item, &mut self.scratch), draft.beside), draft))
            .collect();
        let mut times = HashMap::new();
        keyed.iter().for_each(|(key, _)| *times.entry(*key).or_insert(0_usize) += 1);
        let mut counts = times.values();
        let often = counts.next().copied().unwrap_or(1);
        let all_alike = counts.all(|other| *other == often);
        let mut seen = HashSet::new();
        let (mut lines, mut copies) = (Vec::new(), Vec::new());
        for (key, draft) in keyed {
            let lowers = draft.item.amount().minor() < 0 && !all_alike;
            if seen.insert(key) || lowers { lines.push(draft) } else { copies.push(draft) }
        }
        (lines, copies)
    }
}

/// The document that lines make. None where their sum is larger than any.
fn summed(lines: &[Draft]) -> Option<Draft> {
    let first = lines.first()?;
    let sum = |of: fn(&Item) -> Option<Money>| -> Option<Option<Money>> {
        let all: Option<Vec<Money>> = lines.iter().map(|line| of(&line.item)).collect();
        all.map_or(Some(None), |all| Money::total(first.item.currency, all).ok().map(Some))
    };
    let (total, paid, open) = (sum(|item| item.total)?, sum(|item| item.paid)?, sum(|item| item.open)?);
    let whole = total.or(open)?;
    let debts = lines.iter().map(|line| line.item.document).find(|document| !document.is_credit());
    let document = match debts {
        Some(debt) if whole.minor() >= 0 => debt,
        None if whole.minor() <= 0 => first.item.document,
        Some(_) => DocumentKind::CreditNote,
        None => DocumentKind::Invoice,
    };
    // A paid or open sum of another sign than the whole is none of one document.
    let fits = |part: Option<Money>| {
        part.is_none_or(|part| part.is_zero() || part.is_positive() == whole.is_positive())
            && part.is_none_or(|part| part.minor().abs() <= whole.minor().abs())
    };
    if !fits(paid) || !fits(open) {
        return None;
    }
    let mut texts: Vec<&str> = Vec::new();
    for text in lines.iter().filter_map(|line| line.item.description.as_deref()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let description: String = texts.join("; ").chars().take(MAX_TEXT).collect();
    let due = lines.iter().map(|line| line.item.due).max()?;
    let warnings = lines.iter().flat_map(|line| line.warnings.iter());
    let warnings = warnings.filter(|told| told.code != Code::TypeSignConflict).cloned().collect();
    let description = Some(description).filter(|text| !text.is_empty());
    let item = Item { document, total, paid, open, due, description, ..first.item.clone() };
    Some(Draft { item, warnings, overpaid: None, ..first.clone() })
}
