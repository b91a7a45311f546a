//! What a plan is: the request, the rules it must keep to, the schedule, and why there is none.

pub mod default_terms;
pub mod early;
pub mod effects;
pub mod revision;
pub mod schedule;
pub mod size;
pub mod solver;
pub mod split;
pub mod standing;

use self::schedule::Frequency;
use crate::date::{Date, OutOfCalendar};
use crate::id::InvoiceId;
use crate::money::{Currency, Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The most instalments a plan may have: five years of weeks.
pub const MAX_INSTALMENTS: u16 = 260;

/// A part of one invoice's balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoicePart {
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much of it.
    pub amount: Money,
}

/// What a plan costs. Both may be nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinanceCharge {
    /// A flat fee, spread evenly; due whole even if the plan is paid off early.
    pub flat: Money,
    /// Per cent a year on the principal still open, by actual days ÷ 365.
    pub annual_percent: Decimal,
}

impl FinanceCharge {
    /// No price.
    #[must_use]
    pub const fn none(currency: Currency) -> Self {
        Self { flat: Money::zero(currency), annual_percent: Decimal::ZERO }
    }
}

/// What the debtor asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRequest {
    /// How much each time, or how many times.
    pub pace: Pace,
    /// The day of the first instalment; the anchor of all others.
    pub first: Date,
    /// How often.
    pub frequency: Frequency,
    /// What is paid at once.
    pub down: Option<Money>,
}

/// How much each time, or how many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// At most this much each time.
    Each(Money),
    /// This many instalments, the down payment not counted.
    Count(u16),
}

/// What is allowed, and at which price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRules {
    /// The day of the agreement: the down payment's day, from which a rate runs.
    pub start: Date,
    /// The price.
    pub price: FinanceCharge,
    /// How often may be paid; the first is taken where the requested one is not among them.
    pub frequencies: Vec<Frequency>,
    /// The earliest first instalment.
    pub first_from: Date,
    /// The latest first instalment.
    pub first_to: Date,
    /// The last day an instalment may fall on.
    pub latest_end: Option<Date>,
    /// How many instalments there may be.
    pub max_instalments: u16,
    /// The smallest instalment: the larger of the provider's minimum and the policy's.
    pub min_instalment: Money,
    /// The smallest down payment; nothing means that none is needed.
    pub min_down: Money,
    /// The largest down payment.
    pub max_down: Money,
    /// Instalments are multiples of this many minor units, for a currency that is written with minor
    /// units but paid in whole ones (then 100); what does not divide falls to the last. Else 1, also
    /// for ISK and UGX: their minor unit is the whole one, by ISO 4217.
    pub step: i64,
}

/// One payment of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// From 1; the down payment is 0.
    pub n: u16,
    /// The last day to pay it, before any grace.
    pub date: Date,
    /// What is to be paid: principal and price.
    pub amount: Money,
    /// The part that pays invoices.
    pub principal: Money,
    /// The part that pays for the plan.
    pub price: Money,
}

/// A schedule with what it pays and what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The day from which it runs.
    pub start: Date,
    /// The first instalment's day, from which all others are counted.
    pub anchor: Date,
    /// How often.
    pub frequency: Frequency,
    /// The price's terms.
    pub price: FinanceCharge,
    /// What it pays, oldest first.
    pub invoices: Vec<InvoicePart>,
    /// The payments in order of their days.
    pub instalments: Vec<Instalment>,
    /// The sum of all principal parts, and of `invoices`.
    pub principal: Money,
    /// The sum of all price parts: what the plan costs.
    pub cost: Money,
}

/// Why there is no such plan. Each is a sentence to the debtor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PlanRefusal {
    /// No invoice with anything to pay.
    #[error("nothing is owed")]
    Nothing,
    /// Amounts of two currencies.
    #[error("one plan has one currency")]
    TwoCurrencies,
    /// Not paid so often.
    #[error("this frequency is not offered")]
    Frequency,
    /// The first instalment comes too early.
    #[error("the first instalment is on {from} at the earliest")]
    FirstTooEarly {
        /// The earliest day.
        from: Date,
    },
    /// The first instalment comes too late.
    #[error("the first instalment is on {to} at the latest")]
    FirstTooLate {
        /// The latest day.
        to: Date,
    },
    /// Too little paid down.
    #[error("the down payment is {min} at least")]
    DownTooSmall {
        /// The least.
        min: Money,
    },
    /// Too much paid down.
    #[error("the down payment is {max} at most")]
    DownTooLarge {
        /// The most.
        max: Money,
    },
    /// Instalments below the least.
    #[error("an instalment is {min} at least")]
    TooSmall {
        /// The least.
        min: Money,
    },
    /// Fewer instalments than make a plan.
    #[error("a plan has {fewest} instalments at least")]
    TooFew {
        /// The fewest.
        fewest: u16,
    },
    /// More instalments than allowed.
    #[error("a plan has {max} instalments at most")]
    TooMany {
        /// The most.
        max: u16,
    },
    /// The last instalment comes too late.
    #[error("the last instalment is on {latest} at the latest")]
    EndsTooLate {
        /// The last day.
        latest: Date,
    },
    /// The debt is too small to be paid in parts at all.
    #[error("too little is owed for instalments of {min}")]
    TooLittleOwed {
        /// The least instalment.
        min: Money,
    },
    /// A sum or a day past what can be written.
    #[error("out of range")]
    OutOfRange,
}

impl From<MoneyError> for PlanRefusal {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Mixed(..) => Self::TwoCurrencies,
            MoneyError::Overflow
            | MoneyError::TooManyDecimals { .. }
            | MoneyError::NotAnAmount(_)
            | MoneyError::UnknownCurrency(_) => Self::OutOfRange,
        }
    }
}

impl From<OutOfCalendar> for PlanRefusal {
    fn from(_: OutOfCalendar) -> Self {
        Self::OutOfRange
    }
}

/// A request that was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{reason}")]
pub struct NoPlan {
    /// The reason.
    pub reason: PlanRefusal,
    /// The nearest request that is allowed, if any plan is.
    pub nearest: Option<PlanRequest>,
}

impl Plan {
    /// The last instalment's day; the start where there is none.
    #[must_use]
    pub fn end(&self) -> Date {
        self.instalments.last().map_or(self.start, |last| last.date)
    }

    /// Which part of which invoice each instalment (by its number) pays: oldest first.
    #[must_use]
    pub fn covers(&self) -> Vec<(u16, InvoicePart)> {
        let mut covers = Vec::new();
        let mut parts = self.invoices.iter().copied();
        let mut open = parts.next();
        for instalment in &self.instalments {
            let mut left = instalment.principal.minor();
            while let Some(part) = open.as_mut().filter(|_| left > 0) {
                let paid = left.min(part.amount.minor());
                let currency = part.amount.currency();
                if paid > 0 {
                    covers.push((instalment.n, InvoicePart { amount: Money::new(paid, currency), ..*part }));
                }
                left -= paid;
                part.amount = Money::new(part.amount.minor() - paid, currency);
                if part.amount.is_zero() {
                    open = parts.next();
                }
            }
        }
        covers
    }

    /// Does everything add up? Asked of a plan that comes from outside.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let currency = self.principal.currency();
        let sums_to =
            |expected: Money, amounts: &mut dyn Iterator<Item = Money>| Money::total(currency, amounts) == Ok(expected);
        let each = |i: &Instalment| i.principal.plus(i.price) == Ok(i.amount) && i.price.minor() >= 0;
        sums_to(self.principal, &mut self.invoices.iter().map(|part| part.amount))
            && sums_to(self.principal, &mut self.instalments.iter().map(|i| i.principal))
            && sums_to(self.cost, &mut self.instalments.iter().map(|i| i.price))
            && self.instalments.iter().all(|i| each(i) && i.amount.is_positive() && i.principal.minor() >= 0)
            && self.instalments.windows(2).all(|pair| pair[0].date < pair[1].date && pair[0].n < pair[1].n)
    }
}
