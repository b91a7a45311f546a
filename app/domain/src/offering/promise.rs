//! Promises: a date on the old terms, so many times a year.

use crate::date::{add_days, days_between};
use crate::money::{Currency, Money};
use crate::offer::{Offer, OfferTerms, Reason, Situation};
use crate::policy::{Granted, PromisePolicy};

impl Situation<'_> {
    pub(super) fn promise(&self, policy: &PromisePolicy, currency: Currency) -> Option<Offer> {
        let left = policy.a_year.saturating_sub(self.uses.promises);
        let latest = add_days(self.as_of, u32::from(policy.days_ahead)).ok()?;
        // Who has more time than can be promised needs no promise.
        let due = || self.owing(currency).filter(|(debt, _)| debt.due <= latest);
        let oldest = due().map(|(debt, _)| debt.due).min()?;
        let owed = Money::total(currency, due().map(|(_, owed)| owed)).ok()?;
        let admitted = left > 0 && policy.to.admits(self.history, days_between(oldest, self.as_of), owed);
        let offer = Offer {
            terms: OfferTerms::Promise { owed, latest },
            reason: Reason::StillFree { left },
            until: policy.to.last_day(oldest),
            granted: Granted::Automatically,
        };
        (admitted && self.chargeable(owed)).then_some(offer)
    }
}
