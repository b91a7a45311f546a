//! The jobs, a file each: `impl Run` says what it does, and whether only by day. Its fields, key and priority stand where it is
//! queued: beside its use case in `services`, or here for what only the [daily run](super::daily_run) queues.
//!
//! To add one: its fields with `impl Job`, its file, and its line in [`JOBS`].

mod agreed;
mod answered;
mod capture;
mod confirm;
mod dispute_answered;
mod dispute_made;
mod ended;
mod fit;
pub(super) mod lapsed;
pub(super) mod late;
mod not_needed;
mod notice;
mod receipt;
mod refund_notice;
pub(super) mod remind;
mod request_made;
mod rows;
mod send_code;
mod send_link;
mod space_begun;
pub(super) mod space_ended;
mod superseded;
mod voucher_ended;

use super::Worker;
use futures::future::BoxFuture;
use services::outbox::{self, Job, JobError};
use std::fmt::Display;
use std::sync::Arc;
use store::jobs::ClaimedJob;

/// A line for each job.
const JOBS: &[Kind] = &[
    Kind::of::<services::payments::jobs::Capture>(),
    Kind::of::<services::payments::jobs::Confirm>(),
    Kind::of::<services::payments::jobs::Superseded>(),
    Kind::of::<services::payments::jobs::NotNeeded>(),
    Kind::of::<services::payments::jobs::VoucherEnded>(),
    Kind::of::<services::payments::jobs::Receipt>(),
    Kind::of::<services::payments::jobs::RefundNotice>(),
    Kind::of::<services::agreements::jobs::SendCode>(),
    Kind::of::<services::agreements::jobs::Agreed>(),
    Kind::of::<services::agreements::jobs::RequestMade>(),
    Kind::of::<services::agreements::jobs::Answered>(),
    Kind::of::<services::agreements::jobs::Ended>(),
    Kind::of::<services::agreements::jobs::Fit>(),
    Kind::of::<services::agreements::jobs::SpaceBegun>(),
    Kind::of::<services::disputes::jobs::DisputeMade>(),
    Kind::of::<services::disputes::jobs::DisputeAnswered>(),
    Kind::of::<services::links::jobs::SendLink>(),
    Kind::of::<late::Late>(),
    Kind::of::<lapsed::Lapsed>(),
    Kind::of::<space_ended::SpaceEnded>(),
    Kind::of::<remind::Remind>(),
];

/// When a job is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    /// As soon as it is due: somebody has just done something, and waits for it.
    Any,
    /// In the daytime of the creditor's zone: nobody waits for it.
    Daytime,
}

/// What a job does.
trait Run: Job + Send {
    const HOURS: Hours = Hours::Any;

    /// Does it. It may have been done before, wholly or in part, by a worker that died.
    fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> impl Future<Output = Result<(), JobError>> + Send;
}

/// Does a job from its stored payload.
type RunStored = for<'a> fn(&'a Arc<Worker>, &'a ClaimedJob) -> BoxFuture<'a, Result<(), JobError>>;

/// A kind of job, as the queue finds it.
pub(super) struct Kind {
    name: &'static str,
    pub(super) hours: Hours,
    pub(super) run: RunStored,
}

impl Kind {
    const fn of<J: Run>() -> Self {
        Self {
            name: J::KIND,
            hours: J::HOURS,
            run: |worker, job| Box::pin(async move { outbox::read::<J>(&job.payload)?.run(worker, job).await }),
        }
    }
}

/// The kind of a stored job.
///
/// # Errors
/// [`JobError::Hopeless`] for one that this version does not know: a later version queued it.
pub(super) fn of_kind(name: &str) -> Result<&'static Kind, JobError> {
    let found = JOBS.iter().find(|kind| kind.name == name);
    found.ok_or_else(|| JobError::Hopeless(format!("no job of the kind {name:?} is known to this version")))
}

/// What a job is about; once it was there, so that a later try does not find it either.
fn existing<T>(found: Option<T>, id: impl Display) -> Result<T, JobError> {
    found.ok_or_else(|| JobError::Hopeless(format!("{id} is not there")))
}

#[cfg(test)]
mod tests;
