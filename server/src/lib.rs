//! Saldo's server: HTTP, providers, store, jobs, mail, import and the command line.

pub mod clock;
pub mod config;
pub mod ids;
pub mod limits;
pub mod locale;
pub mod mail;
pub mod providers;
pub mod secrets;
pub mod telemetry;
