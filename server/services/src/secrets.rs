//! What only this installation can write: values signed with `SALDO_SECRET`.
//!
//! HMAC-SHA256 under a key derived from the secret. Every use has its own [`Purpose`], so that a
//! value signed for one can never be passed off as another's. Checking takes the same time for
//! every wrong value. A new secret ends all sessions and return addresses, and the authenticators of
//! the console's users have to be set up anew (`saldo console-user reset`): their secrets are encrypted
//! under a key of it.

use crate::ids::{AccessToken, SessionToken, Token, TokenError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::creditor_code::{CODE_CHARS, CreditorCode};
use domain::id::{CreditorId, DebtorId, PaymentId, StaffId, VerificationId};
use hmac::{Hmac, KeyInit, Mac};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// A setting that must not be seen. Compares, clones, hides in `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Takes the text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one who needs it to open or sign something.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a signature is for. A new use takes a new name here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose(&'static str);

impl Purpose {
    /// The browser's way back from a provider to one payment.
    pub const PAYMENT_RETURN: Self = Self("payment-return");
    /// The code that proves a reader to be the debtor.
    pub const PROOF_CODE: Self = Self("proof-code");
    /// The token that a session has after a proof.
    pub const SESSION_STEP: Self = Self("session-step");
    /// Ends the reminders of a debtor.
    pub const REMINDERS_OFF: Self = Self("reminders-off");
    /// The key under which authenticators' secrets are kept.
    pub const TOTP_SEAL: Self = Self("totp-seal");
    /// The link that a form of the console makes.
    pub const MADE_LINK: Self = Self("made-link");
    /// When a session was last used.
    pub const SESSION_STAMP: Self = Self("session-stamp");
    /// Opens one thing to read it, without a session.
    pub const READ_KEY: Self = Self("read-key");
    /// What a browser has after signing out.
    pub const SIGNED_OUT: Self = Self("signed-out");
    /// The account that a form is of.
    pub const FORM_ACCOUNT: Self = Self("form-account");
}

/// A session of a debtor or of staff lasts at most this long, however much it is used.
pub const SESSION_AT_MOST: TimeDelta = TimeDelta::hours(12);

/// How long an unused session lasts.
pub const SESSION_IDLE: TimeDelta = TimeDelta::minutes(30);

/// A stamp this old is written anew; younger ones are left, so that not every answer sets a cookie.
const STAMP_FRESH: TimeDelta = TimeDelta::minutes(1);

/// How far ahead another process's clock may be.
const SKEW: TimeDelta = TimeDelta::minutes(2);

/// Bytes of a signature.
const MAC_BYTES: usize = 32;

/// Why a signed value was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// Not written by us, not for this, or damaged on the way.
    #[error("the signed value is not ours")]
    Forged,
    /// Ours, but its time is over.
    #[error("the signed value is out of date")]
    Expired,
}

/// The keys of this installation.
#[derive(Clone)]
pub struct Keys(Hmac<Sha256>);

impl Keys {
    /// Derives them from `SALDO_SECRET`.
    #[must_use]
    pub fn new(secret: &Secret) -> Self {
        let mut key = [0_u8; 64];
        key[..32].copy_from_slice(&Sha256::new().chain_update(b"saldo keys 1\0").chain_update(&secret.0).finalize());
        Self(Hmac::new(&key.into()))
    }

    /// The signature of `message` for `purpose`.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, message: &[u8]) -> [u8; MAC_BYTES] {
        self.mac(purpose, message).finalize().into_bytes().into()
    }

    /// Is `signature` that of `message` for `purpose`?
    ///
    /// # Errors
    /// [`SignedError::Forged`] if not.
    pub fn verify(&self, purpose: Purpose, message: &[u8], signature: &[u8]) -> Result<(), SignedError> {
        self.mac(purpose, message).verify_slice(signature).map_err(|_| SignedError::Forged)
    }

    /// The `r` of `/payments/{id}?r=…`: shows that one payment, in any browser, until `expires_at`. Begins with the code
    /// of the creditor whose payment it is.
    #[must_use]
    pub fn payment_return(&self, creditor: CreditorCode, payment: PaymentId, expires_at: DateTime<Utc>) -> String {
        let expires = expires_at.timestamp().to_be_bytes();
        let mac = self.sign(Purpose::PAYMENT_RETURN, &return_message(creditor, payment, expires));
        format!("{creditor}{}", URL_SAFE_NO_PAD.encode([expires.as_slice(), &mac].concat()))
    }

    /// May the bearer of `r` see `payment` now? Answers whose it is.
    ///
    /// # Errors
    /// [`SignedError`] if not.
    pub fn check_payment_return(
        &self,
        payment: PaymentId,
        r: &str,
        now: DateTime<Utc>,
    ) -> Result<CreditorCode, SignedError> {
        let forged = SignedError::Forged;
        let (code, rest) = r.split_at_checked(CODE_CHARS).ok_or(forged)?;
        let creditor: CreditorCode = code.parse().map_err(|_| forged)?;
        let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| forged)?;
        let (expires, mac) = bytes.split_first_chunk::<8>().ok_or(forged)?;
        self.verify(Purpose::PAYMENT_RETURN, &return_message(creditor, payment, *expires), mac)?;
        if now.timestamp() < i64::from_be_bytes(*expires) { Ok(creditor) } else { Err(SignedError::Expired) }
    }

    /// The `t` of `/reminders/off?t=…`: ends the reminders of that one debtor, and can do nothing else. It does not run
    /// out: the mail that it came with may be old.
    #[must_use]
    pub fn reminders_off(&self, creditor: CreditorId, debtor: DebtorId) -> String {
        let whose = [creditor.uuid().into_bytes(), debtor.uuid().into_bytes()].concat();
        let mac = self.sign(Purpose::REMINDERS_OFF, &whose);
        URL_SAFE_NO_PAD.encode([whose.as_slice(), &mac].concat())
    }

    /// Whose reminders the bearer of `t` may end.
    ///
    /// # Errors
    /// [`SignedError::Forged`] if nobody's.
    pub fn check_reminders_off(&self, t: &str) -> Result<(CreditorId, DebtorId), SignedError> {
        let bytes = URL_SAFE_NO_PAD.decode(t).map_err(|_| SignedError::Forged)?;
        let (whose, mac) = bytes.split_first_chunk::<32>().ok_or(SignedError::Forged)?;
        self.verify(Purpose::REMINDERS_OFF, whose, mac)?;
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).map_err(|_| SignedError::Forged);
        Ok((CreditorId::new(id(&whose[..16])?), DebtorId::new(id(&whose[16..])?)))
    }

    /// What is kept of the code of a proof.
    #[must_use]
    pub fn proof_code(&self, proof: VerificationId, code: &str) -> [u8; MAC_BYTES] {
        self.sign(Purpose::PROOF_CODE, format!("{proof}:{code}").as_bytes())
    }

    /// The token that a session has after the proof for `form_key`: the same for a form sent twice, and nobody's to
    /// work out without the secret.
    ///
    /// # Errors
    /// None: a signature has the length of a token.
    pub fn token_after(&self, before: &AccessToken, form_key: &str) -> Result<AccessToken, TokenError> {
        let message = format!("{}:{form_key}", before.reveal());
        let token = Token::parse(&URL_SAFE_NO_PAD.encode(self.sign(Purpose::SESSION_STEP, message.as_bytes())))?;
        Ok(AccessToken::new(before.creditor(), token))
    }

    /// The token of the link that the form with `form_key` makes: the same for a form sent twice, so that the answer
    /// that arrives shows the address that works.
    ///
    /// # Errors
    /// None: a signature has the length of a token.
    pub fn made_link(&self, creditor: CreditorId, debtor: DebtorId, form_key: &str) -> Result<Token, TokenError> {
        let message = format!("{creditor}:{debtor}:{form_key}");
        Token::parse(&URL_SAFE_NO_PAD.encode(self.sign(Purpose::MADE_LINK, message.as_bytes())))
    }

    /// The secret of a user's authenticator as the database keeps it: the nonce, which must be a new one, and the
    /// secret under AES-256-GCM, bound to the user.
    ///
    /// # Errors
    /// [`SignedError::Forged`] if the cipher refuses, which it does for megabytes only.
    pub fn seal_totp(&self, id: StaffId, nonce: [u8; NONCE_LEN], secret: &[u8]) -> Result<Vec<u8>, SignedError> {
        let mut sealed = secret.to_vec();
        let (aad, unique) = (Aad::from(*id.uuid().as_bytes()), Nonce::assume_unique_for_key(nonce));
        let done = self.totp_key()?.seal_in_place_append_tag(unique, aad, &mut sealed);
        done.map_err(|_| SignedError::Forged)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The secret that [`Keys::seal_totp`] encrypted.
    ///
    /// # Errors
    /// [`SignedError::Forged`] when it was encrypted under another secret or for another user, or was damaged.
    pub fn open_totp(&self, id: StaffId, sealed: &[u8]) -> Result<Vec<u8>, SignedError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SignedError::Forged)?;
        let (aad, nonce) = (Aad::from(*id.uuid().as_bytes()), Nonce::assume_unique_for_key(*nonce));
        let mut body = body.to_vec();
        let open = self.totp_key()?.open_in_place(nonce, aad, &mut body).map_err(|_| SignedError::Forged)?.to_vec();
        Ok(open)
    }

    fn totp_key(&self) -> Result<LessSafeKey, SignedError> {
        let key = self.sign(Purpose::TOTP_SEAL, b"key");
        UnboundKey::new(&AES_256_GCM, &key).map(LessSafeKey::new).map_err(|_| SignedError::Forged)
    }

    /// What a browser has in the place of a session's cookie after signing out: the creditor's code and when that was, so that
    /// the next page can say whose account it was. It opens nothing.
    #[must_use]
    pub fn signed_out_cookie(&self, creditor: CreditorCode, now: DateTime<Utc>) -> String {
        let stamp = now.timestamp();
        let mac = self.sign(Purpose::SIGNED_OUT, &stamp_message(creditor.as_str(), stamp));
        format!("{creditor}.{stamp}.{}", URL_SAFE_NO_PAD.encode(mac))
    }

    /// Whose account it was that was signed out of in this browser, within [`SESSION_AT_MOST`].
    #[must_use]
    pub fn read_signed_out_cookie(&self, value: &str, now: DateTime<Utc>) -> Option<CreditorCode> {
        let (code, rest) = value.split_at_checked(CODE_CHARS)?;
        let (stamp, mac) = rest.strip_prefix('.')?.split_once('.')?;
        let (stamp, mac): (i64, _) = (stamp.parse().ok()?, URL_SAFE_NO_PAD.decode(mac).ok()?);
        self.verify(Purpose::SIGNED_OUT, &stamp_message(code, stamp), &mac).ok()?;
        let ago = now.signed_duration_since(DateTime::from_timestamp(stamp, 0)?);
        (ago < SESSION_AT_MOST).then(|| code.parse().ok()).flatten()
    }

    /// What the key of a debtor's form has in it, so that a form of another account is known: a second link may have
    /// been opened in the same browser.
    #[must_use]
    pub fn form_account(&self, debtor: DebtorId) -> String {
        let mac = self.sign(Purpose::FORM_ACCOUNT, debtor.uuid().as_bytes());
        URL_SAFE_NO_PAD.encode(&mac[..6])
    }

    /// A session cookie's value: the token, the second it was last used, our signature of both.
    /// The idle time is counted here, so that reading a page writes nothing to the database.
    #[must_use]
    pub fn session_cookie<T: SessionToken>(&self, token: &T, now: DateTime<Utc>) -> String {
        let (text, stamp) = (token.text(), now.timestamp());
        let mac = self.sign(Purpose::SESSION_STAMP, &stamp_message(&text, stamp));
        format!("{text}.{stamp}.{}", URL_SAFE_NO_PAD.encode(mac))
    }

    /// Reads a session cookie.
    ///
    /// # Errors
    /// [`SignedError::Forged`], or [`SignedError::Expired`] after [`SESSION_IDLE`] without use.
    pub fn read_session_cookie<T: SessionToken>(
        &self,
        value: &str,
        now: DateTime<Utc>,
    ) -> Result<SessionCookie<T>, SignedError> {
        let cookie = self.read_old_session_cookie(value, now)?;
        if now.signed_duration_since(cookie.used_at) >= SESSION_IDLE { Err(SignedError::Expired) } else { Ok(cookie) }
    }

    /// Reads a session cookie however long ago it was used: for saying what has ended.
    ///
    /// # Errors
    /// [`SignedError::Forged`].
    pub fn read_old_session_cookie<T: SessionToken>(
        &self,
        value: &str,
        now: DateTime<Utc>,
    ) -> Result<SessionCookie<T>, SignedError> {
        let forged = SignedError::Forged;
        let (text, rest) = value.split_at_checked(T::CHARS).ok_or(forged)?;
        let (stamp, mac) = rest.strip_prefix('.').and_then(|rest| rest.split_once('.')).ok_or(forged)?;
        let token = T::read(text).map_err(|_| forged)?;
        let stamp: i64 = stamp.parse().map_err(|_| forged)?;
        let mac = URL_SAFE_NO_PAD.decode(mac).map_err(|_| forged)?;
        self.verify(Purpose::SESSION_STAMP, &stamp_message(text, stamp), &mac)?;
        let used_at = DateTime::from_timestamp(stamp, 0).ok_or(forged)?;
        let unused = now.signed_duration_since(used_at);
        if unused < -SKEW {
            return Err(forged);
        }
        Ok(SessionCookie { token, used_at, stale: unused >= STAMP_FRESH })
    }

    fn mac(&self, purpose: Purpose, message: &[u8]) -> Hmac<Sha256> {
        // A purpose holds no zero byte, so purpose and message cannot be cut differently.
        self.0.clone().chain_update(purpose.0).chain_update([0]).chain_update(message)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// What a session cookie says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionCookie<T> {
    /// Names the session; the database has its hash.
    pub token: T,
    /// When it was last used, to the second.
    pub used_at: DateTime<Utc>,
    /// Time to send a cookie with a new stamp.
    pub stale: bool,
}

fn return_message(creditor: CreditorCode, payment: PaymentId, expires: [u8; 8]) -> Vec<u8> {
    [creditor.as_str().as_bytes(), payment.uuid().as_bytes(), &expires].concat()
}

fn stamp_message(token: &str, stamp: i64) -> Vec<u8> {
    [token.as_bytes(), &stamp.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Ids, SeededIds, TOKEN_CHARS};

    const LETTER: Purpose = Purpose("letter");

    fn keys() -> Keys {
        Keys::new(&Secret::new("a secret of at least 32 characters"))
    }

    fn noon() -> DateTime<Utc> {
        "2026-11-05T12:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn a_signature_is_for_one_purpose_one_message_and_one_installation() {
        let keys = keys();
        let mac = keys.sign(LETTER, b"page 2");
        assert_eq!(keys.verify(LETTER, b"page 2", &mac), Ok(()));
        assert_eq!(keys.verify(Purpose::SESSION_STAMP, b"page 2", &mac), Err(SignedError::Forged));
        assert_eq!(keys.verify(LETTER, b"page 3", &mac), Err(SignedError::Forged));
        assert_eq!(keys.verify(LETTER, b"page 2", &mac[..16]), Err(SignedError::Forged));
        assert_eq!(keys.verify(LETTER, b"page 2", &[]), Err(SignedError::Forged));
        let others = Keys::new(&Secret::new("another secret of 32 characters!!"));
        assert_eq!(others.verify(LETTER, b"page 2", &mac), Err(SignedError::Forged));
    }

    #[test]
    fn signatures_stay_the_same_from_release_to_release() {
        // A change here would end every session and break every return address under way.
        assert_eq!(
            hex::encode(keys().sign(LETTER, b"page 2")),
            "f06dd9899b3368f536d6c6434b7fa5f114a04decfa3aa6cdadb8cb915d0563cb"
        );
    }

    #[test]
    fn a_return_address_shows_its_payment_until_it_expires() {
        let (keys, ids) = (keys(), SeededIds::new(7));
        let (mine, other) = (PaymentId::new(ids.uuid(noon())), PaymentId::new(ids.uuid(noon())));
        let (code, another, until) = (ids.creditor_code(), ids.creditor_code(), noon() + TimeDelta::hours(1));
        let r = keys.payment_return(code, mine, until);
        assert_eq!(keys.check_payment_return(mine, &r, noon()), Ok(code));
        assert_eq!(keys.check_payment_return(mine, &r, until), Err(SignedError::Expired));
        assert_eq!(keys.check_payment_return(other, &r, noon()), Err(SignedError::Forged));
        let moved = format!("{another}{}", &r[CODE_CHARS..]);
        for wrong in ["", "AAAA", &r[1..], &format!("{r}A"), &r.replace(&r[..4], "AAAB"), &moved, "ñ"] {
            assert_eq!(keys.check_payment_return(mine, wrong, noon()), Err(SignedError::Forged), "{wrong}");
        }
    }

    #[test]
    fn a_session_ends_after_half_an_hour_without_use() {
        let (keys, token) = (keys(), SeededIds::new(7).token());
        let cookie = keys.session_cookie(&token, noon());
        let read = |after| keys.read_session_cookie(&cookie, noon() + after);
        let fresh: SessionCookie<Token> = SessionCookie { token: token.clone(), used_at: noon(), stale: false };
        assert_eq!(read(TimeDelta::zero()), Ok(fresh.clone()));
        assert_eq!(read(TimeDelta::seconds(59)), Ok(fresh.clone()));
        assert_eq!(read(TimeDelta::seconds(60)), Ok(SessionCookie { stale: true, ..fresh.clone() }));
        assert_eq!(read(TimeDelta::seconds(1799)).map(|c| c.stale), Ok(true));
        assert_eq!(read(SESSION_IDLE), Err(SignedError::Expired));
        // Another process's clock may be a little ahead, not a lot.
        assert_eq!(read(TimeDelta::seconds(-120)), Ok(fresh));
        assert_eq!(read(TimeDelta::seconds(-121)), Err(SignedError::Forged));
    }

    #[test]
    fn a_changed_cookie_is_forged() {
        let (keys, ids) = (keys(), SeededIds::new(7));
        let cookie = keys.session_cookie(&ids.token(), noon());
        let later = cookie.replace(".1793880000.", ".1793880001.");
        let stolen = format!("{}{}", ids.token().reveal(), &cookie[TOKEN_CHARS..]);
        assert!(cookie.contains(".1793880000.") && later != cookie);
        for wrong in ["", ".", "..", &later, &stolen, &cookie[..60], &format!("{cookie}A"), &"é".repeat(43)] {
            assert_eq!(keys.read_session_cookie::<Token>(wrong, noon()), Err(SignedError::Forged), "{wrong}");
        }
        // Whose session it is stands under the signature too.
        let mine = ids.access_token(ids.creditor_code());
        let cookie = keys.session_cookie(&mine, noon());
        assert_eq!(keys.read_session_cookie(&cookie, noon()).map(|read| read.token), Ok(mine));
        let moved = format!("{}{}", ids.creditor_code(), &cookie[CODE_CHARS..]);
        assert_eq!(keys.read_session_cookie::<AccessToken>(&moved, noon()), Err(SignedError::Forged));
    }

    #[test]
    fn an_authenticators_secret_opens_for_its_user_under_its_key_only() {
        let (keys, ids) = (keys(), SeededIds::new(7));
        let (mine, other) = (StaffId::new(ids.uuid(noon())), StaffId::new(ids.uuid(noon())));
        let sealed = keys.seal_totp(mine, [7; 12], b"twenty bytes, or so.").expect("sealed");
        assert_eq!((sealed.len(), sealed.windows(6).any(|part| part == b"twenty")), (12 + 20 + 16, false));
        assert_eq!(keys.open_totp(mine, &sealed), Ok(b"twenty bytes, or so.".to_vec()));
        let others = Keys::new(&Secret::new("another secret of 32 characters!!"));
        let mut bent = sealed.clone();
        bent[20] ^= 1;
        for found in [
            keys.open_totp(other, &sealed),
            others.open_totp(mine, &sealed),
            keys.open_totp(mine, &bent),
            keys.open_totp(mine, &sealed[..11]),
        ] {
            assert_eq!(found, Err(SignedError::Forged));
        }
    }

    #[test]
    fn nothing_secret_is_printed() {
        assert_eq!(format!("{:?} {:?}", keys(), Secret::new("hush")), "Keys(…) Secret(…)");
    }
}
