//! A creditor's file goes into the books: once, again, changed, settled; by the library and by
//! `saldo import`.

use super::command::{Saldo, shared};
use super::support::*;
use serde_json::{Value, json};
use store::invoices;

const HEAD: &str =
    "invoice_number,customer_id,customer_name,issue_date,due_date,settled_date,currency,amount,description\n";

/// One invoice of Ada's as the file has it.
fn row(number: &str, due: &str, settled: &str, amount: &str) -> String {
    format!("{number},ada,Ada Pérez,2026-10-01,{due},{settled},MXN,{amount},Tornillos\n")
}

fn file(rows: &[String]) -> String {
    format!("{HEAD}{}", rows.concat())
}

on_each_database! {
    async fn the_same_file_again_changes_nothing(app: TestApp) {
        let csv = file(&[row("C-1", "2026-10-31", "", "100.00"), row("C-2", "2026-10-31", "2026-10-20", "50.00")]);
        let first = app.import(&csv).await;
        assert_eq!((first.imported, first.updated, first.unchanged), (2, 0, 0));
        assert_eq!(app.owed(["C-1", "C-2"]).await, [10_000, 0]);
        let before = app.digest().await;
        app.pass(3600);
        let second = app.import(&csv).await;
        assert_eq!((second.imported, second.updated, second.unchanged), (0, 0, 2));
        assert_eq!(app.digest().await, before);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn what_changed_is_brought_up_to_date(app: TestApp) {
        app.import(&file(&[row("C-1", "2026-10-31", "", "100.00"), row("C-2", "2026-10-31", "", "80.00")])).await;
        let changed = app.import(&file(&[row("C-1", "2026-12-31", "", "130.50"), row("c-2 ", "2026-10-31", "", "80.00")])).await;
        assert_eq!((changed.imported, changed.updated, changed.unchanged), (0, 1, 1), "{:?}", changed.rejected);
        let invoice = app.invoice("C-1").await;
        assert_eq!((invoice.due.to_string().as_str(), invoice.total.minor(), invoice.balance.minor(), invoice.revision), ("2026-12-31", 13_050, 13_050, 1));
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE kind = 'invoice_changed'").await, 1);
        // Less than before, and back again: each difference is an entry of its own.
        for (amount, balance) in [("90.00", 9_000), ("130.50", 13_050)] {
            app.import(&file(&[row("C-1", "2026-12-31", "", amount)])).await;
            assert_eq!(app.owed(["C-1"]).await, [balance]);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE kind = 'invoice_changed'").await, 3);
        let ada = app.browser_of(app.world.ada).await;
        let page = ada.get(&format!("/invoices/{}", invoice.id)).await.text();
        assert!(page.contains("Corrección") && page.contains("$130.50"), "{page}");
        assert!(app.verify().await.faults.is_empty());
    }

    async fn a_settled_date_is_a_payment_from_outside(app: TestApp) {
        app.import(&file(&[row("C-1", "2026-10-31", "", "100.00")])).await;
        let settled = app.import(&file(&[row("C-1", "2026-10-31", "2026-11-15", "100.00")])).await;
        assert_eq!((settled.updated, settled.unchanged), (1, 0));
        assert_eq!(app.owed(["C-1"]).await, [0]);
        let again = app.import(&file(&[row("C-1", "2026-10-31", "2026-11-15", "100.00")])).await;
        assert_eq!((again.updated, again.unchanged), (0, 1));
        let ada = app.browser_of(app.world.ada).await;
        let page = ada.get(&format!("/invoices/{}", app.id_of("C-1").await)).await.text();
        assert!(page.contains("Pago por otra vía") && page.contains("15"), "{page}");
        // More was invoiced after all, and all of it is settled.
        let more = app.import(&file(&[row("C-1", "2026-10-31", "2026-11-15", "120.00")])).await;
        assert_eq!((more.updated, more.rejected.len(), app.owed(["C-1"]).await), (1, 0, [0]));
        // More, and nothing said of the rest: that is owed.
        app.import(&file(&[row("C-1", "2026-10-31", "", "130.00")])).await;
        assert_eq!(app.owed(["C-1"]).await, [1_000]);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn what_cannot_be_the_same_invoice_is_refused(app: TestApp) {
        let first = file(&[row("C-1", "2026-10-31", "", "100.00")]);
        app.import_said(&first, &["numbers=once"]).await.expect("a list");
        let before = app.digest().await;
        let others = file(&[row("C-1", "2026-10-31", "", "100.00").replace("ada,Ada Pérez", "ben,Ben Ruiz")]);
        let applied = app.import(&others).await;
        let [finding] = &applied.rejected[..] else { panic!("{applied:?}") };
        assert_eq!(finding.field.as_deref(), Some("customer_id"));
        assert_eq!(app.digest().await, before);
    }

    async fn lines_are_replaced_with_their_invoice(app: TestApp) {
        let head = "invoice_number,customer_id,customer_name,issue_date,due_date,currency,line_description,line_quantity,line_net,line_tax_percent,line_tax\n";
        let line = |what: &str, net: &str, tax: &str| format!("L-1,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,{what},2,{net},16,{tax}\n");
        let lines = async || {
            let invoice = app.invoice("L-1").await;
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let all = invoices::lines(&mut db, invoice.creditor, invoice.id, invoice.total.currency()).await.expect("rows");
            (invoice.balance.minor(), all.into_iter().map(|line| line.description).collect::<Vec<_>>())
        };
        app.import(&format!("{head}{}{}", line("Clavos", "100.00", "16.00"), line("Martillo", "50.00", "8.00"))).await;
        assert_eq!(lines().await, (17_400, vec!["Clavos".to_owned(), "Martillo".to_owned()]));
        let applied = app.import(&format!("{head}{}", line("Clavos grandes", "200.00", "32.00"))).await;
        assert_eq!(applied.updated, 1, "{applied:?}");
        assert_eq!(lines().await, (23_200, vec!["Clavos grandes".to_owned()]));
        let ada = app.browser_of(app.world.ada).await;
        let page = ada.get(&format!("/invoices/{}", app.id_of("L-1").await)).await.text();
        for part in ["Clavos grandes", "$200.00", "$32.00", "16 %", "$232.00"] {
            assert!(page.contains(part), "no {part} in {page}");
        }
        assert!(app.verify().await.faults.is_empty());
    }

    async fn settled_elsewhere_while_a_payment_is_under_way_becomes_credit(app: TestApp) {
        app.credit_waits_for_staff().await;
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-2"], None, "stripe").await;
        app.sandbox.pay(payment.id, "voucher").await;
        let csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,settled_date,currency,amount,description\n\
                   A-2,ada,Ada Pérez,ada@example.test,2026-10-25,2026-11-25,2026-11-20,MXN,800.50,Cemento\n";
        assert_eq!(app.import(csv).await.updated, 1);
        assert_eq!(app.owed(["A-2"]).await, [0]);
        app.sandbox.end(payment.id, true).await;
        assert_eq!((app.owed(["A-2"]).await, app.credit_of_ada().await), ([0], 80_050));
        assert_eq!(app.exception_kinds().await, ["overpaid"]);
        app.fits().await;
    }

    async fn what_a_chargeback_reopened_is_settled_again_by_a_later_day_only(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-2"], Some("400.00"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        let settled_on = |day: &str| {
            "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,settled_date,currency,amount,description\n\
             A-2,ada,Ada Pérez,ada@example.test,2026-10-25,2026-11-25,DAY,MXN,800.50,Cemento\n"
                .replace("DAY", day)
        };
        app.import(&settled_on("2026-11-19")).await;
        assert_eq!(app.owed(["A-2"]).await, [0]);
        app.sandbox.dispute(payment.id, "open").await;
        assert_eq!(app.owed(["A-2"]).await, [40_000]);
        // The same file knows nothing of the chargeback; one that names a later day does.
        app.import(&settled_on("2026-11-19")).await;
        assert_eq!(app.owed(["A-2"]).await, [40_000]);
        app.import(&settled_on("2026-11-20")).await;
        assert_eq!(app.owed(["A-2"]).await, [0]);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn a_credit_note_is_the_debtors(app: TestApp) {
        app.import(&file(&[row("CN-1", "2026-10-31", "", "-200.00")])).await;
        // It is set off against what is due first: the net is asked for.
        assert_eq!(app.owed(["CN-1", "A-1"]).await, [0, 130_000]);
        let ada = app.browser_of(app.world.ada).await;
        let home = ada.get("/").await.text();
        assert!(home.contains("CN-1") && home.contains("$4,100.50"), "{home}");
        assert_eq!(app.confirm(&ada, &["CN-1"], None).await.status, 422, "nothing to pay there");
        assert!(app.verify().await.faults.is_empty());
    }

    async fn the_command_reports_what_it_did(app: TestApp) {
        let saldo = Saldo::of(&app);
        let good = app.scratch.file("good.csv", file(&[row("D-1", "2026-10-31", "", "100.00"), row("D-2", "2026-10-31", "", "80.00")]));
        let good = good.to_str().expect("text");
        let dry = saldo.run(&["import", good, "--creditor", "norte", "--dry-run", "--json"]).await;
        let reading: Value = dry.json();
        assert_eq!(reading["accepted"].as_array().map(Vec::len), Some(2));
        assert_eq!(reading["control_totals_minor"], json!({ "MXN": 18_000 }));
        assert_eq!(dry.code, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM invoice WHERE number LIKE 'D-%'").await, 0);

        let first = saldo.run(&["import", good, "--creditor", "norte", "--json"]).await;
        let report = first.json();
        assert_eq!((first.code, &report["rows"], &report["imported"], &report["unchanged"]), (0, &json!(2), &json!(2), &json!(0)));
        let report = saldo.run(&["import", good, "--creditor", "norte", "--json"]).await.json();
        assert_eq!((&report["imported"], &report["updated"], &report["unchanged"], &report["rejected"]), (&json!(0), &json!(0), &json!(2), &json!([])));

        // One bad row sinks no other, and shows in the exit status.
        let bad = app.scratch.file("bad.csv", file(&[row("D-3", "2026-10-31", "", "abc"), row("D-4", "2026-10-31", "", "70.00")]));
        let mixed = saldo.run(&["import", bad.to_str().expect("text"), "--creditor", "norte", "--json"]).await;
        assert_eq!(mixed.code, 2, "{mixed:?}");
        let report = mixed.json();
        assert_eq!((&report["imported"], &report["rejected"][0]["line"], &report["rejected"][0]["field"]), (&json!(1), &json!(2), &json!("amount")));
        assert_eq!(app.owed(["D-4"]).await, [7_000]);
        for (args, says) in [
            (&["import", good, "--creditor", "nobody"][..], "there is no creditor `nobody`"),
            (&["import", "/nowhere.csv", "--creditor", "norte"], "/nowhere.csv"),
            (&["import", good, "--creditor", "norte", "--map", "colour=x"], "--map"),
            (&["import", good, "--creditor", "norte", "--date-format", "YYYY"], "--date-format"),
        ] {
            let out = saldo.run(args).await;
            assert!(out.code == 1 && out.stderr.contains(says) && out.stderr.lines().count() == 1, "{args:?}: {out:?}");
        }
    }
}

/// The public file of invoices that others test with, as it stood on one day.
#[tokio::test]
async fn a_real_ledger_as_of_a_day() {
    let Some(csv) = shared("data/ar-ibm/WA_Fn-UseC_-Accounts-Receivable.csv") else { return };
    for engine in Engine::all() {
        let app = TestApp::on(engine).await;
        let saldo = Saldo::of(&app);
        let add = [
            "creditor",
            "add",
            "ibm",
            "--name",
            "IBM",
            "--currency",
            "USD",
            "--timezone",
            "America/New_York",
            "--locale",
            "en-US",
        ];
        assert_eq!(saldo.run(&add).await.code, 0);
        let args = ["import", csv.to_str().expect("text"), "--creditor", "ibm", "--as-of", "2013-05-26", "--json"];
        let first = saldo.run(&args).await;
        let report = first.json();
        println!("{} rows, {} imported, {} left out", report["rows"], report["imported"], report["skipped"]);
        assert_eq!(first.code, 0, "{}", report["rejected"]);
        let open = "SELECT COUNT(*) FROM invoice i JOIN creditor c ON c.id = i.creditor_id WHERE c.slug = 'ibm' AND i.balance <> 0";
        let sum = "SELECT CAST(SUM(i.balance) AS BIGINT) FROM invoice i JOIN creditor c ON c.id = i.creditor_id WHERE c.slug = 'ibm'";
        assert_eq!((app.count(open).await, app.count(sum).await), (106, 638_671));
        let again = saldo.run(&args).await.json();
        assert_eq!(
            (&again["imported"], &again["updated"], &again["unchanged"]),
            (&json!(0), &json!(0), &report["imported"])
        );
        // A year later all of it is known, and the open ones of that day are settled.
        let whole = ["import", csv.to_str().expect("text"), "--creditor", "ibm", "--json"];
        let whole = saldo.run(&whole).await.json();
        assert_eq!(whole["rows"], 2_466);
        let all = "SELECT COUNT(*) FROM invoice i JOIN creditor c ON c.id = i.creditor_id WHERE c.slug = 'ibm'";
        assert_eq!((app.count(all).await, app.count(open).await), (2_466, 0));
        assert!(app.verify().await.faults.is_empty());
    }
}
