//! What contradicts the books and waits for a person.

use super::connection::args;
use super::events::UNASSIGNED;
use super::{Db, StoreError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{CreditorId, EventId, ExceptionId, InvoiceId, PaymentId};
use serde::Serialize;
use uuid::Uuid;

/// What kind of contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExceptionKind {
    /// Another amount or currency than was agreed.
    AmountDiffers,
    /// The event came to an account that is not this creditor's.
    WrongAccount,
    /// An event about money that we know nothing of.
    UnknownPayment,
    /// An event about money that could not be read.
    Unreadable,
    /// A test event in live operation, or the other way round.
    WrongMode,
    /// A callback says what the provider's API does not confirm. It was not booked.
    Unconfirmed,
    /// Money for a payment that had been cancelled, had expired or failed. It was booked.
    PaidAfterEnd,
    /// More was taken back than was received.
    TakenBackTooMuch,
    /// More was paid than was owed; the rest is the debtor's credit.
    Overpaid,
    /// A creditor's list says that more is open than the books can explain.
    ListAsksMore,
    /// A creditor's list says that less is open than payments elsewhere could explain.
    ListAsksLess,
    /// An invoice was declared void on which money had come; it is the debtor's credit.
    PaidAndVoid,
    /// A creditor's list says that an invoice is owed which is void here.
    OpenThoughVoid,
    /// A creditor's list has used a credit note that is set off here, and does not say for what.
    CreditUnclear,
    /// A creditor's list has an item in another currency, and more has happened to it here than lists have said.
    CurrencyChanged,
}

impl ExceptionKind {
    /// The name in database and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AmountDiffers => "amount_differs",
            Self::WrongAccount => "wrong_account",
            Self::UnknownPayment => "unknown_payment",
            Self::Unreadable => "unreadable",
            Self::WrongMode => "wrong_mode",
            Self::Unconfirmed => "unconfirmed",
            Self::PaidAfterEnd => "paid_after_end",
            Self::TakenBackTooMuch => "taken_back_too_much",
            Self::Overpaid => "overpaid",
            Self::ListAsksMore => "list_asks_more",
            Self::ListAsksLess => "list_asks_less",
            Self::PaidAndVoid => "paid_and_void",
            Self::OpenThoughVoid => "open_though_void",
            Self::CreditUnclear => "credit_unclear",
            Self::CurrencyChanged => "currency_changed",
        }
    }
}

/// One contradiction.
#[derive(Debug, Clone)]
pub struct NewException {
    /// Its id.
    pub id: ExceptionId,
    /// What kind.
    pub kind: ExceptionKind,
    /// The payment, if known.
    pub payment: Option<PaymentId>,
    /// The event that reported it, if one did.
    pub event: Option<EventId>,
    /// The invoice that a creditor's list contradicts, if it is about one.
    pub invoice: Option<InvoiceId>,
    /// What does not fit, in a sentence for the operator; no personal data.
    pub detail: String,
}

/// Writes it down.
pub async fn add(db: &mut Db, creditor: CreditorId, e: &NewException, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "INSERT INTO exception (creditor_id, id, kind, payment_id, event_id, invoice_id, detail, at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8)";
    let values = args![
        creditor.uuid(),
        e.id.uuid(),
        e.kind.as_str(),
        e.payment.map(PaymentId::uuid),
        e.event.map(EventId::uuid),
        e.invoice.map(InvoiceId::uuid),
        e.detail.clone(),
        now
    ];
    db.run(sql, values).await.map(drop)
}

/// One line of `saldo exceptions`.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// Its id; that of the event for one that still waits.
    pub id: String,
    /// The creditor's slug; empty while nobody knows whose it is.
    pub creditor: String,
    /// What kind.
    pub kind: String,
    /// The payment, if known.
    pub payment: Option<PaymentId>,
    /// What does not fit.
    pub detail: String,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
}

/// How long an event may wait for its payment before it is listed for a person.
pub const PATIENCE: TimeDelta = TimeDelta::minutes(15);

/// Everything that waits for a person, oldest first.
pub async fn open(db: &mut Db, now: DateTime<Utc>) -> Result<Vec<Listed>, StoreError> {
    let sql = "SELECT x.id, COALESCE(c.slug, ''), x.kind, x.payment_id, x.detail, x.at FROM exception x \
               LEFT JOIN creditor c ON c.id = x.creditor_id WHERE x.resolved_at IS NULL ORDER BY x.at, x.id";
    let mut found: Vec<Listed> = db
        .all(sql, vec![])
        .await?
        .iter()
        .map(|row| {
            Ok(Listed {
                id: ExceptionId::new(row.get(0)?).to_string(),
                creditor: row.get(1)?,
                kind: row.get(2)?,
                payment: row.get::<Option<Uuid>>(3)?.map(PaymentId::new),
                detail: row.get(4)?,
                at: row.get(5)?,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    // Nobody's, or they would not wait.
    let sql = "SELECT id, provider, kind, received_at FROM event WHERE creditor_id = $1 AND outcome = 'waiting' \
               AND received_at <= $2 ORDER BY received_at, id";
    for row in db.all(sql, args![UNASSIGNED.uuid(), now - PATIENCE]).await? {
        let (provider, kind): (String, String) = (row.get(1)?, row.get(2)?);
        found.push(Listed {
            id: EventId::new(row.get(0)?).to_string(),
            creditor: String::new(),
            kind: ExceptionKind::UnknownPayment.as_str().to_owned(),
            payment: None,
            detail: format!("{provider} sent {kind} about money that is in no payment of ours"),
            at: row.get(3)?,
        });
    }
    Ok(found)
}

/// Marks an exception as dealt with; `false` when there is no open one with this id.
pub async fn resolve(db: &mut Db, id: ExceptionId, resolution: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    // The operator names no creditor.
    let sql = "SELECT creditor_id FROM exception WHERE id = $1";
    let Some(row) = db.first(sql, args![id.uuid()]).await? else { return Ok(false) };
    let creditor: Uuid = row.get(0)?;
    let sql = "UPDATE exception SET resolved_at = $3, resolution = $4 \
               WHERE creditor_id = $1 AND id = $2 AND resolved_at IS NULL";
    Ok(db.run(sql, args![creditor, id.uuid(), now, resolution.to_owned()]).await? == 1)
}

/// Marks a waiting event as somebody else's (the provider's account is shared with another system);
/// `false` when none with this id waits.
pub async fn dismiss_event(db: &mut Db, id: EventId) -> Result<bool, StoreError> {
    let sql = "UPDATE event SET outcome = 'nothing' WHERE creditor_id = $1 AND id = $2 AND outcome = 'waiting'";
    Ok(db.run(sql, args![UNASSIGNED.uuid(), id.uuid()]).await? == 1)
}

/// Is the same thing on the list already?
pub async fn is_listed(db: &mut Db, creditor: CreditorId, e: &NewException) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM exception WHERE creditor_id = $1 AND payment_id = $2 AND kind = $3 AND detail = $4";
    let values = args![creditor.uuid(), e.payment.map(PaymentId::uuid), e.kind.as_str(), e.detail.clone()];
    Ok(db.first(sql, values).await?.is_some())
}

/// Does something about this payment wait for a person?
pub async fn is_being_checked(db: &mut Db, creditor: CreditorId, payment: PaymentId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM exception WHERE creditor_id = $1 AND payment_id = $2 AND resolved_at IS NULL \
               AND kind = 'amount_differs'";
    Ok(db.first(sql, args![creditor.uuid(), payment.uuid()]).await?.is_some())
}

/// Does the same about this invoice wait for a person?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_open_on(db: &mut Db, creditor: CreditorId, e: &NewException) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM exception WHERE creditor_id = $1 AND invoice_id = $2 AND kind = $3 AND detail = $4 \
               AND resolved_at IS NULL";
    let values = args![creditor.uuid(), e.invoice.map(InvoiceId::uuid), e.kind.as_str(), e.detail.clone()];
    Ok(db.first(sql, values).await?.is_some())
}

/// Was something of this kind ever told about this invoice?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn was_on(db: &mut Db, creditor: CreditorId, e: &NewException) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM exception WHERE creditor_id = $1 AND invoice_id = $2 AND kind = $3";
    let values = args![creditor.uuid(), e.invoice.map(InvoiceId::uuid), e.kind.as_str()];
    Ok(db.first(sql, values).await?.is_some())
}

/// Closes what a creditor's lists contradicted about an invoice, once a list says otherwise or it is explained.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn close_on(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    resolution: &str,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "UPDATE exception SET resolved_at = $3, resolution = $4 WHERE creditor_id = $1 AND invoice_id = $2 \
               AND resolved_at IS NULL AND kind IN ('list_asks_more', 'list_asks_less', 'open_though_void', 'currency_changed')";
    db.run(sql, args![creditor.uuid(), invoice.uuid(), now, resolution.to_owned()]).await
}

/// The credit notes of which something is unclear.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn unclear_credit(db: &mut Db, creditor: CreditorId) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT DISTINCT invoice_id FROM exception WHERE creditor_id = $1 AND invoice_id IS NOT NULL \
               AND resolved_at IS NULL AND kind = 'credit_unclear'";
    let rows = db.all(sql, args![creditor.uuid()]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Closes what was unclear about a credit note, once both sides agree.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn close_unclear_credit(
    db: &mut Db,
    creditor: CreditorId,
    note: InvoiceId,
    resolution: &str,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let sql = "UPDATE exception SET resolved_at = $3, resolution = $4 WHERE creditor_id = $1 AND invoice_id = $2 \
               AND resolved_at IS NULL AND kind = 'credit_unclear'";
    db.run(sql, args![creditor.uuid(), note.uuid(), now, resolution.to_owned()]).await
}
