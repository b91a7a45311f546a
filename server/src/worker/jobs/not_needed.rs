//! Mails that a voucher need not be paid any more.

use super::Run;
use super::receipt::{payment, payment_url};
use crate::mail;
use crate::mail::Line;
use crate::mail::notice::About;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use domain::payment::Progress;
use services::outbox::JobError;
use services::payments::jobs::NotNeeded;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for NotNeeded {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let payment = payment(worker, job, self.payment).await?;
        if payment.progress == Progress::Succeeded {
            return Ok(()); // It was paid all the same: its receipt says what became of the money.
        }
        if payment.progress.is_open() {
            return Err(JobError::Later(format!("the voucher of {} is not closed yet", payment.id)));
        }
        let email = EmailContext::load(worker, job, payment.debtor, Some(&payment.language)).await?;
        let words = mail::notice::words(email.formatter.language);
        let letter = mail::notice::Notice {
            head: email.head(),
            lead: Line::from((words.not_needed)(&email.formatter.money(payment.amount))),
            rows: Vec::new(),
            after: vec![Line::from(words.not_needed_more)],
            url: payment_url(&email, &payment),
            about: About::Payment,
        };
        email.send(&letter, payment.id.uuid()).await
    }
}
