//! The sandbox, in this process: it is never killed, and what it charged is what the ledger is
//! held against.

use crate::portal::{PAYPAL_WEBHOOK, STRIPE_SECRET};
use sandbox::{self, Options};
use serde::Deserialize;
use serde_json::{Value, json};
use services::clock::Clock;
use services::clock::SystemClock;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Something the provider charged, or is about to.
#[derive(Debug, Clone, Deserialize)]
pub struct Charge {
    pub provider: String,
    pub payment: Option<String>,
    pub session: String,
    pub reference: String,
    pub currency: String,
    pub amount_minor: i64,
    pub refunded_minor: i64,
    pub disputed_minor: i64,
}

#[derive(Debug, Deserialize)]
pub struct Charges {
    pub charges: Vec<Charge>,
    pub pending: Vec<Charge>,
}

/// How many callbacks there were of each kind.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Counts {
    pub events: u64,
    pub duplicates: u64,
    pub forged: u64,
    pub attempts: u64,
    pub pending: u64,
    pub delivered: u64,
    pub failed: u64,
    pub dropped: u64,
    pub refused: u64,
    pub believed: u64,
}

#[derive(Clone)]
pub struct Provider {
    pub base: String,
    http: reqwest::Client,
}

impl Provider {
    /// Starts one that calls back to `portals`, in turn.
    pub async fn start(portals: &[String], seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let options = Options {
            seed: Some(seed),
            ..Options::new(Arc::new(|| SystemClock.now()))
                .calling(portals)
                .with("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET)
                .with("PAYPAL_WEBHOOK_ID", PAYPAL_WEBHOOK)
        };
        tokio::spawn(sandbox::serve_on(listener, options, std::future::pending()));
        Self { base, http: client() }
    }

    async fn ask(&self, path: &str, body: Option<Value>) -> Result<Value, String> {
        let url = format!("{}/_sandbox/{path}", self.base);
        let request = match body {
            None => self.http.get(&url),
            Some(body) => self.http.post(&url).json(&body),
        };
        let answer = request.send().await.map_err(|e| e.to_string())?;
        let status = answer.status();
        let text = answer.text().await.map_err(|e| e.to_string())?;
        if !status.is_success() {
            return Err(format!("{path}: {status} {text}"));
        }
        serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))
    }

    pub async fn faults(&self, faults: Value) {
        self.ask("faults", Some(faults)).await.expect("faults are taken");
    }

    /// Pays at a page; where the payer's browser goes next, if anywhere.
    pub async fn pay(&self, page: &str, how: Value) -> Result<Option<String>, String> {
        let answer = self.ask(&format!("pay/{page}"), Some(how)).await?;
        Ok(answer["redirect"].as_str().map(str::to_owned))
    }

    pub async fn refund(&self, payment: &str, amount: i64) {
        self.ask(&format!("refund/{payment}"), Some(json!({ "amount": amount }))).await.expect("a refund");
    }

    pub async fn dispute(&self, payment: &str) {
        self.ask(&format!("dispute/{payment}"), Some(json!({ "outcome": "open" }))).await.expect("a dispute");
    }

    pub async fn charges(&self) -> Charges {
        let answer = self.ask("charges", None).await.expect("charges");
        serde_json::from_value(answer).expect("charges as we know them")
    }

    /// Waits a while for callbacks under way, and counts.
    pub async fn flush(&self, within_ms: u64) -> Counts {
        let answer = self.ask(&format!("flush?within_ms={within_ms}"), Some(json!({}))).await.expect("counts");
        serde_json::from_value(answer).expect("counts as we know them")
    }
}

/// A client that follows no redirect and waits no longer than a person would.
pub fn client() -> reqwest::Client {
    // Whoever comes first decides for the process; it is always this one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let patience = std::time::Duration::from_secs(15);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(patience).no_proxy();
    client.build().expect("a client")
}
