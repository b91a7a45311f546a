//! Jobs that payments cause.

use crate::outbox::Job;
use domain::id::{EntryId, EventId, PaymentId};
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

/// Close at their providers what an entry has made needless.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Superseded {
    /// The entry.
    pub entry: EntryId,
}

impl Job for Superseded {
    const KIND: &'static str = store::jobs::SUPERSEDED;

    fn key(&self) -> String {
        self.entry.to_string()
    }

    fn priority(&self) -> Queue {
        Queue::Urgent
    }
}

/// Mail that a voucher need not be paid any more.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NotNeeded {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for NotNeeded {
    const KIND: &'static str = "not_needed";

    fn key(&self) -> String {
        self.payment.to_string()
    }
}

/// Mail that a voucher was not paid in time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VoucherEnded {
    /// The payment.
    pub payment: PaymentId,
}

impl Job for VoucherEnded {
    const KIND: &'static str = "voucher_ended";

    fn key(&self) -> String {
        self.payment.to_string()
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_store_queues_what_is_read_here() {
        let entry = EntryId::new(Uuid::from_u128(7));
        assert_eq!(store::jobs::New::superseded(entry), Superseded { entry }.stored().expect("a job"));
    }
}
