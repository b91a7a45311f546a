//! Documents in whose place another one stands, as that one names them: they may come after it.

use super::connection::args;
use super::{Db, StoreError};
use domain::id::{CreditorId, DebtorId, InvoiceId};
use domain::invoice::number_key;

/// An invoice that stands in the place of what a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsFor {
    /// What it names, as numbers are compared.
    pub named: String,
    /// The invoice.
    pub invoice: InvoiceId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The import that brought it last.
    pub import: i64,
}

/// Writes down that an invoice stands in the place of a document.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn add(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    named: &str,
    import: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO stands_for (creditor_id, named, invoice_id, document_id, import) VALUES ($1,$2,$3,$4,$5) \
               ON CONFLICT (creditor_id, named, invoice_id) DO UPDATE SET import = excluded.import";
    let document = named.trim().to_ascii_lowercase();
    let values = args![creditor.uuid(), number_key(named), invoice.uuid(), document, import];
    db.run(sql, values).await.map(drop)
}

/// Does any document of a creditor stand in the place of another?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn any(db: &mut Db, creditor: CreditorId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM stands_for WHERE creditor_id = $1 LIMIT 1";
    Ok(db.first(sql, args![creditor.uuid()]).await?.is_some())
}

/// The invoices that are not void and stand in the place of documents with these names, as numbers are compared.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of(db: &mut Db, creditor: CreditorId, names: &[String]) -> Result<Vec<StandsFor>, StoreError> {
    let keys = names.iter().map(|name| name.clone().into()).collect();
    let head = "SELECT s.named, s.invoice_id, i.debtor_id, s.import FROM stands_for s \
                JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id AND NOT i.void \
                WHERE s.creditor_id = $1 AND s.named IN ";
    db.read_in(head, creditor.uuid().into(), keys, |row| {
        Ok(StandsFor {
            named: row.get(0)?,
            invoice: InvoiceId::new(row.get(1)?),
            debtor: DebtorId::new(row.get(2)?),
            import: row.get(3)?,
        })
    })
    .await
}
