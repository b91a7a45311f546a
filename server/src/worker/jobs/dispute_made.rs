//! Mails that a dispute arrived: when an answer comes, and what is not asked for meanwhile.

use super::{Run, existing};
use crate::mail;
use crate::mail::Line;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::dispute::Dispute;
use domain::id::DisputeId;
use domain::invoice::Invoice;
use services::account;
use services::disputes::jobs::DisputeMade;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{disputes, invoices};

impl Run for DisputeMade {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let Loaded { dispute, invoice, email } = load(worker, job, self.dispute).await?;
        let (w, formatter) = (mail::dispute::words(email.formatter.language), &email.formatter);
        let (until, rests) = (formatter.date(dispute.answer_by), invoice.rests_of(dispute.amount));
        let more =
            if rests.is_positive() { (w.made_more)(&until, &formatter.money(rests)) } else { (w.made_until)(&until) };
        let letter = mail::dispute::Dispute {
            head: email.head(),
            answered: false,
            lead: Line::from((w.made_lead)(&email.creditor.name, &invoice.number)),
            words: vec![Line::from(more)],
            url: email.url_to(&routes::dispute(dispute.id), Readable::Dispute(dispute.id)),
        };
        email.send(&letter, dispute.id.uuid()).await
    }
}

/// A dispute, and how to write to who made it.
pub(super) struct Loaded {
    pub(super) dispute: Dispute,
    /// What it is about, as it is owed today.
    pub(super) invoice: Invoice,
    pub(super) email: EmailContext,
}

/// Reads a dispute.
pub(super) async fn load(worker: &Arc<Worker>, job: &ClaimedJob, id: DisputeId) -> Result<Loaded, JobError> {
    let found = disputes::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let dispute = existing(found, id)?;
    let email = EmailContext::load(worker, job, dispute.debtor, Some(&dispute.language)).await?;
    let mut db = worker.services.store.read().await?;
    let now = worker.services.clock.now();
    let owed = account::outstanding(&mut db, &email.creditor, dispute.debtor, now).await?;
    let invoice = match owed.invoices.into_iter().find(|invoice| invoice.id == dispute.invoice) {
        Some(invoice) => invoice,
        None => existing(invoices::by_id(&mut db, job.creditor, dispute.invoice).await?, dispute.invoice)?,
    };
    Ok(Loaded { dispute, invoice, email })
}
