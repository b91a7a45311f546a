//! A plan on a document that its list divides otherwise: the document is owed once, in the plan and beside it.

use super::support::*;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use services::books::{Applied, Completeness};
use services::clock::Clock;

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Balance\n";

impl TestApp {
    async fn divided(&self, number: &str, parts: &[(&str, &str)]) -> Applied {
        self.pass(86_400);
        let row = |(due, open): &(&str, &str)| {
            format!("{number},p{number},Pia {number},p{number}@example.test,2026-10-01,{due},MXN,{open}\n")
        };
        let csv = format!("{HEAD}{}", parts.iter().map(row).collect::<String>());
        let read = self.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await;
        let applied = read.unwrap_or_else(|error| panic!("{error}\n{csv}"));
        self.work().await;
        assert!(applied.rejected.is_empty(), "{applied:?}");
        applied
    }

    /// What is owed of a document, and of it what a plan is over.
    async fn owed_of(&self, number: &str) -> (i64, i64) {
        let sum = |of: &str| {
            let sql = format!(
                "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM invoice WHERE number LIKE '{number}%' AND {of}"
            );
            &*Box::leak(sql.into_boxed_str())
        };
        (self.count(sum("1 = 1")).await, self.count(sum("plan_id IS NOT NULL")).await)
    }
}

const WHOLE: [(&str, &str); 1] = [("2026-10-31", "3000.00")];
const TWO: [(&str, &str); 2] = [("2026-11-15", "1500.00"), ("2026-12-15", "1500.00")];
const THREE: [(&str, &str); 3] = [("2026-11-10", "1000.00"), ("2026-12-10", "1000.00"), ("2027-01-10", "1000.00")];

/// The parts of a document: due day and sum of each.
type Parts = &'static [(&'static str, &'static str)];

on_each_database! {
    // Family: the plan is over the whole, over two parts; the list divides it, puts it together, divides it otherwise and back;
    // an instalment is paid between; read again nothing changes.
    async fn a_plan_and_its_document_are_owed_once(app: TestApp) {
        let ways: [(&str, [Parts; 3]); 4] = [
            ("D1", [&WHOLE, &TWO, &WHOLE]),
            ("D2", [&TWO, &WHOLE, &THREE]),
            ("D3", [&THREE, &TWO, &WHOLE]),
            ("D4", [&WHOLE, &THREE, &TWO]),
        ];
        for (number, lists) in ways {
            app.divided(number, lists[0]).await;
            let debtor = app.debtor(&format!("p{number}")).await;
            let first = app.world.norte.zone.today(app.clock.now()) + chrono::Days::new(20);
            let request = PlanRequest { pace: Pace::Count(3), first, frequency: Frequency::Monthly, down: None };
            let request = OfferRequest::Plan { invoices: Vec::new(), request };
            let plan = app.agree(debtor, request, &format!("form-of-a-plan-{number}")).await.expect("a plan");
            app.work().await;
            assert_eq!(app.owed_of(number).await, (300_000, 300_000), "{number}");
            for (n, list) in lists[1..].iter().enumerate() {
                for _ in 0..2 {
                    app.divided(number, list).await;
                    let (owed, planned) = app.owed_of(number).await;
                    assert_eq!(owed, 300_000, "{number}, list {n}");
                    assert!(planned <= owed && planned > 0, "{number}, list {n}: {planned}, {:?}", app.agreement(plan).await.state);
                    let faults = app.verify().await.faults;
                    assert!(faults.is_empty(), "{number}, list {n}: {faults:?}");
                }
            }
            assert!(app.exceptions_about(number).await.is_empty(), "{:?}", app.exceptions().await);
        }
    }
}
