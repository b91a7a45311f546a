//! What waits for a creditor's answer: how many, and how long already.

use super::connection::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::CreditorId;

/// How many requests wait, and the day by which the most urgent is to be answered.
pub async fn requests(db: &mut Db, creditor: CreditorId) -> Result<(i64, Option<Date>), StoreError> {
    let sql = "SELECT COUNT(*), MIN(answer_by) FROM request WHERE creditor_id = $1 AND state = 'waiting'";
    match db.first(sql, args![creditor.uuid()]).await? {
        Some(row) => Ok((row.get(0)?, row.get(1)?)),
        None => Ok((0, None)),
    }
}

/// How many disputes are open, and when the oldest was made.
pub async fn disputes(db: &mut Db, creditor: CreditorId) -> Result<(i64, Option<DateTime<Utc>>), StoreError> {
    let sql = "SELECT COUNT(*), MIN(made_at) FROM dispute WHERE creditor_id = $1 AND state = 'open'";
    match db.first(sql, args![creditor.uuid()]).await? {
        Some(row) => Ok((row.get(0)?, row.get(1)?)),
        None => Ok((0, None)),
    }
}
