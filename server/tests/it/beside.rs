//! What is owed on an invoice of a plan beside that: it came back, or its total was raised, since the plan was made. It has its
//! own day, is paid on every road as an invoice is, and is no part of the plan, which is kept with its own sums.

use super::settled_debt::Earlier;
use super::support::*;
use domain::agreement::AgreementState;
use domain::id::AgreementId;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::PlanCost;
use rust_decimal::Decimal;
use serde_json::json;

/// How what is owed beside a plan is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paid {
    /// Before the plan.
    First,
    /// After it.
    Last,
}

impl TestApp {
    /// This customer's 1,000.00 in two instalments.
    async fn in_two(&self, number: &str) -> AgreementId {
        let first = "2026-12-15".parse().expect("a day");
        let request = PlanRequest { pace: Pace::Count(2), first, frequency: Frequency::Monthly, down: None };
        let request = OfferRequest::Plan { invoices: vec![self.id_of(number).await], request };
        let made =
            self.agree(self.debtor(&format!("c{number}")).await, request, &format!("form-of-{number}-plan")).await;
        self.pass(60);
        made.expect("a plan")
    }

    /// Presses the button of a plan's page that pays all the rest of it.
    async fn pay_off(&self, number: &str, id: AgreementId) {
        let browser = self.browser_of(self.debtor(&format!("c{number}")).await).await;
        let page = browser.get(&format!("/agreements/{id}")).await;
        let links: Vec<&str> = page.body.split("href=\"").filter_map(|rest| rest.split('"').next()).collect();
        let all =
            links.iter().rfind(|link| link.starts_with("/pay/confirm")).expect("all the rest").replace("&amp;", "&");
        let form = browser.get(&all).await.form("/pay");
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert!(answer.location().starts_with(&self.sandbox.base), "{} {}", answer.location(), answer.text());
        assert_eq!(browser.get(answer.location()).await.status, 200);
        let payment = self.payment_of(&form).await.expect("the payment");
        self.sandbox.pay(payment.id, "card").await;
        self.pass(60);
    }

    async fn total_at_home(&self, number: &str) -> i64 {
        let browser = self.browser_of(self.debtor(&format!("c{number}")).await).await;
        super::one_price::amount_after(&browser.get("/").await.body, "class=\"big\">")
    }
}

on_each_database! {
    // Family: each kind of return while a plan runs, paid before the plan or after it; and after the plan was kept.
    async fn what_comes_back_of_before_is_owed_beside_a_plan(app: TestApp) {
        app.credit_waits_for_staff().await;
        for (n, kind) in Earlier::ALL.into_iter().enumerate() {
            for (order, paid) in [Paid::First, Paid::Last].into_iter().enumerate() {
                let (number, about) = (&format!("P{n}{order}"), &format!("{kind:?}, {paid:?}"));
                app.listed(number, "1500.00", "1500.00").await;
                let debtor = app.debtor(&format!("c{number}")).await;
                let lowered = app.lower(kind, number).await;
                let before = app.given_up_in_all().await;
                let id = app.in_two(number).await;
                app.comes_back(kind, number, &lowered).await;
                assert_eq!((app.owed([number]).await, app.total_at_home(number).await), ([150_000], 150_000), "{about}");
                app.one_price(debtor, number, 50_000).await;
                if paid == Paid::First {
                    app.pay_at_once(number, Some("200")).await;
                    app.one_price(debtor, number, 30_000).await;
                    app.pay_at_once(number, None).await;
                    assert_eq!((app.owed([number]).await, app.how_it_stands(id).await), ([100_000], AgreementState::Live), "{about}");
                    app.pay_off(number, id).await;
                } else {
                    app.pay_off(number, id).await;
                    assert_eq!((app.owed([number]).await, app.how_it_stands(id).await), ([50_000], AgreementState::Kept), "{about}");
                    app.one_price(debtor, number, 50_000).await;
                    app.pay_at_once(number, None).await;
                }
                assert_eq!((app.owed([number]).await, app.how_it_stands(id).await), ([0], AgreementState::Kept), "{about}");
                let of_before = if kind == Earlier::WrittenOff { 50_000 } else { 0 };
                assert_eq!(app.given_up_in_all().await - before, -of_before, "{about}");
                app.has_no_faults(about).await;
            }
        }
    }

    // What was paid beside a plan and goes back again is owed beside it again, and undoes nothing of the plan.
    async fn what_was_paid_beside_a_plan_goes_back_beside_it(app: TestApp) {
        app.listed("P-1", "1500.00", "1500.00").await;
        let debtor = app.debtor("cP-1").await;
        let lowered = app.lower(Earlier::Refunded, "P-1").await;
        let id = app.in_two("P-1").await;
        app.comes_back(Earlier::Refunded, "P-1", &lowered).await;
        let payment = app.pay_at_once("P-1", None).await;
        app.sandbox.refund(payment.id, json!({})).await;
        app.pass(60);
        app.one_price(debtor, "P-1", 50_000).await;
        app.pay_off("P-1", id).await;
        assert_eq!((app.owed(["P-1"]).await, app.how_it_stands(id).await), ([50_000], AgreementState::Kept));
        app.has_no_faults("back again").await;
    }

    // Price that time would have earned falls away with a plan that is paid off, and nothing of what is owed beside it.
    async fn a_dear_plan_paid_off_leaves_what_is_beside_it(app: TestApp) {
        app.set_policy(|policy| {
            let plan = policy.plan.as_mut().expect("plans are offered");
            plan.price = PlanCost::AnnualPercent(Decimal::from(24));
        })
        .await;
        app.listed("P-1", "1500.00", "1500.00").await;
        let debtor = app.debtor("cP-1").await;
        let lowered = app.lower(Earlier::Transfer, "P-1").await;
        let id = app.in_two("P-1").await;
        app.comes_back(Earlier::Transfer, "P-1", &lowered).await;
        app.one_price(debtor, "P-1", 50_000).await;
        app.pay_off("P-1", id).await;
        assert_eq!((app.owed(["P-1"]).await, app.how_it_stands(id).await), ([50_000], AgreementState::Kept));
        app.has_no_faults("dear").await;
    }

    async fn a_plan_that_goes_on_though_all_of_it_came_is_found(app: TestApp) {
        app.listed("P-1", "1500.00", "1500.00").await;
        let lowered = app.lower(Earlier::Transfer, "P-1").await;
        let id = app.in_two("P-1").await;
        app.comes_back(Earlier::Transfer, "P-1", &lowered).await;
        app.pay_off("P-1", id).await;
        app.has_no_faults("before").await;
        let (id, invoice) = (app.kept_id(id.uuid()), app.kept_id(app.invoice("P-1").await.id.uuid()));
        let plan = format!("UPDATE agreement SET state = 'live' WHERE id = {id}; UPDATE invoice SET plan_id = {id} WHERE id = {invoice}");
        for statement in plan.split("; ") {
            app.tamper(statement).await;
        }
        let faults = app.verify().await.faults;
        assert!(faults.iter().any(|fault| fault.rule.contains("a plan is over")), "{faults:?}");
    }
}
