//! What becomes of agreements as money and days come: where they stand by the ledger, and what ends in the
//! same transaction that paid for it, or on the day on which it was not paid.

use super::ending;
use super::{extensions, reinstate, settlements};
use crate::TxContext;
use crate::ids::Ids;
use chrono::{DateTime, Days, Utc};
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Promise, Terms};
use domain::date::Date;
use domain::id::{DebtorId, EntryId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money, MoneyError};
use domain::payment::Payment;
use domain::plan::standing::{PlanPayment, PlanStanding, pay_off, standing};
use domain::zone::Zone;
use store::disputes;
use store::{Db, StoreError, agreements, creditors, invoices, ledger};

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
    let received = agreements::received(db, agreed, terms.plan.principal.currency()).await?;
    Ok(received.into_iter().map(|one| PlanPayment { on: zone.day_of(one.at), amount: one.amount }).collect())
}

/// As [`plan_payments`], each with the discount that is in it.
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
    let paid = |one: &agreements::ReceivedPayment| PlanPayment { on: zone.day_of(one.at), amount: one.amount };
    Ok(received.iter().map(|one| (paid(one), one.discount)).collect())
}

/// Did so much reach what an agreement covers, by the end of a day? A payment counts in full while anything of it
/// stays: giving back a part of it undoes nothing that was agreed.
pub async fn reached(
    db: &mut Db,
    agreed: &AgreementRecord,
    amount: Money,
    by: Date,
    zone: Zone,
) -> Result<bool, StoreError> {
    let received = agreements::received(db, agreed, amount.currency()).await?;
    let in_time = received.iter().filter(|one| zone.day_of(one.at) <= by).map(|one| one.came);
    Ok(Money::total(amount.currency(), in_time)?.minor() >= amount.minor())
}

/// What is still to be paid before an agreement that holds takes effect: of an extension the part that it asks for at
/// once, of a settlement the price of its invoices; of a promise what is owed, where that is less than was promised. None
/// where there is nothing to wait for.
pub async fn awaited(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &Terms,
    owed: &[Invoice],
) -> Result<Option<Money>, StoreError> {
    match terms {
        Terms::Extension(terms) => extensions::to_pay(db, agreed, terms, owed).await,
        Terms::Settlement(terms) if agreed.state == AgreementState::Live => {
            let priced = |invoice: &&Invoice| invoice.price.and_then(|price| price.settlement()) == Some(agreed.id);
            let left = Money::total(terms.to_pay.currency(), owed.iter().filter(priced).map(Invoice::to_pay))?;
            Ok(Some(left).filter(|left| left.is_positive()))
        }
        Terms::Promise(terms) if agreed.state == AgreementState::Live => {
            let about = |invoice: &&Invoice| terms.invoices.contains(&invoice.id) && !invoice.void;
            let left = Money::total(terms.amount.currency(), owed.iter().filter(about).map(Invoice::to_pay))?;
            Ok(Some(left).filter(|left| left.minor() < terms.amount.minor()))
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

/// Does nothing that an agreement covers owe anything any more, by the books?
pub async fn is_paid(db: &mut Db, agreed: &AgreementRecord) -> Result<bool, StoreError> {
    for (invoice, _) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        let found = invoices::by_id(db, agreed.creditor, invoice).await?;
        if found.is_some_and(|invoice| !invoice.void && invoice.owed().is_positive()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Is nothing owed any more of what an agreement covers; or of one that was kept before, nothing but what was given
/// back in part of its payments, and of payments from before it?
pub async fn is_done(db: &mut Db, agreed: &AgreementRecord) -> Result<bool, StoreError> {
    if agreed.ended_at.is_none() {
        return is_paid(db, agreed).await;
    }
    let (mut open, mut currency) = (0_i64, None);
    for (invoice, amount) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        let found = invoices::by_id(db, agreed.creditor, invoice).await?.filter(|invoice| !invoice.void);
        let owed = found.map_or(0, |invoice| invoice.owed().minor().max(0));
        open = open.checked_add(owed).ok_or(MoneyError::Overflow)?;
        currency = Some(amount.currency());
    }
    let Some(currency) = currency.filter(|_| open > 0) else { return Ok(true) };
    let back = agreements::given_back(db, agreed, currency).await?.minor();
    let back = back.checked_add(agreements::went_back(db, agreed).await?).ok_or(MoneyError::Overflow)?;
    Ok(open <= back)
}

/// How a promise that holds ends before its day: kept, where its sum or all that is owed was paid; without effect, and without
/// a mail of thanks, where nothing is owed any more and nobody paid. None: it goes on.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn promise_ends(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &Promise,
    zone: Zone,
) -> Result<Option<AgreementState>, StoreError> {
    if reached(db, agreed, terms.amount, terms.date, zone).await? {
        return Ok(Some(AgreementState::Kept));
    }
    if !is_done(db, agreed).await? {
        return Ok(None);
    }
    let nobody_paid = agreements::received(db, agreed, terms.amount.currency()).await?.is_empty();
    Ok(Some(if nobody_paid { AgreementState::Cancelled } else { AgreementState::Kept }))
}

/// Brings a debtor's agreements to where a payment's money has moved. Ended as kept is what is fulfilled: plans and
/// extensions whose invoices owe nothing any more, [promises](promise_ends) whose amount came, settlements whose amount came by ordinary
/// payments, with the rest given up. Extensions that wait for a part of it take effect, or lose it. What was kept and
/// has lost its money [holds again](super::reinstate).
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
        let kept = match &terms {
            Terms::Settlement(terms) => {
                settlements::follow_money(db, context, &agreed, terms, paid).await?;
                continue;
            }
            Terms::Promise(terms) => {
                if let Some(state) = promise_ends(db, &agreed, terms, creditor.zone).await? {
                    ending::end(db, context, &agreed, state, context.today()).await?;
                }
                continue;
            }
            Terms::Plan(terms) => is_done(db, &agreed).await? || paid_off(db, context, &agreed, terms).await?,
            Terms::Extension(terms) => {
                extensions::follow_money(db, context, &agreed, terms).await?;
                is_done(db, &agreed).await?
            }
            Terms::Discount(_) => false,
        };
        if kept {
            ending::end(db, context, &agreed, AgreementState::Kept, context.today()).await?;
        }
    }
    Ok(())
}

/// A plan that was paid off before its time: the price that the rest of the time would have earned is taken back.
async fn paid_off(
    db: &mut Db,
    context: &TxContext<'_>,
    agreed: &AgreementRecord,
    terms: &PlanTerms,
) -> Result<bool, StoreError> {
    let payments = plan_payments(db, agreed, terms, context.creditor.zone).await?;
    let Some(last) = payments.iter().map(|payment| payment.on).max() else { return Ok(false) };
    let rest = pay_off(&terms.plan, &payments, last)?;
    if terms.plan.price.annual_percent.is_zero() || rest.total.is_positive() || !rest.saved.is_positive() {
        return Ok(false);
    }
    ending::take_back_price(db, context, agreed, rest.saved).await?;
    is_done(db, agreed).await
}
