//! What a debtor may choose today, computed from policy, payment history, debts and day.
//!
//! Each offer stands for itself: one invoice, or the debts of one currency. What a provider could not
//! charge is not offered, nor is anything on an invoice that is on hold (disputed, or in a plan). The
//! order is always the same: discounts, settlements, plans, extensions, promises; within these, the
//! order of the debts.

mod discount;
mod extension;
mod plan;
mod promise;
mod settlement;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use super::offer::{Offer, Situation};
use super::policy::Policy;

/// All offers of the day. One that cannot be computed (sums or days out of range) is not made.
#[must_use]
pub fn offers(policy: &Policy, situation: &Situation<'_>) -> Vec<Offer> {
    let mut offers = Vec::with_capacity(4 * situation.debts.len());
    offers.extend(discounts(policy, situation));
    if let Some(settlement) = &policy.settlement {
        offers.extend(situation.debts.iter().filter_map(|debt| situation.settlement(settlement, debt)));
    }
    if let Some(plan) = &policy.plan {
        situation.plans(plan, &mut offers);
    }
    if let Some(extension) = &policy.extension {
        situation.extensions(extension, policy.discount.as_ref(), &mut offers);
    }
    if let Some(promise) = &policy.promise {
        offers.extend(situation.currencies().filter_map(|currency| situation.promise(promise, currency)));
    }
    offers
}

/// Of [`offers`], the early-payment discounts.
pub fn discounts<'a>(policy: &'a Policy, situation: &'a Situation<'_>) -> impl Iterator<Item = Offer> + 'a {
    let of = |debt| situation.discount(policy.discount.as_ref()?, debt);
    situation.debts.iter().filter_map(of)
}
