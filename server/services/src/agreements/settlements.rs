//! What payments do to a settlement: the rest of its invoices is given up when its sum has come in time, and owed again when
//! that money has gone back. What it asks for meanwhile is in [`crate::account::settlements`].

use super::ending;
use super::follow::is_paid;
use crate::TxContext;
use crate::account::settlements::beside;
use domain::agreement::{AgreementRecord, AgreementState, Settlement};
use domain::allocation::Share;
use domain::id::EntryId;
use domain::invoice::Component;
use domain::ledger::Entry;
use domain::money::Money;
use store::{Db, StoreError, agreements, discounts, invoices, ledger};

/// Has a settlement's sum come and stayed, by payments that were begun in time? A payment counts in full while anything of
/// it stays.
pub async fn is_fulfilled(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<bool, StoreError> {
    Ok(came_in_time(db, context, agreed, terms).await?.minor() >= terms.to_pay.minor())
}

/// Does what fulfilled a settlement still stay, if only as credit? Who paid its sum twice, by two ways at once, and is given
/// one of them back has paid it still.
pub async fn stays_fulfilled(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<bool, StoreError> {
    let came = came_in_time(db, context, agreed, terms).await?;
    let over = context.creditor.zone.start_of_day(terms.until.succ_opt().unwrap_or(terms.until));
    let credit = agreements::left_as_credit(db, agreed, over, came.currency()).await?;
    Ok(came.plus(credit)?.minor() >= terms.to_pay.minor())
}

async fn came_in_time(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
) -> Result<Money, StoreError> {
    let currency = terms.to_pay.currency();
    let received = agreements::received(db, agreed, currency).await?;
    let in_time = received.iter().filter(|one| context.creditor.zone.day_of(one.begun) <= terms.until);
    Ok(Money::total(currency, in_time.map(|one| one.came))?)
}

/// Ends a settlement that holds once its sum has come: kept, with the rest given up in the same transaction. `paid` is the
/// entry by which the last of its money came. Where nothing is owed any more without that (its invoices are void, written
/// off, corrected or paid in another way) it ends without effect.
pub async fn follow_money(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
    paid: Option<EntryId>,
) -> Result<(), StoreError> {
    if !is_fulfilled(db, context, agreed, terms).await? {
        if is_paid(db, agreed).await? {
            ending::end(db, context, agreed, AgreementState::Cancelled, context.today()).await?;
        }
        return Ok(());
    }
    let currency = terms.to_pay.currency();
    let more = came_beyond(db, agreed, terms).await?.minor() > beside(db, agreed, currency).await?.minor();
    // Who was paid more by another way has nothing left to give up: the agreement had no effect.
    let state = if more && is_paid(db, agreed).await? { AgreementState::Cancelled } else { AgreementState::Kept };
    if ending::end(db, context, agreed, state, context.today()).await? && state == AgreementState::Kept {
        give_up(db, context, agreed, terms, paid).await?;
    }
    Ok(())
}

/// What came beyond a settlement's sum.
async fn came_beyond(db: &mut Db, agreed: &AgreementRecord, terms: &Settlement) -> Result<Money, StoreError> {
    let currency = terms.to_pay.currency();
    let came = agreements::received(db, agreed, currency).await?.into_iter().map(|one| one.came);
    Ok(Money::total(currency, came)?.minus(terms.to_pay)?)
}

/// Gives up what is left of a settlement's invoices, whatever it is by now; but not what was given back of its money, nor
/// what is owed [beside] it, as far as that is not paid.
async fn give_up(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Settlement,
    paid: Option<EntryId>,
) -> Result<(), StoreError> {
    let currency = terms.to_pay.currency();
    let unpaid = beside(db, agreed, currency).await?.minus(came_beyond(db, agreed, terms).await?)?;
    let mut stays = agreements::given_back(db, agreed, currency).await?;
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
