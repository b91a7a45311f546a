//! Links: the addresses that open a debtor's account.

use crate::agreement::WayIn;
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
    /// How it reached whoever has it.
    pub origin: LinkOrigin,
}

/// How a link reached whoever has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkOrigin {
    /// It was mailed to the debtor, and nobody else was shown it.
    Mailed,
    /// It was shown to whoever made it: a member of staff, or somebody who may run commands.
    Shown {
        /// The name of who made it, at that time.
        maker: String,
    },
    /// A debtor made it for somebody else, in a session of another link: it ends with that one.
    Shared {
        /// The other link.
        parent: LinkId,
    },
}

impl LinkOrigin {
    /// Does a fact that the creditor has on file prove something in sessions of such a link? Staff see the debtor's facts and
    /// the numbers of the invoices: whoever may be one of them proves nothing by either.
    #[must_use]
    pub const fn takes_facts(&self) -> bool {
        matches!(self, Self::Mailed)
    }

    /// As an agreement names it.
    #[must_use]
    pub fn way_in(&self) -> WayIn {
        match self {
            Self::Mailed => WayIn::Mailed,
            Self::Shown { maker } => WayIn::MadeByStaff { name: maker.clone() },
            Self::Shared { .. } => WayIn::Shared,
        }
    }
}

impl Link {
    /// Does it open all of the debtor's matters?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.invoice.is_none() && !self.pay_only
    }
}
