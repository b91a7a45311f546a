//! Late interest: simple interest on overdue principal, day by day, and the flat fee for being late.
//!
//! `principal × annual rate × days ÷ days of the year`, piecewise between changes of the principal, of the rate
//! and pauses, rounded once on the total. Computed as of any day, past or future; it becomes an
//! entry only when [`interest_to_post`] says what is new.
//!
//! Which days count: the due date does not, the day of payment does (§§187, 188 BGB; art. 3 of
//! Directive 2011/7/EU lets interest begin on the day after the due date). So as of day D the days
//! from the day after the due date to D, both included, are counted, and who pays one day late owes
//! one day. A payment, credit note or dispute of a day lowers the principal from the next day on.

mod terms;

pub use terms::{Cap, DayCount, InterestTerms, Rate, RateTable, TermsError};

use super::date::{Date, days_between};
use super::money::{Currency, Money, MoneyError};
use chrono::{Datelike, Days};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{MILLION, millionths};

/// The principal from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The first day.
    pub from: Date,
    /// What is owed of the principal; below zero counts as nothing. A part that is on hold (it is
    /// disputed) is left out.
    pub principal: Money,
}

/// The steps that signed movements of the principal make, each from the day after it on.
pub fn steps(currency: Currency, movements: impl IntoIterator<Item = (Date, Money)>) -> Result<Vec<Step>, MoneyError> {
    let mut movements: Vec<(Date, Money)> = movements.into_iter().collect();
    movements.sort_by_key(|(day, _)| *day);
    let mut steps: Vec<Step> = Vec::with_capacity(movements.len());
    let mut principal = Money::zero(currency);
    for (day, change) in movements {
        principal = principal.plus(change)?;
        // A movement on the last day that a calendar can name has no day after it.
        let Some(from) = day.succ_opt() else { break };
        match steps.last_mut().filter(|step| step.from == from) {
            Some(step) => step.principal = principal,
            None => steps.push(Step { from, principal }),
        }
    }
    Ok(steps)
}

/// Days on which nothing accrues, first and last included: a kept agreement, a breathing space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The first day.
    pub from: Date,
    /// The last day; [`Date::MAX`] while it is open.
    pub to: Date,
}

/// What interest on one invoice depends on, besides the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccruingDebt {
    /// The invoice's currency.
    pub currency: Currency,
    /// The last day to pay without being late: the extended one, where an extension is free.
    pub due: Date,
    /// The principal over time, in any order; nothing before the first step.
    pub principal: Vec<Step>,
    /// When nothing accrues; may overlap.
    pub pauses: Vec<Pause>,
}

impl AccruingDebt {
    fn principal_on(&self, day: Date) -> i64 {
        let step = self.principal.iter().filter(|step| step.from <= day).max_by_key(|step| step.from);
        step.map_or(0, |step| step.principal.minor().max(0))
    }

    /// The last day up to `day` that no pause covers: a total does not move during a pause, also
    /// when the grace ends in it.
    fn last_active(&self, mut day: Date) -> Option<Date> {
        while let Some(pause) = self.pauses.iter().find(|pause| pause.from <= day && day <= pause.to) {
            day = pause.from.pred_opt()?;
        }
        Some(day)
    }

    fn is_paused_on(&self, day: Date) -> bool {
        self.pauses.iter().any(|pause| pause.from <= day && day <= pause.to)
    }

    /// Days on which the principal changes or a pause begins or ends.
    fn turns(&self) -> impl Iterator<Item = Date> + '_ {
        let pauses = self.pauses.iter().flat_map(|pause| [Some(pause.from), pause.to.succ_opt()]);
        self.principal.iter().map(|step| step.from).chain(pauses.flatten())
    }
}

/// Days in a row with one principal and one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccrualPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How many, both included.
    pub days: i64,
    /// On what.
    pub principal: Money,
    /// At how many per cent a year.
    pub percent: Decimal,
    /// The days of the year: 360, 365 or 366.
    pub year_days: i64,
    /// What it comes to: `principal × percent ÷ 100 × days ÷ year_days`, up or down to a minor unit
    /// so that the periods add up.
    pub interest: Money,
}

impl AccrualPeriod {
    /// What it comes to before rounding, in major units (to 28 digits).
    #[must_use]
    pub fn exact(&self) -> Option<Decimal> {
        let year = Decimal::from(self.year_days).checked_mul(Decimal::ONE_HUNDRED)?;
        let yearly = self.principal.decimal().checked_mul(self.percent)?;
        yearly.checked_mul(Decimal::from(self.days))?.checked_div(year)
    }

    /// Hundred-millionths of a minor unit times the day count's common number.
    fn numerator(&self, day_count: DayCount) -> Option<i128> {
        let weight = i128::from(day_count.common().checked_div(self.year_days)?);
        let yearly = i128::from(self.principal.minor()).checked_mul(millionths(self.percent)?)?;
        yearly.checked_mul(i128::from(self.days))?.checked_mul(weight)
    }
}

/// Interest over the whole life of a debt, as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accrual {
    /// The last day that was counted.
    pub as_of: Date,
    /// How it came about, earliest first.
    pub periods: Vec<AccrualPeriod>,
    /// What the cap takes off the periods' sum.
    pub over_cap: Money,
    /// What has accrued: the periods' sum less what is over the cap.
    pub total: Money,
}

/// The interest on a debt as of a day: rounded once, half away from zero, on the total.
///
/// # Errors
/// [`MoneyError::Overflow`] for amounts and spans beyond any debt; [`MoneyError::Mixed`] for a step
/// in another currency.
pub fn accrue(terms: &InterestTerms, debt: &AccruingDebt, as_of: Date) -> Result<Accrual, MoneyError> {
    let zero = Money::zero(debt.currency);
    // A step in another currency would be added as if it were ours.
    debt.principal.iter().try_for_each(|step| step.principal.plus(zero).map(drop))?;
    let mut periods = periods(terms, debt, as_of);
    let numerators = periods.iter().map(|s| s.numerator(terms.basis)).collect::<Option<Vec<i128>>>();
    let numerators = numerators.ok_or(MoneyError::Overflow)?;
    let unit = 100 * MILLION * i128::from(terms.basis.common());
    // Each period is what the sum until its end comes to beyond the sum before it: so what was charged until a day is the same
    // whatever comes after it.
    let (mut sum, mut rounded) = (0_i128, 0_i64);
    for (period, numerator) in periods.iter_mut().zip(numerators) {
        sum = sum.checked_add(numerator).ok_or(MoneyError::Overflow)?;
        let until = sum.checked_add(unit / 2).map(|sum| sum / unit).ok_or(MoneyError::Overflow)?;
        let until = i64::try_from(until).map_err(|_| MoneyError::Overflow)?;
        period.interest = Money::new(until.saturating_sub(rounded), debt.currency);
        rounded = until;
    }
    let all = Money::new(rounded, debt.currency);
    let largest = periods.iter().map(|s| s.principal.minor()).max().unwrap_or(0);
    let total = match terms.limit(Money::new(largest, debt.currency))? {
        Some(limit) => all.min(limit)?,
        None => all,
    };
    Ok(Accrual { as_of, periods, over_cap: all.minus(total)?, total })
}

/// The periods, their interest not yet worked out.
fn periods(terms: &InterestTerms, debt: &AccruingDebt, as_of: Date) -> Vec<AccrualPeriod> {
    let Some((after_due, after_grace)) = late_days(terms, debt) else { return Vec::new() };
    let Some(as_of) = debt.last_active(as_of).filter(|as_of| after_grace <= *as_of) else { return Vec::new() };
    let first = if terms.grace_counts { after_due } else { after_grace };
    let years = if terms.basis == DayCount::Actual { first.year()..as_of.year() } else { 0..0 };
    let cuts: BTreeSet<Date> = debt
        .turns()
        .chain(terms.rates.rates().iter().map(|rate| rate.from))
        .chain(years.filter_map(|year| Date::from_yo_opt(year + 1, 1)))
        .filter(|day| first < *day && *day <= as_of)
        .chain([first])
        .collect();
    let mut periods: Vec<AccrualPeriod> = Vec::new();
    let mut starts = cuts.into_iter().peekable();
    while let Some(from) = starts.next() {
        let to = starts.peek().and_then(|next| next.pred_opt()).unwrap_or(as_of);
        let mut principal = debt.principal_on(from);
        if from < after_grace {
            // What is paid within the grace is not late: it bears no interest for those days either.
            principal = principal.min(debt.principal_on(after_grace));
        }
        let percent = terms.rates.on(from).unwrap_or_default();
        if principal == 0 || percent.is_zero() || debt.is_paused_on(from) {
            continue;
        }
        let principal = Money::new(principal, debt.currency);
        let year_days = terms.basis.year_days(from);
        let same = |s: &&mut AccrualPeriod| {
            s.to.succ_opt() == Some(from) && (s.principal, s.percent, s.year_days) == (principal, percent, year_days)
        };
        if let Some(last) = periods.last_mut().filter(same) {
            last.to = to;
            last.days = days_between(last.from, to) + 1;
        } else {
            let days = days_between(from, to) + 1;
            periods.push(AccrualPeriod {
                from,
                to,
                days,
                principal,
                percent,
                year_days,
                interest: Money::zero(debt.currency),
            });
        }
    }
    periods
}

/// The first day after the due date and the first after the grace.
fn late_days(terms: &InterestTerms, debt: &AccruingDebt) -> Option<(Date, Date)> {
    let after_due = debt.due.succ_opt()?;
    Some((after_due, after_due.checked_add_days(Days::new(u64::from(terms.grace_days)))?))
}

/// The flat fee of a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateFee {
    /// The day on which it fell due; its entry is dated so.
    pub on: Date,
    /// The amount with its currency.
    pub amount: Money,
}

/// The flat fee as of a day: due once in the life of a debt, on the first day after the grace on
/// which principal is open and no pause runs. It stays due when that principal is paid.
#[must_use]
pub fn late_fee(terms: &InterestTerms, debt: &AccruingDebt, as_of: Date) -> Option<LateFee> {
    let amount = terms.flat_fee.filter(|fee| fee.is_positive() && fee.currency() == debt.currency)?;
    let (_, after_grace) = late_days(terms, debt)?;
    let days = debt.turns().chain([after_grace]).filter(|day| after_grace <= *day && *day <= as_of);
    let on = days.filter(|day| debt.principal_on(*day) > 0 && !debt.is_paused_on(*day)).min()?;
    Some(LateFee { on, amount })
}

/// Interest that is in the books: the sum of an invoice's `interest_charged` entries and the last
/// day that they cover. What was waived stays in it, or waived interest would be charged again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedInterest {
    /// The last day that is covered.
    pub through: Date,
    /// How much in all.
    pub total: Money,
}

/// What is to be posted so that the books have all that has accrued: the next state, and the amount of the
/// entry. None if nothing is.
///
/// The amount is total minus booked, so it does not matter how often or when this is done; with the
/// cause `interest:{invoice}:{through}:{total}` it cannot be booked twice either. It is negative
/// only when the past was corrected in the debtor's favour (a backdated credit note, a pause). Looking at an
/// earlier day than the books cover changes nothing.
///
/// Whatever else moves a debt (a payment, an agreement, a write-off) comes after posting as of
/// its day.
pub fn interest_to_post(
    accrual: &Accrual,
    booked: Option<PostedInterest>,
) -> Result<Option<(PostedInterest, Money)>, MoneyError> {
    if booked.is_some_and(|booked| accrual.as_of < booked.through) {
        return Ok(None);
    }
    let before = booked.map_or(Money::zero(accrual.total.currency()), |booked| booked.total);
    let new = accrual.total.minus(before)?;
    let state = PostedInterest { through: accrual.as_of, total: accrual.total };
    Ok((!new.is_zero()).then_some((state, new)))
}

#[cfg(test)]
mod tests;
