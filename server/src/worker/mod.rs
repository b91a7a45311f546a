//! Work that follows a commit, and the worker that does it.
//!
//! A job is a small note, queued in the transaction that causes it, and safe to do twice. Any
//! process does any job. To add one: a variant of [`Job`] with its key, and its arm in [`run`].

pub mod daily;
mod letters;
mod maintenance;
mod notices;
mod objections;
mod remind;

use crate::mail::Mailer;
use crate::rate_limit::Limits;
use crate::telemetry::Metrics;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AgreementId, CreditorId};
use services::Services;
use services::agreements::revise;
use services::outbox::{Job, JobError};
use services::payments::reconcile;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::jobs::{ClaimedJob, Due, Queue};
use store::{StoreError, creditors, jobs};
use tokio::sync::{Notify, watch};

/// What every job is handed.
pub struct Worker {
    /// The use cases.
    pub services: Arc<Services>,
    /// How mail leaves.
    pub mailer: Arc<Mailer>,
    /// Limits on what strangers may try; the worker clears them up.
    pub limits: Arc<Limits>,
    /// What is counted.
    pub metrics: Metrics,
}

/// How long a worker may hold a job before another takes it.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often the queue is asked when nobody woke the worker.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// After this long without a word from the half that asks, the other one looks for itself.
const UNTOLD: Duration = Duration::from_secs(5);
/// Urgent jobs taken at a time, and done side by side. Few: what a killed process had taken rests until its lease is
/// over.
const AT_ONCE: i64 = 8;
/// Other jobs taken at a time, and done one after the other: letters leave as things happened.
const BATCH: i64 = 16;

/// Does every job whose time has come; answers how many were taken.
///
/// # Errors
/// [`StoreError`] when the queue cannot be read. A job that fails is put back, not returned.
pub async fn run_due(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    Ok(run_urgent(worker).await? + run_low(worker).await?)
}

async fn run_urgent(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    let taken = claim(worker, Queue::Urgent, AT_ONCE).await?;
    let count = taken.len();
    // Side by side, so that one slow answer does not hold up the rest.
    let done = futures::future::join_all(taken.into_iter().map(|job| work_off(worker, job))).await;
    done.into_iter().collect::<Result<(), _>>()?;
    Ok(count)
}

async fn run_low(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    let taken = claim(worker, Queue::Low, BATCH).await?;
    let count = taken.len();
    for job in taken {
        work_off(worker, job).await?;
    }
    Ok(count)
}

async fn claim(worker: &Arc<Worker>, queue: Queue, most: i64) -> Result<Vec<ClaimedJob>, StoreError> {
    let now = worker.services.clock.now();
    worker.services.store.write((), move |db, ()| Box::pin(jobs::claim(db, queue, now, now + LEASE, most))).await
}

/// Does a job, and writes down what became of it.
async fn work_off(worker: &Arc<Worker>, job: ClaimedJob) -> Result<(), StoreError> {
    let result = run(worker, &job).await;
    let now = worker.services.clock.now();
    if let Err(error) = &result {
        tracing::warn!(job.kind = job.kind, job.id = %job.id, job.attempts, %error, "a job failed");
    }
    let result = result.map_err(|error| (error.to_string(), is_hopeless(&error)));
    let noted = worker.services.store.write((job, result), move |db, (job, result)| {
        Box::pin(async move {
            match result {
                Ok(JobOutcome::Done) => jobs::done(db, job, now).await,
                Ok(JobOutcome::NotBefore(at)) => jobs::put_off(db, job, *at).await,
                Err((error, hopeless)) => jobs::failed(db, job, error, *hopeless, now).await,
            }
        })
    });
    noted.await
}

const fn is_hopeless(error: &JobError) -> bool {
    matches!(error, JobError::Hopeless(_))
}

/// What became of a job that did not fail.
#[derive(Debug, Clone, Copy)]
enum JobOutcome {
    Done,
    /// It is night where the creditor is.
    NotBefore(DateTime<Utc>),
}

async fn run(worker: &Arc<Worker>, job: &ClaimedJob) -> Result<JobOutcome, JobError> {
    let work: Job = serde_json::from_str(&job.payload).map_err(|e| JobError::Hopeless(e.to_string()))?;
    if work.waits_for_day() {
        let creditor = creditors::by_id(&mut worker.services.store.read().await?, job.creditor).await?;
        let now = worker.services.clock.now();
        let at = creditor.map_or(now, |creditor| creditor.zone.awake(now));
        if at > now {
            return Ok(JobOutcome::NotBefore(at));
        }
    }
    let done = match work {
        Job::Capture { payment } => reconcile::capture(&worker.services, job.creditor, payment).await,
        Job::Receipt { payment } => letters::receipt(worker, job, payment).await,
        Job::RefundNotice { payment, amount, .. } => letters::refund(worker, job, payment, amount).await,
        Job::SendCode { proof, language } => letters::code(worker, job, proof, &language).await,
        Job::Agreed { agreement } => letters::agreed(worker, job, agreement).await,
        Job::Answered { request } => letters::answered(worker, job, request).await,
        Job::ObjectionMade { objection } => objections::made(worker, job, objection).await,
        Job::ObjectionAnswered { objection } => objections::answered(worker, job, objection).await,
        Job::Remind { debtor, since, day } => remind::remind(worker, job, debtor, remind::Span { since, day }).await,
        Job::Late { agreement, .. } => notices::late(worker, job, agreement).await,
        Job::Ended { agreement, .. } => notices::ended(worker, job, agreement).await,
        Job::Fit { agreement, .. } => fit(worker, job.creditor, agreement).await,
        Job::Lapsed { request } => notices::lapsed(worker, job, request).await,
        Job::SpaceBegun { pause, debtor, until, language } => {
            notices::space_begun(worker, job, (pause, debtor), until, &language).await
        }
        Job::SpaceEnded { pause, debtor } => notices::space_ended(worker, job, pause, debtor).await,
        Job::SendLink { debtor, link, asked, expires_at, .. } => {
            letters::link(worker, job, debtor, link, asked, expires_at).await
        }
    };
    done.map(|()| JobOutcome::Done)
}

async fn fit(worker: &Arc<Worker>, creditor: CreditorId, agreement: AgreementId) -> Result<(), JobError> {
    let Some(creditor) = creditors::by_id(&mut worker.services.store.read().await?, creditor).await? else {
        return Ok(());
    };
    let (unit_services, creditor) = (Arc::clone(worker), Arc::new(creditor));
    let fitted = worker.services.store.write((unit_services, creditor), move |db, (worker, creditor)| {
        Box::pin(async move { revise::fit(db, &worker.services, creditor, agreement).await })
    });
    Ok(fitted.await?)
}

/// Works until `stop` says so, on two things at a time: on what somebody waits for (urgent jobs, polling payments),
/// and on the rest (letters and papers, the seals, the days, housekeeping).
///
/// A commit in this process wakes it at once; what other processes queue is seen within a second. The queue is asked
/// once for both, since where the books are spread over machines each question goes to all of them.
pub async fn work(worker: Arc<Worker>, stop: watch::Receiver<bool>) {
    let passed_on = Arc::new(Notify::new());
    let calm = tokio::spawn(low_priority(Arc::clone(&worker), Arc::clone(&passed_on), stop.clone()));
    high_priority(&worker, &passed_on, stop).await;
    let _ = calm.await;
}

async fn high_priority(worker: &Arc<Worker>, pass_on: &Notify, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let round = async {
            let Due { urgent, calm, poll } = due(worker).await?;
            if calm {
                pass_on.notify_one();
            }
            let jobs = if urgent { run_urgent(worker).await? } else { 0 };
            let polls = if poll { reconcile::run_due(&worker.services).await? } else { 0 };
            Ok(jobs + polls)
        };
        if !is_busy(round.await) {
            wait(&worker.services.wake, &mut stop).await;
        }
    }
}

async fn low_priority(worker: Arc<Worker>, woken: Arc<Notify>, mut stop: watch::Receiver<bool>) {
    let mut maintenance = maintenance::Maintenance::new(worker.services.clock.now());
    let (mut told, mut looked) = (true, Instant::now());
    while !*stop.borrow() {
        let round = async {
            // The other half asks for both. Where it is long at something, this one asks by itself.
            let look = told || (looked.elapsed() >= UNTOLD && due(&worker).await?.calm);
            let jobs = if look { run_low(&worker).await? } else { 0 };
            maintenance.run_due(&worker).await?;
            Ok(jobs)
        };
        if is_busy(round.await) {
            continue;
        }
        if told || looked.elapsed() >= UNTOLD {
            looked = Instant::now();
        }
        told = wait(&woken, &mut stop).await;
    }
}

async fn due(worker: &Worker) -> Result<Due, StoreError> {
    jobs::due(&mut worker.services.store.read().await?, worker.services.clock.now()).await
}

/// Was there something to do, so that there may be more?
fn is_busy(round: Result<usize, StoreError>) -> bool {
    round.inspect_err(|error| tracing::error!(%error, "the worker cannot reach its queue")).is_ok_and(|done| done > 0)
}

/// Was it woken?
async fn wait(woken: &Notify, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = woken.notified() => true,
        () = tokio::time::sleep(ASK_EVERY) => false,
        _ = stop.changed() => false,
    }
}
