//! Stripe's callbacks: the signature over the raw bytes first, then what they say.
//!
//! Scheme: `Stripe-Signature: t=<unix>,v1=<hex>[,v1=<hex>…][,v0=…]`, HMAC-SHA256 with the whole
//! `whsec_…` text as key over `<t>.<body>`; any `v1` may match (Stripe sends one per live secret).
//! Source: <https://docs.stripe.com/webhooks#verify-manually> and Stripe's own libraries.

use super::parse::{self, ParseError};
use super::wire::{Charge, Dispute, EventBody, EventHead, PaymentIntent, Refund, Session};
use crate::provider::{Event, ParsedEvent, PaymentRef, WebhookError};
use ::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::PaymentUpdate;
use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// How old a signature may be. Stripe's default.
pub const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// Checks the signature.
///
/// The time is held against the clock in both directions: Stripe's libraries accept any future
/// time, but a signature from the far future would stay good for replays until then.
///
/// # Errors
/// [`WebhookError::Forged`], always the answer 400.
pub fn verify(
    headers: &HeaderMap,
    body: &[u8],
    secrets: &[String],
    tolerance: TimeDelta,
    now: DateTime<Utc>,
) -> Result<(), WebhookError> {
    let mut values = headers.get_all("stripe-signature").iter();
    let header = values.next().ok_or(WebhookError::Forged("there is no signature"))?;
    if values.next().is_some() {
        return Err(WebhookError::Forged("there are two signature headers"));
    }
    let header = header.to_str().map_err(|_| WebhookError::Forged("the signature is not text"))?;

    let (mut time, mut claimed) = (None, Vec::new());
    for item in header.split(',') {
        match item.split_once('=') {
            Some(("t", _)) if time.is_some() => return Err(WebhookError::Forged("it has two times")),
            Some(("t", value)) => time = Some(value),
            Some(("v1", value)) => claimed.push(value),
            // Other schemes are ignored, never trusted: v0 is for tests.
            _ => {}
        }
    }
    let time = time.ok_or(WebhookError::Forged("it has no time"))?;
    if time.is_empty() || !time.bytes().all(|b| b.is_ascii_digit()) {
        return Err(WebhookError::Forged("its time is not a number"));
    }
    let signed_at = time
        .parse()
        .ok()
        .and_then(|unix| DateTime::from_timestamp(unix, 0))
        .ok_or(WebhookError::Forged("its time is out of range"))?;

    let genuine = secrets.iter().any(|secret| signed_with(secret, time, body, &claimed));
    if !genuine {
        return Err(WebhookError::Forged("no signature of it fits"));
    }
    if (now - signed_at).abs() > tolerance {
        return Err(WebhookError::Forged("it is too old, or this machine's clock is wrong"));
    }
    Ok(())
}

fn signed_with(secret: &str, time: &str, body: &[u8], claimed: &[&str]) -> bool {
    // An empty secret would make everyone a signer.
    if secret.is_empty() {
        return false;
    }
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return false };
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    let expected = hex::encode(mac.finalize().into_bytes());
    // Compared as text, all of it, in constant time; other lengths never match.
    claimed.iter().any(|claim| bool::from(expected.as_bytes().ct_eq(claim.as_bytes())))
}

/// Reads a verified body.
///
/// # Errors
/// [`WebhookError::Forged`] for a body that is no event.
pub fn read(body: &[u8]) -> Result<Event, WebhookError> {
    let no_event = WebhookError::Forged("the body is no event");
    let head: EventHead = serde_json::from_slice(body).map_err(|_| WebhookError::Forged("the body is no event"))?;
    if head.object != "event" || head.id.is_empty() || head.id.len() > 255 || head.kind.len() > 255 {
        return Err(no_event);
    }
    let (about, parsed) = match told(&head, body) {
        Ok((about, updates)) if updates.is_empty() => (about, ParsedEvent::Nothing),
        Ok((about, updates)) => (about, ParsedEvent::Updates(updates)),
        Err(Unreadable { about, why }) => (about, ParsedEvent::Unreadable(why)),
    };
    Ok(Event { id: head.id, delivery: None, kind: head.kind, live: Some(head.livemode), about, parsed })
}

struct Unreadable {
    about: Option<PaymentRef>,
    why: String,
}

type ParsedCallback = Result<(Option<PaymentRef>, Vec<PaymentUpdate>), Unreadable>;

/// By the family of the kind, not by its last word: the object's own state tells the same, and a
/// new last word in a family that moves money is then read, not dropped.
fn told(head: &EventHead, body: &[u8]) -> ParsedCallback {
    let at = parse::time(head.created).map_err(|e| Unreadable { about: None, why: e.to_string() })?;
    let kind = head.kind.as_str();
    if kind.starts_with("checkout.session.") {
        let session: Session = object(body)?;
        tell(parse::about_session(&session), parse::session_event(kind, &session, at))
    } else if kind.starts_with("payment_intent.") {
        let intent: PaymentIntent = object(body)?;
        tell(parse::about_intent(&intent), parse::intent_event(&intent, at))
    } else if kind.starts_with("charge.dispute.") {
        let dispute: Dispute = object(body)?;
        tell(parse::about_dispute(&dispute), parse::dispute(&dispute).map(|update| vec![update]))
    } else if kind.starts_with("refund.") || kind.starts_with("charge.refund.") {
        let refund: Refund = object(body)?;
        tell(parse::about_refund(&refund), parse::refund(&refund).map(|update| vec![update]))
    } else if kind.starts_with("charge.") {
        let charge: Charge = object(body)?;
        tell(parse::about_charge(&charge), parse::charge_event(kind, &charge, at))
    } else {
        Ok((None, vec![]))
    }
}

fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice::<EventBody<T>>(body).map(|event| event.data.object).map_err(|e| Unreadable {
        about: None,
        // serde quotes values in data errors; the place is enough, and holds nobody's name.
        why: format!("its object is not as expected, at line {} column {}", e.line(), e.column()),
    })
}

fn tell(about: PaymentRef, updates: Result<Vec<PaymentUpdate>, ParseError>) -> ParsedCallback {
    match updates {
        Ok(updates) => Ok((Some(about), updates)),
        Err(e) => Err(Unreadable { about: Some(about), why: e.to_string() }),
    }
}
