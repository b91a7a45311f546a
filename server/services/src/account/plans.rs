//! Where a plan stands by the ledger.

use domain::agreement::{AgreementRecord, PlanTerms};
use domain::date::Date;
use domain::plan::standing::{PlanPayment, PlanStanding, standing};
use domain::zone::Zone;
use store::{Db, StoreError, agreements};

/// Where a plan stands at the end of `as_of`, by the ledger.
pub async fn plan_standing(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    zone: Zone,
    as_of: Date,
) -> Result<PlanStanding, StoreError> {
    let payments = plan_payments(db, agreed, terms, zone).await?;
    Ok(standing(&terms.plan, &terms.default_terms, &payments, as_of)?)
}

/// The payments that reached a plan, oldest first.
pub async fn plan_payments(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    zone: Zone,
) -> Result<Vec<PlanPayment>, StoreError> {
    Ok(agreements::received(db, agreed, terms.plan.principal.currency()).await?.of_plan(zone).collect())
}
