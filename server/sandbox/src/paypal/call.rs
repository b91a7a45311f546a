//! One call of PayPal's API: the token it comes with, its JSON, its `PayPal-Request-Id`.

use super::Made;
use super::problem::Problem;
use super::{Books, Sandbox};
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// How long a token is good, in seconds.
const TOKEN_SECONDS: i64 = 31_668;

/// A call whose caller is known.
pub(super) struct Call {
    pub(super) sandbox: Sandbox,
    address: String,
    body: Bytes,
    /// `Prefer: return=representation`.
    pub(super) full: bool,
    request_id: Option<String>,
    query: String,
}

/// What a call came to: its status and body.
pub(super) type Outcome = Result<(StatusCode, Value), Problem>;

impl Call {
    /// Carries it out.
    pub(super) fn run(self, act: impl FnOnce(&Self, &mut Books, DateTime<Utc>) -> Outcome) -> Response {
        self.sandbox.with(|books, now| {
            let outcome = act(&self, books, now);
            answer(books, outcome)
        })
    }

    /// Carries it out once per `PayPal-Request-Id`. `make` answers the id of what it made, `show`
    /// writes it: 201 the first time, `again` and its present state afterwards.
    pub(super) fn once(
        self,
        kept: TimeDelta,
        again: StatusCode,
        make: impl FnOnce(&Self, &mut Books, DateTime<Utc>) -> Result<String, Problem>,
        show: impl FnOnce(&Self, &Books, &str) -> Option<Value>,
    ) -> Response {
        self.run(|call, books, now| {
            let key = call.request_id.clone().map(|id| (call.address.clone(), id));
            let before = key.as_ref().and_then(|key| books.records.requests.get(key));
            let before = before.filter(|made| now < made.at + kept).map(|made| made.id.clone());
            let (status, id) = match before {
                Some(id) => (again, id),
                None => {
                    let id = make(call, books, now)?;
                    if let Some(key) = key {
                        books.records.requests.insert(key, Made { id: id.clone(), at: now });
                    }
                    (StatusCode::CREATED, id)
                }
            };
            show(call, books, &id).map(|value| (status, value)).ok_or_else(Problem::not_found)
        })
    }

    /// The JSON body.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(&self.body).map_err(|error| Problem::json(&error))
    }

    /// The JSON body where one may be left out.
    pub(super) fn json_or_none<T: DeserializeOwned + Default>(&self) -> Result<T, Problem> {
        if self.body.is_empty() { Ok(T::default()) } else { self.json() }
    }

    /// A value of the query.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes()).find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
    }
}

fn answer(books: &mut Books, outcome: Outcome) -> Response {
    let debug_id = books.ids.capitals(13).to_lowercase();
    let (status, body) = outcome.unwrap_or_else(|problem| (problem.status, problem.body(&debug_id)));
    let headers = [(header::CONTENT_TYPE.as_str(), "application/json"), ("paypal-debug-id", debug_id.as_str())];
    (status, headers, body.to_string()).into_response()
}

impl FromRequest<Sandbox> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, sandbox: &Sandbox) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let refuse = |problem| sandbox.with(|books, _| answer(books, Err(problem)));
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let token = text("authorization").and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        if !sandbox.with(|books, now| books.records.tokens.get(token).is_some_and(|ends| now < *ends)) {
            return Err(refuse(Problem::unauthorized()));
        }
        // Also where nothing is posted: PayPal looks at the header alone.
        let is_json = text("content-type").is_some_and(|kind| kind.starts_with("application/json"));
        if parts.method == axum::http::Method::POST && !is_json {
            return Err(refuse(Problem::media_type()));
        }
        let body = to_bytes(body, crate::options::BODY_LIMIT)
            .await
            .map_err(|_| refuse(Problem::malformed("MALFORMED_REQUEST_JSON", "/")))?;
        let request_id = text("paypal-request-id").map(str::to_owned);
        if request_id.as_ref().is_some_and(|id| id.is_empty() || id.len() > 108) {
            return Err(refuse(Problem::malformed("INVALID_STRING_LENGTH", "PayPal-Request-Id")));
        }
        Ok(Self {
            sandbox: sandbox.clone(),
            address: parts.uri.path().to_owned(),
            body,
            full: text("prefer").is_some_and(|prefer| prefer.contains("return=representation")),
            request_id,
            query: parts.uri.query().unwrap_or_default().to_owned(),
        })
    }
}

/// `POST /v1/oauth2/token`.
pub(super) async fn token(State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes) -> Response {
    let grant =
        url::form_urlencoded::parse(&body).find(|(name, _)| name == "grant_type").map(|(_, value)| value.into_owned());
    let error = |status: StatusCode, name: &str, why: &str| {
        let body = json!({ "error": name, "error_description": why }).to_string();
        (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let fits = |wanted: &str, given: &str| match sandbox.options().setting(wanted) {
        Some(wanted) => given == wanted,
        None => !given.is_empty(),
    };
    let client =
        basic(&headers).filter(|(id, secret)| fits("PAYPAL_CLIENT_ID", id) && fits("PAYPAL_CLIENT_SECRET", secret));
    if client.is_none() {
        return error(StatusCode::UNAUTHORIZED, "invalid_client", "Client Authentication failed");
    }
    if grant.as_deref() != Some("client_credentials") {
        return error(StatusCode::BAD_REQUEST, "unsupported_grant_type", "The sandbox grants client_credentials only");
    }
    let body = sandbox.with(|books, now| {
        let token = format!("A21AA{}", books.ids.letters(60));
        books.records.tokens.retain(|_, ends| now < *ends);
        books.records.tokens.insert(token.clone(), now + TimeDelta::seconds(TOKEN_SECONDS));
        json!({
            "scope": "https://uri.paypal.com/services/payments/payment", "access_token": token, "token_type": "Bearer",
            "app_id": "APP-SALDO-SANDBOX", "expires_in": TOKEN_SECONDS, "nonce": books.ids.letters(24),
        })
        .to_string()
    });
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response()
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let encoded = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
