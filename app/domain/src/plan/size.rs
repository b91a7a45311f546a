//! What the payments of a plan come to: which sum may be named for each of them, and what they are together.

use super::{Instalment, Plan};
use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// The sum that may be named for each payment of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstalmentSize {
    /// Each is exactly this.
    Equal(Money),
    /// Some are this, others less: so many times this would be more than the plan's total.
    UpTo(Money),
}

impl InstalmentSize {
    /// What one is at most.
    #[must_use]
    pub const fn largest(self) -> Money {
        match self {
            Self::Equal(each) | Self::UpTo(each) => each,
        }
    }
}

impl Plan {
    /// What is paid at once, before the instalments that are counted.
    #[must_use]
    pub fn down(&self) -> Option<&Instalment> {
        self.instalments.iter().find(|instalment| instalment.n == 0)
    }

    /// The instalments without what is paid at once, in the order of their days.
    pub fn counted(&self) -> impl DoubleEndedIterator<Item = &Instalment> + Clone {
        self.instalments.iter().filter(|instalment| instalment.n > 0)
    }

    /// What the counted instalments come to: principal and price, without what is paid at once.
    ///
    /// # Errors
    /// [`MoneyError`] for instalments of two currencies, or sums past 64 bits.
    pub fn counted_total(&self) -> Result<Money, MoneyError> {
        Money::total(self.principal.currency(), self.counted().map(|instalment| instalment.amount))
    }

    /// What each counted instalment is; none where there are none.
    #[must_use]
    pub fn instalment_size(&self) -> Option<InstalmentSize> {
        let largest = self.counted().map(|one| one.amount).max_by_key(|amount| amount.minor())?;
        let equal = self.counted().all(|one| one.amount == largest);
        Some(if equal { InstalmentSize::Equal(largest) } else { InstalmentSize::UpTo(largest) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::id::InvoiceId;
    use crate::plan::schedule::Frequency;
    use crate::plan::{FinanceCharge, InvoicePart};
    use rust_decimal::Decimal;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    /// Payments of these amounts, a month apart; the first is number `from`.
    fn plan(from: u16, amounts: &[i64]) -> Plan {
        let start = Date::from_ymd_opt(2026, 1, 10).expect("a day");
        let instalment = |(n, minor): (u16, &i64)| Instalment {
            n,
            date: Frequency::Monthly.date(start, n).expect("a day"),
            amount: mxn(*minor),
            principal: mxn(*minor),
            price: mxn(0),
        };
        let principal = mxn(amounts.iter().sum());
        Plan {
            start,
            anchor: start,
            frequency: Frequency::Monthly,
            price: FinanceCharge { flat: mxn(0), annual_percent: Decimal::ZERO },
            invoices: vec![InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(1)), amount: principal }],
            instalments: (from..).zip(amounts).map(instalment).collect(),
            principal,
            cost: mxn(0),
        }
    }

    #[test]
    fn a_sum_is_named_for_each_only_where_each_is_that() {
        assert_eq!(plan(1, &[500, 500, 500]).instalment_size(), Some(InstalmentSize::Equal(mxn(500))));
        // 3 x 34 would be 102.
        assert_eq!(plan(1, &[34, 33, 33]).instalment_size(), Some(InstalmentSize::UpTo(mxn(34))));
        assert_eq!(plan(1, &[7]).instalment_size(), Some(InstalmentSize::Equal(mxn(7))));
        // What is paid at once is no instalment.
        assert_eq!(plan(0, &[900, 500, 500]).instalment_size(), Some(InstalmentSize::Equal(mxn(500))));
        assert_eq!(plan(0, &[900]).instalment_size(), None);
    }

    #[test]
    fn what_is_paid_at_once_and_the_instalments_are_the_whole() {
        let plan = plan(0, &[100_000, 991_216, 991_216]);
        assert_eq!(plan.down().map(|down| down.amount), Some(mxn(100_000)));
        assert_eq!(plan.counted_total(), Ok(mxn(1_982_432)));
        assert_eq!(plan.principal, mxn(2_082_432));
    }
}
