//! The same file again, and what a person has said between two lists.

use super::command::Saldo;
use super::support::*;
use domain::id::DebtorId;
use serde_json::json;
use services::books::{Applied, Completeness};
use store::{contacts, debtors};

/// A list of Ada's: R-1 with what is open of it.
fn list(open: &str) -> String {
    format!(
        "Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount,Balance\n\
         R-1,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,1000.00,{open}\n"
    )
}

impl TestApp {
    async fn read_as_of(&self, csv: &str, day: Option<&str>) -> Applied {
        self.import_file(csv, |file| file.as_of = day.map(|day| day.parse().expect("a day"))).await.expect("a list")
    }
}

on_each_database! {
    // Family: A, B, A; on one day, on days that follow, with the day said and not.
    async fn a_list_that_comes_again_speaks_for_its_day(app: TestApp) {
        let today = "2026-11-21";
        let (a, b) = (list("1000.00"), list("400.00"));
        app.import(&a).await;
        app.pass(60);
        app.import(&b).await;
        app.pass(60);
        // On the same day, with nobody saying a thing: it is a copy that was read twice, and that is told.
        let copy = app.read_as_of(&a, None).await;
        assert_eq!((copy.older, copy.updated, app.owed(["R-1"]).await), (1, 0, [40_000]));
        assert_eq!((copy.as_of.map(|day| day.to_string()).as_deref(), copy.ranks_as), (Some(today), Some(2)));
        // Somebody says that it is today's word.
        let said = app.read_as_of(&a, Some(today)).await;
        assert_eq!((said.older, said.updated, app.owed(["R-1"]).await), (0, 1, [100_000]));
        // And once more, which is the same word.
        assert_eq!(app.read_as_of(&a, None).await.unchanged, 1);
        assert_eq!(app.read_as_of(&b, Some(today)).await.updated, 1);
        // On a later day it is that day's list, with the day said or not.
        for (day, csv, owed) in [(None, &a, 100_000), (Some("2026-11-23"), &b, 40_000), (Some("2026-11-24"), &a, 100_000), (None, &b, 40_000)] {
            app.pass(86_400);
            let again = app.read_as_of(csv, day).await;
            assert_eq!((again.older, again.updated, app.owed(["R-1"]).await), (0, 1, [owed]), "{day:?}");
        }
        // An older day is an older day still.
        let old = app.read_as_of(&a, Some("2026-11-22")).await;
        assert_eq!((old.older, app.owed(["R-1"]).await), (1, [40_000]));
        assert!(app.verify().await.faults.is_empty());
    }

    // Family: what a complete list leaves out, by the first list again.
    async fn what_a_copy_would_close_stays_and_is_told(app: TestApp) {
        let row = "R-2,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,10.00,10.00\n";
        let incomplete = |file: &mut services::books::ImportFile| file.completeness = Completeness::Incomplete;
        app.import_file(&list("1000.00"), incomplete).await.expect("a list");
        app.pass(60);
        app.import_file(&format!("{}{row}", list("1000.00")), incomplete).await.expect("a list");
        app.pass(60);
        let all = |file: &mut services::books::ImportFile| file.completeness = Completeness::CompleteBeyondDoubt;
        let copy = app.import_file(&list("1000.00"), all).await.expect("a list");
        assert_eq!((copy.older, app.owed(["R-2"]).await), (1, [1_000]), "{copy:?}");
    }

    async fn the_command_says_that_a_copy_is_older(app: TestApp) {
        let saldo = Saldo::of(&app);
        for csv in [list("1000.00"), list("400.00")] {
            let file = app.scratch.file("list.csv", csv);
            assert_eq!(saldo.run(&["import", file.to_str().expect("text"), "--creditor", "norte"]).await.code, 0);
        }
        let file = app.scratch.file("list.csv", list("1000.00"));
        let told = saldo.run(&["import", file.to_str().expect("text"), "--creditor", "norte"]).await;
        assert!(told.stdout.contains("1 items stay as a newer list has them") && told.stdout.contains("import 2"), "{told:?}");
    }

    // Family: paid here, given back before the list knew of either; the list says that nothing is open. It may have booked the
    // payment alone, or a transfer: the smaller sum is asked, and a person is told.
    async fn a_refund_that_the_list_may_not_know_waits_for_a_person(app: TestApp) {
        app.import(&list("1000.00")).await;
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["R-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.owed(["R-1"]).await, [100_000]);
        app.pass(60);
        let settled = app.read_as_of(&list("0.00"), None).await;
        assert_eq!((settled.exceptions, app.owed(["R-1"]).await), (1, [0]));
        assert_eq!(app.exception_kinds().await, ["list_asks_less"]);
        // The refund is booked there too: all of it is owed again, and nobody has to be asked.
        app.pass(86_400);
        app.read_as_of(&list("1000.00"), None).await;
        assert_eq!((app.owed(["R-1"]).await, app.exceptions().await.len()), ([100_000], 0));
        app.fits().await;
    }

    // Family: the list knew of the payment, not of the refund, and leaves the item out: it stays open, and is not told as closed.
    async fn what_stays_open_is_not_told_as_closed(app: TestApp) {
        app.import(&list("1000.00")).await;
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["R-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.import(&list("0.00")).await;
        app.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(app.owed(["R-1"]).await, [100_000]);
        app.pass(86_400);
        let csv = list("5.00").replace("R-1", "R-2").replace("1000.00", "5.00");
        let told = app.import_file(&csv, |file| file.completeness = Completeness::CompleteBeyondDoubt).await.expect("a list");
        // What was given back and the list does not know of is not asked for until a person has looked.
        assert_eq!((app.owed(["R-1"]).await, app.exception_kinds().await), ([0], vec!["list_asks_less".to_owned()]));
        let mxn = "MXN".parse().expect("a currency");
        assert_eq!((told.closed, told.not_named, told.figures[&mxn].closed.items), (6, 0, 5), "{told:?}");
        app.fits().await;
    }

    // Family: name and addresses; the list goes on as before, says nothing, says something new.
    async fn what_a_person_says_of_a_debtor_stands_until_the_list_says_something_new(app: TestApp) {
        let csv = |name: &str, email: &str, n: u32| {
            format!("Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Balance\nR-{n},ada,{name},{email},2026-10-01,2026-10-31,MXN,10.00\n")
        };
        app.import(&csv("Ada Pérez", "ada@example.test;two@example.test", 1)).await;
        let clerk = Saldo::of(&app);
        let why = ["--creditor", "norte", "--reason", "said by phone"];
        let renamed = clerk.run(&[&["debtor", "rename", "ada", "--name", "Ada Pérez Gil"][..], &why].concat()).await;
        assert_eq!(renamed.code, 0, "{renamed:?}");
        let contact = clerk.run(&[&["debtor", "contact", "ada", "--email", "ada@home.test"][..], &why].concat()).await;
        assert_eq!(contact.code, 0, "{contact:?}");
        for (n, name, email, then) in [
            (2, "Ada Pérez", "ada@example.test;two@example.test", ("Ada Pérez Gil", "ada@home.test", 0)),
            (3, "ADA PEREZ", "ADA@example.test", ("Ada Pérez Gil", "ada@home.test", 0)),
            (4, "", "", ("Ada Pérez Gil", "ada@home.test", 0)),
            (5, "Ada Pérez de Luna", "ada@example.test", ("Ada Pérez de Luna", "ada@home.test", 0)),
            (6, "Ada Pérez", "ada@example.test", ("Ada Pérez", "ada@home.test", 0)),
            (7, "Ada Pérez", "ada@luna.test;two@example.test", ("Ada Pérez", "ada@luna.test", 1)),
            (8, "Ada Pérez", "ada@example.test", ("Ada Pérez", "ada@example.test", 1)),
        ] {
            app.import(&csv(name, email, n)).await;
            assert_eq!(app.known(app.world.ada).await, (then.0.to_owned(), then.1.to_owned(), then.2), "{n}");
        }
    }
}

impl TestApp {
    /// Name, first address, and how many further ones.
    async fn known(&self, debtor: DebtorId) -> (String, String, usize) {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let norte = self.world.norte.id;
        let found = debtors::by_id(&mut db, norte, debtor).await.expect("rows").expect("the debtor");
        let further = contacts::of_debtor(&mut db, norte, debtor).await.expect("rows").len();
        (found.name, found.email.unwrap_or_default(), further)
    }
}
