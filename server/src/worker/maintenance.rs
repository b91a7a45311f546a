//! Maintenance of a running process: seals, events that came too early, clearing up, gauges.

use super::{Worker, daily_run};
use crate::telemetry;
use chrono::{DateTime, TimeDelta, Utc};
use domain::verification::QUESTIONS_LOCKED_FOR;
use services::payments::reconcile;
use services::verify;
use std::sync::Arc;
use store::{StoreError, creditors, exceptions, jobs, links, payments, seals, staff, verifications};

/// How often the ledger is sealed, and events that came too early are applied.
const SEAL_EVERY: TimeDelta = TimeDelta::seconds(10);
/// How often old rows are dropped.
const CLEAR_EVERY: TimeDelta = TimeDelta::minutes(10);
/// How often the gauges are read.
const GAUGE_EVERY: TimeDelta = TimeDelta::seconds(15);
/// How often the books are recomputed beside the work.
const CHECK_EVERY: TimeDelta = TimeDelta::hours(1);
/// How often the daily run is asked whether a day has begun for some creditor.
const DAY_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How long done jobs go on refusing repetitions of their keys.
const KEEP_DONE: TimeDelta = TimeDelta::days(3);

/// When each task is due next.
pub(super) struct Maintenance {
    seal_at: DateTime<Utc>,
    clear_at: DateTime<Utc>,
    gauge_at: DateTime<Utc>,
    check_at: DateTime<Utc>,
    day_at: DateTime<Utc>,
}

impl Maintenance {
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        // What the process before left without a seal gets one at once, even if none lives for long.
        // Days that have passed meanwhile are done as soon.
        Self { seal_at: now, clear_at: now + CLEAR_EVERY, gauge_at: now, check_at: now + CHECK_EVERY, day_at: now }
    }

    pub(super) async fn run_due(&mut self, worker: &Arc<Worker>) -> Result<(), StoreError> {
        let now = worker.services.clock.now();
        if now >= self.gauge_at {
            self.gauge_at = now + GAUGE_EVERY;
            gauge(worker, now).await?;
        }
        if now >= self.check_at {
            self.check_at = now + CHECK_EVERY;
            // Takes seconds on large books; nothing waits for it, and no request shares its thread.
            let (worker, runtime) = (Arc::clone(worker), tokio::runtime::Handle::current());
            drop(tokio::task::spawn_blocking(move || runtime.block_on(check(worker))));
        }
        if now >= self.seal_at {
            self.seal_at = now + SEAL_EVERY;
            reconcile::apply_waiting(&worker.services).await?;
            seal_all(worker).await?;
        }
        if now >= self.day_at {
            self.day_at = now + DAY_EVERY;
            daily_run::run_due(worker).await?;
        }
        if now >= self.clear_at {
            self.clear_at = now + CLEAR_EVERY;
            worker.limits.tidy();
            worker
                .services
                .store
                .write((), move |db, ()| {
                    Box::pin(async move {
                        links::drop_old_sessions(db, now).await?;
                        staff::drop_old_sessions(db, now).await?;
                        verifications::drop_old(db, now - QUESTIONS_LOCKED_FOR).await?;
                        jobs::drop_old(db, now - KEEP_DONE).await.map(drop)
                    })
                })
                .await?;
        }
        Ok(())
    }
}

/// Seals everything that no seal covers yet.
///
/// # Errors
/// [`StoreError`] when the ledger cannot be read or the seal written; what is sealed by then stays.
pub async fn seal_all(worker: &Worker) -> Result<(), StoreError> {
    let creditors = creditors::all(&mut worker.services.store.read().await?).await?;
    for creditor in creditors {
        loop {
            let now = worker.services.clock.now();
            let id = creditor.id;
            if worker.services.store.write((), move |db, ()| Box::pin(seals::seal_next(db, id, now))).await? == 0 {
                break;
            }
        }
    }
    Ok(())
}

async fn gauge(worker: &Worker, now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut db = worker.services.store.read().await?;
    let (ready, dead, oldest) = jobs::backlog(&mut db).await?;
    let lag = |since: Option<DateTime<Utc>>| since.and_then(|at| (now - at).to_std().ok()).unwrap_or_default();
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let open = exceptions::open(&mut db, now).await?.len();
    let (waiting, due) = payments::backlog(&mut db).await?;
    telemetry::record_outbox(count(ready), lag(oldest));
    telemetry::outbox_given_up(count(dead));
    telemetry::record_reconciler(count(waiting), lag(due));
    telemetry::record_exceptions(u32::try_from(open).unwrap_or(u32::MAX));
    telemetry::wrong_link_alarm(worker.limits.is_alarmed());
    worker.metrics.upkeep();
    Ok(())
}

/// What `saldo verify` does, reported as a metric and, when something is wrong, in the log.
async fn check(worker: Arc<Worker>) {
    let checked = async { verify::run(&mut worker.services.store.read().await?).await }.await;
    match checked {
        Ok(report) => {
            telemetry::books_checked(u32::try_from(report.faults.len()).unwrap_or(u32::MAX));
            for fault in &report.faults {
                tracing::error!(place = fault.place, rule = fault.rule, found = fault.found, "the books do not fit");
            }
        }
        Err(error) => tracing::error!(%error, "the books could not be checked"),
    }
}
