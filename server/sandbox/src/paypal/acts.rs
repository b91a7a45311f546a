//! What a payer, our capture and time do to an order, and the events that follow.

use super::Books;
use super::create::APPROVE_WITHIN;
use super::problem::Problem;
use super::{Capture, Funding, Status, objects};
use crate::faults::Forgery;
use crate::outcomes::{Ending, Refusal};
use crate::state::{Event, after_ms};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// The payer approves; a payer whose capture was refused may choose again.
pub(super) fn approve(books: &mut Books, id: &str, funding: Funding, now: DateTime<Utc>) -> Result<(), Refusal> {
    let order = books.records.order_mut(id)?;
    let again = order.status == Status::Approved && order.funding == Funding::Empty;
    if order.status != Status::Created && !again {
        return Err(Refusal::NotNow(format!("order `{id}` cannot be approved any more")));
    }
    (order.status, order.funding, order.updated) = (Status::Approved, funding, now);
    let order = id.to_owned();
    books.later(now + APPROVE_WITHIN, move |books, at| expire(books, &order, at));
    let resource = objects::order(books, id, true);
    tell(books, "CHECKOUT.ORDER.APPROVED", "An order has been approved by buyer", id, resource, now);
    Ok(())
}

/// We take the money. Answers the capture's id.
pub(super) fn capture(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<String, Problem> {
    let order = books.records.orders.get(id).filter(|o| o.status != Status::Gone).ok_or_else(Problem::not_found)?;
    match order.status {
        Status::Created => return Err(Problem::rule("ORDER_NOT_APPROVED")),
        Status::Completed | Status::Gone => return Err(Problem::rule("ORDER_ALREADY_CAPTURED")),
        Status::Approved => {}
    }
    let same_invoice = |o: &&super::Order| o.invoice_id.is_some() && o.invoice_id == order.invoice_id && o.id != id;
    if books.records.orders.values().filter(same_invoice).any(|o| o.status == Status::Completed) {
        return Err(Problem::rule("DUPLICATE_INVOICE_ID"));
    }
    let (funding, amount) = (order.funding, order.amount);
    let status = match funding {
        Funding::Balance => "COMPLETED",
        Funding::Later(_) => "PENDING",
        Funding::Empty => return Err(Problem::rule("INSTRUMENT_DECLINED")),
    };
    let capture = books.ids.capitals(17);
    let order = books.records.order_mut(id)?;
    (order.status, order.capture, order.updated) = (Status::Completed, Some(capture.clone()), now);
    books.records.captures.insert(
        capture.clone(),
        Capture {
            id: capture.clone(),
            order: id.to_owned(),
            created: now,
            updated: now,
            amount,
            status,
            refunded: 0,
            reversed: 0,
        },
    );
    let resource = objects::order(books, id, true);
    tell(books, "CHECKOUT.ORDER.COMPLETED", "Checkout Order Completed", id, resource, now);
    tell_capture(books, &capture, now);
    let end = |paid| {
        let capture = capture.clone();
        move |books: &mut Books, at: DateTime<Utc>| end_pending(books, &capture, paid, at)
    };
    match funding {
        Funding::Later(Ending::PaidAfter(ms)) => books.later(after_ms(now, ms), end(true)),
        Funding::Later(Ending::FailedAfter(ms)) => books.later(after_ms(now, ms), end(false)),
        Funding::Later(Ending::Open) | Funding::Balance | Funding::Empty => {}
    }
    Ok(capture)
}

/// An eCheck is paid or a review passed, or not.
pub(super) fn end_pending(books: &mut Books, id: &str, paid: bool, now: DateTime<Utc>) -> Result<(), Refusal> {
    let capture = books.records.capture_mut(id)?;
    if capture.status != "PENDING" {
        return Err(Refusal::NotNow(format!("capture `{id}` is not pending")));
    }
    (capture.status, capture.updated) = (if paid { "COMPLETED" } else { "DECLINED" }, now);
    tell_capture(books, id, now);
    Ok(())
}

/// Time runs out for approval, or for our capture. Called at both times; whichever counts acts.
pub(super) fn expire(books: &mut Books, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
    let order = books.records.order_mut(id)?;
    let since = match order.status {
        Status::Created => order.created,
        Status::Approved => order.updated,
        Status::Completed | Status::Gone => return Ok(()),
    };
    if now >= since + APPROVE_WITHIN {
        order.status = Status::Gone;
    }
    Ok(())
}

/// Someone else's callback: the order was captured, which it was not.
pub(super) fn forge_capture(books: &mut Books, id: &str, forgery: Forgery, now: DateTime<Utc>) -> Result<(), Refusal> {
    let order = books.records.order(id)?;
    let amount = super::units::text(order.amount, &order.currency);
    let about = order.about();
    let resource = json!({
        "id": "FORGED00000000000", "status": "COMPLETED", "final_capture": true,
        "amount": { "currency_code": order.currency, "value": amount },
        "invoice_id": order.invoice_id, "custom_id": order.custom_id,
        "supplementary_data": { "related_ids": { "order_id": id } },
    });
    let event = envelope(books, "PAYMENT.CAPTURE.COMPLETED", "Payment completed", resource, now);
    books.tell(Event { about, forged: Some(forgery), ..event });
    Ok(())
}

fn tell_capture(books: &mut Books, id: &str, now: DateTime<Utc>) {
    let resource = objects::capture(books, id);
    let status = books.records.captures.get(id).map(|capture| capture.status);
    let (kind, summary) = match status {
        Some("COMPLETED") => ("PAYMENT.CAPTURE.COMPLETED", "Payment completed"),
        Some("PENDING") => ("PAYMENT.CAPTURE.PENDING", "Payment pending"),
        _ => ("PAYMENT.CAPTURE.DENIED", "A payment capture was denied"),
    };
    tell(books, kind, summary, id, resource, now);
}

/// Sends `kind` about the order that `name` belongs to.
pub(super) fn tell(
    books: &mut Books,
    kind: &'static str,
    summary: &str,
    name: &str,
    resource: Option<Value>,
    now: DateTime<Utc>,
) {
    // Only what was made here is told of; without it there is nothing to say.
    let Some(resource) = resource else { return };
    let order = books.records.order_of(name).and_then(|id| books.records.orders.get(id));
    let about = order.map_or_else(|| name.to_owned(), super::Order::about);
    let event = envelope(books, kind, summary, resource, now);
    books.tell(Event { about, ..event });
}

fn envelope(books: &mut Books, kind: &'static str, summary: &str, resource: Value, now: DateTime<Utc>) -> Event {
    let id = format!("WH-{}-{}", books.ids.capitals(17), books.ids.capitals(17));
    let own = format!("{}/v1/notifications/webhooks-events/{id}", books.base);
    let resource_type = match kind {
        _ if kind.starts_with("CHECKOUT.ORDER.") => "checkout-order",
        _ if kind.starts_with("CUSTOMER.DISPUTE.") => "dispute",
        "PAYMENT.CAPTURE.REFUNDED" | "PAYMENT.CAPTURE.REVERSED" => "refund",
        _ if kind.starts_with("PAYMENT.REFUND.") => "refund",
        _ => "capture",
    };
    let mut body = json!({
        "id": id,
        "event_version": "1.0",
        "create_time": now.to_rfc3339_opts(SecondsFormat::Millis, true),
        "resource_type": resource_type,
        "event_type": kind,
        "summary": summary,
        "resource": resource,
        "links": [
            { "href": own, "rel": "self", "method": "GET" },
            { "href": format!("{own}/resend"), "rel": "resend", "method": "POST" },
        ],
    });
    if resource_type != "dispute" {
        body["resource_version"] = json!("2.0");
    }
    Event { id, kind, about: String::new(), body, forged: None }
}
