//! The same thing twice, and two things at once: forms sent again, two tabs, two providers.

use super::support::*;
use app::domain::payment::{Fact, Progress};
use server::clock::Clock;
use server::payments::settle::{self, Hand};
use server::store::payments;

on_each_database! {
    async fn a_second_try_is_told_of_the_first(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let other = house.pay_form(&browser, &["A-1", "A-2"], None).await;
        let payment = house.start(&browser, &["A-1"], None, "stripe").await;
        let refused = browser.submit(&other, Some(("method", "paypal"))).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains("Hay un pago sin terminar"), "{}", refused.text());
        assert!(house.payment_of(&other).await.is_none(), "nothing was begun");
        // It offers to go on with the first, or to cancel it.
        let on = browser.submit(&refused.form(&format!("/payments/{}/continue", payment.id)), None).await;
        assert_eq!(Some(on.location()), payment.url.as_deref());
        let off = browser.submit(&refused.form(&format!("/payments/{}/cancel", payment.id)), None).await;
        assert_eq!(off.location(), "/?notice=cancelled");
        // Another invoice is nobody's business.
        house.start(&browser, &["A-3"], None, "stripe").await;
    }

    async fn one_form_is_one_payment(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let form = house.pay_form(&browser, &["A-1"], None).await;
        let first = browser.submit(&form, Some(("method", "stripe"))).await;
        let second = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(first.location(), second.location());

        let form = house.pay_form(&browser, &["A-2"], None).await;
        let tabs: Vec<Browser> = (0..20).map(|_| browser.tab()).collect();
        let answers = tabs.iter().map(|tab| tab.submit(&form, Some(("method", "stripe"))));
        let answers = futures::future::join_all(answers).await;
        let mut places: Vec<&str> = answers.iter().map(|answer| answer.location()).collect();
        places.dedup();
        assert_eq!(places.len(), 1, "{places:?}");
        assert_eq!(house.count("SELECT COUNT(*) FROM payment").await, 2);
        let payment = house.payment_of(&form).await.expect("the payment");
        house.sandbox.pay(payment.id, "card").await;
        // Sent once more when it is paid, it leads to the receipt.
        let after = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(after.location(), format!("/payments/{}", payment.id));
        assert_eq!(house.owed(["A-1", "A-2"]).await, [150_000, 0]);
        house.fits().await;
    }

    async fn a_form_key_with_other_content_begins_nothing(house: TestHouse) {
        let ada = house.browser_of(house.world.ada).await;
        let form = house.pay_form(&ada, &["A-1"], None).await;
        let first = ada.submit(&form, Some(("method", "stripe"))).await;
        for other in [form.clone().with("amount", "700.00"), form.clone().with("currency", "USD")] {
            let answer = ada.submit(&other, Some(("method", "stripe"))).await;
            assert!(matches!(answer.status, 409 | 422), "{} {}", answer.status, answer.header("location"));
        }
        let answer = ada.submit(&form, Some(("method", "paypal"))).await;
        assert!(matches!(answer.status, 409 | 422), "{} {}", answer.status, answer.header("location"));
        // Nor does it lead somebody else to Ada's payment.
        let ben = house.browser_of(house.world.ben).await;
        let theirs = house.pay_form(&ben, &["B-1"], None).await.with("form_key", form.value("form_key"));
        let before_ben = house.digest().await;
        let answer = ben.submit(&theirs, Some(("method", "stripe"))).await;
        assert!(matches!(answer.status, 409 | 422), "{} {}", answer.status, answer.header("location"));
        assert!(!answer.body.contains(first.location()) && !answer.text().contains("1,500.00"), "{}", answer.text());
        assert_eq!(house.digest().await, before_ben);
        assert_eq!(house.count("SELECT COUNT(*) FROM payment").await, 1);
        // When that payment is over, the form is shown anew, with a key of its own.
        let payment = house.payment_of(&form).await.expect("the payment");
        ada.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        let answer = ada.submit(&form, Some(("method", "paypal"))).await;
        assert!(answer.location().starts_with("/pay/confirm?"), "{}", answer.location());
        assert_ne!(ada.get(answer.location()).await.form("/pay").value("form_key"), form.value("form_key"));
    }

    async fn two_tabs_never_have_two_open_pages(house: TestHouse) {
        const PAIRS: usize = 50;
        let browser = house.browser_of(house.world.ada).await;
        let mut told = 0;
        for pair in 0..PAIRS {
            // One whole, one a part of it together with another invoice.
            let one = house.pay_form(&browser, &["A-1"], None).await;
            let two = house.pay_form(&browser, &["A-1", "A-2"], Some("900")).await;
            let (left, right) = (browser.tab(), browser.tab());
            let methods = if pair % 2 == 0 { ["stripe", "paypal"] } else { ["stripe", "stripe"] };
            let (a, b) = tokio::join!(
                left.submit(&one, Some(("method", methods[0]))),
                right.submit(&two, Some(("method", methods[1])))
            );
            let mut statuses = [a.status, b.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [303, 409], "pair {pair}");
            told += 1;
            let winner = if a.status == 303 { &one } else { &two };
            let payment = house.payment_of(winner).await.expect("the payment");
            let cancelled = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
            assert_eq!(cancelled.location(), "/?notice=cancelled");
        }
        println!("{PAIRS} pairs: {told} times one page, and the other tab told");
        assert_eq!(house.count("SELECT COUNT(*) FROM payment").await, 50);
        house.fits().await;
    }

    async fn both_providers_paid_is_one_payment_and_a_credit(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let stripe = house.start(&browser, &["A-1"], None, "stripe").await;
        // Given up here while the provider's page stays open: what a lost answer can do.
        give_up(&house, &stripe).await;
        let paypal = house.start(&browser, &["A-1"], None, "paypal").await;
        house.sandbox.pay(paypal.id, "approve_close").await;
        house.work().await;
        assert_eq!(house.owed(["A-1"]).await, [0]);

        house.sandbox.pay(stripe.id, "card").await;
        house.work().await;
        assert_eq!(house.owed(["A-1"]).await, [0]);
        assert_eq!(house.credit_of_ada().await, 150_000);
        assert_eq!(house.exception_kinds().await, ["overpaid", "paid_after_end"]);
        assert_eq!(house.mails_of("receipt").len(), 2);
        let text = house.mails_of("receipt")[1].rendered.text.replace('\u{a0}', " ");
        assert!(text.contains("$1,500.00"), "{text}");
        let home = browser.get("/").await.text();
        assert!(home.contains("Tiene $1,500.00 a favor"), "{home}");
        house.fits().await;

        // And it can be given back, from the credit and not from the invoice.
        house.sandbox.refund(stripe.id, serde_json::json!({})).await;
        assert_eq!((house.credit_of_ada().await, house.owed(["A-1"]).await), (0, [0]));
        house.fits().await;
    }

    async fn paid_after_it_had_ended_is_booked_and_listed(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-2"], None, "stripe").await;
        give_up(&house, &payment).await;
        house.sandbox.pay(payment.id, "card").await;
        assert_eq!(house.owed(["A-2"]).await, [0]);
        assert_eq!(house.exception_kinds().await, ["paid_after_end"]);
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("Pago recibido"), "{page}");
        house.fits().await;
    }
}

/// Ends a payment in the books only.
async fn give_up(house: &TestHouse, payment: &payments::Payment) {
    let hand = Hand::of(&house.house, house.clock.now(), None);
    let (creditor, id) = (payment.creditor, payment.id);
    let heard = house
        .house
        .store
        .write(move |db| {
            let hand = hand.clone();
            Box::pin(async move { settle::hear(db, &hand, creditor, id, vec![Fact::Cancelled]).await })
        })
        .await
        .expect("the database");
    assert_eq!(heard.expect("the payment").payment.progress, Progress::Cancelled);
}
