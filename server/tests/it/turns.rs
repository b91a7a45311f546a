//! Two who work on one creditor's books at once, and what is taken back of a list when others have come since.

use super::command::Saldo;
use super::support::*;
use domain::audit::Who;
use services::books::undo::undo;
use services::books::{Completeness, ImportFile, Importer};
use services::clock::Clock;
use std::fmt::Write;
use std::sync::Arc;
use store::imports::{self, State};

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";

fn row(number: &str, open: &str) -> String {
    format!("{number},ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN,100.00,{open}\n")
}

fn list(rows: &[String]) -> String {
    format!("{HEAD}{}", rows.concat())
}

impl TestApp {
    async fn take_back(&self, n: i64) -> services::books::undo::Undone {
        let services = &self.portal.services;
        let done =
            undo(&services.store, &services.ids, &self.world.norte, n, Who::command_line(), self.clock.now()).await;
        done.unwrap_or_else(|error| panic!("{n}: {error}"))
    }

    async fn state_of(&self, n: i64) -> State {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let found = imports::by_number(&mut db, self.world.norte.id, n).await.expect("the database");
        found.expect("an import").state
    }

    async fn begun(&self, csv: &str) -> Importer<'_> {
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let file = ImportFile::of_bytes("first.csv", csv.as_bytes(), "Nora");
        let ids = Arc::clone(&services.ids);
        Importer::begin(&services.store, ids, norte, file, self.clock.now()).await.expect("an import")
    }
}

on_each_database! {
    // Family: import and import, undo and import, an import that died, one whose turn ran out.
    async fn one_at_a_time_works_on_the_books(app: TestApp) {
        let (first, second) = (list(&[row("R-1", "100.00")]), list(&[row("R-2", "100.00")]));
        let importer = app.begun(&first).await;
        let before = app.digest().await;
        let busy = app.import_file(&second, |_| ()).await.expect_err("one at a time").to_string();
        assert!(busy.contains("an import (first.csv), by Nora, is under way") && busy.lines().count() == 1, "{busy}");
        let services = &app.portal.services;
        let undone = undo(&services.store, &services.ids, &app.world.norte, 1, Who::command_line(), app.clock.now()).await;
        assert!(undone.expect_err("one at a time").to_string().contains("is under way"));
        assert_eq!((app.digest().await, app.state_of(2).await), (before, State::Running));
        // Another creditor's books are not concerned.
        app.import_at_sur("Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\nS-7,eva,Eva Soto,2026-10-01,2026-10-31,CLP,100\n").await;
        importer.finish().await.expect("its turn");
        app.import_file(&second, |_| ()).await.expect("the next one");
        // One that died is told as such when its turn has run out, and the same file goes on.
        drop(app.begun(&list(&[row("R-3", "100.00")])).await);
        app.pass(121);
        app.import_file(&list(&[row("R-4", "100.00")]), |_| ()).await.expect("a list");
        assert_eq!(app.state_of(4).await, State::BrokenOff);
        // Whose turn ran out writes nothing any more.
        let late = app.begun(&list(&[row("R-5", "100.00")])).await;
        app.pass(121);
        app.import_file(&list(&[row("R-6", "100.00")]), |_| ()).await.expect("a list");
        let lost = late.finish().await.expect_err("somebody else's turn").to_string();
        assert!(lost.contains("somebody else works on these books"), "{lost}");
        assert_eq!(app.count("SELECT COUNT(*) FROM lease").await, 0);
        app.fits().await;
    }

    async fn commands_at_once_end_as_if_they_had_come_one_after_the_other(app: TestApp) {
        let saldo = Saldo::of(&app);
        let many = |head: &str, n: u32| {
            let mut csv = HEAD.to_owned();
            for i in 0..n {
                let who = i % 50;
                let _ = writeln!(csv, "{head}-{i},n-{who},Cliente {who},,2026-10-01,2026-10-31,MXN,10.00,10.00");
            }
            csv
        };
        let files = [app.scratch.file("x.csv", many("X", 900)), app.scratch.file("y.csv", many("Y", 900))];
        let args = |n: usize| ["import", files[n].to_str().expect("text"), "--creditor", "norte", "--json"];
        let (one, two) = (args(0), args(1));
        let (one, two) = tokio::join!(saldo.run(&one), saldo.run(&two));
        for (n, ended) in [(0, one), (1, two)] {
            let told = ended.stderr.contains("is under way") || ended.stderr.contains("while this one was looked at");
            assert!(ended.code == 0 || ended.code == 1 && told && ended.stderr.lines().count() == 1, "{ended:?}");
            if ended.code == 1 {
                assert_eq!(saldo.run(&args(n)).await.code, 0);
            }
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM invoice WHERE number LIKE 'X-%' OR number LIKE 'Y-%'").await, 1_800);
        assert_eq!(app.count("SELECT COUNT(*) FROM debtor WHERE name LIKE 'Cliente %'").await, 50);
        assert_eq!(app.count("SELECT COUNT(*) FROM import WHERE state = 'running'").await, 0);
        app.fits().await;
    }

    // Family: new items, changed items and closed ones; a later list that names them without a change, or not.
    async fn what_a_later_list_confirmed_is_taken_back_with_that_one(app: TestApp) {
        app.import(&list(&[row("R-1", "100.00"), row("R-2", "100.00")])).await;
        app.pass(60);
        let changes = list(&[row("R-1", "40.00"), row("R-2", "30.00"), row("R-3", "100.00"), row("R-4", "100.00")]);
        app.import(&changes).await;
        app.pass(60);
        app.import(&list(&[row("R-1", "40.00"), row("R-3", "100.00")])).await;
        let undone = app.take_back(3).await;
        assert_eq!((undone.withdrawn, undone.restored), (1, 1), "{undone:?}");
        let kept: Vec<&str> = undone.kept.iter().map(|(number, why)| { assert!(why.contains("confirmed"), "{why}"); number.as_str() }).collect();
        assert_eq!(kept, ["R-1", "R-3"]);
        assert_eq!(app.owed(["R-1", "R-2", "R-3", "R-4"]).await, [4_000, 10_000, 10_000, 0]);
        app.fits().await;
        // They are the later list's now.
        let undone = app.take_back(4).await;
        assert_eq!((undone.withdrawn, undone.restored, undone.kept.len()), (1, 1, 0), "{undone:?}");
        assert_eq!(app.owed(["R-1", "R-3"]).await, [10_000, 0]);
        app.fits().await;
        // What comes again after that is news.
        app.pass(60);
        app.import(&format!("{changes}\n")).await;
        assert_eq!(app.owed(["R-1", "R-2", "R-3", "R-4"]).await, [4_000, 3_000, 10_000, 10_000]);
        app.fits().await;
    }

    async fn a_closing_is_taken_back(app: TestApp) {
        let whole = list(&[row("R-1", "100.00"), row("R-2", "100.00")]);
        app.import(&whole).await;
        app.pass(60);
        let all = |file: &mut ImportFile| file.completeness = Completeness::CompleteBeyondDoubt;
        app.import_file(&list(&[row("R-1", "100.00")]), all).await.expect("a list");
        assert_eq!(app.owed(["R-1", "R-2", "A-1"]).await, [10_000, 0, 0]);
        let undone = app.take_back(3).await;
        assert_eq!((undone.restored, undone.kept.len()), (6, 0), "{undone:?}");
        assert_eq!(app.owed(["R-1", "R-2", "A-1", "B-1"]).await, [10_000, 10_000, 150_000, 100_000]);
        app.fits().await;
    }

    async fn lines_untaxed_sums_names_and_addresses_come_back(app: TestApp) {
        let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,line_description,line_quantity,line_net,line_tax_percent,line_tax\n";
        let line = |name: &str, email: &str, what: &str, net: &str, tax: &str| format!("L-1,ada,{name},{email},2026-10-01,2026-10-31,MXN,{what},2,{net},16,{tax}\n");
        let first = format!("{head}{}{}", line("Ada Pérez", "ada@example.test", "Clavos", "100.00", "16.00"), line("Ada Pérez", "ada@example.test", "Martillo", "50.00", "8.00"));
        app.import(&first).await;
        let seen = async || {
            let invoice = app.invoice("L-1").await;
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let lines = store::invoices::lines(&mut db, invoice.creditor, invoice.id, invoice.total.currency()).await.expect("rows");
            let debtor = store::debtors::by_id(&mut db, invoice.creditor, invoice.debtor).await.expect("rows").expect("Ada");
            (invoice.total, invoice.untaxed, invoice.description, invoice.due, lines, debtor.name, debtor.email)
        };
        let before = seen().await;
        assert!(before.1.is_some() && before.4.len() == 2);
        app.pass(60);
        let second = format!("{head}{}", line("Otra Firma", "ada@example.test", "Tornillos", "10.00", "1.60").replace("2026-10-31", "2026-11-30"));
        app.import(&second).await;
        let after = seen().await;
        assert_ne!(after, before);
        assert_eq!(after.5, "Otra Firma");
        let undone = app.take_back(3).await;
        assert_eq!((undone.restored, undone.debtors), (1, 1));
        assert_eq!(seen().await, before);
        app.fits().await;
        // Said by a person since: that stays.
        app.pass(60);
        app.import(&format!("{second}\n")).await;
        let clerk = Saldo::of(&app);
        let renamed = clerk.run(&["debtor", "rename", "ada", "--name", "Ada de Luna", "--creditor", "norte", "--reason", "said so"]).await;
        assert_eq!(renamed.code, 0, "{renamed:?}");
        app.take_back(4).await;
        let now = seen().await;
        assert_eq!((now.5.as_str(), now.6.as_deref()), ("Ada de Luna", Some("ada@example.test")));
        app.fits().await;
    }
}
