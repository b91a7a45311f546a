//! Jobs that write a letter: receipt, refund, link, code, agreement.

use super::{JobError, Worker};
use crate::http::visit::shown;
use crate::mail::{Attachment, Head, Letter, Line, Mail, MailError};
use crate::telemetry::MailOutcome;
use crate::{mail, telemetry};
use app::i18n::Texts as _;
use app::routes;
use chrono::{DateTime, Utc};
use domain::agreement::Terms;
use domain::allocation::sum_by_invoice;
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{AgreementId, DebtorId, LinkId, PaymentId, ProofId, RequestId};
use domain::invoice::owed_by_currency;
use domain::language::Language;
use domain::link::Link;
use domain::message::{Message, MessageState};
use domain::money::Money;
use domain::payment::Payment;
use domain::request::RequestState;
use services::account;
use services::agreements::papers;
use services::format::Formatter;
use services::payments::receipt;
use services::payments::receipt::receipt_number;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{StoreError, agreements, creditors, debtors, invoices, links, messages, payments, proofs, requests};
use uuid::Uuid;

/// Everybody a letter is about, and how to write to them.
pub(super) struct Desk {
    pub(super) creditor: Creditor,
    pub(super) debtor: Debtor,
    pub(super) pen: Formatter,
}

impl Desk {
    pub(super) async fn sit(
        worker: &Worker,
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
        let pen = Formatter::new(&creditor, debtor.locale.as_deref(), language);
        Ok(Self { creditor, debtor, pen })
    }

    pub(super) fn head(&self) -> Head {
        Head {
            language: self.pen.language,
            creditor: Line::from(self.creditor.name.as_str()),
            debtor: Line::from(self.debtor.name.as_str()),
            contact: shown(&self.creditor).contact.map(|contact| Line::from(contact.as_str())),
            reply_to: self.creditor.contact_email.clone(),
            unsubscribe: None,
        }
    }

    pub(super) async fn send<L: Letter + Sync>(
        &self,
        worker: &Worker,
        job: &ClaimedJob,
        letter: &L,
        about: Uuid,
    ) -> Result<(), JobError> {
        self.send_with(worker, job, letter, about, Vec::new()).await
    }

    async fn send_with<L: Letter + Sync>(
        &self,
        worker: &Worker,
        job: &ClaimedJob,
        letter: &L,
        about: Uuid,
        attachments: Vec<Attachment>,
    ) -> Result<(), JobError> {
        if !worker.mailer.is_set_up() {
            return Ok(());
        }
        // Nobody to write to is no fault: the page says the same.
        let Some(address) = &self.debtor.email else {
            return self.note::<L>(worker, job, about, MessageState::NoAddress).await;
        };
        let outcome = match Mail::write(letter, address, job.id, job.queued_at) {
            Ok(mail) => worker.mailer.send(&Mail { attachments, ..mail }).await,
            Err(error) => Err(error),
        };
        let (counted, result) = match outcome {
            Ok(()) => (MailOutcome::Sent, self.note::<L>(worker, job, about, MessageState::Sent).await),
            Err(error @ MailError::Temporary(_)) => (MailOutcome::Delayed, Err(JobError::Later(error.to_string()))),
            Err(error @ MailError::Refused { .. }) => {
                self.note::<L>(worker, job, about, MessageState::Refused).await?;
                (MailOutcome::Refused, Err(JobError::Hopeless(error.to_string())))
            }
        };
        telemetry::mailed(L::NAME, counted);
        result
    }

    /// The receipt as a file, where somebody gets the letter. One that cannot be typeset keeps no letter back.
    async fn receipt_file(&self, worker: &Worker, payment: &Payment) -> Result<Vec<Attachment>, JobError> {
        if !worker.mailer.is_set_up() || self.debtor.email.is_none() {
            return Ok(Vec::new());
        }
        let read = {
            let mut db = worker.services.store.read().await?;
            let parties = (&self.creditor, Some(&self.debtor));
            receipt::read(&mut db, payment, parties, &self.pen, worker.services.clock.now()).await?
        };
        let Some(document) = read else { return Ok(Vec::new()) };
        let set = tokio::task::spawn_blocking(move || documents::receipt(&document)).await;
        Ok(match set.map_err(|error| JobError::Later(error.to_string()))? {
            Ok(bytes) => vec![Attachment { name: "receipt.pdf", media_type: "application/pdf", bytes }],
            Err(error) => {
                tracing::error!(payment.id = %payment.id, %error, "a receipt could not be typeset");
                Vec::new()
            }
        })
    }

    /// Writes down what became of the letter.
    async fn note<L: Letter>(
        &self,
        worker: &Worker,
        job: &ClaimedJob,
        about: Uuid,
        state: MessageState,
    ) -> Result<(), JobError> {
        let message = Message {
            creditor: job.creditor,
            id: job.id,
            debtor: self.debtor.id,
            kind: L::NAME.to_owned(),
            about: Some(about),
            state,
            at: worker.services.clock.now(),
        };
        let noted = worker
            .services
            .store
            .write(message, move |db, message| Box::pin(async move { messages::note(db, message).await }));
        Ok(noted.await?)
    }
}

/// Where the letter leads: the link page, since a letter holds no token but a link's.
fn own_page(worker: &Worker, creditor: &Creditor, payment: &Payment) -> String {
    let until = payment.created_at + services::payments::start::RETURN_WORKS;
    let back = worker.services.keys.payment_return(creditor.code, payment.id, until);
    worker.services.base_url.join(&routes::with(routes::payment(payment.id), "r", back))
}

async fn paid(worker: &Worker, job: &ClaimedJob, id: PaymentId) -> Result<Payment, JobError> {
    let found = payments::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))
}

/// What was paid, and what stays open.
pub(super) async fn receipt(worker: &Arc<Worker>, job: &ClaimedJob, id: PaymentId) -> Result<(), JobError> {
    let payment = paid(worker, job, id).await?;
    let desk = Desk::sit(worker, job, payment.debtor, Some(&payment.language)).await?;
    let pen = &desk.pen;
    let line = |text: String| Line::from(text.as_str());
    let mut pays = Vec::new();
    let (left, discount) = {
        let mut db = worker.services.store.read().await?;
        let currency = payment.amount.currency();
        let shares = payments::shares(&mut db, job.creditor, id, currency).await?;
        let discount = Money::total(currency, shares.iter().map(|share| share.discounted));
        let applied = shares.iter().map(|share| (share.invoice, share.applied)).filter(|(_, part)| part.is_positive());
        for (invoice, part) in sum_by_invoice(applied) {
            let Some(invoice) = invoices::by_id(&mut db, job.creditor, invoice).await? else { continue };
            let left = invoice.owed();
            pays.push(mail::ReceiptLine {
                what: line(invoice.number),
                amount: line(pen.money(part)),
                left: left.is_positive().then(|| line(pen.money(left))),
            });
        }
        let owed = account::outstanding(&mut db, &desk.creditor, payment.debtor, worker.services.clock.now()).await?;
        (owed_by_currency(&owed.invoices)?, discount.map_err(StoreError::from)?)
    };
    let letter = mail::Receipt {
        head: desk.head(),
        number: line(receipt_number(&payment)),
        paid_at: line(pen.moment(payment.paid_at.unwrap_or(payment.created_at))),
        method: line(payment.provider.brand().to_owned()),
        amount: line(pen.money(payment.received)),
        discount: discount.is_positive().then(|| line(pen.money(discount))),
        pays,
        left: pen.amounts(&left).map(line),
        credit: payment.credit.is_positive().then(|| line(pen.money(payment.credit))),
        url: own_page(worker, &desk.creditor, &payment),
    };
    let files = desk.receipt_file(worker, &payment).await?;
    desk.send_with(worker, job, &letter, id.uuid(), files).await
}

/// Money went back.
pub(super) async fn refund(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    id: PaymentId,
    amount: Money,
) -> Result<(), JobError> {
    let payment = paid(worker, job, id).await?;
    let desk = Desk::sit(worker, job, payment.debtor, Some(&payment.language)).await?;
    let letter = mail::Refund {
        head: desk.head(),
        amount: Line::from(desk.pen.money(amount).as_str()),
        number: Line::from(receipt_number(&payment).as_str()),
        url: own_page(worker, &desk.creditor, &payment),
    };
    desk.send(worker, job, &letter, id.uuid()).await
}

/// What was agreed, with its PDF and, where there are days to keep, a calendar file.
pub(super) async fn agreed(worker: &Arc<Worker>, job: &ClaimedJob, id: AgreementId) -> Result<(), JobError> {
    let found = agreements::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let agreed = found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))?;
    let desk = Desk::sit(worker, job, agreed.debtor, Some(&agreed.language)).await?;
    if !worker.mailer.is_set_up() {
        return Ok(());
    }
    if desk.debtor.email.is_none() {
        return desk.note::<mail::Agreed>(worker, job, id.uuid(), MessageState::NoAddress).await;
    }
    let papers = papers::read(&mut worker.services.store.read().await?, agreed, &desk.creditor, &desk.debtor).await?;
    let url = worker.services.base_url.join(&routes::agreement(id));
    let calendar = papers.calendar(url.clone());
    let document = papers.document();
    let set = tokio::task::spawn_blocking(move || documents::agreement(&document)).await;
    let pdf = set.map_err(|error| JobError::Later(error.to_string()))?;
    let pdf = pdf.map_err(|error| JobError::Hopeless(error.to_string()))?;
    let mut files = vec![Attachment { name: "agreement.pdf", media_type: "application/pdf", bytes: pdf }];
    files.extend(calendar.map(|file| Attachment {
        name: "calendar.ics",
        media_type: "text/calendar; charset=utf-8",
        bytes: file.into_bytes(),
    }));
    // In the language of the agreement, which is the one that its words are in.
    let pen = papers.pen();
    let head = Head { language: pen.language, ..desk.head() };
    let text = papers.body.text.split("\n\n").map(|said| said.lines().map(Line::from).collect()).collect();
    let letter = mail::Agreed { head, text, url };
    desk.send_with(worker, job, &letter, id.uuid(), files).await
}

/// The answer to a request: other terms, or no. What was granted comes as an agreement.
pub(super) async fn answered(worker: &Arc<Worker>, job: &ClaimedJob, id: RequestId) -> Result<(), JobError> {
    let found = requests::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let request = found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))?;
    let desk = Desk::sit(worker, job, request.debtor, Some(&request.language)).await?;
    let w = desk.pen.language.agreement_mail();
    let until = request.answer.as_ref().and_then(Terms::open_until).map(|day| desk.pen.date(day)).unwrap_or_default();
    let lead = match request.state {
        RequestState::Countered => (w.countered)(&desk.creditor.name, &until),
        RequestState::Declined => (w.declined)(&desk.creditor.name),
        // Over before the mail could leave: its own mail says so.
        RequestState::Waiting
        | RequestState::Granted
        | RequestState::Accepted
        | RequestState::Withdrawn
        | RequestState::Lapsed => return Ok(()),
    };
    let letter = mail::Answered {
        head: desk.head(),
        lead: Line::from(lead.as_str()),
        words: request.words.as_deref().unwrap_or_default().lines().map(Line::from).collect(),
        url: worker.services.base_url.join(&routes::request(id)),
    };
    desk.send(worker, job, &letter, id.uuid()).await
}

/// The code for a proof. It stands nowhere but in the mail; a second try sends another one, and that counts then.
pub(super) async fn code(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    proof: ProofId,
    language: &str,
) -> Result<(), JobError> {
    let now = worker.services.clock.now();
    let found = proofs::debtor_of(&mut worker.services.store.read().await?, job.creditor, proof, now).await?;
    let Some(debtor) = found else { return Ok(()) }; // ran out before the mail could leave
    let desk = Desk::sit(worker, job, debtor, Some(language)).await?;
    let code = six_digits(worker);
    let (creditor, hash) = (job.creditor, worker.services.keys.proof_code(proof, &code).to_vec());
    worker.services.store.write(hash, move |db, hash| Box::pin(proofs::set_code(db, creditor, proof, hash))).await?;
    let shown = format!("{} {}", &code[..3], &code[3..]);
    let letter =
        mail::Code { head: desk.head(), code: Line::from(shown.as_str()), minutes: proofs::CODE_WORKS.num_minutes() };
    desk.send(worker, job, &letter, proof.uuid()).await
}

/// Each of a million codes as likely as any other.
fn six_digits(worker: &Worker) -> String {
    const CODES: u32 = 1_000_000;
    // Numbers past the last whole million would make the first codes likelier: drawn again.
    const FAIR: u32 = u32::MAX - u32::MAX % CODES;
    loop {
        let mut bytes = [0; 4];
        worker.services.ids.fill(&mut bytes);
        let n = u32::from_be_bytes(bytes);
        if n < FAIR {
            return format!("{:06}", n % CODES);
        }
    }
}

/// A link, asked for or sent by the creditor. Its token is made here and leaves with the mail; a
/// second try makes a new token for the same link.
pub(super) async fn link(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    debtor: DebtorId,
    link: LinkId,
    asked: bool,
    expires_at: DateTime<Utc>,
) -> Result<(), JobError> {
    let desk = Desk::sit(worker, job, debtor, None).await?;
    let now = worker.services.clock.now();
    let token = worker.services.ids.access_token(desk.creditor.code);
    let (new, hash) =
        (Link { creditor: job.creditor, id: link, debtor, invoice: None, pay_only: false, expires_at }, token.hash());
    worker
        .services
        .store
        .write(new, move |db, new| Box::pin(async move { links::add_or_renew(db, new, hash, now).await }))
        .await?;
    let url = worker.services.base_url.join(&routes::link(token.reveal()));
    let until = Line::from(desk.pen.date(desk.creditor.zone.day_of(expires_at)).as_str());
    if asked {
        desk.send(worker, job, &mail::NewLink { head: desk.head(), url, until }, link.uuid()).await
    } else {
        desk.send(worker, job, &mail::PaymentLink { head: desk.head(), url, until }, link.uuid()).await
    }
}
