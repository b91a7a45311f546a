//! Work that follows a commit, and the worker that does it.
//!
//! A job is a small note, queued in the transaction that causes it ([`services::outbox`]) and safe to do twice; any
//! process does any job. [`jobs`] has a file for each; [`queue`] takes what is due and writes down what became of it;
//! [`rounds`] goes on until the process stops. [`email`] is what jobs that mail a debtor share. What no commit causes is
//! in [`daily_run`] (what a day brings to agreements and reminders) and in [`maintenance`].

pub mod daily_run;
mod email;
mod jobs;
mod maintenance;
mod queue;
mod rounds;

pub use queue::run_due;
pub use rounds::work;

use crate::mail::Mailer;
use crate::rate_limit::Limits;
use crate::telemetry::Metrics;
use services::Services;
use std::sync::Arc;

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
