//! Mails that money was given back.

use super::Run;
use super::receipt::{payment, payment_url};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use services::outbox::JobError;
use services::payments::jobs::RefundNotice;
use services::payments::receipt::receipt_number;
use std::sync::Arc;
use store::jobs::ClaimedJob;

impl Run for RefundNotice {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let payment = payment(worker, job, self.payment).await?;
        let email = EmailContext::load(worker, job, payment.debtor, Some(&payment.language)).await?;
        let letter = mail::refund::Refund {
            head: email.head(),
            amount: Line::from(email.formatter.money(self.amount)),
            number: Line::from(receipt_number(payment.id)),
            url: payment_url(&email, &payment),
        };
        email.send(&letter, payment.id.uuid()).await
    }
}
