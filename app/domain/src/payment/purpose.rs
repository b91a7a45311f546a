//! What a payment is for.

use crate::id::{AgreementId, InvoiceId};

/// What a payment is for. Each names the invoices as the page that asked showed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentPurpose {
    /// Invoices, whole or in part: the amount says.
    Invoices {
        /// Which, in any order.
        invoices: Vec<InvoiceId>,
    },
    /// Invoices, each whole, at the early price of those that have a discount today.
    EarlyDiscounts {
        /// Which, in any order.
        invoices: Vec<InvoiceId>,
    },
    /// A settlement: its own invoices are paid.
    Settlement {
        /// Which.
        agreement: AgreementId,
        /// As shown.
        invoices: Vec<InvoiceId>,
    },
    /// An instalment of a plan at its early price: the plan's invoices are paid.
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
            Self::Invoices { invoices }
            | Self::EarlyDiscounts { invoices }
            | Self::Settlement { invoices, .. }
            | Self::Instalment { invoices, .. } => invoices,
        }
    }

    /// The settlement that the payment fulfils.
    #[must_use]
    pub const fn settlement(&self) -> Option<AgreementId> {
        match self {
            Self::Settlement { agreement, .. } => Some(*agreement),
            Self::Invoices { .. } | Self::EarlyDiscounts { .. } | Self::Instalment { .. } => None,
        }
    }

    /// Is less paid than what is owed on the invoices?
    #[must_use]
    pub const fn is_reduced(&self) -> bool {
        match self {
            Self::Invoices { .. } => false,
            Self::EarlyDiscounts { .. } | Self::Settlement { .. } | Self::Instalment { .. } => true,
        }
    }
}
