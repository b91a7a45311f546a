//! Letters about what the days made of agreements: an instalment is late, a plan or promise is over, an offer or a
//! breathing space has ended (or begun). They are part of an agreement and come also where reminders are not wanted.

use super::letters::Desk;
use super::{JobError, Worker};
use crate::mail;
use crate::mail::Line;
use app::i18n::Texts as _;
use app::routes;
use domain::agreement::{AgreementKind, AgreementState, Terms};
use domain::date::Date;
use domain::early::EarlyInstalment;
use domain::id::{AgreementId, DebtorId, InvoiceId, PauseId, RequestId};
use domain::invoice::owed_by_currency;
use domain::plan::Plan;
use domain::standing::{InstalmentStanding, PlanStanding, PlanState};
use services::account;
use services::agreements::follow;
use services::format::Formatter;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{agreements, invoices, payments, requests};
use uuid::Uuid;

/// A row of a letter: what, how much, and when.
pub(super) struct Row {
    pub(super) what: String,
    pub(super) amount: Option<String>,
    pub(super) when: String,
}

impl Row {
    pub(super) fn written(self) -> mail::NoticeRow {
        mail::NoticeRow {
            what: Line::from(self.what),
            amount: self.amount.map(Line::from),
            when: Line::from(self.when),
        }
    }

    /// When something is due, or was.
    pub(super) fn due(pen: &Formatter, due: Date, today: Date) -> String {
        let w = pen.language.notices();
        match due.cmp(&today) {
            std::cmp::Ordering::Greater => (w.due)(&pen.date(due)),
            std::cmp::Ordering::Equal => w.due_today.to_owned(),
            std::cmp::Ordering::Less => (w.was_due)(&pen.date(due)),
        }
    }
}

/// The instalments of a plan that are open and `wanted`, a row each; with the price of the one that costs less today.
pub(super) fn instalment_rows(
    pen: &Formatter,
    plan: &Plan,
    (standing, early): (&PlanStanding, Option<EarlyInstalment>),
    number: impl Fn(InvoiceId) -> Option<String>,
    today: Date,
    wanted: impl Fn(&InstalmentStanding) -> bool,
) -> Vec<Row> {
    let w = pen.language.notices();
    let numbers: Vec<String> = plan.invoices.iter().filter_map(|part| number(part.invoice)).collect();
    let numbers = numbers.join(", ");
    let of = plan.instalments.last().map_or(0, |last| last.n);
    let open = standing.instalments.iter().filter(|one| one.left.is_positive() && wanted(one));
    let what = |n| if n == 0 { (w.down)(&numbers) } else { (w.instalment)(n, of, &numbers) };
    open.map(|one| {
        let due = Row::due(pen, one.instalment.date, today);
        let less = early
            .filter(|early| early.n == one.instalment.n)
            .map(|early| (w.less_until)(&pen.money(early.to_pay), &pen.money(early.off), &pen.date(early.until)));
        Row {
            what: what(one.instalment.n),
            amount: Some(pen.money(one.left)),
            when: less.map_or_else(|| due.clone(), |less| format!("{due}; {less}")),
        }
    })
    .collect()
}

/// What a notice says.
struct Words {
    lead: String,
    rows: Vec<Row>,
    after: &'static str,
}

async fn send(
    worker: &Worker,
    job: &ClaimedJob,
    desk: &Desk,
    (path, about): (&str, Uuid),
    words: Words,
) -> Result<(), JobError> {
    let w = desk.pen.language.notices();
    let letter = mail::Notice {
        head: desk.head(),
        lead: Line::from(words.lead),
        rows: words.rows.into_iter().map(Row::written).collect(),
        after: [words.after].into_iter().filter(|text| !text.is_empty()).map(Line::from).collect(),
        button: Line::from(w.go),
        url: worker.services.base_url.join(path),
    };
    desk.send(worker, job, &letter, about).await
}

/// An instalment is late: until when nothing happens, or until when it can be mended.
pub(super) async fn late(worker: &Arc<Worker>, job: &ClaimedJob, id: AgreementId) -> Result<(), JobError> {
    let found = agreements::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let agreed = found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))?;
    let Terms::Plan(terms) = agreed.read_body()?.terms else { return Ok(()) };
    let desk = Desk::sit(worker, job, agreed.debtor, Some(&agreed.language)).await?;
    let today = desk.creditor.zone.today(worker.services.clock.now());
    let (standing, numbers, under_way, rests) = {
        let mut db = worker.services.store.read().await?;
        let rests = follow::rests_of(&mut db, &agreed, terms.plan.principal.currency()).await?;
        let standing = follow::plan_standing(&mut db, &agreed, &terms, desk.creditor.zone, today).await?;
        let mut numbers = Vec::new();
        let mut under_way = false;
        for part in &terms.plan.invoices {
            let invoice = invoices::by_id(&mut db, job.creditor, part.invoice).await?;
            numbers.extend(invoice.map(|invoice| (invoice.id, invoice.number)));
            under_way |= !payments::under_way_on(&mut db, job.creditor, part.invoice).await?.is_empty();
        }
        (standing, numbers, under_way, rests)
    };
    // Paid, or over, before the letter could leave, or nothing but what is objected to; or money is on its way.
    if agreed.state != AgreementState::Live || standing.late.minor() <= rests.minor() || under_way {
        return Ok(());
    }
    let (w, pen) = (desk.pen.language.notices(), &desk.pen);
    let amount = pen.money(standing.late);
    let (lead, after) = match standing.state {
        PlanState::InGrace { until } => ((w.late)(&amount, &pen.date(until)), w.late_more),
        PlanState::Broken { cure_until: Some(until), .. } => {
            ((w.late_last)(&amount, &pen.date(until)), w.late_last_more)
        }
        PlanState::Kept | PlanState::Cured { .. } | PlanState::Completed { .. } | PlanState::Broken { .. } => {
            return Ok(());
        }
    };
    let number = |id| numbers.iter().find(|(known, _)| *known == id).map(|(_, number)| number.clone());
    let is_late = |one: &InstalmentStanding| one.instalment.date < today;
    let rows = instalment_rows(pen, &terms.plan, (&standing, None), number, today, is_late);
    let path = routes::agreement(id);
    send(worker, job, &desk, (&path, id.uuid()), Words { lead, rows, after }).await
}

/// An agreement is over.
pub(super) async fn ended(worker: &Arc<Worker>, job: &ClaimedJob, id: AgreementId) -> Result<(), JobError> {
    let found = agreements::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let agreed = found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))?;
    let desk = Desk::sit(worker, job, agreed.debtor, Some(&agreed.language)).await?;
    let w = desk.pen.language.notices();
    let (lead, after) = match (agreed.kind, agreed.state) {
        (AgreementKind::Plan, AgreementState::Kept) => (w.plan_kept, ""),
        (AgreementKind::Plan, AgreementState::Broken) => (w.plan_broken, w.plan_broken_more),
        (AgreementKind::Promise, AgreementState::Kept) => (w.promise_kept, ""),
        (AgreementKind::Promise, AgreementState::Broken) => (w.promise_broken, w.promise_broken_more),
        (AgreementKind::Settlement, AgreementState::Broken) => (w.settlement_ended, w.settlement_ended_more),
        // Nothing to say, or another state came before the letter could leave.
        (
            AgreementKind::Plan
            | AgreementKind::Promise
            | AgreementKind::Settlement
            | AgreementKind::Extension
            | AgreementKind::Discount,
            _,
        ) => return Ok(()),
    };
    let words = Words { lead: lead.to_owned(), rows: Vec::new(), after };
    send(worker, job, &desk, (&routes::agreement(id), id.uuid()), words).await
}

/// Other terms were not taken in time.
pub(super) async fn lapsed(worker: &Arc<Worker>, job: &ClaimedJob, id: RequestId) -> Result<(), JobError> {
    let found = requests::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
    let request = found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))?;
    let desk = Desk::sit(worker, job, request.debtor, Some(&request.language)).await?;
    let w = desk.pen.language.notices();
    let words = Words { lead: w.lapsed.to_owned(), rows: Vec::new(), after: w.lapsed_more };
    send(worker, job, &desk, (&routes::request(id), id.uuid()), words).await
}

/// A breathing space has begun: until when, and that nothing is to be done.
pub(super) async fn space_begun(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    (pause, debtor): (PauseId, DebtorId),
    until: Date,
    language: &str,
) -> Result<(), JobError> {
    let desk = Desk::sit(worker, job, debtor, Some(language)).await?;
    let w = desk.pen.language.notices();
    let words = Words { lead: (w.space_begun)(&desk.pen.date(until)), rows: Vec::new(), after: w.space_begun_more };
    send(worker, job, &desk, (routes::BREATHING_SPACE, pause.uuid()), words).await
}

/// A breathing space has ended. Nothing is asked for: the ways on are said, and reminders begin with their next step.
pub(super) async fn space_ended(
    worker: &Arc<Worker>,
    job: &ClaimedJob,
    pause: PauseId,
    debtor: DebtorId,
) -> Result<(), JobError> {
    let desk = Desk::sit(worker, job, debtor, None).await?;
    let owed = {
        let mut db = worker.services.store.read().await?;
        account::outstanding(&mut db, &desk.creditor, debtor, worker.services.clock.now()).await?
    };
    if owed_by_currency(&owed.invoices)?.is_empty() {
        return Ok(());
    }
    let w = desk.pen.language.notices();
    let words = Words { lead: w.space_ended.to_owned(), rows: Vec::new(), after: w.space_ended_more };
    send(worker, job, &desk, (routes::ACCOUNT, pause.uuid()), words).await
}
