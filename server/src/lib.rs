//! Saldo's server: HTTP, the worker, mail, settings and the command line, around the use cases of `services`.

pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod mail;
pub mod rate_limit;
pub mod telemetry;
pub mod wiring;
pub mod worker;
