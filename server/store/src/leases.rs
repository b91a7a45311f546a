//! Who works on a creditor's books as a whole: one import, or one taking back of an import, at a time.
//!
//! A row with its holder and the instant until which it holds. Each transaction of the work holds it anew, so that whoever
//! has died or hung loses it, and writes nothing any more once it is somebody else's.

use super::connection::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::CreditorId;
use uuid::Uuid;

/// The right to work on a creditor's books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Who has it: chosen anew for each work.
    pub holder: Uuid,
    /// What is done: `import 7`.
    pub what: String,
    /// The name of whoever holds it.
    pub who: String,
    /// The instant until which it holds.
    pub until: DateTime<Utc>,
}

/// Takes the right, if nobody has it; answers who has it otherwise.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn take(
    db: &mut Db,
    creditor: CreditorId,
    lease: &Lease,
    now: DateTime<Utc>,
) -> Result<Option<Lease>, StoreError> {
    let sql = "INSERT INTO lease (creditor_id, holder, what, who, until) VALUES ($1,$2,$3,$4,$5) \
               ON CONFLICT (creditor_id) DO UPDATE SET holder = excluded.holder, what = excluded.what, \
               who = excluded.who, until = excluded.until WHERE lease.until <= $6";
    let values = args![creditor.uuid(), lease.holder, lease.what.clone(), lease.who.clone(), lease.until, now];
    if db.run(sql, values).await? == 1 { Ok(None) } else { of(db, creditor).await }
}

/// Holds it until then; `false` where it is somebody else's by now.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn hold(db: &mut Db, creditor: CreditorId, holder: Uuid, until: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE lease SET until = $3 WHERE creditor_id = $1 AND holder = $2";
    Ok(db.run(sql, args![creditor.uuid(), holder, until]).await? == 1)
}

/// Gives it back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn give_back(db: &mut Db, creditor: CreditorId, holder: Uuid) -> Result<(), StoreError> {
    let sql = "DELETE FROM lease WHERE creditor_id = $1 AND holder = $2";
    db.run(sql, args![creditor.uuid(), holder]).await.map(drop)
}

/// Who has it, or had it last without giving it back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of(db: &mut Db, creditor: CreditorId) -> Result<Option<Lease>, StoreError> {
    let row = db.first("SELECT holder, what, who, until FROM lease WHERE creditor_id = $1", args![creditor.uuid()]);
    let row = row.await?;
    row.map(|row| Ok(Lease { holder: row.get(0)?, what: row.get(1)?, who: row.get(2)?, until: row.get(3)? }))
        .transpose()
}
