//! A corrected total: what was let off of it, and what was paid. Nothing is a debtor's credit that was let off, and the order
//! of the same facts does not matter.

use super::reconcile::{Step, Work, minus, negated, plus, total};
use crate::discount::same_part;
use crate::money::MoneyError;

impl Work {
    /// What is paid here beyond what is owed by now becomes credit, the newest payment first. A discount is the same part of
    /// what is left.
    pub(super) fn credit_payments(&mut self) -> Result<(), MoneyError> {
        for place in (0..self.knows.facts.len()).rev() {
            let Some(fact) = self.knows.facts.get(place).filter(|fact| !fact.id.is_set_off()) else { continue };
            let over = negated(self.knows.balance.min(0))?.min(fact.now);
            if over > 0 {
                let less = minus(fact.let_off(), fact.discount_at(over)?)?.clamp(0, fact.let_off().max(0));
                let credit = minus(over, less)?.min(fact.money);
                self.shrink(place, less)?;
                self.credit(place, credit)?;
            }
        }
        Ok(())
    }

    /// More is owed than before: what its own payments left as credit pays that first, as far as the credit is there, with
    /// the discount that belongs to it.
    pub(super) fn pay_out_of_credit(&mut self) -> Result<(), MoneyError> {
        for place in 0..self.knows.facts.len() {
            let Some(fact) = self.knows.facts.get(place).filter(|fact| fact.credited > 0) else { continue };
            let up = self.knows.balance.min(plus(fact.credited, fact.shrunk)?);
            let off = minus(fact.discount_at(negated(up)?)?, fact.let_off())?.clamp(0, fact.shrunk.max(0));
            let money = minus(up, off)?;
            let there = money.min(fact.credited).min(self.knows.credit);
            if there == money && money >= 0 {
                // All of it is there; of a cent more, the discount may be all.
                self.shrink(place, negated(off)?)?;
                self.credit(place, negated(money)?)?;
            } else if there > 0 {
                self.shrink(place, negated(same_part(off, money, there)?)?)?;
                self.credit(place, negated(there)?)?;
            }
        }
        Ok(())
    }

    /// So much of a payment is the debtor's credit by now; below nothing, it pays the item again.
    fn credit(&mut self, place: usize, amount: i64) -> Result<(), MoneyError> {
        let Some(fact) = self.knows.facts.get_mut(place).filter(|_| amount != 0) else { return Ok(()) };
        (fact.now, fact.money) = (minus(fact.now, amount)?, minus(fact.money, amount)?);
        fact.credited = plus(fact.credited, amount)?;
        self.steps.push(Step::Credited { fact: fact.id, amount });
        self.knows.credit = plus(self.knows.credit, amount.min(0))?;
        self.knows.balance = plus(self.knows.balance, amount)?;
        Ok(())
    }

    /// What was given up, the newest first, was less than that where less was owed: nobody paid it, so that it is nobody's
    /// credit.
    pub(super) fn give_up_less(&mut self) -> Result<(), MoneyError> {
        for place in (0..self.knows.facts.len()).rev() {
            let Some(fact) = self.knows.facts.get(place).filter(|fact| fact.is_given_up()) else { continue };
            let less = negated(self.knows.balance.min(0))?.min(fact.now);
            self.shrink(place, less.max(0))?;
        }
        Ok(())
    }

    /// More is owed than before: what was given up covers as much of it as it did, but not what the debtor has in credit of
    /// the payments.
    pub(super) fn give_up_again(&mut self) -> Result<(), MoneyError> {
        let credited = total(self.knows.facts.iter().filter(|fact| !fact.id.is_set_off()).map(|fact| fact.credited))?;
        for place in 0..self.knows.facts.len() {
            let Some(fact) = self.knows.facts.get(place).filter(|fact| fact.is_given_up()) else { continue };
            let again = minus(self.knows.balance, credited)?.min(fact.shrunk);
            self.shrink(place, negated(again.max(0))?)?;
        }
        Ok(())
    }

    /// So much of what a fact let off is let off no more; below nothing, it is again.
    fn shrink(&mut self, place: usize, amount: i64) -> Result<(), MoneyError> {
        let Some(fact) = self.knows.facts.get_mut(place).filter(|_| amount != 0) else { return Ok(()) };
        (fact.now, fact.shrunk) = (minus(fact.now, amount)?, plus(fact.shrunk, amount)?);
        self.steps.push(Step::Shrunk { fact: fact.id, amount });
        self.knows.balance = plus(self.knows.balance, amount)?;
        Ok(())
    }
}
