//! Late interest: figures worked out by hand, and the laws that must hold for every debt.

use super::*;
use proptest::prelude::*;

fn eur(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().expect("a currency"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn terms(basis: DayCount, rates: &[(&str, &str)]) -> InterestTerms {
    let rate = |(from, percent): &(&str, &str)| Rate { from: day(from), percent: percent.parse().expect("a number") };
    let rates = RateTable::try_from(rates.iter().map(rate).collect::<Vec<_>>()).expect("rates");
    InterestTerms { rates, basis, grace_days: 0, grace_counts: false, cap: None, flat_fee: None }
}

/// A debt invoiced on the first of 2020, with payments.
fn debt(due: &str, minor: i64, payments: &[(&str, i64)]) -> AccruingDebt {
    let paid = payments.iter().map(|(on, minor)| (day(on), eur(-minor)));
    let movements = std::iter::once((day("2020-01-01"), eur(minor))).chain(paid);
    let currency = eur(0).currency();
    AccruingDebt {
        currency,
        due: day(due),
        principal: steps(currency, movements).expect("in range"),
        pauses: Vec::new(),
    }
}

fn total(terms: &InterestTerms, debt: &AccruingDebt, as_of: &str) -> i64 {
    accrue(terms, debt, day(as_of)).expect("in range").total.minor()
}

/// Days, principal, days of the year and interest of each period.
fn arithmetic(terms: &InterestTerms, debt: &AccruingDebt, as_of: &str) -> Vec<(i64, i64, i64, i64)> {
    let accrual = accrue(terms, debt, day(as_of)).expect("in range");
    accrual.periods.iter().map(|s| (s.days, s.principal.minor(), s.year_days, s.interest.minor())).collect()
}

#[test]
fn a_half_years_change_of_rate_cuts_the_period() {
    // 10,000.00 due on 31 May 2026, looked at on 31 July:
    // 10,000 × 10.15 % × 30 ÷ 365 = 83.4247 and 10,000 × 10.40 % × 31 ÷ 365 = 88.3288; 171.7534 in all.
    let statutory = terms(DayCount::Actual, &[("2026-01-01", "10.15"), ("2026-07-01", "10.40")]);
    let debt = debt("2026-05-31", 1_000_000, &[]);
    assert_eq!(arithmetic(&statutory, &debt, "2026-07-31"), [(30, 1_000_000, 365, 8_342), (31, 1_000_000, 365, 8_833)]);
    let accrual = accrue(&statutory, &debt, day("2026-07-31")).expect("in range");
    assert_eq!((accrual.total, accrual.over_cap), (eur(17_175), eur(0)));
    let [june, july] = accrual.periods.as_slice() else { panic!("two periods") };
    assert_eq!((june.from, june.to), (day("2026-06-01"), day("2026-06-30")));
    assert_eq!((july.from, july.to), (day("2026-07-01"), day("2026-07-31")));
    assert_eq!(june.exact().map(|d| d.round_dp(4).to_string()), Some("83.4247".into()));
}

#[test]
fn a_leap_day_counts_by_the_day_count() {
    // 36,500.00 at 10 %, due on 30 December 2027, looked at on 1 March 2028: 1 day of 2027 (10.00)
    // and 61 of 2028: 36,500 × 10 % × 61 ÷ 366 = 608.3333.
    let debt = debt("2027-12-30", 3_650_000, &[]);
    let by = |basis| arithmetic(&terms(basis, &[("2020-01-01", "10")]), &debt, "2028-03-01");
    assert_eq!(by(DayCount::Actual), [(1, 3_650_000, 365, 1_000), (61, 3_650_000, 366, 60_833)]);
    // 62 days of 10.00; and 36,500 × 10 % × 62 ÷ 360 = 628.6111.
    assert_eq!(by(DayCount::Days365), [(62, 3_650_000, 365, 62_000)]);
    assert_eq!(by(DayCount::Days360), [(62, 3_650_000, 360, 62_861)]);
}

#[test]
fn the_day_of_payment_counts_and_the_due_date_does_not() {
    // 36,000.00 at 10 % over 360: 10.00 a day.
    let (terms, debt) = (terms(DayCount::Days360, &[("2020-01-01", "10")]), debt("2026-03-10", 3_600_000, &[]));
    assert_eq!(total(&terms, &debt, "2026-03-10"), 0);
    assert_eq!(total(&terms, &debt, "2026-03-11"), 1_000);
    let paid = self::debt("2026-03-10", 3_600_000, &[("2026-03-11", 3_600_000)]);
    assert_eq!(total(&terms, &paid, "2026-03-11"), 1_000);
    assert_eq!(total(&terms, &paid, "2027-03-11"), 1_000);
}

#[test]
fn a_part_payment_cuts_the_period_and_what_comes_after_moves_no_unit_of_before() {
    // 1,000.00 at 12 % over 360 for 10 days is 3.3333, then 500.00 for 20 days is 3.3333: 6.67.
    let debt = debt("2026-01-31", 100_000, &[("2026-02-10", 50_000)]);
    let terms = terms(DayCount::Days360, &[("2020-01-01", "12")]);
    assert_eq!(arithmetic(&terms, &debt, "2026-03-02"), [(10, 100_000, 360, 333), (20, 50_000, 360, 334)]);
    assert_eq!(arithmetic(&terms, &debt, "2026-02-10"), [(10, 100_000, 360, 333)]);
}

#[test]
fn thirds_that_add_up_to_half_a_unit_are_half_a_unit() {
    // 0.60 at 10 % over 360 is a sixtieth of a cent a day: three times ten days are exactly half.
    let mut debt = debt("2025-12-31", 60, &[]);
    debt.pauses = vec![
        Pause { from: day("2026-01-11"), to: day("2026-01-15") },
        Pause { from: day("2026-01-26"), to: day("2026-01-30") },
    ];
    let terms = terms(DayCount::Days360, &[("2020-01-01", "10")]);
    assert_eq!(arithmetic(&terms, &debt, "2026-02-09"), [(10, 60, 360, 0), (10, 60, 360, 0), (10, 60, 360, 1)]);
    assert_eq!(total(&terms, &debt, "2026-02-08"), 0);
}

#[test]
fn the_grace_forgives_days_or_only_a_short_delay() {
    // 10.00 a day; ten days of grace from 1 to 10 April.
    let debt = debt("2026-03-31", 3_600_000, &[]);
    let free = InterestTerms { grace_days: 10, ..terms(DayCount::Days360, &[("2020-01-01", "10")]) };
    let short = InterestTerms { grace_counts: true, ..free.clone() };
    assert_eq!((total(&free, &debt, "2026-04-10"), total(&short, &debt, "2026-04-10")), (0, 0));
    assert_eq!((total(&free, &debt, "2026-04-11"), total(&short, &debt, "2026-04-11")), (1_000, 11_000));
    // Two thirds were paid on the last day of grace: only the last third is late.
    let paid = self::debt("2026-03-31", 3_600_000, &[("2026-04-10", 2_400_000)]);
    assert_eq!(arithmetic(&short, &paid, "2026-04-13"), [(13, 1_200_000, 360, 4_333)]);
}

#[test]
fn a_pause_leaves_its_days_out_and_moves_nothing_meanwhile() {
    let mut debt = debt("2026-03-31", 3_600_000, &[]);
    debt.pauses = vec![
        Pause { from: day("2026-04-03"), to: day("2026-04-10") },
        Pause { from: day("2026-04-08"), to: day("2026-04-12") },
    ];
    let plain = terms(DayCount::Days360, &[("2020-01-01", "10")]);
    for (as_of, minor) in [("2026-04-02", 2_000), ("2026-04-03", 2_000), ("2026-04-12", 2_000), ("2026-04-13", 3_000)] {
        assert_eq!(total(&plain, &debt, as_of), minor, "{as_of}");
    }
    // The grace ends within the pause: the days before it are charged when the pause is over.
    let short = InterestTerms { grace_days: 5, grace_counts: true, ..plain };
    assert_eq!((total(&short, &debt, "2026-04-12"), total(&short, &debt, "2026-04-13")), (0, 3_000));
}

#[test]
fn a_cap_is_for_the_life_of_the_debt() {
    // 10.00 a day on 36,000.00.
    let debt = debt("2026-03-31", 3_600_000, &[("2026-04-05", 1_800_000)]);
    let with = |cap| InterestTerms { cap: Some(cap), ..terms(DayCount::Days360, &[("2020-01-01", "10")]) };
    let percent = with(Cap::Percent(Decimal::new(2, 1)));
    let accrual = accrue(&percent, &debt, day("2026-05-31")).expect("in range");
    // 5 days of 10.00 and 56 of 5.00 are 330.00; 0.2 % of 36,000.00 is 72.00.
    assert_eq!((accrual.total, accrual.over_cap), (eur(7_200), eur(25_800)));
    assert_eq!(total(&with(Cap::Amount(eur(6_000))), &debt, "2026-05-31"), 6_000);
    let dollars = Money::new(6_000, "USD".parse().expect("a currency"));
    assert_eq!(total(&with(Cap::Amount(dollars)), &debt, "2026-05-31"), 0);
}

#[test]
fn another_currencys_principal_is_refused() {
    let mut debt = debt("2026-03-31", 3_600_000, &[]);
    debt.principal[0].principal = Money::new(5, "USD".parse().expect("a currency"));
    let terms = terms(DayCount::Actual, &[("2020-01-01", "10")]);
    assert!(matches!(accrue(&terms, &debt, day("2026-05-01")), Err(MoneyError::Mixed(..))));
}

#[test]
fn the_flat_fee_falls_due_once_after_the_grace() {
    let terms =
        InterestTerms { grace_days: 3, flat_fee: Some(eur(4_000)), ..terms(DayCount::Actual, &[("2020-01-01", "0")]) };
    let fee = |debt: &AccruingDebt, as_of| late_fee(&terms, debt, day(as_of)).map(|fee| (fee.on, fee.amount.minor()));
    let open = debt("2026-03-31", 100, &[]);
    assert_eq!(fee(&open, "2026-04-03"), None);
    assert_eq!(fee(&open, "2026-04-04"), Some((day("2026-04-04"), 4_000)));
    let paid_late = debt("2026-03-31", 100, &[("2026-04-04", 100)]);
    assert_eq!(fee(&paid_late, "2027-01-01"), Some((day("2026-04-04"), 4_000)));
    assert_eq!(fee(&debt("2026-03-31", 100, &[("2026-04-03", 100)]), "2027-01-01"), None);
    // A pause puts it off; paid within the pause, it never falls due.
    let pauses = vec![Pause { from: day("2026-04-01"), to: day("2026-04-30") }];
    let put_off = AccruingDebt { pauses: pauses.clone(), ..open.clone() };
    assert_eq!((fee(&put_off, "2026-04-30"), fee(&put_off, "2026-05-09")), (None, Some((day("2026-05-01"), 4_000))));
    assert_eq!(fee(&AccruingDebt { pauses, ..paid_late }, "2027-01-01"), None);
    // Not on a debt of another currency.
    assert_eq!(fee(&AccruingDebt { currency: "USD".parse().expect("a currency"), ..open }, "2027-01-01"), None);
}

#[test]
fn posting_twice_books_once_and_corrections_favour_the_debtor() {
    let terms = terms(DayCount::Days360, &[("2020-01-01", "10")]);
    let open = debt("2026-03-31", 3_600_000, &[]);
    let as_of = |debt: &AccruingDebt, on: &str| accrue(&terms, debt, day(on)).expect("in range");
    let step = |accrual: &Accrual, booked| interest_to_post(accrual, booked).expect("in range");
    let (booked, new) = step(&as_of(&open, "2026-04-05"), None).expect("something new");
    assert_eq!((booked, new), (PostedInterest { through: day("2026-04-05"), total: eur(5_000) }, eur(5_000)));
    assert_eq!(step(&as_of(&open, "2026-04-05"), Some(booked)), None);
    // An earlier day takes nothing back.
    assert_eq!(step(&as_of(&open, "2026-04-02"), Some(booked)), None);
    let (_, new) = step(&as_of(&open, "2026-04-06"), Some(booked)).expect("something new");
    assert_eq!(new, eur(1_000));
    // A credit note of half, dated back to 31 March.
    let corrected = debt("2026-03-31", 3_600_000, &[("2026-03-31", 1_800_000)]);
    let (booked, new) = step(&as_of(&corrected, "2026-04-06"), Some(booked)).expect("a correction");
    assert_eq!((booked.total, new), (eur(3_000), eur(-2_000)));
    // Nothing has accrued: nothing to book.
    assert_eq!(step(&as_of(&open, "2026-03-31"), None), None);
}

fn start() -> Date {
    day("2027-06-01")
}

fn at(offset: i64) -> Date {
    start() + chrono::TimeDelta::days(offset)
}

fn any_terms() -> impl Strategy<Value = InterestTerms> {
    let rates = prop::collection::btree_map(-400..900_i64, 0..60_000_000_i64, 1..4);
    let cap = prop_oneof![
        Just(None),
        (0..2_000_i64).prop_map(|tenths| Some(Cap::Percent(Decimal::new(tenths, 1)))),
        (0..1_000_000_i64).prop_map(|minor| Some(Cap::Amount(eur(minor)))),
    ];
    let basis = prop::sample::select(vec![DayCount::Days360, DayCount::Days365, DayCount::Actual]);
    (rates, basis, 0..40_u16, any::<bool>(), cap).prop_map(|(rates, basis, grace_days, grace_counts, cap)| {
        let rates = rates.into_iter().map(|(n, micro)| Rate { from: at(n), percent: Decimal::new(micro, 6) });
        let rates = RateTable::try_from(rates.collect::<Vec<_>>()).expect("rates");
        InterestTerms { rates, basis, grace_days, grace_counts, cap, flat_fee: None }
    })
}

/// Movements of the principal; the first is the invoice.
fn any_movements() -> impl Strategy<Value = Vec<(Date, Money)>> {
    let more = prop::collection::vec((-40..900_i64, -500_000..200_000_i64), 0..6);
    (1..10_000_000_i64, more).prop_map(|(minor, more)| {
        let more = more.into_iter().map(|(n, minor)| (at(n), eur(minor)));
        std::iter::once((at(-40), eur(minor))).chain(more).collect()
    })
}

fn any_pauses() -> impl Strategy<Value = Vec<Pause>> {
    // Often around the end of the grace, where most can go wrong.
    let pause = (prop_oneof![-20..50_i64, 0..900_i64], 0..200_i64)
        .prop_map(|(n, days)| Pause { from: at(n), to: at(n + days) });
    prop::collection::vec(pause, 0..3)
}

fn made(movements: Vec<(Date, Money)>, pauses: Vec<Pause>) -> AccruingDebt {
    let currency = eur(0).currency();
    AccruingDebt { currency, due: start(), principal: steps(currency, movements).expect("in range"), pauses }
}

fn any_debt() -> impl Strategy<Value = AccruingDebt> {
    (any_movements(), any_pauses()).prop_map(|(movements, pauses)| made(movements, pauses))
}

/// The same sum told another way: every single day, in whole numbers over one denominator.
fn day_by_day(terms: &InterestTerms, debt: &AccruingDebt, as_of: Date) -> i64 {
    let end_of_grace = i64::from(terms.grace_days);
    let mut end = days_between(start(), as_of);
    while debt.pauses.iter().any(|p| (p.from..=p.to).contains(&at(end))) {
        end -= 1;
    }
    if end <= end_of_grace {
        return 0;
    }
    let on = |n: i64| debt.principal.iter().rfind(|s| s.from <= at(n)).map_or(0, |s| s.principal.minor().max(0));
    let (mut sum, mut largest) = (0_i128, 0);
    for n in if terms.grace_counts { 1 } else { end_of_grace + 1 }..=end {
        let principal = if n <= end_of_grace { on(n).min(on(end_of_grace + 1)) } else { on(n) };
        let percent = terms.rates.rates().iter().rfind(|r| r.from <= at(n)).map_or(Decimal::ZERO, |r| r.percent);
        let micro = (percent * Decimal::from(1_000_000)).normalize().mantissa();
        let paused = debt.pauses.iter().any(|p| (p.from..=p.to).contains(&at(n)));
        if paused || micro == 0 {
            continue;
        }
        largest = largest.max(principal);
        let year = match terms.basis {
            DayCount::Days360 => 360,
            DayCount::Days365 => 365,
            DayCount::Actual if Date::from_ymd_opt(at(n).year(), 2, 29).is_some() => 366,
            DayCount::Actual => 365,
        };
        sum += i128::from(principal) * micro * (360 * 365 * 366 / year);
    }
    let unit = 360 * 365 * 366 * 100_000_000_i128;
    let (whole, rest) = (sum / unit, sum % unit);
    let rounded = i64::try_from(whole + i128::from(rest * 2 >= unit)).expect("in range");
    match terms.cap {
        None => rounded,
        Some(Cap::Percent(percent)) => rounded.min(eur(largest).percent(percent).expect("in range").minor()),
        Some(Cap::Amount(max)) => rounded.min(max.minor()),
    }
}

proptest! {
    #[test]
    fn periods_say_what_counting_day_by_day_says(terms in any_terms(), debt in any_debt(), n in -30..1_000_i64) {
        let accrual = accrue(&terms, &debt, at(n)).expect("in range");
        prop_assert_eq!(accrual.total.minor(), day_by_day(&terms, &debt, at(n)));
    }

    #[test]
    fn periods_add_up_and_each_is_what_its_arithmetic_says(terms in any_terms(), debt in any_debt(), n in -30..1_000_i64) {
        let accrual = accrue(&terms, &debt, at(n)).expect("in range");
        let sum: i64 = accrual.periods.iter().map(|s| s.interest.minor()).sum();
        prop_assert_eq!(sum, accrual.total.minor() + accrual.over_cap.minor());
        prop_assert!(accrual.over_cap.minor() >= 0);
        for s in &accrual.periods {
            let off = s.exact().expect("in range") - s.interest.decimal();
            prop_assert!(off.abs() < Decimal::new(1, 2), "{s:?}");
            prop_assert_eq!(s.days, days_between(s.from, s.to) + 1);
            prop_assert!(s.days > 0 && s.from > start() && s.to <= at(n) && s.principal.is_positive());
            prop_assert!(debt.pauses.iter().all(|p| s.to < p.from || p.to < s.from), "counted within a pause");
        }
        prop_assert!(accrual.periods.windows(2).all(|two| two[0].to < two[1].from));
    }

    #[test]
    fn it_never_falls_with_time_nor_rises_in_a_pause_nor_passes_the_cap(
        terms in any_terms(), debt in any_debt(), n in -30..1_000_i64, more in 0..300_i64,
    ) {
        let of = |n| accrue(&terms, &debt, at(n)).expect("in range").total.minor();
        prop_assert!(of(n) <= of(n + more));
        if let Some(Cap::Amount(max)) = terms.cap {
            prop_assert!(of(n) <= max.minor());
        }
        if let Some(Cap::Percent(percent)) = terms.cap {
            let largest = debt.principal.iter().map(|s| s.principal.minor()).max().unwrap_or(0).max(0);
            prop_assert!(of(n) <= eur(largest).percent(percent).expect("in range").minor());
        }
        for pause in &debt.pauses {
            prop_assert_eq!(of(days_between(start(), pause.from) - 1), of(days_between(start(), pause.to)));
        }
    }

    #[test]
    fn paying_never_costs_and_paying_earlier_never_costs_more(
        terms in any_terms(), movements in any_movements(), pauses in any_pauses(),
        paid in 1..10_000_000_i64, n in -40..900_i64, later in 0..300_i64, as_of in -30..1_000_i64,
    ) {
        let with = |payment: Option<i64>| {
            let all = movements.iter().copied().chain(payment.map(|n| (at(n), eur(-paid))));
            accrue(&terms, &made(all.collect(), pauses.clone()), at(as_of)).expect("in range").total.minor()
        };
        prop_assert!(with(Some(n + later)) <= with(None));
        prop_assert!(with(Some(n)) <= with(Some(n + later)));
    }

    #[test]
    fn posting_on_any_days_books_the_same_in_all(
        terms in any_terms(), debt in any_debt(), days in prop::collection::vec(-30..1_000_i64, 0..6), last in 0..1_000_i64,
    ) {
        let (mut booked, mut sum) = (None, 0);
        let mut sorted = days;
        sorted.retain(|n| *n <= last);
        sorted.sort_unstable();
        for n in sorted.into_iter().chain([last, last]) {
            let accrual = accrue(&terms, &debt, at(n)).expect("in range");
            if let Some((state, new)) = interest_to_post(&accrual, booked).expect("in range") {
                prop_assert!(new.is_positive(), "nothing was corrected");
                sum += new.minor();
                booked = Some(state);
            }
        }
        prop_assert_eq!(sum, accrue(&terms, &debt, at(last)).expect("in range").total.minor());
    }
}
