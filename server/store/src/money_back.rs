//! Refunds and chargebacks, as providers reported them.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{ChargebackId, RefundId};
use domain::money::Money;
use domain::payment::{Chargeback, Payment, Refund};

/// Remembers a refund; a later state replaces an earlier one, never the other way round. `id` is ours, for one that is new.
///
/// # Errors
/// [`StoreError`] when the database does not take it, or holds a state that is none.
pub async fn record_refund(
    db: &mut Db,
    p: &Payment,
    id: RefundId,
    refund: &Refund,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let known = refunds(db, p).await?.into_iter().find(|known| known.provider_id == refund.provider_id);
    match known {
        Some(known) if known.state >= refund.state => Ok(()),
        Some(_) => {
            let sql = "UPDATE refund SET state = $4 WHERE creditor_id = $1 AND payment_id = $2 AND provider_id = $3";
            let values = args![p.creditor.uuid(), p.id.uuid(), refund.provider_id.clone(), refund.state.as_str()];
            db.run(sql, values).await.map(drop)
        }
        None => {
            let sql = "INSERT INTO refund (creditor_id, id, payment_id, provider_id, amount, state, at) \
                       VALUES ($1,$2,$3,$4,$5,$6,$7)";
            let (provider_id, state) = (refund.provider_id.clone(), refund.state.as_str());
            let (creditor, payment) = (p.creditor.uuid(), p.id.uuid());
            let values = args![creditor, id.uuid(), payment, provider_id, refund.amount.minor(), state, now];
            db.run(sql, values).await.map(drop)
        }
    }
}

/// The refunds of a payment, in the order in which they were first reported.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or holds a state that is none.
pub async fn refunds(db: &mut Db, p: &Payment) -> Result<Vec<Refund>, StoreError> {
    let sql = "SELECT provider_id, amount, state FROM refund WHERE creditor_id = $1 AND payment_id = $2 ORDER BY id";
    let rows = db.all(sql, args![p.creditor.uuid(), p.id.uuid()]).await?;
    let currency = p.amount.currency();
    let read = |row: &Row| {
        let amount = Money::new(row.get(1)?, currency);
        Ok(Refund { provider_id: row.get(0)?, amount, state: row.read(2)? })
    };
    rows.iter().map(read).collect()
}

/// Remembers a chargeback; a later state replaces an earlier one. `id` is ours, for one that is new.
///
/// # Errors
/// [`StoreError`] when the database does not take it, or holds a state that is none.
pub async fn record_chargeback(
    db: &mut Db,
    p: &Payment,
    id: ChargebackId,
    chargeback: &Chargeback,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let known = chargebacks(db, p).await?.into_iter().find(|known| known.provider_id == chargeback.provider_id);
    let (provider_id, state) = (chargeback.provider_id.clone(), chargeback.state.as_str());
    let (creditor, payment) = (p.creditor.uuid(), p.id.uuid());
    match known {
        Some(known) if known.state >= chargeback.state => Ok(()),
        Some(_) => {
            let sql =
                "UPDATE chargeback SET state = $4 WHERE creditor_id = $1 AND payment_id = $2 AND provider_id = $3";
            db.run(sql, args![creditor, payment, provider_id, state]).await.map(drop)
        }
        None => {
            let sql = "INSERT INTO chargeback (creditor_id, id, payment_id, provider_id, amount, state, at) \
                       VALUES ($1,$2,$3,$4,$5,$6,$7)";
            let values = args![creditor, id.uuid(), payment, provider_id, chargeback.amount.minor(), state, now];
            db.run(sql, values).await.map(drop)
        }
    }
}

/// The chargebacks of a payment, in the order in which they were first reported.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or holds a state that is none.
pub async fn chargebacks(db: &mut Db, p: &Payment) -> Result<Vec<Chargeback>, StoreError> {
    let sql =
        "SELECT provider_id, amount, state FROM chargeback WHERE creditor_id = $1 AND payment_id = $2 ORDER BY id";
    let rows = db.all(sql, args![p.creditor.uuid(), p.id.uuid()]).await?;
    let currency = p.amount.currency();
    let read = |row: &Row| {
        let amount = Money::new(row.get(1)?, currency);
        Ok(Chargeback { provider_id: row.get(0)?, amount, state: row.read(2)? })
    };
    rows.iter().map(read).collect()
}
