//! Payment providers behind one trait: open a page, poll, close, capture, refund, and read signed callbacks.
//!
//! A provider is a folder with everything that is its own: `mod.rs` ([`ProviderSpec`]), `client.rs` (the [`Provider`]
//! trait), `wire.rs` (its JSON), `parse.rs` (its objects as [`PaymentUpdate`]s), `webhook.rs` (its signature),
//! `limits.rs` (currencies, least and largest amounts, with the source), `methods.rs` (what is offered where, and what a
//! pending payment waits for) and `settings.rs` (its variables). Only `stripe/` knows a field name of Stripe's, only
//! `paypal/` one of PayPal's.
//!
//! To add one: its name in `domain::payment`, its folder here, and its two lines below; then its stand-in in the sandbox
//! crate. Configuration, wiring, pages, callbacks and ledger go by [`ProviderName::ALL`] and [`spec()`].
//!
//! [`PaymentUpdate`]: domain::payment::PaymentUpdate

mod accounts;
pub mod amount;
mod breaker;
pub mod http;
pub mod paypal;
mod provider;
pub mod settings;
mod spec;
pub mod stripe;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod vectors;

pub use accounts::{DEFAULT_ACCOUNT, Providers};
pub use provider::{
    CheckoutRef, CheckoutRequest, Event, Limits, Opened, ParsedEvent, PaymentRef, Provider, ProviderError, WebhookError,
};
pub use settings::Mode;
pub use spec::{Callbacks, ProviderSpec};

use domain::payment::ProviderName;

/// The registry: the description of each provider.
#[must_use]
pub const fn spec(name: ProviderName) -> &'static ProviderSpec {
    match name {
        ProviderName::Stripe => &stripe::SPEC,
        ProviderName::Paypal => &paypal::SPEC,
    }
}
