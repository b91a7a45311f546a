//! Mails that money was given back.

use super::Run;
use super::receipt::{left_of, payment, payment_url};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::i18n::Texts as _;
use domain::payment::Payment;
use services::account;
use services::outbox::JobError;
use services::payments::jobs::RefundNotice;
use services::payments::receipt::receipt_number;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::payments;

impl Run for RefundNotice {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let payment = payment(worker, job, self.payment).await?;
        let email = EmailContext::load(worker, job, payment.debtor, Some(&payment.language)).await?;
        let open = open(&email, &payment).await?;
        let letter = mail::refund::Refund {
            head: email.head(),
            amount: Line::from(email.formatter.money(self.amount)),
            number: Line::from(receipt_number(payment.id)),
            open,
            url: payment_url(&email, &payment),
        };
        email.send(&letter, payment.id.uuid()).await
    }
}

/// What is open now of the invoices that the payment was for, and when it is due: in a plan its instalments say that.
pub(super) async fn open(email: &EmailContext, payment: &Payment) -> Result<Vec<Line>, JobError> {
    let services = &email.worker.services;
    let mut db = services.store.read().await?;
    let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
    let now = services.clock.now();
    let owed = account::load(&mut db, services, &email.creditor, payment.debtor, now).await?.owed.invoices;
    let (formatter, w) = (&email.formatter, mail::refund::words(email.formatter.language));
    let due = mail::rows::words(formatter.language).due;
    let mut open = Vec::new();
    for invoice in owed.iter().filter(|invoice| shares.iter().any(|share| share.invoice == invoice.id)) {
        let mut left = left_of(formatter, std::iter::once(invoice))?.of_invoice(formatter.language.pages());
        if invoice.plan.is_none() && invoice.asked().is_positive() {
            left.push(due(&formatter.date(invoice.due_now())));
        }
        if !left.is_empty() {
            open.push(Line::sentence(&(w.open)(&invoice.number, &left.join(", "))));
        }
    }
    Ok(open)
}
