//! What the rest of the program must know of a provider, whether or not an account is set up.

use crate::settings::{Account, AccountSettings, SettingsReader};
use domain::money::Currency;
use domain::payment::{MethodKind, PendingReason, ProviderName};
use std::sync::Arc;

/// What the signature of a provider's callback vouches for, and so how far a callback is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callbacks {
    /// The bytes of the body: what it says is booked.
    Signed,
    /// A checksum of the body, which a forger can keep while the body changes: what it says is a hint, and booked once the
    /// provider's API says it too.
    Hints,
}

/// A provider, described once by its own folder.
#[derive(Debug)]
pub struct ProviderSpec {
    /// Its name in database, addresses (`/webhooks/{name}`) and ledger accounts.
    pub name: ProviderName,
    /// Its settings.
    pub settings: AccountSettings,
    /// Reads one account. The suffix stands behind every setting's name: empty for the account that all creditors
    /// share, `__CASA_VERDE` for the one of `casa-verde`. `None` when something is wrong with it; the reader has been
    /// told what.
    pub read_account: fn(&mut dyn SettingsReader, suffix: &str) -> Option<Arc<dyn Account>>,
    /// What a payer can pay with there, in a currency and in the creditor's country (ISO 3166, two letters; may be
    /// empty). What the page shows before the payer goes there; the provider's own page decides.
    pub methods: fn(Currency, country: &str) -> Vec<MethodKind>,
    /// What a payment in processing most likely waits for.
    pub pending_reason: fn(Currency) -> PendingReason,
    /// What a callback's signature vouches for.
    pub callbacks: Callbacks,
    /// Does the payer find the payment at the provider by the reference that we keep? Then the receipt shows it.
    pub payer_sees_reference: bool,
}
