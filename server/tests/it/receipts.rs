//! Receipts as files: the figures of the page, the mail and the ledger, for whoever may see the payment.

use super::interest::twelve_percent;
use super::support::*;
use documents::{Part, ReceiptDocument};
use domain::id::PaymentId;
use domain::language::Language;
use serde_json::json;
use services::clock::Clock;
use services::format::Formatter;
use services::payments::receipt;
use store::debtors;

/// Cora owes 1,000.00 at 2 % until 25 November, and 300.00 plainly.
const CORA: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms
C-1,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30
C-3,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-20,MXN,300.00,
";

impl TestApp {
    /// What the receipt of a payment says to its debtor.
    async fn receipt(&self, id: PaymentId, language: Language) -> ReceiptDocument {
        let payment = self.payment(id).await;
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let debtor = debtors::by_id(&mut db, payment.creditor, payment.debtor).await.expect("the database");
        let formatter = Formatter::new(&self.world.norte, None, language);
        let parties = (&self.world.norte, debtor.as_ref());
        let read = receipt::read(&mut db, &self.portal.services, &payment, parties, &formatter, self.clock.now())
            .await
            .expect("the database");
        read.expect("a receipt")
    }
}

/// Number, part and amount of each share.
fn shares(document: &ReceiptDocument) -> Vec<(&str, Part, String)> {
    document.shares.iter().map(|share| (share.invoice.as_str(), share.part, plain(&share.amount))).collect()
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

on_each_database! {
    async fn its_figures_are_those_of_page_mail_and_ledger(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1", "A-2"], Some("1800"), "stripe").await;
        let file = format!("/payments/{}/receipt.pdf", payment.id);
        assert_eq!(browser.get(&file).await.status, 404, "nothing has arrived yet");
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;

        let said = app.receipt(payment.id, Language::Es).await;
        assert_eq!((said.total.as_str(), said.number.len()), ("$1,800.00", 13));
        let mut parts = shares(&said);
        parts.sort_by_key(|(number, part, _)| (number.to_string(), *part != Part::Interest));
        let expected = [
            ("A-1", Part::Interest, "$10.50".to_owned()),
            ("A-1", Part::Principal, "$1,500.00".to_owned()),
            ("A-2", Part::Principal, "$289.50".to_owned()),
        ];
        assert_eq!(parts, expected);
        let open = said.open.as_ref().expect("what stays open");
        assert_eq!(open.totals, ["$2,511.00"]);
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [0, 51_100, 200_000]);

        let page = browser.get(&format!("/payments/{}", payment.id)).await;
        for figure in [&said.number, &said.total, &open.totals[0]] {
            assert!(page.text().contains(figure.as_str()), "{figure}: {}", page.text());
        }
        assert!(page.body.contains(&format!("href=\"{file}\"")), "{}", page.text());
        assert!(browser.get("/activity").await.body.contains(&format!("href=\"{file}\"")));
        let [mail] = &app.mails_of("receipt")[..] else { panic!("one mail") };
        let text = plain(&mail.rendered.text);
        for figure in [&said.number, &said.total, &open.totals[0]] {
            assert!(text.contains(figure.as_str()), "{figure}: {text}");
        }
        let [attached] = &mail.attachments[..] else { panic!("one file") };
        // Many lie in one folder: the name says whose it is, of which day and which.
        let name = format!("comprobante-norte-2026-11-21-{}.pdf", said.number);
        assert!(attached.name == name && attached.bytes.starts_with(b"%PDF-"), "{}", attached.name);

        let pdf = browser.get(&file).await;
        assert_eq!((pdf.status, pdf.header("content-type")), (200, "application/pdf"));
        assert!(pdf.header("content-disposition").starts_with("attachment") && pdf.body.starts_with("%PDF-"));
        assert!(pdf.header("content-disposition").contains(&name), "{}", pdf.header("content-disposition"));
        assert!(pdf.header("cache-control").contains("no-store"), "{:?}", pdf.headers);
        // Nobody else's; and whoever comes back from the provider in another browser has the token for it.
        let ben = app.browser_of(app.world.ben).await;
        assert_eq!(ben.get(&file).await.status, 404);
        assert_eq!(app.browser().get(&file).await.status, 401);
        let token = text.split("?r=").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a token");
        let stranger = app.browser();
        assert_eq!(stranger.get(&format!("{file}?r={token}")).await.status, 200);
        assert!(stranger.get(&format!("/payments/{}?r={token}", payment.id)).await.body.contains("/receipt.pdf?r="));
        assert_eq!(stranger.get(&format!("{file}?r={token}x")).await.status, 404);
    }

    async fn what_came_off_and_what_went_back_are_shown(app: TestApp) {
        app.import(CORA).await;
        let browser = app.browser_of(app.debtor("cora").await).await;
        let ids = (app.id_of("C-1").await, app.id_of("C-3").await);
        let address = format!("/pay/confirm?currency=MXN&how=all&invoice={}&invoice={}", ids.0, ids.1);
        let form = browser.get(&address).await.form("/pay");
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert_eq!(browser.get(answer.location()).await.status, 200);
        let id = app.payment_of(&form).await.expect("the payment").id;
        app.sandbox.pay(id, "card").await;
        let said = app.receipt(id, Language::Es).await;
        let whole = [("C-1", Part::Principal, "$1,000.00".to_owned()), ("C-3", Part::Principal, "$300.00".to_owned())];
        assert_eq!((shares(&said), said.total.as_str()), (whole.to_vec(), "$1,280.00"));
        assert!(said.discount.as_deref().is_some_and(|off| off.contains("$20.00")), "{:?}", said.discount);
        assert!(said.refunds.is_empty() && said.open.as_ref().is_some_and(|open| open.shares.is_empty()));

        // A part goes back: the receipt still says what was paid, and what of it went back.
        app.sandbox.refund(id, json!({ "amount": 10_000 })).await;
        let said = app.receipt(id, Language::Es).await;
        assert_eq!((shares(&said), said.total.as_str()), (whole.to_vec(), "$1,280.00"));
        let went: Vec<_> = said.refunds.iter().map(|back| (back.on.as_str(), back.amount.as_str())).collect();
        assert_eq!(went, [("21 de noviembre de 2026", "$100.00")]);
        assert_eq!(said.open.as_ref().expect("what stays open").totals, ["$100.00"]);
        // All of it: nothing came off any more, and the lines still add up to what was received.
        app.sandbox.refund(id, json!({})).await;
        let said = app.receipt(id, Language::Es).await;
        assert_eq!(shares(&said)[0].2, "$980.00");
        assert_eq!((said.discount.as_deref(), said.refunds.len()), (None, 2));
        assert_eq!(said.refunds[1].amount, "$1,180.00");
        for language in [Language::Es, Language::En, Language::Pt] {
            let document = app.receipt(id, language).await;
            let pdf = tokio::task::spawn_blocking(move || documents::receipt(&document)).await.expect("no panic");
            assert!(pdf.expect("a PDF").starts_with(b"%PDF-"), "{language:?}");
        }
        app.fits().await;
    }
}
