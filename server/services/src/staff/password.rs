//! Passwords: Argon2id with the parameters that OWASP recommends, away from the threads that answer.
//!
//! (OWASP Password Storage Cheat Sheet, 2024: 19 MiB, two passes, one lane.)

use crate::ids::Ids;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

/// The shortest password that is taken, in characters (NIST SP 800-63B, with a second factor beside it).
pub const SHORTEST: usize = 12;
/// The longest, in bytes: a slow hash of a megabyte would be a way to keep the server busy.
pub const LONGEST: usize = 256;

/// KiB of memory, passes, lanes.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// Hashes at once in this process: each takes 19 MiB and one core.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The hash of a password that nobody has, under the same parameters: checking an unknown user takes the same time.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("a password has at least {SHORTEST} characters")]
    Short,
    /// Too long.
    #[error("a password has at most {LONGEST} bytes")]
    Long,
    /// The hash could not be made.
    #[error("the password could not be hashed")]
    Hash,
    /// The authenticator's secret could not be encrypted.
    #[error("the authenticator's secret could not be sealed")]
    Seal,
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| PasswordError::Hash)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a new password, as a PHC string. Blocks for tens of milliseconds.
pub fn hash(ids: &dyn Ids, password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::Short);
    }
    if password.len() > LONGEST {
        return Err(PasswordError::Long);
    }
    let mut salt = [0; 16];
    ids.fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(|_| PasswordError::Hash)?;
    let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(|_| PasswordError::Hash)?;
    Ok(hash.to_string())
}

fn matches(password: &str, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else {
        tracing::error!("a password's hash cannot be read");
        return false;
    };
    // The parameters are the hash's own, so that older ones go on working when ours are raised.
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok())
}

/// Is this the password behind the hash? Without a hash it is not, after the same work.
pub async fn is_right(password: String, hash: Option<String>) -> bool {
    if password.len() > LONGEST {
        return false;
    }
    // It is never closed; if it were, nobody would get in.
    let Ok(turn) = AT_ONCE.acquire().await else { return false };
    let known = hash.is_some();
    let work = move || {
        // Held until the work is done, also when whoever asked has gone.
        let _turn = turn;
        matches(&password, hash.as_deref().unwrap_or(NOBODYS))
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(false) && known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SeededIds;

    #[tokio::test]
    async fn a_password_opens_its_own_hash_only() {
        let ids = SeededIds::new(7);
        let hash = hash(&ids, "doce caracteres ñ").expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right("doce caracteres ñ".to_owned(), Some(hash.clone())).await);
        assert!(!is_right("doce caracteres n".to_owned(), Some(hash.clone())).await);
        assert!(!is_right(String::new(), Some(hash.clone())).await);
        assert!(!is_right("doce caracteres ñ".to_owned(), None).await, "nobody");
        assert!(!is_right("doce caracteres ñ".to_owned(), Some("nonsense".to_owned())).await);
    }

    #[test]
    fn nobodys_hash_costs_what_a_real_one_costs() {
        let parsed = PasswordHash::new(NOBODYS).expect("a hash");
        let params = Params::try_from(&parsed).expect("its parameters");
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), COST);
        assert_eq!(parsed.hash.expect("its output").len(), 32);
    }

    #[test]
    fn too_short_and_too_long_are_refused() {
        let ids = SeededIds::new(7);
        assert_eq!(hash(&ids, "once carac."), Err(PasswordError::Short));
        assert_eq!(hash(&ids, &"x".repeat(257)), Err(PasswordError::Long));
    }
}
