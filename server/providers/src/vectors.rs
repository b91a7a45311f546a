//! The signature vectors of both providers: the file that `SALDO_VECTORS` names, or our own copy.

use super::paypal::{self, Names, Source};
use super::{ProviderError, WebhookError, stripe, testing};
use ::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::BoxFuture;
use rustls_pki_types::TrustAnchor;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use url::Url;

#[derive(Deserialize)]
struct Vectors {
    stripe: Set,
    paypal: Set,
}

#[derive(Deserialize)]
struct Set {
    vectors: Vec<Vector>,
    #[serde(default)]
    certs: BTreeMap<String, String>,
    #[serde(default)]
    trust_roots_pem: Vec<String>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    payload_b64: String,
    headers: Vec<(String, String)>,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    tolerance: i64,
    #[serde(default)]
    webhook_id: String,
    #[serde(default)]
    allowed_cert_hosts: Vec<String>,
    now: i64,
    expect: String,
    event: String,
    why: String,
}

impl Vector {
    fn headers(&self) -> HeaderMap {
        self.headers
            .iter()
            .map(|(name, value)| {
                let name: HeaderName = name.parse().expect("a header name");
                (name, HeaderValue::from_bytes(value.as_bytes()).expect("a header value"))
            })
            .collect()
    }

    fn body(&self) -> Vec<u8> {
        STANDARD.decode(&self.payload_b64).expect("base64")
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.now, 0).expect("a time")
    }

    /// What is wrong with these verdicts, if anything.
    fn judge(&self, signature: Result<(), WebhookError>, event: Result<(), WebhookError>) -> Option<String> {
        let signature_fits = match self.expect.as_str() {
            "valid" => signature.is_ok(),
            "invalid" => matches!(signature, Err(WebhookError::Forged(_))),
            "either" => !matches!(signature, Err(WebhookError::Unavailable(_))),
            other => panic!("{}: unknown expectation {other}", self.id),
        };
        let event_fits = match self.event.as_str() {
            "accept" => event.is_ok(),
            "reject" => matches!(event, Err(WebhookError::Forged(_))),
            "any" => !matches!(event, Err(WebhookError::Unavailable(_))),
            other => panic!("{}: unknown expectation {other}", self.id),
        };
        (!signature_fits || !event_fits).then(|| {
            format!(
                "{} ({}): want {} and {}, got {signature:?} and {event:?}",
                self.id, self.why, self.expect, self.event
            )
        })
    }
}

fn vectors() -> Vectors {
    let file = std::env::var_os("SALDO_VECTORS")
        .map_or_else(|| testing::fixtures().join("webhook-vectors.json"), std::path::PathBuf::from);
    let text = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    serde_json::from_slice(&text).expect("vectors")
}

fn none_wrong(provider: &str, count: usize, wrong: &[String]) {
    println!("{provider}: {count} vectors, {} wrong", wrong.len());
    assert!(count > 0 && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stripe_signatures() {
    let set = vectors().stripe;
    let wrong: Vec<String> = set
        .vectors
        .iter()
        .filter_map(|vector| {
            let (body, secrets) = (vector.body(), [vector.secret.clone()]);
            let tolerance = TimeDelta::seconds(vector.tolerance);
            let verify = || stripe::webhook::verify(&vector.headers(), &body, &secrets, tolerance, vector.now());
            vector.judge(verify(), verify().and_then(|()| stripe::webhook::read(&body).map(drop)))
        })
        .collect();
    none_wrong("stripe", set.vectors.len(), &wrong);
}

/// Serves the certificates of the file, and remembers what it was asked for.
struct Shelf {
    certs: BTreeMap<String, String>,
    roots: Vec<TrustAnchor<'static>>,
    asked: Arc<Mutex<Vec<Url>>>,
}

impl Source for Shelf {
    fn certificate<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, ProviderError>> {
        Box::pin(async {
            self.asked.lock().expect("no panic").push(url.clone());
            let pem = self.certs.get(url.as_str()).ok_or_else(|| ProviderError::Refused("none".to_owned()))?;
            Ok(pem.clone().into_bytes())
        })
    }

    fn roots(&self) -> BoxFuture<'_, Result<Vec<TrustAnchor<'static>>, ProviderError>> {
        Box::pin(async { Ok(self.roots.clone()) })
    }
}

#[tokio::test]
async fn paypal_signatures() {
    let set = vectors().paypal;
    let roots: Vec<_> =
        set.trust_roots_pem.iter().flat_map(|pem| paypal::anchors(pem.as_bytes()).expect("roots")).collect();
    let mut wrong = Vec::new();
    for vector in &set.vectors {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let shelf = Shelf { certs: set.certs.clone(), roots: roots.clone(), asked: asked.clone() };
        let origins = vector.allowed_cert_hosts.iter().map(|host| format!("https://{host}")).collect();
        let certificates = paypal::Certificates::new(origins, Names::Paypal, Box::new(shelf));
        let (headers, body) = (vector.headers(), vector.body());
        let verify = || paypal::webhook::verify(&headers, &body, &vector.webhook_id, &certificates, vector.now());
        let signature = verify().await;
        let event = verify().await.and_then(|()| paypal::webhook::read(&body).map(drop));
        wrong.extend(vector.judge(signature, event));
        for url in asked.lock().expect("no panic").iter() {
            let host = url.host_str().unwrap_or_default();
            if url.scheme() != "https" || !vector.allowed_cert_hosts.iter().any(|allowed| allowed == host) {
                wrong.push(format!("{}: {url} must not be asked for anything", vector.id));
            }
        }
    }
    none_wrong("paypal", set.vectors.len(), &wrong);
}
