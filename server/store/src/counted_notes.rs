//! Credit notes that came after a list which had counted them: the list has them off an invoice already.

use super::connection::{Row, args};
use super::{Db, StoreError};
use domain::date::Date;
use domain::id::{CreditorId, EntryId, InvoiceId};

/// A list has so much of a note off an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedNote {
    /// The note.
    pub note: InvoiceId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// How much of the note, in minor units, above zero.
    pub amount: i64,
    /// The import that brought the note.
    pub import: i64,
}

fn read(row: &Row) -> Result<CountedNote, StoreError> {
    let (note, invoice) = (InvoiceId::new(row.get(0)?), InvoiceId::new(row.get(1)?));
    Ok(CountedNote { note, invoice, amount: row.get(2)?, import: row.get(3)? })
}

/// Writes one down.
///
/// # Errors
/// [`StoreError`]; the same note twice is one.
pub async fn add(db: &mut Db, creditor: CreditorId, new: CountedNote) -> Result<(), StoreError> {
    let sql = "INSERT INTO counted_note (creditor_id, note_id, invoice_id, amount, import) VALUES ($1,$2,$3,$4,$5)";
    let values = args![creditor.uuid(), new.note.uuid(), new.invoice.uuid(), new.amount, new.import];
    db.run(sql, values).await.map(drop)
}

/// A list has spoken of the note itself, or the note is gone.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget(db: &mut Db, creditor: CreditorId, note: InvoiceId) -> Result<(), StoreError> {
    let sql = "DELETE FROM counted_note WHERE creditor_id = $1 AND note_id = $2";
    db.run(sql, args![creditor.uuid(), note.uuid()]).await.map(drop)
}

/// Those that lists have off an invoice.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn on(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<CountedNote>, StoreError> {
    let sql = "SELECT note_id, invoice_id, amount, import FROM counted_note \
               WHERE creditor_id = $1 AND invoice_id = $2 ORDER BY import, note_id";
    db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?.iter().map(read).collect()
}

/// The invoices that have such notes, and of which an import has spoken just now, itself or by the note; in order of their ids.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn touched_by(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT DISTINCT c.invoice_id FROM counted_note c \
               JOIN invoice i ON i.creditor_id = c.creditor_id AND i.id = c.invoice_id \
               JOIN invoice n ON n.creditor_id = c.creditor_id AND n.id = c.note_id \
               WHERE c.creditor_id = $1 AND (i.said_import = $2 OR n.said_import = $2) ORDER BY 1";
    let rows = db.all(sql, args![creditor.uuid(), import]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// All invoices that have such notes, in order of their ids.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn invoices(db: &mut Db, creditor: CreditorId) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT DISTINCT invoice_id FROM counted_note WHERE creditor_id = $1 ORDER BY 1";
    let rows = db.all(sql, args![creditor.uuid()]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// The import that was at work when an entry was booked, and the day of which its file speaks.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn booked_by(db: &mut Db, creditor: CreditorId, entry: EntryId) -> Result<Option<(i64, Date)>, StoreError> {
    let sql = "SELECT m.n, m.as_of FROM entry e JOIN import m ON m.creditor_id = e.creditor_id \
               AND m.began_at <= e.booked_at WHERE e.creditor_id = $1 AND e.id = $2 ORDER BY m.n DESC LIMIT 1";
    let row = db.first(sql, args![creditor.uuid(), entry.uuid()]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Has a list named everything that was open on a day, or a later one?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_listed_whole(db: &mut Db, creditor: CreditorId, day: Date) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM import WHERE creditor_id = $1 AND complete AND state = 'done' AND as_of >= $2 LIMIT 1";
    Ok(db.first(sql, args![creditor.uuid(), day]).await?.is_some())
}
