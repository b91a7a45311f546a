//! What a provider says of a payment.

use super::{ChargebackState, RefundState, Voucher};
use crate::money::Money;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Something a provider says of a payment, in our own words. Webhooks and look-ups both end here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentUpdate {
    /// The payer can still pay at the provider's page.
    Waiting,
    /// The payer has approved; we must capture (PayPal).
    Approved,
    /// The payer has done their part; the money will come or not.
    Processing,
    /// The payer has this to pay with; the money comes once they have, or it does not.
    Voucher(Voucher),
    /// The provider has the money.
    Paid {
        /// What was received.
        received: Money,
        /// The provider's id of the money (Stripe: payment intent; PayPal: capture).
        reference: String,
        /// When it was paid by the provider's clock; this is the date that counts.
        at: DateTime<Utc>,
    },
    /// It will not be paid.
    Failed,
    /// The page ran out.
    Expired,
    /// It was given up.
    Cancelled,
    /// One refund, as it stands.
    Refund {
        /// The provider's id of the refund.
        id: String,
        /// The amount with its currency.
        amount: Money,
        /// Where it stands.
        state: RefundState,
    },
    /// How much has been refunded in all, failed refunds included if they were counted then.
    RefundedInAll {
        /// The running total.
        total: Money,
    },
    /// One chargeback, as it stands.
    Chargeback {
        /// The provider's id of the dispute.
        id: String,
        /// How much is disputed.
        amount: Money,
        /// Where it stands.
        state: ChargebackState,
    },
}

impl PaymentUpdate {
    /// Is it about money that came or went, or is to go?
    #[must_use]
    pub const fn is_of_money(&self) -> bool {
        match self {
            Self::Paid { .. } | Self::Refund { .. } | Self::RefundedInAll { .. } | Self::Chargeback { .. } => true,
            Self::Waiting
            | Self::Approved
            | Self::Processing
            | Self::Voucher(_)
            | Self::Failed
            | Self::Expired
            | Self::Cancelled => false,
        }
    }
}
