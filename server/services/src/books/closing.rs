//! What a complete list leaves out is closed, as paid elsewhere as of the file.

use super::before::as_before;
use super::carry::Carrier;
use super::doubts::Doubts;
use super::import::{Begun, Completeness};
use super::knowledge;
use super::report::Applied;
use super::timeline::{Timeline, marks};
use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::books::{
    AsOf, Closing, Says, bare_number, is_part_by_day, part_keys, reconcile, without_customer, without_part,
    without_zeros,
};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{DebtorId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use store::invoices::{self, Open};
use store::sources::{self, Said};
use store::{Db, Store, StoreError, imports, set_offs};
use uuid::Uuid;

/// How many items are closed in one transaction.
const BATCH: i64 = 500;

/// What a list would do by what it leaves out.
#[derive(Debug, Default)]
pub(super) struct WouldClose {
    /// By currency.
    pub closings: Vec<Closing>,
    /// Customers of whom it names something that is open in the books.
    pub kept: HashSet<DebtorId>,
    /// Items that it leaves out, by customer.
    pub gone: BTreeMap<DebtorId, u64>,
}

/// What a complete list with these keys would close, by currency. What a list of a later day has named stays open.
pub(super) async fn would_close(
    db: &mut Db,
    creditor: &Creditor,
    keys: &HashSet<String>,
    doubts: &Doubts,
    as_of: Option<Date>,
) -> Result<WouldClose, StoreError> {
    // Of a day, all its imports: which of them ranks first is nothing to close by.
    let end_of = as_of.map(|day| AsOf { day, import: i64::MAX });
    let newer = match end_of {
        Some(end_of) => Timeline::load(db, creditor.id, end_of).await?,
        None => Timeline::default(),
    };
    let mut closings: BTreeMap<Currency, Closing> = BTreeMap::new();
    let mut would = WouldClose::default();
    let mut after = InvoiceId::new(Uuid::nil());
    loop {
        let page = invoices::open_listed(db, creditor.id, after, BATCH).await?;
        let Some(last) = page.last() else {
            would.closings = closings.into_values().collect();
            return Ok(would);
        };
        after = last.id;
        for open in page.iter().filter(|open| open.balance.is_positive()) {
            let currency = open.balance.currency();
            let none = Money::zero(currency);
            let closing =
                closings.entry(currency).or_insert(Closing { currency, items: 0, open: none, gone: 0, closes: none });
            closing.items += 1;
            closing.open = closing.open.plus(open.balance)?;
            let named_since = || newer.last_named(open.id, open.said_import) > end_of;
            let known_then = as_of.is_none_or(|day| open.issued <= day && !named_since());
            // Of whom a number is, the file's rows do not say before they are met.
            if is_named(keys, without_customer(&open.key)) || doubts.names(&open.key) {
                would.kept.insert(open.debtor);
            } else if known_then {
                closing.gone += 1;
                closing.closes = closing.closes.plus(open.balance)?;
                *would.gone.entry(open.debtor).or_default() += 1;
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

/// Is an item of this key among those that a file names? It may be written without zeros there, stand alone though it is a
/// part here, or be divided otherwise.
fn is_named(keys: &HashSet<String>, key: &str) -> bool {
    let bare = without_zeros(key);
    let [parts, _] = part_keys(key);
    let whole = without_part(key);
    keys.contains(key)
        || keys.contains(&*bare)
        || keys.contains(bare_number(&bare)) && is_part_by_day(key)
        || if whole == key { keys.contains(&parts) } else { keys.contains(&whole) }
}

/// Closes what a complete list left out; counts what another left out. What was paid or set off here and the list had open
/// last is closed too: the list knows of it now, or of the same. Where rows were refused, or something is missing of the file, it closes
/// nothing unless a person has said that it may: what is not there may be what is missing.
pub(super) async fn close(
    store: &Store,
    ids: &Arc<dyn Ids>,
    creditor: &Creditor,
    begun: &Arc<Begun>,
    doubts: &Doubts,
    now: DateTime<Utc>,
) -> Result<Applied, StoreError> {
    let held_back = begun.completeness == Completeness::Complete && doubts.any();
    let named = marks_of(&mut store.read().await?, creditor, begun).await?;
    let mut applied = Applied::default();
    for shelf in [Shelf::Open, Shelf::PaidHere, Shelf::SetOff] {
        let mut after = InvoiceId::new(Uuid::nil());
        loop {
            let page = page(&mut store.read().await?, creditor, after, shelf).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            let left_out = page.into_iter().filter(|open| is_left_out(open, begun, &named) && !doubts.names(&open.key));
            let (older, gone): (Vec<Open>, Vec<Open>) = left_out.partition(|open| is_newer(open, begun));
            applied.older += u64::try_from(older.len()).unwrap_or(0)
                * u64::from(begun.completeness.closes() && shelf == Shelf::Open);
            if held_back {
                gone.iter().filter(|_| shelf == Shelf::Open).for_each(|open| applied.hold_back(open.balance, doubts));
                continue;
            }
            let gone: Vec<InvoiceId> = gone.into_iter().map(|open| open.id).collect();
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
            begun.turn.must_hold(db).await?;
            let mut applied = Applied::default();
            let list = ClosingList { n: begun.n, as_of: begun.as_of, at: begun.at(creditor.zone, None, now) };
            for id in gone {
                close_one(db, (&**ids, now), creditor, (begun, list), *id, &mut applied).await?;
            }
            Ok(applied)
        })
    });
    unit.await
}

/// Did the file not name it, though it describes a day on which it was owed?
fn is_left_out(open: &Open, begun: &Begun, named: &HashSet<[u8; 8]>) -> bool {
    open.said_import != begun.n && !named.contains(&imports::mark(open.id)) && open.issued <= begun.as_of.day
}

/// Has a newer file named it?
fn is_newer(open: &Open, begun: &Begun) -> bool {
    begun.timeline.last_named(open.id, open.said_import).is_some_and(|last_named| last_named > begun.as_of)
}

/// A complete list that leaves an item out.
#[derive(Clone, Copy)]
struct ClosingList {
    /// Its import.
    n: i64,
    /// The instant that it describes.
    as_of: AsOf,
    /// When what it leaves out was paid.
    at: DateTime<Utc>,
}

/// Closes what a list has brought just now, where a newer complete list that came before it does not name it: in the order
/// of time that one would have closed it.
pub(super) async fn close_by_newer(
    db: &mut Db,
    (ids, now): (&dyn Ids, DateTime<Utc>),
    creditor: &Creditor,
    begun: &Begun,
    brought: impl Iterator<Item = &Invoice>,
) -> Result<Applied, StoreError> {
    let mut applied = Applied::default();
    for invoice in brought.filter(|invoice| !invoice.balance.is_zero()) {
        if let Some((n, as_of)) = begun.timeline.closed_by(invoice.issued) {
            let at = creditor.zone.noon(as_of.day).min(now);
            close_one(db, (ids, now), creditor, (begun, ClosingList { n, as_of, at }), invoice.id, &mut applied)
                .await?;
            applied.older += 1;
        }
    }
    Ok(applied)
}

async fn close_one(
    db: &mut Db,
    (ids, now): (&dyn Ids, DateTime<Utc>),
    creditor: &Creditor,
    (begun, list): (&Begun, ClosingList),
    id: InvoiceId,
    applied: &mut Applied,
) -> Result<(), StoreError> {
    let Some(listed) = invoices::lock_listed(db, creditor.id, id).await? else { return Ok(()) };
    let before = &listed.invoice;
    let last_named = begun.timeline.last_named(id, listed.said.import);
    let known = knowledge::load(db, before, listed.said, last_named).await?;
    let says = Says { as_of: list.as_of, total: None, open: Some(0), settled: None, written_off: 0, void: false };
    let outcome = reconcile(&says, &known)?;
    imports::remember_change(db, creditor.id, list.n, id, as_before(&listed, &known, None)).await?;
    let revision = before.revision + 1;
    let after = Invoice { revision, digest: 0, ..before.clone() };
    invoices::update(db, &after).await?;
    let said = Said { import: list.n, open: Some(0), settled: listed.said.settled };
    sources::record_said(db, creditor.id, id, said, 0).await?;
    let carrier = Carrier { creditor, ids, invoice: before, revision, first: 1, at: list.at, now };
    let closes = before.balance.is_positive() && outcome.balance == 0;
    if closes {
        carrier.book_charges(db).await?;
    }
    applied.contradicted(carrier.carry(db, &outcome).await?);
    if closes {
        applied.charges_let_go(carrier.let_charges_go(db).await?);
    }
    applied.left_out_by_list(before, &outcome);
    Ok(())
}
