//! An instalment that costs less if it is paid by a day: taken, locked while its payment is open, counted as the whole
//! instalment, and taken back with its money.

use super::support::*;
use domain::agreement::AgreementState;
use domain::date::Date;
use domain::discount::{EarlyBy, InstalmentDiscount};
use domain::id::AgreementId;
use domain::offer_request::OfferRequest;
use domain::payment::Payment;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::Policy;
use rust_decimal::Decimal;
use serde_json::json;
use server::worker::daily_run;

const ALL: [&str; 3] = ["A-1", "A-2", "A-3"];

fn day(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

/// 10 % off each instalment that is paid by the 5th of its month.
fn by_the_fifth(policy: &mut Policy) {
    let plan = policy.plan.as_mut().expect("plans are offered");
    plan.default_terms.early = Some(InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DayOfMonth(5) });
    plan.default_terms.when_broken.claw_back_discounts = true;
}

/// Ada's 4,300.50 in three instalments of 1,433.50 on the 15th, from December on.
async fn agreed(app: &TestApp) -> AgreementId {
    app.set_policy(by_the_fifth).await;
    let request =
        PlanRequest { pace: Pace::Count(3), first: day(2026, 12, 15), frequency: Frequency::Monthly, down: None };
    let request = OfferRequest::Plan { invoices: Vec::new(), request };
    app.agree(app.world.ada, request, "form-of-a-plan-1").await.expect("a plan")
}

impl TestApp {
    /// Noon in Mexico City.
    pub(super) fn noon(&self, y: i32, m: u32, d: u32) {
        self.clock.set(self.world.norte.zone.start_of_day(day(y, m, d)) + chrono::TimeDelta::hours(12));
    }

    /// The last page before the instalment `n` is paid.
    async fn confirm_part(&self, browser: &Browser, id: AgreementId, n: u16) -> Page {
        let mut address = format!("/pay/confirm?currency=MXN&how=all&agreement={id}&instalment={n}");
        for number in ALL {
            address.push_str(&format!("&invoice={}", self.id_of(number).await));
        }
        browser.get(&address).await
    }

    /// Begins to pay the instalment `n` at its early price.
    async fn begin_part(&self, browser: &Browser, id: AgreementId, n: u16) -> Payment {
        let form = self.confirm_part(browser, id, n).await.form("/pay");
        assert_eq!(form.value("instalment"), n.to_string());
        let answer = browser.submit(&form, Some(("method", "stripe"))).await;
        assert!(answer.location().starts_with(&self.sandbox.base), "{} {}", answer.status, answer.location());
        assert_eq!(browser.get(answer.location()).await.status, 200);
        self.payment_of(&form).await.expect("the payment")
    }

    async fn pay_part(&self, id: AgreementId, n: u16) -> Payment {
        let browser = self.browser_of(self.world.ada).await;
        let payment = self.begin_part(&browser, id, n).await;
        self.sandbox.pay(payment.id, "card").await;
        self.payment(payment.id).await
    }

    /// What Ada owes in all, and what discounts have come to.
    async fn left_and_given(&self) -> (i64, i64) {
        let given = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'discounts'";
        (self.owed(ALL).await.iter().sum(), self.count(given).await)
    }
}

on_each_database! {
    async fn it_is_taken_and_the_plan_ends_without_a_residue(app: TestApp) {
        let id = agreed(&app).await;
        app.noon(2026, 12, 5);
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{id}")).await;
        let text = page.text();
        assert!(text.contains("$1,290.15") && text.contains("$143.35") && text.contains("5 de diciembre"), "{text}");
        assert!(!text.contains("Pagar $1,433.50"), "one price: {text}");
        let before = app.digest().await;
        let form = app.confirm_part(&browser, id, 1).await.form("/pay");
        assert_eq!(form.value("amount"), "1290.15");
        assert_eq!(app.digest().await, before, "looking changes nothing");
        let first = app.pay_part(id, 1).await;
        assert_eq!(first.amount.minor(), 129_015);
        assert_eq!(app.left_and_given().await, (286_700, 14_335));
        app.fits().await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains("5 de enero"), "the next one has its own: {page}");
        // What was saved is not called paid: neither on the page nor in the calendar.
        assert!(page.contains("Pagado: $1,290.15 de $4,157.15"), "{page}");
        let calendar = browser.get(&format!("/agreements/{id}/calendar.ics")).await.body.replace("\r\n ", "");
        assert!(calendar.contains(r"1\,290.15"), "{calendar}");

        // The second in full, when its day for less is over.
        app.noon(2027, 1, 6);
        let browser = app.browser_of(app.world.ada).await;
        assert!(!browser.get(&format!("/agreements/{id}")).await.body.contains("instalment=2"));
        let form = app.confirm_part(&browser, id, 2).await.form("/pay");
        assert_eq!(form.value("amount"), "1433.50");
        let plain = app.start(&browser, &ALL[1..], Some("1433.50"), "stripe").await;
        app.sandbox.pay(plain.id, "card").await;
        assert_eq!(app.left_and_given().await, (143_350, 14_335));
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);

        // The last one closes everything, to the cent.
        app.noon(2027, 2, 5);
        app.pay_part(id, 3).await;
        assert_eq!(app.left_and_given().await, (0, 28_670));
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        assert_eq!(app.count("SELECT COUNT(*) FROM credit").await, 0);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn what_counts_is_when_its_payment_was_begun(app: TestApp) {
        let id = agreed(&app).await;
        let over = app.world.norte.zone.start_of_day(day(2026, 12, 6));
        for early_ms in (-50..=50).step_by(10) {
            app.clock.set(over - chrono::TimeDelta::milliseconds(100));
            let browser = app.browser_of(app.world.ada).await;
            let form = app.confirm_part(&browser, id, 1).await.form("/pay");
            assert_eq!(form.value("amount"), "1290.15");
            app.clock.set(over - chrono::TimeDelta::milliseconds(early_ms));
            let answer = browser.submit(&form, Some(("method", "stripe"))).await;
            let payment = app.payment_of(&form).await;
            if early_ms > 0 {
                let payment = payment.expect("begun in time");
                assert_eq!(payment.amount.minor(), 129_015);
                browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
            } else {
                assert_eq!((answer.status, payment), (303, None), "{early_ms} ms early");
                let again = browser.get(answer.location()).await;
                assert_eq!(again.form("/pay").value("amount"), "1433.50", "the full price, and why");
            }
        }
        // In the last millisecond; paid half an hour after.
        app.clock.set(over - chrono::TimeDelta::milliseconds(1));
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.begin_part(&browser, id, 1).await;
        app.pass(29 * 60);
        app.sandbox.pay(payment.id, "card").await;
        assert_eq!(app.left_and_given().await, (286_700, 14_335));
        app.fits().await;
    }

    async fn it_goes_with_the_whole_of_its_money(app: TestApp) {
        let id = agreed(&app).await;
        app.noon(2026, 12, 5);
        let payment = app.pay_part(id, 1).await;
        app.sandbox.refund(payment.id, json!({ "amount": 10_000 })).await;
        assert_eq!(app.left_and_given().await, (296_700, 14_335), "a part that goes back leaves the discount");
        app.fits().await;
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!(app.left_and_given().await, (430_050, 0));
        assert_eq!(app.agreement(id).await.state, AgreementState::Live, "the plan is not a settlement");
        app.fits().await;
        // Open again, in full, and to be had for less as before.
        let browser = app.browser_of(app.world.ada).await;
        assert_eq!(app.confirm_part(&browser, id, 1).await.form("/pay").value("amount"), "1290.15");
        app.sandbox.dispute(payment.id, "won").await;
        assert_eq!(app.left_and_given().await, (296_700, 14_335));
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.left_and_given().await, (430_050, 0));
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        app.fits().await;
    }

    async fn a_plan_that_breaks_takes_back_what_it_gave(app: TestApp) {
        let id = agreed(&app).await;
        app.noon(2026, 12, 5);
        app.pay_part(id, 1).await;
        // The second is late from 16 January; five days of grace, ten to mend it.
        app.noon(2027, 1, 30);
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        assert_eq!(app.left_and_given().await, (286_700, 14_335));
        app.noon(2027, 1, 31);
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        assert_eq!(app.agreement(id).await.state, AgreementState::Broken);
        assert_eq!(app.left_and_given().await, (301_035, 0), "the money is kept, what came off is owed");
        let browser = app.browser_of(app.world.ada).await;
        assert_eq!(app.confirm_part(&browser, id, 2).await.location(), format!("/agreements/{id}"));
        app.fits().await;
    }

    async fn the_server_derives_its_price_again(app: TestApp) {
        let id = agreed(&app).await;
        app.noon(2026, 12, 5);
        let browser = app.browser_of(app.world.ada).await;
        let right = app.confirm_part(&browser, id, 1).await.form("/pay");
        let other = AgreementId::new(uuid::Uuid::from_u128(7)).to_string();
        for wrong in [
            right.clone().with("amount", "1290.14"),
            right.clone().with("amount", "1290.16"),
            right.clone().with("amount", "1433.50"),
            right.clone().with("instalment", "2"),
            right.clone().with("instalment", "9"),
            right.clone().with("agreement", &other),
        ] {
            let answer = browser.submit(&wrong, Some(("method", "stripe"))).await;
            assert!(answer.status == 303 && answer.location().contains("&changed=1"), "{} {}", answer.status, answer.location());
        }
        for wrong in [
            right.clone().with("instalment", "-1"),
            right.clone().with("instalment", "x"),
        ] {
            assert_eq!(browser.submit(&wrong, Some(("method", "stripe"))).await.status, 422);
        }
        // The second cannot be had before the first; asked for, it is both, each at its early price.
        assert_eq!(app.confirm_part(&browser, id, 2).await.form("/pay").value("amount"), "2580.30");
        assert_eq!(app.confirm_part(&browser, id, 9).await.location(), format!("/agreements/{id}"));
        // Another debtor's plan is nobody's key.
        let ben = app.browser_of(app.world.ben).await;
        let theirs = app.pay_form(&ben, &["B-1"], None).await;
        let theirs = theirs.with("agreement", &id.to_string()).with("instalment", "1").with("amount", "1290.15");
        assert_eq!(ben.submit(&theirs, Some(("method", "stripe"))).await.status, 303);
        assert_eq!(app.count("SELECT COUNT(*) FROM payment").await, 0);

        // A part of it has its share of the discount, and the rest keeps its own.
        let payment = app.begin_part(&browser, id, 1).await;
        let twice = app.confirm_part(&browser, id, 1).await;
        assert_eq!(twice.status, 200, "what was begun stands in nobody's way");
        browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        let part = app.start(&browser, &["A-1"], Some("20"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        assert_eq!(app.left_and_given().await, (427_828, 222));
        // 1,411.28 less a tenth.
        assert_eq!(app.confirm_part(&browser, id, 1).await.form("/pay").value("amount"), "1270.15");
        app.fits().await;
    }

    // Each payment that comes early has its discount, as the sealed sentence says, also where it is not a whole instalment.
    async fn instalments_paid_in_parts_cost_what_they_cost_at_once(app: TestApp) {
        let id = agreed(&app).await;
        app.noon(2026, 12, 1);
        let browser = app.browser_of(app.world.ada).await;
        let sealed = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(sealed.contains("10") && sealed.contains("descuento"), "{sealed}");
        // 1,290.15 for the first, 709.85 for a part of the second: 788.72 of it.
        let page = app.confirm(&browser, &ALL, Some("2000")).await;
        assert!(page.text().contains("$222.22"), "{}", page.text());
        let part = app.start(&browser, &ALL, Some("2000"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        assert_eq!(app.left_and_given().await, (430_050 - 222_222, 22_222));
        app.fits().await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains("ahorró $143.35"), "{page}");
        // 644.78 are left of the second: 580.30 until its day.
        assert!(page.contains("$580.30"), "{page}");
        let home = browser.get("/").await.text();
        assert!(home.contains("Pague $580.30") && home.contains("en lugar de $644.78"), "{home}");
        assert_eq!(app.confirm_part(&browser, id, 2).await.form("/pay").value("amount"), "580.30");
        app.pay_part(id, 2).await;
        app.pay_part(id, 3).await;
        assert_eq!(app.left_and_given().await, (0, 43_005));
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        app.fits().await;
    }

    async fn a_refund_that_fails_leaves_the_plan_as_it_was(app: TestApp) {
        let id = agreed(&app).await;
        app.noon(2026, 12, 5);
        let first = app.pay_part(id, 1).await;
        app.sandbox.refund(first.id, json!({ "amount": 50_000, "fail": true })).await;
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains("5 de enero"), "the first is still paid, the next one comes: {page}");
        app.fits().await;
    }

    async fn what_goes_back_of_a_payment_from_before_is_no_fault_of_the_plan(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let before = app.start(&browser, &["A-1"], Some("500.00"), "stripe").await;
        app.sandbox.pay(before.id, "card").await;
        app.pass(1);
        agreed(&app).await;
        app.pass(1);
        app.sandbox.refund(before.id, json!({ "amount": 30_000 })).await;
        assert_eq!(app.owed(["A-1"]).await, [130_000]);
        app.fits().await;
    }
}
