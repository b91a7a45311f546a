//! What people call the state of a payment.

use super::Progress;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// What a debtor or a creditor calls the state of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// See [`Progress::Created`].
    Created,
    /// See [`Progress::Redirected`].
    Redirected,
    /// See [`Progress::Processing`].
    Processing,
    /// See [`Progress::Succeeded`].
    Succeeded,
    /// See [`Progress::Failed`].
    Failed,
    /// See [`Progress::Cancelled`].
    Cancelled,
    /// See [`Progress::Expired`].
    Expired,
    /// Some of it was given back.
    PartlyRefunded,
    /// All of it was given back.
    Refunded,
    /// A chargeback has the money.
    ChargedBack,
    /// There was a chargeback; the money is back.
    ChargebackWon,
}

impl PaymentState {
    /// Ended without money?
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::Expired)
    }
}

/// The sums that a payment's state after success follows from. All of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenBack {
    /// Given back by refunds.
    pub refunded: Money,
    /// Away by chargebacks.
    pub charged_back: Money,
    /// Was any chargeback ever won?
    pub chargeback_won: bool,
}

/// The state to show.
#[must_use]
pub fn state(progress: Progress, received: Money, back: GivenBack) -> PaymentState {
    match progress {
        Progress::Created => PaymentState::Created,
        Progress::Redirected => PaymentState::Redirected,
        Progress::Processing => PaymentState::Processing,
        Progress::Cancelled => PaymentState::Cancelled,
        Progress::Expired => PaymentState::Expired,
        Progress::Failed => PaymentState::Failed,
        Progress::Succeeded if back.charged_back.is_positive() => PaymentState::ChargedBack,
        Progress::Succeeded if back.refunded.is_positive() && back.refunded.minor() >= received.minor() => {
            PaymentState::Refunded
        }
        Progress::Succeeded if back.refunded.is_positive() => PaymentState::PartlyRefunded,
        Progress::Succeeded if back.chargeback_won => PaymentState::ChargebackWon,
        Progress::Succeeded => PaymentState::Succeeded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    #[test]
    fn states_after_success() {
        let back = |refunded, charged_back, chargeback_won| GivenBack {
            refunded: mxn(refunded),
            charged_back: mxn(charged_back),
            chargeback_won,
        };
        let of = |b| state(Progress::Succeeded, mxn(100), b);
        assert_eq!(of(back(0, 0, false)), PaymentState::Succeeded);
        assert_eq!(of(back(40, 0, false)), PaymentState::PartlyRefunded);
        assert_eq!(of(back(100, 0, false)), PaymentState::Refunded);
        assert_eq!(of(back(0, 100, false)), PaymentState::ChargedBack);
        assert_eq!(of(back(0, 0, true)), PaymentState::ChargebackWon);
        assert_eq!(of(back(40, 60, true)), PaymentState::ChargedBack);
    }
}
