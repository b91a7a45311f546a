//! What goes wrong, as a page: the one place that picks a status.

use super::answer;
use app::api::Unreadable;
use app::views::problem::Problem;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::agreement::UnreadableAgreement;
use domain::money::MoneyError;
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
        let support_id = answer::support_id();
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
        // One answer for a wrong, an expired and a revoked link.
        Problem::NotFound | Problem::DeadLink => StatusCode::NOT_FOUND,
        Problem::SessionEnded => StatusCode::UNAUTHORIZED,
        Problem::ProviderAway { .. } => StatusCode::BAD_GATEWAY,
        Problem::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
        Problem::ForeignOrigin => StatusCode::FORBIDDEN,
        Problem::BadRequest => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::NothingToPay => StatusCode::CONFLICT,
        Problem::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Handed to the outermost layer, which knows language and assets and lays the page out.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(answer::Pending(self.0));
        response
    }
}
