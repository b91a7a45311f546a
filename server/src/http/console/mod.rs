//! The console: where the creditor's staff see and decide. Every page but the door wants a [`Staff`], whose creditor
//! is the only one that any query of theirs is asked about.

mod counter_form;
mod debtor;
mod debtors;
mod decisions;
mod links;
mod objections;
mod overview;
mod policy;
mod policy_form;
mod queue;
mod requests;
mod sign_in;
mod staff;
mod trail;
mod waive;

pub(super) use staff::Staff;

use crate::http::state::AppState;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// The console's addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/console/sign-in", get(sign_in::password_page).post(sign_in::password))
        .route("/console/code", get(sign_in::code_page).post(sign_in::code))
        .route("/console/sign-out", post(sign_in::sign_out))
        .route("/console/language", post(staff::set_language))
        .route("/console", get(overview::show))
        .route("/console/audit", get(trail::show))
        .route("/console/debtors", get(debtors::show))
        .route("/console/requests", get(queue::show))
        .route("/console/requests/{id}", get(requests::show))
        .route("/console/requests/{id}/check", get(requests::check))
        .route("/console/requests/{id}/decide", post(requests::decide))
        .route("/console/objections/{id}", get(objections::show))
        .route("/console/objections/{id}/check", get(objections::check))
        .route("/console/objections/{id}/decide", post(objections::decide))
        .route("/console/objections/{id}/files/{file}", get(objections::file))
        .route("/console/policy", get(policy::show))
        .route("/console/policy/document", get(policy::document).post(policy::change_document))
        .route("/console/policy/versions", get(policy::versions))
        .route("/console/policy/versions/{n}", get(policy::version))
        .route("/console/policy/{section}", get(policy::section).post(policy::change))
        .route("/console/debtors/{id}", get(debtor::show))
        .route("/console/debtors/{id}/charges/{invoice}", get(waive::show).post(waive::waive))
        .route("/console/debtors/{id}/links", post(links::make))
        .route("/console/debtors/{id}/links/send", post(links::send))
        .route("/console/debtors/{id}/links/revoke", post(links::revoke))
}
