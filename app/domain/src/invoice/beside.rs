//! What is owed on an invoice beside the plan that it is in: a refund or a chargeback of a payment from before the plan, a payment
//! that was taken back, a total that was raised. The plan was made over what was owed then. What is owed beside it has the
//! invoice's own day, is paid like any invoice, and is no part of the schedule.

use super::{Invoice, Price};
use crate::id::AgreementId;
use crate::money::Money;

/// What is owed beside a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The plan.
    pub plan: AgreementId,
    /// How much; positive.
    pub owed: Money,
    /// What payments of it that are being processed will pay.
    pub on_its_way: Money,
}

impl Invoice {
    /// As it is paid: what is owed beside its plan as an invoice of its own, and what is in the plan. One invoice where nothing
    /// is owed beside a plan.
    #[must_use]
    pub fn parts(&self) -> Vec<Self> {
        let Some(beside) = self.beside.filter(|_| self.plan.is_some()) else { return vec![self.clone()] };
        // Charges are paid first, and the plan has its price among them: the principal is what is owed beside it.
        let of_balance = beside.owed.minor().min(self.balance.minor()).max(0);
        let of_interest = (beside.owed.minor() - of_balance).min(self.interest.minor()).max(0);
        let of_fees = (beside.owed.minor() - of_balance - of_interest).min(self.fees.minor()).max(0);
        let own = |minor| Money::new(minor, self.total.currency());
        let rest = |all: Money, part: i64| own(all.minor() - part);
        let alone = Self {
            plan: None,
            balance: own(of_balance),
            interest: own(of_interest),
            fees: own(of_fees),
            disputed: own(0),
            on_its_way: beside.on_its_way,
            price: self.price.filter(|price| !price.is_of_plan()),
            ..self.clone()
        };
        // A plan's price is for what is in it.
        let own_price = |price: Price| {
            let to_pay = if price.is_of_plan() { rest(price.to_pay, alone.to_pay().minor()) } else { price.to_pay };
            Price { to_pay, ..price }
        };
        let planned = Self {
            beside: None,
            balance: rest(self.balance, of_balance),
            interest: rest(self.interest, of_interest),
            fees: rest(self.fees, of_fees),
            on_its_way: rest(self.on_its_way, beside.on_its_way.minor()),
            price: self.price.map(own_price),
            ..self.clone()
        };
        if planned.owed().is_positive() { vec![alone, planned] } else { vec![alone] }
    }

    /// The plan that it is owed beside, where it is such a [part](Self::parts).
    #[must_use]
    pub fn owed_beside(&self) -> Option<AgreementId> {
        self.beside.filter(|_| self.plan.is_none()).map(|beside| beside.plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::samples::{self, mxn};
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        /// Whatever is owed beside a plan, both parts are all that is owed, in each kind, and what is on its way.
        #[test]
        fn parts_are_all_of_an_invoice(
            [fees, interest, balance] in [0..500_i64, 0..500, 0..5_000], beside in 1..6_000_i64, way in 0..3_000_i64, own_way in 0..3_000_i64,
        ) {
            let plan = AgreementId::new(Uuid::from_u128(9));
            let owed = beside.min(fees + interest + balance);
            prop_assume!(owed > 0);
            let own_way = own_way.min(way);
            let invoice = Invoice {
                fees: mxn(fees),
                interest: mxn(interest),
                plan: Some(plan),
                beside: Some(Beside { plan, owed: mxn(owed), on_its_way: mxn(own_way) }),
                on_its_way: mxn(way),
                ..samples::invoice(balance)
            };
            let parts = invoice.parts();
            let sum = |of: fn(&Invoice) -> Money| parts.iter().map(|part| of(part).minor()).sum::<i64>();
            prop_assert_eq!([sum(|one| one.fees), sum(|one| one.interest), sum(|one| one.balance)], [fees, interest, balance]);
            prop_assert_eq!((parts[0].owed(), parts[0].owed_beside(), parts[0].plan), (mxn(owed), Some(plan), None));
            prop_assert!(parts.get(1).is_none_or(|rest| rest.owed_beside().is_none() && rest.plan == Some(plan)));
            prop_assert!(parts.len() == 1 || sum(|one| one.on_its_way) == way);
        }
    }
}
