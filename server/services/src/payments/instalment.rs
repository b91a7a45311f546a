//! A plan as it is paid: what its instalments cost today, one or several, each at its early price if it has one.

use crate::account::plans::{plan_payments, plan_standing};
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, InvoiceId};
use domain::money::Money;
use domain::plan::early::{EarlyInstalment, PlanPrice};
use domain::plan::standing::pay_off;
use store::{Db, StoreError, agreements};

/// A plan that holds, as it is paid today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidPlan {
    /// The agreement's id.
    pub id: AgreementId,
    /// What it covers, oldest first.
    pub invoices: Vec<InvoiceId>,
    /// What it asks for.
    pub price: PlanPrice,
}

/// The open instalments of a plan up to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueInstalment {
    /// What their plan covers, oldest first.
    pub invoices: Vec<InvoiceId>,
    /// What pays them without a discount; positive.
    pub full: Money,
    /// For how much less they can be had today.
    pub early: Option<EarlyInstalment>,
}

/// A debtor's plan, while it holds.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or the plan cannot be read.
pub async fn plan(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    id: AgreementId,
    today: Date,
) -> Result<Option<PaidPlan>, StoreError> {
    let found = agreements::by_id(db, creditor.id, id).await?;
    let live = |agreed: &AgreementRecord| agreed.debtor == debtor && agreed.state == AgreementState::Live;
    let Some(agreed) = found.filter(live) else { return Ok(None) };
    let Terms::Plan(terms) = agreed.read_body()?.terms else { return Ok(None) };
    let price = price(db, creditor, &agreed, &terms, today).await?;
    let invoices = terms.plan.invoices.iter().map(|part| part.invoice).collect();
    Ok(Some(PaidPlan { id, invoices, price }))
}

/// What a plan asks for today.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn price(
    db: &mut Db,
    creditor: &Creditor,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    today: Date,
) -> Result<PlanPrice, StoreError> {
    let stands = plan_standing(db, agreed, terms, creditor.zone, today).await?;
    let payments = plan_payments(db, agreed, terms, creditor.zone).await?;
    let saved = pay_off(&terms.plan, &payments, today)?.saved;
    Ok(PlanPrice::new(&terms.default_terms, &stands, saved, today))
}

/// The open instalments of a debtor's plan up to `n`, while the plan holds and something of that one is open.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or the plan cannot be read.
pub async fn due(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    (id, n): (AgreementId, u16),
    today: Date,
) -> Result<Option<DueInstalment>, StoreError> {
    let Some(plan) = plan(db, creditor, debtor, id, today).await? else { return Ok(None) };
    if !plan.price.open.iter().any(|one| one.n == n) {
        return Ok(None);
    }
    let (full, early) = (plan.price.full_through(n)?, plan.price.early_through(n));
    Ok(Some(DueInstalment { invoices: plan.invoices, full, early }))
}
