//! Six-digit codes: proof that the reader of a page is the debtor.
//!
//! The code is made when its mail is, so that it stands nowhere; what is kept is a hash under the server's key.
//! A code is for one session and one purpose, works once and for ten minutes. Wrong tries are counted over all
//! processes; five of them lock the debtor's codes for a quarter of an hour, so that guessing gets nowhere.

use super::engine::args;
use super::{Db, StoreError, debtors};
use app::domain::id::{CreditorId, DebtorId, ProofId, SessionId};
use chrono::{DateTime, TimeDelta, Utc};
use subtle::ConstantTimeEq;

/// How long a code works.
pub const CODE_WORKS: TimeDelta = TimeDelta::minutes(10);
/// How many wrong tries lock.
pub const TRIES: i64 = 5;
/// For how long they lock, counted from the codes that they were made at.
pub const LOCKED_FOR: TimeDelta = TimeDelta::minutes(15);
/// How many codes a debtor is sent within [`LOCKED_FOR`].
pub const CODES: i64 = 5;

/// What a code is for, and in which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Whose books.
    pub creditor: CreditorId,
    /// Who is to be proved.
    pub debtor: DebtorId,
    /// The browser that asks.
    pub session: SessionId,
}

/// What came of asking for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is on its way.
    Made(ProofId),
    /// Too many codes or wrong tries lately; later it works again.
    Locked,
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It was right, and is used up.
    Right,
    /// It was wrong.
    Wrong {
        /// How many tries are left.
        left: i64,
    },
    /// Too many wrong tries; later a new code can be asked for.
    Locked,
    /// There is no code to try: it ran out, was used, or was never asked for here.
    Gone,
}

/// Makes room for a code for `purpose`; an earlier one for the same is void from now on. The job that mails it
/// [sets](set_code) it.
///
/// # Errors
/// [`StoreError`].
pub async fn ask(
    db: &mut Db,
    holder: Holder,
    id: ProofId,
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Asked, StoreError> {
    let Holder { creditor, debtor, session } = holder;
    debtors::lock(db, creditor, debtor).await?;
    let sql = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(tries), 0) AS BIGINT) FROM proof \
               WHERE creditor_id = $1 AND debtor_id = $2 AND made_at > $3";
    let row = db.first(sql, args![creditor.uuid(), debtor.uuid(), now - LOCKED_FOR]).await?;
    let (codes, tries): (i64, i64) = row.map_or(Ok((0, 0)), |row| Ok::<_, StoreError>((row.get(0)?, row.get(1)?)))?;
    if codes >= CODES || tries >= TRIES {
        return Ok(Asked::Locked);
    }
    let sql = "UPDATE proof SET expires_at = $4 WHERE creditor_id = $1 AND session_id = $2 AND purpose = $3 \
               AND used_at IS NULL AND expires_at > $4";
    db.run(sql, args![creditor.uuid(), session.uuid(), purpose.to_owned(), now]).await?;
    let sql = "INSERT INTO proof (creditor_id, id, debtor_id, session_id, purpose, code_hash, made_at, expires_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8)";
    let ids = args![
        creditor.uuid(),
        id.uuid(),
        debtor.uuid(),
        session.uuid(),
        purpose.to_owned(),
        Vec::new(),
        now,
        now + CODE_WORKS
    ];
    db.run(sql, ids).await?;
    Ok(Asked::Made(id))
}

/// Whose code it is, if it can still be used.
///
/// # Errors
/// [`StoreError`].
pub async fn debtor_of(
    db: &mut Db,
    creditor: CreditorId,
    id: ProofId,
    now: DateTime<Utc>,
) -> Result<Option<DebtorId>, StoreError> {
    let sql = "SELECT debtor_id FROM proof WHERE creditor_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > $3";
    let row = db.first(sql, args![creditor.uuid(), id.uuid(), now]).await?;
    row.map(|row| Ok(DebtorId::new(row.get(0)?))).transpose()
}

/// Sets the code that is being mailed; a second try of the mail sets another.
///
/// # Errors
/// [`StoreError`].
pub async fn set_code(db: &mut Db, creditor: CreditorId, id: ProofId, code_hash: Vec<u8>) -> Result<(), StoreError> {
    let sql = "UPDATE proof SET code_hash = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), code_hash]).await.map(drop)
}

/// Tries a code, whose hash for the one it should be is `hash_for`. A hundred tries at once are counted as a hundred: the debtor's row is taken first.
///
/// # Errors
/// [`StoreError`].
pub async fn try_code(
    db: &mut Db,
    holder: Holder,
    purpose: &str,
    hash_for: impl Fn(ProofId) -> Vec<u8> + Send,
    now: DateTime<Utc>,
) -> Result<Tried, StoreError> {
    let Holder { creditor, debtor, session } = holder;
    debtors::lock(db, creditor, debtor).await?;
    let sql = "SELECT CAST(COALESCE(SUM(tries), 0) AS BIGINT) FROM proof \
               WHERE creditor_id = $1 AND debtor_id = $2 AND made_at > $3";
    let wrong = db.number(sql, args![creditor.uuid(), debtor.uuid(), now - LOCKED_FOR]).await?;
    if wrong >= TRIES {
        return Ok(Tried::Locked);
    }
    let sql = "SELECT id, code_hash FROM proof WHERE creditor_id = $1 AND session_id = $2 AND purpose = $3 \
               AND used_at IS NULL AND expires_at > $4 ORDER BY made_at DESC, id DESC LIMIT 1";
    let values = args![creditor.uuid(), session.uuid(), purpose.to_owned(), now];
    let Some(row) = db.first(sql, values).await? else { return Ok(Tried::Gone) };
    let (id, hash): (uuid::Uuid, Vec<u8>) = (row.get(0)?, row.get(1)?);
    if bool::from(hash.ct_eq(&hash_for(ProofId::new(id)))) {
        let sql = "UPDATE proof SET used_at = $3 WHERE creditor_id = $1 AND id = $2";
        db.run(sql, args![creditor.uuid(), id, now]).await?;
        return Ok(Tried::Right);
    }
    let sql = "UPDATE proof SET tries = tries + 1 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id]).await?;
    let left = TRIES - wrong - 1;
    Ok(if left > 0 { Tried::Wrong { left } } else { Tried::Locked })
}

/// Drops codes that ran out before `before`.
///
/// # Errors
/// [`StoreError`].
pub async fn drop_old(db: &mut Db, before: DateTime<Utc>) -> Result<u64, StoreError> {
    db.run("DELETE FROM proof WHERE expires_at < $1", args![before]).await
}
