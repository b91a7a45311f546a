//! Reminders: what is due soon or overdue, instalments that come, offers that end; one letter a day at most.
//!
//! Whether anything is said is decided in a transaction with the debtor's row taken, just before the letter leaves, and
//! written down as a message there: what was agreed before that rests, and what is agreed afterwards finds it said.

use super::letters::Desk;
use super::notices::{Row, instalment_rows};
use super::{JobError, Worker};
use crate::mail;
use crate::mail::{Letter, Line};
use app::i18n::Texts as _;
use app::i18n::notices::NoticeWords;
use app::routes;
use domain::agreement::{AgreementRecord, Terms};
use domain::conduct::Reminders;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::early::early_instalment;
use domain::id::{DebtorId, InvoiceId, LinkId, TokenHash};
use domain::invoice::Invoice;
use domain::link::Link;
use domain::message::{Message, MessageState};
use domain::offer::OfferTerms;
use domain::pause::PauseReason;
use domain::policy::ReminderPolicy;
use domain::reminder::falls;
use services::account;
use services::account::DebtorAccount;
use services::agreements::follow;
use services::format::Formatter;
use services::links::LINK_WORKS;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{Db, StoreError, agreements, debtors, links, messages, pauses, payments};

/// The days that a reminder is about: those after `since` up to `day`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) since: Date,
    pub(super) day: Date,
}

/// What is said.
struct Said {
    rows: Vec<Row>,
    /// Rows that are overdue.
    overdue: usize,
    /// Rows that are due by a day to come.
    soon: usize,
}

impl Said {
    /// What it is about, in a sentence.
    fn lead(&self, w: &NoticeWords) -> &'static str {
        match (self.overdue, self.soon) {
            (0, 0) => w.offer,
            (0, _) => w.soon,
            (_, 0) => w.overdue,
            (_, _) => w.both,
        }
    }
}

/// Reminds a debtor, if there is still something to remind of.
pub(super) async fn remind(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    debtor: DebtorId,
    span: Span,
) -> Result<(), JobError> {
    let desk = Arc::new(Desk::sit(worker, job, debtor, None).await?);
    if desk.debtor.email.is_none() || !worker.mailer.is_set_up() {
        return Ok(());
    }
    let token = worker.services.ids.access_token(desk.creditor.code);
    let (unit_services, unit_desk, unit_job, hash) = (Arc::clone(worker), Arc::clone(&desk), job.clone(), token.hash());
    let said = worker.services.store.write((unit_services, unit_desk, unit_job), move |db, (worker, desk, job)| {
        Box::pin(async move { decide(db, worker, desk, job, span, hash).await })
    });
    let Some(said) = said.await? else { return Ok(()) };
    let w = desk.pen.language.notices();
    let stop = worker.services.base_url.join(&routes::with(
        routes::REMINDERS_OFF,
        "t",
        worker.services.keys.reminders_off(job.creditor, debtor),
    ));
    let letter = mail::Reminder {
        head: mail::Head { unsubscribe: Some(stop), ..desk.head() },
        lead: Line::from(said.lead(w)),
        rows: said.rows.into_iter().map(Row::written).collect(),
        after: vec![Line::from(w.crossed)],
        button: Line::from(w.see),
        url: worker.services.base_url.join(&routes::link(token.reveal())),
    };
    desk.send(worker, job, &letter, debtor.uuid()).await
}

/// Decides, and writes the decision down with the link that the letter will hold.
async fn decide(
    db: &mut Db,
    worker: &Worker,
    desk: &Desk,
    job: &ClaimedJob,
    span: Span,
    hash: TokenHash,
) -> Result<Option<Said>, StoreError> {
    let (creditor, debtor, now) = (&desk.creditor, desk.debtor.id, worker.services.clock.now());
    debtors::lock(db, creditor.id, debtor).await?;
    let today = creditor.zone.start_of_day(creditor.zone.today(now));
    let whose = (creditor.id, debtor);
    if debtors::wants_no_reminders(db, creditor.id, debtor).await?
        || messages::was_written(db, whose, mail::Reminder::NAME, today, job.id).await?
    {
        return Ok(None);
    }
    let debtor_account = account::load(db, &worker.services, creditor, debtor, now).await?;
    let Some(policy) = debtor_account.owed.version.policy.reminders.clone() else { return Ok(None) };
    let Some(resting) = resting(db, creditor, debtor, debtor_account.owed.as_of).await? else { return Ok(None) };
    let mut said = Said { rows: Vec::new(), overdue: 0, soon: 0 };
    for invoice in debtor_account.owed.invoices.iter().filter(|invoice| !resting.contains(&invoice.id)) {
        said.invoice(invoice, &policy, span, debtor_account.owed.as_of, &desk.pen);
    }
    let live = agreements::live_of(db, creditor.id, debtor).await?;
    for agreed in &live {
        said.instalments(db, creditor, agreed, &policy, span, &desk.pen, &debtor_account, &resting).await?;
    }
    said.offers(&debtor_account, &live, &resting, &policy, span, &desk.pen)?;
    if said.rows.is_empty() {
        return Ok(None);
    }
    let message = Message {
        creditor: creditor.id,
        id: job.id,
        debtor,
        kind: mail::Reminder::NAME.to_owned(),
        about: Some(debtor.uuid()),
        state: MessageState::Decided,
        at: now,
    };
    messages::note(db, &message).await?;
    let expires_at = now + LINK_WORKS;
    let link = Link {
        creditor: creditor.id,
        id: LinkId::new(job.id.uuid()),
        debtor,
        invoice: None,
        pay_only: false,
        expires_at,
    };
    links::add_or_renew(db, &link, hash, now).await?;
    Ok(Some(said))
}

/// The invoices that rest today; `None`: everything does. Invoices of a plan rest behind its instalments, and those are
/// not in here for it.
async fn resting(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    today: Date,
) -> Result<Option<BTreeSet<InvoiceId>>, StoreError> {
    let mut resting = BTreeSet::new();
    for pause in pauses::of_debtor(db, creditor.id, debtor).await? {
        if pause.from > today || pause.to.is_some_and(|to| to < today) || pause.reason == PauseReason::Plan {
            continue;
        }
        match pause.invoice {
            None => return Ok(None),
            // An objection to a part lets the rest be reminded of: what it is about is not in what is owed here.
            Some(_) if pause.reason == PauseReason::Dispute => {}
            Some(invoice) => drop(resting.insert(invoice)),
        }
    }
    for payment in payments::open_of(db, creditor.id, debtor).await? {
        let shares = payments::shares(db, creditor.id, payment.id, payment.amount.currency()).await?;
        resting.extend(shares.into_iter().map(|share| share.invoice));
    }
    Ok(Some(resting))
}

impl Said {
    fn invoice(&mut self, invoice: &Invoice, policy: &ReminderPolicy, span: Span, today: Date, pen: &Formatter) {
        let (due, amount) = (invoice.due_now(), invoice.asked());
        if invoice.void
            || invoice.plan.is_some()
            || !amount.is_positive()
            || !falls(policy.invoice_steps(), due, span.since, span.day)
        {
            return;
        }
        *(if due < today { &mut self.overdue } else { &mut self.soon }) += 1;
        let what = (pen.language.notices().invoice)(&invoice.number);
        self.rows.push(Row { what, amount: Some(pen.money(amount)), when: Row::due(pen, due, today) });
    }

    #[expect(clippy::too_many_arguments, reason = "one letter's whole table")]
    async fn instalments(
        &mut self,
        db: &mut Db,
        creditor: &Creditor,
        agreed: &AgreementRecord,
        policy: &ReminderPolicy,
        span: Span,
        pen: &Formatter,
        debtor_account: &DebtorAccount,
        resting: &BTreeSet<InvoiceId>,
    ) -> Result<(), StoreError> {
        let Terms::Plan(terms) = agreed.read_body()?.terms else { return Ok(()) };
        if terms.conduct.reminders != Reminders::Instalments
            || terms.plan.invoices.iter().any(|part| resting.contains(&part.invoice))
        {
            return Ok(());
        }
        let today = debtor_account.owed.as_of;
        let standing = follow::plan_standing(db, agreed, &terms, creditor.zone, today).await?;
        let rests = follow::rests_of(db, agreed, standing.left.currency()).await?;
        if standing.left.minor() <= rests.minor() {
            return Ok(());
        }
        let number = |id: InvoiceId| debtor_account.owed.invoices.iter().find(|i| i.id == id).map(|i| i.number.clone());
        let early = early_instalment(&terms.conduct, &standing, today);
        let ends = early.filter(|early| falls(policy.offer_steps(), early.until, span.since, span.day));
        let rows = instalment_rows(pen, &terms.plan, (&standing, early), number, today, |one| {
            let date = one.instalment.date;
            date >= today && falls(policy.instalment_steps(), date, span.since, span.day)
                || ends.is_some_and(|early| early.n == one.instalment.n)
        });
        self.soon += rows.len();
        self.rows.extend(rows);
        Ok(())
    }

    fn offers(
        &mut self,
        debtor_account: &DebtorAccount,
        live: &[AgreementRecord],
        resting: &BTreeSet<InvoiceId>,
        policy: &ReminderPolicy,
        span: Span,
        pen: &Formatter,
    ) -> Result<(), StoreError> {
        let (w, today) = (pen.language.notices(), debtor_account.owed.as_of);
        let ends = |until: Date| until >= today && falls(policy.offer_steps(), until, span.since, span.day);
        let prices = debtor_account.discounts();
        for invoice in debtor_account.owed.invoices.iter().filter(|invoice| !resting.contains(&invoice.id)) {
            let Some((price, until)) = prices.get(&invoice.id).and_then(|price| Some((price, price.until?))) else {
                continue;
            };
            if ends(until) {
                let when = (w.less_until)(&pen.money(price.to_pay), &pen.money(price.off), &pen.date(until));
                self.rows.push(Row { what: (w.invoice)(&invoice.number), amount: None, when });
            }
        }
        let mut agreed_on: BTreeSet<InvoiceId> = BTreeSet::new();
        for agreed in live {
            let Terms::Settlement(terms) = agreed.read_body()?.terms else { continue };
            agreed_on.extend(terms.invoices.iter().map(|part| part.invoice));
            if !ends(terms.until) || terms.invoices.iter().any(|part| resting.contains(&part.invoice)) {
                continue;
            }
            let number = |part: &domain::plan::InvoicePart| {
                debtor_account.owed.invoices.iter().find(|i| i.id == part.invoice).map(|i| i.number.clone())
            };
            let numbers: Vec<String> = terms.invoices.iter().filter_map(number).collect();
            let when = (w.settle_until)(&pen.date(terms.until));
            let what = (w.invoice)(&numbers.join(", "));
            self.rows.push(Row { what, amount: Some(pen.money(terms.to_pay)), when });
        }
        let settlement = debtor_account.owed.version.policy.settlement.as_ref();
        for offer in debtor_account.offers() {
            let OfferTerms::Settlement { invoice, to_pay, written_off, .. } = offer.terms else { continue };
            let found = debtor_account.owed.invoices.iter().find(|found| found.id == invoice);
            let Some(found) = found.filter(|_| !resting.contains(&invoice) && !agreed_on.contains(&invoice)) else {
                continue;
            };
            // Its days begin anew each day; it ends when the debt gets too old for it.
            let until = settlement.and_then(|policy| policy.to.last_day(found.due_now()));
            if let Some(until) = until.filter(|until| ends(*until)) {
                let when = (w.less_until)(&pen.money(to_pay), &pen.money(written_off), &pen.date(until));
                self.rows.push(Row { what: (w.invoice)(&found.number), amount: None, when });
            }
        }
        Ok(())
    }
}
