//! Plans: one a currency that is agreed at once, and a longer one by request.

use crate::date::days_between;
use crate::money::{Currency, Money};
use crate::offer::{Offer, OfferTerms, Reason, Situation};
use crate::plan::schedule::Frequency;
use crate::plan::solver::solve;
use crate::plan::{InvoicePart, NoPlan, Pace, PlanRequest};
use crate::policy::{Granted, PlanPolicy};

impl Situation<'_> {
    pub(super) fn plans(&self, policy: &PlanPolicy, offers: &mut Vec<Offer>) {
        for currency in self.currencies() {
            let automatic = self.plan(policy, currency, Granted::Automatically);
            let request = self.plan(policy, currency, Granted::OnRequest);
            let length = |offer: &Offer| {
                if let OfferTerms::Plan { max_instalments, .. } = offer.terms { max_instalments } else { 0 }
            };
            // Asking a person for no more than one gets at once would only cost time.
            let longer = request.filter(|r| automatic.as_ref().is_none_or(|a| length(r) > length(a)));
            offers.extend(automatic.into_iter().chain(longer));
        }
    }

    fn plan(&self, policy: &PlanPolicy, currency: Currency, granted: Granted) -> Option<Offer> {
        let parts: Vec<_> =
            self.owing(currency).map(|(debt, amount)| InvoicePart { invoice: debt.invoice, amount }).collect();
        let owed = Money::total(currency, parts.iter().map(|part| part.amount)).ok()?;
        let oldest = self.owing(currency).map(|(debt, _)| debt.due).min()?;
        if !policy.to.admits(self.history, days_between(oldest, self.as_of), owed) {
            return None;
        }
        let rules = policy.rules(granted, owed, self.floor(currency), self.as_of)?;
        let monthly = rules.frequencies.contains(&Frequency::Monthly);
        let frequency = if monthly { Frequency::Monthly } else { *rules.frequencies.first()? };
        let first = frequency.date(self.as_of, 1).ok()?.min(rules.first_to);
        let request = PlanRequest { pace: Pace::Count(rules.max_instalments), first, frequency, down: None };
        let plan = match solve(&parts, request, &rules) {
            Ok(plan) => plan,
            Err(NoPlan { nearest, .. }) => solve(&parts, nearest?, &rules).ok()?,
        };
        let each = plan.instalment_size()?;
        let max_instalments = u16::try_from(plan.counted().count()).ok()?;
        let terms = OfferTerms::Plan { owed, max_instalments, each, cost: plan.cost, frequency: plan.frequency };
        Some(Offer { terms, reason: Reason::InParts, until: policy.to.last_day(oldest), granted })
    }
}
