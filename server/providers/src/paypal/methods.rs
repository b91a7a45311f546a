//! What a payer can pay with at PayPal, and what a pending payment waits for.

use domain::money::Currency;
use domain::payment::{MethodKind, PendingReason};

/// A PayPal account, everywhere. Cards without an account depend on the payer's country; PayPal's page tells.
pub fn methods(_currency: Currency, _country: &str) -> Vec<MethodKind> {
    vec![MethodKind::Account]
}

/// Orders are opened for immediate payment only (no eChecks): what stays pending is under review by PayPal.
pub const fn pending_reason(_currency: Currency) -> PendingReason {
    PendingReason::Review
}
