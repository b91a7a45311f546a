//! The addresses of the server functions of `app::api`.

use super::error::Failure;
use super::ports::RequestPort;
use super::uploads::BODY_AT_MOST;
use crate::http::state::AppState;
use app::api::Visitor;
use app::api::disputes::Dispute;
use app::portal::Problem;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use server_fn::ServerFn;
use server_fn::axum::{get_server_fn_service, server_fn_paths};
use std::sync::Arc;

/// A route for each function that is registered.
pub(super) fn routes() -> Router<Arc<AppState>> {
    server_fn_paths().fold(Router::new(), |router, (path, method)| {
        // Each is a POST; a method that is none of axum's could not be asked for.
        let Ok(filter) = MethodFilter::try_from(method) else { return router };
        let route = on(filter, call);
        // The one form that brings files.
        router.route(path, if path == Dispute::PATH { route.layer(DefaultBodyLimit::max(BODY_AT_MOST)) } else { route })
    })
}

/// Runs the function at the request's address, with the port of the request in its context.
async fn call(State(state): State<Arc<AppState>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Some(mut function) = get_server_fn_service(parts.uri.path(), parts.method.clone()) else {
        return Failure::from(Problem::NotFound).into_response();
    };
    let port: Arc<dyn Visitor> = Arc::new(RequestPort::new(state, parts.clone()));
    // Whoever accepts HTML would be sent back to where they came from, whatever the function answered.
    parts.headers.remove(header::ACCEPT);
    let owner = Owner::new();
    owner.with(|| provide_context(port));
    owner.with(|| ScopedFuture::new(function.run(Request::from_parts(parts, body)))).await
}
