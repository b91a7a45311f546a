//! Debtors that were merged: lists go on with the old names, and what they say by them is not said of the one who is left.

use super::support::*;
use domain::id::DebtorId;
use store::{contacts, debtors};

impl TestApp {
    async fn left_of_merged(&self, debtor: DebtorId) -> (String, String, usize) {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let norte = self.world.norte.id;
        let found = debtors::by_id(&mut db, norte, debtor).await.expect("rows").expect("the debtor");
        let further = contacts::of_debtor(&mut db, norte, debtor).await.expect("rows").len();
        (found.name, found.email.unwrap_or_default(), further)
    }
}

on_each_database! {
    // Family: customers known by number, by tax number; the rows in either order; the very same list again, and one
    // in which the one who is left has another name.
    async fn an_unchanged_list_says_nothing_new_of_who_is_left(app: TestApp) {
        let shapes: [(&str, [&str; 2], [&str; 2]); 2] = [
            ("Código cliente,", ["C1,", "C2,"], ["C1", "C2"]),
            ("RFC,", ["EKU9003173C9,", "XIA190128J61,"], ["EKU9003173C9", "XIA190128J61"]),
        ];
        for (head, [one, other], [left, merged]) in shapes {
            for turned in [false, true] {
                let engine = if app.portal.services.store.is_sqlite() { Engine::Sqlite } else { Engine::postgres().expect("a server") };
                let app = TestApp::on(engine).await;
                let list = |name: &str, mail: &str| {
                    let mut rows = [
                        format!("M-1,{one}{name},{mail},2026-10-01,2026-12-31,MXN,100.00\n"),
                        format!("M-2,{other}Bolt SL,b@bolt.example,2026-10-01,2026-12-31,MXN,50.00\n"),
                    ];
                    if turned {
                        rows.reverse();
                    }
                    format!("Factura,{head}Cliente,Email,Fecha,Vencimiento,Moneda,Saldo\n{}", rows.concat())
                };
                app.import_said(&list("Acme SA", "a@acme.example"), &[]).await.expect("a list");
                app.pass(60);
                app.done_by_hand(&["debtor", "merge", merged, left]).await;
                let who = app.invoice("M-1").await.debtor;
                assert_eq!(app.invoice("M-2").await.debtor, who);
                let before = app.left_of_merged(who).await;
                assert_eq!((before.0.as_str(), before.1.as_str()), ("Acme SA", "a@acme.example"), "{head}");
                for again in ["", "\n"] {
                    app.pass(86_400);
                    let file = format!("{}{again}", list("Acme SA", "a@acme.example"));
                    app.import_said(&file, &[]).await.unwrap_or_else(|error| panic!("{head} {turned}: {error}"));
                    assert_eq!(app.left_of_merged(who).await, before, "{head} {turned}");
                }
                app.pass(86_400);
                let read = app.import_said(&list("Acme Norte SA", "a@acme.example"), &[]).await.expect("a list");
                assert!(read.rejected.is_empty(), "{head}: {:?}", read.rejected);
                let then = app.left_of_merged(who).await;
                assert_eq!((then.0.as_str(), then.1.as_str()), ("Acme Norte SA", "a@acme.example"), "{head} {turned}");
                let faults = app.verify().await.faults;
                assert!(faults.is_empty(), "{faults:?}");
            }
        }
    }
}
