//! Callbacks signed as the two providers sign them, for bodies that the sandbox would never send.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use hmac::{Hmac, KeyInit, Mac};
use rustls::SignatureScheme;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;

type Headers = Vec<(&'static str, String)>;

/// The key that the sandbox signs PayPal's callbacks with.
const KEY: &str = include_str!("../../../sandbox/src/paypal/keys/leaf.key");

/// Stripe's: HMAC-SHA256 over time and body.
pub fn stripe_headers(secret: &str, body: &[u8], now: DateTime<Utc>) -> Headers {
    let t = now.timestamp().to_string();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    mac.update(t.as_bytes());
    mac.update(b".");
    mac.update(body);
    vec![("stripe-signature", format!("t={t},v1={}", hex::encode(mac.finalize().into_bytes())))]
}

/// PayPal's: RSA over the transmission and the body's CRC.
pub fn paypal_headers(webhook: &str, sandbox: &str, body: &[u8], now: DateTime<Utc>) -> Headers {
    let key = PrivateKeyDer::from_pem_slice(KEY.as_bytes()).expect("a key");
    let key = rustls::crypto::ring::sign::any_supported_type(&key).expect("a key");
    let signer = key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256]).expect("RSA");
    let (id, time) = ("5a1d0000-0000-11f0-8000-000000000001", now.to_rfc3339_opts(SecondsFormat::Secs, true));
    let text = format!("{id}|{time}|{webhook}|{}", crc32fast::hash(body));
    let signature = signer.sign(text.as_bytes()).expect("a signature");
    vec![
        ("paypal-transmission-id", id.to_owned()),
        ("paypal-transmission-time", time),
        ("paypal-transmission-sig", STANDARD.encode(signature)),
        ("paypal-cert-url", format!("{sandbox}/v1/notifications/certs/CERT-5a1d0000-5a4db000-00000001")),
        ("paypal-auth-algo", "SHA256withRSA".to_owned()),
    ]
}
