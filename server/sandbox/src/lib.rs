//! The sandbox: stands in for Stripe and PayPal over real HTTP, so that nobody needs an account
//! with either to try or to test Saldo.
//!
//! A separate little server (`saldo sandbox`). The portal reaches it only through its ordinary
//! provider code with another base address (`STRIPE_API_BASE`, `PAYPAL_API_BASE`), and learns what
//! became of a payment only through signed callbacks. Nothing here is shared with `providers/`: amounts are
//! converted, requests checked and callbacks signed by code of its own, so that a mistake on one
//! side shows on the other.
//!
//! | module | what |
//! | --- | --- |
//! | `stripe/`, `paypal/` | one provider each: API, pay pages, what a payer can do, events, signatures, amounts |
//! | [`state`] | what one stand-in knows, behind one lock; time and chance enter here |
//! | [`stand_in`] | a stand-in as the rest sees it, whichever provider it is |
//! | [`deliver`] | callbacks: sending, trying again, the log |
//! | [`faults`], [`misbehave`] | faults on demand, drawn from a seeded source |
//! | [`control`] | `/_sandbox`: paying without a browser, refunds, disputes, what was charged |
//!
//! To add a provider: a folder whose records implement [`state::Model`], and its two lines below.

mod chance;
mod charges;
mod control;
mod deliver;
mod faults;
mod html;
mod misbehave;
mod options;
mod outcomes;
mod paypal;
mod stand_in;
mod state;
mod stripe;
mod units;

pub use faults::{Faults, Share};
pub use options::{Clock, Error, Options};
pub use paypal::ROOT_PEM;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use control::Control;
use deliver::Dispatcher;
use domain::payment::ProviderName;
use options::BODY_LIMIT;
use stand_in::{Registration, StandIn, Start};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// How often it looks whether something is due (an expiry, a voucher to be paid) when nobody asks.
const TICK: Duration = Duration::from_millis(200);

/// The registry, in the order of [`ProviderName::ALL`].
const STAND_INS: [Registration; ProviderName::ALL.len()] =
    [Registration::of::<stripe::Records>(), Registration::of::<paypal::Records>()];

/// The settings with which a portal finds a sandbox at `base` (an address without a slash at the end), by the portal's
/// names: keys that any sandbox takes, and the signing secrets that it has unless [`Options::settings`] has others.
#[must_use]
pub fn portal_settings(base: &str) -> Vec<(&'static str, String)> {
    STAND_INS.iter().flat_map(|registration| (registration.portal_settings)(base)).collect()
}

/// Runs the sandbox until `shutdown` ends.
///
/// # Errors
/// [`Error::Listen`] when the address cannot be had; [`Error::Serve`] when the listener breaks; the others when it cannot be made ready.
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
    let control = start(&options, address)?;
    tracing::info!(base = &*control.base, "the sandbox is ready");
    let ticker = tokio::spawn(tick(Arc::clone(&control.stand_ins)));
    let ended = axum::serve(listener, router(control)).with_graceful_shutdown(shutdown).await;
    ticker.abort();
    ended.map_err(Error::Serve)
}

/// Starts every stand-in.
fn start(options: &Options, address: SocketAddr) -> Result<Control, Error> {
    let base = options.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let base = base.trim_end_matches('/');
    let mut seed = match options.seed {
        Some(seed) => seed,
        None => getrandom::u64().map_err(Error::Seed)?,
    };
    let dispatcher = Dispatcher::new(options)?;
    let mut stand_ins = Vec::new();
    for registration in &STAND_INS {
        stand_ins.push((registration.start)(&Start { options, base, seed, dispatcher: &dispatcher })?);
        // Each its own ids and faults, which do not depend on what the others are asked.
        seed = seed.wrapping_add(1);
    }
    Ok(Control { base: base.into(), stand_ins: stand_ins.into(), dispatcher })
}

async fn tick(stand_ins: Arc<[Arc<dyn StandIn>]>) {
    let mut interval = tokio::time::interval(TICK);
    loop {
        interval.tick().await;
        stand_ins.iter().for_each(|stand_in| stand_in.tick());
    }
}

/// Everything it answers.
fn router(control: Control) -> Router {
    let providers = control.stand_ins.iter().fold(Router::new(), |all, stand_in| all.merge(stand_in.routes()));
    providers.merge(control::routes().with_state(control)).layer(DefaultBodyLimit::max(BODY_LIMIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_provider_has_a_stand_in() {
        assert_eq!(STAND_INS.each_ref().map(|registration| registration.provider), ProviderName::ALL);
    }
}
