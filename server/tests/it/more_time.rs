//! More time beside what else there is about an invoice: its early price, a day that a list moves, a settlement or a plan.

use super::support::*;
use domain::agreement::AgreementState;
use domain::id::AgreementId;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::{Audience, Delay, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Policy};
use rust_decimal::Decimal;
use store::daily::{By, owing};
use uuid::Uuid;

const HEAD: &str =
    "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n";

/// A month more for a part at once, or for nothing.
fn a_month_for(part: i64) -> impl Fn(&mut Policy) {
    move |policy| {
        super::settlement::settling(policy);
        let option = ExtensionOption {
            by: Delay::Days(30),
            granted: Granted::Automatically,
            pay_now_percent: Decimal::from(part),
            price: ExtensionPrice::None,
        };
        policy.extension = Some(ExtensionPolicy { to: Audience::default(), a_year: 9, options: vec![option] });
    }
}

impl TestApp {
    async fn more_time(&self, number: &str, n: u32) -> Option<AgreementId> {
        let invoice = self.id_of(number).await;
        let debtor = self.invoice(number).await.debtor;
        let request = OfferRequest::Extension { invoice, by: Delay::Days(30) };
        let made = self.agree(debtor, request, &format!("form-of-{number}-more-{n}")).await;
        self.pass(60);
        made.ok()
    }

    async fn part_paid(&self, number: &str, part: &str) {
        let browser = self.browser_of(self.invoice(number).await.debtor).await;
        let payment = self.start(&browser, &[number], Some(part), "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        self.pass(60);
    }
}

on_each_database! {
    // Family: more time for nothing and for a part, which loses the discount on the day on which it takes effect, as was sealed; and
    // while it waits for its part there is no second one.
    async fn who_has_more_time_is_not_early(app: TestApp) {
        for (part, number) in [(0, "E-0"), (10, "E-10")] {
            app.set_policy(a_month_for(part)).await;
            app.import(&format!("{HEAD}{number},e{part},Cliente {part},e{part}@example.test,2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30\n")).await;
            let debtor = app.debtor(&format!("e{part}")).await;
            app.one_price(debtor, number, 98_000).await;
            let id = app.more_time(number, 1).await.expect("more time");
            if part > 0 {
                app.one_price(debtor, number, 98_000).await;
                assert_eq!(app.more_time(number, 2).await, None, "one waits");
                app.part_paid(number, "100").await;
                app.one_price(debtor, number, 90_000).await;
            } else {
                app.one_price(debtor, number, 100_000).await;
            }
            assert_eq!(app.invoice(number).await.due_now().to_string(), "2027-01-14");
            assert_eq!(app.agreement(id).await.state, AgreementState::Live);
            app.fits().await;
        }
    }

    // Family: a list moves the day past the one that was given, and not as far; pages and what is asked of the database agree.
    async fn the_later_of_two_days_holds(app: TestApp) {
        app.set_policy(a_month_for(0)).await;
        for (number, own, holds) in [("L-1", "2027-03-01", "2027-03-01"), ("L-2", "2026-12-20", "2027-01-14")] {
            let row = |due: &str| format!("{HEAD}{number},c{number},Cliente {number},{number}@example.test,2026-11-15,{due},MXN,1000.00,\n");
            app.import(&row("2026-12-15")).await;
            app.more_time(number, 1).await.expect("more time");
            app.import(&row(own)).await;
            let invoice = app.invoice(number).await;
            assert_eq!((invoice.due.to_string(), invoice.due_now().to_string()), (own.to_owned(), holds.to_owned()));
            let day = invoice.due_now();
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let before = day.pred_opt().expect("a day");
            let norte = app.world.norte.id;
            let due = owing(&mut db, norte, By::Due, (before, day), Uuid::nil(), 50).await.expect("the database");
            assert!(due.contains(&invoice.debtor), "{number}");
            drop(db);
            app.fits().await;
        }
    }

    // Family: more time that waits and more time in effect, before a settlement and before a plan: neither stands beside it.
    async fn a_settlement_or_a_plan_takes_the_place_of_more_time(app: TestApp) {
        for (n, (paid, plan)) in [(false, false), (true, false), (false, true), (true, true)].into_iter().enumerate() {
            app.set_policy(a_month_for(10)).await;
            let (number, about) = (&format!("M{n}"), &format!("paid: {paid}, plan: {plan}"));
            app.listed(number, "1500.00", "1500.00").await;
            let debtor = app.debtor(&format!("c{number}")).await;
            let more = app.more_time(number, 1).await.expect("more time");
            if paid && plan {
                app.part_paid(number, "300").await;
            }
            let request = if plan {
                let first = "2026-12-15".parse().expect("a day");
                let request = PlanRequest { pace: Pace::Count(2), first, frequency: Frequency::Monthly, down: None };
                OfferRequest::Plan { invoices: vec![app.id_of(number).await], request }
            } else {
                OfferRequest::Settlement { invoice: app.id_of(number).await }
            };
            let id = app.agree(debtor, request, &format!("form-of-{number}-after")).await.expect("agreed");
            app.pass(60);
            if paid && !plan {
                app.part_paid(number, "300").await;
                assert_eq!(app.invoice(number).await.extended_to, None, "{about}");
            }
            assert_eq!((app.agreement(more).await.state, app.agreement(id).await.state), (AgreementState::Replaced, AgreementState::Live), "{about}");
            let home = app.browser_of(debtor).await.get("/").await;
            assert!(!home.body.contains(&format!("/agreements/{more}")), "{about}");
            app.fits().await;
        }
    }
}
