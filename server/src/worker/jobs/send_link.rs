//! Mails a link, asked for or sent by the creditor. Its token is made here and leaves with the mail; a second try makes a
//! new token for the same link.

use super::Run;
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::link::{Link, LinkOrigin};
use services::links::jobs::SendLink;
use services::outbox::JobError;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{debtors, links};

impl Run for SendLink {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let email = EmailContext::load(worker, job, self.debtor, None).await?;
        // Staff have taken all links back since it was asked for, or sent.
        if debtors::gets_no_new_links(&mut worker.services.store.read().await?, job.creditor, self.debtor).await? {
            return Ok(());
        }
        let token = worker.services.ids.access_token(email.creditor.code);
        let (creditor, debtor, expires_at) = (job.creditor, self.debtor, self.expires_at);
        let origin = LinkOrigin::Mailed;
        let new = Link { creditor, id: self.link, debtor, invoice: None, pay_only: false, expires_at, origin };
        let (hash, now) = (token.hash(), worker.services.clock.now());
        let kept = worker
            .services
            .store
            .write(new, move |db, new| Box::pin(async move { links::add_or_renew(db, new, hash, now).await }));
        kept.await?;
        let (head, url) = (email.head(), email.url(&routes::link(token.reveal())));
        let until = Line::from(email.formatter.date(email.creditor.zone.day_of(expires_at)));
        if self.asked {
            email.send(&mail::new_link::NewLink { head, url, until }, self.link.uuid()).await
        } else {
            email.send(&mail::payment_link::PaymentLink { head, url, until }, self.link.uuid()).await
        }
    }
}
