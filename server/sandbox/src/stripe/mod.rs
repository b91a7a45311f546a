//! The sandbox's Stripe: Checkout Sessions and what hangs on them, API version 2026-05-27.dahlia.
//!
//! Amounts are in Stripe's own units throughout this folder.

mod acts;
mod answer;
mod api;
mod call;
mod charges;
mod create;
mod expand;
mod form;
mod model;
mod money_back;
mod objects;
mod pages;
mod sign;
mod units;
mod words;

use crate::options::Error;
use crate::outcomes::Refusal;
use answer::Replay;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

type Books = crate::state::Books<Records>;
type Sandbox = crate::state::Simulator<Records>;

/// What answers and events are written in.
const API_VERSION: &str = "2026-05-27.dahlia";

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Open,
    Complete,
    Expired,
}

impl Status {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complete => "complete",
            Self::Expired => "expired",
        }
    }
}

/// A Checkout Session.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) id: String,
    /// `client_reference_id`.
    pub(super) payment: Option<String>,
    pub(super) created: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
    /// Small letters, as Stripe writes it.
    pub(super) currency: String,
    pub(super) amount: i64,
    /// The line item's name.
    pub(super) product: String,
    pub(super) product_note: Option<String>,
    pub(super) success_url: String,
    pub(super) cancel_url: Option<String>,
    pub(super) locale: String,
    pub(super) email: Option<String>,
    pub(super) submit_type: Option<String>,
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) intent_metadata: BTreeMap<String, String>,
    pub(super) intent_description: Option<String>,
    pub(super) methods: Vec<String>,
    /// Days a voucher lives.
    pub(super) voucher_days: i64,
    pub(super) adaptive_pricing: bool,
    pub(super) status: Status,
    pub(super) paid: bool,
    pub(super) intent: Option<String>,
}

impl Session {
    /// Our payment, or the page where none was named.
    pub(super) fn about(&self) -> String {
        self.payment.clone().unwrap_or_else(|| self.id.clone())
    }

    /// The currency as ISO 4217 writes it.
    pub(super) fn code(&self) -> String {
        self.currency.to_uppercase()
    }

    /// The way of paying that takes days, if this page has one.
    pub(super) fn delayed(&self) -> Option<Delayed> {
        Delayed::ALL.into_iter().find(|d| d.currency() == self.currency && self.methods.iter().any(|m| m == d.as_str()))
    }
}

/// Ways of paying whose money comes days later, or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delayed {
    Oxxo,
    Boleto,
    SepaDebit,
    UsBankAccount,
}

impl Delayed {
    pub(super) const ALL: [Self; 4] = [Self::Oxxo, Self::Boleto, Self::SepaDebit, Self::UsBankAccount];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Oxxo => "oxxo",
            Self::Boleto => "boleto",
            Self::SepaDebit => "sepa_debit",
            Self::UsBankAccount => "us_bank_account",
        }
    }

    /// The only currency it takes, as Stripe writes it.
    pub(super) const fn currency(self) -> &'static str {
        match self {
            Self::Oxxo => "mxn",
            Self::Boleto => "brl",
            Self::SepaDebit => "eur",
            Self::UsBankAccount => "usd",
        }
    }

    /// A slip that the payer takes to a shop; else a debit that the bank carries out.
    pub(super) const fn is_voucher(self) -> bool {
        matches!(self, Self::Oxxo | Self::Boleto)
    }

    pub(super) const fn brand(self) -> &'static str {
        match self {
            Self::Oxxo => "OXXO",
            Self::Boleto => "Boleto",
            Self::SepaDebit => "SEPA",
            Self::UsBankAccount => "ACH",
        }
    }
}

/// A PaymentIntent.
#[derive(Debug)]
pub(super) struct Intent {
    id: String,
    session: String,
    created: DateTime<Utc>,
    status: &'static str,
    /// The newest charge.
    charge: Option<String>,
    method: &'static str,
    payment_method: Option<String>,
    /// Its last try was declined.
    declined: bool,
    cancelled: Option<DateTime<Utc>>,
}

/// A charge.
#[derive(Debug)]
pub(super) struct Charge {
    pub(super) id: String,
    pub(super) intent: String,
    pub(super) session: String,
    pub(super) created: DateTime<Utc>,
    pub(super) amount: i64,
    /// `succeeded`, `pending` or `failed`.
    pub(super) status: &'static str,
    /// When the money came.
    paid: Option<DateTime<Utc>>,
    pub(super) refunded: i64,
    pub(super) method: &'static str,
    payment_method: String,
    /// Ever disputed.
    pub(super) disputed: bool,
}

/// A refund.
#[derive(Debug)]
pub(super) struct Refund {
    id: String,
    charge: String,
    intent: String,
    created: DateTime<Utc>,
    amount: i64,
    status: &'static str,
    reason: Option<String>,
    metadata: BTreeMap<String, String>,
}

/// A dispute.
#[derive(Debug)]
pub(super) struct Dispute {
    pub(super) id: String,
    pub(super) charge: String,
    intent: String,
    created: DateTime<Utc>,
    pub(super) amount: i64,
    pub(super) status: &'static str,
    closed: Option<DateTime<Utc>>,
}

impl Dispute {
    /// Has it taken the money?
    pub(super) fn has_money(&self) -> bool {
        matches!(self.status, "needs_response" | "under_review" | "lost")
    }
}

/// Fixed parts of the objects, read once.
struct Shapes {
    session: Value,
    intent: Value,
    charge: Value,
    card: Value,
    decline: Value,
    refund: Value,
    dispute: Value,
}

/// Everything that Stripe has recorded.
pub(super) struct Records {
    pub(super) sessions: HashMap<String, Session>,
    intents: HashMap<String, Intent>,
    pub(super) charges: HashMap<String, Charge>,
    refunds: Vec<Refund>,
    pub(super) disputes: Vec<Dispute>,
    /// The newest page of each payment of ours.
    by_payment: HashMap<String, String>,
    /// Pages in the order in which they were opened.
    pub(super) opened: Vec<String>,
    replays: HashMap<String, Replay>,
    shapes: Shapes,
}

impl Records {
    fn empty() -> Result<Self, Error> {
        let read = |text: &str| serde_json::from_str(text).map_err(|_| Error::Damaged("shape of a Stripe object"));
        Ok(Self {
            sessions: HashMap::new(),
            intents: HashMap::new(),
            charges: HashMap::new(),
            refunds: Vec::new(),
            disputes: Vec::new(),
            by_payment: HashMap::new(),
            opened: Vec::new(),
            replays: HashMap::new(),
            shapes: Shapes {
                session: read(include_str!("shapes/session.json"))?,
                intent: read(include_str!("shapes/payment_intent.json"))?,
                charge: read(include_str!("shapes/charge.json"))?,
                card: read(include_str!("shapes/card.json"))?,
                decline: read(include_str!("shapes/decline.json"))?,
                refund: read(include_str!("shapes/refund.json"))?,
                dispute: read(include_str!("shapes/dispute.json"))?,
            },
        })
    }

    /// The page that `name` means: its own id, or that of its PaymentIntent, charge or our payment.
    pub(super) fn page_of(&self, name: &str) -> Option<&str> {
        let id = if name.starts_with("cs_") {
            name
        } else if let Some(intent) = self.intents.get(name) {
            &intent.session
        } else if let Some(charge) = self.charges.get(name) {
            &charge.session
        } else {
            self.by_payment.get(name)?
        };
        self.sessions.get_key_value(id).map(|(id, _)| id.as_str())
    }

    fn session(&self, id: &str) -> Result<&Session, Refusal> {
        self.sessions.get(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
    }

    fn session_mut(&mut self, id: &str) -> Result<&mut Session, Refusal> {
        self.sessions.get_mut(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
    }

    /// The page's newest charge.
    pub(super) fn newest_charge(&self, session: &str) -> Option<&Charge> {
        let intent = self.intents.get(self.sessions.get(session)?.intent.as_ref()?)?;
        self.charges.get(intent.charge.as_ref()?)
    }

    /// The page's charge that has money, or had.
    fn paid_charge(&self, session: &str) -> Option<&Charge> {
        self.newest_charge(session).filter(|charge| charge.status == "succeeded")
    }
}

/// Unix seconds, as Stripe counts.
fn unix(at: DateTime<Utc>) -> i64 {
    at.timestamp()
}
