//! Lists of movements: ledgers and statements of account, whose rows are invoices, credit notes, payments and reversals.
//! What is asked of a debtor is what the account says, less what was paid here and the account does not have yet.

use super::command::Saldo;
use super::erp::Chance;
use super::support::*;
use domain::money::Money;
use domain::set_off::CreditRule;
use services::books::{Applied, Completeness};
use std::fmt::Write;

/// A kind of list: its heading, and how a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Two columns, and the balance of the account.
    Sides,
    /// One amount, whose word says which way it goes.
    Kinds,
    /// One amount with its sign.
    Signs,
}

const SHAPES: [Shape; 3] = [Shape::Sides, Shape::Kinds, Shape::Signs];

/// A row of an account: amounts in minor units, above zero what is owed for it.
#[derive(Debug, Clone)]
struct Entry {
    day: String,
    number: String,
    kind: &'static str,
    reference: String,
    text: String,
    amount: i64,
}

/// `11-03 R-1 Payment F-1 -40.00 text with blanks`, where `-` is nothing.
fn entry(line: &str) -> Entry {
    let mut words = line.splitn(6, ' ');
    let mut next = || words.next().filter(|word| *word != "-").unwrap_or_default().to_owned();
    let (day, number, kind, reference, amount, text) = (next(), next(), next(), next(), next(), next());
    let kind = ["Invoice", "Credit note", "Payment", "Payment reversal"]
        .into_iter()
        .find(|name| name.replace(' ', "_") == kind);
    let amount = amount.replace('.', "").parse().expect("an amount");
    Entry { day: format!("2026-{day}"), number, kind: kind.expect("a kind"), reference, text, amount }
}

fn shown(minor: i64) -> String {
    Money::new(minor, "MXN".parse().expect("a currency")).decimal().to_string()
}

impl Shape {
    fn list(self, customer: &str, rows: &[Entry]) -> String {
        let amounts = match self {
            Self::Sides => "Debit,Credit,Balance",
            Self::Kinds | Self::Signs => "Amount",
        };
        let mut csv =
            format!("Date,Document,Type,Customer ID,Customer,Due Date,Currency,Reference,Description,{amounts}\n");
        let mut balance = 0;
        for row in rows {
            let Entry { day, number, kind, reference, text, amount } = row;
            balance += amount;
            let due = if *kind == "Invoice" { day } else { "" };
            let figures = match self {
                Self::Sides if *amount > 0 => format!("{},,{}", shown(*amount), shown(balance)),
                Self::Sides => format!(",{},{}", shown(-amount), shown(balance)),
                Self::Kinds => shown(amount.abs()),
                Self::Signs => shown(*amount),
            };
            let _ =
                writeln!(csv, "{day},{number},{kind},{customer},Eva Luna,{due},MXN,\"{reference}\",{text},{figures}");
        }
        csv
    }
}

impl TestApp {
    /// Eva's account by a list; no two lists are one and the same file.
    async fn account(&self, shape: Shape, lines: &[&str]) -> Applied {
        self.account_of(shape, &lines.iter().map(|line| entry(line)).collect::<Vec<_>>()).await
    }

    async fn account_of(&self, shape: Shape, rows: &[Entry]) -> Applied {
        self.pass(60);
        let before = self.count("SELECT COUNT(*) FROM import").await;
        let csv = format!("{}{}", shape.list("eva", rows), "\n".repeat(usize::try_from(before).expect("small")));
        let applied = self.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await;
        let applied = applied.unwrap_or_else(|error| panic!("{error}\n{csv}"));
        assert!(applied.rejected.is_empty(), "{:?}\n{csv}", applied.rejected);
        applied
    }

    /// What is asked of Eva, and what she has in credit.
    async fn eva_owes(&self) -> (i64, i64) {
        let sum = "SELECT CAST(COALESCE(SUM(i.balance), 0) AS BIGINT) FROM invoice i JOIN debtor d \
                   ON d.creditor_id = i.creditor_id AND d.id = i.debtor_id WHERE d.ref = 'eva' AND i.currency = 'MXN'";
        let account = "SELECT CAST(COALESCE(SUM(c.balance), 0) AS BIGINT) FROM credit c JOIN debtor d \
                       ON d.creditor_id = c.creditor_id AND d.id = c.debtor_id WHERE d.ref = 'eva' AND c.currency = 'MXN'";
        let owed = "SELECT CAST(COALESCE(SUM(i.balance), 0) AS BIGINT) FROM invoice i JOIN debtor d \
                    ON d.creditor_id = i.creditor_id AND d.id = i.debtor_id WHERE d.ref = 'eva' AND i.currency = 'MXN' AND i.balance > 0";
        let (sum, account, owed) = (self.count(sum).await, self.count(account).await, self.count(owed).await);
        (owed, owed - sum + account)
    }

    async fn is_sound(&self) {
        let report = self.verify().await;
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    }
}

// Family: what a payment in an account may name, in every shape of list; read again, and as the beginning of a longer list.
#[tokio::test]
async fn payments_of_an_account_lower_what_they_name() {
    let invoices = ["10-01 F-1 Invoice - 100.00", "10-05 F-2 Invoice - 50.00"];
    for (n, (rows, asked, credit)) in [
        (&["10-10 R-1 Payment F-1 -40.00"][..], [6_000, 5_000], 0),
        (&["10-10 R-1 Payment F-1,F-2 -120.00"], [0, 3_000], 0),
        (&["10-10 R-1 Payment - -40.00 Transferencia factura F-2"], [10_000, 1_000], 0),
        (&["10-10 F-1 Payment - -40.00"], [6_000, 5_000], 0),
        // Several of one invoice, two that say the same.
        (&["10-10 R-1 Payment F-1 -30.00", "10-11 R-2 Payment F-1 -30.00"], [4_000, 5_000], 0),
        (&["10-10 - Payment F-1 -30.00", "10-10 - Payment F-1 -30.00"], [4_000, 5_000], 0),
        // None: what is due first.
        (&["10-10 R-1 Payment - -40.00"], [6_000, 5_000], 0),
        (&["10-10 - Payment - -120.00"], [0, 3_000], 0),
        (&["10-10 - Payment - -200.00"], [0, 0], 5_000),
        (&["10-10 R-1 Payment F-2 -60.00"], [9_000, 0], 0),
        (&["10-10 N-1 Credit_note F-2 -20.00", "10-12 R-1 Payment F-2 -30.00"], [10_000, 0], 0),
        // Taken back: by its number, by its sum, by the document.
        (&["10-10 R-1 Payment F-1 -40.00", "10-12 X-1 Payment_reversal R-1 40.00"], [10_000, 5_000], 0),
        (&["10-10 - Payment - -40.00", "10-12 - Payment_reversal - 40.00"], [10_000, 5_000], 0),
        (&["10-10 R-1 Payment F-1 -40.00", "10-12 - Payment_reversal F-1 15.00"], [7_500, 5_000], 0),
    ]
    .into_iter()
    .enumerate()
    {
        let shape = SHAPES[n % SHAPES.len()];
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            let rows: Vec<&str> = invoices.iter().chain(rows).copied().collect();
            app.account(shape, &rows).await;
            let looked = format!("{n} {shape:?} {rows:?}");
            assert_eq!((app.owed(["F-1", "F-2"]).await, app.eva_owes().await.1), (asked, credit), "{looked}");
            let (before, later) = (app.digest().await, [&rows[..], &["11-01 F-3 Invoice - 70.00"]].concat());
            let again = app.account(shape, &rows).await;
            assert_eq!((again.imported, again.updated, again.movements), (0, 0, 0), "{looked} {again:?}");
            let longer = app.account(shape, &later).await;
            assert!(longer.movements == 0 && before != app.digest().await, "{looked}");
            let owed = app.eva_owes().await;
            assert_eq!(owed.0 - owed.1, asked.iter().sum::<i64>() - credit + 7_000, "{looked}");
            assert!(app.exceptions().await.is_empty(), "{looked}");
            app.is_sound().await;
        }
    }
}

// Family: an account comes in pieces, in any order: the payment before its invoice, the month alone, then all of it.
#[tokio::test]
async fn an_account_may_come_in_pieces() {
    let (one, two) = ("10-01 F-1 Invoice - 100.00", "10-20 F-2 Invoice - 50.00");
    let (paid, free, back) =
        ("10-10 R-1 Payment F-2 -40.00", "10-11 R-2 Payment - -10.00", "10-12 X-1 Payment_reversal R-2 10.00");
    let all = [one, two, paid, free, back];
    for (pieces, asked) in [
        (&[&[one, paid][..], &[two], &all][..], [10_000, 1_000]),
        (&[&[paid, free], &[one, two], &[back], &all], [10_000, 1_000]),
        (&[&[one, two, paid, free, back], &[one], &[two, paid], &all], [10_000, 1_000]),
        (&[&[one, two], &[paid], &[paid, free], &[back, paid], &[one, two, free, back]], [10_000, 1_000]),
    ] {
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            for piece in pieces {
                app.account(Shape::Sides, piece).await;
                app.is_sound().await;
            }
            assert_eq!((app.owed(["F-1", "F-2"]).await, app.eva_owes().await.1), (asked, 0), "{pieces:?}");
            assert_eq!(app.count("SELECT COUNT(*) FROM movement").await, 3);
        }
    }
}

// Family: what is split off takes the payments along that are for it, named, in a text, or more than it owes; what is for
// both is refused, what is for nothing stays; the next account of each says the same.
#[tokio::test]
async fn what_is_split_off_takes_its_payments_along() {
    let all = [
        "10-01 F-1 Invoice - 100.00",
        "10-05 F-2 Invoice - 50.00",
        "10-10 R-1 Payment F-2 -20.00",
        "10-11 R-2 Payment - -10.00 Transferencia factura F-2",
        "10-12 R-3 Payment F-2 -30.00",
        "10-13 R-4 Payment F-1 -40.00",
        "10-14 R-5 Payment - -5.00",
    ];
    for engine in Engine::all() {
        let app = TestApp::on(engine).await;
        app.account(Shape::Sides, &all).await;
        // 10.00 too much came for F-2, and what names nothing pays what is due first.
        assert_eq!(app.owed(["F-1", "F-2"]).await, [4_500, 0]);
        let split = [
            "debtor",
            "split",
            "eva",
            "eva-2",
            "--invoice",
            "F-2",
            "--name",
            "Eva Luna",
            "--creditor",
            "norte",
            "--reason",
            "another shop",
        ];
        let done = Saldo::of(&app).run(&split).await;
        assert_eq!(done.code, 0, "{done:?}");
        let other = app.debtor("eva-2").await;
        let along = "SELECT COUNT(*) FROM movement m JOIN debtor d ON d.creditor_id = m.creditor_id AND d.id = m.debtor_id \
                     WHERE d.ref = 'eva-2'";
        assert_eq!((app.count(along).await, app.count("SELECT COUNT(*) FROM movement").await), (3, 5));
        assert_eq!(app.owed(["F-1", "F-2"]).await, [5_500, 0], "what came too much is the other's");
        app.is_sound().await;
        for (customer, own) in [("eva", [0, 5, 6].as_slice()), ("eva-2", &[1, 2, 3, 4])] {
            let rows: Vec<Entry> = own.iter().map(|at| entry(all[*at])).collect();
            app.pass(60);
            let csv = Shape::Sides.list(customer, &rows);
            let applied =
                app.import_file(&csv, |file| file.completeness = Completeness::Incomplete).await.expect("a list");
            assert_eq!((applied.movements, app.owed(["F-1", "F-2"]).await), (0, [5_500, 0]), "{customer}: {applied:?}");
        }
        assert_eq!(app.invoice("F-2").await.debtor, other);
        app.is_sound().await;
        // One payment of both.
        app.account(
            Shape::Sides,
            &["11-01 G-1 Invoice - 100.00", "11-01 G-2 Invoice - 100.00", "11-02 R-9 Payment G-1,G-2 -150.00"],
        )
        .await;
        let one =
            ["debtor", "split", "eva", "eva-2", "--invoice", "G-2", "--creditor", "norte", "--reason", "another shop"];
        let refused = Saldo::of(&app).run(&one).await;
        assert!(refused.code != 0 && refused.stderr.contains("R-9"), "{refused:?}");
        let both = [&one[..], &["--invoice", "G-1"]].concat();
        assert_eq!(Saldo::of(&app).run(&both).await.code, 0);
        assert_eq!((app.invoice("G-1").await.debtor, app.invoice("G-2").await.debtor), (other, other));
        app.is_sound().await;
    }
}

// Family: staff record a transfer by hand, and the account has it without an invoice: on the day, some days off, another sum,
// long after, named. Where it may be the same, both come off and a person is asked.
#[tokio::test]
async fn a_transfer_by_hand_and_a_row_of_the_account_may_be_one() {
    for (row, asked, exceptions) in [
        ("11-10 R-1 Payment - -40.00", 2_000, 1),
        ("11-12 R-1 Payment - -40.00", 2_000, 1),
        ("11-12 R-1 Payment - -30.00", 3_000, 0),
        ("10-20 R-1 Payment - -40.00", 2_000, 0),
        ("11-10 R-1 Payment F-1 -40.00", 6_000, 0),
    ] {
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            app.account(Shape::Kinds, &["10-01 F-1 Invoice - 100.00"]).await;
            let record = [
                "payment",
                "record",
                "--creditor",
                "norte",
                "--invoice",
                "F-1",
                "--amount",
                "40",
                "--on",
                "2026-11-10",
                "--kind",
                "transfer",
                "--reference",
                "TR-1",
                "--reason",
                "by phone",
            ];
            let done = Saldo::of(&app).run(&record).await;
            assert_eq!((done.code, app.owed(["F-1"]).await), (0, [6_000]), "{done:?}");
            for _ in 0..2 {
                app.account(Shape::Kinds, &["10-01 F-1 Invoice - 100.00", row]).await;
                assert_eq!((app.owed(["F-1"]).await, app.exceptions().await.len()), ([asked], exceptions), "{row}");
            }
            app.is_sound().await;
        }
    }
}

// Family: a payment here that the account has later: named as it was paid, otherwise, not at all, document by document.
#[tokio::test]
async fn a_payment_here_is_not_taken_off_twice() {
    let invoices = ["10-01 F-1 Invoice - 100.00", "10-05 F-2 Invoice - 50.00"];
    for (n, rows) in [
        &["11-22 R-1 Payment F-2 -30.00"][..],
        &["11-20 R-1 Payment - -30.00"],
        &["11-25 - Payment - -30.00"],
        &["11-22 R-1 Payment F-1 -30.00"],
        &["12-24 R-1 Payment - -30.00 Stripe pi_of_eva_1"],
    ]
    .into_iter()
    .enumerate()
    {
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            app.account(Shape::Kinds, &invoices).await;
            app.paid_here("F-2", 3_000, 1).await;
            if n == 4 {
                app.tamper("UPDATE payment SET reference = 'pi_of_eva_1'").await;
            }
            assert_eq!(app.owed(["F-1", "F-2"]).await, [10_000, 2_000]);
            app.account(Shape::Kinds, &invoices).await;
            for times in 0..2 {
                let rows = [&invoices[..], rows].concat();
                app.account(Shape::Kinds, &rows).await;
                assert_eq!(
                    (app.owed(["F-1", "F-2"]).await, app.eva_owes().await.1),
                    ([10_000, 2_000], 0),
                    "{n} {times}"
                );
                app.is_sound().await;
            }
            assert!(app.exceptions().await.is_empty());
            let unknown = app.count("SELECT COUNT(*) FROM said_known WHERE amount = 3000").await;
            assert_eq!(unknown, 1, "{n}: the account knows of it");
            // One of the same sum that came by bank is another one.
            let more = [&invoices[..], rows, &["11-22 R-9 Payment F-1 -30.00"]].concat();
            app.account(Shape::Kinds, &more).await;
            assert_eq!(app.owed(["F-1", "F-2"]).await, [7_000, 2_000], "{n}");
            app.is_sound().await;
        }
    }
}

on_each_database! {
    // A customer of several currencies, and customers beside each other, have accounts of their own.
    async fn every_account_is_by_itself(app: TestApp) {
        let csv = "Date,Document,Type,Customer ID,Customer,Due Date,Currency,Amount\n\
                   2026-10-01,F-1,Invoice,eva,Eva Luna,2026-10-31,MXN,100.00\n2026-10-01,F-2,Invoice,eva,Eva Luna,2026-10-31,USD,100.00\n\
                   2026-10-01,F-3,Invoice,noe,Noe Sol,2026-10-31,MXN,100.00\n2026-10-02,R-1,Payment,eva,Eva Luna,,USD,30.00\n\
                   2026-10-02,R-1,Payment,noe,Noe Sol,,MXN,20.00\n";
        app.import_file(csv, |_| ()).await.expect("a list");
        assert_eq!(app.owed(["F-1", "F-2", "F-3"]).await, [10_000, 7_000, 8_000]);
        app.is_sound().await;
    }

    async fn an_account_that_is_undone_leaves_nothing(app: TestApp) {
        let all = ["10-01 F-1 Invoice - 100.00", "10-05 F-2 Invoice - 50.00"];
        app.account(Shape::Sides, &all).await;
        app.account(Shape::Sides, &[&all[..], &["10-06 R-1 Payment F-1 -30.00"]].concat()).await;
        assert_eq!(app.owed(["F-1", "F-2"]).await, [7_000, 5_000]);
        let more = ["10-06 R-1 Payment F-1 -30.00", "10-07 R-2 Payment F-1 -20.00", "10-08 R-3 Payment - -5.00"];
        let more = [&all[..], &more].concat();
        for _ in 0..2 {
            app.account(Shape::Sides, &more).await;
            assert_eq!((app.eva_owes().await, app.count("SELECT COUNT(*) FROM movement").await), ((9_500, 0), 3));
            let n = app.count("SELECT MAX(n) FROM import").await.to_string();
            let saldo = Saldo::of(&app).with("SALDO_SITE_DIR", Some("/nowhere"));
            let undone = saldo.run(&["imports", "undo", &n, "--creditor", "norte"]).await;
            assert_eq!(undone.code, 0, "{undone:?}");
            assert_eq!((app.owed(["F-1", "F-2"]).await, app.eva_owes().await.1), ([7_000, 5_000], 0), "{undone:?}");
            assert_eq!(app.count("SELECT COUNT(*) FROM movement").await, 1);
            app.is_sound().await;
        }
    }

    // What names its invoice is a payment of it, whoever sets credit off.
    async fn what_names_nothing_waits_where_the_policy_says_so(app: TestApp) {
        app.set_policy(|policy| policy.credit = CreditRule::Staff).await;
        let rows = ["10-01 F-1 Invoice - 100.00", "10-06 R-1 Payment F-1 -30.00", "10-07 R-2 Payment - -20.00"];
        app.account(Shape::Sides, &rows).await;
        assert_eq!((app.owed(["F-1"]).await, app.eva_owes().await.1), ([7_000], 2_000));
        app.is_sound().await;
    }

    // Each payment counts from its own day.
    async fn payments_of_an_account_have_their_own_days(app: TestApp) {
        let rows = ["10-01 F-1 Invoice - 100.00", "10-06 R-1 Payment F-1 -30.00", "10-09 R-2 Payment F-1 -20.00"];
        app.account(Shape::Sides, &rows).await;
        let sql = "SELECT COUNT(*) FROM entry WHERE kind = 'paid_outside' AND at IN (";
        let days = ["2026-10-06T18:00:00Z", "2026-10-09T18:00:00Z"].map(|at| app.kept_instant(at)).join(",");
        let sql: &'static str = Box::leak(format!("{sql}{days})").into_boxed_str());
        assert_eq!(app.count(sql).await, 2);
    }
}

/// An account as the creditor's system has it.
struct Ledger<'a> {
    app: &'a TestApp,
    chance: Chance,
    shape: Shape,
    rows: Vec<Entry>,
    /// Payments here that the account does not have yet: invoice and sum.
    unknown: Vec<(String, i64)>,
    invoices: usize,
    payments: u32,
    /// Rows before this one were in a list.
    told: usize,
    trace: String,
}

impl Ledger<'_> {
    fn balance(&self) -> i64 {
        self.rows.iter().map(|row| row.amount).sum()
    }

    fn put(&mut self, kind: &'static str, number: String, reference: String, amount: i64) {
        let day = (1 + self.rows.len() / 3).min(20);
        let (month, text) = ("11", String::new());
        self.rows.push(Entry { day: format!("2026-{month}-{day:02}"), number, kind, reference, text, amount });
    }

    async fn step(&mut self) {
        let n = self.rows.len();
        let some = if self.invoices > 0 { format!("L-{}", self.chance.below(self.invoices)) } else { String::new() };
        match self.chance.below(10) {
            0..=2 => {
                let amount = self.chance.amount(90_000);
                self.put("Invoice", format!("L-{}", self.invoices), String::new(), amount);
                self.invoices += 1;
            }
            3 | 4 => {
                let amount = self.chance.amount(60_000);
                let number = if self.chance.one_in(3) { String::new() } else { format!("R-{n}") };
                let reference = if self.chance.one_in(2) { some } else { String::new() };
                self.put("Payment", number, reference, -amount);
            }
            5 => {
                let amount = self.chance.amount(20_000);
                self.put("Credit note", format!("N-{n}"), some, -amount);
            }
            6 => {
                let numbered = |row: &&Entry| row.kind == "Payment" && row.number.starts_with('R');
                let back: Vec<String> = self.rows.iter().map(|row| row.reference.clone()).collect();
                let payment = self.rows.iter().filter(numbered).find(|row| !back.contains(&row.number)).cloned();
                if let Some(payment) = payment {
                    self.put("Payment reversal", format!("X-{n}"), payment.number, -payment.amount);
                }
            }
            7 => self.pays_here(&some).await,
            8 if !self.unknown.is_empty() => {
                let (invoice, amount) = self.unknown.remove(0);
                let reference = if self.chance.one_in(2) { invoice } else { String::new() };
                self.put("Payment", format!("W-{n}"), reference, -amount);
                if let Some(row) = self.rows.last_mut() {
                    "2026-11-22".clone_into(&mut row.day);
                }
            }
            _ => self.list().await,
        }
    }

    async fn pays_here(&mut self, number: &str) {
        if self.told < self.rows.len() || number.is_empty() {
            return;
        }
        let asked = self.app.invoice(number).await.asked().minor();
        if asked > 0 {
            let amount = if self.chance.one_in(3) { asked } else { self.chance.amount(asked) };
            self.payments += 1;
            self.app.paid_here(number, amount, self.payments).await;
            self.unknown.push((number.to_owned(), amount));
            let _ = writeln!(self.trace, "{amount} are paid here for {number}");
        }
    }

    async fn list(&mut self) {
        let from = if self.chance.one_in(2) { 0 } else { self.chance.below(self.told + 1) };
        let rows = self.rows.get(from..).unwrap_or_default();
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(self.trace, "from {from}:\n{}", self.shape.list("eva", rows));
        self.app.account_of(self.shape, rows).await;
        self.told = self.rows.len();
        let (owed, credit) = self.app.eva_owes().await;
        let unknown: i64 = self.unknown.iter().map(|(_, amount)| amount).sum();
        let balance = self.balance();
        assert!(owed == 0 || credit == 0, "{owed} and {credit}\n{}", self.trace);
        assert!(owed <= balance.max(0), "{owed} is asked for, the account says {balance}\n{}", self.trace);
        assert!(owed - credit >= balance - unknown, "{owed} less {credit}, {balance} less {unknown}\n{}", self.trace);
        if self.unknown.is_empty() {
            assert_eq!(owed - credit, balance, "{}", self.trace);
        }
        let report = self.app.verify().await;
        assert!(report.faults.is_empty(), "{:?}\n{}", report.faults, self.trace);
    }
}

/// With `SALDO_FULL` histories of every seed up to 300.
#[tokio::test]
async fn what_is_asked_is_what_the_account_says() {
    for seed in 1..=full(3, 300) {
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            let chance = Chance(0x9E37_79B9_7F4A_7C15 ^ (u64::try_from(seed).expect("small") << 8));
            let shape = SHAPES[seed % SHAPES.len()];
            let (rows, unknown, trace) = (Vec::new(), Vec::new(), format!("seed {seed}\n"));
            let (invoices, payments, told) = (0, 0, 0);
            let mut ledger = Ledger { app: &app, chance, shape, rows, unknown, invoices, payments, told, trace };
            for _ in 0..full(50, 150) {
                ledger.step().await;
            }
        }
    }
}
