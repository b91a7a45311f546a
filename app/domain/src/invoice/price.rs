//! The price of an invoice: what clears it today, where that is less than what is owed on it.
//!
//! There is one price on a day, whatever way it is paid. A settlement that is in force goes before an early-payment discount.
//! Its parts are kept apart as everywhere: money goes to fees, interest and principal in this order, and what falls away with
//! it is the rest.

use super::{Component, Invoice, OpenInvoice};
use crate::date::Date;
use crate::discount::Reduction;
use crate::id::AgreementId;
use crate::money::{Money, MoneyError};

/// What clears an invoice today: less than what is owed on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// What is paid, without what is on its way; nothing where all of it is.
    pub to_pay: Money,
    /// What a settlement asks for beside it once what is in review is answered.
    pub resting: Money,
    /// The last day, to its end, in the creditor's zone; none: no end is in sight.
    pub until: Option<Date>,
    /// Why it is less.
    pub by: PricedBy,
}

/// Why less clears an invoice than what is owed on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PricedBy {
    /// A settlement that was agreed and is in force: the rest is written off.
    Settlement(AgreementId),
    /// It is paid early.
    Discount(Reduction),
    /// The plan that it is in asks for less than is left of its instalments: they are paid early, or all that it asks for is on
    /// its way.
    Instalments(AgreementId),
}

impl Price {
    /// The settlement behind it.
    #[must_use]
    pub const fn settlement(&self) -> Option<AgreementId> {
        match self.by {
            PricedBy::Settlement(id) => Some(id),
            PricedBy::Discount(_) | PricedBy::Instalments(_) => None,
        }
    }

    /// Is it of a plan?
    #[must_use]
    pub const fn is_of_plan(&self) -> bool {
        matches!(self.by, PricedBy::Instalments(_))
    }
}

impl OpenInvoice {
    /// The part of it that `amount` pays: fees first, then interest, then principal.
    ///
    /// # Errors
    /// [`MoneyError`] for an amount in another currency.
    pub fn cut_to(self, amount: Money) -> Result<Self, MoneyError> {
        let (mut left, mut cut) = (amount, self);
        for component in Component::ALL {
            let part = self.owed_of(component).min(left)?;
            left = left.minus(part)?;
            match component {
                Component::Fee => cut.fees = part,
                Component::Interest => cut.interest = part,
                Component::Principal => cut.balance = part,
            }
        }
        Ok(cut)
    }
}

impl Invoice {
    /// What it costs without its price: what is owed, but for what is on hold.
    #[must_use]
    pub fn without_price(&self) -> Money {
        self.unpriced().owed().unwrap_or(self.balance)
    }

    /// What falls away with its price; nothing where it has none.
    #[must_use]
    pub fn off(&self) -> Money {
        self.without_price().minus(self.to_pay()).unwrap_or(Money::zero(self.balance.currency()))
    }

    /// What of its plan's instalments it stands for: its price, but for what comes off them for being paid early.
    #[must_use]
    pub fn by_schedule(&self) -> Money {
        if self.price.is_some_and(|price| price.is_of_plan()) { self.without_price() } else { self.to_pay() }
    }

    /// The discount that paying its price earns. What a settlement gives up is written off when its sum has come.
    #[must_use]
    pub fn discount(&self) -> Money {
        match self.price.map(|price| price.by) {
            Some(PricedBy::Discount(_) | PricedBy::Instalments(_)) => self.off(),
            Some(PricedBy::Settlement(_)) | None => Money::zero(self.balance.currency()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::samples::{self, mxn};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn invoice([fees, interest, balance, disputed]: [i64; 4]) -> Invoice {
        Invoice { fees: mxn(fees), interest: mxn(interest), disputed: mxn(disputed), ..samples::invoice(balance) }
    }

    fn settled(invoice: Invoice, to_pay: i64) -> Invoice {
        let by = PricedBy::Settlement(AgreementId::new(Uuid::from_u128(9)));
        Invoice { price: Some(Price { to_pay: mxn(to_pay), resting: mxn(0), until: None, by }), ..invoice }
    }

    #[test]
    fn money_goes_to_charges_first_and_the_rest_falls_away() {
        let one = settled(invoice([50, 30, 1_000, 0]), 60);
        let parts = one.payable();
        assert_eq!((parts.fees, parts.interest, parts.balance), (mxn(50), mxn(10), mxn(0)));
        assert_eq!(
            (one.to_pay(), one.asked(), one.off(), one.without_price()),
            (mxn(60), mxn(60), mxn(1_020), mxn(1_080))
        );
        assert_eq!(one.discount(), mxn(0), "a settlement is written off, not discounted");
        let by = PricedBy::Discount(Reduction::Amount(mxn(20)));
        let early = Invoice {
            price: Some(Price { to_pay: mxn(980), resting: mxn(0), until: None, by }),
            ..invoice([0, 0, 1_000, 0])
        };
        assert_eq!((early.to_pay(), early.discount()), (mxn(980), mxn(20)));
    }

    #[test]
    fn what_is_disputed_in_whole_is_not_asked_for_at_any_price() {
        let whole = settled(invoice([0, 0, 1_000, 1_000]), 600);
        assert_eq!((whole.asked(), whole.to_pay()), (mxn(0), mxn(600)));
    }

    proptest! {
        #[test]
        fn a_price_is_exact_and_no_part_is_more_than_owed(
            fees in 0..500_i64, interest in 0..500_i64, balance in 1..5_000_i64, disputed in 0..5_000_i64, percent in 1..=100_i64,
        ) {
            let plain = invoice([fees, interest, balance, disputed]);
            let to_pay = (plain.without_price().minor() * percent / 100).max(1);
            let priced = settled(plain.clone(), to_pay);
            prop_assert_eq!(priced.to_pay(), mxn(to_pay));
            prop_assert_eq!(priced.off().minor() + to_pay, plain.to_pay().minor());
            for component in Component::ALL {
                prop_assert!(priced.payable().owed_of(component).minor() <= plain.open().owed_of(component).minor());
            }
        }
    }
}
