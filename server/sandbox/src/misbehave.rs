//! Misfortunes of API calls: slow, 500, no answer, half an answer, a lost answer.

use super::faults::CallFault;
use super::state::Sandbox;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::stream;

/// Runs around every API call.
pub(super) async fn layer(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    // Certificates are not an API call; without them no callback could be believed.
    if request.uri().path().starts_with("/v1/notifications/certs/") {
        return next.run(request).await;
    }
    let (wait, fault) = sandbox.with(|books, _| books.luck.call());
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
    match fault {
        None => next.run(request).await,
        Some(CallFault::Fail) => failure(request.uri().path()),
        Some(CallFault::Hang(time)) => {
            tokio::time::sleep(time).await;
            cut_off()
        }
        Some(CallFault::Malformed) => {
            let status = next.run(request).await.status();
            (status, [(header::CONTENT_TYPE, "application/json")], r#"{"id": "cs_te"#).into_response()
        }
        Some(CallFault::LoseAnswer) => {
            next.run(request).await;
            cut_off()
        }
    }
}

/// An answer whose body breaks off before it begins, so that the connection is torn down.
fn cut_off() -> Response {
    let broken = stream::once(async { Err::<Vec<u8>, _>(std::io::Error::other("cut off on purpose")) });
    let mut response = Response::new(Body::from_stream(broken));
    response.headers_mut().insert(header::CONTENT_LENGTH, header::HeaderValue::from_static("512"));
    response
}

fn failure(path: &str) -> Response {
    let body = if path.starts_with("/v2/") || is_paypal_v1(path) {
        r#"{"name":"INTERNAL_SERVER_ERROR","message":"An internal server error occurred.","debug_id":"5a1d05a1d0","links":[]}"#
    } else {
        r#"{"error":{"type":"api_error","message":"The sandbox fails on purpose."}}"#
    };
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn is_paypal_v1(path: &str) -> bool {
    ["/v1/oauth2/", "/v1/customer/disputes", "/v1/notifications/"].iter().any(|start| path.starts_with(start))
}
