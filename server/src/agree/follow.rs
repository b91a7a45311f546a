//! What becomes of agreements as money comes: where a plan stands, and that one whose invoices are
//! paid is over in the same transaction that paid them.

use crate::clock::Zone;
use crate::store::agreements::{self, Agreed, Kind, State};
use crate::store::{Db, StoreError, creditors, invoices, pauses};
use app::domain::agreement::PlanTerms;
use app::domain::date::Date;
use app::domain::id::{CreditorId, DebtorId};
use app::domain::standing::{PlanPayment, PlanStanding, standing};
use chrono::{DateTime, Utc};

/// Where a plan stands at the end of `as_of`, by the ledger.
///
/// # Errors
/// [`StoreError`].
pub async fn plan_standing(
    db: &mut Db,
    agreed: &Agreed,
    terms: &PlanTerms,
    zone: Zone,
    as_of: Date,
) -> Result<PlanStanding, StoreError> {
    let payments = plan_payments(db, agreed, terms, zone).await?;
    Ok(standing(&terms.plan, &terms.conduct, &payments, as_of)?)
}

/// The payments that reached a plan, oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn plan_payments(
    db: &mut Db,
    agreed: &Agreed,
    terms: &PlanTerms,
    zone: Zone,
) -> Result<Vec<PlanPayment>, StoreError> {
    let received = agreements::received(db, agreed, terms.plan.principal.currency()).await?;
    Ok(received.into_iter().map(|(at, amount)| PlanPayment { on: zone.day_of(at), amount }).collect())
}

/// Ends as kept every plan and promise of a debtor whose invoices owe nothing any more.
///
/// # Errors
/// [`StoreError`].
pub async fn end_paid(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for agreed in agreements::live_of(db, creditor, debtor).await? {
        if !matches!(agreed.kind, Kind::Plan | Kind::Promise) {
            continue;
        }
        let mut open = false;
        for (invoice, _) in agreements::covered(db, creditor, agreed.id).await? {
            open |= invoices::by_id(db, creditor, invoice).await?.is_some_and(|i| !i.void && i.owed().is_positive());
        }
        if !open && agreements::end(db, creditor, agreed.id, State::Kept, now).await? {
            let found = creditors::by_id(db, creditor).await?;
            let today = found.map_or_else(|| now.date_naive(), |creditor| creditor.zone.today(now));
            pauses::end_of(db, creditor, agreed.id.uuid(), today).await?;
        }
    }
    Ok(())
}
