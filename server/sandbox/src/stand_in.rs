//! A stand-in as the rest of the sandbox sees it, whichever provider it is: what control, faults and routes ask of each.

use super::charges::ChargeLine;
use super::faults::{CallFault, Faults};
use super::misbehave;
use super::options::Error;
use super::outcomes::{DisputeRequest, Ending, RefundRequest, Refusal};
use super::state::{Books, Model, Simulator};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;
use std::sync::Arc;
use std::time::Duration;

/// See the module. `name` is anything that [`Model::page_of`] knows.
pub(super) trait StandIn: Send + Sync {
    /// Which provider it stands in for.
    fn provider(&self) -> ProviderName;

    /// API and pages.
    fn routes(&self) -> Router;

    /// Does what has become due.
    fn tick(&self);

    /// Is there a page that `name` means?
    fn knows(&self, name: &str) -> bool;

    /// See [`Model::charges`].
    fn charges(&self) -> Vec<ChargeLine>;

    /// See [`Model::pay`].
    fn pay(&self, name: &str, how: &str, ending: Ending) -> Result<Option<String>, Refusal>;

    /// See [`Model::end_delayed`].
    fn end_delayed(&self, name: &str, paid: bool) -> Result<(), Refusal>;

    /// See [`Model::refund`].
    fn refund(&self, name: &str, request: &RefundRequest) -> Result<String, Refusal>;

    /// See [`Model::dispute`].
    fn dispute(&self, name: &str, request: &DisputeRequest) -> Result<String, Refusal>;

    /// See [`Model::unknown_address`].
    fn unknown_address(&self, what: &str) -> Option<Response>;

    /// How it misbehaves.
    fn faults(&self) -> Faults;

    /// Takes new faults.
    fn set_faults(&self, faults: Faults);

    /// Behaves again, with the luck of the start.
    fn reset_faults(&self);
}

impl<M: Model> StandIn for Simulator<M> {
    fn provider(&self) -> ProviderName {
        M::NAME
    }

    fn routes(&self) -> Router {
        let draw = {
            let simulator = self.clone();
            move || -> (Duration, Option<CallFault>) { simulator.with(|books, _| books.luck.call()) }
        };
        let misbehaviour = misbehave::Misbehaviour { draw: Arc::new(draw), failure: M::FAILURE };
        let api = M::api().layer(from_fn_with_state(misbehaviour, misbehave::layer));
        api.merge(M::pages()).with_state(self.clone())
    }

    fn tick(&self) {
        self.with(|_, _| ());
    }

    fn knows(&self, name: &str) -> bool {
        self.with(|books, _| books.records.page_of(name).is_some())
    }

    fn charges(&self) -> Vec<ChargeLine> {
        self.with(|books, _| books.records.charges())
    }

    fn pay(&self, name: &str, how: &str, ending: Ending) -> Result<Option<String>, Refusal> {
        self.on_page(name, |books, page, now| M::pay(books, page, how, ending, now))
    }

    fn end_delayed(&self, name: &str, paid: bool) -> Result<(), Refusal> {
        self.on_page(name, |books, page, now| M::end_delayed(books, page, paid, now))
    }

    fn refund(&self, name: &str, request: &RefundRequest) -> Result<String, Refusal> {
        self.on_page(name, |books, page, now| M::refund(books, page, request, now))
    }

    fn dispute(&self, name: &str, request: &DisputeRequest) -> Result<String, Refusal> {
        self.on_page(name, |books, page, now| M::dispute(books, page, request, now))
    }

    fn unknown_address(&self, what: &str) -> Option<Response> {
        self.with(|books, _| M::unknown_address(books, what))
    }

    fn faults(&self) -> Faults {
        self.with(|books, _| books.luck.faults().clone())
    }

    fn set_faults(&self, faults: Faults) {
        self.with(|books, _| books.luck.set(faults));
    }

    fn reset_faults(&self) {
        self.with(|books, _| books.luck.reset());
    }
}

impl<M: Model> Simulator<M> {
    fn on_page<T>(
        &self,
        name: &str,
        act: impl FnOnce(&mut Books<M>, &str, DateTime<Utc>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.with(|books, now| {
            let page = books.records.page_of(name).map(str::to_owned);
            act(books, &page.ok_or_else(|| Refusal::Unknown(name.to_owned()))?, now)
        })
    }
}

/// One line of the registry: how a stand-in is started, and what a portal must be set to.
pub(super) struct Registration {
    /// Starts it; see [`Simulator::new`].
    pub(super) start: fn(&Start<'_>) -> Result<Arc<dyn StandIn>, Error>,
    /// See [`Model::portal_settings`].
    pub(super) portal_settings: fn(&str) -> Vec<(&'static str, String)>,
    /// Which provider it stands in for.
    #[cfg(test)]
    pub(super) provider: ProviderName,
}

/// What all stand-ins are started with.
pub(super) struct Start<'a> {
    pub(super) options: &'a super::options::Options,
    pub(super) base: &'a str,
    pub(super) seed: u64,
    pub(super) dispatcher: &'a super::deliver::Dispatcher,
}

impl Registration {
    /// The registration of a model.
    pub(super) const fn of<M: Model>() -> Self {
        Self {
            start: |start| Ok(Arc::new(Simulator::<M>::new(start.options, start.base, start.seed, start.dispatcher)?)),
            portal_settings: M::portal_settings,
            #[cfg(test)]
            provider: M::NAME,
        }
    }
}
