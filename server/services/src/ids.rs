//! The one source of randomness: ids and tokens.
//!
//! Ids are UUIDs of version 7 that never go backwards within a process, so that new rows land at
//! the end of an index. Tokens are what opens a link or a session: 256 random bits that only their
//! owner has; we keep a hash. A test takes [`SeededIds`] and can write the ids down.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use domain::creditor_code::{CODE_CHARS, CreditorCode};
use domain::id::{CreditorId, TokenHash};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use uuid::{Builder, Uuid};

/// Gives ids and tokens.
pub trait Ids: Send + Sync {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);

    /// A new id: `InvoiceId::new(ids.uuid(now))`. Later ones sort after earlier ones, also within
    /// one millisecond and when the clock jumps back.
    fn uuid(&self, now: DateTime<Utc>) -> Uuid;

    /// A new token.
    fn token(&self) -> Token {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        Token(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A new token for a link or a session of this creditor's.
    fn access_token(&self, creditor: CreditorCode) -> AccessToken {
        AccessToken::new(creditor, self.token())
    }

    /// The id of a new creditor: 32 random bits and zeros, which SQLite keeps in four bytes. It stands in every row and
    /// every index. Two of a thousand creditors meet once in ten thousand installations, and the database refuses the
    /// second.
    fn creditor_id(&self) -> CreditorId {
        let mut bytes = [0; 16];
        let (random, _) = bytes.split_at_mut(4);
        self.fill(random);
        CreditorId::new(Uuid::from_bytes(bytes))
    }

    /// The code of a new creditor.
    fn creditor_code(&self) -> CreditorCode {
        let mut random = [0; 5];
        self.fill(&mut random);
        CreditorCode::of(random)
    }
}

/// A token's length as text: 32 bytes in base64url without padding.
pub const TOKEN_CHARS: usize = 43;

/// Text that has not the shape of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token is 43 letters, digits, `-` or `_`")]
pub struct TokenError;

/// A secret that opens a link or a session. Never logged, never stored; see [`TokenHash`].
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes what came in from outside. Only the shape is looked at; whether it opens anything
    /// is for the database to say.
    ///
    /// # Errors
    /// [`TokenError`] for anything that no token can be.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let right = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if text.len() == TOKEN_CHARS && text.bytes().all(right) { Ok(Self(text.to_owned())) } else { Err(TokenError) }
    }

    /// The text itself, for an address or a cookie and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::new(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What a session's cookie holds.
pub trait SessionToken: Sized {
    /// Its length as text.
    const CHARS: usize;

    /// Takes what came in from outside.
    ///
    /// # Errors
    /// [`TokenError`] for anything that no such token can be.
    fn read(text: &str) -> Result<Self, TokenError>;

    /// The text itself.
    fn text(&self) -> String;
}

impl SessionToken for Token {
    const CHARS: usize = TOKEN_CHARS;

    fn read(text: &str) -> Result<Self, TokenError> {
        Self::parse(text)
    }

    fn text(&self) -> String {
        self.0.clone()
    }
}

/// A token behind the code of the creditor whose link or session it opens: `/l/{code}{token}`, and a debtor's cookie.
/// The code is no secret; it tells among whose rows the token is to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    creditor: CreditorCode,
    token: Token,
}

impl AccessToken {
    /// This token, of this creditor's.
    #[must_use]
    pub const fn new(creditor: CreditorCode, token: Token) -> Self {
        Self { creditor, token }
    }

    /// Whose it says it is.
    #[must_use]
    pub const fn creditor(&self) -> CreditorCode {
        self.creditor
    }

    /// The part that opens.
    #[must_use]
    pub const fn token(&self) -> &Token {
        &self.token
    }

    /// What the database keeps: of the token alone, since its row names the creditor.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        self.token.hash()
    }

    /// The text itself, for an address or a cookie and nothing else.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{}{}", self.creditor, self.token.reveal())
    }
}

impl SessionToken for AccessToken {
    const CHARS: usize = CODE_CHARS + TOKEN_CHARS;

    fn read(text: &str) -> Result<Self, TokenError> {
        let (creditor, token) = text.split_at_checked(CODE_CHARS).ok_or(TokenError)?;
        Ok(Self { creditor: creditor.parse().map_err(|_| TokenError)?, token: Token::parse(token)? })
    }

    fn text(&self) -> String {
        self.reveal()
    }
}

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no random bytes, so no id can be made; check that /dev/urandom is there")]
pub struct NoEntropy(#[source] getrandom::Error);

/// Ids and tokens from the operating system.
#[derive(Debug)]
pub struct SystemIds {
    sequence: Sequence,
    /// Random bytes for ids still to come: asking for a handful costs as much as asking for many. Tokens never come
    /// from here.
    ready: Mutex<Vec<u8>>,
}

/// Random bytes of an id.
const IN_AN_ID: usize = 10;
/// Ids for which random bytes are got at a time.
const IDS_AHEAD: usize = 64;

impl SystemIds {
    /// Tries the source once, so that a machine without one fails at the start.
    ///
    /// # Errors
    /// [`NoEntropy`] when it gives nothing.
    pub fn new() -> Result<Self, NoEntropy> {
        getrandom::fill(&mut [0; 32]).map_err(NoEntropy)?;
        Ok(Self { sequence: Sequence::default(), ready: Mutex::default() })
    }

    fn for_an_id(&self) -> [u8; IN_AN_ID] {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if ready.is_empty() {
            ready.resize(IN_AN_ID * IDS_AHEAD, 0);
            self.fill(&mut ready);
        }
        // Taken out, so that no two ids share a byte.
        let rest = ready.len().saturating_sub(IN_AN_ID);
        let mut random = [0; IN_AN_ID];
        for (byte, taken) in random.iter_mut().zip(ready.drain(rest..)) {
            *byte = taken;
        }
        random
    }
}

impl Ids for SystemIds {
    fn fill(&self, out: &mut [u8]) {
        if getrandom::fill(out).is_err() {
            // It worked at the start, and Linux promises that it then always does. Going on with
            // guessable tokens would be worse than stopping; everything acknowledged is on disk.
            std::process::abort();
        }
    }

    fn uuid(&self, now: DateTime<Utc>) -> Uuid {
        self.sequence.next(now, self.for_an_id())
    }
}

/// The same ids and tokens for the same seed. For tests and for made-up data; anyone can work its
/// tokens out.
#[derive(Debug)]
pub struct SeededIds {
    seed: u64,
    quote: AtomicU64,
    sequence: Sequence,
}

impl SeededIds {
    /// Starts the series of `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, quote: AtomicU64::new(0), sequence: Sequence::default() }
    }
}

impl Ids for SeededIds {
    fn fill(&self, out: &mut [u8]) {
        for block in out.chunks_mut(32) {
            let quote = self.quote.fetch_add(1, Ordering::Relaxed);
            let bytes: [u8; 32] =
                Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(quote.to_be_bytes()).finalize().into();
            block.copy_from_slice(&bytes[..block.len()]);
        }
    }

    fn uuid(&self, now: DateTime<Utc>) -> Uuid {
        let mut random = [0; IN_AN_ID];
        self.fill(&mut random);
        self.sequence.next(now, random)
    }
}

/// The last id's milliseconds (48 bits) and counter (12 bits) as one number: the next id takes the
/// present, or the number after the last where the present is not later. A counter that runs full
/// carries into the milliseconds. (RFC 9562, 6.2, method 1.)
#[derive(Debug, Default)]
struct Sequence(AtomicU64);

impl Sequence {
    fn next(&self, now: DateTime<Utc>, mut random: [u8; IN_AN_ID]) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0) & 0xffff_ffff_ffff;
        // A random start below half leaves room to count within the millisecond.
        let start = u64::from(u16::from_be_bytes([random[0], random[1]]) & 0x07ff);
        let present = (millis << 12) | start;
        let mut last = self.0.load(Ordering::Relaxed);
        let taken = loop {
            let next = present.max(last.wrapping_add(1));
            match self.0.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => break next,
                Err(moved) => last = moved,
            }
        };
        let [.., high, low] = (taken & 0x0fff).to_be_bytes();
        [random[0], random[1]] = [high, low];
        Builder::from_unix_timestamp_millis(taken >> 12, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use std::collections::HashSet;

    fn noon() -> DateTime<Utc> {
        "2026-11-05T12:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn ids_are_version_7_and_never_go_backwards() {
        let ids = SystemIds::new().expect("random bytes");
        let mut last = ids.uuid(noon());
        assert_eq!(last.get_version_num(), 7);
        assert_eq!(last.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(last.get_timestamp().map(|t| t.to_unix().0), Some(noon().timestamp().unsigned_abs()));
        // 10,000 in one millisecond run over the counter's 4,096; then the clock jumps back an hour.
        for i in 0..20_000 {
            let now = if i < 10_000 { noon() } else { noon() - TimeDelta::hours(1) };
            let next = ids.uuid(now);
            assert!(next > last && next.get_version_num() == 7, "{last} then {next}");
            last = next;
        }
    }

    #[test]
    fn threads_never_get_the_same_id() {
        let ids = SystemIds::new().expect("random bytes");
        let made: Vec<Vec<Uuid>> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..4).map(|_| scope.spawn(|| (0..5_000).map(|_| ids.uuid(noon())).collect())).collect();
            threads.into_iter().map(|t| t.join().expect("a thread")).collect()
        });
        for mine in &made {
            assert!(mine.is_sorted(), "one thread's ids go up");
        }
        assert_eq!(made.iter().flatten().collect::<HashSet<_>>().len(), 20_000);
    }

    #[test]
    fn a_seed_gives_the_same_series() {
        let (a, b, other) = (SeededIds::new(1), SeededIds::new(1), SeededIds::new(2));
        assert_eq!(a.uuid(noon()), b.uuid(noon()));
        assert_eq!(a.token(), b.token());
        assert_ne!(a.token(), other.token());
        assert_ne!(a.token(), a.token());
        let series = SeededIds::new(1);
        assert_eq!(series.uuid(noon()).to_string(), "01a1ab94-8600-7038-a582-2a6f9e62da21");
    }

    #[test]
    fn a_token_is_43_characters_and_hides() {
        let token = SystemIds::new().expect("random bytes").token();
        assert_eq!(token.reveal().len(), TOKEN_CHARS);
        assert_eq!(Token::parse(token.reveal()), Ok(token.clone()));
        assert_eq!(format!("{token:?} {:?}", token.hash()), "Token(…) TokenHash(…)");
        let short = &token.reveal()[1..];
        for text in
            ["", short, &format!("{short}="), &format!("{short}+"), &format!("{short}é"), &format!("a{token:?}")]
        {
            assert_eq!(Token::parse(text), Err(TokenError), "{text}");
        }
    }

    #[test]
    fn a_link_names_its_creditor_before_its_token() {
        let ids = SeededIds::new(1);
        let (code, token) = (ids.creditor_code(), ids.token());
        let link = AccessToken::new(code, token.clone());
        assert_eq!(link.reveal(), format!("{code}{}", token.reveal()));
        assert_eq!(AccessToken::read(&link.reveal()), Ok(link.clone()));
        assert_eq!((link.creditor(), link.hash()), (code, token.hash()), "a row holds the hash of the token alone");
        let text = link.reveal();
        for wrong in [token.reveal(), &text[1..], &format!("{text}A"), &text.to_uppercase(), "", "é"] {
            assert_eq!(AccessToken::read(wrong), Err(TokenError), "{wrong}");
        }
        assert!(!format!("{link:?}").contains(token.reveal()), "its token hides");
    }

    #[test]
    fn only_the_exact_text_has_the_hash() {
        // The last character carries 4 bits; these two decode to the same 32 bytes.
        let zeros = Token::parse(&"A".repeat(43)).expect("a token");
        let spare = Token::parse(&format!("{}B", "A".repeat(42))).expect("a token");
        let lower = Token::parse(&format!("{}a", "A".repeat(42))).expect("a token");
        assert_ne!(zeros.hash(), spare.hash());
        assert_ne!(zeros.hash(), lower.hash());
        assert_eq!(TokenHash::new(*zeros.hash().bytes()), zeros.hash());
    }
}
