//! Calls to the provider after a payment was begun: it is asked about every payment that is still open, and at once when
//! somebody waits; it captures what the payer has agreed to, closes what is not wanted any more, and refunds.
//!
//! A callback may be late or never come; nothing depends on it.

use super::apply_updates::{self, UpdateContext};
use super::counted;
use super::start::OpenPageError;
use super::superseded;
use crate::Services;
use crate::outbox::JobError;
use chrono::TimeDelta;
use domain::id::{CreditorId, PaymentId};
use domain::money::Money;
use domain::payment::{Payment, PaymentUpdate, Progress};
use providers::{CheckoutRef, Provider, ProviderError};
use std::sync::Arc;
use store::{StoreError, creditors, events, payments};

/// How long one process may take over a poll before another takes it up.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Payments polled in one go. Few enough to leave the database to people, and no more than are polled at once:
/// what a killed process had claimed waits until its lease is over.
const BATCH: i64 = 8;
/// Payments for which events that came too early are taken up in one go.
const TAKEN_UP: usize = 8;
/// A page asks the provider at most this often about one payment, in seconds.
const PAGE_PAUSE_S: i64 = 3;

/// Polls every payment whose time has come; answers how many there were.
///
/// # Errors
/// [`StoreError`] when the list cannot be read. A provider that is away puts its payments off.
pub async fn run_due(services: &Arc<Services>) -> Result<usize, StoreError> {
    let now = services.clock.now();
    let due = services.store.write(now, |db, now| Box::pin(payments::claim_due(db, *now, *now + LEASE, BATCH))).await?;
    let count = due.len();
    // Side by side, so that one slow answer does not hold up the rest.
    futures::future::join_all(due.into_iter().map(|(creditor, id)| async move {
        if let Err(error) = poll(services, creditor, id).await {
            tracing::warn!(payment.id = %id, %error, "a payment could not be polled");
        }
    }))
    .await;
    Ok(count)
}

/// Applies events that were stored as too early and are not any more; answers for how many payments.
pub async fn apply_waiting(services: &Arc<Services>) -> Result<usize, StoreError> {
    let found = events::overtaken(&mut services.store.read().await?, TAKEN_UP).await?;
    for &(creditor, id) in &found {
        let context = UpdateContext::of(services, services.clock.now(), None);
        services
            .store
            .write(context, move |db, context| Box::pin(apply_updates::apply_waiting(db, context, creditor, id)))
            .await?;
    }
    Ok(found.len())
}

/// Asks about one payment because its page is open; no more often than every few seconds. The
/// payment as it is afterwards.
///
/// # Errors
/// [`StoreError`]; a provider that is away changes nothing.
pub async fn ask_now(services: &Arc<Services>, payment: Payment) -> Result<Payment, StoreError> {
    let (creditor, id) = (payment.creditor, payment.id);
    if !payment.progress.is_open() {
        return Ok(payment);
    }
    let now = services.clock.now();
    let may = services
        .store
        .write((), move |db, ()| Box::pin(payments::claim_question(db, creditor, id, now, PAGE_PAUSE_S)))
        .await?;
    if may {
        match poll(services, creditor, id).await {
            Ok(()) | Err(JobError::Later(_) | JobError::Hopeless(_)) => {}
            Err(JobError::Store(error)) => return Err(error),
        }
    }
    let found = payments::by_id(&mut services.store.read().await?, creditor, id).await?;
    Ok(found.unwrap_or(payment))
}

/// Takes the money that the payer approved; the work of a job.
pub async fn capture(services: &Arc<Services>, creditor: CreditorId, id: PaymentId) -> Result<(), JobError> {
    let Some(payment) = load(services, creditor, id).await? else {
        return Err(JobError::Hopeless(format!("{id} is not there")));
    };
    if !payment.progress.is_open() {
        return Ok(()); // paid meanwhile, or cancelled here: then nothing may be taken
    }
    let (provider, checkout) = whom(services, &payment).await?;
    let updates = superseded::take(services, &payment, &*provider, &checkout).await?;
    book(services, &payment, updates).await
}

/// Closes the provider's page, if it still can be. The payment as it is afterwards: it may have
/// been paid a moment before.
///
/// # Errors
/// [`JobError::Later`] when the provider is away: then it is not known, and nothing is changed.
pub async fn close(services: &Arc<Services>, payment: &Payment) -> Result<Payment, JobError> {
    if payment.progress.is_open() {
        if payment.session.is_some() {
            let (provider, checkout) = whom(services, payment).await?;
            let mut updates = counted(payment.provider, provider.close(&checkout).await).map_err(from_provider)?;
            for update in &mut updates {
                if *update == PaymentUpdate::Expired {
                    *update = PaymentUpdate::Cancelled; // it ran out because we closed it
                }
            }
            book(services, payment, updates).await?;
        } else {
            // Nobody was ever sent to it; should the provider have a page, it runs out by itself.
            book(services, payment, vec![PaymentUpdate::Cancelled]).await?;
        }
    }
    let found = load(services, payment.creditor, payment.id).await?;
    found.ok_or_else(|| JobError::Hopeless(format!("{} is not there", payment.id)))
}

/// Gives money back through the provider; the payment as it is afterwards.
///
/// # Errors
/// [`JobError`]. Safe to repeat with the same key.
pub async fn refund(
    services: &Arc<Services>,
    payment: &Payment,
    amount: Money,
    key: &str,
) -> Result<Payment, JobError> {
    let (provider, checkout) = whom(services, payment).await?;
    let updates = counted(payment.provider, provider.refund(&checkout, amount, key).await).map_err(from_provider)?;
    book(services, payment, updates).await?;
    let found = load(services, payment.creditor, payment.id).await?;
    found.ok_or_else(|| JobError::Hopeless(format!("{} is not there", payment.id)))
}

async fn load(services: &Services, creditor: CreditorId, id: PaymentId) -> Result<Option<Payment>, StoreError> {
    payments::by_id(&mut services.store.read().await?, creditor, id).await
}

async fn poll(services: &Arc<Services>, creditor: CreditorId, id: PaymentId) -> Result<(), JobError> {
    let Some(payment) = load(services, creditor, id).await? else { return Ok(()) };
    let now = services.clock.now();
    let result = ask(services, &payment).await;
    let next = Payment { poll_count: payment.poll_count + 1, ..payment.clone() };
    let next_poll = apply_updates::next_poll(&next, now, services.reconcile_after);
    services.store.write((), move |db, ()| Box::pin(payments::polled(db, creditor, id, next_poll))).await?;
    book(services, &payment, result?).await
}

/// Everything the provider knows of a payment.
pub(super) async fn ask(services: &Arc<Services>, payment: &Payment) -> Result<Vec<PaymentUpdate>, JobError> {
    let now = services.clock.now();
    if payment.session.is_none() {
        if now >= payment.expires_at {
            // Never redirected, and any page it may have has run out.
            return Ok(vec![PaymentUpdate::Expired]);
        }
        // The call was lost between our commit and its answer: the same key makes the same page.
        let creditor = creditors::by_id(&mut services.store.read().await?, payment.creditor).await?;
        let creditor = creditor.ok_or_else(|| JobError::Hopeless("a payment without creditor".to_owned()))?;
        super::start::open_page(services, &creditor, payment).await.map_err(not_opened)?;
        return Ok(vec![PaymentUpdate::Waiting]);
    }
    let (provider, checkout) = whom(services, payment).await?;
    let mut updates = counted(payment.provider, provider.poll(&checkout).await).map_err(from_provider)?;
    if updates.contains(&PaymentUpdate::Approved) && payment.progress.is_open() {
        updates = superseded::take(services, payment, &*provider, &checkout).await?;
    }
    // PayPal keeps an order that nobody approved "created" for good; for us it has run out.
    let idle = updates.iter().all(|update| *update == PaymentUpdate::Waiting);
    if idle && now >= payment.expires_at + TimeDelta::minutes(5) && payment.progress != Progress::Processing {
        updates = counted(payment.provider, provider.close(&checkout).await).map_err(from_provider)?;
        for update in &mut updates {
            if *update == PaymentUpdate::Cancelled {
                *update = PaymentUpdate::Expired;
            }
        }
    }
    Ok(updates)
}

/// Books what a provider answered to our own question, in a transaction of its own.
pub(super) async fn book(
    services: &Arc<Services>,
    payment: &Payment,
    updates: Vec<PaymentUpdate>,
) -> Result<(), JobError> {
    let (creditor, id) = (payment.creditor, payment.id);
    let updates: Vec<PaymentUpdate> = updates.into_iter().filter(|update| *update != PaymentUpdate::Waiting).collect();
    if updates.is_empty() {
        return Ok(());
    }
    let context = UpdateContext::of(services, services.clock.now(), None);
    let unit = services.store.write((context, updates), move |db, (context, updates)| {
        Box::pin(apply_updates::apply(db, context, creditor, id, updates))
    });
    unit.await?.inspect(apply_updates::Outcome::count);
    services.wake.notify_one();
    services.changed.send_replace(());
    Ok(())
}

/// The provider of a payment, and what we know to ask it with.
pub(super) async fn whom(services: &Services, payment: &Payment) -> Result<(Arc<dyn Provider>, CheckoutRef), JobError> {
    let provider = services.providers.of(payment.provider, &payment.account).ok_or_else(|| {
        JobError::Later(format!("{} account `{}` has no settings", payment.provider.brand(), payment.account))
    })?;
    let session = payment.session.clone().ok_or_else(|| JobError::Later("no page yet".to_owned()))?;
    let creditor = services.store.code_of(payment.creditor).await?;
    let checkout = CheckoutRef {
        payment: payment.id,
        creditor: creditor.ok_or_else(|| JobError::Hopeless("a payment without creditor".to_owned()))?,
        session,
        reference: payment.reference.clone(),
        currency: payment.amount.currency(),
    };
    Ok((provider, checkout))
}

/// What it means for a job that a page was not opened.
fn not_opened(error: OpenPageError) -> JobError {
    match error {
        OpenPageError::Provider(error) => from_provider(error),
        OpenPageError::Store(error) => error.into(),
    }
}

/// What a provider's refusal means for a job.
pub(super) fn from_provider(error: ProviderError) -> JobError {
    match error {
        ProviderError::Away(_) | ProviderError::Unreadable(_) => JobError::Later(error.to_string()),
        ProviderError::Refused(_) | ProviderError::Amount(_) => JobError::Hopeless(error.to_string()),
    }
}
