//! Signing in to the console: a password, then a code of the authenticator.
//!
//! Whatever is wrong (an unknown address, the password, the code, a user who is locked or disabled), the answer is
//! the same, and comes after the same time. The password alone begins a half session that can do nothing but bring
//! the code; the code ends it and begins a whole one with another token, so that no token that somebody brought or
//! saw before is worth anything.

use super::staff::{StaffSession, drop_cookie, set_cookie, token_in};
use crate::http::access_links::{client, minutes};
use crate::http::error::{Failure, PageStatus};
use crate::http::html;
use crate::http::pay::see_other;
use crate::http::state::AppState;
use crate::rate_limit::Limit;
use app::context::{LanguageLink, PageContext};
use app::routes;
use app::views::console;
use app::views::console::sign_in::SignInView;
use app::views::console::sign_in_code::SignInCodeView;
use app::views::problem::Problem;
use axum::Form;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::Response;
use chrono::TimeDelta;
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::id::{AuditId, StaffSessionId, TokenHash};
use domain::language::Language;
use serde::Deserialize;
use serde_json::Map;
use services::ids::Token;
use services::secrets::SESSION_AT_MOST;
use services::staff as people;
use services::staff::{password, totp};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::staff::{NewSession, User};
use store::{Db, StoreError, audit, staff};

/// Time to get the telephone out.
const MAX_HALF: TimeDelta = TimeDelta::minutes(10);
/// Every refusal takes at least this long, so that it does not tell by its speed why. Longer than the slow hash and
/// a write take together.
const REFUSED_AFTER: Duration = Duration::from_millis(300);

fn sign_in_context(state: &AppState, headers: &HeaderMap, uri: &Uri) -> PageContext {
    let link = |language: Language| {
        let href = routes::with(uri.path(), "lang", language.as_str());
        LanguageLink { language, href }
    };
    PageContext { languages: Language::ALL.into_iter().map(link).collect(), ..html::stranger(state, headers, uri) }
}

/// `GET /console/sign-in`.
pub(super) async fn password_page(State(state): State<Arc<AppState>>, headers: HeaderMap, uri: Uri) -> Response {
    let context = sign_in_context(&state, &headers, &uri);
    html::page(&state, PageStatus::Found, &context, |context| console::sign_in::page(context, SignInView::default()))
}

/// The form of `/console/sign-in`.
#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

/// `POST /console/sign-in`.
pub(super) async fn password(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    uri: Uri,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Failure> {
    let began = Instant::now();
    may_try(&state, peer, &headers)?;
    let token = state.services.ids.token();
    if try_password(&state, &form, &token).await? {
        return Ok(with_cookie(&state, see_other(routes::CONSOLE_CODE), &token));
    }
    refused(began).await;
    let context = sign_in_context(&state, &headers, &uri);
    let view = SignInView { email: form.email, refused: true };
    Ok(html::page(&state, PageStatus::InvalidForm, &context, |context| console::sign_in::page(context, view)))
}

fn may_try(state: &AppState, peer: SocketAddr, headers: &HeaderMap) -> Result<(), Failure> {
    let wait = state.limits.check(Limit::SignIn, client(state, peer, headers));
    wait.map_err(|wait| Problem::TooManyTries { minutes: minutes(wait) }.into())
}

async fn refused(began: Instant) {
    tokio::time::sleep_until((began + REFUSED_AFTER).into()).await;
}

fn with_cookie(state: &AppState, mut response: Response, token: &Token) -> Response {
    if let Some(cookie) = set_cookie(state, token) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn try_password(state: &Arc<AppState>, form: &PasswordForm, token: &Token) -> Result<bool, StoreError> {
    let known = match people::email(&form.email) {
        Some(email) => staff::by_email(&mut state.services.store.read().await?, &email).await?,
        None => None,
    };
    let hash = known.as_ref().map(|user| user.password_hash.clone());
    let right = password::is_right(form.password.clone(), hash).await;
    let Some(user) = known else { return Ok(false) };
    let session = new_session(state, token.hash(), MAX_HALF);
    let ids = Arc::clone(&state.services.ids);
    state
        .services
        .store
        .write((user, ids), move |db, (user, ids)| {
            Box::pin(async move {
                if right {
                    staff::begin_half(db, user, &session).await
                } else {
                    count_wrong(db, &**ids, user, session.now).await.map(|()| false)
                }
            })
        })
        .await
}

fn new_session(state: &AppState, token: TokenHash, lasts: TimeDelta) -> NewSession {
    let now = state.services.clock.now();
    NewSession { id: StaffSessionId::new(state.services.ids.uuid(now)), token, now, expires_at: now + lasts }
}

async fn count_wrong(
    db: &mut Db,
    ids: &dyn services::ids::Ids,
    user: &User,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), StoreError> {
    if staff::wrong(db, user.creditor, user.id, now).await? {
        audit::note(db, AuditId::new(ids.uuid(now)), &about(user, Who::Saldo, Action::SignInLocked), now).await?;
    }
    Ok(())
}

fn about(user: &User, who: Who, action: Action) -> Act {
    let detail = detail([("email", user.email.clone())]);
    Act { creditor: user.creditor, who, action, subject: Subject::Staff(user.id), detail }
}

/// `GET /console/code`: only for who has given the password.
pub(super) async fn code_page(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Failure> {
    if half(&state, &headers).await?.is_none() {
        return Ok(see_other(routes::CONSOLE_SIGN_IN));
    }
    let context = sign_in_context(&state, &headers, &uri);
    Ok(html::page(&state, PageStatus::Found, &context, |context| {
        console::sign_in_code::page(context, SignInCodeView::default())
    }))
}

async fn half(state: &AppState, headers: &HeaderMap) -> Result<Option<(TokenHash, User)>, StoreError> {
    let Some(token) = token_in(state, headers) else { return Ok(None) };
    let found = staff::half(&mut state.services.store.read().await?, token.hash(), state.services.clock.now()).await?;
    Ok(found.map(|user| (token.hash(), user)))
}

/// The form of `/console/code`.
#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

/// `POST /console/code`.
pub(super) async fn code(
    State(state): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    uri: Uri,
    Form(form): Form<CodeForm>,
) -> Result<Response, Failure> {
    let began = Instant::now();
    may_try(&state, peer, &headers)?;
    let Some((half, user)) = half(&state, &headers).await? else { return Ok(see_other(routes::CONSOLE_SIGN_IN)) };
    let token = state.services.ids.token();
    if try_code(&state, half, user, &form.code, &token).await? {
        return Ok(with_cookie(&state, see_other(routes::CONSOLE), &token));
    }
    refused(began).await;
    let context = sign_in_context(&state, &headers, &uri);
    let view = SignInCodeView { refused: true };
    Ok(html::page(&state, PageStatus::InvalidForm, &context, |context| console::sign_in_code::page(context, view)))
}

async fn try_code(
    state: &Arc<AppState>,
    half: TokenHash,
    user: User,
    code: &str,
    token: &Token,
) -> Result<bool, StoreError> {
    let session = new_session(state, token.hash(), SESSION_AT_MOST);
    let step = match state.services.keys.open_totp(user.id, &user.totp_secret) {
        Ok(secret) => {
            let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
            totp::Secret::of(secret).step_of(&digits, session.now)
        }
        Err(_) => {
            tracing::error!(
                staff.id = %user.id,
                "the authenticator's secret cannot be opened; was SALDO_SECRET changed? `saldo console-user reset`"
            );
            None
        }
    };
    let ids = Arc::clone(&state.services.ids);
    state
        .services
        .store
        .write((user, ids), move |db, (user, ids)| {
            Box::pin(async move {
                let entered = match step {
                    Some(step) => staff::sign_in(db, user, half, step, &session).await?,
                    None => false,
                };
                if entered {
                    let who = Who::Staff { id: user.id, name: user.name.clone() };
                    let act = Act { detail: Map::new(), ..about(user, who, Action::SignedIn) };
                    audit::note(db, AuditId::new(ids.uuid(session.now)), &act, session.now).await?;
                } else {
                    count_wrong(db, &**ids, user, session.now).await?;
                }
                Ok(entered)
            })
        })
        .await
}

/// `POST /console/sign-out`: the session is dead on the server, whatever the browser keeps.
pub(super) async fn sign_out(staff: StaffSession, headers: HeaderMap) -> Result<Response, Failure> {
    let state = &staff.state;
    let now = state.services.clock.now();
    if let Some(token) = token_in(state, &headers).map(|token| token.hash()) {
        let act = staff.act(Action::SignedOut, Subject::Staff(staff.user.id), Map::new());
        let ids = Arc::clone(&state.services.ids);
        state
            .services
            .store
            .write((act, ids), move |db, (act, ids)| {
                Box::pin(async move {
                    if staff::end(db, token).await? {
                        audit::note(db, AuditId::new(ids.uuid(now)), act, now).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    let mut response = see_other(routes::CONSOLE_SIGN_IN);
    if let Some(cookie) = drop_cookie(state) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    let clear = (header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static("\"cache\""));
    response.headers_mut().insert(clear.0, clear.1);
    Ok(response)
}
