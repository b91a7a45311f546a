//! The canonical form, and what makes terms sound.

use super::*;
use crate::plan::default_terms::{Reminders, WhenBroken, WhenKept};
use crate::plan::schedule::Frequency;
use crate::plan::{FinanceCharge, Instalment};
use uuid::Uuid;

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn day(m: u32, d: u32) -> Date {
    Date::from_ymd_opt(2026, m, d).expect("a day")
}

fn invoice() -> InvoiceId {
    InvoiceId::new(Uuid::from_u128(7))
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_268_800 + seconds, 0).expect("an instant")
}

fn agreed(terms: Terms) -> Agreement {
    Agreement {
        format: FORMAT,
        creditor: CreditorId::new(Uuid::from_u128(1)),
        debtor: DebtorId::new(Uuid::from_u128(2)),
        debtor_reference: "C-104".to_owned(),
        terms,
        text: "Pagaré \"todo\".\n".to_owned(),
        language: "es".to_owned(),
        policy_version: 3,
        offered_at: instant(0),
        accepted_at: instant(61),
        verified_by: VerifiedBy::EmailCode { address: "a…@example.com".to_owned() },
        way_in: Some(WayIn::Mailed),
    }
}

pub(super) fn plan() -> PlanTerms {
    let n = |n, m| Instalment { n, date: day(m, 1), amount: mxn(51), principal: mxn(50), price: mxn(1) };
    let default_terms = DefaultTerms {
        grace_days: 5,
        cure_days: 10,
        charges_rest: true,
        reminders: Reminders::Instalments,
        early: None,
        reschedules: 1,
        when_kept: WhenKept { waive_rested_charges: true },
        when_broken: WhenBroken { claw_back_charges: true, claw_back_discounts: false, waive_price_to_come: true },
    };
    let plan = Plan {
        start: day(1, 1),
        anchor: day(2, 1),
        frequency: Frequency::Monthly,
        price: FinanceCharge { flat: mxn(2), annual_percent: Decimal::ZERO },
        invoices: vec![InvoicePart { invoice: invoice(), amount: mxn(100) }],
        instalments: vec![n(1, 2), n(2, 3)],
        principal: mxn(100),
        cost: mxn(2),
    };
    PlanTerms { plan, default_terms }
}

fn discount() -> Discount {
    Discount {
        invoice: invoice(),
        reduction: Reduction::Percent(Decimal::new(25, 1)),
        tax: TaxMode::Included,
        off: mxn(25),
        to_pay: mxn(975),
        until: day(1, 11),
    }
}

fn all() -> [Terms; 5] {
    let part = InvoicePart { invoice: invoice(), amount: mxn(1_000) };
    let settlement = Settlement {
        invoices: vec![part],
        percent: Decimal::from(70),
        to_pay: mxn(700),
        written_off: mxn(300),
        until: day(2, 1),
    };
    let extension = Extension {
        invoice: invoice(),
        old_due: day(1, 31),
        new_due: day(2, 28),
        price: mxn(10),
        pay_now: mxn(0),
        lost_discount: mxn(20),
    };
    let promise = Promise { invoices: vec![invoice()], amount: mxn(5), date: day(1, 15) };
    [
        Terms::Discount(discount()),
        Terms::Settlement(settlement),
        Terms::Plan(plan()),
        Terms::Extension(extension),
        Terms::Promise(promise),
    ]
}

#[test]
fn the_canonical_bytes_are_these() {
    let bytes = agreed(Terms::Discount(discount())).canonical().expect("bytes");
    assert_eq!(
        String::from_utf8(bytes).expect("UTF-8"),
        concat!(
            r#"{"format":1,"creditor":"crd_00000000000000000000000000000001","#,
            r#""debtor":"dbt_00000000000000000000000000000002","debtor_reference":"C-104","#,
            r#""terms":{"kind":"discount","invoice":"inv_00000000000000000000000000000007","#,
            r#""reduction":{"percent":"2.5"},"tax":"included","off":{"minor":25,"currency":"MXN"},"#,
            r#""to_pay":{"minor":975,"currency":"MXN"},"until":"2026-01-11"},"text":"Pagaré \"todo\".\n","#,
            r#""language":"es","policy_version":3,"offered_at":"2026-01-01T12:00:00Z","#,
            r#""accepted_at":"2026-01-01T12:01:01Z","proof":{"by":"email_code","address":"a…@example.com"},"way_in":{"link":"mailed"}}"#,
        )
    );
}

#[test]
fn every_kind_reads_back_to_the_same_bytes() {
    for terms in all() {
        let agreement = agreed(terms);
        let bytes = agreement.canonical().expect("bytes");
        assert_eq!(Agreement::read(&bytes).expect("readable"), agreement);
    }
}

#[test]
fn any_other_spelling_is_refused() {
    let text = String::from_utf8(agreed(Terms::Plan(plan())).canonical().expect("bytes")).expect("UTF-8");
    let read = |text: String| Agreement::read(text.as_bytes());
    assert!(matches!(read(text.replace(":1,", ": 1,")), Err(AgreementError::NotCanonical)));
    assert!(matches!(read(format!("{text}\n")), Err(AgreementError::NotCanonical)));
    assert!(matches!(read(text.replace("12:00:00Z", "12:00:00+00:00")), Err(AgreementError::NotCanonical)));
    assert!(matches!(read(text.replace(r#""format":1"#, r#""format":2"#)), Err(AgreementError::Format(2))));
    let added = text.replace(r#""grace_days""#, r#""grace":1,"grace_days""#);
    assert!(matches!(read(added), Err(AgreementError::Unreadable(_))));
    let more = text.replace(r#""cost":{"minor":2"#, r#""cost":{"minor":3"#);
    assert!(matches!(read(more), Err(AgreementError::Unsound)));
    assert!(read(text).is_ok());
}

#[test]
fn figures_that_do_not_add_up_are_unsound() {
    for terms in all() {
        assert!(terms.is_sound());
        let changed = match terms {
            Terms::Discount(d) => Terms::Discount(Discount { off: mxn(0), ..d }),
            Terms::Settlement(s) => Terms::Settlement(Settlement { written_off: mxn(299), ..s }),
            Terms::Plan(p) => Terms::Plan(PlanTerms { plan: Plan { principal: mxn(99), ..p.plan }, ..p }),
            Terms::Extension(e) => Terms::Extension(Extension { new_due: e.old_due, ..e }),
            Terms::Promise(p) => Terms::Promise(Promise { invoices: vec![], ..p }),
        };
        assert!(!changed.is_sound(), "{changed:?}");
    }
    let late = Agreement { offered_at: instant(62), ..agreed(Terms::Plan(plan())) };
    assert!(!late.is_sound());
    let fraction = instant(0) + chrono::TimeDelta::milliseconds(5);
    assert!(!Agreement { offered_at: fraction, ..agreed(Terms::Plan(plan())) }.is_sound());
}

#[test]
fn what_binds_asks_for_proof() {
    let needs: Vec<_> = all().iter().map(Terms::needs_verification).collect();
    assert_eq!(needs, [false, true, true, true, false]);
}
