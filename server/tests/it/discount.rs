//! An early-payment discount: accepted and paid in one go, locked while the payment is open, given
//! and taken back with its money.

use super::support::*;
use domain::discount::TaxMode;
use domain::payment::{Payment, Progress};
use domain::policy::{Amounts, Off, PolicyDiscount};
use serde_json::json;

/// Cora owes 1,000.00 at 2 % until 25 November, 500.00 at 3 % until the 30th, and 300.00 plainly.
const CORA: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms
C-1,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30
C-2,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-15,MXN,500.00,3/15 net 30
C-3,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-20,MXN,300.00,
";

/// The last day of C-1's discount is over in Mexico City.
const OVER: &str = "2026-11-26T06:00:00Z";

async fn confirm(app: &TestApp, browser: &Browser, numbers: &[&str]) -> Page {
    let mut address = "/pay/confirm?currency=MXN&how=all".to_owned();
    for number in numbers {
        address.push_str(&format!("&invoice={}", app.id_of(number).await));
    }
    browser.get(&address).await
}

/// The form of the last page.
async fn form(app: &TestApp, browser: &Browser, numbers: &[&str]) -> Form {
    let page = confirm(app, browser, numbers).await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.form("/pay")
}

async fn begin(app: &TestApp, browser: &Browser, numbers: &[&str]) -> Payment {
    let form = form(app, browser, numbers).await;
    let answer = browser.submit(&form, Some(("method", "stripe"))).await;
    assert!(answer.location().starts_with(&app.sandbox.base), "{} {}", answer.status, answer.location());
    // The sandbox knows a page that was opened.
    assert_eq!(browser.get(answer.location()).await.status, 200);
    app.payment_of(&form).await.expect("the payment")
}

async fn cora(app: &TestApp) -> Browser {
    app.import(CORA).await;
    app.browser_of(app.debtor("cora").await).await
}

const CREDIT: &str = "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM credit";

/// What discounts have come to in the books.
async fn given(app: &TestApp) -> i64 {
    app.count("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'discounts'").await
}

on_each_database! {
    async fn it_is_taken_and_paid_in_one_go(app: TestApp) {
        let browser = cora(&app).await;
        let before = app.digest().await;
        // 1,000.00 less 20.00, 500.00 less 15.00, and 300.00.
        let form = form(&app, &browser, &["C-1", "C-2", "C-3"]).await;
        assert_eq!(form.value("amount"), "1765.00");
        // It is the one price: there is no way to pay more by mistake, and one form that pays.
        let page = confirm(&app, &browser, &["C-1", "C-2", "C-3"]).await;
        assert_eq!(page.forms().iter().filter(|form| form.action == "/pay").count(), 1);
        assert!(!page.body.contains("/pay/confirm?"), "{}", page.text());
        let home = browser.get("/").await;
        assert!(home.text().contains("$1,765.00") && !home.text().contains("$1,800.00"), "{}", home.text());
        assert_eq!(app.digest().await, before, "looking changes nothing");
        let payment = begin(&app, &browser, &["C-1", "C-2", "C-3"]).await;
        assert_eq!((payment.amount.minor(), given(&app).await), (176_500, 0));
        assert_eq!(app.owed(["C-1", "C-2", "C-3"]).await, [100_000, 50_000, 30_000]);
        let back = app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.owed(["C-1", "C-2", "C-3"]).await, [0, 0, 0]);
        assert_eq!((given(&app).await, app.count("SELECT COUNT(*) FROM credit").await), (3_500, 0));
        let charge = app.sandbox.charge(payment.id).await;
        assert_eq!(charge["amount_minor"].as_i64(), Some(176_500));

        let page = browser.get(&back).await.text();
        assert!(page.contains("Descuento por pronto pago") && page.contains("$35.00"), "{page}");
        app.work().await;
        let mail = app.mails_of("receipt")[0].rendered.text.replace('\u{a0}', " ");
        assert!(mail.contains("Descuento por pronto pago: $35.00") && mail.contains("$1,765.00"), "{mail}");
        let activity = browser.get("/activity").await.text();
        assert!(activity.contains("Descuento por pronto pago") && activity.contains("−$35.00"), "{activity}");
        let invoice = browser.get(&format!("/invoices/{}", app.id_of("C-1").await)).await.text();
        assert!(invoice.contains("Descuento por pronto pago") && invoice.contains("$980.00"), "{invoice}");
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn the_server_derives_the_price_again(app: TestApp) {
        let browser = cora(&app).await;
        let right = form(&app, &browser, &["C-1"]).await;
        assert_eq!(right.value("amount"), "980.00");
        // Another sum, another invoice, or one without a discount: nothing is begun.
        for wrong in [
            right.clone().with("amount", "979.99"),
            right.clone().with("amount", "980.01"),
            right.clone().with("amount", "1000.00"),
            right.clone().with("invoice", &app.id_of("C-2").await.to_string()),
            right.clone().with("invoice", &app.id_of("C-3").await.to_string()),
        ] {
            let answer = browser.submit(&wrong, Some(("method", "stripe"))).await;
            assert!(answer.status == 303 && answer.location().contains("how=all") && answer.location().ends_with("&changed=1"), "{} {}", answer.status, answer.location());
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
        // Somebody with a pay-only link pays the same price, and cannot make another one.
        let (debtor, invoice) = (app.debtor("cora").await, app.id_of("C-1").await);
        let link = app.link_with(debtor, |link| { link.pay_only = true; link.invoice = Some(invoice); }).await;
        let other = app.browser();
        other.enter(&link).await;
        let page = other.get("/").await;
        assert!(page.text().contains("$980.00"), "{}", page.text());
        let forged = page.form("/pay").with("amount", "970.00");
        assert!(other.submit(&forged, Some(("method", "stripe"))).await.location().ends_with("&changed=1"));
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);
        app.fits().await;
    }

    async fn what_counts_is_when_the_payment_was_begun(app: TestApp) {
        cora(&app).await;
        let over: chrono::DateTime<chrono::Utc> = OVER.parse().expect("an instant");
        let debtor = app.debtor("cora").await;
        // Around the deadline to the millisecond, also after the page was made in time (gauntlet 27).
        let (step, rounds) = if full(0, 1) == 0 { (5, 1) } else { (1, 10) };
        for early_ms in (0..rounds).flat_map(|_| (-50..=50).step_by(step)) {
            app.clock.set(over - chrono::TimeDelta::milliseconds(100));
            let browser = app.browser_of(debtor).await;
            let form = form(&app, &browser, &["C-1"]).await;
            assert_eq!(form.value("amount"), "980.00");
            app.clock.set(over - chrono::TimeDelta::milliseconds(early_ms));
            let answer = browser.submit(&form, Some(("method", "stripe"))).await;
            let payment = app.payment_of(&form).await;
            if early_ms > 0 {
                let payment = payment.expect("begun in time");
                assert_eq!(payment.amount.minor(), 98_000);
                browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
            } else {
                assert_eq!((answer.status, payment), (303, None), "{early_ms} ms early");
                let again = browser.get(answer.location()).await;
                assert_eq!(again.form("/pay").value("amount"), "1000.00", "the full price, and why");
            }
        }
        // In the last millisecond; paid when it is long over, and the policy gives none any more.
        app.clock.set(over - chrono::TimeDelta::milliseconds(1));
        let browser = app.browser_of(debtor).await;
        let payment = begin(&app, &browser, &["C-1"]).await;
        app.set_policy(|policy| policy.discount = None).await;
        app.pass(29 * 60);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.owed(["C-1"]).await, given(&app).await), ([0], 2_000));
        app.fits().await;
    }

    async fn a_voucher_paid_days_later_still_earns_it(app: TestApp) {
        cora(&app).await;
        // On the 24th, and paid at the shop on the 26th.
        app.pass(3 * 24 * 3600);
        let browser = app.browser_of(app.debtor("cora").await).await;
        let payment = begin(&app, &browser, &["C-1"]).await;
        app.sandbox.pay(payment.id, "voucher").await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Processing);
        app.pass(2 * 24 * 3600);
        app.sandbox.end(payment.id, true).await;
        assert_eq!((app.owed(["C-1"]).await, given(&app).await), ([0], 2_000));
        app.fits().await;
    }

    async fn it_goes_and_comes_with_the_whole_of_the_money(app: TestApp) {
        let browser = cora(&app).await;
        let payment = begin(&app, &browser, &["C-1", "C-2"]).await;
        app.sandbox.pay(payment.id, "card").await;
        // A part of it goes back: 100.00 of the last share.
        app.sandbox.refund(payment.id, json!({ "amount": 10_000 })).await;
        assert_eq!((app.owed(["C-1", "C-2"]).await, given(&app).await), ([0, 10_000], 3_500));
        app.fits().await;
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!((app.owed(["C-1", "C-2"]).await, given(&app).await), ([100_000, 50_000], 0));
        app.fits().await;
        let activity = browser.get("/activity").await.text();
        assert!(activity.contains("Descuento anulado"), "{activity}");
        app.sandbox.dispute(payment.id, "won").await;
        assert_eq!((app.owed(["C-1", "C-2"]).await, given(&app).await), ([0, 10_000], 3_500));
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!((app.owed(["C-1", "C-2"]).await, given(&app).await), ([100_000, 50_000], 0));
        app.fits().await;
    }

    async fn a_discount_never_becomes_credit(app: TestApp) {
        app.credit_waits_for_staff().await;
        let browser = cora(&app).await;
        let payment = begin(&app, &browser, &["C-1", "C-2"]).await;
        // Meanwhile the creditor corrects C-1 to 990.00 and hears that C-2 was paid by transfer.
        let corrected = CORA.replace("MXN,1000.00", "MXN,990.00");
        app.import(&corrected).await;
        let head = "invoice_number,customer_id,customer_name,issue_date,due_date,settled_date,currency,amount,terms\n";
        app.import(&format!("{head}C-2,cora,Cora Díaz,2026-11-15,2026-12-15,2026-11-20,MXN,500.00,3/15 net 30\n")).await;
        assert_eq!(app.owed(["C-1", "C-2"]).await, [99_000, 0]);
        app.sandbox.pay(payment.id, "card").await;
        // 1,465.00 came: 990.00 less 2 % are 970.20 for C-1, and nothing is owed on C-2; the rest is credit.
        assert_eq!((app.owed(["C-1", "C-2"]).await, given(&app).await), ([0, 0], 1_980));
        assert_eq!(app.count(CREDIT).await, 146_500 - 97_020);
        app.fits().await;
    }

    // Family: what is owed falls while the money is on its way, by a correction or a payment elsewhere, by less than the
    // discount, by more, to nothing: the discount stays earned on what is left, what is too much is credit.
    // Family: before the payment is begun, while it is open, when it is paid; and to and fro. It is one price in the end.
    async fn a_corrected_invoice_has_its_discount_in_any_order(app: TestApp) {
        app.credit_waits_for_staff().await;
        let list = |n: usize, amount: &str| {
            let row = format!("D-{n},cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-15,MXN,{amount},2/10 net 30\n");
            format!("{}\n{row}{}", CORA.lines().next().expect("headings"), "\n".repeat(n))
        };
        for (n, order) in ["before", "meanwhile", "after", "to and fro"].into_iter().enumerate() {
            app.import(&list(n, "1000.00")).await;
            let browser = app.browser_of(app.debtor("cora").await).await;
            let number = format!("D-{n}");
            if order == "before" {
                app.import(&list(n, "600.00")).await;
            }
            let payment = begin(&app, &browser, &[&number]).await;
            let (credit, given_before) = (app.count(CREDIT).await, given(&app).await);
            if order == "meanwhile" {
                app.import(&list(n, "600.00")).await;
            }
            app.sandbox.pay(payment.id, "card").await;
            if order == "to and fro" {
                for amount in ["100.00", "1000.00", "0.00"] {
                    app.import(&list(n, amount)).await;
                    app.pass(60);
                }
            }
            if ["after", "to and fro"].contains(&order) {
                app.import(&list(n, "600.00")).await;
            }
            let paid = payment.amount.minor();
            assert_eq!(app.owed([number.as_str()]).await, [0], "{order}");
            assert_eq!(given(&app).await - given_before, 1_200, "{order}");
            assert_eq!(app.count(CREDIT).await - credit, paid - 58_800, "{order}");
            app.fits().await;
            app.sandbox.dispute(payment.id, "open").await;
            assert_eq!((app.owed([number.as_str()]).await, given(&app).await - given_before), ([60_000], 0), "{order}");
            app.sandbox.dispute(payment.id, "won").await;
            assert_eq!((app.owed([number.as_str()]).await, given(&app).await - given_before), ([0], 1_200), "{order}");
            app.fits().await;
        }
    }

    async fn what_falls_on_the_way_keeps_its_discount(app: TestApp) {
        app.credit_waits_for_staff().await;
        let mut credit = 0;
        for (n, amount, open, takes, off) in [
            (1, "900.00", "900.00", 88_200, 1_800),
            (2, "990.00", "990.00", 97_020, 1_980),
            (3, "1000.00", "900.00", 88_000, 2_000),
            (4, "1000.00", "15.00", 0, 1_500),
            (5, "0.01", "0.01", 1, 0),
        ] {
            let list = |amount: &str, open: &str| {
                let head = "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount,balance,terms\n";
                format!("{head}W-{n},cora,Cora Díaz,2026-11-15,2026-12-15,MXN,{amount},{open},2/10 net 30\n")
            };
            app.import(&list("1000.00", "1000.00")).await;
            let (number, before) = (format!("W-{n}"), given(&app).await);
            let browser = app.browser_of(app.debtor("cora").await).await;
            let payment = begin(&app, &browser, &[&number]).await;
            assert_eq!(payment.amount.minor(), 98_000);
            app.import(&list(amount, open)).await;
            app.sandbox.pay(payment.id, "card").await;
            assert_eq!((app.owed([&number]).await, given(&app).await - before), ([0], off), "{number}");
            credit += 98_000 - takes;
            assert_eq!(app.count(CREDIT).await, credit, "{number}");
            // All of it goes back and comes again: the same end.
            app.sandbox.dispute(payment.id, "open").await;
            app.sandbox.dispute(payment.id, "won").await;
            assert_eq!((app.owed([&number]).await, given(&app).await - before), ([0], off), "{number}");
            assert_eq!(app.count(CREDIT).await, credit, "{number}");
            app.fits().await;
        }
    }

    // Family: a part of the money goes back, by refund or chargeback: what is open again is owed as it is.
    async fn what_went_back_has_no_second_discount(app: TestApp) {
        let browser = cora(&app).await;
        let payment = begin(&app, &browser, &["C-1"]).await;
        app.sandbox.pay(payment.id, "card").await;
        app.sandbox.refund(payment.id, json!({ "amount": 10_000 })).await;
        assert_eq!((app.owed(["C-1"]).await, given(&app).await), ([10_000], 2_000));
        let again = confirm(&app, &browser, &["C-1"]).await.form("/pay");
        assert_eq!(again.value("amount"), "100.00");
        let home = browser.get("/").await.text();
        assert!(home.contains("$100.00") && !home.contains("$98.00"), "{home}");
        // Once all of it is back, nothing was given, and the discount can be taken until its day.
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!((app.owed(["C-1"]).await, given(&app).await), ([100_000], 0));
        assert_eq!(form(&app, &browser, &["C-1"]).await.value("amount"), "980.00");
        app.fits().await;
    }

    async fn a_fixed_sum_and_before_tax(app: TestApp) {
        app
            .set_policy(|policy| {
                let discount = policy.discount.as_mut().expect("a discount");
                let off = Amounts::new([domain::money::Money::new(4_000, "MXN".parse().expect("a currency"))]);
                discount.early = Some(PolicyDiscount { off: Off::Amount(off), days: 10 });
                discount.tax = TaxMode::Excluded;
            })
            .await;
        let browser = cora(&app).await;
        // 40.00 off each; what C-1 is before tax is not known, so its own 2 % cannot be computed.
        assert_eq!(form(&app, &browser, &["C-1", "C-3"]).await.value("amount"), "1220.00");
        app.tamper("UPDATE invoice SET untaxed = 86207 WHERE number = 'C-1'").await;
        let payment = begin(&app, &browser, &["C-1"]).await;
        assert_eq!(payment.amount.minor(), 98_276, "its own 2 % of 862.07, though the policy gives 40.00");
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((app.owed(["C-1"]).await, given(&app).await), ([0], 1_724));
        app.fits().await;
    }
}
