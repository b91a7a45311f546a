//! What every request is handed.

use super::assets::Assets;
use super::body_memory::BodyMemory;
use super::uploads::Uploads;
use crate::config::TrustedProxies;
use crate::mail::Mailer;
use crate::rate_limit::Limits;
use crate::telemetry::Metrics;
use services::Services;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::watch;

/// What every request is handed: the use cases, and what only HTTP needs.
pub struct AppState {
    /// The use cases.
    pub services: Arc<Services>,
    /// Says whether mail is set up, and so whether a code can be sent.
    pub mailer: Arc<Mailer>,
    /// Limits on what strangers may try.
    pub limits: Arc<Limits>,
    /// What is counted.
    pub metrics: Metrics,
    /// The memory for files that are being sent.
    pub uploads: Uploads,
    /// The memory for callbacks that are being sent, of anybody: none is believed before all of it is here.
    pub callbacks: BodyMemory,
    /// Whose word on a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Was it told that strangers say for whom they ask? Once is enough.
    pub proxy_told: AtomicBool,
    /// Stylesheet, icon and islands; the addresses of them.
    pub assets: Assets,
    /// The same, as views take it.
    pub page_assets: Arc<app::context::Assets>,
    /// Everywhere a browser may be sent to pay.
    pub checkout_origins: Vec<String>,
    /// False while the process drains: no new work, please.
    pub ready: watch::Sender<bool>,
}
