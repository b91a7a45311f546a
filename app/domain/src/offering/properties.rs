//! Offers over made-up policies, debts and days.

use super::offers;
use super::tests::{day, good, id, mxn, on, own_terms};
use crate::date::{add_days, days_between};
use crate::discount::{EarlyTerms, Reduction, TaxMode};
use crate::invoice::DUE_SOON_DAYS;
use crate::money::Money;
use crate::offer::{NextStep, Offer, OfferTerms, OpenDebt, Reason, Situation, Uses, best_next_step};
use crate::policy::{
    Amounts, Audience, DiscountPolicy, ExtensionPolicy, Granted, Off, PlanBounds, PlanCost, PlanPolicy, Policy,
    PolicyDiscount, PromisePolicy, SettlementPolicy, SettlementStep,
};
use crate::segment::{History, Segment};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn any_debt() -> impl Strategy<Value = OpenDebt> {
    let sums = (1..5_000_000_i64, 0..=100_i64, 0..=100_i64, prop_oneof![Just(0), 0..100_000_i64]);
    let days = (0..400_u32, 0..60_u32);
    let own = prop::option::of((1..900_i64, 1..40_u16));
    let code = prop::sample::select(vec!["MXN", "USD", "CLP"]);
    let rare = || prop::bool::weighted(0.1);
    let taken = (rare(), rare(), rare(), rare());
    (any::<u128>(), sums, days, own, code, rare(), taken).prop_map(
        |(n, (total, untaxed, open, charges), (issued, term), own, code, disputed, taken)| {
            let (in_plan, settled, discounted, on_its_way) = taken;
            let money = |minor| Money::new(minor, code.parse().expect("a currency"));
            let issued = add_days(day(1, 1), issued).expect("in range");
            OpenDebt {
                invoice: id(n),
                issued,
                due: add_days(issued, term).expect("in range"),
                total: money(total),
                untaxed: money(total * untaxed / 100),
                balance: money(total * open / 100),
                charges: money(charges),
                own_terms: own.map(|(p, days)| EarlyTerms { percent: Decimal::new(p, 1), days, net_days: 60 }),
                disputed,
                in_plan,
                extended: false,
                extending: false,
                settled,
                discounted,
                on_its_way,
            }
        },
    )
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let audience = || {
        let from = prop::option::of(-60..200_i32);
        (
            prop::sample::subsequence(Segment::ALL.to_vec(), 1..=4),
            from,
            0..300_i32,
            prop::option::of(0..300_000_i64),
            0..4_u16,
        )
            .prop_map(|(segments, overdue_from, more, amount, paid_from)| Audience {
                segments,
                overdue_from,
                overdue_to: overdue_from.map(|from| from + more),
                amount_from: Amounts::new(amount.map(mxn)),
                amount_to: Amounts::default(),
                paid_from,
            })
    };
    let amounts = (audience(), audience(), audience(), audience(), audience());
    let figures = (1..990_i64, 1..60_u16, 100..990_i64, 2..25_u16, 0..900_i64, any::<bool>(), 0..3_u8);
    (amounts, figures).prop_map(|((a, b, c, d, e), (permille, days, pay, max, down, own_terms, a_year))| {
        let base = Policy::default();
        let percent = |tenths: i64| Decimal::new(tenths, 1);
        let step = |overdue_from, pay_percent| SettlementStep { overdue_from, pay_percent };
        let bounds = PlanBounds {
            max_instalments: max,
            first_within_days: days,
            end_within_days: Some(360),
            down_percent: percent(down),
        };
        Policy {
            discount: Some(DiscountPolicy {
                to: a,
                own_terms,
                tax: TaxMode::Excluded,
                early: Some(PolicyDiscount { off: Off::Percent(percent(permille)), days }),
            }),
            settlement: Some(SettlementPolicy {
                to: b,
                steps: vec![step(30, percent(pay)), step(90, percent(pay / 2))],
                days,
            }),
            plan: base.plan.map(|plan| PlanPolicy {
                to: c,
                automatic: Some(bounds),
                request: Some(PlanBounds { max_instalments: max * 2, ..bounds }),
                price: PlanCost::AnnualPercent(percent(permille)),
                ..plan
            }),
            extension: base.extension.map(|extension| ExtensionPolicy { to: d, a_year, ..extension }),
            promise: base.promise.map(|promise| PromisePolicy { to: e, a_year, ..promise }),
            ..base
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_offer_outside_of_policy_debt_and_day(
        policy in any_policy(), debts in prop::collection::vec(any_debt(), 0..12), as_of in 0..500_u32, floor in 1..40_000_i64,
        uses in (0..3_u8, 0..3_u8), history in (0..4_usize, 0..6_u16),
    ) {
        let as_of = add_days(day(1, 1), as_of).expect("in range");
        let history = History { segment: Segment::ALL[history.0], paid: history.1, ..good() };
        let uses = Uses { extensions: uses.0, promises: uses.1 };
        let floors = [mxn(floor)];
        let situation = Situation { history: &history, debts: &debts, uses, floors: &floors, as_of };
        let found = offers(&policy, &situation);
        prop_assert_eq!(&offers(&policy, &situation), &found);
        let chargeable = |money: Money| money.is_positive() && (money.currency() != floors[0].currency() || money.minor() >= floor);
        let of = |invoice| debts.iter().find(|debt| debt.invoice == invoice).expect("a debt");
        for offer in &found {
            prop_assert!(offer.until.is_none_or(|until| as_of <= until), "{:?}", offer);
            match offer.terms {
                OfferTerms::Discount { invoice, off, to_pay, reduction, .. } => {
                    let debt = of(invoice);
                    prop_assert!(!debt.disputed && !debt.in_plan && !debt.settled && debt.charges.is_zero());
                    prop_assert_eq!(off.plus(to_pay), Ok(debt.balance));
                    prop_assert!(off.is_positive() && chargeable(to_pay));
                    let rules = policy.discount.as_ref().expect("a policy");
                    if let Reason::InvoiceTerms(terms) = offer.reason {
                        prop_assert!(rules.own_terms && debt.own_terms == Some(terms));
                        prop_assert_eq!(offer.until, terms.until(debt.issued).ok());
                    } else {
                        let early = rules.early.as_ref().expect("a discount");
                        prop_assert!(rules.to.admits(&history, debt.overdue_days(as_of), debt.balance));
                        prop_assert!(days_between(debt.issued, as_of) <= i64::from(early.days) && as_of <= debt.due);
                        let Reduction::Percent(percent) = reduction else { panic!("{reduction:?}") };
                        prop_assert_eq!(&early.off, &Off::Percent(percent));
                    }
                }
                OfferTerms::Settlement { invoice, to_pay, written_off, percent } => {
                    let (debt, rules) = (of(invoice), policy.settlement.as_ref().expect("a policy"));
                    let owed = debt.owed().expect("owed");
                    prop_assert_eq!(to_pay.plus(written_off), Ok(owed));
                    prop_assert!(written_off.is_positive() && chargeable(to_pay) && to_pay.minor() < owed.minor());
                    prop_assert!(rules.to.admits(&history, debt.overdue_days(as_of), owed));
                    let step = rules.steps.iter().rfind(|step| i64::from(step.overdue_from) <= debt.overdue_days(as_of));
                    prop_assert_eq!(step.map(|step| step.pay_percent), Some(percent));
                    let until = offer.until.expect("a last day");
                    let then = rules.steps.iter().rfind(|step| i64::from(step.overdue_from) <= debt.overdue_days(until));
                    prop_assert_eq!(then, step);
                    prop_assert!(rules.to.admits(&history, debt.overdue_days(until), owed));
                }
                OfferTerms::Plan { owed, max_instalments, each, cost, .. } => {
                    let rules = policy.plan.as_ref().expect("a policy");
                    let all: i64 = situation.owing(owed.currency()).map(|(_, owed)| owed.minor()).sum();
                    prop_assert_eq!(owed.minor(), all);
                    let bounds = if offer.granted == Granted::Automatically { rules.automatic } else { rules.request };
                    prop_assert!(max_instalments <= bounds.expect("bounds").max_instalments && chargeable(each.largest()) && cost.minor() >= 0);
                }
                OfferTerms::Extension { invoice, new_due, pay_now, price, old_due, by, .. } => {
                    let (debt, rules) = (of(invoice), policy.extension.as_ref().expect("a policy"));
                    let owed = debt.owed().expect("owed");
                    prop_assert!(rules.to.admits(&history, debt.overdue_days(as_of), owed) && uses.extensions < rules.a_year);
                    prop_assert!(new_due > as_of && new_due > debt.due && old_due == debt.due);
                    let option = rules.options.iter().find(|option| option.by == by).expect("an option");
                    prop_assert_eq!(option.granted, offer.granted);
                    prop_assert!(pay_now.is_zero() && price.is_zero());
                }
                OfferTerms::Promise { owed, latest } => {
                    let rules = policy.promise.as_ref().expect("a policy");
                    prop_assert!(uses.promises < rules.a_year && chargeable(owed));
                    prop_assert_eq!(days_between(as_of, latest), i64::from(rules.days_ahead));
                }
            }
        }
        match best_next_step(&found, &situation) {
            NextStep::Take(offer) => prop_assert!(found.contains(offer) && offer.granted == Granted::Automatically),
            NextStep::PayOverdue(amount) | NextStep::PayDue(amount) => prop_assert!(amount.is_positive()),
            NextStep::Wait(due) => prop_assert!(days_between(as_of, due) > DUE_SOON_DAYS),
            // What no provider can charge is no next step.
            NextStep::Nothing => prop_assert!(debts.iter().all(|debt| debt.owed().is_none_or(|owed| situation.is_small(owed.currency())))),
        }
    }

    #[test]
    fn an_offer_is_still_there_on_its_last_day_and_not_after(debt in any_debt(), any in any_policy(), as_of in 0..500_u32) {
        let as_of = add_days(day(1, 1), as_of).expect("in range");
        let debts = [debt];
        let own = own_terms();
        for offer in offers(&own, &on(&debts, &History::NONE, as_of)) {
            let until = offer.until.expect("a last day");
            prop_assert_eq!(offers(&own, &on(&debts, &History::NONE, until)), vec![offer]);
            prop_assert_eq!(offers(&own, &on(&debts, &History::NONE, until.succ_opt().expect("a day"))), vec![]);
        }
        // A settlement is offered anew each day, for as long as the policy has one.
        let lasting = Policy { settlement: None, ..any };
        let kind = |offer: &Offer| std::mem::discriminant(&offer.terms);
        for offer in offers(&lasting, &on(&debts, &History::NONE, as_of)) {
            if let Some(after) = offer.until.and_then(|until| until.succ_opt()) {
                let later = offers(&lasting, &on(&debts, &History::NONE, after));
                prop_assert!(later.iter().all(|other| kind(other) != kind(&offer) || other.reason != offer.reason), "{:?}", later);
            }
        }
    }
}
