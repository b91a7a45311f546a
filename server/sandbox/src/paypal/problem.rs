//! PayPal's errors: a name, and an issue that says which rule was broken
//! (developer.paypal.com/api/rest/responses).

use crate::outcomes::Refusal;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// An error as PayPal words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    issue: Option<&'static str>,
    field: Option<String>,
}

impl Problem {
    const fn new(status: StatusCode, issue: Option<&'static str>) -> Self {
        Self { status, issue, field: None }
    }

    /// Understood, and against a rule.
    pub(super) const fn rule(issue: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Some(issue))
    }

    /// Not as the API describes it; `field` is a JSON pointer.
    pub(super) fn malformed(issue: &'static str, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(StatusCode::BAD_REQUEST, Some(issue)) }
    }

    pub(super) const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, Some("INVALID_RESOURCE_ID"))
    }

    pub(super) const fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, None)
    }

    pub(super) const fn media_type() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, None)
    }

    /// What serde could not read, in PayPal's terms.
    pub(super) fn json(error: &serde_json::Error) -> Self {
        if !error.is_data() {
            return Self::malformed("MALFORMED_REQUEST_JSON", "/");
        }
        let text = error.to_string();
        let field = format!("/{}", text.split('`').nth(1).unwrap_or_default());
        if text.starts_with("unknown field") {
            Self::malformed("NOT_SUPPORTED", &field)
        } else if text.starts_with("missing field") {
            Self::malformed("MISSING_REQUIRED_PARAMETER", &field)
        } else {
            Self::malformed("INVALID_PARAMETER_SYNTAX", &field)
        }
    }

    /// The body; `debug_id` names this one answer.
    pub(super) fn body(&self, debug_id: &str) -> Value {
        // Name and message come in pairs that the API description fixes.
        let (name, message) = match self.status {
            StatusCode::UNAUTHORIZED => (
                "AUTHENTICATION_FAILURE",
                "Authentication failed due to missing authorization header, or invalid authentication credentials.",
            ),
            StatusCode::NOT_FOUND => ("RESOURCE_NOT_FOUND", "The specified resource does not exist."),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("UNSUPPORTED_MEDIA_TYPE", "The server does not support the request payload's media type.")
            }
            StatusCode::UNPROCESSABLE_ENTITY => (
                "UNPROCESSABLE_ENTITY",
                "The requested action could not be performed, semantically incorrect, or failed business validation.",
            ),
            _ => ("INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema."),
        };
        let mut body = json!({ "name": name, "message": message, "debug_id": debug_id, "links": [] });
        if let Some(issue) = self.issue {
            let mut detail = json!({ "issue": issue });
            if let Some(field) = &self.field {
                detail["field"] = json!(field);
                detail["location"] = json!("body");
            }
            body["details"] = json!([detail]);
        }
        body
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown(_) => Self::not_found(),
            Refusal::NotNow(_) | Refusal::Impossible(_) => Self::rule("TRANSACTION_REFUSED"),
        }
    }
}
