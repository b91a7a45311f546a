//! Answering requests: granted, countered with other terms, or declined. Staff decide; what they
//! grant is agreed in the same instant, what they offer instead the debtor accepts with a proof.

use super::accept::{self, Acceptance, Way};
use super::held::holds;
use super::terms::{covers, fingerprint};
use super::{Refusal, Wish, revise};
use crate::Services;
use crate::account::DebtorAccount;
use crate::format::Formatter;
use crate::ids::Ids;
use crate::outbox::Job;
use chrono::{DateTime, Utc};
use domain::agreement::Terms;
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::debtor::Debtor;
use domain::id::{AgreementId, AuditId, CreditorId, RequestId};
use domain::language::Language;
use domain::offer::Situation;
use domain::request::{Request, RequestState};
use std::sync::Arc;
use store::requests::{self, Decision};
use store::{Db, StoreError, audit, debtors, ledger};

/// Terms that somebody granted, as they can be agreed today: is what they are about still owed as it was (of a plan or a
/// settlement, but for charges that came since: see [`super::held`]), and do their days still lie ahead? What was to be
/// paid at once is then paid today.
///
/// # Errors
/// [`Refusal::Changed`].
pub fn still_fits(terms: &Terms, situation: &Situation<'_>) -> Result<Terms, Refusal> {
    let as_of = situation.as_of;
    let debt = |id| situation.debts.iter().find(|debt| debt.invoice == id);
    let owed = |id| debt(id).and_then(domain::offer::Debt::owed);
    let mut terms = terms.clone();
    let fits = match &mut terms {
        Terms::Plan(terms) => {
            let plan = &mut terms.plan;
            let first = plan.instalments.iter().find(|instalment| instalment.n > 0).map(|instalment| instalment.date);
            if let Some(down) = plan.instalments.iter_mut().find(|instalment| instalment.n == 0) {
                down.date = down.date.max(as_of);
            }
            plan.invoices.iter().all(|part| debt(part.invoice).is_some_and(|debt| holds(debt, part.amount)))
                && first.is_some_and(|first| first >= as_of)
                && plan.is_sound()
        }
        Terms::Extension(terms) => {
            owed(terms.invoice).is_some()
                && debt(terms.invoice).is_some_and(|debt| debt.due == terms.old_due)
                && terms.new_due > as_of
        }
        Terms::Settlement(terms) => {
            terms.invoices.iter().all(|part| debt(part.invoice).is_some_and(|debt| holds(debt, part.amount)))
                && terms.until >= as_of
        }
        Terms::Discount(_) | Terms::Promise(_) => false,
    };
    if fits { Ok(terms) } else { Err(Refusal::Changed) }
}

/// The terms of a request as they can be agreed today, by staff or by the debtor. What they change of a plan that runs
/// is read into `debtor_account`.
///
/// # Errors
/// [`StoreError`]; in the answer, why they cannot.
pub async fn fitting(
    db: &mut Db,
    (creditor, debtor): (&Creditor, &Debtor),
    request: &Request,
    by_staff: bool,
    debtor_account: &mut DebtorAccount,
) -> Result<Result<Terms, Refusal>, StoreError> {
    let Some(terms) = terms_of(request, by_staff) else { return Ok(Err(Refusal::NotOffered)) };
    revise::load_for(db, creditor, debtor, terms, debtor_account).await?;
    Ok(match &debtor_account.running {
        Some(left) => revise::still_fits(terms, left, debtor_account.owed.as_of),
        None if has_moved(db, request, terms).await? => Err(Refusal::Changed),
        None => still_fits(terms, &debtor_account.situation()),
    })
}

/// Has anything but charges moved the amounts of these terms since they were put to somebody? Then they are terms of
/// another debt, also where charges that came since make up for it.
async fn has_moved(db: &mut Db, request: &Request, terms: &Terms) -> Result<bool, StoreError> {
    let offered = request.decided_at.filter(|_| request.state == RequestState::Countered);
    let since = offered.unwrap_or(request.made_at);
    for (invoice, _) in covers(terms, |_| None) {
        if ledger::moved_since(db, request.creditor, invoice, since).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How the agreement of a request is written to its debtor.
#[must_use]
pub fn pen_for(creditor: &Creditor, debtor: &Debtor, request: &Request) -> Formatter {
    let language = Language::of_tag(&request.language).unwrap_or(Language::Es);
    Formatter::new(creditor, debtor.locale.as_deref(), language)
}

/// Grants what was asked for: it is agreed at once, and must be what was `seen` where something was.
///
/// # Errors
/// [`StoreError`]; in the answer, why it could not be.
pub async fn grant(
    services: &Arc<Services>,
    creditor: &Creditor,
    request: &Request,
    by: &Who,
    seen: Option<&str>,
) -> Result<Result<AgreementId, Refusal>, StoreError> {
    let mut db = services.store.read().await?;
    let found = debtors::by_id(&mut db, creditor.id, request.debtor).await?;
    let debtor = found.ok_or_else(|| StoreError::Damaged(format!("{} is nobody's", request.id)))?;
    let pen = pen_for(creditor, &debtor, request);
    let wish = Wish::Request { request: request.id };
    let seen = match seen {
        Some(seen) => seen.to_owned(),
        None => match accept::see(&mut db, services, (creditor, &debtor), &pen, &wish, true).await? {
            Ok(seen) => fingerprint(&seen.quote.terms, &seen.said.frozen()),
            Err(refusal) => return Ok(Err(refusal)),
        },
    };
    drop(db);
    let acceptance = Acceptance {
        creditor: creditor.clone(),
        debtor,
        pen,
        wish,
        seen,
        form_key: format!("grant-{}", request.id),
        way: Way::Staff(by.clone()),
    };
    accept::accept(services, acceptance).await
}

/// Offers other terms, or declines. `false` when the request does not wait any more.
///
/// # Errors
/// [`StoreError`].
pub async fn answer(
    services: &Arc<Services>,
    creditor: &Creditor,
    id: RequestId,
    decision: Decision,
) -> Result<bool, StoreError> {
    let (ids, now, creditor) = (Arc::clone(&services.ids), services.clock.now(), creditor.id);
    let answered = services
        .store
        .write(move |db| {
            let (ids, decision) = (Arc::clone(&ids), decision.clone());
            Box::pin(async move {
                // The debtor's row first, as where it is granted: of two answers at once one waits for the other.
                let Some(request) = requests::by_id(db, creditor, id).await? else { return Ok(false) };
                debtors::lock(db, creditor, request.debtor).await?;
                let done = requests::decide(db, creditor, id, &decision, now).await?;
                if done {
                    noted(db, &*ids, (creditor, id), &decision, now).await?;
                    Job::Answered { request: id }.queue(db, &*ids, creditor, now).await?;
                }
                Ok(done)
            })
        })
        .await?;
    services.wake.notify_one();
    Ok(answered)
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

/// The last day on which other terms can be accepted: before anything in them is due.
#[must_use]
pub fn open_until(terms: &Terms) -> Option<Date> {
    match terms {
        Terms::Plan(terms) => terms.plan.instalments.iter().find(|i| i.n > 0).map(|first| first.date),
        Terms::Extension(terms) => terms.new_due.pred_opt(),
        Terms::Settlement(terms) => Some(terms.until),
        Terms::Discount(_) | Terms::Promise(_) => None,
    }
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
        | RequestState::Declined
        | RequestState::Accepted
        | RequestState::Withdrawn
        | RequestState::Lapsed => None,
    }
}
