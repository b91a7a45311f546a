//! An instalment of a plan as a payment of its own: what is to be paid for it today, with its discount if it has one.

use crate::agreements::follow::plan_standing;
use domain::agreement::{AgreementState, Terms};
use domain::allocation::Share;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, InvoiceId};
use domain::money::{Money, MoneyError};
use domain::payment::PlannedShare;
use domain::plan::early::{EarlyInstalment, early_instalment, lessened};
use store::{Db, StoreError, agreements};

/// An instalment that is not paid yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueInstalment {
    /// What its plan covers, oldest first.
    pub invoices: Vec<InvoiceId>,
    /// What pays it without a discount, with what is open of the ones before it; positive.
    pub full: Money,
    /// For how much less it can be had today.
    pub early: Option<EarlyInstalment>,
}

/// The instalment `n` of a debtor's plan, while the plan holds and something of it is open.
pub async fn due(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    (id, n): (AgreementId, u16),
    today: Date,
) -> Result<Option<DueInstalment>, StoreError> {
    let Some(agreed) = agreements::by_id(db, creditor.id, id).await? else { return Ok(None) };
    if agreed.debtor != debtor || agreed.state != AgreementState::Live {
        return Ok(None);
    }
    let Terms::Plan(terms) = agreed.read_body()?.terms else { return Ok(None) };
    let stands = plan_standing(db, &agreed, &terms, creditor.zone, today).await?;
    if !stands.instalments.iter().any(|one| one.instalment.n == n && one.left.is_positive()) {
        return Ok(None);
    }
    let through = stands.instalments.iter().filter(|one| one.instalment.n <= n).map(|one| one.left);
    Ok(Some(DueInstalment {
        invoices: terms.plan.invoices.iter().map(|part| part.invoice).collect(),
        full: Money::total(terms.plan.principal.currency(), through)?,
        early: early_instalment(&terms.default_terms, &stands, today).filter(|early| early.n == n),
    }))
}

/// The shares that pay an instalment in full, at its early price: each with what comes off beside it.
///
/// # Errors
/// [`MoneyError`] for shares in another currency.
pub fn at_price(full: &[Share], early: &EarlyInstalment) -> Result<Vec<PlannedShare>, MoneyError> {
    let parts = lessened(full, early.off)?;
    Ok(parts.into_iter().map(|(share, discount)| PlannedShare { share, discount }).collect())
}
