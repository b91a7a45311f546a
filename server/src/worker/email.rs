//! What jobs share that mail a debtor: whom the e-mail is about, how to write to them, sending it, and noting what became
//! of it.

use super::Worker;
use crate::mail::{Attachment, Head, Letter, Line, Mail, MailError, MailLogo};
use crate::telemetry;
use crate::telemetry::MailOutcome;
use app::routes;
use domain::branding::colour::{Colour, Palettes};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::DebtorId;
use domain::language::Language;
use domain::message::{Message, MessageState};
use services::branding;
use services::format::Formatter;
use services::outbox::JobError;
use services::read_keys;
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{Db, StoreError, creditors, debtors, messages};
use uuid::Uuid;

/// The largest logo at the head of a mail, in pixels.
const LOGO: (u32, u32) = (220, 56);

/// An e-mail to a debtor: everybody whom it is about, and how to write to them.
pub(super) struct EmailContext {
    pub(super) worker: Arc<Worker>,
    pub(super) job: ClaimedJob,
    pub(super) creditor: Creditor,
    pub(super) debtor: Debtor,
    pub(super) formatter: Formatter,
    logo: Option<MailLogo>,
}

impl EmailContext {
    /// For `debtor`, in their own language, else in `language`: that of the page on which what the job tells happened.
    ///
    /// # Errors
    /// [`JobError::Hopeless`] when creditor or debtor are gone, [`JobError::Store`] when they cannot be read.
    pub(super) async fn load(
        worker: &Arc<Worker>,
        job: &ClaimedJob,
        debtor: DebtorId,
        language: Option<&str>,
    ) -> Result<Self, JobError> {
        let mut db = worker.services.store.read().await?;
        let gone = |what: &str| JobError::Hopeless(format!("the {what} is not there any more"));
        let creditor = creditors::by_id(&mut db, job.creditor).await?.ok_or_else(|| gone("creditor"))?;
        let debtor = debtors::by_id(&mut db, job.creditor, debtor).await?.ok_or_else(|| gone("debtor"))?;
        let chosen = debtor.locale.as_deref().or(language).and_then(Language::of_tag);
        let language = Language::choose(chosen, Some(&creditor.locale), None);
        let formatter = Formatter::new(&creditor, debtor.locale.as_deref(), language);
        let logo = logo(&mut db, &creditor).await?;
        Ok(Self { worker: Arc::clone(worker), job: job.clone(), creditor, debtor, formatter, logo })
    }

    pub(super) fn head(&self) -> Head {
        let (branding, language) = (&self.creditor.branding, self.formatter.language);
        Head {
            language,
            creditor: Line::from(self.creditor.name.as_str()),
            sender: branding.sender_name.as_deref().map(Line::from),
            logo: self.logo.clone(),
            colours: branding.colour.map_or(Palettes::PORTAL, Colour::palettes),
            legal: branding::legal_lines(&self.creditor, language).map(Line::from).collect(),
            debtor: Line::from(self.debtor.name.as_str()),
            contact: branding::contact_line(&self.creditor, language).map(|line| Line::from(line.as_str())),
            reply_to: branding.reply_to.clone().or_else(|| self.creditor.contact_email.clone()),
            unsubscribe: None,
        }
    }

    /// The whole address of a page of ours.
    pub(super) fn url(&self, path: &str) -> String {
        self.worker.services.base_url.join(path)
    }

    /// The whole address of a page of ours that the letter's own key opens, to read it.
    pub(super) fn url_to(&self, path: &str, what: Readable) -> String {
        let services = &self.worker.services;
        let k = read_keys::key(&services.keys, self.creditor.code, what, services.clock.now());
        self.url(&routes::with(path, "k", k))
    }

    /// Does the e-mail reach somebody? Where it does not, files for it need not be made.
    pub(super) fn is_deliverable(&self) -> bool {
        self.worker.mailer.is_set_up() && self.debtor.email.is_some()
    }

    /// Sends a letter about the thing with this id.
    ///
    /// # Errors
    /// [`JobError::Later`] when mail cannot leave now, [`JobError::Hopeless`] when it was refused.
    pub(super) async fn send<L: Letter + Sync>(&self, letter: &L, about: Uuid) -> Result<(), JobError> {
        self.send_with(letter, about, Vec::new()).await
    }

    /// As [`send`](Self::send), with files.
    pub(super) async fn send_with<L: Letter + Sync>(
        &self,
        letter: &L,
        about: Uuid,
        attachments: Vec<Attachment>,
    ) -> Result<(), JobError> {
        let Some(address) = self.debtor.email.as_ref().filter(|_| self.is_deliverable()) else {
            return self.note_undeliverable::<L>(about).await;
        };
        let outcome = match Mail::write(letter, address, self.job.id, self.job.queued_at) {
            Ok(mail) => self.worker.mailer.send(&Mail { attachments, ..mail }).await,
            Err(error) => Err(error),
        };
        let (counted, result) = match outcome {
            Ok(()) => (MailOutcome::Sent, self.note::<L>(about, MessageState::Sent).await),
            Err(error @ MailError::Temporary(_)) => (MailOutcome::Delayed, Err(JobError::Later(error.to_string()))),
            Err(error @ MailError::Refused { .. }) => {
                self.note::<L>(about, MessageState::Refused).await?;
                (MailOutcome::Refused, Err(JobError::Hopeless(error.to_string())))
            }
        };
        telemetry::mailed(L::NAME, counted);
        result
    }

    /// Instead of sending where the e-mail reaches nobody. That is no fault: the page says the same.
    pub(super) async fn note_undeliverable<L: Letter>(&self, about: Uuid) -> Result<(), JobError> {
        if self.worker.mailer.is_set_up() { self.note::<L>(about, MessageState::NoAddress).await } else { Ok(()) }
    }

    /// Writes down what became of the letter.
    async fn note<L: Letter>(&self, about: Uuid, state: MessageState) -> Result<(), JobError> {
        let message = Message {
            creditor: self.job.creditor,
            id: self.job.id,
            debtor: self.debtor.id,
            kind: L::NAME.to_owned(),
            about: Some(about),
            state,
            at: self.worker.services.clock.now(),
        };
        let noted = self
            .worker
            .services
            .store
            .write(message, move |db, message| Box::pin(async move { messages::note(db, message).await }));
        Ok(noted.await?)
    }
}

/// The creditor's logo, to go with a mail.
async fn logo(db: &mut Db, creditor: &Creditor) -> Result<Option<MailLogo>, StoreError> {
    let Some(logo) = &creditor.branding.logo else { return Ok(None) };
    let (width, height) = logo.shown_in(LOGO.0, LOGO.1);
    let png = store::branding::logo(db, creditor.id, &logo.digest).await?;
    Ok(png.map(|png| MailLogo { png, width, height }))
}
