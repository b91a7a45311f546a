//! The portal as a process: started, asked what it costs, ended.

use crate::books::Books;
use crate::load::{self, Line};
use crate::{figure, heading, process};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub const STRIPE_SECRET: &str = "whsec_of_the_bench";

/// A server process and its costs.
pub struct Server {
    pub address: SocketAddr,
    child: Child,
}

impl Server {
    /// Starts `command`, which will listen on `address`, and waits until `path` answers.
    pub fn start(command: &mut Command, address: SocketAddr) -> Self {
        Self { address, child: command.stdin(Stdio::null()).spawn().expect("it starts") }
    }

    /// Waits until `address` takes connections and answers `path` with 200.
    pub fn ready(self, address: SocketAddr, path: &str) -> Self {
        for _ in 0..60_000 {
            if std::net::TcpStream::connect(address).is_ok()
                && Line::open(address).ask(&load::get(path, "", false)).status == 200
            {
                return self;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("{address} does not answer");
    }

    /// Processor time so far, of all its threads, in the kernel and outside.
    pub fn spent(&self) -> Duration {
        process::spent(self.child.id())
    }

    /// A line of `/proc/…/status` in MiB: `VmRSS` now, `VmHWM` at most.
    pub fn mebibytes(&self, what: &str) -> f64 {
        process::memory(self.child.id(), what).expect("a process")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that is free now.
pub fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port")
}

/// `saldo` with the bench's settings.
pub fn saldo(books: &Books) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saldo"));
    let mail = books.dir.join("mail");
    std::fs::create_dir_all(&mail).expect("a folder");
    command
        .env("SALDO_DATABASE_URL", books.url())
        .env("SALDO_SECRET", "YmVuY2gtb25seS1iZW5jaC1vbmx5LTEyMzQ1Njc4OTA")
        .env("SALDO_BASE_URL", base())
        .env("SALDO_MAIL_DIR", mail)
        .env("SALDO_MAIL_FROM", "Saldo <saldo@saldo.example>")
        .env("SALDO_LOG", "info")
        .env("SALDO_SITE_DIR", site())
        .env("STRIPE_SECRET_KEY", "sk_test_bench")
        .env("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET)
        // Nobody listens there: no figure here has the provider in it.
        .env("STRIPE_API_BASE", "http://127.0.0.1:9")
        .stderr(Stdio::from(std::fs::File::create(books.dir.join("saldo.log")).expect("a log")));
    command
}

/// The address that debtors see.
pub const fn base() -> &'static str {
    "http://localhost:3000"
}

/// What `make site` made; without it the wire has no weight, and everything else is the same.
fn site() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site")
}

/// The portal on the books.
pub fn serve(books: &Books) -> Server {
    let (address, operations) = (free(), free());
    let mut command = saldo(books);
    command.arg("serve").env("SALDO_LISTEN", address.to_string());
    command.env("SALDO_OPERATIONS_LISTEN", operations.to_string());
    Server::start(&mut command, address).ready(operations, "/readyz")
}

/// From the start of the process to the first good answer.
pub fn starts(books: &Books) {
    heading("start");
    let mut times: Vec<Duration> = (0..7)
        .map(|_| {
            let began = Instant::now();
            let server = serve(books);
            let took = began.elapsed();
            drop(server);
            took
        })
        .collect();
    times.sort_unstable();
    figure("ready, the middle of 7 starts", times[3].as_secs_f64(), "s", Some(0.15));
    let server = serve(books);
    std::thread::sleep(Duration::from_secs(2));
    figure("memory, idle", server.mebibytes("VmRSS"), "MiB", Some(60.0));
    println!();
}
