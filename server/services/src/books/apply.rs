//! What was read goes into the books: new invoices, changed ones, payments made elsewhere.
//!
//! In batches of one transaction each, so that the portal goes on working beside a long import. An
//! import that dies is run again: what is in the books already changes nothing.

use crate::agreements::jobs::Fit;
use crate::ids::Ids;
use crate::outbox::Job as _;
use ::import::{Code, DocumentKind, Finding, Item as Read};
use chrono::{DateTime, TimeDelta, Utc};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::debtor::Debtor;
use domain::id::{DebtorId, EntryId, InvoiceId};
use domain::invoice::line_totals;
use domain::invoice::{Invoice, Line, NewInvoice, number_key};
use domain::knowledge_question::Facts;
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use domain::zone::Zone;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use store::ledger::{self, NewEntry};
use store::{Db, Store, StoreError, debtors, invoices};
use tokio::task::JoinHandle;

/// Invoices in one transaction. More of them write each page of the indices less often, and keep others from writing
/// for longer.
const BATCH: usize = 5_000;
/// How long SQLite's lock is free after each batch. Whoever waits for it looks more often than this.
const GAP: Duration = Duration::from_millis(8);

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// New invoices.
    pub imported: u64,
    /// Invoices that changed.
    pub updated: u64,
    /// Invoices that were in the books as the file says.
    pub unchanged: u64,
    /// Rows that the books refused.
    pub rejected: Vec<Finding>,
}

/// Puts read invoices into one creditor's books: while one batch is being written, the next is read.
pub struct Importer<'a> {
    store: &'a Store,
    ids: Arc<dyn Ids>,
    creditor: &'a Creditor,
    now: DateTime<Utc>,
    /// Debtors as the books have them, by reference; those met in this file.
    debtors: HashMap<String, Debtor>,
    waiting: Vec<Read>,
    under_way: Option<JoinHandle<Result<Applied, StoreError>>>,
    applied: Applied,
}

impl<'a> Importer<'a> {
    /// For one file of one creditor.
    #[must_use]
    pub fn new(store: &'a Store, ids: Arc<dyn Ids>, creditor: &'a Creditor, now: DateTime<Utc>) -> Self {
        let (debtors, waiting, applied) = (HashMap::new(), Vec::new(), Applied::default());
        Self { store, ids, creditor, now, debtors, waiting, under_way: None, applied }
    }

    /// Takes one invoice; hands a batch on to be written when there are enough.
    ///
    /// # Errors
    /// [`StoreError`], of this batch or the one before; what was written before stays.
    pub async fn take(&mut self, invoice: Read) -> Result<(), StoreError> {
        if matches!(invoice.document, DocumentKind::Payment | DocumentKind::Reversal) {
            let message = format!("{} is a payment; only debts and credits are taken in", invoice.shown_number());
            let field = Some("kind".into());
            let finding = Finding { line: invoice.line, code: Code::UnknownKind, field, message: message.into() };
            self.applied.rejected.push(finding);
            return Ok(());
        }
        self.waiting.push(invoice);
        if self.waiting.len() >= BATCH { self.flush().await } else { Ok(()) }
    }

    /// Writes what is left; answers what was done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish(mut self) -> Result<Applied, StoreError> {
        self.flush().await?;
        self.written().await?;
        Ok(self.applied)
    }

    async fn flush(&mut self) -> Result<(), StoreError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let (new, changed) = self.meet_debtors().await?;
        let mut rows = Vec::with_capacity(self.waiting.len());
        for read in std::mem::take(&mut self.waiting) {
            if let Some(debtor) = self.debtors.get(&*reference(&read)).map(|debtor| debtor.id) {
                rows.push(Row::new(self.creditor, &*self.ids, self.now, debtor, read)?);
            }
        }
        let (creditor, ids) = (self.creditor.clone(), Arc::clone(&self.ids));
        let batch = Batch { creditor, ids, now: self.now, new, changed, rows };
        self.written().await?;
        let store = self.store.clone();
        self.under_way = Some(tokio::spawn(async move {
            let applied = store.write(batch, |db, batch| Box::pin(batch.write(db))).await?;
            if store.is_sqlite() {
                tokio::time::sleep(GAP).await;
            }
            Ok(applied)
        }));
        Ok(())
    }

    /// Waits for the batch under way, if there is one.
    async fn written(&mut self) -> Result<(), StoreError> {
        let Some(under_way) = self.under_way.take() else { return Ok(()) };
        let done = under_way.await.map_err(|_| StoreError::Closing)??;
        self.applied.imported += done.imported;
        self.applied.updated += done.updated;
        self.applied.unchanged += done.unchanged;
        self.applied.rejected.extend(done.rejected);
        Ok(())
    }

    /// The debtors of the waiting rows that are not in the books, and those that the file says something new of.
    async fn meet_debtors(&mut self) -> Result<(Vec<Debtor>, Vec<Debtor>), StoreError> {
        let (creditor, now) = (self.creditor.id, self.now);
        let unmet: HashSet<Cow<'_, str>> =
            self.waiting.iter().map(reference).filter(|r| !self.debtors.contains_key(&**r)).collect();
        if !unmet.is_empty() {
            let unmet: Vec<&str> = unmet.iter().map(|reference| &**reference).collect();
            let found = debtors::by_refs(&mut self.store.read().await?, creditor, &unmet).await?;
            self.debtors.extend(found.into_iter().map(|debtor| (debtor.reference.clone(), debtor)));
        }
        let (mut new, mut changed) = (HashMap::new(), HashMap::new());
        for read in &self.waiting {
            let (customer, reference) = (&read.customer, reference(read));
            let known = self.debtors.get(&*reference);
            let tax_id = customer.tax_id.as_ref().map(|id| id.written.clone());
            let says = Debtor {
                creditor,
                id: known.map_or_else(|| DebtorId::new(self.ids.uuid(now)), |debtor| debtor.id),
                reference: reference.into_owned(),
                name: customer.shown_name().to_owned(),
                email: customer.email().map(str::to_owned).or_else(|| known.and_then(|d| d.email.clone())),
                phone: customer.phones.first().cloned().or_else(|| known.and_then(|d| d.phone.clone())),
                locale: known.and_then(|d| d.locale.clone()).or_else(|| customer.locale.clone()),
                facts: Facts {
                    postcode: customer.postcode.clone().or_else(|| known.and_then(|d| d.facts.postcode.clone())),
                    tax_id: tax_id.or_else(|| known.and_then(|d| d.facts.tax_id.clone())),
                },
                questions_locked_until: known.and_then(|d| d.questions_locked_until),
            };
            match known {
                None => drop(new.insert(says.id, says.clone())),
                Some(known) if *known != says && new.contains_key(&says.id) => drop(new.insert(says.id, says.clone())),
                Some(known) if *known != says => drop(changed.insert(says.id, says.clone())),
                Some(_) => continue,
            }
            self.debtors.insert(says.reference.clone(), says);
        }
        let in_order = |debtors: HashMap<DebtorId, Debtor>| {
            let mut debtors: Vec<Debtor> = debtors.into_values().collect();
            debtors.sort_by_key(|debtor| debtor.id);
            debtors
        };
        Ok((in_order(new), in_order(changed)))
    }
}

/// What tells a creditor's debtors apart: its own number of them, else a tax number that holds, else their name.
fn reference(read: &Read) -> Cow<'_, str> {
    read.customer.reference()
}

/// A row of the file, and what goes into the books if its invoice is not there yet.
struct Row {
    debtor: DebtorId,
    /// Series, number and part: what the debtor knows the invoice by.
    number: String,
    read: Read,
    invoice: Invoice,
    entries: Vec<NewEntry>,
}

impl Row {
    fn new(
        creditor: &Creditor,
        ids: &dyn Ids,
        now: DateTime<Utc>,
        debtor: DebtorId,
        read: Read,
    ) -> Result<Self, StoreError> {
        let id = InvoiceId::new(ids.uuid(now));
        let (paid, total) = (paid_elsewhere(&read)?, read.amount());
        let (mut entries, mut paid_at) = (Vec::with_capacity(2), None);
        let mut post = |cause, at, entry| {
            entries.push(NewEntry { id: EntryId::new(ids.uuid(now)), cause, payment: None, at, entry });
        };
        if !total.is_zero() {
            let entry = Entry::invoiced(id, total)?;
            post(format!("invoice:{id}"), noon(creditor.zone, read.issued), entry);
        }
        if !paid.is_zero() {
            let entry = Entry::paid_outside(id, paid)?;
            let at = read.settled.map_or(now, |day| noon(creditor.zone, day));
            paid_at = paid.is_positive().then_some(at);
            post(format!("invoice:{id}:outside"), at, entry);
        }
        let number = read.shown_number().into_owned();
        let invoice = Invoice {
            balance: total.minus(paid)?,
            untaxed: untaxed(&read)?,
            terms: read.terms.clone(),
            description: describe(&read),
            digest: digest(&read),
            paid_at,
            ..Invoice::new(NewInvoice {
                creditor: creditor.id,
                debtor,
                id,
                number: &number,
                issued: read.issued,
                due: read.due,
                total,
            })
        };
        Ok(Self { debtor, number, read, invoice, entries })
    }
}

/// A file knows days; noon of that day is the same day in every zone around.
fn noon(zone: Zone, day: Date) -> DateTime<Utc> {
    zone.start_of_day(day) + TimeDelta::hours(12)
}

struct Batch {
    creditor: Creditor,
    ids: Arc<dyn Ids>,
    now: DateTime<Utc>,
    new: Vec<Debtor>,
    changed: Vec<Debtor>,
    rows: Vec<Row>,
}

impl Batch {
    async fn write(&self, db: &mut Db) -> Result<Applied, StoreError> {
        if debtors::add_missing(db, &self.new, self.now).await? != count(self.new.len()) {
            // Theirs have other ids than ours; run again, the import finds them.
            return Err(StoreError::Away(
                "another import brings in the same customers just now; run this one again after it".to_owned(),
            ));
        }
        for debtor in &self.changed {
            debtors::update(db, debtor).await?;
        }
        let numbers: Vec<&str> = self.rows.iter().map(|row| row.number.as_str()).collect();
        let known = invoices::by_numbers(db, self.creditor.id, &numbers).await?;
        let known: HashMap<String, Invoice> = known.into_iter().map(|i| (number_key(&i.number), i)).collect();
        let mut applied = Applied::default();
        let mut new = Vec::with_capacity(self.rows.len().saturating_sub(known.len()));
        for row in &self.rows {
            match known.get(&number_key(&row.number)) {
                None => new.push(row),
                Some(before) => match self.change(db, before, row).await? {
                    Ok(true) => applied.updated += 1,
                    Ok(false) => applied.unchanged += 1,
                    Err(finding) => applied.rejected.push(finding),
                },
            }
        }
        applied.imported = count(new.len());
        let all: Vec<&Invoice> = new.iter().map(|row| &row.invoice).collect();
        invoices::add(db, &all, self.now).await?;
        let lines: Vec<_> = new.iter().flat_map(|row| numbered(row.invoice.id, &row.read.lines)).collect();
        invoices::add_lines(db, self.creditor.id, &lines).await?;
        let entries: Vec<&NewEntry> = new.iter().flat_map(|row| &row.entries).collect();
        ledger::post_new(db, self.creditor.id, &entries, self.now).await?;
        Ok(applied)
    }

    /// Answers whether anything changed, or why the row is refused.
    async fn change(
        &self,
        db: &mut Db,
        before: &Invoice,
        Row { debtor, number, read, invoice, .. }: &Row,
    ) -> Result<Result<bool, Finding>, StoreError> {
        let says = invoice.digest;
        let newly_settled = read.settled.is_some() && before.balance.is_positive();
        if says == before.digest && !newly_settled && before.debtor == *debtor {
            return Ok(Ok(false));
        }
        let refuse = |code, field: &'static str, message: String| Finding {
            line: read.line,
            code,
            field: Some(field.into()),
            message: message.into(),
        };
        if before.total.currency() != read.currency {
            let message = format!("{number} is in the books in {}", before.total.currency());
            return Ok(Err(refuse(Code::CurrencyChanged, "currency", message)));
        }
        if before.debtor != *debtor {
            let message = format!("{number} is in the books for another customer");
            return Ok(Err(refuse(Code::CustomerChanged, "customer_id", message)));
        }
        let (creditor, id) = (self.creditor.id, before.id);
        // Nobody pays it between this look and the commit.
        let locked = invoices::lock(db, creditor, id).await?;
        let before = locked.as_ref().unwrap_or(before);
        let difference = self.difference(db, before, read.amount()).await?;
        if !difference.is_zero() && before.balance.is_zero() {
            let message = format!("{number} is settled; send a credit note or a new invoice instead");
            return Ok(Err(refuse(Code::SettledChanged, "amount", message)));
        }
        let after = Invoice {
            issued: read.issued,
            due: read.due,
            total: read.amount(),
            untaxed: invoice.untaxed,
            terms: invoice.terms.clone(),
            description: invoice.description.clone(),
            revision: before.revision + 1,
            digest: says,
            ..before.clone()
        };
        invoices::update(db, &after).await?;
        if !read.lines.is_empty() {
            invoices::drop_lines(db, creditor, id).await?;
            invoices::add_lines(db, creditor, &numbered(id, &read.lines).collect::<Vec<_>>()).await?;
        }
        if !difference.is_zero() {
            let entry = Entry::invoice_changed(id, difference)?;
            let new = self.entry(format!("invoice:{id}:change:{}", after.revision), self.now, entry);
            ledger::post(db, creditor, &new, self.now).await?;
            if let Some(agreement) = before.plan {
                Fit { agreement, change: new.id }.queue(db, &*self.ids, creditor, self.now).await?;
            }
        }
        let owed = before.balance.plus(difference)?;
        if let Some(day) = read.settled
            && owed.is_positive()
        {
            // Once for each day that the file names: a file that does not know yet of a chargeback since then settles
            // nothing by being sent again, one that says it was settled after it does.
            let entry = Entry::paid_outside(id, owed)?;
            let new = self.entry(format!("invoice:{id}:settled:{day}"), noon(self.creditor.zone, day), entry);
            ledger::post(db, creditor, &new, self.now).await?;
        }
        Ok(Ok(true))
    }

    /// By how much another total moves the balance. What an upheld objection has taken off already is not taken off once
    /// more when the creditor's own books follow: of a lowered total, so much is in these books.
    async fn difference(&self, db: &mut Db, before: &Invoice, total: Money) -> Result<Money, StoreError> {
        let difference = total.minus(before.total)?;
        if difference.minor() >= 0 {
            return Ok(difference);
        }
        let movements = ledger::movements(db, self.creditor.id, before.id).await?;
        let kinds = [EntryKind::Invoiced.as_str(), EntryKind::InvoiceChanged.as_str()];
        let booked = movements.iter().filter(|moved| kinds.contains(&moved.kind.as_str())).map(|moved| moved.amount);
        let ahead = before.total.minus(Money::total(total.currency(), booked)?)?;
        let none = Money::zero(total.currency());
        let known = if ahead.is_positive() { ahead.least(difference.negated()?)? } else { none };
        difference.plus(known).map_err(StoreError::from)
    }

    fn entry(&self, cause: String, at: DateTime<Utc>, entry: Entry) -> NewEntry {
        NewEntry { id: EntryId::new(self.ids.uuid(self.now)), cause, payment: None, at, entry }
    }
}

fn numbered(invoice: InvoiceId, lines: &[Line]) -> impl Iterator<Item = (InvoiceId, i64, &Line)> {
    (1..).zip(lines).map(move |(n, line)| (invoice, n, line))
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// What the file says was paid without us: all of a settled invoice, or what is not open any more.
///
/// Only when an invoice is first seen; later the books know better than the file what is open.
fn paid_elsewhere(read: &Read) -> Result<Money, StoreError> {
    match (read.settled, read.open) {
        (Some(_), _) => Ok(read.amount()),
        (None, Some(open)) => Ok(read.amount().minus(open)?),
        (None, None) => Ok(Money::zero(read.currency)),
    }
}

/// The total without tax, where lines say it and add up to the total.
fn untaxed(read: &Read) -> Result<Option<Money>, StoreError> {
    if read.lines.is_empty() {
        return Ok(None);
    }
    let (net, _, gross) = line_totals(&read.lines, read.currency)?;
    Ok((gross == read.amount()).then_some(net))
}

/// What the invoice is for, in a line.
fn describe(read: &Read) -> Option<String> {
    read.description.clone().or_else(|| read.lines.first().map(|line| line.description.clone()))
}

/// A fingerprint of what the file says of an invoice, but for when it was settled.
fn digest(read: &Read) -> i64 {
    use std::fmt::Write;
    let mut text = String::with_capacity(160);
    // Writing to a string cannot fail.
    let _ = write!(text, "{}|{}|{}|{:?}", read.issued, read.due, read.amount(), read.description);
    if let Some(terms) = &read.terms {
        let _ = write!(text, "|{terms}");
    }
    for line in &read.lines {
        let (net, tax) = (line.net.minor(), line.tax.minor());
        let _ = write!(text, "|{:?}|{}|{net}|{:?}|{tax}", line.description, line.quantity, line.tax_percent);
    }
    let hash = Sha256::digest(text.as_bytes());
    let mut first = [0_u8; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}
