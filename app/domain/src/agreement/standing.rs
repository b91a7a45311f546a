//! Where an agreement stands: it holds, was kept, or was broken. That follows from its terms, what the books say of what it
//! covers, and the day. How late a plan may be is judged by its schedule, in [`plan::standing`](crate::plan::standing).
//!
//! An agreement is kept only as long as its money stays. When all of a payment that fulfilled it has gone back, by a refund
//! or a chargeback, it holds again, and the days judge it as they judge any other: by the dates that were agreed, since
//! what was accepted is a promise. While a bank has not decided, nothing is broken; money that comes back fulfils it again.
//! What goes back of a payment in part is owed again and undoes nothing else, as with discounts. A plan that was broken
//! stays broken: what followed from that stands, and later payments go to its invoices.

use super::{AgreementKind, AgreementState, PlanTerms, Promise, ReceivedPayments, Settlement, Terms};
use crate::date::{Date, add_days};
use crate::money::{Money, MoneyError};
use crate::plan::standing::{PlanState, is_paid};
use crate::zone::Zone;

/// What the books say of what an agreement covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFacts {
    /// In which days are counted.
    pub zone: Zone,
    /// What is owed by now on what it covers, charges included; nothing of what is void.
    pub owed: Money,
    /// The payments that reached it since it was made.
    pub received: ReceivedPayments,
    /// What went back, since it was made, of payments from before it, and what had been given up before it and is owed again.
    /// A settlement was made over what was owed then: so much is owed beside it.
    pub went_back: Money,
    /// What payments for it that were begun in time have left as the debtor's credit.
    pub credit: Money,
    /// Has it ended before, and holds again?
    pub ended_before: bool,
    /// Is money for it on its way, or with a bank that has not decided yet?
    pub under_way: bool,
}

impl AgreementFacts {
    /// Is nothing owed any more; or, where it was kept before, nothing but what was given back in part of its payments, and
    /// of payments from before it?
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn is_done(&self) -> Result<bool, MoneyError> {
        if !self.owed.is_positive() {
            return Ok(true);
        }
        let back = self.received.given_back()?.plus(self.went_back)?;
        Ok(self.ended_before && self.owed.minor() <= back.minor())
    }
}

impl Promise {
    fn is_kept(&self, facts: &AgreementFacts) -> Result<bool, MoneyError> {
        Ok(facts.is_done()? || self.is_fulfilled(facts)?)
    }

    /// Kept, where its amount or all that is owed was paid; without effect, where nothing is owed any more and nobody paid.
    fn standing(&self, facts: &AgreementFacts) -> Result<AgreementState, MoneyError> {
        Ok(match (self.is_fulfilled(facts)?, facts.is_done()?) {
            (true, _) => AgreementState::Kept,
            (false, true) if facts.received.payments.is_empty() => AgreementState::Cancelled,
            (false, true) => AgreementState::Kept,
            (false, false) => AgreementState::Live,
        })
    }

    /// Has its amount come, by payments that were begun by its day?
    fn is_fulfilled(&self, facts: &AgreementFacts) -> Result<bool, MoneyError> {
        Ok(facts.received.begun_by(self.date, facts.zone)?.minor() >= self.amount.minor())
    }
}

impl Settlement {
    /// Has its sum come and stayed, by payments that were begun in time?
    fn is_fulfilled(&self, facts: &AgreementFacts) -> Result<bool, MoneyError> {
        Ok(facts.received.money_only()?.begun_by(self.until, facts.zone)?.minor() >= self.to_pay.minor())
    }

    /// Does what fulfilled it still stay, if only as credit? Who paid its sum twice, by two ways at once, and is given one
    /// of them back has paid it still.
    fn stays_fulfilled(&self, facts: &AgreementFacts) -> Result<bool, MoneyError> {
        let came = facts.received.money_only()?.begun_by(self.until, facts.zone)?;
        Ok(came.plus(facts.credit)?.minor() >= self.to_pay.minor())
    }

    /// Kept when its sum has come; but without effect where nothing is owed any more, and more was paid than its sum and what
    /// is owed beside it, or less (its invoices are void, written off, corrected or paid in another way).
    fn standing(&self, facts: &AgreementFacts) -> Result<AgreementState, MoneyError> {
        let nothing_owed = !facts.owed.is_positive();
        let more = self.beyond(&facts.received)?.minor() > facts.went_back.minor();
        Ok(match (self.is_fulfilled(facts)?, nothing_owed) {
            (true, true) if more => AgreementState::Cancelled,
            (true, _) => AgreementState::Kept,
            (false, true) => AgreementState::Cancelled,
            (false, false) => AgreementState::Live,
        })
    }

    /// What of its sum, and of what is owed beside it, has not come yet; zero or less where all of it has. Its sum is a sum of
    /// money: what another agreement takes off the same invoices pays nothing of it.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn left(&self, received: &ReceivedPayments, beside: Money) -> Result<Money, MoneyError> {
        self.to_pay.plus(beside)?.minus(received.money_only()?.stays()?)
    }

    /// What money has come beyond its sum; less than nothing where some of that is missing.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn beyond(&self, received: &ReceivedPayments) -> Result<Money, MoneyError> {
        received.money_only()?.came()?.minus(self.to_pay)
    }
}

impl Terms {
    /// What the money that has come makes of an agreement that holds. A plan and an extension are kept when nothing is owed
    /// any more, a plan also when all that it asks for has come, a promise when its amount has, a settlement by its sum alone.
    /// A discount ends with its last day.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn standing(&self, facts: &AgreementFacts) -> Result<AgreementState, MoneyError> {
        match self {
            Self::Promise(terms) => terms.standing(facts),
            Self::Settlement(terms) => terms.standing(facts),
            Self::Plan(_) | Self::Extension(_) if facts.is_done()? => Ok(AgreementState::Kept),
            Self::Plan(terms) if is_paid(&terms.plan, &facts.received.of_plan(facts.zone).collect::<Vec<_>>())? => {
                Ok(AgreementState::Kept)
            }
            Self::Plan(_) | Self::Extension(_) | Self::Discount(_) => Ok(AgreementState::Live),
        }
    }

    /// Is there something for the end of a day to judge? A plan is judged by its schedule.
    #[must_use]
    pub fn is_judged_on(&self, day: Date) -> bool {
        match self {
            Self::Promise(_) => true,
            Self::Settlement(_) | Self::Extension(_) | Self::Discount(_) => day > self.last_day(),
            Self::Plan(_) => false,
        }
    }

    /// What the end of a day makes of an agreement that holds. After its last day it was kept where nothing is owed any
    /// more, and else broken; but a settlement that its sum has not fulfilled had no effect where nothing is owed. What was
    /// begun in time may arrive later and still counts: until then nothing is decided.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn standing_on(&self, facts: &AgreementFacts, day: Date) -> Result<AgreementState, MoneyError> {
        let over = day > self.last_day() && !facts.under_way;
        let at_its_end = |done: bool| match (done, self.kind()) {
            (true, AgreementKind::Settlement) => AgreementState::Cancelled,
            (true, _) => AgreementState::Kept,
            (false, _) => AgreementState::Broken,
        };
        Ok(match self {
            Self::Promise(terms) => match terms.standing(facts)? {
                AgreementState::Live if over => AgreementState::Broken,
                state => state,
            },
            Self::Settlement(terms) if over && terms.is_fulfilled(facts)? => terms.standing(facts)?,
            Self::Settlement(_) | Self::Extension(_) | Self::Discount(_) if over => at_its_end(facts.is_done()?),
            Self::Settlement(_) | Self::Extension(_) | Self::Discount(_) | Self::Plan(_) => AgreementState::Live,
        })
    }

    /// Does an agreement that ended as `state` hold again, now that money has moved? What was kept does when its money has
    /// gone, a promise or a settlement that was broken when it turns out to have come in time, and until its last day a
    /// settlement that had no effect when something is owed again.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn holds_again(&self, state: AgreementState, facts: &AgreementFacts, today: Date) -> Result<bool, MoneyError> {
        use AgreementState::{Broken, Cancelled, Kept, Live, Replaced};
        match (self, state) {
            (Self::Settlement(terms), Kept) => Ok(!terms.stays_fulfilled(facts)?),
            (Self::Settlement(terms), Broken) => terms.is_fulfilled(facts),
            (Self::Settlement(terms), Cancelled) => {
                Ok(today <= terms.until && facts.owed.is_positive() && !terms.is_fulfilled(facts)?)
            }
            (Self::Promise(terms), Kept) => Ok(!terms.is_kept(facts)?),
            (Self::Promise(terms), Broken) => terms.is_fulfilled(facts),
            (Self::Plan(terms), Kept) => {
                let came: Vec<_> = facts.received.came_to_plan(facts.zone).collect();
                Ok(!facts.is_done()? && !is_paid(&terms.plan, &came)?)
            }
            (Self::Extension(_), Kept) => Ok(!facts.is_done()?),
            (Self::Plan(_) | Self::Extension(_), Broken)
            | (Self::Discount(_), Kept | Broken)
            | (Self::Promise(_) | Self::Plan(_) | Self::Extension(_) | Self::Discount(_), Cancelled)
            | (_, Live | Replaced) => Ok(false),
        }
    }
}

/// How a plan ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanEnding {
    /// Kept or broken.
    pub state: AgreementState,
    /// Until this day, included, reminders and charges were suspended.
    pub suspended_until: Date,
}

impl PlanTerms {
    /// How a plan ends that stands like this today; none while it goes on, or can still be mended. Until its last chance was
    /// over a broken one was treated as kept.
    #[must_use]
    pub fn ending(&self, state: PlanState, today: Date) -> Option<PlanEnding> {
        match state {
            PlanState::Completed { .. } => Some(PlanEnding { state: AgreementState::Kept, suspended_until: today }),
            PlanState::Broken { on, cure_until: None } => {
                let cure = u32::from(self.default_terms.cure_days);
                let suspended_until = on.pred_opt().and_then(|before| add_days(before, cure).ok()).unwrap_or(on);
                Some(PlanEnding { state: AgreementState::Broken, suspended_until })
            }
            PlanState::Kept | PlanState::InGrace { .. } | PlanState::Cured { .. } | PlanState::Broken { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
