//! Misbehaviour on demand: callbacks doubled, overtaken, lost, forged; calls that fail.

use crate::support::{World, receiver, world, world_with};
use sandbox::Faults;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::time::Duration;

fn faults(settings: Value) -> Faults {
    serde_json::from_value(settings).expect("faults")
}

/// Pays `count` pages by card; answers their ids.
async fn pay(world: &World, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for n in 0..count {
        let payment = format!("pay_{n}");
        let id =
            world.session_with(&[("client_reference_id", &payment)]).await["id"].as_str().expect("an id").to_owned();
        world.told(&format!("pay/{id}"), json!({ "how": "card" })).await;
        ids.push(id);
    }
    ids
}

#[tokio::test]
async fn a_duplicate_is_the_same_event_again() {
    let world = world_with(faults(json!({ "duplicate": 1, "seed": 5 })), &[]).await;
    pay(&world, 2).await;
    let counts = world.flush().await;
    assert_eq!(counts["events"], 6);
    assert!(counts["duplicates"].as_u64() >= Some(6), "{counts}");
    let mut bodies: HashMap<String, HashSet<Vec<u8>>> = HashMap::new();
    let all = world.inbox.all();
    for callback in &all {
        bodies.entry(callback.id().to_owned()).or_default().insert(callback.raw.to_vec());
    }
    assert_eq!(bodies.len(), 6);
    assert!(bodies.values().all(|bodies| bodies.len() == 1), "the same bytes each time");
    assert_eq!(json!(all.len()), counts["delivered"]);
}

#[tokio::test]
async fn later_events_overtake_those_held_back() {
    let world = world_with(faults(json!({ "reorder": 1, "seed": 5 })), &[]).await;
    pay(&world, 4).await;
    world.flush().await;
    let all = world.inbox.all();
    assert_eq!(all.len(), 12);
    let steps = ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"];
    let overtaken = (0..4).any(|n| {
        let payment = format!("pay_{n}");
        let about = |c: &&crate::support::Callback| c.body["data"]["object"]["client_reference_id"] == payment.as_str();
        let completed = all.iter().position(|c| about(&c));
        let intent = completed.and_then(|at| all[at].body["data"]["object"]["payment_intent"].as_str());
        let charge = all
            .iter()
            .position(|c| c.kind() == steps[0] && c.body["data"]["object"]["payment_intent"].as_str() == intent);
        completed < charge
    });
    assert!(overtaken, "{:?}", world.inbox.kinds());
}

#[tokio::test]
async fn a_dropped_callback_never_comes_and_the_charge_stands() {
    let world = world_with(faults(json!({ "drop": 1 })), &[]).await;
    pay(&world, 1).await;
    let counts = world.flush().await;
    assert_eq!((&counts["dropped"], &counts["attempts"]), (&json!(3), &json!(0)));
    assert!(world.inbox.all().is_empty());
    assert_eq!(world.charges().await.len(), 1);
    let (_, reset) = world.control("DELETE", "faults", Value::Null).await;
    assert_eq!(reset["drop"], 0);
    assert_eq!(world.control("GET", "faults", Value::Null).await.1, reset);
    assert_eq!(world.control("POST", "faults", json!({ "drop": 2 })).await.0, 400);
}

#[tokio::test]
async fn forgeries_of_every_kind_are_refused_by_who_checks() {
    let world = world_with(faults(json!({ "forge": 1, "seed": 9 })), &[]).await;
    pay(&world, 6).await;
    for n in 0..6 {
        let mut request = crate::support::order_request("10.00", "USD");
        request["purchase_units"][0]["invoice_id"] = json!(format!("pay_p{n}"));
        let id = world.try_order(request, None).await.1["id"].as_str().expect("an id").to_owned();
        world.told(&format!("pay/{id}"), json!({ "how": "approve" })).await;
        assert_eq!(world.capture(&id, None).await.0, 201);
    }
    let counts = world.flush().await;
    // One beside each of the 36 true ones, and one for each of the 12 pages before it was paid.
    assert_eq!((&counts["events"], &counts["forged"]), (&json!(36), &json!(48)));
    assert_eq!((&counts["refused"], &counts["believed"]), (&json!(48), &json!(0)));
    assert_eq!(world.inbox.all().len(), 36);
    let (_, log) = world.control("GET", "deliveries?limit=1000", Value::Null).await;
    let lines = log["deliveries"].as_array().expect("a log");
    for provider in ["stripe", "paypal"] {
        let of = lines.iter().filter(|line| line["provider"] == provider);
        let kinds: HashSet<&str> = of.filter_map(|line| line["forged"].as_str()).collect();
        assert_eq!(kinds, HashSet::from(["unsigned", "wrong_key", "changed", "elsewhere"]), "{provider}");
    }
}

#[tokio::test]
async fn a_refused_callback_is_tried_again_elsewhere() {
    let (second, other) = receiver().await;
    let world = world_with(Faults::default(), &[second]).await;
    world.inbox.answer_first(&[500]);
    other.answer_first(&[503]);
    pay(&world, 1).await;
    let counts = world.flush().await;
    assert_eq!((&counts["delivered"], &counts["attempts"]), (&json!(3), &json!(5)));
    assert!(!world.inbox.all().is_empty() && !other.all().is_empty(), "in turn");
    let (_, log) = world.control("GET", "deliveries?about=pay_0", Value::Null).await;
    let attempts: Vec<_> =
        log["deliveries"].as_array().expect("a log").iter().map(|line| line["attempts"].as_u64()).collect();
    assert_eq!(attempts.iter().flatten().sum::<u64>(), 5);
}

#[tokio::test]
async fn a_call_fails_or_hangs_without_being_carried_out() {
    let world = world().await;
    for settings in [json!({ "http_500": 1 }), json!({ "timeout": 1, "timeout_ms": 20 })] {
        world.told("faults", settings.clone()).await;
        let url = format!("{}/v1/refunds", world.base);
        let answer = world.http.post(url).bearer_auth("sk_test_x").form(&[("payment_intent", "pi_x")]).send().await;
        let body = match answer {
            Ok(answer) if settings["http_500"] == 1 => {
                assert_eq!(answer.status(), 500);
                answer.bytes().await
            }
            Ok(answer) => answer.bytes().await,
            Err(error) => Err(error),
        };
        assert_eq!(body.is_ok(), settings["http_500"] == 1);
    }
    world.control("DELETE", "faults", Value::Null).await;
    let id = world.session().await;
    world.told("faults", json!({ "http_500": 1 })).await;
    let paypal = world.http.get(format!("{}/v2/checkout/orders/X", world.base)).send().await.expect("an answer");
    assert_eq!(paypal.json::<Value>().await.expect("JSON")["name"], "INTERNAL_SERVER_ERROR");
    // Pages and control are no API calls.
    let page = world.http.get(format!("{}/c/pay/{id}", world.base)).send().await.expect("a page");
    assert!(page.status().is_success());
}

#[tokio::test]
async fn a_lost_or_broken_answer_was_carried_out_and_comes_back_with_its_key() {
    let world = world().await;
    let form = [
        ("mode", "payment"),
        ("line_items[0][price_data][currency]", "mxn"),
        ("line_items[0][price_data][unit_amount]", "150000"),
        ("line_items[0][price_data][product_data][name]", "x"),
        ("line_items[0][quantity]", "1"),
        ("success_url", "http://portal.test/"),
    ];
    for (n, settings) in [json!({ "lose_answer": 1 }), json!({ "malformed": 1 })].into_iter().enumerate() {
        world.told("faults", settings).await;
        let key = format!("key-{n}");
        let request = world.http.post(format!("{}/v1/checkout/sessions", world.base)).bearer_auth("sk_test_x");
        let sent = request.header("Idempotency-Key", &key).form(&form).send().await;
        let read = match sent {
            Ok(answer) => answer.json::<Value>().await.map_err(drop),
            Err(_) => Err(()),
        };
        assert!(read.is_err());
        world.control("DELETE", "faults", Value::Null).await;
        let (status, _, headers) = world.stripe_full("POST", "/v1/checkout/sessions", &form, Some(&key)).await;
        assert_eq!(status, 200);
        assert_eq!(headers["idempotent-replayed"], "true");
    }
    let (_, list) = world.stripe("GET", "/v1/checkout/sessions", "/v1/checkout/sessions", &[], None).await;
    assert_eq!(list["data"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn slow_calls_wait_and_delayed_callbacks_come() {
    let world = world().await;
    world.told("faults", json!({ "slow_ms": 50, "delay_ms": 50 })).await;
    let begun = std::time::Instant::now();
    pay(&world, 1).await;
    assert!(begun.elapsed() >= Duration::from_millis(50));
    assert_eq!(world.flush().await["delivered"], 3);
}
