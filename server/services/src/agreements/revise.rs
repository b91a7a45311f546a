//! A plan that runs is changed: the debtor asks for other dates or amounts, or its debt has changed.
//!
//! What is left of a plan is what its invoices owe by the books, so that what is agreed anew and what the ledger says are
//! the same to the cent, whichever invoice the payments so far went to.

use super::accept::{self, New};
use super::ending;
use super::facts;
use super::jobs;
use super::wording::AgreementRenderer;
use crate::Services;
use crate::account::DebtorAccount;
use crate::account::minimum::floor;
use crate::format::Formatter;
use crate::outbox::Job as _;
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms, VerifiedBy};
use domain::audit::Who;
use domain::creditor::Creditor;
use domain::date::Date;
use domain::debtor::Debtor;
use domain::id::{AgreementId, InvoiceId, RequestId};
use domain::invoice::Invoice;
use domain::language::Language;
use domain::money::Money;
use domain::plan::InvoicePart;
use domain::plan::revision::{Rederived, rederive};
use domain::remainder::Remainder;
use domain::request::Request;
use domain::request::RequestState;
use store::{Db, StoreError, agreements, debtors, invoices, payments, policies, requests};

/// What is left of a debtor's plan, if it runs. `owed` is what the debtor owes, charges that have accrued included.
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
    let payments = crate::account::plans::plan_payments(db, &agreed, &terms, creditor.zone).await?;
    Ok(Some(Remainder::new(agreed, terms, payments, owed, as_of)?))
}

/// Reads what is left of a plan into the debtor's account, for a request about it.
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

/// Fits a debtor's plan to its debt, where a credit note, a correction or a decision has changed that: at once where
/// it only asks for less, else as an offer that the debtor may accept. Until then the plan holds as it is.
pub async fn fit(db: &mut Db, services: &Services, creditor: &Creditor, id: AgreementId) -> Result<(), StoreError> {
    let now = services.clock.now();
    let Some(agreed) = agreements::by_id(db, creditor.id, id).await? else { return Ok(()) };
    debtors::lock(db, creditor.id, agreed.debtor).await?;
    let Some(debtor) = debtors::by_id(db, creditor.id, agreed.debtor).await? else { return Ok(()) };
    let changed = agreements::changed_since(db, &agreed).await?;
    if agreed.state != AgreementState::Live || changed == 0 {
        return Ok(());
    }
    let Terms::Plan(PlanTerms { plan, .. }) = agreed.read_body()?.terms else { return Ok(()) };
    if !facts::owed(db, &agreed, plan.principal.currency()).await?.is_positive() {
        let context = services.context(creditor, now);
        return ending::end(db, &context, &agreed, AgreementState::Kept, context.today()).await.map(drop);
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
    let min = floor(services, creditor, left.price_left.currency()).unwrap_or(left.price_left);
    let plan = &left.terms.plan;
    let derived = rederive(plan, &left.payments, as_of, &left.parts, min)?;
    let (plan, silent) = match derived {
        Rederived::Unchanged => return Ok(()),
        Rederived::Silent(plan) => (plan, true),
        Rederived::NeedsConsent(plan) => (plan, false),
    };
    let terms = Terms::Plan(PlanTerms { plan, default_terms: left.terms.default_terms.clone() });
    let language = Language::of_tag(&left.agreement.language).unwrap_or(Language::Es);
    let formatter = Formatter::new(creditor, debtor.locale.as_deref(), language);
    if silent {
        replace(db, services, (creditor, &debtor), &formatter, left, terms, &owed).await
    } else {
        offer(db, services, &formatter, &left, terms, changed, now).await
    }
}

async fn replace(
    db: &mut Db,
    services: &Services,
    (creditor, debtor): (&Creditor, &Debtor),
    formatter: &Formatter,
    left: Remainder,
    terms: Terms,
    owed: &[Invoice],
) -> Result<(), StoreError> {
    let number = |id: InvoiceId| {
        let found = owed.iter().find(|invoice| invoice.id == id);
        found.map_or_else(String::new, |invoice| invoice.number.clone())
    };
    let wording = AgreementRenderer { formatter, creditor: &creditor.name, number: &number }.text(&terms);
    let new = New {
        creditor,
        debtor,
        text: wording.frozen(),
        language: formatter.language,
        policy_version: policies::newest(db, creditor.id).await?.n,
        verified_by: VerifiedBy::LessThanBefore,
        way_in: None,
        request: None,
        form_key: format!("fit-{}", left.agreement.id),
        covered: covered_by(&terms),
        excess: Vec::new(),
        replaces: Some(left),
        terms,
    };
    accept::write(db, services, new, services.clock.now()).await.map(drop)
}

fn covered_by(terms: &Terms) -> Vec<(InvoiceId, Money)> {
    terms.covers(|_| None)
}

/// Offers the plan for another debt as the answer to a request that nobody had to make: the debtor says yes or no.
async fn offer(
    db: &mut Db,
    services: &Services,
    formatter: &Formatter,
    left: &Remainder,
    terms: Terms,
    changed: i64,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), StoreError> {
    let until = terms.open_until().map(|day| formatter.date(day)).unwrap_or_default();
    let words = documents::agreement_text::consent(formatter.language, &until);
    let request = Request {
        creditor: left.agreement.creditor,
        id: RequestId::new(services.ids.uuid(now)),
        debtor: left.agreement.debtor,
        asked: terms.clone(),
        reason: String::new(),
        state: RequestState::Waiting,
        answer_by: terms.open_until().unwrap_or_default(),
        answer: None,
        words: None,
        decided_by: None,
        decided_at: None,
        language: formatter.language.as_str().to_owned(),
        made_at: now,
        // Once for each debt: the next change offers another plan.
        form_key: format!("fit-{}-{changed}", left.agreement.id),
    };
    if !requests::add(db, &request).await? {
        return Ok(());
    }
    let decision =
        requests::Decision { state: RequestState::Countered, answer: Some(terms), words: Some(words), by: Who::Saldo };
    requests::decide(db, request.creditor, request.id, &decision, now).await?;
    jobs::Answered { request: request.id }.queue(db, &*services.ids, request.creditor, now).await.map(drop)
}
