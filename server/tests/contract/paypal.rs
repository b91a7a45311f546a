//! PayPal: orders, captures, money back, and what the API refuses.

use crate::schema;
use crate::support::{PAYMENT, World, order_request, world};
use chrono::TimeDelta;
use serde_json::{Value, json};

const ORDER: &str = "/v2/checkout/orders/{id}";
const CAPTURE: &str = "/v2/payments/captures/{capture_id}";
const REFUND: &str = "/v2/payments/captures/{capture_id}/refund";

async fn get_order(world: &World, id: &str) -> (u16, Value) {
    world.paypal("GET", ORDER, &format!("/v2/checkout/orders/{id}"), None, None).await
}

async fn refund(world: &World, capture: &str, body: Value, request_id: Option<&str>) -> (u16, Value) {
    world.paypal("POST", REFUND, &format!("/v2/payments/captures/{capture}/refund"), Some(body), request_id).await
}

fn captured(order: &Value) -> &Value {
    &order["purchase_units"][0]["payments"]["captures"][0]
}

fn check_events(world: &World) {
    let Some(contract) = &*schema::PAYPAL else { return };
    for callback in world.inbox.all() {
        let resource = &callback.body["resource"];
        let name = match callback.body["resource_type"].as_str() {
            Some("checkout-order") => "orders.order",
            Some("capture") => "payments.capture",
            Some("refund") => "payments.refund",
            Some("dispute") => "disputes.dispute",
            other => panic!("{other:?}"),
        };
        contract.check_object(name, resource);
        contract.check_object("webhooks.event", &callback.body);
    }
}

#[tokio::test]
async fn an_approved_order_is_captured_once() {
    let world = world().await;
    let (status, order) = world.try_order(order_request("184.50", "USD"), Some("order-1")).await;
    assert_eq!((status, &order["status"]), (201, &json!("PAYER_ACTION_REQUIRED")));
    let (status, again) = world.try_order(order_request("184.50", "USD"), Some("order-1")).await;
    assert_eq!((status, &again["id"]), (200, &order["id"]));
    let id = order["id"].as_str().expect("an id");
    let link = order["links"].as_array().expect("links").iter().find(|l| l["rel"] == "payer-action").expect("a link");
    let page = world.http.get(link["href"].as_str().expect("a page")).send().await.expect("a page");
    let html = page.text().await.expect("HTML");
    assert!(html.contains("184.50 USD") && html.contains("Aprobar y volver"), "{html}");

    assert_eq!(world.capture(id, Some("capture-1")).await.1["details"][0]["issue"], "ORDER_NOT_APPROVED");
    let url = format!("{}/checkoutnow?token={id}", world.base);
    let answer = world.http.post(&url).form(&[("how", "approve")]).send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    let back = answer.headers()["location"].to_str().expect("text");
    assert_eq!(back, format!("http://portal.test/payments/1?t=abc&token={id}&PayerID=SALD2SANDB2XQ"));

    let (status, order) = world.capture(id, Some("capture-1")).await;
    assert_eq!(
        (status, &order["status"], &captured(&order)["status"]),
        (201, &json!("COMPLETED"), &json!("COMPLETED"))
    );
    let (status, again) = world.capture(id, Some("capture-1")).await;
    assert_eq!((status, captured(&again)), (200, captured(&order)));
    let (status, error) = world.capture(id, Some("capture-2")).await;
    assert_eq!((status, &error["details"][0]["issue"]), (422, &json!("ORDER_ALREADY_CAPTURED")));

    world.flush().await;
    assert_eq!(
        world.inbox.kinds(),
        ["CHECKOUT.ORDER.APPROVED", "CHECKOUT.ORDER.COMPLETED", "PAYMENT.CAPTURE.COMPLETED"]
    );
    check_events(&world);
    let resource = &world.inbox.of("PAYMENT.CAPTURE.COMPLETED")[0]["resource"];
    assert_eq!(resource["supplementary_data"]["related_ids"]["order_id"], id);
    assert_eq!(resource["custom_id"], PAYMENT);
    let capture = captured(&order)["id"].as_str().expect("an id");
    let (status, answer) = world.paypal("GET", CAPTURE, &format!("/v2/payments/captures/{capture}"), None, None).await;
    assert_eq!((status, &answer["amount"]["value"]), (200, &json!("184.50")));
    let expected = json!({
        "provider": "paypal", "payment": PAYMENT, "session": id, "reference": capture, "currency": "USD",
        "amount": "184.50", "amount_minor": 18_450, "refunded_minor": 0, "disputed_minor": 0, "state": "paid",
        "at": "2026-11-21T12:00:00Z",
    });
    assert_eq!(world.charges().await, [expected]);
}

#[tokio::test]
async fn the_payer_may_close_the_browser_or_cancel() {
    let world = world().await;
    let id = world.order().await;
    let answer = world.told(&format!("pay/{id}"), json!({ "how": "cancel" })).await;
    assert_eq!(answer["redirect"], format!("http://portal.test/payments/1?outcome=cancel&token={id}"));
    let url = format!("{}/checkoutnow?token={id}", world.base);
    let answer = world.http.post(&url).form(&[("how", "approve_close")]).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "nobody goes back");
    world.flush().await;
    assert_eq!(world.inbox.kinds(), ["CHECKOUT.ORDER.APPROVED"]);
    assert_eq!(get_order(&world, &id).await.1["status"], "APPROVED");
    assert_eq!(world.charges().await.len(), 0);
    assert_eq!(world.http.get(&url).send().await.expect("a page").status(), 409);
}

#[tokio::test]
async fn an_echeck_is_pending_and_ends_either_way() {
    let world = world().await;
    let id = world.order().await;
    world.told(&format!("pay/{id}"), json!({ "how": "echeck", "paid_after_ms": 1000 })).await;
    let (_, order) = world.capture(&id, None).await;
    assert_eq!(
        (&captured(&order)["status"], &captured(&order)["status_details"]["reason"]),
        (&json!("PENDING"), &json!("ECHECK"))
    );
    let capture = captured(&order)["id"].as_str().expect("an id").to_owned();
    assert_eq!(refund(&world, &capture, json!({}), None).await.1["details"][0]["issue"], "PENDING_CAPTURE");
    world.advance(TimeDelta::seconds(1));
    assert_eq!(captured(&get_order(&world, &id).await.1)["status"], "COMPLETED");

    let mut other = order_request("10.00", "USD");
    other["purchase_units"][0]["invoice_id"] = json!("pay_2");
    let id = world.try_order(other, None).await.1["id"].as_str().expect("an id").to_owned();
    world.told(&format!("pay/{id}"), json!({ "how": "echeck" })).await;
    world.capture(&id, None).await;
    world.told(&format!("vouchers/{id}/fail"), Value::Null).await;
    world.flush().await;
    assert_eq!(world.inbox.of("PAYMENT.CAPTURE.PENDING").len(), 2);
    assert_eq!(world.inbox.of("PAYMENT.CAPTURE.COMPLETED").len(), 1);
    assert_eq!(world.inbox.of("PAYMENT.CAPTURE.DENIED")[0]["resource"]["status"], "DECLINED");
    check_events(&world);
    assert_eq!(world.charges().await.len(), 1);
}

#[tokio::test]
async fn where_only_immediate_payment_is_taken_a_review_keeps_it_pending() {
    let world = world().await;
    let mut immediate = order_request("10.00", "USD");
    immediate["payment_source"]["paypal"]["experience_context"]["payment_method_preference"] =
        json!("IMMEDIATE_PAYMENT_REQUIRED");
    let id = world.try_order(immediate, None).await.1["id"].as_str().expect("an id").to_owned();
    let url = format!("{}/checkoutnow?token={id}", world.base);
    let html = world.http.get(&url).send().await.expect("a page").text().await.expect("HTML");
    assert!(html.contains("value=\"review\"") && !html.contains("echeck"), "{html}");
    let answer = world.http.post(&url).form(&[("how", "review"), ("then", "10s")]).send().await.expect("an answer");
    assert_eq!(answer.status(), 303);
    let (_, order) = world.capture(&id, None).await;
    assert_eq!(captured(&order)["status_details"]["reason"], "PENDING_REVIEW");
    world.advance(TimeDelta::seconds(10));
    assert_eq!(captured(&get_order(&world, &id).await.1)["status"], "COMPLETED");
}

#[tokio::test]
async fn an_empty_account_is_refused_at_capture_and_may_choose_again() {
    let world = world().await;
    let id = world.order().await;
    world.told(&format!("pay/{id}"), json!({ "how": "decline" })).await;
    let (status, error) = world.capture(&id, None).await;
    assert_eq!((status, &error["details"][0]["issue"]), (422, &json!("INSTRUMENT_DECLINED")));
    world.told(&format!("pay/{id}"), json!({ "how": "approve" })).await;
    assert_eq!(world.capture(&id, None).await.0, 201);
    let second = world.order().await;
    world.told(&format!("pay/{second}"), json!({ "how": "approve" })).await;
    assert_eq!(world.capture(&second, None).await.1["details"][0]["issue"], "DUPLICATE_INVOICE_ID");
}

#[tokio::test]
async fn money_goes_back_in_parts_by_reversal_and_may_come_again() {
    let world = world().await;
    let id = world.order().await;
    world.told(&format!("pay/{id}"), json!({ "how": "approve" })).await;
    let (_, order) = world.capture(&id, None).await;
    let capture = captured(&order)["id"].as_str().expect("an id").to_owned();
    let part = json!({ "amount": { "currency_code": "USD", "value": "50.00" }, "note_to_payer": "Sobrante" });
    let (status, first) = refund(&world, &capture, part.clone(), Some("refund-1")).await;
    assert_eq!((status, &first["status"]), (201, &json!("COMPLETED")));
    assert_eq!(refund(&world, &capture, part, Some("refund-1")).await.1["id"], first["id"]);
    let shown = world
        .paypal(
            "GET",
            "/v2/payments/refunds/{refund_id}",
            &format!("/v2/payments/refunds/{}", first["id"].as_str().expect("an id")),
            None,
            None,
        )
        .await;
    assert_eq!(shown.1["seller_payable_breakdown"]["total_refunded_amount"]["value"], "50.00");
    for (body, issue) in [
        (json!({ "amount": { "currency_code": "USD", "value": "134.51" } }), "REFUND_AMOUNT_EXCEEDED"),
        (json!({ "amount": { "currency_code": "EUR", "value": "1.00" } }), "REFUND_CAPTURE_CURRENCY_MISMATCH"),
        (json!({ "amount": { "currency_code": "USD", "value": "0.00" } }), "CANNOT_BE_ZERO_OR_NEGATIVE"),
    ] {
        assert_eq!(refund(&world, &capture, body, None).await.1["details"][0]["issue"], issue);
    }
    world.told(&format!("refund/{capture}"), json!({ "amount": 1000, "fail": true })).await;
    world.told(&format!("refund/{PAYMENT}"), json!({ "amount": 3450, "reverse": true })).await;
    let (_, order) = get_order(&world, &id).await;
    assert_eq!(captured(&order)["status"], "PARTIALLY_REFUNDED");
    assert_eq!(order["purchase_units"][0]["payments"]["refunds"].as_array().map(Vec::len), Some(2));
    assert_eq!(refund(&world, &capture, json!({}), None).await.0, 201);
    assert_eq!(refund(&world, &capture, json!({}), None).await.1["details"][0]["issue"], "CAPTURE_FULLY_REFUNDED");
    let charge = &world.charges().await[0];
    assert_eq!((&charge["refunded_minor"], &charge["disputed_minor"]), (&json!(15_000), &json!(3450)));
    world.told(&format!("dispute/{capture}"), json!({ "outcome": "lost" })).await;
    assert_eq!(world.charges().await[0]["disputed_minor"], 3450, "the reversal and its dispute took the same money");
    world.flush().await;
    assert_eq!(world.inbox.of("PAYMENT.CAPTURE.REFUNDED").len(), 3);
    let reversed = &world.inbox.of("PAYMENT.CAPTURE.REVERSED")[0]["resource"];
    assert_eq!(reversed["seller_payable_breakdown"]["total_refunded_amount"]["value"], "84.50");
    assert!(reversed["links"].as_array().expect("links").iter().any(|l| l["rel"] == "up"));
    assert_eq!(world.inbox.of("PAYMENT.REFUND.FAILED").len(), 1);
    check_events(&world);
}

#[tokio::test]
async fn a_dispute_names_the_capture_and_is_decided() {
    let world = world().await;
    let id = world.order().await;
    world.told(&format!("pay/{id}"), json!({ "how": "approve" })).await;
    let (_, order) = world.capture(&id, None).await;
    let capture = captured(&order)["id"].as_str().expect("an id").to_owned();
    let list = "/v1/customer/disputes";
    let path = format!("{list}?disputed_transaction_id={capture}");
    assert_eq!(world.paypal("GET", list, &path, None, None).await.1["items"], Value::Null);
    let dispute = world.told(&format!("dispute/{capture}"), json!({ "outcome": "open" })).await["dispute"].clone();
    let (_, found) = world.paypal("GET", list, &path, None, None).await;
    assert_eq!((&found["items"][0]["dispute_id"], &found["items"][0]["status"]), (&dispute, &json!("OPEN")));
    assert_eq!(refund(&world, &capture, json!({}), None).await.0, 422);
    assert_eq!(world.charges().await[0]["disputed_minor"], 18_450);
    world.told(&format!("dispute/{capture}"), json!({ "outcome": "lost" })).await;
    let own = format!("{list}/{}", dispute.as_str().expect("an id"));
    let (_, shown) = world.paypal("GET", "/v1/customer/disputes/{id}", &own, None, None).await;
    assert_eq!(shown["dispute_outcome"]["outcome_code"], "RESOLVED_BUYER_FAVOUR");
    assert_eq!(shown["disputed_transactions"][0]["seller_transaction_id"], json!(capture));
    world.flush().await;
    assert_eq!(world.inbox.of("CUSTOMER.DISPUTE.CREATED").len(), 1);
    assert_eq!(world.inbox.of("CUSTOMER.DISPUTE.RESOLVED").len(), 1);
    check_events(&world);
}

#[tokio::test]
async fn orders_run_out_three_hours_after_each_step() {
    let world = world().await;
    let unapproved = world.order().await;
    let approved = world.order().await;
    world.advance(TimeDelta::hours(2));
    world.told(&format!("pay/{approved}"), json!({ "how": "approve" })).await;
    world.advance(TimeDelta::hours(2));
    assert_eq!(get_order(&world, &unapproved).await.0, 404);
    assert_eq!(get_order(&world, &approved).await.1["status"], "APPROVED");
    world.advance(TimeDelta::hours(1));
    assert_eq!(get_order(&world, &approved).await.0, 404);
    assert_eq!(world.capture(&approved, None).await.0, 404);
}

#[tokio::test]
async fn what_paypal_would_refuse_is_refused() {
    let world = world().await;
    for (value, currency, status, issue) in [
        ("184.505", "USD", 422, "DECIMAL_PRECISION"),
        ("100.00", "JPY", 422, "DECIMAL_PRECISION"),
        ("0.00", "USD", 422, "CANNOT_BE_ZERO_OR_NEGATIVE"),
        ("1,50", "USD", 400, "INVALID_PARAMETER_SYNTAX"),
        ("10.00", "COP", 422, "INVALID_CURRENCY_CODE"),
    ] {
        let (got, error) = world.try_order(order_request(value, currency), None).await;
        assert_eq!((got, &error["details"][0]["issue"]), (status, &json!(issue)), "{value} {currency}");
    }
    assert_eq!(world.try_order(order_request("18450", "JPY"), None).await.0, 201);
    let mut unknown = order_request("1.00", "USD");
    unknown["purchase_units"][0]["frobnicate"] = json!(1);
    let (status, error) = world.try_order(unknown, None).await;
    assert_eq!((status, &error["details"][0]["field"]), (400, &json!("/frobnicate")));
    let (status, _) = world.try_order(json!({ "intent": "CAPTURE" }), None).await;
    assert_eq!(status, 400);
    let mut long = order_request("1.00", "USD");
    long["purchase_units"][0]["custom_id"] = json!("x".repeat(128));
    assert_eq!(world.try_order(long, None).await.0, 400);

    let url = format!("{}/v2/checkout/orders", world.base);
    let body = order_request("1.00", "USD").to_string();
    let no_token = world.http.post(&url).header("Content-Type", "application/json").body(body.clone()).send().await;
    assert_eq!(no_token.expect("an answer").status(), 401);
    let no_kind = world.http.post(&url).bearer_auth(&world.token).body(body).send().await;
    assert_eq!(no_kind.expect("an answer").status(), 415);
    let half = world
        .http
        .post(&url)
        .bearer_auth(&world.token)
        .header("Content-Type", "application/json")
        .body("{")
        .send()
        .await;
    assert_eq!(half.expect("an answer").status(), 400);
    world.advance(TimeDelta::hours(9));
    assert_eq!(get_order(&world, "X").await.0, 401, "tokens run out");
    let denied = world
        .http
        .post(format!("{}/v1/oauth2/token", world.base))
        .form(&[("grant_type", "client_credentials")])
        .send()
        .await;
    assert_eq!(denied.expect("an answer").status(), 401);
}
