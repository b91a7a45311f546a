//! The debtor's session: what is behind a cookie, whose account it may see, and how to write to them.

use super::error::{Failure, PageStatus};
use super::html;
use super::html::VisitorContext;
use crate::http::state::AppState;
use app::context::{Audience, PageContext};
use app::html::Html;
use app::views::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::header::{HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::debtor::Debtor;
use domain::id::{SessionId, TokenHash};
use domain::language::Language;
use domain::link::Link;
use services::format::Formatter;
use services::ids::AccessToken;
use std::sync::Arc;
use store::links;
use store::links::Visited;

/// The creditor, as pages show it.
#[must_use]
pub fn creditor_view(creditor: &Creditor) -> app::context::Creditor {
    app::context::Creditor {
        name: creditor.name.clone(),
        contact: creditor.contact_email.clone().or_else(|| creditor.contact_phone.clone()),
    }
}

/// A request with a live session.
pub struct DebtorSession {
    /// The state.
    pub state: Arc<AppState>,
    /// Its id.
    pub id: SessionId,
    /// The link behind it.
    pub link: Link,
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes.
    pub debtor: Debtor,
    /// How to write to them.
    pub formatter: Formatter,
    /// What day it is at the creditor's.
    pub today: Date,
    /// What surrounds the page.
    pub context: PageContext,
    /// A cookie with a fresh stamp, when the old one gets old.
    cookie: Option<HeaderValue>,
}

impl DebtorSession {
    /// Only for sessions that may see the whole account.
    pub(super) fn whole(self) -> Result<Self, Failure> {
        if self.link.pay_only { Err(Problem::NotFound.into()) } else { Ok(self) }
    }

    /// A page for this visitor.
    pub(super) fn page(&self, build: impl FnOnce(&PageContext) -> Html) -> Response {
        self.page_with(PageStatus::Found, build)
    }

    /// A page for this visitor, with a status.
    pub(super) fn page_with(&self, status: PageStatus, build: impl FnOnce(&PageContext) -> Html) -> Response {
        let mut response = html::page(&self.state, status, &self.context, build);
        if let Some(cookie) = &self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        response
    }
}

impl FromRequestParts<Arc<AppState>> for DebtorSession {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Response> {
        match load(state, &parts.headers).await {
            Ok(session) => {
                if let Some(known) = parts.extensions.get::<VisitorContext>() {
                    let _ = known.0.set(session.context.clone());
                }
                Ok(session)
            }
            Err(failure) => Err(failure.into_response()),
        }
    }
}

/// A session, or nobody we know: for pages that have something to show to either.
pub struct MaybeDebtorSession(pub Option<DebtorSession>);

impl FromRequestParts<Arc<AppState>> for MaybeDebtorSession {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Response> {
        if cookie_of(state, &parts.headers).is_none() {
            return Ok(Self(None));
        }
        Ok(Self(DebtorSession::from_request_parts(parts, state).await.ok()))
    }
}

async fn load(state: &Arc<AppState>, headers: &HeaderMap) -> Result<DebtorSession, Failure> {
    let now = state.services.clock.now();
    let ended = || Failure::from(Problem::SessionEnded);
    let value = cookie_of(state, headers).ok_or_else(ended)?;
    let cookie = state.services.keys.read_session_cookie::<AccessToken>(value, now).map_err(|_| ended())?;
    let creditor = state.services.store.creditor_of(cookie.token.creditor()).await?.ok_or_else(ended)?;
    let found = {
        let mut db = state.services.store.read().await?;
        links::visited(&mut db, creditor, cookie.token.hash(), now).await?
    };
    let Visited { session, creditor, debtor } = found.ok_or_else(ended)?;
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let chosen = session.language.as_deref().and_then(Language::of_tag);
    let own = debtor.locale.as_deref().filter(|_| !session.link.pay_only);
    // Somebody who pays for a debtor may speak another language: their browser says which.
    let language = Language::choose(chosen, own, accept.filter(|_| own.is_none()).or(Some(&creditor.locale)));
    let formatter = Formatter::new(&creditor, debtor.locale.as_deref(), language);
    let context = PageContext {
        language,
        tag: formatter.tag(),
        creditor: Some(creditor_view(&creditor)),
        audience: if session.link.pay_only { Audience::PayOnly } else { Audience::Debtor },
        languages: Vec::new(),
        nonce: html::nonce(state),
        assets: Arc::clone(&state.page_assets),
    };
    let fresh =
        cookie.stale.then(|| set_cookie(state, &state.services.keys.session_cookie(&cookie.token, now))).flatten();
    Ok(DebtorSession {
        state: Arc::clone(state),
        today: creditor.zone.today(now),
        id: session.id,
        link: session.link,
        creditor,
        debtor,
        formatter,
        context,
        cookie: fresh,
    })
}

/// On a plain-http address (only this machine's own is allowed) browsers refuse `__Host-` cookies.
fn cookie_name(state: &AppState) -> &'static str {
    if state.services.base_url.is_secure() { "__Host-saldo" } else { "saldo" }
}

/// The session's cookie for a browser; `None` only if it held what no header may hold.
pub(super) fn set_cookie(state: &AppState, value: &str) -> Option<HeaderValue> {
    // Lax: Strict would lose the session on the way back from the provider.
    cookie(state, cookie_name(state), value, "Lax")
}

/// A cookie that no script reads and no other site sends along.
pub(super) fn cookie(state: &AppState, name: &str, value: &str, same_site: &str) -> Option<HeaderValue> {
    let secure = if state.services.base_url.is_secure() { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}{secure}")).ok()
}

/// Takes the cookie away.
pub(super) fn drop_cookie(state: &AppState) -> Option<HeaderValue> {
    set_cookie(state, "").and_then(|value| {
        let text = format!("{}; Max-Age=0", value.to_str().ok()?);
        HeaderValue::from_str(&text).ok()
    })
}

fn cookie_of<'a>(state: &AppState, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie_named(cookie_name(state), headers)
}

/// The value of a cookie in a request; an empty one is none.
pub(super) fn cookie_named<'a>(name: &str, headers: &'a HeaderMap) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// The session token in a request, if its stamp is right.
pub(super) fn token_in(state: &AppState, headers: &HeaderMap) -> Option<AccessToken> {
    Some(state.services.keys.read_session_cookie(cookie_of(state, headers)?, state.services.clock.now()).ok()?.token)
}

/// The hash of the session token in a request, if its stamp is right.
pub(super) fn token_of(state: &AppState, headers: &HeaderMap) -> Option<TokenHash> {
    token_in(state, headers).map(|token| token.hash())
}
