//! The addresses of the server functions of `app::api`.
//!
//! A request passes the router's layers (origin, log line, body limit), then `call`, which hands the function a
//! [`RequestPort`]. The function asks that port for the session that it needs (`admit`) before it reads the form, and then
//! calls one method of it, which is a handler in this folder.

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

/// Calls the function at the request's address with the request's port.
async fn call(State(state): State<Arc<AppState>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let port = Arc::new(RequestPort::new(state, parts.clone()));
    let answer = api::call(Request::from_parts(parts, body), port).await;
    answer.unwrap_or_else(|| Failure::from(Problem::NotFound).into_response())
}
