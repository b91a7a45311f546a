//! What becomes of agreements as money and days come: where they stand by the ledger, and what ends in the
//! same transaction that paid for it, or on the day on which it was not paid.

use super::ending::{self, Hand};
use super::extending;
use crate::clock::Zone;
use crate::ids::Ids;
use crate::store::agreements::{self, Agreed, State};
use crate::store::invoices::{self, Invoice};
use crate::store::ledger::{self, NewEntry};
use crate::store::{Db, StoreError, creditors};
use app::domain::agreement::{PlanTerms, Settlement, Terms};
use app::domain::allocation::Share;
use app::domain::date::Date;
use app::domain::id::{CreditorId, DebtorId, EntryId};
use app::domain::invoice::Component;
use app::domain::ledger::Entry;
use app::domain::money::Money;
use app::domain::standing::{PlanPayment, PlanStanding, pay_off, standing};
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

/// Did so much reach what an agreement covers, by the end of a day?
///
/// # Errors
/// [`StoreError`].
pub async fn reached(db: &mut Db, agreed: &Agreed, amount: Money, by: Date, zone: Zone) -> Result<bool, StoreError> {
    let received = agreements::received(db, agreed, amount.currency()).await?;
    let in_time = received.iter().filter(|(at, _)| zone.day_of(*at) <= by).map(|(_, part)| *part);
    Ok(Money::total(amount.currency(), in_time)?.minor() >= amount.minor())
}

/// What is still to be paid before an agreement that holds takes effect: of an extension the part that it asks for at
/// once, of a settlement what is left of its sum. None where there is nothing to wait for.
///
/// # Errors
/// [`StoreError`].
pub async fn awaited(
    db: &mut Db,
    agreed: &Agreed,
    terms: &Terms,
    owed: &[Invoice],
) -> Result<Option<Money>, StoreError> {
    match terms {
        Terms::Extension(terms) => extending::to_pay(db, agreed, terms, owed).await,
        Terms::Settlement(terms) if agreed.state == State::Live => {
            let left = left_of(db, agreed, terms).await?;
            let covers = |invoice: &&Invoice| terms.invoices.iter().any(|part| part.invoice == invoice.id);
            let open = Money::total(left.currency(), owed.iter().filter(covers).map(Invoice::owed))?;
            Ok(Some(left.least(open)?).filter(|left| left.is_positive()))
        }
        Terms::Settlement(_) | Terms::Plan(_) | Terms::Discount(_) | Terms::Promise(_) => Ok(None),
    }
}

/// What of a settlement's sum has not come yet; zero or less where all of it has.
///
/// # Errors
/// [`StoreError`].
pub async fn left_of(db: &mut Db, agreed: &Agreed, terms: &Settlement) -> Result<Money, StoreError> {
    let currency = terms.to_pay.currency();
    let paid = agreements::received(db, agreed, currency).await?;
    Ok(terms.to_pay.minus(Money::total(currency, paid.into_iter().map(|(_, amount)| amount))?)?)
}

/// Does nothing that an agreement covers owe anything any more, by the books?
///
/// # Errors
/// [`StoreError`].
pub async fn is_paid(db: &mut Db, agreed: &Agreed) -> Result<bool, StoreError> {
    for (invoice, _) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        let found = invoices::by_id(db, agreed.creditor, invoice).await?;
        if found.is_some_and(|invoice| !invoice.void && invoice.owed().is_positive()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Ends as kept what a debtor's money has fulfilled: plans and extensions whose invoices owe nothing any more,
/// promises whose amount came, settlements whose amount came by ordinary payments, with the rest given up. Extensions
/// that wait for a part of it take effect, or lose it.
///
/// # Errors
/// [`StoreError`].
pub async fn end_paid(
    db: &mut Db,
    ids: &dyn Ids,
    creditor: CreditorId,
    debtor: DebtorId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let live = agreements::live_of(db, creditor, debtor).await?;
    if live.is_empty() {
        return Ok(());
    }
    let Some(creditor) = creditors::by_id(db, creditor).await? else { return Ok(()) };
    let hand = Hand { ids, creditor: &creditor, now };
    for agreed in live {
        let kept = match agreed.read_body()?.terms {
            Terms::Settlement(terms) => settled(db, &hand, &agreed, &terms).await?,
            Terms::Promise(terms) => {
                is_paid(db, &agreed).await? || reached(db, &agreed, terms.amount, terms.date, creditor.zone).await?
            }
            Terms::Plan(terms) => is_paid(db, &agreed).await? || paid_off(db, &hand, &agreed, &terms).await?,
            Terms::Extension(terms) => {
                extending::follow_money(db, &hand, &agreed, &terms).await?;
                is_paid(db, &agreed).await?
            }
            Terms::Discount(_) => false,
        };
        if kept {
            ending::end(db, &hand, &agreed, State::Kept, hand.today()).await?;
        }
    }
    Ok(())
}

/// A plan that was paid off before its time: the price that the rest of the time would have earned is taken back.
async fn paid_off(db: &mut Db, hand: &Hand<'_>, agreed: &Agreed, terms: &PlanTerms) -> Result<bool, StoreError> {
    let payments = plan_payments(db, agreed, terms, hand.creditor.zone).await?;
    let Some(last) = payments.iter().map(|payment| payment.on).max() else { return Ok(false) };
    let rest = pay_off(&terms.plan, &payments, last)?;
    if terms.plan.price.annual_percent.is_zero() || rest.total.is_positive() || !rest.saved.is_positive() {
        return Ok(false);
    }
    ending::take_back_price(db, hand, agreed, rest.saved).await?;
    is_paid(db, agreed).await
}

/// A settlement whose amount came in time, by whatever payments: what is left of its invoices is given up.
async fn settled(db: &mut Db, hand: &Hand<'_>, agreed: &Agreed, terms: &Settlement) -> Result<bool, StoreError> {
    if !reached(db, agreed, terms.to_pay, terms.until, hand.creditor.zone).await? {
        return Ok(false);
    }
    let mut ids: Vec<_> = terms.invoices.iter().map(|part| part.invoice).collect();
    ids.sort_unstable();
    let mut shares = Vec::new();
    for id in ids {
        let Some(invoice) = invoices::lock(db, agreed.creditor, id).await? else { continue };
        let open = invoice.open();
        for component in [Component::Fee, Component::Interest, Component::Principal] {
            let amount = open.owed_of(component);
            if amount.is_positive() {
                shares.push(Share { invoice: id, component, amount });
            }
        }
    }
    if !shares.is_empty() {
        let entry = Entry::written_off(terms.to_pay.currency(), &shares)?;
        let cause = format!("agreement:{}:rest", agreed.id);
        let id = EntryId::new(hand.ids.uuid(hand.now));
        let new = NewEntry { id, cause, payment: None, at: hand.now, entry };
        ledger::post(db, agreed.creditor, &new, hand.now).await?;
    }
    Ok(true)
}
