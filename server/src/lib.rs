//! Saldo's server: HTTP, providers, store, jobs, mail, import and the command line.

pub mod agree;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod http;
pub mod ids;
pub mod import;
pub mod jobs;
pub mod limits;
pub mod locale;
pub mod mail;
pub mod offers;
pub mod payments;
pub mod providers;
pub mod sandbox;
pub mod secrets;
pub mod staff;
pub mod store;
pub mod telemetry;
pub mod wiring;
