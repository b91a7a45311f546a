//! A payment: one try to pay, with one provider, and what its state follows from.
//!
//! Providers promise no order and repeat themselves, so nothing here depends on the order in which
//! facts arrive. How far a payment has got is a rank that only rises; refunds and chargebacks are
//! targets ("so much should have been given back by now") that the ledger is moved to. Any
//! permutation of the same updates ends in the same state.
//!
//! Money that came is written as [`Entry::paid`](crate::ledger::Entry::paid), what went back as
//! [`Entry::taken_back`](crate::ledger::Entry::taken_back).

mod money_back;
mod progress;
mod provider;
mod purpose;
mod state;
mod update;
mod voucher;

pub use money_back::{
    Chargeback, ChargebackState, Refund, RefundState, UnknownMoneyBackState, chargeback_target, refund_target,
};
pub use progress::{Progress, Transition, UnknownProgress};
pub use provider::{MethodKind, PendingReason, ProviderName, UnknownProvider};
pub use purpose::PaymentPurpose;
pub use state::{GivenBack, PaymentState, state};
pub use update::PaymentUpdate;
pub use voucher::Voucher;

use crate::allocation::Share;
use crate::id::{AgreementId, CreditorId, DebtorId, InvoiceId, PaymentId};
use crate::invoice::{Component, Invoice};
use crate::money::Money;
use chrono::{DateTime, Utc};

/// A payment as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Whose books.
    pub creditor: CreditorId,
    /// The id.
    pub id: PaymentId,
    /// Who owes (not always who pays).
    pub debtor: DebtorId,
    /// Who takes the money.
    pub provider: ProviderName,
    /// The provider account; `default` is the one that all creditors share.
    pub account: String,
    /// What was agreed with the debtor; never changed.
    pub amount: Money,
    /// How far it has got.
    pub progress: Progress,
    /// What the provider received.
    pub received: Money,
    /// Of that, what became customer credit and was not taken back.
    pub credit: Money,
    /// The highest running total of refunds that was reported.
    pub refund_total_reported: Money,
    /// What the ledger has given back by refunds.
    pub refunded: Money,
    /// What the ledger has away by chargebacks.
    pub charged_back: Money,
    /// How many entries followed the first: makes their causes unique.
    pub moves: i64,
    /// The provider's page.
    pub session: Option<String>,
    /// The provider's id of the money.
    pub reference: Option<String>,
    /// Where the payer pays.
    pub url: Option<String>,
    /// What the payer took away to pay with later.
    pub voucher: Option<Voucher>,
    /// The form it came from.
    pub form_key: String,
    /// The payer's language, for page and receipt.
    pub language: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When the provider's page closes.
    pub expires_at: DateTime<Utc>,
    /// When it was paid, by the provider's clock.
    pub paid_at: Option<DateTime<Utc>>,
    /// How often the reconciler has asked.
    pub poll_count: i64,
}

impl Payment {
    /// Does any of its money stay with the creditor?
    #[must_use]
    pub fn holds(&self) -> bool {
        let back = i128::from(self.refunded.minor()) + i128::from(self.charged_back.minor());
        self.progress == Progress::Succeeded && i128::from(self.received.minor()) > back
    }

    /// Can the provider still take it back, so that it is paid in another way? Not a bank debit or a review, which nobody
    /// stops.
    #[must_use]
    pub fn can_be_closed(&self) -> bool {
        match self.progress {
            Progress::Created | Progress::Redirected => true,
            Progress::Processing => self.voucher.is_some(),
            Progress::Expired | Progress::Cancelled | Progress::Failed | Progress::Succeeded => false,
        }
    }

    /// The state to show. `chargeback_won` is told by the caller where it matters.
    #[must_use]
    pub fn state(&self, chargeback_won: bool) -> PaymentState {
        let back = GivenBack { refunded: self.refunded, charged_back: self.charged_back, chargeback_won };
        state(self.progress, self.received, back)
    }
}

/// A share as it is fixed when a payment is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedShare {
    /// What is paid.
    pub share: Share,
    /// The discount: what comes off the invoice beside it when the money arrives.
    pub discount: Money,
    /// The plan that it is no part of, though its invoice is: it pays what is [owed beside](crate::invoice::Beside) that.
    pub beside: Option<AgreementId>,
}

impl From<Share> for PlannedShare {
    fn from(share: Share) -> Self {
        Self { share, discount: Money::zero(share.amount.currency()), beside: None }
    }
}

/// A share with what of it is on its invoice now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentShare {
    /// Position, in the order of allocation.
    pub n: i64,
    /// The invoice.
    pub invoice: InvoiceId,
    /// Which part of its debt.
    pub component: Component,
    /// As agreed.
    pub agreed: Money,
    /// As applied.
    pub applied: Money,
    /// The discount as agreed.
    pub discount: Money,
    /// The plan beside which it pays, as [planned](PlannedShare::beside).
    pub beside: Option<AgreementId>,
    /// What of the discount the ledger has given up now.
    pub discounted: Money,
}

impl PaymentShare {
    /// Does it pay this invoice? Of one in a plan, the [part](Invoice::parts) that it was made for.
    #[must_use]
    pub fn pays(&self, invoice: &Invoice) -> bool {
        let part = match (invoice.owed_beside(), invoice.plan) {
            (Some(plan), _) => self.beside == Some(plan),
            (None, Some(plan)) => self.beside != Some(plan),
            (None, None) => true,
        };
        self.invoice == invoice.id && part
    }
}
