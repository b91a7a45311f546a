//! Payments under way for more than is owed by now: it was paid in another way, lowered, voided or given up meanwhile. Such a
//! page, order or voucher is closed at its provider, and nothing that was approved there is taken. Money that comes
//! nevertheless is the debtor's credit, as ever.

use super::jobs::NotNeeded;
use super::{counted, reconcile};
use crate::Services;
use crate::outbox::{Job as _, JobError};
use domain::allocation::sum_by_invoice;
use domain::id::{CreditorId, EntryId, PaymentId};
use domain::payment::{Payment, PaymentUpdate};
use providers::{CheckoutRef, Provider};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Db, StoreError, invoices, ledger, payments};

/// Is this payment, which has not ended, for more of an invoice than is owed on it by now? Not where nobody can stop it any
/// more: its money counts as it comes.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_superseded(db: &mut Db, payment: &Payment) -> Result<bool, StoreError> {
    if !payment.can_be_closed() {
        return Ok(false);
    }
    let shares = payments::shares(db, payment.creditor, payment.id, payment.amount.currency()).await?;
    for (id, agreed) in sum_by_invoice(shares.iter().map(|share| (share.invoice, share.agreed))) {
        let Some(invoice) = invoices::by_id(db, payment.creditor, id).await? else { continue };
        if invoice.void || invoice.open().owed()?.minor() < agreed.minor() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Closes what an entry has made needless; the work of a job. Who had a voucher in hand is told.
///
/// # Errors
/// [`JobError::Later`] while the provider is away.
pub async fn close_all(services: &Arc<Services>, creditor: CreditorId, by: EntryId) -> Result<(), JobError> {
    for payment in needless(services, creditor, by).await? {
        if payment.voucher.is_some() {
            let (id, now) = (payment.id, services.clock.now());
            let unit = services.store.write(Arc::clone(services), move |db, services| {
                Box::pin(async move { NotNeeded { payment: id }.queue(db, &*services.ids, creditor, now).await })
            });
            unit.await?;
        }
        reconcile::close(services, &payment).await?;
    }
    Ok(())
}

async fn needless(services: &Services, creditor: CreditorId, by: EntryId) -> Result<Vec<Payment>, StoreError> {
    let mut db = services.store.read().await?;
    let Some((_, entry)) = ledger::by_id(&mut db, creditor, by).await? else { return Ok(Vec::new()) };
    let mut ids: BTreeSet<PaymentId> = BTreeSet::new();
    for invoice in entry.lowers() {
        ids.extend(payments::under_way_on(&mut db, creditor, invoice).await?.into_iter().map(|(id, _, _)| id));
    }
    let mut found = Vec::new();
    for id in ids {
        if let Some(payment) = payments::by_id(&mut db, creditor, id).await?
            && is_superseded(&mut db, &payment).await?
        {
            found.push(payment);
        }
    }
    Ok(found)
}

/// Takes the money that the payer approved; where less is owed by now, nothing is taken and the payment ends.
///
/// # Errors
/// [`JobError`] when the provider does not do it.
pub(super) async fn take(
    services: &Services,
    payment: &Payment,
    provider: &dyn Provider,
    checkout: &CheckoutRef,
) -> Result<Vec<PaymentUpdate>, JobError> {
    if !is_superseded(&mut services.store.read().await?, payment).await? {
        return counted(payment.provider, provider.capture(checkout).await).map_err(reconcile::from_provider);
    }
    let updates = counted(payment.provider, provider.close(checkout).await).map_err(reconcile::from_provider)?;
    Ok(never_taken(updates))
}

/// What a provider says of a page that we close. An order that was approved and is never taken has ended.
pub(super) fn never_taken(updates: Vec<PaymentUpdate>) -> Vec<PaymentUpdate> {
    let ended = |update: &PaymentUpdate| {
        matches!(
            update,
            PaymentUpdate::Waiting | PaymentUpdate::Approved | PaymentUpdate::Expired | PaymentUpdate::Cancelled
        )
    };
    if updates.iter().all(ended) { vec![PaymentUpdate::Cancelled] } else { updates }
}
