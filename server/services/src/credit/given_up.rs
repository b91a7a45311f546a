//! What was given up of a debt: where less was owed, less was given up. Nobody paid it, so that it is nobody's credit.

use crate::TxContext;
use domain::allocation::Share;
use domain::id::{CreditorId, EntryId, InvoiceId};
use domain::invoice::Invoice;
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, discounts};

/// The entries that gave something up of an invoice, each with what stands of it, the oldest first.
async fn standing(db: &mut Db, creditor: CreditorId, of: InvoiceId) -> Result<Vec<(EntryId, i64)>, StoreError> {
    let mut all: Vec<(String, EntryId, i64)> = Vec::new();
    for touch in ledger::touching(db, creditor, of).await? {
        if touch.kind != EntryKind::WrittenOff || touch.payment.is_some() {
            continue;
        }
        // A settlement may give its rest up, take that back, and give it up again.
        let settled = discounts::settled_by(&touch.cause).map(str::to_owned);
        let whose = settled.unwrap_or_else(|| touch.about.unwrap_or(touch.entry).to_string());
        match all.iter_mut().find(|(one, _, _)| *one == whose) {
            Some((_, _, stands)) => *stands -= touch.principal,
            None => all.push((whose, touch.about.unwrap_or(touch.entry), -touch.principal)),
        }
    }
    Ok(all.into_iter().map(|(_, entry, stands)| (entry, stands)).filter(|(_, stands)| *stands > 0).collect())
}

/// How much stands given up of an invoice.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn stands(db: &mut Db, of: &Invoice) -> Result<Money, StoreError> {
    let all = standing(db, of.creditor, of.id).await?;
    Ok(Money::new(all.iter().map(|(_, stands)| stands).sum(), of.total.currency()))
}

/// So much of an invoice was never owed beyond what is open of it: as much less was given up, the newest first. Answers how
/// much. `by` says what lowered the debt.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn shrink_over(
    db: &mut Db,
    context: &TxContext<'_>,
    of: &Invoice,
    over: i64,
    by: &str,
) -> Result<i64, StoreError> {
    let mut left = over;
    for (entry, stands) in standing(db, of.creditor, of.id).await?.into_iter().rev() {
        let part = stands.min(left);
        if part > 0 {
            let less = Share::principal(of.id, Money::new(part, of.total.currency()));
            let by = if left == over { by.to_owned() } else { format!("{by}:{entry}") };
            shrink(db, context, less, entry, &by).await?;
            left -= part;
        }
    }
    Ok(over.max(0) - left.max(0))
}

/// So much less was given up by this entry; below nothing, so much more.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or the entry is gone.
pub async fn shrink(
    db: &mut Db,
    context: &TxContext<'_>,
    less: Share,
    of: EntryId,
    by: &str,
) -> Result<(), StoreError> {
    let creditor = context.creditor.id;
    let Some((cause, _)) = ledger::by_id(db, creditor, of).await? else {
        return Err(StoreError::Damaged(format!("{of} is gone, and gave something up")));
    };
    // A settlement that was kept, lost its money and was kept again has given it up by a later entry.
    let of = match discounts::settled_by(&cause).map(str::parse) {
        Some(Ok(agreement)) => discounts::stands_by(db, creditor, agreement).await?.unwrap_or(of),
        _ => of,
    };
    let entry = Entry::written_off(less.amount.currency(), &[less])?.reversed()?;
    let (id, cause) = (EntryId::new(context.ids.uuid(context.now)), discounts::shrunk_cause(&cause, by));
    let new = NewEntry { id, cause, payment: None, at: context.now, entry };
    if ledger::post_about(db, creditor, &new, of, context.now).await? {
        return Ok(());
    }
    Err(StoreError::Damaged(format!("{} is in the ledger, but its invoice does not know it", new.cause)))
}
