//! The net is the list's net: the creditor's system has invoices and credit notes, sets notes off against this or that,
//! takes it back, is paid by bank and here; its lists come whole or in part. What is asked for, less what is in the
//! debtor's favour, never exceeds what the lists asked for last. In a tidy history (between two whole lists one thing
//! happens to a document, and nothing is netted on an invoice while a payment here is not booked) it is that less the
//! payments here that the lists do not know, exactly, after each whole list. In a wild one a list is one sum, and cannot say
//! what went up and what went down.

use super::erp::Chance;
use super::support::*;
use chrono::Days;
use domain::date::Date;
use services::books::Completeness;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A document as the creditor's system has it. Amounts of notes are without sign.
#[derive(Debug, Clone, Default)]
struct Paper {
    note: bool,
    total: i64,
    /// Came by bank, or of a note: was paid out.
    bank: i64,
    /// How many of the payments here are booked, and how much they come to.
    booked: usize,
    /// Set off by the system itself.
    netted: i64,
}

#[derive(Debug, Clone, Copy)]
struct Heard {
    /// What was open by the list.
    open: i64,
    booked: usize,
}

struct System<'a> {
    app: &'a TestApp,
    chance: Chance,
    today: Date,
    papers: Vec<Paper>,
    /// What was paid here of each, in order.
    here: Vec<Vec<i64>>,
    /// By note and invoice.
    set_offs: BTreeMap<(usize, usize), i64>,
    heard: BTreeMap<usize, Heard>,
    /// Does one thing happen to a document between two whole lists?
    tidy: bool,
    /// To which something has happened since the last whole list.
    touched: BTreeSet<usize>,
    payments: u32,
    trace: String,
}

fn number(paper: &Paper, n: usize) -> String {
    format!("{}-{n}", if paper.note { "N" } else { "F" })
}

impl System<'_> {
    fn open(&self, n: usize) -> i64 {
        let paper = &self.papers[n];
        let booked: i64 = self.here[n].iter().take(paper.booked).sum();
        paper.total - paper.bank - paper.netted - booked
    }

    fn some(&mut self, note: bool) -> Option<usize> {
        let all: Vec<usize> = (0..self.papers.len()).filter(|n| self.papers[*n].note == note).collect();
        if all.is_empty() { None } else { Some(all[self.chance.below(all.len())]) }
    }

    /// May something happen to these now? From now on it has.
    fn may_touch(&mut self, papers: &[usize]) -> bool {
        let told = |n: &usize| self.papers[*n].note && self.heard.contains_key(n) || self.all_told(*n);
        if self.tidy && !papers.iter().all(|n| !self.touched.contains(n) && told(n)) {
            return false;
        }
        self.touched.extend(papers);
        true
    }

    async fn step(&mut self) {
        match self.chance.below(14) {
            0 => self.issues(false),
            1 => self.issues(true),
            2 | 3 => self.nets(),
            4 => self.nets_no_more(),
            5 => self.transfer(),
            6 => self.pays_out(),
            7 | 8 => self.pays_here().await,
            9 => self.books(),
            _ => self.list().await,
        }
    }

    fn issues(&mut self, note: bool) {
        if self.papers.len() < 9 {
            let total = self.chance.amount(if note { 60_000 } else { 100_000 });
            self.papers.push(Paper { note, total, ..Paper::default() });
            self.here.push(Vec::new());
        }
    }

    fn nets(&mut self) {
        let (Some(note), Some(invoice)) = (self.some(true), self.some(false)) else { return };
        let most = self.open(note).min(self.open(invoice));
        if most > 0 && self.may_touch(&[note, invoice]) {
            let amount = if self.chance.one_in(2) { most } else { self.chance.amount(most) };
            for n in [note, invoice] {
                self.papers[n].netted += amount;
            }
            *self.set_offs.entry((note, invoice)).or_default() += amount;
            let _ = writeln!(self.trace, "the system nets {amount} of N-{note} against F-{invoice}");
        }
    }

    fn nets_no_more(&mut self) {
        let Some((&(note, invoice), _)) = self.set_offs.first_key_value() else { return };
        if !self.may_touch(&[note, invoice]) {
            return;
        }
        let Some((_, amount)) = self.set_offs.pop_first() else { return };
        for n in [note, invoice] {
            self.papers[n].netted -= amount;
        }
        let _ = writeln!(self.trace, "the system nets {amount} of N-{note} against F-{invoice} no more");
    }

    /// One list cannot tell a transfer from a payment here that it does not know: all are booked, and told.
    fn all_told(&self, n: usize) -> bool {
        let booked = self.papers[n].booked;
        booked == self.here[n].len() && self.heard.get(&n).is_some_and(|heard| heard.booked == booked)
    }

    fn transfer(&mut self) {
        let Some(n) = self.some(false) else { return };
        let open = self.open(n);
        if open > 0 && self.all_told(n) && self.may_touch(&[n]) {
            let amount = self.chance.amount(open);
            self.papers[n].bank += amount;
            let _ = writeln!(self.trace, "{amount} come by bank for F-{n}");
        }
    }

    fn pays_out(&mut self) {
        let Some(n) = self.some(true) else { return };
        let open = self.open(n);
        if open > 0 && self.may_touch(&[n]) {
            let amount = self.chance.amount(open);
            self.papers[n].bank += amount;
            let _ = writeln!(self.trace, "{amount} of N-{n} are paid out");
        }
    }

    fn books(&mut self) {
        let Some(n) = self.some(false) else { return };
        if self.papers[n].booked < self.here[n].len() && !(self.tidy && self.touched.contains(&n)) {
            self.touched.insert(n);
            self.papers[n].booked += 1;
            let _ = writeln!(self.trace, "the system books a payment here of F-{n}");
        }
    }

    async fn pays_here(&mut self) {
        let Some(n) = self.some(false) else { return };
        let news = self.heard.get(&n).is_none_or(|heard| heard.open != self.open(n));
        if news || self.tidy && self.touched.contains(&n) {
            return;
        }
        let asked = self.app.invoice(&number(&self.papers[n], n)).await.asked().minor();
        if asked > 0 {
            let amount = if self.chance.one_in(3) { asked } else { self.chance.amount(asked) };
            self.payments += 1;
            let _ = writeln!(self.trace, "{amount} are paid here for F-{n}");
            self.app.paid_here(&number(&self.papers[n], n), amount, self.payments).await;
            self.here[n].push(amount);
        }
    }

    async fn list(&mut self) {
        self.today = self.today + Days::new(1);
        let whole = self.chance.below(3) > 0;
        let mut csv = "Invoice,Customer ID,Customer,Date,Due Date,Currency,Amount,Balance\n".to_owned();
        for n in 0..self.papers.len() {
            let open = self.open(n);
            if whole && open == 0 || !whole && self.chance.one_in(2) {
                if whole && self.heard.contains_key(&n) {
                    self.heard.insert(n, Heard { open, booked: self.papers[n].booked });
                }
                continue;
            }
            let paper = &self.papers[n];
            let (sign, number) = (if paper.note { -1 } else { 1 }, number(paper, n));
            let [total, shown] = [paper.total, open]
                .map(|minor| domain::money::Money::new(sign * minor, "MXN".parse().expect("a currency")));
            let [total, shown] = [total, shown].map(|amount| amount.decimal().to_string());
            let _ = writeln!(csv, "{number},eva,Eva Luna,2026-01-01,2026-02-01,MXN,{total},{shown}");
            self.heard.insert(n, Heard { open, booked: paper.booked });
        }
        if csv.lines().count() < 2 {
            return;
        }
        let _ = writeln!(self.trace, "a {} list:\n{csv}", if whole { "whole" } else { "part of a" });
        let days = usize::try_from((self.today - Date::default()).num_days()).unwrap_or(0);
        csv.push_str(&"\n".repeat(days % 1_000 + 1));
        let completeness = if whole { Completeness::CompleteBeyondDoubt } else { Completeness::Incomplete };
        let today = self.today;
        let read = self.app.import_file(&csv, |file| {
            file.as_of = Some(today);
            file.completeness = completeness;
        });
        let applied = read.await.unwrap_or_else(|error| panic!("{error}\n{}", self.trace));
        assert!(applied.rejected.is_empty(), "{:?}\n{}", applied.rejected, self.trace);
        self.look(whole).await;
        if whole {
            self.touched.clear();
        }
    }

    async fn look(&self, whole: bool) {
        let (mut said, mut gross, mut ours) = (0, 0, 0);
        for (n, heard) in &self.heard {
            let paper = &self.papers[*n];
            let unknown: i64 = self.here[*n].iter().skip(heard.booked).sum();
            said += if paper.note { -heard.open } else { heard.open - unknown };
            gross += if paper.note { -heard.open } else { heard.open };
            let invoice = self.app.invoice(&number(paper, *n)).await;
            assert!(invoice.balance.minor() <= 0 || !paper.note, "no note is owed: {invoice:?}\n{}", self.trace);
            assert!(invoice.balance.minor() >= 0 || paper.note, "no invoice is in credit: {invoice:?}\n{}", self.trace);
            ours += invoice.balance.minor();
        }
        let credit = self.app.count("SELECT CAST(COALESCE(SUM(c.balance), 0) AS BIGINT) FROM credit c JOIN debtor d ON d.creditor_id = c.creditor_id AND d.id = c.debtor_id WHERE d.ref = 'eva'").await;
        ours -= credit;
        assert!(ours <= gross, "{ours} is asked for, the list asks for {gross}\n{}", self.trace);
        assert!(ours <= said || !self.tidy, "{ours} is asked for, {said} is owed\n{}", self.trace);
        if whole && self.tidy {
            assert_eq!(ours, said, "after a whole list\n{}", self.trace);
            let exceptions = self.app.exceptions().await;
            assert!(exceptions.is_empty(), "{exceptions:?}\n{}", self.trace);
        }
        let report = self.app.verify().await;
        assert!(report.faults.is_empty(), "{:?}\n{}", report.faults, self.trace);
    }
}

/// A history of so many steps, told by its seed.
async fn play(app: &TestApp, seed: u64, tidy: bool, steps: usize) {
    println!("seed {seed} {tidy}");
    let (papers, here, trace) = (Vec::new(), Vec::new(), String::new());
    let today = "2026-03-01".parse().expect("a day");
    let (set_offs, heard) = (BTreeMap::new(), BTreeMap::new());
    let mut system = System {
        app,
        chance: Chance(seed),
        today,
        papers,
        here,
        set_offs,
        heard,
        tidy,
        touched: BTreeSet::new(),
        payments: 0,
        trace,
    };
    for _ in 0..steps {
        system.step().await;
        if system.today >= "2026-11-15".parse().expect("a day") {
            break;
        }
    }
}

/// With `SALDO_FULL` histories of every seed up to 300.
#[tokio::test]
async fn the_net_is_the_lists_net() {
    for seed in 1..=full(6, 300) {
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            let chance = 0x9E37_79B9_7F4A_7C15 ^ (u64::try_from(seed).expect("small") << 8);
            play(&app, chance, seed % 2 == 0, full(120, 400)).await;
        }
    }
}
