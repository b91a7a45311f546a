//! Paying: choose, check, go to the provider. `/pay`, `/pay/confirm`, `POST /pay`.

use super::account::open_payment;
use super::credit;
use super::error::{Failure, PageStatus};
use super::instalment::EarlyPayment;
use super::invoice_rows::{in_review, share_rows};
use super::session::DebtorSession;
use app::api::payments::{PayForm, Payable, PayableForm, tickable};
use app::components::forms::HiddenField;
use app::components::methods::{MethodUnavailable, PaymentMethod};
use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use app::routes::PayQuery;
use app::views::choose::{ChooseGroup, ChooseRefusal, ChooseRow, ChooseView};
use app::views::confirm::ConfirmView;
use app::views::pay_only::PayOnlyState;
use app::views::problem::Problem;
use app::{routes, views};
use axum::Json;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::allocation::{Choice, ChoiceError, sum_by_invoice};
use domain::discount::Reduction;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::invoice::owed_by_currency;
use domain::money::{Currency, Money};
use domain::payment::{Payment, PaymentPurpose, PaymentUpdate, Progress, ProviderName};
use providers::ProviderError;
use services::account;
use services::account::minimum::minimum;
use services::account::{DebtorAccount, EarlyPrice, EarlyPrices};
use services::payments::start::{DueSettlement, OpenPageError, PaymentError, Request, at_early_prices, fits, payable};
use services::payments::{instalment, start};
use std::collections::{BTreeMap, HashMap};
use store::{StoreError, payments};

struct Books {
    debtor_account: DebtorAccount,
    /// Of it, what can be paid and may be seen here.
    owed: Vec<Invoice>,
    running: Vec<Payment>,
}

async fn books(session: &DebtorSession) -> Result<Books, Failure> {
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
fn asked_for(uri: &Uri) -> Result<PayForm, Problem> {
    let pairs = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    PayForm::of_pairs(pairs).ok_or(Problem::BadRequest)
}

/// `GET /pay`.
pub(super) async fn choose(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
    let session = session.whole()?;
    let asked = asked_for(&uri)?;
    choose_page(&session, &asked, None).await
}

async fn choose_page(
    session: &DebtorSession,
    asked: &PayForm,
    refused: Option<ChooseRefusal>,
) -> Result<Response, Failure> {
    let books = books(session).await?;
    if books.owed.is_empty() {
        return Err(Problem::NothingToPay.into());
    }
    let mut by_currency: BTreeMap<Currency, Vec<&Invoice>> = BTreeMap::new();
    for invoice in &books.owed {
        by_currency.entry(invoice.balance.currency()).or_default().push(invoice);
    }
    let only = asked.currency.filter(|currency| by_currency.contains_key(currency));
    let status = if refused.is_some() { PageStatus::InvalidForm } else { PageStatus::Found };
    let groups = by_currency
        .into_iter()
        .filter(|(currency, _)| only.is_none_or(|only| only == *currency))
        .map(|(currency, invoices)| {
            let here = asked.currency.is_none_or(|asked| asked == currency);
            let min = minimum(
                &session.state.services,
                &session.creditor,
                &books.debtor_account.owed.version.policy,
                currency,
            );
            let all = asked.invoices.is_empty() && !(here && refused.is_some());
            ChooseGroup {
                style: session.formatter.style(currency),
                min,
                min_text: session.formatter.money(min),
                rows: invoices
                    .into_iter()
                    .map(|invoice| ChooseRow {
                        invoice: invoice.payable(),
                        on_hold: on_hold(invoice),
                        in_review: in_review(&session.formatter, invoice),
                        number: invoice.number.clone(),
                        description: invoice.description.clone(),
                        due: session.formatter.short(invoice.due_now()),
                        amount: session.formatter.money(invoice.to_pay()),
                        state: invoice.standing().state(session.today),
                        chosen: (all && !invoice.fully_disputed()) || asked.invoices.contains(&invoice.id),
                    })
                    .collect(),
                typed: if here { asked.amount.clone().unwrap_or_default() } else { String::new() },
                part: here && asked.part,
                refused: if here { refused.clone() } else { None },
            }
        })
        .collect();
    let now = session.state.services.clock.now();
    let open_payment = books.running.first().map(|payment| open_payment(&session.formatter, payment, now));
    let credit = credit::usable(&mut session.state.services.store.read().await?, session).await?;
    let view = ChooseView { groups, open_payment, credit };
    Ok(session.page_with(status, |context| views::choose::page(context, view)))
}

/// `POST /pay/quote`: what the page would show of one currency now.
pub(super) async fn payable_now(session: &DebtorSession, form: PayableForm) -> Result<Response, Failure> {
    let books = books(session).await?;
    let min =
        minimum(&session.state.services, &session.creditor, &books.debtor_account.owed.version.policy, form.currency);
    let invoices = books.owed.iter().filter(|invoice| invoice.balance.currency() == form.currency);
    let invoices = invoices.map(|invoice| tickable(&invoice.payable(), on_hold(invoice))).collect();
    Ok(Json(Payable { min: min.minor(), invoices }).into_response())
}

/// What of an invoice is not asked for now.
fn on_hold(invoice: &Invoice) -> Money {
    invoice.owed().minus(invoice.to_pay()).unwrap_or(invoice.balance)
}

/// `GET /pay/confirm`: what was chosen, by the domain's own rules; nothing is changed.
pub(super) async fn confirm(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
    let asked = asked_for(&uri)?;
    confirm_page(&session, &asked).await
}

async fn confirm_page(session: &DebtorSession, asked: &PayForm) -> Result<Response, Failure> {
    let pay_only = session.link.pay_only;
    let books = books(session).await?;
    if books.owed.is_empty() {
        return Err(Problem::NothingToPay.into());
    }
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| asked.invoices.contains(&invoice.id)).collect();
    if let Some(running) = under_way(session, &books.running, &chosen).await? {
        return Ok(under_way_page(session, &running));
    }
    match asked.purpose().ok_or(Problem::BadRequest)? {
        PaymentPurpose::Instalment { agreement, n, .. } if session.link.is_whole() => {
            return instalment_page(session, asked, agreement, n, &books).await;
        }
        PaymentPurpose::Settlement { agreement, .. } if !pay_only => {
            let found = {
                let mut db = session.state.services.store.read().await?;
                start::settlement_of(&mut db, &session.creditor, session.debtor.id, agreement, session.today).await?
            };
            // One that has ended leaves the full price.
            if let Some(due) = found {
                return settlement_page(session, asked, agreement, &books, &due);
            }
        }
        PaymentPurpose::Invoices { .. }
        | PaymentPurpose::EarlyDiscounts { .. }
        | PaymentPurpose::Settlement { .. }
        | PaymentPurpose::Instalment { .. } => {}
    }
    plain_page(session, asked, &books, &chosen).await
}

/// An instalment at its early price, or in full where it has none today.
async fn instalment_page(
    session: &DebtorSession,
    asked: &PayForm,
    id: AgreementId,
    n: u16,
    books: &Books,
) -> Result<Response, Failure> {
    let found = {
        let mut db = session.state.services.store.read().await?;
        instalment::due(&mut db, &session.creditor, session.debtor.id, (id, n), session.today).await?
    };
    // Paid by now, or its plan is over: what there is to say stands on the plan's own page.
    let Some(due) = found else { return Ok(see_other(&routes::agreement(id))) };
    let chosen: Vec<&Invoice> = books.owed.iter().filter(|invoice| due.invoices.contains(&invoice.id)).collect();
    if let Some(early) = due.early {
        let payment = EarlyPayment {
            policy: &books.debtor_account.owed.version.policy,
            agreement: id,
            early: &early,
            owed: &books.owed,
            chosen: &chosen,
            changed: asked.changed,
        };
        return super::instalment::page(session, &payment);
    }
    let amount = Some(session.formatter.money(due.full));
    let asked = PayForm { part: true, amount, agreement: None, instalment: None, ..asked.clone() };
    plain_page(session, &asked, books, &chosen).await
}

/// The last page before invoices are paid, whole or in part.
async fn plain_page(
    session: &DebtorSession,
    asked: &PayForm,
    books: &Books,
    chosen: &[&Invoice],
) -> Result<Response, Failure> {
    let pay_only = session.link.pay_only;
    let refuse = |refusal| async move {
        if pay_only { Err(Problem::BadRequest.into()) } else { choose_page(session, asked, Some(refusal)).await }
    };
    let Some(currency) = chosen.first().map(|invoice| invoice.balance.currency()) else {
        return refuse(ChooseRefusal::Choice(ChoiceError::Nothing)).await;
    };
    let amount = match asked
        .amount
        .as_deref()
        .filter(|_| asked.part)
        .map(|typed| session.formatter.style(currency).parse(typed))
    {
        None => None,
        Some(Ok(amount)) => Some(amount),
        Some(Err(error)) => return refuse(ChooseRefusal::Amount(error)).await,
    };
    let open = match payable(chosen, amount) {
        Ok(open) => open,
        Err(error) => return refuse(ChooseRefusal::Choice(error)).await,
    };
    let policy = &books.debtor_account.owed.version.policy;
    let min = minimum(&session.state.services, &session.creditor, policy, currency);
    let full = match Choice::new(&open, amount, min, policy.allocation) {
        Ok(choice) => choice,
        Err(error) => return refuse(ChooseRefusal::Choice(error)).await,
    };
    // A discount is for paying whole invoices, and for the debtor's eyes.
    let prices = if asked.part || pay_only { EarlyPrices::new() } else { books.debtor_account.discounts() };
    let early = at_early_prices(&open, &prices, min, policy.allocation).ok().flatten();
    let reduction = early.as_ref().map(|early| reduction(session, asked, chosen, &prices, &full, early));
    let reduction = reduction.transpose()?;
    let taken = early.is_some() && asked.discount;
    let choice = early.filter(|_| taken).unwrap_or_else(|| full.clone());
    let total = choice.total();
    let mut left = owed_by_currency(&books.owed)?;
    if let Some(here) = left.get_mut(&currency) {
        *here = here.minus(full.total()).map_err(StoreError::from)?;
    }
    let by_id: HashMap<InvoiceId, Invoice> = chosen.iter().map(|invoice| (invoice.id, (*invoice).clone())).collect();
    let shares = sum_by_invoice(choice.shares().iter().map(|share| (share.invoice, share.amount)));
    let off = |invoice: &Invoice| prices.get(&invoice.id).filter(|_| taken).map(|price| price.off);
    let after = |invoice: &Invoice, part: Money| {
        let left = invoice.owed().minus(part).unwrap_or(invoice.balance);
        off(invoice).map_or(left, |off| left.minus(off).unwrap_or(left))
    };
    let ids: Vec<InvoiceId> = chosen.iter().map(|invoice| invoice.id).collect();
    let view = ConfirmView {
        reduction,
        hidden: if taken { vec![HiddenField::new("discount", "1")] } else { Vec::new() },
        amount: total,
        amount_text: session.formatter.money(total),
        shares: share_rows(&session.formatter, &shares, &by_id, after),
        left: session.formatter.amounts(&left).filter(|_| !pay_only),
        methods: methods(session, total),
        form_key: session.state.services.ids.token().reveal().to_owned(),
        change_href: change_href(asked, currency, &ids),
        invoices: ids,
        changed: asked.changed,
    };
    Ok(session.page(|context| views::confirm::page(context, view)))
}

/// The last page before a settlement is paid: its sum, and what is written off with it.
fn settlement_page(
    session: &DebtorSession,
    asked: &PayForm,
    id: AgreementId,
    books: &Books,
    due: &DueSettlement,
) -> Result<Response, Failure> {
    let (formatter, currency) = (&session.formatter, due.left.currency());
    let covers = |invoice: &&Invoice| due.terms.invoices.iter().any(|part| part.invoice == invoice.id);
    let chosen: Vec<&Invoice> = books.owed.iter().filter(covers).collect();
    let open: Vec<_> = chosen.iter().map(|invoice| invoice.open()).collect();
    let choice = due.choice(&open, books.debtor_account.owed.version.policy.allocation).ok().flatten();
    let choice = choice.ok_or(Problem::NothingToPay)?;
    let total = choice.total();
    let full = Money::total(currency, chosen.iter().map(|invoice| invoice.owed())).map_err(StoreError::from)?;
    let minus = |from: Money, part: Money| from.minus(part).map_err(StoreError::from);
    let mut left = owed_by_currency(&books.owed)?;
    if let Some(here) = left.get_mut(&currency) {
        *here = minus(*here, full)?;
    }
    let paid = sum_by_invoice(choice.shares().iter().map(|share| (share.invoice, share.amount)));
    let rows = chosen.iter().map(|invoice| {
        let part = paid.iter().find(|(of, _)| *of == invoice.id).map_or(Money::zero(currency), |(_, part)| *part);
        Ok(ReductionRow {
            number: invoice.number.clone(),
            full: formatter.money(invoice.owed()),
            off: formatter.money(minus(invoice.owed(), part)?),
            percent: None,
            to_pay: formatter.money(part),
        })
    });
    let reduction = ConfirmReduction {
        kind: ReductionKind::Settlement,
        full: formatter.money(full),
        off: formatter.money(minus(full, total)?),
        to_pay: formatter.money(total),
        until: formatter.date(due.terms.until),
        rows: rows.collect::<Result<_, StoreError>>()?,
        taken: true,
        other_href: None,
    };
    let by_id: HashMap<InvoiceId, Invoice> = chosen.iter().map(|invoice| (invoice.id, (*invoice).clone())).collect();
    let ids: Vec<InvoiceId> = chosen.iter().map(|invoice| invoice.id).collect();
    let view = ConfirmView {
        reduction: Some(reduction),
        hidden: vec![HiddenField::new("agreement", id.to_string())],
        amount: total,
        amount_text: formatter.money(total),
        shares: share_rows(formatter, &paid, &by_id, |_, _| Money::zero(currency)),
        left: formatter.amounts(&left),
        methods: methods(session, total),
        form_key: session.state.services.ids.token().reveal().to_owned(),
        change_href: change_href(asked, currency, &ids),
        invoices: ids,
        changed: asked.changed,
    };
    Ok(session.page(|context| views::confirm::page(context, view)))
}

/// What comes off with every early-payment discount of the chosen invoices, taken or not.
fn reduction(
    session: &DebtorSession,
    asked: &PayForm,
    chosen: &[&Invoice],
    prices: &EarlyPrices,
    full: &Choice,
    early: &Choice,
) -> Result<ConfirmReduction, Failure> {
    let (formatter, currency) = (&session.formatter, full.total().currency());
    let priced: Vec<(&Invoice, &EarlyPrice)> =
        chosen.iter().filter_map(|invoice| Some((*invoice, prices.get(&invoice.id)?))).collect();
    let off = Money::total(currency, priced.iter().map(|(_, price)| price.off)).map_err(StoreError::from)?;
    let until = priced.iter().filter_map(|(_, price)| price.until).min();
    let rows = priced.iter().map(|(invoice, price)| {
        let full = price.to_pay.plus(price.off).map_err(StoreError::from)?;
        Ok(ReductionRow {
            number: invoice.number.clone(),
            full: formatter.money(full),
            off: formatter.money(price.off),
            percent: match price.reduction {
                Reduction::Percent(percent) => Some(formatter.percent(percent)),
                Reduction::Amount(_) => None,
            },
            to_pay: formatter.money(price.to_pay),
        })
    });
    let ids: Vec<InvoiceId> = chosen.iter().map(|invoice| invoice.id).collect();
    let other = if asked.discount { "" } else { "&discount=1" };
    Ok(ConfirmReduction {
        kind: ReductionKind::Discount,
        full: formatter.money(full.total()),
        off: formatter.money(off),
        to_pay: formatter.money(early.total()),
        until: until.map(|until| formatter.date(until)).unwrap_or_default(),
        rows: rows.collect::<Result<_, StoreError>>()?,
        taken: asked.discount,
        other_href: Some(format!("{}{other}", PayQuery::whole(currency, &ids).confirm())),
    })
}

fn change_href(asked: &PayForm, currency: Currency, ids: &[InvoiceId]) -> String {
    let choice = PayQuery::whole(currency, ids);
    let choice = if asked.part { choice.part(asked.amount.clone().unwrap_or_default()) } else { choice };
    choice.choose()
}

/// The payment under way for one of these invoices, if there is one.
async fn under_way(
    session: &DebtorSession,
    running: &[Payment],
    chosen: &[&Invoice],
) -> Result<Option<Payment>, Failure> {
    if running.is_empty() {
        return Ok(None);
    }
    let mut db = session.state.services.store.read().await?;
    for payment in running {
        let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
        if shares.iter().any(|share| chosen.iter().any(|invoice| invoice.id == share.invoice)) {
            return Ok(Some(payment.clone()));
        }
    }
    Ok(None)
}

fn under_way_page(session: &DebtorSession, payment: &Payment) -> Response {
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
    if let Some(running) = under_way(session, &books.running, &[invoice]).await? {
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
    Ok(PayOnlyState::Payable {
        invoice: invoice.id,
        amount: invoice.to_pay(),
        amount_text: session.formatter.money(invoice.to_pay()),
        methods: methods(session, invoice.to_pay()),
        form_key: session.state.services.ids.token().reveal().to_owned(),
    })
}

/// `POST /pay`: commits the payment, has the provider open its page, and sends the browser there.
pub(super) async fn pay(session: &DebtorSession, asked: PayForm) -> Result<Response, Failure> {
    let (Some(currency), Some(amount), Some(form_key)) = (asked.currency, &asked.amount, &asked.form_key) else {
        return Err(Problem::BadRequest.into());
    };
    let amount = Money::parse(amount, currency).map_err(|_| Problem::BadRequest)?;
    let Some(provider) = asked.method else { return Ok(see_again(session, &asked, amount)) };
    if asked.invoices.is_empty() || !asked.invoices.iter().all(|invoice| may_see(session, *invoice)) {
        return Err(Problem::BadRequest.into());
    }
    let purpose = asked.purpose().ok_or(Problem::BadRequest)?;
    let allowed = match &purpose {
        PaymentPurpose::Invoices { .. } => true,
        PaymentPurpose::EarlyDiscounts { .. } | PaymentPurpose::Settlement { .. } => !session.link.pay_only,
        PaymentPurpose::Instalment { .. } => session.link.is_whole(),
    };
    if !allowed {
        return Err(Problem::BadRequest.into());
    }
    let request = Request {
        debtor: session.debtor.id,
        purpose,
        amount,
        provider,
        form_key: form_key.clone(),
        language: session.formatter.language.as_str().to_owned(),
    };
    let payment = match start::begin(&session.state.services, &session.creditor, request).await {
        Ok(payment) => payment,
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
    // Each at its price if that still holds, in full if it has ended.
    let address = match asked.purpose() {
        Some(PaymentPurpose::Instalment { agreement, n, .. }) => {
            routes::with(routes::with(choice.confirm(), "agreement", agreement), "instalment", n)
        }
        Some(PaymentPurpose::Settlement { agreement, .. }) => routes::with(choice.confirm(), "agreement", agreement),
        Some(PaymentPurpose::EarlyDiscounts { .. }) => routes::with(choice.confirm(), "discount", 1),
        // As the visitor's country writes it: where the dot parts thousands, 1.500 dinars is not 1,500.
        Some(PaymentPurpose::Invoices { .. }) | None => choice.part(session.formatter.money(amount)).confirm(),
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
