//! What it costs to work out all that one debtor may choose today, books and pages left aside.

use crate::books::OPEN;
use crate::{figure, heading};
use chrono::Days;
use domain::date::{Date, add_days};
use domain::discount::EarlyTerms;
use domain::id::InvoiceId;
use domain::money::{Currency, Money};
use domain::offer::{OpenDebt, Situation, Uses};
use domain::offering::offers;
use domain::policy::{Audience, Policy, SettlementPolicy, SettlementStep};
use domain::segment::History;
use rust_decimal::Decimal;
use std::hint::black_box;
use std::time::Instant;
use uuid::Uuid;

/// Computations that are timed together.
const ROUND: u32 = 500;

pub fn measure() {
    heading(&format!("all offers of a debtor with {OPEN} open invoices"));
    let currency: Currency = "MXN".parse().expect("a currency");
    let as_of = Date::from_ymd_opt(2026, 3, 31).expect("a day");
    let debts: Vec<OpenDebt> = (1..).take(OPEN).map(|n| debt(n, as_of, currency)).collect();
    let (history, floors) = (History::NONE, [Money::new(1_000, currency)]);
    let situation = Situation { history: &history, debts: &debts, uses: Uses::default(), floors: &floors, as_of };
    let policy = generous();
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let began = Instant::now();
            for _ in 0..ROUND {
                black_box(offers(black_box(&policy), black_box(&situation)));
            }
            began.elapsed().as_secs_f64() * 1_000_000.0 / f64::from(ROUND)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    figure("processor time, the middle of 11 rounds", times[5], "µs", Some(150.0));
    println!("  ({} offers)\n", offers(&policy, &situation).len());
}

/// The policy of a new creditor, with settlements on top: every kind of offer is made.
fn generous() -> Policy {
    let steps = vec![SettlementStep { overdue_from: 30, pay_percent: Decimal::from(70) }];
    Policy { settlement: Some(SettlementPolicy { to: Audience::default(), steps, days: 14 }), ..Policy::default() }
}

/// From long overdue to not due for a while; every other one with an early price of its own.
fn debt(n: u32, as_of: Date, currency: Currency) -> OpenDebt {
    let issued = as_of.checked_sub_days(Days::new(u64::from(n) * 4)).expect("a day");
    let total = Money::new(12_345 * i64::from(n), currency);
    OpenDebt {
        invoice: InvoiceId::new(Uuid::from_u128(n.into())),
        issued,
        due: add_days(issued, 30).expect("a day"),
        total,
        untaxed: total,
        balance: total,
        charges: Money::zero(currency),
        own_terms: EarlyTerms::parse("2/10 net 30").ok().filter(|_| n.is_multiple_of(2)),
        disputed: false,
        in_plan: false,
        extended: false,
        extending: false,
        settled: false,
        on_its_way: false,
        discounted: false,
    }
}
