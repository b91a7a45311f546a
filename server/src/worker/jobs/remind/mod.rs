//! Mails a reminder: what is due soon or overdue, instalments that come, offers that end; one letter a day at most.
//!
//! Whether anything is said is decided in a transaction with the debtor's row taken, just before the letter leaves, and
//! written down as a message there: what was agreed before that is left out, and what is agreed afterwards finds it written.

mod content;

use super::{Hours, Run};
use crate::mail;
use crate::mail::{Letter, Line};
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use content::{Content, Reminded};
use domain::date::Date;
use domain::id::{DebtorId, InvoiceId, LinkId, TokenHash};
use domain::link::{Link, LinkOrigin};
use domain::message::{Message, MessageState};
use domain::pause::PauseReason;
use domain::reminder::falls;
use serde::{Deserialize, Serialize};
use services::account;
use services::links::LINK_WORKS;
use services::outbox::{Job, JobError};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{Db, StoreError, agreements, debtors, links, messages, pauses, payments};

/// Remind of what the days after `since` up to `day` have brought, if it still makes sense.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(in crate::worker) struct Remind {
    /// Whom.
    pub(in crate::worker) debtor: DebtorId,
    /// The last day that was done before.
    pub(in crate::worker) since: Date,
    /// The day that brought it.
    pub(in crate::worker) day: Date,
}

impl Job for Remind {
    const KIND: &'static str = "remind";

    fn key(&self) -> String {
        format!("{}:{}", self.debtor, self.day)
    }
}

impl Remind {
    /// Do its days bring one of these steps, counted in days from `date`?
    fn brings(self, steps: impl IntoIterator<Item = i64>, date: Date) -> bool {
        falls(steps, date, self.since, self.day)
    }
}

impl Run for Remind {
    const HOURS: Hours = Hours::Daytime;

    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let email = Arc::new(EmailContext::load(worker, job, self.debtor, None).await?);
        if !email.is_deliverable() {
            return Ok(());
        }
        let token = worker.services.ids.access_token(email.creditor.code);
        let (unit_email, hash) = (Arc::clone(&email), token.hash());
        let content = worker
            .services
            .store
            .write(unit_email, move |db, email| Box::pin(async move { decide(db, email, self, hash).await }));
        let Some(content) = content.await? else { return Ok(()) };
        let letter = letter(&email, content, email.url(&routes::link(token.reveal())));
        email.send(&letter, self.debtor.uuid()).await
    }
}

fn letter(email: &EmailContext, content: Content, url: String) -> mail::reminder::Reminder {
    let w = mail::reminder::words(email.formatter.language);
    let token = email.worker.services.keys.reminders_off(email.creditor.id, email.debtor.id);
    let stop = email.url(&routes::with(routes::REMINDERS_OFF, "t", token));
    mail::reminder::Reminder {
        head: mail::Head { unsubscribe: Some(stop), ..email.head() },
        lead: Line::from(content.lead(w)),
        rows: content.rows,
        after: vec![Line::from(w.crossed)],
        url,
    }
}

/// Decides what is said, and writes the decision down with the link that the letter will hold.
async fn decide(
    db: &mut Db,
    email: &EmailContext,
    span: Remind,
    hash: TokenHash,
) -> Result<Option<Content>, StoreError> {
    let (services, creditor, debtor) = (&email.worker.services, &email.creditor, email.debtor.id);
    debtors::lock(db, creditor.id, debtor).await?;
    if !may_remind(db, email).await? {
        return Ok(None);
    }
    let account = account::load(db, services, creditor, debtor, services.clock.now()).await?;
    let Some(policy) = account.owed.version.policy.reminders.clone() else { return Ok(None) };
    let Some(on_hold) = on_hold(db, email, account.owed.as_of).await? else { return Ok(None) };
    let live = agreements::live_of(db, creditor.id, debtor).await?;
    let reminded = Reminded { email, account: &account, policy: &policy, live: &live, on_hold: &on_hold, span };
    let content = reminded.content(db).await?;
    if content.rows.is_empty() {
        return Ok(None);
    }
    note(db, email, hash).await?;
    Ok(Some(content))
}

/// Not to who wants none, nor where no mail may bring a link; and once a day.
async fn may_remind(db: &mut Db, email: &EmailContext) -> Result<bool, StoreError> {
    let (creditor, debtor, now) = (&email.creditor, email.debtor.id, email.worker.services.clock.now());
    let today = creditor.zone.start_of_day(creditor.zone.today(now));
    let written = (creditor.id, debtor);
    Ok(!debtors::wants_no_reminders(db, creditor.id, debtor).await?
        && !debtors::gets_no_new_links(db, creditor.id, debtor).await?
        && !messages::was_written(db, written, mail::reminder::Reminder::NAME, today, email.job.id).await?)
}

/// Writes down that the debtor is reminded, and keeps the link of the letter.
async fn note(db: &mut Db, email: &EmailContext, hash: TokenHash) -> Result<(), StoreError> {
    let (creditor, debtor, now) = (email.creditor.id, email.debtor.id, email.worker.services.clock.now());
    let message = Message {
        creditor,
        id: email.job.id,
        debtor,
        kind: mail::reminder::Reminder::NAME.to_owned(),
        about: Some(debtor.uuid()),
        state: MessageState::Decided,
        at: now,
    };
    messages::note(db, &message).await?;
    let (id, expires_at) = (LinkId::new(email.job.id.uuid()), now + LINK_WORKS);
    let origin = LinkOrigin::Mailed;
    let link = Link { creditor, id, debtor, invoice: None, pay_only: false, expires_at, origin };
    links::add_or_renew(db, &link, hash, now).await
}

/// The invoices of which no reminder is sent today; `None`: all of them. Invoices of a plan wait behind its instalments, and
/// those are not in here for it.
async fn on_hold(db: &mut Db, email: &EmailContext, today: Date) -> Result<Option<BTreeSet<InvoiceId>>, StoreError> {
    let (creditor, debtor) = (email.creditor.id, email.debtor.id);
    let mut on_hold = BTreeSet::new();
    for pause in pauses::of_debtor(db, creditor, debtor).await? {
        if pause.from > today || pause.to.is_some_and(|to| to < today) || pause.reason == PauseReason::Plan {
            continue;
        }
        match pause.invoice {
            None => return Ok(None),
            // With a part disputed the rest is reminded of: what the dispute is about is not in what is owed here.
            Some(_) if pause.reason == PauseReason::Dispute => {}
            Some(invoice) => drop(on_hold.insert(invoice)),
        }
    }
    for payment in payments::open_of(db, creditor, debtor).await? {
        let shares = payments::shares(db, creditor, payment.id, payment.amount.currency()).await?;
        on_hold.extend(shares.into_iter().map(|share| share.invoice));
    }
    Ok(Some(on_hold))
}
