//! Early-payment discounts: the invoice's own, or the policy's.

use crate::date::{Date, add_days, days_between};
use crate::discount::{DiscountBase, Discounted, EarlyDiscount, Reduction};
use crate::offer::{Offer, OfferTerms, OpenDebt, Reason, Situation};
use crate::policy::{DiscountPolicy, Granted, Off};
use crate::segment::{History, Segment};

impl Situation<'_> {
    /// The invoice's own discount; the policy's where the invoice states none, or one that cannot be computed. Never both, no
    /// second one while one stands, and
    /// none of the policy's after the invoice's own is over: what the creditor has written on the invoice is what was agreed.
    pub(super) fn discount(&self, policy: &DiscountPolicy, debt: &OpenDebt) -> Option<Offer> {
        debt.rest().filter(|_| !debt.discounted && !debt.extended)?;
        if let Some(terms) = debt.own_terms.filter(|_| policy.own_terms) {
            let until = terms.until(debt.issued).ok()?;
            let own = self.early(policy, debt, Reduction::Percent(terms.percent), until, Reason::InvoiceTerms(terms));
            if own.is_some() || self.as_of > until {
                return own;
            }
        }
        let early = policy.early.as_ref()?;
        if !policy.to.admits(self.history, debt.overdue_days(self.as_of), debt.balance) {
            return None;
        }
        let reduction = match &early.off {
            Off::Percent(percent) => Reduction::Percent(*percent),
            Off::Amount(amounts) => Reduction::Amount(amounts.get(debt.balance.currency())?),
        };
        // Early is never later than on time.
        let until = add_days(debt.issued, u32::from(early.days)).ok()?.min(debt.due);
        let reason = match self.history {
            History { segment: Segment::Good, on_time, counted, .. } => {
                Reason::PaysOnTime { on_time: *on_time, of: *counted }
            }
            _ => Reason::PaidEarly { days_left: days_between(self.as_of, until) },
        };
        self.early(policy, debt, reduction, until, reason)
    }

    fn early(
        &self,
        policy: &DiscountPolicy,
        debt: &OpenDebt,
        reduction: Reduction,
        until: Date,
        reason: Reason,
    ) -> Option<Offer> {
        let base = DiscountBase { balance: debt.balance, total: debt.total, untaxed: debt.untaxed };
        let discount = EarlyDiscount { reduction, tax: policy.tax, until };
        let Discounted { off, to_pay } = discount.quote(base, self.as_of).ok()?;
        let terms = OfferTerms::Discount { invoice: debt.invoice, reduction, tax: policy.tax, off, to_pay };
        let offer = Offer { terms, reason, until: Some(until), granted: Granted::Automatically };
        // Charges would stay open beside a discounted balance; who has run into them is not early.
        (debt.charges.is_zero() && self.chargeable(to_pay)).then_some(offer)
    }
}
