//! `/console`: what waits for an answer.

use super::StaffSession;
use crate::http::error::Failure;
use app::views::console;
use app::views::console::overview::{OverviewView, Waiting};
use axum::response::Response;
use store::waiting;

/// `GET /console`.
pub(super) async fn show(staff: StaffSession) -> Result<Response, Failure> {
    let mut db = staff.state.services.store.read().await?;
    let (requests, first) = waiting::requests(&mut db, staff.creditor.id).await?;
    let (disputes, oldest) = waiting::disputes(&mut db, staff.creditor.id).await?;
    drop(db);
    let view = OverviewView {
        name: staff.user.name.clone(),
        today: staff.formatter.date(staff.today),
        requests: Waiting { count: requests, day: first.map(|day| staff.formatter.date(day)) },
        disputes: Waiting {
            count: disputes,
            day: oldest.map(|at| staff.formatter.date(staff.creditor.zone.day_of(at))),
        },
    };
    Ok(staff.page(|context| console::overview::page(context, view)))
}
