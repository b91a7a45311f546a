//! What an import did is taken back by entries, as far as nothing later builds on it; what cannot be is listed.

use super::apply::Before;
use super::knowledge::SOURCE;
use super::netting;
use crate::credit::CreditDesk;
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::audit::{Act, Action, Subject, Who, detail};
use domain::creditor::Creditor;
use domain::id::{AuditId, DebtorId, EntryId, InvoiceId};
use domain::invoice::Invoice;
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use std::collections::HashSet;
use std::sync::Arc;
use store::imports::{self, State};
use store::invoices::{self, Listed};
use store::ledger::{self, NewEntry, Touch};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, agreements, audit, disputes, originals, payments};

/// How many items are taken back in one transaction.
const BATCH: usize = 200;

/// What taking back an import did.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Undone {
    /// New items that are void now.
    pub withdrawn: u64,
    /// Changed items that are as they were.
    pub restored: u64,
    /// Items that stay, by their number, with the reason.
    pub kept: Vec<(String, &'static str)>,
}

/// Why an import is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is none with this number.
    #[error("there is no import {0}; see `saldo imports list`")]
    NoImport(i64),
    /// It was taken back before.
    #[error("import {0} was undone before")]
    Before(i64),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes back what import `n` did.
///
/// # Errors
/// [`UndoError`]; what was taken back before a fault stays so, and the same command goes on.
pub async fn undo(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    n: i64,
    by: Who,
    now: DateTime<Utc>,
) -> Result<Undone, UndoError> {
    let import = imports::by_number(&mut store.read().await?, creditor.id, n).await?.ok_or(UndoError::NoImport(n))?;
    if import.state == State::Undone {
        return Err(UndoError::Before(n));
    }
    let mut undone = Undone::default();
    let changes = imports::changes(&mut store.read().await?, creditor.id, n).await?;
    let changed: HashSet<InvoiceId> = changes.iter().map(|(id, _)| *id).collect();
    let new = invoices::named_by(&mut store.read().await?, creditor.id, n).await?;
    let new = new.into_iter().filter(|id| !changed.contains(id)).map(|id| (id, None));
    let all: Vec<(InvoiceId, Option<String>)> =
        changes.into_iter().map(|(id, before)| (id, Some(before))).chain(new).collect();
    for part in all.chunks(BATCH) {
        let input = (part.to_vec(), Arc::clone(ids), creditor.clone());
        let unit = store.write(input, move |db, (part, ids, creditor)| {
            Box::pin(async move {
                let mut undone = Undone::default();
                let hand = Hand { ids: &**ids, creditor, n, now };
                for (id, before) in part {
                    hand.one(db, *id, before.as_deref(), &mut undone).await?;
                }
                Ok(undone)
            })
        });
        let done = unit.await?;
        undone.withdrawn += done.withdrawn;
        undone.restored += done.restored;
        undone.kept.extend(done.kept);
    }
    documents_alone(store, creditor, n, &all).await?;
    let unit = store.write((Arc::clone(ids), creditor.clone(), by), move |db, (ids, creditor, by)| {
        Box::pin(async move {
            imports::mark_undone(db, creditor.id, n).await?;
            // Of many debtors, so of none of them: the record of the import tells which.
            let subject = Subject::Debtor(DebtorId::new(uuid::Uuid::nil()));
            let detail = detail([("import", n.to_string())]);
            let act = Act { creditor: creditor.id, who: by.clone(), action: Action::ImportUndone, subject, detail };
            audit::note(db, AuditId::new(ids.uuid(now)), &act, now).await
        })
    });
    unit.await?;
    netting::after_undo(store, ids, creditor, now).await?;
    Ok(undone)
}

/// Takes away the documents that the import brought of invoices which it did not touch otherwise.
async fn documents_alone(
    store: &Store,
    creditor: &Creditor,
    n: i64,
    touched: &[(InvoiceId, Option<String>)],
) -> Result<(), StoreError> {
    let touched: HashSet<InvoiceId> = touched.iter().map(|(id, _)| *id).collect();
    let alone = originals::of_import(&mut store.read().await?, creditor.id, n).await?;
    let alone: Vec<InvoiceId> = alone.into_iter().filter(|id| !touched.contains(id)).collect();
    let creditor = creditor.id;
    for part in alone.chunks(BATCH) {
        let unit = store.write(part.to_vec(), move |db, part| {
            Box::pin(async move {
                for id in part {
                    originals::withdraw(db, creditor, *id, n).await?;
                }
                Ok(())
            })
        });
        unit.await?;
    }
    Ok(())
}

struct Hand<'a> {
    ids: &'a dyn Ids,
    creditor: &'a Creditor,
    n: i64,
    now: DateTime<Utc>,
}

impl Hand<'_> {
    fn credit(&self) -> CreditDesk<'_> {
        CreditDesk { ids: self.ids, creditor: self.creditor, now: self.now }
    }

    async fn one(
        &self,
        db: &mut Db,
        id: InvoiceId,
        before: Option<&str>,
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let Some(listed) = invoices::lock_listed(db, self.creditor.id, id).await? else { return Ok(()) };
        if listed.said.import != self.n {
            undone.kept.push((listed.invoice.number, "a later list has spoken of it"));
            return Ok(());
        }
        if !payments::under_way_on(db, self.creditor.id, id).await?.is_empty() {
            undone.kept.push((listed.invoice.number, "a payment for it is under way"));
            return Ok(());
        }
        let touches = ledger::touching(db, self.creditor.id, id).await?;
        match before {
            None => self.withdraw(db, &listed, &touches, undone).await,
            Some(before) => {
                let damaged = |error: serde_json::Error| StoreError::Damaged(format!("import {}: {error}", self.n));
                let before: Before = serde_json::from_str(before).map_err(damaged)?;
                self.restore(db, &listed, &before, &touches, undone).await
            }
        }
    }

    /// Voids an invoice that the undone list had brought.
    async fn withdraw(
        &self,
        db: &mut Db,
        listed: &Listed,
        touches: &[Touch],
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let (invoice, creditor) = (&listed.invoice, self.creditor.id);
        // What is set off can be had back.
        let own = |touch: &Touch| touch.cause.starts_with(SOURCE) || touch.kind == EntryKind::CreditUsed;
        let disputed = !disputes::open_on(db, creditor, invoice.id).await?.is_empty();
        if !touches.iter().all(own)
            || invoice.plan.is_some()
            || disputed
            || agreements::covers(db, creditor, invoice.id).await?
        {
            undone.kept.push((invoice.number.clone(), "something was paid, agreed or disputed since"));
            return Ok(());
        }
        self.credit().release_all(db, invoice.id).await?;
        self.take_back(db, invoice, touches, |touch| touch.kind != EntryKind::CreditUsed).await?;
        let revision = invoice.revision + 1;
        invoices::update(db, &Invoice { revision, digest: 0, ..invoice.clone() }).await?;
        invoices::set_void(db, creditor, invoice.id, true).await?;
        originals::withdraw(db, creditor, invoice.id, self.n).await?;
        sources::heard(db, creditor, invoice.id, Said { import: -self.n, ..Said::default() }, 0).await?;
        undone.withdrawn += 1;
        Ok(())
    }

    /// Puts an invoice back that the undone list had changed.
    async fn restore(
        &self,
        db: &mut Db,
        listed: &Listed,
        before: &Before,
        touches: &[Touch],
        undone: &mut Undone,
    ) -> Result<(), StoreError> {
        let (invoice, creditor) = (&listed.invoice, self.creditor.id);
        let made = format!("{SOURCE}{}:{}:", invoice.id, before.revision + 1);
        let credit = touches.iter().any(|touch| touch.kind == EntryKind::Credited && touch.cause.starts_with(&made));
        if credit || before.answered_a_dispute(db, listed).await? {
            undone.kept.push((invoice.number.clone(), "it gave credit or answered a dispute"));
            return Ok(());
        }
        self.take_back(db, invoice, touches, |touch| touch.cause.starts_with(&made)).await?;
        self.credit().release_over(db, invoice.id, None).await?;
        let after = Invoice {
            issued: before.issued,
            due: before.due,
            total: Money::new(before.total, invoice.total.currency()),
            terms: before.terms.clone(),
            description: before.description.clone(),
            revision: invoice.revision + 1,
            digest: before.digest,
            ..invoice.clone()
        };
        invoices::update(db, &after).await?;
        invoices::set_void(db, creditor, invoice.id, before.void).await?;
        originals::withdraw(db, creditor, invoice.id, self.n).await?;
        let said = Said { import: before.said_import, open: before.said_open, settled: before.said_settled };
        sources::heard(db, creditor, invoice.id, said, before.digest).await?;
        for (of, amount) in &before.known {
            sources::set_known(db, creditor, invoice.id, *of, *amount).await?;
        }
        undone.restored += 1;
        Ok(())
    }

    /// Takes back the entries of which it `holds`, the newest first.
    async fn take_back(
        &self,
        db: &mut Db,
        invoice: &Invoice,
        touches: &[Touch],
        holds: impl Fn(&Touch) -> bool,
    ) -> Result<(), StoreError> {
        let currency = invoice.total.currency();
        for (n, touch) in (1..).zip(touches.iter().rev().filter(|touch| holds(touch) && touch.principal != 0)) {
            let back = Money::new(-touch.principal, currency);
            let (entry, about) = match touch.kind {
                EntryKind::PaidOutside => {
                    (Entry::paid_outside(invoice.id, back.negated()?)?, Some(touch.about.unwrap_or(touch.entry)))
                }
                _ => (Entry::invoice_changed(invoice.id, back)?, None),
            };
            let cause = format!("{SOURCE}{}:{}:undo:{n}", invoice.id, invoice.revision + 1);
            let new = NewEntry { id: EntryId::new(self.ids.uuid(self.now)), cause, payment: None, at: self.now, entry };
            match about {
                Some(about) => ledger::post_about(db, self.creditor.id, &new, about, self.now).await?,
                None => ledger::post(db, self.creditor.id, &new, self.now).await?,
            };
        }
        Ok(())
    }
}

impl Before {
    /// Was there a dispute of it that is not open any more?
    async fn answered_a_dispute(&self, db: &mut Db, listed: &Listed) -> Result<bool, StoreError> {
        let open = disputes::open_on(db, listed.invoice.creditor, listed.invoice.id).await?.len();
        Ok(self.disputes > open)
    }
}
