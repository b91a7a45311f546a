//! What follows when a settlement was kept: the rest of its invoices is given up, and owed again when its money has gone
//! back. What it asks for meanwhile is in [`crate::account::settlements`].

use crate::TxContext;
use domain::agreement::{AgreementRecord, Settlement};
use domain::allocation::Share;
use domain::id::EntryId;
use domain::invoice::Component;
use domain::ledger::Entry;
use store::{Db, StoreError, agreements, discounts, invoices, ledger};

/// Gives up what is left of a settlement's invoices, whatever it is by now; but not what was given back of its money, nor
/// what is owed beside it, as far as that is not paid. `paid` is the entry by which the last of its money came.
pub(super) async fn give_up(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
    paid: Option<EntryId>,
) -> Result<(), StoreError> {
    let currency = terms.to_pay.currency();
    let received = agreements::received(db, agreed, currency).await?;
    let unpaid = agreements::went_back(db, agreed, currency).await?.minus(terms.beyond(&received)?)?;
    let mut stays = received.given_back()?;
    if unpaid.is_positive() {
        stays = stays.plus(unpaid)?;
    }
    let mut ids: Vec<_> = terms.invoices.iter().map(|part| part.invoice).collect();
    ids.sort_unstable();
    let mut shares = Vec::new();
    for id in ids {
        let Some(invoice) = invoices::lock(db, agreed.creditor, id).await? else { continue };
        let open = invoice.open();
        for component in [Component::Principal, Component::Interest, Component::Fee] {
            let owed = open.owed_of(component);
            if !owed.is_positive() {
                continue;
            }
            let kept = owed.min(stays)?;
            stays = stays.minus(kept)?;
            shares.push(Share { invoice: id, component, amount: owed.minus(kept)? });
        }
    }
    shares.retain(|share| share.amount.is_positive());
    if shares.is_empty() {
        return Ok(());
    }
    let (times, _) = discounts::rest_of(db, agreed.creditor, agreed.id).await?;
    post(db, context, agreed, times, Entry::written_off(currency, &shares)?, paid).await
}

/// What was given up is owed again.
pub(super) async fn take_back(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<(), StoreError> {
    let (times, shares) = discounts::rest_of(db, agreed.creditor, agreed.id).await?;
    if shares.is_empty() {
        return Ok(());
    }
    post(db, context, agreed, times, Entry::written_off(terms.to_pay.currency(), &shares)?.reversed()?, None).await
}

async fn post(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    times: u32,
    entry: Entry,
    paid: Option<EntryId>,
) -> Result<(), StoreError> {
    let cause = discounts::rest_cause(agreed.id, times.saturating_add(1));
    let new = context.entry(cause, entry);
    let posted = match paid {
        Some(paid) => ledger::post_about(db, agreed.creditor, &new, paid, context.now).await?,
        None => ledger::post(db, agreed.creditor, &new, context.now).await?,
    };
    if posted {
        return Ok(());
    }
    Err(StoreError::Damaged(format!("{} is in the ledger, but its agreement does not know it", new.cause)))
}
