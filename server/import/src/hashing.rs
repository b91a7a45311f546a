//! Hashes by which texts are known again without being kept.

use super::folding::plain;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes already.
pub(super) type HashedMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<AsItIs>>;

/// A text as names are compared: letters and digits alone, in lower case, without accents. 0 for an empty one.
pub(super) fn name(name: &str) -> u64 {
    if name.is_ascii() {
        return of(name.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase()));
    }
    if name.chars().all(|c| u32::from(c) < 0x100) {
        return of(name.chars().filter(|c| c.is_alphanumeric()).map(base));
    }
    let letters: String = plain(name).chars().filter(|c| c.is_alphanumeric()).collect();
    of(letters.bytes())
}

/// A letter of Latin-1 in lower case without its accent, as [`plain`] leaves most of them.
fn base(c: char) -> u8 {
    match c {
        'À'..='Å' | 'à'..='å' => b'a',
        'Ç' | 'ç' => b'c',
        'È'..='Ë' | 'è'..='ë' => b'e',
        'Ì'..='Ï' | 'ì'..='ï' => b'i',
        'Ñ' | 'ñ' => b'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'º' => b'o',
        'Ù'..='Ü' | 'ù'..='ü' => b'u',
        'Ý' | 'ý' | 'ÿ' => b'y',
        'ª' => b'a',
        _ => u8::try_from(u32::from(c)).unwrap_or(b'?').to_ascii_lowercase(),
    }
}

/// A number or an address as such are compared: trimmed, in one case. 0 for an empty one.
pub(super) fn number(number: &str) -> u64 {
    of(number.trim().bytes().map(|b| b.to_ascii_lowercase()))
}

/// FNV-1a; 0 stands for nothing.
fn of(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut any = false;
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        any = true;
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    if any { hash.max(1) } else { 0 }
}

/// A hash in half the room, where it is compared with few others; 0 stays nothing.
#[expect(clippy::cast_possible_truncation, reason = "the half that is kept is as good a hash")]
pub(super) const fn short(hash: u64) -> u32 {
    let half = (hash ^ (hash >> 32)) as u32;
    if hash != 0 && half == 0 { 1 } else { half }
}

/// Keys are hashes already; the table takes them as they are.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= of(bytes.iter().copied());
    }

    fn write_u64(&mut self, n: u64) {
        // The table looks at the highest bits; FNV mixes the low ones best.
        self.0 ^= n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_compared_alike_have_one_hash() {
        assert_eq!(name("Ferreteria Norte SA de CV"), name("FERRETERÍA NORTE, S.A. DE C.V."));
        assert_eq!(name("Dvořák"), name("DVORAK"));
        assert_eq!(name("Peña y Müller"), name("pena y muller"));
        assert_ne!(name("Ana"), name("Bo"));
        assert_eq!((name(""), name(" - "), number("")), (0, 0, 0));
        assert_eq!(number(" C-1 "), number("c-1"));
        assert_ne!(number("C-1"), number("C1"));
        assert_eq!(short(0), 0);
        assert_ne!(short(number("C-1")), 0);
    }
}
