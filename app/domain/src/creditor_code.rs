//! The short code of a creditor, for addresses, tokens and what providers carry along.
//!
//! It names the creditor where nobody has asked the database yet, so that a look-up goes to one creditor's rows. It
//! is random, means nothing, opens nothing and is never changed.

use std::fmt;
use std::str::FromStr;

/// How many characters a code has.
pub const CODE_CHARS: usize = 8;

/// Digits and lower-case letters without `i`, `l`, `o` and `u`: 32, so that five bits are one character.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Eight characters for 40 random bits: two of a thousand creditors meet once in two million installations, and the
/// database refuses the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditorCode([u8; CODE_CHARS]);

/// Text that is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a creditor's code is 8 digits and lower-case letters without i, l, o, u")]
pub struct CodeError;

impl CreditorCode {
    /// The code for 40 random bits.
    #[must_use]
    pub fn of(random: [u8; 5]) -> Self {
        let bits = random.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let mut text = [0; CODE_CHARS];
        for (place, shift) in text.iter_mut().zip((0..CODE_CHARS).rev()) {
            let five = (bits >> (5 * shift)) & 31;
            *place = usize::try_from(five).ok().and_then(|at| ALPHABET.get(at)).copied().unwrap_or(b'0');
        }
        Self(text)
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only characters of the alphabet are ever put in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CreditorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CreditorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CreditorCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let bytes: [u8; CODE_CHARS] = text.as_bytes().try_into().map_err(|_| CodeError)?;
        if bytes.iter().all(|byte| ALPHABET.contains(byte)) { Ok(Self(bytes)) } else { Err(CodeError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_what_it_writes() {
        for (random, text) in [
            ([0; 5], "00000000"),
            ([0xff; 5], "zzzzzzzz"),
            ([0, 0, 0, 0, 1], "00000001"),
            ([0x08, 0x42, 0x10, 0x84, 0x21], "11111111"),
        ] {
            let code = CreditorCode::of(random);
            assert_eq!((code.as_str(), text.parse()), (text, Ok(code)));
        }
    }

    #[test]
    fn another_spelling_is_refused() {
        for text in ["", "0000000", "000000000", "0000000A", "0000000i", "0000000u", "000000é", "0000 000"] {
            assert_eq!(text.parse::<CreditorCode>(), Err(CodeError), "{text}");
        }
    }
}
