//! What a list would do is told before anything is done, by the same code, and nothing of that stays.

use super::command::Saldo;
use super::support::*;
use import::Answers;
use serde_json::{Value, json};
use services::books::Completeness;
use std::fmt::Write;

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance,Status\n";

/// The items of the small world as a list of Norte's has them, with what else it says of some.
fn list(rows: &[(&str, &str)]) -> String {
    let world = [
        ("A-1", "ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN", "1500.00,1500.00,open"),
        ("A-2", "ada,Ada Pérez,ada@example.test,2026-10-25,2026-11-25,MXN", "800.50,800.50,open"),
        ("A-3", "ada,Ada Pérez,ada@example.test,2026-11-15,2026-12-31,MXN", "2000.00,2000.00,open"),
        ("B-1", "ben,Ben Ruiz,ben@example.test,2026-11-01,2026-11-30,MXN", "1000.00,1000.00,open"),
        ("B-2", "ben,Ben Ruiz,ben@example.test,2026-11-02,2026-12-02,USD", "184.50,184.50,open"),
    ];
    let mut csv = HEAD.to_owned();
    for (number, who, figures) in world {
        let said = rows.iter().find(|(of, _)| *of == number).map_or(figures, |(_, said)| *said);
        if !said.is_empty() {
            let _ = writeln!(csv, "{number},{who},{said}");
        }
    }
    for (number, figures) in rows.iter().filter(|(number, _)| number.starts_with('N')) {
        let _ = writeln!(csv, "{number},new-{number},Cliente {number},,2026-11-10,2026-12-10,MXN,{figures}");
    }
    csv
}

impl TestApp {
    /// All rows of all tables, the records of imports too.
    async fn everything(&self) -> (String, i64, i64, i64) {
        let named = self.count("SELECT COUNT(*) FROM import_named").await;
        let sources = self.count("SELECT COUNT(*) FROM source").await;
        (self.digest().await, self.count("SELECT COUNT(*) FROM import").await, named, sources)
    }
}

on_each_database! {
    async fn a_dry_run_tells_the_whole_effect_and_leaves_nothing(app: TestApp) {
        app.import(&list(&[("A-3", "2000.00,0.00,paid")])).await;
        app.pass(60);
        let saldo = Saldo::of(&app);
        let rows = [("A-1", "1500.00,600.00,open"), ("A-2", "800.50,800.50,void"), ("A-3", "2000.00,500.00,open"), ("B-2", ""), ("N-1", "70.00,70.00,open"), ("N-2", "abc,1.00,open")];
        let file = app.scratch.file("next.csv", list(&rows));
        let (file, refused) = (file.to_str().expect("text"), app.scratch.dir().join("refused.csv"));
        let before = app.everything().await;
        let args = ["import", file, "--creditor", "norte", "--complete", "--allow-closing", "--rejected", refused.to_str().expect("text"), "--json"];
        let dry = saldo.run(&[&args[..], &["--dry-run"]].concat()).await;
        assert_eq!(dry.code, 2, "a row is refused: {dry:?}");
        assert_eq!(app.everything().await, before);
        let told = dry.json();
        assert_eq!(told["accepted_count"], 5, "the reading, as it was without the effect");
        let effect = &told["effect"];
        for (what, want) in [("imported", 1), ("updated", 3), ("unchanged", 1), ("closed", 1), ("exceptions", 0)] {
            assert_eq!(effect[what], want, "{what}: {effect}");
        }
        let mxn = json!({
            "before": 330_050, "after": 217_000,
            "new": { "items": 1, "sum": 7_000 }, "corrected": { "items": 0, "sum": 0 },
            "paid_before": { "items": 0, "sum": 0 },
            "paid_elsewhere": { "items": 1, "sum": 90_000 }, "written_off": { "items": 0, "sum": 0 }, "taken_back": { "items": 1, "sum": 50_000 },
            "reopened": { "items": 1, "sum": 50_000 }, "voided": { "items": 1, "sum": 80_050 },
            "closed": { "items": 0, "sum": 0 }, "charges_let_go": { "items": 0, "sum": 0 },
        });
        assert_eq!(effect["figures"]["MXN"], mxn);
        assert_eq!(effect["figures"]["USD"]["closed"], json!({ "items": 1, "sum": 18_450 }));
        assert_eq!(effect["largest"][0]["number"], "A-1");
        let rejected = std::fs::read_to_string(&refused).expect("the table of refused rows");
        let lines: Vec<&str> = rejected.lines().collect();
        assert!(lines.len() == 2 && lines[0].ends_with("Status,refused_line,refused_because"), "{rejected}");
        assert!(lines[1].starts_with("N-2,new-N-2,") && lines[1].contains("(invalid_amount)"), "{rejected}");

        // The real one does just that, and says it in the same words.
        let done = saldo.run(&args).await.json();
        assert_eq!(&done, effect);
        assert_eq!(app.owed(["A-1", "A-2", "A-3", "B-1", "B-2", "N-1"]).await, [60_000, 0, 50_000, 100_000, 0, 7_000]);
        let people = saldo.run(&["import", file, "--creditor", "norte", "--dry-run"]).await;
        assert!(people.stdout.starts_with("nothing was changed") && people.stderr.contains("rejected line"), "{people:?}");
        assert!(app.verify().await.faults.is_empty());
    }

    async fn a_dry_run_of_what_would_close_too_much_says_so(app: TestApp) {
        let file = app.scratch.file("few.csv", list(&[("A-1", ""), ("A-2", ""), ("B-1", ""), ("B-2", "")]));
        let args = ["import", file.to_str().expect("text"), "--creditor", "norte", "--complete", "--dry-run"];
        let before = app.everything().await;
        let stopped = Saldo::of(&app).run(&args).await;
        assert!(stopped.code == 1 && stopped.stderr.contains("--allow-closing"), "{stopped:?}");
        assert_eq!(app.everything().await, before);
    }

    // More than one transaction takes: the customers of the first are known in the last, in the rehearsal too.
    async fn a_list_of_many_batches_is_rehearsed_as_it_is_done(app: TestApp) {
        let many = |count: u32, changed: u32| {
            let mut csv = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n".to_owned();
            for n in 0..count {
                let open = if n < count - changed { "10.00" } else { "4.00" };
                let _ = writeln!(csv, "M-{n},m-{0},Cliente {0},2026-10-01,2026-10-31,MXN,{open}", n % 40);
            }
            csv
        };
        // Taking it in compares what it did with what it would have done.
        let first = app.import_bytes(many(5_200, 0).as_bytes(), &Answers::default(), |_| ()).await.expect("a list");
        assert_eq!((first.imported, app.count("SELECT COUNT(*) FROM debtor").await), (5_200, 3 + 40));
        app.pass(60);
        let all = |file: &mut services::books::ImportFile| file.completeness = Completeness::CompleteBeyondDoubt;
        let second = app.import_bytes(many(5_160, 60).as_bytes(), &Answers::default(), all).await.expect("a list");
        assert_eq!((second.updated, second.closed), (60, 40 + 5));
        assert_eq!(app.imports().await, [1, 2, 3]);
    }

    async fn contradictions_are_told_before_they_wait_for_a_person(app: TestApp) {
        app.import(&list(&[])).await;
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-2"], Some("400.50"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.import(&list(&[("A-2", "800.50,400.00,open")])).await;
        app.pass(60);
        let file = app.scratch.file("again.csv", list(&[("A-2", "800.50,800.50,open"), ("N-1", "5.00,5.00,open")]));
        let args = ["import", file.to_str().expect("text"), "--creditor", "norte", "--dry-run", "--json"];
        let told: Value = Saldo::of(&app).run(&args).await.json();
        assert_eq!(told["effect"]["exceptions"], 1, "{told}");
        let text = told["effect"]["contradictions"][0].as_str().expect("a sentence");
        assert!(text.starts_with("A-2: the list asks for 400.50 MXN more"), "{text}");
        assert!(app.exceptions().await.is_empty());
    }
}

impl TestApp {
    /// The numbers of Norte's imports.
    async fn imports(&self) -> Vec<i64> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let all = store::imports::newest(&mut db, self.world.norte.id, None, 100).await.expect("the database");
        all.iter().rev().map(|import| import.n).collect()
    }
}
