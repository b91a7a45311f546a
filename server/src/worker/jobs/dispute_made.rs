//! Mails that a dispute arrived: when an answer comes, and what is not asked for meanwhile.

use super::{Run, existing};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::dispute::Dispute;
use domain::id::DisputeId;
use services::disputes::jobs::DisputeMade;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::disputes;
use store::jobs::ClaimedJob;

impl Run for DisputeMade {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let (dispute, email) = load(worker, job, self.dispute).await?;
        let (w, formatter) = (mail::dispute::words(email.formatter.language), &email.formatter);
        let more = (w.made_more)(&formatter.date(dispute.answer_by), &formatter.money(dispute.amount));
        let letter = mail::dispute::Dispute {
            head: email.head(),
            answered: false,
            lead: Line::from((w.made_lead)(&email.creditor.name)),
            words: vec![Line::from(more)],
            url: email.url_to(&routes::dispute(dispute.id), Readable::Dispute(dispute.id)),
        };
        email.send(&letter, dispute.id.uuid()).await
    }
}

/// A dispute, and how to write to who made it.
pub(super) async fn load(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    id: DisputeId,
) -> Result<(Dispute, EmailContext), JobError> {
    let found = disputes::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let dispute = existing(found, id)?;
    let email = EmailContext::load(worker, job, dispute.debtor, Some(&dispute.language)).await?;
    Ok((dispute, email))
}
