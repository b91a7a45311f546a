//! A settlement that was accepted is paid: the money and the write-off of the rest in one
//! transaction, and what becomes of both when the money goes back.

use super::support::*;
use domain::agreement::{AgreementState, Settlement, Terms};
use domain::id::{AgreementId, RequestId};
use domain::interest::{DayCount, InterestTerms, Rate, RateTable};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::plan::InvoicePart;
use domain::policy::{Audience, Policy, SettlementPolicy, SettlementStep};
use domain::request::Request;
use domain::request::RequestState;
use rust_decimal::Decimal;
use serde_json::json;
use services::clock::Clock;
use store::requests;

/// 60 % of what is overdue for 15 days; 12 % a year over 360 days on it until then.
pub fn settling(policy: &mut Policy) {
    let steps = vec![SettlementStep { overdue_from: 15, pay_percent: Decimal::from(60) }];
    policy.settlement = Some(SettlementPolicy { to: Audience::default(), steps, days: 14 });
    let from = "2020-01-01".parse().expect("a day");
    let rates = RateTable::try_from(vec![Rate { from, percent: Decimal::from(12) }]).expect("a rate");
    policy.interest = Some(InterestTerms {
        rates,
        basis: DayCount::Days360,
        grace_days: 0,
        grace_counts: false,
        cap: None,
        flat_fee: None,
    });
}

/// Ada settles A-1: 1,500.00 and 10.50 of interest; 906.30 are paid and 604.20 given up.
async fn agreed(app: &TestApp) -> AgreementId {
    app.set_policy(settling).await;
    let request = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
    app.agree(app.world.ada, request, "form-of-a-settlement").await.expect("a settlement")
}

/// Asks for the same, as somebody would whose policy does not grant it.
async fn asked(app: &TestApp, form_key: &str) -> RequestId {
    let now = app.clock.now();
    let mxn = |minor| Money::new(minor, app.world.norte.currency);
    let terms = Settlement {
        invoices: vec![InvoicePart { invoice: app.id_of("A-1").await, amount: mxn(151_050) }],
        percent: Decimal::from(60),
        to_pay: mxn(90_630),
        written_off: mxn(60_420),
        until: "2026-12-20".parse().expect("a day"),
    };
    let request = Request {
        creditor: app.world.norte.id,
        id: RequestId::new(app.portal.services.ids.uuid(now)),
        debtor: app.world.ada,
        asked: Terms::Settlement(terms),
        reason: "Cerré la tienda".to_owned(),
        state: RequestState::Waiting,
        answer_by: "2026-12-20".parse().expect("a day"),
        answer: None,
        words: None,
        decided_by: None,
        decided_at: None,
        language: "es".to_owned(),
        made_at: now,
        form_key: form_key.to_owned(),
    };
    let id = request.id;
    let added = app
        .portal
        .services
        .store
        .write(request, move |db, request| Box::pin(async move { requests::add(db, request).await }));
    assert!(added.await.expect("the database"));
    id
}

async fn page(app: &TestApp, browser: &Browser) -> Page {
    let invoice = app.id_of("A-1").await;
    browser.get(&format!("/pay/confirm?currency=MXN&how=all&invoice={invoice}")).await
}

async fn form(app: &TestApp, browser: &Browser) -> Form {
    page(app, browser).await.form("/pay")
}

/// Interest and principal still owed on A-1, and what was given up.
async fn books(app: &TestApp) -> (i64, i64, i64) {
    let given_up = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'write_offs'";
    let invoice = app.invoice("A-1").await;
    (invoice.interest.minor(), invoice.balance.minor(), app.count(given_up).await)
}

on_each_database! {
    async fn money_and_write_off_come_and_go_together(app: TestApp) {
        let id = agreed(&app).await;
        let browser = app.browser_of(app.world.ada).await;
        let form = form(&app, &browser).await;
        assert_eq!(form.value("amount"), "906.30");
        assert_eq!(books(&app).await, (0, 150_000, 0), "accepting moves nothing");
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(browser.get(answer.location()).await.status, 200, "{}", answer.location());
        let payment = app.payment_of(&form).await.expect("the payment");
        assert_eq!(payment.amount.minor(), 90_630);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(books(&app).await, (0, 0, 60_420));
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
        // It is paid: a second time it cannot be.
        assert_eq!(page(&app, &browser).await.forms().iter().filter(|form| form.action == "/pay").count(), 0);

        app.sandbox.refund(payment.id, json!({ "amount": 10_000 })).await;
        assert_eq!(books(&app).await, (0, 10_000, 60_420), "a part that goes back leaves the rest given up");
        app.fits().await;
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!(books(&app).await, (1_050, 150_000, 0));
        assert_eq!(app.agreement(id).await.state, AgreementState::Live, "it can be paid again until its day");
        app.fits().await;
        app.sandbox.dispute(payment.id, "won").await;
        assert_eq!(books(&app).await, (0, 10_000, 60_420));
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        app.fits().await;
    }

    async fn its_sum_is_derived_again_and_it_ends(app: TestApp) {
        let id = agreed(&app).await;
        let browser = app.browser_of(app.world.ada).await;
        let right = form(&app, &browser).await;
        let more = right.clone().with("how", "part").with("amount", "906.31");
        for wrong in [right.clone().with("amount", "906.29"), right.clone().with("amount", "1510.50"), more] {
            let answer = browser.submit(&wrong, Some(("method", "stripe"))).await;
            assert!(answer.status == 303 && answer.location().ends_with("&changed=1"), "{}", answer.location());
        }
        // Another debtor's agreement is nobody's key.
        let ben = app.browser_of(app.world.ben).await;
        let theirs = app.pay_form(&ben, &["B-1"], None).await.with("agreement", &id.to_string());
        assert_eq!(ben.submit(&theirs, Some(("method", "stripe"))).await.status, 422);
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
        // Its last day is 5 December; its interest of that day, 17.50, is given up with the rest.
        app.clock.set("2026-12-06T05:59:59.999Z".parse().expect("an instant"));
        let browser = app.browser_of(app.world.ada).await;
        assert_eq!(form(&app, &browser).await.value("amount"), "906.30");
        app.clock.set("2026-12-06T06:00:00Z".parse().expect("an instant"));
        let late = browser.submit(&right, Some(("method", "stripe"))).await;
        let again = browser.get(late.location()).await;
        assert_eq!(again.form("/pay").value("amount"), "1518.00", "in full, with the interest of 36 days");
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
        app.fits().await;
    }

    async fn ordinary_payments_in_time_fulfil_it_too(app: TestApp) {
        let id = agreed(&app).await;
        let browser = app.browser_of(app.world.ada).await;
        for part in ["500", "396.29"] {
            let payment = app.start(&browser, &["A-1"], Some(part), "stripe").await;
            app.sandbox.pay(payment.id, "card").await;
        }
        assert_eq!(app.agreement(id).await.state, AgreementState::Live, "10.01 are missing");
        app.pass(24 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        let more = app.confirm(&browser, &["A-1"], Some("100")).await;
        assert!(more.status == 422 && more.text().contains("Escriba $10.01 o menos"), "{}", more.text());
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        assert_eq!(payment.amount.minor(), 1_001);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        let (interest, principal, given_up) = books(&app).await;
        assert_eq!((interest, principal), (0, 0));
        assert!((60_420..=60_500).contains(&given_up), "all that was left: {given_up}");
        app.fits().await;
    }

    async fn what_was_asked_and_offered_holds_while_interest_runs(app: TestApp) {
        app.set_policy(settling).await;
        let id = asked(&app, "form-of-a-request-1").await;
        let path = format!("/console/requests/{id}");
        // 0.50 a day: 1,511.00 on the next day.
        app.pass(24 * 3600);
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let nora = app.signed_in(&nora).await;
        let check = async |fields: &[(&str, &str)]| nora.get(&format!("{path}/check?{}", form_with(fields))).await;
        let page = check(&[("do", "grant")]).await;
        for said in ["Debe hoy $1,511.00", "Se condona $604.70", "Pagará en total $906.30"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        let other = [("do", "counter"), ("how", "amount"), ("amount", "900"), ("date", "2026-12-10")];
        let page = check(&other).await;
        assert!(page.text().contains("Se condona $611.00"), "{}", page.text());
        assert_eq!(nora.submit(&page.form(&format!("{path}/decide")), None).await.location(), path);
        // Two days later it is 1,512.00, and 900.00 are still enough.
        app.pass(2 * 24 * 3600);
        let ada = app.browser_of(app.world.ada).await;
        let path = format!("/requests/{id}");
        let page = ada.get(&path).await;
        let code_form = app.code_form(&ada, &page.form(&format!("{path}/accept"))).await;
        let made = ada.submit(&code_form.with("code", &app.last_code()), None).await;
        let page = ada.get(made.location()).await.text();
        assert!(page.contains("$900.00") && page.contains("$612.00"), "{page}");
        assert_eq!(books(&app).await, (0, 150_000, 0), "accepting moves nothing");
        app.pass(3 * 24 * 3600);
        let ada = app.browser_of(app.world.ada).await;
        let id = made.location().split(['/', '?']).nth(2).expect("an id").parse().expect("an id");
        let form = form(&app, &ada).await;
        assert_eq!(form.value("amount"), "900.00");
        let answer = ada.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(ada.get(answer.location()).await.status, 200);
        app.sandbox.pay(app.payment_of(&form).await.expect("the payment").id, "card").await;
        assert_eq!(books(&app).await, (0, 0, 61_350), "all that was owed on the day");
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        app.fits().await;
    }

    async fn a_payment_makes_it_another_debt_though_interest_makes_up_for_it(app: TestApp) {
        app.set_policy(settling).await;
        let id = asked(&app, "form-of-a-request-2").await;
        let ada = app.browser_of(app.world.ada).await;
        app.pass(60);
        let part = app.start(&ada, &["A-1"], Some("10"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        app.pass(20 * 24 * 3600);
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(app.pay_form(&ada, &["A-1"], None).await.value("amount"), "1510.50", "as much as at first");
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let nora = app.signed_in(&nora).await;
        let page = nora.get(&format!("/console/requests/{id}/check?do=grant")).await;
        assert_eq!(page.location(), format!("/console/requests/{id}"), "there is nothing to grant");
        let page = nora.get(page.location()).await;
        assert!(page.text().contains("Ya no se puede conceder tal como se pidió"), "{}", page.text());
    }

    async fn what_was_paid_since_counts(app: TestApp) {
        agreed(&app).await;
        let browser = app.browser_of(app.world.ada).await;
        let part = app.start(&browser, &["A-1"], Some("300"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        let form = form(&app, &browser).await;
        assert_eq!(form.value("amount"), "606.30");
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(browser.get(answer.location()).await.status, 200);
        let payment = app.payment_of(&form).await.expect("the payment");
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(books(&app).await, (0, 0, 60_420));
        app.fits().await;
    }
}
