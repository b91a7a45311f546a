//! The client: the [`Provider`] trait over PayPal's API.

use super::certificate::Certificates;
use super::settings::PaypalAccount;
use super::{limits, parse, webhook, wire};
use crate::amount;
use crate::http::{self, Call, Http, Read};
use crate::provider::{CheckoutRef, CheckoutRequest, Event, Limits, Opened, Provider, ProviderError, WebhookError};
use crate::settings::{Account, Mode};
use ::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::money::{Currency, Money};
use domain::payment::{PaymentUpdate, ProviderName};
use futures::future::BoxFuture;
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, HeaderName};
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;
use wire::{Capture, Dispute, DisputeList, ErrorAnswer, NewOrder, NewRefund, Refund, Token};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// A token is not used in its last minute: it might run out on the way.
const TOKEN_SPARE: Duration = Duration::from_secs(60);

/// `description` of an order takes no more characters.
const LONGEST_DESCRIPTION: usize = 127;

/// The client of one account.
pub struct Paypal {
    account: PaypalAccount,
    http: Http,
    certificates: Certificates,
    token: Mutex<Option<(String, Instant)>>,
}

impl fmt::Debug for Paypal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.account, f)
    }
}

/// An answer that was understood.
enum Said<T> {
    Yes(T),
    /// The token is not (or no longer) good.
    NoToken,
    No(Refusal),
}

/// PayPal's own words for no.
struct Refusal {
    status: StatusCode,
    issue: String,
    words: String,
}

impl Account for PaypalAccount {
    fn mode(&self) -> Mode {
        self.mode
    }

    fn client(&self, http: Http) -> Arc<dyn Provider> {
        Arc::new(Paypal::new(self.clone(), http))
    }
}

impl Paypal {
    /// A client that speaks over `http`.
    #[must_use]
    pub fn new(account: PaypalAccount, http: Http) -> Self {
        let certificates = Certificates::of(&account.api_base, &http);
        Self { account, http, certificates, token: Mutex::new(None) }
    }

    fn url(&self, segments: &[&str]) -> Url {
        http::endpoint(&self.account.api_base, segments)
    }

    /// The token, from memory or new. One asks, the others wait for it.
    async fn token(&self, by: Instant) -> Result<String, ProviderError> {
        let mut token = tokio::time::timeout_at(by, self.token.lock())
            .await
            .map_err(|_| ProviderError::Away("no token in time".to_owned()))?;
        if let Some((text, until)) = &*token
            && *until > Instant::now()
        {
            return Ok(text.clone());
        }
        let PaypalAccount { client_id, client_secret, .. } = &self.account;
        let basic = STANDARD.encode(format!("{client_id}:{client_secret}"));
        let call = Call::post(self.url(&["v1", "oauth2", "token"]), FORM, b"grant_type=client_credentials".to_vec())
            .with(AUTHORIZATION, &format!("Basic {basic}"), true)?;
        match self.http.send(&call, by, answer::<Token>).await? {
            Said::Yes(new) => {
                let life = Duration::from_secs(new.expires_in).saturating_sub(TOKEN_SPARE);
                let until = Instant::now().checked_add(life).unwrap_or_else(Instant::now);
                *token = Some((new.access_token.clone(), until));
                Ok(new.access_token)
            }
            Said::NoToken | Said::No(_) => {
                Err(ProviderError::Refused("it does not know this client id and secret".to_owned()))
            }
        }
    }

    /// Sends with a token; with a new one if PayPal no longer knows the old.
    async fn send<T: DeserializeOwned>(&self, call: Call, by: Instant) -> Result<Result<T, Refusal>, ProviderError> {
        for _ in 0..2 {
            let token = self.token(by).await?;
            let call = call.clone().with(AUTHORIZATION, &format!("Bearer {token}"), true)?;
            match self.http.send(&call, by, answer::<T>).await? {
                Said::Yes(value) => return Ok(Ok(value)),
                Said::No(refusal) => return Ok(Err(refusal)),
                Said::NoToken => {
                    let mut kept = self.token.lock().await;
                    if kept.as_ref().is_some_and(|(text, _)| *text == token) {
                        *kept = None;
                    }
                }
            }
        }
        Err(ProviderError::Refused("it does not take its own token".to_owned()))
    }

    fn keyed(url: Url, body: Vec<u8>, key: &str) -> Result<Call, ProviderError> {
        Call::post(url, JSON, body).with(HeaderName::from_static("paypal-request-id"), key, false)?.with(
            HeaderName::from_static("prefer"),
            "return=representation",
            false,
        )
    }

    async fn updates(&self, known: &CheckoutRef, by: Instant) -> Result<Vec<PaymentUpdate>, ProviderError> {
        let order = self.send(Call::get(self.url(&["v2", "checkout", "orders", &known.session])), by).await?;
        let mut updates = match order {
            Ok(order) => self.read_order(known, &order)?,
            Err(refusal) if refusal.status == StatusCode::NOT_FOUND => self.forgotten(known, by).await?,
            Err(refusal) => return Err(refusal.into()),
        };
        // A payment that was not known to be paid a moment ago has no dispute yet: whoever waits
        // for its first look is spared the questions.
        if let Some(capture) = &known.reference {
            updates.extend(self.disputes(capture, by).await?);
        }
        Ok(updates)
    }

    fn read_order(&self, known: &CheckoutRef, order: &wire::Order) -> Result<Vec<PaymentUpdate>, ProviderError> {
        if order.id == known.session {
            parse::order(order).map_err(unreadable)
        } else {
            Err(ProviderError::Unreadable("it answered with another order".to_owned()))
        }
    }

    /// PayPal drops orders some time after they ran out; the money of a paid one stays.
    async fn forgotten(&self, known: &CheckoutRef, by: Instant) -> Result<Vec<PaymentUpdate>, ProviderError> {
        let Some(capture) = &known.reference else { return Ok(vec![PaymentUpdate::Expired]) };
        let capture: Capture = self.send(Call::get(self.url(&["v2", "payments", "captures", capture])), by).await??;
        parse::capture(&capture).map_err(unreadable)
    }

    async fn disputes(&self, capture: &str, by: Instant) -> Result<Vec<PaymentUpdate>, ProviderError> {
        let mut url = self.url(&["v1", "customer", "disputes"]);
        url.query_pairs_mut().append_pair("disputed_transaction_id", capture);
        let list: DisputeList = match self.send(Call::get(url), by).await? {
            Ok(list) => list,
            // The app's right to read disputes is a box to tick; without it they come as events only.
            Err(refusal) if matches!(refusal.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) => {
                tracing::warn!(issue = refusal.issue, "disputes cannot be read: allow it in the PayPal app");
                return Ok(vec![]);
            }
            Err(refusal) => return Err(refusal.into()),
        };
        let mut updates = Vec::new();
        for item in &list.items {
            // The list leaves out how a dispute ended.
            let url = self.url(&["v1", "customer", "disputes", &item.dispute_id]);
            let dispute: Dispute = self.send(Call::get(url), by).await??;
            updates.extend(parse::dispute(&dispute).map_err(unreadable)?);
        }
        Ok(updates)
    }
}

/// PayPal's answers, yes or no.
fn answer<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Read<Said<T>> {
    if status.is_success() {
        return match http::json(status, body) {
            Read::Done(value) => Read::Done(Said::Yes(value)),
            Read::Again(why) | Read::Refused(why) => Read::Again(why),
        };
    }
    if status == StatusCode::UNAUTHORIZED {
        return Read::Done(Said::NoToken);
    }
    let error = match http::json::<ErrorAnswer>(status, body) {
        Read::Done(error) => error,
        Read::Again(why) | Read::Refused(why) => return Read::Again(why),
    };
    let detail = error.details.first();
    let issue = detail.and_then(|d| d.issue.clone()).unwrap_or(error.name);
    let words = detail.and_then(|d| d.description.clone()).or(error.message).unwrap_or_default();
    if status == StatusCode::CONFLICT || issue == "ORDER_COMPLETION_IN_PROGRESS" {
        // The same request is still being worked on: not a refusal, ask again.
        return Read::Again(ProviderError::Away(issue));
    }
    Read::Done(Said::No(Refusal { status, issue, words: words.chars().take(300).collect() }))
}

impl From<Refusal> for ProviderError {
    fn from(refusal: Refusal) -> Self {
        let text = format!("{}: {}", refusal.issue, refusal.words);
        match refusal.issue.as_str() {
            "CURRENCY_NOT_SUPPORTED"
            | "DECIMAL_PRECISION"
            | "DECIMALS_NOT_SUPPORTED"
            | "CANNOT_BE_ZERO_OR_NEGATIVE"
            | "MAX_VALUE_EXCEEDED"
            | "REFUND_AMOUNT_EXCEEDED"
            | "REFUND_AMOUNT_TOO_LOW" => Self::Amount(text),
            _ => Self::Refused(text),
        }
    }
}

/// Refusals of a capture that mean: this payer's money will not come. The payer may try again with
/// a new payment; this order is not captured again.
const DECLINED: [&str; 13] = [
    "COMPLIANCE_VIOLATION",
    "DOMESTIC_TRANSACTION_REQUIRED",
    "INSTRUMENT_DECLINED",
    "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED",
    "PAYEE_BLOCKED_TRANSACTION",
    "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
    "PAYER_ACCOUNT_RESTRICTED",
    "PAYER_CANNOT_PAY",
    "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING",
    "TRANSACTION_BLOCKED_BY_PAYEE",
    "TRANSACTION_LIMIT_EXCEEDED",
    "TRANSACTION_RECEIVING_LIMIT_EXCEEDED",
    "TRANSACTION_REFUSED",
];

fn unreadable(error: parse::ParseError) -> ProviderError {
    ProviderError::Unreadable(error.to_string())
}

fn wire_amount(amount: Money) -> Result<wire::Amount, ProviderError> {
    Ok(wire::Amount { currency_code: amount.currency().code().to_owned(), value: limits::to_wire(amount)? })
}

fn body<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, ProviderError> {
    serde_json::to_vec(value).map_err(|_| ProviderError::Refused("the order cannot be written as JSON".to_owned()))
}

/// PayPal wants a country with the language; Latin America's largest stands for it.
fn locale(language: &str) -> &'static str {
    match language {
        "es" => "es-MX",
        "pt" => "pt-BR",
        _ => "en-US",
    }
}

impl Provider for Paypal {
    fn name(&self) -> ProviderName {
        ProviderName::Paypal
    }

    fn limits(&self, currency: Currency) -> Option<Limits> {
        limits::limits(currency)
    }

    fn checkout_origins(&self) -> Vec<String> {
        match self.account.api_base.host_str() {
            Some(host) if host.ends_with(".paypal.com") => {
                vec!["https://www.paypal.com".to_owned(), "https://www.sandbox.paypal.com".to_owned()]
            }
            _ => vec![http::origin(&self.account.api_base)],
        }
    }

    /// PayPal's page closes when PayPal wants (3 to 6 hours): `expires_at` cannot be asked for, and
    /// is held by our not capturing afterwards.
    fn open<'a>(&'a self, order: &'a CheckoutRequest) -> BoxFuture<'a, Result<Opened, ProviderError>> {
        Box::pin(async move {
            amount::check(order.amount, self.limits(order.amount.currency()))?;
            let payment = order.payment.to_string();
            let custom = parse::custom_id(order.creditor, order.payment);
            let new = NewOrder {
                intent: "CAPTURE",
                purchase_units: [wire::NewUnit {
                    amount: wire_amount(order.amount)?,
                    description: order.description.chars().take(LONGEST_DESCRIPTION).collect(),
                    custom_id: &custom,
                    invoice_id: &payment,
                }],
                payment_source: wire::NewSource {
                    paypal: wire::NewPaypal {
                        experience_context: wire::Experience {
                            return_url: &order.success_url,
                            cancel_url: &order.cancel_url,
                            user_action: "PAY_NOW",
                            payment_method_preference: "IMMEDIATE_PAYMENT_REQUIRED",
                            shipping_preference: "NO_SHIPPING",
                            locale: locale(&order.language),
                        },
                    },
                },
            };
            let call = Self::keyed(self.url(&["v2", "checkout", "orders"]), body(&new)?, &order.idempotency_key)?;
            let made: wire::Order = self.send(call, self.http.deadline()).await??;
            // `payer-action` where a payment source was named, as here; `approve` in older answers.
            let page = ["payer-action", "approve"]
                .into_iter()
                .find_map(|rel| made.links.iter().find(|link| link.rel == rel))
                .ok_or_else(|| ProviderError::Refused("the page for this payment is closed already".to_owned()))?;
            http::check_page(&page.href, &self.checkout_origins())?;
            Ok(Opened { session: made.id.clone(), url: page.href.clone() })
        })
    }

    fn poll<'a>(&'a self, known: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(self.updates(known, self.http.deadline()))
    }

    /// An order cannot be cancelled at PayPal. It need not be: no money moves without our capture,
    /// and a payment that is cancelled here is never captured. So what has neither been approved
    /// nor captured is cancelled by our saying so.
    fn close<'a>(&'a self, known: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(async move {
            let updates = self.updates(known, self.http.deadline()).await?;
            Ok(if updates == [PaymentUpdate::Waiting] { vec![PaymentUpdate::Cancelled] } else { updates })
        })
    }

    fn capture<'a>(&'a self, known: &'a CheckoutRef) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(async move {
            let by = self.http.deadline();
            let url = self.url(&["v2", "checkout", "orders", &known.session, "capture"]);
            // No content, but PayPal wants its type all the same (415 without).
            let call = Self::keyed(url, vec![], &format!("{}-capture", known.payment))?;
            match self.send::<wire::Order>(call, by).await? {
                Ok(order) => self.read_order(known, &order),
                Err(refusal) if DECLINED.contains(&refusal.issue.as_str()) => Ok(vec![PaymentUpdate::Failed]),
                Err(refusal) => match refusal.issue.as_str() {
                    "ORDER_EXPIRED" => Ok(vec![PaymentUpdate::Expired]),
                    // Another process did, or the first answer was lost; or it was too early. The
                    // order tells which.
                    "ORDER_ALREADY_CAPTURED"
                    | "ORDER_NOT_APPROVED"
                    | "PAYER_ACTION_REQUIRED"
                    | "RESOURCE_NOT_FOUND"
                    | "INVALID_RESOURCE_ID" => self.updates(known, by).await,
                    _ => Err(refusal.into()),
                },
            }
        })
    }

    fn refund<'a>(
        &'a self,
        known: &'a CheckoutRef,
        amount: Money,
        idempotency_key: &'a str,
    ) -> BoxFuture<'a, Result<Vec<PaymentUpdate>, ProviderError>> {
        Box::pin(async move {
            let capture = known
                .reference
                .as_deref()
                .ok_or_else(|| ProviderError::Refused("nothing was paid that could be given back".to_owned()))?;
            if amount.currency() != known.currency || !amount.is_positive() {
                return Err(ProviderError::Amount(format!("{amount} cannot be given back")));
            }
            let custom = parse::custom_id(known.creditor, known.payment);
            let new = NewRefund { amount: wire_amount(amount)?, custom_id: &custom };
            let url = self.url(&["v2", "payments", "captures", capture, "refund"]);
            let call = Self::keyed(url, body(&new)?, idempotency_key)?;
            let refund: Refund = self.send(call, self.http.deadline()).await??;
            parse::refund(&refund).map_err(unreadable)
        })
    }

    fn read_webhook<'a>(
        &'a self,
        headers: &'a HeaderMap,
        body: &'a [u8],
        now: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Event, WebhookError>> {
        Box::pin(async move {
            webhook::verify(headers, body, &self.account.webhook_id, &self.certificates, now).await?;
            let event = webhook::read(body)?;
            Ok(Event { delivery: webhook::transmission(headers), ..event })
        })
    }
}
