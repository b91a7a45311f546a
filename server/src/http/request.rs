//! `/requests/{id}`: what was asked of the creditor, the answer, and accepting what was offered instead.

use super::agree::{made, prove_and_settle_on, sent_before};
use super::agreement::check_rows;
use super::error::Failure;
use super::fields::Fields;
use super::pay::see_other;
use super::proof::{Binding, Proving, Ways, brings_proof};
use super::visit::DebtorSession;
use super::{offers_page, proof, wishes_plan};
use app::components::forms::HiddenField;
use app::components::schedule::ScheduleView;
use app::views::problem::Problem;
use app::views::request::{CounterOffer, RequestView};
use app::{routes, views};
use axum::extract::{Path, Query, RawForm};
use axum::http::header::HeaderMap;
use axum::response::Response;
use domain::agreement::Terms;
use domain::id::RequestId;
use domain::offer_request::OfferRequest;
use domain::request::{Request, RequestKind, RequestState};
use serde::Deserialize;
use services::account;
use services::agreements::accept::PreviewError;
use services::agreements::accept::{in_words, see};
use store::{agreements, requests};

/// `?made=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct Shown {
    made: Option<String>,
}

async fn find(visit: &DebtorSession, id: &str) -> Result<Request, Failure> {
    let id: RequestId = id.parse().map_err(|_| Problem::NotFound)?;
    let found = requests::by_id(&mut visit.state.services.store.read().await?, visit.creditor.id, id).await?;
    Ok(found.filter(|request| request.debtor == visit.debtor.id).ok_or(Problem::NotFound)?)
}

fn schedule(visit: &DebtorSession, terms: &Terms) -> Option<ScheduleView> {
    match terms {
        Terms::Plan(terms) => Some(wishes_plan::schedule(&visit.pen, &terms.plan, &[])),
        Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
    }
}

/// `GET /requests/{id}`.
pub(super) async fn show(
    visit: DebtorSession,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let request = find(&visit, &id).await?;
    let wish = OfferRequest::Request { request: request.id };
    let now = visit.state.services.clock.now();
    let (debtor_account, offered, agreements) = {
        let mut db = visit.state.services.store.read().await?;
        let debtor_account =
            account::load(&mut db, &visit.state.services, &visit.creditor, visit.debtor.id, now).await?;
        let whom = (&visit.creditor, &visit.debtor);
        let offered = match see(&mut db, &visit.state.services, whom, &visit.pen, &wish, false).await {
            Ok(seen) => Some(seen),
            Err(PreviewError::Quote(_)) => None,
            Err(PreviewError::Store(error)) => return Err(error.into()),
        };
        let agreements = agreements::of_debtor(&mut db, visit.creditor.id, visit.debtor.id, 100).await?;
        (debtor_account, offered, agreements)
    };
    // What can be accepted is what still fits the books; what does not, is not offered any more.
    let stands = if request.state == RequestState::Countered && offered.is_none() {
        RequestState::Lapsed
    } else {
        request.state
    };
    let counter = offered.map(|seen| CounterOffer {
        until: seen.quote.terms.open_until().map(|day| visit.pen.date(day)),
        schedule: schedule(&visit, &seen.quote.terms),
        action: routes::request_accept(request.id),
        hidden: vec![
            HiddenField::new("form_key", visit.state.services.ids.token().reveal()),
            HiddenField::new("seen", seen.fingerprint.clone()),
        ],
        next: Ways::of(&visit, debtor_account.owed.version.policy.proof).next(),
        rows: check_rows(seen.said.rows),
        text: seen.said.text,
        if_not: seen.said.if_not,
    });
    let made = agreements.iter().find(|agreed| agreed.request == Some(request.id));
    let view = RequestView {
        kind: RequestKind::of(&request.asked),
        state: stands,
        just_made: shown.made.is_some() && request.state == RequestState::Waiting,
        made_on: visit.pen.date(visit.creditor.zone.day_of(request.made_at)),
        answer_by: visit.pen.date(request.answer_by),
        rows: check_rows(in_words(&debtor_account, &visit.creditor, &visit.pen, &request.asked).rows),
        words: request.reason.clone(),
        files: Vec::new(),
        outcome: None,
        invoice_href: None,
        withdraw: None,
        answer: request.words.clone(),
        counter,
        agreement_href: made.map(|agreed| routes::agreement(agreed.id)),
        ways: offers_page::ways(&debtor_account, &debtor_account.offers()),
    };
    Ok(visit.page(|context| views::request::page(context, view)))
}

/// `POST /requests/{id}/accept`: takes what was offered instead; a proof is asked for first.
pub(super) async fn accept(
    visit: DebtorSession,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let request = find(&visit, &id).await?;
    let fields = Fields::read(&body)?;
    let form_key = fields.form_key()?;
    let tokens = proof::tokens(&visit, &headers, &form_key)?;
    if let Some(before) = sent_before(&visit, &form_key, fields.get("seen")).await? {
        return Ok(made(&visit, before, brings_proof(&fields).then_some(&tokens.1)));
    }
    let again = || see_other(&routes::request(request.id));
    if request.state != RequestState::Countered {
        return Ok(again());
    }
    let (binding, ways) = (Binding::answer(request.id), Ways::now(&visit).await?);
    let proving =
        Proving { visit: &visit, fields: &fields, form_key: &form_key, binding: &binding, ways, tokens: &tokens };
    prove_and_settle_on(&proving, OfferRequest::Request { request: request.id }, again).await
}
