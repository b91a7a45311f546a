//! Whom else at a debtor's the creditor writes to. The first address stands with the debtor; these follow in order.

use super::connection::{args, row};
use super::{Db, StoreError};
use domain::id::{CreditorId, DebtorId};

/// A further address.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Contact {
    /// Where mail goes.
    pub email: String,
    /// Who that is, where a list says so.
    pub name: Option<String>,
}

/// The further addresses of a debtor, in order.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_debtor(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Contact>, StoreError> {
    let sql = "SELECT email, name FROM contact WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY n, email";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter().map(|row| Ok(Contact { email: row.get(0)?, name: row.get(1)? })).collect()
}

/// Adds further addresses behind those that are there; one that is there stays.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn add(db: &mut Db, creditor: CreditorId, contacts: &[(DebtorId, i64, Contact)]) -> Result<(), StoreError> {
    let rows = contacts
        .iter()
        .map(|(debtor, n, one)| row![creditor.uuid(), debtor.uuid(), one.email.as_str(), one.name.as_deref(), *n]);
    let head = "INSERT INTO contact (creditor_id, debtor_id, email, name, n)";
    db.insert_many(head, rows, "ON CONFLICT (creditor_id, debtor_id, email) DO NOTHING").await.map(drop)
}

/// Puts the further addresses of a debtor into this order, and ends those that are not among them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn replace(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    contacts: &[Contact],
) -> Result<(), StoreError> {
    let sql = "DELETE FROM contact WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    let numbered: Vec<_> = (1..).zip(contacts).map(|(n, contact)| (debtor, n, contact.clone())).collect();
    add(db, creditor, &numbered).await
}
