//! Finding a payment of which a provider does not say whose it is: among those of all creditors, then taken by creditor.

use super::connection::args;
use super::{Db, StoreError, payments};
use domain::id::{CreditorId, PaymentId};
use domain::payment::{Payment, ProviderName};

/// How a provider names a payment of which it does not say whose it is.
#[derive(Debug, Clone, Copy)]
pub enum NamedBy<'a> {
    /// Our own id.
    Id(PaymentId),
    /// The provider's page.
    Session(ProviderName, &'a str),
    /// The provider's money.
    Reference(ProviderName, &'a str),
}

/// Whose payment it is: found among those of all creditors, without taking it. None of these names is ever given to
/// another payment.
pub async fn whose(db: &mut Db, named: NamedBy<'_>) -> Result<Option<(CreditorId, PaymentId)>, StoreError> {
    let row = match named {
        NamedBy::Id(id) => db.first("SELECT creditor_id, id FROM payment WHERE id = $1", args![id.uuid()]).await?,
        NamedBy::Session(provider, session) => {
            let sql = "SELECT creditor_id, id FROM payment WHERE session = $1 AND provider = $2";
            db.first(sql, args![session.to_owned(), provider.as_str()]).await?
        }
        NamedBy::Reference(provider, reference) => {
            let sql = "SELECT creditor_id, id FROM payment WHERE reference = $1 AND provider = $2";
            db.first(sql, args![reference.to_owned(), provider.as_str()]).await?
        }
    };
    row.map(|row| Ok((CreditorId::new(row.get(0)?), PaymentId::new(row.get(1)?)))).transpose()
}

/// The payment that a provider names, wherever it is, taken for this transaction.
pub async fn find_and_lock(db: &mut Db, named: NamedBy<'_>) -> Result<Option<Payment>, StoreError> {
    match whose(db, named).await? {
        Some((creditor, id)) => payments::lock(db, creditor, id).await,
        None => Ok(None),
    }
}
