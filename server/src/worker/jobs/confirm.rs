//! Asks a provider whether what its callback said is so.

use super::Run;
use crate::worker::Worker;
use services::outbox::JobError;
use services::payments::confirm;
use services::payments::jobs::Confirm;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for Confirm {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        confirm::confirm(&worker.services, job.creditor, self.payment, self.event).await
    }
}
