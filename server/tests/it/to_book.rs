//! A payment here that its list does not know after some days is told, so that somebody books it there.

use super::command::Saldo;
use super::support::*;
use services::books::{ToBook, to_book};
use services::clock::{Clock, SystemClock};

const DAY: i64 = 86_400;

impl TestApp {
    async fn to_book(&self) -> Vec<ToBook> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        to_book(&mut db, &self.world.norte, None, self.clock.now()).await.expect("the database")
    }

    async fn ada_pays_of(&self, number: &str, part: Option<&str>) {
        let browser = self.browser_of(self.world.ada).await;
        let payment = self.start(&browser, &[number], part, "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
    }
}

fn list(rows: &[(&str, &str)]) -> String {
    let row = |(number, open): &(&str, &str)| format!("{number},ada,Ada Pérez,2026-10-01,2026-12-31,MXN,{open}\n");
    format!("Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n{}", rows.iter().map(row).collect::<String>())
}

on_each_database! {
    async fn what_a_list_does_not_know_is_told_until_it_does(app: TestApp) {
        app.ada_pays_of("A-1", Some("400.00")).await;
        app.ada_pays_of("A-2", None).await;
        app.pass(9 * DAY);
        assert!(app.to_book().await.is_empty(), "lists have ten days");
        app.pass(2 * DAY);
        let told: Vec<(String, i64)> = app.to_book().await.iter().map(|one| (one.invoices[0].number.clone(), one.invoices[0].principal.minor())).collect();
        assert_eq!(told, [("A-1".to_owned(), 40_000), ("A-2".to_owned(), 80_050)]);
        // The list knows one of them.
        app.import(&list(&[("A-1", "1500.00"), ("A-2", "0.00")])).await;
        let told = app.to_book().await;
        let [one] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((one.invoices[0].number.as_str(), one.debtor.as_str(), one.on.to_string().as_str()), ("A-1", "ada", "2026-11-21"));
        assert!(one.reference.as_deref().is_some_and(|reference| reference.starts_with("pi_")), "{one:?}");
        app.set_policy(|policy| policy.booking_days = 30).await;
        assert!(app.to_book().await.is_empty(), "as many days as the policy says");
        app.set_policy(|policy| policy.booking_days = 1).await;
        app.import(&list(&[("A-1", "1100.00"), ("A-2", "0.00")])).await;
        assert!(app.to_book().await.is_empty(), "both are known");
    }

    async fn it_is_a_table_that_can_be_booked_from(app: TestApp) {
        // The machine's clock, and ours that stands still, must agree on what is past.
        app.clock.set(SystemClock.now() - chrono::TimeDelta::days(1));
        let saldo = Saldo::of(&app).with("SALDO_SITE_DIR", Some("/nowhere"));
        let payment = app.ada_pays().await;
        let args = ["payment", "to-book", "--creditor", "norte", "--days", "0"];
        let csv = saldo.run(&[&args[..], &["--csv"]].concat()).await;
        let lines: Vec<&str> = csv.stdout.lines().collect();
        assert_eq!(lines.len(), 1 + 3, "a row an invoice: {csv:?}");
        assert!(lines[0].starts_with("date,customer,name,invoice,amount,"), "{csv:?}");
        let reference = payment.reference.as_deref().expect("the provider's reference");
        for (line, row) in lines[1..].iter().zip(["A-1,1500.00", "A-2,800.50", "A-3,2000.00"]) {
            assert!(line.contains(&format!("ada,Ada Pérez,{row},0.00,0.00,0.00,MXN,stripe,{reference},{}", payment.id)), "{line}");
        }
        let told = saldo.run(&[&args[..], &["--json"]].concat()).await.json();
        assert_eq!((&told[0]["debtor"], told[0]["invoices"].as_array().map(Vec::len)), (&serde_json::json!("ada"), Some(3)));
        let people = saldo.run(&args).await;
        assert!(people.stdout.contains("A-1 1500.00 MXN; A-2 800.50 MXN") && people.stdout.lines().count() == 1, "{people:?}");
        assert_eq!(saldo.run(&["payment", "to-book", "--creditor", "sur"]).await.stdout, "");
    }
}
