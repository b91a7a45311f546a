//! Another try to pay: what was begun and left unpaid makes way for it.

use super::reconcile;
use super::start::{self, PaymentError, Request};
use crate::Services;
use crate::outbox::JobError;
use domain::creditor::Creditor;
use domain::payment::{Payment, Progress};
use std::sync::Arc;
use store::payments;

/// How many pages that were left unpaid one payment may close.
const AT_MOST: usize = 8;

/// As [`start::begin`]; a page that was left unpaid for the same invoices is closed at its provider first, so that there is
/// never more than one to pay at.
///
/// # Errors
/// As [`start::begin`]. [`PaymentError::UnderWay`] where that page was paid meanwhile, cannot be closed now, or is not the
/// visitor's to close.
pub async fn begin(services: &Arc<Services>, creditor: &Creditor, request: Request) -> Result<Payment, PaymentError> {
    for _ in 0..AT_MOST {
        match start::begin(services, creditor, request.clone()).await {
            Err(PaymentError::UnderWay(running)) => make_way(services, running, &request).await?,
            decided => return decided,
        }
    }
    start::begin(services, creditor, request).await
}

async fn make_way(services: &Arc<Services>, running: Box<Payment>, request: &Request) -> Result<(), PaymentError> {
    // What this very form began, with something else in it, is none of its business.
    if running.progress != Progress::Redirected || running.form_key == request.form_key {
        return Err(PaymentError::UnderWay(running));
    }
    if !request.whole_account {
        let mut db = services.store.read().await?;
        let shares = payments::shares(&mut db, running.creditor, running.id, running.amount.currency()).await?;
        if !shares.iter().all(|share| request.purpose.invoices().contains(&share.invoice)) {
            return Err(PaymentError::UnderWay(running));
        }
    }
    match reconcile::close(services, &running).await {
        Ok(closed) if closed.progress.is_over() => Ok(()),
        Ok(paid) => Err(PaymentError::UnderWay(Box::new(paid))),
        Err(JobError::Store(error)) => Err(error.into()),
        Err(JobError::Later(_) | JobError::Hopeless(_)) => Err(PaymentError::UnderWay(running)),
    }
}
