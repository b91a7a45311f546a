//! Stripe: a hosted Checkout Session per payment.
//!
//! One line item with our amount, no customer, no personal data; which methods are offered is set
//! in the creditor's Stripe dashboard. Stripe captures by itself.

mod client;
mod limits;
mod methods;
mod parse;
mod settings;
#[cfg(test)]
mod tests;
pub(crate) mod webhook;
mod wire;

pub use client::Stripe;
pub use settings::StripeAccount;

use crate::spec::{Callbacks, ProviderSpec};
use domain::payment::ProviderName;
use std::sync::Arc;

/// Stripe, for the registry.
pub const SPEC: ProviderSpec = ProviderSpec {
    name: ProviderName::Stripe,
    settings: settings::SETTINGS,
    read_account: |reader, suffix| Some(Arc::new(settings::read(reader, suffix)?)),
    methods: methods::methods,
    pending_reason: methods::pending_reason,
    callbacks: Callbacks::Signed,
    // A payment intent's id is Stripe's and the creditor's alone.
    payer_sees_reference: false,
};
