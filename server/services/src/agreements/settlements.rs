//! A settlement that ordinary payments fulfil: the rest of its invoices is given up when its sum has come in time, and
//! owed again when that money has gone back. A payment that was begun for a settlement carries what is given up with it
//! by itself ([`crate::payments::settle`]).

use super::ending::TxContext;
use super::follow::reached;
use domain::agreement::{AgreementRecord, Settlement};
use domain::allocation::Share;
use domain::id::EntryId;
use domain::invoice::Component;
use domain::ledger::Entry;
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, agreements, discounts, invoices};

/// Has a settlement's sum come in time and stayed?
pub async fn is_fulfilled(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<bool, StoreError> {
    reached(db, agreed, terms.to_pay, terms.until, context.creditor.zone).await
}

/// Gives up what is left of a settlement's invoices, whatever it is by now; but not what was given back of its money.
pub async fn give_up(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<(), StoreError> {
    let currency = terms.to_pay.currency();
    let mut stays = agreements::given_back(db, agreed, currency).await?;
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
    post(db, context, agreed, times, Entry::written_off(currency, &shares)?).await
}

/// What was given up is owed again.
pub async fn take_back(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<(), StoreError> {
    let (times, shares) = discounts::rest_of(db, agreed.creditor, agreed.id).await?;
    if shares.is_empty() {
        return Ok(());
    }
    post(db, context, agreed, times, Entry::written_off(terms.to_pay.currency(), &shares)?.reversed()?).await
}

async fn post(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    times: u32,
    entry: Entry,
) -> Result<(), StoreError> {
    let cause = discounts::rest_cause(agreed.id, times.saturating_add(1));
    let id = EntryId::new(context.ids.uuid(context.now));
    let new = NewEntry { id, cause, payment: None, at: context.now, entry };
    if ledger::post(db, agreed.creditor, &new, context.now).await? {
        return Ok(());
    }
    Err(StoreError::Damaged(format!("{} is in the ledger, but its agreement does not know it", new.cause)))
}
