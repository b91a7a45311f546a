//! The sandbox: stands in for Stripe and PayPal over real HTTP, so that nobody needs an account
//! with either to try or to test Saldo.
//!
//! A separate little server (`saldo sandbox`). The portal reaches it only through its ordinary
//! provider code with another base address (`STRIPE_API_BASE`, `PAYPAL_API_BASE`), and hears from
//! it only through signed callbacks. Nothing here is shared with `providers/`: amounts are
//! converted, requests checked and callbacks signed by code of its own, so that a mistake on one
//! side shows on the other.
//!
//! | room | what |
//! | --- | --- |
//! | [`state`] | everything it knows, behind one lock; time and chance enter here |
//! | `stripe/`, `paypal/` | API, pay pages, what a payer can do, events |
//! | [`deliver`], [`sign`] | callbacks: signing, sending, trying again |
//! | [`faults`] | misbehaviour on demand, drawn from a seeded source |
//! | [`control`] | `/_sandbox`: paying without a browser, refunds, disputes, what was charged |

mod chance;
mod charges;
mod control;
mod deliver;
mod faults;
mod html;
mod misbehave;
mod paypal;
mod sign;
mod state;
mod stripe;
mod units;

pub use faults::{Faults, Share};
pub use sign::ROOT_PEM;
pub use state::Sandbox;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use chrono::{DateTime, Utc};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// The largest request it reads, in bytes. Real ones stay under 10 KB.
const BODY_LIMIT: usize = 64 * 1024;
/// How often it looks whether something is due (an expiry, a voucher to be paid) when nobody asks.
const TICK: Duration = Duration::from_millis(200);

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What the sandbox is told at its start.
#[derive(Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address that others reach it by, without a slash at the end. `None`: `http://` and the
    /// address it listens on.
    pub base_url: Option<String>,
    /// Decides every id. `None` draws a fresh one, which is right wherever a database outlives the
    /// sandbox: the same seed gives the same ids again.
    pub seed: Option<u64>,
    /// The time, for expiry and for what is written into answers and events.
    pub clock: Clock,
    /// The secret key it asks for; `None` takes any that starts with `sk_test_` or `rk_test_`.
    pub stripe_secret_key: Option<String>,
    /// Signs Stripe's callbacks.
    pub stripe_webhook_secret: String,
    /// Where Stripe's callbacks go, in turn (several processes of one portal).
    pub stripe_webhook_urls: Vec<String>,
    /// Client id and secret it asks for; `None` takes any.
    pub paypal_client: Option<(String, String)>,
    /// The webhook's id, which is part of what PayPal signs.
    pub paypal_webhook_id: String,
    /// Where PayPal's callbacks go, in turn.
    pub paypal_webhook_urls: Vec<String>,
    /// How often a callback is tried before it is given up.
    pub attempts: u32,
    /// How it misbehaves from the start.
    pub faults: Faults,
}

impl Options {
    /// A sandbox on 127.0.0.1:4010 that takes any test key, calls nobody back and behaves.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 4010)),
            base_url: None,
            seed: None,
            clock,
            stripe_secret_key: None,
            stripe_webhook_secret: "whsec_saldo_sandbox".to_owned(),
            stripe_webhook_urls: Vec::new(),
            paypal_client: None,
            paypal_webhook_id: "WH-SALDO-SANDBOX".to_owned(),
            paypal_webhook_urls: Vec::new(),
            attempts: 60,
            faults: Faults::default(),
        }
    }
}

/// Why the sandbox could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not ours.
    #[error("cannot listen on {0}; choose another address with --listen")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The listener broke.
    #[error("the sandbox stopped listening")]
    Serve(#[source] std::io::Error),
    /// The HTTP client for callbacks could not be built.
    #[error("cannot prepare the sending of callbacks")]
    Client(#[source] reqwest::Error),
    /// A built-in shape or key is damaged.
    #[error("the sandbox's own {0} cannot be read; build it again from a clean tree")]
    Damaged(&'static str),
    /// The system has no randomness.
    #[error("cannot draw a seed; give one with --seed")]
    Seed(#[source] getrandom::Error),
}

/// Runs the sandbox until `shutdown` ends.
///
/// # Errors
/// [`Error::Listen`] when the address cannot be had; the others as they say.
pub async fn serve(options: Options, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
    let listen = options.listen;
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(|e| Error::Listen(listen, e))?;
    serve_on(listener, options, shutdown).await
}

/// As [`serve`], on a listener that is already bound (so that its port is known beforehand).
///
/// # Errors
/// As [`serve`].
pub async fn serve_on(
    listener: tokio::net::TcpListener,
    options: Options,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let address = listener.local_addr().map_err(Error::Serve)?;
    let sandbox = Sandbox::new(options, address)?;
    tracing::info!(base = sandbox.base(), "the sandbox is ready");
    let ticker = tokio::spawn(tick(sandbox.clone()));
    let ended = axum::serve(listener, router(sandbox)).with_graceful_shutdown(shutdown).await;
    ticker.abort();
    ended.map_err(Error::Serve)
}

async fn tick(sandbox: Sandbox) {
    let mut interval = tokio::time::interval(TICK);
    loop {
        interval.tick().await;
        sandbox.with(|_, _| ());
    }
}

/// Everything it answers, for a server or for a test in the same process.
pub fn router(sandbox: Sandbox) -> Router {
    let api = Router::new()
        .merge(stripe::api())
        .merge(paypal::api())
        .layer(from_fn_with_state(sandbox.clone(), misbehave::layer));
    Router::new()
        .merge(api)
        .merge(stripe::pages())
        .merge(paypal::pages())
        .merge(control::routes())
        .fallback(stripe::unknown_address)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(sandbox)
}
