//! Closes at their providers what an entry has made needless.

use super::Run;
use crate::worker::Worker;
use services::outbox::JobError;
use services::payments::jobs::Superseded;
use services::payments::superseded;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for Superseded {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        superseded::close_all(&worker.services, job.creditor, self.entry).await
    }
}
