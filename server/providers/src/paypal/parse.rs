//! From PayPal's resources to updates. Events and look-ups come through the same functions.
//!
//! Chargebacks are keyed by the capture, not by the dispute: a reversal (`CAPTURE.REVERSED`) takes
//! the same money as the dispute that it belongs to, but does not name it, and one key lets the
//! two count once.

use super::limits;
use super::wire::{
    Amount, Capture, CaptureStatus, Dispute, DisputeStage, DisputeStatus, Order, OrderStatus, PurchaseUnit, Refund,
    RefundStatus, ReversedApproval,
};
use crate::amount::AmountError;
use crate::provider::PaymentRef;
use domain::creditor_code::CreditorCode;
use domain::id::PaymentId;
use domain::money::Money;
use domain::payment::{ChargebackState, PaymentUpdate, RefundState};

/// Why a resource that moves money cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// An amount that is not one of ours.
    #[error("its amount cannot be read: {0}")]
    Amount(#[from] AmountError),
    /// Something that must be there is not.
    #[error("it has no {0}")]
    Missing(&'static str),
    /// A dispute over several payments at once: which part is whose is not said.
    #[error("it is about {0} transactions, not one: divide it by hand")]
    Several(usize),
}

type Updates = Result<Vec<PaymentUpdate>, ParseError>;

fn money(amount: &Amount) -> Result<Money, AmountError> {
    limits::from_wire(&amount.value, &amount.currency_code)
}

/// What stands in `custom_id`: whose payment it is, and which. At most 127 characters, says PayPal; these are 45.
pub fn custom_id(creditor: CreditorCode, payment: PaymentId) -> String {
    format!("{creditor}.{payment}")
}

fn ours(custom: Option<&String>, invoice: Option<&String>) -> PaymentRef {
    let both = custom.and_then(|text| text.split_once('.'));
    let read = both.and_then(|(creditor, payment)| Some((creditor.parse().ok()?, payment.parse().ok()?)));
    match read {
        Some((creditor, payment)) => {
            PaymentRef { payment: Some(payment), creditor: Some(creditor), ..PaymentRef::default() }
        }
        None => PaymentRef {
            payment: [custom, invoice].into_iter().flatten().find_map(|text| text.parse().ok()),
            ..PaymentRef::default()
        },
    }
}

fn of_units(units: &[PurchaseUnit]) -> PaymentRef {
    let all = units.iter().map(|unit| ours(unit.custom_id.as_ref(), unit.invoice_id.as_ref()));
    all.into_iter().find(|about| about.payment.is_some()).unwrap_or_default()
}

/// What an order is about.
pub fn about_order(order: &Order) -> PaymentRef {
    PaymentRef {
        session: Some(order.id.clone()),
        reference: order.purchase_units.iter().flat_map(|u| &u.payments.captures).map(|c| c.id.clone()).next(),
        ..of_units(&order.purchase_units)
    }
}

/// What a reversed approval is about.
pub fn about_approval(approval: &ReversedApproval) -> PaymentRef {
    PaymentRef { session: Some(approval.order_id.clone()), ..of_units(&approval.purchase_units) }
}

/// What a capture is about.
pub fn about_capture(capture: &Capture) -> PaymentRef {
    let related = capture.supplementary_data.as_ref().and_then(|data| data.related_ids.as_ref());
    PaymentRef {
        session: related.and_then(|ids| ids.order_id.clone()),
        reference: Some(capture.id.clone()),
        ..ours(capture.custom_id.as_ref(), capture.invoice_id.as_ref())
    }
}

/// What a refund is about: its capture is only named by a link.
pub fn about_refund(refund: &Refund) -> PaymentRef {
    PaymentRef {
        reference: captured_by(refund).map(ToOwned::to_owned),
        ..ours(refund.custom_id.as_ref(), refund.invoice_id.as_ref())
    }
}

fn captured_by(refund: &Refund) -> Option<&str> {
    let up = refund.links.iter().find(|link| link.rel == "up")?;
    let (before, id) = up.href.rsplit_once('/')?;
    (before.ends_with("/captures") && !id.is_empty()).then_some(id)
}

/// What a dispute is about.
pub fn about_dispute(dispute: &Dispute) -> PaymentRef {
    let [one] = &dispute.disputed_transactions[..] else { return PaymentRef::default() };
    PaymentRef { reference: one.seller_transaction_id.clone(), ..ours(one.custom.as_ref(), None) }
}

/// An order: its captures if there are any, else how far the payer has got.
pub fn order(order: &Order) -> Updates {
    let payments = || order.purchase_units.iter().map(|unit| &unit.payments);
    let mut updates = Vec::new();
    for one in payments().flat_map(|p| &p.captures) {
        updates.extend(capture(one)?);
    }
    for one in payments().flat_map(|p| &p.refunds) {
        updates.extend(refund(one)?);
    }
    if updates.is_empty() {
        updates.push(match order.status {
            OrderStatus::Approved => PaymentUpdate::Approved,
            OrderStatus::Voided => PaymentUpdate::Cancelled,
            // Captured, but not shown how: never paid before a capture says so.
            OrderStatus::Completed => PaymentUpdate::Processing,
            OrderStatus::Waiting => PaymentUpdate::Waiting,
        });
    }
    Ok(updates)
}

/// A capture. `create_time` is when the payer paid; later changes are PayPal's own doing.
pub fn capture(capture: &Capture) -> Updates {
    let paid = || -> Result<PaymentUpdate, ParseError> {
        Ok(PaymentUpdate::Paid {
            received: money(&capture.amount)?,
            reference: capture.id.clone(),
            at: capture.create_time.ok_or(ParseError::Missing("time"))?,
        })
    };
    Ok(match capture.status {
        CaptureStatus::Completed | CaptureStatus::PartiallyRefunded => vec![paid()?],
        CaptureStatus::Refunded => vec![paid()?, PaymentUpdate::RefundedInAll { total: money(&capture.amount)? }],
        CaptureStatus::Declined | CaptureStatus::Failed => vec![PaymentUpdate::Failed],
        CaptureStatus::Pending => vec![PaymentUpdate::Processing],
    })
}

/// A refund, and the running total where it is told.
pub fn refund(refund: &Refund) -> Updates {
    let state = match refund.status {
        RefundStatus::Completed => RefundState::Succeeded,
        RefundStatus::Pending => RefundState::Pending,
        RefundStatus::Failed | RefundStatus::Cancelled => RefundState::Failed,
    };
    let mut updates = vec![PaymentUpdate::Refund { id: refund.id.clone(), amount: money(&refund.amount)?, state }];
    // A failed refund's total is no witness: whether it still counts itself is not said.
    let total = refund.seller_payable_breakdown.as_ref().and_then(|b| b.total_refunded_amount.as_ref());
    if let (Some(total), true) = (total, state != RefundState::Failed) {
        updates.push(PaymentUpdate::RefundedInAll { total: money(total)? });
    }
    Ok(updates)
}

/// A reversal that comes as a refund: PayPal took the money back (a chargeback, a bank's return).
pub fn reversal(refund: &Refund) -> Updates {
    let capture = captured_by(refund).ok_or(ParseError::Missing("capture"))?;
    reversed(capture, &refund.amount)
}

/// A reversal that comes as the capture itself.
pub fn reversed_capture(capture: &Capture) -> Updates {
    reversed(&capture.id, &capture.amount)
}

fn reversed(capture: &str, amount: &Amount) -> Updates {
    // Open, not lost: where there is a dispute, it may still be decided for the creditor.
    Ok(vec![PaymentUpdate::Chargeback { id: capture.to_owned(), amount: money(amount)?, state: ChargebackState::Open }])
}

/// A dispute.
pub fn dispute(dispute: &Dispute) -> Updates {
    let capture = match &dispute.disputed_transactions[..] {
        [one] => one.seller_transaction_id.as_ref().ok_or(ParseError::Missing("transaction"))?,
        several => return Err(ParseError::Several(several.len())),
    };
    let outcome = dispute.dispute_outcome.as_ref();
    let state = match (dispute.status, dispute.dispute_life_cycle_stage) {
        (DisputeStatus::Resolved, stage) => match outcome.and_then(|o| o.outcome_code.as_deref()) {
            Some("RESOLVED_BUYER_FAVOUR" | "ACCEPTED") => ChargebackState::Lost,
            // With a payout PayPal itself pays the payer; the creditor keeps the money.
            Some("RESOLVED_SELLER_FAVOUR" | "RESOLVED_WITH_PAYOUT" | "CANCELED_BY_BUYER" | "DENIED" | "NONE") => {
                ChargebackState::Won
            }
            // An unknown status changes nothing.
            Some(_) | None => running(stage),
        },
        (DisputeStatus::Open, stage) => running(stage),
    };
    let refunded = outcome.and_then(|o| o.amount_refunded.as_ref()).filter(|_| state == ChargebackState::Lost);
    let amount = money(refunded.unwrap_or(&dispute.dispute_amount))?;
    Ok(vec![PaymentUpdate::Chargeback { id: capture.clone(), amount, state }])
}

const fn running(stage: DisputeStage) -> ChargebackState {
    match stage {
        DisputeStage::Inquiry => ChargebackState::Warning,
        DisputeStage::Chargeback | DisputeStage::PreArbitration | DisputeStage::Arbitration => ChargebackState::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_payment_it_is_comes_back_as_it_was_sent() {
        let (creditor, payment) = ("7k2m9xqa".parse().expect("a code"), PaymentId::new(uuid::Uuid::from_u128(7)));
        let (custom, invoice) = (custom_id(creditor, payment), payment.to_string());
        assert_eq!(custom.len(), 45);
        let both = PaymentRef { payment: Some(payment), creditor: Some(creditor), ..PaymentRef::default() };
        assert_eq!(ours(Some(&custom), Some(&invoice)), both);
        let payment_only = PaymentRef { creditor: None, ..both };
        for other in [None, Some(&invoice), Some(&"A.B".to_owned()), Some(&format!("7k2m9xq.{payment}"))] {
            assert_eq!(ours(other, Some(&invoice)), payment_only, "{other:?}");
        }
        assert_eq!(ours(None, None), PaymentRef::default());
    }
}
