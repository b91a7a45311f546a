//! Signatures as the two providers make them.
//!
//! Stripe: HMAC-SHA256 over `t.body` with the endpoint's whole secret (docs.stripe.com/webhooks).
//! PayPal: RSA-SHA256, PKCS#1 v1.5, over `transmission id|time|webhook id|CRC-32 of the body`
//! (developer.paypal.com/api/rest/webhooks/rest). The PayPal half has a key and certificates of its
//! own in `keys/`; see the README there.

use super::Error;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use hmac::{Hmac, KeyInit, Mac};
use rustls::SignatureScheme;
use rustls::sign::SigningKey;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use sha2::Sha256;
use std::sync::Arc;

/// What a portal must trust (and nothing else) to believe the sandbox's PayPal callbacks.
pub const ROOT_PEM: &str = include_str!("keys/root.pem");
/// The signing certificate and the one that issued it.
pub(super) const CHAIN_PEM: &str = include_str!("keys/chain.pem");
const LEAF_KEY: &str = include_str!("keys/leaf.key");
/// The last part of the certificate's address.
pub(super) const CERT_NAME: &str = "CERT-5a1d0000-5a4db000-00000001";

/// The headers of a callback.
pub(super) type Headers = Vec<(&'static str, String)>;

/// Signs for both.
pub(super) struct Signer {
    stripe_secret: String,
    paypal_webhook_id: String,
    paypal_key: Arc<dyn SigningKey>,
    cert_url: String,
}

impl Signer {
    pub(super) fn new(stripe_secret: String, paypal_webhook_id: String, base: &str) -> Result<Self, Error> {
        let key = PrivateKeyDer::from_pem_slice(LEAF_KEY.as_bytes()).map_err(|_| Error::Damaged("key"))?;
        let paypal_key = rustls::crypto::ring::sign::any_supported_type(&key).map_err(|_| Error::Damaged("key"))?;
        let cert_url = format!("{base}/v1/notifications/certs/{CERT_NAME}");
        Ok(Self { stripe_secret, paypal_webhook_id, paypal_key, cert_url })
    }

    /// Stripe's header for `body`, made at `now`.
    pub(super) fn stripe(&self, body: &[u8], now: DateTime<Utc>) -> Headers {
        vec![("Stripe-Signature", stripe_header(&self.stripe_secret, body, now))]
    }

    /// As [`Signer::stripe`] with a secret that is not the endpoint's.
    pub(super) fn stripe_with_wrong_secret(&self, body: &[u8], now: DateTime<Utc>) -> Headers {
        vec![("Stripe-Signature", stripe_header(&format!("{}x", self.stripe_secret), body, now))]
    }

    /// PayPal's headers for `body`, transmitted at `now` under `transmission_id`.
    pub(super) fn paypal(&self, body: &[u8], transmission_id: &str, now: DateTime<Utc>) -> Headers {
        let time = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let crc = crc32fast::hash(body);
        let text = format!("{transmission_id}|{time}|{}|{crc}", self.paypal_webhook_id);
        // An RSA key offers this scheme and signs with it; an empty signature would be refused.
        let signature = self
            .paypal_key
            .choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])
            .and_then(|signer| signer.sign(text.as_bytes()).ok())
            .unwrap_or_default();
        vec![
            ("PAYPAL-TRANSMISSION-ID", transmission_id.to_owned()),
            ("PAYPAL-TRANSMISSION-TIME", time),
            ("PAYPAL-TRANSMISSION-SIG", STANDARD.encode(signature)),
            ("PAYPAL-CERT-URL", self.cert_url.clone()),
            ("PAYPAL-AUTH-ALGO", "SHA256withRSA".to_owned()),
        ]
    }
}

fn stripe_header(secret: &str, body: &[u8], now: DateTime<Utc>) -> String {
    let t = now.timestamp().to_string();
    // HMAC takes keys of any length; without one nothing would verify.
    let code = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map(|mut mac| {
            mac.update(t.as_bytes());
            mac.update(b".");
            mac.update(body);
            hex::encode(mac.finalize().into_bytes())
        })
        .unwrap_or_default();
    format!("t={t},v1={code}")
}
