//! A payment under way: a voucher is found again and paid in another way, who comes back without paying tries again, and
//! nothing is offered that would be refused for it.

use super::interest::twelve_percent;
use super::one_price::amount_after;
use super::settlement::settling;
use super::support::*;
use domain::id::PaymentId;
use domain::payment::{PaymentUpdate, Progress};
use services::clock::Clock;
use services::payments::apply_updates::{self, UpdateContext};

const ALL: [&str; 3] = ["A-1", "A-2", "A-3"];

impl TestApp {
    /// Takes a payment back to pay in another way; where that leads.
    async fn instead(&self, browser: &Browser, payment: PaymentId) -> String {
        browser.post(&format!("/payments/{payment}/instead"), String::new()).await.location().to_owned()
    }

    /// The provider says that a payment was paid, whatever it said before.
    async fn paid_after_all(&self, id: PaymentId) {
        let payment = self.payment(id).await;
        let now = self.clock.now();
        let paid = PaymentUpdate::Paid { received: payment.amount, reference: "pi_late".to_owned(), at: now };
        let context = UpdateContext::of(&self.portal.services, now, None);
        let unit = self.portal.services.store.write((context, [paid]), move |db, (context, updates)| {
            Box::pin(async move { apply_updates::apply(db, context, payment.creditor, id, updates).await.map(drop) })
        });
        unit.await.expect("the database");
    }
}

on_each_database! {
    async fn a_voucher_is_found_again(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        let back = app.sandbox.pay(payment.id, "voucher").await;
        let voucher = app.payment(payment.id).await.voucher.expect("told by the callback alone");
        let (page, number) = (voucher.page.expect("a page"), voucher.number.expect("a number"));
        assert!(browser.get(&page).await.text().contains(&number), "the provider shows it");
        // Two days later it is still there: three days are Stripe's own.
        app.pass(48 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        for path in [back.as_str(), "/"] {
            let shown = browser.get(path).await;
            for part in [page.as_str(), &number, "24 de noviembre de 2026", "$800.50"] {
                assert!(shown.body.replace('\u{a0}', " ").contains(part), "no {part} at {path}: {}", shown.text());
            }
        }
        let home = browser.get("/").await;
        let (slip, total) = (home.body.find(&page).expect("the voucher"), home.body.find("class=\"big").expect("the total"));
        assert!(slip < total, "it comes first: {}", home.text());
        let id = app.id_of("A-2").await;
        assert!(!home.body.contains(&format!("invoice={id}\"")), "nothing pays it again");
        let invoice = browser.get(&format!("/invoices/{id}")).await;
        assert!(!invoice.body.contains("/pay/confirm") && invoice.text().contains("Falta pagarla"), "{}", invoice.text());
        let choose = browser.get("/pay").await;
        assert!(!choose.form("/pay/confirm").fields.contains(&("invoice".to_owned(), id.to_string())), "{}", choose.text());
        // Whoever only has the address that came back from the provider sees the voucher, and cannot take it back.
        let stranger = app.browser().get(&back).await;
        assert!(stranger.body.contains(&page) && !stranger.body.contains("/instead"), "{}", stranger.text());
        app.fits().await;
    }

    // What is on its way of an invoice is one sum, interest included, on its page and on the account's.
    async fn the_invoice_tells_the_whole_sum_of_its_voucher(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let invoice = browser.get(&format!("/invoices/{}", app.id_of("A-1").await)).await.text();
        assert!(invoice.contains("$1,510.50 para esta factura"), "{invoice}");
        app.fits().await;
    }

    // Rows, total and big figure are of one kind; what is not on its way can be paid on every road.
    async fn the_rest_of_an_invoice_that_is_paid_in_part_can_be_paid(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1", "A-2"], Some("1800"), "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let home = browser.get("/").await;
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 250_050);
        // A row that asks for nothing has no sum but that of what is on its way.
        for (number, asked, moves) in [("A-1", 150_000, "$1,500.00 en camino"), ("A-2", 50_050, "$300.00 en camino"), ("A-3", 200_000, "")] {
            assert_eq!(amount_after(&home.body, &format!("<span class=\"no\">{number}</span></b>")), asked, "{number}");
            assert!(home.text().contains(moves), "{number}: {}", home.text());
        }
        assert_eq!(amount_after(&home.body, "class=\"actions\">"), 50_050, "what is due next: {}", home.text());
        app.one_price(app.world.ada, "A-2", 50_050).await;
        let invoice = browser.get(&format!("/invoices/{}", app.id_of("A-2").await)).await.text();
        assert!(invoice.contains("Pago en camino") && invoice.contains("$500.50"), "explained to the cent: {invoice}");
        let rest = app.start(&browser, &["A-2"], None, "stripe").await;
        assert_eq!(rest.amount.minor(), 50_050);
        app.sandbox.pay(rest.id, "card").await;
        assert_eq!(app.owed(["A-1", "A-2"]).await, [150_000, 30_000], "the voucher's part waits for it");
        app.sandbox.end(payment.id, true).await;
        assert_eq!((app.owed(["A-1", "A-2"]).await, app.credit_of_ada().await), ([0, 0], 0));
        app.fits().await;
    }

    // The same with interest, a settlement, a discount and a part in review: what comes is never more than is owed.
    async fn the_rest_costs_what_the_price_leaves(app: TestApp) {
        app.set_policy(settling).await;
        let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n";
        let ada = "ada,Ada Pérez,ada@example.test";
        app.import(&format!("{head}D-1,{ada},2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30\nD-2,{ada},2026-11-15,2026-12-15,MXN,1000.00,\n")).await;
        let settle = domain::offer_request::OfferRequest::Settlement { invoice: app.id_of("A-1").await };
        app.agree(app.world.ada, settle, "form-of-a-settlement").await.expect("a settlement");
        app.object_as(app.world.ada, "D-2", 20_000, "dispute-to-a-part").await.expect("a dispute");
        let browser = app.browser_of(app.world.ada).await;
        // 906.30 settle A-1; 2 % come off D-1; 200.00 of D-2 are in review.
        let mut vouchers = Vec::new();
        for (number, rest) in [("A-1", 60_630), ("D-1", 68_600), ("D-2", 50_000)] {
            let payment = app.start(&browser, &[number], Some("300"), "stripe").await;
            app.sandbox.pay(payment.id, "voucher").await;
            vouchers.push(payment.id);
            app.one_price(app.world.ada, number, rest).await;
            let whole = app.start(&browser, &[number], None, "stripe").await;
            app.sandbox.pay(whole.id, "card").await;
        }
        for id in vouchers {
            app.sandbox.end(id, true).await;
        }
        assert_eq!((app.owed(["A-1", "D-1", "D-2"]).await, app.credit_of_ada().await), ([0, 0, 20_000], 0));
        app.fits().await;
    }

    async fn where_all_is_on_its_way_no_big_nothing_is_shown(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &ALL, None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let home = browser.get("/").await;
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 430_050);
        assert!(!home.text().contains("Total por pagar"), "{}", home.text());
        app.sandbox.end(payment.id, false).await;
        for number in ALL {
            let [owed] = app.owed([number]).await;
            app.object_as(app.world.ada, number, owed, &format!("dispute-to-{number}")).await.expect("a dispute");
        }
        let home = browser.get("/").await;
        assert_eq!(amount_after(&home.body, "class=\"big\">"), 430_050);
        assert!(home.text().contains("En revisión") && !home.text().contains("Total por pagar"), "{}", home.text());
    }

    async fn a_voucher_is_replaced(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1", "A-2"], Some("1700"), "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let page = app.payment(payment.id).await.voucher.and_then(|voucher| voucher.page).expect("a page");
        let next = app.instead(&browser, payment.id).await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Cancelled);
        assert!(!browser.get(&page).await.body.contains("class=\"number\""), "nobody can pay it any more");
        // As much as before, ready to be paid.
        let form = browser.get(&next).await.form("/pay");
        assert_eq!(form.value("amount"), "1700.00");
        browser.submit(&form, Some(("method", "paypal"))).await;
        let other = app.payment_of(&form).await.expect("a payment");
        app.sandbox.pay(other.id, "approve_close").await;
        app.work().await;
        assert_eq!(app.owed(["A-1", "A-2"]).await, [0, 60_050]);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn a_voucher_that_was_just_paid_is_not_taken_back(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        app.sandbox.faults(serde_json::json!({ "drop": 1 })).await;
        app.sandbox.end(payment.id, true).await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Processing, "nobody has told us");
        let told = app.instead(&browser, payment.id).await;
        let page = browser.get(&told).await.text();
        assert!(page.contains("ya no se puede cambiar") && page.contains("Pago recibido"), "{page}");
        assert_eq!(app.owed(["A-2"]).await, [0]);
        app.fits().await;
    }

    async fn money_of_a_replaced_voucher_is_credit(app: TestApp) {
        app.credit_waits_for_staff().await;
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-2"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        app.instead(&browser, payment.id).await;
        let other = app.start(&browser, &["A-2"], None, "stripe").await;
        app.sandbox.pay(other.id, "card").await;
        // A printed boleto is paid at a till that has not heard of it.
        app.paid_after_all(payment.id).await;
        assert_eq!((app.owed(["A-2"]).await, app.credit_of_ada().await), ([0], 80_050));
        assert_eq!(app.exception_kinds().await, ["overpaid", "paid_after_end"]);
    }

    async fn what_nobody_can_stop_is_not_offered_to_be_replaced(app: TestApp) {
        let browser = app.browser_of(app.world.ben).await;
        let payment = app.start(&browser, &["B-2"], None, "paypal").await;
        let back = app.sandbox.pay(payment.id, "review").await;
        app.work().await;
        let page = browser.get(&back).await;
        assert!(page.text().contains("está revisando") && !page.body.contains("/instead"), "{}", page.text());
        assert!(app.instead(&browser, payment.id).await.ends_with("kept=1"));
        assert_eq!(app.payment(payment.id).await.progress, Progress::Processing);
    }

    async fn who_comes_back_without_paying_is_ready_for_the_next_try(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        for (method, leave, other) in [("stripe", "leave", "paypal"), ("paypal", "cancel", "stripe")] {
            let first = app.start(&browser, &["A-1"], Some("400"), method).await;
            let back = app.sandbox.pay(first.id, leave).await;
            let page = browser.get(&back).await;
            assert!(page.text().contains("No se cobró nada"), "{}", page.text());
            assert_eq!(app.payment(first.id).await.progress, Progress::Redirected, "looking changes nothing");
            // Its first button leads to the last page before paying, with what was chosen.
            let begin = page.body.find("/pay/confirm?").expect("a way to try again");
            let href = page.body[begin..].split('"').next().expect("an address").replace("&amp;", "&");
            let form = browser.get(&href).await.form("/pay");
            assert_eq!(form.value("amount"), "400.00");
            let answer = browser.submit(&form, Some(("method", other))).await;
            assert!(answer.location().starts_with(&app.sandbox.base), "{}", answer.location());
            assert_eq!(app.payment(first.id).await.progress, Progress::Cancelled, "one page at a time");
            let second = app.payment_of(&form).await.expect("a payment");
            browser.post(&format!("/payments/{}/cancel", second.id), String::new()).await;
        }
        app.fits().await;
    }

    async fn what_was_begun_and_paid_is_told_instead_of_begun_again(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let form = app.pay_form(&browser, &["A-1"], None).await;
        let first = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.faults(serde_json::json!({ "drop": 1 })).await;
        app.sandbox.pay(first.id, "card").await;
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(answer.location(), format!("/payments/{}", first.id));
        assert!(app.payment_of(&form).await.is_none(), "nothing was begun");
        assert_eq!(app.owed(["A-1"]).await, [0]);
        app.fits().await;
    }

    async fn a_friend_closes_nothing_that_pays_for_more(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let mine = app.id_of("A-1").await;
        let link = app.link_with(app.world.ada, |link| (link.invoice, link.pay_only) = (Some(mine), true)).await;
        let friend = app.browser();
        friend.enter(&link).await;
        let hers = app.start(&ada, &["A-1", "A-2"], None, "stripe").await;
        let form = friend.get("/").await.form("/pay");
        let answer = friend.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(answer.status, 409);
        assert_eq!(app.payment(hers.id).await.progress, Progress::Redirected);
        // What pays for this invoice alone makes way, whoever began it.
        ada.post(&format!("/payments/{}/cancel", hers.id), String::new()).await;
        let alone = app.start(&ada, &["A-1"], None, "stripe").await;
        let answer = friend.submit(&friend.get("/").await.form("/pay"), Some(("method", "stripe"))).await;
        assert!(answer.location().starts_with(&app.sandbox.base), "{}", answer.location());
        assert_eq!(app.payment(alone.id).await.progress, Progress::Cancelled);
    }

    async fn nothing_is_offered_about_what_is_on_its_way(app: TestApp) {
        app.set_policy(settling).await;
        let browser = app.browser_of(app.world.ada).await;
        let id = app.id_of("A-1").await.to_string();
        let paths = ["/offers", "/plans/new", "/promises/new", "/settlements/new"];
        assert!(browser.get("/settlements/new").await.body.contains(&id), "there is a settlement of it");
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        for path in paths {
            let page = browser.get(path).await;
            assert!(!page.body.contains(&id), "{path}: {}", page.text());
        }
        app.sandbox.end(payment.id, false).await;
        assert!(browser.get("/settlements/new").await.body.contains(&id), "it never came");
    }
}
