//! Payments: begun, followed and settled. Every way in which money moves goes through here.
//!
//! A payment's way (it begins in the server: the function `app::api::payments::pay` takes the form, `http::ports` asks for
//! the session, `http::pay` calls [`again::begin`]):
//! 1. [`start::begin`] works out what the [`PaymentPurpose`](domain::payment::PaymentPurpose) comes to today and commits
//!    the [`Payment`](domain::payment::Payment) with its shares, before the provider is called.
//! 2. [`start::open_page`] has the provider open its page; the payer goes there.
//! 3. [`callback::receive`] verifies what the provider says, stores it under its own id and applies it in one
//!    transaction. What its signature does not vouch for is booked once the provider's API [confirms](confirm) it. Where
//!    no callback comes, [`reconcile::run_due`] asks. It does not matter which comes first, or twice.
//!    PayPal takes the money only when it is told to: once the payer has agreed there, a job
//!    [captures](reconcile::capture) it.
//! 4. [`apply_updates::apply_to`] turns the [`PaymentUpdate`](domain::payment::PaymentUpdate)s into
//!    entries ([`paid`](domain::ledger::Entry::paid), [`taken_back`](domain::ledger::Entry::taken_back) after a refund or
//!    chargeback) of the [ledger](store::ledger::post), exactly once and in any order, and brings the
//!    debtor's agreements to where the money has moved ([`follow_money`](crate::agreements::follow::follow_money)).
//! 5. What must follow a commit, the receipt among it, is queued in the same transaction ([`jobs`],
//!    [`outbox`](crate::outbox)).
//!
//! [`again`] lets another try take the place of one that was left unpaid, [`instalment`] says what one instalment of a plan comes to today, [`receipt`] reads a receipt from the ledger.

pub mod again;
pub mod apply_updates;
pub mod callback;
pub mod confirm;
pub mod instalment;
pub mod jobs;
pub mod receipt;
pub mod reconcile;
pub mod start;
pub mod superseded;

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
