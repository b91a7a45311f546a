//! Closes at their providers what an entry has made needless.

use super::Run;
use crate::worker::Worker;
use services::outbox::JobError;
use services::payments::jobs::Overtaken;
use services::payments::overtaken;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for Overtaken {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        overtaken::close_all(&worker.services, job.creditor, self.entry).await
    }
}
