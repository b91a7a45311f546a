//! The daily run: once a day in each creditor's zone it ends the agreements that are over, and finds who is to be reminded
//! of what.
//!
//! Everything is found by an index and done in small batches, each a transaction that moves the creditor's place on
//! ([`store::daily`]): a large book blocks nobody, any process may go on where another stopped, and nothing is done twice.
//! After a pause of some days the last one's work is done, looking back over all of them. E-mails are only queued here;
//! whether one still makes sense is decided when it is written ([`jobs`](super::jobs)).

use super::Worker;
use super::jobs::lapsed::Lapsed;
use super::jobs::late::Late;
use super::jobs::remind::Remind;
use super::jobs::space_ended::SpaceEnded;
use chrono::{DateTime, Days, Utc};
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, RequestId};
use domain::plan::default_terms::Reminders;
use domain::plan::early::early_instalment;
use domain::plan::standing::{InstalmentState, PlanStanding};
use domain::policy::{Policy, ReminderPolicy};
use domain::reminder::falls;
use domain::request::RequestState;
use services::agreements::{ending, facts, follow, revise};
use services::books::small_balances;
use services::outbox::Job;
use services::{TxContext, credit};
use std::sync::Arc;
use store::daily::Place;
use store::{Db, StoreError, agreements, creditors, daily, debtors, policies, requests, set_offs};
use uuid::Uuid;

/// How many rows one transaction reads.
const BATCH: i64 = 50;
/// No reminder is sent before the end of a longer time for paying early: nobody has seen such terms of payment.
const MAX_EARLY: i64 = 120;

/// Does what is due for any creditor by now; answers how many batches that were.
///
/// # Errors
/// [`StoreError`] when the books cannot be read or written; the batches before are done, and the next call goes on after them.
pub async fn run_due(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    let creditors = creditors::all(&mut worker.services.store.read().await?).await?;
    let mut batches = 0;
    for creditor in creditors {
        let creditor = Arc::new(creditor);
        while is_due(worker, &creditor).await? {
            let (unit_services, whose) = (Arc::clone(worker), Arc::clone(&creditor));
            worker
                .services
                .store
                .write((unit_services, whose), move |db, (worker, creditor)| {
                    Box::pin(async move { run_batch(db, worker, creditor).await })
                })
                .await?;
            batches += 1;
        }
    }
    if batches > 0 {
        worker.services.wake.notify_one();
    }
    Ok(batches)
}

async fn is_due(worker: &Worker, creditor: &Creditor) -> Result<bool, StoreError> {
    let today = creditor.zone.today(worker.services.clock.now());
    let done = daily::done(&mut worker.services.store.read().await?, creditor.id).await?;
    Ok(done.is_none_or(|done| done < today))
}

/// Does the next rows, and moves the place on.
async fn run_batch(db: &mut Db, worker: &Worker, creditor: &Creditor) -> Result<(), StoreError> {
    let now = worker.services.clock.now();
    let today = creditor.zone.today(now);
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let Some(place) = daily::take(db, creditor.id, today, yesterday).await? else { return Ok(()) };
    let policy = policies::newest(db, creditor.id).await?.policy;
    let mut batch = Batch { db, worker, creditor, policy, now, place };
    match batch.run().await? {
        Reached::UpTo(after) => daily::advance(batch.db, creditor.id, Place { after, ..place }).await,
        Reached::EndOfStep => {
            let next = Place { step: place.step + 1, after: Uuid::nil(), ..place };
            daily::advance(batch.db, creditor.id, next).await
        }
        Reached::EndOfDay => daily::finish(batch.db, creditor.id, place.day).await,
    }
}

/// How far a batch came.
enum Reached {
    /// There may be more rows after this one.
    UpTo(Uuid),
    /// This step is done.
    EndOfStep,
    /// All steps are.
    EndOfDay,
}

impl Reached {
    fn after<T>(rows: &[T], id: impl Fn(&T) -> Uuid) -> Self {
        match rows.last() {
            Some(last) if i64::try_from(rows.len()).is_ok_and(|n| n >= BATCH) => Self::UpTo(id(last)),
            _ => Self::EndOfStep,
        }
    }
}

struct Batch<'a> {
    db: &'a mut Db,
    worker: &'a Worker,
    creditor: &'a Creditor,
    policy: Policy,
    now: DateTime<Utc>,
    place: Place,
}

impl Batch<'_> {
    async fn run(&mut self) -> Result<Reached, StoreError> {
        let (creditor, Place { done, day, step, after }) = (self.creditor.id, self.place);
        match step {
            0 => {
                let rows = daily::live_agreements(self.db, creditor, after, BATCH).await?;
                for (agreement, debtor) in &rows {
                    self.agreement(*agreement, *debtor).await?;
                }
                Ok(Reached::after(&rows, |(id, _)| id.uuid()))
            }
            1 => {
                let rows = daily::countered_requests(self.db, creditor, after, BATCH).await?;
                for request in &rows {
                    self.request(*request).await?;
                }
                Ok(Reached::after(&rows, |id| id.uuid()))
            }
            2 => {
                let rows = daily::spaces_over(self.db, creditor, (done, day), after, BATCH).await?;
                for (pause, debtor) in &rows {
                    self.queue(&SpaceEnded { pause: *pause, debtor: *debtor }).await?;
                }
                Ok(Reached::after(&rows, |(id, _)| id.uuid()))
            }
            // What nothing else set off: money that was under way then, a settlement that has ended, another policy.
            3 => {
                let rows = set_offs::may_set_off(self.db, creditor, DebtorId::new(after), BATCH).await?;
                let context = self.context();
                for debtor in &rows {
                    credit::set_off_by_policy(self.db, &context, *debtor).await?;
                }
                Ok(Reached::after(&rows, |id| id.uuid()))
            }
            // Small balances, after what credit has paid.
            4 => {
                let context = self.context();
                let rows = small_balances::next(self.db, &context, &self.policy, DebtorId::new(after), BATCH).await?;
                for debtor in &rows {
                    small_balances::look_at(self.db, &self.worker.services, &context, &self.policy, *debtor).await?;
                }
                Ok(Reached::after(&rows, |id| id.uuid()))
            }
            _ => self.owing(step - 5).await,
        }
    }

    /// Debtors with something of which the days bring a reminder, by what it is found: each is a part of its own.
    async fn owing(&mut self, nth: i64) -> Result<Reached, StoreError> {
        let (creditor, Place { done, day, after, .. }) = (self.creditor.id, self.place);
        let criteria = criteria(&self.policy);
        let Some(criterion) = usize::try_from(nth).ok().and_then(|nth| criteria.get(nth)) else {
            return Ok(Reached::EndOfDay);
        };
        let (by, days) = match *criterion {
            Criterion::Due { after } => (daily::By::Due, moved(done, -after).zip(moved(day, -after))),
            Criterion::Issued { after } => (daily::By::Issued, moved(done, -after).zip(moved(day, -after))),
            Criterion::OwnTerms => (daily::By::OwnTerms, moved(day, -MAX_EARLY).zip(Some(day))),
        };
        let Some(days) = days else { return Ok(Reached::EndOfStep) };
        let rows = daily::owing(self.db, creditor, by, days, after, BATCH).await?;
        for debtor in &rows {
            self.remind(*debtor).await?;
        }
        Ok(Reached::after(&rows, |id| id.uuid()))
    }

    async fn agreement(&mut self, id: AgreementId, debtor: DebtorId) -> Result<(), StoreError> {
        debtors::lock(self.db, self.creditor.id, debtor).await?;
        let found = agreements::by_id(self.db, self.creditor.id, id).await?;
        let Some(agreed) = found.filter(|agreed| agreed.state == AgreementState::Live) else { return Ok(()) };
        let terms = agreed.read_body()?.terms;
        match &terms {
            Terms::Plan(terms) => return self.plan(&agreed, terms).await,
            Terms::Settlement(terms) if falls(self.offer_steps(), terms.until, self.place.done, self.place.day) => {
                self.remind(agreed.debtor).await?;
            }
            Terms::Settlement(_) | Terms::Discount(_) | Terms::Extension(_) | Terms::Promise(_) => {}
        }
        self.judge(&agreed, &terms).await
    }

    /// Ends an agreement of which the day says that it was kept or broken.
    async fn judge(&mut self, agreed: &AgreementRecord, terms: &Terms) -> Result<(), StoreError> {
        let day = self.place.day;
        if !terms.is_judged_on(day) {
            return Ok(());
        }
        let mut facts = facts::load(self.db, agreed, terms, self.creditor.zone).await?;
        facts.under_way = day > terms.last_day() && facts::is_being_paid(self.db, agreed).await?;
        let (context, state) = (self.context(), terms.standing_on(&facts, day)?);
        ending::conclude(self.db, &context, agreed, terms, state, None).await
    }

    fn offer_steps(&self) -> Vec<i64> {
        self.policy.reminders.iter().flat_map(ReminderPolicy::offer_steps).collect()
    }

    async fn plan(&mut self, agreed: &AgreementRecord, terms: &PlanTerms) -> Result<(), StoreError> {
        let day = self.place.day;
        let standing = services::account::plans::plan_standing(self.db, agreed, terms, self.creditor.zone, day).await?;
        let disputed = follow::on_hold_of(self.db, agreed, standing.left.currency()).await?;
        let spared = follow::spared_on(self.db, agreed, terms, self.creditor.zone, day).await?;
        if standing.is_late_only_by(spared) {
            return Ok(());
        }
        if terms.ending(standing.state, day).is_some() {
            return self.end_plan(agreed, terms, &standing).await;
        }
        revise::fit(self.db, &self.worker.services, self.creditor, agreed.id).await?;
        if self.is_late(terms, &standing) {
            return self.queue(&Late { agreement: agreed.id, day }).await;
        }
        let asked_for = standing.left.minor() > disputed.minor();
        if asked_for && terms.default_terms.reminders == Reminders::Instalments && self.reminds_of(terms, &standing) {
            self.remind(agreed.debtor).await?;
        }
        Ok(())
    }

    async fn end_plan(
        &mut self,
        agreed: &AgreementRecord,
        terms: &PlanTerms,
        standing: &PlanStanding,
    ) -> Result<(), StoreError> {
        // Money that is on its way may still have been in time: the plan is ended tomorrow, or goes on.
        if facts::is_being_paid(self.db, agreed).await? {
            return Ok(());
        }
        let context = self.context();
        ending::end_plan(self.db, &context, agreed, terms, standing).await.map(drop)
    }

    /// Do the days bring the first day of an instalment's grace, or the first one after it?
    fn is_late(&self, terms: &PlanTerms, standing: &PlanStanding) -> bool {
        let grace = i64::from(terms.default_terms.grace_days);
        let Place { done, day, .. } = self.place;
        standing.instalments.iter().any(|one| match one.state {
            InstalmentState::InGrace { .. } => falls([1], one.instalment.date, done, day),
            InstalmentState::Missed { .. } => falls([grace + 1], one.instalment.date, done, day),
            InstalmentState::Later
            | InstalmentState::DueSoon { .. }
            | InstalmentState::DueToday
            | InstalmentState::Paid { .. } => false,
        })
    }

    /// Do the days bring an instalment to come, or the end of its early price?
    fn reminds_of(&self, terms: &PlanTerms, standing: &PlanStanding) -> bool {
        let Place { done, day, .. } = self.place;
        let steps: Vec<i64> = self.policy.reminders.iter().flat_map(ReminderPolicy::instalment_steps).collect();
        let soon = standing.instalments.iter().any(|one| {
            let date = one.instalment.date;
            one.left.is_positive() && date >= day && falls(steps.iter().copied(), date, done, day)
        });
        let early = early_instalment(&terms.default_terms, standing, day);
        soon || early.is_some_and(|early| falls(self.offer_steps(), early.until, done, day))
    }

    async fn request(&mut self, id: RequestId) -> Result<(), StoreError> {
        let Some(request) = requests::by_id(self.db, self.creditor.id, id).await? else { return Ok(()) };
        let over = request.answer.as_ref().and_then(Terms::open_until).is_some_and(|until| self.place.day > until);
        let lapsed = (RequestState::Countered, RequestState::Lapsed);
        // The debtor's row first: who accepts at this moment is before it or after it.
        debtors::lock(self.db, self.creditor.id, request.debtor).await?;
        if over && requests::moved(self.db, self.creditor.id, id, lapsed).await? {
            self.queue(&Lapsed { request: id }).await?;
        }
        Ok(())
    }

    async fn remind(&mut self, debtor: DebtorId) -> Result<(), StoreError> {
        let Place { done: since, day, .. } = self.place;
        self.queue(&Remind { debtor, since, day }).await
    }

    async fn queue(&mut self, work: &impl Job) -> Result<(), StoreError> {
        work.queue(self.db, &*self.worker.services.ids, self.creditor.id, self.now).await.map(drop)
    }
}

impl<'a> Batch<'a> {
    fn context(&self) -> TxContext<'a> {
        self.worker.services.context(self.creditor, self.now)
    }
}

/// How the debtors are found for whom a reminder is due.
enum Criterion {
    /// Something of theirs was due so many days before.
    Due {
        /// Negative: it will be.
        after: i64,
    },
    /// Something of theirs was issued so many days before.
    Issued {
        /// Negative: it will be.
        after: i64,
    },
    /// Something of theirs has a price for paying early in its own terms.
    OwnTerms,
}

/// All of these: the reminders' steps, then what is offered and about to end.
fn criteria(policy: &Policy) -> Vec<Criterion> {
    let Some(reminders) = &policy.reminders else { return Vec::new() };
    let mut criteria: Vec<Criterion> = reminders.invoice_steps().map(|after| Criterion::Due { after }).collect();
    for step in reminders.offer_steps() {
        criteria.push(Criterion::OwnTerms);
        if let Some(early) = policy.discount.as_ref().and_then(|discount| discount.early.as_ref()) {
            // Within so many days of issue, and never past the due date.
            criteria
                .extend([Criterion::Issued { after: i64::from(early.days) + step }, Criterion::Due { after: step }]);
        }
        // An older debt is settled for no more: a settlement ends where the debt gets too old for any.
        let oldest = policy.settlement.as_ref().and_then(|settlement| settlement.to.overdue_to);
        criteria.extend(oldest.map(|oldest| Criterion::Due { after: i64::from(oldest) + step }));
    }
    criteria
}

fn moved(day: Date, by: i64) -> Option<Date> {
    let days = Days::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}
