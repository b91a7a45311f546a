//! Jobs that write to a debtor about an objection: it arrived, it was answered.

use super::letters::Desk;
use super::{JobError, Worker};
use crate::mail;
use crate::mail::Line;
use app::i18n::Texts as _;
use app::routes;
use domain::dispute::{Dispute, DisputeState};
use domain::id::DisputeId;
use std::sync::Arc;
use store::disputes;
use store::jobs::ClaimedJob;

async fn find(worker: &Worker, job: &ClaimedJob, id: DisputeId) -> Result<Dispute, JobError> {
    let found = disputes::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))
}

/// It arrived: when an answer comes, and what is not asked for meanwhile.
pub(super) async fn made(worker: &Arc<Worker>, job: &ClaimedJob, id: DisputeId) -> Result<(), JobError> {
    let objection = find(worker, job, id).await?;
    let desk = Desk::sit(worker, job, objection.debtor, Some(&objection.language)).await?;
    let (w, creditor) = (desk.pen.language.disputes(), &desk.creditor.name);
    let more = (w.made_more)(&desk.pen.date(objection.answer_by), &desk.pen.money(objection.amount));
    let letter = mail::Objection {
        head: desk.head(),
        answered: false,
        lead: Line::from((w.made_lead)(creditor).as_str()),
        words: vec![Line::from(more.as_str())],
        url: worker.services.base_url.join(&routes::dispute(id)),
    };
    desk.send(worker, job, &letter, id.uuid()).await
}

/// It was decided.
pub(super) async fn answered(worker: &Arc<Worker>, job: &ClaimedJob, id: DisputeId) -> Result<(), JobError> {
    let objection = find(worker, job, id).await?;
    let desk = Desk::sit(worker, job, objection.debtor, Some(&objection.language)).await?;
    let (w, creditor) = (desk.pen.language.disputes(), &desk.creditor.name);
    let lead = match objection.state {
        DisputeState::Upheld => (w.upheld_lead)(creditor, &desk.pen.money(objection.upheld)),
        DisputeState::Rejected => (w.rejected_lead)(creditor),
        // Nothing was decided that could be told.
        DisputeState::Open | DisputeState::Withdrawn => return Ok(()),
    };
    let letter = mail::Objection {
        head: desk.head(),
        answered: true,
        lead: Line::from(lead.as_str()),
        words: objection.decision.as_deref().unwrap_or_default().lines().map(Line::from).collect(),
        url: worker.services.base_url.join(&routes::dispute(id)),
    };
    desk.send(worker, job, &letter, id.uuid()).await
}
