//! The one place that names concrete parts: store, providers, mailer, clock and ids, put together into what requests
//! and jobs are handed.

use crate::config::{Accounts, CommandConfig, Config, TrustedProxies};
use crate::http::assets::{Assets, AssetsError, Module};
use crate::http::state::AppState;
use crate::http::uploads::Uploads;
use crate::http::webhooks;
use crate::mail::Mailer;
use crate::rate_limit::Limits;
use crate::telemetry::Metrics;
use crate::worker::Worker;
use chrono::{DateTime, TimeDelta, Utc};
use documents::{SealError, SealingKey};
use domain::payment::ProviderName;
use providers::Providers;
use providers::http::{Http, HttpError, Pace};
use services::Services;
use services::base_url::BaseUrl;
use services::clock::{Clock, SystemClock};
use services::ids::{Ids, NoEntropy, SystemIds};
use services::secrets::{Keys, Secret};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use store::{Store, StoreError};
use tokio::sync::{Notify, watch};

/// A whole portal: the use cases, and what answers requests and does jobs with them.
pub struct Portal {
    /// The use cases.
    pub services: Arc<Services>,
    /// What requests are handed.
    pub state: Arc<AppState>,
    /// What jobs are handed.
    pub worker: Arc<Worker>,
}

/// The time of this machine, for a command that does one thing and ends.
#[must_use]
pub fn now() -> DateTime<Utc> {
    SystemClock.now()
}

/// Ids and tokens by this machine's randomness, for a command that does one thing and ends.
///
/// # Errors
/// [`WiringError::Chance`] when the machine gives no randomness.
pub fn ids() -> Result<Arc<dyn Ids>, WiringError> {
    Ok(Arc::new(SystemIds::new()?))
}

/// Why the portal could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine gives no randomness.
    #[error(transparent)]
    Chance(#[from] NoEntropy),
    /// Stylesheet and islands are not there.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The key that seals agreements.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Mail.
    #[error("{0}")]
    Mail(String),
    /// Figures.
    #[error(transparent)]
    Metrics(#[from] crate::telemetry::TelemetryError),
    /// The line to the providers.
    #[error(transparent)]
    Http(#[from] HttpError),
}

/// What a portal is made of; everything else in it follows. A test brings a clock that stands still, ids that repeat
/// and a mailer that it can look into.
pub struct Parts {
    /// See [`Services::store`].
    pub store: Store,
    /// See [`Services::clock`].
    pub clock: Arc<dyn Clock>,
    /// See [`Services::ids`].
    pub ids: Arc<dyn Ids>,
    /// Makes [`Services::keys`] and [`Services::seal`].
    pub secret: Secret,
    /// See [`Services::providers`].
    pub providers: Providers,
    /// See [`Worker::mailer`].
    pub mailer: Mailer,
    /// See [`AppState::limits`].
    pub limits: Limits,
    /// See [`Services::base_url`].
    pub base_url: BaseUrl,
    /// See [`AppState::trusted_proxies`].
    pub trusted_proxies: TrustedProxies,
    /// See [`Services::reconcile_after`].
    pub reconcile_after: TimeDelta,
    /// See [`AppState::assets`].
    pub assets: Assets,
}

impl Portal {
    /// Puts the real portal together: opens the database, reads the site, makes the providers' clients.
    ///
    /// # Errors
    /// [`WiringError`] for the part that cannot be made, with what to do about it.
    pub async fn open(config: &Config) -> Result<Self, WiringError> {
        Self::from_parts(Parts {
            store: Store::open(config.database.reveal()).await?,
            clock: Arc::new(SystemClock),
            ids: ids()?,
            secret: config.secret.clone(),
            providers: provider_clients(&config.accounts)?,
            mailer: Mailer::from_settings(&config.mail).map_err(WiringError::Mail)?,
            limits: Limits::new(),
            base_url: config.base_url.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
            reconcile_after: config.reconcile_after,
            assets: assets(&config.site_dir)?,
        })
    }

    /// Puts a portal together from its parts.
    ///
    /// # Errors
    /// [`WiringError::Metrics`] when something else records metrics in this process; [`WiringError::Seal`] never.
    pub fn from_parts(parts: Parts) -> Result<Self, WiringError> {
        let checkout_origins = parts.providers.checkout_origins();
        let services = Arc::new(Services {
            clock: parts.clock,
            ids: parts.ids,
            ..services_of(parts.store, &parts.secret, parts.providers, parts.base_url, parts.reconcile_after)?
        });
        let (mailer, limits, metrics) = (Arc::new(parts.mailer), Arc::new(parts.limits), Metrics::install()?);
        let worker = Arc::new(Worker {
            services: Arc::clone(&services),
            mailer: Arc::clone(&mailer),
            limits: Arc::clone(&limits),
            metrics: metrics.clone(),
        });
        let state = Arc::new(AppState {
            services: Arc::clone(&services),
            mailer,
            limits,
            metrics,
            uploads: Uploads::default(),
            callbacks: webhooks::memory(),
            trusted_proxies: parts.trusted_proxies,
            proxy_told: AtomicBool::new(false),
            page_assets: Arc::new(page_assets(&parts.assets)),
            assets: parts.assets,
            checkout_origins,
            ready: watch::Sender::new(true),
        });
        Ok(Self { services, state, worker })
    }
}

/// The use cases alone, for a command that shows no page.
///
/// # Errors
/// [`WiringError`] for the part that cannot be made, with what to do about it.
pub async fn use_cases(config: &CommandConfig) -> Result<Arc<Services>, WiringError> {
    let store = Store::open(config.database.reveal()).await?;
    let (providers, base_url) = (provider_clients(&config.accounts)?, config.base_url.clone());
    Ok(Arc::new(services_of(store, &config.secret, providers, base_url, config.reconcile_after)?))
}

/// The use cases, by this machine's time and randomness.
fn services_of(
    store: Store,
    secret: &Secret,
    providers: Providers,
    base_url: BaseUrl,
    reconcile_after: TimeDelta,
) -> Result<Services, WiringError> {
    Ok(Services {
        store,
        clock: Arc::new(SystemClock),
        ids: ids()?,
        keys: Keys::new(secret),
        seal: SealingKey::from_secret(secret.reveal().as_bytes())?,
        providers,
        base_url,
        reconcile_after,
        wake: Notify::new(),
        changed: watch::Sender::new(()),
    })
}

/// The addresses that pages name.
#[must_use]
pub fn page_assets(assets: &Assets) -> app::context::Assets {
    let boot = |module: &Module| app::html::boot_script(&module.js, &module.wasm);
    app::context::Assets {
        stylesheet: assets.css_path().to_owned(),
        console_stylesheet: assets.console_css_path().to_owned(),
        icon: "/favicon.svg".to_owned(),
        boot_paying: boot(assets.paying()),
        boot_planning: boot(assets.planning()),
    }
}

/// Clients for the accounts that are set up.
///
/// # Errors
/// [`WiringError::Http`] when TLS cannot be set up.
pub fn provider_clients(accounts: &Accounts) -> Result<Providers, WiringError> {
    let mut clients = Providers::default();
    for provider in ProviderName::ALL {
        // Shared by all accounts with the provider: when it is away for one account it is away for all.
        let http = Http::new(Pace::default())?;
        for (name, account) in accounts.with(provider) {
            clients.add(name, account.client(http.clone()), account.mode());
        }
    }
    Ok(clients)
}

/// The files that browsers load. Those of another build are served nevertheless, and told: whoever builds the program again
/// builds them a moment later.
fn assets(dir: &Path) -> Result<Assets, WiringError> {
    let assets = Assets::load(dir)?;
    if assets.is_of_another_build() {
        tracing::warn!(
            "the files in {} were built from other sources than this program: what pages compute in the browser may \
             fail; run `make site`, or set SALDO_SITE_DIR to the folder that came with the program",
            dir.display()
        );
    }
    Ok(assets)
}
