//! Payments here that the creditor's lists still do not know after some days: somebody has to book them in the system that
//! the lists come from.

use chrono::{DateTime, TimeDelta, Utc};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::PaymentId;
use domain::money::Money;
use domain::payment::ProviderName;
use serde::Serialize;
use store::unbooked::{self, Unbooked};
use store::{Db, StoreError, policies};

/// One payment, as it is to be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToBook {
    /// The payment's id.
    pub payment: PaymentId,
    /// On which day it arrived, in the creditor's zone.
    pub on: Date,
    /// By whose page.
    pub provider: ProviderName,
    /// The provider's own name of the money, by which its statement has it.
    pub reference: Option<String>,
    /// The payer's number with the creditor.
    pub debtor: String,
    /// The payer's name.
    pub name: String,
    /// What it pays.
    pub invoices: Vec<OnInvoice>,
}

/// What of a payment goes to an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnInvoice {
    /// Its number.
    pub number: String,
    /// Paid of the debt.
    pub principal: Money,
    /// Paid of late interest and fees, which the list may not have.
    pub charges: Money,
    /// Given up since it was paid early.
    pub discount: Money,
    /// How much of debt and discount the list knows already.
    pub known: Money,
}

/// The payments that lists do not know `after` so many days, else after those of the policy.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn to_book(
    db: &mut Db,
    creditor: &Creditor,
    after: Option<u16>,
    now: DateTime<Utc>,
) -> Result<Vec<ToBook>, StoreError> {
    let days = match after {
        Some(days) => days,
        None => policies::newest(db, creditor.id).await?.policy.booking_days,
    };
    let found = unbooked::before(db, creditor.id, now - TimeDelta::days(i64::from(days))).await?;
    let mut all: Vec<ToBook> = Vec::new();
    for one in found {
        let on_invoice = OnInvoice {
            number: one.invoice.clone(),
            principal: one.principal,
            charges: one.charges,
            discount: one.discount,
            known: one.known,
        };
        match all.last_mut().filter(|last| last.payment == one.payment) {
            Some(last) => last.invoices.push(on_invoice),
            None => all.push(payment(creditor, one, on_invoice)),
        }
    }
    Ok(all)
}

fn payment(creditor: &Creditor, of: Unbooked, first: OnInvoice) -> ToBook {
    let Unbooked { payment, paid_at, provider, reference, debtor, name, .. } = of;
    let (on, invoices) = (creditor.zone.day_of(paid_at), vec![first]);
    ToBook { payment, on, provider, reference, debtor, name, invoices }
}
