//! What is left: whoever says it (the page before paying, the paid page, mail, PDF, invoice, agreement, refund) says with it what
//! is on its way and in review, and until when a price holds. Nothing is called paid while a part may still come back.

use super::settlement::settling;
use super::support::*;
use domain::language::Language;
use domain::offer_request::OfferRequest;
use services::format::Formatter;
use services::payments::receipt;
use store::debtors;

/// Cora owes 1,000.00 at 2 % until 25 November.
const CORA: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms
C-1,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30
";

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

impl TestApp {
    /// What the PDF says stays open after the payment.
    async fn still_open(&self, id: domain::id::PaymentId) -> documents::StillOpen {
        let payment = self.payment(id).await;
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let debtor = debtors::by_id(&mut db, payment.creditor, payment.debtor).await.expect("the database");
        let formatter = Formatter::new(&self.world.norte, None, Language::Es);
        let parties = (&self.world.norte, debtor.as_ref());
        let now = services::clock::Clock::now(&*self.clock);
        let read = receipt::read(&mut db, &self.portal.services, &payment, parties, &formatter, now);
        read.await.expect("the database").expect("a receipt").open.expect("what stays open")
    }
}

on_each_database! {
    // 1,000.00 of A-1 by a voucher that nobody has paid, the other 500.00 by card: A-1 is not paid.
    async fn with_a_voucher_that_is_not_paid_nothing_is_called_paid(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let slip = app.start(&ada, &["A-1"], Some("1000"), "stripe").await;
        app.sandbox.pay(slip.id, "voucher").await;
        let confirm = app.confirm(&ada, &["A-1"], None).await.text();
        assert!(confirm.contains("$1,000.00 en camino") && !confirm.contains("Queda pagada"), "{confirm}");
        assert!(confirm.contains("Además, en camino $1,000.00"), "{confirm}");
        let paid = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(paid.id, "card").await;
        app.work().await;
        let page = ada.get(&format!("/payments/{}", paid.id)).await.text();
        assert!(page.contains("$1,000.00 en camino") && !page.contains("Queda pagada"), "{page}");
        let [mail] = &app.mails_of("receipt")[..] else { panic!("one mail") };
        for text in [&mail.rendered.text, &mail.rendered.html].map(|text| plain(text)) {
            assert!(text.contains("$1,000.00 en camino"), "{text}");
            assert!(text.contains("Además, $1,000.00 están en camino y aún no han llegado."), "{text}");
        }
        let open = app.still_open(paid.id).await;
        assert_eq!((open.on_its_way.as_deref(), open.in_review, open.until), (Some("$1,000.00"), None, None));
        // No row, box or button of nothing.
        let home = ada.get("/").await;
        assert!(!home.text().contains("$0.00"), "{}", home.text());
        let id = app.id_of("A-1").await.to_string();
        assert!(!ada.get("/pay").await.body.contains(&id));
        app.fits().await;
    }

    // 800.00 of A-1 are in review; the rest is paid.
    async fn with_a_part_in_review_nothing_is_called_paid(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        app.object("A-1", 80_000, "form-of-a-dispute-1").await.expect("a dispute");
        let confirm = app.confirm(&ada, &["A-1"], None).await.text();
        assert!(confirm.contains("$800.00 en revisión") && !confirm.contains("Queda pagada"), "{confirm}");
        let paid = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(paid.id, "card").await;
        app.work().await;
        let [mail] = &app.mails_of("receipt")[..] else { panic!("one mail") };
        let text = plain(&mail.rendered.text);
        assert!(text.contains("$800.00 en revisión") && text.contains("Además, $800.00 están en revisión."), "{text}");
        assert_eq!(app.still_open(paid.id).await.in_review.as_deref(), Some("$800.00"));
        // Only what is in review is left: nothing asks for it, and the rows are the total.
        let id = app.id_of("A-1").await;
        let page = ada.get(&format!("/invoices/{id}")).await;
        assert!(!page.body.contains("/pay/confirm"), "{}", page.text());
        let home = ada.get("/").await;
        assert!(!home.text().contains("$0.00") && !home.body.contains(&format!("invoice={id}")), "{}", home.text());
        app.fits().await;
    }

    async fn a_price_that_ends_is_told_with_its_day_everywhere(app: TestApp) {
        app.import(CORA).await;
        let cora = app.browser_of(app.debtor("cora").await).await;
        // 490.00 of 980.00: the other 500.00 cost 490.00 until the 25th.
        let paid = app.start(&cora, &["C-1"], Some("490"), "stripe").await;
        app.sandbox.pay(paid.id, "card").await;
        app.work().await;
        let day = "25 de noviembre de 2026";
        let page = cora.get(&format!("/payments/{}", paid.id)).await.text();
        let [mail] = &app.mails_of("receipt")[..] else { panic!("one mail") };
        for said in [page, plain(&mail.rendered.text)] {
            assert_eq!(said.matches(day).count(), 2, "of the invoice and of the account: {said}");
        }
        let (until, _) = app.still_open(paid.id).await.until.expect("its day");
        assert_eq!(until, day);
        // Who pays for Cora is told too.
        let id = app.id_of("C-1").await;
        let shared = cora.post("/preferences/share", form_with(&[("invoice", &id.to_string())])).await;
        assert!(shared.text().contains(&format!("Es el precio hasta el {day}")), "{}", shared.text());
        let link = app.link_with(app.debtor("cora").await, |link| (link.invoice, link.pay_only) = (Some(id), true)).await;
        let friend = app.browser();
        friend.enter(&link).await;
        let page = friend.get("/").await.text();
        assert!(page.contains(&format!("Es el precio hasta el {day}")), "{page}");
        app.fits().await;
    }

    async fn an_agreement_counts_what_is_on_its_way(app: TestApp) {
        app.set_policy(settling).await;
        let request = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
        let id = app.agree(app.world.ada, request, "form-of-a-settlement-1").await.expect("a settlement");
        let ada = app.browser_of(app.world.ada).await;
        let before = ada.get(&format!("/agreements/{id}")).await.text();
        assert!(before.contains("Falta pagar"), "{before}");
        let slip = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(slip.id, "voucher").await;
        let page = ada.get(&format!("/agreements/{id}")).await.text();
        assert!(!page.contains("Falta pagar") && page.contains("Pago en camino"), "{page}");
        let home = ada.get("/").await.text();
        assert!(!home.contains("$0.00 en vez"), "{home}");
        let invoice = ada.get(&format!("/invoices/{}", app.id_of("A-1").await)).await.text();
        assert!(!invoice.contains("Paga $0.00") && !invoice.contains("$0.00 en vez"), "{invoice}");
        // It never came: the whole sum is asked for again.
        app.sandbox.end(slip.id, false).await;
        assert_eq!(ada.get(&format!("/agreements/{id}")).await.text(), before);
        app.fits().await;
    }

    async fn a_refund_says_what_is_open_again_and_when_it_is_due(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let paid = app.start(&ada, &["A-3"], None, "stripe").await;
        app.sandbox.pay(paid.id, "card").await;
        app.sandbox.refund(paid.id, serde_json::json!({ "amount": 20_000 })).await;
        app.work().await;
        let [mail] = &app.mails_of("refund")[..] else { panic!("one mail") };
        let due = app.invoice("A-3").await.due_now();
        let due = Formatter::new(&app.world.norte, None, Language::Es).date(due);
        for text in [&mail.rendered.text, &mail.rendered.html].map(|text| plain(text)) {
            assert!(text.contains("Factura A-3: Quedan $200.00") && text.contains(&due), "{text}");
        }
    }

    // A friend pays with a voucher: finds its number again, and is promised no mail, since nobody has that address.
    async fn a_friend_finds_the_voucher_again_and_is_promised_nothing(app: TestApp) {
        let id = app.id_of("A-1").await;
        let link = app.link_with(app.world.ada, |link| (link.invoice, link.pay_only) = (Some(id), true)).await;
        let friend = app.browser();
        friend.enter(&link).await;
        let form = friend.get("/").await.form("/pay");
        friend.submit(&form, Some(("method", "stripe"))).await;
        let payment = app.payment_of(&form).await.expect("the payment").id;
        let back = app.sandbox.pay(payment, "voucher").await;
        let page = friend.get(&back).await.text();
        assert!(!page.contains("Le avisaremos") && page.contains("Puede cerrar esta página"), "{page}");
        let number = app.payment(payment).await.voucher.expect("a voucher").number.expect("a number");
        let page = friend.get("/").await;
        assert!(page.body.contains(&number) && !page.text().contains("No hace falta"), "{}", page.text());
        let ada = app.browser_of(app.world.ada).await;
        assert!(ada.get(&format!("/payments/{payment}")).await.text().contains("Le avisaremos"));
    }
}
