//! Answering requests: granted, countered with other terms, or declined. Staff decide; what they
//! grant is agreed in the same instant, what they offer instead the debtor accepts with a proof.

use super::accept::{self, AcceptError, Acceptance, PreviewError, Verification};
use super::jobs;
use super::revise;
use crate::Services;
use crate::account::DebtorAccount;
use crate::agreements::fingerprint::fingerprint;
use crate::format::Formatter;
use crate::ids::Ids;
use crate::outbox::Job as _;
use chrono::{DateTime, Utc};
use domain::agreement::Terms;
use domain::agreement_terms::{QuoteError, still_fits};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{AgreementId, AuditId, CreditorId, DebtorId, RequestId};
use domain::language::Language;
use domain::offer_request::OfferRequest;
use domain::request::{Request, RequestState};
use std::sync::Arc;
use store::requests::{self, Decision};
use store::{Db, StoreError, audit, debtors, ledger};

/// The terms of a request as they can be agreed today, by staff or by the debtor. What they change of a plan that runs
/// is read into `debtor_account`.
///
/// # Errors
/// [`PreviewError::Quote`] when they cannot be agreed as they are, [`PreviewError::Store`] when the books cannot be read.
pub async fn fitting(
    db: &mut Db,
    (creditor, debtor): (&Creditor, &Debtor),
    request: &Request,
    by_staff: bool,
    debtor_account: &mut DebtorAccount,
) -> Result<Terms, PreviewError> {
    let terms = terms_of(request, by_staff).ok_or(QuoteError::NotOffered)?;
    revise::load_for(db, creditor, debtor, terms, debtor_account).await?;
    Ok(match &debtor_account.running {
        Some(left) => left.still_fits(terms, debtor_account.owed.as_of)?,
        None if has_moved(db, request, terms).await? => return Err(QuoteError::Changed.into()),
        None => still_fits(terms, &debtor_account.situation())?,
    })
}

/// Has anything but charges moved the amounts of these terms since they were put to somebody? Then they are terms of
/// another debt, also where charges that came since make up for it.
async fn has_moved(db: &mut Db, request: &Request, terms: &Terms) -> Result<bool, StoreError> {
    let offered = request.decided_at.filter(|_| request.state == RequestState::Countered);
    let since = offered.unwrap_or(request.made_at);
    for (invoice, _) in terms.covers(|_| None) {
        if ledger::moved_since(db, request.creditor, invoice, since).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How the agreement of a request is written to its debtor.
#[must_use]
pub fn formatter_for(creditor: &Creditor, debtor: &Debtor, request: &Request) -> Formatter {
    let language = Language::of_tag(&request.language).unwrap_or(Language::Es);
    Formatter::new(creditor, debtor.locale.as_deref(), language)
}

/// Grants what was asked for: it is agreed at once, and must be what was `shown` where something was.
///
/// # Errors
/// [`AcceptError`] when it could not be agreed.
pub async fn grant(
    services: &Arc<Services>,
    creditor: &Creditor,
    request: &Request,
    by: &Who,
    shown: Option<&str>,
) -> Result<AgreementId, AcceptError> {
    let mut db = services.store.read().await?;
    let found = debtors::by_id(&mut db, creditor.id, request.debtor).await?;
    let debtor = found.ok_or_else(|| StoreError::Damaged(format!("{} is nobody's", request.id)))?;
    let formatter = formatter_for(creditor, &debtor, request);
    let asked = OfferRequest::Request { request: request.id };
    let shown = match shown {
        Some(shown) => shown.to_owned(),
        None => {
            let preview = accept::preview(&mut db, services, (creditor, &debtor), &formatter, &asked, true).await?;
            fingerprint(&preview.quote.terms, &preview.wording.frozen())
        }
    };
    drop(db);
    let acceptance = Acceptance {
        creditor: creditor.clone(),
        debtor,
        formatter,
        request: asked,
        fingerprint: shown,
        form_key: format!("grant-{}", request.id),
        way: Verification::Staff(by.clone()),
        link: None,
    };
    accept::accept(services, acceptance).await
}

/// What an answer is written with.
struct Answering {
    services: Arc<Services>,
    creditor: CreditorId,
    request: RequestId,
    decision: Decision,
}

/// Offers other terms, or declines. `false` when the request does not wait any more.
///
/// # Errors
/// [`StoreError`] when nothing was written.
pub async fn answer(
    services: &Arc<Services>,
    creditor: &Creditor,
    id: RequestId,
    decision: Decision,
) -> Result<bool, StoreError> {
    let input = Answering { services: Arc::clone(services), creditor: creditor.id, request: id, decision };
    let answered = services.store.write(input, |db, answering| Box::pin(write(db, answering))).await?;
    services.wake.notify_one();
    Ok(answered)
}

async fn write(db: &mut Db, answering: &Answering) -> Result<bool, StoreError> {
    let Answering { services, creditor, request: id, decision } = answering;
    let (creditor, id, now) = (*creditor, *id, services.clock.now());
    // The debtor's row first, as where it is granted: of two answers at once one waits for the other.
    let Some(request) = requests::by_id(db, creditor, id).await? else { return Ok(false) };
    debtors::lock(db, creditor, request.debtor).await?;
    let done = requests::decide(db, creditor, id, decision, now).await?;
    if done {
        noted(db, &*services.ids, (creditor, id), decision, now).await?;
        jobs::Answered { request: id }.queue(db, &*services.ids, creditor, now).await?;
    }
    Ok(done)
}

/// The debtor takes a request back, or leaves what was offered instead. `false` when it is over already, or not theirs.
///
/// # Errors
/// [`StoreError`] when nothing was written.
pub async fn withdraw(
    services: &Arc<Services>,
    creditor: CreditorId,
    debtor: DebtorId,
    id: RequestId,
) -> Result<bool, StoreError> {
    let unit = services.store.write((), move |db, ()| {
        Box::pin(async move {
            debtors::lock(db, creditor, debtor).await?;
            let found = requests::by_id(db, creditor, id).await?.filter(|found| found.debtor == debtor);
            let Some(found) = found else { return Ok(false) };
            match found.state {
                from @ (RequestState::Waiting | RequestState::Countered) => {
                    requests::moved(db, creditor, id, (from, RequestState::Withdrawn)).await
                }
                RequestState::Granted
                | RequestState::PartlyGranted
                | RequestState::Accepted
                | RequestState::Declined
                | RequestState::Withdrawn
                | RequestState::Lapsed => Ok(false),
            }
        })
    });
    unit.await
}

/// Writes into the trail what was answered.
async fn noted(
    db: &mut Db,
    ids: &dyn Ids,
    (creditor, id): (CreditorId, RequestId),
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let action = match decision.state {
        RequestState::Countered => Action::RequestCountered,
        RequestState::Declined => Action::RequestDeclined,
        // What is granted is noted where it is agreed, and the others are no answers of staff.
        RequestState::Granted
        | RequestState::PartlyGranted
        | RequestState::Waiting
        | RequestState::Accepted
        | RequestState::Withdrawn
        | RequestState::Lapsed => return Ok(()),
    };
    let debtor = match requests::by_id(db, creditor, id).await? {
        Some(request) => debtors::by_id(db, creditor, request.debtor).await?,
        None => None,
    };
    let detail = detail([("debtor", debtor.map(|debtor| debtor.reference).unwrap_or_default())]);
    let act = Act { creditor, who: decision.by.clone(), action, subject: Subject::Request(id), detail };
    audit::note(db, AuditId::new(ids.uuid(now)), &act, now).await
}

/// The terms of a request that can be agreed: by staff what was asked for, by the debtor what was offered instead.
#[must_use]
pub fn terms_of(request: &Request, by_staff: bool) -> Option<&Terms> {
    match request.state {
        RequestState::Waiting if by_staff => Some(&request.asked),
        RequestState::Countered if !by_staff => request.answer.as_ref(),
        RequestState::Waiting
        | RequestState::Countered
        | RequestState::Granted
        | RequestState::PartlyGranted
        | RequestState::Declined
        | RequestState::Accepted
        | RequestState::Withdrawn
        | RequestState::Lapsed => None,
    }
}
