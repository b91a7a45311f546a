//! The creditor's staff: what signs them in (passwords, authenticators, users new or renewed), and what they do with
//! links, in the console and on the command line alike.

pub mod links;
pub mod password;
pub mod totp;

use crate::ids::Ids;
use crate::secrets::Keys;
use crate::store::staff::User;
use app::domain::id::{CreditorId, StaffId};
use chrono::{DateTime, Utc};
use password::PasswordError;

/// A user about to be written, and the secret that their authenticator is told once.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// As the database keeps them.
    pub user: User,
    /// Shown once.
    pub authenticator: totp::Secret,
}

/// An e-mail address as it is kept and compared; `None` when it cannot be one.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    (text.len() <= 254 && text.parse::<lettre::Address>().is_ok()).then_some(text)
}

/// Makes a user, with a new secret for the authenticator. Takes the time of a slow hash.
///
/// # Errors
/// [`PasswordError`].
pub fn fresh(
    (ids, keys): (&dyn Ids, &Keys),
    creditor: CreditorId,
    (email, name): (String, String),
    password: &str,
    now: DateTime<Utc>,
) -> Result<Fresh, PasswordError> {
    let id = StaffId::new(ids.uuid(now));
    let (password_hash, authenticator, totp_secret) = credentials((ids, keys), id, password)?;
    let user = User {
        creditor,
        id,
        email,
        name,
        password_hash,
        totp_secret,
        totp_step: 0,
        locked_until: None,
        language: None,
        created_at: now,
        disabled_at: None,
    };
    Ok(Fresh { user, authenticator })
}

/// A password's hash, a new secret for an authenticator, and that secret sealed for this user.
///
/// # Errors
/// [`PasswordError`].
pub fn credentials(
    (ids, keys): (&dyn Ids, &Keys),
    id: StaffId,
    password: &str,
) -> Result<(String, totp::Secret, Vec<u8>), PasswordError> {
    let hash = password::hash(ids, password)?;
    let secret = totp::Secret::new(ids);
    let mut nonce = [0; 12];
    ids.fill(&mut nonce);
    let sealed = keys.seal_totp(id, nonce, secret.bytes()).map_err(|_| PasswordError::Seal)?;
    Ok((hash, secret, sealed))
}
