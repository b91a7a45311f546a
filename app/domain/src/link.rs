//! Links: the addresses that open a debtor's account.

use crate::id::{CreditorId, DebtorId, InvoiceId, LinkId};
use chrono::{DateTime, Utc};

/// A link as it was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whose debtor.
    pub creditor: CreditorId,
    /// The id.
    pub id: LinkId,
    /// Whose account it opens.
    pub debtor: DebtorId,
    /// Set: this one invoice and nothing else.
    pub invoice: Option<InvoiceId>,
    /// Shows amount, reference and payee; nothing private.
    pub pay_only: bool,
    /// Works until then, unless revoked.
    pub expires_at: DateTime<Utc>,
}

impl Link {
    /// Does it open all of the debtor's matters?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.invoice.is_none() && !self.pay_only
    }
}
