//! What a debtor asks to be offered: the choice as a form brings it, before the policy has its say.

use crate::date::Date;
use crate::id::{AgreementId, InvoiceId, RequestId};
use crate::money::Money;
use crate::plan::PlanRequest;
use crate::policy::Delay;
use serde::{Deserialize, Serialize};

/// What a debtor asks to be offered; nothing in it is believed but the choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum OfferRequest {
    /// To pay in parts.
    Plan {
        /// What: invoices of one currency; none: all that are owed in the currency of the oldest.
        invoices: Vec<InvoiceId>,
        /// The plan that was asked for.
        request: PlanRequest,
    },
    /// Other dates or amounts for what is left of a plan.
    Reschedule {
        /// The plan.
        agreement: AgreementId,
        /// The plan that was asked for.
        request: PlanRequest,
    },
    /// A later due date.
    Extension {
        /// The invoice.
        invoice: InvoiceId,
        /// By how much.
        by: Delay,
    },
    /// To promise a date.
    Promise {
        /// The amount with its currency.
        amount: Money,
        /// The last day, in the creditor's zone.
        date: Date,
    },
    /// To pay a part at once and be done.
    Settlement {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// What a person answered to a request: for staff what was asked for, for the debtor what was offered instead.
    Request {
        /// The request.
        request: RequestId,
    },
}
