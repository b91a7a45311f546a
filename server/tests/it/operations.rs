//! Health and figures, on a listener apart from the one that debtors reach.

use super::command::Saldo;
use super::support::*;
use serde_json::Value;
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStderr};

/// `saldo serve` as a process of its own, on free ports.
struct Serving {
    child: Child,
    log: Lines<BufReader<ChildStderr>>,
    public: SocketAddr,
    operations: Option<SocketAddr>,
}

impl Serving {
    async fn start(app: &TestApp, operations: &str) -> Self {
        let saldo = Saldo::of(app).with("SALDO_LISTEN", Some("127.0.0.1:0"));
        let mut child = saldo.with("SALDO_OPERATIONS_LISTEN", Some(operations)).start(&["serve"]);
        let mut log = BufReader::new(child.stderr.take().expect("standard error")).lines();
        let mut told = None;
        let address = |line: &Value| line["address"].as_str().expect("an address").parse().expect("an address");
        loop {
            let line = next(&mut log).await;
            match line["message"].as_str() {
                Some("health and figures") => told = Some(address(&line)),
                Some("ready") => return Self { child, log, public: address(&line), operations: told },
                _ => {}
            }
        }
    }

    fn operations(&self) -> SocketAddr {
        self.operations.expect("an address for health and figures")
    }

    /// Calls it to stop, as a service manager does, and waits until it has heard.
    async fn terminate(&mut self) {
        let process = self.child.id().expect("it runs").to_string();
        let sent = std::process::Command::new("sh").args(["-c", "kill -TERM \"$0\"", &process]).status();
        assert!(sent.expect("a shell").success());
        while next(&mut self.log).await["message"] != "stopping" {}
    }
}

async fn next(log: &mut Lines<BufReader<ChildStderr>>) -> Value {
    let line = log.next_line().await.expect("a log").expect("a line before the end");
    serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// Status and body of a GET.
async fn get(address: SocketAddr, path: &str) -> (u16, String) {
    let answer = Browser::line().get(format!("http://{address}{path}")).send().await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("text"))
}

on_each_database! {
    async fn on_the_public_address_there_is_no_such_page(app: TestApp) {
        for browser in [app.browser(), app.browser_of(app.world.ada).await] {
            let nowhere = browser.get("/nowhere").await;
            assert_eq!(nowhere.status, 404);
            for path in ["/healthz", "/readyz", "/metrics"] {
                let page = browser.get(path).await;
                assert_eq!((page.status, page.text()), (404, nowhere.text()), "{path}");
            }
        }
    }

    async fn both_listeners_serve_until_the_drain_has_ended(app: TestApp) {
        let mut serving = Serving::start(&app, "127.0.0.1:0").await;
        let (public, operations) = (serving.public, serving.operations());
        assert_eq!(get(public, "/readyz").await.0, 404);
        assert_eq!(get(operations, "/healthz").await, (200, "ok\n".to_owned()));
        assert_eq!(get(operations, "/readyz").await, (200, "ready\n".to_owned()));
        let (status, figures) = get(operations, "/metrics").await;
        assert!(status == 200 && figures.contains("# TYPE saldo_http_requests_total counter"), "{figures}");
        assert!(!figures.contains("healthz") && !figures.contains("readyz"), "probes are not counted: {figures}");
        for path in ["/", "/link", "/console"] {
            assert_eq!(get(operations, path).await.0, 404, "{path} is for the public address");
        }

        // A debtor whose form is still on its way when the call to stop comes.
        let mut slow = TcpStream::connect(public).await.expect("a connection");
        let head = format!(
            "POST /link HTTP/1.1\r\nHost: pagos.test\r\nOrigin: {BASE}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 22\r\n\r\nemail="
        );
        slow.write_all(head.as_bytes()).await.expect("sent");
        // Once a later request was answered, the earlier connection was accepted.
        assert_eq!(get(public, "/link").await.0, 200);
        serving.terminate().await;
        assert_eq!(get(operations, "/readyz").await, (503, "draining\n".to_owned()));
        assert_eq!(get(operations, "/healthz").await.0, 200);
        assert_eq!(get(operations, "/metrics").await.0, 200);
        slow.write_all(b"nobody@nowhere.t").await.expect("sent");
        let mut answer = String::new();
        slow.read_to_string(&mut answer).await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 "), "a request that was begun is answered: {answer}");
        assert_eq!(serving.child.wait().await.expect("an end").code(), Some(0));
        for address in [public, operations] {
            assert!(TcpStream::connect(address).await.is_err(), "{address} is given back");
        }
    }

    async fn health_and_figures_can_be_off(app: TestApp) {
        let mut serving = Serving::start(&app, "off").await;
        assert_eq!(serving.operations, None);
        assert_eq!(get(serving.public, "/metrics").await.0, 404);
        serving.terminate().await;
        assert_eq!(serving.child.wait().await.expect("an end").code(), Some(0));
    }
}
