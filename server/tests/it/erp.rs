//! The creditor's system, played: random histories of invoices, transfers, bounced transfers, corrections, voids, credit
//! notes and payments here that it books late; its lists come in every shape, some late, some twice, some never: open items
//! in some histories, the movements of the accounts in others. After each list what is asked of every invoice, and what is
//! left of every credit note, is what a small independent model says.
//!
//! Faults that an import could have are planted between the lists and the books, each kind by itself: the comparison finds
//! every one of them.
//!
//! Between two lists that reach us one item changes for one reason only: a list is a sum, and cannot tell a transfer and a
//! bounced one from none. The domain's own tests say what happens where it does.

mod accounts;

use super::support::*;
use ::import::Answers;
use accounts::Movement;
use chrono::Days;
use domain::allocation::Share;
use domain::date::Date;
use domain::id::{DebtorId, PaymentId};
use domain::invoice::Invoice;
use domain::money::Money;
use domain::payment::{Payment, PaymentUpdate, PlannedShare, Progress, ProviderName};
use services::books::Completeness;
use services::payments::apply_updates;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use store::{debtors, invoices, payments};

/// A small generator of chance, so that a seed tells a whole history.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        // xorshift64*, S. Vigna 2016.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).expect("small")).expect("small")
    }

    pub(super) fn amount(&mut self, max: i64) -> i64 {
        1 + i64::try_from(self.next() % u64::try_from(max.max(1)).expect("positive")).expect("small")
    }

    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// An item as the creditor's system has it.
#[derive(Debug, Clone, Default)]
struct Item {
    debtor: usize,
    issued: Date,
    total: i64,
    /// Is it a credit note? Its sums are below nothing.
    note: bool,
    /// Transfers that stand; of a note what was paid out, below nothing.
    bank: Vec<i64>,
    /// How many of the payments here it has booked.
    booked: usize,
    void: bool,
    /// How often something but a booking changed.
    version: u32,
}

impl Item {
    fn open(&self, here: &[i64]) -> i64 {
        let booked: i64 = here.iter().take(self.booked).sum();
        if self.void { 0 } else { self.total - self.bank.iter().sum::<i64>() - booked }
    }
}

/// What the newest list that reached us said of an item: what is open, and how many payments here it knew.
#[derive(Debug, Clone, Copy)]
struct Heard {
    day: Date,
    open: i64,
    booked: usize,
    void: bool,
    version: u32,
}

/// A list on its way.
#[derive(Clone)]
struct Sent {
    day: Date,
    csv: String,
    complete: bool,
    says: BTreeMap<usize, Heard>,
}

/// What an import could do wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Planted {
    /// Customers of one bookkeeper, who share an address of mail, are taken for one.
    IdentityByMail,
    /// What was paid here is taken off what is open, though the list has done so.
    DoubleSubtraction,
    /// The column of statuses is not looked at.
    IgnoredStatus,
    /// A row is passed over.
    LostRow,
}

/// Two of the four customers have their books kept by one office.
fn mail(debtor: usize) -> String {
    if debtor < 2 { "libros@despacho.example".to_owned() } else { format!("cliente-{debtor}@example.test") }
}

struct Erp<'a> {
    app: &'a TestApp,
    /// Between the lists and the books.
    planted: Option<Planted>,
    /// The first that was found between what is asked and what the model says.
    difference: Option<String>,
    chance: Chance,
    today: Date,
    items: Vec<Item>,
    /// What was paid here of each item, in order.
    here: Vec<Vec<i64>>,
    heard: BTreeMap<usize, Heard>,
    late: Vec<Sent>,
    lists: u32,
    payments: u32,
    /// Does it export the movements of its accounts? So far there were these.
    accounts: Option<Vec<Movement>>,
    /// The references of the payments here, in order.
    references: Vec<Vec<u32>>,
}

fn number(n: usize) -> String {
    format!("E-{n}")
}

impl Erp<'_> {
    /// One thing happens; after a list that reached us, everything is looked at.
    async fn step(&mut self) {
        match self.chance.below(12) {
            0 | 1 => self.invoice(),
            2 | 3 => self.transfer(),
            4 => self.bounce(),
            // In an account that is another document.
            5 | 6 if self.accounts.is_some() => {}
            5 => self.correct(),
            6 => self.void(),
            7 | 8 => self.pays_here().await,
            9 => self.book(),
            _ => self.list().await,
        }
    }

    fn invoice(&mut self) {
        // An account has all of its rows in each list.
        let some = if self.accounts.is_some() { 12 } else { 40 };
        if self.items.len() < some || self.chance.one_in(20) {
            let (debtor, total) = (self.chance.below(4), self.chance.amount(500_000));
            let note = self.chance.one_in(6);
            let total = if note { -total } else { total };
            self.items.push(Item { debtor, issued: self.today, note, total, ..Item::default() });
            self.here.push(Vec::new());
            self.references.push(Vec::new());
        }
    }

    /// An item of which the newest list that reached us tells everything, and whose payments here are all booked.
    fn told_item(&mut self) -> Option<usize> {
        let n = self.chance.below(self.items.len().max(1));
        let item = self.items.get(n)?;
        let all_booked = item.booked == self.here[n].len();
        let heard = self.heard.get(&n).filter(|heard| heard.version == item.version && heard.booked == item.booked);
        (all_booked && !item.void && heard.is_some()).then_some(n)
    }

    fn transfer(&mut self) {
        let Some(n) = self.told_item() else { return };
        let open = self.items[n].open(&self.here[n]);
        if open != 0 && !(self.items[n].note && self.accounts.is_some()) {
            let amount = if self.chance.one_in(2) { open.abs() } else { self.chance.amount(open.abs()) };
            self.items[n].bank.push(amount * open.signum());
            self.items[n].version += 1;
            self.moves(n, -amount, None);
        }
    }

    fn bounce(&mut self) {
        let Some(n) = self.told_item() else { return };
        if let Some(amount) = self.items[n].bank.pop() {
            self.items[n].version += 1;
            self.moves(n, amount, None);
        }
    }

    fn correct(&mut self) {
        let Some(n) = self.told_item() else { return };
        let open = self.items[n].open(&self.here[n]);
        if open > 1 {
            // Never below what was paid: what becomes of that is told by the tests of one item.
            let by = self.chance.amount(open - 1);
            self.items[n].total += if self.chance.one_in(2) { by } else { -by };
            self.items[n].version += 1;
        }
    }

    fn void(&mut self) {
        let Some(n) = self.told_item() else { return };
        if self.here[n].is_empty() && self.chance.one_in(3) {
            self.items[n].void = true;
            self.items[n].version += 1;
        }
    }

    fn book(&mut self) {
        let n = self.chance.below(self.items.len().max(1));
        if n < self.items.len() && !self.items[n].void && self.items[n].booked < self.here[n].len() {
            let (amount, reference) = (self.here[n][self.items[n].booked], self.references[n][self.items[n].booked]);
            self.items[n].booked += 1;
            self.moves(n, -amount, Some(reference));
        }
    }

    /// The debtor pays a part or all of what is asked here.
    async fn pays_here(&mut self) {
        let n = self.chance.below(self.items.len().max(1));
        let told = self.heard.get(&n).is_some_and(|heard| heard.version == self.items[n].version);
        if !told {
            return;
        }
        let asked = self.app.invoice(&number(n)).await.asked().minor();
        if asked > 0 {
            let amount = if self.chance.one_in(3) { asked } else { self.chance.amount(asked) };
            self.payments += 1;
            self.app.paid_here(&number(n), amount, self.payments).await;
            self.here[n].push(amount);
            self.references[n].push(self.payments);
        }
    }

    /// A list is written; it reaches us at once, late, twice or never.
    async fn list(&mut self) {
        self.today = self.today + Days::new(1);
        self.lists += 1;
        let sent = self.write();
        if sent.csv.trim_end().lines().count() < 2 {
            // Nothing is open, and nobody sends a list of nothing.
            return;
        }
        match self.chance.below(10) {
            0 => {}
            1 => self.late.push(sent),
            2 => {
                self.reach(&sent).await;
                self.reach(&sent).await;
            }
            _ => self.reach(&sent).await,
        }
        // What is later than a handful of lists leaves what is known alone, and is not played here.
        let today = self.today;
        self.late.retain(|late| late.day + Days::new(5) >= today);
        if !self.late.is_empty() && self.chance.one_in(4) {
            let late = self.late.remove(self.chance.below(self.late.len()));
            self.reach(&late).await;
        }
    }

    /// In a random shape: headings, marks of amounts, columns, the whole or a part.
    fn write(&mut self) -> Sent {
        if let Some(movements) = &self.accounts {
            return accounts::write(&self.items, &self.here, movements, (self.today, self.lists), &mut self.chance);
        }
        let (complete, language) = (self.chance.one_in(2), self.chance.below(3));
        let comma = language == 2;
        let heads = [
            "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance,Status",
            "Factura,Código cliente,Cliente,Correo,Fecha,Vencimiento,Moneda,Total,Saldo,Estado",
            "Fatura;Código do cliente;Cliente;E-mail;Emissão;Vencimento;Moeda;Total;Saldo;Situação",
        ];
        let words = [["Open", "Void"], ["Vigente", "Anulada"], ["Em aberto", "Cancelada"]];
        let mut csv = format!("{}\n", heads[language]);
        let mut says = BTreeMap::new();
        for n in 0..self.items.len() {
            let left_out = self.chance.one_in(4);
            let item = &self.items[n];
            let open = item.open(&self.here[n]);
            let left_out = if complete { open == 0 && !item.void } else { left_out };
            if !left_out {
                let word = words[language][usize::from(item.void)];
                let (due, total) = (item.issued + Days::new(30), decimal(item.total, comma));
                let (number, debtor, issued, open) = (number(n), item.debtor, item.issued, decimal(open, comma));
                let row = format!("{number},erp-{debtor},Cliente {debtor},{},{issued},{due},MXN,", mail(debtor));
                let row = if comma { row.replace(',', ";") } else { row };
                let mark = if comma { ";" } else { "," };
                let _ = writeln!(csv, "{row}{total}{mark}{open}{mark}{word}");
            }
            if !left_out || complete {
                let (booked, void, version) = (item.booked, item.void, item.version);
                says.insert(n, Heard { day: self.today, open, booked, void, version });
            }
        }
        // No two lists are one and the same file.
        csv.push_str(&"\n".repeat(usize::try_from(self.lists % 1_000).expect("small") + 1));
        Sent { day: self.today, csv, complete, says }
    }

    async fn reach(&mut self, sent: &Sent) {
        let completeness = if sent.complete { Completeness::CompleteBeyondDoubt } else { Completeness::Incomplete };
        let csv = match self.planted {
            Some(fault) => self.misread(fault, &sent.csv),
            None => sent.csv.clone(),
        };
        let mut given = Answers::default();
        if self.accounts.is_some() {
            given.default_value("file=movements").expect("an answer");
        }
        let read = self.app.import_bytes(csv.as_bytes(), &given, |file| {
            file.as_of = Some(sent.day);
            file.completeness = completeness;
        });
        match read.await {
            Ok(applied) if applied.rejected.is_empty() => {}
            Ok(applied) => return self.differs(format!("{:?}\n{csv}", applied.rejected)),
            Err(error) => return self.differs(format!("{error}\n{csv}")),
        }
        for (n, heard) in &sent.says {
            // What is left out of a complete list and was never in one is not known at all.
            let unheard = !self.heard.contains_key(n) && (heard.open == 0 && sent.complete || heard.void);
            if !unheard && self.heard.get(n).is_none_or(|before| before.day < heard.day) {
                self.heard.insert(*n, *heard);
            }
        }
        self.look(sent).await;
    }

    fn differs(&mut self, what: String) {
        self.difference.get_or_insert(what);
    }

    /// The list as a faulty import would read it.
    fn misread(&mut self, fault: Planted, csv: &str) -> String {
        let mark = if csv.starts_with("Fatura") { ';' } else { ',' };
        let rows = csv.lines().filter(|line| !line.is_empty()).count() - 1;
        let lost = 1 + self.chance.below(rows.max(1));
        let mut read = String::new();
        for (at, line) in csv.lines().enumerate() {
            let mut cells: Vec<String> = line.split(mark).map(str::to_owned).collect();
            if at > 0 && cells.len() > 3 {
                match fault {
                    Planted::LostRow if at == lost => continue,
                    Planted::LostRow => {}
                    Planted::IdentityByMail if cells[3] == mail(0) => {
                        (cells[1], cells[2]) = ("erp-0".to_owned(), "Cliente 0".to_owned());
                    }
                    Planted::IdentityByMail => {}
                    Planted::IgnoredStatus => cells[9] = if mark == ';' { "Em aberto" } else { "Open" }.to_owned(),
                    Planted::DoubleSubtraction => self.subtract_again(&mut cells, mark == ';'),
                }
            }
            read.push_str(&cells.join(&mark.to_string()));
            read.push('\n');
        }
        read
    }

    /// Takes what is booked of the payments here off what is open once more.
    fn subtract_again(&self, cells: &mut [String], comma: bool) {
        let Some(n) = cells[0].strip_prefix("E-").and_then(|n| n.parse::<usize>().ok()) else { return };
        let open: i64 = cells[8].replace([',', '.'], "").parse().expect("an amount");
        let booked: i64 = self.here[n].iter().take(self.items[n].booked).sum();
        if booked == 0 {
            return;
        }
        cells[8] = decimal((open - booked).max(0), comma);
    }

    /// Compares everything that was heard of with the books; notes the first difference.
    async fn look(&mut self, sent: &Sent) {
        let mut found = None;
        for (n, heard) in &self.heard {
            let unknown: i64 = self.here[*n].iter().skip(heard.booked).sum();
            let note = self.items[*n].note;
            let asks = match heard.void {
                true => 0,
                false if note => heard.open,
                false => (heard.open - unknown).max(0),
            };
            let Some(invoice) = self.app.invoice_if_any(&number(*n)).await else {
                found.get_or_insert(format!("{} is not in the books\n{}", number(*n), sent.csv));
                continue;
            };
            let owes = self.app.reference_of(invoice.debtor).await;
            let (item, here) = (&self.items[*n], &self.here[*n]);
            let asked = if note { invoice.balance } else { invoice.asked() };
            let books = (asked.minor(), invoice.void, owes);
            let wanted = (asks, heard.void, format!("erp-{}", item.debtor));
            if books != wanted {
                let text = format!("{}: {books:?} {wanted:?} {item:?} {heard:?} {here:?} {invoice:?}", number(*n));
                found.get_or_insert(format!("{text}\n{}", sent.csv));
            }
        }
        if let Some(found) = found {
            self.differs(found);
        }
    }
}

fn decimal(minor: i64, comma: bool) -> String {
    let text = format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100);
    if comma { text.replace('.', ",") } else { text }
}

impl TestApp {
    async fn invoice_if_any(&self, number: &str) -> Option<domain::invoice::Invoice> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        invoices::by_number(&mut db, self.world.norte.id, number).await.expect("the database")
    }

    async fn reference_of(&self, debtor: DebtorId) -> String {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let found = debtors::by_id(&mut db, self.world.norte.id, debtor).await.expect("the database");
        found.expect("a debtor").reference
    }

    /// So much of an invoice is paid here, as the provider's callback would have it.
    pub(super) async fn paid_here(&self, number: &str, minor: i64, n: u32) {
        self.paid_here_on(self.invoice(number).await, minor, n).await;
    }

    /// The same, of an invoice that is a part of a document: its number alone does not tell which.
    pub(super) async fn paid_here_on(&self, invoice: Invoice, minor: i64, n: u32) {
        let services = Arc::clone(&self.portal.services);
        let now = services.clock.now();
        let amount = Money::new(minor, invoice.total.currency());
        let none = Money::zero(amount.currency());
        let payment = Payment {
            creditor: invoice.creditor,
            id: PaymentId::new(services.ids.uuid(now)),
            debtor: invoice.debtor,
            provider: ProviderName::Stripe,
            account: "default".to_owned(),
            amount,
            progress: Progress::Created,
            received: none,
            credit: none,
            refund_total_reported: none,
            refunded: none,
            charged_back: none,
            moves: 0,
            session: None,
            reference: None,
            url: None,
            voucher: None,
            form_key: format!("a-form-of-the-erp-{n}"),
            language: "es".to_owned(),
            created_at: now,
            expires_at: now + chrono::TimeDelta::minutes(32),
            paid_at: None,
            poll_count: 0,
        };
        let share = PlannedShare { share: Share::principal(invoice.id, amount), discount: none, beside: None };
        let paid = PaymentUpdate::Paid { received: amount, reference: format!("pi_{n:08}"), at: now };
        let input = (Arc::clone(&services), payment, paid, share);
        let done = self.portal.services.store.write(input, move |db, (services, payment, paid, share)| {
            Box::pin(async move {
                payments::add(db, payment, std::slice::from_ref(share), now).await?;
                let context = apply_updates::UpdateContext::of(services, now, None);
                apply_updates::apply(db, &context, payment.creditor, payment.id, std::slice::from_ref(paid))
                    .await
                    .map(drop)
            })
        });
        done.await.expect("a payment");
    }
}

/// A history of so many steps, told by its seed; answers how many were played and the first difference.
async fn play(app: &TestApp, seed: u64, steps: usize, planted: Option<Planted>) -> (usize, Option<String>) {
    app.credit_waits_for_staff().await;
    // Of two histories one has lists of open items, the other accounts.
    let accounts = (seed.is_multiple_of(2) && planted.is_none()).then(Vec::new);
    let kind = if accounts.is_some() { "accounts" } else { "open items" };
    let today = "2026-01-01".parse().expect("a day");
    let (items, here, late) = (Vec::new(), Vec::new(), Vec::new());
    let mut erp = Erp {
        app,
        planted,
        difference: None,
        chance: Chance(seed),
        today,
        items,
        here,
        heard: BTreeMap::new(),
        late,
        lists: 0,
        payments: 0,
        accounts,
        references: Vec::new(),
    };
    let mut played = 0;
    while played < steps && erp.difference.is_none() && erp.today < "2026-11-20".parse().expect("a day") {
        erp.step().await;
        played += 1;
    }
    println!(
        "seed {seed}, {planted:?}: {played} steps, {} lists of {kind}, {} items of which {} are notes, {} payments here",
        erp.lists,
        erp.items.len(),
        erp.items.iter().filter(|item| item.note).count(),
        erp.payments
    );
    (played, erp.difference)
}

/// The same without a fault: the books are whole, and nobody has to be asked.
async fn agrees(app: &TestApp, seed: u64, steps: usize) -> usize {
    let (played, difference) = play(app, seed, steps, None).await;
    assert_eq!(difference, None, "seed {seed}, {played} steps");
    assert!(app.exceptions().await.is_empty(), "{:?}", app.exceptions().await);
    let report = app.verify().await;
    assert!(report.faults.is_empty(), "{:?}", report.faults);
    played
}

/// Where this one does not find it, the next one may: seeds that are tried for each fault.
const SEEDS: u64 = 6;

#[tokio::test]
async fn every_kind_of_planted_fault_is_found() {
    for fault in [Planted::IdentityByMail, Planted::DoubleSubtraction, Planted::IgnoredStatus, Planted::LostRow] {
        let mut found = None;
        for seed in 1..=SEEDS {
            let app = TestApp::on(Engine::Sqlite).await;
            let (played, difference) = play(&app, 0x9E37_79B9_7F4A_7C15 ^ seed, 250, Some(fault)).await;
            found = difference.map(|difference| (seed, played, difference));
            if found.is_some() {
                break;
            }
        }
        let (seed, played, _) = found.unwrap_or_else(|| panic!("{fault:?} is not found"));
        println!("{fault:?} is found with seed {seed} after {played} steps");
    }
}

/// 100,000 steps on each database where `SALDO_FULL` is set: histories of a year each, the seeds printed.
#[tokio::test]
async fn what_is_asked_agrees_with_the_creditors_own_lists() {
    let (mut steps, mut seed) = (0, 0);
    while steps < full(500, 100_000) {
        seed += 1;
        let mut played = 0;
        for engine in Engine::all() {
            let app = TestApp::on(engine).await;
            played = agrees(&app, 0x9E37_79B9_7F4A_7C15 ^ seed, full(250, 1_000)).await;
        }
        steps += played;
        println!("{steps} steps with {seed} seeds, no difference");
    }
}
