//! Payments: begun, followed and settled. Every way in which money moves goes through here.
//!
//! `start` commits a payment before the provider is called; `settle` turns what a provider says
//! into ledger entries; `callback` and `reconcile` are the two ways in which we hear it, and both
//! end in `settle`, so that it does not matter which comes first, or twice, or never.

pub mod callback;
pub mod reconcile;
pub mod settle;
pub mod start;


#[cfg(test)]
mod tests;
