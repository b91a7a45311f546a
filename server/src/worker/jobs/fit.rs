//! Fits a plan to its debt, which has changed.

use super::Run;
use crate::worker::Worker;
use services::agreements::jobs::Fit;
use services::agreements::revise;
use services::outbox::JobError;
use std::sync::Arc;
use store::creditors;
use store::jobs::ClaimedJob;

impl Run for Fit {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let Some(creditor) = creditors::by_id(&mut worker.services.store.read().await?, job.creditor).await? else {
            return Ok(());
        };
        let (unit_worker, creditor, agreement) = (Arc::clone(worker), Arc::new(creditor), self.agreement);
        let fitted = worker.services.store.write((unit_worker, creditor), move |db, (worker, creditor)| {
            Box::pin(async move { revise::fit(db, &worker.services, creditor, agreement).await })
        });
        Ok(fitted.await?)
    }
}
