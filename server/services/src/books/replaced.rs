//! A document that stands in the place of others: it is owed, and they are not any more. That is the smaller of the two
//! sums that may be meant, and the import says so.

use super::before::as_before;
use super::carry::Carrier;
use super::import::Begun;
use super::knowledge;
use super::people::Host;
use super::report::Applied;
use super::row::Row;
use domain::books::{Says, reconcile};
use domain::id::{CreditorId, DebtorId, InvoiceId};
use domain::invoice::Invoice;
use store::{Db, StoreError, imports, invoices, originals, sources};

/// Declares void what the documents of a batch replace, where the books have it of the same debtor.
pub(super) async fn void_replaced(
    db: &mut Db,
    host: Host<'_>,
    begun: &Begun,
    rows: &[Row],
    applied: &mut Applied,
) -> Result<(), StoreError> {
    for row in rows {
        let Some(document) = row.item.electronic.as_ref().filter(|_| row.says_owed()) else { continue };
        for named in document.replaces() {
            for id in named_by(db, host.creditor.id, row.debtor, named).await? {
                void(db, host, begun, id, applied).await?;
            }
        }
    }
    Ok(())
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

async fn void(
    db: &mut Db,
    Host { creditor, ids, now }: Host<'_>,
    begun: &Begun,
    id: InvoiceId,
    applied: &mut Applied,
) -> Result<(), StoreError> {
    let Some(listed) = invoices::lock_listed(db, creditor.id, id).await? else { return Ok(()) };
    let before = &listed.invoice;
    // What this import brought too is taken back whole with it.
    if before.void || before.total.minor() <= 0 {
        return Ok(());
    }
    let says = Says { as_of: begun.as_of, total: None, open: None, settled: None, written_off: 0, void: true };
    let known = knowledge::load(db, before, listed.said, None).await?;
    let outcome = reconcile(&says, &known)?;
    if listed.said.import != begun.n {
        imports::remember_change(db, creditor.id, begun.n, before.id, as_before(&listed, &known, None)).await?;
    }
    let revision = before.revision + 1;
    invoices::update(db, &Invoice { revision, ..before.clone() }).await?;
    // Its own document, read again, says nothing new.
    sources::record_said(db, creditor.id, before.id, begun.said(&says), before.digest).await?;
    let carrier = Carrier { creditor, ids, invoice: before, revision, first: 1, at: now, now };
    applied.contradicted(carrier.carry(db, &outcome).await?);
    applied.reconciled(before, &outcome);
    Ok(())
}
