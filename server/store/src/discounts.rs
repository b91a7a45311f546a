//! What the ledger has given up: as discounts, share by share of a payment, and for settlements.

use super::connection::args;
use super::{Db, StoreError, ledger};
use domain::allocation::Share;
use domain::id::{AgreementId, CreditorId, DebtorId, EntryId, InvoiceId, PaymentId};
use std::collections::HashSet;

/// Moves what the ledger has given up as discounts of a payment; `shares` are what to add (or take,
/// if `back`).
pub async fn apply(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
    shares: &[Share],
    back: bool,
) -> Result<(), StoreError> {
    let sql = "UPDATE share SET discounted = discounted + $5 \
               WHERE creditor_id = $1 AND payment_id = $2 AND invoice_id = $3 AND component = $4";
    for share in shares {
        let amount = if back { share.amount.negated()? } else { share.amount };
        let part = share.component.as_str();
        let values = args![creditor.uuid(), payment.uuid(), share.invoice.uuid(), part, amount.minor()];
        if db.run(sql, values).await? != 1 {
            return Err(StoreError::Damaged(format!("{payment} has no share of {} to discount", share.invoice)));
        }
    }
    Ok(())
}

/// The debtor's invoices on which a discount stands.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn standing(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<HashSet<InvoiceId>, StoreError> {
    let sql = "SELECT DISTINCT s.invoice_id FROM payment p \
               JOIN share s ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
               WHERE p.creditor_id = $1 AND p.debtor_id = $2 AND s.discounted > 0";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Discounts that were taken back for good: winning their payment again does not earn them again.
pub async fn forfeit(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
    shares: &[Share],
) -> Result<(), StoreError> {
    let sql = "UPDATE share SET discount = 0 \
               WHERE creditor_id = $1 AND payment_id = $2 AND invoice_id = $3 AND component = $4";
    for share in shares {
        let part = share.component.as_str();
        db.run(sql, args![creditor.uuid(), payment.uuid(), share.invoice.uuid(), part]).await?;
    }
    Ok(())
}

/// What is given up for a settlement that ordinary payments fulfil, part by part; nothing where it is not. Its entries
/// give it up and take it back in turn: also how many there are. What a list has taken off of it since is in neither.
pub async fn rest_of(
    db: &mut Db,
    creditor: CreditorId,
    agreement: AgreementId,
) -> Result<(u32, Vec<Share>), StoreError> {
    let (times, last) = rests(db, creditor, agreement).await?;
    Ok(match last.filter(|_| times % 2 == 1) {
        Some(entry) => (times, ledger::standing(db, creditor, entry).await?),
        None => (times, Vec::new()),
    })
}

/// The entry by which it is given up, where it is.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn stands_by(
    db: &mut Db,
    creditor: CreditorId,
    agreement: AgreementId,
) -> Result<Option<EntryId>, StoreError> {
    let (times, last) = rests(db, creditor, agreement).await?;
    Ok(last.filter(|_| times % 2 == 1))
}

async fn rests(
    db: &mut Db,
    creditor: CreditorId,
    agreement: AgreementId,
) -> Result<(u32, Option<EntryId>), StoreError> {
    let (mut times, mut last) = (0_u32, None);
    while let Some(entry) = ledger::by_cause(db, creditor, &rest_cause(agreement, times.saturating_add(1))).await? {
        (times, last) = (times.saturating_add(1), Some(entry));
    }
    Ok((times, last))
}

/// How the causes of entries begin by which a corrected total has made what was let off smaller, or larger again. Where a
/// settlement had given it up, this stands behind the cause of that.
pub const SHRUNK: &str = "shrunk:";

/// The cause of an entry that makes smaller what another one, of this cause, has let off. `by` says what lowered the debt.
#[must_use]
pub fn shrunk_cause(of: &str, by: &str) -> String {
    match settled_by(of) {
        Some(agreement) => format!("agreement:{agreement}:rest:{SHRUNK}{by}"),
        None => format!("{SHRUNK}{by}"),
    }
}

/// Is it the cause of such an entry?
#[must_use]
pub fn is_shrunk(cause: &str) -> bool {
    cause.starts_with(SHRUNK) || settled_by(cause).is_some() && cause.contains(SHRUNK)
}

/// The agreement whose rest an entry of this cause gives up or takes back.
#[must_use]
pub fn settled_by(cause: &str) -> Option<&str> {
    cause.strip_prefix("agreement:").and_then(|rest| rest.split_once(":rest")).map(|(agreement, _)| agreement)
}

/// The cause of the `nth` of these entries; the first is 1.
#[must_use]
pub fn rest_cause(agreement: AgreementId, nth: u32) -> String {
    if nth == 1 { format!("agreement:{agreement}:rest") } else { format!("agreement:{agreement}:rest:{nth}") }
}
