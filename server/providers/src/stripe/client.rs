//! The client: the [`Provider`] trait over Stripe's API.

use super::settings::StripeAccount;
use super::{limits, parse, webhook, wire};
use crate::amount;
use crate::http::{self, Call, Http, Read};
use crate::provider::{
    CheckoutRef, CheckoutRequest, Event, Limits, Opened, ParsedEvent, Provider, ProviderError, WebhookError,
};
use crate::settings::{Account, Mode};
use ::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use domain::money::{Currency, Money};
use domain::payment::{PaymentUpdate, ProviderName};
use futures::future::BoxFuture;
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, HeaderName};
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;
use tokio::time::Instant;
use url::Url;
use wire::{API_VERSION, CREDITOR_KEY, Dispute, ErrorAnswer, List, METADATA_KEY, Refund, Session};

const FORM: &str = "application/x-www-form-urlencoded";

/// What comes along with a session, so that one question tells all but the disputes.
const EXPAND: [&str; 2] = ["payment_intent.latest_charge.refunds", "payment_intent.latest_charge.balance_transaction"];

/// Where Stripe shows vouchers and what a bank transfer needs.
const VOUCHERS: &str = "https://payments.stripe.com";

/// The client of one account.
pub struct Stripe {
    account: StripeAccount,
    http: Http,
}

impl fmt::Debug for Stripe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.account, f)
    }
}

impl Account for StripeAccount {
    fn mode(&self) -> Mode {
        self.mode
    }

    fn client(&self, http: Http) -> Arc<dyn Provider> {
        Arc::new(Stripe::new(self.clone(), http))
    }
}

impl Stripe {
    /// A client that speaks over `http`.
    #[must_use]
    pub const fn new(account: StripeAccount, http: Http) -> Self {
        Self { account, http }
    }

    fn url(&self, segments: &[&str]) -> Url {
        http::endpoint(&self.account.api_base, segments)
    }

    async fn send<T: DeserializeOwned>(&self, call: Call, by: Instant) -> Result<T, ProviderError> {
        let call = call.with(AUTHORIZATION, &format!("Bearer {}", self.account.secret_key), true)?.with(
            HeaderName::from_static("stripe-version"),
            API_VERSION,
            false,
        )?;
        self.http.send(&call, by, answer).await
    }

    async fn session(&self, id: &str, by: Instant) -> Result<Session, ProviderError> {
        let mut url = self.url(&["v1", "checkout", "sessions", id]);
        url.query_pairs_mut().extend_pairs(EXPAND.map(|path| ("expand[]", path)));
        self.send(Call::get(url), by).await
    }

    async fn updates(
        &self,
        checkout: &CheckoutRef,
        session: &Session,
        by: Instant,
    ) -> Result<Vec<PaymentUpdate>, ProviderError> {
        if session.id != checkout.session {
            return Err(ProviderError::Unreadable("it answered with another session".to_owned()));
        }
        let mut updates = self.own_pages(parse::session_now(session).map_err(unreadable)?);
        let intent = session.payment_intent.as_ref().and_then(wire::Expandable::object);
        let charge = intent.and_then(|i| i.latest_charge.as_ref()).and_then(wire::Expandable::object);
        let (Some(intent), Some(charge)) = (intent, charge) else { return Ok(updates) };
        if charge.refunds.as_ref().is_none_or(|list| list.has_more) && charge.amount_refunded != 0 {
            let all: List<Refund> = self.send(Call::get(self.of_intent("refunds", &intent.id)), by).await?;
            for refund in &all.data {
                let update = parse::refund(refund).map_err(unreadable)?;
                if !updates.contains(&update) {
                    updates.push(update);
                }
            }
        }
        if charge.disputed {
            let disputes: List<Dispute> = self.send(Call::get(self.of_intent("disputes", &intent.id)), by).await?;
            for dispute in &disputes.data {
                updates.push(parse::dispute(dispute).map_err(unreadable)?);
            }
        }
        Ok(updates)
    }

    /// Takes the page off a voucher where it is none of Stripe's: nobody is sent there.
    fn own_pages(&self, mut updates: Vec<PaymentUpdate>) -> Vec<PaymentUpdate> {
        let origin = if self.is_live_api() { VOUCHERS.to_owned() } else { http::origin(&self.account.api_base) };
        for update in &mut updates {
            let PaymentUpdate::Voucher(voucher) = update else { continue };
            let page =
                voucher.page.take().map(|page| http::check_page(&page, std::slice::from_ref(&origin)).map(|()| page));
            voucher.page = page.and_then(|page| page.inspect_err(|error| tracing::warn!(%error, "a voucher")).ok());
        }
        updates
    }

    /// Stripe itself, and not its stand-in?
    fn is_live_api(&self) -> bool {
        self.account.api_base.host_str() == Some("api.stripe.com")
    }

    fn of_intent(&self, what: &str, intent: &str) -> Url {
        let mut url = self.url(&["v1", what]);
        url.query_pairs_mut().append_pair("payment_intent", intent).append_pair("limit", "100");
        url
    }

    fn keyed(&self, url: Url, form: Vec<(String, String)>, key: &str) -> Result<Call, ProviderError> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        Call::post(url, FORM, body.into_bytes()).with(HeaderName::from_static("idempotency-key"), key, false)
    }
}

/// Stripe's error answers, in our words.
fn answer<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Read<T> {
    if status.is_success() {
        return http::json(status, body);
    }
    let error = match http::json::<ErrorAnswer>(status, body) {
        Read::Done(answer) => answer.error,
        Read::Again(why) | Read::Refused(why) => return Read::Again(why),
    };
    let code = error.code.as_deref().unwrap_or_default();
    let words: String = error.message.as_deref().unwrap_or(&error.kind).chars().take(300).collect();
    match (status.as_u16(), code) {
        // Another request with this key is still running: not a refusal, ask again.
        (409, _) | (_, "lock_timeout" | "idempotency_key_in_use") => Read::Again(ProviderError::Away(words)),
        // Its words quote a part of the key.
        (401, _) => Read::Refused(ProviderError::Refused("it does not know this secret key".to_owned())),
        (_, "amount_too_small" | "amount_too_large") => Read::Refused(ProviderError::Amount(words)),
        _ => Read::Refused(ProviderError::Refused(if code.is_empty() { words } else { format!("{code}: {words}") })),
    }
}

fn unreadable(error: parse::ParseError) -> ProviderError {
    ProviderError::Unreadable(error.to_string())
}

/// Stripe closes a page between 30 minutes and 24 hours after it was opened.
///
/// Counted from the payment's own birth (its id carries it) and not from now, so that the same
/// order asks for the same thing however late it is repeated: Stripe refuses a known key with
/// other content. Two minutes of room, since the birth comes before the call.
pub(super) fn expires_at(order: &CheckoutRequest) -> i64 {
    let wanted = order.expires_at;
    let born = order.payment.uuid().get_timestamp().and_then(|stamp| {
        let (seconds, nanos) = stamp.to_unix();
        DateTime::<Utc>::from_timestamp(i64::try_from(seconds).ok()?, nanos)
    });
    let room = TimeDelta::minutes(2);
    born.map_or(wanted, |born| wanted.clamp(born + TimeDelta::minutes(30) + room, born + TimeDelta::hours(24) - room))
        .timestamp()
}

fn locale(language: &str) -> &'static str {
    match language {
        "es" => "es-419",
        "pt" => "pt-BR",
        "en" => "en",
        _ => "auto",
    }
}

fn order_form(order: &CheckoutRequest, amount: i64) -> Vec<(String, String)> {
    let (payment, creditor) = (order.payment.to_string(), order.creditor.to_string());
    let currency = order.amount.currency().code().to_ascii_lowercase();
    let (expires_at, amount) = (expires_at(order).to_string(), amount.to_string());
    let on_session = |key| format!("metadata[{key}]");
    let on_intent = |key| format!("payment_intent_data[metadata][{key}]");
    [
        ("mode", "payment"),
        ("ui_mode", "hosted_page"),
        ("submit_type", "pay"),
        // Another currency on Stripe's page would be another amount than the one promised.
        ("adaptive_pricing[enabled]", "false"),
        ("client_reference_id", &payment),
        (&on_session(METADATA_KEY), &payment),
        (&on_session(CREDITOR_KEY), &creditor),
        (&on_intent(METADATA_KEY), &payment),
        (&on_intent(CREDITOR_KEY), &creditor),
        ("locale", locale(&order.language)),
        ("success_url", &order.success_url),
        ("cancel_url", &order.cancel_url),
        ("expires_at", &expires_at),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", &currency),
        ("line_items[0][price_data][unit_amount]", &amount),
        ("line_items[0][price_data][product_data][name]", &order.description),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

impl Provider for Stripe {
    fn name(&self) -> ProviderName {
        ProviderName::Stripe
    }

    fn limits(&self, currency: Currency) -> Option<Limits> {
        limits::limits(currency)
    }

    fn checkout_origins(&self) -> Vec<String> {
        if self.is_live_api() {
            vec!["https://checkout.stripe.com".to_owned()]
        } else {
            vec![http::origin(&self.account.api_base)]
        }
    }

    fn open<'a>(&'a self, order: &'a CheckoutRequest) -> BoxFuture<'a, Result<Opened, ProviderError>> {
        Box::pin(async move {
            amount::check(order.amount, self.limits(order.amount.currency()))?;
            let form = order_form(order, limits::to_wire(order.amount)?);
            let call = self.keyed(self.url(&["v1", "checkout", "sessions"]), form, &order.idempotency_key)?;
            let session: Session = self.send(call, self.http.deadline()).await?;
            let url = session
                .url
                .ok_or_else(|| ProviderError::Refused("the page for this payment is closed already".to_owned()))?;
            http::check_page(&url, &self.checkout_origins())?;
            Ok(Opened { session: session.id, url })
        })
    }

    fn poll<'a>(&'a self, checkout: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(async move {
            let by = self.http.deadline();
            let session = self.session(&checkout.session, by).await?;
            self.updates(checkout, &session, by).await
        })
    }

    /// Expires the session. Where Stripe says that only an open one can be, it was paid or over a
    /// moment before; the session tells which. A voucher that is still to be paid is taken back with its payment intent;
    /// where Stripe refuses that, it was paid or over in between.
    fn close<'a>(&'a self, checkout: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(async move {
            let by = self.http.deadline();
            // Needs no key: a second one is refused, and then the session tells.
            let call = Call::post(self.url(&["v1", "checkout", "sessions", &checkout.session, "expire"]), FORM, vec![]);
            let closed = self.send::<Session>(call, by).await;
            match closed {
                Ok(_) | Err(ProviderError::Refused(_)) => {}
                Err(e) => return Err(e),
            }
            let session = self.session(&checkout.session, by).await?;
            let updates = self.updates(checkout, &session, by).await?;
            let waits = updates.iter().any(|update| matches!(update, PaymentUpdate::Voucher(_)));
            let Some(intent) = session.payment_intent.as_ref().filter(|_| waits) else { return Ok(updates) };
            let url = self.url(&["v1", "payment_intents", intent.id(), "cancel"]);
            match self.send::<wire::Reference>(Call::post(url, FORM, vec![]), by).await {
                Ok(_) | Err(ProviderError::Refused(_)) => {}
                Err(e) => return Err(e),
            }
            let session = self.session(&checkout.session, by).await?;
            self.updates(checkout, &session, by).await
        })
    }

    /// Stripe captures by itself: the same as [`Provider::poll`].
    fn capture<'a>(&'a self, checkout: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        self.poll(checkout)
    }

    fn refund<'a>(
        &'a self,
        checkout: &'a CheckoutRef,
        amount: Money,
        idempotency_key: &'a str,
    ) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(async move {
            let intent = checkout
                .reference
                .clone()
                .ok_or_else(|| ProviderError::Refused("nothing was paid that could be given back".to_owned()))?;
            if amount.currency() != checkout.currency || !amount.is_positive() {
                return Err(ProviderError::Amount(format!("{amount} cannot be given back")));
            }
            let form = vec![
                ("payment_intent".to_owned(), intent),
                ("amount".to_owned(), limits::to_wire(amount)?.to_string()),
                (format!("metadata[{METADATA_KEY}]"), checkout.payment.to_string()),
                (format!("metadata[{CREDITOR_KEY}]"), checkout.creditor.to_string()),
            ];
            let call = self.keyed(self.url(&["v1", "refunds"]), form, idempotency_key)?;
            let refund: Refund = self.send(call, self.http.deadline()).await?;
            Ok(vec![parse::refund(&refund).map_err(unreadable)?])
        })
    }

    fn read_webhook<'a>(
        &'a self,
        headers: &'a HeaderMap,
        body: &'a [u8],
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Event, WebhookError>> {
        Box::pin(async move {
            webhook::verify(headers, body, &self.account.webhook_secrets, webhook::TOLERANCE, now)?;
            let event = webhook::read(body)?;
            let parsed = match event.parsed {
                ParsedEvent::Updates(updates) => ParsedEvent::Updates(self.own_pages(updates)),
                other @ (ParsedEvent::Nothing | ParsedEvent::Unreadable(_)) => other,
            };
            Ok(Event { parsed, ..event })
        })
    }
}
