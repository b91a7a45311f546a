//! The sandbox's own calls: what a payer, a bank or bad luck does at the provider.

use domain::id::PaymentId;
use serde_json::{Value, json};

/// A running sandbox.
#[derive(Clone)]
pub struct Sandbox {
    pub base: String,
    pub http: reqwest::Client,
}

impl Sandbox {
    pub fn at(base: String, http: reqwest::Client) -> Self {
        Self { base, http }
    }

    async fn call(&self, request: reqwest::RequestBuilder) -> Value {
        let response = request.send().await.expect("an answer");
        let status = response.status();
        let answer: Value = response.json().await.expect("JSON");
        assert!(status.is_success(), "{status}: {answer}");
        answer
    }

    /// A call that must work.
    pub async fn told(&self, path: &str, body: Value) -> Value {
        self.call(self.http.post(format!("{}/_sandbox/{path}", self.base)).json(&body)).await
    }

    /// The payer acts; then every callback of it is delivered. Where the payer is sent.
    pub async fn pay(&self, payment: PaymentId, how: &str) -> String {
        let answer = self.told(&format!("pay/{payment}"), json!({ "how": how })).await;
        self.flush().await;
        answer["redirect"].as_str().unwrap_or_default().to_owned()
    }

    /// A voucher or review comes to its end.
    pub async fn end(&self, payment: PaymentId, paid: bool) {
        self.told(&format!("vouchers/{payment}/{}", if paid { "pay" } else { "fail" }), Value::Null).await;
        self.flush().await;
    }

    /// Money goes back; amounts in ISO minor units.
    pub async fn refund(&self, payment: PaymentId, how: Value) {
        self.told(&format!("refund/{payment}"), how).await;
        self.flush().await;
    }

    /// A chargeback, or its end: `open`, `won`, `lost`.
    pub async fn dispute(&self, payment: PaymentId, outcome: &str) {
        self.told(&format!("dispute/{payment}"), json!({ "outcome": outcome })).await;
        self.flush().await;
    }

    /// How it misbehaves from now on.
    pub async fn faults(&self, faults: Value) {
        self.told("faults", faults).await;
    }

    /// Waits until no callback is under way; the counts.
    pub async fn flush(&self) -> Value {
        let counts = self.told("flush?within_ms=30000", Value::Null).await;
        assert_eq!(counts["pending"], 0, "{counts}");
        counts
    }

    /// What was charged.
    pub async fn charges(&self) -> Vec<Value> {
        let answer = self.call(self.http.get(format!("{}/_sandbox/charges", self.base))).await;
        answer["charges"].as_array().expect("a list").clone()
    }

    /// What was charged for one payment.
    pub async fn charge(&self, payment: PaymentId) -> Value {
        let name = payment.to_string();
        let mut of_it: Vec<Value> =
            self.charges().await.into_iter().filter(|c| c["payment"] == name.as_str()).collect();
        assert_eq!(of_it.len(), 1, "charges of {payment}: {of_it:?}");
        of_it.remove(0)
    }

    /// The callbacks about one payment, newest first, each as the log has it.
    pub async fn deliveries(&self, payment: PaymentId) -> Vec<Value> {
        let url = format!("{}/_sandbox/deliveries?limit=1000&about={payment}", self.base);
        self.call(self.http.get(url)).await["deliveries"].as_array().expect("a list").clone()
    }
}
