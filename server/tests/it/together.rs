//! The same thing twice, and two things at once: forms sent again, two tabs, two providers.

use super::support::*;
use domain::payment::Payment;
use domain::payment::{PaymentUpdate, Progress, ProviderName};
use services::clock::Clock;
use services::payments::apply_updates::{self, UpdateContext};

/// Requests that are under way at the same time.
const AT_ONCE: usize = 20;

on_each_database! {
    async fn a_second_try_takes_the_place_of_the_first(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        // Another invoice is nobody's business.
        let apart = app.start(&browser, &["A-3"], None, "stripe").await;
        let other = app.start(&browser, &["A-1", "A-2"], None, "paypal").await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Cancelled);
        let url = payment.url.expect("a page");
        assert!(!browser.get(&url).await.text().contains("Tarjeta"), "the provider's page is closed");
        for open in [apart.id, other.id] {
            assert_eq!(app.payment(open).await.progress, Progress::Redirected);
        }
    }

    async fn while_the_first_cannot_be_closed_it_is_told(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let other = app.pay_form(&browser, &["A-1", "A-2"], None).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.faults(serde_json::json!({ "http_500": 1 })).await;
        let refused = browser.submit(&other, Some(("method", "paypal"))).await;
        app.sandbox.faults(serde_json::json!({})).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains("Hay un pago sin terminar"), "{}", refused.text());
        assert!(app.payment_of(&other).await.is_none(), "nothing was begun");
        // It offers to go on with the first, or to cancel it.
        let on = browser.submit(&refused.form(&format!("/payments/{}/continue", payment.id)), None).await;
        assert_eq!(Some(on.location()), payment.url.as_deref());
    }

    async fn one_form_is_one_payment(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let form = app.pay_form(&browser, &["A-1"], None).await;
        let first = browser.submit(&form, Some(("method", "stripe"))).await;
        let second = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(first.location(), second.location());

        // Many times at once, each fifth time with another provider (gauntlet 30 and 31).
        let form = app.pay_form(&browser, &["A-2"], None).await;
        let (times, mut places, mut refused) = (full(20, 1_000), Vec::new(), 0);
        for first in (0..times).step_by(AT_ONCE) {
            let tabs: Vec<(usize, Browser)> = (first..times.min(first + AT_ONCE)).map(|n| (n, browser.tab())).collect();
            let method = |n: usize| if n % 5 == 4 { "paypal" } else { "stripe" };
            let answers = tabs.iter().map(|(n, tab)| tab.submit(&form, Some(("method", method(*n)))));
            for answer in futures::future::join_all(answers).await {
                match answer.status {
                    303 => places.push(answer.location().to_owned()),
                    409 | 422 => refused += 1,
                    other => panic!("{other}: {}", answer.text()),
                }
            }
        }
        let same = places.len();
        places.dedup();
        println!("{times} times one form: {same} times the same answer, {refused} times refused for other data");
        assert_eq!(places.len(), 1, "{places:?}");
        // Whichever came first holds the key: the four fifths, or the one.
        assert!(same == times / 5 || refused == times / 5, "{same} and {refused}");
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 2);
        let payment = app.payment_of(&form).await.expect("the payment");
        let (method, how) = match payment.provider {
            ProviderName::Stripe => ("stripe", "card"),
            ProviderName::Paypal => ("paypal", "approve_close"),
        };
        app.sandbox.pay(payment.id, how).await;
        app.work().await;
        // Sent once more when it is paid, it leads to the receipt.
        let after = browser.submit(&form, Some(("method", method))).await;
        assert_eq!(after.location(), format!("/payments/{}", payment.id));
        assert_eq!(app.owed(["A-1", "A-2"]).await, [150_000, 0]);
        app.fits().await;
    }

    async fn a_form_key_with_other_content_begins_nothing(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let form = app.pay_form(&ada, &["A-1"], None).await;
        let first = ada.submit(&form, Some(("method", "stripe"))).await;
        for other in [form.clone().with("amount", "700.00"), form.clone().with("currency", "USD")] {
            let answer = ada.submit(&other, Some(("method", "stripe"))).await;
            assert!(matches!(answer.status, 409 | 422), "{} {}", answer.status, answer.header("location"));
        }
        let answer = ada.submit(&form, Some(("method", "paypal"))).await;
        assert!(matches!(answer.status, 409 | 422), "{} {}", answer.status, answer.header("location"));
        // Nor does it lead somebody else to Ada's payment.
        let ben = app.browser_of(app.world.ben).await;
        let theirs = app.pay_form(&ben, &["B-1"], None).await.with("form_key", form.value("form_key"));
        let before_ben = app.digest().await;
        let answer = ben.submit(&theirs, Some(("method", "stripe"))).await;
        assert_eq!(answer.status, 404, "the form is of another account");
        assert!(!answer.body.contains(first.location()) && !answer.text().contains("1,500.00"), "{}", answer.text());
        assert_eq!(app.digest().await, before_ben);
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 1);
        // When that payment is over, the form is shown anew, with a key of its own.
        let payment = app.payment_of(&form).await.expect("the payment");
        ada.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        let answer = ada.submit(&form, Some(("method", "paypal"))).await;
        assert!(answer.location().starts_with("/pay/confirm?"), "{}", answer.location());
        assert_ne!(ada.get(answer.location()).await.form("/pay").value("form_key"), form.value("form_key"));
    }

    async fn two_tabs_never_have_two_open_pages(app: TestApp) {
        // Gauntlet 24.
        let pairs = full(50, 1_000);
        let mut browser = app.browser_of(app.world.ada).await;
        let mut told = 0;
        for pair in 0..pairs {
            // Nobody may begin all of them within an hour, nor is a session that old.
            app.pass(300);
            if pair % 50 == 49 {
                browser = app.browser_of(app.world.ada).await;
            }
            // One whole, one a part of it together with another invoice.
            let one = app.pay_form(&browser, &["A-1"], None).await;
            let two = app.pay_form(&browser, &["A-1", "A-2"], Some("900")).await;
            let (left, right) = (browser.tab(), browser.tab());
            let methods = if pair % 2 == 0 { ["stripe", "paypal"] } else { ["stripe", "stripe"] };
            let (a, b) = tokio::join!(
                left.submit(&one, Some(("method", methods[0]))),
                right.submit(&two, Some(("method", methods[1])))
            );
            let mut statuses = [a.status, b.status];
            statuses.sort_unstable();
            // While the first has no page yet, the second is told; later it takes its place.
            assert!(matches!(statuses, [303, 303 | 409]), "pair {pair}: {statuses:?}");
            told += usize::from(statuses[1] == 409);
            let open = app.count("SELECT COUNT(*) FROM payment WHERE progress = 'redirected'").await;
            assert_eq!(open, 1, "pair {pair}");
            for form in [&one, &two] {
                let Some(payment) = app.payment_of(form).await else { continue };
                browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
            }
        }
        println!("{pairs} pairs: {told} times the other tab told, else it had the only page");
        app.fits().await;
    }

    async fn both_providers_paid_is_one_payment_and_a_credit(app: TestApp) {
        app.credit_waits_for_staff().await;
        let browser = app.browser_of(app.world.ada).await;
        let stripe = app.start(&browser, &["A-1"], None, "stripe").await;
        // Given up here while the provider's page stays open: what a lost answer can do.
        give_up(&app, &stripe).await;
        let paypal = app.start(&browser, &["A-1"], None, "paypal").await;
        app.sandbox.pay(paypal.id, "approve_close").await;
        app.work().await;
        assert_eq!(app.owed(["A-1"]).await, [0]);

        app.sandbox.pay(stripe.id, "card").await;
        app.work().await;
        assert_eq!(app.owed(["A-1"]).await, [0]);
        assert_eq!(app.credit_of_ada().await, 150_000);
        assert_eq!(app.exception_kinds().await, ["overpaid", "paid_after_end"]);
        assert_eq!(app.mails_of("receipt").len(), 2);
        let text = app.mails_of("receipt")[1].rendered.text.replace('\u{a0}', " ");
        assert!(text.contains("$1,500.00"), "{text}");
        let home = browser.get("/").await.text();
        assert!(home.contains("Tiene $1,500.00 a favor"), "{home}");
        app.fits().await;

        // And it can be given back, from the credit and not from the invoice.
        app.sandbox.refund(stripe.id, serde_json::json!({})).await;
        assert_eq!((app.credit_of_ada().await, app.owed(["A-1"]).await), (0, [0]));
        app.fits().await;
    }

    /// Gauntlet 25: the money of both providers arrives at the same moment.
    async fn both_at_once_on_many_invoices(app: TestApp) {
        let many = full(8, 500);
        let mut csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n".to_owned();
        for n in 0..many {
            csv.push_str(&format!("R-{n},race{n},Race {n},race{n}@example.test,2026-11-01,2026-11-30,MXN,900.00\n"));
        }
        app.import(&csv).await;
        let mut pairs = Vec::with_capacity(many);
        for n in 0..many {
            let browser = app.browser_of(app.debtor(&format!("race{n}")).await).await;
            let number = format!("R-{n}");
            let stripe = app.start(&browser, &[&number], None, "stripe").await;
            give_up(&app, &stripe).await;
            pairs.push((stripe.id, app.start(&browser, &[&number], None, "paypal").await.id));
        }
        for together in pairs.chunks(AT_ONCE) {
            let both = together.iter().map(|(stripe, paypal)| async {
                tokio::join!(app.sandbox.pay(*stripe, "card"), app.sandbox.pay(*paypal, "approve_close"));
            });
            futures::future::join_all(both).await;
            app.work().await;
        }
        let sum = |sql| app.count(sql);
        let wanted = 90_000 * i64::try_from(many).expect("small");
        // An order that is approved once the card has paid is not captured; what both took is credit.
        let received = sum("SELECT CAST(SUM(received) AS BIGINT) FROM payment").await;
        let credit = sum("SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM credit").await;
        assert_eq!(received, wanted + credit);
        assert_eq!(sum("SELECT COUNT(*) FROM invoice WHERE number LIKE 'R-%' AND balance <> 0").await, 0);
        let kinds = app.exception_kinds().await;
        let told = kinds.iter().filter(|kind| *kind == "overpaid").count();
        println!("{many} invoices paid twice: {told} credits, each told of; {} receipts", app.mails_of("receipt").len());
        assert_eq!(90_000 * i64::try_from(told).expect("small"), credit);
        assert_eq!(app.mails_of("receipt").len(), many + told);
        // What was received is what the two providers took.
        app.fits().await;
    }

    async fn paid_after_it_had_ended_is_booked_and_listed(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        give_up(&app, &payment).await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.owed(["A-2"]).await, [0]);
        assert_eq!(app.exception_kinds().await, ["paid_after_end"]);
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("Pago recibido"), "{page}");
        app.fits().await;
    }
}

/// Ends a payment in the books only.
async fn give_up(app: &TestApp, payment: &Payment) {
    let context = UpdateContext::of(&app.portal.services, app.clock.now(), None);
    let (creditor, id) = (payment.creditor, payment.id);
    let heard = app
        .portal
        .services
        .store
        .write(context, move |db, context| {
            Box::pin(async move { apply_updates::apply(db, context, creditor, id, &[PaymentUpdate::Cancelled]).await })
        })
        .await
        .expect("the database");
    assert_eq!(heard.expect("the payment").payment.progress, Progress::Cancelled);
}
