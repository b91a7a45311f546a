//! The money that has reached what an agreement covers.

use crate::date::Date;
use crate::money::{Currency, Money, MoneyError};
use crate::plan::standing::PlanPayment;
use crate::zone::Zone;
use chrono::{DateTime, Utc};

/// What one payment did to what an agreement covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceivedPayment {
    /// When it was paid.
    pub at: DateTime<Utc>,
    /// When the payment was begun: its price is fixed from then on. Of one that was made elsewhere, when it was paid.
    pub begun: DateTime<Utc>,
    /// What of it was not given back, discounts earned included; positive.
    pub amount: Money,
    /// What came at first.
    pub came: Money,
    /// Of what was not given back, the discounts.
    pub discount: Money,
}

/// The payments that have reached what an agreement covers since it was made: those of which something stays.
///
/// Where a sum was agreed, a payment counts with all that came of it while anything of it stays: giving back a part of it
/// undoes nothing that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedPayments {
    /// Of all of them.
    pub currency: Currency,
    /// The oldest first.
    pub payments: Vec<ReceivedPayment>,
}

impl ReceivedPayments {
    /// The same payments, of which no discount that was earned is counted.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn money_only(&self) -> Result<Self, MoneyError> {
        let money = |one: &ReceivedPayment| {
            let (amount, came) = (one.amount.minus(one.discount)?, one.came.minus(one.discount)?);
            Ok(ReceivedPayment { amount, came, discount: Money::zero(self.currency), ..*one })
        };
        let payments = self.payments.iter().map(money).collect::<Result<_, MoneyError>>()?;
        Ok(Self { currency: self.currency, payments })
    }

    fn total(&self, of: impl Fn(&ReceivedPayment) -> Option<Money>) -> Result<Money, MoneyError> {
        Money::total(self.currency, self.payments.iter().filter_map(of))
    }

    /// All that came.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn came(&self) -> Result<Money, MoneyError> {
        self.total(|one| Some(one.came))
    }

    /// What came of the payments that were begun by the end of a day, whenever their money came.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn begun_by(&self, day: Date, zone: Zone) -> Result<Money, MoneyError> {
        self.total(|one| (zone.day_of(one.begun) <= day).then_some(one.came))
    }

    /// What was not given back.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn stays(&self) -> Result<Money, MoneyError> {
        self.total(|one| Some(one.amount))
    }

    /// What was not given back of the payments that came by the end of a day.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn stays_of(&self, day: Date, zone: Zone) -> Result<Money, MoneyError> {
        self.total(|one| (zone.day_of(one.at) <= day).then_some(one.amount))
    }

    /// What was given back of them.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn given_back(&self) -> Result<Money, MoneyError> {
        self.came()?.minus(self.stays()?)
    }

    /// As a plan that was kept counts them: what came of each, while anything of it stays, on its day.
    pub fn came_to_plan(&self, zone: Zone) -> impl Iterator<Item = PlanPayment> {
        self.payments.iter().map(move |one| PlanPayment { on: zone.day_of(one.at), amount: one.came })
    }

    /// As a plan's schedule counts them: what stays of each, on the day on which it was begun. Who begins in time has paid in
    /// time, however long the money is on its way.
    pub fn of_plan(&self, zone: Zone) -> impl Iterator<Item = PlanPayment> {
        self.payments.iter().map(move |one| PlanPayment { on: zone.day_of(one.begun), amount: one.amount })
    }
}
