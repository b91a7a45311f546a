//! What was kept or broken [holds again](Terms::holds_again) when the money that it was judged by has moved: with its
//! invoices in it, and what was on hold because of it on hold again. All of it follows from what the ledger says by now, and
//! not from the order in which it was reported.

use super::ending;
use super::{facts, promises, settlements};
use crate::TxContext;
use domain::agreement::{AgreementRecord, AgreementState, Settlement, Terms};
use domain::date::Date;
use store::{Db, StoreError, agreements, invoices, pauses};

/// Looks at an agreement that has ended, after money that it may have counted on has moved. `true` when it
/// holds again, and is to be looked at as one that does.
pub(super) async fn look_again(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
) -> Result<bool, StoreError> {
    let terms = agreed.read_body()?.terms;
    let facts = facts::load(db, agreed, &terms, context.creditor.zone).await?;
    if !terms.holds_again(agreed.state, &facts, context.today())? {
        return Ok(false);
    }
    match (&terms, agreed.state) {
        (Terms::Settlement(terms), AgreementState::Kept) => {
            if !reopen(db, agreed).await? {
                return Ok(false);
            }
            settlements::take_back(db, context, agreed, terms).await?;
            if put_in_settlement(db, agreed, terms).await? {
                return Ok(true);
            }
            // Its invoice is in another one by now, by which it is paid.
            ending::end(db, context, agreed, AgreementState::Cancelled, context.today()).await?;
            Ok(false)
        }
        (Terms::Settlement(terms), _) => Ok(put_in_settlement(db, agreed, terms).await? && reopen(db, agreed).await?),
        (Terms::Promise(terms), AgreementState::Kept) => {
            Ok(promises::take_again(db, agreed).await? && goes_on(db, agreed, Some(terms.date)).await?)
        }
        (Terms::Promise(_), _) => Ok(promises::take_again(db, agreed).await? && reopen(db, agreed).await?),
        (Terms::Plan(_), _) => plan_goes_on(db, agreed).await,
        (Terms::Extension(_) | Terms::Discount(_), _) => reopen(db, agreed).await,
    }
}

/// Its invoices are in it again. `false`, and nothing is written, where one of them is agreed on otherwise by now.
async fn put_in_settlement(db: &mut Db, agreed: &AgreementRecord, terms: &Settlement) -> Result<bool, StoreError> {
    let mut covered: Vec<_> = terms.invoices.iter().map(|part| part.invoice).collect();
    covered.sort_unstable();
    for invoice in &covered {
        let found = invoices::lock(db, agreed.creditor, *invoice).await?;
        if found.is_none_or(|found| found.plan.is_some() || found.settlement.is_some_and(|id| id != agreed.id)) {
            return Ok(false);
        }
    }
    for invoice in covered {
        agreements::put_in_settlement(db, agreed.creditor, invoice, agreed.id).await?;
    }
    Ok(true)
}

async fn reopen(db: &mut Db, agreed: &AgreementRecord) -> Result<bool, StoreError> {
    agreements::reopen(db, agreed.creditor, agreed.id, agreed.state).await
}

/// It holds again, and what was on hold because of it is on hold again.
async fn goes_on(db: &mut Db, agreed: &AgreementRecord, last: Option<Date>) -> Result<bool, StoreError> {
    if !reopen(db, agreed).await? {
        return Ok(false);
    }
    pauses::go_on(db, agreed.creditor, agreed.id.uuid(), last).await?;
    Ok(true)
}

/// As [`goes_on`], with its invoices in it again; not where one of them is in another plan by now, by which it is paid.
async fn plan_goes_on(db: &mut Db, agreed: &AgreementRecord) -> Result<bool, StoreError> {
    let mut covered: Vec<_> =
        agreements::covered(db, agreed.creditor, agreed.id).await?.into_iter().map(|(invoice, _)| invoice).collect();
    covered.sort_unstable();
    for invoice in &covered {
        let found = invoices::lock(db, agreed.creditor, *invoice).await?;
        if found.is_none_or(|invoice| invoice.plan.is_some()) {
            return Ok(false);
        }
    }
    if !goes_on(db, agreed, None).await? {
        return Ok(false);
    }
    for invoice in covered {
        agreements::put_in_plan(db, agreed.creditor, invoice, agreed.id).await?;
    }
    Ok(true)
}
