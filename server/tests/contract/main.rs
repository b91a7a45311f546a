//! The sandbox over real loopback HTTP, held against the providers' own API descriptions.
//!
//! The descriptions are not ours and lie in `../shared/contracts` (or where `SALDO_SHARED` says);
//! without that folder everything runs but the comparison, and a line says so.

mod faults;
mod paypal;
mod schema;
mod stripe;
mod support;
