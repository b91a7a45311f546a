//! SQLite's one writer: a thread that takes units of work from a queue and commits them in groups.
//!
//! A commit costs one sync of the disk, whoever it is for. While one is under way others queue up,
//! and the next commit carries them all; each has its savepoint, so one that fails takes nobody
//! with it. Nobody is answered before their group is on disk.

use super::sqlite::Sqlite;
use super::{Db, StoreError};
use futures::future::BoxFuture;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

/// The most units one commit carries; bounds how long the first of them waits.
const GROUP: usize = 64;
/// How many units may wait before callers have to.
const QUEUE: usize = 1_024;

/// A unit of work that keeps its answer to itself, so that queue, groups and retries are compiled once and not for each
/// unit. It may be run again.
pub(super) type Run = Box<dyn for<'a> FnMut(&'a mut Db) -> BoxFuture<'a, Result<(), StoreError>> + Send>;

struct Unit {
    run: Run,
    done: oneshot::Sender<Result<(), StoreError>>,
}

enum Item {
    Unit(Unit),
    /// No more will come: what waits is done, then the thread ends.
    Stop,
}

/// The queue before the writer.
pub(super) struct Writer {
    queue: mpsc::Sender<Item>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread on `db`, the only connection that writes.
    pub(super) fn start(db: Sqlite) -> Result<Self, StoreError> {
        let (queue, items) = mpsc::channel(QUEUE);
        let runtime = Handle::current();
        let thread =
            std::thread::Builder::new().name("saldo-writer".to_owned()).spawn(move || work(db, items, &runtime));
        let thread = thread.map_err(|e| StoreError::Setup(format!("cannot start a thread: {e}")))?;
        Ok(Self { queue, thread: Mutex::new(Some(thread)) })
    }

    /// Queues `run`; answers when it is on disk.
    pub(super) async fn write(&self, run: Run) -> Result<(), StoreError> {
        let (done, answer) = oneshot::channel();
        self.queue.send(Item::Unit(Unit { run, done })).await.map_err(|_| StoreError::Closing)?;
        answer.await.map_err(|_| StoreError::Closing)?
    }

    /// Lets the queue run dry and ends the thread.
    pub(super) async fn stop(&self) {
        let _ = self.queue.send(Item::Stop).await;
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

fn work(db: Sqlite, mut items: mpsc::Receiver<Item>, runtime: &Handle) {
    let mut db = Db::Sqlite(db);
    let mut taken = Vec::with_capacity(GROUP);
    loop {
        if items.blocking_recv_many(&mut taken, GROUP) == 0 {
            return;
        }
        let mut group = Vec::with_capacity(taken.len());
        for item in taken.drain(..) {
            match item {
                Item::Unit(unit) => group.push(unit),
                Item::Stop => items.close(),
            }
        }
        if group.is_empty() {
            continue;
        }
        // A fault in one unit must not end the thread on which all others depend.
        let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(commit(&mut db, &mut group))));
        let outcome = outcome.unwrap_or_else(|_| {
            let _ = runtime.block_on(db.run("ROLLBACK", vec![]));
            all_failed(group.len(), &StoreError::Damaged("a unit of work came to a bad end".to_owned()))
        });
        for (unit, result) in group.drain(..).zip(outcome) {
            // Nobody may be waiting any more; the work is done all the same.
            let _ = unit.done.send(result);
        }
    }
}

/// Runs a group in one transaction. Answers one result a unit.
async fn commit(db: &mut Db, group: &mut [Unit]) -> Vec<Result<(), StoreError>> {
    if let Err(error) = db.run("BEGIN IMMEDIATE", vec![]).await {
        return all_failed(group.len(), &error);
    }
    let alone = group.len() == 1;
    let mut results = Vec::with_capacity(group.len());
    for unit in group.iter_mut() {
        results.push(if alone { (unit.run)(db).await } else { in_savepoint(db, unit).await });
    }
    let end = if alone && results.iter().any(Result::is_err) { "ROLLBACK" } else { "COMMIT" };
    if let Err(error) = db.run(end, vec![]).await {
        // What was not committed must not be: the next group starts clean.
        let _ = db.run("ROLLBACK", vec![]).await;
        return all_failed(group.len(), &error);
    }
    results
}

async fn in_savepoint(db: &mut Db, unit: &mut Unit) -> Result<(), StoreError> {
    db.run("SAVEPOINT unit", vec![]).await?;
    let result = (unit.run)(db).await;
    if result.is_err() {
        db.run("ROLLBACK TO unit", vec![]).await?;
    }
    db.run("RELEASE unit", vec![]).await?;
    result
}

fn all_failed(n: usize, error: &StoreError) -> Vec<Result<(), StoreError>> {
    tracing::error!(%error, units = n, "the database did not take a group of changes");
    (0..n).map(|_| Err(StoreError::Away(error.to_string()))).collect()
}
