//! Late interest and the late fee: shown as owed, put into the books when a payment is begun, once.

use super::support::*;
use domain::allocation::AllocationOrder;
use domain::interest::{DayCount, InterestTerms, Rate, RateTable};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::policy::{Delay, Policy};
use rust_decimal::Decimal;
use store::payments;

/// 12 % a year over 360 days: on A-1's 1,500.00, 0.50 a day from 1 November on; 10.50 on the 21st.
pub fn twelve_percent(policy: &mut Policy) {
    let from = "2020-01-01".parse().expect("a day");
    let rates = RateTable::try_from(vec![Rate { from, percent: Decimal::from(12) }]).expect("a rate");
    let terms = InterestTerms {
        rates,
        basis: DayCount::Days360,
        grace_days: 0,
        grace_counts: false,
        cap: None,
        flat_fee: None,
    };
    policy.interest = Some(terms);
}

pub fn with_fee(policy: &mut Policy) {
    twelve_percent(policy);
    let fee = Money::new(4_000, "MXN".parse().expect("a currency"));
    policy.interest.as_mut().expect("terms").flat_fee = Some(fee);
    policy.allocation = AllocationOrder::CostsInterestPrincipal;
}

/// Fees, interest and principal in the books.
async fn parts(app: &TestApp, number: &str) -> (i64, i64, i64) {
    let invoice = app.invoice(number).await;
    (invoice.fees.minor(), invoice.interest.minor(), invoice.balance.minor())
}

const CHARGED: &str = "SELECT COUNT(*) FROM entry WHERE kind IN ('interest_charged', 'fee_charged')";
const INCOME: &str = "SELECT CAST(COALESCE(-SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'interest_income'";

on_each_database! {
    async fn it_is_shown_before_it_is_in_the_books(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let before = app.digest().await;
        let browser = app.browser_of(app.world.ada).await;
        let session = app.digest().await;
        assert!(browser.get("/").await.text().contains("$4,311.00"));
        let page = browser.get(&format!("/invoices/{}", app.id_of("A-1").await)).await.text();
        assert!(page.contains("$1,510.50"), "{page}");
        assert!(browser.get("/pay").await.text().contains("$1,510.50"));
        assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), "1510.50");
        assert!(browser.get("/preferences").await.text().contains("$1,510.50"), "what a shared link would ask for");
        assert_eq!(app.digest().await, session, "looking changes nothing");
        assert_ne!(before, session);
        app.pass(24 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        assert!(browser.get("/").await.text().contains("$4,311.50"));
        assert_eq!(parts(&app, "A-1").await, (0, 0, 150_000));
    }

    async fn more_time_for_what_is_late_keeps_what_it_has_cost(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let request = OfferRequest::Extension { invoice: app.id_of("A-1").await, by: Delay::Days(15) };
        app.agree(app.world.ada, request, "form-of-more-time-1").await.expect("more time");
        assert_eq!(parts(&app, "A-1").await, (0, 1_050, 150_000), "what had accrued is in the books");
        // Nothing is added until 6 December, the new date; two days later there are two days more.
        for (days, owed) in [(0, "1510.50"), (15, "1510.50"), (2, "1511.50")] {
            app.pass(days * 24 * 3600);
            let browser = app.browser_of(app.world.ada).await;
            assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), owed, "after {days} more");
        }
        // A-2 was not late: its interest begins after its new date, 10 December.
        let request = OfferRequest::Extension { invoice: app.id_of("A-3").await, by: Delay::Days(15) };
        app.agree(app.world.ada, request, "form-of-more-time-2").await.expect("more time");
        app.pass(40 * 24 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        // Due on 31 December and then on 15 January; it is 17 January: two days of 0.67.
        assert_eq!(app.pay_form(&browser, &["A-3"], None).await.value("amount"), "2001.33");
        app.fits().await;
    }

    async fn it_is_charged_once_however_often_a_payment_is_begun(app: TestApp) {
        app.set_policy(twelve_percent).await;
        for (day, interest, entries) in [(0, 1_050, 1), (0, 1_050, 1), (1, 1_100, 2), (0, 1_100, 2), (3, 1_250, 3)] {
            app.pass(day * 24 * 3600);
            let browser = app.browser_of(app.world.ada).await;
            let payment = app.start(&browser, &["A-1"], None, "stripe").await;
            assert_eq!(payment.amount.minor(), 150_000 + interest);
            assert_eq!(parts(&app, "A-1").await, (0, interest, 150_000));
            assert_eq!((app.count(CHARGED).await, app.count(INCOME).await), (entries, interest));
            browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        }
        // The other invoice was not chosen, and not late either.
        assert_eq!(parts(&app, "A-2").await, (0, 0, 80_050));
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(parts(&app, "A-1").await, (0, 0, 0));
        // Paid is paid: nothing accrues on it any more.
        app.pass(60 * 24 * 3600);
        let page = app.browser_of(app.world.ada).await.get("/pay").await.text();
        assert!(page.contains("A-2") && !page.contains("A-1"), "{page}");
        assert_eq!(app.count(INCOME).await, 1_250);
        app.fits().await;
    }

    async fn fee_then_interest_then_principal(app: TestApp) {
        app.set_policy(with_fee).await;
        let browser = app.browser_of(app.world.ada).await;
        // 40.00 and 10.50 on A-1; A-2 is not late.
        let payment = app.start(&browser, &["A-1", "A-2"], Some("100"), "stripe").await;
        let mut db = app.portal.services.store.read().await.expect("a reader");
        let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await;
        drop(db);
        let shares: Vec<_> = shares.expect("shares").iter().map(|s| (s.component.as_str(), s.agreed.minor())).collect();
        assert_eq!(shares, [("fee", 4_000), ("interest", 1_050), ("principal", 4_950)]);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(parts(&app, "A-1").await, (0, 0, 145_050));
        // Ten days later: 1,450.50 × 12 % × 10 ÷ 360 = 4.835, and the fee is not due twice.
        app.pass(10 * 24 * 3600);
        let again = app.browser_of(app.world.ada).await;
        assert_eq!(app.pay_form(&again, &["A-1"], None).await.value("amount"), "1455.34");
        // A refund gives principal back first; what was charged stays charged.
        app.sandbox.refund(payment.id, serde_json::json!({ "amount": 6_000 })).await;
        assert_eq!(parts(&app, "A-1").await, (0, 1_050, 150_000));
        app.fits().await;
    }

    async fn days_that_rest_are_not_charged(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let browser = app.browser_of(app.world.ada).await;
        let (creditor, ada) = (app.world.norte.id.uuid(), app.world.ada.uuid());
        let [creditor, id, ada] = [creditor, uuid::Uuid::from_u128(7), ada].map(|id| app.kept_id(id));
        // From 11 to 15 November: five of the 21 days. 8.00 instead of 10.50.
        let [from, to] = ["2026-11-11", "2026-11-15"].map(|day| app.kept_day(day));
        app
            .tamper(&format!(
                "INSERT INTO pause (creditor_id, id, debtor_id, why, from_day, to_day, interest) \
                 VALUES ({creditor}, {id}, {ada}, 'breathing_space', {from}, {to}, TRUE)"
            ))
            .await;
        assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), "1508.00");
        // A pause of reminders alone changes nothing.
        app.tamper("UPDATE pause SET interest = FALSE").await;
        assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), "1510.50");
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        // The past is corrected in the debtor's favour: what was charged too much is taken back.
        app.tamper("UPDATE pause SET interest = TRUE").await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        assert_eq!((payment.amount.minor(), parts(&app, "A-1").await.1), (150_800, 800));
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(parts(&app, "A-1").await, (0, 0, 0));
        app.fits().await;
    }

    async fn a_disputed_part_bears_no_interest_while_it_is_looked_at(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let (creditor, ada) = (app.world.norte.id.uuid(), app.world.ada.uuid());
        let ids = [creditor, uuid::Uuid::from_u128(8), ada, app.id_of("A-1").await.uuid()];
        let [creditor, id, ada, invoice] = ids.map(|id| app.kept_id(id));
        let (made, by) = (app.kept_instant("2026-11-10T18:00:00Z"), app.kept_day("2026-11-13"));
        // 500.00 of it from 10 November: 10 days of 0.50, then 11 of 1,000 × 12 % ÷ 360 = 0.3333.
        app
            .tamper(&format!(
                "INSERT INTO dispute (creditor_id, id, debtor_id, invoice_id, amount, reason, words, state, language, \
                 made_at, answer_by, form_key) VALUES ({creditor}, {id}, {ada}, {invoice}, 50000, 'wrong_amount', '-', \
                 'open', 'es', {made}, {by}, 'a-form')"
            ))
            .await;
        let browser = app.browser_of(app.world.ada).await;
        assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), "1508.67");
        let at = app.kept_instant("2026-11-20T18:00:00Z");
        app.tamper(&format!("UPDATE dispute SET state = 'rejected', decided_at = {at}")).await;
        // Rejected: it was owed all the time.
        assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), "1510.50");
    }
}
