//! Refunds and disputes.

use super::Books;
use super::acts::{tell, tell_changed};
use super::answer::ApiError;
use super::form::Params;
use super::{Charge, Dispute, Refund};
use crate::outcomes::{Outcome, Refusal};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use std::collections::BTreeMap;

/// How long money takes back to an account that is no card's.
const SLOW_REFUND: TimeDelta = TimeDelta::seconds(2);

/// `POST /v1/refunds`. Answers the refund's id.
pub(super) fn by_api(books: &mut Books, params: &mut Params, now: DateTime<Utc>) -> Result<String, ApiError> {
    let (intent, charge) = (params.take("payment_intent"), params.take("charge"));
    let amount = params.integer("amount")?;
    let reason = params.one_of("reason", &["duplicate", "fraudulent", "requested_by_customer"])?;
    let metadata = params.metadata("metadata")?;
    std::mem::take(params).finish()?;
    let session = match (&intent, &charge) {
        (Some(intent), _) if !books.records.intents.contains_key(intent) => {
            return Err(ApiError::no_such("payment_intent", intent));
        }
        (None, Some(charge)) if !books.records.charges.contains_key(charge) => {
            return Err(ApiError::no_such("charge", charge));
        }
        (Some(name), _) | (None, Some(name)) => books.records.page_of(name),
        (None, None) => {
            return Err(ApiError::request("One of the following params should be provided: payment_intent or charge."));
        }
    };
    let session = session.ok_or_else(|| ApiError::request("This payment has no page."))?.to_owned();
    let charge = books.records.paid_charge(&session).ok_or_else(|| {
        let id = intent.or(charge).unwrap_or_default();
        ApiError::request(format!("This PaymentIntent ({id}) does not have a successful charge to refund."))
    })?;
    let left = charge.amount - charge.refunded;
    if left == 0 {
        return Err(ApiError::coded(
            "charge_already_refunded",
            format!("Charge {} has already been refunded.", charge.id),
        ));
    }
    if books.records.disputes.iter().any(|d| d.charge == charge.id && d.has_money()) {
        return Err(ApiError::coded("charge_disputed", format!("Charge {} has been charged back.", charge.id)));
    }
    let amount = amount.unwrap_or(left);
    if amount < 1 || amount > left {
        let message = format!("Refund amount ({amount}) is greater than unrefunded amount on charge ({left})");
        return Err(ApiError::invalid(
            "amount",
            None,
            if amount < 1 { "Invalid positive integer".to_owned() } else { message },
        ));
    }
    let charge = charge.id.clone();
    Ok(refund(books, &charge, amount, reason, metadata, now)?)
}

/// Gives `amount` back, whoever asked for it. Answers the refund's id.
pub(super) fn refund(
    books: &mut Books,
    charge: &str,
    amount: i64,
    reason: Option<String>,
    metadata: BTreeMap<String, String>,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let id = format!("re_3{}", books.ids.letters(23));
    let c = charge_mut(books, charge)?;
    if amount < 1 || amount > c.amount - c.refunded {
        return Err(Refusal::NotNow(format!("{} can be refunded at most", c.amount - c.refunded)));
    }
    let before = c.refunded;
    c.refunded += amount;
    let quick = c.method == "card";
    let intent = c.intent.clone();
    let status = if quick { "succeeded" } else { "pending" };
    let refund =
        Refund { id: id.clone(), charge: charge.to_owned(), intent, created: now, amount, status, reason, metadata };
    books.records.refunds.push(refund);
    if !quick {
        let refund = id.clone();
        books.later(now + SLOW_REFUND, move |books, at| settle_refund(books, &refund, at));
    }
    tell(books, "refund.created", &id, now);
    tell_changed(books, "charge.refunded", charge, Some(json!({ "amount_refunded": before })), now);
    Ok(id)
}

/// A refund under way arrives.
pub(super) fn settle_refund(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    let refund = refund_mut(books, id)?;
    if refund.status != "pending" {
        return Err(Refusal::NotNow(format!("refund `{id}` is {}", refund.status)));
    }
    refund.status = "succeeded";
    tell_changed(books, "refund.updated", id, Some(json!({ "status": "pending" })), now);
    Ok(())
}

/// A refund comes back: the money is the merchant's again.
pub(super) fn fail_refund(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    let refund = refund_mut(books, id)?;
    if refund.status == "failed" {
        return Err(Refusal::NotNow(format!("refund `{id}` has failed before")));
    }
    let before = refund.status;
    refund.status = "failed";
    let (charge, amount) = (refund.charge.clone(), refund.amount);
    let charge = charge_mut(books, &charge)?;
    charge.refunded -= amount;
    tell_changed(books, "refund.updated", id, Some(json!({ "status": before })), now);
    tell(books, "refund.failed", id, now);
    Ok(())
}

/// Opens a dispute of `amount`, or closes the one that is open.
pub(super) fn dispute(
    books: &mut Books,
    charge: &str,
    amount: Option<i64>,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let open = |d: &&Dispute| d.charge == charge && d.closed.is_none();
    let open = books.records.disputes.iter().find(open).map(|d| (d.id.clone(), d.status));
    let id = match (open, outcome) {
        (Some((id, "warning_needs_response")), Outcome::Open | Outcome::Won | Outcome::Lost) => {
            dispute_mut(books, &id)?.status = "needs_response";
            tell(books, "charge.dispute.updated", &id, now);
            tell(books, "charge.dispute.funds_withdrawn", &id, now);
            id
        }
        (Some((id, _)), Outcome::Won | Outcome::Lost) => id,
        (Some((id, _)), Outcome::Enquiry | Outcome::Open) => {
            return Err(Refusal::NotNow(format!("dispute `{id}` is open already")));
        }
        (None, _) => open_dispute(books, charge, amount, outcome, now)?,
    };
    let closing = match outcome {
        Outcome::Enquiry | Outcome::Open => return Ok(id),
        Outcome::Won => "won",
        Outcome::Lost => "lost",
    };
    let dispute = dispute_mut(books, &id)?;
    (dispute.status, dispute.closed) = (closing, Some(now));
    tell(books, "charge.dispute.closed", &id, now);
    if closing == "won" {
        tell(books, "charge.dispute.funds_reinstated", &id, now);
    }
    Ok(id)
}

fn open_dispute(
    books: &mut Books,
    charge: &str,
    amount: Option<i64>,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let id = format!("du_1{}", books.ids.letters(23));
    let c = charge_mut(books, charge)?;
    let left = c.amount - c.refunded;
    let amount = amount.unwrap_or(left);
    if c.status != "succeeded" || amount < 1 || amount > left {
        return Err(Refusal::NotNow(format!("{left} can be disputed at most")));
    }
    c.disputed = true;
    let intent = c.intent.clone();
    let status = if outcome == Outcome::Enquiry { "warning_needs_response" } else { "needs_response" };
    let dispute =
        Dispute { id: id.clone(), charge: charge.to_owned(), intent, created: now, amount, status, closed: None };
    books.records.disputes.push(dispute);
    tell(books, "charge.dispute.created", &id, now);
    if outcome != Outcome::Enquiry {
        tell(books, "charge.dispute.funds_withdrawn", &id, now);
    }
    Ok(id)
}

fn charge_mut<'a>(books: &'a mut Books, id: &str) -> Result<&'a mut Charge, Refusal> {
    books.records.charges.get_mut(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
}

fn refund_mut<'a>(books: &'a mut Books, id: &str) -> Result<&'a mut Refund, Refusal> {
    books.records.refunds.iter_mut().find(|r| r.id == id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
}

fn dispute_mut<'a>(books: &'a mut Books, id: &str) -> Result<&'a mut Dispute, Refusal> {
    books.records.disputes.iter_mut().find(|d| d.id == id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
}
