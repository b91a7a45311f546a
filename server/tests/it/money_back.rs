//! Refunds and chargebacks: what goes back, what comes again, and what the debtor is told.

use super::support::*;
use app::domain::payment::PaymentState;
use serde_json::json;

on_each_database! {
    async fn a_refund_opens_the_invoices_again(house: TestHouse) {
        let payment = house.ada_pays().await;
        house.sandbox.refund(payment.id, json!({ "amount": 50_000 })).await;
        // The last invoice paid is the first to be opened.
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 50_000]);
        assert_eq!(house.payment(payment.id).await.state(false), PaymentState::PartlyRefunded);
        house.fits().await;
        house.sandbox.refund(payment.id, json!({ "amount": 200_000 })).await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 50_000, 200_000]);
        house.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        assert_eq!(house.payment(payment.id).await.state(false), PaymentState::Refunded);
        house.fits().await;

        house.work().await;
        let mails = house.mails_of("refund");
        let texts: Vec<String> = mails.iter().map(|mail| mail.rendered.text.replace('\u{a0}', " ")).collect();
        assert_eq!(texts.len(), 3, "one mail for each");
        for (text, amount) in texts.iter().zip(["$500.00", "$2,000.00", "$1,800.50"]) {
            assert!(text.contains(amount), "no {amount} in {text}");
        }
        for mail in house.mails.lock().expect("the mails").iter() {
            assert!(!mail.rendered.subject.chars().any(|c| c.is_ascii_digit()), "{}", mail.rendered.subject);
        }
        let browser = house.browser_of(house.world.ada).await;
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("Pago devuelto") && page.contains("$4,300.50"), "{page}");
        assert!(house.exceptions().await.is_empty());
    }

    async fn a_failed_refund_leaves_things_as_they_were(house: TestHouse) {
        let payment = house.ada_pays().await;
        house.sandbox.refund(payment.id, json!({ "amount": 100_000, "fail": true })).await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        assert_eq!(house.payment(payment.id).await.state(false), PaymentState::Succeeded);
        house.fits().await;
        // And the next one counts alone.
        house.sandbox.refund(payment.id, json!({ "amount": 30_000 })).await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 30_000]);
        house.fits().await;
    }

    async fn paypal_gives_back_too(house: TestHouse) {
        let browser = house.browser_of(house.world.ben).await;
        let payment = house.start(&browser, &["B-2"], None, "paypal").await;
        house.sandbox.pay(payment.id, "approve_close").await;
        house.work().await;
        house.sandbox.refund(payment.id, json!({ "amount": 4_000 })).await;
        assert_eq!(house.owed(["B-2"]).await, [4_000]);
        house.fits().await;
        house.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(house.owed(["B-2"]).await, [18_450]);
        assert_eq!(house.payment(payment.id).await.state(false), PaymentState::Refunded);
        house.fits().await;
    }

    async fn a_chargeback_takes_the_money_until_it_is_won(house: TestHouse) {
        let payment = house.ada_pays().await;
        house.sandbox.dispute(payment.id, "open").await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        assert_eq!(house.payment(payment.id).await.state(false), PaymentState::ChargedBack);
        house.fits().await;
        let browser = house.browser_of(house.world.ada).await;
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("El banco retiró este pago"), "{page}");
        house.sandbox.dispute(payment.id, "won").await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        house.fits().await;
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("El banco confirmó el pago"), "{page}");
    }

    async fn a_chargeback_that_is_lost_stays_away(house: TestHouse) {
        let payment = house.ada_pays().await;
        house.sandbox.refund(payment.id, json!({ "amount": 100_000 })).await;
        house.sandbox.dispute(payment.id, "open").await;
        house.sandbox.dispute(payment.id, "lost").await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        house.fits().await;
    }

    async fn chargebacks_at_paypal(house: TestHouse) {
        let browser = house.browser_of(house.world.ben).await;
        let payment = house.start(&browser, &["B-2"], None, "paypal").await;
        house.sandbox.pay(payment.id, "approve_close").await;
        house.work().await;
        house.sandbox.dispute(payment.id, "enquiry").await;
        assert_eq!(house.owed(["B-2"]).await, [0], "an enquiry moves no money");
        for (outcome, owed) in [("open", 18_450), ("won", 0)] {
            house.sandbox.dispute(payment.id, outcome).await;
            assert_eq!(house.owed(["B-2"]).await, [owed], "{outcome}");
            house.fits().await;
        }
    }

    async fn what_was_paid_again_meanwhile_becomes_credit(house: TestHouse) {
        let payment = house.ada_pays().await;
        house.sandbox.dispute(payment.id, "open").await;
        // The debtor pays the reopened invoices once more, then the chargeback is won.
        house.ada_pays().await;
        house.sandbox.dispute(payment.id, "won").await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        assert_eq!(house.credit_of_ada().await, 430_050);
        house.fits().await;
    }
}
