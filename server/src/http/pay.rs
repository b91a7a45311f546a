//! Paying: check, go to the provider. `/pay/confirm`, `POST /pay`.

use super::account::open_payment;
use super::choose::{Pick, choose_page};
use super::error::{Failure, PageStatus};
use super::instalment::EarlyPayment;
use super::invoice_rows::{left, share_rows};
use super::quote::{WorkedOut, work_out};
use super::reductions::{in_plan, reductions};
use super::session::DebtorSession;
use app::api::payments::PayForm;
use app::components::credit::UsableCredit;
use app::components::forms::HiddenField;
use app::components::methods::{MethodUnavailable, PaymentMethod};
use app::routes::PayQuery;
use app::views::confirm::ConfirmView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::allocation::{ChoiceError, sum_by_invoice};
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money};
use domain::payment::{Payment, PaymentPurpose, PaymentUpdate, Progress, ProviderName};
use providers::ProviderError;
use services::account;
use services::account::DebtorAccount;
use services::payments::instalment::PaidPlan;
use services::payments::start::{OpenPageError, PaymentError, Request, fits, paid_together};
use services::payments::{again, start};
use store::{StoreError, agreements, payments};

/// What is owed, and what is being paid of it.
pub(super) struct Books {
    pub(super) debtor_account: DebtorAccount,
    /// Of it, what can be paid and may be seen here, in its [parts](Invoice::parts).
    pub(super) owed: Vec<Invoice>,
    pub(super) running: Vec<Payment>,
}

pub(super) async fn books(session: &DebtorSession) -> Result<Books, Failure> {
    let mut db = session.state.services.store.read().await?;
    let now = session.state.services.clock.now();
    let debtor_account =
        account::load(&mut db, &session.state.services, &session.creditor, session.debtor.id, now).await?;
    let mut owed: Vec<Invoice> = debtor_account.owed.invoices.iter().flat_map(Invoice::parts).collect();
    // What is in review as a whole is asked for by nobody: not the debtor, nor who pays for somebody else.
    let can_be_paid = |invoice: &Invoice| invoice.owed().is_positive() && !invoice.void && !invoice.fully_disputed();
    owed.retain(|invoice| can_be_paid(invoice) && may_see(session, invoice.id));
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
    session.own_invoices(&asked.invoices).await?;
    confirm_page(&session, &asked).await
}

async fn confirm_page(session: &DebtorSession, asked: &PayForm) -> Result<Response, Failure> {
    let books = books(session).await?;
    if books.owed.is_empty() {
        return Err(Problem::NothingToPay.into());
    }
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| asked.invoices.contains(&invoice.id)).collect();
    let (chosen, plans) = paid_together(&chosen, asked.agreement);
    if let Some(running) = in_the_way(session, &books.running, &chosen).await? {
        return under_way_page(session, &running).await;
    }
    if let PaymentPurpose::Instalment { agreement, n, .. } = asked.purpose().ok_or(Problem::BadRequest)?
        && session.link.is_whole()
    {
        return instalment_page(session, asked, agreement, n, &books).await;
    }
    let plans = super::instalment::plans(session, &plans).await?;
    let only_plan = chosen.iter().all(|invoice| invoice.plan.is_some());
    match plans.as_slice() {
        // Everything of a plan is paid as its instalments are.
        [plan] if only_plan && !asked.part && plan_is_whole(plan, &chosen)? && session.link.is_whole() => {
            let last = plan.price.open.last().map_or(0, |last| last.n);
            instalment_page(session, asked, plan.id, last, &books).await
        }
        _ => plain_page(session, asked, &books, (&chosen, &plans)).await,
    }
}

/// Do these invoices pay all that a plan asks for?
fn plan_is_whole(plan: &PaidPlan, chosen: &[&Invoice]) -> Result<bool, StoreError> {
    let all = plan.price.full_through(u16::MAX)?;
    Ok(Money::total(all.currency(), chosen.iter().map(|invoice| invoice.by_schedule()))?.minor() >= all.minor())
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
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| invoice.plan == Some(id)).collect();
    if let Some(early) = plan.price.early_through(n) {
        let payment = EarlyPayment {
            account: &books.debtor_account,
            agreement: id,
            price: &plan.price,
            early: &early,
            chosen: &chosen,
            changed: asked.changed,
        };
        return super::instalment::page(session, &payment).await;
    }
    let full = plan.price.full_through(n).map_err(StoreError::from)?;
    let amount = Some(session.formatter.money(full));
    let asked = PayForm { part: true, amount, agreement: Some(id), instalment: None, ..asked.clone() };
    plain_page(session, &asked, books, (&chosen, std::slice::from_ref(&plan))).await
}

/// The last page before invoices are paid, at their prices or in part.
async fn plain_page(
    session: &DebtorSession,
    asked: &PayForm,
    books: &Books,
    (chosen, plans): (&[&Invoice], &[PaidPlan]),
) -> Result<Response, Failure> {
    let (formatter, pay_only) = (&session.formatter, session.link.pay_only);
    let WorkedOut { priced, after, .. } = match work_out(session, asked, books, (chosen, plans))? {
        Ok(worked_out) => worked_out,
        Err(_) if pay_only => return Err(Problem::BadRequest.into()),
        Err(refusal) => return choose_page(session, asked, Pick::All, Some(refusal)).await,
    };
    let currency = priced.total.currency();
    let shares = sum_by_invoice(priced.shares.iter().map(|planned| (planned.share.invoice, planned.share.amount)));
    let ids: Vec<InvoiceId> = chosen.iter().map(|invoice| invoice.id).collect();
    let mut off = if pay_only { Vec::new() } else { reductions(formatter, &priced, chosen)? };
    let shown = plans.iter().filter(|_| !pay_only);
    off.extend(shown.filter_map(|plan| in_plan(formatter, plan, &priced)));
    let (none, said_off) = (Money::zero(currency), priced.off(chosen).map_err(StoreError::from)?);
    let view = ConfirmView {
        reductions: off,
        hidden: stated_part(asked.part, if pay_only { none } else { said_off }, asked.agreement),
        of_plan: match plans {
            [plan] if !pay_only && chosen.iter().all(|invoice| invoice.plan.is_some()) => {
                super::instalment::part(&plan.price, priced.total)
            }
            _ => None,
        },
        amount: priced.total,
        amount_text: formatter.money(priced.total),
        left: if pay_only { None } else { Some(left(formatter, after.owed.invoices.iter())?) },
        credit: credit_before(session).await?,
        shares: share_rows(formatter, &shares, chosen.iter().copied(), &after.owed.invoices)?,
        methods: methods(session, priced.total),
        form_key: session.form_key(),
        change_href: if pay_only { routes::ACCOUNT.to_owned() } else { change_href(asked, currency, &ids) },
        invoices: ids,
        changed: asked.changed,
    };
    Ok(session.page(|context| views::confirm::page(context, view)))
}

/// The fields by which a form that pays says what the page showed: an amount that was chosen, what falls away, and that it is of
/// a plan.
pub(super) fn stated_part(part: bool, off: Money, of_plan: Option<AgreementId>) -> Vec<HiddenField> {
    let part = part.then(|| HiddenField::new("how", "part"));
    let off = off.is_positive().then(|| HiddenField::new("off", off.decimal().to_string()));
    let of_plan = of_plan.map(|id| HiddenField::new("agreement", id.to_string()));
    part.into_iter().chain(off).chain(of_plan).collect()
}

/// What the debtor may use before paying; nobody's business who pays for somebody else.
pub(super) async fn credit_before(session: &DebtorSession) -> Result<Option<UsableCredit>, Failure> {
    if session.link.pay_only {
        return Ok(None);
    }
    Ok(super::credit::usable(&mut session.state.services.store.read().await?, session).await?)
}

fn change_href(asked: &PayForm, currency: Currency, ids: &[InvoiceId]) -> String {
    let choice = PayQuery::whole(currency, ids);
    let choice = if asked.part { choice.part(asked.amount.clone().unwrap_or_default()) } else { choice };
    choice.choose()
}

/// The payment that keeps one of these invoices from being paid, if there is one. What was begun and left does not: it
/// [makes way](again::begin).
pub(super) async fn in_the_way(
    session: &DebtorSession,
    running: &[Payment],
    chosen: &[&Invoice],
) -> Result<Option<Payment>, Failure> {
    for payment in running.iter().filter(|payment| payment.progress != Progress::Redirected) {
        let mut db = session.state.services.store.read().await?;
        let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
        if start::in_the_way(payment, &shares, chosen) {
            return Ok(Some(payment.clone()));
        }
    }
    Ok(None)
}

pub(super) async fn under_way_page(session: &DebtorSession, payment: &Payment) -> Result<Response, Failure> {
    if session.link.pay_only {
        return super::pay_only::under_way(session).await;
    }
    let open = open_payment(&session.formatter, payment, session.state.services.clock.now());
    Ok(session.page_with(PageStatus::Conflict, |context| views::open_payment::page(context, open)))
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
        PaymentPurpose::Invoices { of_plan: None, .. } => true,
        PaymentPurpose::Invoices { of_plan: Some(id), .. } => {
            let mut db = session.state.services.store.read().await?;
            let found = agreements::by_id(&mut db, session.creditor.id, *id).await?;
            session.link.is_whole() && found.is_some_and(|found| found.debtor == session.debtor.id)
        }
        PaymentPurpose::Instalment { .. } => session.link.is_whole(),
    };
    if !allowed {
        return Err(Problem::BadRequest.into());
    }
    let purpose =
        if session.link.pay_only { super::pay_only::paid(session, purpose, amount).await? } else { Some(purpose) };
    let Some(purpose) = purpose else { return Ok(see_other(routes::ACCOUNT)) };
    let request = Request {
        debtor: session.debtor.id,
        purpose,
        amount,
        provider,
        form_key: form_key.clone(),
        session: session.id,
        whole_account: session.link.is_whole(),
        language: session.formatter.language.as_str().to_owned(),
    };
    let payment = match again::begin(&session.state.services, &session.creditor, request).await {
        Ok(payment) => payment,
        // Paid a moment ago: its own page says so.
        Err(PaymentError::UnderWay(paid)) if paid.progress == Progress::Succeeded => {
            return Ok(see_other(&routes::payment(paid.id)));
        }
        Err(PaymentError::UnderWay(running)) => return under_way_page(session, &running).await,
        // What is owed has changed since the page was made: show it again as it is now.
        Err(PaymentError::Choice(ChoiceError::Nothing)) => return Err(Problem::NothingToPay.into()),
        Err(PaymentError::TooOften(often)) => return Err(often.into()),
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
            Err(Problem::ProviderAway {
                again_href: Some(if session.link.pay_only { routes::ACCOUNT } else { routes::PAY }.to_owned()),
            }
            .into())
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
    let context = services::payments::apply_updates::UpdateContext::of(
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
                services::payments::apply_updates::apply(db, context, creditor, id, std::slice::from_ref(fact))
                    .await
                    .map(drop)
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
        Some(PaymentPurpose::Invoices { part, of_plan, .. }) => {
            let choice = if part { choice.part(session.formatter.money(amount)) } else { choice };
            of_plan.map_or_else(|| choice.confirm(), |id| routes::with(choice.confirm(), "agreement", id))
        }
        None => choice.confirm(),
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
