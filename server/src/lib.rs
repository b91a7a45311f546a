//! Saldo's server: HTTP, providers, store, jobs, mail, import and the command line.

pub mod demo;
pub mod import;
pub mod providers;
