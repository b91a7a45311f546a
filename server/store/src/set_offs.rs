//! Which of a debtor's credits paid what, and what may still be set off.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::{CreditorId, DebtorId, EntryId, InvoiceId};
use domain::invoice::Component;
use domain::money::{Currency, Money};
use std::collections::HashSet;
use uuid::Uuid;

/// So much of a credit paid so much of a debt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetOff {
    /// The entry in the ledger.
    pub entry: EntryId,
    /// The credit note; none for what the debtor had paid beyond the debt.
    pub note: Option<InvoiceId>,
    /// What it paid.
    pub invoice: InvoiceId,
    /// Which part of that debt.
    pub component: Component,
    /// How much at first.
    pub amount: Money,
    /// What of it was taken back since.
    pub taken_back: Money,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

impl SetOff {
    /// What of it stands, in minor units.
    #[must_use]
    pub const fn stands(&self) -> i64 {
        self.amount.minor() - self.taken_back.minor()
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.note_id, s.invoice_id, s.component, s.amount, s.taken_back, s.made_at, i.currency \
             FROM set_off s JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<SetOff, StoreError> {
    let currency: Currency = row.read(7)?;
    Ok(SetOff {
        entry: EntryId::new(row.get(0)?),
        note: row.get::<Option<Uuid>>(1)?.map(InvoiceId::new),
        invoice: InvoiceId::new(row.get(2)?),
        component: row.read(3)?,
        amount: Money::new(row.get(4)?, currency),
        taken_back: Money::new(row.get(5)?, currency),
        made_at: row.get(6)?,
    })
}

/// Writes down a set-off, beside its entry.
///
/// # Errors
/// [`StoreError`]; the same entry twice is one.
pub async fn add(db: &mut Db, creditor: CreditorId, new: &SetOff) -> Result<(), StoreError> {
    let sql = "INSERT INTO set_off (creditor_id, id, note_id, invoice_id, component, amount, made_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7)";
    let values = args![
        creditor.uuid(),
        new.entry.uuid(),
        new.note.map(InvoiceId::uuid),
        new.invoice.uuid(),
        new.component.as_str(),
        new.amount.minor(),
        new.made_at
    ];
    db.run(sql, values).await.map(drop)
}

/// So much of a set-off was taken back, beside the entry that does it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn take_back(db: &mut Db, creditor: CreditorId, entry: EntryId, amount: Money) -> Result<(), StoreError> {
    let sql = "UPDATE set_off SET taken_back = taken_back + $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), entry.uuid(), amount.minor()]).await.map(drop)
}

/// A person took a set-off back: it is not made again by itself.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn hold(db: &mut Db, creditor: CreditorId, entry: EntryId) -> Result<(), StoreError> {
    let sql = "UPDATE set_off SET held = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), entry.uuid(), true]).await.map(drop)
}

/// What a person took back of a debtor's set-offs: the note, or none for an overpayment, and the invoice.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn held(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<(Option<InvoiceId>, InvoiceId)>, StoreError> {
    let sql = "SELECT s.note_id, s.invoice_id FROM invoice i \
               JOIN set_off s ON s.creditor_id = i.creditor_id AND s.invoice_id = i.id \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 AND s.held";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter().map(|row| Ok((row.get::<Option<Uuid>>(0)?.map(InvoiceId::new), InvoiceId::new(row.get(1)?)))).collect()
}

/// One set-off, by its entry.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_id(db: &mut Db, creditor: CreditorId, entry: EntryId) -> Result<Option<SetOff>, StoreError> {
    let sql = select!("WHERE s.creditor_id = $1 AND s.id = $2");
    db.first(sql, args![creditor.uuid(), entry.uuid()]).await?.map(|row| read(&row)).transpose()
}

/// Everything that an invoice was paid by set-offs, or a credit note paid, the oldest first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_invoice(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<SetOff>, StoreError> {
    let on = select!("WHERE s.creditor_id = $1 AND s.invoice_id = $2 ORDER BY s.made_at, s.id");
    let of = select!("WHERE s.creditor_id = $1 AND s.note_id = $2 ORDER BY s.made_at, s.id");
    let mut found = Vec::new();
    for sql in [on, of] {
        let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
        found.extend(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(found)
}

/// Everything that credits of a debtor's paid, the oldest first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_debtor(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<SetOff>, StoreError> {
    let sql = "SELECT s.id, s.note_id, s.invoice_id, s.component, s.amount, s.taken_back, s.made_at, i.currency \
               FROM invoice i JOIN set_off s ON s.creditor_id = i.creditor_id AND s.invoice_id = i.id \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 ORDER BY s.made_at, s.id";
    db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?.iter().map(read).collect()
}

/// What of a debtor's overpayments is set off and stands, with how much of each set-off the invoice's list knows, in minor
/// units; the oldest first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn lent(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    currency: Currency,
) -> Result<Vec<(SetOff, i64)>, StoreError> {
    let sql = "SELECT s.id, s.note_id, s.invoice_id, s.component, s.amount, s.taken_back, s.made_at, i.currency, \
               COALESCE(k.amount, 0) FROM invoice i \
               JOIN set_off s ON s.creditor_id = i.creditor_id AND s.invoice_id = i.id \
               LEFT JOIN said_known k ON k.creditor_id = s.creditor_id AND k.invoice_id = s.invoice_id AND k.of_id = s.id \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 AND i.currency = $3 AND s.note_id IS NULL \
               AND s.amount > s.taken_back ORDER BY s.made_at, s.id";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid(), currency.code()]).await?;
    rows.iter().map(|row| Ok((read(row)?, row.get(8)?))).collect()
}

/// A set-off of a note of which its list says something else than the invoice's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfKnown {
    /// The set-off.
    pub of: SetOff,
    /// How much of it the note's list knows, in minor units.
    pub by_note: i64,
    /// How much of it the invoice's list knows.
    pub by_invoice: i64,
    /// What of the difference could not be told before.
    pub unclear: i64,
}

/// Set-offs with what lists know of them on either side; a note's own figures are below zero.
macro_rules! known_of {
    ($which:literal) => {
        concat!(
            "SELECT s.id, s.note_id, s.invoice_id, s.component, s.amount, s.taken_back, s.made_at, i.currency, \
             -COALESCE(n.amount, 0), COALESCE(k.amount, 0), s.unclear FROM set_off s \
             JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id \
             LEFT JOIN said_known n ON n.creditor_id = s.creditor_id AND n.invoice_id = s.note_id AND n.of_id = s.id \
             LEFT JOIN said_known k ON k.creditor_id = s.creditor_id AND k.invoice_id = s.invoice_id AND k.of_id = s.id \
             JOIN invoice o ON o.creditor_id = s.creditor_id AND o.id = s.note_id AND o.said_import > 0 \
             WHERE s.creditor_id = $1 ",
            $which,
            " ORDER BY s.made_at, s.id"
        )
    };
}

/// The set-offs that lists know on one side otherwise than on the other.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn half_known(db: &mut Db, creditor: CreditorId) -> Result<Vec<HalfKnown>, StoreError> {
    let sql = known_of!("AND COALESCE(n.amount, 0) + COALESCE(k.amount, 0) <> 0");
    db.all(sql, args![creditor.uuid()]).await?.iter().map(half).collect()
}

/// The set-offs that lists know on neither side, of invoices that an import has changed and notes that it has not, the oldest
/// first. What is on an account of movements is explained by these.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn unknown_since(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<HalfKnown>, StoreError> {
    let sql = known_of!(
        "AND i.said_import = $2 AND o.said_import <> $2 AND s.component = 'principal' \
         AND COALESCE(n.amount, 0) = 0 AND COALESCE(k.amount, 0) = 0 AND s.amount > s.taken_back \
         AND NOT EXISTS (SELECT 1 FROM movement m WHERE m.creditor_id = s.creditor_id AND m.debtor_id = i.debtor_id)"
    );
    db.all(sql, args![creditor.uuid(), import]).await?.iter().map(half).collect()
}

fn half(row: &Row) -> Result<HalfKnown, StoreError> {
    let (by_note, by_invoice, unclear) = (row.get(8)?, row.get(9)?, row.get(10)?);
    Ok(HalfKnown { of: read(row)?, by_note, by_invoice, unclear })
}

/// The set-offs against an invoice of credit notes that no list has shown: staff wrote them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn of_unlisted_notes(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
) -> Result<HashSet<EntryId>, StoreError> {
    let sql = "SELECT s.id FROM set_off s JOIN invoice n ON n.creditor_id = s.creditor_id AND n.id = s.note_id \
               WHERE s.creditor_id = $1 AND s.invoice_id = $2 AND n.said_import = 0";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter().map(|row| Ok(EntryId::new(row.get(0)?))).collect()
}

/// Writes down how much of a set-off cannot be told.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_unclear(db: &mut Db, creditor: CreditorId, entry: EntryId, minor: i64) -> Result<(), StoreError> {
    let sql = "UPDATE set_off SET unclear = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), entry.uuid(), minor]).await.map(drop)
}

/// Everything can be told of a note's set-offs.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn all_clear(db: &mut Db, creditor: CreditorId, note: InvoiceId) -> Result<(), StoreError> {
    let sql = "UPDATE set_off SET unclear = 0 WHERE creditor_id = $1 AND note_id = $2";
    db.run(sql, args![creditor.uuid(), note.uuid()]).await.map(drop)
}

/// Invoices of which more is set off than they bear.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn over_covered(db: &mut Db, creditor: CreditorId) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT i.id FROM invoice i WHERE i.creditor_id = $1 AND i.balance < 0 AND i.total >= 0 AND EXISTS \
               (SELECT 1 FROM set_off s WHERE s.creditor_id = $1 AND s.invoice_id = i.id AND s.amount > s.taken_back)";
    let rows = db.all(sql, args![creditor.uuid()]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Debtors who have credit, and something open in its currency, from the one after `after` on, in order of their ids.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn may_set_off(
    db: &mut Db,
    creditor: CreditorId,
    after: DebtorId,
    limit: i64,
) -> Result<Vec<DebtorId>, StoreError> {
    let sql = "SELECT n.debtor_id FROM invoice n WHERE n.creditor_id = $1 AND n.debtor_id > $2 AND n.balance < 0 \
               AND NOT n.void AND EXISTS (SELECT 1 FROM invoice o WHERE o.creditor_id = $1 AND o.debtor_id = n.debtor_id \
               AND o.currency = n.currency AND (o.balance <> 0 OR o.interest <> 0 OR o.fees <> 0) AND o.balance > 0) \
               UNION SELECT c.debtor_id FROM credit c WHERE c.creditor_id = $1 AND c.debtor_id > $2 AND c.balance > 0 \
               AND EXISTS (SELECT 1 FROM invoice o WHERE o.creditor_id = $1 AND o.debtor_id = c.debtor_id \
               AND o.currency = c.currency AND (o.balance <> 0 OR o.interest <> 0 OR o.fees <> 0)) ORDER BY 1 LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), after.uuid(), limit]).await?;
    rows.iter().map(|row| Ok(DebtorId::new(row.get(0)?))).collect()
}

/// What was set off in full, while no list ever said what is open of it; from the one after `after` on, in order of ids.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn listed_without_sum(
    db: &mut Db,
    creditor: CreditorId,
    after: InvoiceId,
    limit: i64,
) -> Result<Vec<super::invoices::Open>, StoreError> {
    let sql = "SELECT id, number_key, issue_date, currency, balance, said_import, debtor_id FROM invoice \
               WHERE creditor_id = $1 AND id > $2 AND balance = 0 AND said_import > 0 AND said_open IS NULL AND id IN \
               (SELECT invoice_id FROM set_off WHERE creditor_id = $1 AND amount > taken_back AND note_id IS NOT NULL \
               UNION SELECT note_id FROM set_off WHERE creditor_id = $1 AND amount > taken_back AND note_id IS NOT NULL) \
               ORDER BY id LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), after.uuid(), limit]).await?;
    rows.iter().map(super::invoices::read_open).collect()
}

/// Writes down which document a credit note names.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn name(db: &mut Db, creditor: CreditorId, note: InvoiceId, number: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO note_of (creditor_id, note_id, number) VALUES ($1,$2,$3) \
               ON CONFLICT (creditor_id, note_id) DO UPDATE SET number = excluded.number";
    db.run(sql, args![creditor.uuid(), note.uuid(), number.to_owned()]).await.map(drop)
}

/// The document that a credit note names.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn named_by(db: &mut Db, creditor: CreditorId, note: InvoiceId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT number FROM note_of WHERE creditor_id = $1 AND note_id = $2";
    db.first(sql, args![creditor.uuid(), note.uuid()]).await?.map(|row| row.get(0)).transpose()
}

/// A credit note of which something is left, and the document that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// What it names.
    pub names: String,
    /// Its day.
    pub issued: Date,
    /// What is left of it, in minor units.
    pub left: i64,
}

/// The credit notes of a debtor of which something is left, as far as they name a document. A payment that waits for what it
/// pays is none.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn unused_of(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Unused>, StoreError> {
    let sql = "SELECT m.number, n.issue_date, n.balance FROM note_of m \
               JOIN invoice n ON n.creditor_id = m.creditor_id AND n.id = m.note_id \
               WHERE n.creditor_id = $1 AND n.debtor_id = $2 AND n.balance < 0 AND NOT n.void \
               AND NOT EXISTS (SELECT 1 FROM movement v WHERE v.creditor_id = n.creditor_id \
               AND v.debtor_id = n.debtor_id AND v.item_id = n.id) ORDER BY n.id";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter().map(|row| Ok(Unused { names: row.get(0)?, issued: row.get(1)?, left: -row.get::<i64>(2)? })).collect()
}
