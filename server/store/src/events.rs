//! Provider events, each stored once under its own id, in the transaction that applies it.

use super::engine::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, EventId, PaymentId};
use domain::payment::{PaymentUpdate, ProviderName};
use uuid::Uuid;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its facts are in the books.
    Applied,
    /// It moves nothing.
    Nothing,
    /// It names money that we have not heard of yet; applied as soon as we have.
    Waiting,
    /// It contradicts the books or cannot be read; a person looks at it.
    Parked,
}

impl Outcome {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Nothing => "nothing",
            Self::Waiting => "waiting",
            Self::Parked => "parked",
        }
    }
}

/// A verified event on its way into the books.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// Our id of it.
    pub id: EventId,
    /// Who sent it.
    pub provider: ProviderName,
    /// To which account.
    pub account: String,
    /// The provider's id of it.
    pub event_id: String,
    /// The provider's name of its kind.
    pub kind: String,
    /// The raw body.
    pub body: Vec<u8>,
    /// What it says.
    pub facts: Vec<PaymentUpdate>,
    /// The provider's money that it is about.
    pub reference: Option<String>,
}

/// Nobody's books: events whose payment is not known (yet).
pub const NOBODY: CreditorId = CreditorId::new(Uuid::nil());

/// Stores an event. `false`, and nothing stored, when it was stored before.
///
/// # Errors
/// [`StoreError`].
pub async fn add(
    db: &mut Db,
    creditor: CreditorId,
    payment: Option<PaymentId>,
    e: &NewEvent,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let facts = serde_json::to_string(&e.facts).map_err(|e| StoreError::Damaged(e.to_string()))?;
    let sql = "INSERT INTO event (creditor_id, id, provider, account, event_id, kind, received_at, body, facts, \
               reference, payment_id, outcome) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) \
               ON CONFLICT (provider, account, event_id) DO NOTHING";
    let values = args![
        creditor.uuid(),
        e.id.uuid(),
        e.provider.as_str(),
        e.account.clone(),
        e.event_id.clone(),
        e.kind.clone(),
        now,
        e.body.clone(),
        facts,
        e.reference.clone(),
        payment.map(PaymentId::uuid),
        outcome.as_str()
    ];
    Ok(db.run(sql, values).await? == 1)
}

/// Takes the events that waited for this money, at this account: they are marked as applied to
/// `payment`, and their facts are answered, oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn take_waiting(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
    provider: ProviderName,
    account: &str,
    reference: &str,
) -> Result<Vec<PaymentUpdate>, StoreError> {
    let sql = "UPDATE event SET outcome = 'applied', creditor_id = $1, payment_id = $2 \
               WHERE reference = $3 AND provider = $4 AND account = $5 AND outcome = 'waiting' RETURNING id, facts";
    let values = args![creditor.uuid(), payment.uuid(), reference.to_owned(), provider.as_str(), account.to_owned()];
    let rows = db.all(sql, values).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let facts: String = row.get(1)?;
        let facts: Vec<PaymentUpdate> = serde_json::from_str(&facts).map_err(|e| StoreError::Damaged(e.to_string()))?;
        found.push((row.get::<Uuid>(0)?, facts));
    }
    found.sort_by_key(|(id, _)| *id);
    Ok(found.into_iter().flat_map(|(_, facts)| facts).collect())
}

/// Payments whose money is known by now, with events that still wait for it. Where several processes
/// write at once, an event can be stored as too early while its payment is being committed, and
/// neither sees the other.
///
/// # Errors
/// [`StoreError`].
pub async fn overtaken(db: &mut Db, limit: i64) -> Result<Vec<(CreditorId, PaymentId)>, StoreError> {
    let sql = "SELECT DISTINCT p.creditor_id, p.id FROM event e JOIN payment p \
               ON p.reference = e.reference AND p.provider = e.provider AND p.account = e.account \
               WHERE e.outcome = 'waiting' LIMIT $1";
    let rows = db.all(sql, args![limit]).await?;
    rows.iter().map(|row| Ok((CreditorId::new(row.get(0)?), PaymentId::new(row.get(1)?)))).collect()
}

/// Marks an event as one that a person must look at.
///
/// # Errors
/// [`StoreError`].
pub async fn park(db: &mut Db, creditor: CreditorId, id: EventId) -> Result<(), StoreError> {
    let sql = "UPDATE event SET outcome = 'parked' WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid()]).await.map(drop)
}
