//! One document, whose rows are one, or the same once more, or its parts, or its lines.

use super::Rows;
use super::seen::{Key, Print, fingerprint, key, without_zeros};
use crate::answer::Numbers;
use crate::field::Field;
use crate::folding::fold;
use crate::headings::is_document_sum;
use crate::item::{Item, Part};
use crate::outcome::{Code, Finding, Outcome};
use crate::row::{Draft, short};
use domain::money::Money;
use std::borrow::Cow;
use std::collections::HashSet;
use std::collections::hash_map::Entry;

/// The rows of one number, while they come.
pub(super) struct Document {
    /// Of number, series and kind.
    pub(super) key: u64,
    pub(super) drafts: Vec<Draft>,
}

/// What several rows of one number are.
enum Rowed {
    /// Each is due on a day of its own: parts.
    Parts,
    /// They differ in what they are for only: lines, and the document counts once.
    Lines,
    /// Each tells of one payment of the document.
    Payments,
    /// Each is due on a day of its own, and all carry the sums of the whole document.
    SumsOfAll,
    /// The one at this place has the sum of the others, which are its lines.
    Headed(usize),
    /// They are the lines of it, and add up.
    Itemised,
    /// They contradict each other, or are several documents.
    Neither,
}

impl Rows<'_> {
    /// Takes what the rows of one document say together.
    pub(super) fn accept_document(&mut self, document: Document) {
        let Document { key, drafts } = document;
        let is_lost = self.lost.contains(&key);
        for drafts in self.by_customer(drafts) {
            if is_lost && !are_parts(&drafts) {
                self.refuse_drafts(&drafts, Code::OtherLineRejected, "another row of it was refused");
            } else {
                self.accept_rows(drafts);
            }
        }
    }

    /// Takes what the rows of one number and customer say together.
    fn accept_rows(&mut self, mut drafts: Vec<Draft>) {
        if drafts.len() > 1 {
            match self.rowed(&drafts) {
                Rowed::Parts => number_parts(&mut drafts),
                Rowed::Lines => return self.accept_lines(drafts),
                Rowed::Headed(head) => {
                    drafts.swap(0, head);
                    return self.accept_first(drafts, "a line of");
                }
                Rowed::Payments => return self.accept_payments(drafts),
                Rowed::SumsOfAll => return self.accept_sums_of_all(drafts),
                Rowed::Itemised => return self.accept_itemised(drafts),
                Rowed::Neither => {}
            }
            if self.carry_one_sum(&drafts) {
                return self.refuse_one_sum(&drafts);
            }
        }
        let told = parts_mismatch(&drafts);
        self.accept_apart(drafts);
        self.out.extend(told.map(Outcome::Warned));
    }

    /// Takes an item, and what was paid beyond it as a credit of its own.
    pub(super) fn accept_draft(&mut self, Draft { item, warnings, overpaid, .. }: Draft) {
        let beyond = overpaid.map(|credit| item.beyond(credit));
        if self.accept(item, warnings, &[])
            && let Some(credit) = beyond
        {
            self.accept_beyond(credit);
        }
    }

    /// A credit that the row of its document states, not one of its own.
    pub(super) fn accept_beyond(&mut self, credit: Item) {
        let amount = credit.amount();
        let message = format!("more was paid of {} than it comes to; {amount} is a credit", short(&credit.number));
        let field = Some(Field::OpenAmount.as_str().into());
        let told = Finding { line: credit.line, code: Code::Overpaid, field, message: message.into() };
        let sum = self.totals.entry(amount.currency()).or_default();
        *sum = sum.saturating_add(amount.minor());
        self.tallies.add(&credit);
        self.out.push_back(Outcome::Accepted(Box::new(credit)));
        self.out.push_back(Outcome::Warned(told));
    }

    /// Do all parts carry the sum of the document, so that nothing says what each of them is? A heading that names the
    /// whole sum says so, where it is the same on each and no other amount stands beside it.
    fn carry_one_sum(&self, drafts: &[Draft]) -> bool {
        let columns = &self.survey.columns;
        let named = columns.heading(Field::Amount).is_some_and(|heading| is_document_sum(&fold(heading)));
        let first = drafts.first().and_then(|draft| draft.item.total);
        let days: HashSet<_> = drafts.iter().map(|draft| draft.item.due).collect();
        let same = |draft: &Draft| {
            let Item { total, open, status, settled, part, .. } = &draft.item;
            *total == first && open.is_none() && status.is_none() && settled.is_none() && part.is_some()
        };
        named && !columns.is_wished(Field::Amount) && days.len() > 1 && drafts.iter().all(same)
    }

    fn refuse_one_sum(&mut self, drafts: &[Draft]) {
        for Draft { item, .. } in drafts {
            self.number_beside(&item.document_number());
            let message = format!(
                "{} is on each part of {}; if it is the sum of the part, say --map amount=COLUMN, else add a column with it",
                item.amount(),
                short(&item.number)
            );
            let field = Some(Field::Amount.as_str().into());
            let finding = Finding { line: item.line, code: Code::OpenUnknown, field, message: message.into() };
            self.out.push_back(Outcome::Rejected(finding));
        }
    }

    fn accept_lines(&mut self, drafts: Vec<Draft>) {
        self.accept_first(drafts, "a further line of");
    }

    /// Takes a document whose rows tell of one payment each: what stands in each row was paid, and the rest is open. A day of
    /// a payment is the one on which all was paid only where nothing is left.
    fn accept_payments(&mut self, mut drafts: Vec<Draft>) {
        let paid = paid_in_all(&drafts);
        let last = drafts.iter().filter_map(|draft| draft.item.settled).max();
        if let (Some(Draft { item, warnings, .. }), Some(paid)) = (drafts.first_mut(), paid) {
            let open = item.total.and_then(|total| total.minus(paid).ok());
            (item.paid, item.open) = (Some(paid), open);
            item.settled = last.filter(|_| open.is_some_and(Money::is_zero));
            warnings.retain(|finding| finding.code != Code::AmountsDisagree);
        }
        self.accept_first(drafts, "tells of a further payment of");
    }

    /// Takes a document that comes once for each of its days, with the sums of the whole on each: it is owed once. Which part of
    /// it is due on which day nothing says, so that all of it is due on the last.
    fn accept_sums_of_all(&mut self, mut drafts: Vec<Draft>) {
        drafts.sort_by_key(|draft| (std::cmp::Reverse(draft.item.due), draft.item.line));
        drafts.iter_mut().for_each(|draft| draft.item.part = None);
        self.accept_first(drafts, "has the sums of the whole once more of");
    }

    /// Takes the first row, and leaves out what the others say once more.
    fn accept_first(&mut self, drafts: Vec<Draft>, further: &str) {
        let mut drafts = drafts.into_iter();
        let Some(Draft { item, warnings, .. }) = drafts.next() else { return };
        let first = item.line;
        self.accept(item, warnings, &[]);
        for Draft { item, .. } in drafts {
            let message = format!("{further} {} on line {first}, which counts once", short(&item.number)).into();
            let finding = Finding { line: item.line, code: Code::FurtherLine, field: None, message };
            self.out.push_back(Outcome::Skipped(finding));
        }
    }

    /// What the rows are, those that say the same once more apart.
    fn rowed(&mut self, drafts: &[Draft]) -> Rowed {
        if carry_sums_of_all(drafts) {
            return Rowed::SumsOfAll;
        }
        if let Some(head) = head_of_lines(drafts) {
            return Rowed::Headed(head);
        }
        let mut prints = HashSet::new();
        let apart: Vec<&Item> = drafts
            .iter()
            .map(|draft| &draft.item)
            .filter(|item| prints.insert(fingerprint(item, &mut self.scratch)))
            .collect();
        let Some((first, more)) = apart.split_first().filter(|(_, more)| !more.is_empty()) else {
            // Where each row tells of one payment, two that say the same are two.
            let each = self.survey.paid_by_row && are_payments(drafts.iter().map(|draft| &draft.item));
            return if each && paid_in_all(drafts).is_some() { Rowed::Payments } else { Rowed::Neither };
        };
        let is_account = self.survey.is_movements();
        if apart.iter().any(|item| item.part.is_some()) {
            return Rowed::Neither;
        }
        if is_account {
            return if self.may_add_up(drafts) { Rowed::Itemised } else { Rowed::Neither };
        }
        let same = |item: &&Item| {
            item.customer == first.customer && item.issued == first.issued && item.document == first.document
        };
        let days: HashSet<_> = apart.iter().map(|item| item.due).collect();
        let sums = |item: &Item| (item.total, item.paid, item.open, item.due, item.status, item.settled);
        if more.iter().all(|item| same(item) && sums(item) == sums(first)) {
            Rowed::Lines
        } else if more.iter().all(|item| same(item) && item.currency == first.currency) && days.len() == apart.len() {
            Rowed::Parts
        } else if more.iter().all(same) && are_payments(apart.iter().copied()) && paid_in_all(drafts).is_some() {
            Rowed::Payments
        } else if self.may_add_up(drafts) {
            Rowed::Itemised
        } else {
            Rowed::Neither
        }
    }

    /// Takes an item unless its number was there. `more` are its further rows when they say the
    /// same as the first. Says whether it was taken.
    pub(super) fn accept(&mut self, item: Item, warnings: Vec<Finding>, more: &[(u64, bool)]) -> bool {
        if item.document.is_movement() && self.survey.is_movements() {
            return self.accept_movement(item, warnings);
        }
        let print = fingerprint(&item, &mut self.scratch);
        let key = self.key_of(&item.number, &item);
        if let Some(finding) = self.with_other_zeros(&item, key, print) {
            self.number_beside(&item.document_number());
            self.out.push_back(Outcome::Skipped(finding));
            return false;
        }
        let (line, amount) = (item.line, item.amount());
        let about = |code, field: Option<&'static str>, message: Cow<'static, str>| Finding {
            line,
            code,
            field: field.map(Cow::Borrowed),
            message,
        };
        let taken = match self.seen.entry(key) {
            Entry::Occupied(known) if *known.get() == print => {
                let message = format!("{} was there before and says the same", short(&item.number));
                self.out.push_back(Outcome::Skipped(about(Code::DuplicateIdentical, None, message.into())));
                false
            }
            Entry::Occupied(_) => {
                let message = format!("{} was there before with other contents", short(&item.number));
                let field = Some("invoice_number");
                self.out.push_back(Outcome::Rejected(about(Code::DuplicateConflict, field, message.into())));
                false
            }
            Entry::Vacant(place) => {
                let sum = self.totals.entry(amount.currency()).or_default();
                // The ledger adds in 64 bits; what it could not add up is not taken.
                let Some(with) = sum.checked_add(amount.minor()) else {
                    let message = "with this the sum of all amounts would be larger than any that is kept";
                    let finding = about(Code::AmountOutOfRange, Some("amount"), message.into());
                    self.out.push_back(Outcome::Rejected(finding));
                    return false;
                };
                place.insert(print);
                *sum = with;
                self.tallies.add(&item);
                let is_zero = amount.is_zero();
                self.out.push_back(Outcome::Accepted(Box::new(item)));
                self.out.extend(warnings.into_iter().map(Outcome::Warned));
                if is_zero {
                    let finding = about(Code::ZeroAmount, Some("amount"), "there is nothing to pay".into());
                    self.out.push_back(Outcome::Warned(finding));
                }
                true
            }
        };
        for (line, _) in more {
            self.skip(*line, Code::DuplicateIdentical, "says the same as the row before");
        }
        taken
    }

    /// Takes a payment or its reversal. Two that say the same are two: nobody numbers them for us.
    fn accept_movement(&mut self, item: Item, warnings: Vec<Finding>) -> bool {
        let sum = self.totals.entry(item.currency).or_default();
        let Some(with) = sum.checked_add(item.amount().minor()) else {
            let message = "with this the sum of all amounts would be larger than any that is kept".into();
            let field = Some(Field::Amount.as_str().into());
            let finding = Finding { line: item.line, code: Code::AmountOutOfRange, field, message };
            self.out.push_back(Outcome::Rejected(finding));
            return false;
        };
        *sum = with;
        self.tallies.add(&item);
        self.out.push_back(Outcome::Accepted(Box::new(item)));
        self.out.extend(warnings.into_iter().map(Outcome::Warned));
        true
    }

    /// The same document once more, from whose number a spreadsheet has taken the zeros in front.
    fn with_other_zeros(&mut self, item: &Item, key: Key, print: Print) -> Option<Finding> {
        let same = match without_zeros(&item.number) {
            Some(bare) => {
                let bare = self.key_of(bare, item);
                self.zeros.insert(bare, print);
                self.seen.get(&bare)
            }
            None => self.zeros.get(&key),
        };
        let known = same == Some(&print);
        let message =
            format!("{} was there before, but for zeros in front, and says the same", short(&item.number)).into();
        known.then_some(Finding { line: item.line, code: Code::DuplicateIdentical, field: None, message })
    }

    /// A document is told from others by its number.
    pub(super) fn key_of(&mut self, number: &str, item: &Item) -> Key {
        let per_customer = self.survey.understood.numbers == Numbers::PerCustomer;
        let word = if self.survey.columns.has(Field::Kind) { item.document.as_str() } else { "" };
        key(number, item, word, per_customer, &mut self.scratch)
    }
}

/// The row that has the sum of all others, where they say the same of the document but for their sums: a header among its
/// lines. Two rows may as well be a sum and a part of it.
fn head_of_lines(drafts: &[Draft]) -> Option<usize> {
    let (Draft { item: first, .. }, more) = drafts.split_first().filter(|(_, more)| more.len() > 1)?;
    let about = |item: &Item| (item.issued, item.due, item.document, item.currency, item.status, item.settled);
    let same = |Draft { item, .. }: &Draft| {
        item.part.is_none() && item.customer == first.customer && about(item) == about(first)
    };
    if first.part.is_some() || !more.iter().all(same) {
        return None;
    }
    let sums: Vec<i64> =
        drafts.iter().map(|draft| draft.item.open.unwrap_or_else(|| draft.item.amount()).minor()).collect();
    let all = sums.iter().try_fold(0_i64, |sum, one| sum.checked_add(*one))?;
    let one_sign = sums.iter().all(|sum| *sum >= 0) || sums.iter().all(|sum| *sum <= 0);
    sums.iter().position(|sum| all != 0 && one_sign && sum.checked_mul(2) == Some(all))
}

/// Do all rows carry the whole sum and what is open of it, though each is due on another day? What is open in part, and the
/// same in each, is that of the document: rows that are parts would come to more than it.
fn carry_sums_of_all(drafts: &[Draft]) -> bool {
    let Some(Draft { item: first, .. }) = drafts.first() else { return false };
    let (Some(total), Some(open)) = (first.total, first.open) else { return false };
    let days: HashSet<_> = drafts.iter().map(|draft| draft.item.due).collect();
    let same = |Draft { item, whole, .. }: &Draft| {
        (item.total, item.open, item.currency) == (first.total, first.open, first.currency)
            && (&item.customer, item.issued, item.document) == (&first.customer, first.issued, first.document)
            && whole.is_none()
    };
    let rows = i64::try_from(drafts.len()).unwrap_or(i64::MAX);
    let in_part = open.is_positive() && open.minor() < total.minor();
    days.len() == drafts.len()
        && in_part
        && open.minor().saturating_mul(rows) > total.minor()
        && drafts.iter().all(same)
}

/// Is something paid in each row of one sum that is due on one day?
fn are_payments<'i>(mut items: impl Iterator<Item = &'i Item>) -> bool {
    let Some(first) = items.next() else { return false };
    let paid = |item: &Item| item.paid.is_some_and(Money::is_positive);
    paid(first)
        && items
            .all(|item| paid(item) && (item.total, item.due, item.currency) == (first.total, first.due, first.currency))
}

/// What was paid in all rows together; where that is more than the whole, in those that differ. Nothing where that is more
/// too: then they are no payments of one document.
fn paid_in_all(drafts: &[Draft]) -> Option<Money> {
    let total = drafts.first()?.item.total?;
    let within = |sum: &Money| sum.minor() <= total.minor();
    let sum = |paid: &mut dyn Iterator<Item = Money>| Money::total(total.currency(), paid).ok().filter(within);
    let mut told = HashSet::new();
    let apart = drafts.iter().filter(|draft| told.insert((draft.item.paid.map(Money::minor), draft.item.settled)));
    let apart: Vec<Money> = apart.filter_map(|draft| draft.item.paid).collect();
    sum(&mut drafts.iter().filter_map(|draft| draft.item.paid)).or_else(|| sum(&mut apart.into_iter()))
}

/// Are rows parts of a document, which are known without one another?
fn are_parts(drafts: &[Draft]) -> bool {
    let days: HashSet<_> = drafts.iter().map(|draft| draft.item.due).collect();
    drafts.iter().any(|draft| draft.item.part.is_some()) || drafts.len() > 1 && days.len() == drafts.len()
}

/// Told where the parts that are listed come to more than their document, or all of them to another sum.
fn parts_mismatch(drafts: &[Draft]) -> Option<Finding> {
    let first = drafts.first()?;
    let whole = first.whole.filter(|whole| drafts.iter().all(|draft| draft.whole == Some(*whole)))?;
    let sum = Money::total(whole.currency(), drafts.iter().filter_map(|draft| draft.item.total)).ok()?;
    let of = first.item.part.and_then(|part| part.of).and_then(|of| usize::try_from(of).ok());
    let all = of == Some(drafts.len());
    let contradicts = sum.minor().abs() > whole.minor().abs() || all && sum != whole;
    let message =
        format!("the parts of {} that are listed come to {sum}, the document to {whole}", short(&first.item.number));
    let field = Some(Field::Amount.as_str().into());
    contradicts.then(|| Finding { line: first.item.line, code: Code::PartsMismatch, field, message: message.into() })
}

/// Numbers the parts of a document by their days. A sum that stands on all of them is that of the document: what each part
/// asks for is what is open of it.
fn number_parts(drafts: &mut [Draft]) {
    drafts.sort_by_key(|draft| (draft.item.due, draft.item.line));
    let mut days: Vec<_> = drafts.iter().map(|draft| draft.item.due).collect();
    days.dedup();
    let of = u32::try_from(days.len()).ok();
    let total = drafts.first().and_then(|draft| draft.item.total);
    let opens: Option<i64> = drafts.iter().map(|draft| draft.item.open.map(Money::minor)).sum();
    let whole = total.filter(|total| {
        drafts.iter().all(|draft| draft.item.total == Some(*total))
            && opens.is_some_and(|sum| sum.abs() <= total.minor().abs())
    });
    for draft in drafts {
        let n = days.iter().position(|day| *day == draft.item.due).and_then(|at| u32::try_from(at + 1).ok());
        draft.item.part = n.map(|n| Part { n, of, by_day: true });
        if whole.is_some() {
            (draft.item.total, draft.item.paid) = (None, None);
        }
    }
}
