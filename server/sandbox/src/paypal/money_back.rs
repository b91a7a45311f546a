//! Refunds, reversals and disputes.

use super::Books;
use super::acts::tell;
use super::create::{Amount, limited};
use super::problem::Problem;
use super::{Dispute, Refund, objects};
use crate::outcomes::{Outcome, Refusal};
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// How the money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Back {
    /// The merchant refunds.
    Refund,
    /// PayPal takes it.
    Reversal,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RefundRequest {
    amount: Option<Amount>,
    invoice_id: Option<String>,
    custom_id: Option<String>,
    note_to_payer: Option<String>,
}

/// `POST /v2/payments/captures/{id}/refund`. Answers the refund's id.
pub(super) fn by_api(
    books: &mut Books,
    id: &str,
    request: RefundRequest,
    now: DateTime<Utc>,
) -> Result<String, Problem> {
    limited("invoice_id", request.invoice_id, 127)?;
    limited("custom_id", request.custom_id, 127)?;
    let note = limited("note_to_payer", request.note_to_payer, 255)?;
    let capture = books.records.captures.get(id).ok_or_else(Problem::not_found)?;
    let currency = &books.records.order(&capture.order)?.currency;
    if request.amount.as_ref().is_some_and(|amount| amount.currency_code != *currency) {
        return Err(Problem::rule("REFUND_CAPTURE_CURRENCY_MISMATCH"));
    }
    let left = capture.left();
    match capture.status {
        "PENDING" => return Err(Problem::rule("PENDING_CAPTURE")),
        "COMPLETED" => {}
        _ => return Err(Problem::rule("REFUND_NOT_ALLOWED")),
    }
    if left == 0 {
        return Err(Problem::rule("CAPTURE_FULLY_REFUNDED"));
    }
    if books.records.disputes.iter().any(|d| d.capture == id && d.has_money()) {
        return Err(Problem::rule("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK"));
    }
    let amount = request.amount.map(|amount| amount.read()).transpose()?.unwrap_or(left);
    if amount > left {
        return Err(Problem::rule("REFUND_AMOUNT_EXCEEDED"));
    }
    Ok(give_back(books, id, amount, note, Back::Refund, now)?)
}

/// Gives `amount` back, whoever asked for it. Answers the refund's id.
pub(super) fn give_back(
    books: &mut Books,
    capture: &str,
    amount: i64,
    note: Option<String>,
    back: Back,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let id = books.ids.capitals(17);
    let c = books.records.capture_mut(capture)?;
    let left = c.left();
    if amount < 1 || amount > left {
        return Err(Refusal::NotNow(format!("{left} can be given back at most")));
    }
    match back {
        Back::Refund => c.refunded += amount,
        Back::Reversal => c.reversed += amount,
    }
    c.updated = now;
    let total = c.refunded + c.reversed;
    let capture = capture.to_owned();
    books.records.refunds.push(Refund {
        id: id.clone(),
        capture,
        created: now,
        updated: now,
        amount,
        status: "COMPLETED",
        back,
        note,
        total,
    });
    let (kind, summary) = match back {
        Back::Refund => ("PAYMENT.CAPTURE.REFUNDED", "A capture payment was refunded"),
        Back::Reversal => ("PAYMENT.CAPTURE.REVERSED", "A capture payment was reversed"),
    };
    tell_refund(books, &id, kind, summary, now);
    Ok(id)
}

/// A refund comes back: the money is the merchant's again.
pub(super) fn fail_refund(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    let fits = |r: &&mut Refund| r.id == id && r.status != "FAILED" && r.back == Back::Refund;
    let refund = books.records.refunds.iter_mut().find(fits);
    let refund = refund.ok_or_else(|| Refusal::Unknown(id.to_owned()))?;
    (refund.status, refund.updated) = ("FAILED", now);
    let (capture, amount) = (refund.capture.clone(), refund.amount);
    books.records.capture_mut(&capture)?.refunded -= amount;
    tell_refund(books, id, "PAYMENT.REFUND.FAILED", "A refund failed", now);
    Ok(())
}

fn tell_refund(books: &mut Books, id: &str, kind: &'static str, summary: &str, now: DateTime<Utc>) {
    let capture = books.records.refunds.iter().find(|r| r.id == id).map(|r| r.capture.clone()).unwrap_or_default();
    let resource = objects::refund_by_id(books, id);
    tell(books, kind, summary, &capture, resource, now);
}

/// Opens a dispute of `amount`, or closes the one that is open. Answers its id.
pub(super) fn dispute(
    books: &mut Books,
    capture: &str,
    amount: Option<i64>,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let open =
        books.records.disputes.iter().find(|d| d.capture == capture && d.outcome.is_none()).map(|d| d.id.clone());
    let id = match (open, outcome) {
        (Some(id), Outcome::Enquiry) => return Err(Refusal::NotNow(format!("dispute `{id}` is open already"))),
        (Some(id), _) => id,
        (None, _) => open_dispute(books, capture, amount, outcome, now)?,
    };
    let Some(dispute) = books.records.disputes.iter_mut().find(|d| d.id == id) else {
        return Err(Refusal::Unknown(id));
    };
    let decided = match outcome {
        Outcome::Enquiry => return Ok(id),
        Outcome::Open if dispute.stage == "CHARGEBACK" => return Ok(id),
        Outcome::Open => {
            (dispute.stage, dispute.updated) = ("CHARGEBACK", now);
            let resource = objects::dispute_by_id(books, &id);
            tell(books, "CUSTOMER.DISPUTE.UPDATED", "A dispute was updated", capture, resource, now);
            return Ok(id);
        }
        Outcome::Won => "RESOLVED_SELLER_FAVOUR",
        Outcome::Lost => "RESOLVED_BUYER_FAVOUR",
    };
    (dispute.outcome, dispute.updated) = (Some(decided), now);
    if outcome == Outcome::Won {
        // The dispute was about the money that a reversal took; it comes back with it.
        books.records.capture_mut(capture)?.reversed = 0;
    }
    let summary = format!("A dispute was resolved with case # {id}");
    let resource = objects::dispute_by_id(books, &id);
    tell(books, "CUSTOMER.DISPUTE.RESOLVED", &summary, capture, resource, now);
    Ok(id)
}

fn open_dispute(
    books: &mut Books,
    capture: &str,
    amount: Option<i64>,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<String, Refusal> {
    let id = format!("PP-D-{}", 10_000 + books.ids.below(89_999_999));
    let c = books.records.capture_mut(capture)?;
    // What PayPal has reversed already is usually what the dispute is about.
    let most = c.left() + c.reversed;
    let amount = amount.unwrap_or(if c.reversed > 0 { c.reversed } else { most });
    if amount < 1 || amount > most {
        return Err(Refusal::NotNow(format!("{most} can be disputed at most")));
    }
    let stage = if outcome == Outcome::Enquiry { "INQUIRY" } else { "CHARGEBACK" };
    let capture = c.id.clone();
    books.records.disputes.push(Dispute {
        id: id.clone(),
        capture: capture.clone(),
        created: now,
        updated: now,
        amount,
        stage,
        outcome: None,
    });
    let summary = format!("A new dispute opened with Case # {id}");
    let resource = objects::dispute_by_id(books, &id);
    tell(books, "CUSTOMER.DISPUTE.CREATED", &summary, &capture, resource, now);
    Ok(id)
}
