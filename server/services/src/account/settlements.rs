//! Settlements that are in force: what of each is left to pay, and with it the price of its invoices.

use chrono::{DateTime, Utc};
use domain::agreement::{AgreementRecord, AgreementState, Settlement, Terms};
use domain::allocation::{AllocationOrder, Choice, sum_by_invoice};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, CreditorId, InvoiceId};
use domain::invoice::{Invoice, OpenInvoice, Price, PricedBy};
use domain::money::Money;
use std::collections::BTreeSet;
use store::{Db, StoreError, agreements, creditors, invoices, payments};

/// What of a settlement's sum, and of what is owed beside it, has not come yet; zero or less where all of it has.
async fn left_of(db: &mut Db, agreed: &AgreementRecord, terms: &Settlement) -> Result<Money, StoreError> {
    let currency = terms.to_pay.currency();
    let received = agreements::received(db, agreed, currency).await?;
    Ok(terms.left(&received, agreements::went_back(db, agreed, currency).await?)?)
}

/// What a settlement asks for on a day, of what its invoices owe by the books; nothing where it does not hold.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn asks(db: &mut Db, agreed: &AgreementRecord, terms: &Settlement, as_of: Date) -> Result<Money, StoreError> {
    let mut invoices = Vec::new();
    for part in &terms.invoices {
        invoices.extend(invoices::by_id(db, agreed.creditor, part.invoice).await?);
    }
    price(db, agreed.creditor, &mut invoices, as_of).await?;
    let own = |price: &Price| price.settlement() == Some(agreed.id);
    let prices = invoices.iter().filter_map(|invoice| invoice.price).filter(own).map(|price| price.to_pay);
    Ok(Money::total(terms.to_pay.currency(), prices)?)
}

/// A settlement that holds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    id: AgreementId,
    until: Date,
    /// What of its sum, and of what is owed [beside](domain::agreement::AgreementFacts::went_back) it, has not come yet; positive.
    left: Money,
}

impl InForce {
    /// What of a settlement that holds has not come yet and is not on its way, whatever of its invoices is in review; nothing of it
    /// where all is on its way.
    ///
    /// # Errors
    /// [`StoreError`] for amounts out of range.
    pub fn left_of(all: &[Self], id: AgreementId, invoices: &[Invoice]) -> Result<Option<Money>, StoreError> {
        let Some(settlement) = all.iter().find(|settlement| settlement.id == id) else { return Ok(None) };
        let own = invoices.iter().filter(|invoice| invoice.settlement == Some(id)).map(|invoice| invoice.on_its_way);
        let left = settlement.left.minus(Money::total(settlement.left.currency(), own)?)?;
        Ok(Some(if left.is_positive() { left } else { Money::zero(left.currency()) }))
    }
}

/// Gives these invoices of one debtor the price of the settlements that they are in, as of a day. From the day after its last one
/// there is none, but for one whose sum was on its way by then.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn price(db: &mut Db, creditor: CreditorId, invoices: &mut [Invoice], as_of: Date) -> Result<(), StoreError> {
    let all = in_force(db, creditor, invoices, as_of).await?;
    price_by(&all, invoices)
}

/// The settlements that hold on a day, of those that these invoices are in.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn in_force(
    db: &mut Db,
    creditor: CreditorId,
    invoices: &[Invoice],
    as_of: Date,
) -> Result<Vec<InForce>, StoreError> {
    let ids: BTreeSet<AgreementId> = invoices.iter().filter_map(|invoice| invoice.settlement).collect();
    let mut all = Vec::new();
    for id in ids {
        let Some(agreed) = agreements::by_id(db, creditor, id).await? else { continue };
        let Terms::Settlement(terms) = agreed.read_body()?.terms else { continue };
        if agreed.state != AgreementState::Live {
            continue;
        }
        let left = left_of(db, &agreed, &terms).await?;
        if left.is_positive() && (as_of <= terms.until || is_coming(db, &agreed, terms.until, left).await?) {
            all.push(InForce { id, until: terms.until, left });
        }
    }
    Ok(all)
}

/// Is all that is left of a settlement on its way, by payments that were begun by its last day? Nothing more is asked for then,
/// before it is known whether their money comes.
async fn is_coming(db: &mut Db, agreed: &AgreementRecord, until: Date, left: Money) -> Result<bool, StoreError> {
    let Some(creditor) = creditors::by_id(db, agreed.creditor).await? else { return Ok(false) };
    let over = creditor.zone.start_of_day(until.succ_opt().unwrap_or(until));
    Ok(payments::coming_for(db, agreed, over).await? >= left.minor())
}

/// Gives invoices the price of these settlements: what is left of each, over its invoices in proportion to what they owe, and of
/// that what is not on its way.
///
/// # Errors
/// [`StoreError`] for amounts out of range.
pub fn price_by(all: &[InForce], invoices: &mut [Invoice]) -> Result<(), StoreError> {
    for settlement in all {
        let parts = spread(invoices, settlement.id, settlement.left)?;
        let asked = Money::total(settlement.left.currency(), parts.iter().map(|(_, to_pay)| *to_pay))?;
        let mut rest = settlement.left.minus(asked)?;
        for (id, to_pay) in parts {
            for one in invoices.iter_mut().filter(|one| one.id == id) {
                let resting = rest.min(one.held_back())?;
                rest = rest.minus(resting)?;
                let to_pay = to_pay.minus(to_pay.min(one.on_its_way)?)?;
                let (until, by) = (Some(settlement.until), PricedBy::Settlement(settlement.id));
                one.price = Some(Price { to_pay, resting, until, by });
            }
        }
    }
    Ok(())
}

/// So much has been paid of these invoices. Where it is all that a settlement asks for, the rest of its invoices is given up.
///
/// # Errors
/// [`StoreError`] for amounts out of range.
pub fn receive(
    all: &mut Vec<InForce>,
    invoices: &mut [Invoice],
    paid: impl Iterator<Item = (InvoiceId, Money)>,
) -> Result<(), StoreError> {
    for (id, amount) in paid {
        let of = invoices.iter().find(|invoice| invoice.id == id).and_then(|invoice| invoice.settlement);
        for settlement in all.iter_mut().filter(|settlement| of == Some(settlement.id)) {
            settlement.left = settlement.left.minus(amount)?;
        }
    }
    for settlement in all.iter().filter(|settlement| !settlement.left.is_positive()) {
        for invoice in invoices.iter_mut().filter(|invoice| invoice.settlement == Some(settlement.id)) {
            let none = Money::zero(invoice.balance.currency());
            (invoice.balance, invoice.interest, invoice.fees) = (none, none, none);
        }
    }
    all.retain(|settlement| settlement.left.is_positive());
    Ok(())
}

/// What is left of a settlement's sum, but no more than is owed, over its invoices.
fn spread(invoices: &[Invoice], id: AgreementId, left: Money) -> Result<Vec<(InvoiceId, Money)>, StoreError> {
    let own = invoices.iter().filter(|invoice| invoice.settlement == Some(id) && !invoice.void);
    // What is on its way is of its sum too.
    let whole = |invoice: &Invoice| Invoice { on_its_way: Money::zero(left.currency()), ..invoice.clone() }.unpriced();
    let open: Vec<OpenInvoice> = own.map(whole).filter(|open| open.owes_something()).collect();
    let owed = open.iter().map(|open| open.owed()).collect::<Result<Vec<_>, _>>()?;
    let left = left.min(Money::total(left.currency(), owed)?)?;
    if !left.is_positive() {
        return Ok(Vec::new());
    }
    let least = Money::new(1, left.currency());
    let choice = Choice::new(&open, Some(left), least, AllocationOrder::ProRata);
    let choice = choice.map_err(|error| StoreError::Damaged(format!("{id} has no price: {error}")))?;
    Ok(sum_by_invoice(choice.shares().iter().map(|share| (share.invoice, share.amount))))
}

/// What money that was sent at `begun` may take of an invoice, by the books: no more than the price of a settlement that
/// was in force then. What is beyond it is the debtor's.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or amounts are out of range.
pub async fn takes(
    db: &mut Db,
    creditor: &Creditor,
    invoice: Invoice,
    begun: DateTime<Utc>,
) -> Result<OpenInvoice, StoreError> {
    let Some(id) = invoice.settlement else { return Ok(invoice.open()) };
    let mut all = vec![invoice];
    for (other, _) in agreements::covered(db, creditor.id, id).await? {
        if !all.iter().any(|known| known.id == other) {
            all.extend(invoices::by_id(db, creditor.id, other).await?);
        }
    }
    price(db, creditor.id, &mut all, creditor.zone.day_of(begun)).await?;
    let taken = all.into_iter().next().map(|own| if own.price.is_some() { own.payable() } else { own.open() });
    taken.ok_or_else(|| StoreError::Damaged(format!("{id} has no invoice")))
}
