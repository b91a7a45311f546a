//! The way in and out: links, "send me a new link", logging out.

use super::error::{Failure, PageStatus};
use super::session::{DebtorSession, creditor_view};
use super::{html, session};
use crate::http::state::AppState;
use crate::rate_limit::{Limit, RetryAfter};
use app::api::links::NewLinkForm;
use app::context::PageContext;
use app::views::gate::GateView;
use app::views::new_link::NewLinkView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{ConnectInfo, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::creditor::Creditor;
use domain::id::{CreditorId, LinkId, SessionId};
use domain::language::Language;
use domain::link::Link;
use domain::rate_limit::RateLimit;
use services::ids::{AccessToken, SessionToken};
use services::links::LINK_WORKS;
use services::links::jobs::SendLink;
use services::outbox::Job as _;
use services::secrets::SESSION_AT_MOST;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use store::{StoreError, creditors, debtors, links};

/// One new link per debtor in this span: three an hour.
const NEW_LINK_PAUSE_S: i64 = 20 * 60;

/// Who asks, as far as limits go.
pub(super) fn client(state: &AppState, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    state.trusted_proxies.client_ip(peer.ip(), headers)
}

async fn open_link(
    state: &AppState,
    peer: SocketAddr,
    headers: &HeaderMap,
    token: &str,
) -> Result<(Link, Creditor), Failure> {
    let ip = client(state, peer, headers);
    let dead = || -> Failure {
        match state.limits.check(Limit::WrongLink, ip) {
            Ok(()) => Problem::DeadLink.into(),
            Err(wait) => Problem::TooManyTries { minutes: minutes(wait) }.into(),
        }
    };
    // Text that is no token costs no look-up, but is counted like a wrong one.
    let Ok(token) = AccessToken::read(token) else { return Err(dead()) };
    let now = state.services.clock.now();
    let Some(creditor) = state.services.store.creditor_of(token.creditor()).await? else { return Err(dead()) };
    let mut db = state.services.store.read().await?;
    let Some(link) = links::by_token(&mut db, creditor, token.hash(), now).await? else { return Err(dead()) };
    let creditor = creditors::by_id(&mut db, link.creditor).await?;
    Ok((link, creditor.ok_or(Problem::DeadLink)?))
}

/// `GET /l/{token}`: changes nothing, shows nothing personal: who asks, and a button.
pub(super) async fn gate(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    uri: Uri,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (link, creditor) = open_link(&state, peer, &headers, &token).await?;
    let stranger = html::stranger(&state, &headers, &uri);
    let asked = html::asked_language(&uri);
    // No more is known of the visitor than their browser says; the creditor's language is the
    // likelier one where it says nothing of ours.
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language =
        Language::choose(asked.or_else(|| accept.and_then(Language::accepted)), Some(&creditor.locale), None);
    let action = match asked {
        Some(language) => routes::with(uri.path(), "lang", language.as_str()),
        None => uri.path().to_owned(),
    };
    let context = PageContext {
        language,
        tag: language.as_str().to_owned(),
        creditor: Some(creditor_view(&creditor, language)),
        languages: html::languages(uri.path()),
        ..stranger
    };
    Ok(html::page(&state, PageStatus::Found, &context, |context| {
        views::gate::page(context, GateView { action, pay_only: link.pay_only })
    }))
}

/// `POST /l/{token}`: begins a session and leaves the token behind. May be repeated at will.
pub(super) async fn enter(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    uri: Uri,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (link, creditor) = open_link(&state, peer, &headers, &token).await?;
    let now = state.services.clock.now();
    let session = state.services.ids.access_token(creditor.code);
    let (id, hash) = (SessionId::new(state.services.ids.uuid(now)), session.hash());
    let language = html::asked_language(&uri).map(Language::as_str);
    let former = former_session(&state, &headers).await?;
    let unit = state.services.store.write((link, former), move |db, (link, former)| {
        Box::pin(async move {
            debtors::lock(db, link.creditor, link.debtor).await?;
            if let Err(often) = RateLimit::Session.check(&links::opened_lately(db, link).await?, now) {
                return Ok(Err(often));
            }
            links::begin_session(db, link, id, hash, now, now + SESSION_AT_MOST).await?;
            if let Some(language) = language {
                links::set_language(db, link.creditor, id, language).await?;
            }
            if let Some((creditor, former)) = *former {
                links::end_session(db, creditor, former, now).await?;
            }
            Ok(Ok(()))
        })
    });
    unit.await??;
    let mut response = Redirect::to(routes::ACCOUNT).into_response();
    if let Some(cookie) = session::set_cookie(&state, &state.services.keys.session_cookie(&session, now)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The session that this browser has had until now: one browser has one account open.
async fn former_session(state: &AppState, headers: &HeaderMap) -> Result<Option<(CreditorId, SessionId)>, Failure> {
    let Some(token) = session::token_in(state, headers) else { return Ok(None) };
    let Some(creditor) = state.services.store.creditor_of(token.creditor()).await? else { return Ok(None) };
    let mut db = state.services.store.read().await?;
    let visited = links::visited(&mut db, creditor, token.hash(), state.services.clock.now()).await?;
    Ok(visited.map(|visited| (creditor, visited.session.id)))
}

/// `GET /link`.
pub(super) async fn new_link(State(state): State<Arc<AppState>>, headers: HeaderMap, uri: Uri) -> Response {
    let view = NewLinkView { typed: String::new(), not_an_address: false, sent: false };
    new_link_page(&state, &headers, &uri, view)
}

fn new_link_page(state: &AppState, headers: &HeaderMap, uri: &Uri, view: NewLinkView) -> Response {
    let context = PageContext { languages: html::languages(routes::NEW_LINK), ..html::stranger(state, headers, uri) };
    let status = if view.not_an_address { PageStatus::InvalidForm } else { PageStatus::Found };
    html::page(state, status, &context, |context| views::new_link::page(context, view))
}

/// `POST /link`: the same answer for everybody, in the same time; a mail for those we know.
pub(super) async fn send_new_link(
    state: &Arc<AppState>,
    parts: &Parts,
    form: NewLinkForm,
) -> Result<Response, Failure> {
    let (headers, uri, email) = (&parts.headers, &parts.uri, form.email);
    if !looks_like_an_address(&email) {
        let view = NewLinkView { typed: email, not_an_address: true, sent: false };
        return Ok(new_link_page(state, headers, uri, view));
    }
    let ConnectInfo(peer) = *parts.extensions.get::<ConnectInfo<SocketAddr>>().ok_or(Problem::BadRequest)?;
    if let Err(wait) = state.limits.check(Limit::NewLink, client(state, peer, headers)) {
        return Err(Problem::TooManyTries { minutes: minutes(wait) }.into());
    }
    // Looked up and queued behind the answer, which therefore takes as long for a stranger.
    let behind = Arc::clone(state);
    tokio::spawn(async move {
        // Many mails an hour to one address are a nuisance, whoever asks; the answer is the same.
        if behind.limits.check_mail_to(&email).is_err() {
            return;
        }
        if let Err(error) = queue_new_links(&behind, &email).await {
            tracing::error!(%error, "a request for a new link was lost");
        }
        behind.services.wake.notify_one();
    });
    let view = NewLinkView { typed: String::new(), not_an_address: false, sent: true };
    Ok(new_link_page(state, headers, uri, view))
}

async fn queue_new_links(state: &Arc<AppState>, email: &str) -> Result<(), StoreError> {
    let now = state.services.clock.now();
    let found = debtors::by_email(&mut state.services.store.read().await?, email).await?;
    let ids = Arc::clone(&state.services.ids);
    state
        .services
        .store
        .write((found, ids), move |db, (found, ids)| {
            Box::pin(async move {
                for debtor in found {
                    let work = SendLink {
                        debtor: debtor.id,
                        link: LinkId::new(ids.uuid(now)),
                        asked: true,
                        expires_at: now + LINK_WORKS,
                        key: format!("{}:{}", debtor.id, now.timestamp().div_euclid(NEW_LINK_PAUSE_S)),
                    };
                    work.queue(db, &**ids, debtor.creditor, now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Good enough to tell a slip of the finger; whether it exists only a mail can tell.
fn looks_like_an_address(text: &str) -> bool {
    text.len() <= 254 && text.parse::<lettre::Address>().is_ok()
}

/// `POST /logout`: the session is dead on the server, whatever the browser keeps. In the place of its token the browser
/// keeps whose account it was, for the page that says so.
pub(super) async fn logout(session: DebtorSession, headers: HeaderMap) -> Result<Response, Failure> {
    let (state, creditor, id) = (&session.state, session.creditor.id, session.id);
    let now = state.services.clock.now();
    if session::token_of(state, &headers).is_some() {
        state.services.store.write((), move |db, ()| Box::pin(links::end_session(db, creditor, id, now))).await?;
    }
    let mut response = Redirect::to(routes::ACCOUNT).into_response();
    if let Some(cookie) = session::set_cookie(state, &state.services.keys.signed_out_cookie(session.creditor.code, now))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
        .headers_mut()
        .insert(header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// Minutes to wait, rounded up.
pub(super) fn minutes(wait: RetryAfter) -> i64 {
    i64::try_from(wait.0.div_ceil(60)).unwrap_or(60)
}
