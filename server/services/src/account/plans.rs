//! Plans that are in force: where each stands by the ledger, with what is on its way, and the price of its invoices.

use chrono::{DateTime, Utc};
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::AgreementId;
use domain::invoice::{Invoice, Price, PricedBy};
use domain::money::{Currency, Money};
use domain::payment::PlannedShare;
use domain::plan::early::PlanPrice;
use domain::plan::standing::{PlanPayment, PlanStanding, is_paid, standing, unearned_price};
use domain::zone::Zone;
use std::collections::BTreeSet;
use store::payments::OnItsWay;
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

/// A plan that holds.
#[derive(Debug, Clone)]
pub struct PlanInForce {
    pub(super) agreed: AgreementRecord,
    pub(super) terms: PlanTerms,
    /// What reached it, oldest first.
    payments: Vec<PlanPayment>,
    /// What is on its way to it.
    coming: Vec<PlanPayment>,
}

impl PlanInForce {
    /// Where it stands by what reached it.
    pub(super) fn standing(&self, as_of: Date) -> Result<PlanStanding, StoreError> {
        Ok(standing(&self.terms.plan, &self.terms.default_terms, &self.payments, as_of)?)
    }

    /// Is all that it asks for on its way?
    ///
    /// # Errors
    /// [`StoreError`] for amounts out of range.
    pub fn is_coming(&self) -> Result<bool, StoreError> {
        Ok(!self.coming.is_empty() && is_paid(&self.terms.plan, &self.with_coming())?)
    }

    /// The plan with this id, if it holds.
    #[must_use]
    pub fn of(all: &[Self], id: AgreementId) -> Option<&Self> {
        all.iter().find(|plan| plan.agreed.id == id)
    }

    const fn currency(&self) -> Currency {
        self.terms.plan.principal.currency()
    }

    fn with_coming(&self) -> Vec<PlanPayment> {
        [self.payments.as_slice(), &self.coming].concat()
    }

    /// Its open instalments, at the prices of the day.
    fn price(&self, as_of: Date) -> Result<PlanPrice, StoreError> {
        let stands = standing(&self.terms.plan, &self.terms.default_terms, &self.with_coming(), as_of)?;
        let none = Money::zero(self.currency());
        Ok(PlanPrice::new(&self.terms.default_terms, &stands, none, as_of))
    }
}

/// The plans that hold, of those that these invoices are in.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or a plan cannot be read.
pub(super) async fn in_force(
    db: &mut Db,
    creditor: &Creditor,
    invoices: &[Invoice],
) -> Result<Vec<PlanInForce>, StoreError> {
    let ids: BTreeSet<AgreementId> = invoices.iter().filter_map(|invoice| invoice.plan).collect();
    let mut all = Vec::new();
    for id in ids {
        let Some(agreed) = agreements::by_id(db, creditor.id, id).await? else { continue };
        let Terms::Plan(terms) = agreed.read_body()?.terms else { continue };
        if agreed.state == AgreementState::Live {
            let payments = plan_payments(db, &agreed, &terms, creditor.zone).await?;
            all.push(PlanInForce { agreed, terms, payments, coming: Vec::new() });
        }
    }
    Ok(all)
}

/// Tells each plan what is on its way to it; not what is beside it.
pub(super) fn expect(all: &mut [PlanInForce], invoices: &[Invoice], moving: &[OnItsWay], zone: Zone) {
    for plan in all {
        let id = plan.agreed.id;
        let own = |one: &&OnItsWay| {
            one.beside.is_none() && invoices.iter().any(|of| of.id == one.invoice && of.plan == Some(id))
        };
        let coming = moving.iter().filter(own);
        let day = |begun: DateTime<Utc>| zone.day_of(begun);
        plan.coming = coming.map(|one| PlanPayment { on: day(one.begun), amount: one.amount }).collect();
    }
}

/// Gives invoices of plans the price of the day: without what comes off their instalments for being paid early, in the invoices'
/// order. Where all that a plan asks for is on its way, nothing is asked for its invoices, whatever their balance is until then.
///
/// # Errors
/// [`StoreError`] for amounts out of range.
pub(super) fn price_by(all: &[PlanInForce], invoices: &mut [Invoice], as_of: Date) -> Result<(), StoreError> {
    for plan in all {
        let (id, coming, price) = (plan.agreed.id, plan.is_coming()?, plan.price(as_of)?);
        let until = price.open.iter().filter_map(|one| one.until).min();
        let none = Money::zero(price.saved.currency());
        let (mut through, mut taken) = (none, none);
        for invoice in invoices.iter_mut().filter(|invoice| invoice.plan == Some(id) && !invoice.void) {
            let Some(own) = invoice.parts().into_iter().find(|part| part.plan == Some(id)) else { continue };
            let owed = own.without_price();
            let off = if coming {
                owed
            } else {
                through = through.plus(owed)?;
                let all = price.off_of(through)?;
                let off = all.minus(taken)?;
                taken = all;
                off
            };
            if off.is_positive() {
                let to_pay = invoice.without_price().minus(off)?;
                invoice.price = Some(Price { to_pay, resting: none, until, by: PricedBy::Instalments(id) });
            }
        }
    }
    Ok(())
}

/// So much has been paid of these invoices, with what came off beside it. Of a plan that is paid off with it before its time, the
/// price that is not earned is no longer owed.
///
/// # Errors
/// [`StoreError`] for amounts out of range.
pub(super) fn receive(
    all: &mut Vec<PlanInForce>,
    invoices: &mut [Invoice],
    paid: &[PlannedShare],
    on: Date,
) -> Result<(), StoreError> {
    for plan in all.iter_mut() {
        let id = plan.agreed.id;
        let is_own = |planned: &&PlannedShare| {
            let of = |invoice: &Invoice| invoice.id == planned.share.invoice && invoice.plan == Some(id);
            planned.beside.is_none() && invoices.iter().any(of)
        };
        let own = paid.iter().filter(is_own).map(|planned| planned.share.amount.plus(planned.discount));
        let own = own.collect::<Result<Vec<_>, _>>()?;
        let amount = Money::total(plan.currency(), own)?;
        if amount.is_positive() {
            plan.payments.push(PlanPayment { on, amount });
        }
    }
    let mut left = Vec::with_capacity(all.len());
    for plan in all.drain(..) {
        if !is_paid(&plan.terms.plan, &plan.payments)? {
            left.push(plan);
            continue;
        }
        let id = Some(plan.agreed.id);
        let mut less = unearned_price(&plan.terms.plan, &plan.payments)?.unwrap_or(Money::zero(plan.currency()));
        for part in &plan.terms.plan.invoices {
            for invoice in invoices.iter_mut().filter(|invoice| invoice.id == part.invoice && invoice.plan == id) {
                let (fees, balance) = given_back(invoice, less)?;
                less = less.minus(fees)?.minus(balance)?;
                (invoice.fees, invoice.balance) = (invoice.fees.minus(fees)?, invoice.balance.minus(balance)?);
            }
        }
        for invoice in invoices.iter_mut().filter(|invoice| invoice.plan == id) {
            (invoice.plan, invoice.beside) = (None, None);
        }
    }
    *all = left;
    Ok(())
}

/// Price that is not earned, taken out of an invoice: of its fees, and where the money for them came first, of what else it owes.
///
/// # Errors
/// [`StoreError`] for another currency.
pub fn given_back(invoice: &Invoice, price: Money) -> Result<(Money, Money), StoreError> {
    let none = Money::zero(price.currency());
    let fees = invoice.fees.min(price)?.max(none)?;
    Ok((fees, invoice.balance.min(price.minus(fees)?)?.max(none)?))
}
