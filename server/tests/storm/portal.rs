//! The portal under test: `saldo` itself, as commands and as processes that are killed.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

pub const STRIPE_SECRET: &str = "whsec_of_the_storm";
pub const PAYPAL_WEBHOOK: &str = "WH-OF-THE-STORM";

/// Settings and place of one portal, however many processes it has.
pub struct Site {
    dir: PathBuf,
    settings: Vec<(String, String)>,
}

impl Site {
    /// A portal on `database` that debtors reach at `base`, with the sandbox for both providers.
    pub fn new(dir: &Path, database: &str, base: &str, sandbox: &str) -> Self {
        let given = [
            ("SALDO_DATABASE_URL", database),
            ("SALDO_BASE_URL", base),
            ("SALDO_SECRET", "c3Rvcm0tb25seS1zdG9ybS1vbmx5LTEyMzQ1Njc4OTA"),
            ("SALDO_MAIL_DIR", &dir.join("mail").display().to_string()),
            ("SALDO_MAIL_FROM", "Saldo <saldo@saldo.example>"),
            ("SALDO_LOG", "warn"),
            // So that a lost callback shows its cure within a test's patience.
            ("SALDO_RECONCILE_AFTER", "2"),
            ("SALDO_SITE_DIR", &site_dir(dir).display().to_string()),
            ("STRIPE_SECRET_KEY", "sk_test_storm"),
            ("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET),
            ("STRIPE_API_BASE", sandbox),
            ("PAYPAL_CLIENT_ID", "storm"),
            ("PAYPAL_CLIENT_SECRET", "storm-secret"),
            ("PAYPAL_WEBHOOK_ID", PAYPAL_WEBHOOK),
            ("PAYPAL_API_BASE", sandbox),
        ];
        let settings = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { dir: dir.to_owned(), settings }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saldo"));
        for (name, _) in std::env::vars() {
            if ["SALDO_", "STRIPE_", "PAYPAL_"].iter().any(|ours| name.starts_with(ours)) {
                command.env_remove(name); // what the machine is set to is nothing to the storm
            }
        }
        command.envs(self.settings.iter().cloned()).kill_on_drop(true).stdin(Stdio::null());
        command
    }

    /// Runs a command; whether it ended well, and what it printed.
    pub async fn tried(&self, args: &[&str]) -> (bool, String) {
        let output = self.command().args(args).output().await.expect("saldo starts");
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        (output.status.success(), text)
    }

    /// Runs a command that must end well.
    pub async fn run(&self, args: &[&str]) -> String {
        let (well, text) = self.tried(args).await;
        assert!(well, "saldo {}: {text}", args.join(" "));
        text
    }
}

/// The files that browsers load. The storm looks at none of them, so that it runs without `make site`.
fn site_dir(dir: &Path) -> PathBuf {
    let site = dir.join("site");
    std::fs::create_dir_all(site.join("pkg")).expect("a folder");
    for file in ["pkg/saldo.css", "pkg/saldo.js", "pkg/saldo.wasm", "favicon.svg", "robots.txt"] {
        std::fs::write(site.join(file), "").expect("a file");
    }
    site
}

/// Where one server process listens, on this machine.
#[derive(Clone, Copy)]
pub struct Ports {
    pub public: u16,
    /// Where it tells whether it serves.
    pub operations: u16,
}

impl Ports {
    pub fn url(self) -> String {
        format!("http://127.0.0.1:{}", self.public)
    }
}

/// One server process, which is killed and started again.
pub struct Process {
    ports: Ports,
    log: PathBuf,
    child: Mutex<Option<Child>>,
}

impl Process {
    pub fn new(site: &Site, ports: Ports) -> Self {
        let log = site.dir.join(format!("serve-{}.log", ports.public));
        Self { ports, log, child: Mutex::new(None) }
    }

    pub fn url(&self) -> String {
        self.ports.url()
    }

    pub async fn start(&self, site: &Site) {
        let log = OpenOptions::new().create(true).append(true).open(&self.log).expect("a log");
        let child = site
            .command()
            .arg("serve")
            .env("SALDO_LISTEN", format!("127.0.0.1:{}", self.ports.public))
            .env("SALDO_OPERATIONS_LISTEN", format!("127.0.0.1:{}", self.ports.operations))
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn();
        *self.child.lock().await = Some(child.expect("saldo starts"));
    }

    /// SIGKILL. Fails when the process had ended by itself, which it must never do.
    pub async fn kill(&self) {
        let Some(mut child) = self.child.lock().await.take() else { return };
        if let Some(ended) = child.try_wait().expect("a child") {
            panic!("a server process ended by itself ({ended}):\n{}", self.last_words());
        }
        child.kill().await.expect("a kill");
        let mut log = OpenOptions::new().append(true).open(&self.log).expect("a log");
        writeln!(log, "--- killed").expect("a log");
    }

    /// Killed, and started again at once.
    pub async fn restart(&self, site: &Site) {
        self.kill().await;
        self.start(site).await;
    }

    /// Waits until it serves.
    pub async fn ready(&self, http: &reqwest::Client) {
        let url = format!("http://127.0.0.1:{}/readyz", self.ports.operations);
        for _ in 0..600 {
            if http.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{url} does not answer:\n{}", self.last_words());
    }

    fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    /// Lines of the log that tell of a fault of the portal's own.
    pub fn faults(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let bad = |line: &&str| line.contains("panicked") || line.contains("a request failed");
        text.lines().filter(bad).map(str::to_owned).collect()
    }
}

/// Ports for so many processes that are free, below the range from which outgoing connections take theirs: a port must
/// still be free a moment after its process was killed.
pub fn free_ports(processes: usize) -> Vec<Ports> {
    let seed = std::time::UNIX_EPOCH.elapsed().expect("a time").subsec_nanos() ^ std::process::id();
    let mut chance = crate::chance::Chance::new(u64::from(seed));
    let mut ports = Vec::new();
    while ports.len() < 2 * processes {
        let port = 10_000 + u16::try_from(chance.below(10_000)).expect("a port");
        if !ports.contains(&port) && std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            ports.push(port);
        }
    }
    ports.chunks_exact(2).map(|pair| Ports { public: pair[0], operations: pair[1] }).collect()
}

/// A folder of its own, emptied before.
pub fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("storm").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("mail")).expect("a folder");
    File::create(dir.join("here")).expect("a file");
    dir
}
