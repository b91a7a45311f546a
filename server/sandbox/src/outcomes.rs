//! How a payment, a refund or a dispute is asked to end, whichever provider it is at.

use serde::Deserialize;

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

/// Money to give back, as `POST /_sandbox/refund/{name}` asks for it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RefundRequest {
    /// ISO minor units; all that is left unless given.
    pub(super) amount: Option<i64>,
    /// It is made, told, and comes back.
    pub(super) fail: bool,
    /// The provider takes the money instead of the merchant giving it (PayPal).
    pub(super) reverse: bool,
}

/// A dispute, as `POST /_sandbox/dispute/{name}` asks for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DisputeRequest {
    pub(super) outcome: Outcome,
    /// ISO minor units; all that is left unless given.
    pub(super) amount: Option<i64>,
}

/// Why something cannot be done with a payment.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// Nothing has this id or name.
    #[error("nothing here is called `{0}`")]
    Unknown(String),
    /// The payment is not in a state for it.
    #[error("{0}")]
    NotNow(String),
    /// The provider knows no such thing, or cannot write such an amount.
    #[error("{0}")]
    Impossible(String),
}
