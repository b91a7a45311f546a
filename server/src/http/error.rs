//! What goes wrong, as a page: the one place that picks a status.

use super::html;
use app::api::Unreadable;
use app::components::forms::InvalidField;
use app::views::problem::Problem;
use axum::extract::multipart::MultipartError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::agreement::UnreadableAgreement;
use domain::money::MoneyError;
use domain::rate_limit::TooOften;
use services::outbox::JobError;
use store::StoreError;

/// A request that ends in a problem page.
#[derive(Debug)]
pub(super) struct Failure(Problem);

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<Unreadable> for Failure {
    fn from(_: Unreadable) -> Self {
        Self(Problem::BadRequest)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if error.is_unavailable() {
            tracing::error!(%error, "the store is away");
            return Self(Problem::Busy);
        }
        Self::fault(&error)
    }
}

impl From<TooOften> for Failure {
    fn from(TooOften { minutes }: TooOften) -> Self {
        Self(Problem::TooManyTries { minutes })
    }
}

impl From<MoneyError> for Failure {
    fn from(error: MoneyError) -> Self {
        Self::fault(&error)
    }
}

impl From<UnreadableAgreement> for Failure {
    fn from(error: UnreadableAgreement) -> Self {
        Self::fault(&error)
    }
}

impl Failure {
    /// Nothing that anybody outside can act on: it is logged under an id that the page names.
    fn fault(error: &dyn std::error::Error) -> Self {
        let support_id = html::support_id();
        tracing::error!(%error, support_id, "a request failed");
        Self(Problem::Fault { support_id })
    }
}

impl From<JobError> for Failure {
    fn from(error: JobError) -> Self {
        match error {
            JobError::Store(error) => error.into(),
            JobError::Later(_) | JobError::Hopeless(_) => {
                tracing::warn!(%error, "a provider did not do it");
                Self(Problem::ProviderAway { again_href: None })
            }
        }
    }
}

/// The status of a problem.
pub(super) const fn status(problem: &Problem) -> StatusCode {
    match problem {
        // One answer for a wrong, an expired and a revoked link. What is of another account is not there for this one.
        Problem::NotFound | Problem::NotInAccount | Problem::DeadLink | Problem::OtherAccount => StatusCode::NOT_FOUND,
        Problem::SessionEnded(_) => StatusCode::UNAUTHORIZED,
        Problem::ProviderAway { .. } => StatusCode::BAD_GATEWAY,
        Problem::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
        Problem::ForeignOrigin => StatusCode::FORBIDDEN,
        Problem::BadRequest => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::NothingToPay => StatusCode::CONFLICT,
        Problem::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// What a page is an answer to, where it is no problem page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageStatus {
    /// It is what was asked for.
    Found,
    /// The form again, with what is to be corrected.
    InvalidForm,
    /// What was asked for does not go with what has happened meanwhile; the page says what that is.
    Conflict,
    /// The form again, which takes no more tries for now.
    TooManyTries,
}

impl PageStatus {
    /// Of a page with a form, by what is to be corrected in it.
    pub(super) const fn of_form(invalid: &[InvalidField]) -> Self {
        if invalid.is_empty() { Self::Found } else { Self::InvalidForm }
    }

    pub(super) const fn code(self) -> StatusCode {
        match self {
            Self::Found => StatusCode::OK,
            Self::InvalidForm => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

/// Was a form with files refused because it is larger than its route takes? The extractor tells it by a status alone.
pub(super) fn is_too_large(error: &MultipartError) -> bool {
    error.status() == StatusCode::PAYLOAD_TOO_LARGE
}

/// What the framework says by a line of English to a request that it cannot read (too large, of another type, without a
/// field) is a page as any other refusal; its status stays.
pub(super) async fn as_page(mut response: Response) -> Response {
    let refused = matches!(
        response.status(),
        StatusCode::BAD_REQUEST
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY
    );
    let of_text =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|is| is.as_bytes().starts_with(b"text/plain"));
    if refused && of_text {
        response.extensions_mut().insert(html::PendingProblem(Problem::BadRequest));
    }
    response
}

/// Handed to the outermost layer, which knows language and assets and lays the page out.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(html::PendingProblem(self.0));
        response
    }
}
