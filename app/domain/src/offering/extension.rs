//! Extensions: a later due date, so many times a year.

use crate::date::days_between;
use crate::money::Money;
use crate::offer::{Offer, OfferTerms, OpenDebt, Reason, Situation};
use crate::policy::{DiscountPolicy, ExtensionOption, ExtensionPolicy, ExtensionPrice};
use crate::rate::{interest, rounded};

impl Situation<'_> {
    pub(super) fn extensions(
        &self,
        policy: &ExtensionPolicy,
        discount: Option<&DiscountPolicy>,
        offers: &mut Vec<Offer>,
    ) {
        let left = policy.a_year.saturating_sub(self.uses.extensions);
        if left == 0 {
            return;
        }
        for debt in self.debts.iter().filter(|debt| !debt.extending) {
            let Some(owed) = debt.owed() else { continue };
            if policy.to.admits(self.history, debt.overdue_days(self.as_of), owed) {
                let lost = discount.and_then(|policy| self.discount(policy, debt)?.terms.saving());
                let lost = lost.unwrap_or(Money::zero(owed.currency()));
                let until = policy.to.last_day(debt.due);
                offers.extend(policy.options.iter().filter_map(|option| {
                    let terms = self.extension(option, debt, owed, lost)?;
                    Some(Offer { terms, reason: Reason::StillFree { left }, until, granted: option.granted })
                }));
            }
        }
    }

    fn extension(&self, option: &ExtensionOption, debt: &OpenDebt, owed: Money, lost: Money) -> Option<OfferTerms> {
        let from = debt.due.max(self.as_of);
        let new_due = option.by.after(from).ok()?;
        let pay_now = owed.percent(option.pay_now_percent).ok()?;
        let price = match &option.price {
            ExtensionPrice::None => Money::zero(owed.currency()),
            ExtensionPrice::Fee(fees) => fees.get(owed.currency())?,
            ExtensionPrice::AnnualPercent(percent) => {
                let open = owed.minus(pay_now).ok()?.minor();
                Money::new(rounded(interest(open, *percent, days_between(from, new_due))?)?, owed.currency())
            }
        };
        let terms = OfferTerms::Extension {
            invoice: debt.invoice,
            by: option.by,
            old_due: debt.due,
            new_due,
            price,
            pay_now,
            lost_discount: lost,
        };
        (pay_now.is_zero() || self.chargeable(pay_now)).then_some(terms)
    }
}
