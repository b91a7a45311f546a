//! The hash chain over the ledger: entries are sealed in batches, each seal over the one before.
//!
//! A writer never waits for the chain; a job seals what has gathered. Whoever changes, removes or
//! slips in an entry later must change every seal that follows, and `saldo verify` finds it.

use super::connection::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::CreditorId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The most entries one seal covers: few enough that nobody waits long for the writer, or for the memory they take.
const BATCH: i64 = 1_000;

/// Seals the next batch of a creditor's entries; answers how many it held, 0 when all are sealed.
pub async fn seal_next(db: &mut Db, creditor: CreditorId, now: DateTime<Utc>) -> Result<u64, StoreError> {
    // One process at a time continues a creditor's chain.
    db.first("SELECT 1 FROM creditor WHERE id = $1 FOR UPDATE", args![creditor.uuid()]).await?;
    let sql = "SELECT n, hash FROM seal WHERE creditor_id = $1 ORDER BY n DESC LIMIT 1";
    let (n, before) = match db.first(sql, args![creditor.uuid()]).await? {
        Some(row) => (row.get::<i64>(0)? + 1, row.get::<Vec<u8>>(1)?),
        None => (1, Vec::new()),
    };
    let sql = "UPDATE entry SET seal = $2 WHERE creditor_id = $1 AND id IN (SELECT id FROM entry \
               WHERE creditor_id = $1 AND seal IS NULL ORDER BY id LIMIT $3)";
    let entries = db.run(sql, args![creditor.uuid(), n, BATCH]).await?;
    if entries == 0 {
        return Ok(0);
    }
    let (hash, count) = hash_of(db, creditor, n, &before).await?;
    let sql = "INSERT INTO seal (creditor_id, n, entries, hash, at) VALUES ($1,$2,$3,$4,$5)";
    db.run(sql, args![creditor.uuid(), n, count, hash, now]).await?;
    Ok(entries)
}

/// The hash of batch `n` over the hash before it, and how many entries it holds.
pub(super) async fn hash_of(
    db: &mut Db,
    creditor: CreditorId,
    n: i64,
    before: &[u8],
) -> Result<(Vec<u8>, i64), StoreError> {
    let sql = "SELECT e.id, e.kind, COALESCE(e.cause, ''), e.currency, e.payment_id, e.at, e.booked_at, p.n, p.account, p.of_id, \
               p.amount FROM entry e JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE e.creditor_id = $1 AND e.seal = $2 ORDER BY e.id, p.n";
    let mut hasher = Sha256::new();
    let (mut last, mut count) = (None, 0);
    hasher.update(before);
    for row in db.all(sql, args![creditor.uuid(), n]).await? {
        let id: Uuid = row.get(0)?;
        if last != Some(id) {
            (last, count) = (Some(id), count + 1);
            let texts: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
            let (at, booked): (DateTime<Utc>, DateTime<Utc>) = (row.get(5)?, row.get(6)?);
            hasher.update(id.as_bytes());
            for text in texts {
                hash_text(&mut hasher, &text);
            }
            hasher.update(row.get::<Option<Uuid>>(4)?.unwrap_or_default().as_bytes());
            hasher.update(at.timestamp_micros().to_be_bytes());
            hasher.update(booked.timestamp_micros().to_be_bytes());
        }
        hasher.update(row.get::<i64>(7)?.to_be_bytes());
        hash_text(&mut hasher, &row.get::<String>(8)?);
        hasher.update(row.get::<Option<Uuid>>(9)?.unwrap_or_default().as_bytes());
        hasher.update(row.get::<i64>(10)?.to_be_bytes());
    }
    Ok((hasher.finalize().to_vec(), count))
}

/// Length first, so that no two lists of texts hash alike.
fn hash_text(hasher: &mut Sha256, text: &str) {
    hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
    hasher.update(text.as_bytes());
}
