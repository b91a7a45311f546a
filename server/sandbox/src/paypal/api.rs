//! The addresses of PayPal's API that Saldo uses.

use super::call::Call;
use super::problem::Problem;
use super::sign::CHAIN_PEM;
use super::{acts, create, money_back, objects};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

/// How long PayPal remembers a `PayPal-Request-Id` of orders, and of payments.
const ORDERS_REMEMBERED: TimeDelta = TimeDelta::hours(6);
const PAYMENTS_REMEMBERED: TimeDelta = TimeDelta::days(45);

pub(super) async fn create_order(call: Call) -> Response {
    call.once(
        ORDERS_REMEMBERED,
        StatusCode::OK,
        |call, books, now| create::create(books, call.json()?, now),
        |call, books, id| objects::order(books, id, call.full),
    )
}

pub(super) async fn order(Path(id): Path<String>, call: Call) -> Response {
    call.run(|_, books, _| found(objects::order(books, &id, true)))
}

/// A capture's body may be left out or empty; nothing in it is used.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaptureRequest {}

pub(super) async fn capture_order(Path(id): Path<String>, call: Call) -> Response {
    call.once(
        ORDERS_REMEMBERED,
        StatusCode::OK,
        |call, books, now| {
            call.json_or_none::<CaptureRequest>()?;
            acts::capture(books, &id, now)?;
            Ok(id.clone())
        },
        |_, books, id| objects::order(books, id, true),
    )
}

pub(super) async fn capture(Path(id): Path<String>, call: Call) -> Response {
    call.run(|_, books, _| found(objects::capture(books, &id)))
}

pub(super) async fn refund_capture(Path(id): Path<String>, call: Call) -> Response {
    call.once(
        PAYMENTS_REMEMBERED,
        // The description of Payments knows no 200 here.
        StatusCode::CREATED,
        |call, books, now| money_back::by_api(books, &id, call.json_or_none()?, now),
        |call, books, id| {
            let refund = objects::refund_by_id(books, id)?;
            // The short form, unless asked otherwise.
            Some(if call.full {
                refund
            } else {
                json!({ "id": refund["id"], "status": refund["status"], "links": refund["links"] })
            })
        },
    )
}

pub(super) async fn refund(Path(id): Path<String>, call: Call) -> Response {
    call.run(|_, books, _| found(objects::refund_by_id(books, &id)))
}

/// `GET /v1/customer/disputes`, by the capture's id.
pub(super) async fn list_disputes(call: Call) -> Response {
    call.run(|call, books, _| {
        let capture = call.query("disputed_transaction_id");
        let wanted = |d: &&super::Dispute| capture.as_ref().is_none_or(|capture| d.capture == *capture);
        let disputes = books.records.disputes.iter().rev().filter(wanted).take(50);
        let items: Vec<Value> = disputes.filter_map(|d| objects::dispute(books, d, false)).collect();
        let own = format!("{}/v1/customer/disputes", books.base);
        let mut list = json!({ "links": [{ "href": own, "rel": "self", "method": "GET" }] });
        // By the description a list of none has no `items` at all.
        if !items.is_empty() {
            list["items"] = json!(items);
        }
        Ok((StatusCode::OK, list))
    })
}

pub(super) async fn dispute(Path(id): Path<String>, call: Call) -> Response {
    call.run(|_, books, _| found(objects::dispute_by_id(books, &id)))
}

/// The certificates that callbacks are signed with; anyone may have them.
pub(super) async fn certificate() -> Response {
    ([(header::CONTENT_TYPE, "application/x-pem-file")], CHAIN_PEM).into_response()
}

fn found(object: Option<Value>) -> super::call::Outcome {
    object.map(|object| (StatusCode::OK, object)).ok_or_else(Problem::not_found)
}
