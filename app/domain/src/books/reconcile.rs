//! One item: what its source says against what the books know.
//!
//! The source's figures move by what it has come to know. expected = total − paid elsewhere − what it knows of payments
//! here; what it says beside that is explained in one fixed order, so that reading a file again, or two files in either
//! order, ends in the same books.

use super::known::{Fact, FactId, Known, Outside, Says};
use super::turned::{turned_knowledge, turned_outcome, turned_statement};
use crate::date::Date;
use crate::id::{DisputeId, EntryId};
use crate::money::MoneyError;

/// What the books do about a statement. Amounts have the sign that the item has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The source changed the total: so much more, or less, was invoiced.
    Corrected {
        /// New less old.
        by: i64,
    },
    /// The lowered total is the answer to so much of a dispute.
    Answered {
        /// The dispute's id.
        dispute: DisputeId,
        /// How much of it.
        amount: i64,
    },
    /// The source knows so much of what happened here by now, in all.
    Knows {
        /// Of what.
        fact: FactId,
        /// In minor units of its currency.
        amount: i64,
    },
    /// The source has lowered what is open by so much, in all, of what was found not to be owed here.
    KnowsAhead {
        /// In minor units of its currency.
        amount: i64,
    },
    /// The source has lowered what is open by so much, in all, that payments here paid of interest and fees: it books
    /// payments on the debt whole.
    KnowsCharges {
        /// In minor units of its currency.
        amount: i64,
    },
    /// So much was paid elsewhere.
    PaidElsewhere {
        /// In all.
        amount: i64,
        /// How much of it exceeded the debt and became credit.
        credit: i64,
    },
    /// So much was given up by the source.
    WrittenOff {
        /// In all.
        amount: i64,
    },
    /// So much of a payment elsewhere, or of what was given up, is taken back.
    Undone {
        /// Its entry.
        entry: EntryId,
        /// In all.
        amount: i64,
        /// Of it out of the debtor's credit.
        credit: i64,
    },
    /// So much of what was paid here is beyond what is owed by now: the debtor's credit. Below nothing: so much of that
    /// credit pays the item again.
    Credited {
        /// Of what.
        fact: FactId,
        /// In minor units of its currency.
        amount: i64,
    },
    /// So much of a discount, or of what was given up, is more than was owed: it stands no more. Below nothing: it stands
    /// again.
    Shrunk {
        /// Of what.
        fact: FactId,
        /// In minor units of its currency.
        amount: i64,
    },
    /// So much of what was paid elsewhere is beyond what is owed by now: the debtor's credit.
    OutsideCredited {
        /// Its entry.
        entry: EntryId,
        /// In minor units of its currency.
        amount: i64,
    },
    /// So much of a set-off is more than the item bears by now: it is taken back.
    Released {
        /// The fact's id.
        fact: FactId,
        /// In minor units of its currency.
        amount: i64,
    },
    /// It is void.
    Voided,
}

/// What a person has to look at. Until it is answered the debtor is asked for the smaller sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unexplained {
    /// The source says more is open than anything here explains.
    Higher {
        /// By how much.
        by: i64,
    },
    /// The source says less is open than what payments elsewhere could be.
    Lower {
        /// By how much.
        by: i64,
    },
    /// The source says less is open, by as much as a payment here that it did not know and that went back since: it may
    /// have booked that payment, or another way to pay. The smaller sum is asked.
    Refunded {
        /// What of it may be that payment.
        by: i64,
    },
    /// What is void was paid here; the money is the debtor's credit.
    PaidAndVoid {
        /// In minor units of its currency.
        money: i64,
    },
    /// The source says it is owed, but it is void here.
    OpenThoughVoid {
        /// What it says is open.
        open: i64,
    },
}

/// What follows from a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// The statement is older than one that was applied before; nothing follows.
    pub older: bool,
    /// What is done, in this order.
    pub steps: Vec<Step>,
    /// What is told to a person.
    pub unexplained: Option<Unexplained>,
    /// The total afterwards.
    pub total: i64,
    /// What is open afterwards.
    pub balance: i64,
    /// The day of [`Known::settled`] afterwards.
    pub settled: Option<Date>,
    /// Void afterwards.
    pub void: bool,
}

impl Reconciliation {
    /// Does nothing follow but that the statement was noted?
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.steps.is_empty() && self.unexplained.is_none()
    }
}

/// What an item begins with that the books do not know yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct First {
    /// Its total.
    pub total: i64,
    /// What of it was paid elsewhere before.
    pub outside: i64,
    /// What of it was given up before.
    pub written_off: i64,
}

/// How a new item begins; none for one that is void, or of which nothing is said.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn first(says: &Says) -> Result<Option<First>, MoneyError> {
    let Some(total) = says.total.or(says.open).filter(|_| !says.void) else { return Ok(None) };
    let gone = minus(total, says.open.unwrap_or(total))?;
    // Both have the sign of what they lower.
    let written_off = if gone < 0 { says.written_off.clamp(gone, 0) } else { says.written_off.clamp(0, gone) };
    Ok(Some(First { total, outside: minus(gone, written_off)?, written_off }))
}

/// What follows from what a source says of an item that the books know.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn reconcile(says: &Says, knows: &Known) -> Result<Reconciliation, MoneyError> {
    let mut work =
        Work { knows: knows.clone(), steps: Vec::new(), unexplained: None, beside: Vec::new(), over_before: 0 };
    if knows.as_of.is_some_and(|before| says.as_of < before) {
        return Ok(work.done(true));
    }
    // What the debtor is owed is looked at as if it were a debt, and turned round again.
    let is_credit = if knows.total == 0 { says.total.or(says.open).unwrap_or(0) < 0 } else { knows.total < 0 };
    if !is_credit {
        work.put_beside()?;
        work.apply(says)?;
        work.release()?;
        return Ok(work.done(false));
    }
    work.knows = turned_knowledge(knows)?;
    work.apply(&turned_statement(says)?)?;
    work.release()?;
    turned_outcome(work.done(false))
}

pub(super) struct Work {
    pub(super) knows: Known,
    pub(super) steps: Vec<Step>,
    unexplained: Option<Unexplained>,
    /// On a debt: what of each fact, in their order, is looked at beside the source's figures. See [`super::netting`].
    pub(super) beside: Vec<i64>,
    /// By how much more was set off before than the item bore.
    pub(super) over_before: i64,
}

impl Work {
    fn done(self, older: bool) -> Reconciliation {
        let Known { total, balance, settled, void, .. } = self.knows;
        Reconciliation { older, steps: self.steps, unexplained: self.unexplained, total, balance, settled, void }
    }

    fn apply(&mut self, says: &Says) -> Result<(), MoneyError> {
        match (self.knows.void, says.void) {
            (true, true) => return Ok(()),
            (true, false) => {
                let open = says.open.or(says.total).unwrap_or(0);
                if open > 0 {
                    self.unexplained = Some(Unexplained::OpenThoughVoid { open });
                }
                return Ok(());
            }
            (false, true) => return self.void(),
            (false, false) => {}
        }
        if let Some(total) = says.total {
            let before = self.knows.total;
            self.correct(total)?;
            if total > before {
                self.pay_out_of_credit()?;
                self.give_up_again()?;
            }
        }
        self.give_up_less()?;
        self.release_excess()?;
        self.credit_payments()?;
        if let Some(open) = says.open {
            let later_day = says.settled.is_some() && says.settled > self.knows.settled;
            self.settled_again(says);
            let expected = self.knows.expected()?;
            if open < expected {
                self.lower(minus(expected, open)?, says, later_day)?;
            } else if open > expected {
                self.higher(minus(open, expected)?)?;
            }
            self.hold_refunded()?;
        }
        self.knows.settled = says.settled.or(self.knows.settled);
        self.excess_outside(says.open.is_some_and(|open| open < 0))
    }

    /// Another total. What the books have lowered ahead of the source is not lowered once more.
    fn correct(&mut self, to: i64) -> Result<(), MoneyError> {
        let change = minus(to, self.knows.total)?;
        let absorbed = self.knows.ahead.clamp(0, negated(change.min(0))?);
        self.knows.ahead = minus(self.knows.ahead, absorbed)?;
        self.knows_ahead(self.knows.ahead_known.min(self.knows.ahead.max(0)));
        self.knows.total = to;
        self.moved_by(plus(change, absorbed)?)
    }

    /// Puts a correction into the books; what it takes off answers open disputes, oldest first.
    fn moved_by(&mut self, by: i64) -> Result<(), MoneyError> {
        self.knows.balance = plus(self.knows.balance, by)?;
        if by != 0 {
            self.steps.push(Step::Corrected { by });
        }
        let mut left = negated(by.min(0))?;
        for dispute in &self.knows.disputes {
            let amount = left.min(dispute.amount);
            if amount > 0 {
                self.steps.push(Step::Answered { dispute: dispute.id, amount });
                left = minus(left, amount)?;
            }
        }
        Ok(())
    }

    /// Settled on a day that was not named before: by then the source had learnt of all that went back.
    fn settled_again(&mut self, says: &Says) {
        if says.settled.is_some() && says.settled > self.knows.settled {
            for place in 0..self.knows.facts.len() {
                self.learn(place, |fact| fact.known.min(fact.now));
            }
        }
    }

    /// Less is open, where a day was named on which all was paid or not: whole payments here that the source did not know of yet, in the order in which they were made; the
    /// rest was paid elsewhere.
    fn lower(&mut self, by: i64, says: &Says, named_day: bool) -> Result<(), MoneyError> {
        let (mut left, open) = (by, says.open.unwrap_or(0));
        let ahead = minus(self.knows.ahead, self.knows.ahead_known)?;
        if ahead > 0 && ahead <= left {
            left = minus(left, ahead)?;
            self.knows_ahead(self.knows.ahead);
        }
        let Explained { known, charges, left: unexplained } = self.explained(left);
        for (place, known) in known.into_iter().enumerate() {
            self.learn(place, |_| known);
        }
        self.knows_charges(charges);
        left = unexplained;
        left = minus(left, self.note_was_used(left)?)?;
        let mut over = minus(negated(open)?, self.credited()?)?.max(0);
        for place in 0..self.knows.facts.len() {
            let room = left.min(over);
            let learnt = self.learn(place, |fact| beside(fact, room));
            (left, over) = (minus(left, learnt)?, minus(over, learnt)?);
        }
        let owed = left.min(self.knows.balance.max(0));
        let credit = minus(left, owed)?.min(over);
        let amount = plus(owed, credit)?;
        let given_up = says.written_off.clamp(0, owed);
        if amount > given_up {
            self.steps.push(Step::PaidElsewhere { amount: minus(amount, given_up)?, credit });
        }
        if given_up > 0 {
            self.steps.push(Step::WrittenOff { amount: given_up });
        }
        self.knows.balance = minus(self.knows.balance, owed)?;
        let by = minus(left, amount)?;
        let gone = total(self.knows.facts.iter().map(|fact| fact.gone.min(fact.now + fact.gone - fact.known).max(0)))?;
        let maybe = minus(owed, given_up)?.min(gone);
        self.unexplained = match (by, maybe) {
            (1.., _) => Some(Unexplained::Lower { by }),
            (_, 1..) if !named_day => Some(Unexplained::Refunded { by: maybe }),
            _ => None,
        };
        Ok(())
    }

    /// The source does not ask for what was given back here of a payment that it knew: it does not know of the refund yet, or
    /// it was paid in another way since. The smaller sum is asked until a person has looked, or the source asks for it.
    fn hold_refunded(&mut self) -> Result<(), MoneyError> {
        let mut held = 0;
        for place in 0..self.knows.facts.len() {
            let Some(fact) = self.knows.facts.get(place) else { continue };
            let gone = minus(fact.known, fact.now)?.min(fact.refunded);
            let part = gone.min(minus(self.knows.balance, held)?).max(0);
            held = minus(held, self.learn(place, |fact| fact.known - part))?;
        }
        if held > 0 {
            self.steps.push(Step::PaidElsewhere { amount: held, credit: 0 });
            self.knows.balance = minus(self.knows.balance, held)?;
            self.unexplained = self.unexplained.or(Some(Unexplained::Refunded { by: held }));
        }
        Ok(())
    }

    /// What the source knows by now, where less is open by so much. What explains more is taken; where several readings
    /// do, that the source knows of discounts too, and of interest and fees only what it must.
    fn explained(&self, by: i64) -> Explained {
        let best = |by, charges, beside| {
            let [whole, money] = [Booked::Whole, Booked::Money].map(|how| self.booked(by, how, charges, beside));
            if money.left < whole.left { money } else { whole }
        };
        let before = self.knows.charges_known;
        let debt_alone = best(by, before, false);
        if debt_alone.left == 0 {
            return debt_alone;
        }
        // Payments were booked whole. What they paid of charges may come to be what a later one paid of the debt.
        let whole = best(by, before, true);
        let made_even = best(by.saturating_add(before), 0, false);
        match (whole.left, made_even.left) {
            (0, _) => whole,
            (_, 0) => made_even,
            _ if before > 0 && whole.left < debt_alone.left => whole,
            _ => debt_alone,
        }
    }

    /// What the source knows of each fact, in the order in which they happened, if it has booked as many of them as fit into
    /// what is less open; of charges, `all_charges`, and where it books them `beside` the debt those of each new one; and
    /// what of the sum is left.
    fn booked(&self, by: i64, how: Booked, mut all_charges: i64, beside: bool) -> Explained {
        let mut left = by;
        let known = self.knows.facts.iter().map(|fact| -> i64 {
            let whole = Some(fact.now).filter(|_| how == Booked::Whole);
            let beside = if beside && fact.known == 0 { fact.charges.max(0) } else { 0 };
            let rose = |to: i64| to.saturating_sub(fact.known).saturating_add(beside);
            let fits = |to: &i64| *to > fact.known && rose(*to) <= left;
            let Some(to) = whole.into_iter().chain([fact.money]).find(fits) else { return fact.known };
            left -= rose(to);
            all_charges = all_charges.saturating_add(beside);
            to
        });
        let known: Vec<i64> = known.collect();
        Explained { known, charges: all_charges, left }
    }

    /// What of an overpayment by the source's word is the debtor's credit already, or was given back.
    fn credited(&self) -> Result<i64, MoneyError> {
        let outside = total(self.knows.outside.iter().map(|outside| outside.credit))?;
        plus(outside, total(self.knows.facts.iter().map(|fact| (fact.known - fact.now).max(0)))?)
    }

    /// More is open: what went back here and the source has come to know of; then payments elsewhere, newest first.
    fn higher(&mut self, by: i64) -> Result<(), MoneyError> {
        let mut left = by;
        for place in (0..self.knows.facts.len()).rev() {
            let gone = self.learn(place, |fact| fact.known - (fact.known - fact.now).clamp(0, left));
            left = plus(left, gone)?;
        }
        // What it had booked whole, and has parted by now; or a payment that is gone with its charges.
        let apart = |left: i64, charges: i64| if left == charges { charges } else { 0 };
        left = minus(left, self.charges_no_more(apart(left, self.knows.charges_known))?)?;
        left = minus(left, self.set_off_no_more(left)?)?;
        left = self.undo(left)?;
        left = minus(left, self.charges_no_more(left.min(self.knows.charges_known))?)?;
        self.unexplained = (left > 0).then_some(Unexplained::Higher { by: left });
        Ok(())
    }

    /// Takes payments elsewhere back, newest first; answers what of the sum is left. Credit that is used up stays.
    fn undo(&mut self, sum: i64) -> Result<i64, MoneyError> {
        let mut left = sum;
        for Outside { entry, amount, credit } in self.knows.outside.iter_mut().rev() {
            let used = left.min(*credit).min(plus(self.knows.credit, self.knows.lent)?.max(0));
            let owed = minus(left, used)?.min(minus(*amount, *credit)?);
            let back = plus(used, owed)?;
            if back > 0 {
                self.steps.push(Step::Undone { entry: *entry, amount: back, credit: used });
                (*amount, *credit) = (minus(*amount, back)?, minus(*credit, used)?);
                self.knows.balance = plus(self.knows.balance, owed)?;
                self.knows.credit = minus(self.knows.credit, used)?;
                left = minus(left, back)?;
            }
        }
        Ok(left)
    }

    /// What was paid elsewhere beyond what is owed by now: credit where the source says itself that too much was paid;
    /// else it has put the money somewhere else.
    fn excess_outside(&mut self, overpaid: bool) -> Result<(), MoneyError> {
        // What is set off here is had back first.
        let over = negated(plus(self.knows.balance, self.set_off()?)?.min(0))?;
        if over == 0 {
            Ok(())
        } else if overpaid {
            self.credit_outside(over)
        } else {
            self.undo(over).map(drop)
        }
    }

    fn credit_outside(&mut self, over: i64) -> Result<(), MoneyError> {
        let mut left = over;
        for Outside { entry, amount, credit } in self.knows.outside.iter().rev() {
            let part = left.min(minus(*amount, *credit)?);
            if part > 0 {
                self.steps.push(Step::OutsideCredited { entry: *entry, amount: part });
                self.knows.balance = plus(self.knows.balance, part)?;
                left = minus(left, part)?;
            }
        }
        Ok(())
    }

    /// Nothing of it was ever owed: what was paid here is credit, what was paid elsewhere is the source's own affair.
    fn void(&mut self) -> Result<(), MoneyError> {
        let outside = total(self.knows.outside.iter().map(|outside| outside.amount - outside.credit))?;
        for Outside { entry, amount, credit } in std::mem::take(&mut self.knows.outside).into_iter().rev() {
            if amount > credit {
                self.steps.push(Step::Undone { entry, amount: minus(amount, credit)?, credit: 0 });
            }
        }
        self.knows.balance = plus(self.knows.balance, outside)?;
        let set_off = self.set_off()?;
        let money = minus(total(self.knows.facts.iter().map(|fact| fact.money))?, set_off)?;
        let lowered = total(self.knows.facts.iter().map(|fact| fact.now))?;
        let by = negated(plus(self.knows.balance, lowered)?)?;
        if by != 0 {
            self.steps.push(Step::Corrected { by });
        }
        self.knows.balance = negated(lowered)?;
        self.give_up_less()?;
        for dispute in &self.knows.disputes {
            self.steps.push(Step::Answered { dispute: dispute.id, amount: dispute.amount });
        }
        self.credit_payments()?;
        self.steps.push(Step::Voided);
        self.knows.void = true;
        self.unexplained = (money > 0).then_some(Unexplained::PaidAndVoid { money });
        Ok(())
    }

    /// Sets what the source knows of a fact; answers by how much that rose.
    pub(super) fn learn(&mut self, place: usize, to: impl FnOnce(&Fact) -> i64) -> i64 {
        let Some(fact) = self.knows.facts.get_mut(place) else { return 0 };
        let amount = to(fact);
        let rose = amount - fact.known;
        if rose != 0 {
            fact.known = amount;
            self.steps.push(Step::Knows { fact: fact.id, amount });
        }
        rose
    }

    /// Answers so much again.
    fn charges_no_more(&mut self, by: i64) -> Result<i64, MoneyError> {
        self.knows_charges(minus(self.knows.charges_known, by)?);
        Ok(by)
    }

    fn knows_charges(&mut self, amount: i64) {
        if amount != self.knows.charges_known {
            self.knows.charges_known = amount;
            self.steps.push(Step::KnowsCharges { amount });
        }
    }

    fn knows_ahead(&mut self, amount: i64) {
        if amount != self.knows.ahead_known {
            self.knows.ahead_known = amount;
            self.steps.push(Step::KnowsAhead { amount });
        }
    }
}

/// How it is explained that less is open.
struct Explained {
    /// What the source knows of each fact.
    known: Vec<i64>,
    /// What it knows of the charges that they paid.
    charges: i64,
    /// What nothing here explains.
    left: i64,
}

/// How a source books a payment that came with a discount, or let something be written off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Booked {
    /// All that it took off the debt; of one that does not fit, its money.
    Whole,
    /// Its money. What it let off is open by the source's figures until somebody books that, too.
    Money,
}

/// What the source knows of a fact that came with more than lowers this item, where it says that too much was paid.
fn beside(fact: &Fact, room: i64) -> i64 {
    if fact.known < fact.now {
        fact.known
    } else {
        fact.known + room.clamp(0, (fact.now + fact.charges + fact.credited + fact.over - fact.known).max(0))
    }
}

pub(super) fn plus(a: i64, b: i64) -> Result<i64, MoneyError> {
    a.checked_add(b).ok_or(MoneyError::Overflow)
}

pub(super) fn minus(a: i64, b: i64) -> Result<i64, MoneyError> {
    a.checked_sub(b).ok_or(MoneyError::Overflow)
}

pub(super) fn negated(a: i64) -> Result<i64, MoneyError> {
    a.checked_neg().ok_or(MoneyError::Overflow)
}

pub(super) fn total(mut amounts: impl Iterator<Item = i64>) -> Result<i64, MoneyError> {
    amounts.try_fold(0, plus)
}
