//! A provider that is away, slow, or loses its answers.

use super::support::*;
use domain::payment::Progress;
use providers::http::Pace;
use serde_json::json;
use std::time::{Duration, Instant};

/// A client that never gives a provider a rest, so that every call of a test is made.
fn tireless() -> Pace {
    Pace { pauses: vec![Duration::from_millis(1); 2], faults_to_rest: u32::MAX, ..Pace::default() }
}

#[tokio::test]
async fn a_lost_answer_never_makes_a_second_page() {
    const PAYMENTS: usize = 40;
    let app = TestApp::paced(Engine::Sqlite, tireless()).await;
    let browser = app.browser_of(app.world.ada).await;
    let (mut sent, mut told) = (Vec::new(), Vec::new());
    for n in 0..PAYMENTS {
        let method = if n % 2 == 0 { "stripe" } else { "paypal" };
        // Nobody may begin all of them within an hour.
        app.pass(600);
        let form = app.pay_form(&browser, &["A-1"], None).await;
        app.sandbox.faults(json!({ "lose_answer": 0.5, "seed": n })).await;
        let answer = browser.submit(&form, Some(("method", method))).await;
        app.sandbox.faults(json!({})).await;
        let payment = app.payment_of(&form).await.expect("committed before the provider was called");
        match answer.status {
            303 => sent.push(payment.id),
            502 => told.push(payment.id),
            other => panic!("{other}: {}", answer.text()),
        }
        if answer.status == 303 {
            browser.post(&format!("/payments/{}/cancel", payment.id), String::new()).await;
        }
        assert_eq!(app.payment(payment.id).await.progress, Progress::Cancelled);
    }
    println!("{} sent to the provider, {} told that it is away", sent.len(), told.len());
    assert!(sent.len() > 20 && !told.is_empty());
    // A page that is open somewhere runs out, and the sandbox says so once for each.
    app.pass(3600);
    app.sandbox.flush().await;
    for id in sent.iter().chain(&told).step_by(2) {
        let expired = app.sandbox.deliveries(*id).await;
        let expired = expired.iter().filter(|event| event["kind"] == "checkout.session.expired").count();
        assert!(expired <= 1, "{expired} pages for {id}");
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE payment_id IS NOT NULL").await, 0);
    app.fits().await;
}

/// A debtor presses "pay" while the provider does this.
async fn while_away(faults: serde_json::Value, method: &str) {
    let app = TestApp::on(Engine::Sqlite).await;
    let browser = app.browser_of(app.world.ada).await;
    let form = app.pay_form(&browser, &["A-1"], None).await;
    app.sandbox.faults(faults.clone()).await;
    let began = Instant::now();
    let answer = browser.submit(&form, Some(("method", method))).await;
    let took = began.elapsed();
    println!("{faults} {method}: {} after {took:?}", answer.status);
    assert!(took < Duration::from_secs(6), "{took:?}");
    assert_eq!(answer.status, 502);
    assert!(answer.text().contains("No se cobró nada"), "{}", answer.text());
    assert!(answer.body.contains("href=\"/pay\""), "a way on");
    assert_eq!(app.payment_of(&form).await.expect("the payment").progress, Progress::Cancelled);
    assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE payment_id IS NOT NULL").await, 0);
    // The rest of the portal does not care.
    assert_eq!(browser.get("/").await.status, 200);
    // And when it is back, everything is as ever, once it has been given its rest.
    app.sandbox.faults(json!({})).await;
    until("the provider's return", || async {
        let form = app.pay_form(&browser, &["A-1"], None).await;
        let answer = browser.submit(&form, Some(("method", method))).await;
        (answer.status == 303).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_answers_500() {
    tokio::join!(while_away(json!({ "http_500": 1 }), "stripe"), while_away(json!({ "http_500": 1 }), "paypal"));
}

#[tokio::test]
async fn a_provider_that_does_not_answer() {
    let silent = json!({ "timeout": 1, "timeout_ms": 30_000 });
    tokio::join!(while_away(silent.clone(), "stripe"), while_away(silent, "paypal"));
}

#[tokio::test]
async fn a_provider_that_answers_half_a_word() {
    tokio::join!(while_away(json!({ "malformed": 1 }), "stripe"), while_away(json!({ "malformed": 1 }), "paypal"));
}

#[tokio::test]
async fn the_payments_page_does_not_wait_for_a_provider_that_is_away() {
    let app = TestApp::on(Engine::Sqlite).await;
    let browser = app.browser_of(app.world.ada).await;
    let payment = app.start(&browser, &["A-1"], None, "stripe").await;
    app.sandbox.faults(json!({ "drop": 1, "http_500": 1 })).await;
    let back = app.sandbox.pay(payment.id, "card").await;
    let began = Instant::now();
    let page = browser.get(&back).await;
    assert!(page.status == 200 && began.elapsed() < Duration::from_secs(6), "{} {:?}", page.status, began.elapsed());
    assert_eq!(app.payment(payment.id).await.progress, Progress::Redirected);
    // The reconciler comes back to it by itself.
    app.sandbox.faults(json!({})).await;
    until("the money", || async {
        app.pass(61);
        app.reconcile().await;
        (app.payment(payment.id).await.progress == Progress::Succeeded).then_some(())
    })
    .await;
    app.fits().await;
}

#[tokio::test]
async fn what_a_crash_left_behind_is_taken_up() {
    let app = TestApp::paced(Engine::Sqlite, tireless()).await;
    let browser = app.browser_of(app.world.ada).await;
    let payment = app.start(&browser, &["A-1"], None, "stripe").await;
    // As if the process had died between the commit and the provider's answer.
    app.tamper("UPDATE payment SET progress = 'created', session = NULL, url = NULL").await;
    app.pass(31);
    app.tamper("UPDATE payment SET poll_at = created_at").await;
    app.reconcile().await;
    let found = app.payment(payment.id).await;
    assert_eq!((found.progress, &found.session), (Progress::Redirected, &payment.session), "the same page");
    app.sandbox.pay(payment.id, "card").await;
    assert_eq!(app.owed(["A-1"]).await, [0]);
    app.fits().await;
}
