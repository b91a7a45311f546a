//! What a list says goes into the books: new invoices at once, known ones reconciled.
//!
//! In batches of one transaction each, so that the portal goes on working beside a long import; while one is being
//! written, the next is read. An import that dies is run again and goes on where it stopped: what is in the books already
//! changes nothing.

use super::before::{as_before, lines_before, numbered};
use super::came::Came;
use super::carry::Carrier;
use super::closing;
use super::counted::{self, ByList};
use super::currencies;
use super::divided;
use super::doubts::Doubts;
use super::import::{Begun, ImportFile};
use super::knowledge;
use super::known_again::{Again, find};
use super::movements;
use super::netting;
use super::originals::{self, Packing};
use super::people::{Host, Meeting, People};
use super::replaced;
use super::report::Applied;
use super::row::{New, Row, new_invoice, refusal};
use super::statement::{self, describe, terms, untaxed};
use super::unapplied::Recognised;
use super::{ImportError, import};
use crate::TxContext;
use crate::ids::Ids;
use ::import::{Code, Finding, Item, Question, ReadError};
use chrono::{DateTime, Utc};
use domain::books::{AsOf, Says, reconcile};
use domain::creditor::Creditor;
use domain::invoice::{Invoice, number_key};
use domain::money::Money;
use rapidhash::fast::RandomState;
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
    /// Payments and reversals, which are brought together with documents when all of the file is in.
    movements: Vec<Came>,
    /// Items of the file that an earlier run has put into the books.
    skip: i64,
    done: i64,
    batch: i64,
    under_way: Option<JoinHandle<Result<Applied, ImportError>>>,
    applied: Applied,
    doubts: Doubts,
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
        let (people, waiting, movements) = (People::default(), Vec::new(), Vec::new());
        let mut applied = Applied::default();
        for (currency, _, sum) in invoices::open_sums(&mut store.read().await?, creditor.id).await? {
            applied.of(currency).before = sum;
        }
        (applied.as_of, applied.ranks_as) = (Some(begun.as_of.day), begun.ranks_as());
        // What the books refused before this import was broken off is refused still.
        let doubts = Doubts::after(begun.refused);
        let (begun, under_way) = (Arc::new(begun), None);
        Ok(Self {
            store,
            ids,
            creditor,
            now,
            begun,
            people,
            waiting,
            movements,
            skip,
            done: 0,
            batch,
            under_way,
            applied,
            doubts,
        })
    }

    /// Takes one item; hands a batch on to be written when there are enough.
    ///
    /// # Errors
    /// [`ImportError`], of this batch or the one before; what was written before stays.
    pub async fn take(&mut self, item: Item) -> Result<(), ImportError> {
        // The parts of a document are looked at together.
        let goes_on = self.waiting.last().is_some_and(|last| last.document_number() == item.document_number());
        if self.waiting.len() >= BATCH && !(goes_on && self.waiting.len() < 2 * BATCH) {
            self.flush().await?;
        }
        self.done += 1;
        let is_movement = statement::kind(&item).is_none();
        // Movements are kept when all of the file is in, so an earlier run has kept none.
        if self.done <= self.skip && !is_movement {
            return Ok(());
        }
        if is_movement {
            // The invoice that it names is in the list.
            let names = [Some(&*item.document_number()), item.reference.as_deref()].map(|name| name.map(number_key));
            names.into_iter().flatten().for_each(|name| self.doubts.name(name));
        }
        self.waiting.push(item);
        Ok(())
    }

    /// Takes what the reading of a part has shown beside its items: whether the list may be less than the whole.
    pub(super) fn doubts(&mut self) -> &mut Doubts {
        &mut self.doubts
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
        match self.ended().await {
            Ok(()) => Ok(self.applied),
            Err(error) => {
                self.break_off().await;
                Err(error)
            }
        }
    }

    /// Gives up after a fault: what was written stays, and the same file goes on from there.
    pub(super) async fn break_off(mut self) {
        let _ = self.written().await;
        import::break_off(self.store, self.creditor.id, &self.begun).await;
    }

    async fn ended(&mut self) -> Result<(), ImportError> {
        self.flush().await?;
        self.written().await?;
        let refused = u64::try_from(self.applied.rejected.len()).unwrap_or(u64::MAX);
        self.doubts.refused = self.doubts.refused.saturating_add(refused);
        let (ids, begun, doubts) = (&self.ids, &self.begun, &self.doubts);
        let (came, batch) = (std::mem::take(&mut self.movements), self.batch + 1);
        let moved = movements::bring_together(self.store, ids, self.creditor, begun, came, (batch, self.now)).await?;
        self.applied.add(moved);
        let closed = closing::close(self.store, ids, self.creditor, begun, doubts, self.now).await?;
        self.applied.add(closed);
        let credit = netting::bring_together(self.store, &self.ids, self.creditor, &self.begun, self.now).await?;
        self.applied.add(credit);
        self.applied.tell_set_offs();
        for (currency, _, sum) in invoices::open_sums(&mut self.store.read().await?, self.creditor.id).await? {
            self.applied.of(currency).after = sum;
        }
        import::end(self.store, self.creditor, &self.begun, self.done, &self.applied, self.now).await?;
        Ok(())
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
                Ok(debtor) if statement::kind(&item).is_none() => self.movements.push(Came::of(debtor, &item)),
                Ok(debtor) => rows.extend(Row::new(&self.begun, debtor, item, &mut packing)),
                Err(why) => {
                    self.doubts.name(number_key(&item.document_number()));
                    refused.push(refusal(&item, Code::AmbiguousCustomer, "customer_id", why));
                }
            }
        }
        self.batch += 1;
        self.written().await?;
        let before = u64::try_from(self.applied.rejected.len()).unwrap_or(u64::MAX);
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
            refused_before: self.begun.refused.saturating_add(before),
        };
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

const SEVERAL: &str = "the books have several documents of this customer and day that differ by zeros in front of the number, \
                       or by the part; write the number as the first list had it";

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
    /// Rows of earlier batches that the books refused.
    refused_before: u64,
}

/// What becomes of an item that the books know.
enum Fate {
    Unchanged,
    /// A newer list has spoken of it: what this one says otherwise changes nothing.
    Older,
    Changed,
    /// It is out of the way of the one that this list says.
    Replaced,
    Refused(Finding),
}

impl Batch {
    async fn write(&self, db: &mut Db) -> Result<Applied, ImportError> {
        self.begun.turn.must_hold(db).await?;
        let keys: Vec<&str> = self.rows.iter().map(|row| row.key.as_str()).collect();
        let known = invoices::by_keys(db, self.creditor.id, &keys).await?;
        let known: HashMap<&str, &Recorded, RandomState> = known.iter().map(|one| (one.key.as_str(), one)).collect();
        self.ask_of_numbers(&known)?;
        if !self.meeting.write(db, &self.creditor, self.begun.n, self.now).await? {
            // Theirs have other ids than ours; run again, the import finds them.
            return Err(StoreError::Away(
                "another import brings in the same customers just now; run this one again after it".to_owned(),
            )
            .into());
        }
        let host = Host { creditor: &self.creditor, ids: &*self.ids, now: self.now };
        let mut applied =
            Applied { rejected: self.refused.clone(), told: self.meeting.told.clone(), ..Applied::default() };
        let again = find(db, &self.creditor, &self.begun, &self.rows, &known).await?;
        let divided = divided::find(db, &self.creditor, &self.begun, &self.rows, &known).await?;
        let mut new = Vec::with_capacity(self.rows.len().saturating_sub(known.len()));
        let (mut named, mut came) = (Vec::new(), originals::Came::default());
        let mut here = Recognised::default();
        for row in &self.rows {
            let is_divided = divided.is.get(row.key.as_str());
            let again = again.get(row.key.as_str()).filter(|again| match again {
                Again::Is(one) => !divided.has(one.id),
                Again::Several(_) => true,
            });
            let known = match (known.get(row.key.as_str()).copied().or(is_divided), again) {
                (Some(known), _) => known,
                (None, Some(Again::Is(known))) => known,
                (None, Some(Again::Several(marks))) => {
                    named.extend(marks.iter().copied().flatten());
                    applied.rejected.push(refusal(&row.item, Code::AmbiguousNumber, "invoice_number", SEVERAL));
                    continue;
                }
                (None, None)
                    if knowledge::is_known_overpayment(db, self.creditor.id, row.debtor, &row.item).await? =>
                {
                    applied.unchanged += 1;
                    continue;
                }
                (None, None) => {
                    if let Some(told) = here.payment_here(db, &self.creditor, row.debtor, &row.item).await? {
                        applied.unchanged += 1;
                        applied.told.push(told);
                        continue;
                    }
                    let by_list = counted::by_lists(db, &self.creditor, &self.begun, row).await?;
                    self.add_new(host, (row, by_list), (&mut new, &mut came), &mut applied)?;
                    continue;
                }
            };
            let mut says = row.says;
            if is_divided.is_some() {
                invoices::rename(db, self.creditor.id, known.id, &row.key, &row.item.shown_number()).await?;
                // Of the whole it is so much by now; where a list says only what is open, that is what it is about.
                says.total = says.total.or(says.open);
            }
            match self.known(db, known, (row, &says), &mut applied).await? {
                Fate::Changed => {
                    applied.updated += 1;
                    came.brings(known.id, row.original.as_ref());
                }
                Fate::Replaced => {
                    self.add_new(host, (row, ByList::Nothing), (&mut new, &mut came), &mut applied)?;
                }
                fate @ (Fate::Unchanged | Fate::Older) => {
                    came.may_bring(known.id, row.original.as_ref());
                    applied.unchanged += 1;
                    applied.older += u64::from(matches!(fate, Fate::Older));
                    named.extend(imports::mark(known.id));
                }
                Fate::Refused(finding) => {
                    // The row names it: it is not what the list leaves out.
                    named.extend(imports::mark(known.id));
                    applied.rejected.push(finding);
                }
            }
        }
        for gone in &divided.gone {
            self.comes_to_nothing(db, gone, &mut applied).await?;
        }
        self.write_new(db, &new, &mut applied).await?;
        let brought = new.iter().map(|one| &one.invoice);
        let by = (&*self.ids, self.now);
        applied.add(closing::close_by_newer(db, by, &self.creditor, &self.begun, brought).await?);
        came.keep(db, self.creditor.id, self.begun.n, self.now).await?;
        netting::name_documents(db, &self.creditor, new.iter().map(|one| (&one.invoice, &one.row.item))).await?;
        replaced::void_replaced(db, host, &self.begun, &self.rows, &mut applied).await?;
        if !named.is_empty() {
            imports::name_items(db, self.creditor.id, self.begun.n, self.n, named).await?;
        }
        let refused = self.refused_before.saturating_add(u64::try_from(applied.rejected.len()).unwrap_or(u64::MAX));
        let report = import::under_way(refused);
        let progress = Progress { n: self.begun.n, done: self.done, report: &report, ended_at: None };
        imports::advance(db, self.creditor.id, progress).await?;
        Ok(applied)
    }

    fn add_new<'r>(
        &self,
        host: Host<'_>,
        (row, by_list): (&'r Row, ByList),
        (new, came): (&mut Vec<New<'r>>, &mut originals::Came<'r>),
        applied: &mut Applied,
    ) -> Result<(), StoreError> {
        match new_invoice(host, &self.begun, (row, by_list))? {
            Some(one) => {
                came.brings(one.invoice.id, row.original.as_ref());
                new.push(one);
            }
            None => applied.left_out += 1,
        }
        Ok(())
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
            applied.added(&one.invoice, Some(&one.says));
        }
        let all: Vec<(&str, &Invoice, Said)> =
            new.iter().map(|one| (one.row.key.as_str(), &one.invoice, self.begun.said(&one.says))).collect();
        invoices::add(db, &all, self.now).await?;
        let lines: Vec<_> = new.iter().flat_map(|one| numbered(one.invoice.id, &one.row.item.lines)).collect();
        invoices::add_lines(db, self.creditor.id, &lines).await?;
        let entries: Vec<&FirstEntry> = new.iter().flat_map(|one| one.entries.iter()).collect();
        ledger::post_first(db, self.creditor.id, &entries, self.now).await?;
        let context = TxContext { ids: &*self.ids, creditor: &self.creditor, now: self.now };
        for one in new {
            applied.contradicted(counted::note_came(db, &context, self.begun.n, &one.invoice, one.by_list).await?);
        }
        Ok(())
    }

    /// An item that the books know: what its list says now.
    async fn known(
        &self,
        db: &mut Db,
        known: &Recorded,
        (row, says): (&Row, &Says),
        applied: &mut Applied,
    ) -> Result<Fate, StoreError> {
        if known.debtor != row.debtor {
            let number = row.item.shown_number();
            let message = format!("{number} is in the books for another customer; see `saldo debtor merge`");
            return Ok(Fate::Refused(refusal(&row.item, Code::CustomerChanged, "customer_id", message)));
        }
        if row.digest == known.digest {
            return Ok(Fate::Unchanged);
        }
        let last_named = self.begun.timeline.last_named(known.id, known.said_import);
        if last_named.is_some_and(|last_named| says.as_of < last_named) {
            return Ok(Fate::Older);
        }
        if known.currency != row.item.currency {
            let host = Host { creditor: &self.creditor, ids: &*self.ids, now: self.now };
            let makes_way = currencies::make_way(db, host, &self.begun, (known, row), last_named, applied).await?;
            return Ok(if makes_way { Fate::Replaced } else { Fate::Unchanged });
        }
        // Nobody pays it between this look and the commit.
        let listed = invoices::lock_listed(db, self.creditor.id, known.id).await?;
        let listed = listed.ok_or_else(|| StoreError::Damaged(format!("{} is gone from the books", known.id)))?;
        self.change(db, &listed, (row, says), last_named, applied).await
    }

    async fn change(
        &self,
        db: &mut Db,
        listed: &Listed,
        (row, says): (&Row, &Says),
        last_named: Option<AsOf>,
        applied: &mut Applied,
    ) -> Result<Fate, StoreError> {
        let (creditor, before) = (&self.creditor, &listed.invoice);
        let mut known = knowledge::load(db, before, listed.said, last_named).await?;
        let withdrawn = before.void && listed.said.import < 0;
        if withdrawn {
            // The import that brought it was taken back: it is as if the books had never known it.
            (known.void, known.total, known.ahead) = (false, 0, 0);
            invoices::set_void(db, creditor.id, before.id, false).await?;
        }
        let mut says = *says;
        let mut by_list = ByList::Nothing;
        if withdrawn {
            by_list = counted::by_lists(db, creditor, &self.begun, row).await?;
            says = by_list.says(says);
        }
        if before.total.is_zero() {
            // It had come to nothing, as a part that its list had no more.
            says.total = says.total.or(says.open);
        }
        let outcome = reconcile(&says, &known)?;
        let lines = lines_before(db, before, &row.item).await?;
        imports::remember_change(db, creditor.id, self.begun.n, before.id, as_before(listed, &known, lines)).await?;
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
        let mut said = self.begun.said(&says);
        said.settled = outcome.settled;
        sources::record_said(db, creditor.id, before.id, said, row.digest).await?;
        let at = self.begun.at(creditor.zone, says.settled, self.now);
        let carrier = Carrier { creditor, ids: &*self.ids, invoice: before, revision, first: 1, at, now: self.now };
        applied.contradicted(carrier.carry(db, &outcome).await?);
        let context = TxContext { ids: &*self.ids, creditor, now: self.now };
        applied.contradicted(counted::note_came(db, &context, self.begun.n, &after, by_list).await?);
        netting::name_documents(db, creditor, [(before, &row.item)].into_iter()).await?;
        applied.reconciled(before, &outcome);
        Ok(Fate::Changed)
    }

    /// What the list has in other items by now is owed no more; what was paid of it is the debtor's credit.
    async fn comes_to_nothing(&self, db: &mut Db, gone: &Recorded, applied: &mut Applied) -> Result<(), StoreError> {
        let creditor = &self.creditor;
        let Some(listed) = invoices::lock_listed(db, creditor.id, gone.id).await? else { return Ok(()) };
        let before = &listed.invoice;
        let last_named = self.begun.timeline.last_named(gone.id, listed.said.import);
        let known = knowledge::load(db, before, listed.said, last_named).await?;
        let as_of = self.begun.as_of;
        let says = Says { as_of, total: Some(0), open: None, settled: None, written_off: 0, void: false };
        let outcome = reconcile(&says, &known)?;
        imports::remember_change(db, creditor.id, self.begun.n, gone.id, as_before(&listed, &known, None)).await?;
        let revision = before.revision + 1;
        let total = Money::zero(before.total.currency());
        invoices::update(db, &Invoice { total, untaxed: None, revision, digest: 0, ..before.clone() }).await?;
        sources::record_said(db, creditor.id, gone.id, self.begun.said(&says), 0).await?;
        let carrier =
            Carrier { creditor, ids: &*self.ids, invoice: before, revision, first: 1, at: self.now, now: self.now };
        applied.contradicted(carrier.carry(db, &outcome).await?);
        applied.reconciled(before, &outcome);
        applied.updated += 1;
        Ok(())
    }
}
