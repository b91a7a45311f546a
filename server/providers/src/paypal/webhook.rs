//! PayPal's callbacks: the signature over the raw bytes first, then what they say.
//!
//! Signed is `transmission id|transmission time|webhook id|CRC32 of the body` with RSA and SHA-256.
//! PayPal repeats for three days with the first signature; what is older is refused. A CRC-32 binds no body: whoever has
//! one delivery can give its signature to another body, so what a callback says is a hint ([`Callbacks::Hints`]), and its
//! transmission brings one event. Verified here and not by PayPal's own call
//! (`verify-webhook-signature`), so that a callback costs no round trip and a flood of forgeries
//! causes none.

use super::certificate::Certificates;
use super::parse::{self, ParseError};
use super::wire::{Capture, Dispute, EventBody, EventHead, Order, Refund, ReversedApproval};
use crate::provider::{Event, ParsedEvent, PaymentRef, WebhookError};
#[cfg(doc)]
use crate::spec::Callbacks;
use ::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::PaymentUpdate;
use serde::de::DeserializeOwned;

/// PayPal repeats a callback up to 25 times over three days (developer.paypal.com/api/rest/webhooks); a day more for its
/// clock, and ours.
const OLDEST: TimeDelta = TimeDelta::days(4);
/// How far PayPal's clock may be ahead of ours.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

/// The only algorithm that PayPal uses; anything else is a downgrade.
const ALGORITHM: &str = "SHA256withRSA";

/// Checks the signature.
///
/// # Errors
/// [`WebhookError::Forged`], or [`WebhookError::Unavailable`] if the certificate could not be had.
pub async fn verify(
    headers: &HeaderMap,
    body: &[u8],
    webhook_id: &str,
    certificates: &Certificates,
    now: DateTime<Utc>,
) -> Result<(), WebhookError> {
    let id = header(headers, "paypal-transmission-id")?;
    let time = header(headers, "paypal-transmission-time")?;
    let signature = header(headers, "paypal-transmission-sig")?;
    let address = header(headers, "paypal-cert-url")?;
    if header(headers, "paypal-auth-algo")? != ALGORITHM {
        return Err(WebhookError::Forged("it is signed in another way than PayPal's"));
    }
    let sent: DateTime<Utc> = time.parse().map_err(|_| WebhookError::Forged("the transmission time is none"))?;
    if sent < now - OLDEST || sent > now + AHEAD {
        return Err(WebhookError::Forged("it is older than PayPal repeats a callback, or of the future"));
    }
    let signature = STANDARD.decode(signature).map_err(|_| WebhookError::Forged("the signature is no base64"))?;
    // 2048 to 8192 bits; anything else fits no key and is not worth a certificate.
    if !(256..=1024).contains(&signature.len()) {
        return Err(WebhookError::Forged("the signature has no RSA key's length"));
    }
    let chain = certificates.at(address, now).await?;
    let text = format!("{id}|{time}|{webhook_id}|{}", crc32fast::hash(body));
    if chain.signed(text.as_bytes(), &signature) {
        Ok(())
    } else {
        Err(WebhookError::Forged("the signature does not fit"))
    }
}

/// The id of the transmission, of verified headers.
pub fn transmission(headers: &HeaderMap) -> Option<String> {
    header(headers, "paypal-transmission-id").ok().map(str::to_owned)
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, WebhookError> {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(|value| value.to_str()), values.next()) {
        (Some(Ok(value)), None) if !value.is_empty() => Ok(value),
        _ => Err(WebhookError::Forged("a signature header is missing, doubled or no text")),
    }
}

/// Reads a verified body.
///
/// # Errors
/// [`WebhookError::Forged`] for a body that is no event.
pub fn read(body: &[u8]) -> Result<Event, WebhookError> {
    let head: EventHead = serde_json::from_slice(body).map_err(|_| WebhookError::Forged("the body is no event"))?;
    if head.id.is_empty() || head.id.len() > 255 || head.event_type.len() > 255 {
        return Err(WebhookError::Forged("the body is no event"));
    }
    let (about, parsed) = match told(&head, body) {
        Ok((about, updates)) if updates.is_empty() => (about, ParsedEvent::Nothing),
        Ok((about, updates)) => (about, ParsedEvent::Updates(updates)),
        Err(Unreadable { about, why }) => (about, ParsedEvent::Unreadable(why)),
    };
    Ok(Event { id: head.id, delivery: None, kind: head.event_type, live: None, about, parsed })
}

struct Unreadable {
    about: Option<PaymentRef>,
    why: String,
}

type ParsedCallback = Result<(Option<PaymentRef>, Vec<PaymentUpdate>), Unreadable>;

/// By the family of the kind: the resource's own status tells what happened, so that `DENIED` and
/// `DECLINED` are one, and a new last word in a family that moves money is read, not dropped.
fn told(head: &EventHead, body: &[u8]) -> ParsedCallback {
    let kind = head.event_type.as_str();
    let is_refund = head.resource_type.as_deref() == Some("refund");
    if kind.starts_with("CHECKOUT.ORDER.") {
        let order: Order = resource(body)?;
        tell(parse::about_order(&order), parse::order(&order))
    } else if kind == "CHECKOUT.PAYMENT-APPROVAL.REVERSED" {
        // Approved, but not captured in time.
        let approval: ReversedApproval = resource(body)?;
        tell(parse::about_approval(&approval), Ok(vec![PaymentUpdate::Expired]))
    } else if kind == "PAYMENT.CAPTURE.REVERSED" && !is_refund {
        let capture: Capture = resource(body)?;
        tell(parse::about_capture(&capture), parse::reversed_capture(&capture))
    } else if kind == "PAYMENT.CAPTURE.REVERSED" {
        let refund: Refund = resource(body)?;
        tell(parse::about_refund(&refund), parse::reversal(&refund))
    } else if kind.starts_with("PAYMENT.REFUND.") || (kind.starts_with("PAYMENT.CAPTURE.") && is_refund) {
        let refund: Refund = resource(body)?;
        tell(parse::about_refund(&refund), parse::refund(&refund))
    } else if kind.starts_with("PAYMENT.CAPTURE.") {
        let capture: Capture = resource(body)?;
        tell(parse::about_capture(&capture), parse::capture(&capture))
    } else if kind.starts_with("CUSTOMER.DISPUTE.") || kind.starts_with("RISK.DISPUTE.") {
        let dispute: Dispute = resource(body)?;
        tell(parse::about_dispute(&dispute), parse::dispute(&dispute))
    } else {
        Ok((None, vec![]))
    }
}

fn resource<T: DeserializeOwned>(body: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice::<EventBody<T>>(body).map(|event| event.resource).map_err(|e| Unreadable {
        about: None,
        // serde quotes values in data errors; the place is enough, and holds nobody's name.
        why: format!("its resource is not as expected, at line {} column {}", e.line(), e.column()),
    })
}

fn tell(about: PaymentRef, updates: Result<Vec<PaymentUpdate>, ParseError>) -> ParsedCallback {
    match updates {
        Ok(updates) => Ok((Some(about), updates)),
        Err(e) => Err(Unreadable { about: Some(about), why: e.to_string() }),
    }
}
