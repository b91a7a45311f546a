//! Who is at work in the console: the session behind a cookie, whose books it may see, and how to write to them.

use crate::http::error::{Failure, PageStatus};
use crate::http::html;
use crate::http::html::VisitorContext;
use crate::http::pay::see_other;
use crate::http::session::{cookie, cookie_named, creditor_view};
use crate::http::state::AppState;
use app::context::{Audience, PageContext};
use app::html::Html;
use app::routes;
use app::views::problem::Problem;
use axum::Form;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::header::{HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::debtor::Debtor;
use domain::id::DebtorId;
use domain::language::Language;
use serde::Deserialize;
use serde_json::{Map, Value};
use services::format::Formatter;
use services::ids::Token;
use std::sync::Arc;
use store::staff::{Signed, User};
use store::{debtors, staff};

/// A request of somebody who is signed in. Without a session the answer leads to where one signs in.
pub(in crate::http) struct StaffSession {
    /// The state.
    pub state: Arc<AppState>,
    /// Whose books these are: the only ones this user sees.
    pub creditor: Creditor,
    /// Who is signed in.
    pub user: User,
    /// How to write to them.
    pub formatter: Formatter,
    /// What day it is at the creditor's.
    pub today: Date,
    /// What surrounds the page.
    pub context: PageContext,
    /// A cookie with a fresh stamp, when the old one gets old.
    cookie: Option<HeaderValue>,
}

impl StaffSession {
    /// Who acts, for the audit trail and for what is kept with a decision.
    pub fn who(&self) -> Who {
        Who::Staff { id: self.user.id, name: self.user.name.clone() }
    }

    /// An act of this user, to be [noted](store::audit::note) in the transaction that does it.
    pub fn act(&self, action: Action, subject: Subject, detail: Map<String, Value>) -> Act {
        Act { creditor: self.creditor.id, who: self.who(), action, subject, detail }
    }

    /// The debtor of an address; another creditor's is not there.
    pub async fn debtor(&self, id: &str) -> Result<Debtor, Failure> {
        let id: DebtorId = id.parse().map_err(|_| Problem::NotFound)?;
        let found = debtors::by_id(&mut self.state.services.store.read().await?, self.creditor.id, id).await?;
        Ok(found.ok_or(Problem::NotFound)?)
    }

    /// A new form's key: what is sent twice is done once.
    pub fn form_key(&self) -> String {
        self.state.services.ids.token().reveal().to_owned()
    }

    /// A page for this user.
    pub fn page(&self, build: impl FnOnce(&PageContext) -> Html) -> Response {
        self.page_with(PageStatus::Found, build)
    }

    /// A page for this user, with a status.
    pub fn page_with(&self, status: PageStatus, build: impl FnOnce(&PageContext) -> Html) -> Response {
        let mut response = html::page(&self.state, status, &self.context, build);
        if let Some(cookie) = &self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        response
    }
}

impl FromRequestParts<Arc<AppState>> for StaffSession {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Response> {
        match signed(state, &parts.headers).await {
            Ok(Some(staff)) => {
                if let Some(known) = parts.extensions.get::<VisitorContext>() {
                    let _ = known.0.set(staff.context.clone());
                }
                Ok(staff)
            }
            Ok(None) => Err(see_other(routes::CONSOLE_SIGN_IN)),
            Err(failure) => Err(failure.into_response()),
        }
    }
}

async fn signed(state: &Arc<AppState>, headers: &HeaderMap) -> Result<Option<StaffSession>, Failure> {
    let now = state.services.clock.now();
    let read =
        cookie_in(state, headers).and_then(|value| state.services.keys.read_session_cookie::<Token>(value, now).ok());
    let Some(read) = read else { return Ok(None) };
    let found = staff::signed(&mut state.services.store.read().await?, read.token.hash(), now).await?;
    let Some(Signed { user, creditor }) = found else { return Ok(None) };
    let language = Language::choose(user.language.as_deref().and_then(Language::of_tag), Some(&creditor.locale), None);
    let formatter = Formatter::new(&creditor, None, language);
    let context = PageContext {
        language,
        tag: formatter.tag(),
        creditor: Some(creditor_view(&creditor, language)),
        account: None,
        audience: Audience::Staff,
        languages: Vec::new(),
        nonce: html::nonce(state),
        assets: Arc::clone(&state.page_assets),
    };
    let fresh = read.stale.then(|| set_cookie(state, &read.token)).flatten();
    let today = creditor.zone.today(now);
    Ok(Some(StaffSession { state: Arc::clone(state), creditor, user, formatter, today, context, cookie: fresh }))
}

/// On a plain-http address (only this machine's own is allowed) browsers refuse `__Host-` cookies.
fn cookie_name(state: &AppState) -> &'static str {
    if state.services.base_url.is_secure() { "__Host-saldo-console" } else { "saldo-console" }
}

fn cookie_in<'a>(state: &AppState, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie_named(cookie_name(state), headers)
}

/// The token in a request, if its stamp is right.
pub(super) fn token_in(state: &AppState, headers: &HeaderMap) -> Option<Token> {
    Some(state.services.keys.read_session_cookie(cookie_in(state, headers)?, state.services.clock.now()).ok()?.token)
}

/// The session's cookie. Strict: nobody comes to the console from another site in the middle of their work.
pub(super) fn set_cookie(state: &AppState, token: &Token) -> Option<HeaderValue> {
    cookie(state, cookie_name(state), &state.services.keys.session_cookie(token, state.services.clock.now()), "Strict")
}

/// Takes the cookie away.
pub(super) fn drop_cookie(state: &AppState) -> Option<HeaderValue> {
    let empty = cookie(state, cookie_name(state), "", "Strict")?;
    HeaderValue::from_str(&format!("{}; Max-Age=0", empty.to_str().ok()?)).ok()
}

/// The form in every page's footer.
#[derive(Deserialize)]
pub(super) struct LanguageForm {
    #[serde(default)]
    language: String,
}

/// `POST /console/language`: for this user, wherever they sign in.
pub(super) async fn set_language(staff: StaffSession, Form(form): Form<LanguageForm>) -> Result<Response, Failure> {
    let language = Language::ALL.into_iter().find(|l| l.as_str() == form.language).ok_or(Problem::BadRequest)?;
    let (creditor, id) = (staff.creditor.id, staff.user.id);
    staff
        .state
        .services
        .store
        .write((), move |db, ()| Box::pin(staff::set_language(db, creditor, id, language.as_str())))
        .await?;
    Ok(see_other(routes::CONSOLE))
}
