//! `/requests/{id}`: what was asked of the creditor, the answer, and accepting what was offered instead.

use super::agree::{made, prove_and_settle_on, sent_before};
use super::agreement::check_rows;
use super::error::Failure;
use super::form::Fields;
use super::pay::see_other;
use super::session::{Asked, Asker, DebtorSession, Reader};
use super::verification::{Binding, Methods, VerificationFlow};
use super::{offers_page, plan_form, verification};
use app::components::forms::HiddenField;
use app::components::schedule::ScheduleView;
use app::components::verification::CheckNext;
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
use services::agreements::accept::{Preview, PreviewError};
use services::agreements::accept::{in_words, preview};
use services::agreements::answer;
use services::agreements::jobs::Confirms;
use services::read_keys::Readable;
use store::{agreements, requests};

/// `?made=1` on the way from the form.
#[derive(Deserialize)]
pub(super) struct MadeQuery {
    made: Option<String>,
}

async fn find(session: &Reader, id: &str) -> Result<Request, Failure> {
    let id: RequestId = id.parse().map_err(|_| Problem::NotFound)?;
    let found = requests::by_id(&mut session.state.services.store.read().await?, session.creditor.id, id).await?;
    Ok(found.filter(|request| request.debtor == session.debtor.id).ok_or(Problem::NotInAccount)?)
}

fn schedule(session: &Reader, terms: &Terms) -> Option<ScheduleView> {
    match terms {
        Terms::Plan(terms) => Some(plan_form::schedule(&session.formatter, terms, session.today)),
        Terms::Discount(_) | Terms::Settlement(_) | Terms::Extension(_) | Terms::Promise(_) => None,
    }
}

/// `GET /requests/{id}`.
pub(super) async fn show(
    asker: Asker,
    Path(id): Path<String>,
    Query(shown): Query<MadeQuery>,
) -> Result<Response, Failure> {
    let readable = Readable::Request(id.parse().map_err(|_| Problem::NotFound)?);
    let session = asker.reader(readable).await?;
    let request = find(&session, &id).await?;
    let asked = OfferRequest::Request { request: request.id };
    let now = session.state.services.clock.now();
    let (debtor_account, offered, agreements) = {
        let mut db = session.state.services.store.read().await?;
        let debtor_account =
            account::load(&mut db, &session.state.services, &session.creditor, session.debtor.id, now).await?;
        let whom = (&session.creditor, &session.debtor);
        let offered = match preview(&mut db, &session.state.services, whom, &session.formatter, &asked, false).await {
            Ok(preview) => Some(preview),
            Err(PreviewError::Quote(_)) => None,
            Err(PreviewError::Store(error)) => return Err(error.into()),
        };
        let agreements = agreements::of_debtor(&mut db, session.creditor.id, session.debtor.id, 100).await?;
        (debtor_account, offered, agreements)
    };
    // What can be accepted is what still fits the books; what does not, is not offered any more.
    let stands = if request.state == RequestState::Countered && offered.is_none() {
        RequestState::Lapsed
    } else {
        request.state
    };
    let next = match session.session() {
        Some(own) => Methods::of(own, debtor_account.owed.version.policy.verification).await?.next(),
        None => None,
    };
    let made = agreements.iter().find(|agreed| agreed.request == Some(request.id));
    let view = RequestView {
        kind: RequestKind::of(&request.asked),
        state: stands,
        just_made: shown.made.is_some() && request.state == RequestState::Waiting,
        made_on: session.formatter.date(session.creditor.zone.day_of(request.made_at)),
        answer_by: session.formatter.date(request.answer_by),
        answered_on: request.decided_at.map(|at| session.formatter.date_of(at)),
        rows: check_rows(in_words(&debtor_account, &session.creditor, &session.formatter, &request.asked).rows),
        words: request.reason.clone(),
        files: Vec::new(),
        outcome: None,
        invoice_href: None,
        withdraw: (matches!(stands, RequestState::Waiting | RequestState::Countered) && session.session().is_some())
            .then(|| routes::request_withdraw(request.id)),
        answer: request.words.clone(),
        counter: offered.map(|preview| counter_offer(&session, request.id, preview, next)),
        agreement_href: made.map(|agreed| session.other(routes::agreement(agreed.id), Readable::Agreement(agreed.id))),
        ways: offers_page::ways(&debtor_account, &debtor_account.offers()),
    };
    Ok(session.page(|context| views::request::page(context, view)))
}

/// What was offered instead, with the form that accepts it.
fn counter_offer(session: &Asked, request: RequestId, preview: Preview, next: Option<CheckNext>) -> CounterOffer {
    CounterOffer {
        until: preview.quote.terms.open_until().map(|day| session.formatter.date(day)),
        schedule: schedule(session, &preview.quote.terms),
        action: routes::request_accept(request),
        hidden: session.session().map_or_else(Vec::new, |own| {
            vec![HiddenField::new("form_key", own.form_key()), HiddenField::new("seen", preview.fingerprint)]
        }),
        next,
        rows: check_rows(preview.wording.rows),
        text: preview.wording.text,
        if_not: preview.wording.if_not,
    }
}

/// `POST /requests/{id}/accept`: takes what was offered instead; a proof is asked for first.
pub(super) async fn accept(
    session: DebtorSession,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let session = session.whole()?;
    let request = find(&session, &id).await?;
    let fields = Fields::read(&body)?;
    let form_key = fields.form_key()?;
    session.own_form(&form_key)?;
    let tokens = verification::tokens(&session, &headers, &form_key)?;
    if let Some(before) = sent_before(&session, &form_key, fields.get("seen")).await? {
        let token = verification::token_again(&session, &fields, &form_key, &tokens).await?;
        return Ok(made(&session, before, token));
    }
    let again = || see_other(&routes::request(request.id));
    if request.state != RequestState::Countered {
        return Ok(again());
    }
    let (binding, methods) = (Binding::answer(request.id), Methods::now(&session).await?);
    let flow = VerificationFlow {
        session: &session,
        fields: &fields,
        form_key: &form_key,
        binding: &binding,
        methods,
        confirms: request.answer.as_ref().and_then(Confirms::of),
        tokens: &tokens,
    };
    prove_and_settle_on(&flow, OfferRequest::Request { request: request.id }, again).await
}

/// `POST /requests/{id}/withdraw`: the debtor takes it back.
pub(super) async fn withdraw(session: DebtorSession, Path(id): Path<String>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let request = find(&session, &id).await?;
    answer::withdraw(&session.state.services, session.creditor.id, session.debtor.id, request.id).await?;
    Ok(see_other(&routes::request(request.id)))
}
