//! Keys with which a mail or a calendar opens what it speaks of, to read it: one agreement, request, dispute or breathing
//! space. Who acts on it needs a session as before.
//!
//! A key is signed and kept nowhere. It works for [`READ_WORKS`], and for an agreement as long as that lives; when the creditor
//! takes the debtor's links back, what was signed until then opens nothing any more.

use crate::secrets::{Keys, Purpose, SignedError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::agreement::AgreementState;
use domain::creditor::Creditor;
use domain::creditor_code::{CODE_CHARS, CreditorCode};
use domain::debtor::Debtor;
use domain::id::{AgreementId, CreditorId, DebtorId, DisputeId, PauseId, RequestId};
use store::{Db, StoreError, agreements, creditors, debtors, disputes, links, pauses, requests};

/// How long a key works: a year, and the days until somebody looks for an old mail.
pub const READ_WORKS: TimeDelta = TimeDelta::days(400);

/// What a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readable {
    /// An agreement with its papers and its calendar.
    Agreement(AgreementId),
    /// A request and its answer.
    Request(RequestId),
    /// A dispute and its answer.
    Dispute(DisputeId),
    /// A breathing space.
    Pause(PauseId),
}

impl Readable {
    /// What is signed: a letter for the kind, so that no key passes for one of another kind, and the id.
    fn message(self, creditor: CreditorCode, issued: [u8; 8]) -> Vec<u8> {
        let (kind, id) = match self {
            Self::Agreement(id) => (b"a", id.uuid()),
            Self::Request(id) => (b"r", id.uuid()),
            Self::Dispute(id) => (b"d", id.uuid()),
            Self::Pause(id) => (b"p", id.uuid()),
        };
        [kind.as_slice(), creditor.as_str().as_bytes(), id.as_bytes(), &issued].concat()
    }
}

/// The `k` of an address: opens `what`, and begins with the code of the creditor whose it is.
#[must_use]
pub fn key(keys: &Keys, creditor: CreditorCode, what: Readable, now: DateTime<Utc>) -> String {
    let issued = now.timestamp().to_be_bytes();
    let mac = keys.sign(Purpose::READ_KEY, &what.message(creditor, issued));
    format!("{creditor}{}", URL_SAFE_NO_PAD.encode([issued.as_slice(), &mac].concat()))
}

/// Whose key it is, and when it was made.
fn read(keys: &Keys, what: Readable, k: &str) -> Result<(CreditorCode, DateTime<Utc>), SignedError> {
    let forged = SignedError::Forged;
    let (code, rest) = k.split_at_checked(CODE_CHARS).ok_or(forged)?;
    let creditor: CreditorCode = code.parse().map_err(|_| forged)?;
    let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| forged)?;
    let (issued, mac) = bytes.split_first_chunk::<8>().ok_or(forged)?;
    keys.verify(Purpose::READ_KEY, &what.message(creditor, *issued), mac)?;
    let issued = DateTime::from_timestamp(i64::from_be_bytes(*issued), 0).ok_or(forged)?;
    Ok((creditor, issued))
}

/// Whose `what` is, where it is there at all; and whether a key to it works however old it is.
async fn whose(db: &mut Db, creditor: CreditorId, what: Readable) -> Result<Option<(DebtorId, bool)>, StoreError> {
    Ok(match what {
        Readable::Agreement(id) => {
            agreements::by_id(db, creditor, id).await?.map(|found| (found.debtor, found.state == AgreementState::Live))
        }
        Readable::Request(id) => requests::by_id(db, creditor, id).await?.map(|found| (found.debtor, false)),
        Readable::Dispute(id) => disputes::by_id(db, creditor, id).await?.map(|found| (found.debtor, false)),
        Readable::Pause(id) => pauses::by_id(db, creditor, id).await?.map(|found| (found.debtor, false)),
    })
}

/// Whose matter `what` is, of this creditor's; `None` where there is no such thing.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn debtor_of(db: &mut Db, creditor: CreditorId, what: Readable) -> Result<Option<DebtorId>, StoreError> {
    Ok(whose(db, creditor, what).await?.map(|(debtor, _)| debtor))
}

/// Whom the bearer of `k` may read `what` of now; `None` where the key opens nothing (any more).
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn open(
    db: &mut Db,
    keys: &Keys,
    what: Readable,
    k: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Creditor, Debtor)>, StoreError> {
    let Ok((code, issued)) = read(keys, what, k) else { return Ok(None) };
    let Some(creditor) = creditors::by_code(db, code).await? else { return Ok(None) };
    let Some((debtor, lives)) = whose(db, creditor.id, what).await? else { return Ok(None) };
    let is_over = !lives && now.signed_duration_since(issued) >= READ_WORKS;
    if is_over || links::taken_back_since(db, creditor.id, debtor, issued).await? {
        return Ok(None);
    }
    let debtor = debtors::by_id(db, creditor.id, debtor).await?;
    Ok(debtor.map(|debtor| (creditor, debtor)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Ids, SeededIds};
    use crate::secrets::Secret;

    #[test]
    fn a_key_opens_one_thing_of_one_creditor() {
        let keys = Keys::new(&Secret::new("a secret of at least 32 characters"));
        let now: DateTime<Utc> = "2026-11-05T12:00:00Z".parse().expect("an instant");
        let ids = SeededIds::new(7);
        let (code, another, id) = (ids.creditor_code(), ids.creditor_code(), ids.uuid(now));
        let mine = Readable::Agreement(AgreementId::new(id));
        let k = key(&keys, code, mine, now);
        assert_eq!(read(&keys, mine, &k), Ok((code, now)));
        let others = [
            Readable::Agreement(AgreementId::new(ids.uuid(now))),
            Readable::Request(RequestId::new(id)),
            Readable::Dispute(DisputeId::new(id)),
            Readable::Pause(PauseId::new(id)),
        ];
        for other in others {
            assert_eq!(read(&keys, other, &k), Err(SignedError::Forged), "{other:?}");
        }
        let moved = format!("{another}{}", &k[CODE_CHARS..]);
        let later = key(&keys, code, mine, now + TimeDelta::days(1));
        let newer = format!("{}{}", &later[..CODE_CHARS + 10], &k[CODE_CHARS + 10..]);
        for wrong in ["", "AAAA", &k[1..], &format!("{k}A"), &moved, &newer, "ñ"] {
            assert_eq!(read(&keys, mine, wrong), Err(SignedError::Forged), "{wrong}");
        }
    }
}
