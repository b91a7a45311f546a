//! Pauses: days on which no reminders leave, and where the terms say so no interest and fees run.

use super::connection::{Row, args};
use super::{Db, StoreError};
use domain::date::Date;
use domain::id::{CreditorId, DebtorId, InvoiceId, PauseId};
use domain::pause::Pause;
use uuid::Uuid;

/// Writes a pause.
pub async fn add(db: &mut Db, p: &Pause) -> Result<(), StoreError> {
    let sql = "INSERT INTO pause (creditor_id, id, debtor_id, invoice_id, why, from_day, to_day, interest, of_id) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)";
    let values = args![
        p.creditor.uuid(),
        p.id.uuid(),
        p.debtor.uuid(),
        p.invoice.map(InvoiceId::uuid),
        p.reason.as_str(),
        p.from,
        p.to,
        p.interest,
        p.of
    ];
    db.run(sql, values).await.map(drop)
}

/// A debtor's pauses, past and present, oldest first.
pub async fn of_debtor(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Pause>, StoreError> {
    let sql = "SELECT creditor_id, id, debtor_id, invoice_id, why, from_day, to_day, interest, of_id FROM pause \
               WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY from_day, id";
    db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?.iter().map(read).collect()
}

/// The pause with this id.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: PauseId) -> Result<Option<Pause>, StoreError> {
    let sql = "SELECT creditor_id, id, debtor_id, invoice_id, why, from_day, to_day, interest, of_id FROM pause \
               WHERE creditor_id = $1 AND id = $2";
    db.first(sql, args![creditor.uuid(), id.uuid()]).await?.map(|row| read(&row)).transpose()
}

fn read(row: &Row) -> Result<Pause, StoreError> {
    Ok(Pause {
        creditor: CreditorId::new(row.get(0)?),
        id: PauseId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        invoice: row.get::<Option<Uuid>>(3)?.map(InvoiceId::new),
        reason: row.read(4)?,
        from: row.get(5)?,
        to: row.get(6)?,
        interest: row.get(7)?,
        of: row.get(8)?,
    })
}

/// Ends the pauses of an agreement or dispute: `last` is their last day.
pub async fn end_of(db: &mut Db, creditor: CreditorId, of: Uuid, last: Date) -> Result<u64, StoreError> {
    let sql = "UPDATE pause SET to_day = $3 WHERE creditor_id = $1 AND of_id = $2 AND (to_day IS NULL OR to_day > $3)";
    db.run(sql, args![creditor.uuid(), of, last]).await
}

/// The pauses of an agreement run again, as if they had not ended: until `last`, or until they are ended.
pub async fn go_on(db: &mut Db, creditor: CreditorId, of: Uuid, last: Option<Date>) -> Result<u64, StoreError> {
    let sql = "UPDATE pause SET to_day = $3 WHERE creditor_id = $1 AND of_id = $2";
    db.run(sql, args![creditor.uuid(), of, last]).await
}

/// Takes pauses away as if they had never been: what they were for has not come about after all.
pub async fn drop_of(db: &mut Db, creditor: CreditorId, of: Uuid) -> Result<u64, StoreError> {
    db.run("DELETE FROM pause WHERE creditor_id = $1 AND of_id = $2", args![creditor.uuid(), of]).await
}

/// The interest that an agreement paused is due after all: its pauses hold reminders only, as if interest had never
/// rested.
pub async fn claw_back(db: &mut Db, creditor: CreditorId, of: Uuid) -> Result<u64, StoreError> {
    let sql = "UPDATE pause SET interest = FALSE WHERE creditor_id = $1 AND of_id = $2 AND interest";
    db.run(sql, args![creditor.uuid(), of]).await
}
