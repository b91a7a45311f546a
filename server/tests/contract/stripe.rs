//! Stripe: pages, ways of paying, money back, and what the API refuses.

use crate::schema;
use crate::support::{PAYMENT, World, world};
use chrono::TimeDelta;
use serde_json::{Value, json};

const SESSION: &str = "/v1/checkout/sessions/{session}";
const EXPIRE: &str = "/v1/checkout/sessions/{session}/expire";

async fn get_session(world: &World, id: &str) -> Value {
    let expand = [
        ("expand[]", "payment_intent.latest_charge.refunds"),
        ("expand[]", "payment_intent.latest_charge.balance_transaction"),
        ("expand[]", "line_items"),
    ];
    let (status, answer) = world.stripe("GET", SESSION, &format!("/v1/checkout/sessions/{id}"), &expand, None).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

async fn press(world: &World, id: &str, form: &[(&str, &str)]) -> reqwest::Response {
    world.http.post(format!("{}/c/pay/{id}", world.base)).form(form).send().await.expect("an answer")
}

/// Every event's object is what the description says it is.
fn check_events(world: &World) {
    let Some(contract) = &*schema::STRIPE else { return };
    for callback in world.inbox.all() {
        let object = &callback.body["data"]["object"];
        contract.check_object(object["object"].as_str().expect("a kind"), object);
        contract.check_object("event", &{
            // The description closes `data.object` to nothing in particular.
            let mut event = callback.body.clone();
            event["data"]["object"] = json!({});
            event
        });
    }
}

#[tokio::test]
async fn a_card_pays_and_the_portal_hears_of_it() {
    let world = world().await;
    let opened = world.session_with(&[]).await;
    let id = opened["id"].as_str().expect("an id");
    assert_eq!(
        (&opened["status"], &opened["payment_status"], &opened["amount_total"]),
        (&json!("open"), &json!("unpaid"), &json!(150_000))
    );

    let page = world.http.get(opened["url"].as_str().expect("a page")).send().await.expect("a page");
    assert!(page.headers()["content-security-policy"].to_str().expect("text").contains("default-src 'none'"));
    let html = page.text().await.expect("HTML");
    assert!(
        html.contains("Página de prueba") && html.contains("1\u{202f}500.00 MXN") && html.contains("Norte &amp; Hijos"),
        "{html}"
    );

    let answer = press(&world, id, &[("how", "card")]).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], format!("http://portal.test/payments/1?session={id}"));
    assert_eq!(press(&world, id, &[("how", "card")]).await.status(), 409, "a second press pays nothing");

    world.flush().await;
    assert_eq!(world.inbox.kinds(), ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]);
    check_events(&world);
    let completed = &world.inbox.of("checkout.session.completed")[0]["data"]["object"];
    assert_eq!((&completed["payment_status"], &completed["client_reference_id"]), (&json!("paid"), &json!(PAYMENT)));

    let session = get_session(&world, id).await;
    assert_eq!(session["url"], Value::Null);
    assert_eq!(session["payment_intent"]["latest_charge"]["amount"], 150_000);
    assert_eq!(session["payment_intent"]["latest_charge"]["refunds"]["data"], json!([]));
    assert_eq!(session["payment_intent"]["latest_charge"]["balance_transaction"]["created"], world.now().timestamp());
    assert_eq!(session["payment_intent"]["metadata"]["payment"], PAYMENT);

    let charges = world.charges().await;
    assert_eq!(charges.len(), 1);
    let expected = json!({
        "provider": "stripe", "payment": PAYMENT, "session": id, "reference": session["payment_intent"]["id"],
        "currency": "MXN", "amount": 150_000, "amount_minor": 150_000, "refunded_minor": 0, "disputed_minor": 0,
        "state": "paid", "at": "2026-11-21T12:00:00Z",
    });
    assert_eq!(charges[0], expected);
}

#[tokio::test]
async fn the_same_key_gives_the_same_answer_and_other_parameters_an_error() {
    let world = world().await;
    let (_, first) = world.try_session(&[], Some("key-1")).await;
    let (status, again) = world.try_session(&[], Some("key-1")).await;
    assert_eq!((status, &again), (200, &first));
    let (status, error) = world.try_session(&[("client_reference_id", "pay_other")], Some("key-1")).await;
    assert_eq!((status, &error["error"]["type"]), (400, &json!("idempotency_error")));
    let (_, other) = world.try_session(&[], Some("key-2")).await;
    assert_ne!(other["id"], first["id"]);
    let (_, list) = world.stripe("GET", "/v1/checkout/sessions", "/v1/checkout/sessions", &[], None).await;
    assert_eq!(list["data"].as_array().map(Vec::len), Some(2));

    // What failed its checks is not kept: the same key may come back corrected.
    let (status, _) = world.try_session(&[("mode", "nonsense")], Some("key-3")).await;
    assert_eq!(status, 400);
    assert_eq!(world.try_session(&[], Some("key-3")).await.0, 200);

    // After a day the key is forgotten.
    world.advance(TimeDelta::hours(25));
    let (_, later) = world.try_session(&[], Some("key-1")).await;
    assert_ne!(later["id"], first["id"]);

    let form = [("payment_intent", "pi_none")];
    let (_, _, headers) = world.stripe_full("POST", "/v1/refunds", &form, Some("key-9")).await;
    assert_eq!(headers["idempotency-key"], "key-9");
    assert_eq!(headers["stripe-version"], "2026-05-27.dahlia");
}

#[tokio::test]
async fn what_stripe_would_refuse_is_refused() {
    let world = world().await;
    for (parameter, value, code) in [
        ("line_items[0][price_data][unit_amount]", "999", json!("amount_too_small")),
        ("line_items[0][price_data][unit_amount]", "100000000", json!("amount_too_large")),
        ("line_items[0][price_data][unit_amount]", "15.00", json!("parameter_invalid_integer")),
        ("line_items[0][price_data][currency]", "xxy", Value::Null),
        ("line_items[0][price_dta][currency]", "mxn", json!("parameter_unknown")),
        ("frobnicate", "1", json!("parameter_unknown")),
        ("expires_at", "1795262400", Value::Null),
        ("locale", "tlh", Value::Null),
        ("success_url", "javascript:alert(1)", json!("url_invalid")),
        ("mode", "", json!("parameter_missing")),
        ("payment_method_types[]", "boleto", Value::Null),
    ] {
        let (status, answer) = world.try_session(&[(parameter, value)], None).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &code), "{parameter}={value}: {answer}");
    }
    let kuwait = [("line_items[0][price_data][currency]", "kwd"), ("line_items[0][price_data][unit_amount]", "5123")];
    assert_eq!(world.try_session(&kuwait, None).await.0, 400);

    let (status, error) = world.stripe("GET", SESSION, "/v1/checkout/sessions/cs_test_none", &[], None).await;
    assert_eq!((status, &error["error"]["code"]), (404, &json!("resource_missing")));
    let expand = [("expand[]", "customer.secrets")];
    let id = world.session().await;
    assert_eq!(world.stripe("GET", SESSION, &format!("/v1/checkout/sessions/{id}"), &expand, None).await.0, 400);
    let url = format!("{}/v1/checkout/sessions/{id}", world.base);
    assert_eq!(world.http.get(&url).send().await.expect("an answer").status(), 401);
    assert_eq!(world.http.get(&url).bearer_auth("sk_live_x").send().await.expect("an answer").status(), 401);
    let odd = world.http.get(&url).bearer_auth("sk_test_x").header("Stripe-Version", "yesterday").send().await;
    assert_eq!(odd.expect("an answer").status(), 400);
    let json =
        world.http.post(format!("{}/v1/refunds", world.base)).bearer_auth("sk_test_x").json(&json!({})).send().await;
    assert_eq!(json.expect("an answer").status(), 400);
    let (status, error) = world.stripe("GET", SESSION, "/v1/frobnicate", &[], None).await;
    assert_eq!((status, &error["error"]["type"]), (404, &json!("invalid_request_error")));
}

#[tokio::test]
async fn a_voucher_is_unpaid_first_and_paid_later() {
    let world = world().await;
    let id = world.session().await;
    let answer = press(&world, &id, &[("how", "voucher"), ("then", "open")]).await;
    assert_eq!(answer.status(), 303);
    world.flush().await;
    assert_eq!(world.inbox.kinds(), ["payment_intent.requires_action", "checkout.session.completed"]);
    assert_eq!(world.inbox.of("checkout.session.completed")[0]["data"]["object"]["payment_status"], "unpaid");
    assert_eq!(world.charges().await.len(), 0);
    let session = get_session(&world, &id).await;
    let slip = &session["payment_intent"]["next_action"]["oxxo_display_details"]["hosted_voucher_url"];
    let slip = world.http.get(slip.as_str().expect("a slip")).send().await.expect("a slip");
    assert!(slip.status().is_success());

    world.inbox.clear();
    world.told(&format!("vouchers/{PAYMENT}/pay"), Value::Null).await;
    world.flush().await;
    assert_eq!(
        world.inbox.kinds(),
        ["charge.succeeded", "payment_intent.succeeded", "checkout.session.async_payment_succeeded"]
    );
    check_events(&world);
    assert_eq!(world.charges().await[0]["state"], "paid");
    let (status, _) = world.control("POST", &format!("vouchers/{id}/pay"), Value::Null).await;
    assert_eq!(status, 409, "a voucher is paid once");
}

#[tokio::test]
async fn a_voucher_pays_itself_after_a_while_or_runs_out() {
    let world = world().await;
    let paid = world.session().await;
    press(&world, &paid, &[("how", "voucher"), ("then", "60s")]).await;
    let unpaid = world.session_with(&[("client_reference_id", "pay_2")]).await;
    let unpaid = unpaid["id"].as_str().expect("an id");
    press(&world, unpaid, &[("how", "voucher")]).await;
    world.advance(TimeDelta::seconds(59));
    assert_eq!(get_session(&world, &paid).await["payment_status"], "unpaid");
    world.advance(TimeDelta::seconds(1));
    assert_eq!(get_session(&world, &paid).await["payment_status"], "paid");
    world.advance(TimeDelta::days(3));
    assert_eq!(get_session(&world, unpaid).await["payment_intent"]["status"], "requires_payment_method");
    world.flush().await;
    assert_eq!(world.inbox.of("checkout.session.async_payment_failed").len(), 1);
    assert_eq!(world.inbox.of("checkout.session.async_payment_succeeded").len(), 1);
    check_events(&world);
}

#[tokio::test]
async fn a_bank_debit_is_processing_until_the_bank_answers() {
    let world = world().await;
    let dollars = [("line_items[0][price_data][currency]", "usd")];
    let id = world.session_with(&dollars).await["id"].as_str().expect("an id").to_owned();
    world.told(&format!("pay/{id}"), json!({ "how": "debit" })).await;
    let session = get_session(&world, &id).await;
    assert_eq!(session["payment_intent"]["status"], "processing");
    assert_eq!(session["payment_intent"]["latest_charge"]["status"], "pending");
    assert_eq!(world.control("GET", "charges", Value::Null).await.1["pending"][0]["state"], "pending");
    world.told(&format!("vouchers/{id}/fail"), Value::Null).await;
    world.flush().await;
    assert_eq!(
        world.inbox.kinds(),
        [
            "payment_intent.processing",
            "checkout.session.completed",
            "payment_intent.payment_failed",
            "checkout.session.async_payment_failed"
        ]
    );
    check_events(&world);
    assert_eq!(world.charges().await.len(), 0);
    let (status, answer) = world.control("POST", &format!("pay/{id}"), json!({ "how": "frobnicate" })).await;
    assert_eq!(status, 409, "{answer}");
}

#[tokio::test]
async fn a_declined_card_leaves_the_page_open() {
    let world = world().await;
    let id = world.session().await;
    let answer = press(&world, &id, &[("how", "decline")]).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.expect("HTML").contains("rechazó"));
    let session = get_session(&world, &id).await;
    assert_eq!(
        (&session["status"], &session["payment_intent"]["status"]),
        (&json!("open"), &json!("requires_payment_method"))
    );
    assert_eq!(session["payment_intent"]["last_payment_error"]["code"], "card_declined");
    assert_eq!(world.charges().await.len(), 0);
    press(&world, &id, &[("how", "card")]).await;
    world.flush().await;
    assert_eq!(
        world.inbox.kinds(),
        ["payment_intent.payment_failed", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]
    );
    check_events(&world);
    let left = world.session_with(&[("client_reference_id", "pay_2")]).await;
    let answer = press(&world, left["id"].as_str().expect("an id"), &[("how", "leave")]).await;
    assert_eq!(answer.headers()["location"], "http://portal.test/payments/1?outcome=cancel");
}

#[tokio::test]
async fn a_page_runs_out_or_is_closed() {
    let world = world().await;
    let by_time = world.session().await;
    let by_call = world.session_with(&[("client_reference_id", "pay_2")]).await;
    let by_call = by_call["id"].as_str().expect("an id");
    let path = format!("/v1/checkout/sessions/{by_call}/expire");
    let (status, answer) = world.stripe("POST", EXPIRE, &path, &[], Some("close-1")).await;
    assert_eq!((status, &answer["status"]), (200, &json!("expired")));
    let (status, again) = world.stripe("POST", EXPIRE, &path, &[], Some("close-1")).await;
    assert_eq!((status, &again), (200, &answer), "replayed");
    assert_eq!(world.stripe("POST", EXPIRE, &path, &[], None).await.0, 400);
    world.advance(TimeDelta::minutes(60));
    assert_eq!(get_session(&world, &by_time).await["status"], "expired");
    assert_eq!(press(&world, &by_time, &[("how", "card")]).await.status(), 409);
    world.flush().await;
    assert_eq!(world.inbox.kinds(), ["checkout.session.expired", "checkout.session.expired"]);
    check_events(&world);
}

#[tokio::test]
async fn money_goes_back_in_parts_and_may_come_again() {
    let world = world().await;
    let id = world.session().await;
    press(&world, &id, &[("how", "card")]).await;
    let intent = get_session(&world, &id).await["payment_intent"]["id"].as_str().expect("an id").to_owned();
    let part = [("payment_intent", intent.as_str()), ("amount", "50000"), ("metadata[payment]", PAYMENT)];
    let (status, refund) = world.stripe("POST", "/v1/refunds", "/v1/refunds", &part, Some("refund-1")).await;
    assert_eq!((status, &refund["status"], &refund["amount"]), (200, &json!("succeeded"), &json!(50_000)));
    let (_, again) = world.stripe("POST", "/v1/refunds", "/v1/refunds", &part, Some("refund-1")).await;
    assert_eq!(again["id"], refund["id"]);
    let too_much = [("payment_intent", intent.as_str()), ("amount", "100001")];
    assert_eq!(world.stripe("POST", "/v1/refunds", "/v1/refunds", &too_much, None).await.0, 400);

    world.told(&format!("refund/{intent}"), json!({ "fail": true })).await;
    let charges = world.charges().await;
    assert_eq!((&charges[0]["refunded_minor"], &charges[0]["state"]), (&json!(50_000), &json!("partly_refunded")));
    let (_, list) = world.stripe("GET", "/v1/refunds", "/v1/refunds", &[("payment_intent", &intent)], None).await;
    let states: Vec<_> = list["data"].as_array().expect("a list").iter().map(|r| r["status"].clone()).collect();
    assert_eq!(states, ["failed", "succeeded"]);

    let rest = [("payment_intent", intent.as_str())];
    assert_eq!(world.stripe("POST", "/v1/refunds", "/v1/refunds", &rest, None).await.1["amount"], 100_000);
    let (status, error) = world.stripe("POST", "/v1/refunds", "/v1/refunds", &rest, None).await;
    assert_eq!((status, &error["error"]["code"]), (400, &json!("charge_already_refunded")));
    world.flush().await;
    let refunded = world.inbox.of("charge.refunded");
    let totals: Vec<_> = refunded.iter().map(|e| e["data"]["object"]["amount_refunded"].clone()).collect();
    assert_eq!(totals, [50_000, 150_000, 150_000]);
    assert_eq!(refunded[1]["data"]["previous_attributes"]["amount_refunded"], 50_000);
    assert_eq!(world.inbox.of("refund.failed").len(), 1);
    check_events(&world);
}

#[tokio::test]
async fn a_chargeback_takes_the_money_and_may_give_it_back() {
    let world = world().await;
    let id = world.session().await;
    press(&world, &id, &[("how", "card")]).await;
    world.told(&format!("dispute/{PAYMENT}"), json!({ "outcome": "enquiry" })).await;
    assert_eq!(world.charges().await[0]["disputed_minor"], 0);
    world.told(&format!("dispute/{id}"), json!({ "outcome": "open" })).await;
    assert_eq!(world.charges().await[0]["state"], "disputed");
    let intent = get_session(&world, &id).await["payment_intent"]["id"].as_str().expect("an id").to_owned();
    let refund = [("payment_intent", intent.as_str())];
    let (status, error) = world.stripe("POST", "/v1/refunds", "/v1/refunds", &refund, None).await;
    assert_eq!((status, &error["error"]["code"]), (400, &json!("charge_disputed")));
    let (_, list) = world.stripe("GET", "/v1/disputes", "/v1/disputes", &refund, None).await;
    assert_eq!((&list["data"][0]["status"], &list["data"][0]["amount"]), (&json!("needs_response"), &json!(150_000)));
    world.told(&format!("dispute/{id}"), json!({ "outcome": "won" })).await;
    assert_eq!(world.charges().await[0]["state"], "paid");
    world.told(&format!("dispute/{id}"), json!({ "outcome": "lost", "amount": 1000 })).await;
    assert_eq!(world.charges().await[0]["disputed_minor"], 1000);
    world.flush().await;
    let closed: Vec<_> =
        world.inbox.of("charge.dispute.closed").iter().map(|e| e["data"]["object"]["status"].clone()).collect();
    assert_eq!(closed, ["won", "lost"]);
    assert_eq!(world.inbox.of("charge.dispute.created").len(), 2);
    check_events(&world);
}
