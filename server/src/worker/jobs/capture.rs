//! Takes the money that the payer approved.

use super::Run;
use crate::worker::Worker;
use services::outbox::JobError;
use services::payments::jobs::Capture;
use services::payments::reconcile;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for Capture {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        reconcile::capture(&worker.services, job.creditor, self.payment).await
    }
}
