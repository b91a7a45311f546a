//! Other terms than those that were asked for: built from what staff offer, by the same solver and over the same debts
//! as the debtor's own forms.
//!
//! Staff decide what the policy does not, so its bounds (how many instalments, how late the first) do not hold here.
//! What holds: the debts as they are owed today, what a provider can charge, and that a first day comes within
//! [`FIRST_WITHIN_DAYS`].

use crate::agreement::{Extension, PlanTerms, Settlement, Terms};
use crate::agreement_terms::still_fits;
use crate::date::{Date, add_days};
use crate::id::InvoiceId;
use crate::money::Money;
use crate::offer::{OpenDebt, Situation};
use crate::plan::revision::{price_of_rest, reschedule};
use crate::plan::schedule::Frequency;
use crate::plan::solver::solve;
use crate::plan::{FinanceCharge, InvoicePart, MAX_INSTALMENTS, NoPlan, Pace, PlanRequest, PlanRules};
use crate::policy::Delay;
use crate::remainder::Remainder;
use rust_decimal::Decimal;

/// Whatever is offered begins within so many days: a year and a day.
pub const FIRST_WITHIN_DAYS: u32 = 366;

/// What staff offer instead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CounterOffer {
    /// Another due date.
    Extension {
        /// The end that is out of bounds.
        until: Until,
        /// What it costs.
        price: Money,
        /// What is paid at once.
        pay_now: Money,
    },
    /// Other instalments. A yearly rate stays as it was asked for.
    Plan {
        /// The schedule that is offered.
        request: PlanRequest,
        /// A flat fee.
        flat: Money,
    },
    /// Another part that is paid.
    Settlement {
        /// How much of it.
        pays: Pays,
        /// The last day to pay.
        until: Date,
    },
}

impl CounterOffer {
    /// The terms that it spells, about the invoices of `asked` as they are owed today; where a plan that runs was to be
    /// changed, about what is left of it.
    ///
    /// # Errors
    /// [`CounterOfferError`] when something else was asked for, it is not owed any more as it was, or a day, an amount or the
    /// schedule does not fit.
    pub fn terms(
        self,
        asked: &Terms,
        situation: &Situation<'_>,
        running: Option<&Remainder>,
    ) -> Result<Terms, CounterOfferError> {
        let terms = match (asked, self) {
            (Terms::Extension(asked), CounterOffer::Extension { until, price, pay_now }) => {
                Terms::Extension(extension(asked, until, price, pay_now, situation)?)
            }
            (Terms::Plan(asked), CounterOffer::Plan { request, flat }) => Terms::Plan(match running {
                Some(left) => rest(asked, left, request, flat, situation)?,
                None => plan(asked, request, flat, situation)?,
            }),
            (Terms::Settlement(asked), CounterOffer::Settlement { pays, until }) => {
                Terms::Settlement(settlement(asked, pays, until, situation)?)
            }
            (
                Terms::Extension(_) | Terms::Plan(_) | Terms::Settlement(_) | Terms::Discount(_) | Terms::Promise(_),
                CounterOffer::Extension { .. } | CounterOffer::Plan { .. } | CounterOffer::Settlement { .. },
            ) => return Err(CounterOfferError::NotForThis),
        };
        // The same question that will be asked when the debtor accepts.
        let fits = match running {
            Some(left) => left.still_fits(&terms, situation.as_of),
            None => still_fits(&terms, situation),
        };
        if terms.is_sound() && fits.is_ok() { Ok(terms) } else { Err(CounterOfferError::NotOwed) }
    }
}

/// A new due date: a day, or counted from the due date until now (from today where that has passed).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// This day.
    On(Date),
    /// So much later.
    After(Delay),
}

/// How much of a debt is paid, the rest being written off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pays {
    /// So many per cent: more than 0, less than 100.
    Percent(Decimal),
    /// This much.
    Amount(Money),
}

/// Which of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CounterAmount {
    /// What the terms cost.
    FinanceCharge,
    /// What is paid at once.
    PayNow,
    /// What is paid of a settled debt.
    Paid,
}

/// Why these terms cannot be offered.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CounterOfferError {
    /// Something else was asked for.
    #[error("something else was asked for")]
    NotForThis,
    /// What was asked about is paid, on hold, or in a plan now.
    #[error("what it is about is not owed any more as it was")]
    NotOwed,
    /// The day does not fit.
    #[error("the day is from {from} to {to}")]
    Date {
        /// The day that was asked for.
        day: Date,
        /// The first day that does.
        from: Date,
        /// The last one.
        to: Date,
    },
    /// An amount does not fit.
    #[error("the amount is from {min} to {max}")]
    Amount {
        /// The amount that is out of bounds.
        part: CounterAmount,
        /// The least that does.
        min: Money,
        /// The most.
        max: Money,
    },
    /// No percentage of a debt.
    #[error("the percentage is more than 0 and less than 100")]
    Percent,
    /// There is no such plan.
    #[error(transparent)]
    NoPlan(#[from] NoPlan),
}

fn debt<'a>(situation: &Situation<'a>, id: InvoiceId) -> Result<(&'a OpenDebt, Money), CounterOfferError> {
    let debt = situation.debts.iter().find(|debt| debt.invoice == id).ok_or(CounterOfferError::NotOwed)?;
    Ok((debt, debt.owed().ok_or(CounterOfferError::NotOwed)?))
}

fn days(situation: &Situation<'_>, day: Date, from: Date) -> Result<Date, CounterOfferError> {
    let to = add_days(situation.as_of, FIRST_WITHIN_DAYS).unwrap_or(Date::MAX);
    if (from..=to).contains(&day) { Ok(day) } else { Err(CounterOfferError::Date { day, from, to }) }
}

fn up_to(part: CounterAmount, amount: Money, max: Money) -> Result<Money, CounterOfferError> {
    let min = Money::zero(max.currency());
    let fits = amount.currency() == max.currency() && (0..=max.minor()).contains(&amount.minor());
    if fits { Ok(amount) } else { Err(CounterOfferError::Amount { part, min, max }) }
}

fn extension(
    asked: &Extension,
    until: Until,
    price: Money,
    pay_now: Money,
    situation: &Situation<'_>,
) -> Result<Extension, CounterOfferError> {
    let (debt, owed) = debt(situation, asked.invoice)?;
    let later = debt.due.max(situation.as_of);
    let first = later.succ_opt().ok_or(CounterOfferError::NotOwed)?;
    let new_due = match until {
        Until::On(day) => day,
        Until::After(delay) => delay.after(later).unwrap_or(Date::MAX),
    };
    Ok(Extension {
        invoice: asked.invoice,
        old_due: debt.due,
        new_due: days(situation, new_due, first)?,
        price: up_to(CounterAmount::FinanceCharge, price, owed)?,
        pay_now: up_to(CounterAmount::PayNow, pay_now, owed)?,
        lost_discount: asked.lost_discount,
    })
}

fn plan(
    asked: &PlanTerms,
    request: PlanRequest,
    flat: Money,
    situation: &Situation<'_>,
) -> Result<PlanTerms, CounterOfferError> {
    let part = |part: &InvoicePart| {
        let (_, amount) = debt(situation, part.invoice)?;
        Ok(InvoicePart { amount, ..*part })
    };
    let parts = asked.plan.invoices.iter().map(part).collect::<Result<Vec<_>, CounterOfferError>>()?;
    let currency = asked.plan.principal.currency();
    let owed = Money::total(currency, parts.iter().map(|part| part.amount)).map_err(|_| CounterOfferError::NotOwed)?;
    let price = FinanceCharge { flat: up_to(CounterAmount::FinanceCharge, flat, owed)?, ..asked.plan.price };
    let rules = bounds(situation, owed, price);
    Ok(PlanTerms { plan: solve(&parts, request, &rules)?, default_terms: asked.default_terms.clone() })
}

/// Other instalments for what is left of a plan that runs. What was earned of its price and is not paid goes along;
/// nothing comes on top.
fn rest(
    asked: &PlanTerms,
    left: &Remainder,
    request: PlanRequest,
    flat: Money,
    situation: &Situation<'_>,
) -> Result<PlanTerms, CounterOfferError> {
    let (running, payments) = (&left.terms.plan, &left.payments);
    let price = price_of_rest(running, payments, situation.as_of).map_err(|_| CounterOfferError::NotOwed)?;
    if flat != price.flat {
        return Err(CounterOfferError::Amount { part: CounterAmount::FinanceCharge, min: price.flat, max: price.flat });
    }
    let owed = Money::total(flat.currency(), left.parts.iter().map(|part| part.amount));
    let rules = bounds(situation, owed.map_err(|_| CounterOfferError::NotOwed)?, price);
    let plan = reschedule(running, payments, situation.as_of, &left.parts, request, &rules)?;
    Ok(PlanTerms { plan, default_terms: asked.default_terms.clone() })
}

/// What bounds instalments that staff offer.
fn bounds(situation: &Situation<'_>, owed: Money, price: FinanceCharge) -> PlanRules {
    let currency = owed.currency();
    PlanRules {
        start: situation.as_of,
        price,
        frequencies: Frequency::ALL.to_vec(),
        first_from: situation.as_of,
        first_to: add_days(situation.as_of, FIRST_WITHIN_DAYS).unwrap_or(Date::MAX),
        latest_end: None,
        max_instalments: MAX_INSTALMENTS,
        min_instalment: situation.floor(currency),
        min_down: Money::zero(currency),
        max_down: owed,
        step: 1,
    }
}

fn settlement(
    asked: &Settlement,
    pays: Pays,
    until: Date,
    situation: &Situation<'_>,
) -> Result<Settlement, CounterOfferError> {
    let part = |part: &InvoicePart| Ok(InvoicePart { amount: debt(situation, part.invoice)?.1, ..*part });
    let invoices = asked.invoices.iter().map(part).collect::<Result<Vec<_>, CounterOfferError>>()?;
    let currency = asked.to_pay.currency();
    let owed =
        Money::total(currency, invoices.iter().map(|part| part.amount)).map_err(|_| CounterOfferError::NotOwed)?;
    let min = Money::new(1, currency);
    let max = Money::new(owed.minor().saturating_sub(1), currency);
    let (percent, to_pay) = match pays {
        Pays::Percent(percent) if percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED => {
            (percent, owed.percent(percent).map_err(|_| CounterOfferError::Percent)?)
        }
        Pays::Percent(_) => return Err(CounterOfferError::Percent),
        Pays::Amount(amount) => {
            let exact = Decimal::from(amount.minor()).checked_mul(Decimal::ONE_HUNDRED);
            let exact = exact.and_then(|hundred| hundred.checked_div(Decimal::from(owed.minor())));
            // For the record only; the amount is what counts.
            (exact.ok_or(CounterOfferError::NotOwed)?.round_dp(4), amount)
        }
    };
    let fits = to_pay.currency() == currency && (1..=max.minor()).contains(&to_pay.minor());
    if !fits {
        return Err(CounterOfferError::Amount { part: CounterAmount::Paid, min, max });
    }
    let written_off = owed.minus(to_pay).map_err(|_| CounterOfferError::NotOwed)?;
    Ok(Settlement { invoices, percent, to_pay, written_off, until: days(situation, until, situation.as_of)? })
}

/// A plan's request as it was made: what the form begins with.
#[must_use]
pub fn request_of(asked: &PlanTerms) -> PlanRequest {
    let counted = asked.plan.instalments.iter().filter(|instalment| instalment.n > 0).count();
    let down = asked.plan.instalments.iter().find(|instalment| instalment.n == 0).map(|down| down.amount);
    PlanRequest {
        pace: Pace::Count(u16::try_from(counted).unwrap_or(u16::MAX)),
        first: asked.plan.anchor,
        frequency: asked.plan.frequency,
        down,
    }
}

#[cfg(test)]
mod tests;
