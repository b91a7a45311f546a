//! A plan that runs is changed: the debtor wishes other dates or amounts, or its debt is another one by now.
//!
//! What is left of a plan is what its invoices owe by the books, so that what is agreed anew and what the ledger says are
//! the same to the cent, whichever invoice the payments so far went to.

use super::accept::{self, New};
use super::follow;
use super::terms::Quote;
use super::wording::AgreementRenderer;
use super::{Refusal, ending};
use crate::Services;
use crate::account::DebtorAccount;
use crate::account::minimum::floor;
use crate::account::running_plan::Remainder;
use crate::format::Formatter;
use crate::outbox::Job;
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Proof, Terms};
use domain::audit::Who;
use domain::conduct::Conduct;
use domain::creditor::Creditor;
use domain::date::{Date, days_between};
use domain::debtor::Debtor;
use domain::id::{AgreementId, InvoiceId, RequestId};
use domain::invoice::Invoice;
use domain::language::Language;
use domain::money::{Money, MoneyError};
use domain::offer::Situation;
use domain::plan::{InvoicePart, NoPlan, PlanRules, PlanWish};
use domain::policy::{Granted, Policy};
use domain::request::Request;
use domain::request::RequestState;
use domain::revision::{Rederived, price_of_rest, rederive, reschedule};
use store::{Db, StoreError, agreements, debtors, invoices, payments, policies, requests};

/// What is left of a debtor's plan, if it runs. `owed` is what the debtor owes, charges that have accrued included.
///
/// # Errors
/// [`StoreError`].
pub async fn left_of(
    db: &mut Db,
    creditor: &Creditor,
    agreed: AgreementRecord,
    owed: &[Invoice],
    as_of: Date,
) -> Result<Option<Remainder>, StoreError> {
    let Terms::Plan(terms) = agreed.read_body()?.terms else { return Ok(None) };
    if agreed.state != AgreementState::Live {
        return Ok(None);
    }
    let payments = follow::plan_payments(db, &agreed, &terms, creditor.zone).await?;
    let standing = domain::standing::standing(&terms.plan, &terms.conduct, &payments, as_of)?;
    // Within an instalment its price is paid first.
    let unpaid = standing.instalments.iter().map(|i| (i.instalment.price.minor() - i.paid.minor()).max(0));
    let price_left = unpaid.into_iter().try_fold(0_i64, i64::checked_add).ok_or(MoneyError::Overflow)?;
    let price_left = Money::new(price_left, terms.plan.principal.currency());
    let parts = parts_of(&terms, owed, price_left)?;
    Ok(Some(Remainder { agreed, terms, payments, parts, price_left }))
}

/// What each invoice of a plan owes without the plan's price: that stands among the fees of its first invoice, and where
/// it was paid before its time, in the balances.
fn parts_of(terms: &PlanTerms, owed: &[Invoice], price: Money) -> Result<Vec<InvoicePart>, StoreError> {
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
            let most = if of_fees { rest.min(invoice.fees.minor()) } else { rest };
            let part = price.min(most.max(0));
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

/// Reads what is left of a plan into the debtor's debtor_account, for a wish about it.
///
/// # Errors
/// [`StoreError`].
pub async fn load(
    db: &mut Db,
    creditor: &Creditor,
    debtor: &Debtor,
    id: AgreementId,
    debtor_account: &mut DebtorAccount,
) -> Result<(), StoreError> {
    let found = agreements::by_id(db, creditor.id, id).await?.filter(|agreed| agreed.debtor == debtor.id);
    if let Some(agreed) = found {
        debtor_account.running =
            left_of(db, creditor, agreed, &debtor_account.owed.invoices, debtor_account.owed.as_of).await?;
    }
    Ok(())
}

/// As [`load`], for the plan that covers an invoice of these terms.
///
/// # Errors
/// [`StoreError`].
pub async fn load_for(
    db: &mut Db,
    creditor: &Creditor,
    debtor: &Debtor,
    terms: &Terms,
    debtor_account: &mut DebtorAccount,
) -> Result<(), StoreError> {
    let Terms::Plan(plan) = terms else { return Ok(()) };
    let covering =
        |part: &InvoicePart| debtor_account.owed.invoices.iter().find(|invoice| invoice.id == part.invoice)?.plan;
    match plan.plan.invoices.iter().find_map(covering) {
        Some(id) => load(db, creditor, debtor, id, debtor_account).await,
        None => Ok(()),
    }
}

/// The rules for the rest of a plan, by the policy of today; `None`: none can be had this way.
#[must_use]
pub fn rules(policy: &Policy, situation: &Situation<'_>, left: &Remainder, granted: Granted) -> Option<PlanRules> {
    let owed = Money::total(left.price_left.currency(), left.parts.iter().map(|part| part.amount)).ok()?;
    let floor = situation.floors.iter().copied().find(|floor| floor.currency() == owed.currency());
    let floor = floor.filter(|floor| floor.is_positive()).unwrap_or(Money::new(1, owed.currency()));
    let rules = policy.plan.as_ref()?.rules(granted, owed, floor, situation.as_of)?;
    let price = price_of_rest(&left.terms.plan, &left.payments, situation.as_of).ok()?;
    Some(PlanRules { price, ..rules })
}

/// Other dates or amounts for what is left: at once within the policy's bounds and as often as the plan says, else by
/// asking a person.
///
/// # Errors
/// [`Refusal`].
pub fn quote(
    policy: &Policy,
    situation: &Situation<'_>,
    left: Option<&Remainder>,
    wish: PlanWish,
) -> Result<Quote, Refusal> {
    let left = left.ok_or(Refusal::NotOffered)?;
    let reschedules = left.terms.conduct.reschedules.checked_sub(1).ok_or(Refusal::NotOffered)?;
    let conduct = Conduct { reschedules, ..left.terms.conduct.clone() };
    let mut refused: Option<NoPlan> = None;
    for granted in [Granted::Automatically, Granted::OnRequest] {
        let Some(rules) = rules(policy, situation, left, granted) else { continue };
        match reschedule(&left.terms.plan, &left.payments, situation.as_of, &left.parts, wish, &rules) {
            Ok(plan) => return Ok(Quote { terms: Terms::Plan(PlanTerms { plan, conduct }), granted }),
            Err(no) => refused = refused.or(Some(no)),
        }
    }
    Err(refused.map_or(Refusal::NotOffered, Refusal::NoPlan))
}

/// Terms that were granted or offered for the rest of a plan: is that rest still what they are about?
///
/// # Errors
/// [`Refusal::Changed`].
pub fn still_fits(terms: &Terms, left: &Remainder, as_of: Date) -> Result<Terms, Refusal> {
    let Terms::Plan(plan) = terms else { return Err(Refusal::Changed) };
    let first = plan.plan.instalments.iter().find(|instalment| instalment.n > 0);
    let ahead = first.is_some_and(|first| days_between(as_of, first.date) >= 0);
    let fits = plan.plan.invoices == left.parts && ahead && plan.plan.is_sound();
    if fits { Ok(terms.clone()) } else { Err(Refusal::Changed) }
}

/// Fits a debtor's plan to its debt, where a credit note, a correction or a decision has changed that: at once where
/// it only asks for less, else as an offer that the debtor may accept. Until then the plan holds as it is.
///
/// # Errors
/// [`StoreError`].
pub async fn fit(db: &mut Db, services: &Services, creditor: &Creditor, id: AgreementId) -> Result<(), StoreError> {
    let now = services.clock.now();
    let Some(agreed) = agreements::by_id(db, creditor.id, id).await? else { return Ok(()) };
    debtors::lock(db, creditor.id, agreed.debtor).await?;
    let Some(debtor) = debtors::by_id(db, creditor.id, agreed.debtor).await? else { return Ok(()) };
    let changed = agreements::changed_since(db, &agreed).await?;
    if agreed.state != AgreementState::Live || changed == 0 {
        return Ok(());
    }
    if follow::is_paid(db, &agreed).await? {
        let hand = ending::Hand { ids: &*services.ids, creditor, now };
        return ending::end(db, &hand, &agreed, AgreementState::Kept, hand.today()).await.map(drop);
    }
    // By the books alone: interest that runs beside a plan is none of it.
    let mut owed = Vec::new();
    for (invoice, _) in agreements::covered(db, creditor.id, id).await? {
        if !payments::under_way_on(db, creditor.id, invoice).await?.is_empty() {
            return Ok(()); // money is on its way: looked at again tomorrow
        }
        owed.extend(invoices::lock(db, creditor.id, invoice).await?);
    }
    let as_of = creditor.zone.today(now);
    let Some(left) = left_of(db, creditor, agreed, &owed, as_of).await? else { return Ok(()) };
    let least = floor(services, creditor, left.price_left.currency()).unwrap_or(left.price_left);
    let plan = &left.terms.plan;
    let derived = rederive(plan, &left.payments, as_of, &left.parts, least)?;
    let (plan, silent) = match derived {
        Rederived::Unchanged => return Ok(()),
        Rederived::Silent(plan) => (plan, true),
        Rederived::NeedsConsent(plan) => (plan, false),
    };
    let terms = Terms::Plan(PlanTerms { plan, conduct: left.terms.conduct.clone() });
    let language = Language::of_tag(&left.agreed.language).unwrap_or(Language::Es);
    let pen = Formatter::new(creditor, debtor.locale.as_deref(), language);
    if silent {
        replace(db, services, (creditor, &debtor), &pen, left, terms, &owed).await
    } else {
        offer(db, services, &pen, &left, terms, changed, now).await
    }
}

async fn replace(
    db: &mut Db,
    services: &Services,
    (creditor, debtor): (&Creditor, &Debtor),
    pen: &Formatter,
    left: Remainder,
    terms: Terms,
    owed: &[Invoice],
) -> Result<(), StoreError> {
    let number = |id: InvoiceId| {
        let found = owed.iter().find(|invoice| invoice.id == id);
        found.map_or_else(String::new, |invoice| invoice.number.clone())
    };
    let said = AgreementRenderer { formatter: pen, creditor: &creditor.name, number: &number }.text(&terms);
    let new = New {
        creditor,
        debtor,
        text: said.frozen(),
        language: pen.language,
        policy_version: policies::newest(db, creditor.id).await?.n,
        proof: Proof::LessThanBefore,
        request: None,
        form_key: format!("fit-{}", left.agreed.id),
        today: creditor.zone.today(services.clock.now()),
        covered: covered_by(&terms),
        held: Vec::new(),
        replaces: Some(left),
        terms,
    };
    accept::write(db, services, new, services.clock.now()).await.map(drop)
}

fn covered_by(terms: &Terms) -> Vec<(InvoiceId, Money)> {
    super::terms::covers(terms, |_| None)
}

/// Offers the plan for another debt as the answer to a request that nobody had to make: the debtor says yes or no.
async fn offer(
    db: &mut Db,
    services: &Services,
    pen: &Formatter,
    left: &Remainder,
    terms: Terms,
    changed: i64,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), StoreError> {
    let until = super::answer::open_until(&terms).map(|day| pen.date(day)).unwrap_or_default();
    let words = documents::agreement_text::consent(pen.language, &until);
    let request = Request {
        creditor: left.agreed.creditor,
        id: RequestId::new(services.ids.uuid(now)),
        debtor: left.agreed.debtor,
        asked: terms.clone(),
        reason: String::new(),
        state: RequestState::Waiting,
        answer_by: super::answer::open_until(&terms).unwrap_or_default(),
        answer: None,
        words: None,
        decided_by: None,
        decided_at: None,
        language: pen.language.as_str().to_owned(),
        made_at: now,
        // Once for each debt: the next change offers another plan.
        form_key: format!("fit-{}-{changed}", left.agreed.id),
    };
    if !requests::add(db, &request).await? {
        return Ok(());
    }
    let decision =
        requests::Decision { state: RequestState::Countered, answer: Some(terms), words: Some(words), by: Who::Saldo };
    requests::decide(db, request.creditor, request.id, &decision, now).await?;
    Job::Answered { request: request.id }.queue(db, &*services.ids, request.creditor, now).await.map(drop)
}
