//! One at a time: an import, or the taking back of one, has a creditor's books to itself, whatever process it runs in.

use crate::ids::Ids;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::CreditorId;
use std::time::Instant;
use store::leases::{self, Lease};
use store::{Db, Store, StoreError};
use uuid::Uuid;

/// So long after its last sign of life somebody who works on the books counts as gone. A batch takes seconds at most.
const SILENCE: TimeDelta = TimeDelta::minutes(2);

/// Somebody else works on these books.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{what}, by {who}, is under way, and one list at a time is taken in or taken back; try again when it has ended (at {until} \
     at the latest, if its process has died)"
)]
pub struct Busy {
    /// What they do.
    what: String,
    /// The name of whoever holds it.
    who: String,
    /// When they count as gone unless they go on.
    until: String,
}

/// The right to work on a creditor's books.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    creditor: CreditorId,
    holder: Uuid,
    /// When the work began, and the same instant by the clock of the machine: how long the work takes is measured by that.
    began_at: DateTime<Utc>,
    began: Instant,
}

impl Turn {
    /// For a work that begins now.
    pub(super) fn new(ids: &dyn Ids, creditor: CreditorId, now: DateTime<Utc>) -> Self {
        Self { creditor, holder: ids.uuid(now), began_at: now, began: Instant::now() }
    }

    fn until(&self) -> DateTime<Utc> {
        let worked = TimeDelta::from_std(self.began.elapsed()).unwrap_or_default();
        self.began_at.checked_add_signed(worked + SILENCE).unwrap_or(self.began_at)
    }

    /// Takes it; answers who has it where somebody else does.
    pub(super) async fn take(&self, db: &mut Db, what: String, who: &str) -> Result<Option<Busy>, StoreError> {
        let lease = Lease { holder: self.holder, what, who: who.to_owned(), until: self.until() };
        let other = leases::take(db, self.creditor, &lease, self.began_at).await?;
        Ok(other.map(|Lease { what, who, until, .. }| Busy { what, who, until: until.format("%F %T UTC").to_string() }))
    }

    /// Holds it on; `false` where the work took so long that somebody else has it.
    pub(super) async fn hold(&self, db: &mut Db) -> Result<bool, StoreError> {
        leases::hold(db, self.creditor, self.holder, self.until()).await
    }

    /// The same, where nothing may be written otherwise.
    pub(super) async fn must_hold(&self, db: &mut Db) -> Result<(), StoreError> {
        if self.hold(db).await? { Ok(()) } else { Err(StoreError::Away(LOST.to_owned())) }
    }

    /// Gives it back.
    pub(super) async fn give_back(&self, db: &mut Db) -> Result<(), StoreError> {
        leases::give_back(db, self.creditor, self.holder).await
    }

    /// Gives it back after a fault: where the database does not take even that, it ends by itself.
    pub(super) async fn drop_in(self, store: &Store) {
        let unit = store.write(self, |db, turn| Box::pin(async move { turn.give_back(db).await }));
        let _ = unit.await;
    }
}

const LOST: &str = "it took so long that somebody else works on these books by now; run this one again";
