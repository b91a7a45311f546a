//! The sandbox's PayPal: Orders v2, the captures and refunds of Payments v2, disputes to read.
//!
//! Amounts are in PayPal's smallest units (`184.50 USD` is 18450, `18450 JPY` is 18450).

mod acts;
mod api;
mod call;
mod charges;
mod create;
mod model;
mod money_back;
mod objects;
mod pages;
mod problem;
mod sign;
mod units;
mod words;

pub use sign::ROOT_PEM;

use crate::outcomes::{Ending, Refusal};
use chrono::{DateTime, Utc};
use money_back::Back;
use std::collections::HashMap;

type Books = crate::state::Books<Records>;
type Sandbox = crate::state::Simulator<Records>;

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nobody approved it yet.
    Created,
    /// Approved; no money has moved.
    Approved,
    /// Captured, or being captured.
    Completed,
    /// Ran out: PayPal no longer knows it.
    Gone,
}

/// What the payer pays from; decides how a capture ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Funding {
    Balance,
    /// Comes days later, or never: an eCheck, or a review by PayPal.
    Later(Ending),
    /// Refused at capture.
    Empty,
}

/// An order.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) id: String,
    pub(super) created: DateTime<Utc>,
    updated: DateTime<Utc>,
    pub(super) status: Status,
    /// Created with `payment_source.paypal`: then PayPal answers PAYER_ACTION_REQUIRED.
    wallet: bool,
    pub(super) amount: i64,
    pub(super) currency: String,
    reference_id: String,
    custom_id: Option<String>,
    invoice_id: Option<String>,
    description: Option<String>,
    soft_descriptor: Option<String>,
    brand: Option<String>,
    locale: String,
    return_url: Option<String>,
    cancel_url: Option<String>,
    /// `IMMEDIATE_PAYMENT_REQUIRED`: no eChecks; PayPal may still want to look at a payment first.
    immediate: bool,
    funding: Funding,
    pub(super) capture: Option<String>,
}

impl Order {
    /// Our payment, by whichever of the two fields carries it.
    pub(super) fn payment(&self) -> Option<&str> {
        let ours = [&self.invoice_id, &self.custom_id].into_iter().flatten();
        ours.clone().find(|id| id.starts_with("pay_")).or_else(|| ours.clone().next()).map(String::as_str)
    }

    /// Our payment, or the order where none was named.
    pub(super) fn about(&self) -> String {
        self.payment().unwrap_or(&self.id).to_owned()
    }
}

/// A capture.
#[derive(Debug)]
pub(super) struct Capture {
    pub(super) id: String,
    pub(super) order: String,
    pub(super) created: DateTime<Utc>,
    updated: DateTime<Utc>,
    pub(super) amount: i64,
    /// `COMPLETED`, `PENDING` or `DECLINED`; refunds show on top of the first.
    pub(super) status: &'static str,
    pub(super) refunded: i64,
    /// Taken back by PayPal.
    pub(super) reversed: i64,
}

impl Capture {
    /// What can still go back.
    pub(super) fn left(&self) -> i64 {
        if self.status == "COMPLETED" { self.amount - self.refunded - self.reversed } else { 0 }
    }
}

/// A refund, or a reversal, which PayPal tells in the same shape.
#[derive(Debug)]
struct Refund {
    id: String,
    capture: String,
    created: DateTime<Utc>,
    updated: DateTime<Utc>,
    amount: i64,
    status: &'static str,
    back: Back,
    note: Option<String>,
    /// All refunds of the capture up to and with this one.
    total: i64,
}

/// A dispute.
#[derive(Debug)]
pub(super) struct Dispute {
    id: String,
    pub(super) capture: String,
    created: DateTime<Utc>,
    updated: DateTime<Utc>,
    pub(super) amount: i64,
    /// `INQUIRY` or `CHARGEBACK`.
    stage: &'static str,
    /// How it was decided.
    outcome: Option<&'static str>,
}

impl Dispute {
    /// Has it taken the money?
    pub(super) fn has_money(&self) -> bool {
        match self.outcome {
            None => self.stage == "CHARGEBACK",
            Some(outcome) => outcome == "RESOLVED_BUYER_FAVOUR",
        }
    }
}

/// What a `PayPal-Request-Id` made.
struct Made {
    id: String,
    at: DateTime<Utc>,
}

/// Everything that PayPal has recorded.
#[derive(Default)]
pub(super) struct Records {
    pub(super) orders: HashMap<String, Order>,
    pub(super) captures: HashMap<String, Capture>,
    refunds: Vec<Refund>,
    pub(super) disputes: Vec<Dispute>,
    by_payment: HashMap<String, String>,
    /// Orders as they were made.
    pub(super) made: Vec<String>,
    requests: HashMap<(String, String), Made>,
    tokens: HashMap<String, DateTime<Utc>>,
}

impl Records {
    /// The order that `name` means: its own id, or that of its capture or of our payment.
    pub(super) fn order_of(&self, name: &str) -> Option<&str> {
        let id = if self.orders.contains_key(name) {
            name
        } else if let Some(capture) = self.captures.get(name) {
            &capture.order
        } else {
            self.by_payment.get(name)?
        };
        self.orders.get_key_value(id).map(|(id, _)| id.as_str())
    }

    fn order(&self, id: &str) -> Result<&Order, Refusal> {
        self.orders.get(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
    }

    fn order_mut(&mut self, id: &str) -> Result<&mut Order, Refusal> {
        self.orders.get_mut(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
    }

    fn capture_mut(&mut self, id: &str) -> Result<&mut Capture, Refusal> {
        self.captures.get_mut(id).ok_or_else(|| Refusal::Unknown(id.to_owned()))
    }
}
