//! The outbox: work that must happen after a commit, queued in the same transaction.
//!
//! A job's key makes it unique. A worker holds a lease; when it dies, the lease runs out and another
//! takes the job, so every job is safe to run twice. Done jobs stay for a while, so that their keys
//! go on refusing repetitions.

use super::connection::args;
use super::{Db, StoreError, claims};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{CreditorId, EntryId, JobId};

/// How often a job is tried before a person has to look: with the back-off, over about a day.
pub const TRIES: i64 = 14;

/// A queue of jobs. Two, since documents take their time and money must not wait behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Somebody waits for it: money, a code, a link that was asked for.
    Urgent,
    /// It comes when it comes: letters and papers.
    Low,
}

/// What is about to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// What kind of work.
    pub kind: &'static str,
    /// What makes it one: the same work is never queued twice.
    pub key: String,
    /// What it needs to know (JSON).
    pub payload: String,
    /// Where it stands.
    pub queue: Queue,
}

impl New {
    /// The job that looks at the payments under way beside what an entry has lowered. `services::payments::jobs::Superseded`
    /// reads it; a test there holds both to one form.
    #[must_use]
    pub fn superseded(entry: EntryId) -> Self {
        Self {
            kind: SUPERSEDED,
            key: format!("{SUPERSEDED}:{entry}"),
            payload: format!("{{\"work\":\"{SUPERSEDED}\",\"entry\":\"{entry}\"}}"),
            queue: Queue::Urgent,
        }
    }
}

/// The kind of work that looks whether payments under way are still for what is owed. It is queued with what lowers a debt.
pub const SUPERSEDED: &str = "superseded";

/// A job that a worker has taken.
#[derive(Debug, Clone)]
pub struct ClaimedJob {
    /// The creditor's id.
    pub creditor: CreditorId,
    /// The id.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What it needs to know (JSON).
    pub payload: String,
    /// Which try this is, from 1. Also the fence: a worker that lost its lease changes nothing.
    pub attempts: i64,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
}

/// Queues a job; `false` when one with this key is there already.
pub async fn add(
    db: &mut Db,
    creditor: CreditorId,
    id: JobId,
    new: New,
    run_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO job (creditor_id, id, kind, key, payload, urgent, run_at, queued_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$7) ON CONFLICT (creditor_id, key) DO NOTHING";
    let urgent = new.queue == Queue::Urgent;
    let values = args![creditor.uuid(), id.uuid(), new.kind, new.key, new.payload, urgent, run_at];
    Ok(db.run(sql, values).await? == 1)
}

/// Is there a job to do in either queue, and a payment to poll? Asked before anything is taken, since taking writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// In [`Queue::Urgent`].
    pub urgent: bool,
    /// In [`Queue::Low`].
    pub low: bool,
    /// A payment.
    pub poll: bool,
}

/// What is due.
pub async fn due(db: &mut Db, now: DateTime<Utc>) -> Result<Due, StoreError> {
    let sql = "SELECT EXISTS(SELECT 1 FROM job WHERE state = 'ready' AND urgent AND run_at <= $1), \
               EXISTS(SELECT 1 FROM job WHERE state = 'ready' AND NOT urgent AND run_at <= $1), \
               EXISTS(SELECT 1 FROM payment WHERE poll_at <= $1)";
    let row = db.first(sql, args![now]).await?;
    let row = row.ok_or_else(|| StoreError::Damaged("a question without an answer".to_owned()))?;
    Ok(Due { urgent: row.get(0)?, low: row.get(1)?, poll: row.get(2)? })
}

const URGENT_DUE: &str = "SELECT creditor_id, id FROM job WHERE state = 'ready' AND urgent AND run_at <= $1 \
                          ORDER BY run_at LIMIT $2";
const LOW_DUE: &str = "SELECT creditor_id, id FROM job WHERE state = 'ready' AND NOT urgent AND run_at <= $1 \
                        ORDER BY run_at LIMIT $2";
const TAKE: claims::Take = claims::Take {
    head: "UPDATE job SET attempts = attempts + 1, run_at = $2, lease_until = $2 WHERE creditor_id = $1 AND id IN \
           (SELECT id FROM job WHERE creditor_id = $1 AND state = 'ready' AND run_at <= $3 AND id IN ",
    tail: " FOR UPDATE SKIP LOCKED) RETURNING creditor_id, id, kind, payload, attempts, queued_at",
};

/// Takes jobs of a queue whose time has come, until `lease`.
pub async fn claim(
    db: &mut Db,
    queue: Queue,
    now: DateTime<Utc>,
    lease: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<ClaimedJob>, StoreError> {
    let sql = match queue {
        Queue::Urgent => URGENT_DUE,
        Queue::Low => LOW_DUE,
    };
    let due = claims::by_creditor(&db.all(sql, args![now, limit]).await?)?;
    let rows = claims::take(db, &TAKE, due, args![lease, now]).await?;
    let taken: Result<Vec<ClaimedJob>, StoreError> = rows
        .iter()
        .map(|row| {
            Ok(ClaimedJob {
                creditor: CreditorId::new(row.get(0)?),
                id: JobId::new(row.get(1)?),
                kind: row.get(2)?,
                payload: row.get(3)?,
                attempts: row.get(4)?,
                queued_at: row.get(5)?,
            })
        })
        .collect();
    // RETURNING promises no order, and letters of one debtor should leave as things happened.
    let mut taken = taken?;
    taken.sort_by_key(|job| job.id);
    Ok(taken)
}

/// The job is done.
pub async fn done(db: &mut Db, job: &ClaimedJob, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE job SET state = 'done', run_at = $4, lease_until = NULL, error = NULL \
               WHERE creditor_id = $1 AND id = $2 AND attempts = $3";
    db.run(sql, args![job.creditor.uuid(), job.id.uuid(), job.attempts, now]).await.map(drop)
}

/// The job failed: tried again later, or given up after [`TRIES`] (or at once, if `hopeless`).
pub async fn failed(
    db: &mut Db,
    job: &ClaimedJob,
    error: &str,
    hopeless: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let state = if hopeless || job.attempts >= TRIES { "dead" } else { "ready" };
    let sql = "UPDATE job SET state = $4, run_at = $5, lease_until = NULL, error = $6 \
               WHERE creditor_id = $1 AND id = $2 AND attempts = $3";
    let again = now + back_off(job.attempts);
    let values = args![job.creditor.uuid(), job.id.uuid(), job.attempts, state, again, error.to_owned()];
    db.run(sql, values).await.map(drop)
}

/// The job waits until `at`, and no try is counted: nothing went wrong.
pub async fn put_off(db: &mut Db, job: &ClaimedJob, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE job SET run_at = $4, lease_until = NULL, attempts = attempts - 1 \
               WHERE creditor_id = $1 AND id = $2 AND attempts = $3";
    db.run(sql, args![job.creditor.uuid(), job.id.uuid(), job.attempts, at]).await.map(drop)
}

/// 5 s, 10 s, 20 s … at most six hours.
fn back_off(attempts: i64) -> TimeDelta {
    let doublings = attempts.clamp(1, 13) - 1;
    TimeDelta::seconds((5_i64 << doublings).min(6 * 3600))
}

/// Jobs that wait, jobs that were given up, and since when the oldest waits.
pub async fn backlog(db: &mut Db) -> Result<(i64, i64, Option<DateTime<Utc>>), StoreError> {
    let ready = db.number("SELECT COUNT(*) FROM job WHERE state = 'ready'", vec![]).await?;
    let dead = db.number("SELECT COUNT(*) FROM job WHERE state = 'dead'", vec![]).await?;
    let oldest = db.first("SELECT run_at FROM job WHERE state = 'ready' ORDER BY run_at LIMIT 1", vec![]).await?;
    Ok((ready, dead, oldest.map(|row| row.get(0)).transpose()?))
}

/// Drops what was done before `before`.
pub async fn drop_old(db: &mut Db, before: DateTime<Utc>) -> Result<u64, StoreError> {
    db.run("DELETE FROM job WHERE state = 'done' AND run_at < $1", args![before]).await
}
