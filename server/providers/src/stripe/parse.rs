//! From Stripe's objects to updates. Events and look-ups come through the same functions.

use super::limits;
use super::wire::{
    CREDITOR_KEY, Charge, Dispute, DisputeStatus, Expandable, IntentStatus, METADATA_KEY, Metadata, NextAction,
    PaymentIntent, PaymentStatus, Refund, RefundStatus, Session, SessionMode, SessionStatus, Slip,
};
use crate::amount::AmountError;
use crate::provider::PaymentRef;
use chrono::{DateTime, Utc};
use domain::creditor_code::CreditorCode;
use domain::id::PaymentId;
use domain::payment::{ChargebackState, PaymentUpdate, RefundState, Voucher};

/// Why an object that moves money cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// An amount that is not one of ours.
    #[error("its amount cannot be read: {0}")]
    Amount(#[from] AmountError),
    /// Something that must be there is not.
    #[error("it has no {0}")]
    Missing(&'static str),
}

type Updates = Result<Vec<PaymentUpdate>, ParseError>;

/// A time of Stripe's.
///
/// # Errors
/// [`ParseError::Missing`] for a number that is no time.
pub fn time(unix: i64) -> Result<DateTime<Utc>, ParseError> {
    DateTime::from_timestamp(unix, 0).ok_or(ParseError::Missing("time that can be read"))
}

fn ours(metadata: Option<&Metadata>) -> Option<PaymentId> {
    metadata?.get(METADATA_KEY)?.parse().ok()
}

fn creditor(metadata: Option<&Metadata>) -> Option<CreditorCode> {
    metadata?.get(CREDITOR_KEY)?.parse().ok()
}

/// What a session is about.
pub fn about_session(session: &Session) -> PaymentRef {
    let named = session.client_reference_id.as_deref().and_then(|id| id.parse().ok());
    PaymentRef {
        payment: named.or_else(|| ours(session.metadata.as_ref())),
        creditor: creditor(session.metadata.as_ref()),
        session: Some(session.id.clone()),
        reference: session.payment_intent.as_ref().map(|intent| intent.id().to_owned()),
    }
}

/// What a payment intent is about.
pub fn about_intent(intent: &PaymentIntent) -> PaymentRef {
    PaymentRef {
        payment: ours(intent.metadata.as_ref()),
        creditor: creditor(intent.metadata.as_ref()),
        session: None,
        reference: Some(intent.id.clone()),
    }
}

/// What a charge is about. One without a payment intent is not from a page of ours.
pub fn about_charge(charge: &Charge) -> PaymentRef {
    PaymentRef {
        payment: ours(charge.metadata.as_ref()),
        creditor: creditor(charge.metadata.as_ref()),
        session: None,
        reference: charge.payment_intent.as_ref().map(|intent| intent.id().to_owned()),
    }
}

/// What a refund is about.
pub fn about_refund(refund: &Refund) -> PaymentRef {
    PaymentRef {
        payment: ours(refund.metadata.as_ref()),
        creditor: creditor(refund.metadata.as_ref()),
        session: None,
        reference: refund.payment_intent.as_ref().map(|intent| intent.id().to_owned()),
    }
}

/// What a dispute is about.
pub fn about_dispute(dispute: &Dispute) -> PaymentRef {
    PaymentRef {
        reference: dispute.payment_intent.as_ref().map(|intent| intent.id().to_owned()),
        ..PaymentRef::default()
    }
}

/// A session as an event shows it; `at` is the time of the event, which is when it changed.
pub fn session_event(kind: &str, session: &Session, at: DateTime<Utc>) -> Updates {
    if session.mode != SessionMode::Payment {
        return Ok(vec![]);
    }
    if kind == "checkout.session.async_payment_failed" {
        return Ok(vec![PaymentUpdate::Failed]);
    }
    session_alone(session, at)
}

/// A session as it is now, with its payment intent expanded. Disputes are asked for separately.
pub fn session_now(session: &Session) -> Updates {
    let Some(intent) = session.payment_intent.as_ref().and_then(Expandable::object) else {
        // No payment has begun, so there is no time of payment to know.
        return match session.payment_status {
            PaymentStatus::Paid => Err(ParseError::Missing("payment intent")),
            PaymentStatus::Unpaid | PaymentStatus::Unknown => session_alone(session, DateTime::UNIX_EPOCH),
        };
    };
    match intent.status {
        IntentStatus::Succeeded | IntentStatus::Processing => intent_now(intent),
        // The page is over and what was chosen on it failed: a voucher ran out, a debit bounced.
        IntentStatus::RequiresPaymentMethod if session.status == SessionStatus::Complete => {
            Ok(vec![PaymentUpdate::Failed])
        }
        // What is canceled somebody took back: nothing of Stripe's own does it on a page that is over.
        IntentStatus::Canceled if session.status == SessionStatus::Complete => Ok(vec![PaymentUpdate::Cancelled]),
        IntentStatus::Waiting if session.status == SessionStatus::Complete => match voucher(intent)? {
            Some(voucher) => Ok(vec![PaymentUpdate::Voucher(voucher)]),
            None => session_alone(session, DateTime::UNIX_EPOCH),
        },
        IntentStatus::Canceled | IntentStatus::RequiresPaymentMethod | IntentStatus::Waiting => {
            session_alone(session, DateTime::UNIX_EPOCH)
        }
        IntentStatus::Unknown => {
            tell_unknown(intent);
            session_alone(session, DateTime::UNIX_EPOCH)
        }
    }
}

fn session_alone(session: &Session, at: DateTime<Utc>) -> Updates {
    Ok(vec![match (session.status, session.payment_status) {
        (_, PaymentStatus::Paid) => PaymentUpdate::Paid {
            received: limits::from_wire(
                session.amount_total.ok_or(ParseError::Missing("amount"))?,
                session.currency.as_deref().ok_or(ParseError::Missing("currency"))?,
            )?,
            reference: session.payment_intent.as_ref().ok_or(ParseError::Missing("payment intent"))?.id().to_owned(),
            at,
        },
        (SessionStatus::Expired, PaymentStatus::Unpaid | PaymentStatus::Unknown) => PaymentUpdate::Expired,
        (SessionStatus::Open, PaymentStatus::Unpaid | PaymentStatus::Unknown) => PaymentUpdate::Waiting,
        // A voucher or a bank debit; and whatever Stripe invents is pending until it says more.
        (SessionStatus::Complete | SessionStatus::Unknown, PaymentStatus::Unpaid | PaymentStatus::Unknown) => {
            PaymentUpdate::Processing
        }
    }])
}

/// A payment intent as an event shows it.
pub fn intent_event(intent: &PaymentIntent, at: DateTime<Utc>) -> Updates {
    match intent.status {
        IntentStatus::Succeeded => Ok(vec![paid(intent, at)?]),
        IntentStatus::Processing => Ok(vec![PaymentUpdate::Processing]),
        IntentStatus::Canceled => Ok(vec![PaymentUpdate::Cancelled]),
        // A declined card ends nothing: the payer may try another on the same page. Where the page
        // is over (a voucher that ran out), the session's own event says so.
        IntentStatus::RequiresPaymentMethod => Ok(vec![]),
        IntentStatus::Waiting => Ok(voucher(intent)?.map(PaymentUpdate::Voucher).into_iter().collect()),
        IntentStatus::Unknown => {
            tell_unknown(intent);
            Ok(vec![])
        }
    }
}

/// What the payer has to pay with, where the intent waits for that.
fn voucher(intent: &PaymentIntent) -> Result<Option<Voucher>, ParseError> {
    let Some(slip) = intent.next_action.as_ref().and_then(NextAction::slip) else { return Ok(None) };
    let Slip { hosted_voucher_url, number, entity, expires_at } = slip;
    let typed: Vec<&str> = entity.iter().chain(number).map(String::as_str).collect();
    Ok(Some(Voucher {
        page: hosted_voucher_url.clone(),
        number: (!typed.is_empty()).then(|| typed.join(" ")),
        until: expires_at.map(time).transpose()?,
    }))
}

/// Tells the operator of a status that Stripe has added: it settles nothing until Saldo knows it.
fn tell_unknown(intent: &PaymentIntent) {
    tracing::warn!(intent = intent.id, "Stripe gives a payment intent a status that is not known here");
}

fn intent_now(intent: &PaymentIntent) -> Updates {
    if intent.status != IntentStatus::Succeeded {
        return Ok(vec![PaymentUpdate::Processing]);
    }
    let charge = intent.latest_charge.as_ref().and_then(Expandable::object).ok_or(ParseError::Missing("charge"))?;
    // When the money came. A voucher's charge is made when it is printed, days before it is paid,
    // so the movement on the balance is the better witness.
    let moved = charge.balance_transaction.as_ref().and_then(Expandable::object).map(|t| t.created);
    let mut updates = vec![paid(intent, time(moved.unwrap_or(charge.created))?)?];
    updates.extend(given_back(charge)?);
    Ok(updates)
}

fn paid(intent: &PaymentIntent, at: DateTime<Utc>) -> Result<PaymentUpdate, ParseError> {
    let received = intent.amount_received.ok_or(ParseError::Missing("amount received"))?;
    Ok(PaymentUpdate::Paid {
        received: limits::from_wire(received, &intent.currency)?,
        reference: intent.id.clone(),
        at,
    })
}

/// A charge as an event shows it; `at` is the time of the event.
pub fn charge_event(kind: &str, charge: &Charge, at: DateTime<Utc>) -> Updates {
    let Some(intent) = &charge.payment_intent else { return Ok(vec![]) };
    if !(charge.paid && charge.captured) {
        return Ok(vec![]);
    }
    let mut updates = vec![PaymentUpdate::Paid {
        received: limits::from_wire(charge.amount_captured, &charge.currency)?,
        reference: intent.id().to_owned(),
        // A voucher's charge is older than its payment; the event of its success is not. Later
        // events have only the charge's own time to tell.
        at: if kind == "charge.succeeded" { at } else { time(charge.created)? },
    }];
    updates.extend(given_back(charge)?);
    Ok(updates)
}

fn given_back(charge: &Charge) -> Updates {
    let mut updates = charge.refunds.iter().flat_map(|list| &list.data).map(refund).collect::<Result<Vec<_>, _>>()?;
    if charge.amount_refunded != 0 {
        // Old refunds fall off the page that comes with a charge; the total does not.
        updates
            .push(PaymentUpdate::RefundedInAll { total: limits::from_wire(charge.amount_refunded, &charge.currency)? });
    }
    Ok(updates)
}

/// A refund.
pub fn refund(refund: &Refund) -> Result<PaymentUpdate, ParseError> {
    Ok(PaymentUpdate::Refund {
        id: refund.id.clone(),
        amount: limits::from_wire(refund.amount, &refund.currency)?,
        state: match refund.status {
            RefundStatus::Succeeded => RefundState::Succeeded,
            RefundStatus::Pending => RefundState::Pending,
            RefundStatus::Failed | RefundStatus::Canceled => RefundState::Failed,
        },
    })
}

/// A dispute.
pub fn dispute(dispute: &Dispute) -> Result<PaymentUpdate, ParseError> {
    use DisputeStatus as S;
    let state = match dispute.status {
        S::WarningNeedsResponse | S::WarningUnderReview | S::WarningClosed | S::Prevented => ChargebackState::Warning,
        S::NeedsResponse | S::UnderReview | S::AppealNeedsResponse | S::AppealUnderReview => ChargebackState::Open,
        S::Lost => ChargebackState::Lost,
        S::Won => ChargebackState::Won,
        // A new word: what it did to the balance says whether the money is away.
        S::Unknown if dispute.balance_transactions.iter().map(|m| i128::from(m.amount)).sum::<i128>() < 0 => {
            ChargebackState::Open
        }
        S::Unknown => ChargebackState::Warning,
    };
    Ok(PaymentUpdate::Chargeback {
        id: dispute.id.clone(),
        amount: limits::from_wire(dispute.amount, &dispute.currency)?,
        state,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_payment_it_is_comes_back_as_it_was_sent() {
        let metadata = |code: &str| Metadata::from([(CREDITOR_KEY.to_owned(), code.to_owned())]);
        assert_eq!(creditor(Some(&metadata("7k2m9xqa"))), "7k2m9xqa".parse().ok());
        assert_eq!(creditor(Some(&metadata("Another system"))), None);
        assert_eq!((creditor(Some(&Metadata::new())), creditor(None)), (None, None));
    }
}
