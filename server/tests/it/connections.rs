//! Senders that are slow, silent or many: they end, and nobody else waits for them (security review, M4 and M10).

use super::support::*;
use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use futures::stream;
use server::config::TrustedProxies;
use server::http::connections::{ConnectionLimits, serve};
use server::http::router::router;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

/// Longer than any limit here; what takes as long does not end.
const PATIENCE: Duration = Duration::from_secs(60);

const SHORT: ConnectionLimits = ConnectionLimits {
    connections: 8,
    of_one_address: 8,
    head: Duration::from_millis(300),
    silent: Duration::from_millis(300),
    body: Duration::from_millis(900),
    unread: Duration::from_millis(500),
};

/// Serves a router with these limits; it ends when the sender is dropped or told.
async fn served(router: Router, limits: ConnectionLimits, proxies: &str) -> (SocketAddr, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (halt, halted) = watch::channel(false);
    let proxies = TrustedProxies::parse(proxies).expect("proxies");
    tokio::spawn(serve(listener, router, proxies, limits, halted));
    (address, halt)
}

async fn sent(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut line = TcpStream::connect(address).await.expect("a connection");
    line.write_all(bytes).await.expect("a beginning");
    line
}

/// All that comes until the server closes the connection.
async fn until_closed(line: &mut TcpStream) -> String {
    let mut all = Vec::new();
    let _ = timeout(PATIENCE, line.read_to_end(&mut all)).await.expect("it is closed");
    String::from_utf8_lossy(&all).into_owned()
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n";

on_each_database! {
    /// Family: nothing at all, half a head, a head with an endless line, silence after an answer, and half a body of a form,
    /// of a callback and of a form with files.
    async fn whoever_is_silent_is_let_go(app: TestApp) {
        let (address, _halt) = served(router(Arc::clone(&app.portal.state)), SHORT, "none").await;
        let half = |path: &str, kind: &str| {
            format!("POST {path} HTTP/1.1\r\nHost: a\r\n{kind}Content-Length: 60000\r\n\r\nform_key=").into_bytes()
        };
        let silent: [Vec<u8>; 6] = [
            Vec::new(),
            b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ".to_vec(),
            b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
            half("/link/new", FORM),
            half("/webhooks/stripe", ""),
            half("/webhooks/stripe", "Transfer-Encoding: chunked\r\n"),
        ];
        for bytes in &silent {
            let mut line = sent(address, bytes).await;
            let said = until_closed(&mut line).await;
            assert!(!said.contains(" 200 ") && !said.contains(" 500 "), "{said}");
        }
        assert!(app.browser().get("/").await.status < 500);
    }

    /// Eighty callbacks that nobody signed begin and never end: a signed one, forms and pages are answered as ever.
    async fn unfinished_callbacks_hold_up_nobody(app: TestApp) {
        let head = b"POST /webhooks/stripe HTTP/1.1\r\nHost: a\r\nContent-Length: 1990000\r\n\r\n";
        let mut unfinished = Vec::new();
        for _ in 0..80 {
            let mut line = sent(app.address, head).await;
            line.write_all(&[b' '; 4096]).await.expect("some of it");
            unfinished.push(line);
        }
        let ada = app.browser_of(app.world.ada).await;
        assert_eq!(ada.get("/").await.status, 200);
        let large = vec![b' '; 1_900_000];
        let send = |body: Vec<u8>| app.sandbox.http.post(format!("http://{}/webhooks/stripe", app.address)).body(body).send();
        assert_eq!(send(large).await.expect("an answer").status(), 400, "it is read whole, and not believed");
        assert_eq!(send(vec![b' '; 2_100_000]).await.expect("an answer").status(), 413);
    }
}

#[tokio::test]
async fn a_body_that_trickles_ends_too() {
    let router = Router::new().route("/", post(async |body: String| body));
    let (address, _halt) = served(router, SHORT, "none").await;
    let mut line = sent(address, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n").await;
    let (mut from, mut to) = line.split();
    let trickle = async {
        let mut pause = tokio::time::interval(Duration::from_millis(50));
        while to.write_all(b"x").await.is_ok() {
            pause.tick().await;
        }
    };
    let mut said = Vec::new();
    let ended = timeout(PATIENCE, async { tokio::join!(trickle, from.read_to_end(&mut said)) }).await;
    assert!(ended.is_ok(), "it goes on");
}

#[tokio::test]
async fn an_answer_that_nobody_reads_ends() {
    let (dropped, mut told) = mpsc::channel::<()>(1);
    let endless = move || {
        let held = dropped.clone();
        async move {
            Body::from_stream(stream::repeat_with(move || {
                let _ = &held;
                Ok::<_, std::io::Error>(vec![b' '; 65_536])
            }))
        }
    };
    let (address, halt) = served(Router::new().route("/", get(endless)), SHORT, "none").await;
    let line = sent(address, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    // The listener's own handler goes with it; the channel closes when the last answer is dropped.
    let _ = halt.send(true);
    assert_eq!(timeout(PATIENCE, told.recv()).await.expect("it is dropped"), None);
    drop(line);
}

#[tokio::test]
async fn one_address_leaves_room_for_others_and_a_proxy_has_it_all() {
    let limits = ConnectionLimits { of_one_address: 3, head: PATIENCE, ..SHORT };
    let answer = || Router::new().route("/", get(async || "here"));
    let ask = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    for (proxies, open) in [("none", 3), ("127.0.0.1", 7)] {
        let (address, _halt) = served(answer(), limits, proxies).await;
        let mut held = Vec::new();
        for _ in 0..open {
            held.push(sent(address, b"GET / HTTP/1.1\r\n").await);
        }
        let said = until_closed(&mut sent(address, ask).await).await;
        assert_eq!(said.contains("here"), proxies != "none", "{proxies}: {said}");
        // One that ends makes room for the next.
        drop(held.pop());
        let next = async {
            while !until_closed(&mut sent(address, ask).await).await.contains("here") {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, next).await.expect("room again");
    }
}

#[tokio::test]
async fn connections_beyond_the_most_wait_for_one_that_ends() {
    let limits = ConnectionLimits { connections: 2, head: Duration::from_millis(500), ..SHORT };
    let (address, _halt) = served(Router::new().route("/", get(async || "here")), limits, "none").await;
    let _held = [sent(address, b"GET").await, sent(address, b"GET").await];
    let said = until_closed(&mut sent(address, b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await).await;
    assert!(said.contains("here"), "{said}");
}
