//! What was written to debtors, and whether it left. The words are not kept: they follow from what a message is about.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, DebtorId, JobId};
use std::str::FromStr;
use uuid::Uuid;

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It will be written, whatever happens now: nothing holds it back any more.
    Decided,
    /// It left.
    Sent,
    /// It was refused, and will not be tried again.
    Refused,
    /// There is no address to write to.
    NoAddress,
}

impl State {
    /// As the database has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::NoAddress => "no_address",
        }
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Self::Decided, Self::Sent, Self::Refused, Self::NoAddress];
        all.into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// One message to a debtor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Whose debtor.
    pub creditor: CreditorId,
    /// The job that wrote it: done twice, it is one message.
    pub id: JobId,
    /// To whom.
    pub debtor: DebtorId,
    /// Which letter: the name of its templates.
    pub kind: String,
    /// The payment, agreement, request or link that it is about.
    pub about: Option<Uuid>,
    /// What became of it.
    pub state: State,
    /// When.
    pub at: DateTime<Utc>,
}

/// The one way in which messages leave so far.
const CHANNEL: &str = "email";

/// Notes a message. The same one again moves its state on.
///
/// # Errors
/// [`StoreError`].
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
///
/// # Errors
/// [`StoreError`].
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
///
/// # Errors
/// [`StoreError`].
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
    let state: String = row.get(5)?;
    Ok(Message {
        creditor: CreditorId::new(row.get(0)?),
        id: JobId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        kind: row.get(3)?,
        about: row.get(4)?,
        state: state.parse().map_err(|()| StoreError::Damaged(format!("a message that is `{state}`")))?,
        at: row.get(6)?,
    })
}
