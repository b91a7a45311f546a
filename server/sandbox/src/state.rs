//! What one stand-in knows, in memory, behind one lock.
//!
//! [`Simulator::with`] is the only way in: it reads the clock once, does what has become due, lets
//! the caller act, and sends the callbacks that all this caused after the lock is free again. What is
//! particular to a provider is its [`Model`].

use super::chance::Chance;
use super::charges::ChargeLine;
use super::deliver::{Delivery, Dispatcher, Signer, Target};
use super::faults::{Forgery, Luck};
use super::options::{Error, Options};
use super::outcomes::{DisputeRequest, Ending, RefundRequest, Refusal};
use axum::Router;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::ProviderName;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// One provider: everything that it has recorded, and what can be done with it. A payment's page (checkout session,
/// order) is named by its id there.
pub(super) trait Model: Sized + Send + 'static {
    /// Which provider it stands in for.
    const NAME: ProviderName;
    /// The body of an answer 500, as the provider words it.
    const FAILURE: &'static str;

    /// Nothing recorded yet.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a built-in shape cannot be read.
    fn new() -> Result<Self, Error>;

    /// The API, which misbehaves as it is told.
    fn api() -> Router<Simulator<Self>>;

    /// The pay pages, and what else never misbehaves.
    fn pages() -> Router<Simulator<Self>>;

    /// What signs the callbacks.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a built-in key cannot be read.
    fn signer(options: &Options, base: &str) -> Result<Box<dyn Signer>, Error>;

    /// The settings with which a portal finds a sandbox at `base`, by the portal's names.
    fn portal_settings(base: &str) -> Vec<(&'static str, String)>;

    /// A new event's id.
    fn event_id(ids: &mut Chance) -> String;

    /// The page that `name` means: its own id, the id of its money, or our payment's.
    fn page_of(&self, name: &str) -> Option<&str>;

    /// Everything that was charged or is pending, in the order of its pages.
    fn charges(&self) -> Vec<ChargeLine>;

    /// Pays as `how` says, one of the pay page's buttons. Answers where the browser goes, if anywhere.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] for a page that is over, or a `how` that the page does not have.
    fn pay(
        books: &mut Books<Self>,
        page: &str,
        how: &str,
        ending: Ending,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, Refusal>;

    /// A payment whose money comes later is paid, or is not.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when nothing is waited for.
    fn end_delayed(books: &mut Books<Self>, page: &str, paid: bool, now: DateTime<Utc>) -> Result<(), Refusal>;

    /// Gives money back without the portal. Answers the refund's id.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when nothing was paid or less is left; [`Refusal::Impossible`] for an amount that the
    /// provider cannot write, or a reversal where there is none.
    fn refund(
        books: &mut Books<Self>,
        page: &str,
        request: &RefundRequest,
        now: DateTime<Utc>,
    ) -> Result<String, Refusal>;

    /// Opens a dispute, or closes the one that is open. Answers its id.
    ///
    /// # Errors
    /// As [`Model::refund`].
    fn dispute(
        books: &mut Books<Self>,
        page: &str,
        request: &DisputeRequest,
        now: DateTime<Utc>,
    ) -> Result<String, Refusal>;

    /// An address that nothing answers (`what` is method and path), as the provider words it; `None`: it says nothing.
    fn unknown_address(_books: &mut Books<Self>, _what: &str) -> Option<Response> {
        None
    }
}

/// A running stand-in; clones share everything.
pub(super) struct Simulator<M> {
    inner: Arc<Inner<M>>,
}

impl<M> Clone for Simulator<M> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

struct Inner<M> {
    options: Options,
    books: Mutex<Books<M>>,
    target: Arc<Target>,
    dispatcher: Dispatcher,
}

impl<M: Model> Simulator<M> {
    /// A stand-in at the address `base`, with ids and misfortunes that follow from `seed`.
    ///
    /// # Errors
    /// [`Error::Damaged`] when something built in cannot be read.
    pub(super) fn new(options: &Options, base: &str, seed: u64, dispatcher: &Dispatcher) -> Result<Self, Error> {
        let target = Target {
            provider: M::NAME,
            urls: options.webhook_urls.get(&M::NAME).cloned().unwrap_or_default(),
            signer: M::signer(options, base)?,
        };
        let books = Books {
            base: base.to_owned(),
            ids: Chance::new(seed),
            luck: Luck::new(options.faults.clone(), seed ^ 0x5a1d_05a1_d05a_1d05),
            records: M::new()?,
            agenda: BTreeMap::new(),
            notes: 0,
            outbox: Vec::new(),
        };
        let (options, dispatcher) = (options.clone(), dispatcher.clone());
        let inner = Inner { options, books: Mutex::new(books), target: Arc::new(target), dispatcher };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub(super) fn options(&self) -> &Options {
        &self.inner.options
    }

    /// Acts on the books at the present moment.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Books<M>, DateTime<Utc>) -> T) -> T {
        let now = (self.inner.options.clock)();
        let (result, deliveries) = {
            // A panic while holding the lock leaves the books as they were: still the best there is.
            let mut books = self.inner.books.lock().unwrap_or_else(PoisonError::into_inner);
            books.catch_up(now);
            let result = act(&mut books, now);
            (result, books.deliveries(&self.inner.target))
        };
        self.inner.dispatcher.send(deliveries);
        result
    }
}

/// A callback that something caused.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// Our payment, or the page where no payment was named.
    pub(super) about: String,
    pub(super) body: Value,
    /// Says something untrue, and is signed like this.
    pub(super) forged: Option<Forgery>,
}

/// What happens by itself, later.
type Due<M> = Box<dyn FnOnce(&mut Books<M>, DateTime<Utc>) -> Result<(), Refusal> + Send>;

/// Everything that one stand-in knows.
pub(super) struct Books<M> {
    pub(super) base: String,
    pub(super) ids: Chance,
    pub(super) luck: Luck,
    pub(super) records: M,
    agenda: BTreeMap<(DateTime<Utc>, u64), Due<M>>,
    notes: u64,
    outbox: Vec<Event>,
}

impl<M: Model> Books<M> {
    /// Puts `due` on the agenda.
    pub(super) fn later(
        &mut self,
        at: DateTime<Utc>,
        due: impl FnOnce(&mut Self, DateTime<Utc>) -> Result<(), Refusal> + Send + 'static,
    ) {
        self.notes += 1;
        self.agenda.insert((at, self.notes), Box::new(due));
    }

    /// Has a callback sent once the lock is free.
    pub(super) fn tell(&mut self, event: Event) {
        self.outbox.push(event);
    }

    fn catch_up(&mut self, now: DateTime<Utc>) {
        while let Some(entry) = self.agenda.first_entry().filter(|entry| entry.key().0 <= now) {
            let ((at, _), due) = entry.remove_entry();
            // What is due may have been settled by hand meanwhile; then there is nothing to do.
            let _ = due(self, at);
        }
    }

    /// Turns what was told into what is sent, with the faults drawn.
    fn deliveries(&mut self, target: &Arc<Target>) -> Vec<Delivery> {
        let mut deliveries = Vec::new();
        for event in std::mem::take(&mut self.outbox) {
            let body: Arc<[u8]> = event.body.to_string().into_bytes().into();
            let delivery = Delivery {
                target: Arc::clone(target),
                event: event.id,
                kind: event.kind.to_owned(),
                about: event.about,
                transmission: self.ids.uuid(),
                body: body.clone(),
                signed: None,
                forged: None,
                copy: 0,
                wait: Duration::ZERO,
                dropped: false,
            };
            if let Some(forgery) = event.forged {
                deliveries.push(self.forge(&delivery, event.body, forgery));
                continue;
            }
            let plan = self.luck.callback();
            for (copy, wait) in (1..).zip(&plan.again) {
                deliveries.push(Delivery { copy, wait: *wait + plan.wait, dropped: plan.dropped, ..delivery.clone() });
            }
            if let Some(forgery) = plan.forged {
                deliveries.push(self.forge(&delivery, event.body, forgery));
            }
            deliveries.push(Delivery { wait: plan.wait, dropped: plan.dropped, ..delivery });
        }
        deliveries
    }

    /// A callback with an id of its own that nobody may believe.
    fn forge(&mut self, like: &Delivery, mut body: Value, forgery: Forgery) -> Delivery {
        let id = M::event_id(&mut self.ids);
        body["id"] = Value::from(id.as_str());
        Delivery {
            event: id,
            transmission: self.ids.uuid(),
            signed: (forgery == Forgery::Changed).then(|| like.body.clone()),
            body: body.to_string().into_bytes().into(),
            forged: Some(forgery),
            ..like.clone()
        }
    }
}

/// `ms` milliseconds after `now`, at most a year.
pub(super) fn after_ms(now: DateTime<Utc>, ms: u64) -> DateTime<Utc> {
    let year = 366 * 24 * 3600 * 1000;
    now + TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(year).min(year))
}
