//! What the creditor's lists said last of each invoice, how much of what happened here they have come to know, and the
//! kinds of files that they come in.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::{CreditorId, InvoiceId, PaymentId, SourceId};
use uuid::Uuid;

/// What a list said last of an invoice, beside its total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// Which import it was; 0 where no list ever spoke of it.
    pub import: i64,
    /// What was open, in minor units, where it said so.
    pub open: Option<i64>,
    /// On which day all of it was paid, where it said so.
    pub settled: Option<Date>,
}

/// Writes down what a list said of an invoice; `digest` is of all that it said.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn record_said(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    said: Said,
    digest: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET said_import = $3, said_open = $4, said_settled = $5, digest = $6 \
               WHERE creditor_id = $1 AND id = $2";
    let values = args![creditor.uuid(), invoice.uuid(), said.import, said.open, said.settled, digest];
    db.run(sql, values).await.map(drop)
}

/// How much of each fact about an invoice its list knows, in minor units: by payment or entry, or under the invoice's own
/// id of what was found not to be owed, and under the creditor's of what payments here paid of interest and fees.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn known(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<(Uuid, i64)>, StoreError> {
    let sql = "SELECT of_id, amount FROM said_known WHERE creditor_id = $1 AND invoice_id = $2";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Writes down how much of a fact the invoice's list knows by now.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_known(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    of: Uuid,
    amount: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO said_known (creditor_id, invoice_id, of_id, amount) VALUES ($1,$2,$3,$4) \
               ON CONFLICT (creditor_id, invoice_id, of_id) DO UPDATE SET amount = excluded.amount";
    db.run(sql, args![creditor.uuid(), invoice.uuid(), of, amount]).await.map(drop)
}

/// A kind of file, by the shape of its headings, and what was answered about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id.
    pub id: SourceId,
    /// Its headings, as they are compared.
    pub shape: String,
    /// What its rows are: open items, invoices, movements.
    pub kind: String,
    /// Does it name everything that is open? None: nobody said.
    pub complete: Option<bool>,
    /// The options that it is read with, JSON.
    pub answers: String,
    /// When it first came.
    pub made_at: DateTime<Utc>,
    /// When it came last.
    pub used_at: DateTime<Utc>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, shape, kind, complete, answers, made_at, used_at FROM source ", $rest)
    };
}

fn read(row: &Row) -> Result<Source, StoreError> {
    Ok(Source {
        id: SourceId::new(row.get(0)?),
        shape: row.get(1)?,
        kind: row.get(2)?,
        complete: row.get::<Option<String>>(3)?.map(|said| said == "yes"),
        answers: row.get(4)?,
        made_at: row.get(5)?,
        used_at: row.get(6)?,
    })
}

/// All kinds of files that a creditor's lists came in, the one that came last first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn all(db: &mut Db, creditor: CreditorId) -> Result<Vec<Source>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 ORDER BY used_at DESC, id");
    db.all(sql, args![creditor.uuid()]).await?.iter().map(read).collect()
}

/// One kind of file.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: SourceId) -> Result<Option<Source>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND id = $2");
    db.first(sql, args![creditor.uuid(), id.uuid()]).await?.map(|row| read(&row)).transpose()
}

/// Remembers a kind of file, or what was answered about it since; answers its id, which is the first one's.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn remember(db: &mut Db, creditor: CreditorId, source: &Source) -> Result<SourceId, StoreError> {
    let sql = "INSERT INTO source (creditor_id, id, shape, kind, complete, answers, made_at, used_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (creditor_id, shape) DO UPDATE SET kind = excluded.kind, \
               complete = excluded.complete, answers = excluded.answers, used_at = excluded.used_at RETURNING id";
    let values = args![
        creditor.uuid(),
        source.id.uuid(),
        source.shape.clone(),
        source.kind.clone(),
        source.complete.map(|complete| if complete { "yes" } else { "no" }),
        source.answers.clone(),
        source.made_at,
        source.used_at
    ];
    let row = db.first(sql, values).await?;
    Ok(SourceId::new(row.ok_or_else(|| StoreError::Damaged("a source that is not kept".to_owned()))?.get(0)?))
}

/// Forgets a kind of file: the next one is asked about anew. `false` when there is none with this id.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget(db: &mut Db, creditor: CreditorId, id: SourceId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM source WHERE creditor_id = $1 AND id = $2";
    Ok(db.run(sql, args![creditor.uuid(), id.uuid()]).await? == 1)
}

/// A payment went back: the next list is held against its invoices also where it says of them what it said last.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn look_again(db: &mut Db, creditor: CreditorId, payment: PaymentId) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET digest = 0 WHERE creditor_id = $1 AND id IN \
               (SELECT invoice_id FROM share WHERE creditor_id = $1 AND payment_id = $2)";
    db.run(sql, args![creditor.uuid(), payment.uuid()]).await.map(drop)
}
