//! Paying: check, go to the provider. `/pay/confirm`, `POST /pay`.

use super::account::open_payment;
use super::choose::{Pick, choose_page};
use super::error::{Failure, PageStatus};
use super::instalment::EarlyPayment;
use super::invoice_rows::share_rows;
use super::reductions::{in_plan, reductions};
use super::session::DebtorSession;
use app::api::payments::PayForm;
use app::components::forms::HiddenField;
use app::components::methods::{MethodUnavailable, PaymentMethod};
use app::routes::PayQuery;
use app::views::choose::ChooseRefusal;
use app::views::confirm::ConfirmView;
use app::views::pay_only::PayOnlyState;
use app::views::problem::Problem;
use app::{routes, views};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::allocation::{ChoiceError, leaves_enough, sum_by_invoice};
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money, MoneyError};
use domain::payment::{Payment, PaymentPurpose, PaymentUpdate, Progress, ProviderName};
use providers::ProviderError;
use services::account;
use services::account::DebtorAccount;
use services::account::minimum::{floor, minimum};
use services::payments::instalment::PaidPlan;
use services::payments::start::{OpenPageError, PaymentError, PricedChoice, Request, fits, paid_together};
use services::payments::{again, start};
use std::collections::{BTreeMap, HashMap};
use store::{StoreError, payments};

/// What is owed, and what is being paid of it.
pub(super) struct Books {
    pub(super) debtor_account: DebtorAccount,
    /// Of it, what can be paid and may be seen here.
    pub(super) owed: Vec<Invoice>,
    pub(super) running: Vec<Payment>,
}

pub(super) async fn books(session: &DebtorSession) -> Result<Books, Failure> {
    let mut db = session.state.services.store.read().await?;
    let now = session.state.services.clock.now();
    let debtor_account =
        account::load(&mut db, &session.state.services, &session.creditor, session.debtor.id, now).await?;
    let mut owed = debtor_account.owed.invoices.clone();
    owed.retain(|invoice| invoice.owed().is_positive() && !invoice.void && may_see(session, invoice.id));
    let running = payments::open_of(&mut db, session.creditor.id, session.debtor.id).await?;
    Ok(Books { debtor_account, owed, running })
}

fn may_see(session: &DebtorSession, invoice: InvoiceId) -> bool {
    session.link.invoice.is_none_or(|only| only == invoice)
}

/// What an address says about a payment.
pub(super) fn asked_for(uri: &Uri) -> Result<PayForm, Problem> {
    let pairs = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    PayForm::of_pairs(pairs).ok_or(Problem::BadRequest)
}

/// `GET /pay/confirm`: what was chosen, by the domain's own rules; nothing is changed.
pub(super) async fn confirm(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
    let asked = asked_for(&uri)?;
    confirm_page(&session, &asked).await
}

async fn confirm_page(session: &DebtorSession, asked: &PayForm) -> Result<Response, Failure> {
    let books = books(session).await?;
    if books.owed.is_empty() {
        return Err(Problem::NothingToPay.into());
    }
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| asked.invoices.contains(&invoice.id)).collect();
    if let Some(running) = in_the_way(session, &books.running, &chosen).await? {
        return Ok(under_way_page(session, &running));
    }
    if let PaymentPurpose::Instalment { agreement, n, .. } = asked.purpose().ok_or(Problem::BadRequest)?
        && session.link.is_whole()
    {
        return instalment_page(session, asked, agreement, n, &books).await;
    }
    let (chosen, plan) = paid_together(&chosen);
    let plan = match plan {
        Some(id) => super::instalment::plan(session, id).await?,
        None => None,
    };
    let owed = chosen.iter().map(|invoice| invoice.to_pay());
    match &plan {
        // Everything of a plan is paid as its instalments are.
        Some(plan) if !asked.part && plan_is_whole(plan, owed)? && session.link.is_whole() => {
            let last = plan.price.open.last().map_or(0, |last| last.n);
            instalment_page(session, asked, plan.id, last, &books).await
        }
        _ => plain_page(session, asked, &books, (&chosen, plan.as_ref())).await,
    }
}

/// Do these amounts pay all that a plan asks for?
fn plan_is_whole(plan: &PaidPlan, owed: impl Iterator<Item = Money>) -> Result<bool, StoreError> {
    let all = plan.price.full_through(u16::MAX)?;
    Ok(Money::total(all.currency(), owed)?.minor() >= all.minor())
}

/// An instalment at its early price, or in full where it has none today.
async fn instalment_page(
    session: &DebtorSession,
    asked: &PayForm,
    id: AgreementId,
    n: u16,
    books: &Books,
) -> Result<Response, Failure> {
    let plan = super::instalment::plan(session, id).await?;
    // Paid by now, or its plan is over: what there is to say stands on the plan's own page.
    let Some(plan) = plan.filter(|plan| plan.price.open.iter().any(|one| one.n == n)) else {
        return Ok(see_other(&routes::agreement(id)));
    };
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| plan.invoices.contains(&invoice.id)).collect();
    if let Some(early) = plan.price.early_through(n) {
        let payment = EarlyPayment {
            policy: &books.debtor_account.owed.version.policy,
            agreement: id,
            price: &plan.price,
            early: &early,
            owed: &books.owed,
            chosen: &chosen,
            changed: asked.changed,
        };
        return super::instalment::page(session, &payment);
    }
    let full = plan.price.full_through(n).map_err(StoreError::from)?;
    let amount = Some(session.formatter.money(full));
    let asked = PayForm { part: true, amount, agreement: None, instalment: None, ..asked.clone() };
    plain_page(session, &asked, books, (&chosen, Some(&plan))).await
}

/// The last page before invoices are paid, at their prices or in part.
async fn plain_page(
    session: &DebtorSession,
    asked: &PayForm,
    books: &Books,
    (chosen, plan): (&[&Invoice], Option<&PaidPlan>),
) -> Result<Response, Failure> {
    let (formatter, pay_only) = (&session.formatter, session.link.pay_only);
    let refuse = |refusal| async move {
        if pay_only {
            Err(Problem::BadRequest.into())
        } else {
            choose_page(session, asked, Pick::All, Some(refusal)).await
        }
    };
    let Some(currency) = chosen.first().map(|invoice| invoice.balance.currency()) else {
        return refuse(ChooseRefusal::Choice(ChoiceError::Nothing)).await;
    };
    let typed = asked.amount.as_deref().filter(|_| asked.part);
    let amount = match typed.map(|typed| formatter.style(currency).parse(typed)).transpose() {
        Ok(amount) => amount,
        Err(error) => return refuse(ChooseRefusal::Amount(error)).await,
    };
    let policy = &books.debtor_account.owed.version.policy;
    let min = minimum(&session.state.services, &session.creditor, policy, currency);
    let priced = match PricedChoice::new(chosen, plan, amount, min, policy.allocation) {
        Ok(priced) => priced,
        Err(error) => return refuse(ChooseRefusal::Choice(error)).await,
    };
    let shares = sum_by_invoice(priced.shares.iter().map(|planned| (planned.share.invoice, planned.share.amount)));
    let left = left_in_all(books, &priced, &shares)?;
    if amount.is_some() && !pay_only {
        let left = left.get(&currency).copied().unwrap_or(Money::zero(currency));
        let whole = PricedChoice::new(chosen, plan, None, min, policy.allocation).map_or(priced.total, |all| all.total);
        let floor = floor(&session.state.services, &session.creditor, currency).unwrap_or(Money::new(1, currency));
        if let Err(error) = leaves_enough(priced.total, whole, left, floor, min) {
            return refuse(ChooseRefusal::Choice(error)).await;
        }
    }
    let ids: Vec<InvoiceId> = chosen.iter().map(|invoice| invoice.id).collect();
    let by_id: HashMap<InvoiceId, Invoice> = chosen.iter().map(|invoice| (invoice.id, (*invoice).clone())).collect();
    let after = |invoice: &Invoice, paid: Money| left_after(&priced, invoice, paid);
    let mut off = if pay_only { Vec::new() } else { reductions(formatter, &priced, chosen)? };
    off.extend(plan.filter(|_| !pay_only).and_then(|plan| in_plan(formatter, plan, &priced)));
    let (none, said_off) = (Money::zero(currency), priced.off(chosen).map_err(StoreError::from)?);
    let view = ConfirmView {
        reductions: off,
        hidden: if pay_only { hidden(asked.part, none) } else { hidden(asked.part, said_off) },
        of_plan: plan.filter(|_| !pay_only).and_then(|plan| super::instalment::part(&plan.price, priced.total)),
        amount: priced.total,
        amount_text: formatter.money(priced.total),
        left: formatter.amounts(&left).filter(|_| !pay_only),
        shares: share_rows(formatter, &shares, &by_id, after),
        methods: methods(session, priced.total),
        form_key: session.form_key(),
        change_href: change_href(asked, currency, &ids),
        invoices: ids,
        changed: asked.changed,
    };
    Ok(session.page(|context| views::confirm::page(context, view)))
}

/// The fields by which a form that pays says what the page showed: an amount that was chosen, and what falls away.
fn hidden(part: bool, off: Money) -> Vec<HiddenField> {
    let part = part.then(|| HiddenField::new("how", "part"));
    let off = off.is_positive().then(|| HiddenField::new("off", off.decimal().to_string()));
    part.into_iter().chain(off).collect()
}

/// What stays to be paid of an invoice once so much of it is. A discount is for who pays its price; what a settlement asks
/// for becomes less by any part of it.
fn left_after(priced: &PricedChoice, invoice: &Invoice, paid: Money) -> Money {
    let none = Money::zero(paid.currency());
    let settled = invoice.price.is_some_and(|price| price.settlement().is_some());
    let discounts = priced.shares.iter().filter(|planned| planned.share.invoice == invoice.id);
    let off = Money::total(paid.currency(), discounts.map(|planned| planned.discount)).unwrap_or(none);
    match priced.cleared.contains(&invoice.id) {
        true => none,
        false if settled => invoice.to_pay().minus(paid).unwrap_or(none),
        false => invoice.owed().minus(paid).and_then(|left| left.minus(off)).unwrap_or(none),
    }
}

/// What is asked for in all once this is paid, each currency for itself.
fn left_in_all(
    books: &Books,
    priced: &PricedChoice,
    shares: &[(InvoiceId, Money)],
) -> Result<BTreeMap<Currency, Money>, StoreError> {
    let mut left = BTreeMap::new();
    for invoice in &books.owed {
        let paid = shares.iter().find(|(id, _)| *id == invoice.id);
        // What is in review is no more asked for afterwards than before.
        let part = match paid {
            None => invoice.asked(),
            Some((_, paid)) => left_after(priced, invoice, *paid).minus(review_after(invoice, *paid)?)?,
        };
        if part.is_positive() {
            let sum = left.entry(part.currency()).or_insert(Money::zero(part.currency()));
            *sum = sum.plus(part)?;
        }
    }
    Ok(left)
}

/// What of an invoice stays in review once so much of it is paid: what is beyond all the rest pays of it too.
fn review_after(invoice: &Invoice, paid: Money) -> Result<Money, MoneyError> {
    let none = Money::zero(paid.currency());
    if invoice.price.is_some() {
        return Ok(none);
    }
    let beyond = paid.minus(invoice.asked())?;
    let left = if beyond.is_positive() { invoice.in_review().minus(beyond)? } else { invoice.in_review() };
    Ok(if left.is_positive() { left } else { none })
}

fn change_href(asked: &PayForm, currency: Currency, ids: &[InvoiceId]) -> String {
    let choice = PayQuery::whole(currency, ids);
    let choice = if asked.part { choice.part(asked.amount.clone().unwrap_or_default()) } else { choice };
    choice.choose()
}

/// The payment that keeps one of these invoices from being paid, if there is one. What was begun and left does not: it
/// [makes way](again::begin).
async fn in_the_way(
    session: &DebtorSession,
    running: &[Payment],
    chosen: &[&Invoice],
) -> Result<Option<Payment>, Failure> {
    for payment in running.iter().filter(|payment| payment.progress != Progress::Redirected) {
        let mut db = session.state.services.store.read().await?;
        let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
        if shares.iter().any(|share| chosen.iter().any(|invoice| invoice.id == share.invoice)) {
            return Ok(Some(payment.clone()));
        }
    }
    Ok(None)
}

pub(super) fn under_way_page(session: &DebtorSession, payment: &Payment) -> Response {
    let open = open_payment(&session.formatter, payment, session.state.services.clock.now());
    session.page_with(PageStatus::Conflict, |context| views::open_payment::page(context, open))
}

/// The ways to pay an amount; those that cannot take it say why.
pub(super) fn methods(session: &DebtorSession, amount: Money) -> Vec<PaymentMethod> {
    let country = session.creditor.locale.split('-').nth(1).unwrap_or_default();
    ProviderName::ALL
        .into_iter()
        .filter_map(|name| {
            let (_, provider) = session.state.services.providers.for_creditor(name, &session.creditor.slug)?;
            let why_not = match provider.limits(amount.currency()) {
                None => Some(MethodUnavailable::Currency { code: amount.currency().code().to_owned() }),
                Some(limits) if fits(amount, &limits) => None,
                Some(limits) if amount.minor() < limits.min.minor() => {
                    Some(MethodUnavailable::TooSmall { min: session.formatter.money(limits.min) })
                }
                Some(limits) if amount.minor() > limits.max.minor() => {
                    Some(MethodUnavailable::TooLarge { max: session.formatter.money(limits.max) })
                }
                Some(_) => Some(MethodUnavailable::Step),
            };
            Some(PaymentMethod {
                provider: name,
                kinds: (providers::spec(name).methods)(amount.currency(), country),
                why_not,
            })
        })
        .collect()
}

/// What somebody with a pay-only link can do.
pub(super) async fn pay_only_state(session: &DebtorSession, invoice: &Invoice) -> Result<PayOnlyState, Failure> {
    let books = books(session).await?;
    if let Some(running) = in_the_way(session, &books.running, &[invoice]).await? {
        return Ok(PayOnlyState::UnderWay(open_payment(
            &session.formatter,
            &running,
            session.state.services.clock.now(),
        )));
    }
    // As it is owed today, with what being late has cost.
    let Some(invoice) = books.owed.iter().find(|owed| owed.id == invoice.id) else {
        return Ok(PayOnlyState::Settled);
    };
    let (amount, _) = match invoice.plan {
        Some(id) => next_of_one(session, invoice, id).await?,
        None => (invoice.to_pay(), Money::zero(invoice.balance.currency())),
    };
    // What falls away is nobody's business who pays for somebody else: `pay` works it out again.
    let hidden = hidden(invoice.plan.is_some(), Money::zero(amount.currency()));
    Ok(PayOnlyState::Payable {
        invoice: invoice.id,
        amount,
        amount_text: session.formatter.money(amount),
        methods: methods(session, amount),
        form_key: session.form_key(),
        hidden,
    })
}

/// The next instalment of the plan that an invoice is in, as far as the invoice goes: what it costs, and what comes off.
async fn next_of_one(session: &DebtorSession, invoice: &Invoice, id: AgreementId) -> Result<(Money, Money), Failure> {
    let plan = super::instalment::plan(session, id).await?;
    let next = plan.as_ref().and_then(|plan| Some((plan, plan.price.open.first()?.n)));
    let Some((plan, n)) = next else { return Ok((invoice.to_pay(), Money::zero(invoice.balance.currency()))) };
    let full = plan.price.full_through(n).map_err(StoreError::from)?;
    let full = full.min(invoice.to_pay()).map_err(StoreError::from)?;
    let off = plan.price.off_of(full).map_err(StoreError::from)?;
    Ok((full.minus(off).map_err(StoreError::from)?, off))
}

/// What somebody with a pay-only link pays: of an invoice in a plan its next instalment, at the price that it has now. `None`
/// where that is another one than the page showed.
async fn paid_by_link(
    session: &DebtorSession,
    purpose: PaymentPurpose,
    amount: Money,
) -> Result<Option<PaymentPurpose>, Failure> {
    let PaymentPurpose::Invoices { invoices, part, .. } = purpose else { return Ok(Some(purpose)) };
    let books = books(session).await?;
    let found = books.owed.iter().find(|invoice| invoices.contains(&invoice.id));
    let off = match found.and_then(|invoice| Some((invoice, invoice.plan?))) {
        Some((invoice, id)) => {
            let (price, off) = next_of_one(session, invoice, id).await?;
            if price != amount {
                return Ok(None);
            }
            Some(off)
        }
        None => None,
    };
    Ok(Some(PaymentPurpose::Invoices { invoices, part, off }))
}

/// `POST /pay`: commits the payment ([`start::begin`]), has the provider open its page
/// ([`start::open_page`]), and sends the browser there.
pub(super) async fn pay(session: &DebtorSession, asked: PayForm) -> Result<Response, Failure> {
    let (Some(currency), Some(amount), Some(form_key)) = (asked.currency, &asked.amount, &asked.form_key) else {
        return Err(Problem::BadRequest.into());
    };
    session.own_form(form_key)?;
    let amount = Money::parse(amount, currency).map_err(|_| Problem::BadRequest)?;
    let Some(provider) = asked.method else { return Ok(see_again(session, &asked, amount)) };
    if asked.invoices.is_empty() || !asked.invoices.iter().all(|invoice| may_see(session, *invoice)) {
        return Err(Problem::BadRequest.into());
    }
    let purpose = asked.purpose().ok_or(Problem::BadRequest)?;
    let allowed = match &purpose {
        PaymentPurpose::Invoices { .. } => true,
        PaymentPurpose::Instalment { .. } => session.link.is_whole(),
    };
    if !allowed {
        return Err(Problem::BadRequest.into());
    }
    let purpose = if session.link.pay_only { paid_by_link(session, purpose, amount).await? } else { Some(purpose) };
    let Some(purpose) = purpose else { return Ok(see_other(routes::ACCOUNT)) };
    let request = Request {
        debtor: session.debtor.id,
        purpose,
        amount,
        provider,
        form_key: form_key.clone(),
        whole_account: session.link.is_whole(),
        language: session.formatter.language.as_str().to_owned(),
    };
    let payment = match again::begin(&session.state.services, &session.creditor, request).await {
        Ok(payment) => payment,
        // Paid a moment ago: its own page says so.
        Err(PaymentError::UnderWay(paid)) if paid.progress == Progress::Succeeded => {
            return Ok(see_other(&routes::payment(paid.id)));
        }
        Err(PaymentError::UnderWay(running)) => return Ok(under_way_page(session, &running)),
        // What is owed has changed since the page was made: show it again as it is now.
        Err(PaymentError::Choice(ChoiceError::Nothing)) => return Err(Problem::NothingToPay.into()),
        Err(PaymentError::Store(error)) => return Err(error.into()),
        Err(
            PaymentError::Choice(_) | PaymentError::Price | PaymentError::Method | PaymentError::FormUsed { own: true },
        ) => {
            return Ok(see_again(session, &asked, amount));
        }
        Err(PaymentError::FormUsed { own: false }) => return Err(Problem::BadRequest.into()),
    };
    to_provider(session, payment).await
}

/// To the provider's page of a payment, opening it if it is not open yet.
pub(super) async fn to_provider(session: &DebtorSession, payment: Payment) -> Result<Response, Failure> {
    let own = routes::payment(payment.id);
    if payment.progress != Progress::Created && payment.progress != Progress::Redirected {
        return Ok(see_other(&own));
    }
    if let Some(url) = payment.url {
        return Ok(see_other(&url));
    }
    let error = match start::open_page(&session.state.services, &session.creditor, &payment).await {
        Ok(opened) => return Ok(see_other(opened.url.as_deref().unwrap_or(&own))),
        Err(OpenPageError::Store(error)) => return Err(error.into()),
        Err(OpenPageError::Provider(error)) => error,
    };
    match error {
        ProviderError::Away(_) | ProviderError::Unreadable(_) => {
            // Committed, and asked for again behind the scenes; nothing was charged. The debtor may
            // try again or take another way, once this one is out of the way.
            tracing::warn!(payment.id = %payment.id, %error, "a provider is away");
            give_up(session, &payment, PaymentUpdate::Cancelled).await?;
            Err(Problem::ProviderAway { again_href: Some(routes::PAY.to_owned()) }.into())
        }
        ProviderError::Refused(_) | ProviderError::Amount(_) => {
            tracing::warn!(payment.id = %payment.id, %error, "a provider refused a payment");
            give_up(session, &payment, PaymentUpdate::Failed).await?;
            Ok(see_other(&own))
        }
    }
}

/// Ends a payment that no payer was ever sent to. Should its page exist after all (the answer was
/// lost), it runs out unseen; should it be paid all the same, the money is booked.
async fn give_up(session: &DebtorSession, payment: &Payment, fact: PaymentUpdate) -> Result<(), Failure> {
    let context = services::payments::settle::SettlementContext::of(
        &session.state.services,
        session.state.services.clock.now(),
        None,
    );
    let (creditor, id) = (payment.creditor, payment.id);
    session
        .state
        .services
        .store
        .write((context, fact), move |db, (context, fact)| {
            Box::pin(async move {
                services::payments::settle::apply(db, context, creditor, id, std::slice::from_ref(fact)).await.map(drop)
            })
        })
        .await?;
    Ok(())
}

fn see_again(session: &DebtorSession, asked: &PayForm, amount: Money) -> Response {
    let choice = PayQuery::whole(amount.currency(), &asked.invoices);
    // Each at the price that it has now.
    let address = match asked.purpose() {
        Some(PaymentPurpose::Instalment { agreement, n, .. }) => {
            routes::with(routes::with(choice.confirm(), "agreement", agreement), "instalment", n)
        }
        // As the visitor's country writes it: where the dot parts thousands, 1.500 dinars is not 1,500.
        Some(PaymentPurpose::Invoices { part: true, .. }) => choice.part(session.formatter.money(amount)).confirm(),
        Some(PaymentPurpose::Invoices { part: false, .. }) | None => choice.confirm(),
    };
    see_other(&routes::with(address, "changed", 1))
}

/// 303: what follows a form is a GET.
pub(super) fn see_other(to: &str) -> Response {
    match header::HeaderValue::from_str(to) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => Failure::from(Problem::BadRequest).into_response(),
    }
}
