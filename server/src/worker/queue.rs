//! Taking jobs that are due, doing them, and writing down what became of each.

use super::{Worker, jobs};
use chrono::{DateTime, TimeDelta, Utc};
use services::outbox::JobError;
use std::sync::Arc;
use store::jobs::{self as queue, ClaimedJob, Queue};
use store::{StoreError, creditors};

/// How long a worker may hold a job before another takes it.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// Urgent jobs taken at a time, and done side by side. Few: what a killed process had taken waits until its lease is
/// over.
const AT_ONCE: i64 = 8;
/// Other jobs taken at a time, and done one after the other: e-mails leave as things happened.
const BATCH: i64 = 16;

/// Does every job whose time has come; answers how many were taken.
///
/// # Errors
/// [`StoreError`] when the queue cannot be read. A job that fails is put back, not returned.
pub async fn run_due(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    Ok(run_urgent(worker).await? + run_low(worker).await?)
}

pub(super) async fn run_urgent(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    let taken = claim(worker, Queue::Urgent, AT_ONCE).await?;
    let count = taken.len();
    // Side by side, so that one slow answer does not hold up the rest.
    let done = futures::future::join_all(taken.into_iter().map(|job| work_off(worker, job))).await;
    done.into_iter().collect::<Result<(), _>>()?;
    Ok(count)
}

pub(super) async fn run_low(worker: &Arc<Worker>) -> Result<usize, StoreError> {
    let taken = claim(worker, Queue::Low, BATCH).await?;
    let count = taken.len();
    for job in taken {
        work_off(worker, job).await?;
    }
    Ok(count)
}

async fn claim(worker: &Worker, from: Queue, at_most: i64) -> Result<Vec<ClaimedJob>, StoreError> {
    let now = worker.services.clock.now();
    worker.services.store.write((), move |db, ()| Box::pin(queue::claim(db, from, now, now + LEASE, at_most))).await
}

/// What became of a job that did not fail.
#[derive(Debug, Clone, Copy)]
enum JobOutcome {
    Done,
    /// It is night where the creditor is.
    NotBefore(DateTime<Utc>),
}

/// Does a job, and writes down what became of it.
async fn work_off(worker: &Arc<Worker>, job: ClaimedJob) -> Result<(), StoreError> {
    let result = run(worker, &job).await;
    let now = worker.services.clock.now();
    if let Err(error) = &result {
        tracing::warn!(job.kind = job.kind, job.id = %job.id, job.attempts, %error, "a job failed");
    }
    let result = result.map_err(|error| (error.to_string(), matches!(error, JobError::Hopeless(_))));
    let noted = worker.services.store.write((job, result), move |db, (job, result)| {
        Box::pin(async move {
            match result {
                Ok(JobOutcome::Done) => queue::done(db, job, now).await,
                Ok(JobOutcome::NotBefore(at)) => queue::put_off(db, job, *at).await,
                Err((error, hopeless)) => queue::failed(db, job, error, *hopeless, now).await,
            }
        })
    });
    noted.await
}

async fn run(worker: &Arc<Worker>, job: &ClaimedJob) -> Result<JobOutcome, JobError> {
    let kind = jobs::of_kind(&job.kind)?;
    if kind.hours == jobs::Hours::Daytime {
        let creditor = creditors::by_id(&mut worker.services.store.read().await?, job.creditor).await?;
        let now = worker.services.clock.now();
        let at = creditor.map_or(now, |creditor| creditor.zone.awake(now));
        if at > now {
            return Ok(JobOutcome::NotBefore(at));
        }
    }
    (kind.run)(worker, job).await.map(|()| JobOutcome::Done)
}
