//! More time that waits for a part of its invoice: what is still to be paid of the part, and what comes with it.

use domain::agreement::{AgreementRecord, AgreementState, Extension, Terms};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::DebtorId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::payment::PlannedShare;
use store::{Db, StoreError, agreements};

/// What is still to be paid before an extension that holds takes effect; none where it has, or can no more.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn to_pay(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &Extension,
    owed: &[Invoice],
) -> Result<Option<Money>, StoreError> {
    let Some(invoice) = owed.iter().find(|invoice| invoice.id == terms.invoice) else { return Ok(None) };
    if agreed.state != AgreementState::Live || !terms.waits(invoice) {
        return Ok(None);
    }
    Ok(terms.left_to_pay(&agreements::received(db, agreed, terms.pay_now.currency()).await?, invoice)?)
}

/// An extension that waits for its part.
#[derive(Debug, Clone)]
pub struct Waiting {
    terms: Extension,
    /// What is still to be paid of the part; positive.
    left: Money,
}

/// A debtor's extensions that wait for their parts.
pub(super) async fn waiting(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    owed: &[Invoice],
) -> Result<Vec<Waiting>, StoreError> {
    let mut all = Vec::new();
    for agreed in agreements::live_of(db, creditor.id, debtor).await? {
        let Terms::Extension(terms) = agreed.read_body()?.terms else { continue };
        let left = to_pay(db, &agreed, &terms, owed).await?;
        all.extend(left.map(|left| Waiting { terms, left }));
    }
    Ok(all)
}

/// So much has been paid of these invoices. With its part an extension takes effect: the new due date, and what it costs.
pub(super) fn receive(
    all: &mut Vec<Waiting>,
    invoices: &mut [Invoice],
    paid: &[PlannedShare],
    today: Date,
) -> Result<(), StoreError> {
    for one in all.iter_mut() {
        let own = paid.iter().filter(|planned| planned.share.invoice == one.terms.invoice);
        one.left = one.left.minus(Money::total(one.left.currency(), own.map(|planned| planned.share.amount))?)?;
        let free = |of: &Invoice| !of.void && of.plan.is_none() && of.owed().is_positive();
        for invoice in invoices.iter_mut().filter(|invoice| invoice.id == one.terms.invoice && free(invoice)) {
            if !one.left.is_positive() && today < one.terms.new_due {
                invoice.extended_to = Some(one.terms.new_due);
                invoice.fees = invoice.fees.plus(one.terms.price)?;
            }
        }
    }
    all.retain(|one| one.left.is_positive());
    Ok(())
}
