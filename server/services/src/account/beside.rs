//! What is owed on invoices of plans beside what these ask for. A plan asks for its schedule, whatever becomes of its invoices: what
//! they owe beyond what is left of it came back, or was raised, since it was made.

use super::plans::PlanInForce;
use domain::date::Date;
use domain::invoice::{Beside, Invoice};
use domain::money::Money;
use store::payments::OnItsWay;
use store::{Db, StoreError, agreements};

/// Says of each of a debtor's `invoices` that is in one of these plans what is owed beside that.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or a plan cannot be read.
pub(super) async fn find(
    db: &mut Db,
    plans: &[PlanInForce],
    invoices: &mut [Invoice],
    moving: &[OnItsWay],
    as_of: Date,
) -> Result<(), StoreError> {
    for plan in plans {
        let (id, agreed, terms) = (plan.agreed.id, &plan.agreed, &plan.terms);
        let left = plan.standing(as_of)?.left;
        let mut own: Vec<&mut Invoice> = invoices.iter_mut().filter(|invoice| invoice.plan == Some(id)).collect();
        let owed = Money::total(left.currency(), own.iter().map(|invoice| invoice.owed()))?;
        let mut beside = owed.minus(left)?;
        if !beside.is_positive() {
            continue;
        }
        // Of each as much as it owes beyond its own part of the plan, and what is over wherever it is owed.
        let paid = agreements::received_by_invoice(db, agreed, left.currency()).await?;
        let mut sums = vec![Money::zero(left.currency()); own.len()];
        for beyond in [true, false] {
            for (invoice, sum) in own.iter().zip(&mut sums) {
                let mut most = invoice.owed().minus(*sum)?;
                if beyond {
                    let part = terms.plan.invoices.iter().position(|part| part.invoice == invoice.id);
                    let planned = part.and_then(|n| terms.plan.invoices.get(n)).map(|part| part.amount);
                    let cost = Some(terms.plan.cost).filter(|_| part == Some(0));
                    let paid = paid.iter().filter(|(of, _)| *of == invoice.id).map(|(_, amount)| *amount);
                    let asked = Money::total(left.currency(), planned.into_iter().chain(cost))?;
                    most = most.plus(Money::total(left.currency(), paid)?)?.minus(asked)?.min(most)?;
                }
                let part = most.min(beside)?;
                if part.is_positive() {
                    (*sum, beside) = (sum.plus(part)?, beside.minus(part)?);
                }
            }
        }
        for (invoice, owed) in own.iter_mut().zip(sums).filter(|(_, owed)| owed.is_positive()) {
            let moving = moving.iter().find(|one| one.invoice == invoice.id && one.beside == Some(id));
            let on_its_way = moving.map_or(Money::zero(owed.currency()), |one| one.amount);
            invoice.beside = Some(Beside { plan: id, owed, on_its_way });
        }
    }
    Ok(())
}
