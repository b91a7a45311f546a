//! `/reminders/off`: no more reminders, by the address that a reminder carries.
//!
//! Whoever has the mail may end its reminders, and nothing else; so may the mail program, with one POST from nowhere
//! (RFC 8058). The page shows nobody's matters.

use super::error::{Failure, PageStatus};
use super::html;
use super::session::creditor_view;
use crate::http::state::AppState;
use app::context::PageContext;
use app::views::problem::Problem;
use app::views::reminders_off::RemindersOffView;
use app::{routes, views};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::creditor::Creditor;
use domain::id::DebtorId;
use domain::language::Language;
use serde::Deserialize;
use std::sync::Arc;
use store::{creditors, debtors};

/// `?t=…`
#[derive(Deserialize)]
pub(super) struct TokenQuery {
    #[serde(default)]
    t: String,
}

async fn whose(state: &AppState, token: &TokenQuery) -> Result<(Creditor, DebtorId, Option<Language>), Failure> {
    let (creditor, debtor) = state.services.keys.check_reminders_off(&token.t).map_err(|_| Problem::NotFound)?;
    let mut db = state.services.store.read().await?;
    let debtor = debtors::by_id(&mut db, creditor, debtor).await?.ok_or(Problem::NotFound)?;
    let creditor = creditors::by_id(&mut db, creditor).await?.ok_or(Problem::NotFound)?;
    Ok((creditor, debtor.id, debtor.locale.as_deref().and_then(Language::of_tag)))
}

fn page(
    state: &AppState,
    headers: &HeaderMap,
    uri: &Uri,
    creditor: &Creditor,
    own: Option<Language>,
    view: RemindersOffView,
) -> Response {
    let language = Language::choose(own, Some(&creditor.locale), None);
    let context = PageContext {
        language,
        tag: language.as_str().to_owned(),
        creditor: Some(creditor_view(creditor, language)),
        ..html::stranger(state, headers, uri)
    };
    html::page(state, PageStatus::Found, &context, |context| views::reminders_off::page(context, view))
}

/// `GET /reminders/off?t=…`: changes nothing.
pub(super) async fn show(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    uri: Uri,
    Query(token): Query<TokenQuery>,
) -> Result<Response, Failure> {
    let (creditor, _, language) = whose(&state, &token).await?;
    let view = RemindersOffView { action: routes::with(routes::REMINDERS_OFF, "t", token.t), done: false };
    Ok(page(&state, &headers, &uri, &creditor, language, view))
}

/// `POST /reminders/off?t=…`: may be repeated at will.
pub(super) async fn stop(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    uri: Uri,
    Query(token): Query<TokenQuery>,
) -> Result<Response, Failure> {
    let (creditor, debtor, language) = whose(&state, &token).await?;
    let id = creditor.id;
    state.services.store.write((), move |db, ()| Box::pin(debtors::set_no_reminders(db, id, debtor, true))).await?;
    let view = RemindersOffView { action: String::new(), done: true };
    Ok(page(&state, &headers, &uri, &creditor, language, view))
}
