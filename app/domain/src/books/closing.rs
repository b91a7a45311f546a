//! What a complete list may close by leaving it out.
//!
//! An empty export, another firm's file or half a page would close everything that is owed. So a list that would close
//! too much at once is not believed before a person has said so.

use crate::money::{Currency, Money};

/// Of what is open by the source's word, so many of a hundred may go from one list to the next.
pub const MOST_PERCENT: i64 = 30;

/// What a complete list would do in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The currency.
    pub currency: Currency,
    /// Items that are open in the books.
    pub items: u64,
    /// Their sum.
    pub open: Money,
    /// Of these, items that the list leaves out.
    pub gone: u64,
    /// Their sum.
    pub closes: Money,
}

/// A list would close more than is believed without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the list would close {} of {} open items, {} of {}, as paid elsewhere, by leaving them out; is it the whole list \
     of this creditor? say --allow-closing if it is, --incomplete if it is not",
    .0.gone, .0.items, .0.closes, .0.open
)]
pub struct TooMuchCloses(pub Closing);

/// May a complete list close what it leaves out?
///
/// # Errors
/// [`TooMuchCloses`] with the figures of the first currency in which it would close more than [`MOST_PERCENT`] of a
/// hundred of what is open.
pub fn may_close(closings: &[Closing]) -> Result<(), TooMuchCloses> {
    for closing in closings {
        let (open, closes) = (i128::from(closing.open.minor()), i128::from(closing.closes.minor()));
        if closing.gone > 0 && closes * 100 > open * i128::from(MOST_PERCENT) {
            return Err(TooMuchCloses(*closing));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closing(open: i64, closes: i64) -> Closing {
        let mxn = "MXN".parse().expect("a currency");
        Closing { currency: mxn, items: 10, open: Money::new(open, mxn), gone: 3, closes: Money::new(closes, mxn) }
    }

    #[test]
    fn up_to_the_share_may_go_without_a_word() {
        assert_eq!(may_close(&[]), Ok(()));
        assert_eq!(may_close(&[closing(10_000, 0), closing(10_000, 3_000)]), Ok(()));
        for (open, closes) in [(10_000, 3_001), (10_000, 10_000), (1, 1)] {
            assert_eq!(
                may_close(&[closing(9_000, 10), closing(open, closes)]),
                Err(TooMuchCloses(closing(open, closes)))
            );
        }
        assert_eq!(may_close(&[Closing { gone: 0, ..closing(0, 0) }]), Ok(()));
        assert_eq!(may_close(&[closing(i64::MAX, i64::MAX / 100 * 30)]), Ok(()), "no sum is too large to compare");
    }

    #[test]
    fn the_refusal_says_the_figures_and_what_to_do() {
        let text = TooMuchCloses(closing(10_000, 5_000)).to_string();
        assert!(text.contains("3 of 10 open items") && text.contains("--allow-closing"), "{text}");
    }
}
