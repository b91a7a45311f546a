//! Mails the answer to a request: other terms, or no. What was granted comes as an agreement.

use super::{Run, existing};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::agreement::Terms;
use domain::request::{Request, RequestState};
use services::account;
use services::agreements::accept::in_words;
use services::agreements::jobs::Answered;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::requests;

impl Run for Answered {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let id = self.request;
        let found = requests::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
        let request = existing(found, id)?;
        let email = EmailContext::load(worker, job, request.debtor, Some(&request.language)).await?;
        let Some(lead) = lead(&email, &request) else { return Ok(()) };
        let terms = match &request.answer {
            Some(terms) if request.state == RequestState::Countered => figures(&email, terms).await?,
            Some(_) | None => Vec::new(),
        };
        let letter = mail::answered::Answered {
            head: email.head(),
            lead: Line::from(lead),
            terms,
            words: request.words.as_deref().unwrap_or_default().lines().map(Line::from).collect(),
            url: email.url_to(&routes::request(id), Readable::Request(id)),
        };
        email.send(&letter, id.uuid()).await
    }
}

/// Terms as figures by their names.
pub(super) async fn figures(email: &EmailContext, terms: &Terms) -> Result<Vec<(Line, Line)>, JobError> {
    let services = &email.worker.services;
    let account = {
        let mut db = services.store.read().await?;
        account::load(&mut db, services, &email.creditor, email.debtor.id, services.clock.now()).await?
    };
    let wording = in_words(&account, &email.creditor, &email.formatter, terms);
    Ok(wording.rows.into_iter().map(|row| (Line::from(row.label), Line::from(row.value))).collect())
}

/// The answer in a sentence; none where another state came before the mail could leave: its own mail says so.
fn lead(email: &EmailContext, request: &Request) -> Option<String> {
    let w = mail::answered::words(email.formatter.language);
    let until =
        request.answer.as_ref().and_then(Terms::open_until).map(|day| email.formatter.date(day)).unwrap_or_default();
    match request.state {
        RequestState::Countered => Some((w.countered)(&email.creditor.name, &until)),
        RequestState::Declined => Some((w.declined)(&email.creditor.name)),
        RequestState::Waiting
        | RequestState::Granted
        | RequestState::PartlyGranted
        | RequestState::Accepted
        | RequestState::Withdrawn
        | RequestState::Lapsed => None,
    }
}
