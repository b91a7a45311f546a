//! What was paid here and the creditor's lists do not know yet: it is to be booked in the system that they come from.

use super::connection::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::id::{CreditorId, PaymentId};
use domain::money::{Currency, Money};
use domain::payment::ProviderName;

/// What is on one invoice of a payment that the invoice's list does not know, or not all of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbooked {
    /// Which payment.
    pub payment: PaymentId,
    /// When it arrived.
    pub paid_at: DateTime<Utc>,
    /// By whose page.
    pub provider: ProviderName,
    /// The provider's own name of the money.
    pub reference: Option<String>,
    /// The payer's number with the creditor.
    pub debtor: String,
    /// The payer's name.
    pub name: String,
    /// The invoice's number.
    pub invoice: String,
    /// What of the payment is on the debt.
    pub principal: Money,
    /// What of it is on late interest and fees.
    pub charges: Money,
    /// What was given up of the debt since it was paid early.
    pub discount: Money,
    /// How much of debt and discount the list knows.
    pub known: Money,
}

/// Of the payments that arrived before an instant, those that lists do not know, the oldest first. An invoice that no list
/// ever named has none to know of it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn before(db: &mut Db, creditor: CreditorId, before: DateTime<Utc>) -> Result<Vec<Unbooked>, StoreError> {
    let sql = "SELECT p.id, p.paid_at, p.provider, p.reference, p.currency, d.ref, d.name, i.number, \
               CAST(SUM(CASE WHEN s.component = 'principal' THEN s.applied ELSE 0 END) AS BIGINT), \
               CAST(SUM(CASE WHEN s.component = 'principal' THEN 0 ELSE s.applied END) AS BIGINT), \
               CAST(SUM(s.discounted) AS BIGINT), COALESCE(k.amount, 0) \
               FROM payment p JOIN share s ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
               JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id \
               JOIN debtor d ON d.creditor_id = p.creditor_id AND d.id = p.debtor_id \
               LEFT JOIN said_known k ON k.creditor_id = s.creditor_id AND k.invoice_id = s.invoice_id AND k.of_id = p.id \
               WHERE p.creditor_id = $1 AND p.paid_at < $2 AND i.said_import > 0 \
               GROUP BY p.id, p.paid_at, p.provider, p.reference, p.currency, d.ref, d.name, i.id, i.number, k.amount \
               HAVING SUM(CASE WHEN s.component = 'principal' THEN s.applied ELSE 0 END) > 0 AND COALESCE(k.amount, 0) < \
               SUM(CASE WHEN s.component = 'principal' THEN s.applied ELSE 0 END) + SUM(s.discounted) \
               ORDER BY p.paid_at, p.id, i.number";
    let rows = db.all(sql, args![creditor.uuid(), before]).await?;
    rows.iter()
        .map(|row| {
            let currency: Currency = row.read(4)?;
            let money = |i| row.get(i).map(|minor| Money::new(minor, currency));
            Ok(Unbooked {
                payment: PaymentId::new(row.get(0)?),
                paid_at: row.get(1)?,
                provider: row.read(2)?,
                reference: row.get(3)?,
                debtor: row.get(5)?,
                name: row.get(6)?,
                invoice: row.get(7)?,
                principal: money(8)?,
                charges: money(9)?,
                discount: money(10)?,
                known: money(11)?,
            })
        })
        .collect()
}
