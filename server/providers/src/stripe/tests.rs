//! Every event of the fixtures, read; and the client against a server that behaves and one that does not.

use super::client::{Stripe, expires_at};
use super::settings::StripeAccount;
use super::webhook;
use super::wire::API_VERSION;
use crate::provider::{CheckoutRef, CheckoutRequest, Opened, ParsedEvent, Provider, ProviderError};
use crate::settings::Mode;
use crate::testing::{self, Answer, Server};
use ::http::HeaderMap;
use domain::money::Money;
use domain::payment::{PaymentUpdate, RefundState, Voucher};
use insta::assert_debug_snapshot;
use uuid::Uuid;

/// Born at 2026-11-21 12:00:00 UTC.
const PAYMENT: &str = "pay_01a1fdfa4600700080000000000000aa";
const CREDITOR: &str = "7k2m9xqa";

fn order() -> CheckoutRequest {
    CheckoutRequest {
        payment: PAYMENT.parse().expect("an id"),
        creditor: CREDITOR.parse().expect("a code"),
        amount: Money::new(2450, "MXN".parse().expect("a currency")),
        description: "Agua de la Sierra & Cía.".to_owned(),
        language: "es".to_owned(),
        success_url: "https://saldo.test/payments/x?done=1".to_owned(),
        cancel_url: "https://saldo.test/payments/x".to_owned(),
        expires_at: testing::at("2026-11-21T13:00:00Z"),
        idempotency_key: "pay_x-open".to_owned(),
    }
}

fn checkout() -> CheckoutRef {
    CheckoutRef {
        payment: PAYMENT.parse().expect("an id"),
        creditor: CREDITOR.parse().expect("a code"),
        session: "cs_1".to_owned(),
        reference: Some("pi_1".to_owned()),
        currency: "MXN".parse().expect("a currency"),
    }
}

fn stripe(server: &Server) -> Stripe {
    let account = StripeAccount {
        secret_key: "sk_test_secret".to_owned(),
        webhook_secrets: vec!["whsec_one".to_owned()],
        api_base: server.url.clone(),
        mode: Mode::Test,
    };
    Stripe::new(account, testing::http())
}

fn session(server: &Server, more: &str) -> String {
    format!(
        r#"{{"id":"cs_1","object":"checkout.session","mode":"payment","url":"{}c/pay/cs_1","amount_total":2450,"currency":"mxn"{more}}}"#,
        server.url
    )
}

#[test]
fn every_event_is_read() {
    testing::each_fixture("stripe", |name, body| {
        let event = webhook::read(body).expect("an event");
        insta::with_settings!({ snapshot_suffix => name, prepend_module_to_snapshot => false }, {
            assert_debug_snapshot!("stripe", event);
        });
    });
}

#[test]
fn the_signature_matrix() {
    use hmac::{Hmac, KeyInit, Mac};
    let (now, body) = (testing::at("2026-11-21T12:05:00Z"), br#"{"id":"evt_1","amount":2450}"#.repeat(8));
    let secrets = ["whsec_old".to_owned(), "whsec_new".to_owned()];
    let sign = |secret: &str, time: i64| {
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
        mac.update(format!("{time}.").as_bytes());
        mac.update(&body);
        hex::encode(mac.finalize().into_bytes())
    };
    let check = |header: &str, body: &[u8], secrets: &[String]| {
        let mut headers = HeaderMap::new();
        headers.insert("stripe-signature", header.parse().expect("a value"));
        webhook::verify(&headers, body, secrets, webhook::TOLERANCE, now).is_ok()
    };
    for (age, good) in [(0, true), (299, true), (301, false), (-299, true), (-301, false)] {
        let time = now.timestamp() - age;
        let header = format!("t={time},v1={}", sign("whsec_new", time));
        assert_eq!(check(&header, &body, &secrets), good, "{age} s");
    }
    let time = now.timestamp();
    let genuine = format!("t={time},v1={}", sign("whsec_old", time));
    assert!(check(&genuine, &body, &secrets));
    assert!(!check(&genuine, &body, &[]), "no secret, no belief");
    let empty = format!("t={time},v1={}", sign("", time));
    assert!(!check(&empty, &body, &[String::new()]), "an empty secret signs nothing");
    for at in 0..200 {
        let mut other = body.clone();
        other[at] ^= 1;
        assert!(!check(&genuine, &other, &secrets), "byte {at}");
    }
    let many = format!("t={time}{}", format!(",v1={}", sign("whsec_other", time)).repeat(500));
    assert!(!check(&many, &body, &secrets));
    assert!(check(&format!("{many},v1={}", sign("whsec_new", time)), &body, &secrets));
}

#[test]
fn a_money_event_that_cannot_be_read_says_so() {
    let event = |kind: &str, object: &str| {
        let body = format!(
            r#"{{"id":"evt_1","object":"event","type":"{kind}","created":1795262444,"livemode":true,"data":{{"object":{object}}}}}"#
        );
        webhook::read(body.as_bytes()).expect("an event")
    };
    for (kind, object) in [
        ("checkout.session.completed", r#"{"object":"checkout.session"}"#),
        ("payment_intent.succeeded", r#"{"id":"pi_1","status":"succeeded","currency":"mxn"}"#),
        ("payment_intent.succeeded", r#"{"id":"pi_1","status":"succeeded","currency":"zzz","amount_received":1}"#),
        ("payment_intent.succeeded", r#"{"id":"pi_1","status":"succeeded","currency":"isk","amount_received":150}"#),
        ("charge.refunded", "{}"),
        ("refund.something_new", r#"{"id":7}"#),
        ("charge.dispute.created", "{}"),
    ] {
        let read = event(kind, object);
        assert!(matches!(read.parsed, ParsedEvent::Unreadable(_)), "{kind} {object}: {read:?}");
        assert_eq!(read.live, Some(true));
    }
    // Kinds that move nothing, known or not.
    for kind in ["customer.created", "invoice.paid", "something.new", "payout.failed"] {
        assert_eq!(event(kind, r#"{"id":7}"#).parsed, ParsedEvent::Nothing, "{kind}");
    }
    // A status that nobody knew is pending, never paid and never failed.
    let parsed = event(
        "checkout.session.completed",
        r#"{"id":"cs_1","mode":"payment","status":"complete","payment_status":"half_paid"}"#,
    )
    .parsed;
    assert_eq!(parsed, ParsedEvent::Updates(vec![PaymentUpdate::Processing]));
}

#[test]
fn a_page_closes_within_what_stripe_allows() {
    let asked = |wanted: &str| expires_at(&CheckoutRequest { expires_at: testing::at(wanted), ..order() });
    let unix = |text: &str| testing::at(text).timestamp();
    assert_eq!(asked("2026-11-21T13:00:00Z"), unix("2026-11-21T13:00:00Z"));
    assert_eq!(asked("2026-11-21T12:10:00Z"), unix("2026-11-21T12:32:00Z"));
    assert_eq!(asked("2026-11-29T12:00:00Z"), unix("2026-11-22T11:58:00Z"));
    // An id without a birth asks for what was wanted.
    let unborn = CheckoutRequest { payment: domain::id::PaymentId::new(Uuid::from_u128(1)), ..order() };
    assert_eq!(expires_at(&unborn), unborn.expires_at.timestamp());
}

#[test]
fn secrets_are_never_printed() {
    let account = StripeAccount {
        secret_key: "sk_live_very".to_owned(),
        webhook_secrets: vec!["whsec_very".to_owned()],
        api_base: "https://api.stripe.com/".parse().expect("a URL"),
        mode: Mode::Live,
    };
    let printed = format!("{account:?}") + &format!("{:?}", Stripe::new(account, testing::http()));
    assert!(!printed.contains("very"), "{printed}");
}

#[tokio::test]
async fn opens_one_page_with_all_that_stripe_needs() {
    let server = Server::start(|_, server| Answer::json(200, session(server, r#","payment_status":"unpaid""#))).await;
    let opened = stripe(&server).open(&order()).await.expect("a page");
    assert_eq!(opened, Opened { session: "cs_1".to_owned(), url: format!("{}c/pay/cs_1", server.url) });
    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].header("idempotency-key"), "pay_x-open");
    assert_eq!(seen[0].header("stripe-version"), API_VERSION);
    assert_eq!(seen[0].header("authorization"), "Bearer sk_test_secret");
    assert_debug_snapshot!("stripe_open_form", (&seen[0].line, seen[0].form()));
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_with_the_same_key() {
    // The server makes the session, then drops the connection; the second time it answers.
    let server = Server::start(|n, server| match n {
        0 => Answer::Hangup,
        _ => Answer::json(200, session(server, r#","payment_status":"unpaid""#)),
    })
    .await;
    stripe(&server).open(&order()).await.expect("a page");
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].header("idempotency-key"), seen[1].header("idempotency-key"));
    assert_eq!(seen[0].body, seen[1].body);
}

#[tokio::test]
async fn refusals_are_told_apart_and_not_repeated() {
    for (status, code, amount) in
        [(400, "amount_too_small", true), (400, "amount_too_large", true), (402, "card_declined", false)]
    {
        let server = Server::start(move |_, _| {
            Answer::json(status, format!(r#"{{"error":{{"type":"x","code":"{code}","message":"No."}}}}"#))
        })
        .await;
        let error = stripe(&server).open(&order()).await.expect_err("refused");
        assert_eq!(matches!(error, ProviderError::Amount(_)), amount, "{error}");
        assert_eq!(matches!(error, ProviderError::Refused(_)), !amount, "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    let server = Server::start(|_, _| {
        Answer::json(401, r#"{"error":{"type":"invalid_request_error","message":"Invalid API Key: sk_te**cret"}}"#)
    })
    .await;
    let error = stripe(&server).open(&order()).await.expect_err("refused").to_string();
    assert!(!error.contains("cret\""), "{error}");
    assert_eq!(error, "the provider refused: it does not know this secret key");
}

#[tokio::test]
async fn an_amount_that_stripe_cannot_take_never_leaves() {
    let server = Server::start(|_, _| Answer::json(500, "{}")).await;
    for (minor, code) in [(999, "MXN"), (0, "MXN"), (100_000_000, "MXN"), (5124, "KWD"), (100, "VES")] {
        let order = CheckoutRequest { amount: Money::new(minor, code.parse().expect("a currency")), ..order() };
        let error = stripe(&server).open(&order).await.expect_err("refused");
        assert!(matches!(error, ProviderError::Amount(_)), "{minor} {code}: {error}");
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn a_page_elsewhere_is_not_opened() {
    let server = Server::start(|_, server| {
        Answer::json(
            200,
            session(server, r#","payment_status":"unpaid""#).replace(server.url.as_str(), "https://shop.example/"),
        )
    })
    .await;
    let error = stripe(&server).open(&order()).await.expect_err("not there");
    assert!(matches!(error, ProviderError::Unreadable(_)), "{error}");
}

#[tokio::test]
async fn looks_at_everything_that_became_of_a_payment() {
    let server = Server::start(|n, server| match n {
        0 => Answer::json(
            200,
            session(
                server,
                r#","status":"complete","payment_status":"paid","payment_intent":{"id":"pi_1","status":"succeeded",
                "amount_received":2450,"currency":"mxn","latest_charge":{"paid":true,"captured":true,
                "amount_captured":2450,"amount_refunded":500,"currency":"mxn","created":1795262442,"disputed":true,
                "balance_transaction":{"created":1795521600},"refunds":{"data":[
                {"id":"re_2","amount":300,"currency":"mxn","status":"failed"},
                {"id":"re_1","amount":500,"currency":"mxn","status":"succeeded"}],"has_more":false}}}"#,
            ),
        ),
        _ => Answer::json(
            200,
            r#"{"object":"list","data":[{"id":"du_1","amount":1950,"currency":"mxn","status":"under_review"}]}"#,
        ),
    })
    .await;
    let updates = stripe(&server).poll(&checkout()).await.expect("updates");
    let seen = server.seen();
    assert_debug_snapshot!("stripe_poll", (&seen[0].line, &seen[1].line, updates));
}

#[tokio::test]
async fn looks_at_pages_that_were_not_paid() {
    for (more, update) in [
        (r#""status":"open","payment_status":"unpaid","payment_intent":null"#, PaymentUpdate::Waiting),
        (r#""status":"expired","payment_status":"unpaid","payment_intent":null"#, PaymentUpdate::Expired),
        (
            r#""status":"complete","payment_status":"unpaid","payment_intent":{"id":"pi_1","status":"requires_action","currency":"mxn"}"#,
            PaymentUpdate::Processing,
        ),
        (
            r#""status":"complete","payment_status":"unpaid","payment_intent":{"id":"pi_1","status":"requires_payment_method","currency":"mxn"}"#,
            PaymentUpdate::Failed,
        ),
        (
            r#""status":"open","payment_status":"unpaid","payment_intent":{"id":"pi_1","status":"requires_payment_method","currency":"mxn"}"#,
            PaymentUpdate::Waiting,
        ),
        (r#""status":"melted","payment_status":"unpaid""#, PaymentUpdate::Processing),
    ] {
        let server = Server::start(move |_, server| Answer::json(200, session(server, &format!(",{more}")))).await;
        assert_eq!(stripe(&server).poll(&checkout()).await.expect("updates"), vec![update], "{more}");
    }
}

#[tokio::test]
async fn closing_a_page_that_was_just_paid_tells_that_it_was_paid() {
    let server = Server::start(|n, server| match n {
        0 => Answer::json(400, r#"{"error":{"type":"invalid_request_error","message":"Only open sessions."}}"#),
        _ => Answer::json(
            200,
            session(
                server,
                r#","status":"complete","payment_status":"paid","payment_intent":{"id":"pi_1","status":"succeeded",
                "amount_received":2450,"currency":"mxn","latest_charge":{"paid":true,"captured":true,
                "amount_captured":2450,"amount_refunded":0,"currency":"mxn","created":1795262442}}"#,
            ),
        ),
    })
    .await;
    let updates = stripe(&server).close(&checkout()).await.expect("updates");
    assert!(matches!(updates[..], [PaymentUpdate::Paid { .. }]), "{updates:?}");
    assert_eq!(server.seen()[0].line, "POST /v1/checkout/sessions/cs_1/expire");
}

/// A session whose payer has gone with something to pay with later.
fn gone_with(server: &Server, next: &str) -> String {
    let intent = format!(
        r#""payment_intent":{{"id":"pi_1","status":"requires_action","currency":"mxn","next_action":{{{next}}}}}"#
    );
    session(server, &format!(r#","status":"complete","payment_status":"unpaid",{intent}"#))
}

#[tokio::test]
async fn what_is_paid_later_is_told_with_its_page_number_and_last_instant() {
    let at = Some(testing::at("2026-11-24T12:00:00Z"));
    let page = |server: &Server| Some(format!("{}vouchers/1", server.url));
    for (next, number, until) in [
        (
            r#""oxxo_display_details":{"expires_after":1795521600,"hosted_voucher_url":"HOST","number":"123"}"#,
            Some("123"),
            at,
        ),
        (
            r#""boleto_display_details":{"expires_at":1795521600,"hosted_voucher_url":"HOST","number":"0019","pdf":null},"oxxo_display_details":null"#,
            Some("0019"),
            at,
        ),
        (r#""konbini_display_details":{"expires_at":1795521600,"hosted_voucher_url":"HOST","stores":{}}"#, None, at),
        (
            r#""multibanco_display_details":{"entity":"21800","expires_at":1795521600,"hosted_voucher_url":"HOST","reference":"999 1"}"#,
            Some("21800 999 1"),
            at,
        ),
        (
            r#""display_bank_transfer_instructions":{"hosted_instructions_url":"HOST","reference":"REF1","type":"mx_bank_transfer"}"#,
            Some("REF1"),
            None,
        ),
    ] {
        let server = Server::start(move |_, server| {
            Answer::json(200, gone_with(server, &next.replace("HOST", &page(server).expect("a page"))))
        })
        .await;
        let voucher = Voucher { page: page(&server), number: number.map(str::to_owned), until };
        let updates = stripe(&server).poll(&checkout()).await.expect("updates");
        assert_eq!(updates, vec![PaymentUpdate::Voucher(voucher)], "{next}");
    }
}

#[tokio::test]
async fn a_voucher_is_shown_by_the_provider_only() {
    let next =
        r#""oxxo_display_details":{"hosted_voucher_url":"https://payments.stripe.com.evil.test/1","number":"123"}"#;
    let server = Server::start(move |_, server| Answer::json(200, gone_with(server, next))).await;
    let updates = stripe(&server).poll(&checkout()).await.expect("updates");
    let voucher = Voucher { page: None, number: Some("123".to_owned()), until: None };
    assert_eq!(updates, vec![PaymentUpdate::Voucher(voucher)]);
}

#[tokio::test]
async fn a_voucher_is_taken_back_with_its_intent_unless_it_was_paid() {
    let next = r#""oxxo_display_details":{"number":"123"}"#;
    let no = r#"{"error":{"type":"invalid_request_error","message":"Only open ones."}}"#;
    for (refused, after, told) in [
        (
            false,
            r#""payment_status":"unpaid","payment_intent":{"id":"pi_1","status":"canceled","currency":"mxn"}"#,
            "Cancelled",
        ),
        (
            true,
            r#""payment_status":"paid","payment_intent":{"id":"pi_1","status":"succeeded","amount_received":2450,
            "currency":"mxn","latest_charge":{"paid":true,"captured":true,"amount_captured":2450,"amount_refunded":0,
            "currency":"mxn","created":1795262442}}"#,
            "Paid",
        ),
    ] {
        let server = Server::start(move |n, server| match n {
            0 => Answer::json(400, no),
            1 => Answer::json(200, gone_with(server, next)),
            2 if refused => Answer::json(400, no),
            2 => Answer::json(200, r#"{"id":"pi_1","object":"payment_intent","status":"canceled"}"#),
            _ => Answer::json(200, session(server, &format!(r#","status":"complete",{after}"#))),
        })
        .await;
        let updates = stripe(&server).close(&checkout()).await.expect("updates");
        assert!(format!("{updates:?}").starts_with(&format!("[{told}")), "{updates:?}");
        assert_eq!(server.seen()[2].line, "POST /v1/payment_intents/pi_1/cancel");
    }
}

#[tokio::test]
async fn gives_back_with_a_key() {
    let server = Server::start(|_, _| {
        Answer::json(200, r#"{"id":"re_1","amount":500,"currency":"mxn","status":"pending","payment_intent":"pi_1"}"#)
    })
    .await;
    let amount = Money::new(500, "MXN".parse().expect("a currency"));
    let updates = stripe(&server).refund(&checkout(), amount, "refund-1").await.expect("updates");
    assert_eq!(updates, vec![PaymentUpdate::Refund { id: "re_1".to_owned(), amount, state: RefundState::Pending }]);
    let seen = server.seen();
    assert_eq!(seen[0].header("idempotency-key"), "refund-1");
    assert_eq!(seen[0].line, "POST /v1/refunds");
    let foreign = Money::new(500, "USD".parse().expect("a currency"));
    assert!(stripe(&server).refund(&checkout(), foreign, "refund-2").await.is_err());
}
