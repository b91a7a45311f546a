//! Which certificates PayPal's callbacks may be signed with.
//!
//! The sender names the certificate by its address, so the address is the first thing to distrust:
//! it must be, letter for letter, our own beginning followed by a plain name, or nothing is
//! fetched. What is fetched must lead to a trusted root, be valid now and carry PayPal's name.
//! PayPal publishes no list of hosts; these two are where its certificates have always been.

use crate::http::{self, Call, Http, Read};
use crate::provider::{ProviderError, WebhookError};
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::BoxFuture;
use reqwest::StatusCode;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;
use url::Url;
use webpki::{EndEntityCert, KeyUsage};

const PATH: &str = "/v1/notifications/certs/";
/// Longer than any name seen (`CERT-360caa42-fca2a594-1d93a270`, 31 letters).
const LONGEST_NAME: usize = 80;
/// PayPal uses one or two at a time.
const KEPT: usize = 16;
/// Of a chain: leaf, one or two intermediates, perhaps the root.
const LONGEST_CHAIN: usize = 6;
/// How long a chain stays good without another look; validity counts to the hour.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// A forger may name any number of certificates that do not exist: so many are asked for in a
/// minute, then the callback is put off (PayPal comes again).
const FETCHES_PER_MINUTE: u32 = 12;

/// Where certificates and roots come from.
pub trait Source: Send + Sync {
    /// The PEM at an address that was allowed.
    fn certificate<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, ProviderError>>;
    /// The only trusted roots.
    fn roots(&self) -> BoxFuture<'_, Result<Vec<TrustAnchor<'static>>, ProviderError>>;
}

/// Who may be named in a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// A host under `paypal.com`.
    Paypal,
    /// Whoever the root vouches for: the root is the sandbox's own and vouches for nobody else.
    Any,
}

/// The certificates of one PayPal (live, sandbox, or our own sandbox).
pub struct Certificates {
    origins: Vec<String>,
    names: Names,
    source: Box<dyn Source>,
    kept: Mutex<Vec<Kept>>,
    fetches: Mutex<(Instant, u32)>,
}

struct Kept {
    url: Url,
    chain: Arc<Chain>,
    checked: DateTime<Utc>,
}

/// A certificate and what leads from it towards a root.
pub struct Chain(Vec<CertificateDer<'static>>);

impl Chain {
    /// Does `signature` over `text` come from this certificate's key (SHA256withRSA)?
    #[must_use]
    pub fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        self.0.first().and_then(|leaf| EndEntityCert::try_from(leaf).ok()).is_some_and(|leaf| {
            leaf.verify_signature(webpki::ring::RSA_PKCS1_2048_8192_SHA256, text, signature).is_ok()
        })
    }
}

impl Certificates {
    /// From `origins` (`https://api.paypal.com`) only.
    #[must_use]
    pub fn new(origins: Vec<String>, names: Names, source: Box<dyn Source>) -> Self {
        Self { origins, names, source, kept: Mutex::new(Vec::new()), fetches: Mutex::new((Instant::now(), 0)) }
    }

    /// For the API at `api_base`. PayPal's own hosts are held to the public roots and to PayPal's
    /// name; only where the API itself is somewhere else (our sandbox) does that place vouch for
    /// its certificates, with the root at `/_sandbox/root.pem`. No setting mixes the two.
    #[must_use]
    pub fn of(api_base: &Url, http: &Http) -> Self {
        let http = http.apart();
        match api_base.host_str() {
            Some("api-m.sandbox.paypal.com" | "api.sandbox.paypal.com") => {
                Self::new(vec!["https://api.sandbox.paypal.com".to_owned()], Names::Paypal, Box::new(Public { http }))
            }
            Some(host) if host == "paypal.com" || host.ends_with(".paypal.com") => {
                Self::new(vec!["https://api.paypal.com".to_owned()], Names::Paypal, Box::new(Public { http }))
            }
            _ => {
                let root = http::endpoint(api_base, &["_sandbox", "root.pem"]);
                let base = api_base.as_str().trim_end_matches('/').to_owned();
                Self::new(vec![base], Names::Any, Box::new(StandIn { http, root }))
            }
        }
    }

    /// The chain at the address that a callback names, if it can be trusted at `now`.
    ///
    /// # Errors
    /// [`WebhookError::Forged`] for an address or a certificate that cannot be PayPal's,
    /// [`WebhookError::Unavailable`] if it could not be had.
    pub async fn at(&self, address: &str, now: DateTime<Utc>) -> Result<Arc<Chain>, WebhookError> {
        let url = self.allowed(address).ok_or(WebhookError::Forged("its certificate is not at PayPal's"))?;
        let kept = self.kept().iter().find(|kept| kept.url == url).map(|kept| (kept.chain.clone(), kept.checked));
        match kept {
            Some((chain, checked)) if now >= checked && now - checked < FRESH => return Ok(chain),
            Some((chain, _)) => {
                self.check(&chain, now).await?;
                self.keep(url, &chain, now);
                return Ok(chain);
            }
            None => {}
        }
        if !self.may_fetch(Instant::now()) {
            return Err(WebhookError::Unavailable("too many unknown certificates in a minute".to_owned()));
        }
        let pem = self.source.certificate(&url).await.map_err(|e| match e {
            ProviderError::Refused(_) | ProviderError::Amount(_) => {
                WebhookError::Forged("there is no such certificate")
            }
            ProviderError::Away(_) | ProviderError::Unreadable(_) => WebhookError::Unavailable(e.to_string()),
        })?;
        let chain = Arc::new(parse(&pem)?);
        self.check(&chain, now).await?;
        // Only what was found good is kept: a forger cannot push it out with rubbish.
        self.keep(url, &chain, now);
        Ok(chain)
    }

    /// Compared as text before anything parses it: user info, ports, fragments, escapes, other
    /// schemes and look-alike hosts all differ from the one allowed spelling.
    fn allowed(&self, address: &str) -> Option<Url> {
        let name = self.origins.iter().find_map(|origin| address.strip_prefix(origin)?.strip_prefix(PATH))?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if name.is_empty() || name.len() > LONGEST_NAME || !name.bytes().all(plain) {
            return None;
        }
        Url::parse(address).ok()
    }

    #[cfg(test)]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    #[cfg(test)]
    pub const fn names(&self) -> Names {
        self.names
    }

    async fn check(&self, chain: &Chain, now: DateTime<Utc>) -> Result<(), WebhookError> {
        let roots = self.source.roots().await.map_err(|e| WebhookError::Unavailable(e.to_string()))?;
        verify(chain, &roots, self.names, now)
    }

    fn keep(&self, url: Url, chain: &Arc<Chain>, checked: DateTime<Utc>) {
        let mut kept = self.kept();
        kept.retain(|other| other.url != url);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Kept { url, chain: chain.clone(), checked });
    }

    fn may_fetch(&self, now: Instant) -> bool {
        let mut fetches = self.fetches.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, count) = *fetches;
        *fetches = if now.saturating_duration_since(since) >= Duration::from_secs(60) {
            (now, 1)
        } else {
            (since, count.saturating_add(1))
        };
        fetches.1 <= FETCHES_PER_MINUTE
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn parse(pem: &[u8]) -> Result<Chain, WebhookError> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(pem)
        .take(LONGEST_CHAIN + 1)
        .collect::<Result<_, _>>()
        .map_err(|_| WebhookError::Forged("its certificate is damaged"))?;
    if chain.is_empty() || chain.len() > LONGEST_CHAIN {
        return Err(WebhookError::Forged("its certificate is no chain"));
    }
    Ok(Chain(chain))
}

fn verify(chain: &Chain, roots: &[TrustAnchor<'static>], names: Names, now: DateTime<Utc>) -> Result<(), WebhookError> {
    let (leaf, between) = chain.0.split_first().ok_or(WebhookError::Forged("its certificate is no chain"))?;
    let leaf = EndEntityCert::try_from(leaf).map_err(|_| WebhookError::Forged("its certificate is damaged"))?;
    let seconds = u64::try_from(now.timestamp()).map_err(|_| WebhookError::Forged("the clock stands before 1970"))?;
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let server = KeyUsage::server_auth();
    leaf.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, roots, between, time, server, None, None).map_err(|e| {
        // Worth a look: a root that PayPal changed to would show here.
        tracing::warn!(reason = %e, "a callback's certificate is not trusted");
        WebhookError::Forged("its certificate is not trusted")
    })?;
    if names == Names::Paypal && !leaf.valid_dns_names().any(|name| name.ends_with(".paypal.com")) {
        return Err(WebhookError::Forged("its certificate is not PayPal's"));
    }
    Ok(())
}

/// Roots from PEM.
pub fn anchors(pem: &[u8]) -> Result<Vec<TrustAnchor<'static>>, ProviderError> {
    let unreadable = |_| ProviderError::Unreadable("the sandbox's root is no certificate".to_owned());
    CertificateDer::pem_slice_iter(pem)
        .map(|der| {
            let der = der.map_err(unreadable)?;
            let anchor = webpki::anchor_from_trusted_cert(&der)
                .map_err(|_| ProviderError::Unreadable("the sandbox's root is no certificate".to_owned()))?;
            Ok(anchor.to_owned())
        })
        .collect()
}

async fn fetch(http: &Http, url: &Url) -> Result<Vec<u8>, ProviderError> {
    let read = |status: StatusCode, body: &[u8]| {
        if status.is_success() {
            Read::Done(body.to_vec())
        } else {
            Read::Refused(ProviderError::Refused(format!("status {}", status.as_u16())))
        }
    };
    http.send(&Call::get(url.clone()), http.deadline(), read).await
}

/// PayPal itself.
struct Public {
    http: Http,
}

impl Source for Public {
    fn certificate<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, ProviderError>> {
        Box::pin(fetch(&self.http, url))
    }

    fn roots(&self) -> BoxFuture<'_, Result<Vec<TrustAnchor<'static>>, ProviderError>> {
        Box::pin(async { Ok(webpki_roots::TLS_SERVER_ROOTS.to_vec()) })
    }
}

/// The sandbox in PayPal's place. Its root is asked for whenever a chain is checked (once an hour),
/// so that a sandbox that was started anew with another key is believed again.
struct StandIn {
    http: Http,
    root: Url,
}

impl Source for StandIn {
    fn certificate<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, ProviderError>> {
        Box::pin(fetch(&self.http, url))
    }

    fn roots(&self) -> BoxFuture<'_, Result<Vec<TrustAnchor<'static>>, ProviderError>> {
        Box::pin(async { anchors(&fetch(&self.http, &self.root).await?) })
    }
}
