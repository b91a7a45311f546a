//! Paying, from the last page to the receipt, in every way that a provider offers.

use super::support::*;
use domain::payment::Progress;

on_each_database! {
    async fn everything_by_card(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let confirm = app.confirm(&browser, &["A-1", "A-2", "A-3"], None).await;
        assert!(confirm.text().contains("$4,300.50"), "{}", confirm.text());
        let form = confirm.form("/pay");
        assert_eq!(form.value("amount"), "4300.50");
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        let pay_page = browser.get(answer.location()).await;
        assert!(pay_page.text().contains("4 300.50 MXN"), "the provider shows {}", pay_page.text());
        let payment = app.payment_of(&form).await.expect("the payment");

        let back = app.sandbox.pay(payment.id, "card").await;
        // The callback was answered, so it is in the books, before anybody looks.
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        let charge = app.sandbox.charge(payment.id).await;
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

        app.work().await;
        let [mail] = &app.mails_of("receipt")[..] else { panic!("one receipt: {:?}", app.mails.lock()) };
        assert_eq!(mail.to.email.to_string(), "ada@example.test");
        let text = mail.rendered.text.replace('\u{a0}', " ");
        for part in ["$4,300.50", "A-1", "$1,500.00", "A-2", "$800.50", "A-3", "$2,000.00"] {
            assert!(text.contains(part), "no {part} in {text}");
        }
        assert!(!mail.rendered.subject.contains("300"), "{}", mail.rendered.subject);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn a_part_goes_to_the_oldest_first(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2", "A-1"], Some("1700"), "stripe").await;
        assert_eq!(payment.amount.minor(), 170_000);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 60_050, 200_000]);
        app.work().await;
        let text = app.mails_of("receipt")[0].rendered.text.replace('\u{a0}', " ");
        for part in ["$1,700.00", "$200.00", "$600.50", "$2,600.50"] {
            assert!(text.contains(part), "no {part} in {text}");
        }
        app.fits().await;
    }

    async fn paypal_and_back(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-2"], None, "paypal").await;
        let back = app.sandbox.pay(payment.id, "approve").await;
        // Nothing has been captured yet; the return page asks PayPal, and that takes the money.
        let page = browser.get(&back).await;
        assert!(page.text().contains("Pago recibido"), "{}", page.text());
        app.sandbox.flush().await;
        assert_eq!(app.owed(["B-1", "B-2"]).await, [100_000, 0]);
        app.work().await;
        assert_eq!(app.mails_of("receipt").len(), 1);
        app.fits().await;
    }

    async fn paypal_and_the_window_is_closed(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-2"], None, "paypal").await;
        app.sandbox.pay(payment.id, "approve_close").await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Redirected);
        app.work().await; // the callback has left a job: capture
        assert_eq!(app.payment(payment.id).await.progress, Progress::Succeeded);
        assert_eq!(app.owed(["B-2"]).await, [0]);
        app.fits().await;
    }

    async fn a_voucher_is_processing_until_it_is_paid(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        let back = app.sandbox.pay(payment.id, "voucher").await;
        let page = browser.get(&back).await.text();
        assert!(page.contains("Falta pagar en la tienda"), "{page}");
        assert_eq!(app.payment(payment.id).await.progress, Progress::Processing);
        assert_eq!(app.owed(["A-2"]).await, [80_050]);
        let home = browser.get("/").await.text();
        assert!(home.contains("$800.50 en camino"), "{home}");
        // A second try for the same invoice is told so.
        let again = app.confirm(&browser, &["A-2"], None).await;
        assert_eq!(again.status, 409);

        app.pass(2 * 24 * 3600);
        app.sandbox.end(payment.id, true).await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Succeeded);
        assert_eq!(app.owed(["A-2"]).await, [0]);
        app.work().await;
        assert_eq!(app.mails_of("receipt").len(), 1);
        app.fits().await;
    }

    async fn a_voucher_that_is_never_paid_fails(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        app.pass(24 * 3600);
        app.sandbox.end(payment.id, false).await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Failed);
        assert_eq!(app.owed(["A-2"]).await, [80_050]);
        let browser = app.browser_of(app.world.ada).await;
        assert_eq!(app.confirm(&browser, &["A-2"], None).await.status, 200, "it can be paid again");
        app.fits().await;
    }

    async fn a_paypal_review_is_processing_until_it_ends(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        for (paid, end) in [(false, Progress::Failed), (true, Progress::Succeeded)] {
            let payment = app.start(&browser, &["B-2"], None, "paypal").await;
            app.sandbox.pay(payment.id, "review").await;
            app.work().await;
            assert_eq!(app.payment(payment.id).await.progress, Progress::Processing);
            app.sandbox.end(payment.id, paid).await;
            app.work().await;
            assert_eq!(app.payment(payment.id).await.progress, end);
        }
        assert_eq!(app.owed(["B-2"]).await, [0]);
        app.fits().await;
    }

    async fn a_declined_card_and_then_another(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "decline").await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Redirected, "the page is still open");
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Succeeded);
        assert_eq!(app.owed(["A-1"]).await, [0]);
        app.fits().await;
    }

    async fn paypal_declines_and_the_debtor_may_try_again(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-2"], None, "paypal").await;
        let back = app.sandbox.pay(payment.id, "decline").await;
        let page = browser.get(&back).await.text();
        assert!(page.contains("El pago no se completó"), "{page}");
        let again = app.start(&browser, &["B-2"], None, "paypal").await;
        assert_ne!(again.id, payment.id);
        app.sandbox.pay(again.id, "approve_close").await;
        app.work().await;
        assert_eq!(app.owed(["B-2"]).await, [0]);
        app.fits().await;
    }

    async fn a_page_that_nobody_paid_runs_out(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let stripe = app.start(&ada, &["A-1"], None, "stripe").await;
        let ben = app.browser_of(app.world.ben).await;
        let paypal = app.start(&ben, &["B-2"], None, "paypal").await;
        app.pass(40 * 60);
        app.sandbox.flush().await;
        app.reconcile().await;
        for id in [stripe.id, paypal.id] {
            assert_eq!(app.payment(id).await.progress, Progress::Expired);
        }
        // The session of an hour ago has idled out; the link still works.
        assert_eq!(ada.get("/").await.status, 401);
        let ada = app.browser_of(app.world.ada).await;
        let page = ada.get(&format!("/payments/{}", stripe.id)).await.text();
        assert!(page.contains("Se acabó el tiempo para este pago"), "{page}");
        assert_eq!(app.confirm(&ada, &["A-1"], None).await.status, 200);
        assert_eq!(app.owed(["A-1", "B-2"]).await, [150_000, 18_450]);
        app.fits().await;
    }

    async fn what_is_cancelled_cannot_be_paid_and_can_be_begun_anew(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        let cancelled = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        assert_eq!(cancelled.location(), "/?notice=cancelled");
        assert!(browser.get(cancelled.location()).await.text().contains("Pago cancelado. No se cobró nada."));
        app.sandbox.flush().await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Cancelled, "and not expired");
        let url = payment.url.expect("a page");
        assert!(!browser.get(&url).await.text().contains("Tarjeta"), "the provider's page is closed");
        // Cancelled twice is cancelled.
        let again = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        assert_eq!(again.location(), "/?notice=cancelled");
        let next = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(next.id, "card").await;
        assert_eq!(app.owed(["A-1"]).await, [0]);
        app.fits().await;
    }

    async fn too_late_to_cancel_is_said(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        app.sandbox.faults(serde_json::json!({ "drop": 1 })).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        let cancelled = browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        assert_eq!(cancelled.location(), "/?notice=not-cancelled");
        assert_eq!(app.payment(payment.id).await.progress, Progress::Succeeded);
        app.fits().await;
    }

    async fn a_callback_that_never_comes_is_not_missed(app: TestApp) {
        app.sandbox.faults(serde_json::json!({ "drop": 1 })).await;
        let ada = app.browser_of(app.world.ada).await;
        let seen = app.start(&ada, &["A-1"], None, "stripe").await;
        let back = app.sandbox.pay(seen.id, "card").await;
        assert_eq!(app.payment(seen.id).await.progress, Progress::Redirected);
        let page = ada.get(&back).await.text();
        assert!(page.contains("Pago recibido"), "{page}");

        // Nobody comes back from these; the reconciler asks.
        let stripe = app.start(&ada, &["A-2"], None, "stripe").await;
        app.sandbox.pay(stripe.id, "card").await;
        let ben = app.browser_of(app.world.ben).await;
        let paypal = app.start(&ben, &["B-2"], None, "paypal").await;
        app.sandbox.pay(paypal.id, "approve_close").await;
        app.pass(90);
        app.reconcile().await;
        assert_eq!(app.owed(["A-1", "A-2", "B-2"]).await, [0, 0, 0]);
        app.work().await;
        assert_eq!(app.mails_of("receipt").len(), 3);
        app.fits().await;
    }

    async fn each_currency_is_paid_apart(app: TestApp) {
        let ben = app.browser_of(app.world.ben).await;
        let home = ben.get("/").await.text();
        assert!(home.contains("$1,000.00") && home.contains("184.50"), "{home}");
        let both = app.confirm(&ben, &["B-1", "B-2"], None).await;
        assert_eq!(both.status, 422, "{}", both.text());
        assert!(both.text().contains("Elija facturas de una sola moneda"), "{}", both.text());
        for (number, method) in [("B-1", "paypal"), ("B-2", "stripe")] {
            let payment = app.start(&ben, &[number], None, method).await;
            app.sandbox.pay(payment.id, if method == "stripe" { "card" } else { "approve_close" }).await;
            app.work().await;
        }
        assert_eq!(app.owed(["B-1", "B-2"]).await, [0, 0]);
        app.fits().await;
    }

    async fn another_creditors_own_account_takes_its_money(app: TestApp) {
        // Sur has its own Stripe account, and PayPal takes no Chilean pesos.
        let eva = app.browser_of(app.world.eva).await;
        let page = app.confirm(&eva, &["S-1"], None).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let form = page.form("/pay");
        let methods: Vec<&str> = form.fields.iter().filter(|(name, _)| name == "method").map(|(_, way)| way.as_str()).collect();
        assert_eq!(methods, ["stripe"]);
        assert!(page.text().contains("No acepta pagos en CLP"), "{}", page.text());
        assert_eq!(form.value("amount"), "150000");
        let answer = browser_answer(&eva, &form).await;
        assert!(answer.starts_with(&app.sandbox.base), "{answer}");
        let charged = eva.get(&answer).await.text();
        assert!(charged.contains("150"), "{charged}");
    }

    async fn the_answer_to_a_stranger_says_little(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let back = app.sandbox.pay(payment.id, "card").await;
        // The provider returned into another browser, which has no session.
        let page = app.browser().get(&back).await;
        let text = page.text();
        assert!(page.status == 200 && text.contains("Pago recibido") && text.contains("$1,500.00"), "{text}");
        for private in ["Ada", "A-1", "Tornillos", "ada@example.test", "2,800.50"] {
            assert!(!text.contains(private), "{private} in {text}");
        }
        // Without the token, or with another's, there is nothing to see.
        let bare = back.split('?').next().expect("a path").to_owned();
        assert_eq!(app.browser().get(&bare).await.status, 401);
        let forged = format!("{bare}?r=AAAAAGr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(app.browser().get(&forged).await.status, 404);
    }
}

async fn browser_answer(browser: &Browser, form: &Form) -> String {
    browser.submit(form, Some(("method", "stripe"))).await.location().to_owned()
}
