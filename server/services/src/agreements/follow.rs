//! What becomes of agreements as money and days come: where they stand by the ledger, and what ends in the
//! same transaction that paid for it, or on the day on which it was not paid.

use super::ending;
use super::{extensions, facts, reinstate};
use crate::TxContext;
use crate::account::OutstandingBalance;
use crate::account::more_time;
use crate::account::plans::PlanInForce;
use crate::account::settlements::InForce;
use crate::ids::Ids;
use chrono::{DateTime, Days, Utc};
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::date::Date;
use domain::id::{DebtorId, EntryId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money};
use domain::payment::Payment;
use domain::plan::standing::{PlanPayment, unearned_price};
use domain::zone::Zone;
use store::disputes;
use store::{Db, StoreError, agreements, creditors, invoices, ledger};

/// As [`plan_payments`](crate::account::plans::plan_payments), each with the discount that is in it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn plan_discounts(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    zone: Zone,
) -> Result<Vec<(PlanPayment, Money)>, StoreError> {
    let received = agreements::received(db, agreed, terms.plan.principal.currency()).await?;
    Ok(received.of_plan(zone).zip(received.payments.iter().map(|one| one.discount)).collect())
}

/// What is still to be paid before an agreement that holds takes effect: of an extension the part that it asks for at
/// once, of a settlement the price of its invoices, and zero where all of that, or of a plan, is on its way; of a promise what is owed, where that is less than was promised. None
/// where there is nothing to wait for.
pub async fn awaited(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &Terms,
    OutstandingBalance { invoices: owed, settlements, plans, .. }: &OutstandingBalance,
) -> Result<Option<Money>, StoreError> {
    match terms {
        Terms::Extension(terms) => more_time::to_pay(db, agreed, terms, owed).await,
        Terms::Settlement(terms) if agreed.state == AgreementState::Live => {
            // No more than is owed: what a list or a decision lowered is not asked for.
            let own = owed.iter().filter(|invoice| invoice.settlement == Some(agreed.id) && !invoice.void);
            let own = own.map(|invoice| invoice.free().owed()).collect::<Result<Vec<_>, _>>()?;
            let own = Money::total(terms.to_pay.currency(), own)?;
            let left = InForce::left_of(settlements, agreed.id, owed)?;
            Ok(left.map(|left| left.min(own)).transpose()?)
        }
        Terms::Promise(terms) if agreed.state == AgreementState::Live => {
            let about = |invoice: &&Invoice| terms.invoices.contains(&invoice.id) && !invoice.void;
            let left = Money::total(terms.amount.currency(), owed.iter().filter(about).map(Invoice::to_pay))?;
            Ok(Some(left).filter(|left| left.minor() < terms.amount.minor()))
        }
        // It asks for nothing more while all of it is on its way.
        Terms::Plan(terms) if PlanInForce::of(plans, agreed.id).map_or(Ok(false), PlanInForce::is_coming)? => {
            Ok(Some(Money::zero(terms.plan.principal.currency())))
        }
        Terms::Settlement(_) | Terms::Plan(_) | Terms::Discount(_) | Terms::Promise(_) => Ok(None),
    }
}

/// What is on hold of what an agreement covers, since the debtor disputes it. Of a plan it is the last that is asked for:
/// its instalments go on as they are until no more than that is left of them.
pub async fn on_hold_of(db: &mut Db, agreed: &AgreementRecord, currency: Currency) -> Result<Money, StoreError> {
    let mut on_hold = Money::zero(currency);
    for (invoice, _) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        if let Some(invoice) = invoices::by_id(db, agreed.creditor, invoice).await?.filter(|invoice| !invoice.void) {
            on_hold = on_hold.plus(invoice.on_hold())?;
        }
    }
    Ok(on_hold)
}

/// What of a plan nobody is late with on `day`, though its instalment's day is over: what [is on hold](on_hold_of), and what
/// was found to be owed after all, for as many days as an instalment has of grace.
pub async fn spared_on(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
    zone: Zone,
    day: Date,
) -> Result<Money, StoreError> {
    let mut spared = on_hold_of(db, agreed, terms.plan.principal.currency()).await?;
    let grace = Days::new(u64::from(terms.default_terms.grace_days));
    let since = zone.start_of_day(day.checked_sub_days(grace).unwrap_or(day));
    for part in &terms.plan.invoices {
        let minor = disputes::owed_after_all(db, agreed.creditor, part.invoice, since).await?;
        spared = spared.plus(Money::new(minor, spared.currency()))?;
    }
    Ok(spared)
}

/// Brings a debtor's agreements to where a payment's money has moved: what is [fulfilled](Terms::standing) ends as kept, and
/// what was kept and has lost its money [holds again](super::reinstate). Extensions that wait for a part of it take effect,
/// or lose it; of a plan that was paid off before its time, the price that is not earned is taken back.
pub async fn follow_money(db: &mut Db, ids: &dyn Ids, payment: &Payment, now: DateTime<Utc>) -> Result<(), StoreError> {
    let ended = agreements::ended_with(db, payment.creditor, payment.id).await?;
    let live = agreements::live_of(db, payment.creditor, payment.debtor).await?;
    if ended.is_empty() && live.is_empty() {
        return Ok(());
    }
    let Some(creditor) = creditors::by_id(db, payment.creditor).await? else { return Ok(()) };
    let paid = ledger::by_cause(db, payment.creditor, &ledger::paid_cause(payment.id)).await?;
    follow_all(db, &TxContext { ids, creditor: &creditor, now }, (payment.debtor, paid), ended, live).await
}

/// As [`follow_money`], after what was paid elsewhere of an invoice has moved.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or an agreement cannot be read.
pub async fn follow_outside(db: &mut Db, context: &TxContext<'_>, invoice: &Invoice) -> Result<(), StoreError> {
    let creditor = context.creditor.id;
    let ended = agreements::ended_over(db, creditor, invoice.id).await?;
    let live = agreements::live_of(db, creditor, invoice.debtor).await?;
    follow_all(db, context, (invoice.debtor, None), ended, live).await
}

/// As [`follow_outside`], after the debt itself has changed: an invoice is void, was corrected, or is owed in part only. What
/// was kept by payments stays so.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or an agreement cannot be read.
pub async fn follow_debt(db: &mut Db, context: &TxContext<'_>, invoice: &Invoice) -> Result<(), StoreError> {
    let creditor = context.creditor.id;
    let mut ended = agreements::ended_over(db, creditor, invoice.id).await?;
    ended.retain(|agreed| agreed.state == AgreementState::Cancelled);
    let live = agreements::live_of(db, creditor, invoice.debtor).await?;
    follow_all(db, context, (invoice.debtor, None), ended, live).await
}

async fn follow_all(
    db: &mut Db,
    context: &TxContext<'_>,
    (debtor, paid): (DebtorId, Option<EntryId>),
    ended: Vec<AgreementRecord>,
    live: Vec<AgreementRecord>,
) -> Result<(), StoreError> {
    let creditor = context.creditor;
    let mut reopened = false;
    for agreed in &ended {
        reopened |= reinstate::look_again(db, context, agreed).await?;
    }
    let live = if reopened { agreements::live_of(db, creditor.id, debtor).await? } else { live };
    for agreed in live {
        let terms = agreed.read_body()?.terms;
        match &terms {
            Terms::Extension(terms) => extensions::follow_money(db, context, &agreed, terms).await?,
            Terms::Discount(_) => continue, // it ends with its last day
            Terms::Plan(_) | Terms::Promise(_) | Terms::Settlement(_) => {}
        }
        let facts = facts::load(db, &agreed, &terms, creditor.zone).await?;
        let state = terms.standing(&facts)?;
        if let (Terms::Plan(plan), AgreementState::Kept) = (&terms, state) {
            let payments: Vec<_> = facts.received.of_plan(creditor.zone).collect();
            if let Some(unearned) = unearned_price(&plan.plan, &payments)? {
                ending::take_back_price(db, context, &agreed, unearned).await?;
            }
        }
        ending::conclude(db, context, &agreed, &terms, state, paid).await?;
    }
    Ok(())
}
