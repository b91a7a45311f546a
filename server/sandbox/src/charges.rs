//! What was charged, in the sandbox's own words: what a portal's ledger is held against.

use super::html::esc;
use super::state::Books;
use super::units::{for_people, paypal_text, paypal_to_iso, stripe_text, stripe_to_iso};
use super::{paypal, stripe};
use chrono::{DateTime, Utc};
use domain::payment::ProviderName;
use serde::Serialize;
use serde_json::{Value, json};

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
pub(super) struct Line {
    provider: ProviderName,
    /// Our payment's id, as it was handed over.
    payment: Option<String>,
    /// Checkout session or order.
    session: String,
    /// What the portal calls the money: PaymentIntent or capture.
    reference: String,
    /// ISO 4217.
    currency: String,
    /// As the provider writes it: a number at Stripe, a text at PayPal.
    amount: Value,
    /// In ISO minor units, like all that follow.
    amount_minor: Option<i64>,
    refunded_minor: Option<i64>,
    disputed_minor: Option<i64>,
    state: Standing,
    /// When it was charged.
    at: DateTime<Utc>,
}

impl Line {
    const fn is_pending(&self) -> bool {
        matches!(self.state, Standing::Pending)
    }

    /// A row of the index page, in HTML.
    pub(super) fn row(&self) -> String {
        let amount = match (&self.amount, self.amount.as_i64()) {
            (_, Some(units)) => stripe_text(units, &self.currency),
            (text, None) => text.as_str().unwrap_or_default().to_owned(),
        };
        format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            self.provider.brand(),
            esc(self.payment.as_deref().unwrap_or(&self.session)),
            esc(&for_people(&amount, &self.currency)),
            self.state.as_str(),
        )
    }
}

/// Everything that was charged, in the order of its pages, and apart from it what is still pending.
#[derive(Debug, Serialize)]
pub(super) struct Charges {
    pub(super) charges: Vec<Line>,
    pending: Vec<Line>,
}

/// Reads it out of the books.
pub(super) fn all(books: &Books) -> Charges {
    let stripe = books.stripe.opened.iter().filter_map(|id| of_stripe(&books.stripe, id));
    let paypal = books.paypal.made.iter().filter_map(|id| of_paypal(&books.paypal, id));
    let (pending, charges) = stripe.chain(paypal).partition(Line::is_pending);
    Charges { charges, pending }
}

fn of_stripe(shelf: &stripe::Shelf, page: &str) -> Option<Line> {
    let session = shelf.sessions.get(page)?;
    let charge = shelf.newest_charge(page).filter(|charge| charge.status != "failed")?;
    let disputes = shelf.disputes.iter().filter(|d| d.charge == charge.id && d.has_money());
    let disputed: i64 = disputes.map(|d| d.amount).sum();
    let code = session.code();
    Some(Line {
        provider: ProviderName::Stripe,
        payment: session.payment.clone(),
        session: session.id.clone(),
        reference: charge.intent.clone(),
        amount: json!(charge.amount),
        amount_minor: stripe_to_iso(charge.amount, &code),
        refunded_minor: stripe_to_iso(charge.refunded, &code),
        disputed_minor: stripe_to_iso(disputed, &code),
        state: standing(charge.status == "pending", charge.amount, charge.refunded, disputed),
        at: charge.created,
        currency: code,
    })
}

fn of_paypal(shelf: &paypal::Shelf, order: &str) -> Option<Line> {
    let order = shelf.orders.get(order)?;
    let capture = shelf.captures.get(order.capture.as_ref()?).filter(|capture| capture.status != "DECLINED")?;
    let disputes = shelf.disputes.iter().filter(|d| d.capture == capture.id && d.has_money());
    // A reversal and the dispute it belongs to take the same money, once.
    let disputed = disputes.map(|d| d.amount).sum::<i64>().max(capture.reversed);
    let code = &order.currency;
    Some(Line {
        provider: ProviderName::Paypal,
        payment: order.payment().map(str::to_owned),
        session: order.id.clone(),
        reference: capture.id.clone(),
        currency: code.clone(),
        amount: json!(paypal_text(capture.amount, code)),
        amount_minor: paypal_to_iso(capture.amount, code),
        refunded_minor: paypal_to_iso(capture.refunded, code),
        disputed_minor: paypal_to_iso(disputed, code),
        state: standing(capture.status == "PENDING", capture.amount, capture.refunded, disputed),
        at: capture.created,
    })
}

const fn standing(pending: bool, amount: i64, refunded: i64, disputed: i64) -> Standing {
    if pending {
        Standing::Pending
    } else if disputed > 0 {
        Standing::Disputed
    } else if refunded >= amount {
        Standing::Refunded
    } else if refunded > 0 {
        Standing::PartlyRefunded
    } else {
        Standing::Paid
    }
}
