//! Invoices for tests.

use super::{Invoice, NewInvoice};
use crate::date::Date;
use crate::id::{CreditorId, DebtorId, InvoiceId};
use crate::money::Money;
use uuid::Uuid;

/// So many cents of a peso.
pub(crate) fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

/// An invoice over `total` cents, issued and due on 31 March 2026.
pub(crate) fn invoice(total: i64) -> Invoice {
    let day = Date::from_ymd_opt(2026, 3, 31).expect("a day");
    Invoice::new(NewInvoice {
        creditor: CreditorId::new(Uuid::from_u128(1)),
        debtor: DebtorId::new(Uuid::from_u128(2)),
        id: InvoiceId::new(Uuid::from_u128(3)),
        number: "A-1",
        issued: day,
        due: day,
        total: mxn(total),
    })
}
