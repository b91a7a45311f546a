//! Sending a page: its text, its status, its Content-Security-Policy.

use super::error::PageStatus;
use crate::http::state::AppState;
use app::context::{Audience, LanguageLink, PageContext};
use app::html::Html;
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{Request, State};
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::language::Language;
use std::sync::{Arc, OnceLock};

/// A problem on its way out, to be laid out by [`problems`].
#[derive(Debug, Clone)]
pub(super) struct PendingProblem(pub(super) Problem);

/// Where a request leaves what it has learned of its visitor, so that a problem page speaks their
/// language.
#[derive(Clone, Default)]
pub(super) struct VisitorContext(pub(super) Arc<OnceLock<PageContext>>);

/// What surrounds a page for somebody of whom nothing is known but what their browser says.
pub(super) fn stranger(state: &AppState, headers: &HeaderMap, uri: &Uri) -> PageContext {
    let language = asked_language(uri).unwrap_or_else(|| {
        let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Language::choose(None, None, accept)
    });
    PageContext {
        language,
        tag: language.as_str().to_owned(),
        creditor: None,
        account: None,
        audience: if at_console(uri) { Audience::AtConsole } else { Audience::Stranger },
        languages: Vec::new(),
        nonce: nonce(state),
        assets: Arc::clone(&state.page_assets),
    }
}

/// Is it an address of the console?
fn at_console(uri: &Uri) -> bool {
    uri.path().strip_prefix(routes::CONSOLE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The language in the address (`?lang=pt`), for visitors without preferences to keep.
pub(super) fn asked_language(uri: &Uri) -> Option<Language> {
    Language::of_tag(&queried(uri, "lang")?)
}

/// The first value of a field in the address.
pub(super) fn queried(uri: &Uri, field: &str) -> Option<String> {
    let query = uri.query()?;
    let (_, value) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == field)?;
    Some(value.into_owned())
}

/// The same page in each language.
pub(super) fn languages(path: &str) -> Vec<LanguageLink> {
    let link = |language: Language| LanguageLink { language, href: routes::with(path, "lang", language.as_str()) };
    Language::ALL.into_iter().map(link).collect()
}

/// A value that a script must carry to run; new for each answer.
pub(super) fn nonce(state: &AppState) -> String {
    let mut bytes = [0_u8; 16];
    state.services.ids.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A page that is no problem page.
pub(super) fn page(
    state: &AppState,
    status: PageStatus,
    context: &PageContext,
    build: impl FnOnce(&PageContext) -> Html,
) -> Response {
    send(state, status.code(), context, build(context))
}

/// Sends a page with the policy that fits it: no script at all unless it has an island.
fn send(state: &AppState, status: StatusCode, context: &PageContext, html: Html) -> Response {
    let nonce = html.has_script().then_some(context.nonce.as_str());
    let styled = context.creditor.as_ref().is_some_and(|creditor| creditor.colours.is_some());
    let policy = policy(state, nonce, styled.then_some(context.nonce.as_str()));
    let content_type = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let mut response = (status, content_type, html.into_string()).into_response();
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    response
}

/// `style` lets the few rules through that a firm's colour is.
fn policy(state: &AppState, nonce: Option<&str>, style: Option<&str>) -> String {
    use std::fmt::Write;
    let mut policy = String::with_capacity(400);
    policy.push_str("default-src 'none'; ");
    if let Some(nonce) = nonce {
        // Writing to a string cannot fail.
        let _ = write!(policy, "script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; ");
    }
    policy.push_str("style-src 'self'");
    if let Some(nonce) = style {
        let _ = write!(policy, " 'nonce-{nonce}'");
    }
    policy.push_str("; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'");
    // Chromium holds the redirect that follows a form to this list too.
    for origin in &state.checkout_origins {
        policy.push(' ');
        policy.push_str(origin);
    }
    policy.push_str("; base-uri 'none'; object-src 'none'; frame-ancestors 'none'");
    policy
}

/// Lays out what handlers and layers could only name: problems.
pub(super) async fn problems(State(state): State<Arc<AppState>>, mut request: Request, next: Next) -> Response {
    let known = VisitorContext::default();
    request.extensions_mut().insert(known.clone());
    let (headers, uri) = (request.headers().clone(), request.uri().clone());
    let reads = request.method() == Method::GET;
    let mut response = next.run(request).await;
    let Some(PendingProblem(problem)) = response.extensions_mut().remove::<PendingProblem>() else { return response };
    let mut context = known.0.get().cloned().unwrap_or_else(|| stranger(&state, &headers, &uri));
    // Whoever has no preferences to keep chooses the language here; what was sent by a form is not sent again.
    if context.audience == Audience::Stranger && context.languages.is_empty() {
        // A dead link is not repeated in a page: it may be a right one, cut short.
        let again = reads && problem != Problem::DeadLink;
        context.languages = languages(if again { uri.path() } else { routes::NEW_LINK });
    }
    let mut page = send(&state, response.status(), &context, views::problem::page(&context, &problem));
    let retry = match &problem {
        Problem::TooManyTries { minutes } => Some(minutes.saturating_mul(60)),
        Problem::Busy => Some(5),
        _ => None,
    };
    if let Some(seconds) = retry {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.clamp(1, 86_400)));
    }
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        page.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    page
}

tokio::task_local! {
    /// The id of the request at hand: in every log line of it, and what a person tells support.
    pub(crate) static REQUEST_ID: String;
}

/// The id that finds this request's lines in the log.
pub(super) fn support_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_else(|_| "-".to_owned())
}
