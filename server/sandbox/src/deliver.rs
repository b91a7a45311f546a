//! Sends callbacks, tries again on anything but 2xx, and keeps a log of it.
//!
//! What belongs to one action goes out one after another, each in its turn to the next target; what
//! is doubled, held back or fails goes its own way. The real providers back off for days (Stripe
//! three, PayPal three with 25 tries); here it is seconds, so that a test does not wait for them.

use super::faults::Forgery;
use super::options::{Clock, Error, Options};
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// How many callbacks are under way at once.
const AT_ONCE: usize = 64;
/// What the log holds; the counts go on beyond it.
const LOG_LIMIT: usize = 50_000;
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// The headers of a callback.
pub(super) type Headers = Vec<(&'static str, String)>;

/// Signs a provider's callbacks.
pub(super) trait Signer: Send + Sync {
    /// The headers of a callback with `body`, sent at `now` under the id `transmission`.
    fn headers(&self, body: &[u8], transmission: &str, now: DateTime<Utc>) -> Headers;

    /// The same, signed with another key than the one that was agreed on.
    fn with_wrong_key(&self, body: &[u8], transmission: &str, now: DateTime<Utc>) -> Headers;

    /// The same, signed long ago or by a certificate from elsewhere.
    fn foreign_headers(&self, body: &[u8], transmission: &str, now: DateTime<Utc>) -> Headers;
}

/// Where a provider's callbacks go.
pub(super) struct Target {
    pub(super) provider: ProviderName,
    /// Addresses, in turn.
    pub(super) urls: Vec<String>,
    pub(super) signer: Box<dyn Signer>,
}

/// One callback to send.
#[derive(Clone)]
pub(super) struct Delivery {
    pub(super) target: Arc<Target>,
    /// The event's id.
    pub(super) event: String,
    pub(super) kind: String,
    /// Our payment, or the page where no payment was named.
    pub(super) about: String,
    /// The id of this transmission (PayPal signs it).
    pub(super) transmission: String,
    pub(super) body: Arc<[u8]>,
    /// What the signature is made over, where it is not the body.
    pub(super) signed: Option<Arc<[u8]>>,
    pub(super) forged: Option<Forgery>,
    /// 0 for the first sending, 1 … for repetitions.
    pub(super) copy: u32,
    pub(super) wait: Duration,
    /// Logged and never sent.
    pub(super) dropped: bool,
}

/// How one callback stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    /// Not yet answered 2xx, still being tried.
    Pending,
    /// Answered 2xx.
    Delivered,
    /// Given up.
    Failed,
    /// Never sent, on purpose.
    Dropped,
    /// No target is set for the provider.
    NoTarget,
    /// Forged, and refused as it should be.
    Refused,
    /// Forged, and believed: the receiver has a hole.
    Believed,
}

/// One line of the log.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Record {
    number: u64,
    provider: ProviderName,
    event: String,
    kind: String,
    about: String,
    copy: u32,
    forged: Option<Forgery>,
    target: Option<String>,
    attempts: u32,
    /// The last answer's status; none where there was no answer.
    answer: Option<u16>,
    standing: Standing,
}

impl Record {
    pub(super) fn concerns(&self, about: &str) -> bool {
        self.about == about
    }
}

/// How many there were of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    /// Different genuine events, dropped ones included.
    events: u64,
    /// Repetitions of those.
    duplicates: u64,
    /// Forgeries.
    forged: u64,
    /// HTTP requests made.
    attempts: u64,
    pending: u64,
    delivered: u64,
    failed: u64,
    dropped: u64,
    no_target: u64,
    refused: u64,
    believed: u64,
}

impl Counts {
    const fn of(&mut self, standing: Standing) -> &mut u64 {
        match standing {
            Standing::Pending => &mut self.pending,
            Standing::Delivered => &mut self.delivered,
            Standing::Failed => &mut self.failed,
            Standing::Dropped => &mut self.dropped,
            Standing::NoTarget => &mut self.no_target,
            Standing::Refused => &mut self.refused,
            Standing::Believed => &mut self.believed,
        }
    }
}

#[derive(Default)]
struct Log {
    first: u64,
    records: VecDeque<Record>,
    counts: Counts,
}

impl Log {
    fn record(&mut self, number: u64) -> Option<&mut Record> {
        let at = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.records.get_mut(at)
    }
}

/// Sends callbacks.
#[derive(Clone)]
pub(super) struct Dispatcher(Arc<Inner>);

struct Inner {
    client: reqwest::Client,
    clock: Clock,
    turn: AtomicUsize,
    attempts: u32,
    permits: Semaphore,
    log: Mutex<Log>,
    open: watch::Sender<u64>,
}

impl Dispatcher {
    pub(super) fn new(options: &Options) -> Result<Self, Error> {
        // Whoever installs the process's TLS provider first wins; it is always this one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // The authorities that the program brings along, as for real providers: a small machine has none of its own.
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .timeout(ANSWER_WITHIN)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("Saldo sandbox")
            .build()
            .map_err(Error::Client)?;
        Ok(Self(Arc::new(Inner {
            client,
            clock: options.clock.clone(),
            turn: AtomicUsize::new(0),
            attempts: options.attempts.max(1),
            permits: Semaphore::new(AT_ONCE),
            log: Mutex::default(),
            open: watch::Sender::new(0),
        })))
    }

    /// Sends what one action caused. Returns at once.
    pub(super) fn send(&self, deliveries: Vec<Delivery>) {
        let mut together = Vec::new();
        for delivery in deliveries {
            let Some(number) = self.0.enter(&delivery) else { continue };
            if delivery.wait.is_zero() {
                together.push((number, delivery));
            } else {
                let inner = self.0.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(delivery.wait).await;
                    inner.deliver(number, delivery, 0).await;
                });
            }
        }
        if together.is_empty() {
            return;
        }
        let inner = self.0.clone();
        tokio::spawn(async move {
            for (number, delivery) in together {
                if !inner.attempt(number, &delivery, 1).await {
                    let inner = inner.clone();
                    tokio::spawn(async move { inner.deliver(number, delivery, 1).await });
                }
            }
        });
    }

    /// Waits until nothing is under way, at most `limit`; then the counts (`pending` says whether
    /// it was reached).
    pub(super) async fn settled(&self, limit: Duration) -> Counts {
        let mut open = self.0.open.subscribe();
        // Both ends are fine: time is up, or nothing is open.
        let _ = tokio::time::timeout(limit, open.wait_for(|open| *open == 0)).await;
        self.counts()
    }

    pub(super) fn counts(&self) -> Counts {
        self.0.log().counts
    }

    /// The newest `limit` lines of the log that `wanted` keeps, newest first.
    pub(super) fn records(&self, limit: usize, wanted: impl Fn(&Record) -> bool) -> Vec<Record> {
        self.0.log().records.iter().rev().filter(|record| wanted(record)).take(limit).cloned().collect()
    }
}

impl Inner {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes it into the log; `None` where there is nothing to send.
    fn enter(&self, delivery: &Delivery) -> Option<u64> {
        let standing = if delivery.dropped {
            Standing::Dropped
        } else if delivery.target.urls.is_empty() {
            Standing::NoTarget
        } else {
            Standing::Pending
        };
        let mut log = self.log();
        match (delivery.forged, delivery.copy) {
            (Some(_), _) => log.counts.forged += 1,
            (None, 0) => log.counts.events += 1,
            (None, _) => log.counts.duplicates += 1,
        }
        *log.counts.of(standing) += 1;
        let number = log.first + u64::try_from(log.records.len()).unwrap_or(u64::MAX);
        log.records.push_back(Record {
            number,
            provider: delivery.target.provider,
            event: delivery.event.clone(),
            kind: delivery.kind.clone(),
            about: delivery.about.clone(),
            copy: delivery.copy,
            forged: delivery.forged,
            target: None,
            attempts: 0,
            answer: None,
            standing,
        });
        if log.records.len() > LOG_LIMIT {
            log.records.pop_front();
            log.first += 1;
        }
        if standing != Standing::Pending {
            return None;
        }
        self.open.send_modify(|open| *open += 1);
        Some(number)
    }

    async fn deliver(&self, number: u64, delivery: Delivery, tried: u32) {
        let mut tried = tried;
        loop {
            if tried > 0 {
                let doubled = FIRST_PAUSE.saturating_mul(1_u32 << (tried - 1).min(6));
                tokio::time::sleep(doubled.min(LONGEST_PAUSE)).await;
            }
            tried += 1;
            if self.attempt(number, &delivery, tried).await {
                return;
            }
        }
    }

    /// One request. True when the delivery needs no other.
    async fn attempt(&self, number: u64, delivery: &Delivery, tried: u32) -> bool {
        // The semaphore is never closed; without a permit it would only be more at once.
        let _permit = self.permits.acquire().await.ok();
        let targets = &delivery.target.urls;
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let Some(target) = turn.checked_rem(targets.len()).and_then(|at| targets.get(at)) else { return true };
        let mut request = self.client.post(target).header("Content-Type", "application/json; charset=utf-8");
        for (name, value) in self.headers(delivery) {
            request = request.header(name, value);
        }
        let answer = request.body(delivery.body.to_vec()).send().await.ok().map(|answer| answer.status());
        let good = answer.is_some_and(|status| status.is_success());
        let standing = match (delivery.forged.is_some(), answer) {
            (true, Some(_)) if good => Standing::Believed,
            (true, Some(_)) => Standing::Refused,
            (false, Some(_)) if good => Standing::Delivered,
            _ if tried >= self.attempts => Standing::Failed,
            _ => Standing::Pending,
        };
        let mut log = self.log();
        log.counts.attempts += 1;
        if let Some(record) = log.record(number) {
            record.attempts = tried;
            record.target = Some(target.clone());
            record.answer = answer.map(|status| status.as_u16());
            record.standing = standing;
        }
        if standing == Standing::Pending {
            return false;
        }
        log.counts.pending = log.counts.pending.saturating_sub(1);
        *log.counts.of(standing) += 1;
        drop(log);
        self.open.send_modify(|open| *open = open.saturating_sub(1));
        true
    }

    fn headers(&self, delivery: &Delivery) -> Headers {
        let now = (self.clock)();
        let signed = delivery.signed.as_ref().unwrap_or(&delivery.body);
        let signer = &delivery.target.signer;
        match delivery.forged {
            Some(Forgery::Unsigned) => Vec::new(),
            None | Some(Forgery::Changed) => signer.headers(signed, &delivery.transmission, now),
            Some(Forgery::WrongKey) => signer.with_wrong_key(signed, &delivery.transmission, now),
            Some(Forgery::Elsewhere) => signer.foreign_headers(signed, &delivery.transmission, now),
        }
    }
}
