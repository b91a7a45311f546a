//! The objects as Stripe writes them: a fixed shape, and what is known filled in.

use super::Books;
use super::unix;
use super::{Charge, Delayed, Dispute, Intent, Records, Refund, Session, Status, expand};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// `shape` with `fields` put in.
fn fill(shape: &Value, fields: Value) -> Value {
    let mut object = shape.clone();
    if let (Some(object), Value::Object(fields)) = (object.as_object_mut(), fields) {
        object.extend(fields);
    }
    object
}

/// Any object by its id.
pub(super) fn by_id(books: &Books, id: &str) -> Option<Value> {
    let records = &books.records;
    if let Some(found) = records.sessions.get(id) {
        return Some(session(books, found));
    }
    if let Some(found) = records.intents.get(id) {
        return intent(books, found);
    }
    if let Some(found) = records.charges.get(id) {
        return charge(records, found);
    }
    if let Some(found) = records.refunds.iter().find(|refund| refund.id == id) {
        return refund(records, found);
    }
    records.disputes.iter().find(|dispute| dispute.id == id).and_then(|found| dispute(records, found))
}

pub(super) fn session(books: &Books, s: &Session) -> Value {
    let open = s.status == Status::Open;
    let details = (s.status == Status::Complete).then(|| {
        json!({
            "address": null, "business_name": null, "individual_name": null, "phone": null,
            "email": s.email.as_deref().unwrap_or("ana.prueba@example.com"), "name": "Ana Prueba",
            "tax_exempt": "none", "tax_ids": [],
        })
    });
    fill(
        &books.records.shapes.session,
        json!({
            "id": s.id,
            "adaptive_pricing": { "enabled": s.adaptive_pricing },
            "amount_subtotal": s.amount,
            "amount_total": s.amount,
            "cancel_url": s.cancel_url,
            "client_reference_id": s.payment,
            "created": unix(s.created),
            "currency": s.currency,
            "customer_details": details,
            "customer_email": s.email,
            "expires_at": unix(s.expires_at),
            "locale": s.locale,
            "metadata": s.metadata,
            "payment_intent": s.intent,
            "payment_method_options": method_options(s),
            "payment_method_types": s.methods,
            "payment_status": if s.paid { "paid" } else { "unpaid" },
            "status": s.status.as_str(),
            "submit_type": s.submit_type,
            "success_url": s.success_url,
            "url": open.then(|| format!("{}/c/pay/{}", books.base, s.id)),
        }),
    )
}

fn method_options(s: &Session) -> Value {
    let mut options = json!({ "card": { "request_three_d_secure": "automatic" } });
    match s.delayed() {
        Some(Delayed::Oxxo) => options["oxxo"] = json!({ "expires_after_days": s.voucher_days }),
        Some(Delayed::Boleto) => options["boleto"] = json!({ "expires_after_days": s.voucher_days }),
        Some(Delayed::UsBankAccount) => options["us_bank_account"] = json!({ "verification_method": "automatic" }),
        Some(Delayed::SepaDebit) => options["sepa_debit"] = json!({}),
        None => {}
    }
    options
}

pub(super) fn line_items(books: &Books, session: &str) -> Option<Value> {
    let s = books.records.sessions.get(session)?;
    let item = json!({
        "id": format!("li_{}", s.id.trim_start_matches("cs_test_").chars().take(24).collect::<String>()),
        "object": "item", "amount_discount": 0, "amount_tax": 0, "quantity": 1, "price": null,
        "amount_subtotal": s.amount, "amount_total": s.amount, "currency": s.currency, "description": s.product,
    });
    Some(expand::list(vec![item], false, &format!("/v1/checkout/sessions/{}/line_items", s.id)))
}

pub(super) fn intent(books: &Books, i: &Intent) -> Option<Value> {
    let records = &books.records;
    let s = records.sessions.get(&i.session)?;
    let received = i.charge.as_ref().and_then(|id| records.charges.get(id)).is_some_and(|c| c.status == "succeeded");
    let mut options = json!({ "card": {
        "installments": null, "mandate_options": null, "network": null, "request_three_d_secure": "automatic",
    }});
    if let Some(delayed) = s.delayed().filter(|delayed| delayed.is_voucher()) {
        options[delayed.as_str()] = json!({ "expires_after_days": s.voucher_days });
    }
    Some(fill(
        &records.shapes.intent,
        json!({
            "id": i.id,
            "amount": s.amount,
            "amount_received": if received { s.amount } else { 0 },
            "canceled_at": i.cancelled.map(unix),
            "cancellation_reason": i.cancelled.map(|_| "requested_by_customer"),
            "created": unix(i.created),
            "currency": s.currency,
            "description": s.intent_description,
            "last_payment_error": i.declined.then(|| decline(records, i)),
            "latest_charge": i.charge,
            "metadata": s.intent_metadata,
            "next_action": next_action(books, s, i),
            "payment_method": if i.declined { None } else { i.payment_method.as_ref() },
            "payment_method_options": options,
            "payment_method_types": s.methods,
            "status": i.status,
        }),
    ))
}

fn decline(records: &Records, i: &Intent) -> Value {
    let mut error = records.shapes.decline.clone();
    match &i.charge {
        Some(charge) => error["charge"] = json!(charge),
        None => drop(error.as_object_mut().map(|error| error.remove("charge"))),
    }
    if i.method == "card" {
        error["payment_method"]["id"] = json!(i.payment_method);
        error["payment_method"]["created"] = json!(unix(i.created));
    } else {
        error["code"] = json!("payment_intent_payment_attempt_expired");
        error["message"] = json!("The voucher or debit was not paid in time.");
        for card_only in ["payment_method", "decline_code", "advice_code"] {
            error.as_object_mut().map(|error| error.remove(card_only));
        }
    }
    error
}

fn next_action(books: &Books, s: &Session, i: &Intent) -> Value {
    let Some(delayed) = s.delayed().filter(|_| i.status == "requires_action") else { return Value::Null };
    let ends = unix(i.created + chrono::TimeDelta::days(s.voucher_days));
    let url = format!("{}/vouchers/{}", books.base, s.id);
    let number = voucher_number(i.created, &i.id);
    match delayed {
        Delayed::Boleto => json!({ "type": "boleto_display_details", "boleto_display_details": {
            "expires_at": ends, "hosted_voucher_url": url, "number": number, "pdf": null } }),
        _ => json!({ "type": "oxxo_display_details", "oxxo_display_details": {
            "expires_after": ends, "hosted_voucher_url": url, "number": number } }),
    }
}

/// A number for a person to read to a cashier; it means nothing.
pub(super) fn voucher_number(created: DateTime<Utc>, id: &str) -> String {
    format!("{:010}{:010}", unix(created), crc32fast::hash(id.as_bytes()))
}

pub(super) fn charge(records: &Records, c: &Charge) -> Option<Value> {
    let s = records.sessions.get(&c.session)?;
    let (failed, paid) = (c.status == "failed", c.status == "succeeded");
    let details = match c.method {
        "card" => {
            let card = json!({
                "amount_authorized": if failed { json!(null) } else { json!(c.amount) },
                "last4": if failed { "0002" } else { "4242" },
                "overcapture": { "maximum_amount_capturable": c.amount, "status": "unavailable" },
            });
            json!({ "type": "card", "card": fill(&records.shapes.card, card) })
        }
        "oxxo" => json!({ "type": "oxxo", "oxxo": { "number": voucher_number(c.created, &c.intent) } }),
        "boleto" => json!({ "type": "boleto", "boleto": { "tax_id": "000.000.000-00" } }),
        "sepa_debit" => json!({ "type": "sepa_debit", "sepa_debit": {
            "bank_code": "37040044", "branch_code": "", "country": "DE", "fingerprint": "SaldoSandboxSepa",
            "last4": "3000", "mandate": null } }),
        _ => json!({ "type": "us_bank_account", "us_bank_account": {
            "account_holder_type": "individual", "account_type": "checking", "bank_name": "SANDBOX BANK",
            "fingerprint": "SaldoSandboxAch0", "last4": "6789", "payment_reference": null,
            "routing_number": "110000000" } }),
    };
    let outcome = json!({
        "advice_code": failed.then_some("try_again_later"), "network_advice_code": null,
        "network_decline_code": failed.then_some("51"),
        "network_status": if failed { "declined_by_network" } else { "approved_by_network" },
        "reason": failed.then_some("insufficient_funds"), "risk_level": "normal", "risk_score": 20,
        "seller_message": if failed { "The bank returned the decline code `insufficient_funds`." } else { "Payment complete." },
        "type": if failed { "issuer_declined" } else { "authorized" },
    });
    Some(fill(
        &records.shapes.charge,
        json!({
            "id": c.id,
            "amount": c.amount,
            "amount_captured": if paid { c.amount } else { 0 },
            "amount_refunded": c.refunded,
            "balance_transaction": c.paid.map(|_| movement_id(c)),
            "captured": !failed,
            "created": unix(c.created),
            "currency": s.currency,
            "description": s.intent_description,
            "disputed": c.disputed,
            "failure_code": failed.then_some("card_declined"),
            "failure_message": failed.then_some("The sandbox declined this card."),
            "metadata": s.intent_metadata,
            "outcome": outcome,
            "paid": paid,
            "payment_intent": c.intent,
            "payment_method": c.payment_method,
            "payment_method_details": details,
            "refunded": paid && c.refunded >= c.amount,
            "status": c.status,
        }),
    ))
}

fn movement_id(c: &Charge) -> String {
    format!("txn_{}", c.id.split_once('_').map_or("", |(_, rest)| rest))
}

/// The movement on the merchant's balance that a paid charge caused; dated when the money came.
pub(super) fn movement_of_charge(books: &Books, charge: &str) -> Option<Value> {
    let c = books.records.charges.get(charge)?;
    let at = unix(c.paid?);
    Some(json!({
        "id": movement_id(c), "object": "balance_transaction", "amount": c.amount, "net": c.amount, "fee": 0,
        "fee_details": [], "exchange_rate": null, "available_on": at + 2 * 24 * 3600, "created": at,
        "balance_type": "payments", "currency": books.records.sessions.get(&c.session)?.currency, "description": null,
        "reporting_category": "charge", "source": c.id, "status": "pending",
        "type": if c.method == "card" { "charge" } else { "payment" },
    }))
}

pub(super) fn refund(records: &Records, r: &Refund) -> Option<Value> {
    let c = records.charges.get(&r.charge)?;
    let mut object = fill(
        &records.shapes.refund,
        json!({
            "id": r.id,
            "amount": r.amount,
            "charge": r.charge,
            "created": unix(r.created),
            "currency": records.sessions.get(&c.session)?.currency,
            "metadata": r.metadata,
            "payment_intent": r.intent,
            "reason": r.reason,
            "status": r.status,
        }),
    );
    if c.method == "card" {
        object["destination_details"] = json!({ "type": "card", "card": {
            "reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund" } });
    }
    if r.status == "failed" {
        object["failure_reason"] = json!("lost_or_stolen_card");
    }
    Some(object)
}

pub(super) fn refunds_of_charge(books: &Books, charge: &str) -> Value {
    let records = &books.records;
    let refunds =
        records.refunds.iter().rev().filter(|r| r.charge == charge).filter_map(|r| refund(records, r)).collect();
    expand::list(refunds, false, &format!("/v1/charges/{charge}/refunds"))
}

pub(super) fn dispute(records: &Records, d: &Dispute) -> Option<Value> {
    let currency = &records.sessions.get(&records.charges.get(&d.charge)?.session)?.currency;
    let movement = |number: u8, amount: i64, at: DateTime<Utc>, category: &str| {
        json!({
            "id": format!("txn_{number}{}", d.id.trim_start_matches("du_")), "object": "balance_transaction",
            "amount": amount, "net": amount, "fee": 0, "fee_details": [], "exchange_rate": null,
            "available_on": unix(at), "created": unix(at), "balance_type": "payments", "currency": currency,
            "description": format!("Chargeback for {}", d.charge), "reporting_category": category,
            "source": d.id, "status": "pending", "type": "adjustment",
        })
    };
    let mut movements = Vec::new();
    if d.status != "warning_needs_response" {
        movements.push(movement(0, -d.amount, d.created, "dispute"));
    }
    if let Some(at) = d.closed.filter(|_| d.status == "won") {
        movements.push(movement(1, d.amount, at, "dispute_reversal"));
    }
    Some(fill(
        &records.shapes.dispute,
        json!({
            "id": d.id,
            "amount": d.amount,
            "balance_transactions": movements,
            "charge": d.charge,
            "created": unix(d.created),
            "currency": currency,
            "evidence_details": {
                "due_by": unix(d.created + chrono::TimeDelta::days(9)), "enhanced_eligibility": {},
                "has_evidence": d.status == "won", "past_due": false,
                "submission_count": if d.status == "won" { 1 } else { 0 },
            },
            "is_charge_refundable": d.status == "warning_needs_response",
            "payment_intent": d.intent,
            "status": d.status,
        }),
    ))
}
