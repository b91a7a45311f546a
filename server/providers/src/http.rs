//! How a provider is spoken to over HTTP: bounded in time and size, repeated where that is safe,
//! and not at all while it is known to be away.
//!
//! One [`Http`] per provider; clones share its connections and its breaker. Redirects are never
//! followed: no provider's API uses them, and a certificate's address must not lead elsewhere.

use crate::breaker::Breaker;
use crate::provider::ProviderError;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, StatusCode};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use url::{Host, Url};

/// No answer of either provider that we ask for is near this size (1 MB).
pub const LARGEST_ANSWER: usize = 1_000_000;

/// How long to wait, how often to repeat, when to stop asking.
#[derive(Debug, Clone)]
pub struct Pace {
    /// For the connection, TLS included.
    pub connect: Duration,
    /// For all that one question takes: repeats, pauses, and further calls that it needs. A debtor
    /// waits this long at most, and shall have a page within 6 s.
    pub total: Duration,
    /// Pauses before each repeat; as many repeats as there are pauses.
    pub pauses: Vec<Duration>,
    /// Faults in a row after which nobody asks.
    pub faults_to_rest: u32,
    /// How long nobody asks then, before one tries again.
    pub rest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(5),
            pauses: vec![Duration::from_millis(200), Duration::from_millis(600)],
            faults_to_rest: 5,
            rest: Duration::from_secs(5),
        }
    }
}

/// The client could not be made; only a broken build could do that.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be made")]
pub struct HttpError(#[source] Box<dyn std::error::Error + Send + Sync>);

/// See the module.
#[derive(Debug, Clone)]
pub struct Http(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    outside: Client,
    loopback: Client,
    pace: Pace,
    breaker: Breaker,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Call {
    /// GET or POST.
    pub method: Method,
    /// The address that is asked.
    pub url: Url,
    /// What goes along; mark secrets as sensitive.
    pub headers: HeaderMap,
    /// The body; its type is among the headers.
    pub body: Vec<u8>,
    /// Is it safe to send it twice? A GET is; a POST is when it carries an idempotency key.
    pub repeatable: bool,
}

impl Call {
    /// A question.
    #[must_use]
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, headers: HeaderMap::new(), body: Vec::new(), repeatable: true }
    }

    /// An order that the provider recognises when it comes again: the caller adds the key.
    #[must_use]
    pub fn post(url: Url, content_type: &'static str, body: Vec<u8>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(reqwest::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { method: Method::POST, url, headers, body, repeatable: true }
    }

    /// Adds a header.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] for text that cannot stand in a header.
    pub fn with(mut self, name: HeaderName, value: &str, secret: bool) -> Result<Self, ProviderError> {
        let mut value = HeaderValue::from_str(value)
            .map_err(|_| ProviderError::Refused(format!("the value of {name} has characters that no header takes")))?;
        value.set_sensitive(secret);
        self.headers.insert(name, value);
        Ok(self)
    }
}

/// What a provider's room makes of an answer.
#[derive(Debug)]
pub enum Read<T> {
    /// Understood.
    Done(T),
    /// Understood: it will not do it, and asking again is useless.
    Refused(ProviderError),
    /// A fault of theirs; ask again if that is safe.
    Again(ProviderError),
}

/// Reads JSON; what is none is a fault of theirs (a proxy's error page, an answer cut short).
pub fn json<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Read<T> {
    match serde_json::from_slice(body) {
        Ok(value) => Read::Done(value),
        // serde's message may quote the body; the kind and place of the fault are enough.
        Err(e) => Read::Again(ProviderError::Unreadable(format!(
            "status {}, {:?} fault at byte {} of {}",
            status.as_u16(),
            e.classify(),
            e.column(),
            body.len()
        ))),
    }
}

impl Http {
    /// A client with its own breaker.
    ///
    /// TLS trusts the Mozilla roots that are compiled in, whatever machine it runs on.
    ///
    /// # Errors
    /// [`HttpError`] if TLS cannot be set up.
    pub fn new(pace: Pace) -> Result<Self, HttpError> {
        let tls = || -> Result<rustls::ClientConfig, HttpError> {
            let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
            Ok(rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .map_err(|e| HttpError(e.into()))?
                .with_root_certificates(roots)
                .with_no_client_auth())
        };
        let client = || -> Result<reqwest::ClientBuilder, HttpError> {
            Ok(Client::builder()
                .tls_backend_preconfigured(tls()?)
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .user_agent(concat!("saldo/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(pace.connect))
        };
        let outside = client()?.build().map_err(|e| HttpError(e.into()))?;
        // A proxy of the environment leads out of the house; the sandbox on this machine is inside.
        let loopback = client()?.no_proxy().build().map_err(|e| HttpError(e.into()))?;
        let breaker = Breaker::new(pace.faults_to_rest, pace.rest);
        Ok(Self(Arc::new(Inner { outside, loopback, pace, breaker })))
    }

    /// The same client for another matter, with a breaker of its own.
    #[must_use]
    pub fn apart(&self) -> Self {
        let Inner { outside, loopback, pace, .. } = &*self.0;
        Self(Arc::new(Inner {
            outside: outside.clone(),
            loopback: loopback.clone(),
            pace: pace.clone(),
            breaker: Breaker::new(pace.faults_to_rest, pace.rest),
        }))
    }

    /// When an answer to a question that is asked now must be there.
    #[must_use]
    pub fn deadline(&self) -> Instant {
        Instant::now() + self.0.pace.total
    }

    /// Sends, reads, and repeats where it is safe and there is time left before `by`.
    ///
    /// # Errors
    /// [`ProviderError::Away`] for no answer, a fault of theirs, or while the breaker is open;
    /// otherwise what `read` made of the last answer.
    pub async fn send<T>(
        &self,
        call: &Call,
        by: Instant,
        read: impl Fn(StatusCode, &[u8]) -> Read<T>,
    ) -> Result<T, ProviderError> {
        let mut pauses = self.0.pace.pauses.iter();
        loop {
            let permit = self
                .0
                .breaker
                .ask(Instant::now())
                .ok_or_else(|| ProviderError::Away("it failed repeatedly and is given a moment".to_owned()))?;
            let fault = match self.once(call, by).await {
                Ok((status, body)) => match judge(status, &body, &read) {
                    Read::Done(answer) => {
                        permit.well();
                        return Ok(answer);
                    }
                    Read::Refused(why) => {
                        permit.well();
                        return Err(why);
                    }
                    Read::Again(why) => why,
                },
                Err(why) => why,
            };
            let now = Instant::now();
            permit.fault(now);
            tracing::warn!(host = call.url.host_str(), fault = %fault, "a provider call failed");
            match pauses.next() {
                Some(pause) if call.repeatable && now + *pause < by => tokio::time::sleep(*pause).await,
                _ => return Err(fault),
            }
        }
    }

    async fn once(&self, call: &Call, by: Instant) -> Result<(StatusCode, Vec<u8>), ProviderError> {
        let client = if is_loopback(&call.url) { &self.0.loopback } else { &self.0.outside };
        let mut answer = client
            .request(call.method.clone(), call.url.clone())
            .headers(call.headers.clone())
            .body(call.body.clone())
            .timeout(by.saturating_duration_since(Instant::now()))
            .send()
            .await
            .map_err(away)?;
        let status = answer.status();
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(away)? {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(ProviderError::Unreadable(format!("more than {LARGEST_ANSWER} bytes")));
            }
            body.extend_from_slice(&chunk);
        }
        Ok((status, body))
    }
}

/// What every provider's API means by a status, before its own words are read.
fn judge<T>(status: StatusCode, body: &[u8], read: impl Fn(StatusCode, &[u8]) -> Read<T>) -> Read<T> {
    let code = status.as_u16();
    match code {
        408 | 429 | 500.. => Read::Again(ProviderError::Away(format!("it answered {code}"))),
        100..200 | 300..400 => Read::Again(ProviderError::Unreadable(format!("it answered {code}"))),
        _ => read(status, body),
    }
}

fn away(error: reqwest::Error) -> ProviderError {
    if error.is_timeout() {
        return ProviderError::Away("no answer in time".to_owned());
    }
    // Without the address: it may hold an id. The last cause is the telling one.
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let what = if error.is_connect() { "no connection" } else { "the connection broke" };
    ProviderError::Away(format!("{what}: {cause}"))
}

/// Does the address mean this machine, whoever resolves it? (RFC 6761 for `localhost`.)
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// `base` with further path segments, each encoded as a segment (an id cannot climb).
#[must_use]
pub fn endpoint(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// `https://host[:port]` of an address.
#[must_use]
pub fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Checks that the browser may be sent to a page. Our own page's `form-action` allows the provider's `origins` only, so
/// another address would leave the payer on a blank page.
///
/// # Errors
/// [`ProviderError::Unreadable`] when the address is of another origin, or is none.
pub fn check_page(url: &str, origins: &[String]) -> Result<(), ProviderError> {
    let origin = Url::parse(url).map(|url| origin(&url)).unwrap_or_default();
    if origins.contains(&origin) {
        Ok(())
    } else {
        Err(ProviderError::Unreadable(format!("its page is at {origin:?}, not at {}", origins.join(" or "))))
    }
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
