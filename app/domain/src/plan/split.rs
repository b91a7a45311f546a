//! A sum in equal parts of whole steps: the first carry the odd steps, the last what is below a step.
//!
//! As [`Money::split`](crate::money::Money::split), part by part and without a list.

/// How a sum divides. Parts differ by one step at most.
#[derive(Debug, Clone, Copy)]
pub struct Split {
    each: i64,
    odd: i64,
    below: i64,
    step: i64,
    count: u16,
}

impl Split {
    /// In `count` parts (1 at least) of whole `step`s (1 at least).
    #[must_use]
    pub fn new(total: i64, count: u16, step: i64) -> Self {
        let (count, step) = (count.max(1), step.max(1));
        let n = i64::from(count);
        let steps = total / step;
        Self { each: steps / n * step, odd: steps % n, below: total % step, step, count }
    }

    /// The part at `index`, from 0.
    #[must_use]
    pub fn part(&self, index: u16) -> i64 {
        let odd = if i64::from(index) < self.odd { self.step } else { 0 };
        let below = if index + 1 == self.count { self.below } else { 0 };
        self.each + odd + below
    }

    /// The first, the last, and the first without an odd step: the extremes are among them.
    fn ends(&self) -> [i64; 3] {
        let last = self.count - 1;
        [self.part(0), self.part(u16::try_from(self.odd).map_or(last, |odd| odd.min(last))), self.part(last)]
    }

    /// The smallest part.
    #[must_use]
    pub fn smallest(&self) -> i64 {
        self.ends().into_iter().fold(i64::MAX, i64::min)
    }

    /// The largest part.
    #[must_use]
    pub fn largest(&self) -> i64 {
        self.ends().into_iter().fold(i64::MIN, i64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;
    use std::num::NonZeroU16;

    /// Gauntlet 37: all amounts to 20,000 in 1 to 36 parts, in currencies with 0, 2 and 3 decimals; in the ordinary
    /// run those to 1,000. Every extreme is found without looking at every part.
    #[test]
    fn the_same_as_the_split_of_money() {
        let max = if std::env::var_os("SALDO_FULL").is_some() { 20_000 } else { 1_000 };
        let mut splits = 0;
        for code in ["CLP", "MXN", "KWD"] {
            let currency = code.parse().expect("a currency");
            for total in 1..=max {
                for count in 1..=36_u16 {
                    let split = Split::new(total, count, 1);
                    let money = Money::new(total, currency).split(NonZeroU16::new(count).expect("not zero"));
                    assert_eq!(money.len(), usize::from(count));
                    assert!((0..count).zip(&money).all(|(index, part)| split.part(index) == part.minor()));
                    assert_eq!(money.iter().map(|part| part.minor()).sum::<i64>(), total);
                    assert!(split.largest() - split.smallest() <= 1, "{total} in {count}");
                    // No part is nothing while there is a unit for each.
                    assert!(total < i64::from(count) || split.smallest() > 0, "{total} in {count}");
                    splits += 1;
                }
            }
        }
        println!("{splits} splits");
    }

    #[test]
    fn steps_stay_whole_but_for_the_last() {
        let parts = |total, count| {
            let split = Split::new(total, count, 100);
            (0..count).map(|index| split.part(index)).collect::<Vec<_>>()
        };
        assert_eq!(parts(1_000, 3), [400, 300, 300]);
        assert_eq!(parts(1_050, 3), [400, 300, 350]);
        assert_eq!(parts(50, 2), [0, 50]);
        for total in 0..3_000 {
            for count in 1..=12 {
                let (split, all) = (Split::new(total, count, 100), parts(total, count));
                assert_eq!(all.iter().sum::<i64>(), total);
                assert_eq!(all.iter().max(), Some(&split.largest()), "{total} in {count}");
                assert_eq!(all.iter().min(), Some(&split.smallest()), "{total} in {count}");
                assert!(split.largest() - split.smallest() <= 100);
            }
        }
    }
}
