//! Mails that other terms were not taken in time.

use super::notice::Notice;
use super::{Hours, Run, existing};
use crate::mail;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::id::RequestId;
use serde::{Deserialize, Serialize};
use services::outbox::{Job, JobError};
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::requests;

/// Mail that other terms were not taken in time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::worker) struct Lapsed {
    /// The request.
    pub(in crate::worker) request: RequestId,
}

impl Job for Lapsed {
    const KIND: &'static str = "lapsed";

    fn key(&self) -> String {
        self.request.to_string()
    }
}

impl Run for Lapsed {
    const HOURS: Hours = Hours::Daytime;

    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let id = self.request;
        let found = requests::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
        let request = existing(found, id)?;
        let email = EmailContext::load(worker, job, request.debtor, Some(&request.language)).await?;
        let w = mail::notice::words(email.formatter.language);
        let (lead, path) = (w.lapsed.to_owned(), routes::request(id));
        Notice {
            lead,
            rows: Vec::new(),
            after: w.lapsed_more,
            path: &path,
            opens: Readable::Request(id),
            about: id.uuid(),
        }
        .send(&email)
        .await
    }
}
