//! `saldo sandbox`: stands in for Stripe and PayPal.

use super::serve::stop_signal;
use super::{CliError, Done};
use crate::wiring;
use sandbox::{self, Options};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:3010")]
    listen: SocketAddr,
    /// The portal that gets the callbacks; several, when it runs as several processes.
    #[arg(long, default_value = "http://127.0.0.1:3000")]
    portal: Vec<String>,
    /// Signs Stripe's callbacks: the portal's STRIPE_WEBHOOK_SECRET.
    #[arg(long, default_value = "whsec_sandbox")]
    stripe_webhook_secret: String,
    /// Part of what PayPal signs: the portal's PAYPAL_WEBHOOK_ID.
    #[arg(long, default_value = "WH-SANDBOX")]
    paypal_webhook_id: String,
    /// Makes every id the same in each run.
    #[arg(long)]
    seed: Option<u64>,
}

pub(super) async fn run(args: Args) -> Done {
    let options = options(&args);
    sandbox::serve(options, stop_signal()).await.map_err(|e| CliError::Message(e.to_string()))?;
    Ok(ExitCode::SUCCESS)
}

fn options(args: &Args) -> Options {
    let options = Options::new(Arc::new(wiring::now))
        .calling(&args.portal)
        .with("STRIPE_WEBHOOK_SECRET", &args.stripe_webhook_secret)
        .with("PAYPAL_WEBHOOK_ID", &args.paypal_webhook_id);
    Options { listen: args.listen, seed: args.seed, ..options }
}
