//! How far the daily run has come for each creditor, and the rows that each part of it reads.
//!
//! The place is moved on in the transaction that does the work, with its row taken: whoever does it, and however
//! often it is begun, everything is done once.

use super::connection::args;
use super::{Db, StoreError};
use domain::date::Date;
use domain::id::{AgreementId, CreditorId, DebtorId, PauseId, RequestId};
use uuid::Uuid;

/// How far a creditor's work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The last day of which everything is done.
    pub done: Date,
    /// The day that is being worked on.
    pub day: Date,
    /// Which part of it.
    pub step: i64,
    /// Up to which row of that part; nil: none yet.
    pub after: Uuid,
}

/// The last day of which everything is done; `None`: no day has been done yet.
pub async fn done(db: &mut Db, creditor: CreditorId) -> Result<Option<Date>, StoreError> {
    let row = db.first("SELECT done FROM daily WHERE creditor_id = $1", args![creditor.uuid()]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// Takes the creditor's place for this transaction; a day that was begun is finished before `today` begins. `None`
/// when everything is done. Nothing is done for days before the first one that was ever done.
pub async fn take(
    db: &mut Db,
    creditor: CreditorId,
    today: Date,
    yesterday: Date,
) -> Result<Option<Place>, StoreError> {
    let sql = "INSERT INTO daily (creditor_id, done) VALUES ($1, $2) ON CONFLICT (creditor_id) DO NOTHING";
    db.run(sql, args![creditor.uuid(), yesterday]).await?;
    let sql = "SELECT done, day, step, after FROM daily WHERE creditor_id = $1 FOR UPDATE";
    let Some(row) = db.first(sql, args![creditor.uuid()]).await? else { return Ok(None) };
    let done: Date = row.get(0)?;
    let place = Place {
        done,
        day: row.get::<Option<Date>>(1)?.unwrap_or(today),
        step: row.get(2)?,
        after: row.get::<Option<Uuid>>(3)?.unwrap_or_default(),
    };
    Ok((place.day > done).then_some(place))
}

/// Moves the place on within its day.
pub async fn advance(db: &mut Db, creditor: CreditorId, place: Place) -> Result<(), StoreError> {
    let sql = "UPDATE daily SET day = $2, step = $3, after = $4 WHERE creditor_id = $1";
    db.run(sql, args![creditor.uuid(), place.day, place.step, place.after]).await.map(drop)
}

/// The day is done.
pub async fn finish(db: &mut Db, creditor: CreditorId, day: Date) -> Result<(), StoreError> {
    let sql = "UPDATE daily SET done = $2, day = NULL, step = 0, after = NULL WHERE creditor_id = $1";
    db.run(sql, args![creditor.uuid(), day]).await.map(drop)
}

/// The next agreements that hold, with whose they are.
pub async fn live_agreements(
    db: &mut Db,
    creditor: CreditorId,
    after: Uuid,
    limit: i64,
) -> Result<Vec<(AgreementId, DebtorId)>, StoreError> {
    let sql = "SELECT id, debtor_id FROM agreement WHERE creditor_id = $1 AND state = 'live' AND id > $2 \
               ORDER BY id LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), after, limit]).await?;
    rows.iter().map(|row| Ok((AgreementId::new(row.get(0)?), DebtorId::new(row.get(1)?)))).collect()
}

/// The next requests for whose other terms an answer is open.
pub async fn countered_requests(
    db: &mut Db,
    creditor: CreditorId,
    after: Uuid,
    limit: i64,
) -> Result<Vec<RequestId>, StoreError> {
    let sql = "SELECT id FROM request WHERE creditor_id = $1 AND state = 'countered' AND id > $2 ORDER BY id LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), after, limit]).await?;
    rows.iter().map(|row| Ok(RequestId::new(row.get(0)?))).collect()
}

/// The next breathing spaces whose last day is one from `from` on and before `to`.
pub async fn spaces_over(
    db: &mut Db,
    creditor: CreditorId,
    (from, to): (Date, Date),
    after: Uuid,
    limit: i64,
) -> Result<Vec<(PauseId, DebtorId)>, StoreError> {
    let sql = "SELECT id, debtor_id FROM pause WHERE creditor_id = $1 AND why = 'breathing_space' AND to_day >= $2 \
               AND to_day < $3 AND id > $4 ORDER BY id LIMIT $5";
    let rows = db.all(sql, args![creditor.uuid(), from, to, after, limit]).await?;
    rows.iter().map(|row| Ok((PauseId::new(row.get(0)?), DebtorId::new(row.get(1)?)))).collect()
}

/// By which of its days an open invoice is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The day on which it is due, an extension counted.
    Due,
    /// The day on which it was issued.
    Issued,
    /// That day, where it has a price for paying early in its terms.
    OwnTerms,
}

/// The next debtors with something open that has such a day after `from` up to `to`.
pub async fn owing(
    db: &mut Db,
    creditor: CreditorId,
    by: By,
    (from, to): (Date, Date),
    after: Uuid,
    limit: i64,
) -> Result<Vec<DebtorId>, StoreError> {
    let sql = match by {
        By::Due => {
            "SELECT DISTINCT debtor_id FROM invoice WHERE creditor_id = $1 AND balance > 0 \
             AND CASE WHEN extended_to > due_date THEN extended_to ELSE due_date END > $2 \
             AND CASE WHEN extended_to > due_date THEN extended_to ELSE due_date END <= $3 AND debtor_id > $4 \
             ORDER BY debtor_id LIMIT $5"
        }
        By::Issued => {
            "SELECT DISTINCT debtor_id FROM invoice WHERE creditor_id = $1 AND balance > 0 \
             AND issue_date > $2 AND issue_date <= $3 AND debtor_id > $4 ORDER BY debtor_id LIMIT $5"
        }
        By::OwnTerms => {
            "SELECT DISTINCT debtor_id FROM invoice WHERE creditor_id = $1 AND balance > 0 AND terms IS NOT NULL \
             AND issue_date > $2 AND issue_date <= $3 AND debtor_id > $4 ORDER BY debtor_id LIMIT $5"
        }
    };
    let rows = db.all(sql, args![creditor.uuid(), from, to, after, limit]).await?;
    rows.iter().map(|row| Ok(DebtorId::new(row.get(0)?))).collect()
}
