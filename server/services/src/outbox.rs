//! Work that follows a commit: queued in the transaction that causes it, done once by a worker of any process.
//!
//! A job's fields stand beside the use case that queues it (`payments/jobs.rs`, `agreements/jobs.rs` …), with what makes
//! it one and how urgent it is; what it does stands in a file of its own in the server's `worker/jobs`.

use crate::ids::Ids;
use chrono::{DateTime, Utc};
use domain::agreement::UnreadableAgreement;
use domain::id::{CreditorId, JobId};
use domain::money::MoneyError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::jobs::{self, New, Queue};
use store::{Db, StoreError};

/// One piece of work, kept as JSON with its kind. What one version has queued the next one does: a field is never renamed,
/// and a new one has a default.
pub trait Job: Serialize + DeserializeOwned + Sync {
    /// The kind: in the queue, in its key and in the log. It never changes.
    const KIND: &'static str;

    /// Which of its kind it is: the same work is queued once, however often it is asked for.
    fn key(&self) -> String;

    /// Where it stands in the queue.
    fn priority(&self) -> Queue {
        Queue::Low
    }

    /// The job as it is stored.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] for a field that JSON cannot hold.
    fn stored(&self) -> Result<New, StoreError> {
        let payload = serde_json::to_string(&Payload { work: Self::KIND, fields: self });
        Ok(New {
            kind: Self::KIND,
            key: format!("{}:{}", Self::KIND, self.key()),
            payload: payload.map_err(|error| StoreError::Damaged(error.to_string()))?,
            queue: self.priority(),
        })
    }

    /// Queues it in the caller's transaction; `false` when it was there already.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written; the caller's transaction is then rolled back.
    fn queue(
        &self,
        db: &mut Db,
        ids: &dyn Ids,
        creditor: CreditorId,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send {
        async move { jobs::add(db, creditor, JobId::new(ids.uuid(now)), self.stored()?, now).await }
    }
}

/// The kind stands beside the fields, too.
#[derive(Serialize)]
struct Payload<'a, J> {
    work: &'static str,
    #[serde(flatten)]
    fields: &'a J,
}

/// Reads a job of a kind from what is stored of it.
///
/// # Errors
/// [`JobError::Hopeless`] when it is no job of this kind: no later try can read it either.
pub fn read<J: Job>(payload: &str) -> Result<J, JobError> {
    serde_json::from_str(payload).map_err(|error| JobError::Hopeless(format!("not a job {}: {error}", J::KIND)))
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Something is away; the job is tried again later.
    #[error("{0}")]
    Later(String),
    /// It will never work; a person has to look.
    #[error("{0}")]
    Hopeless(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MoneyError> for JobError {
    fn from(error: MoneyError) -> Self {
        StoreError::from(error).into()
    }
}

impl From<UnreadableAgreement> for JobError {
    fn from(error: UnreadableAgreement) -> Self {
        StoreError::from(error).into()
    }
}
