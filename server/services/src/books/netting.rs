//! Set-offs as lists have them: what a creditor's own books net, we may have netted too, or in another way.
//!
//! Item by item a list cannot say against what a credit note went. So it is found out when a whole file is in. What the
//! file has lowered on both sides of a set-off of ours is that set-off: it is known. A note that was used while its
//! invoice is as before has been used for something else: ours is taken back. An invoice that stays lowered while its note
//! is open again was paid in another way. Where the file does not show both, or something else may have lowered the
//! invoice, the smaller sum is held and a person is told.

use super::answers;
use super::before::Before;
use super::closing::marks_of;
use super::counted;
use super::import::Begun;
use super::knowledge::SOURCE;
use super::report::Applied;
use super::shown_net;
use crate::TxContext;
use crate::credit;
use crate::ids::Ids;
use ::import::Item;
use chrono::{DateTime, Utc};
use domain::creditor::Creditor;
use domain::id::{CreditorId, DebtorId, EntryId, ExceptionId, InvoiceId};
use domain::invoice::Invoice;
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use store::exceptions::{self, ExceptionKind, NewException};
use store::invoices::{self, Listed};
use store::ledger::{self, NewEntry};
use store::set_offs::{self, HalfKnown};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, imports};
use uuid::Uuid;

/// How many set-offs, or debtors, are looked at in one transaction.
const BATCH: usize = 50;

/// Writes down which documents credit notes name.
pub(super) async fn name_documents(
    db: &mut Db,
    creditor: &Creditor,
    all: impl Iterator<Item = (&Invoice, &Item)>,
) -> Result<(), StoreError> {
    for (invoice, item) in all.filter(|(invoice, _)| invoice.total.minor() < 0) {
        if let Some(number) = &item.reference {
            set_offs::name(db, creditor.id, invoice.id, number).await?;
        }
    }
    Ok(())
}

/// Brings together what a file says of notes and of what they paid; then sets off what is free.
pub(super) async fn bring_together(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    counted::fit(store, ids, creditor, counted::Of::Import(begun.n), now).await?;
    let mut applied = used_unnamed(store, ids, creditor, begun, now).await?;
    applied.add(answers::bring_together(store, ids, creditor, begun, now).await?);
    let half = set_offs::half_known(&mut store.read().await?, creditor.id).await?;
    if !half.is_empty() {
        let named = Arc::new(marks_of(&mut store.read().await?, creditor, begun).await?);
        for part in half.chunks(BATCH) {
            let input = (part.to_vec(), Arc::clone(ids), Arc::clone(begun), creditor.clone(), Arc::clone(&named));
            let unit = store.write(input, move |db, (part, ids, begun, creditor, named)| {
                Box::pin(async move {
                    let hand = NettingContext { ids: &**ids, creditor, begun, named, now };
                    let mut applied = Applied::default();
                    for half in part {
                        let told = hand.one(db, half, &mut applied).await?;
                        applied.contradicted(told);
                    }
                    Ok(applied)
                })
            });
            applied.add(unit.await?);
        }
    }
    trim_all(store, ids, creditor, now).await?;
    let half: HashSet<InvoiceId> = set_offs::half_known(&mut store.read().await?, creditor.id)
        .await?
        .iter()
        .filter_map(|half| half.of.note)
        .collect();
    let unclear = exceptions::unclear_credit(&mut store.read().await?, creditor.id).await?;
    for note in unclear {
        if !half.contains(&note) {
            let creditor = creditor.id;
            let close = store.write((), move |db, ()| Box::pin(close(db, creditor, note, now)));
            close.await?;
        }
    }
    applied.add(shown_net::tell(store, ids, creditor, begun, now).await?);
    settle_all(store, ids, creditor, now).await?;
    Ok(applied)
}

/// A list that does not name all that is open shows an invoice by exactly so much lower as notes paid of it here, and does
/// not show the notes: it has set off the same. Where it fell by another sum the smaller sum is held.
async fn used_unnamed(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    let mut applied = Applied::default();
    if begun.completeness.closes() {
        return Ok(applied);
    }
    let mut unknown: BTreeMap<InvoiceId, Vec<HalfKnown>> = BTreeMap::new();
    for half in set_offs::unknown_since(&mut store.read().await?, creditor.id, begun.n).await? {
        unknown.entry(half.of.invoice).or_default().push(half);
    }
    if unknown.is_empty() {
        return Ok(applied);
    }
    let named = Arc::new(marks_of(&mut store.read().await?, creditor, begun).await?);
    let unknown: Vec<Vec<HalfKnown>> = unknown.into_values().collect();
    for part in unknown.chunks(BATCH) {
        let input = (part.to_vec(), Arc::clone(ids), Arc::clone(begun), creditor.clone(), Arc::clone(&named));
        let unit = store.write(input, move |db, (part, ids, begun, creditor, named)| {
            Box::pin(async move {
                let hand = NettingContext { ids: &**ids, creditor, begun, named, now };
                let mut applied = Applied::default();
                for of_invoice in part {
                    hand.used_with_their_notes(db, of_invoice, &mut applied).await?;
                }
                Ok(applied)
            })
        });
        applied.add(unit.await?);
    }
    Ok(applied)
}

/// What is set off beyond what an invoice bears is taken back, now that it is known what has paid it.
async fn trim_all(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let over = set_offs::over_covered(&mut store.read().await?, creditor.id).await?;
    for part in over.chunks(BATCH) {
        let unit = store.write((part.to_vec(), Arc::clone(ids), creditor.clone()), move |db, (part, ids, creditor)| {
            Box::pin(async move {
                let context = TxContext { ids: &**ids, creditor, now };
                for invoice in part {
                    invoices::lock(db, creditor.id, *invoice).await?;
                    credit::release_over(db, &context, *invoice, None).await?;
                }
                Ok(())
            })
        });
        unit.await?;
    }
    Ok(())
}

/// Both sides of a note's set-offs are known alike: nobody has to look any more.
async fn close(db: &mut Db, creditor: CreditorId, note: InvoiceId, now: DateTime<Utc>) -> Result<(), StoreError> {
    set_offs::all_clear(db, creditor, note).await?;
    exceptions::close_unclear_credit(db, creditor, note, "a later list agrees", now).await.map(drop)
}

/// Sets off what is free, of every debtor of a creditor, as far as the policy leaves it to nobody.
pub(super) async fn settle_all(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let mut after = DebtorId::new(Uuid::nil());
    loop {
        let debtors = set_offs::may_set_off(&mut store.read().await?, creditor.id, after, limit).await?;
        let Some(last) = debtors.last() else { return Ok(()) };
        after = *last;
        let unit = store.write((debtors, Arc::clone(ids), creditor.clone()), move |db, (debtors, ids, creditor)| {
            Box::pin(async move {
                let context = TxContext { ids: &**ids, creditor, now };
                for debtor in debtors {
                    credit::set_off_by_policy(db, &context, *debtor).await?;
                }
                Ok(())
            })
        });
        unit.await?;
    }
}

struct NettingContext<'a> {
    ids: &'a dyn Ids,
    creditor: &'a Creditor,
    begun: &'a Begun,
    /// What the file named without a change.
    named: &'a HashSet<[u8; 8]>,
    now: DateTime<Utc>,
}

/// Both sides of a set-off, taken for this transaction.
struct Sides {
    note: Listed,
    invoice: Listed,
}

impl NettingContext<'_> {
    async fn sides(&self, db: &mut Db, half: &HalfKnown) -> Result<Option<Sides>, StoreError> {
        let creditor = self.creditor.id;
        let Some(note) = half.of.note else { return Ok(None) };
        let (first, second) = (note.min(half.of.invoice), note.max(half.of.invoice));
        let first = invoices::lock_listed(db, creditor, first).await?;
        let second = invoices::lock_listed(db, creditor, second).await?;
        let (Some(first), Some(second)) = (first, second) else { return Ok(None) };
        let (note, invoice) = if first.invoice.id == note { (first, second) } else { (second, first) };
        Ok(Some(Sides { note, invoice }))
    }

    /// Set-offs of one invoice: all of them, or one, are known on both sides where they are what the list has lowered.
    async fn used_with_their_notes(
        &self,
        db: &mut Db,
        unknown: &[HalfKnown],
        applied: &mut Applied,
    ) -> Result<(), StoreError> {
        let mut all = Vec::with_capacity(unknown.len());
        for half in unknown {
            let sides = self.sides(db, half).await?;
            all.extend(sides.filter(|sides| !self.is_listed(&sides.note)).map(|sides| (sides, half.of.clone())));
        }
        let Some((Sides { invoice, .. }, _)) = all.first() else { return Ok(()) };
        let invoice = invoice.invoice.clone();
        let fell: i64 = self.booked_just_now(db, &invoice).await?.iter().map(|(_, stands)| stands).sum();
        if all.iter().map(|(_, of)| of.stands()).sum::<i64>() != fell {
            all.retain(|(_, of)| of.stands() == fell);
            all.truncate(1);
        }
        for (Sides { note, .. }, of) in all {
            let same = self.lowered_just_now(db, &invoice, of.stands(), applied).await?;
            self.know(db, invoice.id, of.entry, same).await?;
            self.know(db, note.invoice.id, of.entry, -same).await?;
            // By the list less is left of the note, though it does not say so.
            let said = Said { open: note.said.open.map(|open| open + same), ..note.said };
            sources::record_said(db, self.creditor.id, note.invoice.id, said, 0).await?;
        }
        Ok(())
    }

    async fn one(&self, db: &mut Db, half: &HalfKnown, applied: &mut Applied) -> Result<Option<String>, StoreError> {
        let Some(sides) = self.sides(db, half).await? else { return Ok(None) };
        // One set-off of a note that is looked at may have moved another.
        let Some(half) = self.as_it_stands(db, half).await? else { return Ok(None) };
        if half.by_note < half.by_invoice {
            self.paid_in_another_way(db, &sides, &half).await?;
            return Ok(None);
        }
        let Some(why) = self.used_by_list(db, &sides, &half, applied).await? else { return Ok(None) };
        let both = (&sides.note.invoice, &sides.invoice.invoice);
        tell(db, self.ids, self.creditor, both, (why, self.now)).await
    }

    /// How a set-off stands by now; none where both sides agree.
    async fn as_it_stands(&self, db: &mut Db, half: &HalfKnown) -> Result<Option<HalfKnown>, StoreError> {
        let (creditor, entry) = (self.creditor.id, half.of.entry);
        let Some(of) = set_offs::by_id(db, creditor, entry).await? else { return Ok(None) };
        let mut known = [0, 0];
        for (known, item) in known.iter_mut().zip([of.note.unwrap_or(of.invoice), of.invoice]) {
            let all = sources::known(db, creditor, item).await?;
            *known = all.into_iter().find(|(fact, _)| *fact == entry.uuid()).map_or(0, |(_, known)| known);
        }
        let (by_note, by_invoice) = (-known[0], known[1]);
        Ok((by_note != by_invoice).then_some(HalfKnown { of, by_note, by_invoice, unclear: half.unclear }))
    }

    /// The note is open again by its list, and the invoice is not: what is gone of it went in another way.
    async fn paid_in_another_way(&self, db: &mut Db, of: &Sides, half: &HalfKnown) -> Result<(), StoreError> {
        let (invoice, minor) = (&of.invoice.invoice, half.by_invoice - half.by_note);
        self.paid_outside(db, invoice, minor, None).await?;
        self.know(db, invoice.id, half.of.entry, half.by_note).await?;
        self.trim(db, invoice.id, half.of.entry).await
    }

    /// The note was used by its list: for the same, for something else, or nobody can tell.
    async fn used_by_list(
        &self,
        db: &mut Db,
        of: &Sides,
        half: &HalfKnown,
        applied: &mut Applied,
    ) -> Result<Option<&'static str>, StoreError> {
        let (note, invoice) = (&of.note.invoice, &of.invoice.invoice);
        if !self.is_listed(&of.invoice) {
            return Ok(Some("the list does not show what it was used for"));
        }
        // The invoice was spoken of since the note was: what is open of the note by now, nobody has said.
        let note_listed = self.is_listed(&of.note) || of.note.said.import >= of.invoice.said.import;
        let mut left = half.by_note - half.by_invoice;
        let bears = (half.of.stands() - half.by_invoice).max(0);
        let same = self.lowered_just_now(db, invoice, left.min(bears), applied).await?;
        self.know(db, invoice.id, half.of.entry, half.by_invoice + same).await?;
        left -= same;
        if left > 0 && !note_listed {
            return Ok(Some("the list does not show what is left of it"));
        }
        let unclear = if left > 0 { half.unclear + self.learnt_just_now(db, invoice).await? } else { 0 };
        let unclear = unclear.min(left);
        set_offs::set_unclear(db, self.creditor.id, half.of.entry, unclear).await?;
        left -= unclear;
        if left > 0 {
            self.paid_outside(db, note, -left, None).await?;
            self.know(db, note.id, half.of.entry, -(half.by_note - left)).await?;
            self.trim(db, note.id, half.of.entry).await?;
        }
        Ok((unclear > 0)
            .then_some("the invoice fell by a payment here or by the credit, and the list does not say which"))
    }

    /// Did the file show it, or is it complete?
    fn is_listed(&self, of: &Listed) -> bool {
        self.begun.completeness.closes()
            || of.said.import == self.begun.n
            || self.named.contains(&imports::mark(of.invoice.id))
    }

    /// What this file said was paid elsewhere of an invoice was its set-off: so much of that is taken back.
    async fn lowered_just_now(
        &self,
        db: &mut Db,
        invoice: &Invoice,
        most: i64,
        applied: &mut Applied,
    ) -> Result<i64, StoreError> {
        let mut left = most;
        for (entry, stands) in self.booked_just_now(db, invoice).await?.into_iter().rev() {
            let part = stands.min(left);
            if part > 0 {
                self.paid_outside(db, invoice, -part, Some(entry)).await?;
                applied.was_set_off(invoice, part, part == stands);
                left -= part;
            }
        }
        Ok(most - left)
    }

    /// What this file said was paid elsewhere of an invoice, and what stands of it.
    async fn booked_just_now(&self, db: &mut Db, invoice: &Invoice) -> Result<Vec<(EntryId, i64)>, StoreError> {
        let touches = ledger::touching(db, self.creditor.id, invoice.id).await?;
        let mut standing: HashMap<EntryId, i64> = HashMap::new();
        for touch in touches.iter().filter(|touch| touch.kind == EntryKind::PaidOutside) {
            *standing.entry(touch.about.unwrap_or(touch.entry)).or_default() -= touch.principal;
        }
        let now = format!("{SOURCE}{}:{}:", invoice.id, invoice.revision);
        let fresh = touches.iter().filter(|touch| {
            touch.kind == EntryKind::PaidOutside && touch.about.is_none() && touch.cause.starts_with(&now)
        });
        Ok(fresh.map(|touch| (touch.entry, standing.get(&touch.entry).copied().unwrap_or(0))).collect())
    }

    /// How much this file has come to know of payments here for an invoice.
    async fn learnt_just_now(&self, db: &mut Db, invoice: &Invoice) -> Result<i64, StoreError> {
        let (creditor, n) = (self.creditor.id, self.begun.n);
        let Some(before) = imports::change_of(db, creditor, n, invoice.id).await? else { return Ok(0) };
        let damaged = |error: serde_json::Error| StoreError::Damaged(format!("import {n}: {error}"));
        let before: Before = serde_json::from_str(&before).map_err(damaged)?;
        let before: HashMap<Uuid, i64> = before.known.into_iter().collect();
        let now = sources::known(db, creditor, invoice.id).await?;
        let notes = set_offs::of_invoice(db, creditor, invoice.id).await?;
        let others =
            now.iter().filter(|(fact, _)| !notes.iter().any(|of| of.note.is_some() && of.entry.uuid() == *fact));
        Ok(others.map(|(fact, known)| (known - before.get(fact).copied().unwrap_or(0)).max(0)).sum())
    }

    /// What is set off beyond what an item bears by now is taken back, this set-off first.
    async fn trim(&self, db: &mut Db, of: InvoiceId, first: EntryId) -> Result<(), StoreError> {
        let context = TxContext { ids: self.ids, creditor: self.creditor, now: self.now };
        credit::release_over(db, &context, of, Some(first)).await
    }

    async fn know(&self, db: &mut Db, item: InvoiceId, of: EntryId, minor: i64) -> Result<(), StoreError> {
        sources::set_known(db, self.creditor.id, item, of.uuid(), minor).await
    }

    async fn paid_outside(
        &self,
        db: &mut Db,
        item: &Invoice,
        minor: i64,
        about: Option<EntryId>,
    ) -> Result<(), StoreError> {
        let (creditor, now) = (self.creditor, self.now);
        let id = EntryId::new(self.ids.uuid(now));
        let at = if about.is_some() { now } else { self.begun.at(creditor.zone, None, now) };
        let entry = Entry::paid_outside(item.id, Money::new(minor, item.total.currency()))?;
        let cause = format!("{SOURCE}{}:{}:net:{id}", item.id, item.revision);
        let new = NewEntry { id, cause, payment: None, at, entry };
        let posted = match about {
            Some(about) => ledger::post_about(db, creditor.id, &new, about, now).await?,
            None => ledger::post(db, creditor.id, &new, now).await?,
        };
        if posted { Ok(()) } else { Err(StoreError::Damaged(format!("{} is in the ledger already", new.cause))) }
    }
}

/// Puts a set-off before a person of which the lists leave open what it is; answers the sentence where it is new.
async fn tell(
    db: &mut Db,
    ids: &dyn Ids,
    creditor: &Creditor,
    (note, invoice): (&Invoice, &Invoice),
    (why, now): (&str, DateTime<Utc>),
) -> Result<Option<String>, StoreError> {
    let detail = format!(
        "{}: the list has used this credit, which is set off against {} here; {why}. The smaller sum is asked for; \
         see `saldo credit take-back`",
        note.number, invoice.number
    );
    let (id, kind) = (ExceptionId::new(ids.uuid(now)), ExceptionKind::CreditUnclear);
    let exception =
        NewException { id, kind, payment: None, event: None, invoice: Some(note.id), detail: detail.clone() };
    if exceptions::is_open_on(db, creditor.id, &exception).await? {
        return Ok(None);
    }
    exceptions::add(db, creditor.id, &exception, now).await?;
    Ok(Some(detail))
}

/// A list was taken back: what is free is set off, and where another list knows one side of a set-off only, a person is told.
pub(super) async fn after_undo(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    counted::fit(store, ids, creditor, counted::Of::All, now).await?;
    settle_all(store, ids, creditor, now).await?;
    let half = set_offs::half_known(&mut store.read().await?, creditor.id).await?;
    for part in half.chunks(BATCH) {
        let unit = store.write((part.to_vec(), Arc::clone(ids), creditor.clone()), move |db, (part, ids, creditor)| {
            Box::pin(async move {
                for half in part {
                    let Some(note) = half.of.note else { continue };
                    let note = invoices::by_id(db, creditor.id, note).await?;
                    let invoice = invoices::by_id(db, creditor.id, half.of.invoice).await?;
                    if let (Some(note), Some(invoice)) = (note, invoice) {
                        let why = ("a list that spoke of it was taken back", now);
                        tell(db, &**ids, creditor, (&note, &invoice), why).await?;
                    }
                }
                Ok(())
            })
        });
        unit.await?;
    }
    Ok(())
}
