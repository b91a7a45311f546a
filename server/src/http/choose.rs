//! `/pay`: which invoices are paid, and how much.

use super::account::open_payment;
use super::credit;
use super::error::{Failure, PageStatus};
use super::invoice_rows::{in_review, price_note};
use super::pay::{asked_for, books};
use super::session::DebtorSession;
use app::api::payments::{PayForm, Payable, PayableForm, tickable};
use app::views::choose::{ChooseGroup, ChooseInstalment, ChooseRefusal, ChooseRow, ChooseView, Picks};
use app::views::problem::Problem;
use app::{routes, views};
use axum::Json;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use domain::date::Date;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::{Invoice, InvoiceState};
use domain::money::{Currency, Money};
use domain::payment::{Payment, Progress};
use services::account::minimum::minimum;
use std::collections::{BTreeMap, BTreeSet};
use store::payments;

/// `GET /pay`.
pub(super) async fn choose(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
    let session = session.whole()?;
    let asked = asked_for(&uri)?;
    choose_page(&session, &asked, Pick::of(&uri), None).await
}

/// Which boxes are ticked where no invoice is named: `/pay?pick=…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    All,
    Overdue,
    Nothing,
}

impl Pick {
    fn of(uri: &Uri) -> Self {
        let mut pairs = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        match pairs.find(|(name, _)| name == "pick").map(|(_, value)| value).as_deref() {
            Some("overdue") => Self::Overdue,
            Some("none") => Self::Nothing,
            _ => Self::All,
        }
    }

    fn ticks(self, state: InvoiceState) -> bool {
        match self {
            Self::All => true,
            Self::Overdue => matches!(state, InvoiceState::Overdue { .. }),
            Self::Nothing => false,
        }
    }
}

/// Lists that are longer can be ticked by a press.
const PICKED_FROM: usize = 8;

/// The addresses that do that, where it makes a difference.
fn picks(currency: Currency, invoices: &[&Invoice], today: Date) -> Option<Picks> {
    let overdue = invoices.iter().filter(|invoice| Pick::Overdue.ticks(invoice.standing().state(today))).count();
    let to = |pick: &str| routes::with(routes::with(routes::PAY, "currency", currency), "pick", pick);
    (invoices.len() > PICKED_FROM).then(|| Picks {
        all: to("all"),
        overdue: (overdue > 0 && overdue < invoices.len()).then(|| to("overdue")),
        none: to("none"),
    })
}

pub(super) async fn choose_page(
    session: &DebtorSession,
    asked: &PayForm,
    pick: Pick,
    refused: Option<ChooseRefusal>,
) -> Result<Response, Failure> {
    let mut books = books(session).await?;
    let (under_way, taken) = under_way(session, &books.running).await?;
    books.owed.retain(|invoice| !taken.contains(&invoice.id));
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
                picks: picks(currency, &invoices, session.today),
                rows: invoices
                    .into_iter()
                    .map(|invoice| ChooseRow {
                        invoice: invoice.payable(),
                        on_hold: on_hold(invoice),
                        in_review: in_review(&session.formatter, invoice),
                        beside: price_note(&session.formatter, invoice),
                        number: invoice.number.clone(),
                        description: invoice.description.clone(),
                        due: session.formatter.short(invoice.due_now()),
                        amount: session.formatter.money(invoice.to_pay()),
                        state: invoice.standing().state(session.today),
                        // What is in a plan is asked for by its instalments.
                        chosen: (all
                            && pick.ticks(invoice.standing().state(session.today))
                            && invoice.asked().is_positive()
                            && invoice.plan.is_none())
                            || asked.invoices.contains(&invoice.id),
                    })
                    .collect(),
                typed: if here { asked.amount.clone().unwrap_or_default() } else { String::new() },
                part: here && asked.part,
                refused: if here { refused.clone() } else { None },
            }
        })
        .collect();
    let now = session.state.services.clock.now();
    let under_way = under_way.iter().map(|payment| open_payment(&session.formatter, payment, now)).collect();
    let instalments = next_instalments(session, &books.owed, only).await?;
    let credit = credit::usable(&mut session.state.services.store.read().await?, session).await?;
    let view = ChooseView { groups, under_way, instalments, credit };
    Ok(session.page_with(status, |context| views::choose::page(context, view)))
}

/// The next instalments of the plans that these invoices are in, of one currency where `only` says which.
async fn next_instalments(
    session: &DebtorSession,
    owed: &[Invoice],
    only: Option<Currency>,
) -> Result<Vec<ChooseInstalment>, Failure> {
    let in_currency = |invoice: &&Invoice| only.is_none_or(|only| only == invoice.balance.currency());
    let plans: BTreeSet<AgreementId> = owed.iter().filter(in_currency).filter_map(|invoice| invoice.plan).collect();
    let mut all = Vec::new();
    for id in plans {
        let next = super::instalment::next(session, id, owed).await?;
        all.extend(next.map(|next| ChooseInstalment {
            amount: session.formatter.money(next.amount),
            date: session.formatter.date(next.date),
            href: next.href,
            plan_href: routes::agreement(id),
        }));
    }
    Ok(all)
}

/// `POST /pay/quote`: what the page would show of one currency now.
pub(super) async fn payable_now(session: &DebtorSession, form: PayableForm) -> Result<Response, Failure> {
    let books = books(session).await?;
    let min =
        minimum(&session.state.services, &session.creditor, &books.debtor_account.owed.version.policy, form.currency);
    let (_, taken) = under_way(session, &books.running).await?;
    let invoices = books.owed.iter().filter(|invoice| !taken.contains(&invoice.id));
    let invoices = invoices.filter(|invoice| invoice.balance.currency() == form.currency);
    let invoices = invoices.map(|invoice| tickable(&invoice.payable(), on_hold(invoice))).collect();
    Ok(Json(Payable { min: min.minor(), invoices }).into_response())
}

/// What of an invoice is paid only by an amount that is typed; what has a price is paid by that.
fn on_hold(invoice: &Invoice) -> Money {
    let none = Money::zero(invoice.balance.currency());
    if invoice.price.is_some() { none } else { invoice.owed().minus(invoice.without_price()).unwrap_or(none) }
}

/// The payments whose money is on its way, and the invoices that they pay.
async fn under_way(
    session: &DebtorSession,
    running: &[Payment],
) -> Result<(Vec<Payment>, BTreeSet<InvoiceId>), Failure> {
    let moving = running.iter().filter(|payment| payment.progress == Progress::Processing);
    let (moving, mut taken) = (moving.cloned().collect::<Vec<_>>(), BTreeSet::new());
    for payment in &moving {
        let mut db = session.state.services.store.read().await?;
        let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
        taken.extend(shares.iter().map(|share| share.invoice));
    }
    Ok((moving, taken))
}
