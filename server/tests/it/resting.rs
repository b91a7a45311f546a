//! A breathing space: had at once, once; nothing is added while it lasts, nor later.

use super::interest::twelve_percent;
use super::support::*;
use domain::policy::{BreathingSpacePolicy, Policy};
use services::clock::Clock;

const SPACES: &str = "SELECT COUNT(*) FROM pause WHERE why = 'breathing_space'";
const DAY: i64 = 24 * 3600;

impl TestApp {
    /// What interest A-1 shows today, in minor units.
    async fn interest_shown(&self) -> i64 {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let (norte, ada) = (&self.world.norte, self.world.ada);
        let owed = services::account::outstanding(&mut db, norte, ada, self.clock.now()).await.expect("the database");
        let found = owed.invoices.iter().find(|invoice| invoice.number == "A-1").expect("the invoice");
        found.interest.minor()
    }
}

fn ten_days(policy: &mut Policy) {
    twelve_percent(policy);
    policy.breathing_space = Some(BreathingSpacePolicy { days: 10, a_year: 1 });
}

on_each_database! {
    // 0.50 a day on 1,500.00: 21 days up to the 21st, of which the last rests already.
    async fn nothing_is_added_while_it_lasts_nor_later(app: TestApp) {
        app.set_policy(ten_days).await;
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(app.interest_shown().await, 1_050);
        assert!(ada.get("/").await.body.contains("/breathing-space"));
        let page = ada.get("/breathing-space").await;
        assert!(page.text().contains("30 de noviembre de 2026") && page.body.contains("count="), "{}", page.text());
        let form = page.form("/breathing-space");
        let begun = ada.submit(&form, None).await;
        assert_eq!(begun.location(), "/breathing-space?begun=1");
        assert_eq!(ada.submit(&form, None).await.location(), "/breathing-space?begun=1", "one form, one pause");
        let second = ada.get("/breathing-space").await;
        assert!(second.text().contains("30 de noviembre") && !second.body.contains("<form method=\"post\" action=\"/breathing"));
        assert_eq!(app.count(SPACES).await, 1);
        assert_eq!((app.invoice("A-1").await.interest.minor(), app.interest_shown().await), (1_000, 1_000));
        let home = ada.get("/").await.text();
        assert!(home.contains("Está en pausa hasta el 30 de noviembre de 2026") && home.contains("$4,310.50"), "{home}");
        app.work().await;
        let [mail] = &app.mails_of("notice")[..] else { panic!("one mail") };
        assert!(mail.rendered.text.contains("30 de noviembre de 2026"), "{}", mail.rendered.text);

        app.pass(9 * DAY);
        assert_eq!(app.interest_shown().await, 1_000, "its last day");
        app.pass(DAY);
        assert_eq!(app.interest_shown().await, 1_050, "the day after");
        app.pass(5 * DAY);
        assert_eq!(app.interest_shown().await, 1_300);
        app.fits().await;
    }

    async fn no_more_than_the_policy_gives_in_a_year(app: TestApp) {
        app.set_policy(ten_days).await;
        let ada = app.browser_of(app.world.ada).await;
        let first = ada.get("/breathing-space").await.form("/breathing-space");
        ada.submit(&first, None).await;
        app.pass(15 * DAY);
        let ada = app.browser_of(app.world.ada).await;
        let page = ada.get("/breathing-space").await;
        assert!(page.forms().iter().all(|form| form.action != "/breathing-space"), "{}", page.text());
        assert!(page.text().contains("Hablar con una persona"));
        let again = first.clone().with("form_key", "another-key-0123456789");
        assert_eq!(ada.submit(&again, None).await.location(), "/breathing-space");
        assert_eq!(ada.post("/breathing-space", String::new()).await.status, 422);
        app.pass(40 * DAY);
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(ada.submit(&first, None).await.location(), "/breathing-space", "last year's form");
        assert_eq!(app.count(SPACES).await, 1);
        let next = ada.get("/breathing-space").await.form("/breathing-space");
        assert_eq!(ada.submit(&next, None).await.location(), "/breathing-space?begun=1");
        assert_eq!(app.count(SPACES).await, 2);
        app.fits().await;
    }

    async fn where_none_is_given_a_person_is_named(app: TestApp) {
        app.set_policy(|policy| policy.breathing_space = None).await;
        let ada = app.browser_of(app.world.ada).await;
        assert!(!ada.get("/").await.body.contains("/breathing-space"));
        assert!(ada.get("/breathing-space").await.text().contains("Hablar con una persona"));
        let body = form_with(&[("form_key", "a-key-of-nobody-0123456789")]);
        assert_eq!(ada.post("/breathing-space", body).await.location(), "/breathing-space");
        assert_eq!(app.count(SPACES).await, 0);
    }
}
