//! Faults of API calls: slow, 500, no answer, half an answer, a lost answer.

use super::faults::CallFault;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::stream;
use std::sync::Arc;
use std::time::Duration;

/// How one provider's API misbehaves.
#[derive(Clone)]
pub(super) struct Misbehaviour {
    /// Draws for one call: how long it waits, and what goes wrong.
    pub(super) draw: Arc<dyn Fn() -> (Duration, Option<CallFault>) + Send + Sync>,
    /// The body of an answer 500, as the provider words it.
    pub(super) failure: &'static str,
}

/// Runs around every API call.
pub(super) async fn layer(
    State(Misbehaviour { draw, failure }): State<Misbehaviour>,
    request: Request,
    next: Next,
) -> Response {
    let (wait, fault) = draw();
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
    match fault {
        None => next.run(request).await,
        Some(CallFault::Fail) => {
            (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "application/json")], failure).into_response()
        }
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
