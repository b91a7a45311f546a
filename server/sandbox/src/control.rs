//! `/_sandbox`: what a test or a curious person can do with the sandbox itself.
//!
//! | call | does |
//! | --- | --- |
//! | `GET /_sandbox/` | a page for people |
//! | `GET /_sandbox/charges` | everything that was charged, and what is pending |
//! | `POST /_sandbox/pay/{name}` `{"how": …}` | pays without a browser |
//! | `POST /_sandbox/vouchers/{name}/pay`, `…/fail` | ends a voucher, bank debit or eCheck |
//! | `POST /_sandbox/refund/{name}` `{"amount", "fail", "reverse"}` | gives money back |
//! | `POST /_sandbox/dispute/{name}` `{"outcome", "amount"}` | a chargeback, or its end |
//! | `GET, POST, DELETE /_sandbox/faults` | how it misbehaves ([`Faults`]) |
//! | `POST /_sandbox/flush?within_ms=` | waits until no callback is under way; the counts |
//! | `GET /_sandbox/deliveries?limit=&about=` | the log of callbacks, newest first |
//!
//! `{name}` is a checkout session, order, PaymentIntent, capture, or the portal's own payment.
//! Amounts are ISO 4217 minor units.

use super::charges::{self, Charges};
use super::faults::Faults;
use super::html::{self, esc};
use super::sign::ROOT_PEM;
use super::state::{Books, Ending, Outcome, Refusal, Sandbox};
use super::units::{iso_to_paypal, iso_to_stripe};
use super::{paypal, stripe};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::Duration;

/// The longest a flush waits.
const LONGEST_FLUSH: u64 = 600_000;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/", get(async || Redirect::temporary("/_sandbox/")))
        .route("/_sandbox", get(async || Redirect::temporary("/_sandbox/")))
        .route("/_sandbox/", get(index))
        .route("/_sandbox/style.css", get(async || ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], html::STYLE)))
        .route("/_sandbox/root.pem", get(async || ([(header::CONTENT_TYPE, "application/x-pem-file")], ROOT_PEM)))
        .route("/_sandbox/charges", get(all_charges))
        .route("/_sandbox/pay/{name}", post(pay))
        .route("/_sandbox/vouchers/{name}/{end}", post(end_voucher))
        .route("/_sandbox/refund/{name}", post(refund))
        .route("/_sandbox/dispute/{name}", post(dispute))
        .route("/_sandbox/faults", get(show_faults).post(set_faults).delete(reset_faults))
        .route("/_sandbox/flush", post(flush))
        .route("/_sandbox/deliveries", get(deliveries))
}

/// Why a call of this room was not carried out.
enum Failure {
    Refused(Refusal),
    Body(serde_json::Error),
    Request(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, why) = match self {
            Self::Refused(why @ Refusal::Unknown(_)) => (StatusCode::NOT_FOUND, why.to_string()),
            Self::Refused(why @ Refusal::NotNow(_)) => (StatusCode::CONFLICT, why.to_string()),
            Self::Body(why) => (StatusCode::BAD_REQUEST, format!("the body cannot be read: {why}")),
            Self::Request(why) => (StatusCode::BAD_REQUEST, why),
        };
        (status, Json(json!({ "error": why }))).into_response()
    }
}

type Answer = Result<Json<Value>, Failure>;

/// The body; an empty one is an empty object.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Failure> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(Failure::Body)
}

/// What a name belongs to.
enum Page {
    Stripe(String),
    Paypal(String),
}

fn page(books: &Books, name: &str) -> Result<Page, Failure> {
    let stripe = books.stripe.page_of(name).map(|id| Page::Stripe(id.to_owned()));
    let paypal = || books.paypal.order_of(name).map(|id| Page::Paypal(id.to_owned()));
    stripe.or_else(paypal).ok_or_else(|| Refusal::Unknown(name.to_owned()).into())
}

async fn all_charges(State(sandbox): State<Sandbox>) -> Json<Charges> {
    Json(sandbox.with(|books, _| charges::all(books)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PayRequest {
    how: String,
    /// A voucher, debit or eCheck is paid after so many milliseconds …
    paid_after_ms: Option<u64>,
    /// … or refused.
    failed_after_ms: Option<u64>,
}

async fn pay(State(sandbox): State<Sandbox>, Path(name): Path<String>, body: Bytes) -> Answer {
    let request: PayRequest = read(&body)?;
    let ending = match (request.paid_after_ms, request.failed_after_ms) {
        (Some(ms), _) => Ending::PaidAfter(ms),
        (None, Some(ms)) => Ending::FailedAfter(ms),
        (None, None) => Ending::Open,
    };
    sandbox.with(|books, now| {
        let redirect = match page(books, &name)? {
            Page::Stripe(id) => stripe::pay(books, &id, &request.how, ending, now)?,
            Page::Paypal(id) => paypal::pay(books, &id, &request.how, ending, now)?,
        };
        Ok(Json(json!({ "redirect": redirect })))
    })
}

async fn end_voucher(State(sandbox): State<Sandbox>, Path((name, end)): Path<(String, String)>) -> Answer {
    let paid = match end.as_str() {
        "pay" => true,
        "fail" => false,
        _ => return Err(Failure::Request("a voucher ends with /pay or /fail".to_owned())),
    };
    sandbox.with(|books, now| {
        match page(books, &name)? {
            Page::Stripe(id) => stripe::acts::end_delayed(books, &id, paid, now)?,
            Page::Paypal(id) => {
                let capture = capture_of(books, &id)?;
                paypal::acts::end_pending(books, &capture, paid, now)?;
            }
        }
        Ok(Json(json!({ "paid": paid })))
    })
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RefundRequest {
    /// ISO minor units; all that is left unless given.
    amount: Option<i64>,
    /// It is made, told, and comes back.
    fail: bool,
    /// PayPal takes the money instead of the merchant giving it.
    reverse: bool,
}

async fn refund(State(sandbox): State<Sandbox>, Path(name): Path<String>, body: Bytes) -> Answer {
    let request: RefundRequest = read(&body)?;
    sandbox.with(|books, now| {
        let id = match page(books, &name)? {
            Page::Stripe(id) => refund_at_stripe(books, &id, &request, now)?,
            Page::Paypal(id) => refund_at_paypal(books, &id, &request, now)?,
        };
        Ok(Json(json!({ "refund": id })))
    })
}

fn refund_at_stripe(
    books: &mut Books,
    page: &str,
    request: &RefundRequest,
    now: DateTime<Utc>,
) -> Result<String, Failure> {
    if request.reverse {
        return Err(Failure::Request("Stripe reverses nothing; use a dispute".to_owned()));
    }
    let (charge, left, code) = charge_of(books, page)?;
    let amount = units(request.amount, &code, iso_to_stripe)?.unwrap_or(left);
    let reason = Some("requested_by_customer".to_owned());
    let id = stripe::money_back::refund(books, &charge, amount, reason, std::collections::BTreeMap::new(), now)?;
    if request.fail {
        stripe::money_back::fail_refund(books, &id, now)?;
    }
    Ok(id)
}

fn refund_at_paypal(
    books: &mut Books,
    order: &str,
    request: &RefundRequest,
    now: DateTime<Utc>,
) -> Result<String, Failure> {
    let capture = capture_of(books, order)?;
    let (left, code) = left_at_paypal(books, order, &capture)?;
    let amount = units(request.amount, &code, iso_to_paypal)?.unwrap_or(left);
    let back = if request.reverse { paypal::money_back::Back::Reversal } else { paypal::money_back::Back::Refund };
    let id = paypal::money_back::give_back(books, &capture, amount, None, back, now)?;
    if request.fail {
        paypal::money_back::fail_refund(books, &id, now)?;
    }
    Ok(id)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DisputeRequest {
    outcome: Outcome,
    /// ISO minor units; all that is left unless given.
    amount: Option<i64>,
}

async fn dispute(State(sandbox): State<Sandbox>, Path(name): Path<String>, body: Bytes) -> Answer {
    let request: DisputeRequest = read(&body)?;
    sandbox.with(|books, now| {
        let id = match page(books, &name)? {
            Page::Stripe(id) => {
                let (charge, _, code) = charge_of(books, &id)?;
                let amount = units(request.amount, &code, iso_to_stripe)?;
                stripe::money_back::dispute(books, &charge, amount, request.outcome, now)?
            }
            Page::Paypal(id) => {
                let capture = capture_of(books, &id)?;
                let (_, code) = left_at_paypal(books, &id, &capture)?;
                let amount = units(request.amount, &code, iso_to_paypal)?;
                paypal::money_back::dispute(books, &capture, amount, request.outcome, now)?
            }
        };
        Ok(Json(json!({ "dispute": id })))
    })
}

/// The page's charge, what is left of it in Stripe's units, and its currency.
fn charge_of(books: &Books, page: &str) -> Result<(String, i64, String), Failure> {
    let unpaid = || Refusal::NotNow(format!("`{page}` has no charge"));
    let charge = books.stripe.newest_charge(page).ok_or_else(unpaid)?;
    let code = books.stripe.sessions.get(page).map(stripe::Session::code).ok_or_else(unpaid)?;
    Ok((charge.id.clone(), charge.amount - charge.refunded, code))
}

fn capture_of(books: &Books, order: &str) -> Result<String, Failure> {
    let capture = books.paypal.orders.get(order).and_then(|order| order.capture.clone());
    capture.ok_or_else(|| Refusal::NotNow(format!("`{order}` has no capture")).into())
}

fn left_at_paypal(books: &Books, order: &str, capture: &str) -> Result<(i64, String), Failure> {
    let found = books.paypal.orders.get(order).zip(books.paypal.captures.get(capture));
    let (order, capture) = found.ok_or_else(|| Refusal::Unknown(capture.to_owned()))?;
    Ok((capture.left(), order.currency.clone()))
}

fn units(minor: Option<i64>, code: &str, convert: fn(i64, &str) -> Option<i64>) -> Result<Option<i64>, Failure> {
    minor
        .map(|minor| {
            convert(minor, code).ok_or_else(|| Failure::Request(format!("{minor} cannot be written in {code}")))
        })
        .transpose()
}

async fn show_faults(State(sandbox): State<Sandbox>) -> Json<Faults> {
    Json(sandbox.with(|books, _| books.luck.faults().clone()))
}

async fn set_faults(State(sandbox): State<Sandbox>, body: Bytes) -> Result<Json<Faults>, Failure> {
    let faults: Faults = read(&body)?;
    Ok(Json(sandbox.with(|books, _| {
        books.luck.set(faults);
        books.luck.faults().clone()
    })))
}

async fn reset_faults(State(sandbox): State<Sandbox>) -> Json<Faults> {
    Json(sandbox.with(|books, _| {
        books.luck.reset();
        books.luck.faults().clone()
    }))
}

#[derive(Deserialize)]
struct Within {
    within_ms: Option<u64>,
}

async fn flush(State(sandbox): State<Sandbox>, Query(within): Query<Within>) -> Response {
    let limit = Duration::from_millis(within.within_ms.unwrap_or(60_000).min(LONGEST_FLUSH));
    Json(sandbox.courier().settled(limit).await).into_response()
}

#[derive(Deserialize)]
struct Wanted {
    limit: Option<usize>,
    about: Option<String>,
}

async fn deliveries(State(sandbox): State<Sandbox>, Query(wanted): Query<Wanted>) -> Response {
    let courier = sandbox.courier();
    let records = courier.records(wanted.limit.unwrap_or(200), |record| {
        wanted.about.as_ref().is_none_or(|about| record.concerns(about))
    });
    Json(json!({ "counts": courier.counts(), "deliveries": records })).into_response()
}

/// What the sandbox is, what it knows, and where to look.
async fn index(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Response {
    let words = html::words("auto", &headers);
    let all = sandbox.with(|books, _| charges::all(books)).charges;
    let lines: String = all.iter().rev().take(20).map(charges::Line::row).collect();
    let count = all.len();
    let base = esc(sandbox.base());
    let body = format!(
        "<h1>Saldo sandbox</h1>
<p>Stands in for Stripe and PayPal. Point a portal at it:</p>
<p><code>STRIPE_API_BASE={base}</code><br><code>PAYPAL_API_BASE={base}</code></p>
<p><a href=\"/_sandbox/charges\">charges</a> · <a href=\"/_sandbox/deliveries\">deliveries</a> ·
<a href=\"/_sandbox/faults\">faults</a> · <a href=\"/_sandbox/root.pem\">root certificate</a></p>
<h2>Charges ({count})</h2>
<table><thead><tr><th>provider</th><th>payment</th><th>amount</th><th>state</th></tr></thead><tbody>
{lines}</tbody></table>"
    );
    html::page(StatusCode::OK, words, "Saldo", "Saldo", &body)
}
