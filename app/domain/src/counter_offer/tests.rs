//! What staff can offer, and what is refused.

use super::*;
use crate::offer::Uses;
use crate::policy::{Granted, Policy};
use crate::segment::History;
use uuid::Uuid;

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn day(m: u32, d: u32) -> Date {
    Date::from_ymd_opt(2026, m, d).expect("a day")
}

fn id() -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(7))
}

/// 1,000.00 due on 31 March, 50.00 of charges on top; today is 10 April.
fn debts() -> [OpenDebt; 1] {
    [OpenDebt {
        invoice: id(),
        issued: day(3, 1),
        due: day(3, 31),
        total: mxn(100_000),
        untaxed: mxn(100_000),
        balance: mxn(100_000),
        charges: mxn(5_000),
        own_terms: None,
        disputed: false,
        in_plan: false,
        extended: false,
        extending: false,
        settled: false,
        on_its_way: false,
        discounted: false,
    }]
}

fn with<T>(look: impl FnOnce(&Situation<'_>) -> T) -> T {
    let (debts, floors) = (debts(), [mxn(1_000)]);
    let history = History::NONE;
    look(&Situation { history: &history, debts: &debts, uses: Uses::default(), floors: &floors, as_of: day(4, 10) })
}

fn asked_extension() -> Terms {
    Terms::Extension(Extension {
        invoice: id(),
        old_due: day(3, 31),
        new_due: day(7, 10),
        price: mxn(0),
        pay_now: mxn(0),
        lost_discount: mxn(0),
    })
}

#[test]
fn another_date_by_days_by_months_or_as_it_is() {
    for (until, new_due) in [
        (Until::On(day(5, 20)), day(5, 20)),
        (Until::After(Delay::Days(30)), day(5, 10)),
        (Until::After(Delay::Months(1)), day(5, 10)),
    ] {
        let other = CounterOffer::Extension { until, price: mxn(2_000), pay_now: mxn(25_000) };
        let terms = with(|situation| other.terms(&asked_extension(), situation, None));
        let Ok(Terms::Extension(made)) = terms else { panic!("{terms:?}") };
        assert_eq!((made.new_due, made.price, made.pay_now), (new_due, mxn(2_000), mxn(25_000)));
    }
    let refused = |until, price, now| {
        let other = CounterOffer::Extension { until, price: mxn(price), pay_now: mxn(now) };
        with(|situation| other.terms(&asked_extension(), situation, None)).expect_err("no such terms")
    };
    let to = add_days(day(4, 10), FIRST_WITHIN_DAYS).expect("a day");
    let range = |day| CounterOfferError::Date { day, from: self::day(4, 11), to };
    assert_eq!(refused(Until::On(day(4, 10)), 0, 0), range(day(4, 10)));
    let late = Date::from_ymd_opt(2028, 4, 10).expect("a day");
    assert_eq!(refused(Until::After(Delay::Months(24)), 0, 0), range(late));
    let max = |part| CounterOfferError::Amount { part, min: mxn(0), max: mxn(105_000) };
    assert_eq!(refused(Until::On(day(5, 20)), 105_001, 0), max(CounterAmount::FinanceCharge));
    assert_eq!(refused(Until::On(day(5, 20)), 0, -1), max(CounterAmount::PayNow));
}

fn asked_plan() -> Terms {
    let policy = Policy::default();
    let plan = policy.plan.expect("plans");
    let rules = plan.rules(Granted::OnRequest, mxn(100_000), mxn(1), day(4, 1)).expect("rules");
    let request = PlanRequest { pace: Pace::Count(10), first: day(5, 1), frequency: Frequency::Monthly, down: None };
    let parts = [InvoicePart { invoice: id(), amount: mxn(100_000) }];
    Terms::Plan(PlanTerms { plan: solve(&parts, request, &rules).expect("a plan"), default_terms: plan.default_terms })
}

#[test]
fn another_plan_is_over_what_is_owed_today_and_may_go_past_the_policy() {
    let request =
        PlanRequest { pace: Pace::Count(15), first: day(5, 15), frequency: Frequency::Fortnightly, down: None };
    let made = with(|situation| CounterOffer::Plan { request, flat: mxn(1_500) }.terms(&asked_plan(), situation, None));
    let Ok(Terms::Plan(PlanTerms { plan, .. })) = made else { panic!("{made:?}") };
    // Fifteen is more than the policy's twelve; fees of 50.00 have come since it was asked for.
    assert_eq!((plan.principal, plan.cost, plan.instalments.len()), (mxn(105_000), mxn(1_500), 15));
    assert_eq!(plan.end(), add_days(day(5, 15), 14 * 14).expect("a day"));
    let Terms::Plan(asked) = asked_plan() else { panic!("a plan") };
    assert_eq!(request_of(&asked).pace, Pace::Count(10));
    // Below what the provider can charge there is none.
    let small = PlanRequest { pace: Pace::Each(mxn(500)), ..request };
    let none =
        with(|situation| CounterOffer::Plan { request: small, flat: mxn(0) }.terms(&asked_plan(), situation, None));
    assert!(matches!(none, Err(CounterOfferError::NoPlan(_))), "{none:?}");
}

#[test]
fn another_settlement_by_percentage_or_amount() {
    let asked = Terms::Settlement(Settlement {
        invoices: vec![InvoicePart { invoice: id(), amount: mxn(100_000) }],
        percent: Decimal::from(50),
        to_pay: mxn(50_000),
        written_off: mxn(50_000),
        until: day(4, 30),
    });
    let make = |pays| with(|s| CounterOffer::Settlement { pays, until: day(5, 1) }.terms(&asked, s, None));
    let Ok(Terms::Settlement(made)) = make(Pays::Percent(Decimal::from(70))) else { panic!("terms") };
    assert_eq!((made.to_pay, made.written_off, made.until), (mxn(73_500), mxn(31_500), day(5, 1)));
    let Ok(Terms::Settlement(made)) = make(Pays::Amount(mxn(70_000))) else { panic!("terms") };
    assert_eq!((made.percent, made.written_off), (Decimal::new(666_667, 4), mxn(35_000)));
    assert_eq!(make(Pays::Percent(Decimal::ONE_HUNDRED)), Err(CounterOfferError::Percent));
    let range = CounterOfferError::Amount { part: CounterAmount::Paid, min: mxn(1), max: mxn(104_999) };
    assert_eq!(make(Pays::Amount(mxn(105_000))), Err(range));
    // What was not asked for is not offered in its place.
    let wrong = with(|s| {
        CounterOffer::Settlement { pays: Pays::Amount(mxn(1)), until: day(5, 1) }.terms(&asked_plan(), s, None)
    });
    assert_eq!(wrong, Err(CounterOfferError::NotForThis));
}

#[test]
fn nothing_is_offered_for_what_is_not_owed_any_more() {
    let (mut debts, history) = (debts(), History::NONE);
    debts[0].in_plan = true;
    let situation =
        Situation { history: &history, debts: &debts, uses: Uses::default(), floors: &[], as_of: day(4, 10) };
    let other = CounterOffer::Extension { until: Until::On(day(5, 20)), price: mxn(0), pay_now: mxn(0) };
    assert_eq!(other.terms(&asked_extension(), &situation, None), Err(CounterOfferError::NotOwed));
}
