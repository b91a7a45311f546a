//! Provider events, each stored once under its own id, in the transaction that applies it.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, EventId, PaymentId};
use domain::payment::{PaymentUpdate, ProviderName};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its facts are in the books.
    Applied,
    /// It moves nothing.
    Nothing,
    /// It names money that we do not know yet, and is applied as soon as we do; or it is a hint that the provider has not
    /// confirmed yet.
    Waiting,
    /// It contradicts the books or cannot be read; a person has to look at it.
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

/// A verified event that is about to be stored.
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
    /// The provider's id of the transmission that it came by, where that is signed.
    pub delivery: Option<String>,
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
pub const UNASSIGNED: CreditorId = CreditorId::new(Uuid::nil());

/// Stores an event in a creditor's books, or [nobody's](UNASSIGNED). `false`, and nothing stored, when it was stored there
/// before. The same event may stand in nobody's books and in a creditor's, where the payment became known between two
/// deliveries; its facts are then applied twice, which changes nothing.
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
               reference, payment_id, outcome, delivery) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) \
               ON CONFLICT (creditor_id, provider, account, event_id) DO NOTHING";
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
        outcome.as_str(),
        e.delivery.clone()
    ];
    Ok(db.run(sql, values).await? == 1)
}

/// Did another event come by the same transmission, in this creditor's books or [nobody's](UNASSIGNED)?
pub async fn shares_delivery(db: &mut Db, creditor: CreditorId, e: &NewEvent) -> Result<bool, StoreError> {
    let Some(delivery) = &e.delivery else { return Ok(false) };
    let sql = "SELECT 1 FROM event WHERE creditor_id = $1 AND delivery = $2 AND provider = $3 AND account = $4 \
               AND event_id <> $5 LIMIT 1";
    let values = args![creditor.uuid(), delivery.clone(), e.provider.as_str(), e.account.clone(), e.event_id.clone()];
    Ok(db.first(sql, values).await?.is_some())
}

/// An event that waits until its provider confirms it.
#[derive(Debug)]
pub struct Hint {
    /// The provider's name of its kind.
    pub kind: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What it says.
    pub facts: Vec<PaymentUpdate>,
}

/// An event of a creditor's books that still waits.
pub async fn hint(db: &mut Db, creditor: CreditorId, id: EventId) -> Result<Option<Hint>, StoreError> {
    let sql = "SELECT kind, received_at, facts FROM event WHERE creditor_id = $1 AND id = $2 AND outcome = 'waiting'";
    let Some(row) = db.first(sql, args![creditor.uuid(), id.uuid()]).await? else { return Ok(None) };
    Ok(Some(Hint { kind: row.get(0)?, received_at: row.get(1)?, facts: read_facts(&row.get::<String>(2)?)? }))
}

fn read_facts(facts: &str) -> Result<Vec<PaymentUpdate>, StoreError> {
    serde_json::from_str(facts).map_err(|e| StoreError::Damaged(e.to_string()))
}

/// Takes the events that waited for this money, at this account: they move from nobody's books into the creditor's, to
/// `payment` and with this outcome, and are answered with what they say, oldest first. One that the creditor's books have
/// already was reported there.
pub async fn take_waiting(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
    provider: ProviderName,
    account: &str,
    reference: &str,
    outcome: Outcome,
) -> Result<Vec<(EventId, Vec<PaymentUpdate>)>, StoreError> {
    let values = args![UNASSIGNED.uuid(), reference.to_owned(), provider.as_str(), account.to_owned()];
    // Asked first, since nearly always there is none: a transaction then writes to one creditor's rows only.
    let sql = "SELECT 1 FROM event WHERE creditor_id = $1 AND reference = $2 AND provider = $3 AND account = $4 \
               AND outcome = 'waiting' LIMIT 1";
    if db.first(sql, values.clone()).await?.is_none() {
        return Ok(Vec::new());
    }
    let sql = "DELETE FROM event WHERE creditor_id = $1 AND reference = $2 AND provider = $3 AND account = $4 \
               AND outcome = 'waiting' RETURNING id, event_id, kind, received_at, body, facts, \
               delivery";
    let rows = db.all(sql, values).await?;
    let mut waited = rows.iter().map(Waited::read).collect::<Result<Vec<_>, StoreError>>()?;
    waited.sort_by_key(|event| event.id);
    let mut taken = Vec::new();
    for event in waited {
        let new = NewEvent {
            id: event.id,
            provider,
            account: account.to_owned(),
            event_id: event.event_id,
            delivery: event.delivery,
            kind: event.kind,
            body: event.body,
            facts: event.facts,
            reference: Some(reference.to_owned()),
        };
        if add(db, creditor, Some(payment), &new, outcome, event.received_at).await? {
            taken.push((new.id, new.facts));
        }
    }
    Ok(taken)
}

/// What moves with an event.
struct Waited {
    id: EventId,
    event_id: String,
    delivery: Option<String>,
    kind: String,
    received_at: DateTime<Utc>,
    body: Vec<u8>,
    facts: Vec<PaymentUpdate>,
}

impl Waited {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: EventId::new(row.get(0)?),
            event_id: row.get(1)?,
            delivery: row.get(6)?,
            kind: row.get(2)?,
            received_at: row.get(3)?,
            body: row.get(4)?,
            facts: read_facts(&row.get::<String>(5)?)?,
        })
    }
}

/// Payments whose money is known by now, with events that still wait for it. Where several processes
/// write at once, an event can be stored as too early while its payment is being committed, and
/// neither sees the other.
pub async fn overtaken(db: &mut Db, limit: usize) -> Result<Vec<(CreditorId, PaymentId)>, StoreError> {
    let sql = "SELECT DISTINCT provider, account, reference FROM event \
               WHERE creditor_id = $1 AND outcome = 'waiting' AND reference IS NOT NULL";
    let mut waiting: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for row in db.all(sql, args![UNASSIGNED.uuid()]).await? {
        waiting.entry(row.get(0)?).or_default().insert((row.get(1)?, row.get(2)?));
    }
    let mut found = BTreeSet::new();
    for (provider, money) in waiting {
        let references = money.iter().map(|(_, reference)| reference.clone().into()).collect();
        // Nothing but the provider's name of the money is known: every creditor's payments are asked.
        let head = "SELECT creditor_id, id, account, reference FROM payment WHERE provider = $1 AND reference IN ";
        let read = |row: &Row| {
            let payment = (CreditorId::new(row.get(0)?), PaymentId::new(row.get(1)?));
            Ok((payment, (row.get::<String>(2)?, row.get::<String>(3)?)))
        };
        let payments = db.read_in(head, provider.into(), references, read).await?;
        found.extend(payments.into_iter().filter(|(_, of)| money.contains(of)).map(|(payment, _)| payment));
    }
    Ok(found.into_iter().take(limit).collect())
}

/// Writes what became of an event that is stored.
pub async fn became(db: &mut Db, creditor: CreditorId, id: EventId, outcome: Outcome) -> Result<(), StoreError> {
    let sql = "UPDATE event SET outcome = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), outcome.as_str()]).await.map(drop)
}
