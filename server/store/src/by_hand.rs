//! What a person has said of a debtor otherwise than the creditor's lists do: it stands until they say something new.

use super::connection::{Row, args};
use super::{Db, StoreError};
use domain::id::{CreditorId, DebtorId};
use std::str::FromStr;

/// What a person has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ByHand {
    /// What the debtor is called.
    Name,
    /// Where mail goes, and in which order.
    Contacts,
}

impl ByHand {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Contacts => "contacts",
        }
    }
}

impl FromStr for ByHand {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Name, Self::Contacts].into_iter().find(|one| one.as_str() == text).ok_or(())
    }
}

/// A word of a person's that stands against the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Of whom.
    pub debtor: DebtorId,
    /// Of what.
    pub what: ByHand,
    /// What the lists said by then.
    pub said: String,
}

fn read(row: &Row) -> Result<Held, StoreError> {
    Ok(Held { debtor: DebtorId::new(row.get(0)?), what: row.read(1)?, said: row.get(2)? })
}

/// Notes that a person has said otherwise than the lists, which said `said` by then; of several times the first counts,
/// since the lists have said nothing new between.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn hold(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    what: ByHand,
    said: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO by_hand (creditor_id, debtor_id, what, said) VALUES ($1,$2,$3,$4) \
               ON CONFLICT (creditor_id, debtor_id, what) DO NOTHING";
    db.run(sql, args![creditor.uuid(), debtor.uuid(), what.as_str(), said.to_owned()]).await.map(drop)
}

/// All that a creditor's staff have said otherwise than its lists.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn all(db: &mut Db, creditor: CreditorId) -> Result<Vec<Held>, StoreError> {
    let sql = "SELECT debtor_id, what, said FROM by_hand WHERE creditor_id = $1 ORDER BY debtor_id, what";
    db.all(sql, args![creditor.uuid()]).await?.iter().map(read).collect()
}

/// The lists have said something new of it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn release(db: &mut Db, creditor: CreditorId, debtor: DebtorId, what: ByHand) -> Result<(), StoreError> {
    let sql = "DELETE FROM by_hand WHERE creditor_id = $1 AND debtor_id = $2 AND what = $3";
    db.run(sql, args![creditor.uuid(), debtor.uuid(), what.as_str()]).await.map(drop)
}

/// A debtor that is no more holds nothing.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<(), StoreError> {
    let sql = "DELETE FROM by_hand WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![creditor.uuid(), debtor.uuid()]).await.map(drop)
}
