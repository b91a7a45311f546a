//! The map of addresses, and the layers around it.

use super::answer::{self, REQUEST_ID};
use super::error::Failure;
use super::{
    account, agree, agreement, breathing_space, choices, console, door, functions, guard, health, objection, pay,
    payment, preferences, proof, reminders, request, webhooks,
};
use crate::http::state::AppState;
use crate::telemetry;
use app::portal::Problem;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::Instant;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tracing::Instrument;

/// A form of ours is small.
const FORM_AT_MOST: usize = 64 * 1024;
/// A provider's event may be large (Stripe expands objects).
const CALLBACK_AT_MOST: usize = 2 * 1024 * 1024;

/// Everything that answers.
pub fn router(state: Arc<AppState>) -> Router {
    let callbacks = Router::new()
        .route("/webhooks/{provider}", post(webhooks::shared))
        .route("/webhooks/{provider}/{account}", post(webhooks::own))
        .layer(DefaultBodyLimit::max(CALLBACK_AT_MOST));
    // No secret is in a page beside what a visitor could choose (tokens are in no page at all), so
    // compressing it tells nothing. Files come compressed already; event streams must flow.
    let worth_it = SizeAbove::new(860).and(NotForContentType::new("text/event-stream"));
    let compress = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_it);
    let site = Router::new()
        .route("/", get(account::home))
        .route("/l/{token}", get(door::gate).post(door::enter))
        .route("/link", get(door::new_link))
        .route("/logout", post(door::logout))
        .route("/invoices/{id}", get(account::invoice))
        .route("/activity", get(account::activity))
        .route("/pay", get(pay::choose))
        .route("/pay/confirm", get(pay::confirm))
        .route("/payments/{id}", get(payment::show))
        .route("/payments/{id}/live", get(payment::live))
        .route("/payments/{id}/receipt.pdf", get(payment::receipt))
        .route("/payments/{id}/continue", post(payment::go_on))
        .route("/payments/{id}/cancel", post(payment::cancel))
        .route("/plans/new", get(agree::new_plan))
        .route("/extensions/new", get(agree::new_extension))
        .route("/promises/new", get(agree::new_promise))
        .route("/settlements/new", get(agree::new_settlement))
        .route("/code", get(proof::code))
        .route("/fact", get(proof::fact))
        .route("/agreements/{id}", get(agreement::show))
        .route("/agreements/{id}/agreement.pdf", get(agreement::pdf))
        .route("/agreements/{id}/calendar.ics", get(agreement::calendar))
        .route("/agreements/{id}/agreement.json", get(agreement::sealed))
        .route("/requests/{id}", get(request::show))
        .route("/requests/{id}/accept", post(request::accept))
        .route("/objections/new", get(objection::new))
        .route("/objections/{id}", get(objection::show))
        .route("/objections/{id}/withdraw", post(objection::withdraw))
        .route("/objections/{id}/files/{file}", get(objection::file))
        .route("/breathing-space", get(breathing_space::show))
        .route("/offers", get(choices::show))
        .route("/preferences", get(preferences::show))
        .route("/reminders/off", get(reminders::show).post(reminders::stop))
        .merge(functions::routes())
        .merge(console::routes())
        .layer(DefaultBodyLimit::max(FORM_AT_MOST))
        .fallback(async || Failure::from(Problem::NotFound))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), answer::problems))
        .layer(compress);
    let operations = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics));
    site.merge(callbacks)
        .merge(operations)
        .merge(state.assets.router())
        .layer(middleware::from_fn_with_state(Arc::clone(&state), guard::same_origin))
        .layer(CatchPanicLayer::custom(|_| {
            Failure::from(Problem::Fault { support_id: answer::support_id() }).into_response()
        }))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), answer::problems))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), guard::headers))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), log))
        .with_state(state)
}

/// One line and one measurement a request, under an id that the answer carries too. The path's
/// pattern is logged, never the path: it may hold a token.
async fn log(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let id = state.services.ids.uuid(state.services.clock.now()).simple().to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", |path| path.as_str()).to_owned();
    let span = tracing::info_span!("request", id);
    let began = Instant::now();
    let answer = REQUEST_ID.scope(id.clone(), next.run(request).instrument(span.clone()));
    let mut response = answer.await;
    let took = began.elapsed();
    let status = response.status();
    telemetry::answered(&route, method_name(&method), status.as_u16(), took);
    span.in_scope(|| {
        let duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(%method, route, status = status.as_u16(), duration_us, "answered");
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// A label for the figures: never what a stranger made up.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
