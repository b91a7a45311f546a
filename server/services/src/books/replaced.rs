//! A document that stands in the place of others: it is owed, and they are not any more, whichever of them comes first. That
//! is the smaller of the two sums that may be meant, and the import says so.

use super::before::as_before;
use super::carry::Carrier;
use super::import::Begun;
use super::knowledge;
use super::people::Host;
use super::report::Applied;
use super::row::Row;
use ::import::Item;
use domain::books::{Says, reconcile};
use domain::id::{CreditorId, DebtorId, ExceptionId, InvoiceId};
use domain::invoice::{Invoice, number_key};
use std::collections::HashMap;
use store::exceptions::{self, ExceptionKind, NewException};
use store::sources::{self, Said};
use store::stands_for::{self, StandsFor};
use store::{Db, StoreError, imports, invoices, originals};

/// Declares void what the documents of a batch replace, where the books have it of the same debtor, and what of the batch is
/// replaced by a document that the books have already.
pub(super) async fn void_replaced(
    db: &mut Db,
    host: Host<'_>,
    begun: &Begun,
    rows: &[Row],
    applied: &mut Applied,
) -> Result<(), StoreError> {
    for row in rows {
        let Some(document) = row.item.electronic.as_ref().filter(|_| row.says_owed()) else { continue };
        let names: Vec<&str> = document.replaces().collect();
        if names.is_empty() {
            continue;
        }
        let own = invoices::by_keys(db, host.creditor.id, &[&row.key]).await?;
        for named in names {
            if let Some(own) = own.first() {
                stands_for::add(db, host.creditor.id, own.id, named, begun.n).await?;
            }
            for id in named_by(db, host.creditor.id, row.debtor, named).await? {
                void(db, host, (begun, begun.n), id, applied).await?;
            }
        }
    }
    void_late(db, host, begun, rows, applied).await
}

/// Declares void what comes after the document that stands in its place, in the name of the import that brought that one: it
/// is owed again when that is taken back.
async fn void_late(
    db: &mut Db,
    host: Host<'_>,
    begun: &Begun,
    rows: &[Row],
    applied: &mut Applied,
) -> Result<(), StoreError> {
    let creditor = host.creditor.id;
    if !stands_for::any(db, creditor).await? {
        return Ok(());
    }
    let all: Vec<String> = rows.iter().flat_map(|row| names(&row.item)).collect();
    let mut stand: HashMap<String, Vec<StandsFor>> = HashMap::new();
    for one in stands_for::of(db, creditor, &all).await? {
        stand.entry(one.named.clone()).or_default().push(one);
    }
    for row in rows.iter().filter(|row| !stand.is_empty() && row.says_owed()) {
        let by = names(&row.item).find_map(|name| stand.get(&name)?.iter().find(|one| one.debtor == row.debtor));
        let Some(by) = by else { continue };
        for own in invoices::by_keys(db, creditor, &[&row.key]).await? {
            if own.id == by.invoice || !void(db, host, (begun, by.import), own.id, applied).await? {
                continue;
            }
            if row.item.electronic.is_none() {
                applied.contradicted(tell(db, host, (own.id, row), by.invoice).await?);
            }
        }
    }
    Ok(())
}

/// The names of a document, as numbers are compared: the seller's own, and the tax office's.
fn names(item: &Item) -> impl Iterator<Item = String> {
    let document = item.electronic.as_ref().and_then(|document| document.uuid.as_deref());
    [Some(number_key(&item.document_number())), document.map(number_key)].into_iter().flatten()
}

/// A list has open what another document stands for.
async fn tell(
    db: &mut Db,
    host: Host<'_>,
    (of, row): (InvoiceId, &Row),
    by: InvoiceId,
) -> Result<Option<String>, StoreError> {
    let Some(by) = invoices::by_id(db, host.creditor.id, by).await? else { return Ok(None) };
    let detail = format!(
        "{}: the list has it open, and {} stands in its place by its own word. It stays void, which is the smaller sum",
        row.item.shown_number(),
        by.number
    );
    let (id, kind) = (ExceptionId::new(host.ids.uuid(host.now)), ExceptionKind::OpenThoughVoid);
    let exception = NewException { id, kind, payment: None, event: None, invoice: Some(of), detail: detail.clone() };
    exceptions::add(db, host.creditor.id, &exception, host.now).await?;
    Ok(Some(detail))
}

/// The invoices of a debtor that came as this document: by its number at the tax office, else by the seller's.
async fn named_by(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    named: &str,
) -> Result<Vec<InvoiceId>, StoreError> {
    let came = originals::came_as(db, creditor, debtor, named).await?;
    if !came.is_empty() {
        return Ok(came);
    }
    Ok(invoices::by_number_of(db, creditor, debtor, named).await?.map(|invoice| invoice.id).into_iter().collect())
}

/// Answers whether it was owed.
async fn void(
    db: &mut Db,
    Host { creditor, ids, now }: Host<'_>,
    (begun, n): (&Begun, i64),
    id: InvoiceId,
    applied: &mut Applied,
) -> Result<bool, StoreError> {
    let Some(listed) = invoices::lock_listed(db, creditor.id, id).await? else { return Ok(false) };
    let before = &listed.invoice;
    if before.void || before.total.minor() <= 0 {
        return Ok(false);
    }
    let says = Says { as_of: begun.as_of, total: None, open: None, settled: None, written_off: 0, void: true };
    let known = knowledge::load(db, before, listed.said, None).await?;
    let outcome = reconcile(&says, &known)?;
    // What that import brought too is taken back whole with it.
    if listed.said.import != n {
        imports::remember_change(db, creditor.id, n, before.id, as_before(&listed, &known, None)).await?;
    }
    let revision = before.revision + 1;
    invoices::update(db, &Invoice { revision, ..before.clone() }).await?;
    // Its own document, read again, says nothing new.
    sources::record_said(db, creditor.id, before.id, Said { import: n, ..begun.said(&says) }, before.digest).await?;
    let carrier = Carrier { creditor, ids, invoice: before, revision, first: 1, at: now, now };
    applied.contradicted(carrier.carry(db, &outcome).await?);
    applied.reconciled(before, &outcome);
    Ok(true)
}
