//! What was written to debtors, and whether it left. The words are not kept: they follow from what a message is about.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, DebtorId, JobId};
use domain::message::Message;

/// The one way in which messages leave so far.
const CHANNEL: &str = "email";

/// Notes a message. The same one again moves its state on.
pub async fn note(db: &mut Db, m: &Message) -> Result<(), StoreError> {
    let sql = "INSERT INTO message (creditor_id, id, debtor_id, kind, about, channel, state, at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8) \
               ON CONFLICT (creditor_id, id) DO UPDATE SET state = excluded.state, at = excluded.at";
    let values = args![
        m.creditor.uuid(),
        m.id.uuid(),
        m.debtor.uuid(),
        m.kind.clone(),
        m.about,
        CHANNEL,
        m.state.as_str(),
        m.at
    ];
    db.run(sql, values).await.map(drop)
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT creditor_id, id, debtor_id, kind, about, state, at FROM message ", $rest)
    };
}

/// The messages to a debtor, newest first.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY at DESC, id DESC LIMIT $3");
    db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?.iter().map(read).collect()
}

/// Was another message of this kind than `but` decided or sent to a debtor since `from`?
pub async fn was_written(
    db: &mut Db,
    (creditor, debtor): (CreditorId, DebtorId),
    kind: &'static str,
    from: DateTime<Utc>,
    but: JobId,
) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS(SELECT 1 FROM message WHERE creditor_id = $1 AND debtor_id = $2 AND at >= $3 \
               AND kind = $4 AND id <> $5 AND state IN ('decided', 'sent'))";
    let row = db.first(sql, args![creditor.uuid(), debtor.uuid(), from, kind, but.uuid()]).await?;
    row.map_or(Ok(false), |row| row.get(0))
}

fn read(row: &Row) -> Result<Message, StoreError> {
    Ok(Message {
        creditor: CreditorId::new(row.get(0)?),
        id: JobId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        kind: row.get(3)?,
        about: row.get(4)?,
        state: row.read(5)?,
        at: row.get(6)?,
    })
}
