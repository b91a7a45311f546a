//! Disputes of invoices, with the files that came with them.
//!
//! The sum of an invoice's open disputes is kept with the invoice, and written here only, in the statement that follows
//! each change.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::dispute::{Dispute, DisputeState};
use domain::id::{AttachmentId, CreditorId, DebtorId, DisputeId, InvoiceId};
use domain::money::{Currency, Money};

// The currency is the invoice's, and stands nowhere else.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT o.creditor_id, o.id, o.debtor_id, o.invoice_id, o.line, o.amount, o.upheld, o.reason, o.words, \
             o.state, o.answer_by, o.decision, o.decided_by, o.decided_at, o.language, o.made_at, o.form_key, i.currency \
             FROM dispute o JOIN invoice i ON i.creditor_id = o.creditor_id AND i.id = o.invoice_id ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Dispute, StoreError> {
    let currency: Currency = row.read(17)?;
    Ok(Dispute {
        creditor: CreditorId::new(row.get(0)?),
        id: DisputeId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        invoice: InvoiceId::new(row.get(3)?),
        line: row.get(4)?,
        amount: Money::new(row.get(5)?, currency),
        upheld: Money::new(row.get(6)?, currency),
        reason: row.read(7)?,
        words: row.get(8)?,
        state: row.read(9)?,
        answer_by: row.get(10)?,
        decision: row.get(11)?,
        decided_by: row.get(12)?,
        decided_at: row.get(13)?,
        language: row.get(14)?,
        made_at: row.get(15)?,
        form_key: row.get(16)?,
    })
}

/// Writes a new dispute: from now on its amount is on hold. `false`, and nothing written, when its form was sent before.
pub async fn add(db: &mut Db, o: &Dispute) -> Result<bool, StoreError> {
    let sql = "INSERT INTO dispute (creditor_id, id, debtor_id, invoice_id, line, amount, reason, words, state, \
               answer_by, language, made_at, form_key) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) \
               ON CONFLICT (creditor_id, form_key) DO NOTHING";
    let values = args![
        o.creditor.uuid(),
        o.id.uuid(),
        o.debtor.uuid(),
        o.invoice.uuid(),
        o.line,
        o.amount.minor(),
        o.reason.as_str(),
        o.words.clone(),
        o.state.as_str(),
        o.answer_by,
        o.language.clone(),
        o.made_at,
        o.form_key.clone()
    ];
    let added = db.run(sql, values).await? == 1;
    if added {
        put_on_hold(db, o.creditor, o.invoice).await?;
    }
    Ok(added)
}

/// Writes how much of an invoice is disputed: the sum of its open disputes.
async fn put_on_hold(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET disputed = (SELECT CAST(COALESCE(SUM(o.amount - o.upheld), 0) AS BIGINT) FROM dispute o \
               WHERE o.creditor_id = $1 AND o.invoice_id = $2 AND o.state = 'open') WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), invoice.uuid()]).await.map(drop)
}

/// One dispute.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: DisputeId) -> Result<Option<Dispute>, StoreError> {
    let row = db.first(select!("WHERE o.creditor_id = $1 AND o.id = $2"), args![creditor.uuid(), id.uuid()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// The dispute that came from this form.
pub async fn by_form(db: &mut Db, creditor: CreditorId, form_key: &str) -> Result<Option<Dispute>, StoreError> {
    let sql = select!("WHERE o.creditor_id = $1 AND o.form_key = $2");
    db.first(sql, args![creditor.uuid(), form_key.to_owned()]).await?.map(|row| read(&row)).transpose()
}

/// A debtor's disputes, latest first.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<Dispute>, StoreError> {
    let sql = select!("WHERE o.creditor_id = $1 AND o.debtor_id = $2 ORDER BY o.made_at DESC, o.id DESC LIMIT $3");
    db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?.iter().map(read).collect()
}

/// All disputes of an invoice, oldest first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_invoice(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<Dispute>, StoreError> {
    let sql = select!("WHERE o.creditor_id = $1 AND o.invoice_id = $2 ORDER BY o.made_at, o.id");
    db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?.iter().map(read).collect()
}

/// The open disputes of an invoice, oldest first.
pub async fn open_on(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<Dispute>, StoreError> {
    let sql = select!("WHERE o.creditor_id = $1 AND o.invoice_id = $2 AND o.state = 'open' ORDER BY o.made_at, o.id");
    db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?.iter().map(read).collect()
}

/// Credit notes that an import has changed or brought, of debtors who have disputed something.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn notes_beside(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT DISTINCT i.id FROM dispute o JOIN invoice i \
               ON i.creditor_id = o.creditor_id AND i.debtor_id = o.debtor_id \
               WHERE o.creditor_id = $1 AND (o.state = 'open' OR o.upheld > 0) AND i.said_import = $2 \
               AND i.revision = 0 AND i.total < 0 AND i.balance < 0 ORDER BY i.id";
    let rows = db.all(sql, args![creditor.uuid(), import]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// The disputes that wait for a creditor's answer, oldest first.
pub async fn open(db: &mut Db, creditor: CreditorId) -> Result<Vec<Dispute>, StoreError> {
    let sql = select!("WHERE o.creditor_id = $1 AND o.state = 'open' ORDER BY o.made_at, o.id");
    db.all(sql, args![creditor.uuid()]).await?.iter().map(read).collect()
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The state that it makes.
    pub state: DisputeState,
    /// What turned out not to be owed.
    pub upheld: Money,
    /// Words to the debtor.
    pub words: Option<String>,
    /// Who decided; `None`: the debtor took it back.
    pub by: Option<String>,
}

/// Closes an open dispute: its amount is not on hold any more. `false`, and nothing changed, when it is not open.
pub async fn close(db: &mut Db, o: &Dispute, decision: &Decision, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "UPDATE dispute SET state = $3, upheld = upheld + $4, decision = $5, decided_by = $6, decided_at = $7 \
               WHERE creditor_id = $1 AND id = $2 AND state = 'open'";
    let values = args![
        o.creditor.uuid(),
        o.id.uuid(),
        decision.state.as_str(),
        decision.upheld.minor(),
        decision.words.clone(),
        decision.by.clone(),
        now
    ];
    let closed = db.run(sql, values).await? == 1;
    if closed {
        put_on_hold(db, o.creditor, o.invoice).await?;
    }
    Ok(closed)
}

/// A creditor's list has taken so much of an open dispute off by itself: that much is not on hold any more, and upholding
/// the dispute later gives only the rest.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn answer_part(db: &mut Db, of: &Dispute, amount: Money) -> Result<(), StoreError> {
    let sql = "UPDATE dispute SET upheld = upheld + $3 WHERE creditor_id = $1 AND id = $2 AND state = 'open'";
    db.run(sql, args![of.creditor.uuid(), of.id.uuid(), amount.minor()]).await?;
    put_on_hold(db, of.creditor, of.invoice).await
}

/// What staff have decided since an instant that an invoice owes after all, in minor units.
pub async fn owed_after_all(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(amount - upheld), 0) AS BIGINT) FROM dispute \
               WHERE creditor_id = $1 AND invoice_id = $2 AND state IN ('upheld', 'rejected') AND decided_at >= $3";
    db.number(sql, args![creditor.uuid(), invoice.uuid(), since]).await
}

/// A file about to be kept, or read whole.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: AttachmentId,
    /// As the debtor's device called it, cleaned.
    pub name: String,
    /// By its content.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file by name and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its id.
    pub id: AttachmentId,
    /// As the debtor's device called it, cleaned.
    pub name: String,
    /// By its content.
    pub media_type: String,
    /// How many bytes.
    pub size: i64,
}

/// Keeps a file that came with a dispute.
pub async fn attach(db: &mut Db, o: &Dispute, file: &File) -> Result<(), StoreError> {
    let sql = "INSERT INTO attachment (creditor_id, id, dispute_id, name, media_type, bytes, made_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7)";
    let values = args![
        o.creditor.uuid(),
        file.id.uuid(),
        o.id.uuid(),
        file.name.clone(),
        file.media_type.clone(),
        file.bytes.clone(),
        o.made_at
    ];
    db.run(sql, values).await.map(drop)
}

/// The files of a dispute, without their content, in the order in which they were sent.
pub async fn files(db: &mut Db, creditor: CreditorId, of: DisputeId) -> Result<Vec<Attached>, StoreError> {
    let sql = "SELECT id, name, media_type, CAST(LENGTH(bytes) AS BIGINT) FROM attachment \
               WHERE creditor_id = $1 AND dispute_id = $2 ORDER BY id";
    let rows = db.all(sql, args![creditor.uuid(), of.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Attached {
                id: AttachmentId::new(row.get(0)?),
                name: row.get(1)?,
                media_type: row.get(2)?,
                size: row.get(3)?,
            })
        })
        .collect()
}

/// One file of a dispute, with its content.
pub async fn file(
    db: &mut Db,
    creditor: CreditorId,
    of: DisputeId,
    id: AttachmentId,
) -> Result<Option<File>, StoreError> {
    let sql = "SELECT id, name, media_type, bytes FROM attachment \
               WHERE creditor_id = $1 AND id = $2 AND dispute_id = $3";
    let row = db.first(sql, args![creditor.uuid(), id.uuid(), of.uuid()]).await?;
    row.map(|row| {
        Ok(File { id: AttachmentId::new(row.get(0)?), name: row.get(1)?, media_type: row.get(2)?, bytes: row.get(3)? })
    })
    .transpose()
}
