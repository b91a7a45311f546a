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

impl TestHouse {
    async fn read_as_of(&self, csv: &str, day: Option<&str>) -> Applied {
        self.import_file(csv, |file| file.as_of = day.map(|day| day.parse().expect("a day"))).await.expect("a list")
    }
}

on_each_database! {
    // Family: A, B, A; on one day, on days that follow, with the day said and not.
    async fn a_list_that_comes_again_speaks_for_its_day(house: TestHouse) {
        let today = "2026-11-21";
        let (a, b) = (list("1000.00"), list("400.00"));
        house.import(&a).await;
        house.pass(60);
        house.import(&b).await;
        house.pass(60);
        // On the same day, with nobody saying a thing: it is a copy that was read twice, and that is told.
        let copy = house.read_as_of(&a, None).await;
        assert_eq!((copy.older, copy.updated, house.owed(["R-1"]).await), (1, 0, [40_000]));
        assert_eq!((copy.as_of.map(|day| day.to_string()).as_deref(), copy.ranks_as), (Some(today), Some(2)));
        // Somebody says that it is today's word.
        let said = house.read_as_of(&a, Some(today)).await;
        assert_eq!((said.older, said.updated, house.owed(["R-1"]).await), (0, 1, [100_000]));
        // And once more, which is the same word.
        assert_eq!(house.read_as_of(&a, None).await.unchanged, 1);
        assert_eq!(house.read_as_of(&b, Some(today)).await.updated, 1);
        // On a later day it is that day's list, with the day said or not.
        for (day, csv, owed) in [(None, &a, 100_000), (Some("2026-11-23"), &b, 40_000), (Some("2026-11-24"), &a, 100_000), (None, &b, 40_000)] {
            house.pass(86_400);
            let again = house.read_as_of(csv, day).await;
            assert_eq!((again.older, again.updated, house.owed(["R-1"]).await), (0, 1, [owed]), "{day:?}");
        }
        // An older day is an older day still.
        let old = house.read_as_of(&a, Some("2026-11-22")).await;
        assert_eq!((old.older, house.owed(["R-1"]).await), (1, [40_000]));
        assert!(house.verify().await.faults.is_empty());
    }

    // Family: what a complete list leaves out, by the first list again.
    async fn what_a_copy_would_close_stays_and_is_told(house: TestHouse) {
        let row = "R-2,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,10.00,10.00\n";
        let incomplete = |file: &mut services::books::ImportFile| file.completeness = Completeness::Incomplete;
        house.import_file(&list("1000.00"), incomplete).await.expect("a list");
        house.pass(60);
        house.import_file(&format!("{}{row}", list("1000.00")), incomplete).await.expect("a list");
        house.pass(60);
        let all = |file: &mut services::books::ImportFile| file.completeness = Completeness::CompleteBeyondDoubt;
        let copy = house.import_file(&list("1000.00"), all).await.expect("a list");
        assert_eq!((copy.older, house.owed(["R-2"]).await), (1, [1_000]), "{copy:?}");
    }

    async fn the_command_says_that_a_copy_is_older(house: TestHouse) {
        let saldo = Saldo::of(&house);
        for csv in [list("1000.00"), list("400.00")] {
            let file = house.scratch.file("list.csv", csv);
            assert_eq!(saldo.run(&["import", file.to_str().expect("text"), "--creditor", "norte"]).await.code, 0);
        }
        let file = house.scratch.file("list.csv", list("1000.00"));
        let told = saldo.run(&["import", file.to_str().expect("text"), "--creditor", "norte"]).await;
        assert!(told.stdout.contains("1 items stay as a newer list has them") && told.stdout.contains("import 2"), "{told:?}");
    }

    // Family: paid here, given back before the list knew of either; the list says that nothing is open. It may have booked the
    // payment alone, or a transfer: the smaller sum is asked, and a person is told.
    async fn a_refund_that_the_list_may_not_know_waits_for_a_person(house: TestHouse) {
        house.import(&list("1000.00")).await;
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["R-1"], None, "stripe").await;
        house.sandbox.pay(payment.id, "card").await;
        house.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(house.owed(["R-1"]).await, [100_000]);
        house.pass(60);
        let settled = house.read_as_of(&list("0.00"), None).await;
        assert_eq!((settled.exceptions, house.owed(["R-1"]).await), (1, [0]));
        assert_eq!(house.exception_kinds().await, ["list_asks_less"]);
        // The refund is booked there too: all of it is owed again, and nobody has to be asked.
        house.pass(86_400);
        house.read_as_of(&list("1000.00"), None).await;
        assert_eq!((house.owed(["R-1"]).await, house.exceptions().await.len()), ([100_000], 0));
        house.fits().await;
    }

    // Family: the list knew of the payment, not of the refund, and leaves the item out: it stays open, and is not told as closed.
    async fn what_stays_open_is_not_told_as_closed(house: TestHouse) {
        house.import(&list("1000.00")).await;
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["R-1"], None, "stripe").await;
        house.sandbox.pay(payment.id, "card").await;
        house.import(&list("0.00")).await;
        house.sandbox.refund(payment.id, json!({})).await;
        assert_eq!(house.owed(["R-1"]).await, [100_000]);
        house.pass(86_400);
        let csv = list("5.00").replace("R-1", "R-2").replace("1000.00", "5.00");
        let told = house.import_file(&csv, |file| file.completeness = Completeness::CompleteBeyondDoubt).await.expect("a list");
        assert_eq!(house.owed(["R-1"]).await, [100_000]);
        let mxn = "MXN".parse().expect("a currency");
        assert_eq!((told.closed, told.not_named, told.figures[&mxn].closed.items), (5, 1, 4), "{told:?}");
        house.fits().await;
    }

    // Family: name and addresses; the list goes on as before, says nothing, says something new.
    async fn what_a_person_says_of_a_debtor_stands_until_the_list_says_something_new(house: TestHouse) {
        let csv = |name: &str, email: &str, n: u32| {
            format!("Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Balance\nR-{n},ada,{name},{email},2026-10-01,2026-10-31,MXN,10.00\n")
        };
        house.import(&csv("Ada Pérez", "ada@example.test;two@example.test", 1)).await;
        let clerk = Saldo::of(&house);
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
            house.import(&csv(name, email, n)).await;
            assert_eq!(house.known(house.world.ada).await, (then.0.to_owned(), then.1.to_owned(), then.2), "{n}");
        }
    }
}

impl TestHouse {
    /// Name, first address, and how many further ones.
    async fn known(&self, debtor: DebtorId) -> (String, String, usize) {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let norte = self.world.norte.id;
        let found = debtors::by_id(&mut db, norte, debtor).await.expect("rows").expect("the debtor");
        let further = contacts::of_debtor(&mut db, norte, debtor).await.expect("rows").len();
        (found.name, found.email.unwrap_or_default(), further)
    }
}
