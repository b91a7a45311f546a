//! Mails a receipt: what was paid, and what stays open.

use super::{Run, existing};
use crate::mail;
use crate::mail::{Attachment, Line};
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::components::left::Left;
use app::i18n::Texts as _;
use app::routes;
use domain::allocation::sum_by_invoice;
use domain::id::PaymentId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::payment::Payment;
use services::account;
use services::format::Formatter;
use services::outbox::JobError;
use services::payments::jobs::Receipt;
use services::payments::receipt;
use services::payments::receipt::{file_name, paid_with, receipt_number};
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{StoreError, invoices, ledger, payments};

impl Run for Receipt {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let payment = payment(worker, job, self.payment).await?;
        let email = EmailContext::load(worker, job, payment.debtor, Some(&payment.language)).await?;
        let letter = letter(&email, &payment).await?;
        let files = file(&email, &payment).await?;
        email.send_with(&letter, payment.id.uuid(), files).await
    }
}

pub(super) async fn payment(worker: &Worker, job: &ClaimedJob, id: PaymentId) -> Result<Payment, JobError> {
    existing(payments::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?, id)
}

/// Where a letter about a payment leads: its page by a return address, since a letter holds no token but a link's.
pub(super) fn payment_url(email: &EmailContext, payment: &Payment) -> String {
    let until = payment.created_at + services::payments::start::RETURN_WORKS;
    let back = email.worker.services.keys.payment_return(email.creditor.code, payment.id, until);
    email.url(&routes::with(routes::payment(payment.id), "r", back))
}

async fn letter(email: &EmailContext, payment: &Payment) -> Result<mail::receipt::Receipt, JobError> {
    let line = |amount: Money| Line::from(email.formatter.money(amount));
    let (currency, now) = (payment.amount.currency(), email.worker.services.clock.now());
    let mut db = email.worker.services.store.read().await?;
    let shares = payments::shares(&mut db, payment.creditor, payment.id, currency).await?;
    let discount = Money::total(currency, shares.iter().map(|share| share.discounted)).map_err(StoreError::from)?;
    let settled = ledger::given_up_with(&mut db, payment.creditor, payment.id).await?;
    let settled = Money::total(currency, settled.into_iter().map(|share| share.amount)).map_err(StoreError::from)?;
    let applied = shares.iter().map(|share| (share.invoice, share.applied)).filter(|(_, part)| part.is_positive());
    let (services, words) = (&email.worker.services, email.formatter.language.pages());
    let owed = account::load(&mut db, services, &email.creditor, payment.debtor, now).await?.owed;
    let mut pays = Vec::new();
    for (invoice, part) in sum_by_invoice(applied) {
        let Some(invoice) = invoices::by_id(&mut db, payment.creditor, invoice).await? else { continue };
        let left = left_of(&email.formatter, owed.invoices.iter().filter(|owed| owed.id == invoice.id))?;
        let left = left.of_invoice(words).iter().map(|phrase| Line::sentence(phrase)).collect();
        pays.push(mail::receipt::ReceiptLine { what: Line::from(invoice.number), amount: line(part), left });
    }
    let left = left_of(&email.formatter, owed.invoices.iter())?;
    let credit = receipt::credit_left(&mut db, payment).await?;
    Ok(mail::receipt::Receipt {
        head: email.head(),
        number: Line::from(receipt_number(payment.id)),
        paid_at: Line::from(email.formatter.moment(payment.paid_at.unwrap_or(payment.created_at))),
        method: Line::from(paid_with(payment, &email.creditor, email.formatter.language)),
        amount: line(payment.received),
        discount: discount.is_positive().then(|| line(discount)),
        settled: settled.is_positive().then(|| line(settled)),
        pays,
        left: left.of_account(words).iter().map(|said| Line::sentence(said)).collect(),
        credit: credit.is_positive().then(|| line(credit)),
        url: payment_url(email, payment),
    })
}

/// What is left of these invoices together, as they are asked for now.
pub(super) fn left_of<'a>(
    formatter: &Formatter,
    invoices: impl Iterator<Item = &'a Invoice> + Clone,
) -> Result<Left, StoreError> {
    Ok(Left::of(invoices, |sums| formatter.amounts(sums), |day| formatter.date(day))?)
}

/// The receipt as a file, where somebody gets the letter. One that cannot be typeset keeps no letter back.
async fn file(email: &EmailContext, payment: &Payment) -> Result<Vec<Attachment>, JobError> {
    if !email.is_deliverable() {
        return Ok(Vec::new());
    }
    let read = {
        let services = &email.worker.services;
        let mut db = services.store.read().await?;
        let parties = (&email.creditor, Some(&email.debtor));
        receipt::read(&mut db, services, payment, parties, &email.formatter, services.clock.now()).await?
    };
    let Some(document) = read else { return Ok(Vec::new()) };
    let set = tokio::task::spawn_blocking(move || documents::receipt(&document)).await;
    Ok(match set.map_err(|error| JobError::Later(error.to_string()))? {
        Ok(bytes) => vec![Attachment {
            name: file_name(email.formatter.language.pages().receipt.file, &email.creditor, payment),
            media_type: "application/pdf",
            bytes,
        }],
        Err(error) => {
            tracing::error!(payment.id = %payment.id, %error, "a receipt could not be typeset");
            Vec::new()
        }
    })
}
