//! PayPal: an Orders v2 order per payment; the payer approves it at PayPal, and we capture.
//!
//! Only we capture, and only once the payment's own state asks for it: an order that is approved
//! after the payment was given up here is left alone and runs out at PayPal (3 to 6 hours), so
//! that nothing is ever taken behind a "cancelled".

mod certificate;
mod client;
mod limits;
mod methods;
mod parse;
mod settings;
#[cfg(test)]
mod tests;
pub(crate) mod webhook;
mod wire;

#[cfg(test)]
pub(crate) use certificate::{Certificates, Names, Source, anchors};
pub use client::Paypal;
pub use settings::PaypalAccount;

use crate::spec::{Callbacks, ProviderSpec};
use domain::payment::ProviderName;
use std::sync::Arc;

/// PayPal, for the registry.
pub const SPEC: ProviderSpec = ProviderSpec {
    name: ProviderName::Paypal,
    settings: settings::SETTINGS,
    read_account: |reader, suffix| Some(Arc::new(settings::read(reader, suffix)?)),
    methods: methods::methods,
    pending_reason: methods::pending_reason,
    // A CRC-32 of the body is signed; any body can be given the CRC-32 of another.
    callbacks: Callbacks::Hints,
    // Who paid finds the capture in their PayPal account by its id.
    payer_sees_reference: true,
};
