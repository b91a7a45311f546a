//! Plans worked out by hand, and what holds for all of them.

use super::*;
use crate::id::InvoiceId;
use crate::plan::schedule::Frequency;
use proptest::prelude::*;
use uuid::Uuid;

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn day(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

fn invoices(amounts: &[i64]) -> Vec<InvoicePart> {
    let id = |n| InvoiceId::new(Uuid::from_u128(n));
    (1..).zip(amounts).map(|(n, amount)| InvoicePart { invoice: id(n), amount: mxn(*amount) }).collect()
}

fn rules() -> PlanRules {
    PlanRules {
        start: day(2026, 1, 10),
        price: FinanceCharge::none(mxn(0).currency()),
        frequencies: vec![Frequency::Monthly, Frequency::Fortnightly],
        first_from: day(2026, 1, 10),
        first_to: day(2026, 2, 28),
        latest_end: None,
        max_instalments: 12,
        min_instalment: mxn(1_000),
        min_down: mxn(0),
        max_down: mxn(100_000_000),
        step: 1,
    }
}

fn request(pace: Pace) -> PlanRequest {
    PlanRequest { pace, first: day(2026, 1, 31), frequency: Frequency::Monthly, down: None }
}

fn amounts(plan: &Plan) -> Vec<i64> {
    plan.instalments.iter().map(|i| i.amount.minor()).collect()
}

#[test]
fn a_hundred_in_three() {
    let plan = solve(&invoices(&[10_000]), request(Pace::Count(3)), &rules()).expect("allowed");
    assert_eq!(amounts(&plan), [3_334, 3_333, 3_333]);
    let days: Vec<_> = plan.instalments.iter().map(|i| i.date).collect();
    assert_eq!(days, [day(2026, 1, 31), day(2026, 2, 28), day(2026, 3, 31)]);
    assert!(plan.cost.is_zero() && plan.is_sound());
    assert_eq!(plan.end(), day(2026, 3, 31));
}

#[test]
fn three_hundred_a_month_is_four_times_250() {
    let plan = solve(&invoices(&[100_000]), request(Pace::Each(mxn(30_000))), &rules()).expect("allowed");
    assert_eq!(amounts(&plan), [25_000; 4]);
}

#[test]
fn parts_below_the_minimum_are_merged() {
    let rules = PlanRules { min_instalment: mxn(30_000), ..rules() };
    // Four times 250 would be too small; three times 333.33 is not.
    let plan = solve(&invoices(&[100_000]), request(Pace::Each(mxn(30_000))), &rules).expect("allowed");
    assert_eq!(amounts(&plan), [33_334, 33_333, 33_333]);
    let refused = solve(&invoices(&[100_000]), request(Pace::Each(mxn(29_999))), &rules).expect_err("too small");
    assert_eq!(refused.reason, PlanRefusal::TooSmall { min: mxn(30_000) });
    assert_eq!(refused.nearest, Some(request(Pace::Each(mxn(33_334)))));
    let refused = solve(&invoices(&[100_000]), request(Pace::Count(4)), &rules).expect_err("too small");
    assert_eq!(refused.nearest, Some(request(Pace::Count(3))));
}

#[test]
fn a_debt_too_small_for_parts_has_no_plan() {
    let refused = solve(&invoices(&[1_999]), request(Pace::Each(mxn(1_000))), &rules()).expect_err("too little");
    assert_eq!(refused, NoPlan { reason: PlanRefusal::TooLittleOwed { min: mxn(1_000) }, nearest: None });
}

#[test]
fn a_down_payment_comes_first_and_a_flat_fee_is_spread() {
    let fee = FinanceCharge { flat: mxn(3_000), ..FinanceCharge::none(mxn(0).currency()) };
    let rules = PlanRules { price: fee, ..rules() };
    let asked = PlanRequest { down: Some(mxn(20_000)), ..request(Pace::Count(4)) };
    let plan = solve(&invoices(&[30_000, 70_000]), asked, &rules).expect("allowed");
    // 800 + 30 in four: 207.50 each, of which 7.50 is the fee.
    assert_eq!(amounts(&plan), [20_000, 20_750, 20_750, 20_750, 20_750]);
    assert_eq!((plan.principal, plan.cost), (mxn(100_000), mxn(3_000)));
    assert_eq!((plan.instalments[0].n, plan.instalments[0].date), (0, day(2026, 1, 10)));
    assert_eq!(plan.instalments[4].price, mxn(750));
    let covers: Vec<_> =
        plan.covers().iter().map(|(n, p)| (*n, p.invoice.uuid().as_u128(), p.amount.minor())).collect();
    assert_eq!(
        covers,
        [(0, 1, 20_000), (1, 1, 10_000), (1, 2, 10_000), (2, 2, 20_000), (3, 2, 20_000), (4, 2, 20_000)]
    );
}

#[test]
fn an_annuity_by_actual_days() {
    // 1,000.00 at 36.5 % a year is 1 per mille a day. Fortnights from 24 January, 14 days each:
    // discount factors 1 ÷ 1.014 and 1 ÷ 1.014², together 1.958770…; the annuity is 510.52433
    // and twice that 1,021.05.
    let price = FinanceCharge { annual_percent: Decimal::new(365, 1), ..FinanceCharge::none(mxn(0).currency()) };
    let rules = PlanRules { price, ..rules() };
    let asked = PlanRequest { first: day(2026, 1, 24), frequency: Frequency::Fortnightly, ..request(Pace::Count(2)) };
    let plan = solve(&invoices(&[100_000]), asked, &rules).expect("allowed");
    assert_eq!(amounts(&plan), [51_053, 51_052]);
    // 14 days on 1,000.00, then 14 days on the 503.48 still open.
    let prices: Vec<_> = plan.instalments.iter().map(|i| i.price.minor()).collect();
    assert_eq!((prices, plan.cost), (vec![1_400, 705], mxn(2_105)));
    assert!(plan.is_sound());
}

#[test]
fn a_fee_above_the_debt_still_fits_into_whole_steps() {
    // 6.09 and a fee of 132.37 in ten: the last, 13.46, could not hold the fee's tenth and what the
    // ninth, 13.00, left over; so the ones before take a little more of it.
    let fee = FinanceCharge { flat: mxn(13_237), ..FinanceCharge::none(mxn(0).currency()) };
    let rules = PlanRules { price: fee, step: 100, ..rules() };
    let plan = solve(&invoices(&[609]), request(Pace::Count(10)), &rules).expect("allowed");
    assert!(plan.is_sound());
    assert_eq!((amounts(&plan)[8..].to_vec(), plan.cost), (vec![1_300, 1_346], mxn(13_237)));
}

#[test]
fn each_refusal_names_the_limit_and_the_nearest() {
    let debt = invoices(&[100_000]);
    let nearest = |request, rules: &PlanRules| {
        let refused = solve(&debt, request, rules).expect_err("refused");
        (refused.reason, refused.nearest.expect("a nearest"))
    };
    let asked = request(Pace::Count(13));
    assert_eq!(nearest(asked, &rules()), (PlanRefusal::TooMany { max: 12 }, request(Pace::Count(12))));
    let asked = request(Pace::Count(1));
    assert_eq!(nearest(asked, &rules()), (PlanRefusal::TooFew { fewest: 2 }, request(Pace::Count(2))));
    let asked = request(Pace::Each(mxn(5_000)));
    assert_eq!(nearest(asked, &rules()), (PlanRefusal::TooMany { max: 12 }, request(Pace::Each(mxn(8_334)))));
    let latest = day(2026, 4, 30);
    let short = PlanRules { latest_end: Some(latest), ..rules() };
    let asked = request(Pace::Count(6));
    assert_eq!(nearest(asked, &short), (PlanRefusal::EndsTooLate { latest }, request(Pace::Count(4))));
    let weekly = PlanRequest { frequency: Frequency::Weekly, ..request(Pace::Count(3)) };
    assert_eq!(nearest(weekly, &rules()), (PlanRefusal::Frequency, request(Pace::Count(3))));
    let late = PlanRequest { first: day(2026, 3, 1), ..request(Pace::Count(3)) };
    let to = day(2026, 2, 28);
    assert_eq!(nearest(late, &rules()), (PlanRefusal::FirstTooLate { to }, PlanRequest { first: to, ..late }));
    let today = PlanRequest { first: day(2026, 1, 10), down: Some(mxn(10_000)), ..late };
    let from = day(2026, 1, 11);
    assert_eq!(nearest(today, &rules()), (PlanRefusal::FirstTooEarly { from }, PlanRequest { first: from, ..today }));
    let down = PlanRules { min_down: mxn(10_000), ..rules() };
    let with = PlanRequest { down: Some(mxn(10_000)), ..request(Pace::Count(3)) };
    assert_eq!(nearest(request(Pace::Count(3)), &down), (PlanRefusal::DownTooSmall { min: mxn(10_000) }, with));
    let all = PlanRequest { down: Some(mxn(100_000)), ..request(Pace::Count(3)) };
    assert_eq!(
        nearest(all, &rules()),
        (
            PlanRefusal::DownTooLarge { max: mxn(99_000) },
            PlanRequest { down: Some(mxn(99_000)), pace: Pace::Count(1), ..all }
        )
    );
}

#[test]
fn currencies_never_mix() {
    let mut debt = invoices(&[10_000, 10_000]);
    debt[1].amount = Money::new(10_000, "USD".parse().expect("a currency"));
    let refused = solve(&debt, request(Pace::Count(2)), &rules()).expect_err("mixed");
    assert_eq!(refused, NoPlan { reason: PlanRefusal::TwoCurrencies, nearest: None });
    assert_eq!(solve(&[], request(Pace::Count(2)), &rules()).map_err(|no| no.reason), Err(PlanRefusal::Nothing));
}

fn any_rules() -> impl Strategy<Value = PlanRules> {
    let price = (prop_oneof![Just(0), 0..20_000_i64], prop_oneof![Just(0), 1..12_000_i64]);
    let window = (0..40_u32, 0..60_u32, prop::option::of(0..900_u32));
    let frequencies = prop::sample::subsequence(Frequency::ALL.to_vec(), 1..=3);
    let down = (prop_oneof![Just(0), 0..50_000_i64], 0..500_000_i64);
    (price, window, frequencies, 0..=48_u16, 0..40_000_i64, down, prop_oneof![Just(1), Just(100)]).prop_map(
        |((flat, rate), (from, length, end), frequencies, max, min, (min_down, down_range), step)| {
            let start = day(2026, 1, 10);
            let after = |days| add_days(start, days).expect("in range");
            PlanRules {
                start,
                price: FinanceCharge { flat: mxn(flat), annual_percent: Decimal::new(rate, 2) },
                frequencies,
                first_from: after(from),
                first_to: after(from + length),
                latest_end: end.map(after),
                max_instalments: max,
                min_instalment: mxn(min),
                min_down: mxn(min_down),
                max_down: mxn(min_down + down_range),
                step,
            }
        },
    )
}

fn any_request() -> impl Strategy<Value = PlanRequest> {
    let pace = prop_oneof![(0..60_u16).prop_map(Pace::Count), (-5..300_000_i64).prop_map(|a| Pace::Each(mxn(a)))];
    let down = prop::option::of(-5..300_000_i64);
    (pace, 0..140_u32, prop::sample::select(&Frequency::ALL[..]), down).prop_map(|(pace, first, frequency, down)| {
        PlanRequest { pace, first: add_days(day(2026, 1, 1), first).expect("in range"), frequency, down: down.map(mxn) }
    })
}

/// What every plan must be, said apart from how it is made.
fn check(plan: &Plan, debt: i64, asked: PlanRequest, rules: &PlanRules) -> Result<(), TestCaseError> {
    prop_assert!(plan.is_sound());
    prop_assert_eq!(plan.principal.minor(), debt);
    let paid: i64 = amounts(plan).iter().sum();
    prop_assert_eq!(paid, debt + plan.cost.minor());
    prop_assert!(plan.instalments.iter().all(|i| i.amount.minor() >= rules.min_instalment.minor().max(1)));
    let parts: Vec<_> = plan.instalments.iter().filter(|i| i.n > 0).collect();
    let (max, min) = (parts.iter().map(|i| i.amount.minor()).max(), parts.iter().map(|i| i.amount.minor()).min());
    prop_assert!(max.zip(min).is_some_and(|(max, min)| max - min <= rules.step));
    prop_assert!(parts.len() <= usize::from(rules.max_instalments) && plan.instalments.len() >= 2);
    prop_assert!(parts[0].date == asked.first && (rules.first_from..=rules.first_to).contains(&asked.first));
    prop_assert!(rules.latest_end.is_none_or(|latest| plan.end() <= latest));
    for (index, part) in (0..).zip(&parts) {
        prop_assert_eq!(part.date, asked.frequency.date(asked.first, index).expect("in range"));
    }
    let down = plan.instalments.iter().find(|i| i.n == 0).map(|i| i.amount);
    prop_assert_eq!(down, asked.down);
    let bounds = rules.min_down.minor()..=rules.max_down.minor();
    prop_assert!(down.map_or(rules.min_down.is_zero(), |down| bounds.contains(&down.minor())));
    if let Pace::Count(count) = asked.pace {
        prop_assert_eq!(parts.len(), usize::from(count));
    }
    if rules.price.annual_percent.is_zero() {
        prop_assert_eq!(plan.cost, rules.price.flat);
    } else {
        prop_assert!(plan.cost.minor() >= rules.price.flat.minor());
    }
    let covered: i64 = plan.covers().iter().map(|(_, part)| part.amount.minor()).sum();
    prop_assert_eq!(covered, debt);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_plan_is_exact_or_its_nearest_is(
        debts in prop::collection::vec(1..200_000_i64, 1..6), rules in any_rules(), asked in any_request(),
    ) {
        let invoices = invoices(&debts);
        let debt = debts.iter().sum();
        match solve(&invoices, asked, &rules) {
            Ok(plan) => check(&plan, debt, asked, &rules)?,
            Err(NoPlan { nearest: Some(near), .. }) => {
                prop_assert_ne!(near, asked);
                let plan = solve(&invoices, near, &rules).expect("the nearest is allowed");
                check(&plan, debt, near, &rules)?;
            }
            Err(NoPlan { nearest: None, .. }) => {
                // Then no request at all is allowed: not any number, on the first day or the last of the
                // window, with no down payment, the least or the most.
                let firsts = [rules.first_from, rules.first_from.max(day(2026, 1, 11)), rules.first_to];
                let min = rules.min_down.minor().max(rules.min_instalment.minor()).max(1);
                let downs = [None, Some(min), Some(rules.max_down.minor())];
                for (frequency, first) in rules.frequencies.iter().flat_map(|f| firsts.map(|first| (*f, first))) {
                    for (count, down) in (1..=rules.max_instalments).flat_map(|n| downs.map(|down| (n, down.map(mxn)))) {
                        let other = PlanRequest { pace: Pace::Count(count), first, frequency, down };
                        prop_assert!(attempt(&invoices, other, &rules).is_err(), "{:?}", other);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_asked_each_time_is_kept(debt in 10_000..10_000_000_i64, each in 1_000..200_000_i64) {
        let rules = PlanRules { max_instalments: MAX_INSTALMENTS, ..rules() };
        if let Ok(plan) = solve(&invoices(&[debt]), request(Pace::Each(mxn(each))), &rules) {
            // Above it only when merged, and then the number before would have been too small.
            let (largest, n) = (amounts(&plan)[0], i64::try_from(plan.instalments.len()).expect("small"));
            prop_assert!(largest <= each || debt / (n + 1) < rules.min_instalment.minor());
        }
    }
}
