//! The plan solver: from what a debtor can pay, and how often, to a schedule exact to the minor
//! unit, or to the reason why not and the nearest request that is allowed.
//!
//! Every instalment of a plan is the same to one minor unit (the first ones carry the odd units),
//! with or without a price. With a yearly rate it is the annuity: the price of each instalment is
//! the interest on the principal still open since the one before, by actual days ÷ 365, and the sum
//! of all instalments is rounded once. No instalment falls below the minimum; where the requested amount
//! would leave smaller parts, there are fewer and somewhat larger ones.

use super::schedule::dates;
use super::split::Split;
use super::{
    FinanceCharge, Instalment, InvoicePart, MAX_INSTALMENTS, NoPlan, Pace, Plan, PlanRefusal, PlanRequest, PlanRules,
};
use crate::date::{Date, OutOfCalendar, add_days, days_between};
use crate::money::{Currency, Money};
use crate::rate::{growth, rounded};
use rust_decimal::Decimal;

/// Down payment and instalments together; with fewer it is no plan but a date.
const FEWEST_PAYMENTS: u16 = 2;

/// The plan for `request` over `invoices` (oldest first, each with what it puts into the plan).
///
/// # Errors
/// [`NoPlan`]; its nearest request, given back to this function with the same rules, has a plan.
pub fn solve(invoices: &[InvoicePart], request: PlanRequest, rules: &PlanRules) -> Result<Plan, NoPlan> {
    attempt(invoices, request, rules).map_err(|reason| {
        let nearest = nearest(invoices, request, rules).filter(|near| attempt(invoices, *near, rules).is_ok());
        NoPlan { reason, nearest }
    })
}

fn attempt(invoices: &[InvoicePart], request: PlanRequest, rules: &PlanRules) -> Result<Plan, PlanRefusal> {
    let solver = Solver::new(invoices, rules)?;
    solver.check_days(request)?;
    let down = solver.check_down(request)?;
    let table = solver.table(request, down)?;
    let count = table.choose(request.pace, rules)?;
    let mut instalments = Vec::with_capacity(usize::from(count) + 1);
    if let Some(down) = request.down {
        let price = Money::zero(down.currency());
        instalments.push(Instalment { n: 0, date: rules.start, amount: down, principal: down, price });
    }
    table.lay_out(count, rules, &mut instalments).ok_or(PlanRefusal::OutOfRange)?;
    let cost = Money::total(solver.currency, instalments.iter().map(|i| i.price))?;
    Ok(Plan {
        start: rules.start,
        anchor: request.first,
        frequency: request.frequency,
        price: rules.price,
        invoices: invoices.to_vec(),
        instalments,
        principal: solver.principal,
        cost,
    })
}

/// The request with as little changed as possible, tried in this order: the amount or number; the first
/// day; the down payment; how often.
fn nearest(invoices: &[InvoicePart], request: PlanRequest, rules: &PlanRules) -> Option<PlanRequest> {
    let solver = Solver::new(invoices, rules).ok()?;
    let asked = Some(request.frequency).filter(|frequency| rules.frequencies.contains(frequency));
    for frequency in asked.into_iter().chain(rules.frequencies.iter().copied()) {
        for down in solver.downs_near(request.down) {
            let from = solver.first_from(down.is_some()).ok()?;
            for first in [request.first.max(from).min(rules.first_to), from, rules.first_to] {
                let near = PlanRequest { frequency, down, first, ..request };
                let pace = solver.table(near, down.map_or(0, Money::minor)).ok()?.pace_near(request.pace, rules);
                if let Some(pace) = pace.filter(|_| solver.check_days(near).is_ok()) {
                    return Some(PlanRequest { pace, ..near });
                }
            }
        }
    }
    None
}

/// The debt and the rules, known to be of one currency.
struct Solver<'a> {
    rules: &'a PlanRules,
    currency: Currency,
    principal: Money,
    /// The smallest instalment; at least 1, so that none is ever empty.
    min: i64,
}

impl<'a> Solver<'a> {
    fn new(invoices: &[InvoicePart], rules: &'a PlanRules) -> Result<Self, PlanRefusal> {
        let currency = invoices.first().ok_or(PlanRefusal::Nothing)?.amount.currency();
        let bounds = [rules.price.flat, rules.min_instalment, rules.min_down, rules.max_down];
        if bounds.iter().any(|money| money.currency() != currency) {
            return Err(PlanRefusal::TwoCurrencies);
        }
        if invoices.iter().any(|part| !part.amount.is_positive()) {
            return Err(PlanRefusal::Nothing);
        }
        let principal = Money::total(currency, invoices.iter().map(|part| part.amount))?;
        Ok(Self { rules, currency, principal, min: rules.min_instalment.minor().max(1) })
    }

    /// After the day of the down payment, so that two payments never fall on one day.
    fn first_from(&self, with_down: bool) -> Result<Date, OutOfCalendar> {
        let after = add_days(self.rules.start, u32::from(with_down))?;
        Ok(self.rules.first_from.max(after))
    }

    fn check_days(&self, request: PlanRequest) -> Result<(), PlanRefusal> {
        if !self.rules.frequencies.contains(&request.frequency) {
            return Err(PlanRefusal::Frequency);
        }
        let (from, to) = (self.first_from(request.down.is_some())?, self.rules.first_to);
        if request.first < from {
            return Err(PlanRefusal::FirstTooEarly { from });
        }
        if request.first > to {
            return Err(PlanRefusal::FirstTooLate { to });
        }
        Ok(())
    }

    fn min_down(&self) -> i64 {
        if self.rules.min_down.is_positive() { self.rules.min_down.minor().max(self.min) } else { 0 }
    }

    /// What is left must still be an instalment.
    fn max_down(&self) -> i64 {
        self.rules.max_down.minor().min(self.principal.minor().saturating_sub(self.min))
    }

    /// The allowed down payments near the requested one, nearest first.
    fn downs_near(&self, asked: Option<Money>) -> impl Iterator<Item = Option<Money>> {
        let (min, max) = (self.min_down().max(self.min), self.max_down());
        let within = |minor: i64| (min <= max).then(|| Some(Money::new(minor.clamp(min, max), self.currency)));
        let none = (self.min_down() == 0).then_some(None);
        let moved = asked.and_then(|down| within(down.minor()));
        moved.into_iter().chain(none).chain(within(min))
    }

    fn check_down(&self, request: PlanRequest) -> Result<i64, PlanRefusal> {
        let money = |minor| Money::new(minor, self.currency);
        let min = self.min_down();
        let Some(down) = request.down else {
            return if min > 0 { Err(PlanRefusal::DownTooSmall { min: money(min) }) } else { Ok(0) };
        };
        if down.currency() != self.currency {
            return Err(PlanRefusal::TwoCurrencies);
        }
        let (min, max) = (min.max(self.min), self.max_down());
        if down.minor() > max {
            Err(PlanRefusal::DownTooLarge { max: money(max.max(0)) })
        } else if down.minor() < min {
            Err(PlanRefusal::DownTooSmall { min: money(min) })
        } else {
            Ok(down.minor())
        }
    }

    fn table(&self, request: PlanRequest, down: i64) -> Result<Table, PlanRefusal> {
        let mut days = dates(request.first, request.frequency, self.rules.max_instalments.min(MAX_INSTALMENTS))?;
        if let Some(latest) = self.rules.latest_end {
            days.retain(|day| *day <= latest);
        }
        let rest = self.principal.minor().checked_sub(down).ok_or(PlanRefusal::OutOfRange)?;
        let fewest = if request.down.is_some() { FEWEST_PAYMENTS - 1 } else { FEWEST_PAYMENTS };
        Table::new(rest, self, days, fewest).ok_or(PlanRefusal::OutOfRange)
    }
}

/// What all instalments add up to, for every number of them.
struct Table {
    rest: i64,
    currency: Currency,
    min: i64,
    step: i64,
    fewest: u16,
    days: Vec<Date>,
    /// Growth of one unit from the day before (the start, for the first) to each day.
    growths: Vec<Decimal>,
    /// The exact annuity for 1, 2, 3 … instalments, without the flat fee.
    annuities: Vec<Decimal>,
    /// The rounded sum, with the flat fee, for 1, 2, 3 … instalments.
    totals: Vec<i64>,
}

impl Table {
    fn new(rest: i64, solver: &Solver<'_>, days: Vec<Date>, fewest: u16) -> Option<Self> {
        let FinanceCharge { flat, annual_percent } = solver.rules.price;
        let (mut growths, mut annuities, mut totals) = (Vec::new(), Vec::new(), Vec::new());
        if annual_percent.is_zero() {
            totals = vec![rest.checked_add(flat.minor())?; days.len()];
        } else {
            // The annuity for n is the principal over the sum of n discount factors.
            let (mut factor, mut sum, mut count) = (Decimal::ONE, Decimal::ZERO, Decimal::ZERO);
            let mut before = solver.rules.start;
            for day in &days {
                let grown = growth(annual_percent, days_between(before, *day))?;
                factor = factor.checked_div(Decimal::ONE.checked_add(grown)?)?;
                sum = sum.checked_add(factor)?;
                count += Decimal::ONE;
                let annuity = Decimal::from(rest).checked_div(sum)?;
                totals.push(rounded(annuity.checked_mul(count)?)?.checked_add(flat.minor())?);
                growths.push(grown);
                annuities.push(annuity);
                before = *day;
            }
        }
        let (currency, min, step) = (solver.currency, solver.min, solver.rules.step);
        Some(Self { rest, currency, min, step, fewest, days, growths, annuities, totals })
    }

    fn len(&self) -> u16 {
        u16::try_from(self.days.len()).unwrap_or(u16::MAX)
    }

    /// How `count` (1 to [`Table::len`]) instalments divide.
    fn split(&self, count: u16) -> Split {
        Split::new(self.total(count), count, self.step)
    }

    fn total(&self, count: u16) -> i64 {
        self.totals.get(usize::from(count.max(1)) - 1).copied().unwrap_or_default()
    }

    fn allows(&self, count: u16) -> bool {
        count >= self.fewest && count <= self.len() && self.split(count).smallest() >= self.min
    }

    fn choose(&self, pace: Pace, rules: &PlanRules) -> Result<u16, PlanRefusal> {
        let min = Money::new(self.min, self.currency);
        let max = rules.max_instalments.min(MAX_INSTALMENTS);
        let too_long = match rules.latest_end {
            Some(latest) if self.len() < max => PlanRefusal::EndsTooLate { latest },
            _ => PlanRefusal::TooMany { max },
        };
        match pace {
            Pace::Count(count) if count < self.fewest => Err(PlanRefusal::TooFew { fewest: self.fewest }),
            Pace::Count(count) if count > max => Err(PlanRefusal::TooMany { max }),
            Pace::Count(count) if count > self.len() => Err(too_long),
            Pace::Count(count) if !self.allows(count) => Err(PlanRefusal::TooSmall { min }),
            Pace::Count(count) => Ok(count),
            Pace::Each(amount) if amount.currency() != self.currency => Err(PlanRefusal::TwoCurrencies),
            Pace::Each(amount) if amount.minor() < self.min => Err(PlanRefusal::TooSmall { min }),
            Pace::Each(amount) => {
                let fits = (self.fewest..=self.len()).find(|n| self.split(*n).largest() <= amount.minor());
                let fits = fits.ok_or(too_long)?;
                // Parts below the least are merged: fewer and somewhat larger instalments.
                (self.fewest..=fits).rev().find(|n| self.allows(*n)).ok_or(PlanRefusal::TooLittleOwed { min })
            }
        }
    }

    /// The allowed pace nearest to the asked one, if any is.
    fn pace_near(&self, asked: Pace, rules: &PlanRules) -> Option<Pace> {
        let mut allowed = (1..=self.len()).filter(|n| self.allows(*n));
        match asked {
            Pace::Count(asked) => allowed.min_by_key(|n| n.abs_diff(asked)).map(Pace::Count),
            Pace::Each(asked) => {
                let asked = Pace::Each(Money::new(asked.minor(), self.currency));
                if self.choose(asked, rules).is_ok() {
                    return Some(asked);
                }
                // The lowest amount there is: the one of the most instalments.
                let lowest = Pace::Each(Money::new(self.split(allowed.next_back()?).largest(), self.currency));
                self.choose(lowest, rules).is_ok().then_some(lowest)
            }
        }
    }

    /// Appends `count` instalments. `None` only past the range of numbers.
    fn lay_out(&self, count: u16, rules: &PlanRules, instalments: &mut Vec<Instalment>) -> Option<()> {
        let split = self.split(count);
        let total = self.total(count);
        let all_price = total.checked_sub(self.rest)?;
        let annuity = self.annuities.get(usize::from(count) - 1).copied().unwrap_or_default();
        let flat_each = Decimal::from(rules.price.flat.minor()).checked_div(Decimal::from(count))?;
        // Exact figures run along; what an instalment is given is the rounded sum so far less what
        // was given before, so the parts add up without a remainder.
        let (mut open, mut earned) = (Decimal::from(self.rest), Decimal::ZERO);
        let (mut price_left, mut to_come) = (all_price, total);
        for (index, day) in (0..count).zip(&self.days) {
            if let Some(grown) = self.growths.get(usize::from(index)) {
                let interest = open.checked_mul(*grown)?;
                open = open.checked_add(interest)?.checked_sub(annuity)?;
                earned = earned.checked_add(interest)?;
            }
            earned = earned.checked_add(flat_each)?;
            let amount = split.part(index);
            to_come -= amount;
            // A long wait before the first instalment may earn more than it pays: the rest moves on,
            // but never more than the instalments to come can hold.
            let due = rounded(earned)?.checked_sub(all_price - price_left)?.min(price_left);
            let price = due.max(price_left - to_come).clamp(0, amount);
            price_left -= price;
            let [amount, principal, price] = [amount, amount - price, price].map(|m| Money::new(m, self.currency));
            instalments.push(Instalment { n: index + 1, date: *day, amount, principal, price });
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
