//! Where two things about one debt meet: a settlement and the least charge, a changed plan and a chargeback, a voucher that is not
//! paid in time.

use super::one_price::amount_after;
use super::settlement::settling;
use super::support::*;
use domain::agreement::AgreementState;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::PlanCost;
use rust_decimal::Decimal;

on_each_database! {
    // Family: with other invoices open, a part that leaves a cent of a settlement, less than the least charge, and that. What no
    // provider takes is never left of one.
    async fn no_settlement_is_left_with_what_no_provider_takes(app: TestApp) {
        app.set_policy(settling).await;
        let request = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
        app.agree(app.world.ada, request, "form-of-a-settlement").await.expect("a settlement");
        let browser = app.browser_of(app.world.ada).await;
        for (part, can) in [("906.29", false), ("896.31", false), ("896.30", true), ("500", true)] {
            let page = app.confirm(&browser, &["A-1"], Some(part)).await;
            assert_eq!(page.status == 200, can, "{part}: {}", page.text());
            assert!(can || page.text().contains("$906.30"), "{part}: {}", page.text());
        }
        app.fits().await;
    }

    // Family: a plan with a cost and without, changed after a part of it was paid; the bank takes that part back. It is owed beside the
    // plan that holds now, can be paid on every road, and that plan is kept with its own sums.
    async fn what_a_bank_takes_back_after_a_plan_was_changed_can_be_paid(app: TestApp) {
        for annual in [0, 24] {
            app.set_policy(|policy| {
                policy.plan.as_mut().expect("plans are offered").price = match annual {
                    0 => PlanCost::None,
                    annual => PlanCost::AnnualPercent(Decimal::from(annual)),
                };
            })
            .await;
            let number = &format!("B{annual}");
            app.listed(number, "1500.00", "1500.00").await;
            let debtor = app.debtor(&format!("c{number}")).await;
            let first = "2026-12-15".parse().expect("a day");
            let request = |count| PlanRequest { pace: Pace::Count(count), first, frequency: Frequency::Monthly, down: None };
            let plan = OfferRequest::Plan { invoices: vec![app.id_of(number).await], request: request(3) };
            let id = app.agree(debtor, plan, &format!("form-of-{number}-plan-1")).await.expect("a plan");
            app.pass(60);
            let browser = app.browser_of(debtor).await;
            let part = app.start(&browser, &[number], Some("300"), "stripe").await;
            app.sandbox.pay(part.id, "card").await;
            app.pass(60);
            let change = OfferRequest::Reschedule { agreement: id, request: request(5) };
            let id = app.agree(debtor, change, &format!("form-of-{number}-plan-2")).await.expect("another plan");
            app.pass(60);
            let before = amount_after(&browser.get("/").await.body, "class=\"big\">");
            app.sandbox.dispute(part.id, "lost").await;
            app.pass(60);
            let home = browser.get("/").await;
            assert_eq!(amount_after(&home.body, "class=\"big\">"), before + 30_000, "{annual}: {}", home.text());
            app.one_price(debtor, number, 30_000).await;
            let page = browser.get(&format!("/invoices/{}", app.id_of(number).await)).await;
            assert_eq!(amount_after(&page.body, "class=\"actions\">"), 30_000, "{annual}: {}", page.text());
            app.pay_at_once(number, None).await;
            assert_eq!(app.agreement(id).await.state, AgreementState::Live, "{annual}");
            let rest = app.start(&browser, &[number], None, "stripe").await;
            app.sandbox.pay(rest.id, "card").await;
            app.pass(60);
            assert_eq!((app.owed([number]).await, app.agreement(id).await.state), ([0], AgreementState::Kept), "{annual}");
            app.fits().await;
        }
    }

    // Family: a voucher that is not paid in time, of an invoice by itself and of a settlement; one that its holder gave up for
    // another way is no news to them.
    async fn who_had_a_voucher_that_was_not_paid_is_told(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let slip = app.start(&browser, &["A-2"], None, "stripe").await;
        app.sandbox.pay(slip.id, "voucher").await;
        app.sandbox.end(slip.id, false).await;
        // Nobody waits for it at night.
        app.noon(2026, 11, 21);
        app.work().await;
        let browser = app.browser_of(app.world.ada).await;
        let mails = app.mails_of("notice");
        let [mail] = &mails[..] else { panic!("one mail") };
        let text = mail.rendered.text.replace('\u{a0}', " ");
        assert!(text.contains("La ficha de $800.50 venció sin que llegara el pago") && text.contains("A-2"), "{text}");
        assert!(mail.rendered.subject.ends_with("su pago"), "{}", mail.rendered.subject);
        let slip = app.start(&browser, &["A-3"], None, "stripe").await;
        app.sandbox.pay(slip.id, "voucher").await;
        browser.post(&format!("/payments/{}/instead", slip.id), String::new()).await;
        app.work().await;
        assert_eq!(app.mails_of("notice").len(), 1);
        app.fits().await;
    }
}
