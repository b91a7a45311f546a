//! What pages say beside a sum: what is in review of a settlement, what is in the debtor's favour, what accrues, what is too little
//! to be charged. One truth on each page of the account.

use super::interest::twelve_percent;
use super::one_price::amount_after;
use super::settlement::settling;
use super::support::*;
use domain::agreement::AgreementState;
use domain::offer_request::OfferRequest;
use domain::set_off::CreditRule;

/// What a page says, with plain spaces.
fn plain(page: &Page) -> String {
    page.text().replace('\u{a0}', " ")
}

on_each_database! {
    async fn a_settlement_with_a_part_in_review_is_told_as_it_is(app: TestApp) {
        app.set_policy(settling).await;
        app.import("invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n\
                    D-1,dora,Dora Sanz,dora@example.test,2026-10-01,2026-10-31,MXN,1500.00\n").await;
        let dora = app.debtor("dora").await;
        let settle = OfferRequest::Settlement { invoice: app.id_of("D-1").await };
        let id = app.agree(dora, settle, "form-of-a-settlement").await.expect("a settlement");
        // 906.30 of 1,510.50; 1,200.00 are disputed: 310.50 can be asked for, 595.80 wait for the answer.
        app.object_as(dora, "D-1", 120_000, "dispute-to-a-part").await.expect("a dispute");
        let browser = app.browser_of(dora).await;
        let agreement = browser.get(&format!("/agreements/{id}")).await;
        let said = plain(&agreement);
        assert!(said.contains("Falta pagar $906.30") && said.contains("De esto, $595.80 están en revisión"), "{said}");
        assert!(said.contains("$310.50"), "what is asked for now: {said}");
        let home = browser.get("/").await;
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 31_050);
        assert!(plain(&home).contains("Además, en revisión $595.80"), "{}", plain(&home));
        let confirm = app.confirm(&browser, &["D-1"], None).await;
        let said = plain(&confirm);
        assert!(!said.contains("Queda todo pagado") && said.contains("en revisión $595.80"), "{said}");
        let paid = app.start(&browser, &["D-1"], None, "stripe").await;
        let back = app.sandbox.pay(paid.id, "card").await;
        let receipt = plain(&browser.get(&back).await);
        assert!(!receipt.contains("Queda todo pagado") && receipt.contains("en revisión $595.80"), "{receipt}");
        let home = browser.get("/").await;
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 59_580, "{}", plain(&home));
        assert!(plain(&home).contains("En revisión"), "{}", plain(&home));
        let agreement = browser.get(&format!("/agreements/{id}")).await;
        let said = plain(&agreement);
        assert!(said.contains("De esto, $595.80 están en revisión") && !agreement.body.contains("/pay/confirm"), "{said}");
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        app.fits().await;
    }

    async fn what_the_debtor_may_use_stands_before_what_is_paid(app: TestApp) {
        app.set_policy(|policy| policy.credit = CreditRule::Debtor).await;
        app.import("invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n\
                    A-N,ada,Ada Pérez,ada@example.test,2026-11-01,2026-11-30,MXN,-700.00\n").await;
        let browser = app.browser_of(app.world.ada).await;
        let invoice = format!("/invoices/{}", app.id_of("A-1").await);
        let confirm = app.confirm(&browser, &["A-1"], None).await;
        for page in [browser.get("/").await, browser.get(&invoice).await, confirm, browser.get("/pay").await] {
            let (use_it, text) = (page.body.find("action=\"/pay/credit\""), plain(&page));
            assert!(use_it.is_some() && text.contains("Usar $700.00"), "{text}");
            let pays = page.body.find("class=\"big").or_else(|| page.body.find("class=\"rows"));
            assert!(use_it < pays, "before what is paid: {text}");
        }
        let home = browser.get("/").await;
        assert_eq!(home.body.matches("class=\"button\"").count(), 1, "one first button: {}", plain(&home));
        browser.submit(&home.form("/pay/credit"), None).await;
        assert!(!browser.get("/").await.body.contains("/pay/credit"));
        app.fits().await;
    }

    async fn what_accrues_is_a_row_of_the_activity(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let browser = app.browser_of(app.world.ada).await;
        let home = amount_after(&browser.get("/").await.body, "class=\"big\">");
        let activity = browser.get("/activity").await;
        assert_eq!(home, 431_100, "10.50 of them interest");
        let text = plain(&activity);
        assert!(text.contains("Intereses y recargos por cargar") && text.contains("+$10.50"), "{text}");
        assert_eq!(amount_after(&activity.body, "<small>Saldo"), home, "the newest balance: {text}");
        let csv = browser.get("/activity/statement?from=2026-01-01&to=2026-11-21&format=csv").await.body;
        assert!(csv.contains("10.50") && csv.contains("4300.50"), "{csv}");
        assert!(plain(&browser.get("/activity?show=charges").await).contains("por cargar"));
        assert!(!plain(&browser.get("/activity?show=payments").await).contains("por cargar"));
    }

    // Stripe takes pesos from 10.00 on, PayPal any.
    async fn what_not_every_way_can_charge_is_offered_whole(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        assert!(plain(&browser.get("/pay").await).contains("Desde $10.00"));
        let all = ["A-1", "A-2", "A-3"];
        for (amount, fine) in [("9.99", false), ("10", true), ("4290.50", true), ("4290.51", false), ("4298.79", false), ("4300.50", true)] {
            let page = app.confirm(&browser, &all, Some(amount)).await;
            assert_eq!(page.status == 200, fine, "{amount}: {}", page.text());
        }
        let said = plain(&app.confirm(&browser, &all, Some("4298.79")).await);
        assert!(said.contains("Quedarían $1.71") && said.contains("$4,300.50"), "{said}");
    }
}
