//! From what a debtor asks to terms: by the policy, the debtor's situation and the day.

use crate::agreement::{Extension, PlanTerms, Promise, Settlement, Terms};
use crate::date::{Date, days_between};
use crate::id::InvoiceId;
use crate::money::Money;
use crate::offer::{Offer, OfferTerms, OpenDebt, Situation};
use crate::offer_request::OfferRequest;
use crate::offering::offers;
use crate::plan::solver::solve;
use crate::plan::{InvoicePart, NoPlan, PlanRequest, PlanRules};
use crate::policy::{Granted, Policy};

/// Terms that can be had, and from whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The terms.
    pub terms: Terms,
    /// At once, or from a person?
    pub granted: Granted,
}

/// Why there are no such terms. Each is something that whoever asks can act on.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuoteError {
    /// It is not offered (any more): to this debtor, on this debt, this often.
    #[error("it is not offered")]
    NotOffered,
    /// There is no such plan; the nearest that there is stands in it.
    #[error(transparent)]
    NoPlan(#[from] NoPlan),
    /// The amount is more than owed, or less than can be paid.
    #[error("the amount is from {min} to {max}")]
    Amount {
        /// The least.
        min: Money,
        /// The most.
        max: Money,
    },
    /// The date is over, or too far.
    #[error("the date is from {from} to {to}")]
    Date {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// What is owed or offered now is not what it was.
    #[error("what it is about has changed")]
    Changed,
}

/// The terms for what is asked, by the policy, the debtor's situation and the day, and nothing else.
///
/// # Errors
/// [`QuoteError`] when they are not offered, or not for this amount, date or schedule.
pub fn quote(policy: &Policy, situation: &Situation<'_>, request: &OfferRequest) -> Result<Quote, QuoteError> {
    match request {
        OfferRequest::Plan { invoices, request } => plan(policy, situation, invoices, *request),
        OfferRequest::Extension { invoice, by } => {
            let (invoice, by) = (*invoice, *by);
            let wanted = |offer: &Offer| matches!(offer.terms, OfferTerms::Extension { invoice: of, by: delay, .. } if of == invoice && delay == by);
            extension(&find(policy, situation, wanted)?)
        }
        OfferRequest::Promise { amount, date } => {
            let (amount, date) = (*amount, *date);
            let currency = amount.currency();
            let wanted =
                |offer: &Offer| matches!(offer.terms, OfferTerms::Promise { owed, .. } if owed.currency() == currency);
            promise(situation, &find(policy, situation, wanted)?, Promise { invoices: Vec::new(), amount, date })
        }
        OfferRequest::Settlement { invoice } => {
            let wanted =
                |offer: &Offer| matches!(offer.terms, OfferTerms::Settlement { invoice: of, .. } if of == *invoice);
            settlement(&find(policy, situation, wanted)?)
        }
        // The terms of a request are in the books, and another schedule needs to know what is left of the plan
        // (`Remainder::quote`): neither follows from the policy alone.
        OfferRequest::Request { .. } | OfferRequest::Reschedule { .. } => Err(QuoteError::NotOffered),
    }
}

fn find(policy: &Policy, situation: &Situation<'_>, wanted: impl Fn(&Offer) -> bool) -> Result<Offer, QuoteError> {
    offers(policy, situation).into_iter().find(wanted).ok_or(QuoteError::NotOffered)
}

/// The rules that a plan over these invoices (none: all in the currency of the oldest) must keep to, with what goes into
/// it; `None`: no plan is offered.
#[must_use]
pub fn plan_rules(
    policy: &Policy,
    situation: &Situation<'_>,
    chosen: &[InvoiceId],
    granted: Granted,
) -> Option<(Vec<InvoicePart>, PlanRules)> {
    let plan = policy.plan.as_ref()?;
    let free = situation.debts.iter().filter_map(|debt| Some((debt, debt.owed()?)));
    let chosen: Vec<_> = free.filter(|(debt, _)| chosen.is_empty() || chosen.contains(&debt.invoice)).collect();
    let currency = chosen.first()?.1.currency();
    let of_one = || chosen.iter().filter(|(_, owed)| owed.currency() == currency);
    let parts: Vec<_> = of_one().map(|(debt, amount)| InvoicePart { invoice: debt.invoice, amount: *amount }).collect();
    let owed = Money::total(currency, parts.iter().map(|part| part.amount)).ok()?;
    let oldest = of_one().map(|(debt, _)| debt.due).min()?;
    if !plan.to.admits(situation.history, days_between(oldest, situation.as_of), owed) {
        return None;
    }
    Some((parts, plan.rules(granted, owed, situation.floor(currency), situation.as_of)?))
}

fn plan(
    policy: &Policy,
    situation: &Situation<'_>,
    chosen: &[InvoiceId],
    request: PlanRequest,
) -> Result<Quote, QuoteError> {
    let default_terms = policy.plan.as_ref().ok_or(QuoteError::NotOffered)?.default_terms.clone();
    let mut refused: Option<NoPlan> = None;
    for granted in [Granted::Automatically, Granted::OnRequest] {
        let Some((parts, rules)) = plan_rules(policy, situation, chosen, granted) else { continue };
        // One that was paid meanwhile, or of another currency: what was seen is not there any more.
        if !chosen.is_empty() && parts.len() != chosen.len() {
            return Err(QuoteError::Changed);
        }
        match solve(&parts, request, &rules) {
            Ok(plan) => return Ok(Quote { terms: Terms::Plan(PlanTerms { plan, default_terms }), granted }),
            // What one gets at once is the nearer help than what a person is asked for.
            Err(no) => refused = refused.or(Some(no)),
        }
    }
    Err(refused.map_or(QuoteError::NotOffered, QuoteError::NoPlan))
}

fn extension(offer: &Offer) -> Result<Quote, QuoteError> {
    let OfferTerms::Extension { invoice, old_due, new_due, price, pay_now, lost_discount, .. } = offer.terms else {
        return Err(QuoteError::NotOffered);
    };
    let terms = Terms::Extension(Extension { invoice, old_due, new_due, price, pay_now, lost_discount });
    Ok(Quote { terms, granted: offer.granted })
}

fn promise(situation: &Situation<'_>, offer: &Offer, asked: Promise) -> Result<Quote, QuoteError> {
    let OfferTerms::Promise { owed, latest } = offer.terms else { return Err(QuoteError::NotOffered) };
    let min = situation.floor(owed.currency());
    if asked.amount.minor() < min.minor() || asked.amount.minor() > owed.minor() {
        return Err(QuoteError::Amount { min, max: owed });
    }
    if asked.date < situation.as_of || asked.date > latest {
        return Err(QuoteError::Date { from: situation.as_of, to: latest });
    }
    // The oldest ones that the amount reaches.
    let mut left = asked.amount.minor();
    let mut invoices: Vec<InvoiceId> = Vec::new();
    for debt in situation.debts.iter().filter(|debt| debt.due <= latest) {
        let Some(part) = debt.owed().filter(|part| part.currency() == owed.currency() && left > 0) else { continue };
        invoices.push(debt.invoice);
        left = left.saturating_sub(part.minor());
    }
    Ok(Quote { terms: Terms::Promise(Promise { invoices, ..asked }), granted: offer.granted })
}

fn settlement(offer: &Offer) -> Result<Quote, QuoteError> {
    let OfferTerms::Settlement { invoice, percent, to_pay, written_off } = offer.terms else {
        return Err(QuoteError::NotOffered);
    };
    let amount = to_pay.plus(written_off).map_err(|_| QuoteError::NotOffered)?;
    let until = offer.until.ok_or(QuoteError::NotOffered)?;
    let invoices = vec![InvoicePart { invoice, amount }];
    let terms = Terms::Settlement(Settlement { invoices, percent, to_pay, written_off, until });
    Ok(Quote { terms, granted: offer.granted })
}

/// Terms that somebody granted, as they can be agreed today: is what they are about still owed as it was (of a plan or a
/// settlement, but for charges that came since), and do their days still lie ahead? What was to be paid at once is then
/// paid today.
///
/// # Errors
/// [`QuoteError::Changed`] when it is owed otherwise, or one of their days is over.
pub fn still_fits(terms: &Terms, situation: &Situation<'_>) -> Result<Terms, QuoteError> {
    let as_of = situation.as_of;
    let debt = |id| situation.debts.iter().find(|debt| debt.invoice == id);
    let owed = |id| debt(id).and_then(OpenDebt::owed);
    let mut terms = terms.clone();
    let fits = match &mut terms {
        Terms::Plan(terms) => {
            let plan = &mut terms.plan;
            let first = plan.instalments.iter().find(|instalment| instalment.n > 0).map(|instalment| instalment.date);
            if let Some(down) = plan.instalments.iter_mut().find(|instalment| instalment.n == 0) {
                down.date = down.date.max(as_of);
            }
            plan.invoices.iter().all(|part| debt(part.invoice).is_some_and(|debt| debt.still_owes(part.amount)))
                && first.is_some_and(|first| first >= as_of)
                && plan.is_sound()
        }
        Terms::Extension(terms) => {
            owed(terms.invoice).is_some()
                && debt(terms.invoice).is_some_and(|debt| debt.due == terms.old_due)
                && terms.new_due > as_of
        }
        Terms::Settlement(terms) => {
            terms.invoices.iter().all(|part| debt(part.invoice).is_some_and(|debt| debt.still_owes(part.amount)))
                && terms.until >= as_of
        }
        Terms::Discount(_) | Terms::Promise(_) => false,
    };
    if fits { Ok(terms) } else { Err(QuoteError::Changed) }
}
