//! Settlements: the older a debt, the smaller the part that clears it.

use crate::date::add_days;
use crate::offer::{Offer, OfferTerms, OpenDebt, Reason, Situation};
use crate::policy::{Granted, SettlementPolicy};

impl Situation<'_> {
    pub(super) fn settlement(&self, policy: &SettlementPolicy, debt: &OpenDebt) -> Option<Offer> {
        let owed = debt.owed()?;
        let overdue_days = debt.overdue_days(self.as_of);
        if !policy.to.admits(self.history, overdue_days, owed) {
            return None;
        }
        let index = policy.steps.iter().rposition(|step| overdue_days >= i64::from(step.overdue_from))?;
        let percent = policy.steps.get(index)?.pay_percent;
        let to_pay = owed.percent(percent).ok()?;
        let written_off = owed.minus(to_pay).ok()?;
        // Until the next step, the audience's last day, or the days an offer holds.
        let mut until = add_days(self.as_of, u32::from(policy.days)).ok()?;
        if let Some(next) = policy.steps.get(index + 1) {
            until = until.min(add_days(debt.due, u32::from(next.overdue_from)).ok()?.pred_opt()?);
        }
        if let Some(last) = policy.to.last_day(debt.due) {
            until = until.min(last);
        }
        let terms = OfferTerms::Settlement { invoice: debt.invoice, percent, to_pay, written_off };
        let reason = Reason::OldDebt { overdue_days };
        let offer = Offer { terms, reason, until: Some(until), granted: Granted::Automatically };
        (written_off.is_positive() && self.chargeable(to_pay)).then_some(offer)
    }
}
