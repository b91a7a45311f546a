//! Mails what became of an agreement that is over.

use super::notice::Notice;
use super::{Hours, Run, existing};
use crate::mail;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::agreement::{AgreementKind, AgreementState};
use services::agreements::jobs::Ended;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::agreements;
use store::jobs::ClaimedJob;

impl Run for Ended {
    const HOURS: Hours = Hours::Daytime;

    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let id = self.agreement;
        let found = agreements::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
        let agreement = existing(found, id)?;
        let email = EmailContext::load(worker, job, agreement.debtor, Some(&agreement.language)).await?;
        let w = mail::notice::words(email.formatter.language);
        let (lead, after) = match (agreement.kind, agreement.state) {
            (AgreementKind::Plan, AgreementState::Kept) => (w.plan_kept, ""),
            (AgreementKind::Plan, AgreementState::Broken) => (w.plan_broken, w.plan_broken_more),
            (AgreementKind::Promise, AgreementState::Kept) => (w.promise_kept, ""),
            (AgreementKind::Promise, AgreementState::Broken) => (w.promise_broken, w.promise_broken_more),
            (AgreementKind::Settlement, AgreementState::Broken) => (w.settlement_ended, w.settlement_ended_more),
            // Nothing to say, or another state came before the letter could leave.
            (
                AgreementKind::Plan
                | AgreementKind::Promise
                | AgreementKind::Settlement
                | AgreementKind::Extension
                | AgreementKind::Discount,
                _,
            ) => return Ok(()),
        };
        let path = routes::agreement(id);
        Notice {
            lead: lead.to_owned(),
            rows: Vec::new(),
            after,
            path: &path,
            opens: Readable::Agreement(id),
            about: id.uuid(),
        }
        .send(&email)
        .await
    }
}
