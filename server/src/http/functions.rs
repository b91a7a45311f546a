//! The addresses of the server functions of `app::api`.

use super::error::Failure;
use super::ports::RequestPort;
use super::uploads::MAX_BODY;
use crate::http::state::AppState;
use app::views::problem::Problem;
use app::{api, routes};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::sync::Arc;

/// A route for each function that is registered.
pub(super) fn routes() -> Router<Arc<AppState>> {
    api::addresses().fold(Router::new(), |router, address| {
        let route = post(call);
        // The one form that brings files.
        let route = if address == routes::DISPUTES { route.layer(DefaultBodyLimit::max(MAX_BODY)) } else { route };
        router.route(address, route)
    })
}

async fn call(State(state): State<Arc<AppState>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let port = Arc::new(RequestPort::new(state, parts.clone()));
    let answer = api::call(Request::from_parts(parts, body), port).await;
    answer.unwrap_or_else(|| Failure::from(Problem::NotFound).into_response())
}
