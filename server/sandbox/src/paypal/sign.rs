//! Signatures as PayPal makes them: RSA-SHA256, PKCS#1 v1.5, over `transmission id|time|webhook id|CRC-32 of the body`
//! (developer.paypal.com/api/rest/webhooks/rest), with a key and certificates of its own in `keys/`; see the README there.

use crate::deliver::{Headers, Signer};
use crate::options::Error;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use rustls::SignatureScheme;
use rustls::sign::SigningKey;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use std::sync::Arc;

/// What a portal must trust (and nothing else) to believe the sandbox's PayPal callbacks.
pub const ROOT_PEM: &str = include_str!("keys/root.pem");
/// The signing certificate and the one that issued it.
pub(super) const CHAIN_PEM: &str = include_str!("keys/chain.pem");
const LEAF_KEY: &str = include_str!("keys/leaf.key");
/// The last part of the certificate's address.
pub(super) const CERT_NAME: &str = "CERT-5a1d0000-5a4db000-00000001";

/// Signs for one webhook.
pub(super) struct WebhookSigner {
    webhook_id: String,
    key: Arc<dyn SigningKey>,
    cert_url: String,
}

impl WebhookSigner {
    /// Signs for the webhook `webhook_id`; the certificate is at `base`.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the built-in key cannot be read.
    pub(super) fn new(webhook_id: &str, base: &str) -> Result<Self, Error> {
        let key = PrivateKeyDer::from_pem_slice(LEAF_KEY.as_bytes()).map_err(|_| Error::Damaged("key"))?;
        let key = rustls::crypto::ring::sign::any_supported_type(&key).map_err(|_| Error::Damaged("key"))?;
        let cert_url = format!("{base}/v1/notifications/certs/{CERT_NAME}");
        Ok(Self { webhook_id: webhook_id.to_owned(), key, cert_url })
    }
}

impl Signer for WebhookSigner {
    fn headers(&self, body: &[u8], transmission: &str, now: DateTime<Utc>) -> Headers {
        let time = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let crc = crc32fast::hash(body);
        let text = format!("{transmission}|{time}|{}|{crc}", self.webhook_id);
        // An RSA key offers this scheme and signs with it; an empty signature would be refused.
        let signature = self
            .key
            .choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])
            .and_then(|signer| signer.sign(text.as_bytes()).ok())
            .unwrap_or_default();
        vec![
            ("PAYPAL-TRANSMISSION-ID", transmission.to_owned()),
            ("PAYPAL-TRANSMISSION-TIME", time),
            ("PAYPAL-TRANSMISSION-SIG", STANDARD.encode(signature)),
            ("PAYPAL-CERT-URL", self.cert_url.clone()),
            ("PAYPAL-AUTH-ALGO", "SHA256withRSA".to_owned()),
        ]
    }

    fn with_wrong_key(&self, body: &[u8], transmission: &str, now: DateTime<Utc>) -> Headers {
        replaced(self.headers(body, transmission, now), "PAYPAL-TRANSMISSION-SIG", |sig| sig.chars().rev().collect())
    }

    fn foreign_headers(&self, body: &[u8], transmission: &str, now: DateTime<Utc>) -> Headers {
        replaced(self.headers(body, transmission, now), "PAYPAL-CERT-URL", |_| {
            "https://api.paypal.com.forger.invalid/v1/notifications/certs/CERT-0".to_owned()
        })
    }
}

fn replaced(headers: Headers, wanted: &str, change: impl Fn(&str) -> String) -> Headers {
    headers
        .into_iter()
        .map(|(name, value)| if name == wanted { (name, change(&value)) } else { (name, value) })
        .collect()
}
