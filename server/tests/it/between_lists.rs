//! What one list says, and what holds for the others: answers of one file, an older list after a newer one, a number that
//! goes to somebody else.

use super::command::{Ended, Saldo};
use super::support::*;
use serde_json::json;
use services::books::{Applied, Completeness, ImportError};

const HEAD: &str = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Total,Balance";

/// A list of Ada's with these numbers, 100.00 each.
fn list(numbers: &[&str]) -> String {
    let row = |number: &&str| format!("{number},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,100.00,100.00\n");
    format!("{HEAD}\n{}", numbers.iter().map(row).collect::<String>())
}

impl TestApp {
    async fn import_by(&self, csv: &str, more: &[&str]) -> Ended {
        let file = self.scratch.file("list.csv", csv);
        let args = ["import", file.to_str().expect("text"), "--creditor", "norte", "--json"];
        Saldo::of(self).run(&[&args[..], more].concat()).await
    }

    /// Takes in a list that describes this day, and perhaps names everything.
    async fn of_day(&self, day: &str, csv: &str, completeness: Completeness) -> Applied {
        let taken = self.import_file(csv, |file| {
            file.as_of = Some(day.parse().expect("a day"));
            file.completeness = completeness;
        });
        taken.await.expect("a list")
    }
}

on_each_database! {
    // Family: rows that were refused, corrected and read again: said to be incomplete, with nothing said, and by a document of
    // answers. The nightly list goes on closing what it leaves out.
    async fn corrected_rows_do_not_make_the_nightly_list_incomplete(app: TestApp) {
        let night = |numbers: &[&str], wrong: &str| format!("{}{wrong}", list(numbers));
        let wrong = "K-9,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,abc,100.00\n";
        let first = app.import_by(&night(&["K-1", "K-2", "K-3", "K-4"], wrong), &["--complete", "--allow-closing"]).await;
        assert_eq!(first.code, 2, "{first:?}");
        let refused = format!("{HEAD},refused_line,refused_because\nK-9,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,100.00,100.00,6,wrong\n");
        let answers = app.scratch.file("answers.json", r#"{"complete":false}"#);
        for (said, kept) in [(&["--incomplete"][..], "K-1"), (&[][..], "K-2"), (&["--answers", answers.to_str().expect("text")][..], "K-3")] {
            app.pass(86_400);
            let corrected = app.import_by(&refused, said).await;
            assert_eq!((corrected.code, &corrected.json()["closed"]), (0, &json!(0)), "{corrected:?}");
            assert_eq!(app.owed([kept, "K-9"]).await, [10_000, 10_000]);
            app.pass(86_400);
            let all = ["K-1", "K-2", "K-3", "K-4"].into_iter().filter(|number| *number > kept);
            let next = app.import_by(&list(&all.chain(["K-9"]).collect::<Vec<_>>()), &["--allow-closing"]).await;
            assert_eq!((&next.json()["closed"], app.owed([kept]).await), (&json!(1), [0]), "{next:?}");
        }
    }

    // Family: whose documents a file has, and the days of all of them: one file's answers are asked for again with the next;
    // what was said of all lists of the shape is not.
    async fn what_was_said_of_one_file_is_not_said_of_the_next(app: TestApp) {
        let file = |number: &str| format!("Ref No,Date,DueDate,Status,Total,Due\n{number},2026-10-01,2026-10-31,En ruta,500.00,350.00\n");
        let shape = ["--map", "invoice_number=Ref No", "--map", "due_date=DueDate", "--map", "open_amount=Due", "--default", "status:En ruta=open", "--incomplete"];
        let bay = app.import_by(&file("INV-41"), &[&shape[..], &["--default", "customer_name=Bay Diner"]].concat()).await;
        assert_eq!(bay.code, 0, "{bay:?}");
        let asked = app.import_by(&file("INV-60"), &[]).await;
        let told = asked.json();
        let questions = told["questions"].as_array().expect("questions");
        assert_eq!(questions.iter().map(|one| &one["field"]).collect::<Vec<_>>(), ["customer_name"], "{told}");
        let pier = app.import_by(&file("INV-60"), &["--default", "customer_name=Pier Cafe"]).await;
        assert_eq!(pier.code, 0, "{pier:?}");
        let (bay, pier) = (app.invoice("INV-41").await.debtor, app.invoice("INV-60").await.debtor);
        assert_ne!(bay, pier, "one customer's documents are not another's");
        // Days.
        let undated = |number: &str| format!("Invoice,Customer,Currency,Amount\n{number},Bay Diner,MXN,10.00\n");
        let days = ["--default", "issue_date=2026-10-01", "--default", "due_date=2026-10-31"];
        assert_eq!(app.import_by(&undated("D-1"), &days).await.code, 0);
        let next = app.import_by(&undated("D-2"), &[]).await.json();
        assert_eq!(next["questions"].as_array().map(Vec::len), Some(2), "{next}");
    }

    // Family: an older list that brings an item which a newer complete one did not name; an older and a newer list that names
    // it afterwards, one that is not complete or closed nothing, and the taking back of the newer one.
    async fn an_older_list_brings_nothing_that_a_newer_one_has_closed(app: TestApp) {
        app.pass(20 * 86_400);
        let beyond_doubt = Completeness::CompleteBeyondDoubt;
        app.of_day("2026-12-03", &list(&["Z-1"]), Completeness::Incomplete).await;
        let older = app.of_day("2026-12-01", &list(&["Z-1", "Z-2"]), Completeness::Unsaid).await;
        assert_eq!((older.older, app.owed(["Z-2"]).await), (0, [10_000]), "a newer one that is not complete says nothing");
        let newer = app.of_day("2026-12-05", &list(&["Z-1", "Z-2"]), beyond_doubt).await;
        assert!(newer.rejected.is_empty() && newer.held_back.is_none());
        for _ in 0..2 {
            let older = app.of_day("2026-12-04", &list(&["Z-1", "Z-2", "Z-3"]), Completeness::Unsaid).await;
            assert_eq!((older.older, app.owed(["Z-1", "Z-2", "Z-3"]).await), (1, [10_000, 10_000, 0]), "{older:?}");
        }
        // A list of a later day that names it opens it again, and an older one still changes nothing.
        app.of_day("2026-12-06", &list(&["Z-1", "Z-2", "Z-3"]), beyond_doubt).await;
        assert_eq!(app.owed(["Z-3"]).await, [10_000]);
        assert_eq!(app.of_day("2026-12-02", &list(&["Z-3", "Z-4"]), Completeness::Incomplete).await.older, 1);
        assert_eq!(app.owed(["Z-3", "Z-4"]).await, [10_000, 0]);
        assert!(app.verify().await.faults.is_empty());
    }

    // An older whole list closes nothing that a newer list has named, whatever that one was: that is not counted as too much.
    async fn what_a_newer_list_has_named_is_not_too_much_to_close(app: TestApp) {
        app.pass(20 * 86_400);
        let all = ["Z-1", "Z-2", "Z-3", "Z-4"];
        app.of_day("2026-12-02", &list(&all), Completeness::CompleteBeyondDoubt).await;
        app.of_day("2026-12-05", &list(&all), Completeness::Incomplete).await;
        let older = app.of_day("2026-12-03", &list(&["Z-1"]), Completeness::Complete).await;
        assert_eq!((older.closed, app.owed(["Z-1", "Z-2", "Z-3", "Z-4"]).await), (0, [10_000; 4]), "{older:?}");
        // What it would close indeed is.
        let newest = list(&["Z-1"]);
        let newer = app.import_file(&newest, |file| {
            file.as_of = "2026-12-06".parse().ok();
            file.completeness = Completeness::Complete;
        });
        assert!(matches!(newer.await, Err(ImportError::Closing(_))));
    }

    async fn a_newer_list_that_is_taken_back_has_closed_nothing(app: TestApp) {
        app.pass(20 * 86_400);
        app.of_day("2026-12-05", &list(&["Z-1"]), Completeness::CompleteBeyondDoubt).await;
        app.of_day("2026-12-04", &list(&["Z-1", "Z-3"]), Completeness::Unsaid).await;
        assert_eq!(app.owed(["Z-3"]).await, [0]);
        let undone = Saldo::of(&app).run(&["imports", "list", "--creditor", "norte", "--json"]).await.json();
        let n = undone.as_array().and_then(|all| all.iter().find(|one| one["as_of"] == "2026-12-05")).map(|one| one["n"].to_string());
        let undone = Saldo::of(&app).run(&["imports", "undo", &n.expect("the import"), "--creditor", "norte"]).await;
        assert_eq!(app.owed(["Z-3"]).await, [10_000], "{undone:?}");
        assert!(app.verify().await.faults.is_empty());
    }

    // Family: a customer number under another name: with another address of mail it is asked about, before the debt or the mail
    // of one person goes to another; with the same address, or none, it is a rename.
    async fn a_number_that_may_have_gone_to_somebody_else_is_asked_about(app: TestApp) {
        let row = |number: &str, name: &str, mail: &str| {
            format!("Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount\n{number},C2,{name},{mail},2026-10-01,2026-10-31,MXN,100.00\n")
        };
        app.import(&row("L-1", "Luis Soto", "luis@x.test")).await;
        let refused = app.import(&row("M-1", "Marta Gil", "marta@y.test")).await;
        let [finding] = &refused.rejected[..] else { panic!("{refused:?}") };
        assert_eq!(finding.code.as_str(), "ambiguous_customer");
        assert!(finding.message.contains("saldo debtor rename"), "{finding:?}");
        let luis = || async {
            let told = Saldo::of(&app).run(&["debtor", "list", "--creditor", "norte", "--json"]).await.json();
            told.as_array().and_then(|all| all.iter().find(|one| one["debtor"] == "C2").cloned()).unwrap_or_else(|| panic!("{told}"))
        };
        let before = luis().await;
        assert!(before.to_string().contains("luis@x.test") && !before.to_string().contains("Marta"), "{before}");
        // One of both may change.
        assert!(app.import(&row("L-2", "Luis Soto SA", "luis@x.test")).await.rejected.is_empty());
        assert!(app.import(&row("L-3", "Luis Soto SA", "cobros@soto.test")).await.rejected.is_empty());
        // A person says that it is the same customer.
        let renamed = ["debtor", "rename", "C2", "--name", "Marta Gil", "--creditor", "norte", "--reason", "she took over"];
        assert_eq!(Saldo::of(&app).run(&renamed).await.code, 0);
        assert!(app.import(&row("M-1", "Marta Gil", "marta@y.test")).await.rejected.is_empty());
        assert_eq!(app.invoice("M-1").await.debtor, app.invoice("L-1").await.debtor);
    }
}
