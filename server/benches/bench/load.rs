//! Load: plain HTTP/1.1 over kept connections, one thread a sender.
//!
//! Written by hand, since what it costs is taken away from the server on a small machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What came back for one request.
pub struct Answer {
    pub status: u16,
    /// As sent, in lower case, but for those that belong to the connection.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A kept connection.
pub struct Line {
    writer: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Line {
    pub fn open(to: SocketAddr) -> Self {
        let writer = TcpStream::connect(to).expect("a connection");
        writer.set_nodelay(true).expect("no delay");
        let reader = BufReader::with_capacity(64 * 1024, writer.try_clone().expect("a second handle"));
        Self { writer, reader }
    }

    pub fn ask(&mut self, request: &[u8]) -> Answer {
        self.writer.write_all(request).expect("sent");
        let status = self.line();
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        let mut headers = Vec::new();
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().expect("a length"),
                "transfer-encoding" => chunked = true,
                "connection" | "date" => {}
                name => headers.push((name.to_owned(), value.to_owned())),
            }
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                let size = usize::from_str_radix(&self.line(), 16).expect("a size");
                self.take(size, &mut body);
                self.line();
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(length, &mut body);
        }
        Answer { status, headers, body }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.reader.read_line(&mut line).expect("an answer");
        line.trim_end().to_owned()
    }

    fn take(&mut self, count: usize, body: &mut Vec<u8>) {
        let at = body.len();
        body.resize(at + count, 0);
        self.reader.read_exact(&mut body[at..]).expect("a body");
    }
}

/// What a load found.
pub struct Load {
    pub answers: usize,
    pub took: Duration,
    /// One for each answer, sorted.
    times: Vec<Duration>,
}

impl Load {
    pub fn each_second(&self) -> f64 {
        f64::from(u32::try_from(self.answers).expect("a count")) / self.took.as_secs_f64()
    }

    /// In milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let at = (self.times.len() * percent / 100).min(self.times.len().saturating_sub(1));
        self.times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }
}

/// Sends requests over `lines` connections; the next one as soon as one is answered. Ends after
/// `time`, or when `make` has no more for a number. Every answer must be a 200.
pub fn send(to: SocketAddr, lines: usize, time: Duration, make: impl Fn(usize) -> Option<Vec<u8>> + Sync) -> Load {
    let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let began = Instant::now();
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..lines)
            .map(|_| {
                scope.spawn(|| {
                    let mut line = Line::open(to);
                    let mut times = Vec::new();
                    while !over.load(Ordering::Relaxed) && began.elapsed() < time {
                        let Some(request) = make(next.fetch_add(1, Ordering::Relaxed)) else {
                            over.store(true, Ordering::Relaxed);
                            break;
                        };
                        let sent = Instant::now();
                        let answer = line.ask(&request);
                        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
                        times.push(sent.elapsed());
                    }
                    times
                })
            })
            .collect();
        senders.into_iter().flat_map(|sender| sender.join().expect("a sender")).collect()
    });
    let took = began.elapsed();
    times.sort_unstable();
    Load { answers: times.len(), took, times }
}

/// A GET as a browser sends it.
pub fn get(path: &str, cookie: &str, compressed: bool) -> Vec<u8> {
    let accept = if compressed { "gzip, deflate, br" } else { "identity" };
    let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: {accept}\r\n\
         Accept-Language: es-MX,es;q=0.9,en;q=0.5\r\nUser-Agent: Mozilla/5.0 (Linux; Android 14)\r\n{cookie}\r\n"
    )
    .into_bytes()
}

/// A POST, of a form or of anything else.
pub fn post(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut request = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    let mut request = request.into_bytes();
    request.extend_from_slice(body);
    request
}
