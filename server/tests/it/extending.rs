//! More time for a part paid now: nothing moves before the part has come, all of it with the part, and back without it.

use super::interest::twelve_percent;
use super::support::*;
use domain::agreement::AgreementState;
use domain::id::AgreementId;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::payment::{Payment, Progress};
use domain::policy::{Amounts, Audience, Delay, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Policy};
use rust_decimal::Decimal;
use serde_json::json;
use server::worker::daily_run;

/// Fifteen days more for a fifth at once and 30.00; 12 % a year over 360 days while something is late.
fn for_a_fifth(policy: &mut Policy) {
    twelve_percent(policy);
    let fee = Amounts::new([Money::new(3_000, "MXN".parse().expect("a currency"))]);
    let option = ExtensionOption {
        by: Delay::Days(15),
        granted: Granted::Automatically,
        pay_now_percent: Decimal::from(20),
        price: ExtensionPrice::Fee(fee),
    };
    policy.extension = Some(ExtensionPolicy { to: Audience::default(), a_year: 2, options: vec![option] });
}

/// Ada's A-1, three weeks late: 302.10 of 1,510.50 now, the rest by 6 December.
async fn agreed(app: &TestApp) -> AgreementId {
    app.set_policy(for_a_fifth).await;
    let request = OfferRequest::Extension { invoice: app.id_of("A-1").await, by: Delay::Days(15) };
    app.agree(app.world.ada, request, "form-of-more-time").await.expect("more time at once")
}

/// The new due date, fees, interest and principal of A-1 in the books.
async fn books(app: &TestApp) -> (Option<String>, i64, i64, i64) {
    let a = app.invoice("A-1").await;
    (a.extended_to.map(|day| day.to_string()), a.fees.minor(), a.interest.minor(), a.balance.minor())
}

/// By the button on the agreement's page, as far as the provider.
async fn begin_part(app: &TestApp, id: AgreementId) -> Payment {
    let browser = app.browser_of(app.world.ada).await;
    let page = browser.get(&format!("/agreements/{id}")).await;
    let hrefs = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut pay = hrefs.filter(|href| href.starts_with("/pay/confirm")).map(|href| href.replace("&amp;", "&"));
    let form = browser.get(&pay.next().expect("a way to pay")).await.form("/pay");
    let answer = browser.submit(&form, Some(("method", "stripe"))).await;
    assert_eq!(browser.get(answer.location()).await.status, 200, "the provider's page");
    app.payment_of(&form).await.expect("the payment")
}

const RESTS: &str = "SELECT COUNT(*) FROM pause";
const MOVED: &str = "2026-12-06";

on_each_database! {
    async fn all_of_it_comes_and_goes_with_the_part(app: TestApp) {
        let id = agreed(&app).await;
        assert_eq!(books(&app).await, (None, 0, 0, 150_000), "accepting moves nothing");
        assert_eq!((app.count(RESTS).await, app.agreement(id).await.state), (0, AgreementState::Live));
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains("$302.10") && page.contains("6 de diciembre de 2026"), "{page}");
        assert!(browser.get("/").await.text().contains("$302.10"));

        let payment = begin_part(&app, id).await;
        assert_eq!(payment.amount.minor(), 30_210);
        assert_eq!(books(&app).await, (None, 0, 1_050, 150_000));
        app.sandbox.pay(payment.id, "card").await;
        let (to, fees, interest, principal) = books(&app).await;
        assert_eq!((to.as_deref(), fees, interest + principal), (Some(MOVED), 3_000, 120_840));
        assert_eq!((app.count(RESTS).await, app.agreement(id).await.state), (1, AgreementState::Live));
        app.fits().await;
        // A part of it goes back, and the rest too: the old due date and no price.
        app.sandbox.refund(payment.id, json!({ "amount": 10_000 })).await;
        assert_eq!((books(&app).await.0, books(&app).await.1), (None, 0));
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(books(&app).await, (None, 0, 1_050, 150_000));
        assert_eq!(app.count(RESTS).await, 0);
        app.fits().await;

        // Paid again, taken by a bank, and won: as often as the money comes and goes.
        let payment = begin_part(&app, id).await;
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!((books(&app).await.0.as_deref(), books(&app).await.1), (Some(MOVED), 3_000));
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!(books(&app).await, (None, 0, 1_050, 150_000));
        app.sandbox.dispute(payment.id, "won").await;
        let (to, fees, interest, principal) = books(&app).await;
        assert_eq!((to.as_deref(), fees, interest + principal), (Some(MOVED), 3_000, 120_840));
        app.fits().await;
        // Until the new day nothing is added; the rest with the price ends it.
        app.pass(10 * 24 * 3600);
        let browser = app.browser_of(app.world.ada).await;
        let rest = app.start(&browser, &["A-1"], None, "stripe").await;
        assert_eq!(rest.amount.minor(), 123_840);
        app.sandbox.pay(rest.id, "card").await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn what_does_not_come_moves_nothing(app: TestApp) {
        let id = agreed(&app).await;
        let payment = begin_part(&app, id).await;
        app.sandbox.pay(payment.id, "voucher").await;
        assert_eq!(app.payment(payment.id).await.progress, Progress::Processing);
        app.sandbox.end(payment.id, false).await;
        assert_eq!(books(&app).await, (None, 0, 1_050, 150_000));
        // A part that is too small is a part, and no more time.
        let browser = app.browser_of(app.world.ada).await;
        let small = app.start(&browser, &["A-1"], Some("302.09"), "stripe").await;
        app.sandbox.pay(small.id, "card").await;
        assert_eq!((books(&app).await.0, app.count(RESTS).await), (None, 0));
        // Past its day the agreement is over, and the part does nothing any more.
        app.clock.set("2026-12-07T18:00:00Z".parse().expect("an instant"));
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        app.work().await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Broken);
        let browser = app.browser_of(app.world.ada).await;
        let part = app.start(&browser, &["A-1"], Some("302.10"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        assert_eq!((books(&app).await.0, books(&app).await.1), (None, 0));
        app.fits().await;
    }

    async fn a_voucher_paid_days_later_counts(app: TestApp) {
        let id = agreed(&app).await;
        let payment = begin_part(&app, id).await;
        app.sandbox.pay(payment.id, "voucher").await;
        app.pass(2 * 24 * 3600);
        app.sandbox.end(payment.id, true).await;
        let (to, fees, interest, principal) = books(&app).await;
        // Two days more on 1,500.00 were late until the part came.
        assert_eq!((to.as_deref(), fees, interest + principal), (Some(MOVED), 3_000, 120_840 + 100));
        app.fits().await;
    }

    // Family: with a price and without, with a discount that is lost; the part exactly, more than it, all of it: what the page before
    // paying says is left is what the pages after it say, and the part has one day everywhere.
    async fn the_part_and_its_day_are_said_alike_everywhere(app: TestApp) {
        let id = agreed(&app).await;
        let browser = app.browser_of(app.world.ada).await;
        let (sum, day) = ("$302.10", "5 de diciembre de 2026");
        let page = browser.get(&format!("/agreements/{id}?made=1")).await;
        let text = page.text();
        assert!(!text.contains("Tiene una nueva fecha"), "it waits: {text}");
        assert!(text.contains(&format!("Vale desde que se paguen {sum}, a más tardar el {day}.")), "{text}");
        assert!(text.contains(&format!("La nueva fecha vale desde que se paguen {sum}, a más tardar el {day}.")), "sealed: {text}");
        assert!(text.contains("Pagar $302.10 ahora") && !text.contains("Pagar todo el resto"), "{text}");
        let home = browser.get("/").await.text();
        assert!(home.contains(day) && !home.contains("A más tardar el 6 de diciembre de 2026"), "{home}");
        let calendar = browser.get(&format!("/agreements/{id}/calendar.ics")).await.body.replace("\r\n ", "");
        assert!(calendar.contains("20261205") && calendar.contains("302.10") && calendar.contains("20261206"), "{calendar}");
        for part in ["302.10", "500"] {
            let confirm = app.confirm(&browser, &["A-1"], Some(part)).await.text();
            // 30.00 come with the part.
            let left = if part == "500" { "$1,040.50" } else { "$1,238.40" };
            assert!(confirm.contains(&format!("Quedan {left}")), "{part}: {confirm}");
        }
        let payment = begin_part(&app, id).await;
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        let paid = browser.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(paid.contains("Quedan $1,238.40"), "{paid}");
        let text = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(text.contains("Todo al día") && !text.contains("Vale desde que se paguen $302.10, a más tardar el 5 de diciembre de 2026. Próximo"), "{text}");
        app.fits().await;
    }
}
