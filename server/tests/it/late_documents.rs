//! Documents that come in another order than they were made: a note that a list has counted before it comes, a document in
//! whose place another stands already.

use super::electronic::ubl;
use super::naming::cfdi;
use super::support::*;
use domain::audit::Who;
use services::books::undo::undo;
use services::books::{Applied, Completeness};
use std::sync::Arc;

const HEAD: &str = "Factura,RFC,Cliente,Fecha,Vencimiento,Importe,Saldo\n";

fn row(number: &str, total: &str, open: &str) -> String {
    format!("{number},CCL900101AB1,CLIENTE UNO,2026-10-01,2026-10-04,{total},{open}\n")
}

/// A note of 160.00 that names document 1, or another.
fn note(of: u32) -> String {
    cfdi("E", "N", 3, "160.00", Some(("01", of)))
}

impl TestApp {
    /// Another portal on the same database engine.
    async fn late_fresh(&self) -> Self {
        let sqlite = self.portal.services.store.is_sqlite();
        let engine = if sqlite { Engine::Sqlite } else { Engine::postgres().expect("a server") };
        Self::on(engine).await
    }

    /// Takes a list or a document in, a minute after the last one; answers the number of its import.
    async fn late_import(&self, file: &str) -> i64 {
        self.late_tells(file).await.0
    }

    async fn late_tells(&self, file: &str) -> (i64, Applied) {
        self.pass(60);
        let read = self.import_said(file, &["terms=30"]).await.unwrap_or_else(|error| panic!("{error}\n{file}"));
        assert!(read.rejected.is_empty(), "{:?}", read.rejected);
        (self.count("SELECT MAX(n) FROM import").await, read)
    }

    async fn late_list(&self, day: Option<&str>, rows: &[String], completeness: Completeness) -> i64 {
        self.pass(86_400);
        let list = format!("{HEAD}{}", rows.concat());
        let taken = self.import_file(&list, |file| {
            (file.as_of, file.completeness) = (day.map(|day| day.parse().expect("a day")), completeness);
        });
        taken.await.expect("a list");
        self.count("SELECT MAX(n) FROM import").await
    }

    async fn late_undone(&self, n: i64) {
        self.pass(60);
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let ids = Arc::clone(&services.ids);
        undo(&services.store, &ids, norte, n, Who::command_line(), services.clock.now()).await.expect("an import");
    }

    async fn late_fits(&self, told: &str) {
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{told}: {faults:?}");
    }
}

const INVOICE: fn() -> String = || cfdi("I", "Z", 1, "1160.00", None);

on_each_database! {
    // Family: the invoice's document before the list, between, or never; what the list has gone of it is the note, more than
    // it, all; and every later list, complete or not, that says the same.
    async fn a_note_that_a_list_has_counted_lowers_nothing_once_more(app: TestApp) {
        for (n, open) in ["1000.00", "700.00", "0.00"].into_iter().enumerate() {
            for when in ["before", "between", "never"] {
                let app = app.late_fresh().await;
                let told = format!("{open} {when} {n}");
                let list = [row("Z-1", "1160.00", open), row("Z-9", "50.00", "50.00")];
                let minor = open.replace('.', "").parse::<i64>().expect("a sum");
                if when == "before" {
                    app.late_import(&INVOICE()).await;
                }
                app.late_list(None, &list, Completeness::CompleteBeyondDoubt).await;
                if when == "between" {
                    app.late_import(&INVOICE()).await;
                }
                let (came, _) = app.late_tells(&note(1)).await;
                assert_eq!(app.owed(["Z-1", "N-3", "Z-9"]).await, [minor, 0, 5_000], "{told}");
                app.late_list(None, &list, Completeness::CompleteBeyondDoubt).await;
                app.late_list(None, &list, Completeness::Incomplete).await;
                assert_eq!(app.owed(["Z-1", "N-3", "Z-9"]).await, [minor, 0, 5_000], "{told}");
                app.late_fits(&told).await;
                app.late_undone(came).await;
                assert_eq!(app.owed(["Z-1", "N-3", "Z-9"]).await, [minor, 0, 5_000], "{told}");
                app.late_import(&note(1)).await;
                assert_eq!(app.owed(["Z-1", "N-3", "Z-9"]).await, [minor, 0, 5_000], "{told}");
                app.late_fits(&told).await;
            }
        }
    }

    // Family: the note is of a later day than the list; the list has nothing gone, or less than the note; what is gone is a
    // payment that is certified; a second note.
    async fn a_note_that_no_list_can_have_counted_lowers_the_debt(app: TestApp) {
        app.late_list(Some("2026-10-02"), &[row("Z-1", "1160.00", "1000.00")], Completeness::Incomplete).await;
        app.late_import(&INVOICE()).await;
        app.late_import(&note(1)).await;
        assert_eq!(app.owed(["Z-1", "N-3"]).await, [84_000, 0], "the note is of the third");
        app.late_list(None, &[row("Z-1", "1160.00", "840.00")], Completeness::Incomplete).await;
        assert_eq!(app.owed(["Z-1", "N-3"]).await, [84_000, 0]);
        app.late_fits("a later day").await;
        let app = app.late_fresh().await;
        app.late_import(&INVOICE()).await;
        app.late_list(None, &[row("Z-1", "1160.00", "1160.00")], Completeness::Incomplete).await;
        let (_, read) = app.late_tells(&note(1)).await;
        assert_eq!((app.owed(["Z-1", "N-3"]).await, read.exceptions), ([100_000, 0], 0), "nothing gone");
        let app = app.late_fresh().await;
        app.late_import(&INVOICE()).await;
        app.late_list(None, &[row("Z-1", "1160.00", "1060.00")], Completeness::Incomplete).await;
        let (_, read) = app.late_tells(&note(1)).await;
        assert_eq!((app.owed(["Z-1", "N-3"]).await, read.exceptions), ([90_000, 0], 1), "a part of it, perhaps");
        assert_eq!(app.exceptions_about("N-3").await, ["list_asks_more"]);
        app.late_fits("a part").await;
        let app = app.late_fresh().await;
        app.late_import(&INVOICE()).await;
        app.late_list(None, &[row("Z-1", "1160.00", "1000.00")], Completeness::Incomplete).await;
        app.late_import(&note(1)).await;
        app.late_import(&cfdi("E", "N", 4, "160.00", Some(("01", 1)))).await;
        assert_eq!(app.owed(["Z-1", "N-3", "N-4"]).await, [84_000, 0, 0], "one of the two is what is gone");
        app.late_fits("two notes").await;
    }

    // Family: the list that counted it is taken back, or a later one has the invoice in full again, or shows the note itself.
    async fn what_lists_have_not_gone_any_more_is_credit_again(app: TestApp) {
        app.late_import(&INVOICE()).await;
        let list = app.late_list(None, &[row("Z-1", "1160.00", "1000.00")], Completeness::Incomplete).await;
        app.late_import(&note(1)).await;
        app.late_undone(list).await;
        assert_eq!(app.owed(["Z-1", "N-3"]).await, [100_000, 0]);
        app.late_fits("taken back").await;
        for (open, left) in [("1160.00", 100_000), ("1060.00", 100_000), ("1000.00", 100_000), ("500.00", 50_000)] {
            let app = app.late_fresh().await;
            app.late_import(&INVOICE()).await;
            app.late_list(None, &[row("Z-1", "1160.00", "1000.00")], Completeness::Incomplete).await;
            app.late_import(&note(1)).await;
            let later = app.late_list(None, &[row("Z-1", "1160.00", open)], Completeness::Incomplete).await;
            assert_eq!(app.owed(["Z-1", "N-3"]).await, [left, 0], "{open}");
            app.late_fits(open).await;
            app.late_undone(later).await;
            assert_eq!(app.owed(["Z-1", "N-3"]).await, [100_000, 0], "{open}");
            app.late_fits(open).await;
        }
    }

    // Family: CFDI with relation 04, UBL 384; what is replaced comes late as a document or in a list; the import of either is
    // taken back, in either order, and comes again.
    async fn what_is_replaced_before_it_comes_is_not_owed(app: TestApp) {
        let old = cfdi("I", "Z", 1, "1160.00", None);
        let instead = cfdi("I", "Z", 2, "1200.00", Some(("04", 1)));
        let corrected = ubl("E-2", "").replace("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>384<");
        let reference = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>E-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>";
        let corrected = corrected.replace("<cac:AccountingSupplierParty>", &format!("{reference}<cac:AccountingSupplierParty>"));
        let list_of_old = "Factura,RFC,Cliente,Fecha,Vencimiento,Importe,Saldo\nE-1,PEPA800101AB1,Ada Pérez,2026-11-15,2026-12-15,1160.00,1160.00\n";
        let cases = [
            (instead.clone(), old, "Z-2", "Z-1", 120_000, 116_000),
            (corrected.clone(), ubl("E-1", ""), "E-2", "E-1", 116_000, 116_000),
            (corrected, list_of_old.to_owned(), "E-2", "E-1", 116_000, 116_000),
        ];
        for (first, second, new, old, owed, was) in cases {
            let app = app.late_fresh().await;
            let told = format!("{new} {old}");
            app.late_import(&first).await;
            app.late_import(&second).await;
            assert_eq!((app.owed([new, old]).await, app.invoice(old).await.void), ([owed, 0], true), "{told}");
            app.late_fits(&told).await;
            app.late_import(&format!("{second}\n")).await;
            app.late_import(&format!("{first}\n")).await;
            assert_eq!((app.owed([new, old]).await, app.invoice(old).await.void), ([owed, 0], true), "{told}");
            app.late_fits(&told).await;
            for replacing_first in [true, false] {
                let app = app.late_fresh().await;
                let (came, late) = (app.late_import(&first).await, app.late_import(&second).await);
                if replacing_first {
                    app.late_undone(came).await;
                    assert_eq!((app.owed([old]).await, app.invoice(old).await.void), ([was], false), "{told}");
                    assert!(app.invoice(new).await.void, "{told}");
                    app.late_import(&format!("{first}\n")).await;
                    assert_eq!((app.owed([new, old]).await, app.invoice(old).await.void), ([owed, 0], true), "{told}");
                } else {
                    app.late_undone(late).await;
                    assert_eq!((app.owed([new, old]).await, app.invoice(old).await.void), ([owed, 0], true), "{told}");
                    app.late_undone(came).await;
                    assert!(app.invoice(new).await.void && app.invoice(old).await.void, "{told}");
                    app.late_import(&format!("{second}\n")).await;
                    assert_eq!((app.owed([old]).await, app.invoice(old).await.void), ([was], false), "{told}");
                }
                app.late_fits(&told).await;
            }
        }
    }
}
