//! A list corrects the currency of an item: nothing of one currency becomes a sum of another.

use super::command::Saldo;
use super::support::*;
use domain::offer_request::OfferRequest;
use domain::policy::Delay;
use services::books::{Applied, Completeness};

const HEAD: &str = "Type,Invoice,Customer ID,Customer,Date,Due Date,Currency,Total,Balance\n";

fn row(kind: &str, number: &str, currency: &str, sums: &str) -> String {
    format!("{kind},{number},ada,Ada Pérez,2026-10-01,2026-10-31,{currency},{sums}\n")
}

impl TestApp {
    async fn list_of(&self, rows: &[String]) -> Applied {
        self.pass(86_400);
        let csv = format!("{HEAD}{}", rows.concat());
        let read = self.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await;
        read.unwrap_or_else(|error| panic!("{error}\n{csv}"))
    }

    /// Every item with this number: its currency, what is open, whether it is void.
    async fn in_currencies(&self, number: &str) -> Vec<String> {
        let sql = format!(
            "SELECT currency || ' ' || CAST(balance AS TEXT) || CASE WHEN void THEN ' void' ELSE '' END FROM invoice \
             WHERE number = '{number}' ORDER BY void, currency, balance"
        );
        self.texts(Box::leak(sql.into_boxed_str())).await
    }

    async fn is_whole(&self) {
        let report = self.verify().await;
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    }
}

on_each_database! {
    // Family: an invoice, a part of one, a credit note, one that the list has partly paid, one whose total changes too; there
    // and back again; an older list between; the same file twice; taken back.
    async fn a_corrected_currency_makes_the_item_anew(app: TestApp) {
        app.credit_waits_for_staff().await;
        for (kind, number, before, after, mxn, usd) in [
            ("Invoice", "K-1", "100.00,100.00", "100.00,100.00", "10000", "10000"),
            ("Invoice", "K-2", "100.00,60.00", "100.00,60.00", "6000", "6000"),
            ("Invoice", "K-3", "1800.00,1800.00", "100.00,40.00", "180000", "4000"),
            ("Debit note", "K-4", "100.00,100.00", "100.00,100.00", "10000", "10000"),
            ("Invoice", "K-5 2/3", "100.00,100.00", "100.00,100.00", "10000", "10000"),
            ("Credit note", "K-6", "-30.00,-30.00", "-30.00,-30.00", "-3000", "-3000"),
        ] {
            let shown = number.replace(" 2/3", " · 2/3");
            let (mxn, usd) = (format!("MXN {mxn}"), format!("USD {usd}"));
            let first = row(kind, number, "MXN", before);
            app.list_of(std::slice::from_ref(&first)).await;
            assert_eq!(app.in_currencies(&shown).await, std::slice::from_ref(&mxn), "{number}");
            let next = app.list_of(&[row(kind, number, "USD", after)]).await;
            assert_eq!((next.imported, next.rejected.len(), next.exceptions), (1, 0, 0), "{next:?}");
            assert!(next.told.iter().any(|told| told.message.contains("in another currency")), "{:?}", next.told);
            assert_eq!(app.in_currencies(&shown).await, [usd.clone(), "MXN 0 void".to_owned()], "{number}");
            app.is_whole().await;
            // Once is enough, and an older list changes nothing.
            let again = app.list_of(&[row(kind, number, "USD", after)]).await;
            assert_eq!((again.imported, again.unchanged), (0, 1), "{again:?}");
            app.pass(60);
            let older = format!("{HEAD}{first}\n");
            let old = app.import_file(&older, |file| {
                file.completeness = Completeness::Incomplete;
                file.as_of = Some("2026-11-01".parse().expect("a day"));
            });
            let old = old.await.expect("a list");
            assert_eq!((old.imported, old.older, app.in_currencies(&shown).await.len()), (0, 1, 2), "{old:?}");
            // And back.
            let back = app.list_of(std::slice::from_ref(&first)).await;
            assert_eq!((back.imported, back.exceptions), (1, 0), "{back:?}");
            assert_eq!(app.in_currencies(&shown).await, [mxn.clone(), "MXN 0 void".to_owned(), "USD 0 void".to_owned()]);
            app.is_whole().await;
        }
    }

    // Family: the note of a set-off is corrected, or the invoice.
    async fn what_was_set_off_in_another_currency_is_free_again(app: TestApp) {
        // Who owes nothing else.
        let nina = |kind, number, currency, sums| row(kind, number, currency, sums).replace("ada,Ada Pérez", "nina,Nina Sol");
        app.list_of(&[nina("Invoice", "W-1", "MXN", "100.00,100.00"), nina("Credit note", "W-2", "MXN", "-30.00,-30.00")]).await;
        assert_eq!(app.in_currencies("W-1").await, ["MXN 7000"]);
        app.list_of(&[nina("Credit note", "W-2", "USD", "-30.00,-30.00")]).await;
        assert_eq!((app.in_currencies("W-1").await, app.in_currencies("W-2").await[0].clone()), (vec!["MXN 10000".to_owned()], "USD -3000".to_owned()));
        app.is_whole().await;
        app.list_of(&[nina("Invoice", "W-1", "USD", "100.00,100.00")]).await;
        assert_eq!(app.in_currencies("W-1").await, ["USD 7000", "MXN 0 void"]);
        app.is_whole().await;
        let n = app.count("SELECT MAX(n) FROM import").await;
        Saldo::of(&app).run(&["imports", "undo", &n.to_string(), "--creditor", "norte"]).await;
        assert_eq!(app.in_currencies("W-1").await, ["MXN 10000", "USD 0 void"]);
        app.is_whole().await;
    }

    // Family: taken back at once, after a later list has confirmed it, after a payment of the new one, in two steps.
    async fn a_corrected_currency_is_taken_back_with_its_list(app: TestApp) {
        let saldo = Saldo::of(&app);
        let undo = async |n: i64| saldo.run(&["imports", "undo", &n.to_string(), "--creditor", "norte"]).await;
        let newest = async || app.count("SELECT MAX(n) FROM import").await;
        for (number, sums, balance) in [("U-1", "100.00,100.00", 10_000), ("U-2", "100.00,60.00", 6_000)] {
            app.list_of(&[row("Invoice", number, "MXN", sums)]).await;
            app.list_of(&[row("Invoice", number, "USD", sums)]).await;
            let undone = undo(newest().await).await;
            assert!([0, 2].contains(&undone.code), "{undone:?}");
            assert_eq!(app.in_currencies(number).await, [format!("MXN {balance}"), "USD 0 void".to_owned()], "{undone:?}");
            app.is_whole().await;
            // It is the one that lists name.
            let next = app.list_of(&[row("Invoice", number, "MXN", "100.00,50.00")]).await;
            assert_eq!((next.imported, next.updated, app.owed([number]).await), (0, 1, [5_000]), "{next:?}");
            let next = app.list_of(&[row("Invoice", number, "USD", "100.00,50.00")]).await;
            assert_eq!((next.imported, app.in_currencies(number).await[0].clone()), (1, "USD 5000".to_owned()), "{next:?}");
            let corrected = newest().await;
            let back = app.list_of(&[row("Invoice", number, "MXN", "100.00,50.00")]).await;
            assert_eq!(back.imported, 1, "{back:?}");
            // The later one first, then the earlier one.
            undo(newest().await).await;
            assert_eq!(app.in_currencies(number).await[0], "USD 5000");
            undo(corrected).await;
            assert_eq!(app.in_currencies(number).await[0], "MXN 5000");
            assert_eq!(app.in_currencies(number).await.iter().filter(|one| !one.ends_with("void")).count(), 1);
            app.is_whole().await;
        }
        // What is paid of the new one stays, and so does what stands in its place.
        app.list_of(&[row("Invoice", "U-3", "MXN", "100.00,100.00")]).await;
        app.list_of(&[row("Invoice", "U-3", "USD", "100.00,100.00")]).await;
        let corrected = newest().await;
        app.paid_here("U-3", 1_000, 1).await;
        let undone = undo(corrected).await;
        assert!(undone.stdout.contains("stands in another currency"), "{undone:?}");
        assert_eq!(app.in_currencies("U-3").await, ["USD 9000", "MXN 0 void"]);
        app.is_whole().await;
    }

    // Family: paid in part here, paid outside by hand, under an agreement, disputed, a payment on its way; told once, asked as
    // before, and the way on; back to the first currency.
    async fn a_currency_that_more_hangs_on_waits_for_a_person(app: TestApp) {
        let saldo = Saldo::of(&app);
        let numbers = ["H-1", "H-2", "H-3", "H-4"];
        let list = |currency: &str| numbers.map(|number| row("Invoice", number, currency, "100.00,100.00"));
        app.list_of(&list("MXN")).await;
        app.paid_here("H-1", 4_000, 1).await;
        let recorded = saldo.run(&["payment", "record", "--creditor", "norte", "--invoice", "H-2", "--amount", "25.00", "--on", "2026-11-10", "--kind", "cash", "--reason", "at the counter"]).await;
        assert_eq!(recorded.code, 0, "{recorded:?}");
        app.object("H-3", 2_000, "h3").await.expect("made");
        let extension = OfferRequest::Extension { invoice: app.id_of("H-4").await, by: Delay::Days(15) };
        let agreed = app.agree(app.world.ada, extension, "form-of-the-currency").await;
        assert!(agreed.is_ok(), "{:?}", agreed.err());
        let before = app.owed(numbers).await;
        let next = app.list_of(&list("USD")).await;
        assert_eq!((next.rejected.len(), next.imported, next.exceptions), (0, 0, 4), "{next:?}");
        assert_eq!(app.owed(numbers).await, before, "as before, until a person decides");
        assert_eq!(app.exception_kinds().await, ["currency_changed"; 4]);
        let again = app.list_of(&list("USD")).await;
        assert_eq!((again.exceptions, app.exceptions().await.len()), (0, 4), "told once: {again:?}");
        app.is_whole().await;
        // The list was wrong for a night.
        let rows = [row("Invoice", "H-3", "MXN", "100.00,100.00")];
        app.list_of(&rows).await;
        assert_eq!(app.exceptions_about("H-3").await, [""; 0]);
        // A person ends it, and the next list makes it anew.
        for number in ["H-1", "H-2"] {
            let void = saldo.run(&["invoice", "void", "--creditor", "norte", "--invoice", number, "--reason", "USD"]).await;
            assert_eq!(void.code, 0, "{void:?}");
        }
        let next = app.list_of(&list("USD")).await;
        assert_eq!(next.imported, 2, "{next:?}");
        for number in ["H-1", "H-2"] {
            assert_eq!(app.in_currencies(number).await, ["USD 10000", "MXN 0 void"]);
            assert!(!app.exceptions_about(number).await.contains(&"currency_changed".to_owned()));
        }
        app.is_whole().await;
        // Taken back, it is void again.
        let n = app.count("SELECT MAX(n) FROM import").await;
        saldo.run(&["imports", "undo", &n.to_string(), "--creditor", "norte"]).await;
        assert_eq!(app.in_currencies("H-1").await, ["MXN 0 void", "USD 0 void"]);
        app.is_whole().await;
    }
}
