//! `/console/audit`: who did what.

use super::StaffSession;
use crate::http::error::Failure;
use app::i18n::Texts as _;
use app::routes;
use app::views::console;
use app::views::console::trail::{TrailLine, TrailView};
use app::views::problem::Problem;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use domain::audit::{AuditLine, Subject, Who};
use domain::id::AuditId;
use serde::Deserialize;
use store::audit;

/// Lines of a page.
const PAGE: usize = 50;
/// One more than a page: is there another?
const ONE_MORE: i64 = 51;

/// Where the list goes on.
#[derive(Deserialize)]
pub(super) struct BeforeQuery {
    before: Option<AuditId>,
}

/// `GET /console/audit`.
pub(super) async fn show(
    staff: StaffSession,
    query: Result<Query<BeforeQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(BeforeQuery { before }) = query.map_err(|_| Problem::BadRequest)?;
    let mut db = staff.state.services.store.read().await?;
    let mut lines = audit::newest(&mut db, staff.creditor.id, before, ONE_MORE).await?;
    drop(db);
    let mut older_href = None;
    if lines.len() > PAGE {
        lines.truncate(PAGE);
        older_href = lines.last().map(|last| routes::with(routes::CONSOLE_TRAIL, "before", last.id));
    }
    let view = TrailView {
        lines: lines.into_iter().map(|line| trail_line(&staff, line)).collect(),
        older_href,
        newest_href: before.map(|_| routes::CONSOLE_TRAIL.to_owned()),
    };
    Ok(staff.page(|context| console::trail::page(context, view)))
}

fn trail_line(staff: &StaffSession, line: AuditLine) -> TrailLine {
    let href = match line.subject {
        Subject::Debtor(id) => Some(routes::console_debtor(id)),
        Subject::Request(id) => Some(routes::console_request(id)),
        Subject::Dispute(id) => Some(routes::console_dispute(id)),
        Subject::Policy(version) => Some(routes::policy_version(version)),
        // A link's page is its debtor's, who is found by the reference.
        Subject::Link(_) => line.detail.get("debtor").and_then(|value| value.as_str()).map(found_by),
        Subject::Staff(_) => None,
    };
    let known = line.detail.values().filter_map(|value| value.as_str()).filter(|text| !text.is_empty());
    let mut about: Vec<String> = known.map(str::to_owned).collect();
    if let Subject::Policy(version) = line.subject {
        about.insert(0, (staff.context.language.console().trail.version)(version));
    }
    let who = Some(line.who).filter(|who| line.staff.is_some() || who != Who::COMMAND_LINE);
    TrailLine { at: staff.formatter.moment(line.at), who, action: line.action, about, href }
}

fn found_by(reference: &str) -> String {
    routes::with(routes::CONSOLE_DEBTORS, "q", reference)
}
