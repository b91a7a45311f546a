//! Mails that a request arrived: what was asked for, and when an answer comes.

use super::answered::figures;
use super::{Run, existing};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::request::RequestState;
use services::agreements::jobs::RequestMade;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::requests;

impl Run for RequestMade {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let id = self.request;
        let found = requests::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
        let request = existing(found, id)?;
        // Answered or taken back before the mail could leave: there is nothing to wait for.
        if request.state != RequestState::Waiting {
            return Ok(());
        }
        let email = EmailContext::load(worker, job, request.debtor, Some(&request.language)).await?;
        let w = mail::asked::words(email.formatter.language);
        let letter = mail::asked::Asked {
            head: email.head(),
            lead: Line::from((w.lead)(&email.creditor.name)),
            terms: figures(&email, &request.asked).await?,
            words: vec![Line::from((w.more)(&email.formatter.date(request.answer_by)))],
            url: email.url_to(&routes::request(id), Readable::Request(id)),
        };
        email.send(&letter, id.uuid()).await
    }
}
