//! What a payer takes away from the provider's page to pay with later.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a payer was given to pay with later: a slip for a till (OXXO, boleto, Konbini), or where a bank is to send the money.
/// Until it is paid or over, the payment is being processed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voucher {
    /// The provider's page that shows it.
    pub page: Option<String>,
    /// What the cashier or the bank types.
    pub number: Option<String>,
    /// The last instant at which it can be paid.
    pub until: Option<DateTime<Utc>>,
}
