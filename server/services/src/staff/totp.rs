//! Codes of an authenticator: RFC 6238 with SHA-1, six digits, thirty seconds, which is what all authenticators speak.

use crate::ids::Ids;
use chrono::{DateTime, Utc};
use ring::hmac;
use std::fmt;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

/// Seconds of a step.
const STEP_S: i64 = 30;
/// RFC 4226, section 4, R6: 160 bits.
const SECRET_BYTES: usize = 20;

/// What an authenticator and the server share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A new one.
    #[must_use]
    pub fn new(ids: &dyn Ids) -> Self {
        let mut bytes = vec![0; SECRET_BYTES];
        ids.fill(&mut bytes);
        Self(bytes)
    }

    /// One that was decrypted.
    #[must_use]
    pub const fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes, to be encrypted.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As a person types it into an authenticator: base32 (RFC 4648) without padding.
    #[must_use]
    pub fn base32(&self) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut text = String::with_capacity(self.0.len() * 8 / 5 + 1);
        let (mut held, mut bits) = (0_usize, 0);
        for byte in &self.0 {
            held = (held << 8 | usize::from(*byte)) & 0x1fff;
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(char::from(LETTERS[held >> bits & 31]));
            }
        }
        if bits > 0 {
            text.push(char::from(LETTERS[held << (5 - bits) & 31]));
        }
        text
    }

    /// As a QR code holds it: who issues it, and for whom.
    #[must_use]
    pub fn address(&self, issuer: &str, email: &str) -> String {
        let part = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let (issuer, email) = (part(issuer).replace('+', "%20"), part(email).replace('+', "%20"));
        format!(
            "otpauth://totp/{issuer}:{email}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
            self.base32()
        )
    }

    /// The code of a step.
    #[must_use]
    pub fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        // RFC 4226, 5.3: the last four bits say where to read.
        let at = usize::from(tag.last().copied().unwrap_or_default() & 15);
        let four = tag.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()).unwrap_or_default();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }

    /// The step whose code this is: the present one, or one either side for a clock that is a little off. All three
    /// are looked at, whichever it is.
    #[must_use]
    pub fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let present = step_at(now);
        let (mut step, mut found) = (0_i64, Choice::from(0));
        for candidate in [present - 1, present + 1, present] {
            let same = self.code(candidate).as_bytes().ct_eq(code.as_bytes());
            step.conditional_assign(&candidate, same);
            found |= same;
        }
        bool::from(found).then_some(step)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The step of an instant.
#[must_use]
pub fn step_at(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_S)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn secret() -> Secret {
        Secret::of(b"12345678901234567890".to_vec())
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("an instant")
    }

    /// RFC 6238, appendix B, the column of SHA-1; ours are the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (seconds, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(secret().code(step_at(at(seconds))), code[2..], "{seconds}");
        }
    }

    #[test]
    fn one_step_either_side_is_taken() {
        let (secret, now) = (secret(), at(1_234_567_890));
        let code = secret.code(step_at(now));
        for (seconds, taken) in [(-31, false), (-30, true), (0, true), (30, true), (59, true), (60, false)] {
            let found = secret.step_of(&code, now + TimeDelta::seconds(seconds));
            assert_eq!(found, taken.then_some(step_at(now)), "{seconds}");
        }
        for wrong in ["", "005924 ", "05924", "0059245", "ñ"] {
            assert_eq!(secret.step_of(wrong, now), None, "{wrong}");
        }
    }

    /// RFC 4648, section 10, without the padding.
    #[test]
    fn the_secret_as_people_type_it() {
        for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ")] {
            assert_eq!(Secret::of(bytes.into()).base32(), text);
        }
        assert_eq!(Secret::of(b"fooba".to_vec()).base32(), "MZXW6YTB");
        assert_eq!(
            secret().address("Saldo: Ferretería", "ana@example.test"),
            "otpauth://totp/Saldo%3A%20Ferreter%C3%ADa:ana%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Saldo%3A%20Ferreter%C3%ADa&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(format!("{:?}", secret()), "Secret(…)");
    }
}
