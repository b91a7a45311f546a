//! Payments and reversals that lists of movements have brought, each kept once.

use super::connection::{Row, args, row};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::{CreditorId, DebtorId, EntryId, InvoiceId, PaymentId};
use domain::money::{Currency, Money};
use uuid::Uuid;

/// A payment, or what took one back, as a list of movements has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its own id.
    pub id: Uuid,
    /// Whose account it is on.
    pub debtor: DebtorId,
    /// What it lowers the account by; below zero for a reversal.
    pub amount: Money,
    /// Its day.
    pub day: Date,
    /// Its number, or nothing.
    pub number: String,
    /// What it names as that which it is for, or nothing.
    pub reference: String,
    /// What is said beside.
    pub text: String,
    /// The electronic document that certifies it, by its number at the tax office, or nothing.
    pub document: String,
    /// The document in whose place that one stands, or nothing: what it certifies does not count.
    pub replaces: String,
    /// What that document says is left of the one that was paid, in minor units.
    pub left: Option<i64>,
    /// The payment here that it is, or that it says went back.
    pub payment: Option<PaymentId>,
    /// The item of the books that holds what is left of it.
    pub item: Option<InvoiceId>,
    /// The import that brought it.
    pub import: i64,
    /// The last one that had it.
    pub last_import: i64,
    /// When it was first taken in.
    pub made_at: DateTime<Utc>,
}

fn read(row: &Row) -> Result<Kept, StoreError> {
    let currency: Currency = row.read(2)?;
    Ok(Kept {
        id: row.get(0)?,
        debtor: DebtorId::new(row.get(1)?),
        amount: Money::new(row.get(3)?, currency),
        day: row.get(4)?,
        number: row.get(5)?,
        reference: row.get(6)?,
        text: row.get(7)?,
        document: row.get(13)?,
        replaces: row.get(14)?,
        left: row.get(15)?,
        payment: row.get::<Option<Uuid>>(8)?.map(PaymentId::new),
        item: row.get::<Option<Uuid>>(9)?.map(InvoiceId::new),
        import: row.get(10)?,
        last_import: row.get(11)?,
        made_at: row.get(12)?,
    })
}

/// All movements on the account of a debtor, in the order of their days.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_debtor(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT id, debtor_id, currency, amount, day, number, reference, text, payment_id, item_id, import, \
               last_import, made_at, document, replaces, open_after FROM movement WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY day, made_at, id";
    db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?.iter().map(read).collect()
}

/// Keeps new ones.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn add(db: &mut Db, creditor: CreditorId, new: &[Kept]) -> Result<(), StoreError> {
    let rows = new.iter().map(|one| {
        row![
            creditor.uuid(),
            one.id,
            one.debtor.uuid(),
            one.amount.currency().code(),
            one.amount.minor(),
            one.day,
            one.number.clone(),
            one.reference.clone(),
            one.text.clone(),
            one.import,
            one.last_import,
            one.made_at,
            one.document.clone(),
            one.replaces.clone(),
            one.left
        ]
    });
    let head = "INSERT INTO movement (creditor_id, id, debtor_id, currency, amount, day, number, reference, text, import, \
                last_import, made_at, document, replaces, open_after)";
    db.insert_many(head, rows, "").await.map(drop)
}

/// A list has had a movement again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn seen(db: &mut Db, creditor: CreditorId, id: Uuid, import: i64) -> Result<(), StoreError> {
    let sql = "UPDATE movement SET last_import = $3 WHERE creditor_id = $1 AND id = $2 AND last_import < $3";
    db.run(sql, args![creditor.uuid(), id, import]).await.map(drop)
}

/// A list has had all movements of a debtor again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn all_seen(db: &mut Db, creditor: CreditorId, debtor: DebtorId, import: i64) -> Result<(), StoreError> {
    let sql = "UPDATE movement SET last_import = $3 WHERE creditor_id = $1 AND debtor_id = $2 AND last_import < $3";
    db.run(sql, args![creditor.uuid(), debtor.uuid(), import]).await.map(drop)
}

/// Writes down which payment here a movement is.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_payment(db: &mut Db, creditor: CreditorId, id: Uuid, payment: PaymentId) -> Result<(), StoreError> {
    let sql = "UPDATE movement SET payment_id = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id, payment.uuid()]).await.map(drop)
}

/// Writes down which item holds what is left of a movement.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_item(db: &mut Db, creditor: CreditorId, id: Uuid, item: InvoiceId) -> Result<(), StoreError> {
    let sql = "UPDATE movement SET item_id = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id, item.uuid()]).await.map(drop)
}

/// Movements are on another debtor's account from now on.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_debtor(db: &mut Db, creditor: CreditorId, ids: &[Uuid], debtor: DebtorId) -> Result<(), StoreError> {
    let sql = "UPDATE movement SET debtor_id = $3 WHERE creditor_id = $1 AND id = $2";
    for id in ids {
        db.run(sql, args![creditor.uuid(), *id, debtor.uuid()]).await?;
    }
    Ok(())
}

/// The items of which an import has had the movement.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn items_seen(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT item_id FROM movement WHERE creditor_id = $1 AND last_import = $2 AND item_id IS NOT NULL";
    let rows = db.all(sql, args![creditor.uuid(), import]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Debtors with movements of whose documents an import has spoken, in order of their ids.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn debtors_heard(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<DebtorId>, StoreError> {
    let sql = "SELECT DISTINCT m.debtor_id FROM movement m WHERE m.creditor_id = $1 AND EXISTS (SELECT 1 FROM invoice i \
               WHERE i.creditor_id = $1 AND i.debtor_id = m.debtor_id AND i.said_import = $2) ORDER BY 1";
    let rows = db.all(sql, args![creditor.uuid(), import]).await?;
    rows.iter().map(|row| Ok(DebtorId::new(row.get(0)?))).collect()
}

/// A document that movements may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The invoice's id.
    pub id: InvoiceId,
    /// How lists tell it apart.
    pub key: String,
    /// The whole of it.
    pub total: Money,
    /// Which import spoke of it last.
    pub said_import: i64,
    /// What that said is open, in minor units, where it did.
    pub said_open: Option<i64>,
}

/// Everything that a debtor was invoiced and that is not void, in the order in which it is due.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn documents(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT id, number_key, currency, total, said_import, said_open FROM invoice \
               WHERE creditor_id = $1 AND debtor_id = $2 AND total > 0 AND NOT void ORDER BY due_date, id";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Named {
                id: InvoiceId::new(row.get(0)?),
                key: row.get(1)?,
                total: Money::new(row.get(3)?, row.read(2)?),
                said_import: row.get(4)?,
                said_open: row.get(5)?,
            })
        })
        .collect()
}

/// What staff have recorded of a debtor's as paid elsewhere, of exactly this sum and on one of these days, and what it was
/// for: as long as it stands and no list is known to have it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn recorded_by_hand(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    sum: Money,
    days: (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(EntryId, String)>, StoreError> {
    let sql = "SELECT DISTINCT e.id, i.number FROM invoice i JOIN posting p ON p.creditor_id = i.creditor_id AND p.of_id = i.id \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               JOIN posting b ON b.creditor_id = e.creditor_id AND b.entry_id = e.id AND b.account = 'bank' \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 AND i.currency = $3 AND b.amount = $4 \
               AND e.kind = 'paid_outside' AND e.cause LIKE 'manual:%' AND e.at >= $5 AND e.at < $6 \
               AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.creditor_id = $1 AND o.of_entry = e.id \
               AND o.kind = 'paid_outside') \
               AND NOT EXISTS (SELECT 1 FROM said_known k WHERE k.creditor_id = $1 AND k.invoice_id = i.id \
               AND k.of_id = e.id AND k.amount <> 0) ORDER BY i.number, e.id";
    let values = args![creditor.uuid(), debtor.uuid(), sum.currency().code(), sum.minor(), days.0, days.1];
    let rows = db.all(sql, values).await?;
    rows.iter().map(|row| Ok((EntryId::new(row.get(0)?), row.get(1)?))).collect()
}

/// Takes back what an import brought and no later one has had; what a later one has had counts as that one's.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget(db: &mut Db, creditor: CreditorId, import: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM movement WHERE creditor_id = $1 AND last_import = $2 AND import = $2";
    db.run(sql, args![creditor.uuid(), import]).await?;
    let sql = "UPDATE movement SET last_import = import WHERE creditor_id = $1 AND last_import = $2";
    db.run(sql, args![creditor.uuid(), import]).await?;
    let sql = "UPDATE movement SET import = last_import WHERE creditor_id = $1 AND import = $2";
    db.run(sql, args![creditor.uuid(), import]).await.map(drop)
}
