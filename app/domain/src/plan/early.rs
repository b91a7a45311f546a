//! The instalments that cost less today: which, by how much and until when, by their plan's own terms.
//!
//! Only of a plan that is kept, and only together with all before them. The discount counts as paid: what comes off and what is
//! paid are together the instalment. Each payment that comes early has it, as the agreement says: who pays an instalment in
//! parts has it on each part, and who pays several at once has each at its own early price.

use super::default_terms::DefaultTerms;
use super::standing::{PlanPayment, PlanStanding, PlanState};
use super::{Instalment, Plan};
use crate::allocation::Share;
use crate::date::Date;
use crate::discount::Discounted;
use crate::invoice::Component;
use crate::money::{Money, MoneyError};
use crate::rate::rounded;
use rust_decimal::Decimal;

/// Instalments that cost less if they are paid by a day: all that are open up to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyInstalment {
    /// The last of them: [`Instalment::n`].
    pub n: u16,
    /// What they are without the discount; `off` and `to_pay` together.
    pub full: Money,
    /// What comes off; positive.
    pub off: Money,
    /// What pays them; positive.
    pub to_pay: Money,
    /// Per cent, as the terms have it.
    pub percent: Decimal,
    /// The last day, to its end, in the creditor's zone: of the first of them that has one.
    pub until: Date,
}

/// What a plan asks for on a day: its open instalments with what comes off each, and what paying all at once saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPrice {
    /// The open instalments, in order.
    pub open: Vec<PricedInstalment>,
    /// How many instalments it has, the down payment aside.
    pub count: u16,
    /// The price that the rest of the time would have earned: not asked for by who pays everything.
    pub saved: Money,
    percent: Decimal,
}

/// An open instalment on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PricedInstalment {
    /// [`Instalment::n`].
    pub n: u16,
    /// Its day.
    pub date: Date,
    /// What is open of it.
    pub left: Money,
    /// What comes off if it is paid today; nothing: it has no early price.
    pub off: Money,
    /// Until when that is so.
    pub until: Option<Date>,
}

impl PlanPrice {
    /// Of a plan that stands so at the end of `as_of`; `saved` is what [`pay_off`](super::standing::pay_off) says.
    #[must_use]
    pub fn new(default_terms: &DefaultTerms, stands: &PlanStanding, saved: Money, as_of: Date) -> Self {
        let open = stands.instalments.iter().filter(|one| one.left.is_positive());
        let kept = match stands.state {
            PlanState::Kept | PlanState::Cured { .. } => true,
            PlanState::InGrace { .. } | PlanState::Broken { .. } | PlanState::Completed { .. } => false,
        };
        let rule = default_terms.early.filter(|_| kept);
        let open = open.map(|one| {
            let date = one.instalment.date;
            let early = rule.and_then(|rule| Some((rule.quote(date, one.left, as_of).ok()?.off, rule.until(date)?)));
            let (off, until) = early.unzip();
            let off = off.unwrap_or(Money::zero(one.left.currency()));
            PricedInstalment { n: one.instalment.n, date, left: one.left, off, until }
        });
        let count = stands.instalments.iter().map(|one| one.instalment.n).max().unwrap_or(0);
        Self { open: open.collect(), count, saved, percent: rule.map_or(Decimal::ZERO, |rule| rule.percent) }
    }

    /// What the open instalments up to `n` are without a discount; of all of them, without what is [saved](Self::saved).
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] for sums out of range.
    pub fn full_through(&self, n: u16) -> Result<Money, MoneyError> {
        let full = Money::total(self.saved.currency(), self.through(n).map(|one| one.left))?;
        if self.open.last().is_some_and(|last| last.n <= n) { full.minus(self.saved) } else { Ok(full) }
    }

    /// The open instalments up to `n` at their early prices; `None` where nothing comes off.
    #[must_use]
    pub fn early_through(&self, n: u16) -> Option<EarlyInstalment> {
        let full = self.full_through(n).ok()?;
        let off = Money::total(full.currency(), self.through(n).map(|one| one.off)).ok()?;
        let to_pay = full.minus(off).ok()?;
        let until = self.through(n).filter_map(|one| one.until).min()?;
        let last = self.through(n).last()?;
        (off.is_positive() && to_pay.is_positive()).then_some(EarlyInstalment {
            n: last.n,
            full,
            off,
            to_pay,
            percent: self.percent,
            until,
        })
    }

    /// What the open instalments up to `n` cost today.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] for sums out of range.
    pub fn price_through(&self, n: u16) -> Result<Money, MoneyError> {
        self.early_through(n).map_or_else(|| self.full_through(n), |early| Ok(early.to_pay))
    }

    /// What comes off if `full` of what is open is paid, the instalments in their order.
    ///
    /// # Errors
    /// [`MoneyError`] for another currency.
    pub fn off_of(&self, full: Money) -> Result<Money, MoneyError> {
        // All at once is less than all instalments one by one.
        if full.minor() >= self.full_through(u16::MAX)?.minor() {
            return Money::total(full.currency(), self.open.iter().map(|one| one.off));
        }
        self.off_while(full, |one| Ok(one.left), |full| self.off_of_part(full))
    }

    /// What comes off for who pays so much `money`, the instalments in their order, each at its early price.
    ///
    /// # Errors
    /// [`MoneyError`] for another currency.
    pub fn off_for(&self, money: Money) -> Result<Money, MoneyError> {
        if money.minor() >= self.price_through(u16::MAX)?.minor() {
            return Money::total(money.currency(), self.open.iter().map(|one| one.off));
        }
        self.off_while(money, |one| one.left.minus(one.off), |money| self.off_for_part(money))
    }

    /// What comes off of the first instalments, of which each costs so much, as long as money is there, and off the part of one
    /// that it pays in the end.
    fn off_while(
        &self,
        money: Money,
        costs: impl Fn(&PricedInstalment) -> Result<Money, MoneyError>,
        of_part: impl Fn(Money) -> Result<Money, MoneyError>,
    ) -> Result<Money, MoneyError> {
        let (mut left, mut off) = (money, Money::zero(money.currency()));
        for one in &self.open {
            let cost = costs(one)?;
            if left.minor() < cost.minor() {
                let part = if one.off.is_positive() { of_part(left)? } else { Money::zero(left.currency()) };
                return off.plus(part.min(one.off)?);
            }
            left = left.minus(cost)?;
            off = off.plus(one.off)?;
        }
        Ok(off)
    }

    /// What comes off so much of an instalment.
    fn off_of_part(&self, full: Money) -> Result<Money, MoneyError> {
        full.percent(self.percent)
    }

    /// What comes off for who pays so much of an instalment: the least that comes off the part that is paid with it.
    fn off_for_part(&self, money: Money) -> Result<Money, MoneyError> {
        let none = Money::zero(money.currency());
        let rest = Decimal::ONE_HUNDRED.saturating_sub(self.percent);
        let about = Decimal::from(money.minor()).checked_mul(self.percent).and_then(|all| all.checked_div(rest));
        let about = about.and_then(rounded).ok_or(MoneyError::Overflow)?;
        for off in about.saturating_sub(1).max(0)..=about.saturating_add(1) {
            let off = Money::new(off, money.currency());
            if self.off_of_part(money.plus(off)?)? == off {
                return Ok(off);
            }
        }
        Ok(none)
    }

    fn through(&self, n: u16) -> impl Iterator<Item = &PricedInstalment> {
        self.open.iter().filter(move |one| one.n <= n)
    }
}

/// The instalment that costs less on `as_of`: the next one, of a plan that stands so at the end of that day.
#[must_use]
pub fn early_instalment(default_terms: &DefaultTerms, stands: &PlanStanding, as_of: Date) -> Option<EarlyInstalment> {
    let next = stands.instalments.iter().find(|one| one.left.is_positive())?;
    let nothing = Money::zero(next.left.currency());
    let price = PlanPrice::new(default_terms, stands, nothing, as_of);
    price.early_through(next.instalment.n)
}

/// What an instalment costs if it is paid early, before anything of it is paid, and until when.
#[must_use]
pub fn early_price(default_terms: &DefaultTerms, instalment: &Instalment, as_of: Date) -> Option<(Money, Date)> {
    let rule = default_terms.early?;
    let Discounted { to_pay, .. } = rule.quote(instalment.date, instalment.amount, as_of).ok()?;
    Some((to_pay, rule.until(instalment.date)?))
}

/// What was saved of each instalment of a plan, in order: `payments`, oldest first, each with the discount in it. Of one that pays
/// several, what is rounded is told with the last that it pays early.
#[must_use]
pub fn saved_by(plan: &Plan, default_terms: &DefaultTerms, payments: &[(PlanPayment, Money)]) -> Vec<Money> {
    let none = Money::zero(plan.principal.currency());
    let mut saved = vec![none; plan.instalments.len()];
    let (mut open, mut paid) = (0, 0_i64);
    for (payment, discount) in payments {
        let (mut left, mut off) = (payment.amount.minor(), *discount);
        let mut last = None;
        while let Some(instalment) = plan.instalments.get(open).filter(|_| left > 0) {
            let part = left.min(instalment.amount.minor().saturating_sub(paid));
            left = left.saturating_sub(part);
            paid = paid.saturating_add(part);
            // What was paid in time; the payment's discount is the sum of these.
            let part = Money::new(part, none.currency());
            let early = default_terms.early.and_then(|rule| rule.quote(instalment.date, part, payment.on).ok());
            if let Some(less) = early.and_then(|early| early.off.min(off).ok()).filter(|less| less.is_positive()) {
                add(&mut saved, open, less);
                off = off.minus(less).unwrap_or(off);
                last = Some(open);
            }
            if paid >= instalment.amount.minor() {
                (open, paid) = (open.saturating_add(1), 0);
            }
        }
        if let Some(last) = last {
            add(&mut saved, last, off);
        }
    }
    saved
}

fn add(saved: &mut [Money], place: usize, less: Money) {
    if let Some(place) = saved.get_mut(place) {
        *place = place.plus(less).unwrap_or(*place);
    }
}

/// Takes `off` out of the shares that an instalment has without it: each share with what is still to be paid of it, and
/// what comes off beside it. Principal is spared before charges, and of each the last one first.
///
/// # Errors
/// [`MoneyError`] where `off` is in another currency.
pub fn lessened(shares: &[Share], off: Money) -> Result<Vec<(Share, Money)>, MoneyError> {
    let none = Money::zero(off.currency());
    let mut all: Vec<(Share, Money)> = shares.iter().map(|share| (*share, none)).collect();
    let mut left = off;
    for component in [Component::Principal, Component::Interest, Component::Fee] {
        for (share, spared) in all.iter_mut().rev().filter(|(share, _)| share.component == component) {
            let part = share.amount.min(left)?;
            share.amount = share.amount.minus(part)?;
            *spared = part;
            left = left.minus(part)?;
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discount::{EarlyBy, InstalmentDiscount};
    use crate::id::InvoiceId;
    use crate::plan::default_terms::{Reminders, WhenBroken, WhenKept};
    use crate::plan::schedule::Frequency;
    use crate::plan::solver::solve;
    use crate::plan::standing::{PlanPayment, standing};
    use crate::plan::{FinanceCharge, InvoicePart, Pace, Plan, PlanRequest, PlanRules};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn default_terms(by: EarlyBy) -> DefaultTerms {
        DefaultTerms {
            grace_days: 5,
            cure_days: 10,
            charges_rest: true,
            reminders: Reminders::Instalments,
            early: Some(InstalmentDiscount { percent: Decimal::TEN, by }),
            reschedules: 1,
            when_kept: WhenKept { waive_rested_charges: true },
            when_broken: WhenBroken { claw_back_charges: true, claw_back_discounts: true, waive_price_to_come: false },
        }
    }

    /// 1,000.15 with a fee of 10.00 in three instalments on the 15th from February, agreed on 10 January: 336.72,
    /// 336.72 and 336.71.
    fn plan() -> Plan {
        let rules = PlanRules {
            start: day(1, 10),
            price: FinanceCharge { flat: mxn(1_000), annual_percent: Decimal::ZERO },
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
        let request =
            PlanRequest { pace: Pace::Count(3), first: day(2, 15), frequency: Frequency::Monthly, down: None };
        let invoice = InvoicePart { invoice: InvoiceId::new(Uuid::from_u128(1)), amount: mxn(100_015) };
        solve(&[invoice], request, &rules).expect("a plan")
    }

    fn today(by: EarlyBy, paid: &[(u32, u32, i64)], as_of: Date) -> Option<EarlyInstalment> {
        let payments: Vec<_> =
            paid.iter().map(|(m, d, minor)| PlanPayment { on: day(*m, *d), amount: mxn(*minor) }).collect();
        let stands = standing(&plan(), &default_terms(by), &payments, as_of).expect("it stands somewhere");
        early_instalment(&default_terms(by), &stands, as_of)
    }

    #[test]
    fn the_next_one_to_the_end_of_its_last_day() {
        let by = EarlyBy::DayOfMonth(5);
        let amounts: Vec<i64> = plan().instalments.iter().map(|one| one.amount.minor()).collect();
        assert_eq!(amounts, [33_672, 33_672, 33_671]);
        let first = today(by, &[], day(1, 11)).expect("a discount");
        assert_eq!((first.n, first.full, first.until), (1, mxn(33_672), day(2, 5)));
        // 10 % of 336.72 is 33.672: half away from zero.
        assert_eq!((first.off, first.to_pay), (mxn(3_367), mxn(30_305)));
        assert_eq!(today(by, &[], day(2, 5)), Some(first));
        assert_eq!(today(by, &[], day(2, 6)), None);
        // What it was paid with, discount included, makes the next one the next.
        let second = today(by, &[(2, 5, 33_672)], day(2, 6)).expect("a discount");
        assert_eq!((second.n, second.until), (2, day(3, 5)));
        let last = today(by, &[(2, 5, 33_672), (3, 5, 33_672)], day(3, 5)).expect("a discount");
        assert_eq!((last.n, last.full, last.off), (3, mxn(33_671), mxn(3_367)));
        assert_eq!(today(by, &[(2, 5, 101_015)], day(2, 6)), None, "all is paid");
        let before = today(EarlyBy::DaysBefore(5), &[], day(2, 10)).expect("a discount");
        assert_eq!(before.until, day(2, 10));
        assert_eq!(today(EarlyBy::DaysBefore(5), &[], day(2, 11)), None);
    }

    #[test]
    fn its_rest_once_it_is_begun_and_nothing_behind_one_that_is_late() {
        let by = EarlyBy::DayOfMonth(5);
        let rest = today(by, &[(1, 20, 30_000)], day(2, 1)).expect("a discount");
        assert_eq!((rest.n, rest.full, rest.off), (1, mxn(3_672), mxn(367)));
        assert!(today(by, &[(2, 10, 33_672)], day(3, 5)).is_some());
        assert_eq!(today(by, &[(2, 10, 33_671)], day(3, 5)), None, "a cent of the one before is late");
        assert_eq!(today(by, &[], day(2, 18)), None, "in grace");
        // Mended within its time: the next one has its discount again.
        assert!(today(by, &[(2, 25, 33_672)], day(3, 1)).is_some());
        assert_eq!(today(by, &[(3, 4, 33_672)], day(3, 5)), None, "broken for good");
        let none = DefaultTerms { early: None, ..default_terms(by) };
        let stands = standing(&plan(), &none, &[], day(1, 11)).expect("it stands somewhere");
        assert_eq!(early_instalment(&none, &stands, day(1, 11)), None);
    }

    #[test]
    fn several_at_once_have_each_their_own_price_and_all_of_them_cost_no_time_to_come() {
        let by = EarlyBy::DayOfMonth(5);
        let stands = standing(&plan(), &default_terms(by), &[], day(1, 11)).expect("it stands somewhere");
        let price = PlanPrice::new(&default_terms(by), &stands, mxn(0), day(1, 11));
        let two = price.early_through(2).expect("a discount");
        assert_eq!(
            (two.n, two.full, two.off, two.to_pay, two.until),
            (2, mxn(67_344), mxn(6_734), mxn(60_610), day(2, 5))
        );
        assert_eq!(price.price_through(3).expect("in range"), mxn(101_015 - 3 * 3_367));
        // Money of any amount, and what it pays: the parts have their share.
        for (money, off) in [
            (1, 0),
            (4, 0),
            (5, 1),
            (9_000, 1_000),
            (30_304, 3_367),
            (30_305, 3_367),
            (39_305, 4_367),
            (60_609, 6_734),
            (60_610, 6_734),
            (90_914, 10_101),
        ] {
            assert_eq!(price.off_for(mxn(money)), Ok(mxn(off)), "{money}");
            assert_eq!(price.off_of(mxn(money + off)), Ok(mxn(off)), "{money}");
        }
        // Late in its grace nothing is early; begun, the rest is.
        let late = standing(&plan(), &default_terms(by), &[], day(2, 18)).expect("it stands somewhere");
        assert_eq!(PlanPrice::new(&default_terms(by), &late, mxn(0), day(2, 18)).early_through(3), None);
        let begun = [PlanPayment { on: day(1, 20), amount: mxn(1) }];
        let stands = standing(&plan(), &default_terms(by), &begun, day(2, 1)).expect("it stands somewhere");
        let price = PlanPrice::new(&default_terms(by), &stands, mxn(0), day(2, 1));
        assert_eq!(price.early_through(1).map(|one| (one.full, one.off)), Some((mxn(33_671), mxn(3_367))));
        assert_eq!(price.early_through(2).map(|two| (two.full, two.off)), Some((mxn(67_343), mxn(6_734))));
        // Of all of them what the time would have cost is not asked for.
        let whole = PlanPrice { saved: mxn(600), ..price };
        assert_eq!(whole.full_through(3), Ok(mxn(101_014 - 600)));
        assert_eq!(whole.off_for(mxn(101_014 - 600 - 10_101)), Ok(mxn(10_101)));
    }

    #[test]
    fn what_was_saved_is_told_instalment_by_instalment() {
        let by = EarlyBy::DayOfMonth(5);
        let paid = |m, d, minor, off| (PlanPayment { on: day(m, d), amount: mxn(minor) }, mxn(off));
        let saved = |payments: &[_]| saved_by(&plan(), &default_terms(by), payments);
        assert_eq!(saved(&[]), [mxn(0); 3]);
        assert_eq!(saved(&[paid(2, 5, 33_672, 3_367)]), [mxn(3_367), mxn(0), mxn(0)]);
        assert_eq!(saved(&[paid(2, 5, 67_344, 6_734)]), [mxn(3_367), mxn(3_367), mxn(0)]);
        // The first in full and late, the second early.
        assert_eq!(saved(&[paid(2, 10, 33_672, 0), paid(3, 1, 33_672, 3_367)]), [mxn(0), mxn(3_367), mxn(0)]);
        // A part of the first, then the rest of it and the second at once.
        let parts = [paid(1, 20, 10_000, 1_000), paid(2, 1, 57_344, 5_734)];
        assert_eq!(saved(&parts), [mxn(3_367), mxn(3_367), mxn(0)]);
        // A part in time, the rest of it late.
        assert_eq!(saved(&[paid(1, 20, 10_000, 1_000), paid(2, 10, 23_672, 0)]), [mxn(1_000), mxn(0), mxn(0)]);
        // What is rounded part by part is told with the last.
        assert_eq!(saved(&[paid(1, 20, 40_005, 4_001)]), [mxn(3_367), mxn(634), mxn(0)]);
    }

    #[test]
    fn principal_is_spared_first() {
        let share = |invoice, component, minor| Share {
            invoice: InvoiceId::new(Uuid::from_u128(invoice)),
            component,
            amount: mxn(minor),
        };
        let shares = [
            share(1, Component::Fee, 50),
            share(1, Component::Principal, 30),
            share(2, Component::Interest, 5),
            share(2, Component::Principal, 15),
        ];
        let spared = |off| -> Vec<(i64, i64)> {
            let all = lessened(&shares, mxn(off)).expect("the same currency");
            all.iter().map(|(share, off)| (share.amount.minor(), off.minor())).collect()
        };
        assert_eq!(spared(10), [(50, 0), (30, 0), (5, 0), (5, 10)]);
        assert_eq!(spared(20), [(50, 0), (25, 5), (5, 0), (0, 15)]);
        assert_eq!(spared(48), [(50, 0), (0, 30), (2, 3), (0, 15)]);
        assert_eq!(spared(60), [(40, 10), (0, 30), (0, 5), (0, 15)]);
    }

    proptest! {
        /// Of parts of any size each has its share: all together cost what the whole does, but for what is rounded, a cent or two a
        /// part.
        #[test]
        fn an_instalment_paid_in_parts_costs_what_it_costs_at_once(parts in prop::collection::vec(1..12_000_i64, 1..12)) {
            let by = EarlyBy::DayOfMonth(5);
            let mut payments: Vec<PlanPayment> = Vec::new();
            let mut cash = 0;
            for part in &parts {
                let stands = standing(&plan(), &default_terms(by), &payments, day(1, 11)).expect("it stands somewhere");
                let price = PlanPrice::new(&default_terms(by), &stands, mxn(0), day(1, 11));
                let whole = price.price_through(u16::MAX).expect("in range").minor();
                let money = (*part).min(whole);
                if money == 0 {
                    break;
                }
                let off = price.off_for(mxn(money)).expect("in range");
                prop_assert!(off.minor() * 9 <= money + 20, "{off} for {money}");
                payments.push(PlanPayment { on: day(1, 11), amount: mxn(money + off.minor()) });
                cash += money;
            }
            let full: i64 = payments.iter().map(|payment| payment.amount.minor()).sum();
            let fair = full - full / 10;
            prop_assert!((cash - fair).abs() <= 2 * i64::try_from(parts.len()).expect("a few") + 2, "{cash} {fair}");
        }

        #[test]
        fn nothing_is_lost_between_money_and_discount(
            amounts in prop::collection::vec((1..=9_u128, 0..3_usize, 1..100_000_i64), 1..8), off in 0..=100_i64,
        ) {
            let parts = [Component::Fee, Component::Interest, Component::Principal];
            let shares: Vec<Share> = amounts
                .iter()
                .map(|(of, part, minor)| Share {
                    invoice: InvoiceId::new(Uuid::from_u128(*of)),
                    component: parts[*part],
                    amount: mxn(*minor),
                })
                .collect();
            let total: i64 = amounts.iter().map(|(_, _, minor)| minor).sum();
            let off = total * off / 100;
            let all = lessened(&shares, mxn(off)).expect("the same currency");
            prop_assert_eq!(all.iter().map(|(_, spared)| spared.minor()).sum::<i64>(), off);
            for ((now, spared), before) in all.iter().zip(&shares) {
                prop_assert!(now.amount.minor() >= 0 && spared.minor() >= 0);
                prop_assert_eq!(now.amount.minor() + spared.minor(), before.amount.minor());
            }
        }
    }
}
