//! The console: where the creditor's staff see and decide. Every page but those of signing in wants a [`StaffSession`], whose creditor
//! is the only one that any query of theirs is asked about.

mod counter_form;
mod debtor;
mod debtors;
mod decisions;
mod disputes;
mod links;
mod overview;
mod policy;
mod policy_form;
mod request;
mod requests;
mod sign_in;
mod staff;
mod trail;
mod waive;

pub(super) use staff::StaffSession;

use crate::http::state::AppState;
use app::routes;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// The console's addresses.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route(routes::CONSOLE_SIGN_IN, get(sign_in::password_page).post(sign_in::password))
        .route(routes::CONSOLE_CODE, get(sign_in::code_page).post(sign_in::code))
        .route(routes::CONSOLE_SIGN_OUT, post(sign_in::sign_out))
        .route(routes::CONSOLE_LANGUAGE, post(staff::set_language))
        .route(routes::CONSOLE, get(overview::show))
        .route(routes::CONSOLE_TRAIL, get(trail::show))
        .route(routes::CONSOLE_DEBTORS, get(debtors::show))
        .route(routes::CONSOLE_REQUESTS, get(requests::show))
        .route(routes::CONSOLE_REQUEST, get(request::show))
        .route(routes::CONSOLE_REQUEST_CHECK, get(request::check))
        .route(routes::CONSOLE_REQUEST_DECIDE, post(request::decide))
        .route(routes::CONSOLE_DISPUTE, get(disputes::show))
        .route(routes::CONSOLE_DISPUTE_CHECK, get(disputes::check))
        .route(routes::CONSOLE_DISPUTE_DECIDE, post(disputes::decide))
        .route(routes::CONSOLE_DISPUTE_FILE, get(disputes::file))
        .route(routes::CONSOLE_POLICY, get(policy::show))
        .route(routes::POLICY_DOCUMENT, get(policy::document).post(policy::change_document))
        .route(routes::POLICY_VERSIONS, get(policy::versions))
        .route(routes::POLICY_VERSION, get(policy::version))
        .route(routes::POLICY_SECTION, get(policy::section).post(policy::change))
        .route(routes::CONSOLE_DEBTOR, get(debtor::show))
        .route(routes::CONSOLE_INVOICE_XML, get(debtor::invoice_xml))
        .route(routes::CONSOLE_CHARGES, get(waive::show).post(waive::waive))
        .route(routes::CONSOLE_LINKS, post(links::make))
        .route(routes::CONSOLE_LINKS_SEND, post(links::send))
        .route(routes::CONSOLE_LINKS_REVOKE, post(links::revoke))
}
