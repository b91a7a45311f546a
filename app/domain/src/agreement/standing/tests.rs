//! What becomes of each kind of agreement as money comes, goes back, and days pass.

use super::super::{Discount, Extension, ReceivedPayment};
use super::*;
use crate::discount::{Reduction, TaxMode};
use crate::id::InvoiceId;
use crate::plan::InvoicePart;
use chrono::{DateTime, Days, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

/// The last day of each of these agreements.
fn last() -> Date {
    Date::from_ymd_opt(2026, 3, 31).expect("a day")
}

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn invoice() -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(7))
}

fn zone() -> Zone {
    "America/Mexico_City".parse().expect("a zone")
}

/// Noon, so many days after the last day.
fn noon(after: i64) -> DateTime<Utc> {
    let days = Days::new(after.unsigned_abs());
    let day = if after < 0 { last() - days } else { last() + days };
    zone().start_of_day(day) + chrono::TimeDelta::hours(12)
}

/// A payment of so much, that was begun and came so many days after the last day, and of which so much stays.
fn paid(came: i64, stays: i64, begun: i64, at: i64) -> ReceivedPayment {
    ReceivedPayment { at: noon(at), begun: noon(begun), amount: mxn(stays), came: mxn(came), discount: mxn(0) }
}

/// 100.00 owed of 100.00, nothing paid.
fn facts(owed: i64, payments: &[ReceivedPayment]) -> AgreementFacts {
    AgreementFacts {
        zone: zone(),
        owed: mxn(owed),
        received: ReceivedPayments { currency: mxn(0).currency(), payments: payments.to_vec() },
        went_back: mxn(0),
        credit: mxn(0),
        ended_before: false,
        under_way: false,
    }
}

fn promise() -> Terms {
    Terms::Promise(Promise { invoices: vec![invoice()], amount: mxn(4_000), date: last() })
}

/// 60.00 for 100.00.
fn settlement() -> Terms {
    Terms::Settlement(Settlement {
        invoices: vec![InvoicePart { invoice: invoice(), amount: mxn(10_000) }],
        percent: Decimal::from(60),
        to_pay: mxn(6_000),
        written_off: mxn(4_000),
        until: last(),
    })
}

fn extension() -> Terms {
    let old_due = last() - Days::new(30);
    let none = mxn(0);
    Terms::Extension(Extension {
        invoice: invoice(),
        old_due,
        new_due: last(),
        price: none,
        pay_now: none,
        lost_discount: none,
    })
}

fn discount() -> Terms {
    let reduction = Reduction::Percent(Decimal::from(2));
    Terms::Discount(Discount {
        invoice: invoice(),
        reduction,
        tax: TaxMode::Included,
        off: mxn(200),
        to_pay: mxn(9_800),
        until: last(),
    })
}

/// By the money alone; at the end of the last day; at the end of the day after it.
fn states(terms: &Terms, facts: &AgreementFacts) -> [AgreementState; 3] {
    let on = |day| terms.standing_on(facts, day).expect("in range");
    [terms.standing(facts).expect("in range"), on(last()), on(last() + Days::new(1))]
}

const BROKEN: AgreementState = AgreementState::Broken;
const CANCELLED: AgreementState = AgreementState::Cancelled;
const KEPT: AgreementState = AgreementState::Kept;
const LIVE: AgreementState = AgreementState::Live;

#[test]
fn a_promise_is_kept_by_its_amount_in_time_or_by_owing_nothing() {
    for (owed, payments, want) in [
        (10_000, vec![], [LIVE, LIVE, BROKEN]),
        (6_001, vec![paid(3_999, 3_999, -3, -3)], [LIVE, LIVE, BROKEN]),
        (6_000, vec![paid(4_000, 4_000, -3, 0)], [KEPT; 3]),
        (6_000, vec![paid(1_000, 1_000, -9, -9), paid(3_000, 3_000, 0, 0)], [KEPT; 3]),
        // What was begun in time counts whenever it comes; what was begun too late does not.
        (6_000, vec![paid(4_000, 4_000, 0, 5)], [KEPT; 3]),
        (6_000, vec![paid(4_000, 4_000, 1, 1)], [LIVE, LIVE, BROKEN]),
        // A part that went back undoes nothing.
        (9_999, vec![paid(4_000, 1, -3, 0)], [KEPT; 3]),
        // Nothing is owed: kept by whoever paid, without effect where nobody did.
        (0, vec![paid(1_000, 1_000, -3, -3)], [KEPT; 3]),
        (0, vec![], [CANCELLED; 3]),
    ] {
        assert_eq!(states(&promise(), &facts(owed, &payments)), want, "{owed} {payments:?}");
    }
}

#[test]
fn a_settlement_is_kept_by_its_sum_alone() {
    for (owed, payments, want) in [
        (10_000, vec![], [LIVE, LIVE, BROKEN]),
        (4_000, vec![paid(6_000, 6_000, 0, 0)], [KEPT, LIVE, KEPT]),
        // What was begun in time counts whenever it comes.
        (4_000, vec![paid(6_000, 6_000, 0, 5)], [KEPT, LIVE, KEPT]),
        (4_000, vec![paid(6_000, 6_000, 1, 1)], [LIVE, LIVE, BROKEN]),
        (4_001, vec![paid(5_999, 5_999, 0, 0)], [LIVE, LIVE, BROKEN]),
        // Nothing is owed without its sum: it had no effect. The same where all was paid by another way.
        (0, vec![], [CANCELLED, LIVE, CANCELLED]),
        (0, vec![paid(10_000, 10_000, 0, 0)], [CANCELLED, LIVE, CANCELLED]),
        // The debt itself became as small as the sum: kept, with nothing to give up.
        (0, vec![paid(6_000, 6_000, 0, 0)], [KEPT, LIVE, KEPT]),
    ] {
        assert_eq!(states(&settlement(), &facts(owed, &payments)), want, "{owed} {payments:?}");
    }
}

#[test]
fn an_extension_and_a_discount_are_judged_by_what_is_owed_after_their_last_day() {
    assert_eq!(states(&extension(), &facts(1, &[])), [LIVE, LIVE, BROKEN]);
    assert_eq!(states(&extension(), &facts(0, &[])), [KEPT, LIVE, KEPT]);
    assert_eq!(states(&discount(), &facts(1, &[])), [LIVE, LIVE, BROKEN]);
    assert_eq!(states(&discount(), &facts(0, &[])), [LIVE, LIVE, KEPT]);
}

#[test]
fn nothing_is_decided_while_money_is_under_way() {
    for terms in [promise(), settlement(), extension(), discount()] {
        let facts = AgreementFacts { under_way: true, ..facts(10_000, &[]) };
        assert_eq!(states(&terms, &facts), [LIVE; 3], "{terms:?}");
    }
}

#[test]
fn what_went_back_in_part_is_owed_again_and_undoes_nothing() {
    // Kept by 100.00, of which 30.00 went back, and 5.00 of a payment from before it.
    let before =
        AgreementFacts { ended_before: true, went_back: mxn(500), ..facts(3_500, &[paid(10_000, 7_000, -1, -1)]) };
    let more = AgreementFacts { owed: mxn(3_501), ..before.clone() };
    let first = AgreementFacts { ended_before: false, ..before.clone() };
    for terms in [promise(), extension()] {
        assert_eq!(terms.holds_again(KEPT, &before, last()), Ok(false), "{terms:?}");
    }
    assert_eq!((before.is_done(), more.is_done(), first.is_done()), (Ok(true), Ok(false), Ok(false)));
    assert_eq!(extension().holds_again(KEPT, &more, last()), Ok(true));
}

#[test]
fn what_was_kept_holds_again_when_its_money_has_gone() {
    let gone = AgreementFacts { ended_before: true, ..facts(10_000, &[]) };
    for (terms, again) in [(promise(), true), (settlement(), true), (extension(), true), (discount(), false)] {
        assert_eq!(terms.holds_again(KEPT, &gone, last()), Ok(again), "{terms:?}");
        assert_eq!(terms.holds_again(BROKEN, &gone, last()), Ok(false), "{terms:?}");
    }
    // Paid twice, by two ways at once, and one of them given back: the other is credit.
    let credit = AgreementFacts { credit: mxn(6_000), ..gone };
    assert_eq!(settlement().holds_again(KEPT, &credit, last()), Ok(false));
}

#[test]
fn what_was_broken_holds_again_when_its_money_came_in_time_after_all() {
    let came = AgreementFacts { ended_before: true, ..facts(4_000, &[paid(6_000, 6_000, 0, 0)]) };
    let late = AgreementFacts { ended_before: true, ..facts(4_000, &[paid(6_000, 6_000, 1, 1)]) };
    for (terms, again) in [(promise(), true), (settlement(), true), (extension(), false), (discount(), false)] {
        assert_eq!(terms.holds_again(BROKEN, &came, last()), Ok(again), "{terms:?}");
        assert_eq!(terms.holds_again(BROKEN, &late, last()), Ok(false), "{terms:?}");
        for state in [LIVE, AgreementState::Replaced] {
            assert_eq!(terms.holds_again(state, &came, last()), Ok(false), "{terms:?}");
        }
    }
}

#[test]
fn a_plan_ends_when_it_is_completed_or_beyond_mending() {
    let terms = crate::agreement::tests::plan();
    let (on, today) = (last(), last() + Days::new(20));
    let ends = |state| terms.ending(state, today).map(|ending| (ending.state, ending.suspended_until));
    assert_eq!(ends(PlanState::Completed { on }), Some((KEPT, today)));
    // Ten days of cure, of which the last is the ninth after the day on which it broke.
    assert_eq!(ends(PlanState::Broken { on, cure_until: None }), Some((BROKEN, last() + Days::new(9))));
    for goes_on in [
        PlanState::Kept,
        PlanState::InGrace { until: on },
        PlanState::Cured { on },
        PlanState::Broken { on, cure_until: Some(on) },
    ] {
        assert_eq!(ends(goes_on), None);
    }
}

#[test]
fn a_settlement_that_had_no_effect_holds_again_in_its_time_when_something_is_owed() {
    let (owed, next) = (facts(1, &[]), last() + Days::new(1));
    assert_eq!(settlement().holds_again(CANCELLED, &owed, last()), Ok(true));
    assert_eq!(settlement().holds_again(CANCELLED, &owed, next), Ok(false));
    assert_eq!(settlement().holds_again(CANCELLED, &facts(0, &[]), last()), Ok(false));
    assert_eq!(settlement().holds_again(CANCELLED, &facts(1, &[paid(6_000, 6_000, 0, 0)]), last()), Ok(false));
    for other in [promise(), extension(), discount()] {
        assert_eq!(other.holds_again(CANCELLED, &owed, last()), Ok(false), "{other:?}");
    }
}

#[test]
fn what_came_back_of_before_is_owed_beside_a_settlement() {
    let Terms::Settlement(terms) = settlement() else { panic!("a settlement") };
    let back = AgreementFacts { went_back: mxn(1_000), ..facts(0, &[paid(7_000, 7_000, 0, 0)]) };
    assert_eq!(settlement().standing(&back), Ok(KEPT), "its sum and what is owed beside it");
    assert_eq!(settlement().standing(&AgreementFacts { went_back: mxn(999), ..back.clone() }), Ok(CANCELLED));
    assert_eq!(terms.left(&facts(0, &[paid(500, 500, 0, 0)]).received, mxn(1_000)), Ok(mxn(6_500)));
}

/// What another agreement took off the same debt for a payment pays nothing of a sum of money.
#[test]
fn a_discount_pays_nothing_of_a_sum() {
    let Terms::Settlement(terms) = settlement() else { panic!("a settlement") };
    let with = |money: i64, discount: i64| ReceivedPayment {
        discount: mxn(discount),
        ..paid(money + discount, money + discount, 0, 0)
    };
    for (money, discount) in [(5_400, 600), (5_999, 1), (3_000, 3_000), (5_999, 4_000)] {
        let short = facts(1, &[with(money, discount)]);
        assert_eq!(settlement().standing(&short), Ok(LIVE), "{money} and {discount}");
        assert_eq!(settlement().standing_on(&short, last() + Days::new(1)), Ok(BROKEN));
        assert_eq!(terms.left(&short.received, mxn(0)), Ok(mxn(6_000 - money)));
        assert_eq!(settlement().holds_again(BROKEN, &short, last()), Ok(false));
    }
    let whole = facts(1, &[with(5_400, 600), paid(600, 600, 0, 0)]);
    assert_eq!(settlement().standing(&whole), Ok(KEPT));
    assert_eq!(terms.left(&whole.received, mxn(0)), Ok(mxn(0)));
    // Nothing is owed any more by the other agreement: it was that one which was kept.
    assert_eq!(settlement().standing(&facts(0, &[with(5_400, 4_600)])), Ok(CANCELLED));
    assert_eq!(settlement().standing(&facts(0, &[with(6_000, 4_000)])), Ok(KEPT));
}

fn any_facts() -> impl Strategy<Value = AgreementFacts> {
    let payment = (1..8_000_i64, -4..4_i64, 0..4_i64, 0..=100_i64)
        .prop_map(|(came, begun, took, percent)| paid(came, (came * percent / 100).max(1), begun, begun + took));
    let payments = prop::collection::vec(payment, 0..5);
    (0..12_000_i64, payments, 0..3_000_i64, 0..7_000_i64, any::<bool>(), any::<bool>()).prop_map(
        |(owed, payments, back, credit, ended_before, under_way)| AgreementFacts {
            went_back: mxn(if ended_before { back } else { 0 }),
            credit: mxn(credit),
            ended_before,
            under_way,
            ..facts(owed, &payments)
        },
    )
}

fn any_terms() -> impl Strategy<Value = Terms> {
    prop_oneof![Just(promise()), Just(settlement()), Just(extension()), Just(discount())]
}

proptest! {
    #[test]
    fn nobody_is_broken_before_the_last_day_is_over_nor_while_money_is_under_way(
        terms in any_terms(), facts in any_facts(), before in 0..40_u64,
    ) {
        prop_assert_ne!(terms.standing(&facts)?, BROKEN);
        prop_assert_ne!(terms.standing_on(&facts, last() - Days::new(before))?, BROKEN);
        let coming = AgreementFacts { under_way: true, ..facts };
        prop_assert_ne!(terms.standing_on(&coming, last() + Days::new(before + 1))?, BROKEN);
    }

    /// The order in which a provider tells of payments changes nothing.
    #[test]
    fn the_order_of_payments_does_not_matter(terms in any_terms(), facts in any_facts(), after in 0..3_u64) {
        let mut other = facts.clone();
        other.received.payments.reverse();
        let day = last() + Days::new(after);
        prop_assert_eq!(terms.standing(&facts)?, terms.standing(&other)?);
        prop_assert_eq!(terms.standing_on(&facts, day)?, terms.standing_on(&other, day)?);
        for state in AgreementState::ALL {
            prop_assert_eq!(terms.holds_again(state, &facts, last())?, terms.holds_again(state, &other, last())?);
        }
    }

    /// What is kept by what the books say does not hold again by the same books, and what holds again is not broken by them.
    #[test]
    fn a_judgement_stands_while_the_books_do(terms in any_terms(), facts in any_facts()) {
        let ended = AgreementFacts { ended_before: true, ..facts.clone() };
        if terms.standing(&facts)? == KEPT {
            prop_assert!(!terms.holds_again(KEPT, &ended, last())?);
        }
        if terms.holds_again(BROKEN, &ended, last())? {
            prop_assert_ne!(terms.standing(&ended)?, LIVE);
        }
    }

    /// One payment more, in time and in full, never makes anything worse.
    #[test]
    fn more_money_in_time_never_breaks_anything(terms in any_terms(), facts in any_facts(), more in 1..9_000_i64) {
        let better = |state| match state {
            BROKEN => 0,
            LIVE => 1,
            _ => 2,
        };
        let mut richer = facts.clone();
        richer.received.payments.push(paid(more, more, -1, -1));
        richer.owed = mxn((facts.owed.minor() - more).max(0));
        let day = last() + Days::new(1);
        prop_assert!(better(terms.standing(&richer)?) >= better(terms.standing(&facts)?));
        prop_assert!(better(terms.standing_on(&richer, day)?) >= better(terms.standing_on(&facts, day)?));
        prop_assert!(terms.holds_again(KEPT, &facts, last())? || !terms.holds_again(KEPT, &richer, last())?);
    }
}
