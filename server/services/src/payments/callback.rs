//! A provider's callback: verified, stored and applied in one transaction; booked before we answer.
//!
//! [`Provider::read_webhook`](providers::Provider::read_webhook) checks the signature and reads it, [`payment_lookup`] finds
//! whose payment it is and locks it, [`apply_updates::apply_to`] writes what follows. What a provider only [hints
//! at](Callbacks::Hints) waits until its API [confirms](super::confirm) it, unless the books say so already.

use super::apply_updates::{self, UpdateContext};
use super::confirm;
use super::jobs;
use crate::Services;
use domain::id::{CreditorId, EventId, ExceptionId, PaymentId};
use domain::payment::{Payment, PaymentUpdate, ProviderName};
use http::HeaderMap;
use providers::Mode;
use providers::{Callbacks, Event, ParsedEvent, PaymentRef, WebhookError};
use std::sync::Arc;
use store::events::{self, NewEvent, Outcome, UNASSIGNED};
use store::exceptions::{self, ExceptionKind, NewException};
use store::payment_lookup::{self, NamedBy};
use store::{Db, Store, StoreError, payments};

/// What became of a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookOutcome {
    /// Stored and applied, or nothing to apply, or to be confirmed by the provider first.
    Done,
    /// Processed before; nothing changed.
    Again,
    /// It contradicts the books: stored, and added to the exceptions for a person.
    Parked,
}

/// Why a callback was not processed.
#[derive(Debug, thiserror::Error)]
pub enum CallbackError {
    /// We have no such account.
    #[error("no settings for this account")]
    NoAccount,
    /// Forged, or not to be checked now.
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    /// The database is away or full: the provider must send it again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes one callback: raw bytes in, the books moved.
///
/// # Errors
/// [`CallbackError`]; nothing was changed then.
pub async fn receive(
    services: &Arc<Services>,
    name: ProviderName,
    account: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<WebhookOutcome, CallbackError> {
    let provider = services.providers.of(name, account).ok_or(CallbackError::NoAccount)?;
    let now = services.clock.now();
    let event = provider.read_webhook(headers, body, now).await?;
    let wrong_mode = match (services.providers.mode(name, account), event.live) {
        (Some(mode), Some(live)) => (mode == Mode::Live) != live,
        _ => false,
    };
    let id = EventId::new(services.ids.uuid(now));
    let webhook = IncomingWebhook {
        context: UpdateContext::of(services, now, Some(id)),
        wrong_mode,
        creditor: Named::of(&services.store, event.about.as_ref()).await?,
        about: event.about.clone().unwrap_or_default(),
        new: as_stored(id, name, account, &event, body),
        unreadable: match event.parsed {
            ParsedEvent::Unreadable(why) => Some(why),
            ParsedEvent::Updates(_) | ParsedEvent::Nothing => None,
        },
    };
    let webhook = Arc::new(webhook);
    let processed = services.store.write(Arc::clone(&webhook), |db, webhook| Box::pin(webhook.process(db))).await;
    let (received, applied): Processed = match processed {
        Err(error) if !error.is_unavailable() => {
            // It fails here every time: keep it for a person, so that the provider stops sending it
            // and it holds nobody up.
            tracing::error!(%error, event.kind = webhook.new.kind, "an event could not be applied");
            let unit = services.store.write((webhook, error.to_string()), |db, (webhook, why)| {
                Box::pin(webhook.park(db, UNASSIGNED, None, ExceptionKind::Unreadable, why.clone()))
            });
            (unit.await?, None)
        }
        processed => processed?,
    };
    if let Some(outcome) = applied {
        outcome.count();
    }
    services.wake.notify_one();
    services.changed.send_replace(());
    Ok(received)
}

fn as_stored(id: EventId, provider: ProviderName, account: &str, event: &Event, body: &[u8]) -> NewEvent {
    NewEvent {
        id,
        provider,
        account: account.to_owned(),
        event_id: event.id.clone(),
        delivery: event.delivery.clone(),
        kind: event.kind.clone(),
        body: body.to_vec(),
        facts: match &event.parsed {
            ParsedEvent::Updates(updates) => updates.clone(),
            ParsedEvent::Nothing | ParsedEvent::Unreadable(_) => Vec::new(),
        },
        reference: event.about.as_ref().and_then(|about| about.reference.clone()),
    }
}

/// What became of an event, and what applying it did.
pub(super) type Processed = (WebhookOutcome, Option<apply_updates::Outcome>);

/// Does an event name a creditor by its code?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// This one.
    Creditor(CreditorId),
    /// A code that no creditor here has.
    Unknown,
    /// It names none.
    Not,
}

impl Named {
    async fn of(store: &Store, about: Option<&PaymentRef>) -> Result<Self, StoreError> {
        let Some(code) = about.and_then(|about| about.creditor) else { return Ok(Self::Not) };
        Ok(store.creditor_of(code).await?.map_or(Self::Unknown, Self::Creditor))
    }
}

/// A verified event that is to be stored and applied.
#[derive(Clone)]
pub(super) struct IncomingWebhook {
    pub(super) context: UpdateContext,
    pub(super) wrong_mode: bool,
    pub(super) about: PaymentRef,
    pub(super) creditor: Named,
    pub(super) new: NewEvent,
    pub(super) unreadable: Option<String>,
}

impl IncomingWebhook {
    /// Stores it and applies what it says.
    pub(super) async fn process(&self, db: &mut Db) -> Result<Processed, StoreError> {
        let moves = self.new.facts.iter().any(|fact| *fact != PaymentUpdate::Waiting);
        let payment = self.find(db).await?;
        let creditor = payment.as_ref().map_or(UNASSIGNED, |payment| payment.creditor);
        let id = payment.as_ref().map(|payment| payment.id);
        if let Some(why) = self.unreadable.clone() {
            return Ok((self.park(db, creditor, id, ExceptionKind::Unreadable, why).await?, None));
        }
        if !moves {
            return Ok((self.store(db, creditor, id, Outcome::Nothing).await?, None));
        }
        if self.wrong_mode {
            let why = "a test event at a live account, or the other way round".to_owned();
            return Ok((self.park(db, creditor, id, ExceptionKind::WrongMode, why).await?, None));
        }
        let Some(payment) = payment else {
            if self.new.reference.is_some() && self.about.payment.is_none() {
                // Nothing of ours in it but the provider's own id of the money, which we may learn
                // of later: a refund or a dispute that overtook its payment.
                return Ok((self.store(db, UNASSIGNED, None, Outcome::Waiting).await?, None));
            }
            let why = format!("{} about a payment that we do not have", self.new.kind);
            return Ok((self.park(db, UNASSIGNED, None, ExceptionKind::UnknownPayment, why).await?, None));
        };
        if payment.account != self.new.account || payment.provider != self.new.provider {
            let why = format!("{} came to account `{}`", self.new.kind, self.new.account);
            return Ok((self.park(db, creditor, id, ExceptionKind::WrongAccount, why).await?, None));
        }
        if providers::spec(payment.provider).callbacks == Callbacks::Hints
            && confirm::would_change(db, &payment, &self.new.facts).await?
        {
            return Ok((self.keep_as_hint(db, creditor, payment.id).await?, None));
        }
        let stored = self.store(db, creditor, id, Outcome::Applied).await?;
        if stored == WebhookOutcome::Again {
            return Ok((stored, None));
        }
        let applied = apply_updates::apply_to(db, &self.context, payment, &self.new.facts).await?;
        if applied.contradicted {
            events::became(db, creditor, self.new.id, Outcome::Parked).await?;
            return Ok((WebhookOutcome::Parked, Some(applied)));
        }
        Ok((WebhookOutcome::Done, Some(applied)))
    }

    /// Stores what has to be confirmed, and queues the question. Two events that came by one transmission: at most one of
    /// them is the provider's, and a person looks at the second.
    async fn keep_as_hint(
        &self,
        db: &mut Db,
        creditor: CreditorId,
        payment: PaymentId,
    ) -> Result<WebhookOutcome, StoreError> {
        if events::shares_delivery(db, creditor, &self.new).await? {
            let why = format!("{} came by a transmission that had brought another event; not booked", self.new.kind);
            return self.park(db, creditor, Some(payment), ExceptionKind::Unconfirmed, why).await;
        }
        let stored = self.store(db, creditor, Some(payment), Outcome::Waiting).await?;
        if stored == WebhookOutcome::Done {
            self.context.queue(db, creditor, jobs::Confirm { payment, event: self.new.id }).await?;
        }
        Ok(stored)
    }

    /// The payment it is about, locked for this transaction: by our own id, else by the provider's page, else by its
    /// money. Only what names no creditor is looked for among all of them.
    async fn find(&self, db: &mut Db) -> Result<Option<Payment>, StoreError> {
        if let Some(id) = self.about.payment {
            return match self.creditor {
                Named::Creditor(creditor) => payments::lock(db, creditor, id).await,
                Named::Unknown => Ok(None),
                Named::Not => payment_lookup::find_and_lock(db, NamedBy::Id(id)).await,
            };
        }
        let provider = self.new.provider;
        if let Some(session) = &self.about.session
            && let Some(found) = payment_lookup::find_and_lock(db, NamedBy::Session(provider, session)).await?
        {
            return Ok(Some(found));
        }
        match &self.about.reference {
            Some(reference) => payment_lookup::find_and_lock(db, NamedBy::Reference(provider, reference)).await,
            None => Ok(None),
        }
    }

    async fn store(
        &self,
        db: &mut Db,
        creditor: CreditorId,
        payment: Option<PaymentId>,
        outcome: Outcome,
    ) -> Result<WebhookOutcome, StoreError> {
        let is_new = events::add(db, creditor, payment, &self.new, outcome, self.context.now).await?;
        Ok(match (is_new, outcome) {
            (false, _) => WebhookOutcome::Again,
            (true, Outcome::Parked) => WebhookOutcome::Parked,
            (true, Outcome::Applied | Outcome::Nothing | Outcome::Waiting) => WebhookOutcome::Done,
        })
    }

    async fn park(
        &self,
        db: &mut Db,
        creditor: CreditorId,
        payment: Option<PaymentId>,
        kind: ExceptionKind,
        detail: String,
    ) -> Result<WebhookOutcome, StoreError> {
        let received = self.store(db, creditor, payment, Outcome::Parked).await?;
        if received == WebhookOutcome::Parked {
            let id = ExceptionId::new(self.context.ids.uuid(self.context.now));
            let exception = NewException { id, kind, payment, event: Some(self.new.id), invoice: None, detail };
            exceptions::add(db, creditor, &exception, self.context.now).await?;
        }
        Ok(received)
    }
}
