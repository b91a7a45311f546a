//! What is left of invoices: what is asked for and until when, and what is owed and not asked for now, since it is on its way or in
//! review. Whoever says what is left says these together.

use super::Invoice;
use crate::date::Date;
use crate::money::{Currency, Money, MoneyError};
use std::collections::BTreeMap;

/// A sum a currency, each more than nothing.
pub type Sums = BTreeMap<Currency, Money>;

/// What is left of some invoices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// What is [asked for](Invoice::asked).
    pub asked: Sums,
    /// The last day of that, where a price ends, and what is asked for afterwards.
    pub ends: Option<(Date, Sums)>,
    /// What is in review.
    pub in_review: Sums,
    /// What payments in process pay of it.
    pub on_its_way: Sums,
}

impl Left {
    /// Of these invoices together; what is void owes nothing.
    ///
    /// # Errors
    /// [`MoneyError`] for sums out of range.
    pub fn of<'a>(invoices: impl Iterator<Item = &'a Invoice> + Clone) -> Result<Self, MoneyError> {
        let all = invoices.filter(|invoice| !invoice.void);
        let first = all.clone().filter_map(Invoice::price_ends).min();
        let later = |invoice: &Invoice| {
            if invoice.price_ends() == first { invoice.without_price() } else { invoice.asked() }
        };
        Ok(Self {
            asked: sums(all.clone().map(Invoice::asked))?,
            ends: first.map(|day| Ok((day, sums(all.clone().map(later))?))).transpose()?,
            in_review: sums(all.clone().map(Invoice::in_review))?,
            on_its_way: sums(all.map(|invoice| invoice.on_its_way))?,
        })
    }
}

impl Invoice {
    /// The last day of its price, where it is asked for at one and costs more afterwards.
    fn price_ends(&self) -> Option<Date> {
        let less = self.asked().is_positive() && self.off().is_positive();
        self.price.filter(|_| less).and_then(|price| price.until)
    }
}

fn sums(amounts: impl Iterator<Item = Money>) -> Result<Sums, MoneyError> {
    let mut sums = Sums::new();
    for amount in amounts.filter(|amount| amount.is_positive()) {
        let sum = sums.entry(amount.currency()).or_insert(Money::zero(amount.currency()));
        *sum = sum.plus(amount)?;
    }
    Ok(sums)
}

/// What a debtor is [asked for](Invoice::asked) on these invoices, by currency.
///
/// # Errors
/// [`MoneyError::Overflow`] when the invoices of one currency come to more than 64 bits hold.
pub fn asked_by_currency(invoices: &[Invoice]) -> Result<Sums, MoneyError> {
    sums(invoices.iter().filter(|invoice| !invoice.void).map(Invoice::asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discount::Reduction;
    use crate::id::{AgreementId, CreditorId, DebtorId, InvoiceId};
    use crate::invoice::{NewInvoice, Price, PricedBy};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(day: u32) -> Date {
        Date::from_ymd_opt(2026, 3, day).expect("a day")
    }

    /// An invoice of 1,000 with a price until a day.
    fn priced(to_pay: i64, until: Option<u32>, settled: bool) -> Invoice {
        let new = NewInvoice {
            creditor: CreditorId::new(Uuid::from_u128(1)),
            debtor: DebtorId::new(Uuid::from_u128(2)),
            id: InvoiceId::new(Uuid::from_u128(3)),
            number: "A-1",
            issued: day(31),
            due: day(31),
            total: mxn(1_000),
        };
        let by = if settled {
            PricedBy::Settlement(AgreementId::new(Uuid::from_u128(4)))
        } else {
            PricedBy::Discount(Reduction::Amount(mxn(1_000 - to_pay)))
        };
        let price = Price { to_pay: mxn(to_pay), resting: mxn(0), until: until.map(day), by };
        Invoice { price: Some(price), ..Invoice::new(new) }
    }

    fn plain() -> Invoice {
        Invoice { price: None, ..priced(1_000, None, false) }
    }

    fn one(minor: i64) -> Sums {
        sums([mxn(minor)].into_iter()).expect("a sum")
    }

    // The first day on which any price ends is told, and what all of them cost from then on.
    #[test]
    fn a_price_that_ends_is_told_with_its_day_and_what_follows() {
        let all = [priced(600, Some(11), true), priced(980, Some(14), false), plain()];
        let left = Left::of(all.iter()).expect("sums");
        assert_eq!((left.asked, left.ends), (one(2_580), Some((day(11), one(2_980)))));
        let endless = [priced(980, None, false)];
        assert_eq!(Left::of(endless.iter()).expect("sums").ends, None);
        // All of it is on its way: nothing is asked for at any price.
        let moving = [Invoice { on_its_way: mxn(600), ..priced(0, Some(11), true) }];
        let left = Left::of(moving.iter()).expect("sums");
        assert_eq!((left.asked, left.ends, left.on_its_way), (Sums::new(), None, one(600)));
        let void = [Invoice { void: true, ..plain() }];
        assert_eq!(Left::of(void.iter()), Ok(Left::default()));
    }

    proptest! {
        // Nothing of what is owed goes unsaid.
        #[test]
        fn its_parts_are_what_is_owed(way in 0..1_200_i64, disputed in 0..1_200_i64) {
            let one = Invoice { on_its_way: mxn(way.min(1_000)), disputed: mxn(disputed), ..plain() };
            let left = Left::of(std::iter::once(&one)).expect("sums");
            let of = |sums: &Sums| sums.values().map(|sum| sum.minor()).sum::<i64>();
            prop_assert_eq!(of(&left.asked) + of(&left.in_review) + of(&left.on_its_way), 1_000);
        }
    }
}
