//! What is owed and why: `/`, `/invoices/{id}`, `/activity`.

use super::error::Failure;
use super::pay::pay_only_state;
use super::visit::DebtorSession;
use super::{explained, offers_page};
use app::components::invoices::InvoiceRow;
use app::components::open_payment::OpenPayment;
use app::routes::PayQuery;
use app::views::account::{AccountNotice, AccountView, AmountPart, CurrencyTotal};
use app::views::activity::{ActivityKind, ActivityRow, ActivityView};
use app::views::invoice::{InvoiceView, LineRow, Movement, MovementKind, OpenShare, TaxRow};
use app::views::pay_only::PayOnlyView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{Path, Query};
use axum::response::Response;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, InvoiceState, Line, line_totals};
use domain::money::{Currency, Money};
use domain::payment::{Payment, PaymentShare, Progress};
use rust_decimal::Decimal;
use serde::Deserialize;
use services::account;
use services::format::Formatter;
use services::payments::receipt::receipt_number;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::disputes;
use store::ledger::Movement as Booked;
use store::{StoreError, debtors, invoices, ledger, payments};

/// Settled invoices on the first page; the rest is in the activity.
const SETTLED_SHOWN: i64 = 5;
/// Rows of activity shown; older ones are in the creditor's own statement.
const ACTIVITY_SHOWN: i64 = 200;

/// `/?notice=…`
#[derive(Deserialize)]
pub(super) struct HomeQuery {
    #[serde(default)]
    notice: Option<String>,
}

fn notice(text: &str) -> Option<AccountNotice> {
    match text {
        "cancelled" => Some(AccountNotice::PaymentCancelled),
        "not-cancelled" => Some(AccountNotice::CouldNotCancel),
        "language" => Some(AccountNotice::LanguageSaved),
        _ => None,
    }
}

/// A payment that has not ended, as pages show it.
pub(super) fn shown_open(pen: &Formatter, payment: &Payment, now: chrono::DateTime<chrono::Utc>) -> OpenPayment {
    OpenPayment {
        id: payment.id,
        amount: pen.money(payment.amount),
        provider: payment.provider,
        begun: pen.moment(payment.created_at),
        can_continue: payment.progress == Progress::Redirected && payment.url.is_some() && now < payment.expires_at,
        can_cancel: payment.progress != Progress::Processing,
    }
}

/// `GET /`.
pub(super) async fn home(visit: DebtorSession, Query(query): Query<HomeQuery>) -> Result<Response, Failure> {
    if visit.session.link.pay_only {
        return pay_only(visit).await;
    }
    let (creditor, debtor, now) = (visit.creditor.id, visit.debtor.id, visit.state.services.clock.now());
    let (debtor_account, settled, running, shares, credits) = {
        let mut db = visit.state.services.store.read().await?;
        let debtor_account = account::load(&mut db, &visit.state.services, &visit.creditor, debtor, now).await?;
        let settled = invoices::settled_of(&mut db, creditor, debtor, SETTLED_SHOWN).await?;
        let running = payments::open_of(&mut db, creditor, debtor).await?;
        let mut shares: Vec<PaymentShare> = Vec::new();
        for payment in running.iter().filter(|payment| payment.progress == Progress::Processing) {
            shares.extend(payments::shares(&mut db, creditor, payment.id, payment.amount.currency()).await?);
        }
        (debtor_account, settled, running, shares, debtors::credits(&mut db, creditor, debtor).await?)
    };
    let offered = offers_page::offered(&visit, &debtor_account).await?;
    let open = &debtor_account.owed.invoices;
    let pen = &visit.pen;
    let row =
        |invoice: &Invoice| invoice_row(pen, invoice, visit.today, shares.iter().any(|s| s.invoice == invoice.id));
    let (processing, begun): (Vec<_>, Vec<_>) =
        running.iter().partition(|payment| payment.progress == Progress::Processing);
    let (owed, credit_notes): (Vec<_>, Vec<_>) = open.iter().partition(|invoice| invoice.owed().is_positive());
    let view = AccountView {
        offered: Some(offered),
        debtor: visit.debtor.name.clone(),
        totals: totals(pen, &owed, &processing, visit.today)?,
        open_payment: begun.first().map(|payment| shown_open(pen, payment, now)),
        processing: processing.iter().map(|payment| shown_open(pen, payment, now)).collect(),
        invoices: owed.iter().map(|invoice| row(invoice)).collect(),
        settled: credit_notes.iter().map(|invoice| row(invoice)).chain(settled.iter().map(row)).collect(),
        credits: credits.into_iter().filter(|credit| credit.is_positive()).map(|credit| pen.money(credit)).collect(),
        notice: query.notice.as_deref().and_then(notice),
    };
    Ok(visit.page(|context| views::account::page(context, view)))
}

pub(super) fn invoice_row(pen: &Formatter, invoice: &Invoice, today: Date, processing: bool) -> InvoiceRow {
    let settled = invoice.balance.is_zero() && !invoice.owed().is_positive();
    let partly = !settled && invoice.balance != invoice.total;
    InvoiceRow {
        href: routes::invoice(invoice.id),
        number: invoice.number.clone(),
        description: invoice.description.clone(),
        due: pen.short(invoice.due_now()),
        amount: pen.money(if settled { invoice.total } else { invoice.to_pay() }),
        of_total: partly.then(|| pen.money(invoice.total)),
        in_review: in_review(pen, invoice),
        state: invoice.standing().state(today),
        processing,
    }
}

/// What of an invoice rests beside what is asked for.
pub(super) fn in_review(pen: &Formatter, invoice: &Invoice) -> Option<String> {
    let rests = invoice.owed().minus(invoice.to_pay()).ok()?;
    rests.is_positive().then(|| pen.money(rests))
}

/// One total a currency, the most urgent first; never one over two currencies.
fn totals(
    pen: &Formatter,
    owed: &[&Invoice],
    processing: &[&Payment],
    today: Date,
) -> Result<Vec<CurrencyTotal>, StoreError> {
    let mut by_currency: BTreeMap<Currency, Vec<&Invoice>> = BTreeMap::new();
    for invoice in owed {
        by_currency.entry(invoice.balance.currency()).or_default().push(invoice);
    }
    let mut groups: Vec<_> = by_currency.into_iter().collect();
    groups.sort_by_key(|(currency, invoices)| (invoices.iter().map(|i| i.due_now()).min(), *currency));
    groups
        .into_iter()
        .map(|(currency, invoices)| {
            let total = Money::total(currency, invoices.iter().map(|i| i.asked()))?;
            let resting = Money::total(currency, invoices.iter().map(|i| i.owed()))?.minus(total)?;
            let part = |wanted: fn(InvoiceState) -> Option<i64>,
                        latest: bool|
             -> Result<Option<AmountPart>, StoreError> {
                let some: Vec<(&Invoice, i64)> =
                    invoices.iter().filter_map(|i| wanted(i.standing().state(today)).map(|days| (*i, days))).collect();
                let days = some.iter().map(|(_, days)| *days);
                let Some(days) = (if latest { days.max() } else { days.min() }) else { return Ok(None) };
                let amount = Money::total(currency, some.iter().map(|(i, _)| i.asked()))?;
                let ids: Vec<InvoiceId> = some.iter().map(|(i, _)| i.id).collect();
                let whole = invoices.iter().filter(|i| i.asked().is_positive()).count() == ids.len();
                let pay_href = (!whole).then(|| confirm_href(currency, &ids));
                Ok(Some(AmountPart { amount: pen.money(amount), count: ids.len(), days, pay_href }))
            };
            let overdue =
                part(|state| if let InvoiceState::Overdue { days } = state { Some(days) } else { None }, true)?;
            let due_soon =
                part(|state| if let InvoiceState::DueSoon { days } = state { Some(days) } else { None }, false)?;
            // What is in a plan or rests has no day of its own.
            let waits =
                |i: &&&Invoice| !matches!(i.standing().state(today), InvoiceState::InPlan | InvoiceState::Disputed);
            let next = if overdue.is_none() && due_soon.is_none() {
                invoices.iter().filter(waits).map(|i| i.due_now()).min()
            } else {
                None
            };
            let under_way = processing.iter().filter(|p| p.amount.currency() == currency).map(|p| p.amount);
            let under_way = Money::total(currency, under_way)?;
            let ids: Vec<InvoiceId> = invoices.iter().filter(|i| i.asked().is_positive()).map(|i| i.id).collect();
            Ok(CurrencyTotal {
                total: pen.money(total),
                count: ids.len(),
                overdue,
                due_soon,
                next_due: next.map(|date| pen.date(date)),
                processing: under_way.is_positive().then(|| pen.money(under_way)),
                in_review: resting.is_positive().then(|| pen.money(resting)),
                pay_all_href: (!ids.is_empty()).then(|| confirm_href(currency, &ids)),
                choose_href: routes::with(routes::PAY, "currency", currency),
            })
        })
        .collect()
}

/// The address that checks a payment of these invoices in full.
pub(super) fn confirm_href(currency: Currency, invoices: &[InvoiceId]) -> String {
    PayQuery::whole(currency, invoices).confirm()
}

async fn pay_only(visit: DebtorSession) -> Result<Response, Failure> {
    let invoice = visit.session.link.invoice.ok_or(Problem::NotFound)?;
    let found = {
        let mut db = visit.state.services.store.read().await?;
        invoices::by_id(&mut db, visit.creditor.id, invoice).await?
    };
    let invoice = found.ok_or(Problem::NotFound)?;
    let state = pay_only_state(&visit, &invoice).await?;
    let view = PayOnlyView { reference: invoice.number.clone(), state };
    Ok(visit.page(|context| views::pay_only::page(context, view)))
}

/// `GET /invoices/{id}`: as of today, and with `?as_of=…` explained as of another day.
pub(super) async fn invoice(
    visit: DebtorSession,
    Path(id): Path<String>,
    Query(asked): Query<explained::Asked>,
) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let id: InvoiceId = id.parse().map_err(|_| Problem::NotFound)?;
    let (creditor, debtor, now) = (visit.creditor.id, visit.debtor.id, visit.state.services.clock.now());
    let (invoice, lines, movements, under_way, offered) = {
        let mut db = visit.state.services.store.read().await?;
        let invoice = invoices::by_id(&mut db, creditor, id).await?;
        // Another debtor's invoice is answered like one that is not there.
        let invoice = invoice.filter(|invoice| invoice.debtor == debtor).ok_or(Problem::NotFound)?;
        let debtor_account = account::load(&mut db, &visit.state.services, &visit.creditor, debtor, now).await?;
        // As it is owed today, with what being late has cost.
        let invoice = debtor_account.owed.invoices.iter().find(|owed| owed.id == id).cloned().unwrap_or(invoice);
        let lines = invoices::lines(&mut db, creditor, id, invoice.total.currency()).await?;
        let movements = ledger::movements(&mut db, creditor, id).await?;
        let under_way = payments::under_way_on(&mut db, creditor, id).await?;
        let offered = explained::offered(&mut db, &visit, &debtor_account, &invoice, &asked).await?;
        (invoice, lines, movements, under_way, offered)
    };
    let pen = &visit.pen;
    let currency = invoice.total.currency();
    let state = invoice.standing().state(visit.today);
    let owes = invoice.owed().is_positive() && !invoice.void;
    let (net, taxes) = taxes(pen, &lines, currency)?;
    let absolute = |amount: Money| Money::new(amount.minor().saturating_abs(), currency);
    let view = InvoiceView {
        offered: Some(offered),
        number: invoice.number.clone(),
        credit_note: invoice.total.minor() < 0,
        description: invoice.description.clone(),
        issued: pen.date(invoice.issued),
        due: pen.date(invoice.due_now()),
        state,
        balance: pen.money(if invoice.balance.minor() < 0 { absolute(invoice.balance) } else { invoice.to_pay() }),
        total: pen.money(invoice.total),
        net,
        taxes,
        lines: lines
            .iter()
            .map(|line| LineRow {
                description: line.description.clone(),
                quantity: number(pen, currency, line.quantity),
                net: pen.money(line.net),
                tax_percent: line.tax_percent.map(|percent| pen.percent(percent)),
            })
            .collect(),
        movements: movements.iter().filter_map(|booked| movement(pen, booked)).collect(),
        reference: None,
        open_payment: under_way.first().map(|(payment, agreed, progress)| OpenShare {
            href: routes::payment(payment),
            amount: pen.money(Money::new(*agreed, currency)),
            processing: *progress == Progress::Processing,
        }),
        pay_href: owes.then(|| confirm_href(currency, &[id])),
        part_href: owes.then(|| PayQuery::whole(currency, &[id]).part("").choose()),
    };
    Ok(visit.page(|context| views::invoice::page(context, view)))
}

type Taxes = (Option<String>, Vec<TaxRow>);

fn taxes(pen: &Formatter, lines: &[Line], currency: Currency) -> Result<Taxes, StoreError> {
    if lines.is_empty() {
        return Ok((None, Vec::new()));
    }
    let (net, _, _) = line_totals(lines, currency)?;
    let mut by_rate: BTreeMap<Option<Decimal>, Vec<Money>> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.tax.is_zero()) {
        by_rate.entry(line.tax_percent).or_default().push(line.tax);
    }
    let rows = by_rate
        .into_iter()
        .map(|(percent, taxes)| {
            let percent = percent.map(|percent| pen.percent(percent));
            Ok(TaxRow { percent, amount: pen.money(Money::total(currency, taxes)?) })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok((Some(pen.money(net)), rows))
}

/// A plain number with the country's decimal separator.
fn number(pen: &Formatter, currency: Currency, value: Decimal) -> String {
    value.normalize().to_string().replace('.', &pen.style(currency).decimal.to_string())
}

fn movement(pen: &Formatter, booked: &Booked) -> Option<Movement> {
    let raises = booked.amount.is_positive();
    let kind = match booked.kind.as_str() {
        "paid" => MovementKind::Payment,
        "paid_outside" => MovementKind::PaidElsewhere,
        "refunded" => MovementKind::Refund,
        "charged_back" => MovementKind::Chargeback,
        "chargeback_won" | "refund_failed" => MovementKind::ChargebackWon,
        "invoice_changed" => MovementKind::Correction,
        "discounted" if raises => MovementKind::DiscountGone,
        "discounted" => MovementKind::Discount,
        "interest_charged" if raises => MovementKind::Interest,
        "fee_charged" if raises => MovementKind::Fee,
        "interest_charged" | "fee_charged" | "charge_waived" => MovementKind::Waived,
        "written_off" if raises => MovementKind::Correction,
        "written_off" => MovementKind::WrittenOff,
        // That it was invoiced is what the page itself says.
        _ => return None,
    };
    Some(Movement {
        date: pen.day_of(booked.at),
        kind,
        amount: pen.money(booked.amount),
        href: booked.payment.map(routes::payment),
    })
}

/// `GET /activity`: everything that happened, the newest first.
pub(super) async fn activity(visit: DebtorSession) -> Result<Response, Failure> {
    let visit = visit.whole()?;
    let (creditor, debtor) = (visit.creditor.id, visit.debtor.id);
    let (payments, told, numbers, booked) = {
        let mut db = visit.state.services.store.read().await?;
        let payments = payments::of_debtor(&mut db, creditor, debtor, ACTIVITY_SHOWN).await?;
        let told = disputes::of_debtor(&mut db, creditor, debtor, ACTIVITY_SHOWN).await?;
        let mut numbers = HashMap::new();
        for id in told.iter().map(|told| told.invoice).collect::<BTreeSet<_>>() {
            numbers.extend(invoices::by_id(&mut db, creditor, id).await?.map(|invoice| (id, invoice.number)));
        }
        (payments, told, numbers, ledger::debtor_movements(&mut db, creditor, debtor, ACTIVITY_SHOWN).await?)
    };
    let pen = &visit.pen;
    let mut rows = Vec::with_capacity(payments.len() + booked.len());
    for payment in &payments {
        rows.push((
            payment.paid_at.unwrap_or(payment.created_at),
            ActivityRow {
                date: pen.day_of(payment.paid_at.unwrap_or(payment.created_at)),
                kind: ActivityKind::Payment(payment.state(false)),
                number: Some(receipt_number(payment)),
                amount: pen.money(payment.amount),
                href: Some(routes::payment(payment.id)),
                receipt_href: payment.paid_at.map(|_| routes::receipt(payment.id)),
            },
        ));
    }
    for told in &told {
        rows.push((
            told.made_at,
            ActivityRow {
                date: pen.day_of(told.made_at),
                kind: ActivityKind::Dispute,
                number: numbers.get(&told.invoice).cloned(),
                amount: pen.money(told.amount),
                href: Some(routes::dispute(told.id)),
                receipt_href: None,
            },
        ));
    }
    for row in booked {
        let Booked { kind, amount, at, payment } = &row.movement;
        let kind = match kind.as_str() {
            "invoiced" if amount.minor() < 0 => ActivityKind::CreditNote,
            "invoiced" => ActivityKind::Invoice,
            "invoice_changed" => ActivityKind::Correction,
            "paid_outside" => ActivityKind::PaidElsewhere,
            "discounted" if amount.is_positive() => ActivityKind::DiscountGone,
            "discounted" => ActivityKind::Discount,
            "interest_charged" if amount.is_positive() => ActivityKind::Interest,
            "fee_charged" if amount.is_positive() => ActivityKind::Fee,
            "interest_charged" | "fee_charged" | "charge_waived" => ActivityKind::Waived,
            "written_off" if amount.is_positive() => ActivityKind::Correction,
            "written_off" => ActivityKind::WrittenOff,
            "refunded" => ActivityKind::Refund,
            "charged_back" => ActivityKind::Chargeback,
            "chargeback_won" | "refund_failed" => ActivityKind::ChargebackWon,
            // The payment itself has its row.
            _ => continue,
        };
        let href = payment.map_or_else(|| routes::invoice(row.invoice), routes::payment);
        rows.push((
            *at,
            ActivityRow {
                date: pen.day_of(*at),
                kind,
                number: Some(row.number.clone()),
                // The words say which way it went.
                amount: pen.money(Money::new(amount.minor().saturating_abs(), amount.currency())),
                href: Some(href),
                receipt_href: None,
            },
        ));
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let view =
        ActivityView { rows: rows.into_iter().map(|(_, row)| row).collect(), older_href: None, newest_href: None };
    Ok(visit.page(|context| views::activity::page(context, view)))
}

/// The shares of a payment as rows, with the invoices' numbers and what stays open on each.
pub(super) fn share_rows(
    pen: &Formatter,
    shares: &[(InvoiceId, Money)],
    invoices: &HashMap<InvoiceId, Invoice>,
    left_after: impl Fn(&Invoice, Money) -> Money,
) -> Vec<app::components::invoices::ShareRow> {
    shares
        .iter()
        .filter_map(|(id, amount)| {
            let invoice = invoices.get(id)?;
            let left = left_after(invoice, *amount);
            Some(app::components::invoices::ShareRow {
                number: invoice.number.clone(),
                description: invoice.description.clone(),
                amount: pen.money(*amount),
                left: left.is_positive().then(|| pen.money(left)),
            })
        })
        .collect()
}
