//! Small balances: who may have some, and what of an invoice was let go as one.

use super::connection::args;
use super::{Db, StoreError};
use domain::id::{CreditorId, DebtorId, EntryId, InvoiceId};

/// How the causes of entries begin by which a rest is let go, and taken back. (Statements have it as `'rest:%'`.)
pub const REST: &str = "rest:";

/// The debtors after `after` who may have rests: with an invoice of which a part is open.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn may_have(
    db: &mut Db,
    creditor: CreditorId,
    after: DebtorId,
    limit: i64,
) -> Result<Vec<DebtorId>, StoreError> {
    let sql = "SELECT DISTINCT debtor_id FROM invoice WHERE creditor_id = $1 AND debtor_id > $2 AND NOT void \
               AND (balance <> 0 OR interest <> 0 OR fees <> 0) AND balance >= 0 AND balance < total \
               ORDER BY debtor_id LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), after.uuid(), limit]).await?;
    rows.iter().map(|row| Ok(DebtorId::new(row.get(0)?))).collect()
}

/// The debtors after `after` with an open invoice of which a rest was let go.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn owing_again(
    db: &mut Db,
    creditor: CreditorId,
    after: DebtorId,
    limit: i64,
) -> Result<Vec<DebtorId>, StoreError> {
    let sql = "SELECT DISTINCT i.debtor_id FROM invoice i WHERE i.creditor_id = $1 AND i.debtor_id > $2 AND NOT i.void \
               AND (i.balance <> 0 OR i.interest <> 0 OR i.fees <> 0) AND i.balance >= 0 AND EXISTS \
               (SELECT 1 FROM posting p JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE p.creditor_id = $1 AND p.of_id = i.id AND e.cause LIKE 'rest:%') ORDER BY i.debtor_id LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), after.uuid(), limit]).await?;
    rows.iter().map(|row| Ok(DebtorId::new(row.get(0)?))).collect()
}

/// The entries by which rests of an invoice were let go; of each may have been [taken back](super::ledger::standing).
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn let_go(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<EntryId>, StoreError> {
    let sql = "SELECT e.id FROM entry e WHERE e.creditor_id = $1 AND e.of_entry IS NULL AND e.cause LIKE 'rest:%' \
               AND e.id IN (SELECT p.entry_id FROM posting p WHERE p.creditor_id = $1 AND p.of_id = $2) ORDER BY e.id";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter().map(|row| Ok(EntryId::new(row.get(0)?))).collect()
}
