//! `/preferences`: language, reminders, and a pay-only link for somebody else.

use super::error::Failure;
use super::pay::see_other;
use super::visit::DebtorSession;
use app::api::preferences::{LanguageForm, RemindersForm, ShareForm};
use app::views::preferences::{PreferencesView, ShareOption, SharedLink};
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::TimeDelta;
use domain::id::LinkId;
use domain::invoice::Invoice;
use domain::link::Link;
use serde::Deserialize;
use services::account::outstanding;
use store::{debtors, links};

/// A link that was shared works as long as a fortnight: time to pay, not more.
const SHARED_WORKS: TimeDelta = TimeDelta::days(14);

/// `?saved`
#[derive(Deserialize)]
pub(super) struct Saved {
    #[serde(default)]
    saved: Option<String>,
}

/// `GET /preferences`.
pub(super) async fn show(visit: DebtorSession, Query(query): Query<Saved>) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    page(&visit, StatusCode::OK, query.saved.is_some(), None, false).await
}

async fn page(
    visit: &DebtorSession,
    status: StatusCode,
    saved: bool,
    shared: Option<SharedLink>,
    nothing_chosen: bool,
) -> Result<Response, Failure> {
    let no_reminders =
        debtors::wants_no_reminders(&mut visit.state.services.store.read().await?, visit.creditor.id, visit.debtor.id)
            .await?;
    let shareable = owed(visit)
        .await?
        .into_iter()
        .map(|invoice| ShareOption {
            id: invoice.id,
            amount: visit.pen.money(invoice.to_pay()),
            number: invoice.number,
        })
        .collect();
    let view = PreferencesView { language: visit.pen.language, saved, no_reminders, shareable, shared, nothing_chosen };
    Ok(visit.page_with(status, |context| views::preferences::page(context, view)))
}

/// What can be paid, as it is owed today.
async fn owed(visit: &DebtorSession) -> Result<Vec<Invoice>, Failure> {
    let mut db = visit.state.services.store.read().await?;
    let mut owed =
        outstanding(&mut db, &visit.creditor, visit.debtor.id, visit.state.services.clock.now()).await?.invoices;
    owed.retain(|invoice| invoice.owed().is_positive() && !invoice.void);
    Ok(owed)
}

/// `POST /preferences/language`: for this browser, and for the mails to come.
pub(super) async fn set_language(visit: &DebtorSession, form: LanguageForm) -> Result<Response, Failure> {
    let language = form.language;
    let (creditor, session, debtor) = (visit.creditor.id, visit.session.id, visit.debtor.id);
    // The country of the debtor's amounts stays; only the language changes.
    let home = visit.debtor.locale.as_deref().unwrap_or(&visit.creditor.locale);
    let locale = home
        .parse::<services::format::Locale>()
        .map_or_else(|_| language.as_str().to_owned(), |locale| locale.speaking(language.as_str()).to_string());
    visit
        .state
        .services
        .store
        .write(locale, move |db, locale| {
            Box::pin(async move {
                links::set_language(db, creditor, session, language.as_str()).await?;
                debtors::set_locale(db, creditor, debtor, locale).await
            })
        })
        .await?;
    Ok(see_other(&routes::with(routes::PREFERENCES, "saved", 1)))
}

/// `POST /preferences/reminders`: none from now on, or again.
pub(super) async fn set_reminders(visit: &DebtorSession, form: RemindersForm) -> Result<Response, Failure> {
    let none = !form.wanted;
    let (creditor, debtor) = (visit.creditor.id, visit.debtor.id);
    visit
        .state
        .services
        .store
        .write((), move |db, ()| Box::pin(debtors::set_no_reminders(db, creditor, debtor, none)))
        .await?;
    Ok(see_other(routes::PREFERENCES))
}

/// `POST /preferences/share`: a link that can pay one invoice and shows nothing private. It is shown
/// in the answer and kept nowhere.
pub(super) async fn share(visit: &DebtorSession, form: ShareForm) -> Result<Response, Failure> {
    let Some(id) = form.invoice else {
        return page(visit, StatusCode::UNPROCESSABLE_ENTITY, false, None, true).await;
    };
    let invoice = owed(visit).await?.into_iter().find(|invoice| invoice.id == id).ok_or(Problem::NotFound)?;
    let now = visit.state.services.clock.now();
    let token = visit.state.services.ids.access_token(visit.creditor.code);
    let link = Link {
        creditor: visit.creditor.id,
        id: LinkId::new(visit.state.services.ids.uuid(now)),
        debtor: visit.debtor.id,
        invoice: Some(id),
        pay_only: true,
        // No longer than the link that this session came from.
        expires_at: (now + SHARED_WORKS).min(visit.session.link.expires_at),
    };
    let until = visit.pen.date(visit.creditor.zone.day_of(link.expires_at));
    let hash = token.hash();
    visit
        .state
        .services
        .store
        .write(link, move |db, link| Box::pin(async move { links::add(db, link, hash, now).await }))
        .await?;
    let shared = SharedLink {
        url: visit.state.services.base_url.join(&routes::link(token.reveal())),
        amount: visit.pen.money(invoice.to_pay()),
        number: invoice.number,
        until,
    };
    page(visit, StatusCode::OK, false, Some(shared), false).await
}
