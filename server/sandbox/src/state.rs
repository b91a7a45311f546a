//! Everything the sandbox knows, in memory, behind one lock.
//!
//! [`Sandbox::with`] is the only way in: it reads the clock once, does what has become due, lets
//! the caller act, and sends the callbacks that all this caused after the lock is free again.

use super::chance::Chance;
use super::deliver::{Courier, Parcel};
use super::faults::{Forgery, Luck};
use super::{Error, Options, paypal, stripe};
use chrono::{DateTime, TimeDelta, Utc};
use domain::payment::ProviderName;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A running sandbox; clones share everything.
#[derive(Clone)]
pub struct Sandbox {
    inner: Arc<Inner>,
}

struct Inner {
    options: Options,
    base: String,
    books: Mutex<Books>,
    courier: Courier,
}

impl Sandbox {
    /// A sandbox that will be reached at `address`, unless the options name another base address.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Client`] or [`Error::Seed`], as they say.
    pub fn new(options: Options, address: SocketAddr) -> Result<Self, Error> {
        let base = options.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let base = base.trim_end_matches('/').to_owned();
        let seed = match options.seed {
            Some(seed) => seed,
            None => getrandom::u64().map_err(Error::Seed)?,
        };
        let courier = Courier::new(&options, &base)?;
        let books = Books {
            base: base.clone(),
            ids: Chance::new(seed),
            luck: Luck::new(options.faults.clone(), seed ^ 0x5a1d_05a1_d05a_1d05),
            stripe: stripe::Shelf::new()?,
            paypal: paypal::Shelf::default(),
            agenda: BTreeMap::new(),
            notes: 0,
            outbox: Vec::new(),
        };
        Ok(Self { inner: Arc::new(Inner { options, base, books: Mutex::new(books), courier }) })
    }

    /// The address that others reach it by, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.inner.base
    }

    pub(super) fn options(&self) -> &Options {
        &self.inner.options
    }

    pub(super) fn courier(&self) -> &Courier {
        &self.inner.courier
    }

    /// Acts on the books at the present moment.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Books, DateTime<Utc>) -> T) -> T {
        let now = (self.inner.options.clock)();
        let (result, parcels) = {
            // A panic while holding the lock leaves the books as they were: still the best there is.
            let mut books = self.inner.books.lock().unwrap_or_else(PoisonError::into_inner);
            books.catch_up(now);
            let result = act(&mut books, now);
            (result, books.pack())
        };
        self.inner.courier.send(parcels);
        result
    }
}

/// A callback that something caused.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) provider: ProviderName,
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// Our payment, or the page where no payment was named.
    pub(super) about: String,
    pub(super) body: Value,
    /// Says something untrue, and is signed like this.
    pub(super) forged: Option<Forgery>,
}

/// What happens by itself, later.
#[derive(Debug)]
pub(super) enum Due {
    /// Stripe: a page nobody paid.
    ExpireSession(String),
    /// Stripe: a voucher or bank debit, paid or not.
    EndDelayed { session: String, paid: bool },
    /// Stripe: a refund that is under way arrives.
    SettleRefund(String),
    /// PayPal: an order nobody approved, or nobody captured.
    ExpireOrder(String),
    /// PayPal: an eCheck, paid or not.
    EndPending { capture: String, paid: bool },
}

/// How a payment ends whose money comes later: a voucher, a bank debit, an eCheck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Someone says so later, or it runs out.
    Open,
    /// Paid after so many milliseconds.
    PaidAfter(u64),
    /// Refused after so many milliseconds.
    FailedAfter(u64),
}

impl Ending {
    /// As the pay pages' lists name them.
    pub(super) fn chosen(name: &str) -> Self {
        match name {
            "10s" => Self::PaidAfter(10_000),
            "60s" => Self::PaidAfter(60_000),
            "fail" => Self::FailedAfter(10_000),
            _ => Self::Open,
        }
    }
}

/// What a dispute comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// An enquiry; no money moves.
    Enquiry,
    /// The money is taken back until it is decided.
    Open,
    /// Decided for the merchant.
    Won,
    /// Decided for the payer.
    Lost,
}

/// Why something cannot be done with a payment.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("nothing here is called `{0}`")]
    Unknown(String),
    #[error("{0}")]
    NotNow(String),
}

/// Everything the sandbox knows.
pub(super) struct Books {
    pub(super) base: String,
    pub(super) ids: Chance,
    pub(super) luck: Luck,
    pub(super) stripe: stripe::Shelf,
    pub(super) paypal: paypal::Shelf,
    agenda: BTreeMap<(DateTime<Utc>, u64), Due>,
    notes: u64,
    outbox: Vec<Event>,
}

impl Books {
    /// Puts `due` on the agenda.
    pub(super) fn later(&mut self, at: DateTime<Utc>, due: Due) {
        self.notes += 1;
        self.agenda.insert((at, self.notes), due);
    }

    /// Has a callback sent once the lock is free.
    pub(super) fn tell(&mut self, event: Event) {
        self.outbox.push(event);
    }

    fn catch_up(&mut self, now: DateTime<Utc>) {
        while let Some(entry) = self.agenda.first_entry().filter(|entry| entry.key().0 <= now) {
            let ((at, _), due) = entry.remove_entry();
            // What is due may have been settled by hand meanwhile; then there is nothing to do.
            let _ = match due {
                Due::ExpireSession(id) => stripe::acts::expire(self, &id, at),
                Due::EndDelayed { session, paid } => stripe::acts::end_delayed(self, &session, paid, at),
                Due::SettleRefund(id) => stripe::money_back::settle_refund(self, &id, at),
                Due::ExpireOrder(id) => paypal::acts::expire(self, &id, at),
                Due::EndPending { capture, paid } => paypal::acts::end_pending(self, &capture, paid, at),
            };
        }
    }

    /// Turns what was told into what is sent, with the misfortunes drawn.
    fn pack(&mut self) -> Vec<Parcel> {
        let mut parcels = Vec::new();
        for event in std::mem::take(&mut self.outbox) {
            let body: Arc<[u8]> = event.body.to_string().into_bytes().into();
            let parcel = Parcel {
                provider: event.provider,
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
                parcels.push(self.forge(&parcel, event.body, forgery));
                continue;
            }
            let fate = self.luck.callback();
            for (copy, wait) in (1..).zip(&fate.again) {
                parcels.push(Parcel { copy, wait: *wait + fate.wait, dropped: fate.dropped, ..parcel.clone() });
            }
            if let Some(forgery) = fate.forged {
                parcels.push(self.forge(&parcel, event.body, forgery));
            }
            parcels.push(Parcel { wait: fate.wait, dropped: fate.dropped, ..parcel });
        }
        parcels
    }

    /// A callback with an id of its own that nobody may believe.
    fn forge(&mut self, like: &Parcel, mut body: Value, forgery: Forgery) -> Parcel {
        let id = match like.provider {
            ProviderName::Stripe => format!("evt_{}", self.ids.letters(24)),
            ProviderName::Paypal => format!("WH-{}-{}", self.ids.capitals(17), self.ids.capitals(17)),
        };
        body["id"] = Value::from(id.as_str());
        Parcel {
            event: id,
            transmission: self.ids.uuid(),
            signed: (forgery == Forgery::Changed).then(|| like.body.clone()),
            body: body.to_string().into_bytes().into(),
            forged: Some(forgery),
            ..like.clone()
        }
    }
}

/// Unix seconds, as Stripe counts.
pub(super) fn unix(at: DateTime<Utc>) -> i64 {
    at.timestamp()
}

/// `ms` milliseconds after `now`, at most a year.
pub(super) fn after_ms(now: DateTime<Utc>, ms: u64) -> DateTime<Utc> {
    let year = 366 * 24 * 3600 * 1000;
    now + TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(year).min(year))
}
