//! The map of addresses, and the layers around it.

use super::error::{self, Failure};
use super::html::REQUEST_ID;
use super::{
    access_links, account, activity, agree, agreement, breathing_space, choose, console, contact, dispute, functions,
    health, html, invoice, invoice_xml, offers_page, pay, payment, preferences, reminders, request, security,
    statement, verification, webhooks,
};
use crate::http::state::AppState;
use crate::telemetry;
use app::routes;
use app::views::problem::Problem;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tracing::Instrument;

/// A form of ours is small.
const MAX_FORM: usize = 64 * 1024;

/// Everything that answers on the public address.
pub fn router(state: Arc<AppState>) -> Router {
    let callbacks =
        Router::new().route(routes::WEBHOOK, post(webhooks::shared)).route(routes::WEBHOOK_OWN, post(webhooks::own));
    // No secret is in a page beside what a visitor could choose (tokens are in no page at all), so
    // compressing it tells nothing. Files come compressed already; event streams must flow.
    let worth_it = SizeAbove::new(860).and(NotForContentType::new("text/event-stream"));
    let compress = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_it);
    let site = Router::new()
        .route(routes::ACCOUNT, get(account::home))
        .route(routes::LINK, get(access_links::gate).post(access_links::enter))
        .route(routes::CONTACT, get(contact::show))
        .route(routes::LOGO, get(contact::logo))
        .route(routes::NEW_LINK, get(access_links::new_link))
        .route(routes::SIGN_OUT, post(access_links::logout))
        .route(routes::INVOICE, get(invoice::show))
        .route(routes::INVOICE_XML, get(invoice_xml::show))
        .route(routes::ACTIVITY, get(activity::show))
        .route(routes::STATEMENT, get(statement::show))
        .route(routes::PAY, get(choose::choose))
        .route(routes::CONFIRM, get(pay::confirm))
        .route(routes::PAYMENT, get(payment::show))
        .route(routes::PAYMENT_LIVE, get(payment::live))
        .route(routes::RECEIPT, get(payment::receipt))
        .route(routes::PAYMENT_CONTINUE, post(payment::go_on))
        .route(routes::PAYMENT_CANCEL, post(payment::cancel))
        .route(routes::PAYMENT_INSTEAD, post(payment::instead))
        .route(routes::PLAN_NEW, get(agree::new_plan))
        .route(routes::EXTENSION_NEW, get(agree::new_extension))
        .route(routes::PROMISE_NEW, get(agree::new_promise))
        .route(routes::SETTLEMENT_NEW, get(agree::new_settlement))
        .route(routes::CODE, get(verification::code))
        .route(routes::KNOWLEDGE_QUESTION, get(verification::fact))
        .route(routes::AGREEMENT, get(agreement::show))
        .route(routes::AGREEMENT_PDF, get(agreement::pdf))
        .route(routes::AGREEMENT_CALENDAR, get(agreement::calendar))
        .route(routes::AGREEMENT_SEALED, get(agreement::sealed))
        .route(routes::REQUEST, get(request::show))
        .route(routes::REQUEST_ACCEPT, post(request::accept))
        .route(routes::REQUEST_WITHDRAW, post(request::withdraw))
        .route(routes::DISPUTE_NEW, get(dispute::new))
        .route(routes::DISPUTE, get(dispute::show))
        .route(routes::DISPUTE_WITHDRAW, post(dispute::withdraw))
        .route(routes::DISPUTE_FILE, get(dispute::file))
        .route(routes::BREATHING_SPACE, get(breathing_space::show))
        .route(routes::OFFERS, get(offers_page::show))
        .route(routes::PREFERENCES, get(preferences::show))
        .route(routes::REMINDERS_OFF, get(reminders::show).post(reminders::stop))
        .merge(functions::routes())
        .merge(console::routes())
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .fallback(async || Failure::from(Problem::NotFound))
        .layer(middleware::map_response(error::as_page))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), html::problems))
        .layer(compress);
    site.merge(callbacks)
        .merge(state.assets.router())
        .layer(middleware::from_fn_with_state(Arc::clone(&state), security::same_origin))
        .layer(CatchPanicLayer::custom(|_| {
            Failure::from(Problem::Fault { support_id: html::support_id() }).into_response()
        }))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), html::problems))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), security::headers))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), log))
        .with_state(state)
}

/// What answers on the operations' address. Nothing of it is logged or counted: probes come every few seconds, and would
/// hide what debtors meet.
pub fn operations(state: Arc<AppState>) -> Router {
    Router::new()
        .route(routes::HEALTHZ, get(health::healthz))
        .route(routes::READYZ, get(health::readyz))
        .route(routes::METRICS, get(health::metrics))
        .with_state(state)
}

/// One line and one measurement a request, under an id that the answer carries too. The path's
/// pattern is logged, never the path: it may hold a token.
async fn log(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let id = state.services.ids.uuid(state.services.clock.now()).simple().to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", |path| path.as_str()).to_owned();
    let span = tracing::info_span!("request", id);
    warn_of_proxy(&state, &request);
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

/// Tells once where a proxy asks that the settings do not name: all its clients would count as one.
fn warn_of_proxy(state: &AppState, request: &Request) {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return };
    let foreign = state.trusted_proxies.is_foreign_word(peer.ip(), request.headers());
    if foreign && !state.proxy_told.swap(true, Ordering::Relaxed) {
        let peer = peer.ip();
        tracing::warn!(%peer, "X-Forwarded-For comes from a peer that SALDO_TRUSTED_PROXY does not name; it is not believed");
    }
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
