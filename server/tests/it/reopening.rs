//! An agreement is kept only as long as its money stays: what goes back opens it again, the days judge it, and what
//! comes again fulfils it again; whatever the order.

use super::days::{assert_said, in_three};
use super::settlement::settling;
use super::support::*;
use domain::agreement::AgreementState;
use domain::id::AgreementId;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::payment::{Payment, PaymentUpdate, RefundState};
use domain::policy::Delay;
use serde_json::json;
use services::clock::Clock;
use services::payments::apply_updates::{self, UpdateContext};

/// What can happen to two payments that fulfil a settlement together.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Happens {
    /// 100.00 of the second are given back.
    PartBack,
    /// The bank takes all of the first.
    Disputed,
    /// And gives it back.
    Won,
}

use Happens::{Disputed, PartBack, Won};

impl TestApp {
    async fn pay_all(&self, number: &str, amount: Option<&str>) -> Payment {
        let browser = self.browser_of(self.world.ada).await;
        let payment = self.start(&browser, &[number], amount, "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        payment
    }

    /// The provider says something of a payment.
    async fn told_of(&self, payment: &Payment, fact: PaymentUpdate) {
        let context = UpdateContext::of(&self.portal.services, self.clock.now(), None);
        let (creditor, id) = (self.world.norte.id, payment.id);
        let heard = self.portal.services.store.write((context, fact), move |db, (context, fact)| {
            Box::pin(async move { apply_updates::apply(db, context, creditor, id, std::slice::from_ref(fact)).await })
        });
        heard.await.expect("the database").expect("the payment");
        self.pass(1);
    }

    async fn state(&self, id: AgreementId) -> AgreementState {
        self.agreement(id).await.state
    }

    /// Principal and interest that are owed on A-1, and what is given up.
    async fn of_a1(&self) -> (i64, i64, i64) {
        let given_up = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'write_offs'";
        let invoice = self.invoice("A-1").await;
        (invoice.balance.minor(), invoice.interest.minor(), self.count(given_up).await)
    }

    /// A-1 is settled by 500.00 and 406.30, paid like anything else.
    async fn settled_by_two(&self) -> (AgreementId, [Payment; 2]) {
        self.set_policy(settling).await;
        let request = OfferRequest::Settlement { invoice: self.id_of("A-1").await };
        let id = self.agree(self.world.ada, request, "form-of-a-settlement").await.expect("a settlement");
        let two = [self.pay_all("A-1", Some("500")).await, self.pay_all("A-1", Some("406.30")).await];
        assert_eq!((self.state(id).await, self.of_a1().await), (AgreementState::Kept, (0, 0, 60_420)));
        (id, two)
    }

    async fn happens(&self, what: Happens, [first, second]: &[Payment; 2]) {
        match what {
            PartBack => self.sandbox.refund(second.id, json!({ "amount": 10_000 })).await,
            Disputed => self.sandbox.dispute(first.id, "open").await,
            Won => self.sandbox.dispute(first.id, "won").await,
        }
        self.fits().await;
    }
}

/// In this order, what is owed after each, and that it ends as all of them do.
async fn in_order(app: &TestApp, order: [(Happens, AgreementState, i64); 3]) {
    let (id, two) = app.settled_by_two().await;
    for (what, state, principal) in order {
        app.happens(what, &two).await;
        let (owed, _, given_up) = app.of_a1().await;
        assert_eq!((app.state(id).await, owed), (state, principal), "{what:?}");
        assert_eq!(given_up, if state == AgreementState::Kept { 60_420 } else { 0 }, "{what:?}");
    }
    assert_eq!(app.of_a1().await, (10_000, 0, 60_420));
}

on_each_database! {
    async fn what_was_given_up_comes_and_goes_first_a_part_back(app: TestApp) {
        // Without the first payment, 1,510.50 less 306.30 are owed; the interest of 10.50 was paid by the first.
        in_order(&app, [(PartBack, AgreementState::Kept, 10_000), (Disputed, AgreementState::Live, 119_370), (Won, AgreementState::Kept, 10_000)]).await;
    }

    async fn what_was_given_up_comes_and_goes_a_part_back_between(app: TestApp) {
        in_order(&app, [(Disputed, AgreementState::Live, 109_370), (PartBack, AgreementState::Live, 119_370), (Won, AgreementState::Kept, 10_000)]).await;
    }

    async fn what_was_given_up_comes_and_goes_last_a_part_back(app: TestApp) {
        in_order(&app, [(Disputed, AgreementState::Live, 109_370), (Won, AgreementState::Kept, 0), (PartBack, AgreementState::Kept, 10_000)]).await;
    }

    async fn a_settlement_whose_money_went_back_can_be_paid_again_until_its_day(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let (id, [first, second]) = app.settled_by_two().await;
        app.sandbox.refund(first.id, json!({})).await;
        app.sandbox.refund(second.id, json!({})).await;
        assert_eq!((app.state(id).await, app.of_a1().await), (AgreementState::Live, (150_000, 1_050, 0)));
        app.live_through(2026, 12, 5).await;
        assert_eq!(app.state(id).await, AgreementState::Live);
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains("$906.30"), "{page}");
        let _ = app.said_to_ada();
        app.live_through(2026, 12, 6).await;
        assert_eq!((app.state(id).await, app.of_a1().await), (AgreementState::Broken, (150_000, 1_050, 0)));
        assert_said(&app.said_to_ada(), [&["notice", "ese acuerdo dejó de valer"]]);
        app.fits().await;
    }

    async fn what_two_ways_have_fulfilled_stands_while_one_of_them_does(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        let request = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
        let id = app.agree(app.world.ada, request, "form-of-a-settlement").await.expect("a settlement");
        // A payment of its own that has ended here, paid like anything else meanwhile, and then paid there all the same.
        let browser = app.browser_of(app.world.ada).await;
        let address = format!("/pay/confirm?currency=MXN&how=all&invoice={}", app.id_of("A-1").await);
        let form = browser.get(&address).await.form("/pay");
        browser.submit(&form, Some(("method", "stripe"))).await;
        let own = app.payment_of(&form).await.expect("the payment");
        app.told_of(&own, PaymentUpdate::Expired).await;
        let other = app.pay_all("A-1", Some("906.30")).await;
        assert_eq!((app.state(id).await, app.of_a1().await), (AgreementState::Kept, (0, 0, 60_420)));
        let paid = PaymentUpdate::Paid { received: own.amount, reference: "pi_late".to_owned(), at: app.clock.now() };
        app.told_of(&own, paid).await;
        assert_eq!((app.state(id).await, app.credit_of_ada().await), (AgreementState::Kept, 90_630));
        app.sandbox.refund(other.id, json!({})).await;
        assert_eq!((app.state(id).await, app.of_a1().await), (AgreementState::Kept, (89_580, 1_050, 60_420)));
        let all = PaymentUpdate::Refund { id: "re_1".to_owned(), amount: own.amount, state: RefundState::Succeeded };
        app.told_of(&own, all).await;
        assert_eq!((app.state(id).await, app.of_a1().await), (AgreementState::Live, (150_000, 1_050, 0)));
        assert_eq!(app.verify().await.faults, []);
    }

    async fn a_plan_holds_while_the_bank_has_not_decided_and_ends_as_it_decides(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let id = app.agree(app.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        let payment = app.ada_pays().await;
        assert_eq!(app.state(id).await, AgreementState::Kept);
        app.work().await;
        for (outcome, then) in [("won", AgreementState::Kept), ("lost", AgreementState::Broken)] {
            let payment = if outcome == "won" { payment.id } else { again(&app, id, payment.id).await };
            app.sandbox.dispute(payment, "open").await;
            assert_eq!(app.state(id).await, AgreementState::Live, "its money has gone");
            for number in ["A-1", "A-2", "A-3"] {
                assert_eq!(app.invoice(number).await.plan, Some(id));
            }
            app.fits().await;
            let _ = app.said_to_ada();
            // All of its days are over by then.
            app.live_through(2027, 3, if outcome == "won" { 20 } else { 25 }).await;
            assert_eq!(app.state(id).await, AgreementState::Live, "the bank has not decided");
            app.sandbox.dispute(payment, outcome).await;
            app.live_through(2027, 3, if outcome == "won" { 21 } else { 26 }).await;
            assert_eq!(app.state(id).await, then);
            let said = app.said_to_ada();
            if then == AgreementState::Broken {
                assert!(said.iter().any(|letter| letter.contains("Su plan terminó")), "{said:?}");
            } else {
                assert!(said.is_empty(), "{said:?}");
            }
            app.fits().await;
        }
        assert_eq!(app.invoice("A-1").await.plan, None);
    }

    async fn a_promise_rests_again_when_its_money_goes_back(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let mxn = |minor| Money::new(minor, app.world.norte.currency);
        let date = "2026-12-01".parse().expect("a day");
        let request = OfferRequest::Promise { amount: mxn(100_000), date };
        let id = app.agree(app.world.ada, request, "form-of-a-promise-1").await.expect("a promise");
        let payment = app.pay_all("A-1", Some("1000")).await;
        assert_eq!(app.state(id).await, AgreementState::Kept);
        // A part that is given back leaves it kept.
        app.sandbox.refund(payment.id, json!({ "amount": 30_000 })).await;
        assert_eq!(app.state(id).await, AgreementState::Kept);
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.state(id).await, AgreementState::Live);
        let until = app.kept_day("2026-12-01");
        let rests = format!("SELECT COUNT(*) FROM pause WHERE why = 'promise' AND to_day = {until}");
        assert_eq!(app.count(Box::leak(rests.into_boxed_str())).await, 1, "until the day that was promised");
        let _ = app.said_to_ada();
        app.live_through(2026, 12, 2).await;
        assert_eq!(app.state(id).await, AgreementState::Broken);
        assert!(app.said_to_ada().iter().any(|letter| letter.contains("El pago que nos anunció no ha llegado")));
        app.fits().await;
    }

    async fn an_extension_keeps_its_date_when_the_money_goes_back(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let request = OfferRequest::Extension { invoice: app.id_of("A-3").await, by: Delay::Days(15) };
        let id = app.agree(app.world.ada, request, "form-of-more-time-1").await.expect("more time");
        let payment = app.pay_all("A-3", None).await;
        assert_eq!(app.state(id).await, AgreementState::Kept);
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.state(id).await, AgreementState::Live);
        app.live_through(2027, 1, 15).await;
        assert_eq!(app.state(id).await, AgreementState::Live);
        app.live_through(2027, 1, 16).await;
        assert_eq!(app.state(id).await, AgreementState::Broken);
        assert_eq!(app.invoice("A-3").await.due_now().to_string(), "2027-01-15", "overdue from the day that was agreed");
        app.fits().await;
    }
}

/// Pays what is open by another payment, once the first is given back: a chargeback is decided once.
async fn again(app: &TestApp, id: AgreementId, before: domain::id::PaymentId) -> domain::id::PaymentId {
    app.sandbox.refund(before, json!({})).await;
    assert_eq!(app.state(id).await, AgreementState::Live);
    let payment = app.ada_pays().await;
    assert_eq!(app.state(id).await, AgreementState::Kept);
    payment.id
}
