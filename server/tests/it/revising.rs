//! A plan that runs is changed: by the debtor's request, because its debt is another one, or by paying it off early.

use super::support::*;
use domain::agreement::AgreementRecord;
use domain::agreement::{AgreementState, Terms, VerifiedBy};
use domain::agreement_terms::QuoteError;
use domain::date::Date;
use domain::id::AgreementId;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::{PlanCost, Policy};
use domain::request::RequestState as Asked;
use rust_decimal::Decimal;
use server::worker::daily_run;
use services::agreements::accept::AcceptError;
use store::{agreements, requests};

fn day(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

const fn monthly(count: u16, first: Date) -> PlanRequest {
    PlanRequest { pace: Pace::Count(count), first, frequency: Frequency::Monthly, down: None }
}

/// Ada's 4,300.50 in three parts of 1,433.50 on the 15th, from December on; an hour passes.
async fn in_three(app: &TestApp) -> AgreementId {
    let request = OfferRequest::Plan { invoices: Vec::new(), request: monthly(3, day(2026, 12, 15)) };
    let id = app.agree(app.world.ada, request, "form-of-a-plan-1").await.expect("a plan");
    app.work().await;
    app.pass(3600);
    id
}

/// The creditor's file says another sum for A-3.
async fn corrected(app: &TestApp, sum: &str) {
    let csv = format!(
        "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,description\n\
         A-3,ada,Ada Pérez,ada@example.test,2026-11-15,2026-12-31,MXN,{sum},Varilla\n"
    );
    app.import(&csv).await;
    app.work().await;
}

/// The newest agreement with the amounts of its instalments.
async fn newest(app: &TestApp) -> (AgreementRecord, Vec<i64>) {
    let mut db = app.portal.services.store.read().await.expect("a reader");
    let all = agreements::of_debtor(&mut db, app.world.norte.id, app.world.ada, 10).await.expect("the database");
    let newest = all.into_iter().next().expect("an agreement");
    let Terms::Plan(terms) = newest.read_body().expect("a body").terms else { panic!("a plan") };
    (newest, terms.plan.instalments.iter().map(|i| i.amount.minor()).collect())
}

fn with_a_rate(policy: &mut Policy) {
    policy.plan.as_mut().expect("plans").price = PlanCost::AnnualPercent(Decimal::from(36));
}

on_each_database! {
    async fn a_lower_debt_makes_a_lower_plan_by_itself(app: TestApp) {
        let first = in_three(&app).await;
        corrected(&app, "1400.00").await;
        let (new, amounts) = newest(&app).await;
        assert_eq!((new.replaces, amounts), (Some(first), vec![123_350, 123_350, 123_350]));
        assert_eq!(new.read_body().expect("a body").verified_by, VerifiedBy::LessThanBefore);
        assert_eq!(app.agreement(first).await.state, AgreementState::Replaced);
        assert_eq!(app.invoice("A-3").await.plan, Some(new.id));
        assert_eq!(app.mails_of("agreed").len(), 2, "the debtor is told");
        // Looked at again nothing changes; and the debt that is paid is the one that was agreed.
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        app.work().await;
        assert_eq!(newest(&app).await.0.id, new.id);
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{first}")).await.body;
        assert!(page.contains(&format!("/agreements/{}", new.id)), "{page}");
        app.fits().await;
        // Part of it is paid, and then the debt is lower once more, so that two instalments end it.
        let part = app.start(&browser, &["A-1"], Some("1233.50"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        app.pass(3600);
        corrected(&app, "900.00").await;
        let (last, amounts) = newest(&app).await;
        assert_eq!((last.replaces, amounts), (Some(new.id), vec![98_350, 98_350]));
        app.fits().await;
    }

    async fn a_higher_debt_asks_first(app: TestApp) {
        let first = in_three(&app).await;
        corrected(&app, "2300.00").await;
        assert_eq!(app.agreement(first).await.state, AgreementState::Live, "until the debtor agrees, it holds as it is");
        let all = {
            let mut db = app.portal.services.store.read().await.expect("a reader");
            requests::of_debtor(&mut db, app.world.norte.id, app.world.ada, 10).await.expect("the database")
        };
        let [request] = &all[..] else { panic!("one request: {all:?}") };
        assert_eq!(request.state, Asked::Countered);
        let [mail] = &app.mails_of("answered")[..] else { panic!("one mail") };
        assert!(mail.rendered.text.contains("Le proponemos ajustar su plan"), "{}", mail.rendered.text);
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        app.work().await;
        assert_eq!(app.mails_of("answered").len(), 1, "it is offered once");
        let accept = OfferRequest::Request { request: request.id };
        let id = app.agree(app.world.ada, accept, "form-of-a-yes-001").await.expect("a plan");
        let (new, amounts) = newest(&app).await;
        assert_eq!((new.id, new.replaces, amounts), (id, Some(first), vec![153_350, 153_350, 153_350]));
        assert_eq!(app.agreement(first).await.state, AgreementState::Replaced);
        app.fits().await;
    }

    async fn lower_instalments_over_more_months(app: TestApp) {
        let first = in_three(&app).await;
        let browser = app.browser_of(app.world.ada).await;
        let part = app.start(&browser, &["A-1"], Some("1433.50"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        app.pass(3600);
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{first}")).await.body;
        assert!(page.contains(&format!("/plans/new?of={first}")), "{page}");
        let page = browser.get(&format!("/plans/new?of={first}&how=count&count=6&first=2026-12-15&frequency=monthly")).await.body;
        assert!(page.contains("$477.84") && page.contains("$2,867.00") && page.contains("name=\"of\""), "{page}");
        let request = OfferRequest::Reschedule { agreement: first, request: monthly(6, day(2026, 12, 15)) };
        let id = app.agree(app.world.ada, request, "form-of-a-plan-2").await.expect("a plan");
        let (new, amounts) = newest(&app).await;
        assert_eq!((new.id, new.replaces, amounts.iter().sum::<i64>(), amounts.len()), (id, Some(first), 286_700, 6));
        assert_eq!(app.agreement(first).await.state, AgreementState::Replaced);
        app.fits().await;
        // It was agreed that this can be done once; another one's plan is nobody's, and one that ended is over.
        let again = OfferRequest::Reschedule { agreement: id, request: monthly(4, day(2026, 12, 15)) };
        assert!(matches!(app.acceptance(app.world.ada, again.clone(), "form-of-a-plan-3").await, Err(AcceptError::Quote(QuoteError::NotOffered))));
        assert!(matches!(app.acceptance(app.world.ben, again, "form-of-a-plan-4").await, Err(AcceptError::Quote(QuoteError::NotOffered))));
        let over = OfferRequest::Reschedule { agreement: first, request: monthly(4, day(2026, 12, 15)) };
        assert!(matches!(app.acceptance(app.world.ada, over, "form-of-a-plan-5").await, Err(AcceptError::Quote(QuoteError::NotOffered))));
        // The rest is paid, and the plan is kept.
        app.ada_pays().await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        app.fits().await;
    }

    async fn who_pays_a_plan_off_early_saves_its_price(app: TestApp) {
        app.set_policy(with_a_rate).await;
        let id = in_three(&app).await;
        let Terms::Plan(terms) = app.agreement(id).await.read_body().expect("a body").terms else { panic!("a plan") };
        let cost = terms.plan.cost.minor();
        assert!(cost > 10_000 && app.invoice("A-1").await.fees.minor() == cost, "{cost}");
        app.pass(10 * 24 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{id}")).await.body;
        // Ten days at 36 % on 4,300.50 are 42.42.
        let owed = 430_050 + 4_242;
        assert!(page.contains("$4,342.92"), "{page}");
        let payment = app.start(&browser, &["A-1", "A-2", "A-3"], Some("4342.92"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        let left: i64 = app.owed(["A-1", "A-2", "A-3"]).await.iter().sum();
        assert_eq!((left, app.invoice("A-1").await.fees.minor()), (0, 0));
        let taken_back = app.count("SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE cause LIKE '%:price_%'").await;
        assert!(taken_back > 0 && payment.amount.minor() == owed);
        app.fits().await;
    }

    async fn a_plan_with_a_rate_is_rescheduled_to_the_cent(app: TestApp) {
        app.set_policy(with_a_rate).await;
        let first = in_three(&app).await;
        for (passed, count) in [(5, 5), (0, 2)] {
            app.pass(passed * 24 * 3600);
            let request = OfferRequest::Reschedule { agreement: first, request: monthly(count, day(2026, 12, 20)) };
            let seen = app.acceptance(app.world.ada, request, "form-of-a-look-01").await;
            assert!(seen.is_ok(), "{:?}", seen.err());
        }
        let request = OfferRequest::Reschedule { agreement: first, request: monthly(2, day(2026, 12, 20)) };
        app.agree(app.world.ada, request, "form-of-a-plan-2").await.expect("a plan");
        app.fits().await;
        app.pass(3600);
        corrected(&app, "1000.00").await;
        assert_ne!(newest(&app).await.0.replaces, Some(first), "another one, by the lower debt");
        app.fits().await;
    }
}
