//! From a wish to terms: by the policy, the debtor's situation and the day, and nothing else.

use super::{Refusal, Wish};
use domain::agreement::{Extension, PlanTerms, Promise, Settlement, Terms};
use domain::date::days_between;
use domain::id::InvoiceId;
use domain::money::{Currency, Money};
use domain::offer::{Offer, OfferTerms, Situation};
use domain::offering::offers;
use domain::plan::{InvoicePart, NoPlan, PlanRules, PlanWish};
use domain::policy::{Granted, Policy};
use domain::solver::solve;
use sha2::{Digest, Sha256};

/// Terms that can be had, and from whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The terms.
    pub terms: Terms,
    /// At once, or from a person?
    pub granted: Granted,
}

/// The terms for `wish`.
///
/// # Errors
/// [`Refusal`].
pub fn quote(policy: &Policy, situation: &Situation<'_>, wish: &Wish) -> Result<Quote, Refusal> {
    match wish {
        Wish::Plan { invoices, wish } => plan(policy, situation, invoices, *wish),
        Wish::Extension { invoice, by } => {
            let (invoice, by) = (*invoice, *by);
            let wanted = |offer: &Offer| matches!(offer.terms, OfferTerms::Extension { invoice: of, by: delay, .. } if of == invoice && delay == by);
            extension(&find(policy, situation, wanted)?)
        }
        Wish::Promise { amount, date } => {
            let (amount, date) = (*amount, *date);
            let currency = amount.currency();
            let wanted =
                |offer: &Offer| matches!(offer.terms, OfferTerms::Promise { owed, .. } if owed.currency() == currency);
            promise(situation, &find(policy, situation, wanted)?, Promise { invoices: Vec::new(), amount, date })
        }
        Wish::Settlement { invoice } => {
            let wanted =
                |offer: &Offer| matches!(offer.terms, OfferTerms::Settlement { invoice: of, .. } if of == *invoice);
            settlement(&find(policy, situation, wanted)?)
        }
        // Its terms are in the books: see `accept::see`.
        Wish::Request { .. } => Err(Refusal::NotOffered),
        // It needs to know what is left: see `revise::draw`.
        Wish::Reschedule { .. } => Err(Refusal::NotOffered),
    }
}

fn find(policy: &Policy, situation: &Situation<'_>, wanted: impl Fn(&Offer) -> bool) -> Result<Offer, Refusal> {
    offers(policy, situation).into_iter().find(wanted).ok_or(Refusal::NotOffered)
}

/// The rules that a plan over these invoices (none: all in the currency of the oldest) must keep to, with what goes into
/// it; `None`: no plan is offered.
#[must_use]
pub fn plan_room(
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
    Some((parts, plan.rules(granted, owed, floor(situation, currency), situation.as_of)?))
}

fn plan(policy: &Policy, situation: &Situation<'_>, chosen: &[InvoiceId], wish: PlanWish) -> Result<Quote, Refusal> {
    let conduct = policy.plan.as_ref().ok_or(Refusal::NotOffered)?.conduct.clone();
    let mut refused: Option<NoPlan> = None;
    for granted in [Granted::Automatically, Granted::OnRequest] {
        let Some((parts, rules)) = plan_room(policy, situation, chosen, granted) else { continue };
        // One that was paid meanwhile, or of another currency: what was seen is not there any more.
        if !chosen.is_empty() && parts.len() != chosen.len() {
            return Err(Refusal::Changed);
        }
        match solve(&parts, wish, &rules) {
            Ok(plan) => return Ok(Quote { terms: Terms::Plan(PlanTerms { plan, conduct }), granted }),
            // What one gets at once is the nearer help than what a person is asked for.
            Err(no) => refused = refused.or(Some(no)),
        }
    }
    Err(refused.map_or(Refusal::NotOffered, Refusal::NoPlan))
}

fn extension(offer: &Offer) -> Result<Quote, Refusal> {
    let OfferTerms::Extension { invoice, old_due, new_due, price, pay_now, lost_discount, .. } = offer.terms else {
        return Err(Refusal::NotOffered);
    };
    let terms = Terms::Extension(Extension { invoice, old_due, new_due, price, pay_now, lost_discount });
    Ok(Quote { terms, granted: offer.granted })
}

fn promise(situation: &Situation<'_>, offer: &Offer, asked: Promise) -> Result<Quote, Refusal> {
    let OfferTerms::Promise { owed, latest } = offer.terms else { return Err(Refusal::NotOffered) };
    let least = floor(situation, owed.currency());
    if asked.amount.minor() < least.minor() || asked.amount.minor() > owed.minor() {
        return Err(Refusal::Amount { least, most: owed });
    }
    if asked.date < situation.as_of || asked.date > latest {
        return Err(Refusal::Date { from: situation.as_of, to: latest });
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

fn settlement(offer: &Offer) -> Result<Quote, Refusal> {
    let OfferTerms::Settlement { invoice, percent, to_pay, written_off } = offer.terms else {
        return Err(Refusal::NotOffered);
    };
    let amount = to_pay.plus(written_off).map_err(|_| Refusal::NotOffered)?;
    let until = offer.until.ok_or(Refusal::NotOffered)?;
    let invoices = vec![InvoicePart { invoice, amount }];
    let terms = Terms::Settlement(Settlement { invoices, percent, to_pay, written_off, until });
    Ok(Quote { terms, granted: offer.granted })
}

fn floor(situation: &Situation<'_>, currency: Currency) -> Money {
    let floor = situation.floors.iter().copied().find(|floor| floor.currency() == currency);
    floor.filter(|floor| floor.is_positive()).unwrap_or(Money::new(1, currency))
}

/// What terms cover: each invoice with how much of it.
#[must_use]
pub fn covers(terms: &Terms, owed: impl Fn(InvoiceId) -> Option<Money>) -> Vec<(InvoiceId, Money)> {
    let whole = |invoice: &InvoiceId| owed(*invoice).map(|amount| (*invoice, amount));
    match terms {
        Terms::Plan(plan) => plan.plan.invoices.iter().map(|part| (part.invoice, part.amount)).collect(),
        Terms::Settlement(settlement) => settlement.invoices.iter().map(|part| (part.invoice, part.amount)).collect(),
        Terms::Extension(extension) => whole(&extension.invoice).into_iter().collect(),
        Terms::Discount(discount) => whole(&discount.invoice).into_iter().collect(),
        Terms::Promise(promise) => promise.invoices.iter().filter_map(whole).collect(),
    }
}

/// The fingerprint of what is on the page: terms and words. It travels in the form, so that what is
/// accepted is what was seen.
#[must_use]
pub fn fingerprint(terms: &Terms, text: &str) -> String {
    let mut hasher = Sha256::new();
    // Every field of the terms is data of ours; there is no value that could not be written.
    hasher.update(serde_json::to_vec(terms).unwrap_or_default());
    hasher.update([0]);
    hasher.update(text.as_bytes());
    hex::encode(hasher.finalize())
}
