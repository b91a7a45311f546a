//! An account with sixty invoices: its pages stay short, and their figures add up.

use super::one_price::{amount_after, minor};
use super::settlement::settling;
use super::support::*;

/// Ada owes sixty invoices more: twenty overdue, ten due within days, thirty later.
async fn owes_sixty(app: &TestApp) -> Browser {
    let mut csv =
        "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n".to_owned();
    for n in 0..60 {
        let due = ["2026-10-20", "2026-10-25", "2026-11-24", "2027-01-15", "2027-01-20", "2027-02-01"][n % 6];
        csv.push_str(&format!("M-{n},many,Muchas SA,many@example.test,2026-10-01,{due},MXN,{}.10\n", 100 + n));
    }
    app.import(&csv).await;
    app.set_policy(settling).await;
    app.browser_of(app.debtor("many").await).await
}

/// The amounts of the rows under the total.
fn rows(page: &Page) -> Vec<(String, i64)> {
    let list =
        page.body.split("<dl class=\"parts\">").nth(1).and_then(|rest| rest.split("</dl>").next()).unwrap_or_default();
    let row = |row: &str| {
        let tone = row.split('"').next().unwrap_or_default().to_owned();
        Some((tone, minor(row.split("<dd>").nth(1)?.split("</dd>").next()?)))
    };
    list.split("<div class=\"").skip(1).filter_map(row).collect()
}

on_each_database! {
    async fn the_account_has_one_button_and_rows_that_add_up(app: TestApp) {
        let browser = owes_sixty(&app).await;
        let home = browser.get("/").await;
        let total = amount_after(&home.body, "class=\"big\">");
        let parts: i64 = rows(&home).iter().filter(|(tone, _)| tone != "moving").map(|(_, amount)| amount).sum();
        assert_eq!(parts, total, "{:?}", rows(&home));
        assert_eq!(home.body.matches("class=\"button\"").count(), 1, "one button is the first: {}", home.text());
        assert_eq!(home.body.matches("class=\"button quiet\"").count(), 0);
        // The list begins with what is most urgent, and the rest opens below it.
        let shown = home.body.split("<details").next().unwrap_or_default();
        assert_eq!((shown.matches("href=\"/invoices/").count(), home.body.matches("href=\"/invoices/").count()), (8, 60));
    }

    async fn what_is_offered_is_a_card_a_kind(app: TestApp) {
        let browser = owes_sixty(&app).await;
        let offers = browser.get("/offers").await;
        let cards = offers.body.matches("class=\"offer\"").count();
        assert!((2..=5).contains(&cards), "{cards} cards: {}", offers.text());
        assert!(offers.body.len() < 15_000, "{} bytes", offers.body.len());
    }

    async fn many_boxes_are_ticked_at_once(app: TestApp) {
        let browser = owes_sixty(&app).await;
        let ticked = async |pick: &str| {
            let form = browser.get(&format!("/pay?currency=MXN&pick={pick}")).await.filled("/pay/confirm");
            form.fields.iter().filter(|(name, _)| name == "invoice").count()
        };
        assert_eq!((ticked("all").await, ticked("overdue").await, ticked("none").await), (60, 20, 0));
        assert_eq!(ticked("whatever").await, 60);
    }
}
