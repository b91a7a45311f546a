//! Explain my balance: the lines add up to what the page and the last page before paying ask for, on any day.

use super::interest::twelve_percent;
use super::support::*;
use domain::agreement::Extension;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::policy::{Delay, Policy};

/// Cora owes 1,000.00 at 2 % until 25 November.
const CORA: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms
C-1,cora,Cora Díaz,cora@example.test,2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30
";

/// 12 % over 360 days, and 40.00 for being late.
fn late(policy: &mut Policy) {
    twelve_percent(policy);
    policy.interest.as_mut().expect("terms").flat_fee = Some(Money::new(4_000, "MXN".parse().expect("a currency")));
}

/// The part of the page that explains, as a person reads it.
async fn explained(app: &TestApp, browser: &Browser, number: &str, as_of: &str) -> String {
    let page = browser.get(&format!("/invoices/{}?as_of={as_of}", app.id_of(number).await)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let (_, rest) = page.body.split_once("id=\"explained\"").expect("an explanation");
    let body = rest.split("</section>").next().unwrap_or(rest).to_owned();
    Page { body, ..page }.text()
}

/// The sum below the lines: the last amount before the form.
fn sum(text: &str) -> String {
    let before = text.split("Calcular para otro día").next().unwrap_or(text);
    let amount = before.split_whitespace().rev().find(|word| word.contains('$')).expect("an amount");
    amount.replace(['$', ','], "")
}

on_each_database! {
    async fn the_lines_are_what_is_asked_for_on_each_day(app: TestApp) {
        app.set_policy(late).await;
        let browser = app.browser_of(app.world.ada).await;
        // 40.00 and 10.50 are owed beside 1,500.00; 600.00 are paid: what is left of them goes to the principal.
        let payment = app.start(&browser, &["A-1"], Some("600"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        let before = app.digest().await;
        let days = ["2026-11-21", "2026-11-22", "2026-12-01", "2027-01-15"];
        let mut told = Vec::new();
        for day in days {
            told.push((day, sum(&explained(&app, &browser, "A-1", day).await)));
        }
        assert_eq!(app.digest().await, before, "looking changes nothing");
        assert_eq!(sum(&explained(&app, &browser, "A-1", "").await), told[0].1);
        let ahead = explained(&app, &browser, "A-1", "2026-12-01").await;
        // 21 days of 0.50, and ten of 950.50 × 12 % ÷ 360 = 0.3168 each.
        for said in ["21 días × 12 % al año × $1,500.00 ÷ 360", "10 días × 12 % al año × $950.50 ÷ 360", "$10.50", "$3.17", "$40.00"] {
            assert!(ahead.contains(said), "{said} is missing: {ahead}");
        }
        assert!(ahead.contains("Si paga el 1 de diciembre de 2026"), "{ahead}");
        for (day, told) in told {
            app.clock.set(format!("{day}T18:00:00Z").parse().expect("an instant"));
            let browser = app.browser_of(app.world.ada).await;
            assert_eq!(app.pay_form(&browser, &["A-1"], None).await.value("amount"), told, "{day}");
            assert_eq!(sum(&explained(&app, &browser, "A-1", "").await), told, "{day}");
        }
        app.fits().await;
    }

    async fn the_past_is_told_and_what_is_no_day_is_said(app: TestApp) {
        app.set_policy(late).await;
        let browser = app.browser_of(app.world.ada).await;
        assert_eq!(sum(&explained(&app, &browser, "A-1", "2026-10-15").await), "1500.00");
        assert_eq!(sum(&explained(&app, &browser, "A-1", "2026-11-10").await), "1545.00");
        for wrong in ["2026-13-01", "mañana", "2026-09-30", "2027-11-22", "%00"] {
            let text = explained(&app, &browser, "A-1", wrong).await;
            assert!(text.contains("Elija un día del calendario") && sum(&text) == "1550.50", "{wrong}: {text}");
        }
        // Paid is paid, and the way there stays told.
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.pass(40 * 24 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        let text = explained(&app, &browser, "A-1", "").await;
        assert!(sum(&text) == "0.00" && text.contains("$10.50") && text.contains("$40.00"), "{text}");
        // Another debtor's is not there.
        let ben = app.browser_of(app.world.ben).await;
        let address = format!("/invoices/{}?as_of=2026-11-10", app.id_of("A-1").await);
        assert_eq!(ben.get(&address).await.status, 404);
    }

    async fn a_discount_is_told_on_the_days_it_can_be_had(app: TestApp) {
        app.import(CORA).await;
        let browser = app.browser_of(app.debtor("cora").await).await;
        let page = browser.get(&format!("/invoices/{}", app.id_of("C-1").await)).await;
        assert!(page.text().contains("Pagar $980.00") && !page.text().contains("Pagar $1,000.00"), "{}", page.text());
        assert_eq!(sum(&explained(&app, &browser, "C-1", "2026-11-25").await), "980.00");
        assert_eq!(sum(&explained(&app, &browser, "C-1", "2026-11-26").await), "1000.00");
        let past = explained(&app, &browser, "C-1", "2026-11-20").await;
        assert_eq!(sum(&past), "1000.00", "no day that is over earns anything");
    }

    async fn more_time_and_a_plan_are_said(app: TestApp) {
        app.set_policy(late).await;
        let ada = app.world.ada;
        let more = OfferRequest::Extension { invoice: app.id_of("A-1").await, by: Delay::Days(15) };
        let id = app.agree(ada, more, "form-of-more-time").await.expect("more time");
        let Extension { old_due, .. } = app.extension(id).await;
        assert_eq!(old_due.to_string(), "2026-10-31");
        let browser = app.browser_of(ada).await;
        let page = browser.get(&format!("/invoices/{}", app.id_of("A-1").await)).await;
        assert!(page.body.contains(&format!("href=\"/agreements/{id}\"")), "{}", page.text());
        assert!(page.text().contains("31 de octubre de 2026"), "{}", page.text());
        let asked = app.pay_form(&browser, &["A-1"], None).await;
        assert_eq!(sum(&explained(&app, &browser, "A-1", "").await), asked.value("amount"));
        // Ben's one invoice goes into a plan: nothing accrues on it, and no way leads to another one.
        let ben = app.browser_of(app.world.ben).await;
        let address = format!("/invoices/{}", app.id_of("B-1").await);
        assert!(ben.get(&address).await.body.contains("href=\"/plans/new?invoice="));
        let plan = app.agree(app.world.ben, crate::agreeing::in_parts(3), "form-of-parts-b").await.expect("a plan");
        let page = ben.get(&address).await;
        assert!(page.body.contains(&format!("href=\"/agreements/{plan}\"")), "{}", page.text());
        assert!(!page.body.contains("href=\"/plans/new?invoice="), "{}", page.text());
        assert_eq!(sum(&explained(&app, &ben, "B-1", "2027-10-01").await), "1000.00");
    }
}
