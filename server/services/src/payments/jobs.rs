//! Jobs that payments cause.

use crate::outbox::Job;
use domain::id::{EventId, PaymentId};
use domain::money::Money;
use serde::{Deserialize, Serialize};
use store::jobs::Queue;

/// Take the money that the payer approved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Capture {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for Capture {
    const KIND: &'static str = "capture";

    fn key(&self) -> String {
        self.payment.to_string()
    }

    fn priority(&self) -> Queue {
        Queue::Urgent
    }
}

/// Ask the provider whether what an event says is so.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Confirm {
    /// The payment.
    pub payment: PaymentId,
    /// The event.
    pub event: EventId,
}

impl Job for Confirm {
    const KIND: &'static str = "confirm";

    fn key(&self) -> String {
        self.event.to_string()
    }

    fn priority(&self) -> Queue {
        Queue::Urgent
    }
}

/// Mail a receipt.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for Receipt {
    const KIND: &'static str = "receipt";

    fn key(&self) -> String {
        self.payment.to_string()
    }
}

/// Mail that money was given back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RefundNotice {
    /// The payment.
    pub payment: PaymentId,
    /// How much this time.
    pub amount: Money,
    /// Which movement of the payment it was: one mail for each.
    pub move_n: i64,
}

impl Job for RefundNotice {
    const KIND: &'static str = "refund_notice";

    fn key(&self) -> String {
        format!("{}:{}", self.payment, self.move_n)
    }
}
