//! A list that does not name all that is open shows an invoice for the first time, lower by just what a credit note has left,
//! and leaves the note out: it may have used the note there. What is gone of the invoice is taken for paid elsewhere, and the
//! note is the debtor's credit besides. That is the smaller sum; a person is told.

use super::closing::marks_of;
use super::import::Begun;
use super::knowledge::SOURCE;
use super::report::Applied;
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::creditor::Creditor;
use domain::id::{DebtorId, ExceptionId};
use domain::invoice::Invoice;
use domain::ledger::EntryKind;
use domain::money::Money;
use std::collections::HashSet;
use std::sync::Arc;
use store::exceptions::{self, ExceptionKind, NewException};
use store::{Db, Store, StoreError, imports, invoices, ledger, set_offs};
use uuid::Uuid;

/// How many debtors are looked at in one transaction.
const BATCH: i64 = 50;

/// Tells of such invoices.
pub(super) async fn tell(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    let mut applied = Applied::default();
    let mut after = DebtorId::new(Uuid::nil());
    let mut named = None;
    while !begun.completeness.closes() && begun.has_books {
        let debtors = set_offs::may_set_off(&mut store.read().await?, creditor.id, after, BATCH).await?;
        let Some(last) = debtors.last() else { break };
        after = *last;
        let marks = match &named {
            Some(marks) => Arc::clone(marks),
            None => Arc::new(marks_of(&mut store.read().await?, creditor, begun).await?),
        };
        named = Some(Arc::clone(&marks));
        let input = (debtors, Arc::clone(ids), creditor.clone(), Arc::clone(begun), marks);
        let unit = store.write(input, move |db, (debtors, ids, creditor, begun, named)| {
            Box::pin(async move {
                let mut applied = Applied::default();
                for debtor in debtors {
                    let look = Look { ids: &**ids, creditor, n: begun.n, named, now };
                    look.at(db, *debtor, &mut applied).await?;
                }
                Ok(applied)
            })
        });
        applied.add(unit.await?);
    }
    Ok(applied)
}

struct Look<'a> {
    ids: &'a dyn Ids,
    creditor: &'a Creditor,
    /// The import.
    n: i64,
    /// What it named without a change.
    named: &'a HashSet<[u8; 8]>,
    now: DateTime<Utc>,
}

impl Look<'_> {
    async fn at(&self, db: &mut Db, debtor: DebtorId, applied: &mut Applied) -> Result<(), StoreError> {
        let open = invoices::open_of(db, self.creditor.id, debtor).await?;
        let mut notes: Vec<&Invoice> = Vec::new();
        for note in open.iter().filter(|one| !one.void && one.total.minor() < 0 && one.balance.minor() < 0) {
            if self.is_left_out(db, note).await? {
                notes.push(note);
            }
        }
        for invoice in open.iter().filter(|one| !notes.is_empty() && one.total.minor() > 0) {
            let Some(gone) = self.gone_of_new(db, invoice).await? else { continue };
            let own = notes.iter().filter(|note| note.total.currency() == gone.currency());
            let left = |note: &Invoice| -note.balance.minor();
            let all: i64 = own.clone().map(|note| left(note)).sum();
            let one = own.clone().find(|note| left(note) == gone.minor());
            let used = one.or_else(|| own.clone().next().filter(|_| all == gone.minor()));
            if let Some(note) = used {
                applied.contradicted(self.told(db, invoice, note, gone).await?);
            }
        }
        Ok(())
    }

    /// Did a list say it before, and this one does not?
    async fn is_left_out(&self, db: &mut Db, note: &Invoice) -> Result<bool, StoreError> {
        let listed = invoices::lock_listed(db, self.creditor.id, note.id).await?;
        let by_list = listed.is_some_and(|listed| listed.said.import > 0 && listed.said.import != self.n);
        Ok(by_list && !self.named.contains(&imports::mark(note.id)))
    }

    /// What the list has not open any more of an invoice that it is the first to show.
    async fn gone_of_new(&self, db: &mut Db, invoice: &Invoice) -> Result<Option<Money>, StoreError> {
        let listed = invoices::lock_listed(db, self.creditor.id, invoice.id).await?;
        let now = listed.is_some_and(|listed| listed.said.import == self.n);
        if !now || imports::change_of(db, self.creditor.id, self.n, invoice.id).await?.is_some() {
            return Ok(None);
        }
        let touches = ledger::touching(db, self.creditor.id, invoice.id).await?;
        let elsewhere =
            touches.iter().filter(|one| one.kind == EntryKind::PaidOutside && one.cause.starts_with(SOURCE));
        let gone: i64 = elsewhere.map(|one| -one.principal).sum();
        Ok((gone > 0).then(|| Money::new(gone, invoice.total.currency())))
    }

    async fn told(
        &self,
        db: &mut Db,
        invoice: &Invoice,
        note: &Invoice,
        gone: Money,
    ) -> Result<Option<String>, StoreError> {
        let detail = format!(
            "{}: the list shows it for the first time and has {gone} of it paid, as much as is left of {}, which it leaves out. \
             Has it used that credit there? It is the debtor's credit here besides, so that the smaller sum is asked for; \
             see `saldo credit list`",
            invoice.number, note.number
        );
        let (id, kind) = (ExceptionId::new(self.ids.uuid(self.now)), ExceptionKind::ListAsksLess);
        let exception =
            NewException { id, kind, payment: None, event: None, invoice: Some(invoice.id), detail: detail.clone() };
        if exceptions::is_open_on(db, self.creditor.id, &exception).await? {
            return Ok(None);
        }
        exceptions::add(db, self.creditor.id, &exception, self.now).await?;
        Ok(Some(detail))
    }
}
