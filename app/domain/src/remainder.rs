//! What is left of a plan that runs, and what can be agreed instead of it.
//!
//! It is what the plan's invoices owe by the books, so that what is agreed anew and what the ledger says are the same to
//! the cent, whichever invoice the payments so far went to.

use crate::agreement::{AgreementRecord, PlanTerms, Terms};
use crate::agreement_terms::{Quote, QuoteError};
use crate::date::{Date, days_between};
use crate::invoice::Invoice;
use crate::money::{Money, MoneyError};
use crate::offer::Situation;
use crate::plan::default_terms::DefaultTerms;
use crate::plan::revision::{price_of_rest, reschedule};
use crate::plan::standing::{PlanPayment, standing};
use crate::plan::{InvoicePart, NoPlan, PlanRequest, PlanRules};
use crate::policy::{Granted, Policy};

/// What is left of a plan that runs.
#[derive(Debug, Clone)]
pub struct Remainder {
    /// The plan.
    pub agreement: AgreementRecord,
    /// What it says.
    pub terms: PlanTerms,
    /// What reached it so far.
    pub payments: Vec<PlanPayment>,
    /// What each of its invoices still owes, without the plan's price.
    pub parts: Vec<InvoicePart>,
    /// What of the plan's price is in the books and not paid by its schedule.
    pub price_left: Money,
}

impl Remainder {
    /// What is left of a plan on `as_of`. `owed` is what the debtor owes, charges that have accrued included.
    ///
    /// # Errors
    /// [`MoneyError`] for another currency or sums out of range.
    pub fn new(
        agreement: AgreementRecord,
        terms: PlanTerms,
        payments: Vec<PlanPayment>,
        owed: &[Invoice],
        as_of: Date,
    ) -> Result<Self, MoneyError> {
        let standing = standing(&terms.plan, &terms.default_terms, &payments, as_of)?;
        // Within an instalment its price is paid first.
        let unpaid = standing.instalments.iter().map(|i| (i.instalment.price.minor() - i.paid.minor()).max(0));
        let price_left = unpaid.into_iter().try_fold(0_i64, i64::checked_add).ok_or(MoneyError::Overflow)?;
        let price_left = Money::new(price_left, terms.plan.principal.currency());
        let parts = parts_of(&terms, owed, price_left)?;
        Ok(Self { agreement, terms, payments, parts, price_left })
    }

    /// The rules for the rest, by the policy of today; `None`: none can be had this way.
    #[must_use]
    pub fn rules(&self, policy: &Policy, situation: &Situation<'_>, granted: Granted) -> Option<PlanRules> {
        let owed = Money::total(self.price_left.currency(), self.parts.iter().map(|part| part.amount)).ok()?;
        let floor = situation.floor(owed.currency());
        let rules = policy.plan.as_ref()?.rules(granted, owed, floor, situation.as_of)?;
        let price = price_of_rest(&self.terms.plan, &self.payments, situation.as_of).ok()?;
        Some(PlanRules { price, ..rules })
    }

    /// Other dates or amounts for what is left: at once within the policy's bounds and as often as the plan says, else by
    /// asking a person.
    ///
    /// # Errors
    /// [`QuoteError::NotOffered`] when the plan was changed as often as it says; [`QuoteError::NoPlan`] when none fits.
    pub fn quote(&self, policy: &Policy, situation: &Situation<'_>, request: PlanRequest) -> Result<Quote, QuoteError> {
        let reschedules = self.terms.default_terms.reschedules.checked_sub(1).ok_or(QuoteError::NotOffered)?;
        let default_terms = DefaultTerms { reschedules, ..self.terms.default_terms.clone() };
        let mut refused: Option<NoPlan> = None;
        for granted in [Granted::Automatically, Granted::OnRequest] {
            let Some(rules) = self.rules(policy, situation, granted) else { continue };
            match reschedule(&self.terms.plan, &self.payments, situation.as_of, &self.parts, request, &rules) {
                Ok(plan) => return Ok(Quote { terms: Terms::Plan(PlanTerms { plan, default_terms }), granted }),
                Err(no) => refused = refused.or(Some(no)),
            }
        }
        Err(refused.map_or(QuoteError::NotOffered, QuoteError::NoPlan))
    }

    /// Terms that were granted or offered for this rest: is it still what they are about?
    ///
    /// # Errors
    /// [`QuoteError::Changed`] when another amount is left, or the first day is over.
    pub fn still_fits(&self, terms: &Terms, as_of: Date) -> Result<Terms, QuoteError> {
        let Terms::Plan(plan) = terms else { return Err(QuoteError::Changed) };
        let first = plan.plan.instalments.iter().find(|instalment| instalment.n > 0);
        let ahead = first.is_some_and(|first| days_between(as_of, first.date) >= 0);
        let fits = plan.plan.invoices == self.parts && ahead && plan.plan.is_sound();
        if fits { Ok(terms.clone()) } else { Err(QuoteError::Changed) }
    }
}

/// What each invoice of a plan owes without the plan's price: that stands among the fees of its first invoice, and where
/// it was paid before its time, in the balances.
fn parts_of(terms: &PlanTerms, owed: &[Invoice], price: Money) -> Result<Vec<InvoicePart>, MoneyError> {
    let mut price = price.minor();
    let mut parts = Vec::new();
    let mut open: Vec<&Invoice> = Vec::new();
    for part in &terms.plan.invoices {
        open.extend(owed.iter().find(|invoice| invoice.id == part.invoice && !invoice.void));
    }
    let mut taken = vec![0; open.len()];
    // An invoice with something open stays in the plan, if only with its last unit.
    for (of_fees, keep) in [(true, 1), (false, 1), (false, 0)] {
        for (invoice, taken) in open.iter().zip(&mut taken) {
            let rest = invoice.owed().minor() - *taken - keep;
            let max = if of_fees { rest.min(invoice.fees.minor()) } else { rest };
            let part = price.min(max.max(0));
            price -= part;
            *taken += part;
        }
    }
    for (invoice, taken) in open.iter().zip(taken) {
        let amount = invoice.owed().minus(Money::new(taken, invoice.balance.currency()))?;
        if amount.is_positive() {
            parts.push(InvoicePart { invoice: invoice.id, amount });
        }
    }
    Ok(parts)
}
