//! The debtor's session: what is behind a cookie, whose account it may see, and how to write to them.

use super::error::{Failure, PageStatus};
use super::html;
use super::html::VisitorContext;
use crate::http::state::AppState;
use app::components::isolated;
use app::context::{Audience, PageContext, Spoken};
use app::html::Html;
use app::routes;
use app::views::problem::{Problem, SessionEnd};
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::header::{HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::branding::colour::Colour;
use domain::branding::{self, Texts};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::debtor::Debtor;
use domain::id::{InvoiceId, SessionId, TokenHash};
use domain::language::Language;
use domain::link::Link;
use services::format::Formatter;
use services::ids::{AccessToken, TOKEN_CHARS};
use services::read_keys;
use services::read_keys::Readable;
use services::secrets::{SESSION_IDLE, SessionCookie};
use std::ops::Deref;
use std::sync::Arc;
use store::links::Visited;
use store::{creditors, invoices, links};

/// The largest logo at the head of a page, in pixels.
const LOGO: (u32, u32) = (220, 44);

/// The creditor, as pages in `language` show it.
#[must_use]
pub fn creditor_view(creditor: &Creditor, language: Language) -> app::context::Creditor {
    let branding = &creditor.branding;
    let logo = branding.logo.as_ref().map(|logo| {
        let (width, height) = logo.shown_in(LOGO.0, LOGO.1);
        let href = routes::logo(creditor.code, &logo.digest);
        app::context::Logo { href, width, height, says_name: logo.width >= logo.height.saturating_mul(2) }
    });
    app::context::Creditor {
        name: isolated(&creditor.name),
        contact: creditor.contact_email.clone().or_else(|| creditor.contact_phone.clone()),
        telephone: creditor.contact_phone.clone().filter(|_| creditor.contact_email.is_some()),
        hours: spoken(&branding.hours, creditor, language),
        legal: spoken(&branding.legal, creditor, language),
        logo,
        colours: branding.colour.map(Colour::palettes),
        contact_href: routes::with(routes::contact(creditor.code), "lang", language.as_str()),
    }
}

/// A text of the creditor's for somebody who reads `language`.
pub(super) fn spoken(texts: &Texts, creditor: &Creditor, language: Language) -> Option<Spoken> {
    let own = Language::of_tag(&creditor.locale).unwrap_or_default();
    let (of, text) = branding::text_in(texts, language, own)?;
    Some(Spoken { lang: (of != language).then(|| of.as_str()), text: text.to_owned() })
}

/// Who reads: whose matter it is, and how to write to them. Enough for pages that only show; what acts asks for a
/// [`DebtorSession`].
pub struct Reader {
    /// The state.
    pub state: Arc<AppState>,
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
    /// The key of a mail, where it is what lets them read.
    pub key: Option<String>,
    /// A cookie with a fresh stamp, when the old one gets old.
    cookie: Option<HeaderValue>,
}

impl Reader {
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

    /// A key to one thing of this debtor's.
    pub(super) fn key_of(&self, what: Readable) -> String {
        let services = &self.state.services;
        read_keys::key(&services.keys, self.creditor.code, what, services.clock.now())
    }

    /// The address of another thing of this debtor's: with a key of its own for whoever is here by one.
    pub(super) fn other(&self, address: String, what: Readable) -> String {
        if self.key.is_some() { routes::with(address, "k", self.key_of(what)) } else { address }
    }

    /// An address of the same thing, which this visitor may read too.
    pub(super) fn readable(&self, address: String) -> String {
        match &self.key {
            Some(key) => routes::with(address, "k", key),
            None => address,
        }
    }
}

/// A request with a live session.
pub struct DebtorSession {
    /// Its id.
    pub id: SessionId,
    /// The link behind it.
    pub link: Link,
    /// Whose it is.
    reader: Reader,
}

impl Deref for DebtorSession {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

/// Before the account in the key of a form: a key of another shape is of nobody's.
const FORM_OF: &str = "a-";

impl DebtorSession {
    /// Only for sessions that may see the whole account.
    pub(super) fn whole(self) -> Result<Self, Failure> {
        if self.link.pay_only { Err(Problem::NotFound.into()) } else { Ok(self) }
    }

    /// The key of a new form of this account's: sent twice, it acts once; sent when another account is open in the same
    /// browser, it does not act at all.
    pub(super) fn form_key(&self) -> String {
        let services = &self.state.services;
        format!("{FORM_OF}{}-{}", services.keys.form_account(self.debtor.id), services.ids.token().reveal())
    }

    /// Refuses a form that a page of another account made.
    pub(super) fn own_form(&self, form_key: &str) -> Result<(), Failure> {
        let own = self.state.services.keys.form_account(self.debtor.id);
        let of = form_key.strip_prefix(FORM_OF).and_then(|rest| rest.get(..own.len()));
        let other = of.is_some_and(|of| of != own) && form_key.len() == FORM_OF.len() + own.len() + 1 + TOKEN_CHARS;
        if other { Err(Problem::OtherAccount.into()) } else { Ok(()) }
    }
}

impl DebtorSession {
    /// Refuses an address that names invoices of which none is this account's: a page of another account's led there.
    pub(super) async fn own_invoices(&self, named: &[InvoiceId]) -> Result<(), Failure> {
        let mut db = self.state.services.store.read().await?;
        for id in named {
            let found = invoices::by_id(&mut db, self.creditor.id, *id).await?;
            if found.is_some_and(|invoice| invoice.debtor == self.debtor.id) {
                return Ok(());
            }
        }
        if named.is_empty() { Ok(()) } else { Err(Problem::OtherAccount.into()) }
    }
}

impl FromRequestParts<Arc<AppState>> for DebtorSession {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Response> {
        match load(state, parts).await {
            Ok(session) => {
                know(parts, &session.context);
                Ok(session)
            }
            Err(failure) => Err(failure.into_response()),
        }
    }
}

/// Leaves what surrounds the page to whoever lays out a problem.
fn know(parts: &Parts, context: &PageContext) {
    if let Some(known) = parts.extensions.get::<VisitorContext>() {
        let _ = known.0.set(context.clone());
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

async fn load(state: &Arc<AppState>, parts: &Parts) -> Result<DebtorSession, Failure> {
    let (headers, now) = (&parts.headers, state.services.clock.now());
    let Some(cookie) = cookie_of(state, headers) else { return Err(Problem::SessionEnded(SessionEnd::Never).into()) };
    let Ok(cookie) = state.services.keys.read_session_cookie::<AccessToken>(cookie, now) else {
        return Err(ended(state, parts, cookie).await?);
    };
    let found = match state.services.store.creditor_of(cookie.token.creditor()).await? {
        Some(creditor) => {
            let mut db = state.services.store.read().await?;
            links::visited(&mut db, creditor, cookie.token.hash(), now).await?
        }
        None => None,
    };
    let Some(Visited { session, creditor, debtor }) = found else {
        return Err(ended(state, parts, cookie_of(state, headers).unwrap_or_default()).await?);
    };
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let chosen = session.language.as_deref().and_then(Language::of_tag);
    let own = debtor.locale.as_deref().filter(|_| !session.link.pay_only);
    // Somebody who pays for a debtor may speak another language: their browser says which.
    let language = Language::choose(chosen, own, accept.filter(|_| own.is_none()).or(Some(&creditor.locale)));
    let formatter = Formatter::new(&creditor, debtor.locale.as_deref(), language);
    let context = PageContext {
        language,
        tag: formatter.tag(),
        creditor: Some(creditor_view(&creditor, language)),
        account: (!session.link.pay_only).then(|| isolated(&debtor.name)).filter(|name| !name.is_empty()),
        audience: if session.link.pay_only { Audience::PayOnly } else { Audience::Debtor },
        languages: Vec::new(),
        nonce: html::nonce(state),
        assets: Arc::clone(&state.page_assets),
    };
    let fresh =
        cookie.stale.then(|| set_cookie(state, &state.services.keys.session_cookie(&cookie.token, now))).flatten();
    let today = creditor.zone.today(now);
    let reader =
        Reader { state: Arc::clone(state), creditor, debtor, formatter, today, context, key: None, cookie: fresh };
    Ok(DebtorSession { id: session.id, link: session.link, reader })
}

/// How the session of a cookie ended, told in the name of the firm whose account it was: a signature of ours tells it, so
/// that nobody learns it by guessing.
async fn ended(state: &Arc<AppState>, parts: &Parts, value: &str) -> Result<Failure, Failure> {
    let (keys, now) = (&state.services.keys, state.services.clock.now());
    let (code, why) = match keys.read_old_session_cookie::<AccessToken>(value, now) {
        Ok(cookie) => (Some(cookie.token.creditor()), end_of(state, &cookie).await?),
        Err(_) => match keys.read_signed_out_cookie(value, now) {
            Some(code) => (Some(code), SessionEnd::SignedOut),
            None => (None, SessionEnd::Never),
        },
    };
    let creditor = match code {
        Some(code) => creditors::by_code(&mut state.services.store.read().await?, code).await?,
        None => None,
    };
    if let Some(creditor) = creditor {
        let stranger = html::stranger(state, &parts.headers, &parts.uri);
        let creditor = creditor_view(&creditor, stranger.language);
        know(parts, &PageContext { creditor: Some(creditor), ..stranger });
    }
    Ok(Problem::SessionEnded(why).into())
}

async fn end_of(state: &Arc<AppState>, cookie: &SessionCookie<AccessToken>) -> Result<SessionEnd, Failure> {
    let now = state.services.clock.now();
    let found = match state.services.store.creditor_of(cookie.token.creditor()).await? {
        Some(creditor) => links::ended(&mut state.services.store.read().await?, creditor, cookie.token.hash()).await?,
        None => None,
    };
    let idle_at = cookie.used_at + SESSION_IDLE;
    Ok(match found {
        Some(session) if session.link_revoked_at.is_some() => SessionEnd::Revoked,
        Some(session) if session.signed_out.is_some() => SessionEnd::SignedOut,
        Some(session) if session.expires_at <= idle_at => SessionEnd::TimeOver,
        _ if idle_at <= now => SessionEnd::Unused,
        _ => SessionEnd::TimeOver,
    })
}

/// Who asks for one thing that mails and calendars lead to: a session, or the key that came with the address.
pub struct Asker {
    state: Arc<AppState>,
    session: Option<DebtorSession>,
    parts: Parts,
}

impl FromRequestParts<Arc<AppState>> for Asker {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Self::Rejection> {
        // What a session would say of itself is not said yet: the key may open the page in its place.
        let mut quiet = parts.clone();
        let told = VisitorContext::default();
        quiet.extensions.insert(told.clone());
        let session = DebtorSession::from_request_parts(&mut quiet, state).await.ok();
        Ok(Self { state: Arc::clone(state), session, parts: parts.clone() })
    }
}

impl Asker {
    /// The session, where it may see the whole account and `what` is its debtor's, or where there is no key; else whom the
    /// key lets read.
    pub(super) async fn reader(self, what: Readable) -> Result<Asked, Failure> {
        let key = html::queried(&self.parts.uri, "k");
        let own = match (&self.session, &key) {
            (Some(_), None) => true,
            (Some(session), Some(_)) if !session.link.pay_only => session.owns(what).await?,
            (Some(_) | None, _) => false,
        };
        let opened = match key.as_deref().filter(|_| !own) {
            Some(key) => self.opened(what, key).await?,
            None => None,
        };
        if let Some(reader) = opened {
            know(&self.parts, &reader.context);
            return Ok(Asked::ByKey(Box::new(reader)));
        }
        if let Some(session) = self.session {
            know(&self.parts, &session.context);
            return Ok(Asked::BySession(Box::new(session.whole()?)));
        }
        if key.is_some() {
            return Err(Problem::DeadLink.into());
        }
        // Loaded anew for what it says of how it ended.
        Ok(Asked::BySession(Box::new(load(&self.state, &self.parts).await?.whole()?)))
    }

    async fn opened(&self, what: Readable, key: &str) -> Result<Option<Reader>, Failure> {
        let (state, now) = (&self.state, self.state.services.clock.now());
        let found = {
            let mut db = state.services.store.read().await?;
            read_keys::open(&mut db, &state.services.keys, what, key, now).await?
        };
        let Some((creditor, debtor)) = found else { return Ok(None) };
        let chosen = html::asked_language(&self.parts.uri);
        let language = Language::choose(chosen, debtor.locale.as_deref(), Some(&creditor.locale));
        let formatter = Formatter::new(&creditor, debtor.locale.as_deref(), language);
        let context = PageContext {
            language,
            tag: formatter.tag(),
            creditor: Some(creditor_view(&creditor, language)),
            audience: Audience::Reader,
            languages: html::languages(&routes::with(self.parts.uri.path(), "k", key)),
            ..html::stranger(state, &self.parts.headers, &self.parts.uri)
        };
        let today = creditor.zone.today(now);
        let (state, key) = (Arc::clone(state), Some(key.to_owned()));
        Ok(Some(Reader { state, creditor, debtor, formatter, today, context, key, cookie: None }))
    }
}

impl DebtorSession {
    async fn owns(&self, what: Readable) -> Result<bool, Failure> {
        let mut db = self.state.services.store.read().await?;
        Ok(read_keys::debtor_of(&mut db, self.creditor.id, what).await? == Some(self.debtor.id))
    }
}

/// Who reads one thing.
pub enum Asked {
    /// Somebody with a session of the whole account.
    BySession(Box<DebtorSession>),
    /// Somebody with the key of a mail.
    ByKey(Box<Reader>),
}

impl Deref for Asked {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        match self {
            Self::BySession(session) => session,
            Self::ByKey(reader) => reader,
        }
    }
}

impl Asked {
    /// The session, where it is one: only that may act.
    pub(super) fn session(&self) -> Option<&DebtorSession> {
        match self {
            Self::BySession(session) => Some(session),
            Self::ByKey(_) => None,
        }
    }
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
