//! Why an amount cannot go to a provider, or cannot be read from one. Never rounded.

use crate::provider::{Limits, ProviderError};
use domain::money::{Currency, Money, MoneyError};

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The provider does not take this currency.
    #[error("{0} is not taken")]
    Currency(Currency),
    /// Less than can be charged.
    #[error("at least {0}")]
    TooSmall(Money),
    /// More than can be charged.
    #[error("at most {0}")]
    TooLarge(Money),
    /// Not a multiple of what can be charged.
    #[error("only multiples of {0}")]
    Step(Money),
    /// Their number is not a whole number of our minor units.
    #[error("{0} of theirs is no whole amount of {1}")]
    Fraction(i64, Currency),
    /// Out of range, an unknown currency, or not a number.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl From<AmountError> for ProviderError {
    fn from(error: AmountError) -> Self {
        Self::Amount(error.to_string())
    }
}

/// Can this amount be charged?
///
/// # Errors
/// What stands in the way.
pub fn check(amount: Money, limits: Option<Limits>) -> Result<(), AmountError> {
    let limits = limits.ok_or(AmountError::Currency(amount.currency()))?;
    if amount.minor() < limits.min.minor() {
        Err(AmountError::TooSmall(limits.min))
    } else if amount.minor() > limits.max.minor() {
        Err(AmountError::TooLarge(limits.max))
    } else if amount.minor() % limits.step != 0 {
        Err(AmountError::Step(Money::new(limits.step, amount.currency())))
    } else {
        Ok(())
    }
}
