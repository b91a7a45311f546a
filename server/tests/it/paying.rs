//! Paying, from the last page to the receipt, in every way that a provider offers.

use super::support::*;
use domain::payment::Progress;

on_each_database! {
    async fn everything_by_card(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let confirm = house.confirm(&browser, &["A-1", "A-2", "A-3"], None).await;
        assert!(confirm.text().contains("$4,300.50"), "{}", confirm.text());
        let form = confirm.form("/pay");
        assert_eq!(form.value("amount"), "4300.50");
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        let pay_page = browser.get(answer.location()).await;
        assert!(pay_page.text().contains("4 300.50 MXN"), "the provider shows {}", pay_page.text());
        let payment = house.payment_of(&form).await.expect("the payment");

        let back = house.sandbox.pay(payment.id, "card").await;
        // The callback was answered, so it is in the books, before anybody looks.
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        let charge = house.sandbox.charge(payment.id).await;
        assert_eq!((charge["amount_minor"].as_i64(), charge["currency"].as_str()), (Some(430_050), Some("MXN")));

        let page = browser.get(&back).await;
        assert!(page.status == 200 && page.text().contains("Pago recibido"), "{}", page.text());
        for number in ["A-1", "A-2", "A-3", "$4,300.50"] {
            assert!(page.text().contains(number), "no {number} in {}", page.text());
        }
        let home = browser.get("/").await.text();
        assert!(home.contains("Todo está pagado"), "{home}");
        let activity = browser.get("/activity").await.text();
        assert!(activity.contains("Pago recibido") && activity.contains("$4,300.50"), "{activity}");

        house.work().await;
        let [mail] = &house.mails_of("receipt")[..] else { panic!("one receipt: {:?}", house.mails.lock()) };
        assert_eq!(mail.to.email.to_string(), "ada@example.test");
        let text = mail.rendered.text.replace('\u{a0}', " ");
        for part in ["$4,300.50", "A-1", "$1,500.00", "A-2", "$800.50", "A-3", "$2,000.00"] {
            assert!(text.contains(part), "no {part} in {text}");
        }
        assert!(!mail.rendered.subject.contains("300"), "{}", mail.rendered.subject);
        assert!(house.exceptions().await.is_empty());
        house.fits().await;
    }

    async fn a_part_goes_to_the_oldest_first(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-2", "A-1"], Some("1700"), "stripe").await;
        assert_eq!(payment.amount.minor(), 170_000);
        house.sandbox.pay(payment.id, "card").await;
        assert_eq!(house.owed(["A-1", "A-2", "A-3"]).await, [0, 60_050, 200_000]);
        house.work().await;
        let text = house.mails_of("receipt")[0].rendered.text.replace('\u{a0}', " ");
        for part in ["$1,700.00", "$200.00", "$600.50", "$2,600.50"] {
            assert!(text.contains(part), "no {part} in {text}");
        }
        house.fits().await;
    }

    async fn paypal_and_back(house: TestHouse) {
        let browser = house.browser_of(house.world.ben).await;
        let payment = house.start(&browser, &["B-2"], None, "paypal").await;
        let back = house.sandbox.pay(payment.id, "approve").await;
        // Nothing has been captured yet; the return page asks PayPal, and that takes the money.
        let page = browser.get(&back).await;
        assert!(page.text().contains("Pago recibido"), "{}", page.text());
        house.sandbox.flush().await;
        assert_eq!(house.owed(["B-1", "B-2"]).await, [100_000, 0]);
        house.work().await;
        assert_eq!(house.mails_of("receipt").len(), 1);
        house.fits().await;
    }

    async fn paypal_and_the_window_is_closed(house: TestHouse) {
        let browser = house.browser_of(house.world.ben).await;
        let payment = house.start(&browser, &["B-2"], None, "paypal").await;
        house.sandbox.pay(payment.id, "approve_close").await;
        assert_eq!(house.payment(payment.id).await.progress, Progress::Redirected);
        house.work().await; // the callback has left a job: capture
        assert_eq!(house.payment(payment.id).await.progress, Progress::Succeeded);
        assert_eq!(house.owed(["B-2"]).await, [0]);
        house.fits().await;
    }

    async fn a_voucher_is_processing_until_it_is_paid(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-2"], None, "stripe").await;
        let back = house.sandbox.pay(payment.id, "voucher").await;
        let page = browser.get(&back).await.text();
        assert!(page.contains("Falta pagar en la tienda"), "{page}");
        assert_eq!(house.payment(payment.id).await.progress, Progress::Processing);
        assert_eq!(house.owed(["A-2"]).await, [80_050]);
        let home = browser.get("/").await.text();
        assert!(home.contains("Pago en camino"), "{home}");
        // A second try for the same invoice is told so.
        let again = house.confirm(&browser, &["A-2"], None).await;
        assert_eq!(again.status, 409);

        house.pass(2 * 24 * 3600);
        house.sandbox.end(payment.id, true).await;
        assert_eq!(house.payment(payment.id).await.progress, Progress::Succeeded);
        assert_eq!(house.owed(["A-2"]).await, [0]);
        house.work().await;
        assert_eq!(house.mails_of("receipt").len(), 1);
        house.fits().await;
    }

    async fn a_voucher_that_is_never_paid_fails(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-2"], None, "stripe").await;
        house.sandbox.pay(payment.id, "voucher").await;
        house.pass(24 * 3600);
        house.sandbox.end(payment.id, false).await;
        assert_eq!(house.payment(payment.id).await.progress, Progress::Failed);
        assert_eq!(house.owed(["A-2"]).await, [80_050]);
        let browser = house.browser_of(house.world.ada).await;
        assert_eq!(house.confirm(&browser, &["A-2"], None).await.status, 200, "it can be paid again");
        house.fits().await;
    }

    async fn a_paypal_review_is_processing_until_it_ends(house: TestHouse) {
        let browser = house.browser_of(house.world.ben).await;
        for (paid, end) in [(false, Progress::Failed), (true, Progress::Succeeded)] {
            let payment = house.start(&browser, &["B-2"], None, "paypal").await;
            house.sandbox.pay(payment.id, "review").await;
            house.work().await;
            assert_eq!(house.payment(payment.id).await.progress, Progress::Processing);
            house.sandbox.end(payment.id, paid).await;
            assert_eq!(house.payment(payment.id).await.progress, end);
        }
        assert_eq!(house.owed(["B-2"]).await, [0]);
        house.fits().await;
    }

    async fn a_declined_card_and_then_another(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-1"], None, "stripe").await;
        house.sandbox.pay(payment.id, "decline").await;
        assert_eq!(house.payment(payment.id).await.progress, Progress::Redirected, "the page is still open");
        house.sandbox.pay(payment.id, "card").await;
        assert_eq!(house.payment(payment.id).await.progress, Progress::Succeeded);
        assert_eq!(house.owed(["A-1"]).await, [0]);
        house.fits().await;
    }

    async fn paypal_declines_and_the_debtor_may_try_again(house: TestHouse) {
        let browser = house.browser_of(house.world.ben).await;
        let payment = house.start(&browser, &["B-2"], None, "paypal").await;
        let back = house.sandbox.pay(payment.id, "decline").await;
        let page = browser.get(&back).await.text();
        assert!(page.contains("El pago no se completó"), "{page}");
        let again = house.start(&browser, &["B-2"], None, "paypal").await;
        assert_ne!(again.id, payment.id);
        house.sandbox.pay(again.id, "approve_close").await;
        house.work().await;
        assert_eq!(house.owed(["B-2"]).await, [0]);
        house.fits().await;
    }

    async fn a_page_that_nobody_paid_runs_out(house: TestHouse) {
        let ada = house.browser_of(house.world.ada).await;
        let stripe = house.start(&ada, &["A-1"], None, "stripe").await;
        let ben = house.browser_of(house.world.ben).await;
        let paypal = house.start(&ben, &["B-2"], None, "paypal").await;
        house.pass(40 * 60);
        house.sandbox.flush().await;
        house.reconcile().await;
        for id in [stripe.id, paypal.id] {
            assert_eq!(house.payment(id).await.progress, Progress::Expired);
        }
        // The session of an hour ago has idled out; the link still works.
        assert_eq!(ada.get("/").await.status, 401);
        let ada = house.browser_of(house.world.ada).await;
        let page = ada.get(&format!("/payments/{}", stripe.id)).await.text();
        assert!(page.contains("Se acabó el tiempo para este pago"), "{page}");
        assert_eq!(house.confirm(&ada, &["A-1"], None).await.status, 200);
        assert_eq!(house.owed(["A-1", "B-2"]).await, [150_000, 18_450]);
        house.fits().await;
    }

    async fn what_is_cancelled_cannot_be_paid_and_can_be_begun_anew(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-1"], None, "stripe").await;
        let cancelled = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        assert_eq!(cancelled.location(), "/?notice=cancelled");
        assert!(browser.get(cancelled.location()).await.text().contains("Pago cancelado. No se cobró nada."));
        house.sandbox.flush().await;
        assert_eq!(house.payment(payment.id).await.progress, Progress::Cancelled, "and not expired");
        let url = payment.url.expect("a page");
        assert!(!browser.get(&url).await.text().contains("Tarjeta"), "the provider's page is closed");
        // Cancelled twice is cancelled.
        let again = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        assert_eq!(again.location(), "/?notice=cancelled");
        let next = house.start(&browser, &["A-1"], None, "stripe").await;
        house.sandbox.pay(next.id, "card").await;
        assert_eq!(house.owed(["A-1"]).await, [0]);
        house.fits().await;
    }

    async fn too_late_to_cancel_is_said(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        house.sandbox.faults(serde_json::json!({ "drop": 1 })).await;
        let payment = house.start(&browser, &["A-1"], None, "stripe").await;
        house.sandbox.pay(payment.id, "card").await;
        let cancelled = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        assert_eq!(cancelled.location(), "/?notice=not-cancelled");
        assert_eq!(house.payment(payment.id).await.progress, Progress::Succeeded);
        house.fits().await;
    }

    async fn a_callback_that_never_comes_is_not_missed(house: TestHouse) {
        house.sandbox.faults(serde_json::json!({ "drop": 1 })).await;
        let ada = house.browser_of(house.world.ada).await;
        let seen = house.start(&ada, &["A-1"], None, "stripe").await;
        let back = house.sandbox.pay(seen.id, "card").await;
        assert_eq!(house.payment(seen.id).await.progress, Progress::Redirected);
        let page = ada.get(&back).await.text();
        assert!(page.contains("Pago recibido"), "{page}");

        // Nobody comes back from these; the reconciler asks.
        let stripe = house.start(&ada, &["A-2"], None, "stripe").await;
        house.sandbox.pay(stripe.id, "card").await;
        let ben = house.browser_of(house.world.ben).await;
        let paypal = house.start(&ben, &["B-2"], None, "paypal").await;
        house.sandbox.pay(paypal.id, "approve_close").await;
        house.pass(90);
        house.reconcile().await;
        assert_eq!(house.owed(["A-1", "A-2", "B-2"]).await, [0, 0, 0]);
        house.work().await;
        assert_eq!(house.mails_of("receipt").len(), 3);
        house.fits().await;
    }

    async fn each_currency_is_paid_apart(house: TestHouse) {
        let ben = house.browser_of(house.world.ben).await;
        let home = ben.get("/").await.text();
        assert!(home.contains("$1,000.00") && home.contains("184.50"), "{home}");
        let both = house.confirm(&ben, &["B-1", "B-2"], None).await;
        assert_eq!(both.status, 422, "{}", both.text());
        assert!(both.text().contains("Elija facturas de una sola moneda"), "{}", both.text());
        for (number, method) in [("B-1", "paypal"), ("B-2", "stripe")] {
            let payment = house.start(&ben, &[number], None, method).await;
            house.sandbox.pay(payment.id, if method == "stripe" { "card" } else { "approve_close" }).await;
            house.work().await;
        }
        assert_eq!(house.owed(["B-1", "B-2"]).await, [0, 0]);
        house.fits().await;
    }

    async fn another_creditors_own_account_takes_its_money(house: TestHouse) {
        // Sur has its own Stripe account, and PayPal takes no Chilean pesos.
        let eva = house.browser_of(house.world.eva).await;
        let page = house.confirm(&eva, &["S-1"], None).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let form = page.form("/pay");
        let methods: Vec<&str> = form.fields.iter().filter(|(name, _)| name == "method").map(|(_, way)| way.as_str()).collect();
        assert_eq!(methods, ["stripe"]);
        assert!(page.text().contains("No acepta pagos en CLP"), "{}", page.text());
        assert_eq!(form.value("amount"), "150000");
        let answer = browser_answer(&eva, &form).await;
        assert!(answer.starts_with(&house.sandbox.base), "{answer}");
        let charged = eva.get(&answer).await.text();
        assert!(charged.contains("150"), "{charged}");
    }

    async fn the_answer_to_a_stranger_says_little(house: TestHouse) {
        let ada = house.browser_of(house.world.ada).await;
        let payment = house.start(&ada, &["A-1"], None, "stripe").await;
        let back = house.sandbox.pay(payment.id, "card").await;
        // The provider returned into another browser, which has no session.
        let page = house.browser().get(&back).await;
        let text = page.text();
        assert!(page.status == 200 && text.contains("Pago recibido") && text.contains("$1,500.00"), "{text}");
        for private in ["Ada", "A-1", "Tornillos", "ada@example.test", "2,800.50"] {
            assert!(!text.contains(private), "{private} in {text}");
        }
        // Without the token, or with another's, there is nothing to see.
        let bare = back.split('?').next().expect("a path").to_owned();
        assert_eq!(house.browser().get(&bare).await.status, 401);
        let forged = format!("{bare}?r=AAAAAGr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(house.browser().get(&forged).await.status, 404);
    }
}

async fn browser_answer(browser: &Browser, form: &Form) -> String {
    browser.submit(form, Some(("method", "stripe"))).await.location().to_owned()
}
