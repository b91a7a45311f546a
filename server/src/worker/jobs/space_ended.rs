//! Mails that a breathing space has ended. Nothing is asked for: the ways on are said, and reminders begin with their next
//! step.

use super::notice::Notice;
use super::{Hours, Run};
use crate::mail;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::id::{DebtorId, PauseId};
use domain::invoice::owed_by_currency;
use serde::{Deserialize, Serialize};
use services::account;
use services::outbox::{Job, JobError};
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;

/// Mail that a breathing space has ended.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::worker) struct SpaceEnded {
    /// The pause's id.
    pub(in crate::worker) pause: PauseId,
    /// The debtor's id.
    pub(in crate::worker) debtor: DebtorId,
}

impl Job for SpaceEnded {
    const KIND: &'static str = "space_ended";

    fn key(&self) -> String {
        self.pause.to_string()
    }
}

impl Run for SpaceEnded {
    const HOURS: Hours = Hours::Daytime;

    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let email = EmailContext::load(worker, job, self.debtor, None).await?;
        let owed = {
            let mut db = worker.services.store.read().await?;
            account::outstanding(&mut db, &email.creditor, self.debtor, worker.services.clock.now()).await?
        };
        if owed_by_currency(&owed.invoices)?.is_empty() {
            return Ok(());
        }
        let w = mail::notice::words(email.formatter.language);
        let notice = Notice {
            lead: w.space_ended.to_owned(),
            rows: Vec::new(),
            after: w.space_ended_more,
            path: &routes::with(routes::BREATHING_SPACE, "pause", self.pause),
            opens: Readable::Pause(self.pause),
            about: self.pause.uuid(),
        };
        notice.send(&email).await
    }
}
