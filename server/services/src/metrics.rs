//! What the use cases count. Labels come from closed lists; no name, address, token or amount is ever in one.

use domain::payment::{PaymentState, ProviderName};
use metrics::counter;

/// Payments that reached a state, by provider and state.
pub const PAYMENTS: &str = "saldo_payments_total";
/// Calls to a provider's API, by provider and outcome.
pub const PROVIDER_CALLS: &str = "saldo_provider_calls_total";

/// A payment reached a state.
pub fn payment_became(provider: ProviderName, state: PaymentState) {
    let state = match state {
        PaymentState::Created => "created",
        PaymentState::Redirected => "redirected",
        PaymentState::Processing => "processing",
        PaymentState::Succeeded => "succeeded",
        PaymentState::Failed => "failed",
        PaymentState::Cancelled => "cancelled",
        PaymentState::Expired => "expired",
        PaymentState::PartlyRefunded => "partly_refunded",
        PaymentState::Refunded => "refunded",
        PaymentState::ChargedBack => "charged_back",
        PaymentState::ChargebackWon => "chargeback_won",
    };
    counter!(PAYMENTS, "provider" => provider.as_str(), "state" => state).increment(1);
}

/// What came of a call to a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderCall {
    /// An answer that says what was asked.
    Answered,
    /// An answer that says no.
    Refused,
    /// No answer, or none that can be read.
    Away,
}

/// A provider was called.
pub fn provider_called(provider: ProviderName, outcome: ProviderCall) {
    let outcome = match outcome {
        ProviderCall::Answered => "answered",
        ProviderCall::Refused => "refused",
        ProviderCall::Away => "away",
    };
    counter!(PROVIDER_CALLS, "provider" => provider.as_str(), "outcome" => outcome).increment(1);
}
