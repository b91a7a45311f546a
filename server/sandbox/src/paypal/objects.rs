//! The objects as PayPal writes them.

use super::Books;
use super::money_back::Back;
use super::units::{digits, text};
use super::{Capture, Dispute, Order, Refund, Status};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// The payer: always the same person.
const PAYER_ID: &str = "SALD2SANDB2XQ";
/// The merchant: always the same firm.
const MERCHANT_ID: &str = "SALD2MERCHANT";

/// PayPal's id of the payer, as the return address carries it.
pub(super) const fn payer_id() -> &'static str {
    PAYER_ID
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn money(amount: i64, currency: &str) -> Value {
    json!({ "currency_code": currency, "value": text(amount, currency) })
}

fn link(href: String, rel: &str, method: &str) -> Value {
    json!({ "href": href, "rel": rel, "method": method })
}

fn payee() -> Value {
    json!({ "email_address": "merchant@example.com", "merchant_id": MERCHANT_ID })
}

/// An order; the short form has what a payer needs to go on.
pub(super) fn order(books: &Books, id: &str, full: bool) -> Option<Value> {
    let o = books.records.orders.get(id).filter(|o| o.status != Status::Gone)?;
    let mut object = json!({ "id": o.id, "status": status(o), "links": order_links(books, o) });
    if o.wallet || o.status != Status::Created {
        object["payment_source"] = json!({ "paypal": wallet(o) });
    }
    if !full && o.capture.is_none() {
        return Some(object);
    }
    object["intent"] = json!("CAPTURE");
    object["create_time"] = json!(time(o.created));
    object["update_time"] = json!(time(o.updated));
    if o.status != Status::Created {
        object["payer"] = json!({
            "email_address": "ana.prueba@example.com", "payer_id": PAYER_ID,
            "name": { "given_name": "Ana", "surname": "Prueba" }, "address": { "country_code": "MX" },
        });
    }
    let mut unit = json!({ "reference_id": o.reference_id, "amount": money(o.amount, &o.currency), "payee": payee() });
    let texts = [
        ("description", &o.description),
        ("custom_id", &o.custom_id),
        ("invoice_id", &o.invoice_id),
        ("soft_descriptor", &o.soft_descriptor),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            unit[name] = json!(text);
        }
    }
    if let Some(captured) = o.capture.as_ref().and_then(|id| books.records.captures.get(id)) {
        let refunds = books.records.refunds.iter().filter(|r| r.capture == captured.id && r.back == Back::Refund);
        let refunds: Vec<Value> = refunds.filter_map(|r| refund(books, r)).collect();
        unit["payments"] = json!({ "captures": [capture_in_order(books, captured)?] });
        if !refunds.is_empty() {
            unit["payments"]["refunds"] = json!(refunds);
        }
    }
    object["purchase_units"] = json!([unit]);
    Some(object)
}

fn status(o: &Order) -> &'static str {
    match o.status {
        Status::Created if o.wallet => "PAYER_ACTION_REQUIRED",
        Status::Created => "CREATED",
        Status::Approved => "APPROVED",
        Status::Completed => "COMPLETED",
        Status::Gone => "VOIDED",
    }
}

fn wallet(o: &Order) -> Value {
    if o.status == Status::Created {
        return json!({});
    }
    json!({
        "email_address": "ana.prueba@example.com", "account_id": PAYER_ID, "account_status": "VERIFIED",
        "name": { "given_name": "Ana", "surname": "Prueba" }, "address": { "country_code": "MX" },
    })
}

fn order_links(books: &Books, o: &Order) -> Vec<Value> {
    let own = format!("{}/v2/checkout/orders/{}", books.base, o.id);
    let mut links = vec![link(own.clone(), "self", "GET")];
    match o.status {
        Status::Created => {
            let rel = if o.wallet { "payer-action" } else { "approve" };
            links.push(link(format!("{}/checkoutnow?token={}", books.base, o.id), rel, "GET"));
        }
        Status::Approved => links.push(link(format!("{own}/capture"), "capture", "POST")),
        Status::Completed | Status::Gone => {}
    }
    links
}

/// A capture as its own address and its events show it.
pub(super) fn capture(books: &Books, id: &str) -> Option<Value> {
    let c = books.records.captures.get(id)?;
    let mut object = capture_in_order(books, c)?;
    // Real answers carry both; the published description of 2024 lists neither.
    object["supplementary_data"] = json!({ "related_ids": { "order_id": c.order } });
    object["payee"] = payee();
    Some(object)
}

fn capture_in_order(books: &Books, c: &Capture) -> Option<Value> {
    let o = books.records.orders.get(&c.order)?;
    let code = &o.currency;
    let mut breakdown = json!({ "gross_amount": money(c.amount, code) });
    if c.status == "COMPLETED" {
        let fee = fee(c.amount, code);
        breakdown["paypal_fee"] = money(fee, code);
        breakdown["net_amount"] = money(c.amount - fee, code);
    }
    let shown = match c.status {
        "COMPLETED" if c.refunded >= c.amount => "REFUNDED",
        "COMPLETED" if c.refunded > 0 => "PARTIALLY_REFUNDED",
        status => status,
    };
    let own = format!("{}/v2/payments/captures/{}", books.base, c.id);
    let mut object = json!({
        "id": c.id,
        "amount": money(c.amount, code),
        "final_capture": true,
        "seller_protection": {
            "status": "ELIGIBLE", "dispute_categories": ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
        },
        "seller_receivable_breakdown": breakdown,
        "status": shown,
        "create_time": time(c.created),
        "update_time": time(c.updated),
        "links": [
            link(own.clone(), "self", "GET"),
            link(format!("{own}/refund"), "refund", "POST"),
            link(format!("{}/v2/checkout/orders/{}", books.base, o.id), "up", "GET"),
        ],
    });
    if let Some(invoice_id) = &o.invoice_id {
        object["invoice_id"] = json!(invoice_id);
    }
    if let Some(custom_id) = &o.custom_id {
        object["custom_id"] = json!(custom_id);
    }
    if c.status == "PENDING" {
        object["status_details"] = json!({ "reason": if o.immediate { "PENDING_REVIEW" } else { "ECHECK" } });
    }
    Some(object)
}

/// 3.49 % and 0.49, rounded half up: some figure that is never the whole amount.
fn fee(amount: i64, code: &str) -> i64 {
    let fixed = if digits(code) == Some(0) { 0 } else { 49 };
    ((amount.saturating_mul(349).saturating_add(5000)) / 10_000 + fixed).min(amount / 2)
}

/// A refund by its id.
pub(super) fn refund_by_id(books: &Books, id: &str) -> Option<Value> {
    books.records.refunds.iter().find(|r| r.id == id).and_then(|r| refund(books, r))
}

fn refund(books: &Books, r: &Refund) -> Option<Value> {
    let c = books.records.captures.get(&r.capture)?;
    let o = books.records.orders.get(&c.order)?;
    let code = &o.currency;
    let mut object = json!({
        "id": r.id,
        "amount": money(r.amount, code),
        "status": r.status,
        "seller_payable_breakdown": {
            "gross_amount": money(r.amount, code),
            "paypal_fee": money(0, code),
            "net_amount": money(r.amount, code),
            "total_refunded_amount": money(r.total, code),
        },
        "create_time": time(r.created),
        "update_time": time(r.updated),
        "links": [
            link(format!("{}/v2/payments/refunds/{}", books.base, r.id), "self", "GET"),
            link(format!("{}/v2/payments/captures/{}", books.base, r.capture), "up", "GET"),
        ],
    });
    for (name, text) in [("invoice_id", &o.invoice_id), ("custom_id", &o.custom_id), ("note_to_payer", &r.note)] {
        if let Some(text) = text {
            object[name] = json!(text);
        }
    }
    Some(object)
}

/// A dispute; the list shows the short form.
pub(super) fn dispute(books: &Books, d: &Dispute, full: bool) -> Option<Value> {
    let c = books.records.captures.get(&d.capture)?;
    let o = books.records.orders.get(&c.order)?;
    let millis = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let mut object = json!({
        "dispute_id": d.id,
        "create_time": millis(d.created),
        "update_time": millis(d.updated),
        "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
        "status": if d.outcome.is_some() { "RESOLVED" } else { "OPEN" },
        "dispute_amount": money(d.amount, &o.currency),
        "dispute_life_cycle_stage": d.stage,
        "dispute_channel": "INTERNAL",
        "links": [link(format!("{}/v1/customer/disputes/{}", books.base, d.id), "self", "GET")],
    });
    if !full {
        object["dispute_state"] = json!(if d.outcome.is_some() { "RESOLVED" } else { "REQUIRED_ACTION" });
        return Some(object);
    }
    let mut transaction = json!({
        "buyer_transaction_id": format!("B{}", c.id.get(1..).unwrap_or_default()),
        "seller_transaction_id": c.id,
        "create_time": millis(c.created),
        "transaction_status": "COMPLETED",
        "gross_amount": money(c.amount, &o.currency),
        "buyer": { "name": "Ana Prueba" },
        "seller": { "email": "merchant@example.com", "merchant_id": MERCHANT_ID, "name": "Sandbox" },
    });
    if let Some(invoice_id) = &o.invoice_id {
        // PayPal writes it in capitals and with a hyphen here; nobody should compare by it.
        transaction["invoice_number"] = json!(invoice_id.to_uppercase().replace('_', "-"));
    }
    if let Some(custom_id) = &o.custom_id {
        transaction["custom"] = json!(custom_id);
    }
    object["disputed_transactions"] = json!([transaction]);
    if let Some(outcome) = d.outcome {
        object["dispute_outcome"] = json!({ "outcome_code": outcome });
        if outcome == "RESOLVED_BUYER_FAVOUR" {
            object["dispute_outcome"]["amount_refunded"] = money(d.amount, &o.currency);
        }
    }
    Some(object)
}

/// A dispute by its id, in full.
pub(super) fn dispute_by_id(books: &Books, id: &str) -> Option<Value> {
    books.records.disputes.iter().find(|d| d.id == id).and_then(|d| dispute(books, d, true))
}
