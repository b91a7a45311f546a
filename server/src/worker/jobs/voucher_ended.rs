//! Mails that a voucher was not paid in time, and what is still to be paid of what it was for.

use super::receipt::{payment, payment_url};
use super::refund_notice::open;
use super::{Hours, Run};
use crate::mail;
use crate::mail::Line;
use crate::mail::notice::About;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use services::outbox::JobError;
use services::payments::jobs::VoucherEnded;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for VoucherEnded {
    const HOURS: Hours = Hours::Daytime;

    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let payment = payment(worker, job, self.payment).await?;
        let email = EmailContext::load(worker, job, payment.debtor, Some(&payment.language)).await?;
        let mut after = open(&email, &payment).await?;
        if payment.progress.is_open() || payment.paid_at.is_some() || after.is_empty() {
            return Ok(()); // It was paid after all, or nothing is left to be paid.
        }
        let words = mail::notice::words(email.formatter.language);
        after.push(Line::from(words.voucher_ended_more));
        let letter = mail::notice::Notice {
            head: email.head(),
            lead: Line::from((words.voucher_ended)(&email.formatter.money(payment.amount))),
            rows: Vec::new(),
            after,
            url: payment_url(&email, &payment),
            about: About::Payment,
        };
        email.send(&letter, payment.id.uuid()).await
    }
}
