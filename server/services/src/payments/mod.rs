//! Payments: begun, followed and settled. Every way in which money moves goes through here.
//!
//! `start` commits a payment before the provider is called; `settle` turns what a provider says
//! into ledger entries; `callback` and `reconcile` are the two ways in which we hear it, and both
//! end in `settle`, so that it does not matter which comes first, or twice, or never. `charges` says
//! what being late has cost, `instalment` what one instalment of a plan comes to today.

pub mod callback;
pub mod instalment;
pub mod jobs;
pub mod receipt;
pub mod reconcile;
pub mod settle;
pub mod start;

use crate::metrics::{self, ProviderCall};
use domain::payment::ProviderName;
use providers::ProviderError;

/// Counts a call to a provider by what came of it.
fn counted<T>(provider: ProviderName, result: Result<T, ProviderError>) -> Result<T, ProviderError> {
    let outcome = match &result {
        Ok(_) => ProviderCall::Answered,
        Err(ProviderError::Refused(_) | ProviderError::Amount(_)) => ProviderCall::Refused,
        Err(ProviderError::Away(_) | ProviderError::Unreadable(_)) => ProviderCall::Away,
    };
    metrics::provider_called(provider, outcome);
    result
}

#[cfg(test)]
mod tests;
