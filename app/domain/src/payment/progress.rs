//! How far a payment has got: a rank that only rises.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How far a payment has got. Ordered: a later one wins over an earlier one, whatever came first.
///
/// `Succeeded` is the highest, since received money is never forgotten: a late "expired" or
/// "failed" does not undo it, and money that arrives after an end still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Committed here; the provider has not answered yet.
    Created,
    /// The provider has a page for it; the payer may be there.
    Redirected,
    /// The payer has done their part; the money is on its way (voucher, bank debit, review).
    Processing,
    /// The provider's page ran out.
    Expired,
    /// Given up by the payer before paying. Above `Expired`: Stripe says "expired" of a page that we
    /// had it close.
    Cancelled,
    /// The provider says it will not be paid.
    Failed,
    /// The provider has the money.
    Succeeded,
}

impl Progress {
    /// All of them, lowest first.
    pub const ALL: [Self; 7] = [
        Self::Created,
        Self::Redirected,
        Self::Processing,
        Self::Expired,
        Self::Cancelled,
        Self::Failed,
        Self::Succeeded,
    ];

    /// The one transition function.
    #[must_use]
    pub fn apply(self, said: Self) -> Transition {
        if said <= self {
            Transition::Already
        } else if self.is_over() && said == Self::Succeeded {
            Transition::PaidAfterEnd
        } else {
            Transition::Moved
        }
    }

    /// Could money still arrive in the ordinary way?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Redirected | Self::Processing)
    }

    /// Ended without money?
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired | Self::Failed)
    }

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Redirected => "redirected",
            Self::Processing => "processing",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::Succeeded => "succeeded",
        }
    }
}

/// Text that names no progress; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a payment's progress")]
pub struct UnknownProgress(String);

impl FromStr for Progress {
    type Err = UnknownProgress;

    fn from_str(text: &str) -> Result<Self, UnknownProgress> {
        Self::ALL.into_iter().find(|p| p.as_str() == text).ok_or_else(|| UnknownProgress(text.to_owned()))
    }
}

/// What an update did to a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transition {
    /// The payment got further.
    Moved,
    /// Nothing new: a repetition, or an older update that came late. Normal.
    Already,
    /// Money for a payment that had ended. It counts, and a person is told.
    PaidAfterEnd,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write;

    #[test]
    fn every_progress_and_every_word() {
        let mut table = String::new();
        for from in Progress::ALL {
            for said in Progress::ALL {
                writeln!(table, "{:<10} + {:<10} = {:?}", from.as_str(), said.as_str(), from.apply(said))
                    .expect("a string");
            }
        }
        insta::assert_snapshot!(table);
    }

    proptest! {
        #[test]
        fn order_never_matters(said in prop::collection::vec(0..7_usize, 0..8)) {
            let run = |order: &[usize]| order.iter().fold(Progress::Created, |p, i| {
                let said = Progress::ALL[*i];
                if p.apply(said) == Transition::Already { p } else { said }
            });
            let mut sorted = said.clone();
            sorted.sort_unstable();
            let mut reversed = sorted.clone();
            reversed.reverse();
            prop_assert_eq!(run(&said), run(&sorted));
            prop_assert_eq!(run(&said), run(&reversed));
        }
    }
}
