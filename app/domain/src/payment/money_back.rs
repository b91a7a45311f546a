//! Money that goes back: refunds, and chargebacks (the providers say disputes).

use crate::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Text that names no state of a refund or chargeback; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no state of a refund or chargeback")]
pub struct UnknownMoneyBackState(String);

/// Where a refund stands. Ordered: a failed refund stays failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// On its way; the provider has already taken it from us.
    Pending,
    /// With the payer.
    Succeeded,
    /// Came back (providers say failed or cancelled): the money is ours again.
    Failed,
}

impl RefundState {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }
}

impl FromStr for RefundState {
    type Err = UnknownMoneyBackState;

    fn from_str(text: &str) -> Result<Self, UnknownMoneyBackState> {
        let all = [Self::Pending, Self::Succeeded, Self::Failed];
        all.into_iter().find(|state| state.as_str() == text).ok_or_else(|| UnknownMoneyBackState(text.to_owned()))
    }
}

/// Where a chargeback stands. Ordered: a decision stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargebackState {
    /// An enquiry; no money has moved.
    Warning,
    /// Open; the provider has taken the money from us.
    Open,
    /// Decided for the payer; the money stays away.
    Lost,
    /// Decided for the creditor (or withdrawn); the money is back.
    Won,
}

impl ChargebackState {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Open => "open",
            Self::Lost => "lost",
            Self::Won => "won",
        }
    }

    /// Is the money away?
    #[must_use]
    pub const fn takes_money(self) -> bool {
        matches!(self, Self::Open | Self::Lost)
    }
}

impl FromStr for ChargebackState {
    type Err = UnknownMoneyBackState;

    fn from_str(text: &str) -> Result<Self, UnknownMoneyBackState> {
        let all = [Self::Warning, Self::Open, Self::Lost, Self::Won];
        all.into_iter().find(|state| state.as_str() == text).ok_or_else(|| UnknownMoneyBackState(text.to_owned()))
    }
}

/// A refund as its provider last told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The provider's id.
    pub provider_id: String,
    /// How much goes back.
    pub amount: Money,
    /// Where it stands.
    pub state: RefundState,
}

/// A chargeback as its provider last told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chargeback {
    /// The provider's id of the dispute.
    pub provider_id: String,
    /// How much is disputed.
    pub amount: Money,
    /// Where it stands.
    pub state: ChargebackState,
}

/// How much should have been given back by refunds, from single refunds and the highest running
/// total that was reported.
///
/// Stripe tells both ways, in any order: `refund.*` carries one refund, `charge.refunded` the total
/// so far. Whichever knows more wins, less what failed since.
///
/// # Errors
/// [`MoneyError`] when one is of another currency, or their sum leaves 64 bits.
pub fn refund_target(singles: &[Refund], highest_total: Money) -> Result<Money, MoneyError> {
    let currency = highest_total.currency();
    let sum = |failed: bool| {
        let those = singles.iter().filter(|refund| (refund.state == RefundState::Failed) == failed);
        Money::total(currency, those.map(|refund| refund.amount))
    };
    let (live, by_total) = (sum(false)?, highest_total.minus(sum(true)?)?);
    Ok(if by_total.minor() > live.minor() { by_total } else { live })
}

/// How much should be away by chargebacks.
///
/// # Errors
/// [`MoneyError`] when one is of another currency, or their sum leaves 64 bits.
pub fn chargeback_target(chargebacks: &[Chargeback], currency: Currency) -> Result<Money, MoneyError> {
    let away = chargebacks.iter().filter(|chargeback| chargeback.state.takes_money());
    Money::total(currency, away.map(|chargeback| chargeback.amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    #[test]
    fn refunds_told_twice_count_once() {
        use RefundState::{Failed, Pending, Succeeded};
        let refund = |(minor, state): &(i64, RefundState)| Refund {
            provider_id: "re_1".to_owned(),
            amount: mxn(*minor),
            state: *state,
        };
        let target = |singles: &[(i64, RefundState)], total| {
            let singles: Vec<Refund> = singles.iter().map(refund).collect();
            refund_target(&singles, mxn(total)).map(Money::minor)
        };
        assert_eq!(target(&[], 30), Ok(30)); // only the running total was reported
        assert_eq!(target(&[(30, Succeeded)], 0), Ok(30)); // only the single refund
        assert_eq!(target(&[(30, Succeeded)], 30), Ok(30)); // both: the same money
        assert_eq!(target(&[(30, Succeeded)], 50), Ok(50)); // the total knows of another
        assert_eq!(target(&[(30, Failed)], 30), Ok(0)); // it failed: ours again
        assert_eq!(target(&[(30, Failed), (20, Pending)], 50), Ok(20));
    }
}
