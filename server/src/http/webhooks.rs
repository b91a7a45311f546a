//! `/webhooks/{provider}` and `/webhooks/{provider}/{account}`: callbacks, as raw bytes, for
//! [`callback::receive`].

use super::access_links::client;
use super::body_memory::{BodyMemory, BodyShare, TURN};
use crate::http::state::AppState;
use crate::rate_limit::Limit;
use crate::telemetry;
use crate::telemetry::Callback;
use axum::body::{Body, BodyDataStream};
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::payment::ProviderName;
use futures::StreamExt;
use providers::{DEFAULT_ACCOUNT, WebhookError};
use services::payments::callback;
use services::payments::callback::{CallbackError, WebhookOutcome};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// A provider's event may be large (Stripe expands objects): the most bytes that are taken.
const MAX_CALLBACK: usize = 2 * 1024 * 1024;
/// What all callbacks that are being sent may hold beyond their first 64 KiB, in KiB.
const TOGETHER_KIB: usize = 16 * 1024;
/// How long a provider may take to send one.
const WHOLE: Duration = Duration::from_secs(30);

/// The memory for callbacks.
#[must_use]
pub fn memory() -> BodyMemory {
    BodyMemory::of_kib(TOGETHER_KIB, TURN)
}

/// To the account that all creditors share.
pub(super) async fn shared(
    state: State<Arc<AppState>>,
    peer: ConnectInfo<SocketAddr>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> (StatusCode, &'static str) {
    receive(state, peer, &provider, DEFAULT_ACCOUNT, headers, body).await
}

/// To a creditor's own account.
pub(super) async fn own(
    state: State<Arc<AppState>>,
    peer: ConnectInfo<SocketAddr>,
    Path((provider, account)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> (StatusCode, &'static str) {
    receive(state, peer, &provider, &account, headers, body).await
}

async fn receive(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    provider: &str,
    account: &str,
    headers: HeaderMap,
    body: Body,
) -> (StatusCode, &'static str) {
    let Ok(name) = provider.parse::<ProviderName>() else { return (StatusCode::NOT_FOUND, "no such provider\n") };
    let read = timeout(WHOLE, read(&state.callbacks, body.into_data_stream())).await;
    let (body, _share) = match read.unwrap_or(Err((StatusCode::REQUEST_TIMEOUT, "it took too long\n"))) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
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

/// All of a callback's bytes and the memory that they hold, or the answer to one that cannot be read.
async fn read(
    memory: &BodyMemory,
    mut body: BodyDataStream,
) -> Result<(Vec<u8>, BodyShare), (StatusCode, &'static str)> {
    let (mut share, mut bytes) = (memory.share(), Vec::new());
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| (StatusCode::BAD_REQUEST, "it broke off\n"))?;
        if bytes.len().saturating_add(chunk.len()) > MAX_CALLBACK {
            return Err((StatusCode::PAYLOAD_TOO_LARGE, "too large\n"));
        }
        let full = (StatusCode::SERVICE_UNAVAILABLE, "too much is being sent; send it again later\n");
        share.grow(chunk.len()).await.map_err(|_| full)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok((bytes, share))
}
