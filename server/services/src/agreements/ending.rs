//! How agreements end: kept or broken, in one transaction with everything that follows from it by their own terms, and
//! with nothing else.

use super::{jobs, settlements};
use crate::TxContext;
use crate::account::plans::given_back;
use crate::outbox::Job as _;
use domain::agreement::{AgreementKind, AgreementRecord, AgreementState, PlanEnding, PlanTerms, Terms};
use domain::allocation::Share;
use domain::date::Date;
use domain::id::{EntryId, InvoiceId};
use domain::invoice::{Charge, Component};
use domain::ledger::Entry;
use domain::money::Money;
use domain::plan::effects::ChargesNow;
use domain::plan::standing::PlanStanding;
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, agreements, discounts, invoices, pauses, payments};

/// Ends an agreement and the pauses that it made, and queues the debtor's e-mail where there is something to tell.
/// `last` is the last day of the pauses of reminders and charges. `false` when it had ended before.
pub async fn end(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    state: AgreementState,
    last: Date,
) -> Result<bool, StoreError> {
    if !agreements::end(db, agreed.creditor, agreed.id, state, context.now).await? {
        return Ok(false);
    }
    // The days of an extension are part of its invoice's history: interest counts by them, however it ends.
    if agreed.kind != AgreementKind::Extension {
        pauses::end_of(db, agreed.creditor, agreed.id.uuid(), last).await?;
    }
    let tell_debtor = match (agreed.kind, state) {
        (AgreementKind::Plan | AgreementKind::Promise, AgreementState::Kept | AgreementState::Broken)
        | (AgreementKind::Settlement, AgreementState::Broken) => true,
        (
            AgreementKind::Plan
            | AgreementKind::Promise
            | AgreementKind::Settlement
            | AgreementKind::Discount
            | AgreementKind::Extension,
            _,
        ) => false,
    };
    if tell_debtor {
        jobs::Ended { agreement: agreed.id, kept: state == AgreementState::Kept }
            .queue(db, context.ids, agreed.creditor, context.now)
            .await?;
    }
    Ok(true)
}

/// Ends an agreement that was judged, where it does not hold on. A settlement that was kept gives up the rest in the same
/// transaction; `paid` is the entry by which the last of its money came.
pub async fn conclude(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &Terms,
    state: AgreementState,
    paid: Option<EntryId>,
) -> Result<(), StoreError> {
    if state == AgreementState::Live || !end(db, context, agreed, state, context.today()).await? {
        return Ok(());
    }
    match (terms, state) {
        (Terms::Settlement(terms), AgreementState::Kept) => {
            settlements::give_up(db, context, agreed, terms, paid).await
        }
        _ => Ok(()),
    }
}

/// Ends a plan whose state is final, with everything that its agreement says of charges, discounts and price. The
/// rows of its invoices are taken first, in the order in which a payment takes them.
pub async fn end_plan(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    standing: &PlanStanding,
) -> Result<bool, StoreError> {
    let Some(PlanEnding { state, suspended_until }) = terms.ending(standing.state, context.today()) else {
        return Ok(false);
    };
    let mut covered: Vec<InvoiceId> = terms.plan.invoices.iter().map(|part| part.invoice).collect();
    covered.sort_unstable();
    for invoice in &covered {
        invoices::lock(db, agreed.creditor, *invoice).await?;
    }
    if !end(db, context, agreed, state, suspended_until).await? {
        return Ok(false);
    }
    let effects = terms.default_terms.effects(standing.state);
    if effects.charges == ChargesNow::SuspendedAreDue {
        pauses::claw_back(db, agreed.creditor, agreed.id.uuid()).await?;
    }
    if effects.take_back_discounts {
        take_back_discounts(db, context, agreed, &covered).await?;
    }
    if effects.waive_price_to_come {
        waive(db, context, agreed, terms, standing.price_to_come(suspended_until)?).await?;
    }
    Ok(true)
}

/// Waives a part of a plan's price: the fee on its first invoice, as far as it is still open.
pub async fn waive(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    price: Money,
) -> Result<(), StoreError> {
    let Some(first) = terms.plan.invoices.first() else { return Ok(()) };
    let Some(invoice) = invoices::by_id(db, agreed.creditor, first.invoice).await? else { return Ok(()) };
    let amount = price.min(invoice.fees)?;
    if !amount.is_positive() {
        return Ok(());
    }
    let entry = Entry::waived(first.invoice, Charge::Fee, amount)?;
    let new = context.entry(format!("agreement:{}:price_waived", agreed.id), entry);
    ledger::post(db, agreed.creditor, &new, context.now).await.map(drop)
}

/// Takes back price that is not earned: out of the fees of the plan's invoices, and where the money for them came first,
/// out of what else they owe.
pub async fn take_back_price(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    amount: Money,
) -> Result<(), StoreError> {
    let mut less = amount;
    for (nth, (invoice, _)) in agreements::covered(db, agreed.creditor, agreed.id).await?.into_iter().enumerate() {
        let Some(found) = invoices::by_id(db, agreed.creditor, invoice).await? else { continue };
        let (of_fees, of_balance) = given_back(&found, less)?;
        if of_fees.is_positive() {
            less = less.minus(of_fees)?;
            let entry = Entry::charged(invoice, Charge::Fee, of_fees.negated()?)?;
            let new = context.entry(format!("agreement:{}:price_less:{nth}", agreed.id), entry);
            ledger::post(db, agreed.creditor, &new, context.now).await?;
        }
        if of_balance.is_positive() {
            less = less.minus(of_balance)?;
            let share = Share { invoice, component: Component::Principal, amount: of_balance };
            let entry = Entry::written_off(of_balance.currency(), &[share])?;
            let new = context.entry(format!("agreement:{}:price_back:{nth}", agreed.id), entry);
            ledger::post(db, agreed.creditor, &new, context.now).await?;
        }
    }
    Ok(())
}

/// Takes back the discounts that were earned on a plan's invoices while it ran.
async fn take_back_discounts(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    covered: &[InvoiceId],
) -> Result<(), StoreError> {
    for payment in payments::of_debtor(db, agreed.creditor, agreed.debtor, i64::MAX).await? {
        if payment.created_at < agreed.made_at {
            continue;
        }
        let currency = payment.amount.currency();
        let rows = payments::shares(db, agreed.creditor, payment.id, currency).await?;
        let earned: Vec<Share> = rows
            .iter()
            .filter(|row| row.discounted.is_positive() && covered.contains(&row.invoice))
            .map(|row| Share { invoice: row.invoice, component: row.component, amount: row.discounted })
            .collect();
        if earned.is_empty() {
            continue;
        }
        let entry = Entry::discounted(currency, &earned)?.reversed()?;
        let cause = format!("agreement:{}:discount_back:{}", agreed.id, payment.id);
        let new = NewEntry { payment: Some(payment.id), ..context.entry(cause, entry) };
        ledger::post(db, agreed.creditor, &new, context.now).await?;
        discounts::apply(db, agreed.creditor, payment.id, &earned, true).await?;
        discounts::forfeit(db, agreed.creditor, payment.id, &earned).await?;
    }
    Ok(())
}
