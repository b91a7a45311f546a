//! What a callback only hints at is booked when the provider's API says it, too.
//!
//! The signature of such a callback binds no body ([`Callbacks::Hints`](providers::Callbacks::Hints)): whoever has one of
//! the provider's deliveries could write another body under it. So the event is stored, and a job asks the provider about the
//! payment. What the provider answers is booked; what the event said beyond that is not.

use super::apply_updates::UpdateContext;
use super::reconcile::{ask, book};
use crate::Services;
use crate::outbox::JobError;
use chrono::TimeDelta;
use domain::id::{CreditorId, EventId, ExceptionId, PaymentId};
use domain::payment::{Payment, PaymentUpdate, Progress, Transition};
use std::sync::Arc;
use store::events::{self, Hint, Outcome};
use store::exceptions::{self, ExceptionKind, NewException};
use store::{Db, StoreError, money_back, payments};

/// How long a provider may take until its API says what its callback said. Usually it is seconds.
const PATIENCE: TimeDelta = TimeDelta::hours(1);
/// How long it may be away before a person is told instead: the job is tried for some hours longer, so that nothing is forgotten.
const AWAY: TimeDelta = TimeDelta::hours(6);

/// What the books say of a hint, after the provider has been asked.
enum Judged {
    /// The books say the same, or more.
    Confirmed,
    /// Not yet; the provider is asked again.
    NotYet,
    /// Not after all this time: a person looks at it, where it is about money.
    Never,
}

/// Asks the provider about a payment, books the answer, and judges the event by it; the work of a job.
///
/// # Errors
/// [`JobError::Later`] while the provider is away or does not say it yet.
pub async fn confirm(
    services: &Arc<Services>,
    creditor: CreditorId,
    id: PaymentId,
    event: EventId,
) -> Result<(), JobError> {
    let (hint, payment) = {
        let mut db = services.store.read().await?;
        (events::hint(&mut db, creditor, event).await?, payments::by_id(&mut db, creditor, id).await?)
    };
    let (Some(hint), Some(payment)) = (hint, payment) else { return Ok(()) };
    let knew_money = payment.reference.is_some();
    match look(services, &payment).await {
        Err(JobError::Later(_)) if services.clock.now() >= hint.received_at + AWAY => {}
        looked => looked?,
    }
    if !knew_money && hint.facts.iter().any(|fact| matches!(fact, PaymentUpdate::Chargeback { .. })) {
        // Disputes are found by the money, which the books may have learnt of just now.
        let found = payments::by_id(&mut services.store.read().await?, creditor, id).await?;
        if let Some(payment) = found.filter(|payment| payment.reference.is_some()) {
            look(services, &payment).await?;
        }
    }
    let context = UpdateContext::of(services, services.clock.now(), Some(event));
    let judged = services
        .store
        .write((context, hint), move |db, (context, hint)| Box::pin(judge(db, context, creditor, id, event, hint)));
    match judged.await? {
        Judged::Confirmed | Judged::Never => Ok(()),
        Judged::NotYet => Err(JobError::Later("the provider's API does not say so yet".to_owned())),
    }
}

/// Books what the provider's API says of a payment now.
async fn look(services: &Arc<Services>, payment: &Payment) -> Result<(), JobError> {
    let updates = ask(services, payment).await?;
    book(services, payment, updates).await
}

async fn judge(
    db: &mut Db,
    context: &UpdateContext,
    creditor: CreditorId,
    id: PaymentId,
    event: EventId,
    hint: &Hint,
) -> Result<Judged, StoreError> {
    let Some(payment) = payments::lock(db, creditor, id).await? else { return Ok(Judged::Never) };
    if !would_change(db, &payment, &hint.facts).await? {
        events::became(db, creditor, event, Outcome::Applied).await?;
        return Ok(Judged::Confirmed);
    }
    if context.now < hint.received_at + PATIENCE {
        return Ok(Judged::NotYet);
    }
    if hint.facts.iter().any(PaymentUpdate::is_of_money) {
        events::became(db, creditor, event, Outcome::Parked).await?;
        let detail = format!("{} says what {} does not confirm; not booked", hint.kind, payment.provider.brand());
        let new = NewException {
            id: ExceptionId::new(context.ids.uuid(context.now)),
            kind: ExceptionKind::Unconfirmed,
            payment: Some(id),
            event: Some(event),
            invoice: None,
            detail,
        };
        exceptions::add(db, creditor, &new, context.now).await?;
    } else {
        events::became(db, creditor, event, Outcome::Nothing).await?;
    }
    Ok(Judged::Never)
}

/// Would these updates change what the books say of a payment? A capture that is to be asked for changes nothing yet.
pub(super) async fn would_change(db: &mut Db, payment: &Payment, facts: &[PaymentUpdate]) -> Result<bool, StoreError> {
    let moves = |said: Progress| payment.progress.apply(said) != Transition::Already;
    for fact in facts {
        let changes = match fact {
            PaymentUpdate::Waiting | PaymentUpdate::Approved => false,
            PaymentUpdate::Processing | PaymentUpdate::Voucher(_) => moves(Progress::Processing),
            PaymentUpdate::Failed => moves(Progress::Failed),
            PaymentUpdate::Expired => moves(Progress::Expired),
            PaymentUpdate::Cancelled => moves(Progress::Cancelled),
            PaymentUpdate::Paid { reference, .. } => {
                moves(Progress::Succeeded) || payment.reference.as_ref() != Some(reference)
            }
            PaymentUpdate::Refund { id, state, .. } => {
                let known = money_back::refunds(db, payment).await?;
                !known.iter().any(|known| known.provider_id == *id && known.state >= *state)
            }
            PaymentUpdate::RefundedInAll { total } => total.minor() > payment.refund_total_reported.minor(),
            PaymentUpdate::Chargeback { id, state, .. } => {
                let known = money_back::chargebacks(db, payment).await?;
                !known.iter().any(|known| known.provider_id == *id && known.state >= *state)
            }
        };
        if changes {
            return Ok(true);
        }
    }
    Ok(false)
}
