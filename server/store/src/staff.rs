//! The creditor's staff and their sessions. Passwords are kept as Argon2id hashes, authenticators' secrets encrypted,
//! session tokens as hashes.
//!
//! Whether a try counts is decided here, in one transaction and on the user's row: a hundred guesses at once, in many
//! processes, are a hundred guesses one after the other, and the sixth finds the user locked.

use super::connection::{Row, args};
use super::{Db, StoreError, rows};
use chrono::{DateTime, Utc};
use domain::creditor::Creditor;
use domain::id::TokenHash;
use domain::id::{CreditorId, StaffId, StaffSessionId};
use domain::verification::{LOCKED_FOR, MAX_WRONG_TRIES};

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Whose staff.
    pub creditor: CreditorId,
    /// The id.
    pub id: StaffId,
    /// Lower case; one user's in the whole installation.
    pub email: String,
    /// The name.
    pub name: String,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
    /// The authenticator's secret, encrypted.
    pub totp_secret: Vec<u8>,
    /// The last step whose code was taken.
    pub totp_step: i64,
    /// No try is looked at before then.
    pub locked_until: Option<DateTime<Utc>>,
    /// As chosen in the console.
    pub language: Option<String>,
    /// When added.
    pub created_at: DateTime<Utc>,
    /// May no longer sign in since.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// Columns of a [`User`], as [`read`] wants them.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT u.creditor_id, u.id, u.email, u.name, u.password_hash, u.totp_secret, u.totp_step, u.locked_until, \
             u.language, u.created_at, u.disabled_at FROM staff u ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<User, StoreError> {
    Ok(User {
        creditor: CreditorId::new(row.get(0)?),
        id: StaffId::new(row.get(1)?),
        email: row.get(2)?,
        name: row.get(3)?,
        password_hash: row.get(4)?,
        totp_secret: row.get(5)?,
        totp_step: row.get(6)?,
        locked_until: row.get(7)?,
        language: row.get(8)?,
        created_at: row.get(9)?,
        disabled_at: row.get(10)?,
    })
}

/// Adds a user; `false` when the e-mail address is taken.
pub async fn add(db: &mut Db, user: &User) -> Result<bool, StoreError> {
    let sql = "INSERT INTO staff (creditor_id, id, email, name, password_hash, totp_secret, created_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (email) DO NOTHING";
    let values = args![
        user.creditor.uuid(),
        user.id.uuid(),
        user.email.clone(),
        user.name.clone(),
        user.password_hash.clone(),
        user.totp_secret.clone(),
        user.created_at
    ];
    Ok(db.run(sql, values).await? == 1)
}

/// The user with this e-mail address, which is in lower case.
pub async fn by_email(db: &mut Db, email: &str) -> Result<Option<User>, StoreError> {
    db.first(select!("WHERE u.email = $1"), args![email.to_owned()]).await?.map(|row| read(&row)).transpose()
}

/// A creditor's users, by e-mail address.
pub async fn of_creditor(db: &mut Db, creditor: CreditorId) -> Result<Vec<User>, StoreError> {
    let sql = select!("WHERE u.creditor_id = $1 ORDER BY u.email");
    db.all(sql, args![creditor.uuid()]).await?.iter().map(read).collect()
}

/// Counts a wrong password or code. Answers whether this one locked the user.
pub async fn wrong(db: &mut Db, creditor: CreditorId, id: StaffId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    // A lock that is over begins a new count; while it holds, nothing is counted.
    let sql = "UPDATE staff SET wrong = CASE WHEN locked_until IS NULL THEN wrong + 1 ELSE 1 END, \
               locked_until = CASE WHEN locked_until IS NULL AND wrong + 1 >= $4 THEN $5 END \
               WHERE creditor_id = $1 AND id = $2 AND (locked_until IS NULL OR locked_until <= $3)";
    let values = args![creditor.uuid(), id.uuid(), now, MAX_WRONG_TRIES, now + LOCKED_FOR];
    if db.run(sql, values).await? == 0 {
        return Ok(false);
    }
    let sql = "SELECT COUNT(*) FROM staff WHERE creditor_id = $1 AND id = $2 AND locked_until > $3";
    Ok(db.number(sql, args![creditor.uuid(), id.uuid(), now]).await? == 1)
}

/// A session that begins.
#[derive(Debug, Clone, Copy)]
pub struct NewSession {
    /// Its id.
    pub id: StaffSessionId,
    /// The hash of its token.
    pub token: TokenHash,
    /// The moment, in UTC.
    pub now: DateTime<Utc>,
    /// When it ends, however much it is used.
    pub expires_at: DateTime<Utc>,
}

async fn begin(
    db: &mut Db,
    (creditor, staff): (CreditorId, StaffId),
    session: &NewSession,
    signed_in: bool,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO staff_session (creditor_id, id, staff_id, token_hash, signed_in, made_at, expires_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7)";
    let values = args![
        creditor.uuid(),
        session.id.uuid(),
        staff.uuid(),
        session.token.bytes().to_vec(),
        signed_in,
        session.now,
        session.expires_at
    ];
    db.run(sql, values).await.map(drop)
}

/// After a right password: a session that can do nothing but bring the code. `false`, and nothing is begun, while the
/// user is locked, or when they are disabled or their password has changed meanwhile.
pub async fn begin_half(db: &mut Db, user: &User, session: &NewSession) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM staff WHERE creditor_id = $1 AND id = $2 AND disabled_at IS NULL AND password_hash = $4 \
               AND (locked_until IS NULL OR locked_until <= $3) FOR UPDATE";
    let values = args![user.creditor.uuid(), user.id.uuid(), session.now, user.password_hash.clone()];
    if db.first(sql, values).await?.is_none() {
        return Ok(false);
    }
    begin(db, (user.creditor, user.id), session, false).await?;
    Ok(true)
}

/// Whose code this half session waits for.
pub async fn half(db: &mut Db, token: TokenHash, now: DateTime<Utc>) -> Result<Option<User>, StoreError> {
    let sql = select!(
        "JOIN staff_session s ON s.creditor_id = u.creditor_id AND s.staff_id = u.id \
         WHERE s.token_hash = $1 AND NOT s.signed_in AND s.expires_at > $2 AND u.disabled_at IS NULL"
    );
    db.first(sql, args![token.bytes().to_vec(), now]).await?.map(|row| read(&row)).transpose()
}

/// After a right code of this step: the half session gives way to a whole one with another token, and the count of
/// wrong tries begins anew. `false`, and nothing is begun, while the user is locked, or when the step was used or the
/// half session is gone.
pub async fn sign_in(
    db: &mut Db,
    user: &User,
    half: TokenHash,
    step: i64,
    session: &NewSession,
) -> Result<bool, StoreError> {
    let (creditor, id) = (user.creditor.uuid(), user.id.uuid());
    // The user's row first, as everywhere here.
    let sql = "UPDATE staff SET totp_step = $3, wrong = 0, locked_until = NULL WHERE creditor_id = $1 AND id = $2 \
               AND totp_step < $3 AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= $4) \
               AND EXISTS (SELECT 1 FROM staff_session s WHERE s.token_hash = $5 AND s.creditor_id = $1 \
               AND s.staff_id = $2 AND NOT s.signed_in AND s.expires_at > $4)";
    let values = args![creditor, id, step, session.now, half.bytes().to_vec()];
    if db.run(sql, values).await? == 0 {
        return Ok(false);
    }
    let sql = "DELETE FROM staff_session WHERE token_hash = $1";
    db.run(sql, args![half.bytes().to_vec()]).await?;
    begin(db, (user.creditor, user.id), session, true).await?;
    Ok(true)
}

/// A live session with everything that every page of the console needs to know, by one look-up.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The user.
    pub user: User,
    /// Whose staff.
    pub creditor: Creditor,
}

/// The session with this token, if it is alive.
pub async fn signed(db: &mut Db, token: TokenHash, now: DateTime<Utc>) -> Result<Option<Signed>, StoreError> {
    let sql = "SELECT u.creditor_id, u.id, u.email, u.name, u.password_hash, u.totp_secret, u.totp_step, u.locked_until, \
               u.language, u.created_at, u.disabled_at, c.id, c.slug, c.code, c.name, c.currency, c.timezone, c.locale, \
               c.contact_email, c.contact_phone, c.part_minimum, c.tax_ids, c.numbers, c.branding FROM staff_session s \
               JOIN staff u ON u.creditor_id = s.creditor_id AND u.id = s.staff_id \
               JOIN creditor c ON c.id = s.creditor_id \
               WHERE s.token_hash = $1 AND s.signed_in AND s.expires_at > $2 AND u.disabled_at IS NULL";
    let Some(row) = db.first(sql, args![token.bytes().to_vec(), now]).await? else { return Ok(None) };
    Ok(Some(Signed { user: read(&row)?, creditor: rows::creditor(&row, 11)? }))
}

/// Ends the session with this token. Answers whether there was one.
pub async fn end(db: &mut Db, token: TokenHash) -> Result<bool, StoreError> {
    let sql = "DELETE FROM staff_session WHERE token_hash = $1";
    Ok(db.run(sql, args![token.bytes().to_vec()]).await? > 0)
}

async fn end_all(db: &mut Db, creditor: CreditorId, id: StaffId) -> Result<u64, StoreError> {
    let sql = "DELETE FROM staff_session WHERE creditor_id = $1 AND staff_id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid()]).await
}

/// Keeps a user from signing in, and ends their sessions. `false` when that was so already.
pub async fn disable(db: &mut Db, creditor: CreditorId, id: StaffId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE staff SET disabled_at = $3 WHERE creditor_id = $1 AND id = $2 AND disabled_at IS NULL";
    let done = db.run(sql, args![creditor.uuid(), id.uuid(), now]).await? == 1;
    end_all(db, creditor, id).await?;
    Ok(done)
}

/// Gives a user another password and another authenticator's secret, and ends their sessions. A lock is lifted, and
/// somebody who was disabled may sign in again.
pub async fn reset(
    db: &mut Db,
    creditor: CreditorId,
    id: StaffId,
    password_hash: &str,
    totp_secret: &[u8],
) -> Result<bool, StoreError> {
    let sql = "UPDATE staff SET password_hash = $3, totp_secret = $4, totp_step = 0, wrong = 0, locked_until = NULL, \
               disabled_at = NULL WHERE creditor_id = $1 AND id = $2";
    let values = args![creditor.uuid(), id.uuid(), password_hash.to_owned(), totp_secret.to_vec()];
    let done = db.run(sql, values).await? == 1;
    end_all(db, creditor, id).await?;
    Ok(done)
}

/// Remembers the language that a user chose.
pub async fn set_language(
    db: &mut Db,
    creditor: CreditorId,
    id: StaffId,
    language: &'static str,
) -> Result<(), StoreError> {
    let sql = "UPDATE staff SET language = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), language]).await.map(drop)
}

/// Drops sessions that ran out before `before`.
pub async fn drop_old_sessions(db: &mut Db, before: DateTime<Utc>) -> Result<u64, StoreError> {
    db.run("DELETE FROM staff_session WHERE expires_at < $1", args![before]).await
}
