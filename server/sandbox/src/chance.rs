//! Chance from a seed: the same seed, the same ids and the same faults.
//!
//! SplitMix64 (Steele, Lea, Flood 2014): small, fast, and plenty for ids and test faults. Nothing
//! secret is made with it.

/// A seeded source.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const CAPITALS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
const HEX: &[u8] = b"0123456789abcdef";

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end` (0 when `end` is 0).
    pub(super) const fn below(&mut self, end: u64) -> u64 {
        match self.next().checked_rem(end) {
            Some(number) => number,
            None => 0,
        }
    }

    /// `length` letters and digits.
    pub(super) fn letters(&mut self, length: usize) -> String {
        self.text(LETTERS, length)
    }

    /// `length` capitals and digits, without I and O.
    pub(super) fn capitals(&mut self, length: usize) -> String {
        self.text(CAPITALS, length)
    }

    /// A UUID's text.
    pub(super) fn uuid(&mut self) -> String {
        [8, 4, 4, 4, 12].map(|length| self.text(HEX, length)).join("-")
    }

    fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let end = u64::try_from(alphabet.len()).unwrap_or(1);
        (0..length)
            .filter_map(|_| usize::try_from(self.below(end)).ok().and_then(|at| alphabet.get(at)))
            .map(|letter| char::from(*letter))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_says_the_same() {
        let (mut a, mut b, mut c) = (Chance::new(7), Chance::new(7), Chance::new(8));
        assert_eq!(a.letters(24), b.letters(24));
        assert_ne!(a.capitals(17), c.capitals(17));
        assert_eq!(a.uuid().len(), 36);
        assert_eq!(a.below(0), 0);
    }
}
