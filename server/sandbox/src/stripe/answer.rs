//! What Stripe answers: objects, errors (docs.stripe.com/api/errors), and the stored answers that
//! an `Idempotency-Key` brings back (docs.stripe.com/api/idempotent_requests).

use super::API_VERSION;
use crate::outcomes::Refusal;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

/// An error as Stripe words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ApiError {
    status: StatusCode,
    kind: &'static str,
    code: Option<&'static str>,
    message: String,
    pub(super) param: Option<String>,
}

impl ApiError {
    pub(super) fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, code: None, message: message.into(), param: None }
    }

    /// A parameter that will not do.
    pub(super) fn invalid(param: &str, code: Option<&'static str>, message: impl Into<String>) -> Self {
        let error = Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message);
        Self { code, param: Some(param.to_owned()), ..error }
    }

    pub(super) fn missing(param: &str) -> Self {
        Self::invalid(param, Some("parameter_missing"), format!("Missing required param: {param}."))
    }

    /// The request as a whole will not do.
    pub(super) fn request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message)
    }

    pub(super) fn coded(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: Some(code), ..Self::request(message) }
    }

    pub(super) fn no_such(what: &str, id: &str) -> Self {
        let message = format!("No such {what}: '{}'", id.chars().take(80).collect::<String>());
        Self {
            status: StatusCode::NOT_FOUND,
            ..Self::invalid(if what == "payment_intent" { "intent" } else { "id" }, Some("resource_missing"), message)
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown(id) => Self::no_such("object", &id),
            Refusal::NotNow(why) | Refusal::Impossible(why) => Self::request(why),
        }
    }
}

/// What a call came to.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    status: StatusCode,
    body: Value,
    request_id: String,
    key: Option<String>,
    replayed: bool,
}

impl Answer {
    pub(super) fn new(result: Result<Value, ApiError>, request_id: String, key: Option<String>) -> Self {
        let (status, body) = match result {
            Ok(body) => (StatusCode::OK, body),
            Err(error) => {
                let mut body = json!({ "type": error.kind, "message": error.message });
                if let Some(code) = error.code {
                    body["code"] = json!(code);
                    let page = code.replace('_', "-");
                    body["doc_url"] = json!(format!("https://stripe.com/docs/error-codes/{page}"));
                }
                if let Some(param) = error.param {
                    body["param"] = json!(param);
                }
                (error.status, json!({ "error": body }))
            }
        };
        Self { status, body, request_id, key, replayed: false }
    }

    pub(super) fn is_success(&self) -> bool {
        self.status.is_success()
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body.to_string()).into_response();
        let headers = response.headers_mut();
        let mut put = |name: &'static str, value: &str| {
            // A key that came in as a header goes out as one; anything else would be left out.
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        put("content-type", "application/json");
        put("request-id", &self.request_id);
        put("stripe-version", API_VERSION);
        if let Some(key) = &self.key {
            put("idempotency-key", key);
        }
        if self.replayed {
            put("idempotent-replayed", "true");
        }
        response
    }
}

/// The stored answer to a key.
pub(super) struct Replay {
    fingerprint: String,
    answer: Answer,
    made: DateTime<Utc>,
}

impl Replay {
    pub(super) const fn new(fingerprint: String, answer: Answer, made: DateTime<Utc>) -> Self {
        Self { fingerprint, answer, made }
    }

    /// Keys are kept for a day.
    pub(super) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now < self.made + TimeDelta::hours(24)
    }

    /// The stored answer, or the refusal of other parameters.
    pub(super) fn again(&self, fingerprint: &str) -> Result<Answer, ApiError> {
        if self.fingerprint == fingerprint {
            Ok(Answer { replayed: true, ..self.answer.clone() })
        } else {
            Err(ApiError::new(
                StatusCode::BAD_REQUEST,
                "idempotency_error",
                "Keys for idempotent requests can only be used with the same parameters they were first used with.",
            ))
        }
    }
}
