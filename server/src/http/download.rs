//! Files to take home: PDFs are typeset when they are asked for, off the threads that answer.

use super::error::Failure;
use super::html;
use app::views::problem::Problem;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::DocumentError;

/// A file that the browser saves and never shows in our place.
pub(super) fn download(media_type: &'static str, name: String, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// Typesets a document, which takes a processor for a while.
///
/// # Errors
/// A fault page, with the reason in the log.
pub(super) async fn typeset(
    set: impl FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static,
) -> Result<Vec<u8>, Failure> {
    let fault = |error: String| {
        let support_id = html::support_id();
        tracing::error!(%error, support_id, "a document could not be typeset");
        Failure::from(Problem::Fault { support_id })
    };
    let set = tokio::task::spawn_blocking(set).await;
    set.map_err(|error| fault(error.to_string()))?.map_err(|error| fault(error.to_string()))
}
