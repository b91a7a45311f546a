//! `/healthz`, `/readyz`, `/metrics`: for whoever runs Saldo, on a listener of their own.

use crate::wiring::House;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

/// The process lives.
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// The process can do its work: the database answers, and it is not draining.
pub(super) async fn readyz(State(house): State<Arc<House>>) -> (StatusCode, &'static str) {
    if !*house.ready.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "draining\n");
    }
    match tokio::time::timeout(Duration::from_secs(1), house.store.ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// Everything that is counted, for Prometheus.
pub(super) async fn metrics(State(house): State<Arc<House>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], house.metrics.render()).into_response()
}
