//! `/console/debtors/{id}`: one debtor, as staff see them.

use super::Staff;
use crate::http::error::Failure;
use crate::store::debtors::Debtor;
use crate::store::links::{self, Handed};
use app::pages::console;
use app::portal::console::{ConsoleDebtorView, LinkDone, LinkRow, LinkState};
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

/// How many links are listed.
const LINKS_AT_MOST: i64 = 30;

/// What the form before did.
#[derive(Deserialize)]
pub(super) struct Shown {
    sent: Option<String>,
    revoked: Option<String>,
}

/// `GET /console/debtors/{id}`.
pub(super) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response, Failure> {
    let debtor = staff.debtor(&id).await?;
    let done = match (shown.sent, shown.revoked) {
        (Some(_), _) => Some(LinkDone::Sent),
        (None, Some(_)) => Some(LinkDone::Revoked),
        (None, None) => None,
    };
    page(&staff, debtor, done).await
}

/// The page, with what a form has just done.
pub(super) async fn page(staff: &Staff, debtor: Debtor, done: Option<LinkDone>) -> Result<Response, Failure> {
    let mut db = staff.house.store.read().await?;
    let links = links::of_debtor(&mut db, staff.creditor.id, debtor.id, LINKS_AT_MOST).await?;
    drop(db);
    let view = ConsoleDebtorView {
        action: format!("/console/debtors/{}/links", debtor.id),
        form_key: staff.form_key(),
        links: links.iter().map(|handed| row(staff, handed)).collect(),
        done,
        name: debtor.name,
        reference: debtor.reference,
        email: debtor.email,
        phone: debtor.phone,
    };
    Ok(staff.page(|frame| console::debtor(frame, view)))
}

fn row(staff: &Staff, handed: &Handed) -> LinkRow {
    let ends = staff.pen.day_of(handed.link.expires_at);
    let state = match handed.revoked_at {
        Some(at) => LinkState::Revoked(staff.pen.day_of(at)),
        None if handed.link.expires_at <= staff.house.clock.now() => LinkState::Ended(ends),
        None => LinkState::Works(ends),
    };
    LinkRow {
        id: handed.link.id,
        made: staff.pen.day_of(handed.created_at),
        state,
        used: handed.used_at.map(|at| staff.pen.moment(at)),
        pay_only: handed.link.pay_only,
    }
}
