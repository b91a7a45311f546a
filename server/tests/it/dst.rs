//! Nights on which clocks change: a day in the creditor's zone may have 23 or 25 hours, and one may have no midnight.
//! Prices, the work of the day and letters keep to the creditor's calendar, to the second (gauntlet 14).

use super::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::creditor::Creditor;
use domain::date::Date;
use server::worker::daily_run;
use services::account::load;
use services::clock::Clock;
use store::{creditors, daily as place, debtors};

struct Night {
    zone: &'static str,
    /// The day that the night is a part of.
    day: &'static str,
    /// Its first instant, and that of the day after.
    from: &'static str,
    to: &'static str,
    /// Eight in the morning.
    morning: &'static str,
}

/// In order, from the time zone database; hours of the day: 23, 23, 24 (the one before has 25), 23, 25, 25.
const NIGHTS: [Night; 6] = [
    Night { zone: "America/New_York", day: "2027-03-14", from: "14T05:00", to: "15T04:00", morning: "14T12:00" },
    Night { zone: "Europe/Madrid", day: "2027-03-28", from: "27T23:00", to: "28T22:00", morning: "28T06:00" },
    Night { zone: "America/Santiago", day: "2027-04-04", from: "04T04:00", to: "05T04:00", morning: "04T12:00" },
    Night { zone: "America/Santiago", day: "2027-09-05", from: "05T04:00", to: "06T03:00", morning: "05T11:00" },
    Night { zone: "Europe/Madrid", day: "2027-10-31", from: "30T22:00", to: "31T23:00", morning: "31T07:00" },
    Night { zone: "America/New_York", day: "2027-11-07", from: "07T04:00", to: "08T05:00", morning: "07T13:00" },
];

impl Night {
    fn at(&self, time: &str) -> DateTime<Utc> {
        format!("{}{time}:00Z", &self.day[..8]).parse().expect("an instant")
    }

    fn day(&self) -> Date {
        self.day.parse().expect("a day")
    }
}

impl TestApp {
    async fn creditor_in(&self, zone: &str) -> Creditor {
        let now = self.clock.now();
        let slug = zone.rsplit('/').next().expect("a city").to_lowercase().replace('_', "-");
        let mut db = self.portal.services.store.read().await.expect("a reader");
        if let Some(there) = creditors::by_slug(&mut db, &slug).await.expect("the database") {
            return there;
        }
        let new = Creditor {
            id: self.portal.services.ids.creditor_id(),
            code: self.portal.services.ids.creditor_code(),
            name: slug.clone(),
            slug,
            zone: zone.parse().expect("a zone"),
            ..self.world.norte.clone()
        };
        let made = new.clone();
        let unit = self
            .portal
            .services
            .store
            .write(new, move |db, new| Box::pin(async move { creditors::add(db, new, now).await }));
        unit.await.expect("a creditor");
        made
    }

    /// The last day of which everything is done, after the work that is due was.
    async fn done_by(&self, creditor: &Creditor, now: DateTime<Utc>) -> Option<Date> {
        self.clock.set(now);
        daily_run::run_due(&self.portal.worker).await.expect("the days");
        let mut db = self.portal.services.store.read().await.expect("a reader");
        place::done(&mut db, creditor.id).await.expect("the database")
    }

    /// Has this invoice's debtor an early price?
    async fn early(&self, creditor: &Creditor, reference: &str, now: DateTime<Utc>) -> bool {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let debtor = debtors::by_ref(&mut db, creditor.id, reference).await.expect("the database").expect("a debtor");
        let debtor_account =
            load(&mut db, &self.portal.services, creditor, debtor.id, now).await.expect("the database");
        !debtor_account.discounts().is_empty()
    }

    /// The reminders that left for an address.
    fn reminders_for(&self, email: &str) -> usize {
        self.mails_of("reminder").iter().filter(|mail| mail.to.email.to_string() == email).count()
    }
}

on_each_database! {
    async fn days_keep_to_the_creditors_calendar(app: TestApp) {
        let second = TimeDelta::seconds(1);
        for (n, night) in NIGHTS.iter().enumerate() {
            let creditor = app.creditor_in(night.zone).await;
            let (day, reference) = (night.day(), format!("night{n}"));
            let (from, to, eight) = (night.at(night.from), night.at(night.to), night.at(night.morning));
            let before = day.pred_opt().expect("a day before");
            // Three days before it is due, the first reminder.
            let (issued, due) = (day - chrono::Days::new(10), day + chrono::Days::new(3));
            app.clock.set(from - TimeDelta::days(2));
            let csv = format!(
                "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n\
                 N-{n},{reference},{reference},{reference}@example.test,{issued},{due},MXN,900.00,2/10 net 13\n"
            );
            import_for(&app.portal.services, &creditor, &csv).await;
            app.done_by(&creditor, from - TimeDelta::days(1)).await;
            app.work().await;

            let zone = night.zone;
            assert_eq!(app.done_by(&creditor, from - second).await, Some(before), "{zone} {day}: a second too early");
            assert_eq!(app.done_by(&creditor, from).await, Some(day), "{zone} {day}: with its first second");
            // Ten days from issue: to the end of the day, be it as long as it may.
            let ends = creditor.zone.start_of_day(issued + chrono::Days::new(11));
            assert_eq!(ends, to, "{zone} {day}");
            assert!(app.early(&creditor, &reference, to - second).await, "{zone} {day}: its last second");
            assert!(!app.early(&creditor, &reference, to).await, "{zone} {day}: it is over");

            app.work().await;
            let address = format!("{reference}@example.test");
            let told = app.reminders_for(&address);
            app.clock.set(eight - second);
            app.work().await;
            assert_eq!(app.reminders_for(&address), told, "{zone} {day}: nobody is woken");
            app.clock.set(eight);
            app.work().await;
            assert_eq!(app.reminders_for(&address), told + 1, "{zone} {day}: at eight");
            assert_eq!(app.done_by(&creditor, to - second).await, Some(day), "{zone} {day}: still the same day");
            app.work().await;
            assert_eq!(app.reminders_for(&address), told + 1, "{zone} {day}: once");
            assert_eq!(app.done_by(&creditor, to).await, day.succ_opt(), "{zone} {day}: the next");
        }
        println!("{} nights in 3 zones", NIGHTS.len());
    }
}
