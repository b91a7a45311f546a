//! A running plan changes: other dates, or another debt. (What is paid beyond an instalment pays the next ones.)
//!
//! Each change gives a new schedule over what is left from that day on; the old one stays on record.
//! A change that only lowers or ends instalments, on the same days, needs no asking; any other
//! change needs the debtor's consent.

use super::solver::solve;
use super::standing::{PlanPayment, Replay};
use super::{FinanceCharge, Instalment, InvoicePart, NoPlan, Plan, PlanRefusal, PlanRequest, PlanRules};
use crate::date::{Date, days_between};
use crate::money::{Money, MoneyError};
use crate::rate::{interest, rounded};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU16;

/// A plan after its debt changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rederived {
    /// The debt is what the plan says.
    Unchanged,
    /// Lower or fewer instalments, none earlier: it holds without asking, and the debtor is told.
    Silent(Plan),
    /// Anything else: it holds once the debtor agrees; until then the old one does.
    NeedsConsent(Plan),
}

/// Other dates or amounts for what is left on `as_of`: lower instalments over more months, or
/// another day.
///
/// `invoices` is what is owed on each invoice of it by now, without the price; `rules` are those of a new plan, but the price is the old one's: its rate, and as a flat part
/// what was earned and not yet paid.
///
/// # Errors
/// As [`solve`]; [`PlanRefusal::Nothing`] when nothing is left.
pub fn reschedule(
    plan: &Plan,
    payments: &[PlanPayment],
    as_of: Date,
    invoices: &[InvoicePart],
    request: PlanRequest,
    rules: &PlanRules,
) -> Result<Plan, NoPlan> {
    let refused = |error: MoneyError| NoPlan { reason: PlanRefusal::from(error), nearest: None };
    let replay = Replay::new(plan, payments, as_of).map_err(refused)?;
    let price = carried(plan, &replay).map_err(refused)?;
    let rules = PlanRules { start: as_of, price, ..rules.clone() };
    solve(invoices, request, &rules)
}

/// The plan over `invoices`, what is owed on each invoice of it by now (a credit note, a correction
/// or a dispute changed it). A lower debt lowers what is to come, or ends it earlier where that would leave parts
/// below `min`; a higher one is spread evenly over what is to come.
///
/// # Errors
/// [`MoneyError`] for another currency or sums out of range.
pub fn rederive(
    plan: &Plan,
    payments: &[PlanPayment],
    as_of: Date,
    invoices: &[InvoicePart],
    min: Money,
) -> Result<Rederived, MoneyError> {
    let replay = Replay::new(plan, payments, as_of)?;
    let invoices: Vec<_> = invoices.iter().copied().filter(|part| part.amount.is_positive()).collect();
    let principal = Money::total(plan.principal.currency(), invoices.iter().map(|part| part.amount))?.minor();
    if invoices == open_parts(plan, &replay) {
        return Ok(Rederived::Unchanged);
    }
    let price = carried(plan, &replay)?;
    let debt = RemainingDebt { principal, price, invoices };
    let new = if principal > replay.principal_left {
        increased(plan, &replay, as_of, debt)?
    } else {
        reduced(plan, &replay, as_of, debt, min)?
    };
    let favourable = principal <= replay.principal_left
        && new.instalments.iter().all(|instalment| {
            open_instalments(plan, &replay).any(|open| {
                open.n == instalment.n && open.date <= instalment.date && open.left >= instalment.amount.minor()
            })
        });
    Ok(if favourable { Rederived::Silent(new) } else { Rederived::NeedsConsent(new) })
}

/// The price of what is left of a plan on `as_of`: its rate, and as a flat part what was earned and not yet paid.
///
/// # Errors
/// [`MoneyError`] for another currency or sums out of range.
pub fn price_of_rest(plan: &Plan, payments: &[PlanPayment], as_of: Date) -> Result<FinanceCharge, MoneyError> {
    carried(plan, &Replay::new(plan, payments, as_of)?)
}

/// What a revised plan has to pay.
struct RemainingDebt {
    principal: i64,
    price: FinanceCharge,
    invoices: Vec<InvoicePart>,
}

/// An instalment with something open.
#[derive(Debug, Clone, Copy)]
struct Open {
    n: u16,
    date: Date,
    left: i64,
}

fn open_instalments<'a>(plan: &'a Plan, replay: &'a Replay) -> impl Iterator<Item = Open> + 'a {
    plan.instalments
        .iter()
        .zip(&replay.filled)
        .map(|(instalment, filled)| Open {
            n: instalment.n,
            date: instalment.date,
            left: instalment.amount.minor() - filled.paid,
        })
        .filter(|open| open.left > 0)
}

/// What is left of each invoice, the oldest having been paid first.
fn open_parts(plan: &Plan, replay: &Replay) -> Vec<InvoicePart> {
    cut(&plan.invoices, plan.principal.minor() - replay.principal_left)
}

fn cut(invoices: &[InvoicePart], mut paid: i64) -> Vec<InvoicePart> {
    let mut parts = Vec::with_capacity(invoices.len());
    for part in invoices {
        let taken = paid.min(part.amount.minor());
        paid -= taken;
        parts.push(InvoicePart { amount: Money::new(part.amount.minor() - taken, part.amount.currency()), ..*part });
    }
    parts.retain(|part| part.amount.is_positive());
    parts
}

/// The old rate, and what was earned and not yet paid as a flat part. FinanceCharge that was paid ahead is
/// given back by a pay-off only.
fn carried(plan: &Plan, replay: &Replay) -> Result<FinanceCharge, MoneyError> {
    let owed = replay.price_owed(plan)?.max(0);
    Ok(FinanceCharge { flat: Money::new(owed, plan.principal.currency()), ..plan.price })
}

/// Lower or fewer instalments: what is open never grows.
fn reduced(plan: &Plan, replay: &Replay, as_of: Date, debt: RemainingDebt, min: Money) -> Result<Plan, MoneyError> {
    let min = min.minor().max(1);
    let open: Vec<_> = open_instalments(plan, replay).collect();
    let mut lower = open.clone();
    spread(&mut lower, as_of, Money::new(debt.principal - replay.principal_left, plan.principal.currency()))?;
    // Where that would leave parts too small to be charged, the last ones fall away instead.
    let fits = lower.iter().zip(&open).all(|(low, old)| low.left == old.left || low.left >= min);
    lay_out(plan, as_of, if fits { &lower } else { &open }, debt, min)
}

/// The same instalments, all that are to come higher; one more where none is to come.
fn increased(plan: &Plan, replay: &Replay, as_of: Date, debt: RemainingDebt) -> Result<Plan, MoneyError> {
    let currency = plan.principal.currency();
    let mut open: Vec<_> = open_instalments(plan, replay).collect();
    if open.iter().all(|o| o.date <= as_of) {
        let after = plan.end().max(as_of);
        let next =
            (0..u16::MAX).map_while(|index| plan.frequency.date(plan.anchor, index).ok()).find(|day| *day > after);
        let n = plan.instalments.last().map_or(1, |last| last.n.saturating_add(1));
        open.push(Open { n, date: next.ok_or(MoneyError::Overflow)?, left: 0 });
    }
    spread(&mut open, as_of, Money::new(debt.principal - replay.principal_left, currency))?;
    if !plan.price.annual_percent.is_zero() {
        // What the rate earns on the higher debt is known when it is laid out; the last takes it.
        if let Some(last) = open.last_mut() {
            last.left = last.left.saturating_mul(2).saturating_add(plan.cost.minor());
        }
    }
    lay_out(plan, as_of, &open, debt, 1)
}

/// Adds `by` (or takes it away) evenly to the instalments after `as_of`; to all, where there is none.
fn spread(open: &mut [Open], as_of: Date, by: Money) -> Result<(), MoneyError> {
    let any = open.iter().any(|o| o.date > as_of);
    let to_come: Vec<_> = open.iter_mut().filter(|o| !any || o.date > as_of).collect();
    if let Some(count) = u16::try_from(to_come.len()).ok().and_then(NonZeroU16::new) {
        for (one, part) in to_come.into_iter().zip(by.split(count)) {
            one.left = one.left.checked_add(part.minor()).ok_or(MoneyError::Overflow)?.max(0);
        }
    }
    Ok(())
}

/// Pays `debt` by the open instalments, none above what is open of it, until nothing is left. A last
/// rest below `min` takes what it lacks from the instalment before.
fn lay_out(plan: &Plan, as_of: Date, open: &[Open], debt: RemainingDebt, min: i64) -> Result<Plan, MoneyError> {
    let out_of_range = || MoneyError::Overflow;
    let currency = plan.principal.currency();
    let money = |minor| Money::new(minor, currency);
    let (mut principal, mut flat) = (debt.principal, debt.price.flat.minor());
    let (mut accrued, mut accrued_paid, mut day) = (Decimal::ZERO, 0_i64, as_of);
    let mut room = open.iter().try_fold(0_i64, |sum, o| sum.checked_add(o.left)).ok_or_else(out_of_range)?;
    let mut instalments = Vec::with_capacity(open.len());
    for (index, one) in open.iter().enumerate() {
        room -= one.left;
        let more = interest(principal, debt.price.annual_percent, days_between(day, one.date));
        accrued = more.and_then(|more| accrued.checked_add(more)).ok_or_else(out_of_range)?;
        day = day.max(one.date);
        let earned = rounded(accrued).ok_or_else(out_of_range)? - accrued_paid;
        let owed = principal.checked_add(flat).and_then(|sum| sum.checked_add(earned)).ok_or_else(out_of_range)?;
        let mut amount = owed.min(one.left);
        let lacking = min - (owed - amount);
        if owed > amount && lacking > 0 && amount - lacking >= min && room >= min {
            amount -= lacking;
        }
        if amount <= 0 {
            continue;
        }
        // The flat part falls evenly; but whatever principal the coming ones cannot hold is paid here,
        // and at the end nothing of either stays.
        let to_come = i64::try_from(open.len() - index).map_err(|_| out_of_range())?;
        let even = if amount == owed { flat } else { flat / to_come };
        let must = (principal - room).max(0);
        let price = (earned + even).min(amount - must).max(amount - principal).max(0);
        let of_rate = price.min(earned);
        accrued_paid += of_rate;
        flat -= price - of_rate;
        principal -= amount - price;
        instalments.push(Instalment {
            n: one.n,
            date: one.date,
            amount: money(amount),
            principal: money(amount - price),
            price: money(price),
        });
    }
    let cost = Money::total(currency, instalments.iter().map(|i| i.price))?;
    Ok(Plan {
        start: as_of,
        price: debt.price,
        invoices: debt.invoices,
        instalments,
        principal: money(debt.principal),
        cost,
        ..plan.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::add_days;
    use crate::id::InvoiceId;
    use crate::plan::Pace;
    use crate::plan::schedule::Frequency;
    use crate::plan::standing::pay_off;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn part(n: u128, minor: i64) -> InvoicePart {
        InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(n)), amount: mxn(minor) }
    }

    fn rules(price: FinanceCharge) -> PlanRules {
        PlanRules {
            start: day(1, 10),
            price,
            frequencies: vec![Frequency::Monthly],
            first_from: day(1, 10),
            first_to: day(6, 30),
            latest_end: None,
            max_instalments: 12,
            min_instalment: mxn(1),
            min_down: mxn(0),
            max_down: mxn(0),
            step: 1,
        }
    }

    fn request(count: u16, first: Date) -> PlanRequest {
        PlanRequest { pace: Pace::Count(count), first, frequency: Frequency::Monthly, down: None }
    }

    /// 1,000.00 of two invoices in four instalments on the last of the month, from January.
    fn plan(flat: i64, annual_percent: Decimal) -> Plan {
        let rules = rules(FinanceCharge { flat: mxn(flat), annual_percent });
        solve(&[part(1, 40_000), part(2, 60_000)], request(4, day(1, 31)), &rules).expect("a plan")
    }

    fn free() -> Plan {
        plan(0, Decimal::ZERO)
    }

    fn pays(m: u32, d: u32, minor: i64) -> PlanPayment {
        PlanPayment { on: day(m, d), amount: mxn(minor) }
    }

    fn shape(plan: &Plan) -> Vec<(u16, Date, i64)> {
        plan.instalments.iter().map(|i| (i.n, i.date, i.amount.minor())).collect()
    }

    #[test]
    fn no_rest_stays_that_is_too_small_to_pay() {
        // 560.00 in four would be 140.00 each, and the least is 150.00: 250, 250 and 60 would be left.
        let lower = rederive(&free(), &[], day(1, 10), &[part(2, 56_000)], mxn(15_000));
        let Ok(Rederived::Silent(plan)) = lower else { panic!("{lower:?}") };
        assert_eq!(plan.instalments.iter().map(|i| i.amount.minor()).collect::<Vec<_>>(), [25_000, 16_000, 15_000]);
    }

    #[test]
    fn a_credit_note_lowers_silently_and_a_correction_upwards_asks() {
        let paid = [pays(1, 31, 25_000)];
        let derive = |now: &[InvoicePart]| rederive(&free(), &paid, day(2, 10), now, mxn(1)).expect("in range");
        assert_eq!(derive(&[part(1, 15_000), part(2, 60_000)]), Rederived::Unchanged);
        // 100.00 off the second invoice: 650.00 in three.
        let Rederived::Silent(lower) = derive(&[part(1, 15_000), part(2, 50_000)]) else { panic!("not silent") };
        assert_eq!(shape(&lower), [(2, day(2, 28), 21_666), (3, day(3, 31), 21_667), (4, day(4, 30), 21_667)]);
        // 30.00 more: 780.00 in three.
        let Rederived::NeedsConsent(higher) = derive(&[part(1, 15_000), part(2, 63_000)]) else { panic!("silent") };
        assert_eq!(shape(&higher), [(2, day(2, 28), 26_000), (3, day(3, 31), 26_000), (4, day(4, 30), 26_000)]);
        // Both invoices disputed: nothing is left, and nothing needs asking.
        let Rederived::Silent(none) = derive(&[]) else { panic!("not silent") };
        assert!(none.instalments.is_empty() && none.is_sound());
    }

    #[test]
    fn one_cent_more_asks() {
        // It goes to the first; what was earned until now falls evenly, which lowers the last.
        let plan = plan(0, Decimal::from(20));
        let now = [part(1, 40_000), part(2, 60_001)];
        let new = rederive(&plan, &[], day(1, 20), &now, mxn(1)).expect("in range");
        let Rederived::NeedsConsent(new) = new else { panic!("{new:?}") };
        assert_eq!(new.instalments[0].amount.minor(), plan.instalments[0].amount.minor() + 1);
    }

    #[test]
    fn a_debt_that_grows_after_the_last_day_gets_one_more() {
        let paid = [pays(1, 31, 100_000)];
        let new = rederive(&free(), &paid, day(5, 2), &[part(2, 5_000)], mxn(1)).expect("in range");
        let Rederived::NeedsConsent(plan) = new else { panic!("{new:?}") };
        assert_eq!(shape(&plan), [(5, day(5, 31), 5_000)]);
    }

    #[test]
    fn lower_instalments_over_more_months() {
        let paid = [pays(1, 31, 25_000)];
        let any = rules(FinanceCharge::none(mxn(0).currency()));
        let new =
            reschedule(&free(), &paid, day(2, 10), &[part(1, 15_000), part(2, 60_000)], request(6, day(3, 15)), &any)
                .expect("allowed");
        assert_eq!(new.instalments.iter().map(|i| i.amount.minor()).collect::<Vec<_>>(), [12_500; 6]);
        assert_eq!((new.start, new.instalments[5].date), (day(2, 10), day(8, 15)));
        assert_eq!(new.invoices, [part(1, 15_000), part(2, 60_000)]);
        let done = reschedule(&free(), &[pays(1, 31, 100_000)], day(2, 10), &[], request(6, day(3, 15)), &any);
        assert_eq!(done.map_err(|no| no.reason), Err(PlanRefusal::Nothing));
    }

    #[test]
    fn a_rescheduled_fee_is_what_is_left_of_it() {
        // 1,000 + 40 in four: 260 each, 10 of them fee; one is paid.
        let any = rules(FinanceCharge::none(mxn(0).currency()));
        let new = reschedule(
            &plan(4_000, Decimal::ZERO),
            &[pays(1, 31, 26_000)],
            day(2, 10),
            &[part(1, 75_000)],
            request(3, day(3, 15)),
            &any,
        );
        assert_eq!(new.map(|plan| (plan.principal, plan.cost)), Ok((mxn(75_000), mxn(3_000))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn a_lower_debt_is_always_silent_and_exact(
            flat in 0..10_000_i64, rate in 0..60_i64, paid in prop::collection::vec((0..130_u32, 1..30_000_i64), 0..5),
            as_of in 0..140_u32, keep in (0..=100_i64, 0..=100_i64), min in 1..20_000_i64,
        ) {
            let plan = plan(flat, Decimal::from(rate));
            let after = |days| add_days(day(1, 10), days).expect("in range");
            let payments: Vec<_> = paid.iter().map(|(d, minor)| PlanPayment { on: after(*d), amount: mxn(*minor) }).collect();
            let replay = Replay::new(&plan, &payments, after(as_of)).expect("in range");
            let now: Vec<_> = open_parts(&plan, &replay).iter().zip([keep.0, keep.1])
                .map(|(part, percent)| InvoicePart { amount: mxn(part.amount.minor() * percent / 100), ..*part }).collect();
            let new = rederive(&plan, &payments, after(as_of), &now, mxn(min)).expect("in range");
            match new {
                Rederived::Unchanged => prop_assert!(keep.0 == 100 || keep.1 == 100 || replay.principal_left == 0
                    || open_parts(&plan, &replay).len() == 1),
                Rederived::Silent(new) => {
                    prop_assert!(new.is_sound(), "{:?}", new);
                    prop_assert_eq!(new.principal.minor(), now.iter().map(|part| part.amount.minor()).sum::<i64>());
                    let old = pay_off(&plan, &payments, after(as_of)).expect("in range");
                    let off = pay_off(&new, &[], after(as_of)).expect("in range");
                    let cut = replay.principal_left - new.principal.minor();
                    if rate == 0 {
                        prop_assert_eq!(new.cost, new.price.flat);
                    }
                    // To be done with it today costs less by what was taken off, and nothing else.
                    prop_assert_eq!(off.total.minor(), old.total.minor().max(old.principal.minor()) - cut, "{:?} {:?}", new, old);
                }
                Rederived::NeedsConsent(new) => prop_assert!(false, "{:?}", new),
            }
        }

        #[test]
        fn a_higher_debt_always_asks_and_is_exact(
            flat in 0..10_000_i64, rate in 0..60_i64, paid in prop::collection::vec((0..130_u32, 1..30_000_i64), 0..5),
            as_of in 0..200_u32, more in 1..50_000_i64,
        ) {
            let plan = plan(flat, Decimal::from(rate));
            let after = |days| add_days(day(1, 10), days).expect("in range");
            let payments: Vec<_> = paid.iter().map(|(d, minor)| PlanPayment { on: after(*d), amount: mxn(*minor) }).collect();
            let replay = Replay::new(&plan, &payments, after(as_of)).expect("in range");
            let mut now = open_parts(&plan, &replay);
            now.push(part(3, more));
            let new = rederive(&plan, &payments, after(as_of), &now, mxn(1)).expect("in range");
            let Rederived::NeedsConsent(new) = new else { return Err(TestCaseError::fail(format!("{new:?}"))) };
            prop_assert!(new.is_sound(), "{:?}", new);
            prop_assert_eq!(new.principal.minor(), replay.principal_left + more);
            if rate == 0 {
                prop_assert_eq!(new.cost, new.price.flat);
            }
            prop_assert!(new.instalments.windows(2).all(|pair| pair[0].date < pair[1].date));
        }
    }
}
