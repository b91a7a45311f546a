//! By what the creditor's lists have called a debtor: numbers, tax numbers and names, as they are compared.

use super::connection::{Row, args, row};
use super::{Db, StoreError};
use domain::id::{CreditorId, DebtorId};
use uuid::Uuid;

/// A key under which a debtor is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alias {
    /// `number:`, `tax:` or `name:`, and how it is compared.
    pub key: String,
    /// The debtor's id.
    pub debtor: DebtorId,
}

/// Everybody who is known under one of these keys.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_keys(db: &mut Db, creditor: CreditorId, keys: Vec<String>) -> Result<Vec<Alias>, StoreError> {
    let head = "SELECT key, debtor_id FROM alias WHERE creditor_id = $1 AND key IN ";
    db.read_in(head, creditor.uuid().into(), keys.into_iter().map(Into::into).collect(), read).await
}

fn read(row: &Row) -> Result<Alias, StoreError> {
    Ok(Alias { key: row.get(0)?, debtor: DebtorId::new(row.get(1)?) })
}

/// All keys of these debtors.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_debtors(db: &mut Db, creditor: CreditorId, debtors: &[DebtorId]) -> Result<Vec<Alias>, StoreError> {
    let head = "SELECT key, debtor_id FROM alias WHERE creditor_id = $1 AND debtor_id IN ";
    let keys = debtors.iter().map(|debtor| debtor.uuid().into()).collect();
    db.read_in(head, creditor.uuid().into(), keys, read).await
}

/// Adds keys; those that are there stay.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn add(db: &mut Db, creditor: CreditorId, aliases: &[Alias]) -> Result<(), StoreError> {
    let rows = aliases.iter().map(|alias| row![creditor.uuid(), alias.key.as_str(), alias.debtor.uuid()]);
    let head = "INSERT INTO alias (creditor_id, key, debtor_id)";
    db.insert_many(head, rows, "ON CONFLICT (creditor_id, key, debtor_id) DO NOTHING").await.map(drop)
}

/// Takes a key from a debtor; `false` when they did not have it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn remove(db: &mut Db, creditor: CreditorId, alias: &Alias) -> Result<bool, StoreError> {
    let sql = "DELETE FROM alias WHERE creditor_id = $1 AND key = $2 AND debtor_id = $3";
    Ok(db.run(sql, args![creditor.uuid(), alias.key.clone(), alias.debtor.uuid()]).await? == 1)
}

/// Gives all keys of one debtor to another.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn hand_over(db: &mut Db, creditor: CreditorId, from: DebtorId, to: DebtorId) -> Result<(), StoreError> {
    let own = of_debtors(db, creditor, &[from]).await?;
    let handed: Vec<Alias> = own.into_iter().map(|alias| Alias { debtor: to, ..alias }).collect();
    add(db, creditor, &handed).await?;
    let sql = "DELETE FROM alias WHERE creditor_id = $1 AND debtor_id = $2";
    let nobody: Uuid = from.uuid();
    db.run(sql, args![creditor.uuid(), nobody]).await.map(drop)
}
