//! The use cases: what happens when somebody pays, agrees, disputes, sends a link, signs in to the console or
//! imports a list. Each loads by the store, lets the domain decide, and writes in one transaction what follows.
//!
//! Nothing here knows HTTP, pages or mail: the server's `http`, `worker` and `cli` call these functions.
//!
//! Start with [`payments`], which leads from the form that pays to the ledger; then [`account`] (what a debtor owes and
//! may choose), [`agreements`], [`credit`], [`disputes`], [`links`], [`staff`] and [`books`] (applying lists). Each use case has an
//! error type of its own: what it refuses, and a variant for a failure of the [`store`].
//!
//! They share [`outbox`] (jobs that follow a commit), [`secrets`] (keys and tokens), [`read_keys`] (what a mail may open),
//! [`ids`] and [`clock`] (ids and time, injected), [`format`](mod@format) (how a reader's country writes sums and days),
//! [`branding`], [`base_url`] and [`metrics`]; [`verify`] recomputes the books.

pub mod account;
pub mod agreements;
pub mod base_url;
pub mod books;
pub mod branding;
pub mod clock;
pub mod credit;
pub mod disputes;
pub mod format;
pub mod ids;
pub mod links;
pub mod metrics;
pub mod outbox;
pub mod payments;
pub mod read_keys;
pub mod secrets;
pub mod staff;
pub mod verify;

use base_url::BaseUrl;
use chrono::{DateTime, TimeDelta, Utc};
use clock::Clock;
use documents::SealingKey;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::EntryId;
use domain::ledger::Entry;
use ids::Ids;
use providers::Providers;
use secrets::Keys;
use std::sync::Arc;
use store::Store;
use store::ledger::NewEntry;
use tokio::sync::{Notify, watch};

/// What the use cases need. Made once at the start; every request and every job shares it.
pub struct Services {
    /// The books.
    pub store: Store,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Ids and tokens.
    pub ids: Arc<dyn Ids>,
    /// Signs sessions, codes and return addresses.
    pub keys: Keys,
    /// Seals agreements.
    pub seal: SealingKey,
    /// The providers' accounts.
    pub providers: Providers,
    /// The address debtors see.
    pub base_url: BaseUrl,
    /// How long a payment is left to its callback before its provider is asked.
    pub reconcile_after: TimeDelta,
    /// Wakes the worker of this process.
    pub wake: Notify,
    /// Tells open status pages of this process that some payment has moved.
    pub changed: watch::Sender<()>,
}

impl Services {
    /// What is done in one transaction in a creditor's books, at one instant.
    #[must_use]
    pub fn context<'a>(&'a self, creditor: &'a Creditor, now: DateTime<Utc>) -> TxContext<'a> {
        TxContext { ids: &*self.ids, creditor, now }
    }
}

/// Whose books a transaction works in, when, and where its ids come from.
#[derive(Clone, Copy)]
pub struct TxContext<'a> {
    /// The id source.
    pub ids: &'a dyn Ids,
    /// Whose books.
    pub creditor: &'a Creditor,
    /// The instant of the work: every row of the transaction has it.
    pub now: DateTime<Utc>,
}

impl TxContext<'_> {
    /// Today, in the creditor's zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.creditor.zone.today(self.now)
    }

    /// An entry of now that no payment caused.
    fn entry(&self, cause: String, entry: Entry) -> NewEntry {
        NewEntry { id: EntryId::new(self.ids.uuid(self.now)), cause, payment: None, at: self.now, entry }
    }
}
