//! Proof that the reader of a page is the debtor: a six-digit code by e-mail, or a fact that the creditor chose.
//!
//! A code is made when its mail is, so that it stands nowhere; what is kept is a hash under the server's key. A fact
//! stands in the books; of the question only that it was asked is kept. Either is for one session and one purpose, and
//! works once and for a while. Wrong tries of both are counted together and over all processes, and too many of them lock
//! the debtor's verifications, so that guessing gets nowhere. How many and how long is in [`domain::verification`].

use super::connection::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, DebtorId, SessionId, VerificationId};
use domain::knowledge_question::KnowledgeQuestion;
use domain::verification::{
    LOCKED_FOR, MAX_CODES, MAX_QUESTIONS, MAX_WRONG_ANSWERS, MAX_WRONG_TRIES, QUESTIONS_LOCKED_FOR, VALID_FOR,
};
use subtle::ConstantTimeEq;

/// What a proof is for, and in which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Whose books.
    pub creditor: CreditorId,
    /// Who is to be proved.
    pub debtor: DebtorId,
    /// The browser that asks.
    pub session: SessionId,
}

/// What a debtor is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The code from the mail.
    Code,
    /// A fact.
    Fact(KnowledgeQuestion),
}

impl Asks {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Fact(fact) => fact.as_str(),
        }
    }

    /// How often within [`LOCKED_FOR`].
    const fn at_most(self) -> i64 {
        match self {
            Self::Code => MAX_CODES,
            Self::Fact(_) => MAX_QUESTIONS,
        }
    }
}

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The code is on its way, the question open.
    Made(VerificationId),
    /// Too many of them or too many wrong tries lately; later it works again.
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
    /// Too many wrong tries; later another proof can be asked for.
    Locked,
    /// There is nothing to try: it ran out, was used, or was never asked for here.
    Gone,
}

/// What was submitted for a proof that is open.
pub enum Try<'a> {
    /// What would be kept of the code that was typed, if it were that of the proof with this id.
    Code(&'a (dyn Fn(VerificationId) -> Vec<u8> + Send + Sync)),
    /// This fact was asked for; was the answer right? And what is kept of it then.
    Fact(KnowledgeQuestion, bool, &'a (dyn Fn(VerificationId) -> Vec<u8> + Send + Sync)),
}

/// Takes the debtor's row for this transaction; are their verifications locked now?
async fn is_locked(db: &mut Db, holder: Holder, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "SELECT proofs_locked_until FROM debtor WHERE creditor_id = $1 AND id = $2 FOR UPDATE";
    let row = db.first(sql, args![holder.creditor.uuid(), holder.debtor.uuid()]).await?;
    let until: Option<DateTime<Utc>> = row.map_or(Ok(None), |row| row.get(0))?;
    Ok(until.is_some_and(|until| until > now))
}

/// Makes room for a proof for `purpose`; an earlier one of the same kind for the same is void from now on. The job that
/// mails a code [sets](set_code) it.
pub async fn ask(
    db: &mut Db,
    holder: Holder,
    (id, asks): (VerificationId, Asks),
    purpose: &str,
    now: DateTime<Utc>,
) -> Result<Asked, StoreError> {
    let Holder { creditor, debtor, session } = holder;
    if is_locked(db, holder, now).await? {
        return Ok(Asked::Locked);
    }
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM proof \
               WHERE creditor_id = $1 AND debtor_id = $2 AND made_at > $3 AND asks = $4";
    let since = now - LOCKED_FOR;
    if db.number(sql, args![creditor.uuid(), debtor.uuid(), since, asks.as_str()]).await? >= asks.at_most() {
        return Ok(Asked::Locked);
    }
    let sql = "UPDATE proof SET expires_at = $4 WHERE creditor_id = $1 AND session_id = $2 AND purpose = $3 \
               AND used_at IS NULL AND expires_at > $4 AND asks = $5";
    db.run(sql, args![creditor.uuid(), session.uuid(), purpose.to_owned(), now, asks.as_str()]).await?;
    let sql = "INSERT INTO proof (creditor_id, id, debtor_id, session_id, purpose, asks, code_hash, made_at, expires_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)";
    let values = args![
        creditor.uuid(),
        id.uuid(),
        debtor.uuid(),
        session.uuid(),
        purpose.to_owned(),
        asks.as_str(),
        Vec::new(),
        now,
        now + VALID_FOR
    ];
    db.run(sql, values).await?;
    Ok(Asked::Made(id))
}

/// Whose code it is, if it can still be used.
pub async fn debtor_of(
    db: &mut Db,
    creditor: CreditorId,
    id: VerificationId,
    now: DateTime<Utc>,
) -> Result<Option<DebtorId>, StoreError> {
    let sql = "SELECT debtor_id FROM proof WHERE creditor_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > $3";
    let row = db.first(sql, args![creditor.uuid(), id.uuid(), now]).await?;
    row.map(|row| Ok(DebtorId::new(row.get(0)?))).transpose()
}

/// Sets the code that is being mailed; a second try of the mail sets another.
pub async fn set_code(
    db: &mut Db,
    creditor: CreditorId,
    id: VerificationId,
    code_hash: &[u8],
) -> Result<(), StoreError> {
    let sql = "UPDATE proof SET code_hash = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), code_hash.to_vec()]).await.map(drop)
}

/// Tries what was submitted. A hundred tries at once are counted as a hundred: the debtor's row is taken first.
pub async fn try_it(
    db: &mut Db,
    holder: Holder,
    purpose: &str,
    brought: Try<'_>,
    now: DateTime<Utc>,
) -> Result<Tried, StoreError> {
    let Holder { creditor, debtor, session } = holder;
    if is_locked(db, holder, now).await? {
        return Ok(Tried::Locked);
    }
    let asks = match &brought {
        Try::Code(_) => Asks::Code,
        Try::Fact(fact, ..) => Asks::Fact(*fact),
    };
    let sql = "SELECT id, code_hash FROM proof WHERE creditor_id = $1 AND session_id = $2 AND purpose = $3 \
               AND used_at IS NULL AND expires_at > $4 AND asks = $5 ORDER BY made_at DESC, id DESC LIMIT 1";
    let values = args![creditor.uuid(), session.uuid(), purpose.to_owned(), now, asks.as_str()];
    let Some(row) = db.first(sql, values).await? else { return Ok(Tried::Gone) };
    let (id, hash): (uuid::Uuid, Vec<u8>) = (row.get(0)?, row.get(1)?);
    let (right, kept) = match brought {
        Try::Code(hash_for) => (bool::from(hash.ct_eq(&hash_for(VerificationId::new(id)))), hash),
        Try::Fact(_, right, hash_for) => (right, hash_for(VerificationId::new(id))),
    };
    if right {
        let sql = "UPDATE proof SET used_at = $3, code_hash = $4 WHERE creditor_id = $1 AND id = $2";
        db.run(sql, args![creditor.uuid(), id, now, kept]).await?;
        return Ok(Tried::Right);
    }
    let sql = "UPDATE proof SET tries = tries + 1 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id]).await?;
    if asks != Asks::Code {
        let sql = "SELECT CAST(COALESCE(SUM(tries), 0) AS BIGINT) FROM proof \
                   WHERE creditor_id = $1 AND debtor_id = $2 AND made_at > $3 AND asks <> 'code'";
        if db.number(sql, args![creditor.uuid(), debtor.uuid(), now - QUESTIONS_LOCKED_FOR]).await? >= MAX_WRONG_ANSWERS
        {
            let sql = "UPDATE debtor SET questions_locked_until = $3 WHERE creditor_id = $1 AND id = $2";
            db.run(sql, args![creditor.uuid(), debtor.uuid(), now + QUESTIONS_LOCKED_FOR]).await?;
        }
    }
    let sql = "SELECT CAST(COALESCE(SUM(tries), 0) AS BIGINT) FROM proof \
               WHERE creditor_id = $1 AND debtor_id = $2 AND made_at > $3";
    let left = MAX_WRONG_TRIES - db.number(sql, args![creditor.uuid(), debtor.uuid(), now - LOCKED_FOR]).await?;
    if left > 0 {
        return Ok(Tried::Wrong { left });
    }
    let sql = "UPDATE debtor SET proofs_locked_until = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), debtor.uuid(), now + LOCKED_FOR]).await?;
    Ok(Tried::Locked)
}

/// Is this what proved, in this session and for this purpose, that the debtor is there? A form that is sent twice brings it
/// again; nothing is used up by it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn has_proved(
    db: &mut Db,
    holder: Holder,
    purpose: &str,
    hash_for: &(dyn Fn(VerificationId) -> Vec<u8> + Send + Sync),
) -> Result<bool, StoreError> {
    let sql = "SELECT id, code_hash FROM proof WHERE creditor_id = $1 AND session_id = $2 AND purpose = $3 \
               AND used_at IS NOT NULL";
    let values = args![holder.creditor.uuid(), holder.session.uuid(), purpose.to_owned()];
    let Some(row) = db.first(sql, values).await? else { return Ok(false) };
    let (id, hash): (uuid::Uuid, Vec<u8>) = (row.get(0)?, row.get(1)?);
    Ok(bool::from(hash.ct_eq(&hash_for(VerificationId::new(id)))))
}

/// Drops verifications that ran out before `before`; those of the last [`QUESTIONS_LOCKED_FOR`] are still counted.
pub async fn drop_old(db: &mut Db, before: DateTime<Utc>) -> Result<u64, StoreError> {
    db.run("DELETE FROM proof WHERE expires_at < $1", args![before]).await
}
