//! `/breathing-space`: a pause in a hard time, without a reason; and other ways out. A mail leads to `?pause=…&k=…`.

use super::agree::debtor_account;
use super::error::Failure;
use super::offers_page;
use super::pay::see_other;
use super::session::{Asked, Asker, DebtorSession, Reader};
use app::api::breathing_space::BeginForm;
use app::views::breathing_space::BreathingSpaceView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::Query;
use axum::response::Response;
use domain::id::PauseId;
use domain::invoice::owed_by_currency;
use serde::Deserialize;
use services::agreements::breathing_space;
use services::agreements::breathing_space::{Standing, standing};
use services::read_keys::Readable;
use store::pauses;

/// `?begun=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct BegunQuery {
    begun: Option<String>,
    /// The breathing space of a mail.
    #[serde(default)]
    pause: String,
}

/// `GET /breathing-space`.
pub(super) async fn show(asker: Asker, Query(shown): Query<BegunQuery>) -> Result<Response, Failure> {
    // Whose key it is says the id beside it; without one, it is the page of whoever has a session.
    let pause = shown.pause.parse().unwrap_or_else(|_| PauseId::new(uuid::Uuid::nil()));
    let asked = asker.reader(Readable::Pause(pause)).await?;
    let session = match &asked {
        Asked::BySession(session) => session,
        Asked::ByKey(reader) => return read_one(reader, pause).await,
    };
    let debtor_account = debtor_account(session).await?;
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
            form_key: session.form_key(),
            plan_href,
        },
        Standing::Offered { .. } | Standing::Spent => BreathingSpaceView::Ask { plan_href },
    };
    Ok(session.page(|context| views::breathing_space::page(context, view)))
}

/// One breathing space, for whom the key of a mail brings here.
async fn read_one(reader: &Reader, id: PauseId) -> Result<Response, Failure> {
    let found = pauses::by_id(&mut reader.state.services.store.read().await?, reader.creditor.id, id).await?;
    let last = found.and_then(|pause| pause.to).ok_or(Problem::NotFound)?;
    let until = reader.formatter.date(last);
    let view = if last < reader.today {
        BreathingSpaceView::Over { until }
    } else {
        BreathingSpaceView::Running { until, just_begun: false, plan_href: None }
    };
    Ok(reader.page(|context| views::breathing_space::page(context, view)))
}

/// `POST /breathing-space`: begins it.
pub(super) async fn begin(session: &DebtorSession, form: BeginForm) -> Result<Response, Failure> {
    session.own_form(&form.form_key)?;
    let language = session.formatter.language.as_str();
    let runs =
        breathing_space::begin(&session.state.services, &session.creditor, session.debtor.id, &form.form_key, language)
            .await?;
    let own = routes::BREATHING_SPACE;
    Ok(if runs { see_other(&routes::with(own, "begun", 1)) } else { see_other(own) })
}
