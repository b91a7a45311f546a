//! The client against a real server that fails in every way that servers fail.

use super::*;
use crate::testing::{self, Answer, Server};

fn patient(total: Duration) -> Http {
    testing::paced(Pace { total, ..Pace::default() })
}

fn quick(faults_to_rest: u32, rest: Duration) -> Http {
    testing::paced(Pace { faults_to_rest, rest, pauses: vec![], ..Pace::default() })
}

async fn ask(http: &Http, server: &Server) -> Result<serde_json::Value, ProviderError> {
    http.send(&Call::get(server.url.clone()), http.deadline(), json).await
}

fn say(status: u16, body: &'static str) -> Answer {
    Answer::json(status, body)
}

#[tokio::test]
async fn asks_again_after_a_fault_and_then_gives_up() {
    let server = Server::start(|n, _| if n < 2 { say(503, "<html>") } else { say(200, "{}") }).await;
    ask(&testing::http(), &server).await.expect("an answer at last");
    assert_eq!(server.seen().len(), 3);

    let server = Server::start(|_, _| say(500, "{}")).await;
    let error = ask(&testing::http(), &server).await.expect_err("away");
    assert!(matches!(error, ProviderError::Away(_)), "{error}");
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn what_is_not_safe_to_repeat_is_sent_once() {
    let server = Server::start(|_, _| Answer::Hangup).await;
    let http = testing::http();
    let call = Call { repeatable: false, ..Call::post(server.url.clone(), "text/plain", b"x".to_vec()) };
    http.send(&call, http.deadline(), json::<()>).await.expect_err("away");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn everything_that_is_no_answer_is_a_fault() {
    type Case = (&'static str, fn() -> Answer, bool);
    let cases: [Case; 8] = [
        ("429", || say(429, "{}"), true),
        ("502 HTML", || say(502, "<html>bad gateway</html>"), true),
        ("cut short", || say(200, r#"{"id":"#), false),
        ("HTML", || say(200, "<html>"), false),
        ("empty", || say(200, ""), false),
        ("hung up", || Answer::Hangup, true),
        ("30 MB", || Answer::json(200, vec![b' '; 30_000_000]), false),
        ("redirect", || Answer::Say { status: 302, body: vec![], location: Some("/elsewhere".to_owned()) }, false),
    ];
    for (name, answer, away) in cases {
        let server = Server::start(move |_, _| answer()).await;
        let error = ask(&quick(100, Duration::ZERO), &server).await.expect_err(name);
        assert_eq!(matches!(error, ProviderError::Away(_)), away, "{name}: {error}");
        assert_eq!(matches!(error, ProviderError::Unreadable(_)), !away, "{name}: {error}");
        assert_eq!(server.seen().len(), 1, "{name}: redirects are not followed");
        assert!(error.to_string().len() < 200, "{name}");
    }
}

#[tokio::test]
async fn nobody_waits_past_the_deadline() {
    for slow in [|| Answer::Silence, || Answer::Drip] {
        let server = Server::start(move |_, _| slow()).await;
        let http = patient(Duration::from_millis(100));
        let begun = Instant::now();
        let error = ask(&http, &server).await.expect_err("away");
        assert!(matches!(error, ProviderError::Away(_)), "{error}");
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn nobody_there_is_away_without_the_address() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url: Url = format!("http://{}/secret-id", listener.local_addr().expect("an address")).parse().expect("a URL");
    drop(listener);
    let http = testing::http();
    let error = http.send(&Call::get(url), http.deadline(), json::<()>).await.expect_err("away").to_string();
    assert!(error.contains("no connection") && !error.contains("secret-id"), "{error}");
}

#[tokio::test]
async fn rests_after_five_faults_and_comes_back() {
    let server = Server::start(|n, _| if n < 5 { say(500, "") } else { say(200, "{}") }).await;
    let http = quick(5, Duration::from_millis(50));
    for _ in 0..5 {
        ask(&http, &server).await.expect_err("away");
    }
    // The breaker is open: refused without a request, and for clones too.
    let error = ask(&http.clone(), &server).await.expect_err("resting").to_string();
    assert!(error.contains("given a moment"), "{error}");
    assert_eq!(server.seen().len(), 5);
    // But not for another matter.
    ask(&http.apart(), &server).await.expect("another breaker");

    let begun = Instant::now();
    while ask(&http, &server).await.is_err() {
        assert!(begun.elapsed() < Duration::from_secs(5), "it never came back");
        tokio::task::yield_now().await;
    }
    ask(&http, &server).await.expect("closed again");
    assert_eq!(server.seen().len(), 8, "only the probe and what came after it");
}

#[tokio::test]
async fn a_refusal_is_no_fault() {
    let server = Server::start(|_, _| say(404, "{}")).await;
    let http = quick(1, Duration::from_secs(60));
    for _ in 0..10 {
        ask(&http, &server).await.expect("an answer, if not a pleasant one");
    }
}

#[test]
fn an_id_cannot_climb_out_of_its_place() {
    let base: Url = "http://127.0.0.1:1/stripe".parse().expect("a URL");
    assert_eq!(endpoint(&base, &["v1", "../x?y#z"]).as_str(), "http://127.0.0.1:1/stripe/v1/..%2Fx%3Fy%23z");
    let base: Url = "https://api.stripe.com/".parse().expect("a URL");
    assert_eq!(endpoint(&base, &["v1", "refunds"]).as_str(), "https://api.stripe.com/v1/refunds");
}
