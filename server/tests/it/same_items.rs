//! An item that a list writes in another way is the same item: zeros that a spreadsheet took, parts told by their days,
//! what was given up; the day that a list states of itself; a number that two customers have.

use super::command::Saldo;
use super::support::*;
use serde_json::json;
use services::books::{Applied, Completeness};

const HEAD: &str = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Balance\n";

fn row(number: &str, who: &str, days: &str, open: &str) -> String {
    format!("{number},{who},{days},MXN,{open}\n")
}

const ADA: &str = "ada,Ada Pérez";
const BEN: &str = "ben,Ben Ruiz";
const DAYS: &str = "2026-10-01,2026-10-31";

impl TestApp {
    async fn read_list(&self, rows: &[String], completeness: Completeness) -> Applied {
        self.pass(86_400);
        let csv = format!("{HEAD}{}", rows.concat());
        let applied = self.import_file(&csv, |file| file.completeness = completeness).await;
        applied.unwrap_or_else(|error| panic!("{error}\n{csv}"))
    }

    /// The numbers of Ada's invoices that begin so, each with what is open.
    async fn open_like(&self, like: &str) -> Vec<String> {
        let sql = format!(
            "SELECT number || ' ' || CAST(balance AS TEXT) FROM invoice WHERE number LIKE '{like}' ORDER BY number, due_date"
        );
        self.texts(Box::leak(sql.into_boxed_str())).await
    }
}

on_each_database! {
    // Family: zeros gone and come back; with a series; another customer, another day; two that could be meant.
    async fn zeros_that_a_spreadsheet_took_make_no_other_item(app: TestApp) {
        let open = Completeness::Incomplete;
        app.read_list(&[row("00123", ADA, DAYS, "100.00"), row("F-00045", ADA, DAYS, "50.00")], open).await;
        let next = app.read_list(&[row("123", ADA, DAYS, "60.00"), row("F-45", ADA, DAYS, "20.00")], open).await;
        assert_eq!((next.imported, next.updated), (0, 2), "{next:?}");
        assert_eq!(app.owed(["00123", "F-00045"]).await, [6_000, 2_000]);
        // And the other way round.
        app.read_list(&[row("77", ADA, DAYS, "100.00")], open).await;
        let next = app.read_list(&[row("00077", ADA, DAYS, "100.00"), row("000123", ADA, DAYS, "10.00")], open).await;
        assert_eq!((next.imported, app.owed(["77", "00123"]).await), (0, [10_000, 1_000]), "{next:?}");
        // Another customer's, or of another day: another document.
        let next = app.read_list(&[row("0077", BEN, DAYS, "5.00"), row("45", ADA, DAYS, "5.00"), row("0123", ADA, "2026-09-01,2026-10-31", "5.00")], open).await;
        assert_eq!(next.imported, 3, "{next:?}");
        // Two that could be meant are asked about: nothing is taken, and a complete list closes nothing.
        app.read_list(&[row("009", ADA, DAYS, "1.00"), row("00009", ADA, DAYS, "2.00")], open).await;
        let next = app.read_list(&[row("9", ADA, DAYS, "1.00")], Completeness::CompleteBeyondDoubt).await;
        assert_eq!(next.rejected.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["ambiguous_number"]);
        assert_eq!(app.owed(["009", "00009"]).await, [100, 200], "they are in the list, whichever is meant");
        assert!(app.verify().await.faults.is_empty());
    }

    // Family: parts that nothing but their days tell apart; one leaves, then another, then one comes back.
    async fn parts_told_by_their_days_stay_what_they_are(app: TestApp) {
        let part = |due: &str, open: &str| row("P-12", ADA, &format!("2026-10-01,{due}"), open);
        let (one, two, three) = (part("2026-10-31", "100.00"), part("2026-11-30", "100.00"), part("2026-12-31", "100.00"));
        let all = Completeness::CompleteBeyondDoubt;
        app.read_list(&[one, two.clone(), three.clone()], all).await;
        assert_eq!(app.open_like("P-12%").await, ["P-12 · 1/3 10000", "P-12 · 2/3 10000", "P-12 · 3/3 10000"]);
        let next = app.read_list(&[two, three.clone()], all).await;
        assert_eq!((next.imported, next.closed, next.unchanged), (0, 1, 2), "{next:?}");
        assert_eq!(app.open_like("P-12%").await, ["P-12 · 1/3 0", "P-12 · 2/3 10000", "P-12 · 3/3 10000"]);
        let next = app.read_list(&[three.replace("100.00", "70.00")], all).await;
        assert_eq!((next.imported, next.closed), (0, 1), "{next:?}");
        assert_eq!(app.open_like("P-12%").await, ["P-12 · 1/3 0", "P-12 · 2/3 0", "P-12 · 3/3 7000"]);
        let next = app.read_list(&[part("2026-11-30", "100.00"), part("2026-12-31", "70.00")], all).await;
        assert_eq!(next.imported, 0, "{next:?}");
        assert_eq!(app.open_like("P-12%").await, ["P-12 · 1/3 0", "P-12 · 2/3 10000", "P-12 · 3/3 7000"]);
        // One stood alone first.
        let single = |due: &str| row("P-13", ADA, &format!("2026-10-01,{due}"), "10.00");
        app.read_list(&[single("2026-11-30")], Completeness::Incomplete).await;
        let next = app.read_list(&[single("2026-11-30"), single("2026-12-31")], Completeness::Incomplete).await;
        assert_eq!(next.imported, 1, "{next:?}");
        assert_eq!(app.open_like("P-13%").await.len(), 2);
        assert!(app.verify().await.faults.is_empty());
    }

    // Family: a document as one row, in parts, in other parts and back, by day and by mark; with a payment here between that
    // the list has not, with a payment elsewhere, with a plan on it.
    async fn a_document_that_is_divided_otherwise_is_owed_once(app: TestApp) {
        let by_day = |number: &str, parts: &[(&str, &str)]| -> Vec<String> {
            parts.iter().map(|(due, open)| row(number, ADA, &format!("2026-10-01,{due}"), open)).collect()
        };
        let by_mark = |number: &str, parts: &[(&str, &str)]| -> Vec<String> {
            let of = parts.len();
            let row = |(n, (due, open)): (usize, &(&str, &str))| row(&format!("{number} {}/{of}", n + 1), ADA, &format!("2026-10-01,{due}"), open);
            parts.iter().enumerate().map(row).collect()
        };
        let whole = [("2026-10-31", "90.00")];
        let two = [("2026-11-15", "45.00"), ("2026-12-15", "45.00")];
        let three = [("2026-11-10", "30.00"), ("2026-12-10", "30.00"), ("2027-01-10", "30.00")];
        let divisions: [(&str, Vec<Vec<String>>); 6] = [
            ("Q-1", vec![by_day("Q-1", &whole), by_day("Q-1", &two)]),
            ("Q-2", vec![by_day("Q-2", &two), by_day("Q-2", &whole)]),
            ("Q-3", vec![by_day("Q-3", &two), by_day("Q-3", &three), by_day("Q-3", &two)]),
            ("Q-4", vec![by_day("Q-4", &whole), by_mark("Q-4", &two), by_day("Q-4", &whole)]),
            ("Q-5", vec![by_mark("Q-5", &two), by_day("Q-5", &whole), by_mark("Q-5", &three)]),
            ("Q-6", vec![by_mark("Q-6", &two), by_mark("Q-6", &three), by_mark("Q-6", &two)]),
        ];
        let mut payments = 0;
        for (number, lists) in &divisions {
            let sum = format!("SELECT CAST(SUM(balance) AS BIGINT) FROM invoice WHERE number LIKE '{number}%'");
            let sum: &'static str = Box::leak(sum.into_boxed_str());
            let mut paid = 0;
            for (n, list) in lists.iter().enumerate() {
                app.read_list(list, Completeness::Incomplete).await;
                let looked = format!("{number}, list {n}: {:?}", app.open_like(&format!("{number}%")).await);
                assert_eq!(app.count(sum).await, 9_000 - paid, "{looked}");
                app.read_list(&[&list[..], &[row("Z-1", ADA, DAYS, "1.00")]].concat(), Completeness::Incomplete).await;
                assert_eq!(app.count(sum).await, 9_000 - paid, "{looked}");
                if n == 0 {
                    payments += 1;
                    let mut db = app.portal.services.store.read().await.expect("a reader");
                    let open = store::invoices::open_of(&mut db, app.world.norte.id, app.world.ada).await.expect("the database");
                    drop(db);
                    let first = open.into_iter().find(|invoice| invoice.number.starts_with(number)).expect("an invoice");
                    app.paid_here_on(first, 2_000, 9_000 + payments).await;
                    paid = 2_000;
                }
            }
            // The list has the payment, and that is all.
            assert!(app.exceptions().await.is_empty(), "{:?}", app.exceptions().await);
            let last = lists.last().expect("a list");
            let all: Vec<String> = last.iter().map(|row| row.replace("90.00", "0.00").replace("45.00", "0.00").replace("30.00", "0.00")).collect();
            app.read_list(&all, Completeness::Incomplete).await;
            assert_eq!(app.count(sum).await, 0, "{number}");
            assert!(app.verify().await.faults.is_empty(), "{:?}", app.verify().await.faults);
        }
        // A complete list closes nothing of what it has in another form.
        app.read_list(&by_day("Q-7", &whole), Completeness::Incomplete).await;
        let next = app.read_list(&[&by_mark("Q-7", &two)[..], &["A-1", "A-2", "A-3"].map(|number| row(number, ADA, DAYS, "900.00"))].concat(), Completeness::CompleteBeyondDoubt).await;
        assert_eq!(app.open_like("Q-7%").await, ["Q-7 · 1/2 4500", "Q-7 · 2/2 4500"], "{next:?}");
    }

    // Family: what was given up, in several languages; of a new item, of a known one, after a part was paid; asked for again,
    // taken back with its list.
    async fn what_is_written_off_was_not_paid(app: TestApp) {
        let head = "Factura,Código cliente,Cliente,Fecha,Vencimiento,Moneda,Total,Saldo,Estado\n";
        let list = |rows: &[(&str, &str, &str)]| {
            let row = |(number, open, status): &(&str, &str, &str)| format!("{number},{ADA},2026-10-01,2026-10-31,MXN,100.00,{open},{status}\n");
            format!("{head}{}", rows.iter().map(row).collect::<String>())
        };
        let words = ["Written off", "Incobrable", "Castigada", "Baixa por perda", "Abgeschrieben", "Irrécouvrable"];
        let numbers = ["W-0", "W-1", "W-2", "W-3", "W-4", "W-5"];
        app.import(&list(&numbers.map(|number| (number, "100.00", "Vigente")))).await;
        app.pass(60);
        let rows: Vec<(&str, &str, &str)> = std::iter::zip(numbers, words).map(|(number, word)| (number, "100.00", word)).collect();
        let given_up = app.import_file(&list(&rows), |_| ()).await.expect("a list");
        let mxn = "MXN".parse().expect("a currency");
        assert_eq!((given_up.figures[&mxn].written_off.items, given_up.figures[&mxn].paid_elsewhere.items), (6, 0), "{given_up:?}");
        assert_eq!(app.owed(numbers).await, [0; 6]);
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE kind = 'written_off'").await, 6);
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/invoices/{}", app.id_of("W-1").await)).await.text();
        assert!(!page.contains("Pago por otra vía"), "{page}");
        assert!(app.verify().await.faults.is_empty(), "{:?}", app.verify().await.faults);
        // Asked for again, and given up from the beginning, with a part paid.
        app.pass(60);
        let next = app.import_file(&list(&[("W-0", "100.00", "Vigente"), ("W-9", "40.00", "Incobrable")]), |_| ()).await.expect("a list");
        assert_eq!((app.owed(["W-0", "W-9"]).await, next.imported), ([10_000, 0], 1));
        let sum = "SELECT CAST(SUM(p.amount) AS BIGINT) FROM posting p JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id WHERE p.account = 'write_offs'";
        assert_eq!(app.count(sum).await, 5 * 10_000 + 4_000);
        assert!(app.verify().await.faults.is_empty(), "{:?}", app.verify().await.faults);
        // Taken back with its list.
        let saldo = Saldo::of(&app);
        let undone = saldo.run(&["imports", "undo", "3", "--creditor", "norte"]).await;
        assert_eq!(undone.code, 2, "{undone:?}");
        assert_eq!(app.owed(numbers).await, [10_000; 6]);
        assert_eq!(app.count(sum).await, 4_000);
        assert!(app.verify().await.faults.is_empty(), "{:?}", app.verify().await.faults);
    }

    // Family: the day that a list states, in four languages; an older one after a newer one; a day that is yet to come.
    async fn a_list_speaks_of_the_day_that_it_states(app: TestApp) {
        let list = |title: &str, number: &str, open: &str| format!("{title}\n\n{HEAD}{}", row(number, ADA, DAYS, open));
        let titles = [
            ("Aging as of 20 Nov 2026", "Aging as of 18 Nov 2026"),
            ("Cartera al 20/11/2026", "Cartera al 18/11/2026"),
            ("Offene Posten - Stichtag 20.11.2026", "Offene Posten - Stichtag 18.11.2026"),
            ("Posição em 20/11/2026", "Posição em 18/11/2026"),
        ];
        for (n, (newer, older)) in titles.into_iter().enumerate() {
            let number = format!("D-{n}");
            let read = app.import_file(&list(newer, &number, "100.00"), |_| ()).await.expect("a list");
            assert_eq!(read.as_of.map(|day| day.to_string()).as_deref(), Some("2026-11-20"), "{newer}");
            app.pass(60);
            let read = app.import_file(&list(older, &number, "60.00"), |_| ()).await.expect("a list");
            assert_eq!((read.as_of.map(|day| day.to_string()).as_deref(), read.older, app.owed([&number]).await), (Some("2026-11-18"), 1, [10_000]), "{older}");
            // Said by a person, that counts.
            let said = app.import_file(&format!("{}\n", list(older, &number, "60.00")), |file| file.as_of = Some("2026-11-21".parse().expect("a day"))).await.expect("a list");
            assert_eq!((said.older, app.owed([&number]).await), (0, [6_000]), "{older}");
        }
        let future = app.import_file(&list("As of 31 Dec 2026", "D-9", "1.00"), |_| ()).await.expect("a list");
        assert_eq!(future.as_of.map(|day| day.to_string()).as_deref(), Some("2026-11-21"), "it cannot speak of that");
    }

    async fn a_number_of_two_customers_takes_the_customer(app: TestApp) {
        let csv = format!("{HEAD}{}{}", row("N-1", ADA, DAYS, "10.00"), row("N-1", BEN, DAYS, "20.00"));
        app.import_said(&csv, &["numbers=per_customer"]).await.expect("a list");
        let saldo = Saldo::of(&app);
        let act = ["--creditor", "norte", "--reason", "said so", "--invoice", "N-1"];
        let record = ["payment", "record", "--amount", "5.00", "--on", "2026-11-15", "--kind", "cash"];
        let unclear = saldo.run(&[&record[..], &act].concat()).await;
        assert!(unclear.code == 1 && unclear.stderr.contains("(ada, ben): say whose with --debtor"), "{unclear:?}");
        let done = saldo.run(&[&record[..], &act, &["--debtor", "ben"]].concat()).await;
        assert_eq!(done.code, 0, "{done:?}");
        for (command, more) in [("due", &["--due", "2026-12-31"][..]), ("write-off", &["--amount", "1.00"]), ("void", &[])] {
            let ended = saldo.run(&[&["invoice", command], &act[..], more].concat()).await;
            assert!(ended.code == 1 && ended.stderr.contains("--debtor"), "{command}: {ended:?}");
            let ended = saldo.run(&[&["invoice", command], &act[..], more, &["--debtor", "ben"]].concat()).await;
            assert_eq!(ended.code, 0, "{command}: {ended:?}");
        }
        let waive = saldo.run(&["waive", "--creditor", "norte", "--invoice", "N-1", "--reason", "said so"]).await;
        assert!(waive.code == 1 && waive.stderr.contains("--debtor"), "{waive:?}");
        let other = saldo.run(&[&["invoice", "void"], &act[..], &["--debtor", "zoe"]].concat()).await;
        assert!(other.stderr.contains("there is no debtor zoe"), "{other:?}");
        let balances = app.texts("SELECT CAST(balance AS TEXT) FROM invoice WHERE number = 'N-1' ORDER BY balance").await;
        assert_eq!(json!(balances), json!(["0", "1000"]));
        assert!(app.verify().await.faults.is_empty());
    }
}
