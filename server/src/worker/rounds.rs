//! The rounds of a running worker: two halves side by side, so that nobody who waits for money or a code stands behind
//! e-mails and documents.

use super::{Worker, maintenance, queue};
use services::payments::reconcile;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::StoreError;
use store::jobs::{self, Due};
use tokio::sync::{Notify, watch};

/// How often the queue is asked when nobody woke the worker.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// After this long without a word from the half that asks, the other one asks by itself.
const NOT_ASKED_FOR: Duration = Duration::from_secs(5);

/// Works until `stop` says so, on two things at a time: on what somebody waits for (urgent jobs, polling payments),
/// and on the rest (e-mails and documents, the seals, the daily run, maintenance).
///
/// A commit in this process wakes it at once; what other processes queue is seen within a second. The queue is asked
/// once for both, since where the books are spread over machines each question goes to all of them.
pub async fn work(worker: Arc<Worker>, stop: watch::Receiver<bool>) {
    let passed_on = Arc::new(Notify::new());
    let low = tokio::spawn(low_priority(Arc::clone(&worker), Arc::clone(&passed_on), stop.clone()));
    high_priority(&worker, &passed_on, stop).await;
    let _ = low.await;
}

async fn high_priority(worker: &Arc<Worker>, pass_on: &Notify, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let round = async {
            let Due { urgent, low, poll } = due(worker).await?;
            if low {
                pass_on.notify_one();
            }
            let jobs = if urgent { queue::run_urgent(worker).await? } else { 0 };
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
    let (mut is_woken, mut asked_at) = (true, Instant::now());
    while !*stop.borrow() {
        let round = async {
            // The other half asks for both. Where it is long at something, this one asks by itself.
            let some = is_woken || (asked_at.elapsed() >= NOT_ASKED_FOR && due(&worker).await?.low);
            let jobs = if some { queue::run_low(&worker).await? } else { 0 };
            maintenance.run_due(&worker).await?;
            Ok(jobs)
        };
        if is_busy(round.await) {
            continue;
        }
        if is_woken || asked_at.elapsed() >= NOT_ASKED_FOR {
            asked_at = Instant::now();
        }
        is_woken = wait(&woken, &mut stop).await;
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
