//! A debt is promised once: a later promise, and what else is agreed about it, takes the place of the promise.

use super::settlement::settling;
use super::support::*;
use domain::agreement::AgreementState::{Kept, Live, Replaced};
use domain::id::AgreementId;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use serde_json::json;

impl TestApp {
    async fn promised(&self, minor: i64, day: &str) -> AgreementId {
        let amount = Money::new(minor, self.world.norte.currency);
        let request = OfferRequest::Promise { amount, date: day.parse().expect("a day") };
        self.agree(self.world.ada, request, &format!("form-of-a-promise-{day}")).await.expect("a promise")
    }
}

on_each_database! {
    async fn the_later_promise_takes_the_place_of_the_first(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let first = app.promised(150_000, "2026-11-28").await;
        let check = browser.get("/promises/new?currency=MXN&amount=1500&date=2026-11-30&check=1").await.text();
        assert!(check.contains("Esto reemplaza su promesa de pagar $1,500.00 el 28 de noviembre de 2026"), "{check}");
        app.pass(60);
        let second = app.promised(150_000, "2026-11-30").await;
        assert_eq!((app.agreement(first).await.state, app.agreement(second).await.state), (Replaced, Live));
        assert_eq!(app.agreement(second).await.replaces, Some(first));
        let home = browser.get("/").await.text();
        assert!(home.contains("30 de noviembre") && !home.contains("28 de noviembre"), "{home}");
        let page = browser.get(&format!("/agreements/{first}")).await;
        assert!(page.body.contains(&format!("/agreements/{second}")), "{}", page.text());
        app.fits().await;
        // One payment keeps one promise; what goes back opens that one again, and not the other.
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.agreement(first).await.state, app.agreement(second).await.state), (Replaced, Kept));
        app.fits().await;
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!((app.agreement(first).await.state, app.agreement(second).await.state), (Replaced, Live));
        app.fits().await;
    }

    async fn what_is_agreed_later_takes_its_place_too(app: TestApp) {
        app.set_policy(settling).await;
        let promise = app.promised(151_050, "2026-11-28").await;
        app.pass(60);
        let settle = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
        app.agree(app.world.ada, settle, "form-of-a-settlement").await.expect("a settlement");
        assert_eq!(app.agreement(promise).await.state, Replaced);
        // The rest can be promised, and then be put into a plan.
        let rest = app.promised(80_050, "2026-11-29").await;
        assert_eq!(app.agreement(rest).await.state, Live);
        app.pass(60);
        let first = "2026-12-15".parse().expect("a day");
        let request = PlanRequest { pace: Pace::Count(3), first, frequency: Frequency::Monthly, down: None };
        let request = OfferRequest::Plan { invoices: Vec::new(), request };
        app.agree(app.world.ada, request, "form-of-a-plan-1").await.expect("a plan");
        assert_eq!(app.agreement(rest).await.state, Replaced);
        app.fits().await;
    }

    async fn the_database_refuses_a_second_one_and_the_books_find_it(app: TestApp) {
        let promise = app.promised(150_000, "2026-11-28").await;
        let (creditor, invoice) = (app.world.norte.id, app.id_of("A-1").await);
        let other = AgreementId::new(uuid::Uuid::from_u128(7));
        let put = app.portal.services.store.write((), move |db, ()| {
            Box::pin(store::agreements::put_in_promise(db, creditor, invoice, other))
        });
        assert!(!put.await.expect("the database"));
        let rule = "an invoice is promised once, by a promise that holds and is about it";
        let finds = async |sql: &str| crate::verify::faults_after(&app, sql).await.iter().any(|fault| fault.rule == rule);
        assert!(finds("UPDATE invoice SET promise_id = NULL").await, "a promise that its invoice does not know");
        assert!(finds("UPDATE invoice SET promise_id = id WHERE number = 'B-1'").await, "and one that is none");
        assert_eq!(app.agreement(promise).await.state, Live);
    }

    async fn who_is_in_a_breathing_space_is_not_offered_one(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        assert!(browser.get("/").await.body.contains("/breathing-space\""));
        let form = browser.get("/breathing-space").await.form("/breathing-space");
        browser.submit(&form, None).await;
        for path in ["/", "/offers"] {
            assert!(!browser.get(path).await.body.contains("/breathing-space\""), "{path}");
        }
    }
}
