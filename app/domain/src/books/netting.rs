//! Set-offs: what the books net, a source may show gross, net by itself, or net in another way.
//!
//! A source that shows a credit note and an invoice beside each other asks for their difference, as we do. So what a note
//! paid of an invoice here is looked at *beside* the source's figures: by them the invoice is open in full. Only where the
//! source was found to have set off the same (the caller sees both documents, one item does not) it counts as known, and
//! is expected to be gone from its figures. Of the note itself the source may say less is left: then it has been used,
//! wherever; whoever sees both documents finds out where.

use super::known::FactId;
use super::reconcile::{Step, Work, minus, negated, plus, total};
use crate::money::MoneyError;

impl Work {
    /// By the source's figures a debt is open of which a note paid a part here: it is looked at as they have it.
    pub(super) fn put_beside(&mut self) -> Result<(), MoneyError> {
        self.over_before = negated(self.knows.balance.min(0))?;
        for fact in &mut self.knows.facts {
            let unknown = if matches!(fact.id, FactId::NoteUsed(_)) { (fact.now - fact.known).max(0) } else { 0 };
            (fact.now, fact.money) = (minus(fact.now, unknown)?, minus(fact.money, unknown)?);
            self.beside.push(unknown);
        }
        self.knows.balance = plus(self.knows.balance, total(self.beside.iter().copied())?)?;
        Ok(())
    }

    /// What is set off on the item, as far as it is looked at as the source has it.
    pub(super) fn set_off(&self) -> Result<i64, MoneyError> {
        total(self.knows.facts.iter().filter(|fact| fact.id.is_set_off()).map(|fact| fact.now))
    }

    /// Less is left of a credit note: so much of what it paid here the source has used by now, be it for the same.
    /// Answers how much that explains.
    pub(super) fn note_was_used(&mut self, by: i64) -> Result<i64, MoneyError> {
        let mut left = by;
        for place in 0..self.knows.facts.len() {
            left = minus(
                left,
                self.learn(place, |fact| match fact.id {
                    FactId::NoteUsed(_) => fact.known + (fact.now - fact.known).clamp(0, left),
                    FactId::Payment(_) | FactId::Entry(_) | FactId::CreditUsed(_) => fact.known,
                }),
            )?;
        }
        minus(by, left)
    }

    /// More is open: the source has taken back a set-off that it knew of, the newest first. Ours stays, so that no more is
    /// asked for. Answers how much that explains.
    pub(super) fn set_off_no_more(&mut self, by: i64) -> Result<i64, MoneyError> {
        let mut left = by;
        for place in (0..self.knows.facts.len()).rev() {
            let gone = self.learn(place, |fact| match fact.id {
                FactId::NoteUsed(_) => fact.known - fact.known.clamp(0, left),
                FactId::Payment(_) | FactId::Entry(_) | FactId::CreditUsed(_) => fact.known,
            });
            left = plus(left, gone)?;
            if let (Some(fact), Some(beside)) = (self.knows.facts.get_mut(place), self.beside.get_mut(place)) {
                let ours = fact.now.min(-gone);
                (fact.now, fact.money) = (minus(fact.now, ours)?, minus(fact.money, ours)?);
                *beside = plus(*beside, ours)?;
                self.knows.balance = plus(self.knows.balance, ours)?;
            }
        }
        minus(by, left)
    }

    /// What was looked at beside the source's figures comes off what is asked again. What is gone by them may be that very
    /// set-off: as far as it goes, more may be taken off than is owed, until whoever sees both documents has looked.
    pub(super) fn release(&mut self) -> Result<(), MoneyError> {
        let gone = total(self.steps.iter().map(|step| match step {
            Step::PaidElsewhere { amount, credit } => amount - credit,
            _ => 0,
        }))?;
        let gone = if self.knows.void { 0 } else { plus(gone, self.over_before)? };
        let unsure = gone.min(total(self.beside.iter().copied())?);
        for (fact, beside) in self.knows.facts.iter_mut().zip(&mut self.beside) {
            fact.now = plus(fact.now, *beside)?;
            self.knows.balance = minus(self.knows.balance, std::mem::take(beside))?;
        }
        let unsure = unsure.min(negated(self.knows.balance.min(0))?);
        self.knows.balance = plus(self.knows.balance, unsure)?;
        self.give_up_less()?;
        self.release_excess()?;
        self.knows.balance = minus(self.knows.balance, unsure)?;
        Ok(())
    }

    /// What is set off beyond what the item bears is taken back, the newest first: what the source does not know, then the
    /// rest.
    pub(super) fn release_excess(&mut self) -> Result<(), MoneyError> {
        for known_too in [false, true] {
            for fact in self.knows.facts.iter_mut().rev().filter(|fact| fact.id.is_set_off()) {
                let most = if known_too { fact.now } else { fact.now - fact.known };
                let amount = negated(self.knows.balance.min(0))?.min(most);
                if amount > 0 {
                    self.steps.push(Step::Released { fact: fact.id, amount });
                    (fact.now, fact.money) = (minus(fact.now, amount)?, minus(fact.money, amount)?);
                    self.knows.balance = plus(self.knows.balance, amount)?;
                }
            }
        }
        Ok(())
    }
}
