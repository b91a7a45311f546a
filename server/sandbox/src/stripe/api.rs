//! The addresses of Stripe's API that Saldo uses.

use super::Books;
use super::answer::{Answer, ApiError};
use super::call::Call;
use super::form::Params;
use super::{Status, acts, create, expand, money_back, objects};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

pub(super) async fn create_session(call: Call) -> Answer {
    call.write(|books, params, now| {
        let id = create::create(books, params, now)?;
        found(books, "checkout.session", &id)
    })
}

pub(super) async fn session(Path(id): Path<String>, call: Call) -> Answer {
    one(call, "checkout.session", id)
}

pub(super) async fn expire_session(Path(id): Path<String>, call: Call) -> Answer {
    call.write(|books, params, now| {
        std::mem::take(params).finish()?;
        found(books, "checkout.session", &id)?;
        acts::expire(books, &id, now)?;
        found(books, "checkout.session", &id)
    })
}

pub(super) async fn list_sessions(call: Call) -> Answer {
    call.read(|books, params, _| {
        let intent = params.take("payment_intent");
        let status = params.one_of("status", &["open", "complete", "expired"])?;
        let wanted = |s: &&super::Session| {
            intent.as_ref().is_none_or(|intent| s.intent.as_ref() == Some(intent))
                && status.as_ref().is_none_or(|status| s.status.as_str() == status)
        };
        let newest = books.records.opened.iter().rev().filter_map(|id| books.records.sessions.get(id));
        page(params, newest.filter(wanted).map(|s| objects::session(books, s)), "/v1/checkout/sessions")
    })
}

pub(super) async fn intent(Path(id): Path<String>, call: Call) -> Answer {
    one(call, "payment_intent", id)
}

pub(super) async fn cancel_intent(Path(id): Path<String>, call: Call) -> Answer {
    call.write(|books, params, now| {
        let reasons = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"];
        params.one_of("cancellation_reason", &reasons)?;
        std::mem::take(params).finish()?;
        found(books, "payment_intent", &id)?;
        acts::cancel_intent(books, &id, now)?;
        found(books, "payment_intent", &id)
    })
}

pub(super) async fn charge(Path(id): Path<String>, call: Call) -> Answer {
    one(call, "charge", id)
}

pub(super) async fn list_charges(call: Call) -> Answer {
    call.read(|books, params, _| {
        let intent = params.take("payment_intent");
        let wanted = |c: &&super::Charge| intent.as_ref().is_none_or(|intent| c.intent == *intent);
        let mut charges: Vec<_> = books.records.charges.values().filter(wanted).collect();
        charges.sort_by(|a, b| b.created.cmp(&a.created).then_with(|| b.id.cmp(&a.id)));
        page(params, charges.into_iter().filter_map(|c| objects::charge(&books.records, c)), "/v1/charges")
    })
}

pub(super) async fn create_refund(call: Call) -> Answer {
    call.write(|books, params, now| {
        let id = money_back::by_api(books, params, now)?;
        found(books, "refund", &id)
    })
}

pub(super) async fn refund(Path(id): Path<String>, call: Call) -> Answer {
    one(call, "refund", id)
}

pub(super) async fn list_refunds(call: Call) -> Answer {
    call.read(|books, params, _| {
        let (intent, charge) = (params.take("payment_intent"), params.take("charge"));
        let records = &books.records;
        let wanted = |r: &&super::Refund| {
            intent.as_ref().is_none_or(|intent| r.intent == *intent)
                && charge.as_ref().is_none_or(|charge| r.charge == *charge)
        };
        let refunds = records.refunds.iter().rev().filter(wanted).filter_map(|r| objects::refund(records, r));
        page(params, refunds, "/v1/refunds")
    })
}

pub(super) async fn dispute(Path(id): Path<String>, call: Call) -> Answer {
    one(call, "dispute", id)
}

pub(super) async fn list_disputes(call: Call) -> Answer {
    call.read(|books, params, _| {
        let (intent, charge) = (params.take("payment_intent"), params.take("charge"));
        let records = &books.records;
        let wanted = |d: &&super::Dispute| {
            intent.as_ref().is_none_or(|intent| d.intent == *intent)
                && charge.as_ref().is_none_or(|charge| d.charge == *charge)
        };
        let disputes = records.disputes.iter().rev().filter(wanted).filter_map(|d| objects::dispute(records, d));
        page(params, disputes, "/v1/disputes")
    })
}

/// Any other address, answered as Stripe answers it. `what` is method and path.
pub(super) fn unknown_address(books: &mut Books, what: &str) -> Response {
    let message = format!("Unrecognized request URL ({what}). The sandbox has the part of the API that Saldo uses.");
    let error = ApiError::new(StatusCode::NOT_FOUND, "invalid_request_error", message);
    Answer::new(Err(error), format!("req_{}", books.ids.letters(14)), None).into_response()
}

fn one(call: Call, what: &'static str, id: String) -> Answer {
    call.read(|books, params, _| {
        std::mem::take(params).finish()?;
        found(books, what, &id)
    })
}

fn found(books: &Books, what: &str, id: &str) -> Result<Value, ApiError> {
    objects::by_id(books, id).filter(|object| object["object"] == what).ok_or_else(|| ApiError::no_such(what, id))
}

/// One page of a list: `limit` of 1 to 100, 10 unless said; `starting_after` an object's id.
fn page(params: &mut Params, newest: impl Iterator<Item = Value>, url: &str) -> Result<Value, ApiError> {
    let limit = params.integer("limit")?.unwrap_or(10);
    let limit = usize::try_from(limit).ok().filter(|limit| (1..=100).contains(limit));
    let limit = limit.ok_or_else(|| ApiError::invalid("limit", None, "limit is a number from 1 to 100"))?;
    let after = params.take("starting_after");
    std::mem::take(params).finish()?;
    let mut rest: Vec<Value> = match after {
        None => newest.take(limit + 1).collect(),
        Some(after) => newest.skip_while(|o| o["id"] != after.as_str()).skip(1).take(limit + 1).collect(),
    };
    let has_more = rest.len() > limit;
    rest.truncate(limit);
    Ok(expand::list(rest, has_more, url))
}

impl Status {
    /// Can it still be paid?
    pub(super) const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }
}
