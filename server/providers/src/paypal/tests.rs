//! Every event of the fixtures, read; and the client against a server that behaves and one that does not.

use super::certificate::{Certificates, Names};
use super::client::Paypal;
use super::settings::PaypalAccount;
use super::webhook;
use crate::provider::{CheckoutRef, CheckoutRequest, Opened, ParsedEvent, Provider, ProviderError, WebhookError};
use crate::settings::Mode;
use crate::testing::{self, Answer, Server};
use ::http::{HeaderMap, HeaderName};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::payment::{ChargebackState, PaymentUpdate, RefundState};
use insta::assert_debug_snapshot;
use serde_json::{Value, json};

const PAYMENT: &str = "pay_01a1fdfa4600700080000000000000aa";
const CREDITOR: &str = "7k2m9xqa";

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn order() -> CheckoutRequest {
    CheckoutRequest {
        payment: PAYMENT.parse().expect("an id"),
        creditor: CREDITOR.parse().expect("a code"),
        amount: mxn(2450),
        description: "Agua de la Sierra & Cía.".to_owned(),
        language: "es".to_owned(),
        success_url: "https://saldo.test/payments/x?done=1".to_owned(),
        cancel_url: "https://saldo.test/payments/x".to_owned(),
        expires_at: testing::at("2026-11-21T13:00:00Z"),
        idempotency_key: "pay_x-open".to_owned(),
    }
}

fn checkout(reference: Option<&str>) -> CheckoutRef {
    CheckoutRef {
        payment: PAYMENT.parse().expect("an id"),
        creditor: CREDITOR.parse().expect("a code"),
        session: "ORDER1".to_owned(),
        reference: reference.map(str::to_owned),
        currency: "MXN".parse().expect("a currency"),
    }
}

fn paypal(server: &Server) -> Paypal {
    let account = PaypalAccount {
        client_id: "client".to_owned(),
        client_secret: "very secret".to_owned(),
        webhook_id: "DK9NN1WGJYT72ZRYC".to_owned(),
        api_base: server.url.clone(),
        mode: Mode::Test,
    };
    Paypal::new(account, testing::http())
}

/// A server that gives tokens and otherwise answers by the request's line (and how many came before).
async fn server(answer: impl Fn(usize, &str, &Server) -> Answer + Send + Sync + 'static) -> Server {
    Server::start(move |n, server| {
        let line = server.seen()[n].line.clone();
        if line == "POST /v1/oauth2/token" {
            return say(200, &json!({ "access_token": "t1", "token_type": "Bearer", "expires_in": 31_668 }));
        }
        answer(n, &line, server)
    })
    .await
}

fn say(status: u16, body: &Value) -> Answer {
    Answer::json(status, body.to_string())
}

fn issue(status: u16, issue: &str) -> Answer {
    say(
        status,
        &json!({ "name": "UNPROCESSABLE_ENTITY", "message": "No.", "debug_id": "d",
            "details": [{ "issue": issue, "description": "No." }] }),
    )
}

fn made(server: &Server) -> Value {
    json!({ "id": "ORDER1", "status": "PAYER_ACTION_REQUIRED", "links": [
        { "rel": "self", "href": "https://api.example/x", "method": "GET" },
        { "rel": "payer-action", "href": format!("{}checkoutnow?token=ORDER1", server.url), "method": "GET" },
    ] })
}

fn captured(status: &str) -> Value {
    json!({ "id": "ORDER1", "status": "COMPLETED", "purchase_units": [{ "payments": {
        "captures": [{ "id": "CAP1", "status": status, "amount": { "currency_code": "MXN", "value": "24.50" },
            "create_time": "2026-11-21T12:03:11Z" }] } }] })
}

fn paid() -> PaymentUpdate {
    PaymentUpdate::Paid { received: mxn(2450), reference: "CAP1".to_owned(), at: testing::at("2026-11-21T12:03:11Z") }
}

fn lines(server: &Server) -> Vec<String> {
    server.seen().into_iter().map(|seen| seen.line).collect()
}

#[test]
fn every_event_is_read() {
    testing::each_fixture("paypal", |name, body| {
        let event = webhook::read(body).expect("an event");
        insta::with_settings!({ snapshot_suffix => name, prepend_module_to_snapshot => false }, {
            assert_debug_snapshot!("paypal", event);
        });
    });
}

fn parsed(kind: &str, resource_type: &str, resource: &Value) -> ParsedEvent {
    let body = json!({ "id": "WH-1", "event_type": kind, "resource_type": resource_type, "resource": resource });
    webhook::read(body.to_string().as_bytes()).expect("an event").parsed
}

#[test]
fn a_money_event_that_cannot_be_read_says_so() {
    let amount = |value: &str| json!({ "currency_code": "USD", "value": value });
    for (kind, resource_type, resource) in [
        ("PAYMENT.CAPTURE.COMPLETED", "capture", json!({})),
        ("PAYMENT.CAPTURE.COMPLETED", "capture", json!({ "id": "C", "status": "COMPLETED", "amount": amount("1.00") })),
        ("PAYMENT.CAPTURE.REFUNDED", "refund", json!({ "id": "R", "status": "COMPLETED", "amount": amount("1.001") })),
        ("PAYMENT.CAPTURE.REVERSED", "refund", json!({ "id": "R", "amount": amount("1.00") })),
        ("CUSTOMER.DISPUTE.CREATED", "dispute", json!({ "dispute_amount": amount("1.00") })),
        ("CHECKOUT.ORDER.SOMETHING", "checkout-order", json!([])),
    ] {
        let read = parsed(kind, resource_type, &resource);
        assert!(matches!(read, ParsedEvent::Unreadable(_)), "{kind} {resource}: {read:?}");
    }
    for kind in ["BILLING.PLAN.CREATED", "VAULT.PAYMENT-TOKEN.CREATED", "SOMETHING.NEW"] {
        assert_eq!(parsed(kind, "x", &json!({})), ParsedEvent::Nothing, "{kind}");
    }
}

#[test]
fn words_nobody_knew_are_pending() {
    let capture = |status: &str| {
        parsed(
            "PAYMENT.CAPTURE.SOMETHING",
            "capture",
            &json!({ "id": "C", "status": status, "amount": { "currency_code": "USD", "value": "1.00" } }),
        )
    };
    assert_eq!(capture("LEVITATING"), ParsedEvent::Updates(vec![PaymentUpdate::Processing]));
    assert_eq!(capture("FAILED"), ParsedEvent::Updates(vec![PaymentUpdate::Failed]));
    let order = parsed("CHECKOUT.ORDER.SOMETHING", "x", &json!({ "id": "O", "status": "LEVITATING" }));
    assert_eq!(order, ParsedEvent::Updates(vec![PaymentUpdate::Waiting]));
    let completed = parsed("CHECKOUT.ORDER.COMPLETED", "x", &json!({ "id": "O", "status": "COMPLETED" }));
    assert_eq!(completed, ParsedEvent::Updates(vec![PaymentUpdate::Processing]), "no capture, no money");
    let reversed = parsed("CHECKOUT.PAYMENT-APPROVAL.REVERSED", "x", &json!({ "order_id": "O" }));
    assert_eq!(reversed, ParsedEvent::Updates(vec![PaymentUpdate::Expired]));
}

#[test]
fn how_disputes_end() {
    let state = |stage: &str, outcome: Option<&str>| {
        let read = parsed(
            "CUSTOMER.DISPUTE.UPDATED",
            "dispute",
            &json!({
                "dispute_id": "D", "status": if outcome.is_some() { "RESOLVED" } else { "UNDER_REVIEW" },
                "dispute_life_cycle_stage": stage, "dispute_amount": { "currency_code": "USD", "value": "1.00" },
                "disputed_transactions": [{ "seller_transaction_id": "C" }],
                "dispute_outcome": { "outcome_code": outcome },
            }),
        );
        match read {
            ParsedEvent::Updates(updates) => match updates[..] {
                [PaymentUpdate::Chargeback { state, .. }] => state,
                _ => panic!("{updates:?}"),
            },
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(state("INQUIRY", None), ChargebackState::Warning);
    assert_eq!(state("SOMETHING", None), ChargebackState::Warning);
    assert_eq!(state("PRE_ARBITRATION", None), ChargebackState::Open);
    assert_eq!(state("CHARGEBACK", Some("RESOLVED_BUYER_FAVOUR")), ChargebackState::Lost);
    assert_eq!(state("CHARGEBACK", Some("RESOLVED_WITH_PAYOUT")), ChargebackState::Won);
    assert_eq!(state("CHARGEBACK", Some("SOMETHING")), ChargebackState::Open);
}

#[test]
fn secrets_are_never_printed() {
    let account = PaypalAccount {
        client_id: "the client".to_owned(),
        client_secret: "very secret".to_owned(),
        webhook_id: "very hidden".to_owned(),
        api_base: "https://api-m.paypal.com/".parse().expect("a URL"),
        mode: Mode::Live,
    };
    let printed = format!("{account:?}") + &format!("{:?}", Paypal::new(account, testing::http()));
    assert!(!printed.contains("very"), "{printed}");
}

#[tokio::test]
async fn opens_one_order_with_all_that_paypal_needs_and_one_token() {
    let server = server(|_, _, server| say(201, &made(server))).await;
    let paypal = paypal(&server);
    let opened = paypal.open(&order()).await.expect("a page");
    assert_eq!(opened, Opened { session: "ORDER1".to_owned(), url: format!("{}checkoutnow?token=ORDER1", server.url) });
    paypal.open(&order()).await.expect("the same page");
    let seen = server.seen();
    assert_eq!(seen.len(), 3, "one token for both");
    assert_eq!(seen[0].header("authorization"), format!("Basic {}", STANDARD.encode("client:very secret")));
    assert_eq!(seen[1].header("authorization"), "Bearer t1");
    assert_eq!(seen[1].header("paypal-request-id"), "pay_x-open");
    assert_eq!(seen[2].body, seen[1].body);
    let body: Value = serde_json::from_slice(&seen[1].body).expect("JSON");
    insta::assert_snapshot!("paypal_open_body", format!("{}\n{body:#}", seen[1].line));
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_with_the_same_key() {
    let server = server(|n, _, server| if n == 1 { Answer::Hangup } else { say(200, &made(server)) }).await;
    paypal(&server).open(&order()).await.expect("a page");
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[1].header("paypal-request-id"), seen[2].header("paypal-request-id"));
    assert_eq!(seen[1].body, seen[2].body);
}

#[tokio::test]
async fn a_token_that_paypal_forgot_is_replaced_once() {
    let forgets = server(
        |n, _, server| {
            if n == 1 { say(401, &json!({ "error": "invalid_token" })) } else { say(200, &made(server)) }
        },
    )
    .await;
    paypal(&forgets).open(&order()).await.expect("a page");
    assert_eq!(forgets.seen().len(), 4, "token, no, token, yes");

    let never = server(|_, _, _| say(401, &json!({ "error": "invalid_token" }))).await;
    let error = paypal(&never).open(&order()).await.expect_err("refused");
    assert!(matches!(error, ProviderError::Refused(_)), "{error}");
    assert_eq!(never.seen().len(), 4);
}

#[tokio::test]
async fn wrong_settings_are_named() {
    let server = Server::start(|_, _| say(401, &json!({ "error": "invalid_client", "error_description": "x" }))).await;
    let error = paypal(&server).open(&order()).await.expect_err("refused").to_string();
    assert_eq!(error, "the provider refused: it does not know this client id and secret");
}

#[tokio::test]
async fn an_amount_that_paypal_cannot_take_never_leaves() {
    let server = server(|_, _, _| issue(500, "X")).await;
    for (minor, code) in [(0, "MXN"), (1_845_050, "HUF"), (100, "COP"), (100, "BRL")] {
        let order = CheckoutRequest { amount: Money::new(minor, code.parse().expect("a currency")), ..order() };
        let error = paypal(&server).open(&order).await.expect_err("refused");
        assert!(matches!(error, ProviderError::Amount(_)), "{minor} {code}: {error}");
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn captures_with_a_key_of_its_own() {
    let server = server(|_, _, _| say(201, &captured("COMPLETED"))).await;
    assert_eq!(paypal(&server).capture(&checkout(None)).await.expect("updates"), vec![paid()]);
    let seen = &server.seen()[1];
    assert_eq!(seen.line, "POST /v2/checkout/orders/ORDER1/capture");
    assert_eq!(seen.header("content-type"), "application/json");
    assert_eq!(seen.header("paypal-request-id"), format!("{PAYMENT}-capture"));
    assert!(seen.body.is_empty());
}

#[tokio::test]
async fn a_capture_says_what_the_capture_says_not_the_order() {
    for (status, update) in [
        ("PENDING", PaymentUpdate::Processing),
        ("DECLINED", PaymentUpdate::Failed),
        ("FAILED", PaymentUpdate::Failed),
        ("NEW", PaymentUpdate::Processing),
    ] {
        let server = server(move |_, _, _| say(201, &captured(status))).await;
        assert_eq!(paypal(&server).capture(&checkout(None)).await.expect("updates"), vec![update], "{status}");
    }
}

#[tokio::test]
async fn a_second_capture_finds_the_first() {
    let server = server(|_, line, _| {
        if line.starts_with("POST") { issue(422, "ORDER_ALREADY_CAPTURED") } else { say(200, &captured("COMPLETED")) }
    })
    .await;
    assert_eq!(paypal(&server).capture(&checkout(None)).await.expect("updates"), vec![paid()]);
    assert_eq!(lines(&server).last().map(String::as_str), Some("GET /v2/checkout/orders/ORDER1"));
}

#[tokio::test]
async fn captures_that_come_to_nothing() {
    for (no, updates) in
        [("INSTRUMENT_DECLINED", vec![PaymentUpdate::Failed]), ("ORDER_EXPIRED", vec![PaymentUpdate::Expired])]
    {
        let server = server(move |_, _, _| issue(422, no)).await;
        assert_eq!(paypal(&server).capture(&checkout(None)).await.expect("updates"), updates, "{no}");
    }
    let early = server(|_, line, _| {
        if line.starts_with("POST") {
            issue(422, "ORDER_NOT_APPROVED")
        } else {
            say(200, &json!({ "id": "ORDER1", "status": "CREATED" }))
        }
    })
    .await;
    assert_eq!(paypal(&early).capture(&checkout(None)).await.expect("updates"), vec![PaymentUpdate::Waiting]);
    let other = server(|_, _, _| issue(422, "SOMETHING_NEW")).await;
    let error = paypal(&other).capture(&checkout(None)).await.expect_err("unknown is not failed");
    assert!(matches!(error, ProviderError::Refused(_)), "{error}");
}

#[tokio::test]
async fn closing_is_our_word_where_no_money_can_move() {
    for (status, updates) in [
        ("CREATED", vec![PaymentUpdate::Cancelled]),
        ("PAYER_ACTION_REQUIRED", vec![PaymentUpdate::Cancelled]),
        ("APPROVED", vec![PaymentUpdate::Approved]),
        ("VOIDED", vec![PaymentUpdate::Cancelled]),
    ] {
        let server = server(move |_, _, _| say(200, &json!({ "id": "ORDER1", "status": status }))).await;
        assert_eq!(paypal(&server).close(&checkout(None)).await.expect("updates"), updates, "{status}");
    }
    let paid_before = server(|_, _, _| say(200, &captured("COMPLETED"))).await;
    assert_eq!(paypal(&paid_before).close(&checkout(None)).await.expect("updates"), vec![paid()]);
}

#[tokio::test]
async fn looks_at_everything_that_became_of_a_payment() {
    let server = server(|_, line, _| match line {
        "GET /v2/checkout/orders/ORDER1" => {
            let mut order = captured("PARTIALLY_REFUNDED");
            order["purchase_units"][0]["payments"]["refunds"] = json!([
                { "id": "R1", "status": "COMPLETED", "amount": { "currency_code": "MXN", "value": "5.00" },
                  "seller_payable_breakdown": { "total_refunded_amount": { "currency_code": "MXN", "value": "5.00" } } },
                { "id": "R2", "status": "CANCELLED", "amount": { "currency_code": "MXN", "value": "3.00" } },
            ]);
            say(200, &order)
        }
        "GET /v1/customer/disputes?disputed_transaction_id=CAP1" => {
            say(200, &json!({ "items": [{ "dispute_id": "PP-D-1" }] }))
        }
        "GET /v1/customer/disputes/PP-D-1" => say(
            200,
            &json!({ "dispute_id": "PP-D-1", "status": "UNDER_REVIEW", "dispute_life_cycle_stage": "CHARGEBACK",
                "dispute_amount": { "currency_code": "MXN", "value": "19.50" },
                "disputed_transactions": [{ "seller_transaction_id": "CAP1" }] }),
        ),
        other => panic!("{other}"),
    })
    .await;
    let updates = paypal(&server).poll(&checkout(Some("CAP1"))).await.expect("updates");
    assert_eq!(
        updates,
        vec![
            paid(),
            PaymentUpdate::Refund { id: "R1".to_owned(), amount: mxn(500), state: RefundState::Succeeded },
            PaymentUpdate::RefundedInAll { total: mxn(500) },
            PaymentUpdate::Refund { id: "R2".to_owned(), amount: mxn(300), state: RefundState::Failed },
            PaymentUpdate::Chargeback { id: "CAP1".to_owned(), amount: mxn(1950), state: ChargebackState::Open },
        ]
    );
}

#[tokio::test]
async fn an_order_that_paypal_forgot_is_over_but_its_money_is_not() {
    let server = server(|_, line, _| match line {
        "GET /v2/payments/captures/CAP1" => {
            say(200, &captured("REFUNDED")["purchase_units"][0]["payments"]["captures"][0])
        }
        line if line.starts_with("GET /v1/customer/disputes") => issue(403, "PERMISSION_DENIED"),
        _ => issue(404, "RESOURCE_NOT_FOUND"),
    })
    .await;
    assert_eq!(paypal(&server).poll(&checkout(None)).await.expect("updates"), vec![PaymentUpdate::Expired]);
    let updates = paypal(&server).poll(&checkout(Some("CAP1"))).await.expect("updates");
    assert_eq!(updates, vec![paid(), PaymentUpdate::RefundedInAll { total: mxn(2450) }]);
}

#[tokio::test]
async fn gives_back_with_a_key() {
    let server = server(|_, _, _| {
        say(201, &json!({ "id": "R1", "status": "PENDING", "amount": { "currency_code": "MXN", "value": "5.00" } }))
    })
    .await;
    let updates = paypal(&server).refund(&checkout(Some("CAP1")), mxn(500), "refund-1").await.expect("updates");
    assert_eq!(
        updates,
        vec![PaymentUpdate::Refund { id: "R1".to_owned(), amount: mxn(500), state: RefundState::Pending }]
    );
    let seen = &server.seen()[1];
    assert_eq!(seen.line, "POST /v2/payments/captures/CAP1/refund");
    assert_eq!(seen.header("paypal-request-id"), "refund-1");
    let body: Value = serde_json::from_slice(&seen.body).expect("JSON");
    assert_eq!(
        body,
        json!({ "amount": { "currency_code": "MXN", "value": "5.00" }, "custom_id": format!("{CREDITOR}.{PAYMENT}") })
    );
    assert!(paypal(&server).refund(&checkout(None), mxn(500), "refund-2").await.is_err());
}

/// A genuine callback of the vectors, its certificate served by `server` in PayPal's place. (The
/// address of the certificate is not a part of what is signed.)
struct Callback {
    headers: HeaderMap,
    body: Vec<u8>,
    pem: String,
    root: String,
    now: DateTime<Utc>,
}

fn callback() -> Callback {
    let text = std::fs::read(testing::fixtures().join("webhook-vectors.json")).expect("the vectors");
    let vectors: Value = serde_json::from_slice(&text).expect("JSON");
    let set = &vectors["paypal"];
    let vector = &set["vectors"][0];
    let headers: HeaderMap = vector["headers"]
        .as_array()
        .expect("headers")
        .iter()
        .map(|pair| {
            let (name, value) = (pair[0].as_str().expect("text"), pair[1].as_str().expect("text"));
            (name.parse::<HeaderName>().expect("a name"), value.parse().expect("a value"))
        })
        .collect();
    let address = headers["paypal-cert-url"].to_str().expect("text").to_owned();
    Callback {
        headers,
        body: STANDARD.decode(vector["payload_b64"].as_str().expect("text")).expect("base64"),
        pem: set["certs"][&address].as_str().expect("a certificate").to_owned(),
        root: set["trust_roots_pem"][0].as_str().expect("a root").to_owned(),
        now: DateTime::from_timestamp(vector["now"].as_i64().expect("a number"), 0).expect("a time"),
    }
}

fn from(callback: &Callback, address: &str) -> HeaderMap {
    let mut headers = callback.headers.clone();
    headers.insert("paypal-cert-url", address.parse().expect("a value"));
    headers
}

#[tokio::test]
async fn the_sandbox_in_paypals_place_vouches_for_itself_only() {
    let callback = callback();
    let (pem, root) = (callback.pem.clone(), callback.root.clone());
    let server = Server::start(move |n, server| match server.seen()[n].line.as_str() {
        "GET /v1/notifications/certs/CERT-1" => Answer::json(200, pem.clone()),
        "GET /_sandbox/root.pem" => Answer::json(200, root.clone()),
        _ => say(404, &json!({})),
    })
    .await;
    let paypal = paypal(&server);
    let headers = from(&callback, &format!("{}v1/notifications/certs/CERT-1", server.url));
    for _ in 0..3 {
        let event = paypal.read_webhook(&headers, &callback.body, callback.now).await.expect("genuine");
        assert_eq!(event.kind, "PAYMENT.CAPTURE.COMPLETED");
    }
    assert_eq!(server.seen().len(), 2, "certificate and root are kept");
    // After an hour the chain is looked at again, with the time that it is then.
    let later = callback.now + chrono::TimeDelta::days(20 * 365);
    let error = paypal.read_webhook(&headers, &callback.body, later).await.expect_err("it ran out");
    assert!(matches!(error, WebhookError::Forged(_)), "{error}");
    // One that is not there, and PayPal's own address: not the sandbox's to answer for.
    let missing = from(&callback, &format!("{}v1/notifications/certs/CERT-2", server.url));
    let error = paypal.read_webhook(&missing, &callback.body, callback.now).await.expect_err("not there");
    assert_eq!(error, WebhookError::Forged("there is no such certificate"));
    let before = server.seen().len();
    let error = paypal.read_webhook(&callback.headers, &callback.body, callback.now).await.expect_err("elsewhere");
    assert!(matches!(error, WebhookError::Forged(_)), "{error}");
    assert_eq!(server.seen().len(), before);
}

#[tokio::test]
async fn a_certificate_that_cannot_be_had_is_no_forgery() {
    let callback = callback();
    let server = Server::start(|_, _| say(503, &json!({}))).await;
    let headers = from(&callback, &format!("{}v1/notifications/certs/CERT-1", server.url));
    let error = paypal(&server).read_webhook(&headers, &callback.body, callback.now).await.expect_err("away");
    assert!(matches!(error, WebhookError::Unavailable(_)), "{error}");
}

#[tokio::test]
async fn hostile_addresses_cause_no_request() {
    let callback = callback();
    let trap = Server::start(|_, _| say(200, &json!({}))).await;
    let paypal = paypal(&trap);
    let host = trap.url.as_str().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let port = trap.url.port().expect("a port");
    let name = "/v1/notifications/certs/CERT-1";
    for address in [
        format!("https://{host}{name}"),
        format!("HTTP://{host}{name}"),
        format!("http://user@{host}{name}"),
        format!("http://api.paypal.com@{host}{name}"),
        format!("http://{host}#{name}"),
        format!("http://{host}{name}#x"),
        format!("http://{host}{name}?x=y"),
        format!("http://{host}{name}/../../x"),
        format!("http://{host}/v1/notifications/certs/../x"),
        format!("http://{host}/v1/notifications/certs/%2e%2e%2fx"),
        format!("http://{host}/v1/notifications/certs/"),
        format!("http://{host}/v1/notifications/certs/{}", "x".repeat(81)),
        format!("http://{host}//v1/notifications/certs/CERT-1"),
        format!("http://{host}\\{name}"),
        format!("http://2130706433:{port}{name}"),
        format!("http://0x7f.1:{port}{name}"),
        format!("http://[::ffff:127.0.0.1]:{port}{name}"),
        format!("http://localhost:{port}{name}"),
        format!("http:{host}{name}"),
        format!("//{host}{name}"),
        format!(" http://{host}{name}"),
        format!("file://{name}"),
        name.to_owned(),
    ] {
        let headers = from(&callback, &address);
        let error = paypal.read_webhook(&headers, &callback.body, callback.now).await.expect_err("hostile");
        assert!(matches!(error, WebhookError::Forged(_)), "{address}: {error}");
    }
    assert_eq!(trap.seen().len(), 0);
}

#[tokio::test]
async fn a_flood_of_made_up_certificates_causes_few_requests() {
    let callback = callback();
    let server = Server::start(|_, _| say(404, &json!({}))).await;
    let paypal = paypal(&server);
    let mut put_off = 0;
    for n in 0..100 {
        let headers = from(&callback, &format!("{}v1/notifications/certs/CERT-{n}", server.url));
        match paypal.read_webhook(&headers, &callback.body, callback.now).await.expect_err("made up") {
            WebhookError::Unavailable(_) => put_off += 1,
            WebhookError::Forged(_) => {}
        }
    }
    assert_eq!((server.seen().len(), put_off), (12, 88));
}

#[test]
fn paypals_own_hosts_never_trust_a_root_of_their_own_choosing() {
    let origins = |base: &str| {
        let certificates = Certificates::of(&base.parse().expect("a URL"), &testing::http());
        (certificates.origins().to_vec(), certificates.names())
    };
    let (live, sandbox) = ("https://api.paypal.com".to_owned(), "https://api.sandbox.paypal.com".to_owned());
    assert_eq!(origins("https://api-m.paypal.com/"), (vec![live.clone()], Names::Paypal));
    assert_eq!(origins("https://api.paypal.com"), (vec![live.clone()], Names::Paypal));
    assert_eq!(origins("http://API-M.PAYPAL.COM:8080/x"), (vec![live], Names::Paypal));
    assert_eq!(origins("https://api-m.sandbox.paypal.com"), (vec![sandbox], Names::Paypal));
    assert_eq!(origins("http://127.0.0.1:9/pp/"), (vec!["http://127.0.0.1:9/pp".to_owned()], Names::Any));
    assert_eq!(origins("https://evilpaypal.com"), (vec!["https://evilpaypal.com".to_owned()], Names::Any));
}
