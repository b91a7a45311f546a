//! The life of a plan: where it stands follows from its frozen schedule, the payments allocated to
//! it and the day. Nothing is stored, so nothing can be out of date.
//!
//! Payments fill the oldest instalment first, and within an instalment its price before its
//! principal. An instalment unpaid past its grace breaks the plan on the day after; whatever is late
//! may be paid within the days of cure that follow, and the plan runs on.

use super::default_terms::DefaultTerms;
use super::{Instalment, Plan};
use crate::date::{Date, add_days, days_between};
use crate::invoice::DUE_SOON_DAYS;
use crate::money::{Money, MoneyError};
use crate::rate::{interest, rounded};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Money that reached a plan; a discount earned on an instalment counts as paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPayment {
    /// The day on which the payment was begun, in the creditor's zone.
    pub on: Date,
    /// How much; positive.
    pub amount: Money,
}

/// Where a plan stands on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStanding {
    /// The plan as a whole.
    pub state: PlanState,
    /// Each instalment, in order.
    pub instalments: Vec<InstalmentStanding>,
    /// What was paid towards instalments.
    pub paid: Money,
    /// What is still to be paid by the schedule.
    pub left: Money,
    /// The part of it whose day is over.
    pub late: Money,
    /// What was paid beyond the schedule; belongs to the debtor.
    pub excess: Money,
}

impl PlanStanding {
    /// Is something late, but no more than `spared`: what is disputed, or was found to be owed only just now? Nobody is
    /// pressed or judged for that.
    #[must_use]
    pub fn is_late_only_by(&self, spared: Money) -> bool {
        self.late.is_positive() && self.late.minor() <= spared.minor()
    }

    /// The price that the unpaid instalments after `day` would have paid. Within an instalment its price is paid first.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn price_to_come(&self, day: Date) -> Result<Money, MoneyError> {
        let open = self.instalments.iter().filter(|i| i.instalment.date > day);
        let left = open.map(|i| Money::new((i.instalment.price.minor() - i.paid.minor()).max(0), self.left.currency()));
        Money::total(self.left.currency(), left)
    }
}

/// A plan as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// Nothing is late.
    Kept,
    /// An instalment is late, within its grace.
    InGrace {
        /// The last day of grace.
        until: Date,
    },
    /// An instalment stayed unpaid past its grace.
    Broken {
        /// The first day after the grace.
        on: Date,
        /// The last day on which paying what is late mends it; none: it stays broken.
        cure_until: Option<Date>,
    },
    /// It was broken, what was late was paid in time, and nothing is late now.
    Cured {
        /// The day on which it was mended.
        on: Date,
    },
    /// Everything is paid.
    Completed {
        /// The day of the last payment.
        on: Date,
    },
}

/// Where one instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentStanding {
    /// Its frozen figures.
    pub instalment: Instalment,
    /// What was paid of it.
    pub paid: Money,
    /// What is open of it.
    pub left: Money,
    /// Its state.
    pub state: InstalmentState,
}

impl InstalmentStanding {
    /// Paid in part: something was paid and something is open?
    #[must_use]
    pub const fn is_part_paid(&self) -> bool {
        self.paid.is_positive() && self.left.is_positive()
    }
}

/// The state of one instalment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstalmentState {
    /// Its day is far.
    Later,
    /// Its day is within [`DUE_SOON_DAYS`].
    DueSoon {
        /// Days left.
        days: i64,
    },
    /// Its day is today.
    DueToday,
    /// Its day is over, its grace is not.
    InGrace {
        /// The last day of grace.
        until: Date,
    },
    /// Its grace is over.
    Missed {
        /// Days since its day.
        days: i64,
    },
    /// Paid in full.
    Paid {
        /// On which day.
        on: Date,
        /// By its day, grace included?
        in_time: bool,
    },
}

/// What it takes to be done with a plan today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayOff {
    /// The principal still open.
    pub principal: Money,
    /// The price earned and not yet paid; negative where price was paid ahead and is given back.
    pub price: Money,
    /// Both: what is to be paid.
    pub total: Money,
    /// How much less that is than all instalments still to come.
    pub saved: Money,
}

/// Where `plan` stands at the end of `as_of`.
///
/// # Errors
/// [`MoneyError`] for a payment in another currency or sums out of range.
pub fn standing(
    plan: &Plan,
    default_terms: &DefaultTerms,
    payments: &[PlanPayment],
    as_of: Date,
) -> Result<PlanStanding, MoneyError> {
    let replay = Replay::new(plan, payments, as_of)?;
    let currency = plan.principal.currency();
    let instalments: Vec<_> = plan
        .instalments
        .iter()
        .zip(&replay.filled)
        .map(|(instalment, filled)| InstalmentStanding {
            instalment: *instalment,
            paid: Money::new(filled.paid, currency),
            left: Money::new(instalment.amount.minor() - filled.paid, currency),
            state: instalment_state(instalment.date, deadline(instalment, default_terms), filled.full_on, as_of),
        })
        .collect();
    let late = instalments.iter().filter(|i| i.instalment.date < as_of).map(|i| i.left);
    Ok(PlanStanding {
        state: plan_state(plan, default_terms, &replay.filled, as_of),
        paid: Money::total(currency, instalments.iter().map(|i| i.paid))?,
        left: Money::total(currency, instalments.iter().map(|i| i.left))?,
        late: Money::total(currency, late)?,
        excess: Money::new(replay.excess, currency),
        instalments,
    })
}

/// What it takes to be done with `plan` on `as_of`: the principal left and the price earned until
/// then, never more than the instalments still to come. A yearly rate is earned by the day; a flat
/// fee was earned with the agreement.
pub fn pay_off(plan: &Plan, payments: &[PlanPayment], as_of: Date) -> Result<PayOff, MoneyError> {
    let replay = Replay::new(plan, payments, as_of)?;
    let currency = plan.principal.currency();
    let price = replay.price_owed(plan)?;
    let total = replay.principal_left.checked_add(price).ok_or(MoneyError::Overflow)?.max(0);
    let left = replay.left(plan);
    let [principal, price, total, saved] =
        [replay.principal_left, price, total, left - total].map(|minor| Money::new(minor, currency));
    Ok(PayOff { principal, price, total, saved })
}

/// The price that the rest of its time would have earned, of a plan that was paid off before it was over; none where
/// something is still to be paid, or time earns no price.
///
/// # Errors
/// [`MoneyError`] for a payment in another currency or sums out of range.
pub fn unearned_price(plan: &Plan, payments: &[PlanPayment]) -> Result<Option<Money>, MoneyError> {
    let Some(last) = payments.iter().map(|payment| payment.on).max() else { return Ok(None) };
    let rest = pay_off(plan, payments, last)?;
    let earned_by_time = !plan.price.annual_percent.is_zero();
    Ok((earned_by_time && !rest.total.is_positive() && rest.saved.is_positive()).then_some(rest.saved))
}

/// Do these payments pay all that `plan` asks for: its schedule, or what it took to be done with it before its time?
///
/// # Errors
/// [`MoneyError`] for a payment in another currency or sums out of range.
pub fn is_paid(plan: &Plan, payments: &[PlanPayment]) -> Result<bool, MoneyError> {
    let Some(last) = payments.iter().map(|payment| payment.on).max() else { return Ok(false) };
    Ok(Replay::new(plan, payments, last)?.left(plan) <= 0 || unearned_price(plan, payments)?.is_some())
}

fn deadline(instalment: &Instalment, default_terms: &DefaultTerms) -> Date {
    // Past the calendar there is no deadline.
    add_days(instalment.date, u32::from(default_terms.grace_days)).unwrap_or(Date::MAX)
}

fn instalment_state(date: Date, deadline: Date, full_on: Option<Date>, as_of: Date) -> InstalmentState {
    let days = days_between(as_of, date);
    match full_on {
        Some(on) => InstalmentState::Paid { on, in_time: on <= deadline },
        None if as_of > deadline => InstalmentState::Missed { days: -days },
        None if days < 0 => InstalmentState::InGrace { until: deadline },
        None if days == 0 => InstalmentState::DueToday,
        None if days <= DUE_SOON_DAYS => InstalmentState::DueSoon { days },
        None => InstalmentState::Later,
    }
}

fn plan_state(plan: &Plan, default_terms: &DefaultTerms, filled: &[Filled], as_of: Date) -> PlanState {
    let deadlines: Vec<Date> = plan.instalments.iter().map(|i| deadline(i, default_terms)).collect();
    let unpaid_on = |index: usize, day: Date| filled[index].full_on.is_none_or(|on| on > day);
    let mut cured = None;
    for (index, lapsed) in deadlines.iter().enumerate() {
        if as_of <= *lapsed || !unpaid_on(index, *lapsed) {
            continue;
        }
        // Mended on the first day on which no instalment is past its grace any more.
        let mut mended = filled[index].full_on;
        while let Some(day) = mended {
            let Some(still) = (index + 1..deadlines.len()).find(|i| deadlines[*i] < day && unpaid_on(*i, day)) else {
                break;
            };
            mended = filled[still].full_on;
        }
        let cure_until = add_days(*lapsed, u32::from(default_terms.cure_days)).unwrap_or(Date::MAX);
        match mended {
            Some(day) if day <= cure_until => cured = Some(day),
            _ => {
                let on = lapsed.succ_opt().unwrap_or(Date::MAX);
                let can_be_cured = mended.is_none() && as_of <= cure_until;
                return PlanState::Broken { on, cure_until: can_be_cured.then_some(cure_until) };
            }
        }
    }
    let open = filled.iter().position(|f| f.full_on.is_none());
    match (open, cured) {
        (None, _) => PlanState::Completed { on: filled.iter().filter_map(|f| f.full_on).max().unwrap_or(plan.start) },
        (Some(index), _) if plan.instalments[index].date < as_of => PlanState::InGrace { until: deadlines[index] },
        (Some(_), Some(on)) => PlanState::Cured { on },
        (Some(_), None) => PlanState::Kept,
    }
}

/// What the payments did to one instalment.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filled {
    pub(super) paid: i64,
    pub(super) full_on: Option<Date>,
}

/// The payments up to a day, run through a plan.
pub(super) struct Replay {
    pub(super) filled: Vec<Filled>,
    pub(super) principal_left: i64,
    price_paid: i64,
    /// What a yearly rate earned until the day, exactly.
    accrued: Decimal,
    excess: i64,
}

impl Replay {
    pub(super) fn new(plan: &Plan, payments: &[PlanPayment], as_of: Date) -> Result<Self, MoneyError> {
        let mut payments: Vec<_> = payments.iter().copied().filter(|p| p.on <= as_of).collect();
        payments.sort_by_key(|p| p.on);
        let mut replay = Self {
            filled: vec![Filled::default(); plan.instalments.len()],
            principal_left: plan.principal.minor(),
            price_paid: 0,
            accrued: Decimal::ZERO,
            excess: 0,
        };
        let (mut day, mut open) = (plan.start, 0);
        for payment in payments {
            Money::zero(plan.principal.currency()).plus(payment.amount)?;
            replay.accrue(plan, day, payment.on)?;
            day = day.max(payment.on);
            let mut left = payment.amount.minor();
            while let Some((instalment, filled)) = plan.instalments.get(open).zip(replay.filled.get_mut(open)) {
                if left <= 0 {
                    break;
                }
                let part = left.min(instalment.amount.minor() - filled.paid);
                let price = part.min((instalment.price.minor() - filled.paid).max(0));
                filled.paid += part;
                left -= part;
                replay.price_paid += price;
                replay.principal_left -= part - price;
                if filled.paid == instalment.amount.minor() {
                    filled.full_on = Some(payment.on);
                    open += 1;
                }
            }
            replay.excess = replay.excess.checked_add(left.max(0)).ok_or(MoneyError::Overflow)?;
        }
        replay.accrue(plan, day, as_of)?;
        Ok(replay)
    }

    fn accrue(&mut self, plan: &Plan, from: Date, to: Date) -> Result<(), MoneyError> {
        let more = interest(self.principal_left, plan.price.annual_percent, days_between(from, to));
        self.accrued = more.and_then(|more| self.accrued.checked_add(more)).ok_or(MoneyError::Overflow)?;
        Ok(())
    }

    /// What the schedule still asks for.
    pub(super) fn left(&self, plan: &Plan) -> i64 {
        plan.instalments.iter().zip(&self.filled).map(|(i, f)| i.amount.minor() - f.paid).sum()
    }

    /// The price earned and not yet paid; being late never makes it more than was agreed.
    pub(super) fn price_owed(&self, plan: &Plan) -> Result<i64, MoneyError> {
        let earned = rounded(self.accrued).and_then(|accrued| accrued.checked_add(plan.price.flat.minor()));
        Ok(earned.ok_or(MoneyError::Overflow)?.min(plan.cost.minor()) - self.price_paid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InvoiceId;
    use crate::plan::default_terms::{Reminders, WhenBroken, WhenKept};
    use crate::plan::schedule::Frequency;
    use crate::plan::solver::solve;
    use crate::plan::{FinanceCharge, InvoicePart, Pace, PlanRequest, PlanRules};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn default_terms() -> DefaultTerms {
        DefaultTerms {
            grace_days: 5,
            cure_days: 10,
            charges_rest: true,
            reminders: Reminders::Instalments,
            early: None,
            reschedules: 1,
            when_kept: WhenKept { waive_rested_charges: true },
            when_broken: WhenBroken { claw_back_charges: true, claw_back_discounts: true, waive_price_to_come: false },
        }
    }

    /// 1,000.00 in four instalments on the 1st from February, agreed on 10 January.
    fn plan(flat: i64, annual_percent: Decimal) -> Plan {
        let rules = PlanRules {
            start: day(1, 10),
            price: FinanceCharge { flat: mxn(flat), annual_percent },
            frequencies: vec![Frequency::Monthly],
            first_from: day(1, 10),
            first_to: day(3, 10),
            latest_end: None,
            max_instalments: 12,
            min_instalment: mxn(1),
            min_down: mxn(0),
            max_down: mxn(0),
            step: 1,
        };
        let request = PlanRequest { pace: Pace::Count(4), first: day(2, 1), frequency: Frequency::Monthly, down: None };
        let invoice = InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(1)), amount: mxn(100_000) };
        solve(&[invoice], request, &rules).expect("a plan")
    }

    fn paid(payments: &[(u32, u32, i64)]) -> Vec<PlanPayment> {
        payments.iter().map(|(m, d, minor)| PlanPayment { on: day(*m, *d), amount: mxn(*minor) }).collect()
    }

    fn state(payments: &[(u32, u32, i64)], as_of: Date) -> PlanState {
        standing(&plan(0, Decimal::ZERO), &default_terms(), &paid(payments), as_of).expect("in range").state
    }

    #[test]
    fn an_instalment_goes_from_later_to_missed() {
        use InstalmentState as S;
        let states = |as_of| {
            let all = standing(&plan(0, Decimal::ZERO), &default_terms(), &[], as_of).expect("in range").instalments;
            all[0].state
        };
        assert_eq!(states(day(1, 24)), S::Later);
        assert_eq!(states(day(1, 25)), S::DueSoon { days: 7 });
        assert_eq!(states(day(2, 1)), S::DueToday);
        assert_eq!(states(day(2, 2)), S::InGrace { until: day(2, 6) });
        assert_eq!(states(day(2, 6)), S::InGrace { until: day(2, 6) });
        assert_eq!(states(day(2, 7)), S::Missed { days: 6 });
    }

    #[test]
    fn payments_fill_the_oldest_first() {
        let now = standing(&plan(0, Decimal::ZERO), &default_terms(), &paid(&[(2, 1, 40_000)]), day(2, 25))
            .expect("in range");
        assert_eq!(now.instalments[0].state, InstalmentState::Paid { on: day(2, 1), in_time: true });
        assert!(now.instalments[1].is_part_paid());
        assert_eq!((now.instalments[1].paid, now.instalments[1].left), (mxn(15_000), mxn(10_000)));
        assert_eq!(now.instalments[1].state, InstalmentState::DueSoon { days: 4 });
        assert_eq!((now.paid, now.left, now.late, now.excess), (mxn(40_000), mxn(60_000), mxn(0), mxn(0)));
        let much = standing(&plan(0, Decimal::ZERO), &default_terms(), &paid(&[(2, 1, 100_001)]), day(2, 1));
        assert_eq!(much.map(|s| (s.state, s.excess)), Ok((PlanState::Completed { on: day(2, 1) }, mxn(1))));
    }

    #[test]
    fn a_plan_is_kept_broken_cured_or_completed() {
        use PlanState as S;
        assert_eq!(state(&[], day(2, 1)), S::Kept);
        assert_eq!(state(&[], day(2, 2)), S::InGrace { until: day(2, 6) });
        // Paid on the last day of grace.
        assert_eq!(state(&[(2, 6, 25_000)], day(2, 7)), S::Kept);
        assert_eq!(state(&[], day(2, 7)), S::Broken { on: day(2, 7), cure_until: Some(day(2, 16)) });
        assert_eq!(state(&[(2, 10, 24_999)], day(2, 16)), S::Broken { on: day(2, 7), cure_until: Some(day(2, 16)) });
        assert_eq!(state(&[(2, 16, 25_000)], day(2, 17)), S::Cured { on: day(2, 16) });
        assert_eq!(state(&[(2, 16, 25_000)], day(3, 2)), S::InGrace { until: day(3, 6) });
        assert_eq!(state(&[], day(2, 17)), S::Broken { on: day(2, 7), cure_until: None });
        // Too late is too late, even if all of it comes.
        assert_eq!(state(&[(2, 17, 100_000)], day(2, 18)), S::Broken { on: day(2, 7), cure_until: None });
        let all = [(2, 1, 25_000), (3, 1, 25_000), (4, 1, 25_000), (5, 3, 25_000)];
        assert_eq!(state(&all, day(5, 3)), S::Completed { on: day(5, 3) });
        // Money that comes tomorrow does not count today.
        assert_eq!(state(&all, day(5, 2)), S::InGrace { until: day(5, 6) });
    }

    #[test]
    fn a_cure_pays_everything_that_is_late_by_then() {
        let long = DefaultTerms { cure_days: 40, ..default_terms() };
        let state = |payments: &[(u32, u32, i64)], as_of| {
            standing(&plan(0, Decimal::ZERO), &long, &paid(payments), as_of).expect("in range").state
        };
        // On 10 March the second instalment is past its grace as well.
        let still = PlanState::Broken { on: day(2, 7), cure_until: Some(day(3, 18)) };
        assert_eq!(state(&[(3, 10, 25_000)], day(3, 10)), still);
        assert_eq!(state(&[(3, 10, 25_000), (3, 12, 25_000)], day(3, 12)), PlanState::Cured { on: day(3, 12) });
    }

    #[test]
    fn a_flat_fee_stays_due_when_paid_off_early() {
        // 1,000 + 40 in four: 260 each, 10 of them fee.
        let off = pay_off(&plan(4_000, Decimal::ZERO), &paid(&[(2, 1, 26_000)]), day(2, 1)).expect("in range");
        assert_eq!((off.principal, off.price, off.total, off.saved), (mxn(75_000), mxn(3_000), mxn(78_000), mxn(0)));
    }

    #[test]
    fn a_rate_is_earned_by_the_day() {
        // 36.5 % a year is 1 per mille a day: 22 days on 1,000.00 until 1 February are 22.00.
        let plan = plan(0, Decimal::new(365, 1));
        let off = pay_off(&plan, &[], day(2, 1)).expect("in range");
        assert_eq!((off.principal, off.price, off.total), (mxn(100_000), mxn(2_200), mxn(102_200)));
        let first = plan.instalments[0];
        assert_eq!(first.price, mxn(2_200));
        // Ten days after the first instalment: per mille of what is open, times ten.
        let payments = [PlanPayment { on: day(2, 1), amount: first.amount }];
        let off = pay_off(&plan, &payments, day(2, 11)).expect("in range");
        let open = 100_000 - first.principal.minor();
        assert_eq!((off.principal, off.price), (mxn(open), mxn((open * 10 + 500) / 1_000)));
        assert_eq!(
            off.saved.minor(),
            plan.principal.minor() + plan.cost.minor() - first.amount.minor() - off.total.minor()
        );
        // Long after the end, being late has not made it dearer.
        let off = pay_off(&plan, &[], day(12, 31)).expect("in range");
        assert_eq!(off.total.minor(), plan.principal.minor() + plan.cost.minor());
    }

    #[test]
    fn price_to_come_is_that_of_unpaid_instalments_after_a_day() {
        // 1,000 + 40 in four: 260 each, 10 of them fee.
        let now = standing(&plan(4_000, Decimal::ZERO), &default_terms(), &paid(&[(2, 1, 26_400)]), day(2, 10));
        let now = now.expect("in range");
        assert_eq!(now.price_to_come(day(2, 1)), Ok(mxn(600 + 1_000 + 1_000)), "4.00 of the second instalment's came");
        assert_eq!(now.price_to_come(day(3, 1)), Ok(mxn(2_000)));
        assert_eq!(now.price_to_come(day(5, 1)), Ok(mxn(0)));
    }

    #[test]
    fn what_is_late_only_by_what_is_spared_presses_nobody() {
        let late = standing(&plan(0, Decimal::ZERO), &default_terms(), &[], day(2, 2)).expect("in range");
        assert_eq!(late.late, mxn(25_000));
        assert!(late.is_late_only_by(mxn(25_000)) && !late.is_late_only_by(mxn(24_999)));
        let in_time = standing(&plan(0, Decimal::ZERO), &default_terms(), &[], day(2, 1)).expect("in range");
        assert!(!in_time.is_late_only_by(mxn(25_000)), "nothing is late");
    }

    #[test]
    fn price_that_time_would_have_earned_is_not_earned_by_a_plan_paid_off_before() {
        let dear = plan(0, Decimal::new(365, 1));
        let off = pay_off(&dear, &[], day(2, 1)).expect("in range");
        let whole = [PlanPayment { on: day(2, 1), amount: off.total }];
        assert_eq!(unearned_price(&dear, &whole), Ok(Some(off.saved)));
        let less = [PlanPayment { on: day(2, 1), amount: off.total.minus(mxn(1)).expect("in range") }];
        assert_eq!(unearned_price(&dear, &less), Ok(None));
        assert_eq!(unearned_price(&dear, &[]), Ok(None));
        // A flat fee was earned with the agreement.
        assert_eq!(unearned_price(&plan(4_000, Decimal::ZERO), &paid(&[(2, 1, 100_000)])), Ok(None));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_order_of_telling_does_not_matter(
            payments in prop::collection::vec((0..150_u32, 1..40_000_i64), 0..12), as_of in 0..160_u32, rate in 0..60_i64,
        ) {
            let plan = plan(1_000, Decimal::from(rate));
            let start = day(1, 10);
            let after = |days| add_days(start, days).expect("in range");
            let told: Vec<_> = payments.iter().map(|(d, minor)| PlanPayment { on: after(*d), amount: mxn(*minor) }).collect();
            let now = standing(&plan, &default_terms(), &told, after(as_of)).expect("in range");
            let come: i64 = payments.iter().filter(|(d, _)| *d <= as_of).map(|(_, minor)| minor).sum();
            prop_assert_eq!(now.paid.minor() + now.excess.minor(), come);
            prop_assert_eq!(now.paid.minor() + now.left.minor(), plan.principal.minor() + plan.cost.minor());
            prop_assert!(now.late.minor() <= now.left.minor());
            let first_open = now.instalments.iter().position(|i| i.left.is_positive());
            for (index, one) in now.instalments.iter().enumerate() {
                prop_assert_eq!(one.paid.plus(one.left), Ok(one.instalment.amount));
                prop_assert!(first_open.is_none_or(|open| index <= open || one.paid.is_zero()));
            }
            let missed = now.instalments.iter().any(|i| matches!(i.state, InstalmentState::Missed { .. }));
            let broken = matches!(now.state, PlanState::Broken { .. });
            prop_assert!(!missed || broken);
            let off = pay_off(&plan, &told, after(as_of)).expect("in range");
            prop_assert!(off.total.minor() >= 0 && off.total.minor() <= now.left.minor());
            prop_assert_eq!(off.total.plus(off.saved), Ok(now.left));

            let mut other: Vec<_> = told.clone();
            other.sort_by_key(|p| std::cmp::Reverse(p.amount.minor()));
            prop_assert_eq!(pay_off(&plan, &other, after(as_of)), Ok(off));
            prop_assert_eq!(standing(&plan, &default_terms(), &other, after(as_of)), Ok(now));
        }

        #[test]
        fn a_plan_paid_on_its_days_owes_no_more_than_its_schedule(rate in 0..80_i64, instalment in 0..4_usize) {
            let plan = plan(0, Decimal::from(rate));
            let payments: Vec<_> = plan.instalments.iter().map(|i| PlanPayment { on: i.date, amount: i.amount }).collect();
            let on = plan.instalments[instalment].date;
            let off = pay_off(&plan, &payments, on).expect("in range");
            let open: i64 = plan.instalments[instalment + 1..].iter().map(|i| i.principal.minor()).sum();
            // On the day of an instalment just paid, only rounding is owed as price.
            prop_assert!(off.price.minor().abs() <= 3 && off.principal.minor() == open, "{:?}", off);
        }
    }
}
