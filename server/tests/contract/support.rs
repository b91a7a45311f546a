//! A sandbox, a receiver of its callbacks and a client, all over loopback.

use crate::schema;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::ProviderName;
use hmac::{Hmac, KeyInit, Mac};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, UnixTime};
use sandbox::{self, Faults, Options, ROOT_PEM};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

pub const SECRET: &str = "whsec_of_a_test";
pub const WEBHOOK_ID: &str = "WH-OF-A-TEST";
pub const PAYMENT: &str = "pay_0192f3c4000070008000000000000001";

/// One callback as it came in.
#[derive(Clone)]
pub struct Callback {
    pub headers: HeaderMap,
    pub raw: Bytes,
    pub body: Value,
}

impl Callback {
    pub fn id(&self) -> &str {
        self.body["id"].as_str().unwrap_or_default()
    }

    pub fn kind(&self) -> &str {
        self.body["type"].as_str().or_else(|| self.body["event_type"].as_str()).unwrap_or_default()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// What a receiver got, and what it answers first (200 afterwards).
#[derive(Default)]
pub struct Inbox {
    got: Mutex<Vec<Callback>>,
    answers: Mutex<VecDeque<u16>>,
}

impl Inbox {
    pub fn all(&self) -> Vec<Callback> {
        self.got.lock().expect("the inbox").clone()
    }

    pub fn kinds(&self) -> Vec<String> {
        self.all().iter().map(|callback| callback.kind().to_owned()).collect()
    }

    pub fn of(&self, kind: &str) -> Vec<Value> {
        self.all().into_iter().filter(|callback| callback.kind() == kind).map(|callback| callback.body).collect()
    }

    pub fn clear(&self) {
        self.got.lock().expect("the inbox").clear();
    }

    pub fn answer_first(&self, statuses: &[u16]) {
        self.answers.lock().expect("the answers").extend(statuses);
    }
}

async fn receive(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, raw: Bytes) -> StatusCode {
    let body = serde_json::from_slice(&raw).unwrap_or(Value::Null);
    let callback = Callback { headers, raw, body };
    // As a portal does: what is not signed is refused.
    let verdict = if callback.headers.contains_key("paypal-transmission-id") {
        verify_paypal(&callback)
    } else {
        verify_stripe(&callback)
    };
    if verdict.is_err() {
        return StatusCode::BAD_REQUEST;
    }
    let answer = inbox.answers.lock().expect("the answers").pop_front().unwrap_or(200);
    inbox.got.lock().expect("the inbox").push(callback);
    StatusCode::from_u16(answer).expect("a status")
}

/// A receiver; answers its address and what it gets.
pub async fn receiver() -> (String, Arc<Inbox>) {
    let inbox = Arc::new(Inbox::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new().route("/hook", post(receive)).with_state(inbox.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}/hook"), inbox)
}

/// The instant every test begins at.
pub fn noon() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().expect("an instant")
}

/// A running sandbox with a client.
pub struct World {
    pub base: String,
    pub inbox: Arc<Inbox>,
    pub http: reqwest::Client,
    pub token: String,
    now: Arc<Mutex<DateTime<Utc>>>,
}

/// A sandbox that behaves.
pub async fn world() -> World {
    world_with(Faults::default(), &[]).await
}

/// A sandbox with faults and more receivers besides its own.
pub async fn world_with(faults: Faults, more: &[String]) -> World {
    let (target, inbox) = receiver().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let now = Arc::new(Mutex::new(noon()));
    let time = now.clone();
    let targets: Vec<String> = std::iter::once(target).chain(more.iter().cloned()).collect();
    let options = Options {
        seed: Some(1),
        webhook_urls: ProviderName::ALL.map(|provider| (provider, targets.clone())).into(),
        faults,
        ..Options::new(Arc::new(move || *time.lock().expect("the clock")))
            .with("STRIPE_WEBHOOK_SECRET", SECRET)
            .with("PAYPAL_WEBHOOK_ID", WEBHOOK_ID)
    };
    tokio::spawn(sandbox::serve_on(listener, options, std::future::pending()));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .build()
        .expect("a client");
    let mut world = World { base, inbox, http, token: String::new(), now };
    world.token = world.paypal_token().await;
    world
}

impl World {
    /// Lets time pass; what has become due is done with the next call.
    pub fn advance(&self, by: TimeDelta) {
        *self.now.lock().expect("the clock") += by;
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.now.lock().expect("the clock")
    }

    /// A call of Stripe's API, its answer held against the description. `template` is its path
    /// there, `path` the one with ids.
    pub async fn stripe(
        &self,
        method: &str,
        template: &str,
        path: &str,
        form: &[(&str, &str)],
        key: Option<&str>,
    ) -> (u16, Value) {
        let (status, answer, _) = self.stripe_full(method, path, form, key).await;
        if let Some(contract) = &*schema::STRIPE {
            contract.check_answer(method, template, status, &answer);
        }
        (status, answer)
    }

    pub async fn stripe_full(
        &self,
        method: &str,
        path: &str,
        form: &[(&str, &str)],
        key: Option<&str>,
    ) -> (u16, Value, HeaderMap) {
        let url = format!("{}{path}", self.base);
        let request =
            if method == "GET" { self.http.get(url).query_pairs(form) } else { self.http.post(url).form(form) };
        let mut request = request.bearer_auth("sk_test_x").header("Stripe-Version", "2026-05-27.dahlia");
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, response.json().await.expect("JSON"), headers)
    }

    /// A call of PayPal's API, its answer held against the description.
    pub async fn paypal(
        &self,
        method: &str,
        template: &str,
        path: &str,
        body: Option<Value>,
        request_id: Option<&str>,
    ) -> (u16, Value) {
        let url = format!("{}{path}", self.base);
        let mut request = if method == "GET" { self.http.get(url) } else { self.http.post(url) };
        request = request.bearer_auth(&self.token).header("Content-Type", "application/json");
        if let Some(id) = request_id {
            request = request.header("PayPal-Request-Id", id);
        }
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        let response = request.send().await.expect("an answer");
        let (status, answer) = (response.status().as_u16(), response.json().await.expect("JSON"));
        if let Some(contract) = &*schema::PAYPAL {
            contract.check_answer(method, template, status, &answer);
        }
        (status, answer)
    }

    async fn paypal_token(&self) -> String {
        let request = self.http.post(format!("{}/v1/oauth2/token", self.base)).basic_auth("client", Some("secret"));
        // The faults of a test may hit this call too; then it is made again, as any client would.
        loop {
            let sent =
                request.try_clone().expect("a request").form(&[("grant_type", "client_credentials")]).send().await;
            let Ok(response) = sent else { continue };
            if let Ok(answer) = response.json::<Value>().await
                && let Some(token) = answer["access_token"].as_str()
            {
                return token.to_owned();
            }
        }
    }

    /// A call of the sandbox's own.
    pub async fn control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let url = format!("{}/_sandbox/{path}", self.base);
        let request = match method {
            "GET" => self.http.get(url),
            "DELETE" => self.http.delete(url),
            _ => self.http.post(url).json(&body),
        };
        let response = request.send().await.expect("an answer");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }

    /// As [`World::control`], for calls that must work.
    pub async fn told(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.control("POST", path, body).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// Waits until no callback is under way.
    pub async fn flush(&self) -> Value {
        let counts = self.told("flush?within_ms=30000", Value::Null).await;
        assert_eq!(counts["pending"], 0, "{counts}");
        counts
    }

    pub async fn charges(&self) -> Vec<Value> {
        self.control("GET", "charges", Value::Null).await.1["charges"].as_array().expect("a list").clone()
    }

    /// A Stripe page of 1,500.00 MXN; answers its id.
    pub async fn session(&self) -> String {
        self.session_with(&[]).await["id"].as_str().expect("an id").to_owned()
    }

    /// A Stripe page with more or other parameters.
    pub async fn session_with(&self, more: &[(&str, &str)]) -> Value {
        let (status, answer) = self.try_session(more, None).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    pub async fn try_session(&self, more: &[(&str, &str)], key: Option<&str>) -> (u16, Value) {
        let expires = (self.now() + TimeDelta::hours(1)).timestamp().to_string();
        let mut form = vec![
            ("mode", "payment"),
            ("client_reference_id", PAYMENT),
            ("line_items[0][price_data][currency]", "mxn"),
            ("line_items[0][price_data][unit_amount]", "150000"),
            ("line_items[0][price_data][product_data][name]", "Ferretería Norte & Hijos"),
            ("line_items[0][quantity]", "1"),
            ("success_url", "http://portal.test/payments/1?session={CHECKOUT_SESSION_ID}"),
            ("cancel_url", "http://portal.test/payments/1?outcome=cancel"),
            ("expires_at", expires.as_str()),
            ("locale", "es-419"),
            ("metadata[payment]", PAYMENT),
            ("payment_intent_data[metadata][payment]", PAYMENT),
            ("payment_intent_data[description]", "Facturas A-1, A-2"),
        ];
        for (name, value) in more {
            form.retain(|(n, _)| n != name);
            form.push((name, value));
        }
        self.stripe("POST", "/v1/checkout/sessions", "/v1/checkout/sessions", &form, key).await
    }

    /// A PayPal order of 184.50 USD; answers its id.
    pub async fn order(&self) -> String {
        let (status, answer) = self.try_order(order_request("184.50", "USD"), None).await;
        assert_eq!(status, 201, "{answer}");
        answer["id"].as_str().expect("an id").to_owned()
    }

    pub async fn try_order(&self, body: Value, request_id: Option<&str>) -> (u16, Value) {
        self.paypal("POST", "/v2/checkout/orders", "/v2/checkout/orders", Some(body), request_id).await
    }

    pub async fn capture(&self, order: &str, request_id: Option<&str>) -> (u16, Value) {
        let path = format!("/v2/checkout/orders/{order}/capture");
        self.paypal("POST", "/v2/checkout/orders/{id}/capture", &path, None, request_id).await
    }
}

/// What Saldo asks PayPal for.
pub fn order_request(value: &str, currency: &str) -> Value {
    json!({
        "intent": "CAPTURE",
        "purchase_units": [{
            "reference_id": "default", "amount": { "currency_code": currency, "value": value },
            "custom_id": PAYMENT, "invoice_id": PAYMENT, "description": "Ferretería Norte & Hijos",
        }],
        "payment_source": { "paypal": { "experience_context": {
            "brand_name": "Ferretería Norte & Hijos", "locale": "es-MX", "shipping_preference": "NO_SHIPPING",
            "user_action": "PAY_NOW", "return_url": "http://portal.test/payments/1?t=abc",
            "cancel_url": "http://portal.test/payments/1?outcome=cancel",
        }}},
    })
}

trait QueryPairs {
    fn query_pairs(self, pairs: &[(&str, &str)]) -> Self;
}

impl QueryPairs for reqwest::RequestBuilder {
    fn query_pairs(self, pairs: &[(&str, &str)]) -> Self {
        let (client, request) = self.build_split();
        let mut request = request.expect("a request");
        if !pairs.is_empty() {
            request.url_mut().query_pairs_mut().extend_pairs(pairs);
        }
        Self::from_parts(client, request)
    }
}

/// The signature over the raw bytes, and its age.
pub fn verify_stripe(callback: &Callback) -> Result<(), &'static str> {
    let header = callback.header("stripe-signature");
    let (t, v1) = header.split_once(',').ok_or("no signature")?;
    let (t, v1) = (t.strip_prefix("t=").ok_or("no time")?, v1.strip_prefix("v1=").ok_or("no v1")?);
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    mac.update(t.as_bytes());
    mac.update(b".");
    mac.update(&callback.raw);
    mac.verify_slice(&hex::decode(v1).map_err(|_| "no hex")?).map_err(|_| "another signature")?;
    let made = t.parse().ok().and_then(|t| DateTime::from_timestamp(t, 0)).ok_or("no time")?;
    // The tests' clocks only go forward from noon.
    if noon() - made > TimeDelta::seconds(300) { Err("too old") } else { Ok(()) }
}

/// Chain, name and signature, with the certificate that the callback points to.
pub fn verify_paypal(callback: &Callback) -> Result<(), &'static str> {
    let url = callback.header("paypal-cert-url");
    if !url.starts_with("http://127.0.0.1:") || !url.contains("/v1/notifications/certs/CERT-") {
        return Err("a certificate from elsewhere");
    }
    let chain = include_bytes!("../../sandbox/src/paypal/keys/chain.pem");
    let chain: Vec<CertificateDer<'_>> = CertificateDer::pem_slice_iter(chain).collect::<Result<_, _>>().expect("PEM");
    let root = CertificateDer::from_pem_slice(ROOT_PEM.as_bytes()).expect("PEM");
    let anchor = webpki::anchor_from_trusted_cert(&root).expect("a root");
    let leaf = webpki::EndEntityCert::try_from(&chain[0]).expect("a leaf");
    let now = UnixTime::since_unix_epoch(Duration::from_secs(noon().timestamp().unsigned_abs()));
    leaf.verify_for_usage(
        webpki::ALL_VERIFICATION_ALGS,
        &[anchor],
        &chain[1..],
        now,
        webpki::KeyUsage::server_auth(),
        None,
        None,
    )
    .expect("a chain to the root");
    assert!(leaf.valid_dns_names().any(|name| name == "messageverificationcerts.paypal.com"));
    let text = format!(
        "{}|{}|{WEBHOOK_ID}|{}",
        callback.header("paypal-transmission-id"),
        callback.header("paypal-transmission-time"),
        crc32fast::hash(&callback.raw)
    );
    let signature = STANDARD.decode(callback.header("paypal-transmission-sig")).map_err(|_| "no base64")?;
    leaf.verify_signature(webpki::ring::RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &signature)
        .map_err(|_| "another signature")
}
