//! One call of Stripe's API: who calls, in which version, with which parameters, and whether its
//! answer is already known.

use super::answer::{Answer, ApiError, Replay};
use super::form::Params;
use super::{Books, Sandbox};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// A call whose caller is known.
pub(super) struct Call {
    sandbox: Sandbox,
    address: String,
    params: Params,
    key: Option<String>,
}

impl Call {
    /// Carries out a call that changes nothing.
    pub(super) fn read(
        self,
        act: impl FnOnce(&mut Books, &mut Params, DateTime<Utc>) -> Result<Value, ApiError>,
    ) -> Answer {
        self.sandbox.clone().with(|books, now| self.run(books, now, act))
    }

    /// Carries out a call once per `Idempotency-Key`.
    ///
    /// What failed its checks is not kept: Stripe stores an answer once execution began.
    pub(super) fn write(
        self,
        act: impl FnOnce(&mut Books, &mut Params, DateTime<Utc>) -> Result<Value, ApiError>,
    ) -> Answer {
        self.sandbox.clone().with(|books, now| {
            let Some(key) = self.key.clone() else { return self.run(books, now, act) };
            let fingerprint = format!("{}?{}", self.address, self.params.fingerprint());
            if let Some(replay) = books.records.replays.get(&key).filter(|replay| replay.is_fresh(now)) {
                let again = replay.again(&fingerprint);
                return again.unwrap_or_else(|error| {
                    Answer::new(Err(error), format!("req_{}", books.ids.letters(14)), Some(key))
                });
            }
            let answer = self.run(books, now, act);
            if answer.is_success() {
                books.records.replays.insert(key, Replay::new(fingerprint, answer.clone(), now));
            }
            answer
        })
    }

    fn run(
        self,
        books: &mut Books,
        now: DateTime<Utc>,
        act: impl FnOnce(&mut Books, &mut Params, DateTime<Utc>) -> Result<Value, ApiError>,
    ) -> Answer {
        let mut params = self.params;
        let expand = params.list("expand");
        let result = act(books, &mut params, now).and_then(|mut value| {
            super::expand::all(&mut value, &expand, books)?;
            Ok(value)
        });
        Answer::new(result, format!("req_{}", books.ids.letters(14)), self.key)
    }
}

impl FromRequest<Sandbox> for Call {
    type Rejection = Answer;

    async fn from_request(request: Request, sandbox: &Sandbox) -> Result<Self, Answer> {
        let (parts, body) = request.into_parts();
        let refuse =
            |error| sandbox.with(|books, _| Answer::new(Err(error), format!("req_{}", books.ids.letters(14)), None));
        check_key(&parts.headers, sandbox.options().setting("STRIPE_SECRET_KEY")).map_err(refuse)?;
        check_version(&parts.headers).map_err(refuse)?;
        let params = if parts.method == Method::GET {
            Params::read(parts.uri.query().unwrap_or_default().as_bytes())
        } else {
            let body = to_bytes(body, crate::options::BODY_LIMIT)
                .await
                .map_err(|_| refuse(ApiError::request("The request is too large for the sandbox.")))?;
            check_form(&parts.headers, &body).map_err(refuse)?;
            Params::read(&body)
        };
        let key = parts.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
        if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 255) {
            return Err(refuse(ApiError::request("Idempotency-Key takes 1 to 255 characters.")));
        }
        let address = format!("{} {}", parts.method, parts.uri.path());
        Ok(Self { sandbox: sandbox.clone(), address, params, key })
    }
}

/// `Authorization: Bearer sk_test_…`, or the key as the user name of Basic.
fn check_key(headers: &HeaderMap, wanted: Option<&str>) -> Result<(), ApiError> {
    let unauthorized = |message: &str| ApiError::new(StatusCode::UNAUTHORIZED, "invalid_request_error", message);
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let key = match value.split_once(' ') {
        Some(("Bearer", key)) => key.trim().to_owned(),
        Some(("Basic", encoded)) => {
            let text = STANDARD.decode(encoded.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            text.unwrap_or_default().split(':').next().unwrap_or_default().to_owned()
        }
        _ => return Err(unauthorized("You did not provide an API key.")),
    };
    let right = match wanted {
        Some(wanted) => key == wanted,
        None => key.starts_with("sk_test_") || key.starts_with("rk_test_"),
    };
    // Never the key itself: answers end up in logs.
    if right { Ok(()) } else { Err(unauthorized("Invalid API Key provided. The sandbox takes test keys only.")) }
}

/// A date, and since 2024 a name: `2026-05-27.dahlia`.
fn check_version(headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(version) = headers.get("stripe-version") else { return Ok(()) };
    let version = version.to_str().unwrap_or_default();
    let (date, name) = version.split_once('.').map_or((version, None), |(date, name)| (date, Some(name)));
    let named = name.is_none_or(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()));
    if named && date.parse::<chrono::NaiveDate>().is_ok() {
        Ok(())
    } else {
        Err(ApiError::request(format!("Invalid Stripe API version: {}", version.chars().take(40).collect::<String>())))
    }
}

fn check_form(headers: &HeaderMap, body: &[u8]) -> Result<(), ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if body.is_empty() || kind.starts_with("application/x-www-form-urlencoded") {
        Ok(())
    } else {
        Err(ApiError::request("Requests to the API are form-encoded (application/x-www-form-urlencoded)."))
    }
}
