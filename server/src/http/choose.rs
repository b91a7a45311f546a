//! `/pay`: which invoices are paid, and how much.

use super::account::open_payment;
use super::credit;
use super::error::{Failure, PageStatus};
use super::invoice_rows::{in_review, on_its_way, price_note};
use super::pay::{asked_for, books};
use super::quote::quoted;
use super::session::DebtorSession;
use app::api::payments::PayForm;
use app::views::choose::{ChooseGroup, ChooseInstalment, ChooseRefusal, ChooseRow, ChooseView, Picks};
use app::views::problem::Problem;
use app::{routes, views};
use axum::http::Uri;
use axum::response::Response;
use domain::date::Date;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::{Invoice, InvoiceState};
use domain::money::Currency;
use domain::payment::{Payment, PaymentShare, Progress};
use services::account::minimum::minimum;
use std::collections::{BTreeMap, BTreeSet};
use store::payments;

/// `GET /pay`.
pub(super) async fn choose(session: DebtorSession, uri: Uri) -> Result<Response, Failure> {
    let session = session.whole()?;
    let asked = asked_for(&uri)?;
    session.own_invoices(&asked.invoices).await?;
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
    let (under_way, shares) = under_way(session, &books.running).await?;
    let instalments = next_instalments(session, &books.owed, asked.currency).await?;
    books.owed.retain(|invoice| invoice.asked().is_positive() && !is_taken(invoice, &shares));
    // What is in a plan of an invoice that is owed beside it too is paid by its instalments, and the rest here.
    let beside: BTreeSet<InvoiceId> =
        books.owed.iter().filter(|one| one.owed_beside().is_some()).map(|one| one.id).collect();
    books.owed.retain(|invoice| invoice.plan.is_none() || !beside.contains(&invoice.id));
    if books.owed.is_empty() {
        return Err(Problem::NothingToPay.into());
    }
    let mut by_currency: BTreeMap<Currency, Vec<&Invoice>> = BTreeMap::new();
    for invoice in &books.owed {
        by_currency.entry(invoice.balance.currency()).or_default().push(invoice);
    }
    let only = asked.currency.filter(|currency| by_currency.contains_key(currency));
    let status = if refused.is_some() { PageStatus::InvalidForm } else { PageStatus::Found };
    let mut groups = Vec::new();
    for (currency, invoices) in by_currency.into_iter().filter(|(known, _)| only.is_none_or(|only| only == *known)) {
        let here = asked.currency.is_none_or(|asked| asked == currency);
        let policy = &books.debtor_account.owed.version.policy;
        let min = minimum(&session.state.services, &session.creditor, policy, currency);
        let all = asked.invoices.is_empty() && !(here && refused.is_some());
        // What is in a plan is asked for by its instalments.
        let ticks = |invoice: &Invoice| {
            all && pick.ticks(invoice.standing().state(session.today))
                && invoice.asked().is_positive()
                && invoice.plan.is_none()
        };
        let ticked = invoices.iter().filter(|one| ticks(one) || asked.invoices.contains(&one.id));
        let ticked: Vec<InvoiceId> = ticked.map(|invoice| invoice.id).collect();
        let (part, typed) = (here && asked.part, asked.amount.clone().filter(|_| here));
        let choice = PayForm {
            currency: Some(currency),
            invoices: ticked.clone(),
            part,
            amount: typed.clone(),
            ..PayForm::default()
        };
        let row =
            |invoice: &&Invoice| ChooseRow { chosen: ticked.contains(&invoice.id), ..row(session, invoice, &shares) };
        groups.push(ChooseGroup {
            style: session.formatter.style(currency),
            min: session.formatter.money(min),
            picks: picks(currency, &invoices, session.today),
            quoted: quoted(session, &choice, &books).await?,
            rows: invoices.iter().map(row).collect(),
            typed: typed.unwrap_or_default(),
            part,
            refused: if here { refused.clone() } else { None },
        });
    }
    let now = session.state.services.clock.now();
    let under_way = under_way.iter().map(|payment| open_payment(&session.formatter, payment, now)).collect();
    let credit = credit::usable(&mut session.state.services.store.read().await?, session).await?;
    let view = ChooseView { groups, under_way, instalments, credit };
    Ok(session.page_with(status, |context| views::choose::page(context, view)))
}

/// An invoice to choose, not ticked; `shares` are those of payments in process.
fn row(session: &DebtorSession, invoice: &Invoice, shares: &[PaymentShare]) -> ChooseRow {
    let formatter = &session.formatter;
    ChooseRow {
        id: invoice.id,
        in_review: in_review(formatter, invoice),
        on_its_way: on_its_way(formatter, invoice, shares),
        beside: price_note(formatter, invoice),
        number: invoice.number.clone(),
        description: invoice.description.clone(),
        due: formatter.short(invoice.due_now()),
        amount: formatter.money(invoice.to_pay()),
        state: invoice.standing().state(session.today),
        chosen: false,
    }
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

/// Does what is on its way leave nothing of an invoice to be chosen? In a plan it is in the way of the next instalment.
fn is_taken(invoice: &Invoice, shares: &[PaymentShare]) -> bool {
    let moves = shares.iter().any(|share| share.pays(invoice));
    moves && (invoice.plan.is_some() || !invoice.free().owes_something())
}

/// The payments whose money is on its way, and what they pay.
async fn under_way(session: &DebtorSession, running: &[Payment]) -> Result<(Vec<Payment>, Vec<PaymentShare>), Failure> {
    let moving = running.iter().filter(|payment| payment.progress == Progress::Processing);
    let (moving, mut all) = (moving.cloned().collect::<Vec<_>>(), Vec::new());
    for payment in &moving {
        let mut db = session.state.services.store.read().await?;
        let shares = payments::shares(&mut db, payment.creditor, payment.id, payment.amount.currency()).await?;
        all.extend(shares);
    }
    Ok((moving, all))
}
