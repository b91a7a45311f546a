//! The audit trail: who did what, when and to what. Written in the transaction of the act itself; the database
//! refuses to change or delete it.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::audit::{Action, Subject};
use domain::id::{AuditId, CreditorId, StaffId};
use serde_json::{Map, Value};
use uuid::Uuid;

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody of the staff, signed in to the console.
    Staff {
        /// The user.
        id: StaffId,
        /// The name at that time.
        name: String,
    },
    /// Whoever may run commands on the server, by the name they gave.
    CommandLine(String),
    /// Nobody: Saldo itself.
    Saldo,
}

impl Who {
    /// What the command line is called where nobody gave a name.
    pub const COMMAND_LINE: &'static str = "command line";

    /// The command line, without a name.
    #[must_use]
    pub fn command_line() -> Self {
        Self::CommandLine(Self::COMMAND_LINE.to_owned())
    }

    /// The name, as it is kept with what they did.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Staff { name, .. } | Self::CommandLine(name) => name,
            Self::Saldo => "Saldo",
        }
    }

    const fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id, .. } => Some(*id),
            Self::CommandLine(_) | Self::Saldo => None,
        }
    }
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Act {
    /// In whose books.
    pub creditor: CreditorId,
    /// By whom.
    pub who: Who,
    /// What.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// What else a reader wants to know; no secrets. See [`detail`].
    pub detail: Map<String, Value>,
}

/// Names and what they are, for [`Act::detail`]: `detail([("debtor", reference)])`.
pub fn detail<const N: usize>(pairs: [(&str, String); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect()
}

/// Writes an act into the trail, in the caller's transaction.
///
/// # Errors
/// [`StoreError`].
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

/// A line of the trail.
#[derive(Debug, Clone)]
pub struct Line {
    /// The id; later lines have greater ones.
    pub id: AuditId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by the name at that time.
    pub who: String,
    /// `None` for the command line, and for Saldo itself.
    pub staff: Option<StaffId>,
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// What else is known.
    pub detail: Map<String, Value>,
}

fn read(row: &Row) -> Result<Line, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("a line of the audit trail: {what}"));
    let (kind, id): (String, String) = (row.get(5)?, row.get(6)?);
    let detail: String = row.get(7)?;
    Ok(Line {
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
///
/// # Errors
/// [`StoreError`].
pub async fn newest(
    db: &mut Db,
    creditor: CreditorId,
    before: Option<AuditId>,
    limit: i64,
) -> Result<Vec<Line>, StoreError> {
    let sql = "SELECT id, at, who, staff_id, action, subject_kind, subject_id, detail FROM audit \
               WHERE creditor_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    let before = before.map_or(Uuid::max(), AuditId::uuid);
    db.all(sql, args![creditor.uuid(), before, limit]).await?.iter().map(read).collect()
}
