//! Policies: what a creditor offers to whom. Versions are added, never changed.

use super::connection::args;
use super::{Db, StoreError, audit};
use chrono::{DateTime, Utc};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::id::{AuditId, CreditorId};
use domain::policy::Policy;

/// A policy with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// 0 for the policy that counts where a creditor has set none.
    pub n: i64,
    /// What it says.
    pub policy: Policy,
}

/// The policy that counts now.
///
/// # Errors
/// [`StoreError::Damaged`] when its document cannot be read.
pub async fn newest(db: &mut Db, creditor: CreditorId) -> Result<Version, StoreError> {
    let sql = "SELECT version, document FROM policy WHERE creditor_id = $1 ORDER BY version DESC LIMIT 1";
    match db.first(sql, args![creditor.uuid()]).await? {
        None => Ok(Version { n: 0, policy: Policy::default() }),
        Some(row) => read(row.get(0)?, &row.get::<String>(1)?),
    }
}

/// When a version was set, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The version.
    pub version: Version,
    /// Who set it: the command line, or somebody of the creditor's staff.
    pub by: String,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
}

/// Version `n` of a creditor's policy, or the newest that was set. `None` when there is none: for
/// the newest that means that the default counts.
///
/// # Errors
/// [`StoreError::Damaged`] when its document cannot be read.
pub async fn kept(db: &mut Db, creditor: CreditorId, n: Option<i64>) -> Result<Option<Kept>, StoreError> {
    let sql = "SELECT version, document, set_by, set_at FROM policy WHERE creditor_id = $1 AND version <= $2 \
               ORDER BY version DESC LIMIT 1";
    let Some(row) = db.first(sql, args![creditor.uuid(), n.unwrap_or(i64::MAX)]).await? else { return Ok(None) };
    let version = read(row.get(0)?, &row.get::<String>(1)?)?;
    let kept = Kept { version, by: row.get(2)?, at: row.get(3)? };
    Ok(Some(kept).filter(|kept| n.is_none_or(|n| n == kept.version.n)))
}

fn read(n: i64, document: &str) -> Result<Version, StoreError> {
    let policy =
        Policy::parse(document).map_err(|error| StoreError::Damaged(format!("version {n} of a policy: {error}")))?;
    Ok(Version { n, policy })
}

/// Adds a version, and notes it in the audit trail; answers its number.
///
/// # Errors
/// [`StoreError`]; two at once is one of them, and then nothing was lost.
pub async fn add(
    db: &mut Db,
    id: AuditId,
    creditor: CreditorId,
    policy: &Policy,
    by: &Who,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let sql = "SELECT COALESCE(MAX(version), 0) FROM policy WHERE creditor_id = $1";
    let base = db.number(sql, args![creditor.uuid()]).await?;
    let added = add_after(db, id, (creditor, base), policy, by, now).await?;
    added.ok_or_else(|| StoreError::Away("another version of the policy was set at the same time".to_owned()))
}

/// Adds the version that follows `base`; `None`, and nothing written, when there is one already.
pub async fn add_after(
    db: &mut Db,
    id: AuditId,
    (creditor, base): (CreditorId, i64),
    policy: &Policy,
    by: &Who,
    now: DateTime<Utc>,
) -> Result<Option<i64>, StoreError> {
    let n = base + 1;
    let document = serde_json::to_string(policy).map_err(|e| StoreError::Damaged(e.to_string()))?;
    let sql = "INSERT INTO policy (creditor_id, version, document, set_by, set_at) VALUES ($1,$2,$3,$4,$5) \
               ON CONFLICT (creditor_id, version) DO NOTHING";
    let added = db.run(sql, args![creditor.uuid(), n, document, by.name().to_owned(), now]).await?;
    if added == 0 {
        return Ok(None);
    }
    let (who, detail) = (by.clone(), detail([]));
    let act = Act { creditor, who, action: Action::PolicySet, subject: Subject::Policy(n), detail };
    audit::note(db, id, &act, now).await?;
    Ok(Some(n))
}

/// A version without its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub n: i64,
    /// Who set it.
    pub by: String,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
}

/// The versions that were set before `before`, newest first.
pub async fn list(db: &mut Db, creditor: CreditorId, before: i64, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let sql = "SELECT version, set_by, set_at FROM policy WHERE creditor_id = $1 AND version < $2 \
               ORDER BY version DESC LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), before, limit]).await?;
    rows.iter().map(|row| Ok(Listed { n: row.get(0)?, by: row.get(1)?, at: row.get(2)? })).collect()
}
