//! A link that pays one invoice: it says what it asks, and shows nothing of the rest of the account, also while the debtor's own
//! payment is on its way.

use super::one_price::{amount_after, minor};
use super::support::*;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};

impl TestApp {
    /// Makes a link in Ada's preferences that pays this invoice: the page that says so, and a browser of who opens it.
    async fn shared(&self, number: &str) -> (Page, Browser) {
        let ada = self.browser_of(self.world.ada).await;
        let invoice = self.id_of(number).await.to_string();
        let page = ada.post("/preferences/share", form_with(&[("invoice", &invoice)])).await;
        let url =
            page.body.split('"').find(|text| text.starts_with(&format!("{BASE}/l/"))).expect("the link").to_owned();
        let friend = self.browser();
        friend.enter(url.strip_prefix(BASE).expect("ours")).await;
        (page, friend)
    }
}

/// Every address that a page leads to can be opened by who sees it.
async fn leads_nowhere_closed(browser: &Browser, page: &Page) {
    let links = page.body.split("<a ").skip(1).filter_map(|rest| rest.split('>').next());
    for href in links.filter_map(|link| link.split_once("href=\"/")?.1.split('"').next()) {
        let answer = browser.get(&format!("/{}", href.replace("&amp;", "&"))).await;
        assert!(answer.status < 400, "/{href}: {}", answer.status);
    }
}

on_each_database! {
    async fn of_a_plan_it_says_and_asks_an_instalment(app: TestApp) {
        let first = "2026-12-15".parse().expect("a day");
        let request = PlanRequest { pace: Pace::Count(3), first, frequency: Frequency::Monthly, down: None };
        let request = OfferRequest::Plan { invoices: Vec::new(), request };
        app.agree(app.world.ada, request, "form-of-a-plan-1").await.expect("a plan");
        let ada = app.browser_of(app.world.ada).await;
        let options = ada.get("/preferences").await;
        assert_eq!(amount_after(&options.body, "<b><span class=\"no\">A-3</span></b>"), 143_350, "of 2,000.00");
        assert!(options.text().contains("próximo pago de su plan"), "{}", options.text());
        let (said, friend) = app.shared("A-3").await;
        assert!(said.text().contains("un pago de su plan cada vez. El próximo es de $1,433.50"), "{}", said.text());
        let page = friend.get("/").await;
        assert_eq!(minor(page.form("/pay").value("amount")), 143_350);
        assert!(page.text().contains("Es un pago del plan"), "{}", page.text());
        leads_nowhere_closed(&friend, &page).await;
        app.fits().await;
    }

    async fn a_voucher_of_more_than_its_invoice_is_not_shown(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        // 1,500.00 and 300.00 of 800.50 are on their way.
        let payment = app.start(&ada, &["A-1", "A-2"], Some("1800"), "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let voucher = app.payment(payment.id).await.voucher.expect("a voucher");
        let secret = [voucher.number.expect("a number"), voucher.page.expect("a page"), payment.id.to_string(), "1,800".to_owned()];
        let options = ada.get("/preferences").await;
        assert!(!options.body.contains(">A-1<"), "nothing of it can be paid: {}", options.text());
        assert_eq!(amount_after(&options.body, "<b><span class=\"no\">A-2</span></b>"), 50_050);
        let links = [("A-1", None), ("A-2", Some(50_050))];
        for (number, rest) in links {
            let invoice = app.id_of(number).await;
            let link = app.link_with(app.world.ada, |link| (link.invoice, link.pay_only) = (Some(invoice), true)).await;
            let friend = app.browser();
            friend.enter(&link).await;
            let page = friend.get("/").await;
            let other = if number == "A-1" { "A-2" } else { "A-1" };
            for word in secret.iter().map(String::as_str).chain([other]) {
                assert!(!page.body.contains(word), "{number}: {word} in {}", page.text());
            }
            leads_nowhere_closed(&friend, &page).await;
            match rest {
                None => {
                    assert!(page.text().contains("Hay $1,500.00 en camino para esta factura"), "{}", page.text());
                    assert!(!page.body.contains("action=\"/pay\""), "{}", page.text());
                }
                Some(rest) => {
                    let form = page.form("/pay");
                    assert_eq!(minor(form.value("amount")), rest);
                    assert!(page.text().contains("$300.00 en camino"), "{}", page.text());
                    friend.submit(&form, Some(("method", "stripe"))).await;
                    let paid = app.payment_of(&form).await.expect("the payment of the rest");
                    app.sandbox.pay(paid.id, "card").await;
                }
            }
        }
        app.sandbox.end(payment.id, true).await;
        assert_eq!(app.owed(["A-1", "A-2"]).await, [0, 0]);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn a_form_of_before_the_voucher_tells_no_more(app: TestApp) {
        let (_, friend) = app.shared("A-1").await;
        let form = friend.get("/").await.form("/pay");
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1", "A-2"], None, "stripe").await;
        for voucher in [false, true] {
            if voucher {
                app.sandbox.pay(payment.id, "voucher").await;
            }
            let answer = friend.submit(&form, Some(("method", "stripe"))).await;
            assert_eq!(answer.status, 409);
            for word in ["2,300.50", "A-2", payment.id.to_string().as_str()] {
                assert!(!answer.body.contains(word), "{word} in {}", answer.text());
            }
            let said = if voucher { "$1,500.00 en camino" } else { "Otra persona empezó a pagar esta factura" };
            assert!(answer.text().contains(said), "{}", answer.text());
            leads_nowhere_closed(&friend, &answer).await;
        }
        app.fits().await;
    }
}
