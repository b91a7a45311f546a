//! A bare axum server that returns the same bytes: what the machine can do at most.

use crate::load::Answer;
use crate::portal::{Server, free};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::routing::get;
use std::path::Path;
use std::process::Command;

/// The bench's own program, called so, is this server.
pub const ARGUMENT: &str = "bare-server";

/// Starts one that answers every GET of `/` with `answer`.
pub fn start(dir: &Path, answer: &Answer) -> Server {
    let (body, headers) = (dir.join("bare.body"), dir.join("bare.headers"));
    let lines: Vec<String> = answer.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    std::fs::write(&body, &answer.body).expect("a file");
    std::fs::write(&headers, lines.join("\n")).expect("a file");
    let address = free();
    let program = std::env::current_exe().expect("a program");
    Server::start(Command::new(program).arg(ARGUMENT).arg(address.to_string()).arg(body).arg(headers), address)
        .ready(address, "/")
}

/// Is that server: address, body, headers.
pub fn serve(args: &[String]) {
    let [address, body, headers] = args else { panic!("address, body and headers are wanted") };
    let body = Bytes::from(std::fs::read(body).expect("a body"));
    let mut map = HeaderMap::new();
    for (name, value) in std::fs::read_to_string(headers).expect("headers").lines().filter_map(|l| l.split_once(": ")) {
        let name: HeaderName = name.parse().expect("a name");
        map.append(name, HeaderValue::from_str(value).expect("a value"));
    }
    let router = Router::new().route("/", get(async move || (map.clone(), body.clone())));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.expect("an address");
        axum::serve(listener, router).await.expect("it serves");
    });
}
