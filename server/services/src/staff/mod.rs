//! The creditor's staff: what signs them in (passwords, authenticators, users new or renewed), and what they do with
//! links, in the console and on the command line alike.

pub mod password;
pub mod totp;

use crate::ids::Ids;
use crate::secrets::Keys;
use chrono::{DateTime, Utc};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::id::{AuditId, CreditorId, StaffId};
use email_address::EmailAddress;
use password::PasswordError;
use std::sync::Arc;
use store::staff::{self, User};
use store::{Store, StoreError, audit};

/// What users are made and changed with, and by whom.
#[derive(Clone, Copy)]
pub struct StaffAccess<'a> {
    /// Where they are kept.
    pub store: &'a Store,
    /// Ids, salts and secrets.
    pub ids: &'a Arc<dyn Ids>,
    /// Encrypts the authenticators' secrets.
    pub keys: &'a Keys,
    /// Who does it, for the audit trail.
    pub who: &'a Who,
    /// The moment, in UTC.
    pub now: DateTime<Utc>,
}

/// A user, and the secret that their authenticator is told once.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// As the database keeps them.
    pub user: User,
    /// Shown once.
    pub authenticator: totp::Secret,
}

/// Why a user was not added or renewed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// No other user has this address, in the whole installation.
    #[error("`{0}` is a user already")]
    Taken(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An e-mail address as it is kept and compared; `None` when it cannot be one.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (user, domain) = text.rsplit_once('@')?;
    let right = EmailAddress::is_valid_local_part(user) && EmailAddress::is_valid_domain(domain);
    (text.len() <= 254 && right).then_some(text)
}

/// A password's hash, a new secret for an authenticator, and that secret encrypted for this user. Takes the time of a
/// slow hash.
fn credentials(
    access: StaffAccess<'_>,
    id: StaffId,
    password: &str,
) -> Result<(String, totp::Secret, Vec<u8>), PasswordError> {
    let hash = password::hash(&**access.ids, password)?;
    let secret = totp::Secret::new(&**access.ids);
    let mut nonce = [0; 12];
    access.ids.fill(&mut nonce);
    let sealed = access.keys.seal_totp(id, nonce, secret.bytes()).map_err(|_| PasswordError::Seal)?;
    Ok((hash, secret, sealed))
}

fn act(access: StaffAccess<'_>, user: &User, action: Action) -> Act {
    let detail = detail([("email", user.email.clone())]);
    Act { creditor: user.creditor, who: access.who.clone(), action, subject: Subject::Staff(user.id), detail }
}

/// Adds a user. `email` is as [`email`] gives it.
pub async fn add(
    access: StaffAccess<'_>,
    creditor: CreditorId,
    (email, name): (&str, &str),
    password: &str,
) -> Result<Fresh, StaffError> {
    let id = StaffId::new(access.ids.uuid(access.now));
    let (password_hash, authenticator, totp_secret) = credentials(access, id, password)?;
    let user = User {
        creditor,
        id,
        email: email.to_owned(),
        name: name.to_owned(),
        password_hash,
        totp_secret,
        totp_step: 0,
        locked_until: None,
        language: None,
        created_at: access.now,
        disabled_at: None,
    };
    let now = access.now;
    let input = (act(access, &user, Action::StaffAdded), Arc::clone(access.ids), user.clone());
    let write = access.store.write(input, move |db, (act, ids, user)| {
        Box::pin(async move {
            let added = staff::add(db, user).await?;
            if added {
                audit::note(db, AuditId::new(ids.uuid(now)), act, now).await?;
            }
            Ok(added)
        })
    });
    if write.await? { Ok(Fresh { user, authenticator }) } else { Err(StaffError::Taken(email.to_owned())) }
}

/// Gives a user another password and another authenticator; their sessions end. Somebody who was locked or disabled
/// may sign in again.
pub async fn renew(access: StaffAccess<'_>, user: &User, password: &str) -> Result<totp::Secret, StaffError> {
    let (hash, authenticator, sealed) = credentials(access, user.id, password)?;
    let (creditor, id, now) = (user.creditor, user.id, access.now);
    let input = (act(access, user, Action::StaffReset), Arc::clone(access.ids), hash, sealed);
    let write = access.store.write(input, move |db, (act, ids, hash, sealed)| {
        Box::pin(async move {
            staff::reset(db, creditor, id, hash, sealed).await?;
            audit::note(db, AuditId::new(ids.uuid(now)), act, now).await
        })
    });
    write.await?;
    Ok(authenticator)
}

/// Keeps a user from signing in; their sessions end. `false` when that was so already.
pub async fn disable(access: StaffAccess<'_>, user: &User) -> Result<bool, StoreError> {
    let (creditor, id, now) = (user.creditor, user.id, access.now);
    let input = (act(access, user, Action::StaffDisabled), Arc::clone(access.ids));
    let write = access.store.write(input, move |db, (act, ids)| {
        Box::pin(async move {
            let done = staff::disable(db, creditor, id, now).await?;
            if done {
                audit::note(db, AuditId::new(ids.uuid(now)), act, now).await?;
            }
            Ok(done)
        })
    });
    write.await
}
