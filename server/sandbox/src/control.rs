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

use super::charges::{ChargeLine, Charges};
use super::deliver::Dispatcher;
use super::faults::Faults;
use super::html::{self, esc};
use super::outcomes::{DisputeRequest, Ending, RefundRequest, Refusal};
use super::stand_in::StandIn;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::payment::ProviderName;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// The longest a flush waits.
const LONGEST_FLUSH: u64 = 600_000;

/// What these routes act on.
#[derive(Clone)]
pub(super) struct Control {
    pub(super) base: Arc<str>,
    pub(super) stand_ins: Arc<[Arc<dyn StandIn>]>,
    pub(super) dispatcher: Dispatcher,
}

impl Control {
    /// The stand-in that has a page of this name.
    fn of(&self, name: &str) -> Result<&dyn StandIn, Failure> {
        let found = self.stand_ins.iter().find(|stand_in| stand_in.knows(name));
        found.map(AsRef::as_ref).ok_or_else(|| Refusal::Unknown(name.to_owned()).into())
    }

    fn charges(&self) -> Charges {
        Charges::of(self.stand_ins.iter().flat_map(|stand_in| stand_in.charges()))
    }

    /// How it misbehaves: all stand-ins alike.
    fn faults(&self) -> Faults {
        self.stand_ins.first().map(|stand_in| stand_in.faults()).unwrap_or_default()
    }
}

/// The routes, and the answer to any other address.
pub(super) fn routes() -> Router<Control> {
    Router::new()
        .route("/", get(async || Redirect::temporary("/_sandbox/")))
        .route("/_sandbox", get(async || Redirect::temporary("/_sandbox/")))
        .route("/_sandbox/", get(index))
        .route("/_sandbox/style.css", get(async || ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], html::STYLE)))
        .route("/_sandbox/charges", get(all_charges))
        .route("/_sandbox/pay/{name}", post(pay))
        .route("/_sandbox/vouchers/{name}/{end}", post(end_voucher))
        .route("/_sandbox/refund/{name}", post(refund))
        .route("/_sandbox/dispute/{name}", post(dispute))
        .route("/_sandbox/faults", get(show_faults).post(set_faults).delete(reset_faults))
        .route("/_sandbox/flush", post(flush))
        .route("/_sandbox/deliveries", get(deliveries))
        .fallback(unknown_address)
}

/// Why a call was not carried out.
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
            Self::Refused(why @ Refusal::Impossible(_)) => (StatusCode::BAD_REQUEST, why.to_string()),
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

async fn all_charges(State(control): State<Control>) -> Json<Charges> {
    Json(control.charges())
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

async fn pay(State(control): State<Control>, Path(name): Path<String>, body: Bytes) -> Answer {
    let request: PayRequest = read(&body)?;
    let ending = match (request.paid_after_ms, request.failed_after_ms) {
        (Some(ms), _) => Ending::PaidAfter(ms),
        (None, Some(ms)) => Ending::FailedAfter(ms),
        (None, None) => Ending::Open,
    };
    let redirect = control.of(&name)?.pay(&name, &request.how, ending)?;
    Ok(Json(json!({ "redirect": redirect })))
}

async fn end_voucher(State(control): State<Control>, Path((name, end)): Path<(String, String)>) -> Answer {
    let paid = match end.as_str() {
        "pay" => true,
        "fail" => false,
        _ => return Err(Failure::Request("a voucher ends with /pay or /fail".to_owned())),
    };
    control.of(&name)?.end_delayed(&name, paid)?;
    Ok(Json(json!({ "paid": paid })))
}

async fn refund(State(control): State<Control>, Path(name): Path<String>, body: Bytes) -> Answer {
    let request: RefundRequest = read(&body)?;
    let id = control.of(&name)?.refund(&name, &request)?;
    Ok(Json(json!({ "refund": id })))
}

async fn dispute(State(control): State<Control>, Path(name): Path<String>, body: Bytes) -> Answer {
    let request: DisputeRequest = read(&body)?;
    let id = control.of(&name)?.dispute(&name, &request)?;
    Ok(Json(json!({ "dispute": id })))
}

async fn show_faults(State(control): State<Control>) -> Json<Faults> {
    Json(control.faults())
}

async fn set_faults(State(control): State<Control>, body: Bytes) -> Result<Json<Faults>, Failure> {
    let faults: Faults = read(&body)?;
    for stand_in in control.stand_ins.iter() {
        stand_in.set_faults(faults.clone());
    }
    Ok(Json(control.faults()))
}

async fn reset_faults(State(control): State<Control>) -> Json<Faults> {
    for stand_in in control.stand_ins.iter() {
        stand_in.reset_faults();
    }
    Json(control.faults())
}

#[derive(Deserialize)]
struct Within {
    within_ms: Option<u64>,
}

async fn flush(State(control): State<Control>, Query(within): Query<Within>) -> Response {
    let limit = Duration::from_millis(within.within_ms.unwrap_or(60_000).min(LONGEST_FLUSH));
    Json(control.dispatcher.settled(limit).await).into_response()
}

#[derive(Deserialize)]
struct Wanted {
    limit: Option<usize>,
    about: Option<String>,
}

async fn deliveries(State(control): State<Control>, Query(wanted): Query<Wanted>) -> Response {
    let dispatcher = &control.dispatcher;
    let records = dispatcher.records(wanted.limit.unwrap_or(200), |record| {
        wanted.about.as_ref().is_none_or(|about| record.concerns(about))
    });
    Json(json!({ "counts": dispatcher.counts(), "deliveries": records })).into_response()
}

/// What the sandbox is, what it knows, and where to look.
async fn index(State(control): State<Control>, headers: HeaderMap) -> Response {
    let words = html::words("auto", &headers);
    let all = control.charges().charges;
    let lines: String = all.iter().rev().take(20).map(ChargeLine::row).collect();
    let count = all.len();
    let base = esc(&control.base);
    let providers = || control.stand_ins.iter().map(|stand_in| stand_in.provider());
    let brands = providers().map(ProviderName::brand).collect::<Vec<_>>().join(" and ");
    let settings: Vec<String> = providers()
        .map(|provider| format!("<code>{}_API_BASE={base}</code>", provider.as_str().to_ascii_uppercase()))
        .collect();
    let settings = settings.join("<br>");
    let body = format!(
        "<h1>Saldo sandbox</h1>
<p>Stands in for {brands}. Point a portal at it:</p>
<p>{settings}</p>
<p><a href=\"/_sandbox/charges\">charges</a> · <a href=\"/_sandbox/deliveries\">deliveries</a> ·
<a href=\"/_sandbox/faults\">faults</a> · <a href=\"/_sandbox/root.pem\">root certificate</a></p>
<h2>Charges ({count})</h2>
<table><thead><tr><th>provider</th><th>payment</th><th>amount</th><th>state</th></tr></thead><tbody>
{lines}</tbody></table>"
    );
    html::page(StatusCode::OK, words, "Saldo", "Saldo", &body)
}

/// Any other address: as the provider words it that may have been meant.
async fn unknown_address(State(control): State<Control>, method: Method, uri: Uri) -> Response {
    let path: String = uri.path().chars().take(120).collect();
    let what = format!("{method}: {path}");
    let answered = control.stand_ins.iter().find_map(|stand_in| stand_in.unknown_address(&what));
    answered.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}
