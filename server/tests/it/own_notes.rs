//! A credit note that staff wrote and no list has shown: a list may come to know of its use on the invoice's side alone.

use super::support::*;
use domain::audit::Who;
use domain::books::ItemKind;
use domain::money::Money;
use services::books::by_hand::{self, NewDocument};
use services::books::{Completeness, Reason};

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";

impl TestApp {
    async fn note_by_hand(&self, who: &str, minor: i64, of: &str) {
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let day = "2026-11-10".parse().expect("a day");
        let note = NewDocument {
            debtor: who.to_owned(),
            kind: ItemKind::CreditNote,
            number: format!("N-{who}"),
            issued: day,
            due: day,
            total: Money::new(minor, norte.currency),
            description: None,
            names: Some(of.to_owned()),
            lines: Vec::new(),
        };
        let by = Who::CommandLine("a test".to_owned());
        let reason = Reason { by, reason: "goods came back".to_owned(), form_key: format!("form-of-a-note-{who}") };
        by_hand::add_document(services, norte, note, reason).await.expect("a note");
    }

    async fn fits_after(&self, told: &str) {
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{told}: {faults:?}");
    }
}

on_each_database! {
    // Family: the next list has what the note left, more than that, less, nothing; in part or whole; and the list after it
    // names the note, used.
    async fn a_list_that_knows_its_use_on_the_invoice_alone_is_sound(app: TestApp) {
        for (n, open) in ["807.00", "900.00", "1000.00", "500.00", "0.00"].into_iter().enumerate() {
            for whole in [false, true] {
                let told = format!("{open}, whole: {whole}");
                let who = format!("own{n}{whole}");
                let row = |balance: &str| {
                    format!("F-{who},{who},Kay Ruiz,kay@example.test,2026-10-01,2026-12-20,MXN,1000.00,{balance}\n")
                };
                app.pass(60);
                app.import(&format!("{HEAD}{}", row("1000.00"))).await;
                app.note_by_hand(&who, 19_300, &format!("F-{who}")).await;
                let number = format!("F-{who}");
                assert_eq!(app.owed([&number]).await, [80_700], "{told}");
                app.pass(60);
                let list = format!("{HEAD}{}", row(open));
                if whole {
                    let complete = |file: &mut services::books::ImportFile| {
                        file.completeness = Completeness::CompleteBeyondDoubt;
                    };
                    app.import_file(&list, complete).await.expect("a list");
                } else {
                    app.import(&list).await;
                }
                app.fits_after(&told).await;
                let [owed] = app.owed([&number]).await;
                let says = if open == "0.00" { 0 } else if open == "500.00" { 50_000 } else { 80_700 };
                assert!(owed <= 80_700 && owed >= says.min(30_700).min(owed), "{told}: {owed}");
                app.pass(60);
                let note = format!("N-{who},{who},Kay Ruiz,kay@example.test,2026-11-10,2026-11-10,MXN,-193.00,0.00\n");
                app.import(&format!("{HEAD}{}{note}", row(open))).await;
                app.fits_after(&format!("{told}, then with the note")).await;
            }
        }
    }
}
