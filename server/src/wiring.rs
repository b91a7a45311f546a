//! The one place that names concrete parts: store, providers, mailer, clock and chance, put together
//! into a house that every request and every job is handed.

use crate::clock::{Clock, SystemClock};
use crate::config::{Accounts, BaseUrl, Config, Mode, PaypalAccount, StripeAccount, TrustedProxies};
use crate::http::assets::{Assets, AssetsError, Module};
use crate::http::uploads::Uploads;
use crate::ids::{Ids, NoChance, SystemIds};
use crate::limits::Limits;
use crate::mail::Mailer;
use crate::providers::Provider;
use crate::providers::http::{Http, HttpError, Pace};
use crate::providers::paypal::{Paypal, PaypalSettings};
use crate::providers::stripe::{Stripe, StripeSettings};
use crate::secrets::{Keys, Secret};
use crate::store::{Store, StoreError};
use crate::telemetry::Metrics;
use chrono::TimeDelta;
use documents::{SealError, SealingKey};
use domain::payment::ProviderName;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{Notify, watch};
use url::Url;

/// Everything a request or a job needs.
pub struct House {
    /// The books.
    pub store: Store,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Ids and tokens.
    pub ids: Arc<dyn Ids>,
    /// Signatures of our own.
    pub keys: Keys,
    /// Seals what is agreed.
    pub seal: SealingKey,
    /// Who can take money.
    pub providers: Providers,
    /// Everywhere a browser may be sent to pay.
    pub checkout_origins: Vec<String>,
    /// How mail leaves.
    pub mailer: Mailer,
    /// What is counted.
    pub metrics: Metrics,
    /// Limits on what strangers may try.
    pub limits: Limits,
    /// The memory for files that are being sent.
    pub uploads: Uploads,
    /// The address debtors see.
    pub base_url: BaseUrl,
    /// Whose word on a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// How long a payment is left to its callback before its provider is asked.
    pub look_after: TimeDelta,
    /// Stylesheet, icon and islands; the addresses of them.
    pub assets: Assets,
    /// The same, as pages are told.
    pub page_assets: Arc<app::context::Assets>,
    /// Wakes the worker of this process.
    pub wake: Notify,
    /// Tells open status pages of this process that some payment has moved.
    pub changed: watch::Sender<()>,
    /// False while the process drains: no new work, please.
    pub ready: watch::Sender<bool>,
}

/// Why the house could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine gives no randomness.
    #[error(transparent)]
    Chance(#[from] NoChance),
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
    /// A provider's address.
    #[error("{account}: {error}")]
    Address {
        /// Which account.
        account: String,
        /// What is wrong with it.
        error: url::ParseError,
    },
}

/// What a house is made of; everything else in it follows. A test brings a clock that stands still,
/// ids that repeat and a mailer that it can look into.
pub struct Parts {
    /// See [`House::store`].
    pub store: Store,
    /// See [`House::clock`].
    pub clock: Arc<dyn Clock>,
    /// See [`House::ids`].
    pub ids: Arc<dyn Ids>,
    /// Makes [`House::keys`].
    pub secret: Secret,
    /// See [`House::providers`].
    pub providers: Providers,
    /// See [`House::mailer`].
    pub mailer: Mailer,
    /// See [`House::limits`].
    pub limits: Limits,
    /// See [`House::base_url`].
    pub base_url: BaseUrl,
    /// See [`House::trusted_proxies`].
    pub trusted_proxies: TrustedProxies,
    /// See [`House::look_after`].
    pub look_after: TimeDelta,
    /// See [`House::assets`].
    pub assets: Assets,
}

impl House {
    /// Puts the real house together: opens the database, reads the site, makes the clients.
    ///
    /// # Errors
    /// [`WiringError`].
    pub async fn open(config: &Config) -> Result<Arc<Self>, WiringError> {
        Self::from_parts(Parts {
            store: Store::open(config.database.reveal()).await?,
            clock: Arc::new(SystemClock),
            ids: Arc::new(SystemIds::new()?),
            secret: config.secret.clone(),
            providers: Providers::from_settings(&config.stripe, &config.paypal)?,
            mailer: Mailer::from_settings(&config.mail).map_err(WiringError::Mail)?,
            limits: Limits::new(),
            base_url: config.base_url.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
            look_after: config.look_after,
            assets: Assets::load(&config.site_dir)?,
        })
    }

    /// Puts a house together from its parts.
    ///
    /// # Errors
    /// [`WiringError::Metrics`] when something else records metrics in this process; [`WiringError::Seal`] never.
    pub fn from_parts(parts: Parts) -> Result<Arc<Self>, WiringError> {
        Ok(Arc::new(Self {
            store: parts.store,
            clock: parts.clock,
            ids: parts.ids,
            keys: Keys::new(&parts.secret),
            seal: SealingKey::from_secret(parts.secret.reveal().as_bytes())?,
            checkout_origins: parts.providers.checkout_origins(),
            providers: parts.providers,
            mailer: parts.mailer,
            metrics: Metrics::install()?,
            limits: parts.limits,
            uploads: Uploads::default(),
            base_url: parts.base_url,
            trusted_proxies: parts.trusted_proxies,
            page_assets: Arc::new(page_assets(&parts.assets)),
            look_after: parts.look_after,
            assets: parts.assets,
            wake: Notify::new(),
            changed: watch::Sender::new(()),
            ready: watch::Sender::new(true),
        }))
    }
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

struct Account {
    provider: Arc<dyn Provider>,
    mode: Mode,
}

/// The accounts with all providers.
#[derive(Default)]
pub struct Providers(BTreeMap<(ProviderName, String), Account>);

impl Providers {
    /// Clients for the accounts that are set up.
    ///
    /// # Errors
    /// [`WiringError::Http`] and [`WiringError::Address`].
    pub fn from_settings(
        stripe: &Accounts<StripeAccount>,
        paypal: &Accounts<PaypalAccount>,
    ) -> Result<Self, WiringError> {
        let mut all = Self::default();
        let address = |account: &str, text: &str| {
            Url::parse(text).map_err(|error| WiringError::Address { account: account.to_owned(), error })
        };
        // One line a provider: when it is away for one account it is away for all.
        let line = Http::new(Pace::default())?;
        for (name, account) in stripe.iter() {
            let client = Stripe::new(StripeSettings {
                secret_key: account.secret_key.reveal().to_owned(),
                webhook_secrets: account.webhook_secrets.iter().map(|secret| secret.reveal().to_owned()).collect(),
                api_base: address(name, &account.api_base)?,
                http: line.clone(),
            });
            all.add(name, Arc::new(client), account.mode);
        }
        let line = Http::new(Pace::default())?;
        for (name, account) in paypal.iter() {
            let client = Paypal::new(PaypalSettings {
                client_id: account.client_id.clone(),
                client_secret: account.client_secret.reveal().to_owned(),
                webhook_id: account.webhook_id.clone(),
                api_base: address(name, &account.api_base)?,
                http: line.clone(),
            });
            all.add(name, Arc::new(client), account.mode);
        }
        Ok(all)
    }

    /// Adds an account.
    pub fn add(&mut self, account: &str, provider: Arc<dyn Provider>, mode: Mode) {
        self.0.insert((provider.name(), account.to_owned()), Account { provider, mode });
    }

    /// The client of an account.
    #[must_use]
    pub fn of(&self, name: ProviderName, account: &str) -> Option<Arc<dyn Provider>> {
        self.0.get(&(name, account.to_owned())).map(|account| Arc::clone(&account.provider))
    }

    /// Is the account for real money?
    #[must_use]
    pub fn mode(&self, name: ProviderName, account: &str) -> Option<Mode> {
        self.0.get(&(name, account.to_owned())).map(|account| account.mode)
    }

    /// Who takes a creditor's payments: its own account, else the one that all share.
    #[must_use]
    pub fn for_creditor(&self, name: ProviderName, slug: &str) -> Option<(String, Arc<dyn Provider>)> {
        [slug, crate::config::DEFAULT_ACCOUNT]
            .into_iter()
            .find_map(|account| self.of(name, account).map(|provider| (account.to_owned(), provider)))
    }

    /// Everywhere a browser may be sent to pay.
    #[must_use]
    pub fn checkout_origins(&self) -> Vec<String> {
        let mut origins: Vec<String> =
            self.0.values().flat_map(|account| account.provider.checkout_origins()).collect();
        origins.sort();
        origins.dedup();
        origins
    }
}
