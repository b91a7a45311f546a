//! What a payment is for.

use crate::id::{AgreementId, InvoiceId};
use crate::money::Money;

/// What a payment is for. Each names the invoices as the page that asked showed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentPurpose {
    /// Invoices, each at its price, or a part of that.
    Invoices {
        /// Which, in any order.
        invoices: Vec<InvoiceId>,
        /// An amount was chosen; else the amount is their price, and no other one will do.
        part: bool,
        /// What falls away with it as the page showed it, where that is to be so still.
        off: Option<Money>,
        /// What of them is in this plan, not what is owed beside it.
        of_plan: Option<AgreementId>,
    },
    /// The instalments of a plan up to one, at their early price: the plan's invoices are paid.
    Instalment {
        /// The plan.
        agreement: AgreementId,
        /// Its number in the plan.
        n: u16,
        /// As shown.
        invoices: Vec<InvoiceId>,
    },
}

impl PaymentPurpose {
    /// The invoices as the page showed them.
    #[must_use]
    pub fn invoices(&self) -> &[InvoiceId] {
        match self {
            Self::Invoices { invoices, .. } | Self::Instalment { invoices, .. } => invoices,
        }
    }
}
