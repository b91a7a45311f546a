//! Signatures as Stripe makes them: HMAC-SHA256 over `t.body` with the endpoint's whole secret
//! (docs.stripe.com/webhooks).

use crate::deliver::{Headers, Signer};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Signs with an endpoint's secret (`whsec_…`).
pub(super) struct Secret(pub(super) String);

impl Signer for Secret {
    fn headers(&self, body: &[u8], _transmission: &str, now: DateTime<Utc>) -> Headers {
        headers(&self.0, body, now)
    }

    fn with_wrong_key(&self, body: &[u8], _transmission: &str, now: DateTime<Utc>) -> Headers {
        headers(&format!("{}x", self.0), body, now)
    }

    fn foreign_headers(&self, body: &[u8], _transmission: &str, now: DateTime<Utc>) -> Headers {
        headers(&self.0, body, now - TimeDelta::hours(1))
    }
}

fn headers(secret: &str, body: &[u8], now: DateTime<Utc>) -> Headers {
    vec![("Stripe-Signature", header(secret, body, now))]
}

fn header(secret: &str, body: &[u8], now: DateTime<Utc>) -> String {
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
