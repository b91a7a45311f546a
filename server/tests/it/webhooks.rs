//! Callbacks: believed only when signed, taken once, and held against the books.

use super::support::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::{Payment, Progress, ProviderName};
use reqwest::Method;
use serde_json::{Value, json};
use services::clock::Clock;
use services::payments::reconcile;
use std::path::PathBuf;
use store::{Store, events, payments};

type Headers = Vec<(&'static str, String)>;

/// Sends a callback as it is.
async fn deliver(app: &TestApp, to: &str, headers: &Headers, body: &[u8]) -> u16 {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = String::from_utf8(body.to_vec()).expect("text");
    app.browser().send(Method::POST, to, &headers, Some(body)).await.status
}

/// Sends a body of Stripe's, signed now.
async fn stripe_says(app: &TestApp, body: &Value) -> u16 {
    let body = body.to_string().into_bytes();
    deliver(app, "/webhooks/stripe", &stripe_headers(STRIPE_SECRET, &body, app.clock.now()), &body).await
}

/// Sends a body of PayPal's, signed now.
async fn paypal_says(app: &TestApp, body: &Value) -> u16 {
    let body = body.to_string().into_bytes();
    let headers = paypal_headers(PAYPAL_WEBHOOK, &app.sandbox.base, &body, app.clock.now());
    deliver(app, "/webhooks/paypal", &headers, &body).await
}

fn fixture(name: &str) -> Value {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect();
    serde_json::from_slice(&std::fs::read(path).expect("the fixture")).expect("JSON")
}

/// "This payment's page is paid", with this amount, in Stripe's words.
fn session_paid(payment: &Payment, amount: i64, currency: &str, now: DateTime<Utc>) -> Value {
    let mut event = fixture("stripe/checkout.session.completed.paid.json");
    event["id"] = json!(format!("evt_{}_{amount}_{currency}", payment.id));
    event["created"] = json!(now.timestamp());
    let object = &mut event["data"]["object"];
    object["id"] = json!(payment.session);
    object["client_reference_id"] = json!(payment.id);
    object["metadata"] = json!({ "payment": payment.id });
    object["payment_intent"] = json!("pi_of_a_test");
    object["amount_total"] = json!(amount);
    object["currency"] = json!(currency);
    event
}

/// "This payment's money is here", with this amount, in PayPal's words.
fn capture_completed(payment: &Payment, value: &str, currency: &str, now: DateTime<Utc>) -> Value {
    let mut event = fixture("paypal/PAYMENT.CAPTURE.COMPLETED.json");
    event["id"] = json!(format!("WH-{}-{value}-{currency}", payment.id));
    let resource = &mut event["resource"];
    resource["custom_id"] = json!(payment.id);
    resource["invoice_id"] = json!(payment.id);
    resource["amount"] = json!({ "value": value, "currency_code": currency });
    resource["supplementary_data"]["related_ids"]["order_id"] = json!(payment.session);
    resource["create_time"] = json!(now.to_rfc3339());
    event
}

/// The event with a note that gives its bytes this CRC-32: each letter of the note toggles the checksum in its own way, and
/// of 64 such ways some make up any difference.
fn with_checksum(mut event: Value, wanted: u32) -> Vec<u8> {
    let plain = "a".repeat(64);
    event["summary"] = json!(plain);
    let mut body = event.to_string().into_bytes();
    let start = body.windows(64).position(|window| window == plain.as_bytes()).expect("the note");
    let before = crc32fast::hash(&body);
    let mut basis: Vec<(u32, u64)> = Vec::new();
    let reduce = |basis: &[(u32, u64)], mut of: (u32, u64)| {
        for (difference, letters) in basis {
            if of.0 ^ difference < of.0 {
                of = (of.0 ^ difference, of.1 ^ letters);
            }
        }
        of
    };
    for letter in 0..64 {
        body[start + letter] = b'c';
        let reduced = reduce(&basis, (crc32fast::hash(&body) ^ before, 1 << letter));
        body[start + letter] = b'a';
        if reduced.0 != 0 {
            basis.push(reduced);
            basis.sort_unstable_by(|a, b| b.cmp(a));
        }
    }
    let (left, letters) = reduce(&basis, (before ^ wanted, 0));
    assert_eq!(left, 0, "64 letters are enough");
    for letter in 0..64 {
        if letters >> letter & 1 == 1 {
            body[start + letter] = b'c';
        }
    }
    assert_eq!(crc32fast::hash(&body), wanted);
    body
}

on_each_database! {
    async fn what_is_forged_is_refused_and_leaves_no_trace(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let ben = app.browser_of(app.world.ben).await;
        let order = app.start(&ben, &["B-2"], None, "paypal").await;
        let now = app.clock.now();
        let stripe = session_paid(&payment, 150_000, "mxn", now).to_string().into_bytes();
        let paypal = capture_completed(&order, "184.50", "USD", now).to_string().into_bytes();
        let before = app.digest().await;

        let right = stripe_headers(STRIPE_SECRET, &stripe, now);
        let mut changed = stripe.clone();
        let at = changed.iter().position(|b| *b == b'1').expect("a digit");
        changed[at] = b'2';
        let old = stripe_headers(STRIPE_SECRET, &stripe, now - TimeDelta::seconds(301));
        let early = stripe_headers(STRIPE_SECRET, &stripe, now + TimeDelta::seconds(301));
        let other = stripe_headers("whsec_of_another_account", &stripe, now);
        let v0 = vec![("stripe-signature", right[0].1.replace("v1=", "v0="))];
        let doubled = [right.clone(), right.clone()].concat();
        for (why, headers, body) in [
            ("no signature", vec![], &stripe),
            ("another secret", other, &stripe),
            ("too old", old, &stripe),
            ("from the future", early, &stripe),
            ("the test scheme", v0, &stripe),
            ("two headers", doubled, &stripe),
            ("a changed body", right.clone(), &changed),
        ] {
            assert_eq!(deliver(&app, "/webhooks/stripe", &headers, body).await, 400, "Stripe: {why}");
        }
        // Right for one account, brought to another.
        assert_eq!(deliver(&app, "/webhooks/stripe/sur", &right, &stripe).await, 400);
        assert_eq!(deliver(&app, "/webhooks/stripe/nobody", &right, &stripe).await, 404);
        assert_eq!(deliver(&app, "/webhooks/adyen", &right, &stripe).await, 404);

        let right = paypal_headers(PAYPAL_WEBHOOK, &app.sandbox.base, &paypal, now);
        let with = |name: &str, value: &str| -> Headers {
            right.iter().map(|(n, v)| (*n, if *n == name { value.to_owned() } else { v.clone() })).collect()
        };
        let elsewhere = "http://127.0.0.1:9/v1/notifications/certs/CERT-5a1d0000-5a4db000-00000001";
        for (why, headers) in [
            ("no signature", vec![]),
            ("another webhook", paypal_headers("WH-OTHER", &app.sandbox.base, &paypal, now)),
            ("another time", with("paypal-transmission-time", "2026-11-21T18:00:01Z")),
            ("a certificate from elsewhere", with("paypal-cert-url", elsewhere)),
            ("another algorithm", with("paypal-auth-algo", "SHA1withRSA")),
            ("a signature that is none", with("paypal-transmission-sig", "AAAA")),
        ] {
            assert_eq!(deliver(&app, "/webhooks/paypal", &headers, &paypal).await, 400, "PayPal: {why}");
        }
        assert_eq!(app.digest().await, before, "nothing was written");

        // The canary: the very same bodies, rightly signed, do count.
        let right = stripe_headers(STRIPE_SECRET, &stripe, now - TimeDelta::seconds(299));
        assert_eq!(deliver(&app, "/webhooks/stripe", &right, &stripe).await, 200);
        let right = paypal_headers(PAYPAL_WEBHOOK, &app.sandbox.base, &paypal, now);
        assert_eq!(deliver(&app, "/webhooks/paypal", &right, &paypal).await, 200);
        // PayPal's is a hint: it is kept until PayPal's API says the same.
        assert_eq!(app.owed(["A-1", "B-2"]).await, [0, 18_450]);
        assert_eq!(app.count("SELECT COUNT(*) FROM event WHERE outcome = 'waiting'").await, 1);
    }

    async fn a_delivery_of_paypals_vouches_for_no_other_body(app: TestApp) {
        // Somebody has one genuine delivery, headers and body: of a payment of Ada's.
        let ada = app.browser_of(app.world.ada).await;
        let of_ada = app.start(&ada, &["A-1"], None, "paypal").await;
        let now = app.clock.now();
        let mut genuine = fixture("paypal/CHECKOUT.ORDER.APPROVED.json");
        genuine["resource"]["id"] = json!(of_ada.session);
        let genuine = genuine.to_string().into_bytes();
        let headers = paypal_headers(PAYPAL_WEBHOOK, &app.sandbox.base, &genuine, now);
        let checksum = crc32fast::hash(&genuine);
        // With its headers, that Ben has paid.
        let ben = app.browser_of(app.world.ben).await;
        let of_ben = app.start(&ben, &["B-2"], None, "paypal").await;
        let paid = with_checksum(capture_completed(&of_ben, "184.50", "USD", now), checksum);
        assert_eq!(deliver(&app, "/webhooks/paypal", &headers, &paid).await, 200);
        app.work().await;
        assert_eq!(app.owed(["B-2"]).await, [18_450]);
        assert!(app.payment(of_ben.id).await.progress.is_open());
        assert!(app.mails_of("receipt").is_empty());
        // The same headers bring no second event.
        let again = with_checksum(capture_completed(&of_ben, "184.50", "USD", now + TimeDelta::seconds(1)), checksum);
        let again = String::from_utf8(again).expect("text").replace("-184.50-", "-again-").into_bytes();
        let again = with_checksum(serde_json::from_slice(&again).expect("JSON"), checksum);
        assert_eq!(deliver(&app, "/webhooks/paypal", &headers, &again).await, 200);
        assert_eq!(app.exception_kinds().await, ["unconfirmed"]);

        // Ben pays: that is booked, once.
        app.sandbox.pay(of_ben.id, "approve").await;
        ben.get(&format!("/payments/{}", of_ben.id)).await;
        app.work().await;
        assert_eq!(app.owed(["B-2"]).await, [0]);
        // That it was given back: no more than that it had come.
        let reference = app.payment(of_ben.id).await.reference.expect("paid");
        let mut refund = fixture("paypal/PAYMENT.CAPTURE.REFUNDED.full.json");
        refund["id"] = json!("WH-refund-forged");
        refund["resource"]["custom_id"] = json!(of_ben.id);
        refund["resource"]["invoice_id"] = json!(of_ben.id);
        refund["resource"]["amount"] = json!({ "value": "184.50", "currency_code": "USD" });
        for link in refund["resource"]["links"].as_array_mut().expect("links") {
            if link["rel"] == json!("up") {
                link["href"] = json!(format!("https://api.paypal.com/v2/payments/captures/{reference}"));
            }
        }
        assert_eq!(paypal_says(&app, &refund).await, 200);
        app.work().await;
        assert_eq!(app.owed(["B-2"]).await, [0]);
        // After an hour a person is told of both, and nothing of them is booked.
        for _ in 0..8 {
            app.pass(10 * 60);
            app.work().await;
        }
        assert_eq!(app.owed(["B-2"]).await, [0]);
        assert_eq!(app.exception_kinds().await, ["unconfirmed"; 3]);
        assert_eq!(app.count("SELECT COUNT(*) FROM event WHERE outcome = 'waiting'").await, 0);
        assert!(app.verify().await.faults.is_empty());

        // What PayPal would not repeat any more is refused.
        let old = paypal_headers(PAYPAL_WEBHOOK, &app.sandbox.base, &genuine, now - TimeDelta::days(5));
        assert_eq!(deliver(&app, "/webhooks/paypal", &old, &genuine).await, 400);
    }

    async fn a_hint_that_nobody_can_confirm_is_told_to_a_person(app: TestApp) {
        let ben = app.browser_of(app.world.ben).await;
        let order = app.start(&ben, &["B-2"], None, "paypal").await;
        assert_eq!(paypal_says(&app, &capture_completed(&order, "184.50", "USD", app.clock.now())).await, 200);
        app.sandbox.faults(json!({ "http_500": 1 })).await;
        for hour in 0..9 {
            app.work().await;
            let told = app.exception_kinds().await;
            assert!(told.is_empty() || hour >= 6, "PayPal is away, and may say so yet: {told:?}");
            app.pass(60 * 60);
        }
        assert_eq!((app.exception_kinds().await, app.owed(["B-2"]).await), (vec!["unconfirmed".to_owned()], [18_450]));
        app.sandbox.faults(json!({})).await;
        assert!(app.verify().await.faults.is_empty());
    }

    async fn a_hundred_times_is_once(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let event = session_paid(&payment, 150_000, "mxn", app.clock.now());
        let answers = futures::future::join_all((0..50).map(|_| stripe_says(&app, &event))).await;
        assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
        for _ in 0..50 {
            assert_eq!(stripe_says(&app, &event).await, 200);
        }
        assert_eq!(app.owed(["A-1"]).await, [0]);
        assert_eq!(app.count("SELECT COUNT(*) FROM event").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE payment_id IS NOT NULL").await, 1);
        app.work().await;
        assert_eq!(app.mails_of("receipt").len(), 1);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn every_known_body_is_taken(app: TestApp) {
        for provider in ["stripe", "paypal"] {
            let dir: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", provider].iter().collect();
            let mut names: Vec<String> = std::fs::read_dir(dir)
                .expect("the fixtures")
                .map(|entry| entry.expect("a file").file_name().into_string().expect("text"))
                .filter(|name| name.ends_with(".json"))
                .collect();
            names.sort();
            assert!(names.len() >= 13, "{names:?}");
            println!("{provider}: {} bodies", names.len());
            for name in names {
                let event = fixture(&format!("{provider}/{name}"));
                let says = if provider == "stripe" { stripe_says(&app, &event).await } else { paypal_says(&app, &event).await };
                assert_eq!(says, 200, "{provider}/{name}");
            }
        }
        // None of them is about a payment of ours.
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE payment_id IS NOT NULL").await, 0);
        assert!(app.verify().await.faults.is_empty());
        // Every event that moves money and is not ours is listed, at the latest after a while.
        app.pass(16 * 60);
        let listed = app.exceptions().await.len();
        let silent = app.count("SELECT COUNT(*) FROM event WHERE outcome = 'nothing'").await;
        let all = app.count("SELECT COUNT(*) FROM event").await;
        assert_eq!(i64::try_from(listed).expect("few"), all - silent, "{:?}", app.exceptions().await);
    }

    async fn another_amount_is_not_applied(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let now = app.clock.now();
        for (amount, currency) in [(1_500, "mxn"), (150_001, "mxn"), (15_000_000, "mxn"), (150_000, "usd")] {
            assert_eq!(stripe_says(&app, &session_paid(&payment, amount, currency, now)).await, 200);
        }
        assert_eq!(app.owed(["A-1"]).await, [150_000]);
        assert_eq!(app.exception_kinds().await, ["amount_differs"; 4]);
        assert_eq!(app.count("SELECT COUNT(*) FROM event WHERE outcome = 'parked'").await, 4);
        let page = ada.get(&format!("/payments/{}", payment.id)).await.text();
        assert!(page.contains("está revisando el pago"), "{page}");

        let ben = app.browser_of(app.world.ben).await;
        let order = app.start(&ben, &["B-2"], None, "paypal").await;
        for (value, currency) in [("1.84", "USD"), ("18450.00", "USD"), ("184.50", "MXN")] {
            assert_eq!(paypal_says(&app, &capture_completed(&order, value, currency, now)).await, 200);
        }
        for _ in 0..8 {
            app.pass(10 * 60);
            app.work().await;
        }
        assert_eq!(app.owed(["B-2"]).await, [18_450]);
        // PayPal's are hints, and its API confirms none of them.
        assert_eq!(app.exception_kinds().await.iter().filter(|kind| *kind == "unconfirmed").count(), 3);
        assert_eq!(app.exceptions().await.len(), 7);
        assert!(app.verify().await.faults.is_empty());
        // What the provider says rightly later still counts.
        assert_eq!(stripe_says(&app, &session_paid(&payment, 150_000, "mxn", now)).await, 200);
        assert_eq!(app.owed(["A-1"]).await, [0]);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn another_accounts_event_is_set_apart(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let now = app.clock.now();
        // Sur has a key of its own, and signs that Ada has paid Norte.
        let body = session_paid(&payment, 150_000, "mxn", now).to_string().into_bytes();
        let headers = stripe_headers("whsec_of_another_account", &body, now);
        assert_eq!(deliver(&app, "/webhooks/stripe/sur", &headers, &body).await, 200);
        assert_eq!(app.payment(payment.id).await.progress, Progress::Redirected);
        assert_eq!(app.exception_kinds().await, ["wrong_account"]);

        // Or that money of Norte's, which nobody has heard of yet, has gone back.
        let mut refund = fixture("stripe/refund.created.json");
        refund["id"] = json!("evt_of_sur");
        let object = &mut refund["data"]["object"];
        (object["payment_intent"], object["metadata"]) = (json!("pi_of_a_test"), json!({}));
        (object["amount"], object["currency"]) = (json!(150_000), json!("mxn"));
        let body = refund.to_string().into_bytes();
        let headers = stripe_headers("whsec_of_another_account", &body, now);
        assert_eq!(deliver(&app, "/webhooks/stripe/sur", &headers, &body).await, 200);

        let mut right = session_paid(&payment, 150_000, "mxn", now);
        right["id"] = json!("evt_of_norte");
        assert_eq!(stripe_says(&app, &right).await, 200);
        assert_eq!(app.owed(["A-1"]).await, [0], "the stranger's refund does not count");
        app.pass(16 * 60);
        assert_eq!(app.exception_kinds().await, ["unknown_payment", "wrong_account"]);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn a_live_event_at_a_test_account_is_set_apart(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let mut event = session_paid(&payment, 150_000, "mxn", app.clock.now());
        event["livemode"] = json!(true);
        assert_eq!(stripe_says(&app, &event).await, 200);
        assert_eq!(app.owed(["A-1"]).await, [150_000]);
        assert_eq!(app.exception_kinds().await, ["wrong_mode"]);
    }

    async fn money_that_cannot_be_read_is_listed(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        let mut event = session_paid(&payment, 150_000, "mxn", app.clock.now());
        event["data"]["object"]["amount_total"] = Value::Null;
        assert_eq!(stripe_says(&app, &event).await, 200);
        assert_eq!(app.exception_kinds().await, ["unreadable"]);
        // A kind that nobody knows moves nothing and is kept.
        let unknown = json!({ "id": "evt_new", "object": "event", "created": app.clock.now().timestamp(),
            "livemode": false, "type": "invoice.finalized", "data": { "object": { "id": "in_1" } } });
        assert_eq!(stripe_says(&app, &unknown).await, 200);
        assert_eq!(app.exceptions().await.len(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM event").await, 2);
    }

    async fn what_overtakes_its_payment_waits_for_it(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.faults(json!({ "drop": 1 })).await;
        let back = app.sandbox.pay(payment.id, "card").await;
        app.sandbox.faults(json!({})).await;
        app.sandbox.dispute(payment.id, "open").await;
        // A dispute and the money that it withdraws: two events, neither of which names our payment.
        assert_eq!(app.count("SELECT COUNT(*) FROM event WHERE outcome = 'waiting'").await, 2);
        assert!(app.exceptions().await.is_empty(), "they may wait a while");
        app.pass(16 * 60);
        assert_eq!(app.exception_kinds().await, ["unknown_payment"; 2], "but not for ever");
        ada.get(&back).await;
        assert_eq!(app.payment(payment.id).await.charged_back.minor(), 150_000);
        assert_eq!(app.owed(["A-1"]).await, [150_000]);
        assert!(app.exceptions().await.is_empty());
        app.fits().await;
    }

    async fn what_arrives_at_the_same_instant_as_its_payment_is_taken_up(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        // Two processes on PostgreSQL: one stored the refund as too early while the other had
        // not yet committed the payment, and neither saw the other.
        let paid = app.payment(payment.id).await;
        let refund = domain::payment::PaymentUpdate::Refund {
            id: "re_1".to_owned(),
            amount: paid.received,
            state: domain::payment::RefundState::Succeeded,
        };
        let event = events::NewEvent {
            id: domain::id::EventId::new(app.portal.services.ids.uuid(app.clock.now())),
            provider: ProviderName::Stripe,
            account: paid.account.clone(),
            event_id: "evt_too_early".to_owned(),
            delivery: None,
            kind: "refund.created".to_owned(),
            body: Vec::new(),
            facts: vec![refund],
            reference: paid.reference.clone(),
        };
        let now = app.clock.now();
        app.portal.services.store.write(event, move |db, event| { Box::pin(async move { events::add(db, events::UNASSIGNED, None, event, events::Outcome::Waiting, now).await }) }).await.expect("the database");
        assert_eq!(reconcile::apply_waiting(&app.portal.services).await.expect("the database"), 1);
        assert_eq!(app.payment(payment.id).await.refunded, paid.received);
        assert_eq!(app.owed(["A-1"]).await, [150_000]);
        assert_eq!(app.count("SELECT COUNT(*) FROM event WHERE outcome = 'waiting'").await, 0);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn an_event_in_nobodys_books_and_a_creditors_counts_once(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        // The repeat comes before the first is taken up, or after; or the first is not seen to wait at all.
        for (number, amount, repeated_first) in [("A-1", 150_000, true), ("A-2", 80_050, false)] {
            let payment = app.start(&ada, &[number], None, "stripe").await;
            let money = format!("pi_of_{number}");
            let mut refund = fixture("stripe/refund.created.json");
            refund["id"] = json!(format!("evt_refund_{number}"));
            let object = &mut refund["data"]["object"];
            (object["id"], object["payment_intent"], object["metadata"]) = (json!(format!("re_{number}")), json!(money), json!({}));
            (object["amount"], object["currency"]) = (json!(5_000), json!("mxn"));
            let mut paid = session_paid(&payment, amount, "mxn", app.clock.now());
            paid["data"]["object"]["payment_intent"] = json!(money);
            assert_eq!(stripe_says(&app, &refund).await, 200);
            // Two processes: the one that hears of the payment does not see what the other has just stored.
            app.tamper("UPDATE event SET outcome = 'unseen' WHERE outcome = 'waiting'").await;
            assert_eq!(stripe_says(&app, &paid).await, 200);
            app.tamper("UPDATE event SET outcome = 'waiting' WHERE outcome = 'unseen'").await;
            assert_eq!(app.payment(payment.id).await.refunded.minor(), 0);
            if repeated_first {
                assert_eq!(stripe_says(&app, &refund).await, 200);
                assert_eq!(app.count("SELECT COUNT(*) FROM event WHERE event_id = 'evt_refund_A-1'").await, 2, "stored twice");
            }
            assert_eq!(reconcile::apply_waiting(&app.portal.services).await.expect("the database"), 1);
            assert_eq!(stripe_says(&app, &refund).await, 200);
            assert_eq!(app.payment(payment.id).await.refunded.minor(), 5_000, "{number}");
            assert_eq!(app.owed([number]).await, [5_000]);
        }
        assert_eq!(reconcile::apply_waiting(&app.portal.services).await.expect("the database"), 0);
        // Each is kept once, in the creditor's books, as applied.
        assert_eq!(app.texts("SELECT event_id FROM event WHERE outcome = 'applied' AND kind = 'refund.created' ORDER BY 1").await, ["evt_refund_A-1", "evt_refund_A-2"]);
        assert_eq!(app.count("SELECT COUNT(*) FROM event").await, 4);
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE kind = 'refunded'").await, 2);
        assert!(app.exceptions().await.is_empty() && app.verify().await.faults.is_empty());
    }

    async fn an_event_that_names_another_creditor_or_none_that_is_here_moves_nothing(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        for (n, code) in [app.world.sur.code, app.portal.services.ids.creditor_code()].into_iter().enumerate() {
            let mut event = session_paid(&payment, 150_000, "mxn", app.clock.now());
            event["id"] = json!(format!("evt_{n}"));
            event["data"]["object"]["metadata"]["saldo_creditor"] = json!(code.as_str());
            assert_eq!(stripe_says(&app, &event).await, 200);
        }
        assert_eq!(app.exception_kinds().await, ["unknown_payment"; 2]);
        assert_eq!(app.payment(payment.id).await.progress, Progress::Redirected);
        let mut right = session_paid(&payment, 150_000, "mxn", app.clock.now());
        right["data"]["object"]["metadata"]["saldo_creditor"] = json!(app.world.norte.code.as_str());
        assert_eq!(stripe_says(&app, &right).await, 200);
        assert_eq!(app.owed(["A-1"]).await, [0]);
    }

    async fn acknowledged_means_on_disk(app: TestApp) {
        let ada = app.browser_of(app.world.ada).await;
        let payment = app.start(&ada, &["A-1"], None, "stripe").await;
        assert_eq!(stripe_says(&app, &session_paid(&payment, 150_000, "mxn", app.clock.now())).await, 200);
        // Another process opens the same books the moment the answer is there.
        let second = Store::open(&app.scratch.url).await.expect("the same database");
        let seen = payments::find(&mut second.read().await.expect("a reader"), payment.id).await.expect("the database");
        assert_eq!(seen.map(|p| p.progress), Some(Progress::Succeeded));
        second.close().await;
    }

    async fn misfortune_with_callbacks_changes_nothing(app: TestApp) {
        // Doubled, held back, reordered and forged, all at once.
        let faults = json!({ "duplicate": 0.5, "reorder": 0.5, "reorder_ms": 60, "forge": 0.5, "drop": 0.1, "seed": 7 });
        app.sandbox.faults(faults).await;
        let ada = app.browser_of(app.world.ada).await;
        for part in ["100", "250.50", "700", "333.33", "1000", "120"] {
            let payment = app.start(&ada, &["A-1", "A-2", "A-3"], Some(part), "stripe").await;
            app.sandbox.pay(payment.id, "card").await;
            let refund = json!({ "amount": 5_000 });
            app.sandbox.refund(payment.id, refund).await;
            app.pass(61);
            app.reconcile().await;
            assert_eq!(app.payment(payment.id).await.progress, Progress::Succeeded);
        }
        let counts = app.sandbox.flush().await;
        println!("{counts}");
        assert_eq!(counts["believed"], 0);
        assert!(counts["duplicates"].as_u64() > Some(5) && counts["forged"].as_u64() > Some(5));
        let total = 10_000 + 25_050 + 70_000 + 33_333 + 100_000 + 12_000;
        let owed: i64 = app.owed(["A-1", "A-2", "A-3"]).await.iter().sum();
        let refunded = app.count("SELECT CAST(SUM(refunded) AS BIGINT) FROM payment").await;
        assert_eq!(owed, 430_050 - total + refunded);
        assert!(app.verify().await.faults.is_empty());
    }
}
