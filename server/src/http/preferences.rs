//! `/preferences`: language, reminders, and a pay-only link for somebody else.

use super::error::{Failure, PageStatus};
use super::pay::see_other;
use super::pay_only::link_price;
use super::session::DebtorSession;
use app::api::preferences::{LanguageForm, RemindersForm, ShareForm};
use app::views::preferences::{PreferencesView, ShareOption, SharedLink};
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::Query;
use axum::response::Response;
use chrono::TimeDelta;
use domain::id::LinkId;
use domain::invoice::Invoice;
use domain::link::{Link, LinkOrigin};
use domain::rate_limit::RateLimit;
use serde::Deserialize;
use services::account;
use store::{debtors, links};

/// A link that was shared works as long as a fortnight: time to pay, not more.
const SHARED_WORKS: TimeDelta = TimeDelta::days(14);

/// `?saved`
#[derive(Deserialize)]
pub(super) struct SavedQuery {
    #[serde(default)]
    saved: Option<String>,
}

/// `GET /preferences`.
pub(super) async fn show(session: DebtorSession, Query(query): Query<SavedQuery>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let sent = if query.saved.is_some() { FormResult::LanguageSaved } else { FormResult::None };
    page(&session, sent).await
}

/// What came of a form of the page, which the page then tells.
enum FormResult {
    None,
    LanguageSaved,
    Shared(SharedLink),
    /// A link was asked for without an invoice.
    NothingChosen,
}

async fn page(session: &DebtorSession, sent: FormResult) -> Result<Response, Failure> {
    let no_reminders = debtors::wants_no_reminders(
        &mut session.state.services.store.read().await?,
        session.creditor.id,
        session.debtor.id,
    )
    .await?;
    let mut shareable = Vec::new();
    for invoice in owed(session).await? {
        let price = link_price(session, &invoice).await?;
        shareable.push(ShareOption {
            id: invoice.id,
            amount: session.formatter.money(price.amount),
            instalment: price.instalment,
            number: invoice.number,
        });
    }
    let nothing_chosen = matches!(sent, FormResult::NothingChosen);
    let status = if nothing_chosen { PageStatus::InvalidForm } else { PageStatus::Found };
    let view = PreferencesView {
        form_key: session.form_key(),
        language: session.formatter.language,
        saved: matches!(sent, FormResult::LanguageSaved),
        no_reminders,
        shareable,
        shared: if let FormResult::Shared(link) = sent { Some(link) } else { None },
        nothing_chosen,
    };
    Ok(session.page_with(status, |context| views::preferences::page(context, view)))
}

/// What a link could pay, at today's prices: not what is on its way.
async fn owed(session: &DebtorSession) -> Result<Vec<Invoice>, Failure> {
    let mut db = session.state.services.store.read().await?;
    let (services, now) = (&session.state.services, session.state.services.clock.now());
    let mut owed = account::load(&mut db, services, &session.creditor, session.debtor.id, now).await?.owed.invoices;
    let in_the_way = |invoice: &Invoice| invoice.plan.is_some() && invoice.on_its_way.is_positive();
    owed.retain(|invoice| invoice.asked().is_positive() && !invoice.void && !in_the_way(invoice));
    Ok(owed)
}

/// `POST /preferences/language`: for this browser, and for the mails to come.
pub(super) async fn set_language(session: &DebtorSession, form: LanguageForm) -> Result<Response, Failure> {
    session.own_form(&form.form_key)?;
    let language = form.language;
    let (creditor, session_id, debtor) = (session.creditor.id, session.id, session.debtor.id);
    // The country of the debtor's amounts stays; only the language changes.
    let home = session.debtor.locale.as_deref().unwrap_or(&session.creditor.locale);
    let locale = home
        .parse::<services::format::Locale>()
        .map_or_else(|_| language.as_str().to_owned(), |locale| locale.speaking(language.as_str()).to_string());
    session
        .state
        .services
        .store
        .write(locale, move |db, locale| {
            Box::pin(async move {
                links::set_language(db, creditor, session_id, language.as_str()).await?;
                debtors::set_locale(db, creditor, debtor, locale).await
            })
        })
        .await?;
    Ok(see_other(&routes::with(routes::PREFERENCES, "saved", 1)))
}

/// `POST /preferences/reminders`: none from now on, or again.
pub(super) async fn set_reminders(session: &DebtorSession, form: RemindersForm) -> Result<Response, Failure> {
    session.own_form(&form.form_key)?;
    let none = !form.wanted;
    let (creditor, debtor) = (session.creditor.id, session.debtor.id);
    session
        .state
        .services
        .store
        .write((), move |db, ()| Box::pin(debtors::set_no_reminders(db, creditor, debtor, none)))
        .await?;
    Ok(see_other(routes::PREFERENCES))
}

/// `POST /preferences/share`: a link that can pay one invoice and shows nothing private. It is shown
/// in the answer and kept nowhere.
pub(super) async fn share(session: &DebtorSession, form: ShareForm) -> Result<Response, Failure> {
    let Some(id) = form.invoice else {
        return page(session, FormResult::NothingChosen).await;
    };
    session.own_invoices(&[id]).await?;
    let invoice = owed(session).await?.into_iter().find(|invoice| invoice.id == id).ok_or(Problem::NotFound)?;
    let now = session.state.services.clock.now();
    let token = session.state.services.ids.access_token(session.creditor.code);
    let link = Link {
        creditor: session.creditor.id,
        id: LinkId::new(session.state.services.ids.uuid(now)),
        debtor: session.debtor.id,
        invoice: Some(id),
        pay_only: true,
        // No longer than the link that this session came from.
        expires_at: (now + SHARED_WORKS).min(session.link.expires_at),
        origin: LinkOrigin::Shared { parent: session.link.id },
    };
    let until = session.formatter.date(session.creditor.zone.day_of(link.expires_at));
    let hash = token.hash();
    let unit = session.state.services.store.write(link, move |db, link| {
        Box::pin(async move {
            debtors::lock(db, link.creditor, link.debtor).await?;
            let lately = links::shared_lately(db, link.creditor, link.debtor).await?;
            if let Err(often) = RateLimit::SharedLink.check(&lately, now) {
                return Ok(Err(often));
            }
            links::add(db, link, hash, now).await.map(Ok)
        })
    });
    unit.await??;
    let price = link_price(session, &invoice).await?;
    let shared = SharedLink {
        url: session.state.services.base_url.join(&routes::link(token.reveal())),
        amount: session.formatter.money(price.amount),
        instalment: price.instalment,
        ends: price.ends,
        number: invoice.number,
        until,
    };
    page(session, FormResult::Shared(shared)).await
}
