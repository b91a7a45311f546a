//! The audit trail: who did what, when and to what. Written in the transaction of the act itself; the database
//! refuses to change or delete it.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::audit::{Act, AuditLine, Subject};
use domain::id::{AuditId, CreditorId, StaffId};
use serde_json::Value;
use uuid::Uuid;

/// Writes an act into the trail, in the caller's transaction.
pub async fn note(db: &mut Db, id: AuditId, act: &Act, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "INSERT INTO audit (creditor_id, id, at, who, staff_id, action, subject_kind, subject_id, detail) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)";
    let values = args![
        act.creditor.uuid(),
        id.uuid(),
        now,
        act.who.name().to_owned(),
        act.who.staff().map(StaffId::uuid),
        act.action.as_str(),
        act.subject.kind(),
        act.subject.id(),
        Value::Object(act.detail.clone()).to_string()
    ];
    db.run(sql, values).await.map(drop)
}

fn read(row: &Row) -> Result<AuditLine, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("a line of the audit trail: {what}"));
    let (kind, id): (String, String) = (row.get(5)?, row.get(6)?);
    let detail: String = row.get(7)?;
    Ok(AuditLine {
        id: AuditId::new(row.get(0)?),
        at: row.get(1)?,
        who: row.get(2)?,
        staff: row.get::<Option<Uuid>>(3)?.map(StaffId::new),
        action: row.read(4)?,
        subject: Subject::read(&kind, &id).ok_or_else(|| damaged(&format!("{kind} {id}")))?,
        detail: serde_json::from_str(&detail).map_err(|error| damaged(&error.to_string()))?,
    })
}

/// The trail of a creditor, newest first: at most `limit` lines, those before `before` where it is given.
pub async fn newest(
    db: &mut Db,
    creditor: CreditorId,
    before: Option<AuditId>,
    limit: i64,
) -> Result<Vec<AuditLine>, StoreError> {
    let sql = "SELECT id, at, who, staff_id, action, subject_kind, subject_id, detail FROM audit \
               WHERE creditor_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    let before = before.map_or(Uuid::max(), AuditId::uuid);
    db.all(sql, args![creditor.uuid(), before, limit]).await?.iter().map(read).collect()
}
