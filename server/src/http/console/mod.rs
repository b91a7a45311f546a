//! The console: where the creditor's staff see and decide. Every page but the door wants a [`Staff`], whose creditor
//! is the only one that any query of theirs is asked about.

mod debtor;
mod links;
mod overview;
mod sign_in;
mod staff;

pub(super) use staff::Staff;

use crate::wiring::House;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// The console's addresses.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/console/sign-in", get(sign_in::password_page).post(sign_in::password))
        .route("/console/code", get(sign_in::code_page).post(sign_in::code))
        .route("/console/sign-out", post(sign_in::sign_out))
        .route("/console/language", post(staff::set_language))
        .route("/console", get(overview::show))
        .route("/console/debtors/{id}", get(debtor::show))
        .route("/console/debtors/{id}/links", post(links::make))
        .route("/console/debtors/{id}/links/send", post(links::send))
        .route("/console/debtors/{id}/links/revoke", post(links::revoke))
}
