//! Saldo's server: HTTP, providers, store, jobs, mail, import and the command line.

pub mod providers;
pub mod sandbox;
