//! What the days bring: plans kept and broken, promises, offers that end, and reminders; each once, whoever looks and
//! whenever, and none to somebody who rests.

use super::support::*;
use domain::agreement::AgreementState;
use domain::date::Date;
use domain::id::AgreementId;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::Delay;
use server::worker;
use server::worker::daily_run;
use services::agreements::accept::accept;
use std::task::Poll;
use store::messages;
use store::pauses;

/// Extensions granted while a reminder is being decided; the gauntlet's 500 by hand.
const RACES: usize = 12;

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn day(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

/// Three parts on the 15th, from December on.
pub fn in_three() -> OfferRequest {
    let request =
        PlanRequest { pace: Pace::Count(3), first: day(2026, 12, 15), frequency: Frequency::Monthly, down: None };
    OfferRequest::Plan { invoices: Vec::new(), request }
}

impl TestApp {
    /// Noon in Mexico of a day: its work, and what that puts into the outbox.
    pub async fn live_through(&self, y: i32, m: u32, d: u32) {
        self.clock.set(self.world.norte.zone.start_of_day(day(y, m, d)) + chrono::TimeDelta::hours(12));
        daily_run::run_due(&self.portal.worker).await.expect("the days");
        self.work().await;
    }

    /// The reminders and notices that left since this was asked last, to whom first.
    pub fn said(&self) -> Vec<String> {
        let mut mails = self.mails.lock().expect("the mails");
        let said = mails.drain(..).filter(|mail| mail.name == "reminder" || mail.name == "notice");
        let mut said: Vec<String> = said
            .map(|mail| format!("{} {}: {}", mail.to.email, mail.name, mail.rendered.text.replace('\u{a0}', " ")))
            .collect();
        said.sort();
        said
    }

    /// Those to Ada.
    pub fn said_to_ada(&self) -> Vec<String> {
        self.said().into_iter().filter(|letter| letter.starts_with("ada@")).collect()
    }

    async fn promise(&self, minor: i64, date: Date) -> AgreementId {
        let request = OfferRequest::Promise { amount: mxn(minor), date };
        self.agree(self.world.ada, request, "form-of-a-promise-1").await.expect("a promise")
    }
}

/// Do these words stand in what was said, one letter each, in this order?
pub fn assert_said<const N: usize>(said: &[String], words: [&[&str]; N]) {
    assert_eq!(said.len(), N, "{said:#?}");
    for (letter, words) in said.iter().zip(words) {
        for word in words {
            assert!(letter.contains(word), "{word} in {letter}");
        }
    }
}

/// 130 more debtors, each owing something by 25 November.
async fn many_owe(app: &TestApp) {
    let mut csv =
        "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n".to_owned();
    for n in 0..130 {
        csv.push_str(&format!("M-{n},many{n},Many {n},many{n}@example.test,2026-11-01,2026-11-25,MXN,900.00\n"));
    }
    app.import(&csv).await;
}

on_each_database! {
    async fn a_plan_that_is_not_paid_is_over_when_its_last_chance_is(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let id = app.agree(app.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        app.work().await;
        let _ = app.said();
        app.live_through(2026, 12, 12).await;
        assert_said(&app.said_to_ada(), [&["ada@", "reminder", "Pago 1 de 3 (A-1, A-2, A-3): $1,433.50, vence el 15 de diciembre"]]);
        app.live_through(2026, 12, 15).await;
        assert_said(&app.said_to_ada(), [&["ada@", "reminder", "vence hoy"]]);
        app.live_through(2026, 12, 16).await;
        assert_said(&app.said_to_ada(), [&["ada@", "notice", "$1,433.50", "20 de diciembre", "nada cambia"]]);
        app.live_through(2026, 12, 17).await;
        assert_said(&app.said_to_ada(), []);
        // Three days asleep: what came meanwhile is said once, and as it stands now.
        app.live_through(2026, 12, 22).await;
        assert_said(&app.said_to_ada(), [&["ada@", "notice", "$1,433.50", "30 de diciembre", "el plan se reactiva"]]);
        app.live_through(2026, 12, 30).await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        assert_said(&app.said_to_ada(), []);
        app.live_through(2027, 1, 3).await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Broken);
        assert_eq!((app.invoice("A-1").await.plan, app.invoice("A-3").await.plan), (None, None));
        // The invoices are by their own dates again, and each of those days is looked at from now on.
        let said = app.said_to_ada();
        assert!(said.iter().any(|letter| letter.contains("Su plan terminó")), "{said:#?}");
        let rests = {
            let mut db = app.portal.services.store.read().await.expect("a reader");
            pauses::of_debtor(&mut db, app.world.norte.id, app.world.ada).await.expect("the database")
        };
        assert!(rests.iter().all(|rest| rest.to == Some(day(2026, 12, 30)) && !rest.interest), "{rests:?}");
        app.live_through(2027, 1, 3).await;
        app.live_through(2027, 1, 4).await;
        assert!(app.said_to_ada().iter().all(|letter| !letter.contains("plan terminó")));
        app.fits().await;
    }

    async fn what_is_mended_in_time_goes_on(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let ada = app.world.ada;
        let id = app.agree(ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        app.live_through(2026, 12, 29).await;
        let _ = app.said();
        let browser = app.browser_of(ada).await;
        let part = app.start(&browser, &["A-1"], Some("1433.50"), "stripe").await;
        app.sandbox.pay(part.id, "voucher").await;
        // While the money is on its way nobody says anything, and nothing ends.
        app.live_through(2026, 12, 31).await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        assert_said(&app.said_to_ada(), []);
        app.clock.set(app.world.norte.zone.end_of_day(day(2026, 12, 29)));
        app.sandbox.end(part.id, true).await;
        app.live_through(2027, 1, 1).await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        app.fits().await;
    }

    async fn promises_are_kept_or_not(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let id = app.promise(50_000, day(2026, 11, 30)).await;
        app.live_through(2026, 11, 30).await;
        let _ = app.said();
        assert_eq!(app.agreement(id).await.state, AgreementState::Live);
        app.live_through(2026, 12, 1).await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Broken);
        let said = app.said_to_ada();
        assert!(said.iter().any(|letter| letter.contains("no ha llegado todavía")), "{said:#?}");

        let request = OfferRequest::Promise { amount: mxn(50_000), date: day(2026, 12, 10) };
        let id = app.agree(app.world.ada, request, "form-of-a-promise-2").await.expect("a promise");
        let browser = app.browser_of(app.world.ada).await;
        let part = app.start(&browser, &["A-1"], Some("500"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept, "in the transaction that paid it");
        app.work().await;
        assert_said(&app.said_to_ada(), [&["Recibimos lo que prometió"]]);
        app.fits().await;
    }

    async fn reminders_come_once_a_step_and_rest(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        assert_said(&app.said(), []);
        app.live_through(2026, 11, 22).await;
        assert_said(&app.said(), [&["ada@", "Factura A-2: $800.50, vence el 25 de noviembre", "/l/", "/reminders/off?t="]]);
        // Eight days asleep: one letter each, about everything that came meanwhile, as it stands now.
        app.live_through(2026, 11, 30).await;
        assert_said(&app.said(), [
            &["ada@", "Factura A-1: $1,500.00, venció el 31 de octubre", "Factura A-2: $800.50, venció el 25 de noviembre"],
            &["ben@", "Factura B-1: $1,000.00, vence hoy", "Factura B-2: US$184.50, vence el 2 de diciembre"],
            &["eva@", "Factura S-1"],
        ]);
        app.live_through(2026, 11, 30).await;
        assert_said(&app.said(), []);
        // Ben wants none any more: by one press of his mail program, from nowhere.
        let ben = app.world.ben;
        let path = format!("/reminders/off?t={}", app.portal.services.keys.reminders_off(app.world.norte.id, ben));
        let page = app.browser().get(&path).await;
        assert!(page.status == 200 && page.body.contains("Ferretería Norte") && !page.body.contains("Ben"), "{}", page.body);
        let pressed = Browser::line().post(format!("http://{}{path}", app.address)).body("List-Unsubscribe=One-Click");
        assert_eq!(pressed.send().await.expect("an answer").status(), 200);
        let forged = path.replace("?t=", "?t=A");
        assert_eq!(app.browser().get(&forged).await.status, 404);
        // Ada has more time for is being paid.
        let request = OfferRequest::Extension { invoice: app.id_of("A-2").await, by: Delay::Days(15) };
        app.agree(app.world.ada, request, "form-of-time-001").await.expect("more time");
        let browser = app.browser_of(app.world.ada).await;
        app.start(&browser, &["A-1"], None, "stripe").await;
        app.work().await;
        let _ = app.said();
        app.live_through(2026, 12, 5).await;
        assert_said(&app.said(), [&["eva@"]]);
        app.fits().await;
    }

    async fn nobody_is_woken(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        // Half past midnight in Mexico: the day has begun, its letters wait for the morning.
        app.clock.set("2026-11-22T06:30:00Z".parse().expect("an instant"));
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        app.work().await;
        assert_said(&app.said(), []);
        app.clock.set("2026-11-22T13:59:59Z".parse().expect("an instant"));
        app.work().await;
        assert_said(&app.said(), []);
        app.clock.set("2026-11-22T14:00:00Z".parse().expect("an instant"));
        app.work().await;
        assert_said(&app.said(), [&["ada@", "A-2"]]);
    }

    async fn two_that_look_at_once_do_it_once(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        many_owe(&app).await;
        app.clock.set("2026-11-22T18:00:00Z".parse().expect("an instant"));
        let looks = (0..4).map(|_| daily_run::run_due(&app.portal.worker));
        for looked in futures::future::join_all(looks).await {
            looked.expect("the days");
        }
        let works = (0..4).map(|_| async {
            while worker::run_due(&app.portal.worker).await.expect("the outbox") > 0 {}
        });
        futures::future::join_all(works).await;
        let said = app.said();
        let mut to: Vec<&str> = said.iter().filter_map(|letter| letter.split(' ').next()).collect();
        to.dedup();
        assert_eq!((said.len(), to.len()), (131, 131));
    }

    async fn work_that_is_cut_off_goes_on_where_it_was(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        many_owe(&app).await;
        app.clock.set("2026-11-22T18:00:00Z".parse().expect("an instant"));
        // Begun again and again, and let go after one step more each time, wherever that is.
        let (mut cut, mut steps) = (0, 1_usize);
        loop {
            let mut looks = Box::pin(daily_run::run_due(&app.portal.worker));
            let mut left = steps;
            let looked = futures::future::poll_fn(|context| match looks.as_mut().poll(context) {
                Poll::Pending if left > 1 => {
                    left -= 1;
                    Poll::Pending
                }
                Poll::Pending => Poll::Ready(None),
                Poll::Ready(looked) => Poll::Ready(Some(looked)),
            });
            if let Some(looked) = looked.await {
                looked.expect("the days");
                break;
            }
            (cut, steps) = (cut + 1, steps + 1);
        }
        app.work().await;
        let said = app.said();
        let mut to: Vec<&str> = said.iter().filter_map(|letter| letter.split(' ').next()).collect();
        to.dedup();
        println!("the day's work was cut off {cut} times");
        assert!(cut > 3);
        assert_eq!((said.len(), to.len()), (131, 131));
        app.fits().await;
    }

    async fn no_reminder_after_an_extension_is_granted(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let races = full(RACES, 500);
        let mut csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n".to_owned();
        for n in 0..races {
            csv.push_str(&format!("R-{n},race{n},Race {n},race{n}@example.test,2026-11-01,2026-11-25,MXN,900.00\n"));
        }
        app.import(&csv).await;
        // The next day's work waits; meanwhile everybody looks at more time, and has the code.
        app.clock.set("2026-11-22T18:00:00Z".parse().expect("an instant"));
        let mut ready = Vec::new();
        for n in 0..races {
            let (debtor, invoice) = (app.debtor(&format!("race{n}")).await, app.id_of(&format!("R-{n}")).await);
            let request = OfferRequest::Extension { invoice, by: Delay::Days(15) };
            let acceptance = app.acceptance(debtor, request, &format!("form-of-race-{n:04}")).await.expect("more time");
            ready.push((debtor, app.proved(acceptance).await));
        }
        daily_run::run_due(&app.portal.worker).await.expect("the days");
        let _ = app.said();
        let reminding = async { while worker::run_due(&app.portal.worker).await.expect("the outbox") > 0 {} };
        let granting = async {
            let mut before = 0;
            for (debtor, acceptance) in ready.iter().rev() {
                accept(&app.portal.services, acceptance.clone()).await.expect("more time");
                // The grant is committed: what was decided by now is all that ever will be.
                before += reminders_to(&app, *debtor).await;
            }
            before
        };
        let ((), before) = tokio::join!(reminding, granting);
        app.work().await;
        let mut after = 0;
        for (debtor, _) in &ready {
            after += reminders_to(&app, *debtor).await;
        }
        println!("{races} grants while reminding: {before} reminded before, {} after", after - before);
        assert_eq!(after, before);
    }
}

/// How many reminders were decided on for a debtor.
async fn reminders_to(app: &TestApp, debtor: domain::id::DebtorId) -> usize {
    let mut db = app.portal.services.store.read().await.expect("a reader");
    let written = messages::of_debtor(&mut db, app.world.norte.id, debtor, 50).await.expect("the database");
    written.iter().filter(|message| message.kind == "reminder").count()
}
