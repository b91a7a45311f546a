//! The accounts with all providers, and which of them takes whose payments.

use crate::provider::Provider;
use crate::settings::Mode;
use domain::payment::ProviderName;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the account that serves every creditor without one of its own.
pub const DEFAULT_ACCOUNT: &str = "default";

struct Account {
    provider: Arc<dyn Provider>,
    mode: Mode,
}

/// The accounts with all providers.
#[derive(Default)]
pub struct Providers(BTreeMap<(ProviderName, String), Account>);

impl Providers {
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
        [slug, DEFAULT_ACCOUNT]
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
