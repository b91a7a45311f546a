//! What the sandbox is told at its start, and why it could not start.

use super::faults::Faults;
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

/// The largest request it reads, in bytes. Real ones stay under 10 KB.
pub(super) const BODY_LIMIT: usize = 64 * 1024;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What the sandbox is told at its start.
#[derive(Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address that others reach it by, without a slash at the end. `None`: `http://` and the
    /// address it listens on.
    pub base_url: Option<String>,
    /// Decides every id. `None` draws a fresh one, which is right wherever a database outlives the
    /// sandbox: the same seed gives the same ids again.
    pub seed: Option<u64>,
    /// The time, for expiry and for what is written into answers and events.
    pub clock: Clock,
    /// Where each provider's callbacks go, in turn (several processes of one portal). A provider without an entry
    /// calls nobody back.
    pub webhook_urls: BTreeMap<ProviderName, Vec<String>>,
    /// What the portal and the sandbox must agree on, by the names of the portal's settings (`STRIPE_WEBHOOK_SECRET`).
    /// Where a key is not given, any test key is taken; where a signing secret is not given, the provider's default in
    /// [`super::portal_settings`] holds.
    pub settings: BTreeMap<String, String>,
    /// How often a callback is tried before it is given up.
    pub attempts: u32,
    /// How it misbehaves from the start.
    pub faults: Faults,
}

impl Options {
    /// A sandbox on 127.0.0.1:4010 that takes any test key, calls nobody back and behaves.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 4010)),
            base_url: None,
            seed: None,
            clock,
            webhook_urls: BTreeMap::new(),
            settings: BTreeMap::new(),
            attempts: 60,
            faults: Faults::default(),
        }
    }

    /// Calls back these portals, given by their base addresses, at `/webhooks/{provider}`.
    #[must_use]
    pub fn calling<P: AsRef<str>>(mut self, portals: &[P]) -> Self {
        self.webhook_urls = ProviderName::ALL
            .into_iter()
            .map(|provider| {
                let at =
                    |portal: &P| format!("{}/webhooks/{}", portal.as_ref().trim_end_matches('/'), provider.as_str());
                (provider, portals.iter().map(at).collect())
            })
            .collect();
        self
    }

    /// Sets one of [`Options::settings`].
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }
}

/// Why the sandbox could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not ours.
    #[error("cannot listen on {0}; choose another address with --listen")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The listener broke.
    #[error("the sandbox stopped listening")]
    Serve(#[source] std::io::Error),
    /// The HTTP client for callbacks could not be built.
    #[error("cannot prepare the sending of callbacks")]
    Client(#[source] reqwest::Error),
    /// A built-in shape or key is damaged.
    #[error("the sandbox's own {0} cannot be read; build it again from a clean tree")]
    Damaged(&'static str),
    /// The system has no randomness.
    #[error("cannot draw a seed; give one with --seed")]
    Seed(#[source] getrandom::Error),
}
