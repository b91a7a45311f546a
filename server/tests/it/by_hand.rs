//! What no list says and staff do by command: payments made elsewhere, documents, debtors; taking back an import, and
//! going on with one that died. Each needs the books and no page.

use super::command::{Ended, Saldo};
use super::support::*;
use import::Options;
use services::books::{ImportFile, Importer};
use std::sync::Arc;
use store::imports;

const WHY: [&str; 6] = ["--creditor", "norte", "--reason", "said by phone", "--by", "Nora"];

impl TestApp {
    /// The command as on a machine that serves no pages.
    fn clerk(&self) -> Saldo {
        Saldo::of(self)
            .with("SALDO_SITE_DIR", Some("/nowhere"))
            .with("SALDO_BASE_URL", None)
            .with("SALDO_LISTEN", Some("0.0.0.0:3000"))
    }

    async fn by_hand(&self, args: &[&str]) -> Ended {
        self.clerk().run(&[args, &WHY].concat()).await
    }

    pub async fn done_by_hand(&self, args: &[&str]) -> String {
        let ended = self.by_hand(args).await;
        assert_eq!(ended.code, 0, "{args:?}: {ended:?}");
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
        ended.stdout
    }

    async fn refused_by_hand(&self, args: &[&str], says: &str) {
        let before = self.digest().await;
        let ended = self.by_hand(args).await;
        assert!(
            ended.code == 1 && ended.stderr.contains(says) && ended.stderr.lines().count() == 1,
            "{args:?}: {ended:?}"
        );
        assert_eq!(self.digest().await, before, "{args:?} wrote something");
    }

    /// What stands in the trail of one kind of act, each with who and why.
    async fn trail(&self, action: &str) -> usize {
        let all = self.texts("SELECT action || ' ' || who || ' ' || detail FROM audit ORDER BY id").await;
        all.iter()
            .filter(|act| act.starts_with(action) && act.contains("Nora") && act.contains("said by phone"))
            .count()
    }
}

/// The entry that a command printed, by which it is taken back.
fn entry_of(stdout: &str) -> String {
    let word = stdout.split_whitespace().find(|word| word.starts_with("ent_"));
    word.unwrap_or_else(|| panic!("no entry in {stdout}")).to_owned()
}

on_each_database! {
    async fn a_payment_elsewhere_is_recorded_and_taken_back(app: TestApp) {
        app.credit_waits_for_staff().await;
        let record = |invoice, amount, on, kind| ["payment", "record", "--invoice", invoice, "--amount", amount, "--on", on, "--kind", kind];
        let part = app.done_by_hand(&record("A-1", "500.00", "2025-01-15", "transfer")).await;
        assert_eq!(app.owed(["A-1"]).await, [100_000]);
        // What is beyond the debt is the debtor's.
        app.refused_by_hand(&record("A-2", "1200.00", "2025-01-15", "cheque"), "800.50 MXN is owed on A-2; 399.50 MXN of the payment").await;
        let more = [&record("A-2", "1200.00", "2025-01-15", "cheque")[..], &["--rest-is-credit"]].concat();
        let more = app.done_by_hand(&more).await;
        assert!(more.contains("399.50 MXN of it is the debtor's credit") && more.contains("issued on 2026-10-25, after"), "{more}");
        assert_eq!((app.owed(["A-2"]).await, app.credit_of_ada().await), ([0], 39_950));
        let (part, more) = (entry_of(&part), entry_of(&more));
        app.done_by_hand(&["payment", "take-back", &more]).await;
        assert_eq!((app.owed(["A-2"]).await, app.credit_of_ada().await), ([80_050], 0));
        app.done_by_hand(&["payment", "take-back", &part]).await;
        assert_eq!(app.owed(["A-1", "A-2", "A-3"]).await, [150_000, 80_050, 200_000]);
        assert_eq!((app.trail("payment_recorded").await, app.trail("payment_taken_back").await), (2, 2));
        app.refused_by_hand(&["payment", "take-back", &part], "still stands").await;
        app.refused_by_hand(&["payment", "take-back", "ent_00000000000070008000000000000001"], "no payment or write-off").await;
        for (args, says) in [
            (record("A-9", "5.00", "2025-01-15", "cash"), "there is no invoice A-9"),
            (record("A-1", "0", "2025-01-15", "cash"), "no amount"),
            (record("A-1", "abc", "2025-01-15", "cash"), "--amount"),
            (record("A-1", "5.00", "2999-01-15", "cash"), "yet to come"),
            (record("A-1", "5.00", "0001-01-01", "cash"), "no likely day of a payment"),
            (record("A-1", "5.00", "1999-12-31", "cash"), "no likely day of a payment"),
            (record("A-1", "5.00", "2016-01-01", "cash"), "no likely day of a payment"),
        ] {
            app.refused_by_hand(&args, says).await;
        }
        let wrong = app.by_hand(&record("A-1", "5.00", "2025-01-15", "bitcoin")).await;
        assert!(wrong.code == 2 && wrong.stderr.contains("transfer, cash, cheque, card"), "{wrong:?}");
        // The list hears of it in its own time: what was recorded here is not taken off twice.
        app.done_by_hand(&record("A-3", "500.00", "2025-01-15", "card")).await;
        let list = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\nA-3,ada,Ada Pérez,2026-11-15,2026-12-31,MXN,1500.00\n";
        app.import_file(list, |_| ()).await.expect("a list");
        assert_eq!(app.owed(["A-3"]).await, [150_000]);
    }

    async fn documents_are_written_and_given_up_by_hand(app: TestApp) {
        app.credit_waits_for_staff().await;
        let new = ["invoice", "new", "--debtor", "ada", "--number", "H-1", "--amount", "250.00", "--issued", "2025-01-01", "--due", "2025-01-31", "--description", "Visita"];
        app.done_by_hand(&new).await;
        assert_eq!(app.owed(["H-1"]).await, [25_000]);
        app.refused_by_hand(&new, "the number H-1 is in the books already").await;
        app.done_by_hand(&["credit-note", "--debtor", "ada", "--number", "HN-1", "--amount", "40.00", "--issued", "2025-01-02"]).await;
        assert_eq!(app.owed(["HN-1"]).await, [-4_000]);
        for (args, says) in [
            (["invoice", "new", "--debtor", "zoe", "--number", "H-2", "--amount", "1.00", "--issued", "2025-01-01", "--due", "2025-01-31"], "there is no debtor zoe"),
            (["invoice", "new", "--debtor", "ada", "--number", "H-2", "--amount", "0", "--issued", "2025-01-01", "--due", "2025-01-31"], "no amount"),
            (["invoice", "new", "--debtor", "ada", "--number", "H-2", "--amount", "1.00", "--issued", "2025-01-31", "--due", "2025-01-01"], "before it is issued"),
            (["invoice", "new", "--debtor", "ada", "--number", "H-2", "--amount", "1.00", "--issued", "0025-01-31", "--due", "2025-02-01"], "no likely day"),
            (["invoice", "new", "--debtor", "ada", "--number", "H-2", "--amount", "1.00", "--issued", "2025-01-31", "--due", "9999-01-01"], "no likely day"),
        ] {
            app.refused_by_hand(&args, says).await;
        }
        app.done_by_hand(&["invoice", "due", "--invoice", "H-1", "--due", "2025-03-31"]).await;
        assert_eq!(app.invoice("H-1").await.due.to_string(), "2025-03-31");
        app.refused_by_hand(&["invoice", "due", "--invoice", "H-1", "--due", "2024-12-31"], "before it is issued").await;
        let part = app.done_by_hand(&["invoice", "write-off", "--invoice", "H-1", "--amount", "100.00"]).await;
        assert_eq!(app.owed(["H-1"]).await, [15_000]);
        app.refused_by_hand(&["invoice", "write-off", "--invoice", "H-1", "--amount", "150.01"], "no more than 150.00 MXN").await;
        app.done_by_hand(&["invoice", "write-off", "--invoice", "H-1"]).await;
        assert_eq!(app.owed(["H-1"]).await, [0]);
        app.done_by_hand(&["payment", "take-back", &entry_of(&part)]).await;
        assert_eq!(app.owed(["H-1"]).await, [10_000]);
        // Void: what was paid here is the debtor's.
        let payment = app.ada_pays().await;
        assert_eq!(app.owed(["A-1"]).await, [0]);
        app.done_by_hand(&["invoice", "void", "--invoice", "A-1"]).await;
        assert!(app.invoice("A-1").await.void);
        assert_eq!((app.owed(["A-1"]).await, app.credit_of_ada().await), ([0], 150_000));
        assert_eq!(app.payment(payment.id).await.received.minor(), 430_050);
        app.refused_by_hand(&["invoice", "void", "--invoice", "A-1"], "A-1 is void").await;
        for (action, times) in [("invoice_added", 2), ("due_date_moved", 1), ("written_off", 2), ("invoice_voided", 1)] {
            assert_eq!(app.trail(action).await, times, "{action}");
        }
    }

    async fn debtors_are_renamed_merged_and_split(app: TestApp) {
        app.done_by_hand(&["debtor", "rename", "ada", "--name", "Ada Pérez Gil", "--number", "C-7"]).await;
        let row = |number: &str, who: &str| format!("Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n{number},{who},2026-11-15,2026-12-31,MXN,10.00\n");
        // Lists may go on with the old number, and come with the new one.
        app.import(&row("R-1", "ada,Ada Pérez")).await;
        app.import(&row("R-2", "C-7,Ada Pérez Gil")).await;
        assert_eq!((app.invoice("R-1").await.debtor, app.invoice("R-2").await.debtor), (app.world.ada, app.world.ada));
        app.refused_by_hand(&["debtor", "rename", "C-7", "--number", "ben"], "another debtor's").await;

        app.done_by_hand(&["debtor", "contact", "C-7", "--email", "one@example.test", "--email", "two@example.test"]).await;
        let shown = app.clerk().run(&["debtor", "contact", "C-7", "--creditor", "norte"]).await;
        assert_eq!(shown.stdout, "one@example.test\ntwo@example.test\n");

        let listed = app.clerk().run(&["debtor", "list", "pér", "--creditor", "norte"]).await;
        assert_eq!(listed.stdout, "C-7  Ada Pérez Gil  one@example.test\n");
        let all = app.clerk().run(&["debtor", "list", "--creditor", "norte", "--json"]).await.json();
        assert_eq!(all.as_array().map(Vec::len), Some(2), "{all}");

        // Under a payment nothing is handed over.
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1"], None, "stripe").await;
        app.refused_by_hand(&["debtor", "merge", "C-7", "ben"], "wait for its payments").await;
        app.refused_by_hand(&["debtor", "split", "C-7", "C-8", "--invoice", "A-1"], "wait for the payment").await;
        browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;

        app.done_by_hand(&["debtor", "split", "C-7", "C-8", "--invoice", "A-3", "--name", "Ada de Ramos", "--email", "ramos@example.test"]).await;
        let other = app.debtor("C-8").await;
        assert_eq!((app.invoice("A-3").await.debtor, app.invoice("A-1").await.debtor), (other, app.world.ada));
        app.refused_by_hand(&["debtor", "split", "C-7", "C-8", "--invoice", "B-1"], "C-7 has no invoice B-1").await;
        app.done_by_hand(&["debtor", "merge", "C-8", "ben"]).await;
        assert_eq!(app.invoice("A-3").await.debtor, app.world.ben);
        app.import(&row("R-3", "C-8,Ada de Ramos")).await;
        assert_eq!(app.invoice("R-3").await.debtor, app.world.ben, "the number is Ben's from now on");
        app.refused_by_hand(&["debtor", "merge", "ben", "ben"], "one and the same").await;
        for action in ["debtor_renamed", "contacts_set", "debtor_split", "debtors_merged"] {
            assert_eq!(app.trail(action).await, 1, "{action}");
        }
        app.fits().await;
    }

    async fn an_import_is_taken_back_as_far_as_nothing_builds_on_it(app: TestApp) {
        let clerk = app.clerk();
        let csv = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount,Balance\n\
                   A-1,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,1500.00,600.00\nU-1,ada,Ada Pérez,2026-11-15,2026-12-31,MXN,70.00,70.00\n\
                   U-2,ada,Ada Pérez,2026-11-15,2026-12-31,MXN,90.00,90.00\n";
        let file = app.scratch.file("wrong.csv", csv);
        let import = ["import", file.to_str().expect("text"), "--creditor", "norte"];
        assert_eq!(clerk.run(&import).await.code, 0);
        assert_eq!(app.owed(["A-1", "U-1", "U-2"]).await, [60_000, 7_000, 9_000]);
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["U-2"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        let undo = ["imports", "undo", "2", "--creditor", "norte", "--by", "Nora"];
        let undone = clerk.run(&undo).await;
        assert!(undone.code == 2 && undone.stdout.contains("U-2 stays"), "{undone:?}");
        assert_eq!(app.owed(["A-1", "U-1", "U-2"]).await, [150_000, 0, 0]);
        assert!(app.invoice("U-1").await.void);
        app.fits().await;
        let again = clerk.run(&undo).await;
        assert!(again.code == 1 && again.stderr.contains("undone before"), "{again:?}");
        let list = clerk.run(&["imports", "list", "--creditor", "norte"]).await;
        assert!(list.stdout.contains("undone") && list.stdout.contains("wrong.csv"), "{list:?}");
        // It was right after all.
        assert_eq!(clerk.run(&import).await.code, 0);
        assert_eq!(app.owed(["A-1", "U-1", "U-2"]).await, [60_000, 7_000, 0]);
        app.fits().await;
    }

    async fn an_import_that_died_goes_on_where_it_stopped(app: TestApp) {
        let mut csv = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n".to_owned();
        for n in 1..=5 {
            csv.push_str(&format!("K-{n},k-{n},Cliente {n},2026-10-01,2026-10-31,MXN,10.00\n"));
        }
        let (services, norte) = (&app.portal.services, &app.world.norte);
        let reading = import::read(csv.as_bytes(), &Options::of_house(norte.currency)).expect("a list");
        let file = ImportFile::of_bytes("list.csv", csv.as_bytes(), "a test");
        let mut importer = Importer::begin(&services.store, Arc::clone(&services.ids), norte, file, noon()).await.expect("an import");
        for item in reading.accepted.into_iter().take(3) {
            importer.take(item).await.expect("an item");
        }
        importer.end_part().await.expect("a transaction");
        drop(importer); // The machine went down.
        let busy = app.import_file(&csv, |_| ()).await.expect_err("nobody knows yet");
        assert!(busy.to_string().contains("an import (list.csv), by a test, is under way"), "{busy}");
        app.pass(121);
        assert_eq!(app.count("SELECT COUNT(*) FROM invoice WHERE number LIKE 'K-%'").await, 3);
        let rest = app.import_file(&csv, |_| ()).await.expect("the rest");
        assert_eq!((rest.imported, rest.unchanged), (2, 0), "it goes on where it stopped");
        assert_eq!(app.owed(["K-1", "K-3", "K-4", "K-5"]).await, [1_000; 4]);
        let all = imports::newest(&mut services.store.read().await.expect("a reader"), norte.id, None, 9).await.expect("the database");
        let told: Vec<(i64, &str, i64)> = all.iter().map(|import| (import.n, import.state.as_str(), import.done)).collect();
        assert_eq!(told, [(2, "done", 5), (1, "done", 5)]);
        app.fits().await;
    }
}
