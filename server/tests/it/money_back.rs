//! Refunds and chargebacks: what goes back, what comes again, and what the debtor is told.

use super::support::*;
use domain::payment::PaymentState;
use futures::future::join_all;
use serde_json::json;

/// Debtors who pay in the moment in which money goes back to them, by hand; and how many of them at once.
const RACES: usize = 500;
const AT_ONCE: usize = 20;

on_each_database! {
    async fn a_refund_opens_the_invoices_again(app: TestApp) {
        let payment = app.ada_pays().await;
        app.sandbox.refund(payment.id, json!({ "amount": 50_000 })).await;
        // The last invoice paid is the first to be opened.
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 50_000]);
        assert_eq!(app.payment(payment.id).await.state(false), PaymentState::PartlyRefunded);
        app.fits().await;
        app.sandbox.refund(payment.id, json!({ "amount": 200_000 })).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 50_000, 200_000]);
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        assert_eq!(app.payment(payment.id).await.state(false), PaymentState::Refunded);
        app.fits().await;

        app.work().await;
        let mails = app.mails_of("refund");
        let texts: Vec<String> = mails.iter().map(|mail| mail.rendered.text.replace('\u{a0}', " ")).collect();
        assert_eq!(texts.len(), 3, "one mail for each");
        for (text, amount) in texts.iter().zip(["$500.00", "$2,000.00", "$1,800.50"]) {
            assert!(text.contains(amount), "no {amount} in {text}");
        }
        for mail in app.mails.lock().expect("the mails").iter() {
            assert!(!mail.rendered.subject.chars().any(|c| c.is_ascii_digit()), "{}", mail.rendered.subject);
        }
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("Pago devuelto") && page.contains("$4,300.50"), "{page}");
        assert!(app.exceptions().await.is_empty());
    }

    async fn a_failed_refund_leaves_things_as_they_were(app: TestApp) {
        let payment = app.ada_pays().await;
        app.sandbox.refund(payment.id, json!({ "amount": 100_000, "fail": true })).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        assert_eq!(app.payment(payment.id).await.state(false), PaymentState::Succeeded);
        app.fits().await;
        // And the next one counts alone.
        app.sandbox.refund(payment.id, json!({ "amount": 30_000 })).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 30_000]);
        app.fits().await;
    }

    async fn paypal_gives_back_too(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-2"], None, "paypal").await;
        app.sandbox.pay(payment.id, "approve_close").await;
        app.work().await;
        app.sandbox.refund(payment.id, json!({ "amount": 4_000 })).await;
        assert_eq!(app.owed(["B-2"]).await, [0], "PayPal's API is asked first");
        app.work().await;
        assert_eq!(app.owed(["B-2"]).await, [4_000]);
        app.fits().await;
        app.sandbox.refund(payment.id, json!({})).await;
        app.work().await;
        assert_eq!(app.owed(["B-2"]).await, [18_450]);
        assert_eq!(app.payment(payment.id).await.state(false), PaymentState::Refunded);
        app.fits().await;
    }

    async fn a_chargeback_takes_the_money_until_it_is_won(app: TestApp) {
        let payment = app.ada_pays().await;
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        assert_eq!(app.payment(payment.id).await.state(false), PaymentState::ChargedBack);
        app.fits().await;
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("El banco retiró este pago"), "{page}");
        app.sandbox.dispute(payment.id, "won").await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        app.fits().await;
        let page = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("El banco confirmó el pago"), "{page}");
    }

    async fn a_chargeback_that_is_lost_stays_away(app: TestApp) {
        let payment = app.ada_pays().await;
        app.sandbox.refund(payment.id, json!({ "amount": 100_000 })).await;
        app.sandbox.dispute(payment.id, "open").await;
        app.sandbox.dispute(payment.id, "lost").await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        app.fits().await;
    }

    async fn chargebacks_at_paypal(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-2"], None, "paypal").await;
        app.sandbox.pay(payment.id, "approve_close").await;
        app.work().await;
        app.sandbox.dispute(payment.id, "enquiry").await;
        assert_eq!(app.owed(["B-2"]).await, [0], "an enquiry moves no money");
        for (outcome, owed) in [("open", 18_450), ("won", 0)] {
            app.sandbox.dispute(payment.id, outcome).await;
            app.work().await;
            assert_eq!(app.owed(["B-2"]).await, [owed], "{outcome}");
            app.fits().await;
        }
    }

    async fn what_was_paid_again_meanwhile_becomes_credit(app: TestApp) {
        let payment = app.ada_pays().await;
        app.sandbox.dispute(payment.id, "open").await;
        // The debtor pays the reopened invoices once more, then the chargeback is won.
        app.ada_pays().await;
        app.sandbox.dispute(payment.id, "won").await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 0, 0]);
        assert_eq!(app.credit_of_ada().await, 430_050);
        app.fits().await;
    }

    /// Gauntlet 28: a part was paid; while the rest is being paid, some of it goes back, and once more while the next
    /// payment begins.
    async fn paying_while_money_goes_back(app: TestApp) {
        let races = full(10, RACES);
        let mut csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n".to_owned();
        for n in 0..races {
            csv.push_str(&format!("R-{n},race{n},Race {n},race{n}@example.test,2026-11-01,2026-11-30,MXN,900.00\n"));
        }
        app.import(&csv).await;
        let mut open = Vec::with_capacity(races);
        for n in 0..races {
            let (browser, number) = (app.browser_of(app.debtor(&format!("race{n}")).await).await, format!("R-{n}"));
            let part = app.start(&browser, &[&number], Some("500"), "stripe").await;
            app.sandbox.pay(part.id, "card").await;
            let rest = app.start(&browser, &[&number], None, "paypal").await;
            open.push((browser, number, part.id, rest.id));
        }
        let mut begun = 0;
        for together in open.chunks(AT_ONCE) {
            let refunds = together.iter().map(|(_, _, part, _)| app.sandbox.refund(*part, json!({ "amount": 20_000 })));
            let pays = async {
                join_all(together.iter().map(|(_, _, _, rest)| app.sandbox.pay(*rest, "approve_close"))).await;
                app.work().await;
            };
            tokio::join!(join_all(refunds), pays);
            app.work().await;
            let nexts = together.iter().map(|(browser, number, part, rest)| async {
                assert_eq!(app.owed([number]).await, [20_000]);
                let form = app.pay_form(browser, &[number], None).await;
                let refund = app.sandbox.refund(*part, json!({ "amount": 10_000 }));
                let (answer, ()) = tokio::join!(browser.submit(&form, Some(("method", "stripe"))), refund);
                // Begun with what was shown, or shown again with what is owed now.
                let Some(next) = app.payment_of(&form).await else {
                    assert!(answer.location().starts_with("/pay/confirm?"), "{}", answer.location());
                    assert_eq!(app.owed([number]).await, [30_000]);
                    return None;
                };
                assert_eq!(next.amount.minor(), 20_000);
                tokio::join!(app.sandbox.pay(next.id, "card"), app.sandbox.dispute(*rest, "open"));
                Some(number.clone())
            });
            let paid: Vec<String> = join_all(nexts).await.into_iter().flatten().collect();
            app.work().await;
            for number in &paid {
                assert_eq!(app.owed([number]).await, [50_000]);
            }
            begun += paid.len();
        }
        let back = "SELECT COUNT(*) FROM payment WHERE refunded > received";
        assert_eq!(app.count(back).await, 0);
        println!("{races} paid while money went back: {begun} began the next payment in that moment");
        app.fits().await;
    }
}
