//! The bar of the page of choices says what the page before paying says: the same sum, the same rest, the same refusal; and the
//! pages after it say that rest too.

use super::one_price::{amount_after, minor};
use super::one_price_model::{in_plan, policy};
use super::support::*;
use app::api::payments::Quoted;
use domain::id::DebtorId;

/// What is chosen: the invoices, and the amount where it is another one.
type Choice<'a> = (&'a [&'a str], Option<&'a str>);

impl TestApp {
    async fn quote(&self, browser: &Browser, (numbers, amount): Choice<'_>) -> Quoted {
        let mut fields = vec![("currency".to_owned(), "MXN".to_owned())];
        for number in numbers {
            fields.push(("invoice".to_owned(), self.id_of(number).await.to_string()));
        }
        fields.push(("how".to_owned(), if amount.is_some() { "part" } else { "all" }.to_owned()));
        fields.push(("amount".to_owned(), amount.unwrap_or_default().to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = browser.post("/pay/quote", form_with(&fields)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        Quoted::of_text(&page.body)
    }

    /// Bar and page before paying agree about a choice. What both ask, and what both say is left; none where they refuse.
    async fn agrees(&self, debtor: DebtorId, choice: Choice<'_>) -> Option<(i64, i64)> {
        let browser = self.browser_of(debtor).await;
        let (bar, page) = (self.quote(&browser, choice).await, self.confirm(&browser, choice.0, choice.1).await);
        if bar.refused {
            assert_eq!(page.status, 422, "{choice:?}: {bar:?} {}", page.text());
            let plain = |text: &str| text.replace('\u{a0}', " ");
            assert!(plain(&page.text()).contains(&plain(&bar.note)), "{choice:?}: {bar:?} {}", page.text());
            return None;
        }
        assert_eq!(page.status, 200, "{choice:?}: {bar:?} {}", page.text());
        let asked = minor(page.form("/pay").value("amount"));
        assert_eq!(minor(&bar.total), asked, "{choice:?}: {bar:?}");
        let all_paid = page.text().contains("Queda todo pagado");
        let left = if all_paid { 0 } else { amount_after(&page.body, "Quedará por pagar") };
        if choice.1.is_some() && !all_paid {
            assert_eq!(amount_after(&bar.note, ""), left, "{choice:?}: {bar:?}");
        }
        Some((asked, left))
    }
}

on_each_database! {
    async fn bar_page_receipt_mail_and_home_name_one_rest(app: TestApp) {
        app.set_policy(policy).await;
        let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n";
        let cora = "cora,Cora Díaz,cora@example.test";
        app.import(&format!(
            "{head}C-1,{cora},2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30\nC-2,{cora},2026-11-15,2026-12-20,MXN,300.00,\n"
        )).await;
        let cora = app.debtor("cora").await;
        let all: &[&str] = &["C-1", "C-2"];
        assert_eq!(app.agrees(cora, (all, None)).await, Some((128_000, 0)));
        assert_eq!(app.agrees(cora, (&["C-1"], None)).await, Some((98_000, 30_000)));
        assert_eq!(app.agrees(cora, (&["C-1"], Some("980"))).await, Some((98_000, 30_000)), "its price in another field");
        assert_eq!(app.agrees(cora, (&["C-1"], Some("980.01"))).await, None);
        assert_eq!(app.agrees(cora, (&["C-1"], Some("abc"))).await, None);
        assert_eq!(app.agrees(cora, (&["C-1"], Some("0"))).await, None, "nothing");
        assert_eq!(app.agrees(cora, (&[], None)).await, None);
        // A part earns nothing; the rest has its two per cent, as it will have at home.
        assert_eq!(app.agrees(cora, (&["C-1"], Some("500"))).await, Some((50_000, 49_000 + 30_000)));
        let browser = app.browser_of(cora).await;
        let page = app.confirm(&browser, &["C-1"], Some("500")).await.text();
        assert!(page.contains("Quedan $490.00 si los paga a más tardar el 25 de noviembre de 2026; después, $500.00"), "{page}");
        let paid = app.start(&browser, &["C-1"], Some("500"), "stripe").await;
        let back = app.sandbox.pay(paid.id, "card").await;
        app.work().await;
        let receipt = browser.get(&back).await.text();
        assert!(receipt.contains("$790.00") && receipt.contains("Quedan $490.00"), "{receipt}");
        assert_eq!(amount_after(&browser.get("/").await.body, "class=\"big\">"), 79_000);
        let mail = app.mails_of("receipt")[0].rendered.text.replace('\u{a0}', " ");
        assert!(mail.contains("$490.00"), "{mail}");
        app.fits().await;
    }

    async fn of_a_plan_and_of_what_is_in_review_too(app: TestApp) {
        app.set_policy(policy).await;
        let ben = app.world.ben;
        in_plan(&app, ben).await;
        // 1,000.00 in three, a tenth off each.
        assert_eq!(app.agrees(ben, (&["B-1"], None)).await.map(|(asked, _)| asked), Some(90_001));
        assert_eq!(app.agrees(ben, (&["B-1"], Some("900.02"))).await, None);
        assert!(app.agrees(ben, (&["B-1"], Some("300.01"))).await.is_some());
        // 300.00 of A-3 are in review: an amount beyond the rest pays of them too.
        let ada = app.world.ada;
        app.object_as(ada, "A-3", 30_000, "dispute-to-a-part").await.expect("a dispute");
        for amount in [None, Some("100"), Some("1700"), Some("1800"), Some("2000"), Some("2000.01")] {
            app.agrees(ada, (&["A-3"], amount)).await;
            app.agrees(ada, (&["A-1", "A-2", "A-3"], amount)).await;
        }
        // A voucher over a part of it.
        let browser = app.browser_of(ada).await;
        let paid = app.start(&browser, &["A-3"], Some("700"), "stripe").await;
        app.sandbox.pay(paid.id, "voucher").await;
        for amount in [None, Some("100"), Some("1000"), Some("1001"), Some("1300"), Some("1300.01")] {
            app.agrees(ada, (&["A-3"], amount)).await;
        }
        assert_eq!(app.agrees(ada, (&["A-3"], None)).await.map(|(asked, _)| asked), Some(100_000));
        app.fits().await;
    }
}
