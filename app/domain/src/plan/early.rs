//! The instalment that costs less today: which one, by how much and until when, by its plan's own terms.
//!
//! Only the next one, of which nothing is paid yet, of a plan that is kept. The discount is of the whole instalment, as
//! the agreement says it, and counts as paid: what comes off and what is paid are together the instalment.

use super::default_terms::DefaultTerms;
use super::standing::{PlanStanding, PlanState};
use crate::allocation::Share;
use crate::date::Date;
use crate::discount::Discounted;
use crate::invoice::Component;
use crate::money::{Money, MoneyError};
use rust_decimal::Decimal;

/// An instalment that costs less if it is paid by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyInstalment {
    /// Which: [`Instalment::n`](super::Instalment::n).
    pub n: u16,
    /// What it is without the discount; `off` and `to_pay` together.
    pub full: Money,
    /// What comes off; positive.
    pub off: Money,
    /// What pays it; positive.
    pub to_pay: Money,
    /// Per cent, as the terms have it.
    pub percent: Decimal,
    /// The last day, to its end, in the creditor's zone.
    pub until: Date,
}

/// The instalment that costs less on `as_of`, of a plan that stands so at the end of that day.
#[must_use]
pub fn early_instalment(default_terms: &DefaultTerms, stands: &PlanStanding, as_of: Date) -> Option<EarlyInstalment> {
    let rule = default_terms.early?;
    match stands.state {
        PlanState::Kept | PlanState::Cured { .. } => {}
        PlanState::InGrace { .. } | PlanState::Broken { .. } | PlanState::Completed { .. } => return None,
    }
    let next = stands.instalments.iter().find(|one| one.left.is_positive()).filter(|one| one.paid.is_zero())?;
    let date = next.instalment.date;
    let Discounted { off, to_pay } = rule.quote(date, next.left, as_of).ok()?;
    let (n, full, percent) = (next.instalment.n, next.left, rule.percent);
    Some(EarlyInstalment { n, full, off, to_pay, percent, until: rule.until(date)? })
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
    use crate::plan::{InvoicePart, Pace, Plan, PlanRequest, PlanRules, Price};
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
            price: Price { flat: mxn(1_000), annual_percent: Decimal::ZERO },
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
    fn not_once_it_is_begun_nor_behind_one_that_is_late() {
        let by = EarlyBy::DayOfMonth(5);
        assert_eq!(today(by, &[(1, 20, 1)], day(2, 1)), None, "a cent of it is paid");
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
