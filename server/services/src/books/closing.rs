//! What a complete list leaves out is closed, as paid elsewhere as of the file.

use super::apply::as_before;
use super::carry::Carrier;
use super::import::Begun;
use super::knowledge;
use super::report::Applied;
use super::timeline::marks;
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::books::{Closing, Says, reconcile, without_customer};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::money::{Currency, Money};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use store::invoices::{self, Open};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, imports, set_offs};
use uuid::Uuid;

/// How many items are closed in one transaction.
const BATCH: i64 = 500;

/// What a complete list with these keys would close, by currency.
pub(super) async fn would_close(
    db: &mut Db,
    creditor: &Creditor,
    keys: &HashSet<String>,
    as_of: Option<Date>,
) -> Result<Vec<Closing>, StoreError> {
    let mut closings: BTreeMap<Currency, Closing> = BTreeMap::new();
    let mut after = InvoiceId::new(Uuid::nil());
    loop {
        let page = invoices::open_listed(db, creditor.id, after, BATCH).await?;
        let Some(last) = page.last() else { return Ok(closings.into_values().collect()) };
        after = last.id;
        for open in page.iter().filter(|open| open.balance.is_positive()) {
            let currency = open.balance.currency();
            let none = Money::zero(currency);
            let closing =
                closings.entry(currency).or_insert(Closing { currency, items: 0, open: none, gone: 0, closes: none });
            closing.items += 1;
            closing.open = closing.open.plus(open.balance)?;
            let known_then = as_of.is_none_or(|day| open.issued <= day);
            // Of whom a number is, the file's rows do not say before they are met.
            if known_then && !keys.contains(without_customer(&open.key)) {
                closing.gone += 1;
                closing.closes = closing.closes.plus(open.balance)?;
            }
        }
    }
}

/// What the file named without a change.
pub(super) async fn marks_of(db: &mut Db, creditor: &Creditor, begun: &Begun) -> Result<HashSet<[u8; 8]>, StoreError> {
    Ok(marks(&imports::named(db, creditor.id, begun.n).await?))
}

/// What of the open items a page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    /// Something is open.
    Open,
    /// It was paid here, and the list had it open.
    PaidHere,
    /// It was set off here, and the list never said what is open.
    SetOff,
}

/// Closes what a complete list left out; counts what another left out. What was paid or set off here and the list had open
/// last is closed too: the list knows of it now, or of the same.
pub(super) async fn close(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    let named = marks_of(&mut store.read().await?, creditor, begun).await?;
    let mut applied = Applied::default();
    for shelf in [Shelf::Open, Shelf::PaidHere, Shelf::SetOff] {
        let mut after = InvoiceId::new(Uuid::nil());
        loop {
            let page = page(&mut store.read().await?, creditor, after, shelf).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            let gone = page.into_iter().filter(|open| is_gone(open, begun, &named));
            let gone: Vec<InvoiceId> = gone.map(|open| open.id).collect();
            if !begun.completeness.closes() {
                applied.not_named += u64::try_from(gone.len()).unwrap_or(u64::MAX) * u64::from(shelf == Shelf::Open);
            } else if !gone.is_empty() {
                applied.add(close_all(store, ids, creditor, begun, gone, now).await?);
            }
        }
    }
    Ok(applied)
}

async fn page(db: &mut Db, creditor: &Creditor, after: InvoiceId, shelf: Shelf) -> Result<Vec<Open>, StoreError> {
    match shelf {
        Shelf::Open => invoices::open_listed(db, creditor.id, after, BATCH).await,
        Shelf::PaidHere => invoices::paid_here_listed(db, creditor.id, after, BATCH).await,
        Shelf::SetOff => set_offs::listed_without_sum(db, creditor.id, after, BATCH).await,
    }
}

async fn close_all(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    gone: Vec<InvoiceId>,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    let input = (gone, Arc::clone(ids), Arc::clone(begun), creditor.clone());
    let unit = store.write(input, move |db, (gone, ids, begun, creditor)| {
        Box::pin(async move {
            let mut applied = Applied::default();
            for id in gone {
                close_one(db, &**ids, creditor, begun, *id, now, &mut applied).await?;
            }
            Ok(applied)
        })
    });
    unit.await
}

/// Did the file not name it, though it describes a day on which it was owed, and no newer file has named it?
fn is_gone(open: &Open, begun: &Begun, named: &HashSet<[u8; 8]>) -> bool {
    open.said_import != begun.n
        && !named.contains(&imports::mark(open.id))
        && open.issued <= begun.as_of.day
        && begun.timeline.heard(open.id, open.said_import).is_none_or(|heard| heard <= begun.as_of)
}

async fn close_one(
    db: &mut Db,
    ids: &dyn Ids,
    creditor: &Creditor,
    begun: &Begun,
    id: InvoiceId,
    now: DateTime<Utc>,
    applied: &mut Applied,
) -> Result<(), StoreError> {
    let Some(listed) = invoices::lock_listed(db, creditor.id, id).await? else { return Ok(()) };
    let before = &listed.invoice;
    let heard = begun.timeline.heard(id, listed.said.import);
    let known = knowledge::load(db, before, listed.said, heard).await?;
    let says = Says { as_of: begun.as_of, total: None, open: Some(0), settled: None, void: false };
    let outcome = reconcile(&says, &known)?;
    imports::remember_change(db, creditor.id, begun.n, id, as_before(&listed, &known)).await?;
    let revision = before.revision + 1;
    let after = domain::invoice::Invoice { revision, digest: 0, ..before.clone() };
    invoices::update(db, &after).await?;
    let said = Said { import: begun.n, open: Some(0), settled: listed.said.settled };
    sources::heard(db, creditor.id, id, said, 0).await?;
    let at = begun.at(creditor.zone, None, now);
    let carrier = Carrier { creditor, ids, invoice: before, revision, at, now };
    applied.contradicted(carrier.carry(db, &outcome).await?);
    applied.left_out_by_list(before, &outcome);
    Ok(())
}
