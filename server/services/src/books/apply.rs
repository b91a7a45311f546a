//! What a list says goes into the books: new invoices at once, known ones reconciled.
//!
//! In batches of one transaction each, so that the portal goes on working beside a long import; while one is being
//! written, the next is read. An import that dies is run again and goes on where it stopped: what is in the books already
//! changes nothing.

use super::carry::Carrier;
use super::closing;
use super::firm::customer_in_key;
use super::import::{Begun, ImportFile};
use super::knowledge;
use super::netting;
use super::originals::{Came, Kept, Packing};
use super::people::{Host, Meeting, People};
use super::report::Applied;
use super::statement::{self, describe, digest, terms, untaxed};
use super::{ImportError, import};
use crate::ids::Ids;
use ::import::{Code, Finding, Item, Question, ReadError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::books::{AsOf, Known, Says, first, reconcile};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, EntryId, InvoiceId};
use domain::invoice::{Invoice, Line, NewInvoice};
use domain::ledger::Entry;
use domain::money::Money;
use domain::zone::Zone;
use rapidhash::fast::RandomState;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use store::imports::{self, Progress};
use store::invoices::{self, Listed, Recorded};
use store::ledger::{self, FirstEntry};
use store::sources::{self, Said};
use store::{Db, Store, StoreError};
use tokio::task::JoinHandle;

/// Items in one transaction. More of them write each page of the indices less often, and keep others from writing
/// for longer.
const BATCH: usize = 8_000;
/// How long SQLite's lock is free after each batch. Whoever waits for it looks more often than this.
const GAP: Duration = Duration::from_millis(8);

/// Puts the items of one file into one creditor's books.
pub struct Importer<'a> {
    store: &'a Store,
    ids: Arc<dyn Ids>,
    creditor: &'a Creditor,
    now: DateTime<Utc>,
    begun: Arc<Begun>,
    people: People,
    waiting: Vec<Item>,
    /// Items of the file that an earlier run has put into the books.
    skip: i64,
    done: i64,
    batch: i64,
    under_way: Option<JoinHandle<Result<Applied, ImportError>>>,
    applied: Applied,
}

impl<'a> Importer<'a> {
    /// Begins an import, or goes on with the one of this very file that did not come to its end.
    ///
    /// # Errors
    /// [`ImportError::Future`] for a day that is yet to come; [`ImportError::Store`].
    pub async fn begin(
        store: &'a Store,
        ids: Arc<dyn Ids>,
        creditor: &'a Creditor,
        file: ImportFile,
        now: DateTime<Utc>,
    ) -> Result<Self, ImportError> {
        let begun = import::begin(store, &ids, creditor, file, now).await?;
        let (skip, batch) = (begun.done, begun.batches);
        let (people, waiting) = (People::default(), Vec::new());
        let mut applied = Applied::default();
        for (currency, _, sum) in invoices::open_sums(&mut store.read().await?, creditor.id).await? {
            applied.of(currency).before = sum;
        }
        let begun = Arc::new(begun);
        Ok(Self { store, ids, creditor, now, begun, people, waiting, skip, done: 0, batch, under_way: None, applied })
    }

    /// Takes one item; hands a batch on to be written when there are enough.
    ///
    /// # Errors
    /// [`ImportError`], of this batch or the one before; what was written before stays.
    pub async fn take(&mut self, item: Item) -> Result<(), ImportError> {
        self.done += 1;
        if self.done <= self.skip {
            return Ok(());
        }
        if statement::kind(&item).is_none() {
            // A payment is no debt: what is open of its invoice tells of it.
            self.applied.left_out += 1;
            return Ok(());
        }
        self.waiting.push(item);
        if self.waiting.len() >= BATCH { self.flush().await } else { Ok(()) }
    }

    /// The items of one part of the file have been taken: what the books refuse from here on is of the next.
    ///
    /// # Errors
    /// As [`take`](Self::take).
    pub async fn end_part(&mut self) -> Result<(), ImportError> {
        self.flush().await?;
        self.written().await?;
        self.applied.refused_by_part.push(self.applied.rejected.len());
        Ok(())
    }

    /// Writes what is left, closes what a complete list leaves out, and answers what was done.
    ///
    /// # Errors
    /// [`ImportError::Closing`] where it would close too much; [`ImportError::Store`].
    pub async fn finish(mut self) -> Result<Applied, ImportError> {
        self.flush().await?;
        self.written().await?;
        let closed = closing::close(self.store, &self.ids, self.creditor, &self.begun, self.now).await?;
        self.applied.add(closed);
        let credit = netting::bring_together(self.store, &self.ids, self.creditor, &self.begun, self.now).await?;
        self.applied.add(credit);
        for (currency, _, sum) in invoices::open_sums(&mut self.store.read().await?, self.creditor.id).await? {
            self.applied.of(currency).after = sum;
        }
        import::end(self.store, self.creditor, &self.begun, self.done, &self.applied, self.now).await?;
        Ok(self.applied)
    }

    async fn flush(&mut self) -> Result<(), ImportError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let host = Host { creditor: self.creditor, ids: &*self.ids, now: self.now };
        let (who, meeting) = self.people.meet(&mut self.store.read().await?, host, &self.waiting).await?;
        let mut rows = Vec::with_capacity(self.waiting.len());
        let (mut refused, mut packing) = (Vec::new(), Packing::default());
        for (who, item) in std::iter::zip(who, std::mem::take(&mut self.waiting)) {
            match who {
                Ok(debtor) => rows.extend(Row::new(&self.begun, debtor, item, &mut packing)),
                Err(why) => refused.push(refusal(&item, Code::AmbiguousCustomer, "customer_id", why)),
            }
        }
        self.batch += 1;
        let batch = Batch {
            creditor: self.creditor.clone(),
            ids: Arc::clone(&self.ids),
            now: self.now,
            begun: Arc::clone(&self.begun),
            n: self.batch,
            done: self.done,
            meeting,
            rows,
            refused,
        };
        self.written().await?;
        let store = self.store.clone();
        self.under_way = Some(tokio::spawn(async move {
            let applied = store.attempt(batch, |db, batch| Box::pin(batch.write(db))).await?;
            if store.is_sqlite() {
                tokio::time::sleep(GAP).await;
            }
            Ok(applied)
        }));
        Ok(())
    }

    /// Waits for the batch under way, if there is one.
    async fn written(&mut self) -> Result<(), ImportError> {
        let Some(under_way) = self.under_way.take() else { return Ok(()) };
        let done = under_way.await.map_err(|_| StoreError::Closing)??;
        self.applied.add(done);
        Ok(())
    }
}

/// An item of the file.
pub(super) struct Row {
    debtor: DebtorId,
    item: Item,
    key: String,
    says: Says,
    digest: i64,
    /// The document that it came as.
    original: Option<Kept>,
}

impl Row {
    /// None for payments: they are told by the sum that is open.
    fn new(begun: &Begun, debtor: DebtorId, item: Item, packing: &mut Packing) -> Option<Self> {
        let kind = statement::kind(&item)?;
        let says = statement::says(&item, begun.as_of);
        let customer = customer_in_key(begun.numbers, debtor);
        let (key, digest) = (statement::key(&item, kind, customer.as_deref()), digest(&item));
        let original = packing.of(&item);
        Some(Self { debtor, item, key, says, digest, original })
    }
}

/// An item that is not in the books yet, with the entries that its invoice begins with.
struct New<'r> {
    row: &'r Row,
    invoice: Invoice,
    entries: Vec<FirstEntry>,
}

/// None for what is void, or says nothing of a sum.
fn new_invoice<'r>(
    Host { creditor, ids, now }: Host<'_>,
    begun: &Begun,
    row: &'r Row,
) -> Result<Option<New<'r>>, StoreError> {
    let Row { debtor, item, says, digest, .. } = row;
    let Some(begins) = first(says)? else { return Ok(None) };
    let id = InvoiceId::new(ids.uuid(now));
    let [total, outside] = [begins.total, begins.outside].map(|minor| Money::new(minor, item.currency));
    let (mut entries, mut paid_at) = (Vec::with_capacity(2), None);
    let mut post = |at, entry| entries.push(FirstEntry { id: EntryId::new(ids.uuid(now)), at, entry });
    if !total.is_zero() {
        post(noon(creditor.zone, item.issued), Entry::invoiced(id, total)?);
    }
    if !outside.is_zero() {
        let at = begun.at(creditor.zone, says.settled, now);
        paid_at = outside.is_positive().then_some(at);
        post(at, Entry::paid_outside(id, outside)?);
    }
    let number = item.shown_number();
    let new = NewInvoice {
        creditor: creditor.id,
        debtor: *debtor,
        id,
        number: &number,
        issued: item.issued,
        due: item.due,
        total,
    };
    let invoice = Invoice {
        balance: total.minus(outside)?,
        untaxed: untaxed(item)?,
        terms: terms(item),
        description: describe(item),
        digest: *digest,
        paid_at,
        ..Invoice::new(new)
    };
    Ok(Some(New { row, invoice, entries }))
}

/// A file knows days; noon of that day is the same day in every zone around.
pub(super) fn noon(zone: Zone, day: Date) -> DateTime<Utc> {
    zone.start_of_day(day) + TimeDelta::hours(12)
}

pub(super) fn refusal(item: &Item, code: Code, field: &'static str, message: impl Into<Cow<'static, str>>) -> Finding {
    Finding { line: item.line, code, field: Some(field.into()), message: message.into() }
}

struct Batch {
    creditor: Creditor,
    ids: Arc<dyn Ids>,
    now: DateTime<Utc>,
    begun: Arc<Begun>,
    n: i64,
    done: i64,
    meeting: Meeting,
    rows: Vec<Row>,
    refused: Vec<Finding>,
}

/// What becomes of an item that the books know.
enum Fate {
    Unchanged,
    Changed,
    Refused(Finding),
}

impl Batch {
    async fn write(&self, db: &mut Db) -> Result<Applied, ImportError> {
        let keys: Vec<&str> = self.rows.iter().map(|row| row.key.as_str()).collect();
        let known = invoices::by_keys(db, self.creditor.id, &keys).await?;
        let known: HashMap<&str, &Recorded, RandomState> = known.iter().map(|one| (one.key.as_str(), one)).collect();
        self.ask_of_numbers(&known)?;
        if !self.meeting.write(db, &self.creditor, self.now).await? {
            // Theirs have other ids than ours; run again, the import finds them.
            return Err(StoreError::Away(
                "another import brings in the same customers just now; run this one again after it".to_owned(),
            )
            .into());
        }
        let host = Host { creditor: &self.creditor, ids: &*self.ids, now: self.now };
        let mut applied =
            Applied { rejected: self.refused.clone(), told: self.meeting.told.clone(), ..Applied::default() };
        let mut new = Vec::with_capacity(self.rows.len().saturating_sub(known.len()));
        let (mut named, mut came) = (Vec::new(), Came::default());
        for row in &self.rows {
            let Some(known) = known.get(row.key.as_str()) else {
                match new_invoice(host, &self.begun, row)? {
                    Some(one) => {
                        came.brings(one.invoice.id, row.original.as_ref());
                        new.push(one);
                    }
                    None => applied.left_out += 1,
                }
                continue;
            };
            match self.known(db, known, row, &mut applied).await? {
                Fate::Changed => {
                    applied.updated += 1;
                    came.brings(known.id, row.original.as_ref());
                }
                Fate::Unchanged => {
                    came.may_bring(known.id, row.original.as_ref());
                    applied.unchanged += 1;
                    named.extend(imports::mark(known.id));
                }
                Fate::Refused(finding) => applied.rejected.push(finding),
            }
        }
        self.write_new(db, &new, &mut applied).await?;
        came.keep(db, self.creditor.id, self.begun.n, self.now).await?;
        netting::name_documents(db, &self.creditor, new.iter().map(|one| (&one.invoice, &one.row.item))).await?;
        if !named.is_empty() {
            imports::name_items(db, self.creditor.id, self.begun.n, self.n, named).await?;
        }
        let progress = Progress { n: self.begun.n, done: self.done, report: "{}", ended_at: None };
        imports::advance(db, self.creditor.id, progress).await?;
        Ok(applied)
    }

    /// A number that an earlier file gave to another customer is asked about once, before anything of the batch is written.
    fn ask_of_numbers(&self, known: &HashMap<&str, &Recorded, RandomState>) -> Result<(), ImportError> {
        if self.begun.numbers.is_some() {
            return Ok(());
        }
        let of_two = self.rows.iter().find(|row| {
            let before = known.get(row.key.as_str());
            // What an import brought that was taken back since is nobody's.
            before.is_some_and(|before| before.debtor != row.debtor && before.said_import >= 0)
        });
        let Some(row) = of_two else { return Ok(()) };
        let question = Question::NumberOfAnother { number: row.item.shown_number().into_owned(), line: row.item.line };
        Err(ReadError::Ask(vec![question]).into())
    }

    async fn write_new(&self, db: &mut Db, new: &[New<'_>], applied: &mut Applied) -> Result<(), StoreError> {
        for one in new {
            applied.added(&one.invoice);
        }
        let all: Vec<(&str, &Invoice, Said)> =
            new.iter().map(|one| (one.row.key.as_str(), &one.invoice, self.begun.said(&one.row.says))).collect();
        invoices::add(db, &all, self.now).await?;
        let lines: Vec<_> = new.iter().flat_map(|one| numbered(one.invoice.id, &one.row.item.lines)).collect();
        invoices::add_lines(db, self.creditor.id, &lines).await?;
        let entries: Vec<&FirstEntry> = new.iter().flat_map(|one| one.entries.iter()).collect();
        ledger::post_first(db, self.creditor.id, &entries, self.now).await
    }

    /// An item that the books know: what its list says now.
    async fn known(&self, db: &mut Db, known: &Recorded, row: &Row, applied: &mut Applied) -> Result<Fate, StoreError> {
        if known.currency != row.item.currency {
            let message = format!("{} is in the books in {}", row.item.shown_number(), known.currency);
            return Ok(Fate::Refused(refusal(&row.item, Code::CurrencyChanged, "currency", message)));
        }
        if known.debtor != row.debtor {
            let number = row.item.shown_number();
            let message = format!("{number} is in the books for another customer; see `saldo debtor merge`");
            return Ok(Fate::Refused(refusal(&row.item, Code::CustomerChanged, "customer_id", message)));
        }
        if row.digest == known.digest {
            return Ok(Fate::Unchanged);
        }
        let heard = self.begun.timeline.heard(known.id, known.said_import);
        if heard.is_some_and(|heard| row.says.as_of < heard) {
            return Ok(Fate::Unchanged);
        }
        // Nobody pays it between this look and the commit.
        let listed = invoices::lock_listed(db, self.creditor.id, known.id).await?;
        let listed = listed.ok_or_else(|| StoreError::Damaged(format!("{} is gone from the books", known.id)))?;
        self.change(db, &listed, row, heard, applied).await
    }

    async fn change(
        &self,
        db: &mut Db,
        listed: &Listed,
        row: &Row,
        heard: Option<AsOf>,
        applied: &mut Applied,
    ) -> Result<Fate, StoreError> {
        let (creditor, before) = (&self.creditor, &listed.invoice);
        let mut known = knowledge::load(db, before, listed.said, heard).await?;
        let withdrawn = before.void && listed.said.import < 0;
        if withdrawn {
            // The import that brought it was taken back: it is as if the books had never known it.
            (known.void, known.total, known.ahead) = (false, 0, 0);
            invoices::set_void(db, creditor.id, before.id, false).await?;
        }
        let outcome = reconcile(&row.says, &known)?;
        imports::remember_change(db, creditor.id, self.begun.n, before.id, as_before(listed, &known)).await?;
        let revision = before.revision + 1;
        let after = Invoice {
            issued: row.item.issued,
            due: row.item.due,
            total: Money::new(outcome.total, before.total.currency()),
            untaxed: untaxed(&row.item)?,
            terms: terms(&row.item),
            description: describe(&row.item).or_else(|| before.description.clone()),
            revision,
            digest: row.digest,
            ..before.clone()
        };
        invoices::update(db, &after).await?;
        if !row.item.lines.is_empty() {
            invoices::drop_lines(db, creditor.id, before.id).await?;
            invoices::add_lines(db, creditor.id, &numbered(before.id, &row.item.lines).collect::<Vec<_>>()).await?;
        }
        let mut said = self.begun.said(&row.says);
        said.settled = outcome.settled;
        sources::heard(db, creditor.id, before.id, said, row.digest).await?;
        let at = self.begun.at(creditor.zone, row.says.settled, self.now);
        let carrier = Carrier { creditor, ids: &*self.ids, invoice: before, revision, at, now: self.now };
        applied.contradicted(carrier.carry(db, &outcome).await?);
        netting::name_documents(db, creditor, [(before, &row.item)].into_iter()).await?;
        applied.reconciled(before, &outcome);
        Ok(Fate::Changed)
    }
}

/// How an item was before an import changed it.
#[derive(Debug, Serialize, serde::Deserialize)]
pub(super) struct Before {
    pub issued: Date,
    pub due: Date,
    pub total: i64,
    pub terms: Option<String>,
    pub description: Option<String>,
    pub revision: i64,
    pub digest: i64,
    pub void: bool,
    pub said_import: i64,
    pub said_open: Option<i64>,
    pub said_settled: Option<Date>,
    /// How much the list knew of each fact.
    pub known: Vec<(uuid::Uuid, i64)>,
    /// How many disputes were open.
    pub disputes: usize,
}

pub(super) fn as_before(Listed { invoice, said, .. }: &Listed, knew: &Known) -> String {
    // Every field is named, so that a new one cannot be forgotten.
    let Invoice {
        creditor: _,
        id,
        debtor: _,
        number: _,
        issued,
        due,
        total,
        balance: _,
        interest: _,
        fees: _,
        untaxed: _,
        terms,
        extended_to: _,
        disputed: _,
        plan: _,
        paid_at: _,
        void,
        description,
        revision,
        digest,
    } = invoice;
    let before = Before {
        issued: *issued,
        due: *due,
        total: total.minor(),
        terms: terms.clone(),
        description: description.clone(),
        revision: *revision,
        digest: *digest,
        void: *void,
        said_import: said.import,
        said_open: said.open,
        said_settled: said.settled,
        known: known_of(*id, knew),
        disputes: knew.disputes.len(),
    };
    // Plain fields always have a text.
    serde_json::to_string(&before).unwrap_or_default()
}

fn known_of(invoice: InvoiceId, knew: &Known) -> Vec<(uuid::Uuid, i64)> {
    let facts = knew.facts.iter().map(|fact| (knowledge::kept_under(fact.id), fact.known));
    facts.chain([(invoice.uuid(), knew.ahead_known)]).collect()
}

fn numbered(invoice: InvoiceId, lines: &[Line]) -> impl Iterator<Item = (InvoiceId, i64, &Line)> {
    (1..).zip(lines).map(move |(n, line)| (invoice, n, line))
}
