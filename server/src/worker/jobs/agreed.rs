//! Mails what was agreed, with its PDF and, where there are days to keep, a calendar file.

use super::{Run, existing};
use crate::http::agreement::calendar_addresses;
use crate::mail;
use crate::mail::{Attachment, Head, Line};
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use services::agreements::agreement_documents;
use services::agreements::agreement_documents::AgreementDocuments;
use services::agreements::calendar;
use services::agreements::jobs::Agreed;
use services::outbox::JobError;
use services::read_keys::Readable;
use std::sync::Arc;
use store::agreements;
use store::jobs::ClaimedJob;

impl Run for Agreed {
    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let id = self.agreement;
        let found = agreements::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
        let agreement = existing(found, id)?;
        let email = EmailContext::load(worker, job, agreement.debtor, Some(&agreement.language)).await?;
        if !email.is_deliverable() {
            return email.note_undeliverable::<mail::agreed::Agreed>(id.uuid()).await;
        }
        let mut db = worker.services.store.read().await?;
        let documents = agreement_documents::read(&mut db, agreement, &email.creditor, &email.debtor).await?;
        let (services, today) = (&worker.services, email.creditor.zone.today(worker.services.clock.now()));
        let calendar = calendar::read(&mut db, services, &documents, calendar_addresses, today).await?;
        drop(db);
        let url = email.url_to(&routes::agreement(id), Readable::Agreement(id));
        let files = files(&documents, calendar).await?;
        // In the language of the agreement, which is the one that its words are in.
        let head = Head { language: documents.formatter().language, ..email.head() };
        let text = documents.body.text.split("\n\n").map(|said| said.lines().map(Line::sentence).collect()).collect();
        email.send_with(&mail::agreed::Agreed { head, text, url }, id.uuid(), files).await
    }
}

async fn files(documents: &AgreementDocuments, calendar: Option<String>) -> Result<Vec<Attachment>, JobError> {
    let document = documents.document();
    let set = tokio::task::spawn_blocking(move || documents::agreement(&document)).await;
    let pdf = set.map_err(|error| JobError::Later(error.to_string()))?;
    let pdf = pdf.map_err(|error| JobError::Hopeless(error.to_string()))?;
    let words = mail::agreed::words(documents.formatter().language);
    let mut files = vec![Attachment { name: words.pdf.to_owned(), media_type: "application/pdf", bytes: pdf }];
    files.extend(calendar.map(|file| Attachment {
        name: words.calendar.to_owned(),
        media_type: "text/calendar; charset=utf-8",
        bytes: file.into_bytes(),
    }));
    Ok(files)
}
