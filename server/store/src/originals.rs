//! The electronic documents that invoices came as: their bytes, packed, each once however many invoices or parts it made.

use super::connection::{args, row};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, DebtorId, InvoiceId};
use domain::invoice::PayTo;
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use std::collections::{BTreeMap, HashSet};
use std::io::Read;

/// No document that is kept has more bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// The bytes of a document, packed (zlib, RFC 1950).
#[derive(Clone, PartialEq, Eq)]
pub struct Packed {
    /// SHA-256 of the bytes before they were packed.
    pub digest: [u8; 32],
    /// How many they were.
    size: i64,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Packed({} bytes)", self.size)
    }
}

impl Packed {
    /// Packs bytes of this digest; none where they are more than [`LARGEST`].
    #[must_use]
    pub fn of(bytes: &[u8], digest: [u8; 32]) -> Option<Self> {
        let size = i64::try_from(bytes.len()).ok().filter(|size| u64::try_from(*size).is_ok_and(|s| s <= LARGEST))?;
        let mut packed = Vec::with_capacity(bytes.len() / 4);
        // Reading from memory does not fail.
        ZlibEncoder::new(bytes, Compression::default()).read_to_end(&mut packed).ok()?;
        Some(Self { digest, size, bytes: packed })
    }
}

/// Unpacks what was packed, never more than [`LARGEST`]; none for what is damaged.
pub(super) fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    u64::try_from(bytes.len()).is_ok_and(|length| length <= LARGEST).then_some(bytes)
}

/// Which document an invoice came as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The import that brought it.
    pub import: i64,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// Where it asks the money to be sent.
    pub pay_to: PayTo,
    /// Its number at the tax office, by which other documents name it: UUID, CUFE.
    pub document_id: Option<String>,
}

/// Keeps the documents of invoices; a later import's counts. What is kept already is not written again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn keep(
    db: &mut Db,
    creditor: CreditorId,
    all: &[(&Original, &Packed)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let files: BTreeMap<[u8; 32], &Packed> = all.iter().map(|(_, packed)| (packed.digest, *packed)).collect();
    // The row is touched also where it is there: whoever takes the last invoice of it away waits for this transaction.
    let sql = "INSERT INTO original (creditor_id, digest, size, bytes, kept_at) VALUES ($1,$2,$3,$4,$5) \
               ON CONFLICT (creditor_id, digest) DO UPDATE SET size = excluded.size";
    for (digest, packed) in files {
        let values = args![creditor.uuid(), digest.to_vec(), packed.size, packed.bytes.clone(), now];
        db.run(sql, values).await?;
    }
    let rows = all.iter().map(|(original, _)| {
        let PayTo { account, holder, bank, reference } = original.pay_to.clone();
        let (invoice, digest) = (original.invoice.uuid(), original.digest.to_vec());
        let document_id = original.document_id.as_deref().map(folded);
        row![creditor.uuid(), invoice, original.import, digest, account, holder, bank, reference, document_id]
    });
    let head = "INSERT INTO invoice_original (creditor_id, invoice_id, import_n, digest, account, holder, bank, reference, \
                document_id)";
    let tail = "ON CONFLICT (creditor_id, invoice_id, import_n) DO UPDATE SET digest = excluded.digest, \
                account = excluded.account, holder = excluded.holder, bank = excluded.bank, \
                reference = excluded.reference, document_id = excluded.document_id";
    db.insert_many(head, rows, tail).await.map(drop)
}

/// Numbers of tax offices are written in either case.
fn folded(document_id: &str) -> String {
    document_id.trim().to_ascii_lowercase()
}

/// The invoices of a debtor that came as the document with this number at the tax office: several, where it has parts.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn came_as(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    document_id: &str,
) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT DISTINCT i.id FROM invoice_original p \
               JOIN invoice i ON i.creditor_id = p.creditor_id AND i.id = p.invoice_id \
               WHERE p.creditor_id = $1 AND p.document_id = $2 AND i.debtor_id = $3 ORDER BY i.id";
    let rows = db.all(sql, args![creditor.uuid(), folded(document_id), debtor.uuid()]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Which of these invoices have a document.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn among(db: &mut Db, creditor: CreditorId, all: &[InvoiceId]) -> Result<HashSet<InvoiceId>, StoreError> {
    let keys = all.iter().map(|id| id.uuid().into()).collect();
    let head = "SELECT invoice_id FROM invoice_original WHERE creditor_id = $1 AND invoice_id IN ";
    let found = db.read_in(head, creditor.uuid().into(), keys, |row| Ok(InvoiceId::new(row.get(0)?))).await?;
    Ok(found.into_iter().collect())
}

/// Where the document of an invoice asks the money to be sent; none where it came as no document.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn pay_to(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Option<PayTo>, StoreError> {
    let sql = "SELECT account, holder, bank, reference FROM invoice_original \
               WHERE creditor_id = $1 AND invoice_id = $2 ORDER BY import_n DESC LIMIT 1";
    let row = db.first(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    let read = |row: super::connection::Row| {
        Ok(PayTo { account: row.get(0)?, holder: row.get(1)?, bank: row.get(2)?, reference: row.get(3)? })
    };
    row.map(read).transpose()
}

/// The bytes of the document that an invoice of this debtor came as.
///
/// # Errors
/// [`StoreError::Damaged`] where they are not what was kept; when the database does not answer.
pub async fn bytes(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    invoice: InvoiceId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT o.bytes FROM invoice i \
               JOIN invoice_original p ON p.creditor_id = i.creditor_id AND p.invoice_id = i.id \
               JOIN original o ON o.creditor_id = p.creditor_id AND o.digest = p.digest \
               WHERE i.creditor_id = $1 AND i.id = $2 AND i.debtor_id = $3 ORDER BY p.import_n DESC LIMIT 1";
    let row = db.first(sql, args![creditor.uuid(), invoice.uuid(), debtor.uuid()]).await?;
    let Some(row) = row else { return Ok(None) };
    let bytes = unpacked(&row.get::<Vec<u8>>(0)?);
    bytes.map(Some).ok_or_else(|| StoreError::Damaged(format!("the document of {invoice} cannot be unpacked")))
}

/// A document of a debtor, by its invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfDebtor {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
}

/// The invoices of a debtor that came as documents, the last issued first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<OfDebtor>, StoreError> {
    let sql = "SELECT i.id, i.number FROM invoice i WHERE i.creditor_id = $1 AND i.debtor_id = $2 AND EXISTS \
               (SELECT 1 FROM invoice_original p WHERE p.creditor_id = i.creditor_id AND p.invoice_id = i.id) \
               ORDER BY i.issue_date DESC, i.id DESC LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?;
    rows.iter().map(|row| Ok(OfDebtor { invoice: InvoiceId::new(row.get(0)?), number: row.get(1)? })).collect()
}

/// The invoices of which an import brought the document.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_import(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT invoice_id FROM invoice_original WHERE creditor_id = $1 AND import_n = $2 ORDER BY invoice_id";
    let rows = db.all(sql, args![creditor.uuid(), import]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Takes away what an import kept of an invoice. What an earlier one kept counts again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn withdraw(db: &mut Db, creditor: CreditorId, invoice: InvoiceId, import: i64) -> Result<(), StoreError> {
    let of_it = || args![creditor.uuid(), invoice.uuid(), import];
    let sql = "SELECT digest FROM invoice_original WHERE creditor_id = $1 AND invoice_id = $2 AND import_n = $3";
    let Some(row) = db.first(sql, of_it()).await? else { return Ok(()) };
    let digest: Vec<u8> = row.get(0)?;
    db.run("DELETE FROM invoice_original WHERE creditor_id = $1 AND invoice_id = $2 AND import_n = $3", of_it())
        .await?;
    // Taken first: an import that has just named it is waited for, and then seen.
    let file = || args![creditor.uuid(), digest.clone()];
    db.first("SELECT size FROM original WHERE creditor_id = $1 AND digest = $2 FOR UPDATE", file()).await?;
    let sql = "DELETE FROM original WHERE creditor_id = $1 AND digest = $2 AND NOT EXISTS \
               (SELECT 1 FROM invoice_original p WHERE p.creditor_id = $1 AND p.digest = $2)";
    db.run(sql, file()).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_within_bounds() {
        let bytes = b"<Invoice/>".repeat(1_000);
        let packed = Packed::of(&bytes, [1; 32]).expect("small");
        assert!(packed.bytes.len() < bytes.len() / 20, "{packed:?}");
        assert_eq!(unpacked(&packed.bytes), Some(bytes));
        assert_eq!(unpacked(b"no zlib at all"), None);
        let most = usize::try_from(LARGEST).expect("it fits");
        assert!(Packed::of(&vec![0; most + 1], [1; 32]).is_none());
        // Small when packed, and larger than any document.
        let mut bomb = Vec::new();
        let zeros = std::io::repeat(0).take(LARGEST + 1);
        ZlibEncoder::new(zeros, Compression::fast()).read_to_end(&mut bomb).expect("memory");
        assert_eq!(unpacked(&bomb), None);
    }
}
