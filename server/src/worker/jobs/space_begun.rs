//! Mails that a breathing space has begun: until when, and that nothing is to be done.

use super::Run;
use super::notice::Notice;
use crate::mail;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use services::agreements::jobs::SpaceBegun;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for SpaceBegun {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let email = EmailContext::load(worker, job, self.debtor, Some(&self.language)).await?;
        let w = mail::notice::words(email.formatter.language);
        let notice = Notice {
            lead: (w.space_begun)(&email.formatter.date(self.until)),
            rows: Vec::new(),
            after: w.space_begun_more,
            path: &routes::with(routes::BREATHING_SPACE, "pause", self.pause),
            opens: Readable::Pause(self.pause),
            about: self.pause.uuid(),
        };
        notice.send(&email).await
    }
}
