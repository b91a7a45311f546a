//! What was charged, in the sandbox's own words: what a portal's ledger is held against.

use super::html::esc;
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;
use serde::Serialize;
use serde_json::Value;

/// Where a charge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    /// The money is on its way, or will never come.
    Pending,
    Paid,
    PartlyRefunded,
    Refunded,
    /// A dispute has the money.
    Disputed,
}

impl Standing {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::PartlyRefunded => "partly refunded",
            Self::Refunded => "refunded",
            Self::Disputed => "disputed",
        }
    }
}

/// One charge.
#[derive(Debug, Serialize)]
pub(super) struct ChargeLine {
    pub(super) provider: ProviderName,
    /// Our payment's id, as it was handed over.
    pub(super) payment: Option<String>,
    /// Checkout session or order.
    pub(super) session: String,
    /// What the portal calls the money: PaymentIntent or capture.
    pub(super) reference: String,
    /// ISO 4217.
    pub(super) currency: String,
    /// As the provider writes it: a number or a text.
    pub(super) amount: Value,
    /// For people: `1 234.50 MXN`.
    #[serde(skip)]
    pub(super) shown: String,
    /// In ISO minor units, like all that follow; `None` where ISO cannot express it.
    pub(super) amount_minor: Option<i64>,
    pub(super) refunded_minor: Option<i64>,
    pub(super) disputed_minor: Option<i64>,
    pub(super) state: Standing,
    /// When it was charged.
    pub(super) at: DateTime<Utc>,
}

impl ChargeLine {
    const fn is_pending(&self) -> bool {
        matches!(self.state, Standing::Pending)
    }

    /// A row of the index page, in HTML.
    pub(super) fn row(&self) -> String {
        format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            self.provider.brand(),
            esc(self.payment.as_deref().unwrap_or(&self.session)),
            esc(&self.shown),
            self.state.as_str(),
        )
    }
}

/// Everything that was charged, provider by provider in the order of its pages, and apart from it what is still pending.
#[derive(Debug, Serialize)]
pub(super) struct Charges {
    pub(super) charges: Vec<ChargeLine>,
    pending: Vec<ChargeLine>,
}

impl Charges {
    /// Sorts what the stand-ins have.
    pub(super) fn of(all: impl Iterator<Item = ChargeLine>) -> Self {
        let (pending, charges) = all.partition(ChargeLine::is_pending);
        Self { charges, pending }
    }
}

/// What was charged, and what has gone back. In any unit, but all in one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub(super) amount: i64,
    pub(super) refunded: i64,
    pub(super) disputed: i64,
}

impl Standing {
    /// Where a charge stands by its sums. `pending`: its money has not come.
    pub(super) const fn of(pending: bool, sums: Sums) -> Self {
        if pending {
            Self::Pending
        } else if sums.disputed > 0 {
            Self::Disputed
        } else if sums.refunded >= sums.amount {
            Self::Refunded
        } else if sums.refunded > 0 {
            Self::PartlyRefunded
        } else {
            Self::Paid
        }
    }
}
