//! `/webhooks/{provider}` and `/webhooks/{provider}/{account}`: callbacks, as raw bytes, for
//! [`callback::receive`].

use super::access_links::client;
use crate::http::state::AppState;
use crate::rate_limit::Limit;
use crate::telemetry;
use crate::telemetry::Callback;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::payment::ProviderName;
use providers::{DEFAULT_ACCOUNT, WebhookError};
use services::payments::callback;
use services::payments::callback::{CallbackError, WebhookOutcome};
use std::net::SocketAddr;
use std::sync::Arc;

/// To the account that all creditors share.
pub(super) async fn shared(
    state: State<Arc<AppState>>,
    peer: ConnectInfo<SocketAddr>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    receive(state, peer, &provider, DEFAULT_ACCOUNT, headers, body).await
}

/// To a creditor's own account.
pub(super) async fn own(
    state: State<Arc<AppState>>,
    peer: ConnectInfo<SocketAddr>,
    Path((provider, account)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    receive(state, peer, &provider, &account, headers, body).await
}

async fn receive(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    provider: &str,
    account: &str,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let Ok(name) = provider.parse::<ProviderName>() else { return (StatusCode::NOT_FOUND, "no such provider\n") };
    match callback::receive(&state.services, name, account, &headers, &body).await {
        Ok(WebhookOutcome::Done) => {
            telemetry::called_back(name, Callback::Accepted);
            (StatusCode::OK, "ok\n")
        }
        Ok(WebhookOutcome::Again) => {
            telemetry::called_back(name, Callback::Repeated);
            (StatusCode::OK, "known\n")
        }
        Ok(WebhookOutcome::Parked) => {
            telemetry::called_back(name, Callback::Parked);
            tracing::warn!(provider = name.as_str(), "an event contradicts the books; see `saldo exceptions`");
            (StatusCode::OK, "parked\n")
        }
        Err(CallbackError::NoAccount) => (StatusCode::NOT_FOUND, "no such account\n"),
        Err(CallbackError::Webhook(WebhookError::Forged(why))) => {
            telemetry::called_back(name, Callback::Forged);
            if state.limits.check(Limit::ForgedCallback, client(&state, peer, &headers)).is_err() {
                return (StatusCode::TOO_MANY_REQUESTS, "too many\n");
            }
            tracing::warn!(provider = name.as_str(), why, "a callback was not believed");
            (StatusCode::BAD_REQUEST, "not signed by the provider\n")
        }
        Err(CallbackError::Webhook(WebhookError::Unavailable(why))) => {
            telemetry::called_back(name, Callback::Unavailable);
            tracing::warn!(provider = name.as_str(), why, "a callback cannot be checked now");
            (StatusCode::SERVICE_UNAVAILABLE, "cannot be checked now\n")
        }
        Err(CallbackError::Store(error)) => {
            telemetry::called_back(name, Callback::Unavailable);
            tracing::error!(provider = name.as_str(), %error, "a callback could not be stored");
            (StatusCode::SERVICE_UNAVAILABLE, "cannot be stored now\n")
        }
    }
}
