//! Links that were handed out, and the sessions they opened. Tokens are kept as hashes only.

use super::connection::{Row, args};
use super::{Db, StoreError, rows};
use chrono::{DateTime, Utc};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::TokenHash;
use domain::id::{CreditorId, DebtorId, InvoiceId, LinkId, SessionId};
use domain::link::{Link, LinkOrigin};
use domain::rate_limit::RateLimit;
use uuid::Uuid;

fn read(row: &Row) -> Result<Link, StoreError> {
    let parent = row.get::<Option<Uuid>>(7)?.map(LinkId::new);
    Ok(Link {
        creditor: CreditorId::new(row.get(0)?),
        id: LinkId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        invoice: row.get::<Option<Uuid>>(3)?.map(InvoiceId::new),
        pay_only: row.get(4)?,
        expires_at: row.get(5)?,
        origin: match (row.get::<Option<String>>(6)?, parent) {
            (_, Some(parent)) => LinkOrigin::Shared { parent },
            (Some(maker), None) => LinkOrigin::Shown { maker },
            (None, None) => LinkOrigin::Mailed,
        },
    })
}

/// Writes a new link.
pub async fn add(db: &mut Db, link: &Link, token: TokenHash, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "INSERT INTO link (creditor_id, id, debtor_id, invoice_id, pay_only, token_hash, created_at, expires_at, \
               maker, parent_id) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)";
    let (maker, parent) = match &link.origin {
        LinkOrigin::Mailed => (None, None),
        LinkOrigin::Shown { maker } => (Some(maker.clone()), None),
        LinkOrigin::Shared { parent } => (None, Some(parent.uuid())),
    };
    let values = args![
        link.creditor.uuid(),
        link.id.uuid(),
        link.debtor.uuid(),
        link.invoice.map(InvoiceId::uuid),
        link.pay_only,
        token.bytes().to_vec(),
        now,
        link.expires_at,
        maker,
        parent
    ];
    db.run(sql, values).await.map(drop)
}

/// Writes a new link, or gives one that is there a new token: the old one no longer works.
pub async fn add_or_renew(db: &mut Db, link: &Link, token: TokenHash, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE link SET token_hash = $3 WHERE creditor_id = $1 AND id = $2";
    let values = args![link.creditor.uuid(), link.id.uuid(), token.bytes().to_vec()];
    if db.run(sql, values).await? == 0 { add(db, link, token, now).await } else { Ok(()) }
}

/// The creditor's link that this token opens, if it works now.
pub async fn by_token(
    db: &mut Db,
    creditor: CreditorId,
    token: TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<Link>, StoreError> {
    let sql = "SELECT creditor_id, id, debtor_id, invoice_id, pay_only, expires_at, maker, parent_id FROM link \
               WHERE creditor_id = $1 AND token_hash = $2 AND revoked_at IS NULL AND expires_at > $3";
    db.first(sql, args![creditor.uuid(), token.bytes().to_vec(), now]).await?.map(|row| read(&row)).transpose()
}

/// Takes links back, and with them the sessions they opened: one by its id with those that were made in its sessions for
/// somebody else, or all of a debtor's.
pub async fn revoke(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    link: Option<LinkId>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "UPDATE link SET revoked_at = $4 WHERE creditor_id = $1 AND debtor_id = $2 AND revoked_at IS NULL \
               AND ($3 IS NULL OR id = $3 OR parent_id = $3)";
    db.run(sql, args![creditor.uuid(), debtor.uuid(), link.map(LinkId::uuid), now]).await
}

/// Ends all that a debtor was handed: links with the sessions that they opened, and what mails and calendars open. Answers
/// how many links.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn end_all(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "UPDATE debtor SET access_ended_at = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), debtor.uuid(), now]).await?;
    revoke(db, creditor, debtor, None, now).await
}

/// When a debtor made links for somebody else, the latest first; those of the last [`RateLimit::at_most`].
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn shared_lately(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let sql = "SELECT created_at FROM link WHERE creditor_id = $1 AND debtor_id = $2 AND parent_id IS NOT NULL \
               ORDER BY created_at DESC LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid(), RateLimit::SharedLink.at_most()]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// When a link opened sessions, the latest first; those of the last [`RateLimit::at_most`].
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn opened_lately(db: &mut Db, link: &Link) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let sql =
        "SELECT created_at FROM session WHERE creditor_id = $1 AND link_id = $2 ORDER BY created_at DESC LIMIT $3";
    let rows = db.all(sql, args![link.creditor.uuid(), link.id.uuid(), RateLimit::Session.at_most()]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Did the creditor take a link to the whole account back since `since`, or end all that was handed out?
pub async fn taken_back_since(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM link WHERE creditor_id = $1 AND debtor_id = $2 AND revoked_at >= $3 AND pay_only = $4 \
               UNION ALL SELECT 1 FROM debtor WHERE creditor_id = $1 AND id = $2 AND access_ended_at >= $3";
    Ok(db.first(sql, args![creditor.uuid(), debtor.uuid(), since, false]).await?.is_some())
}

/// Was a link of the creditor's ever written with this token, whether it works or not?
pub async fn is_known(db: &mut Db, creditor: CreditorId, token: TokenHash) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM link WHERE creditor_id = $1 AND token_hash = $2";
    Ok(db.first(sql, args![creditor.uuid(), token.bytes().to_vec()]).await?.is_some())
}

/// A link as the creditor's staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The link.
    pub link: Link,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it last opened a session.
    pub used_at: Option<DateTime<Utc>>,
}

/// A debtor's links, latest first.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<Handed>, StoreError> {
    let sql = "SELECT creditor_id, id, debtor_id, invoice_id, pay_only, expires_at, maker, parent_id, created_at, revoked_at, used_at \
               FROM link WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?;
    let handed = |row: &Row| {
        Ok(Handed { link: read(row)?, created_at: row.get(8)?, revoked_at: row.get(9)?, used_at: row.get(10)? })
    };
    rows.iter().map(handed).collect()
}

/// A live session, with the link it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The id.
    pub id: SessionId,
    /// The link that opened it: whose matters it may see.
    pub link: Link,
    /// As chosen in this browser.
    pub language: Option<String>,
}

/// Begins a session, and remembers that its link was used.
pub async fn begin_session(
    db: &mut Db,
    link: &Link,
    id: SessionId,
    token: TokenHash,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO session (creditor_id, id, token_hash, link_id, created_at, expires_at) \
               VALUES ($1,$2,$3,$4,$5,$6)";
    let values = args![link.creditor.uuid(), id.uuid(), token.bytes().to_vec(), link.id.uuid(), now, expires_at];
    db.run(sql, values).await?;
    let sql = "UPDATE link SET used_at = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![link.creditor.uuid(), link.id.uuid(), now]).await.map(drop)
}

macro_rules! visited {
    ($token:literal) => {
        concat!(
            "SELECT l.creditor_id, l.id, l.debtor_id, l.invoice_id, l.pay_only, l.expires_at, l.maker, l.parent_id, s.id, s.language, \
             c.id, c.slug, c.code, c.name, c.currency, c.timezone, c.locale, c.contact_email, c.contact_phone, \
             c.part_minimum, c.tax_ids, c.numbers, c.branding, d.creditor_id, d.id, d.ref, d.name, d.email, d.phone, d.locale, \
             d.postcode, d.tax_id, d.questions_locked_until FROM session s \
             JOIN link l ON l.creditor_id = s.creditor_id AND l.id = s.link_id \
             JOIN creditor c ON c.id = s.creditor_id \
             JOIN debtor d ON d.creditor_id = s.creditor_id AND d.id = l.debtor_id WHERE s.creditor_id = $1 AND ",
            $token,
            " AND s.ended_at IS NULL AND s.expires_at > $3 AND l.revoked_at IS NULL AND l.expires_at > $3"
        )
    };
}

/// A live session with everything that every page needs to know, by one look-up.
#[derive(Debug, Clone)]
pub struct Visited {
    /// The session and its link.
    pub session: Session,
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes.
    pub debtor: Debtor,
}

/// The creditor's session with this token, if it and its link are alive.
pub async fn visited(
    db: &mut Db,
    creditor: CreditorId,
    token: TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<Visited>, StoreError> {
    let values = args![creditor.uuid(), token.bytes().to_vec(), now];
    let sql = visited!("s.token_hash = $2");
    let row = match db.first(sql, values.clone()).await? {
        Some(row) => Some(row),
        // A form sent twice comes with the token of before its first sending.
        None => {
            let sql = visited!("s.token_before = $2 AND s.before_until > $3");
            db.first(sql, values).await?
        }
    };
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Visited {
        session: Session { link: read(&row)?, id: SessionId::new(row.get(8)?), language: row.get(9)? },
        creditor: rows::creditor(&row, 10)?,
        debtor: rows::debtor(&row, 23)?,
    }))
}

/// Does this session live?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn lives(db: &mut Db, creditor: CreditorId, id: SessionId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM session s JOIN link l ON l.creditor_id = s.creditor_id AND l.id = s.link_id \
               WHERE s.creditor_id = $1 AND s.id = $2 AND s.ended_at IS NULL AND s.expires_at > $3 \
               AND l.revoked_at IS NULL AND l.expires_at > $3";
    Ok(db.first(sql, args![creditor.uuid(), id.uuid(), now]).await?.is_some())
}

/// How a session that is over came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedSession {
    /// When the debtor signed out.
    pub signed_out: Option<DateTime<Utc>>,
    /// When its time was over.
    pub expires_at: DateTime<Utc>,
    /// When the creditor took its link back.
    pub link_revoked_at: Option<DateTime<Utc>>,
}

/// The creditor's session with this token, alive or not; `None` once it is cleared away.
pub async fn ended(db: &mut Db, creditor: CreditorId, token: TokenHash) -> Result<Option<EndedSession>, StoreError> {
    let sql = "SELECT s.ended_at, s.expires_at, l.revoked_at FROM session s \
               JOIN link l ON l.creditor_id = s.creditor_id AND l.id = s.link_id \
               WHERE s.creditor_id = $1 AND s.token_hash = $2";
    let row = db.first(sql, args![creditor.uuid(), token.bytes().to_vec()]).await?;
    row.map(|row| Ok(EndedSession { signed_out: row.get(0)?, expires_at: row.get(1)?, link_revoked_at: row.get(2)? }))
        .transpose()
}

/// Gives a session another token, as after a proof. The one of before works until `before_until`, long enough for a
/// form that was sent twice. Done again with the same tokens it changes nothing.
pub async fn renew_session(
    db: &mut Db,
    creditor: CreditorId,
    id: SessionId,
    (before, token): (TokenHash, TokenHash),
    before_until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE session SET token_hash = $3, token_before = $4, before_until = $5 \
               WHERE creditor_id = $1 AND id = $2 AND token_hash = $4";
    let (before, token) = (before.bytes().to_vec(), token.bytes().to_vec());
    db.run(sql, args![creditor.uuid(), id.uuid(), token, before, before_until]).await.map(drop)
}

/// Remembers the language chosen in this browser.
pub async fn set_language(
    db: &mut Db,
    creditor: CreditorId,
    id: SessionId,
    language: &'static str,
) -> Result<(), StoreError> {
    let sql = "UPDATE session SET language = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), language]).await.map(drop)
}

/// Ends a session for good.
pub async fn end_session(
    db: &mut Db,
    creditor: CreditorId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE session SET ended_at = $3 WHERE creditor_id = $1 AND id = $2 AND ended_at IS NULL";
    db.run(sql, args![creditor.uuid(), id.uuid(), now]).await.map(drop)
}

/// Drops sessions that ended or ran out before `before`.
pub async fn drop_old_sessions(db: &mut Db, before: DateTime<Utc>) -> Result<u64, StoreError> {
    db.run("DELETE FROM session WHERE expires_at < $1", args![before]).await
}
