//! For tests: a small real server that records what it was asked and answers as it is told.

use crate::http::{Http, Pace};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use chrono::{DateTime, Utc};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;

/// What the server does.
pub enum Answer {
    /// Answers.
    Say { status: u16, body: Vec<u8>, location: Option<String> },
    /// Takes the request in, then breaks the connection.
    Hangup,
    /// Takes the request in and never answers.
    Silence,
    /// Answers one byte, then nothing.
    Drip,
}

impl Answer {
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Say { status, body: body.into(), location: None }
    }
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct SeenRequest {
    /// `POST /v1/refunds?x=y`
    pub line: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl SeenRequest {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    pub fn form(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(&self.body).into_owned().collect()
    }
}

type Behave = dyn Fn(usize, &Server) -> Answer + Send + Sync;

#[derive(Clone)]
pub struct Server {
    /// With a slash at the end.
    pub url: Url,
    seen: Arc<Mutex<Vec<SeenRequest>>>,
    behave: Arc<Behave>,
}

impl Server {
    /// `behave` is told how many requests came before this one.
    pub async fn start(behave: impl Fn(usize, &Self) -> Answer + Send + Sync + 'static) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address")).parse().expect("a URL");
        let server = Self { url, seen: Arc::default(), behave: Arc::new(behave) };
        let router = axum::Router::new().fallback(handle).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<SeenRequest> {
        self.seen.lock().expect("no panic").clone()
    }
}

async fn handle(State(server): State<Server>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let before = {
        let mut seen = server.seen.lock().expect("no panic");
        seen.push(SeenRequest { line: format!("{method} {uri}"), headers, body });
        seen.len() - 1
    };
    let broken = || futures::stream::once(async { Err::<Bytes, _>(std::io::Error::other("hung up")) });
    match (server.behave)(before, &server) {
        Answer::Say { status, body, location } => {
            let mut response = Response::builder().status(status).header("content-type", "application/json");
            if let Some(location) = location {
                response = response.header("location", location);
            }
            response.body(Body::from(body)).expect("a response")
        }
        // A body that fails before its first byte: the connection ends in the middle of the answer.
        Answer::Hangup => Response::new(Body::from_stream(broken())),
        Answer::Silence => std::future::pending().await,
        Answer::Drip => {
            let first = futures::stream::once(async { Ok::<_, std::io::Error>(Bytes::from_static(b"{")) });
            Response::new(Body::from_stream(futures::StreamExt::chain(first, futures::stream::pending())))
        }
    }
}

/// A client that loses no time.
pub fn http() -> Http {
    paced(Pace::default())
}

/// The same with another pace, but never a long pause.
pub fn paced(pace: Pace) -> Http {
    Http::new(Pace { pauses: vec![Duration::from_millis(1); pace.pauses.len()], ..pace }).expect("a client")
}

/// An instant.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

/// Where the fixtures are.
pub fn fixtures() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "tests", "fixtures"].iter().collect()
}

/// Every event body of a provider, by name.
pub fn each_fixture(provider: &str, mut see: impl FnMut(&str, &[u8])) {
    let mut files: Vec<PathBuf> = std::fs::read_dir(fixtures().join(provider))
        .expect("the fixtures")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    assert!(files.len() >= 13, "only {} fixtures", files.len());
    for file in files {
        let name = file.file_stem().expect("a name").to_str().expect("text").to_owned();
        see(&name, &std::fs::read(&file).expect("the fixture"));
    }
}
