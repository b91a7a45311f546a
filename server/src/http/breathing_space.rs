//! `/breathing-space`: a pause in a hard time, without a reason; and other ways out.

use super::agree::debtor_account;
use super::error::Failure;
use super::offers_page;
use super::pay::see_other;
use super::session::DebtorSession;
use app::api::breathing_space::BeginForm;
use app::views::breathing_space::BreathingSpaceView;
use app::{routes, views};
use axum::extract::Query;
use axum::response::Response;
use domain::invoice::owed_by_currency;
use serde::Deserialize;
use services::agreements::breathing_space;
use services::agreements::breathing_space::{Standing, standing};
use store::pauses;

/// `?begun=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct BegunQuery {
    begun: Option<String>,
}

/// `GET /breathing-space`.
pub(super) async fn show(session: DebtorSession, Query(shown): Query<BegunQuery>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let debtor_account = debtor_account(&session).await?;
    let pauses = {
        let mut db = session.state.services.store.read().await?;
        pauses::of_debtor(&mut db, session.creditor.id, session.debtor.id).await?
    };
    let plan_href = offers_page::longest_plan(&session.formatter, &debtor_account);
    let owes = !owed_by_currency(&debtor_account.owed.invoices)?.is_empty();
    let view = match standing(&debtor_account.owed.version.policy, &pauses, session.today) {
        Standing::Running { until } => BreathingSpaceView::Running {
            until: session.formatter.date(until),
            just_begun: shown.begun.is_some(),
            plan_href,
        },
        Standing::Offered { days, until } if owes => BreathingSpaceView::Offered {
            days,
            until: session.formatter.date(until),
            form_key: session.state.services.ids.token().reveal().to_owned(),
            plan_href,
        },
        Standing::Offered { .. } | Standing::Spent => BreathingSpaceView::Ask { plan_href },
    };
    Ok(session.page(|context| views::breathing_space::page(context, view)))
}

/// `POST /breathing-space`: begins it.
pub(super) async fn begin(session: &DebtorSession, form: BeginForm) -> Result<Response, Failure> {
    let language = session.formatter.language.as_str();
    let runs =
        breathing_space::begin(&session.state.services, &session.creditor, session.debtor.id, &form.form_key, language)
            .await?;
    let own = routes::BREATHING_SPACE;
    Ok(if runs { see_other(&routes::with(own, "begun", 1)) } else { see_other(own) })
}
