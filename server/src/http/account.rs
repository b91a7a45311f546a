//! What is owed and why: `/`, `/invoices/{id}`, `/activity`.

use super::account_totals::totals;
use super::error::Failure;
use super::pay::pay_only_state;
use super::session::DebtorSession;
use super::{explained, offers_page};
use app::components::invoices::InvoiceRow;
use app::components::open_payment::OpenPayment;
use app::routes::PayQuery;
use app::views::account::{AccountNotice, AccountView};
use app::views::activity::{ActivityKind, ActivityRow, ActivityView};
use app::views::invoice::{InvoiceView, LineRow, Movement, MovementKind, OpenShare, TaxRow};
use app::views::pay_only::PayOnlyView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::extract::{Path, Query};
use axum::response::Response;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, Line, line_totals};
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
use store::{StoreError, debtors, invoices, ledger, originals, payments};

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
pub(super) fn open_payment(
    formatter: &Formatter,
    payment: &Payment,
    now: chrono::DateTime<chrono::Utc>,
) -> OpenPayment {
    OpenPayment {
        id: payment.id,
        amount: formatter.money(payment.amount),
        provider: payment.provider,
        begun: formatter.moment(payment.created_at),
        can_continue: payment.progress == Progress::Redirected && payment.url.is_some() && now < payment.expires_at,
        can_cancel: payment.progress != Progress::Processing,
    }
}

/// `GET /`.
pub(super) async fn home(session: DebtorSession, Query(query): Query<HomeQuery>) -> Result<Response, Failure> {
    if session.link.pay_only {
        return pay_only(session).await;
    }
    let (creditor, debtor, now) = (session.creditor.id, session.debtor.id, session.state.services.clock.now());
    let (debtor_account, settled, running, shares, credits) = {
        let mut db = session.state.services.store.read().await?;
        let debtor_account = account::load(&mut db, &session.state.services, &session.creditor, debtor, now).await?;
        let settled = invoices::settled_of(&mut db, creditor, debtor, SETTLED_SHOWN).await?;
        let running = payments::open_of(&mut db, creditor, debtor).await?;
        let mut shares: Vec<PaymentShare> = Vec::new();
        for payment in running.iter().filter(|payment| payment.progress == Progress::Processing) {
            shares.extend(payments::shares(&mut db, creditor, payment.id, payment.amount.currency()).await?);
        }
        (debtor_account, settled, running, shares, debtors::credits(&mut db, creditor, debtor).await?)
    };
    let offered = offers_page::offered(&session, &debtor_account).await?;
    let open = &debtor_account.owed.invoices;
    let formatter = &session.formatter;
    let row = |invoice: &Invoice| InvoiceRow {
        processing: shares.iter().any(|share| share.invoice == invoice.id),
        ..invoice_row(formatter, invoice, session.today)
    };
    let (processing, begun): (Vec<_>, Vec<_>) =
        running.iter().partition(|payment| payment.progress == Progress::Processing);
    let (owed, credit_notes): (Vec<_>, Vec<_>) = open.iter().partition(|invoice| invoice.owed().is_positive());
    let view = AccountView {
        offered: Some(offered),
        debtor: session.debtor.name.clone(),
        totals: totals(formatter, &owed, &processing, session.today)?,
        open_payment: begun.first().map(|payment| open_payment(formatter, payment, now)),
        processing: processing.iter().map(|payment| open_payment(formatter, payment, now)).collect(),
        invoices: owed.iter().map(|invoice| row(invoice)).collect(),
        settled: credit_notes.iter().map(|invoice| row(invoice)).chain(settled.iter().map(row)).collect(),
        credits: credits
            .into_iter()
            .filter(|credit| credit.is_positive())
            .map(|credit| formatter.money(credit))
            .collect(),
        notice: query.notice.as_deref().and_then(notice),
    };
    Ok(session.page(|context| views::account::page(context, view)))
}

/// An invoice in a list; no payment of it is in process.
pub(super) fn invoice_row(formatter: &Formatter, invoice: &Invoice, today: Date) -> InvoiceRow {
    let settled = invoice.balance.is_zero() && !invoice.owed().is_positive();
    let partly = !settled && invoice.balance != invoice.total;
    InvoiceRow {
        href: routes::invoice(invoice.id),
        number: invoice.number.clone(),
        description: invoice.description.clone(),
        due: formatter.short(invoice.due_now()),
        amount: formatter.money(if settled { invoice.total } else { invoice.to_pay() }),
        of_total: partly.then(|| formatter.money(invoice.total)),
        in_review: in_review(formatter, invoice),
        state: invoice.standing().state(today),
        processing: false,
    }
}

/// What of an invoice is on hold beside what is asked for.
pub(super) fn in_review(formatter: &Formatter, invoice: &Invoice) -> Option<String> {
    let on_hold = invoice.owed().minus(invoice.to_pay()).ok()?;
    on_hold.is_positive().then(|| formatter.money(on_hold))
}

/// The address that checks a payment of these invoices in full.
pub(super) fn confirm_href(currency: Currency, invoices: &[InvoiceId]) -> String {
    PayQuery::whole(currency, invoices).confirm()
}

async fn pay_only(session: DebtorSession) -> Result<Response, Failure> {
    let invoice = session.link.invoice.ok_or(Problem::NotFound)?;
    let found = {
        let mut db = session.state.services.store.read().await?;
        invoices::by_id(&mut db, session.creditor.id, invoice).await?
    };
    let invoice = found.ok_or(Problem::NotFound)?;
    let state = pay_only_state(&session, &invoice).await?;
    let view = PayOnlyView { reference: invoice.number.clone(), state };
    Ok(session.page(|context| views::pay_only::page(context, view)))
}

/// `GET /invoices/{id}`: as of today, and with `?as_of=…` explained as of another day.
pub(super) async fn invoice(
    session: DebtorSession,
    Path(id): Path<String>,
    Query(asked): Query<explained::AsOfQuery>,
) -> Result<Response, Failure> {
    let session = session.whole()?;
    let id: InvoiceId = id.parse().map_err(|_| Problem::NotFound)?;
    let (creditor, debtor, now) = (session.creditor.id, session.debtor.id, session.state.services.clock.now());
    let (invoice, lines, movements, under_way, pay_to, offered) = {
        let mut db = session.state.services.store.read().await?;
        let invoice = invoices::by_id(&mut db, creditor, id).await?;
        // Another debtor's invoice is answered like one that is not there.
        let invoice = invoice.filter(|invoice| invoice.debtor == debtor).ok_or(Problem::NotFound)?;
        let debtor_account = account::load(&mut db, &session.state.services, &session.creditor, debtor, now).await?;
        // As it is owed today, with what being late has cost.
        let invoice = debtor_account.owed.invoices.iter().find(|owed| owed.id == id).cloned().unwrap_or(invoice);
        let lines = invoices::lines(&mut db, creditor, id, invoice.total.currency()).await?;
        let movements = ledger::movements(&mut db, creditor, id).await?;
        let under_way = payments::under_way_on(&mut db, creditor, id).await?;
        let pay_to = originals::pay_to(&mut db, creditor, id).await?;
        let offered = explained::offered(&mut db, &session, &debtor_account, &invoice, &asked).await?;
        (invoice, lines, movements, under_way, pay_to, offered)
    };
    let formatter = &session.formatter;
    let currency = invoice.total.currency();
    let state = invoice.standing().state(session.today);
    let owes = invoice.owed().is_positive() && !invoice.void;
    let (net, taxes) = taxes(formatter, &lines, currency)?;
    let absolute = |amount: Money| Money::new(amount.minor().saturating_abs(), currency);
    let view = InvoiceView {
        offered: Some(offered),
        number: invoice.number.clone(),
        credit_note: invoice.total.minor() < 0,
        description: invoice.description.clone(),
        issued: formatter.date(invoice.issued),
        due: formatter.date(invoice.due_now()),
        state,
        balance: formatter.money(if invoice.balance.minor() < 0 {
            absolute(invoice.balance)
        } else {
            invoice.to_pay()
        }),
        total: formatter.money(invoice.total),
        net,
        taxes,
        lines: lines
            .iter()
            .map(|line| LineRow {
                description: line.description.clone(),
                quantity: number(formatter, currency, line.quantity),
                net: formatter.money(line.net),
                tax_percent: line.tax_percent.map(|percent| formatter.percent(percent)),
            })
            .collect(),
        movements: movements.iter().filter_map(|booked| movement(formatter, booked)).collect(),
        reference: None,
        terms: invoice.terms.clone(),
        xml_href: pay_to.is_some().then(|| routes::invoice_xml(id)),
        transfer: pay_to.filter(|pay_to| owes && !pay_to.is_empty()),
        open_payment: under_way.first().map(|(payment, agreed, progress)| OpenShare {
            href: routes::payment(payment),
            amount: formatter.money(Money::new(*agreed, currency)),
            processing: *progress == Progress::Processing,
        }),
        pay_href: owes.then(|| confirm_href(currency, &[id])),
        part_href: owes.then(|| PayQuery::whole(currency, &[id]).part("").choose()),
    };
    Ok(session.page(|context| views::invoice::page(context, view)))
}

type Taxes = (Option<String>, Vec<TaxRow>);

fn taxes(formatter: &Formatter, lines: &[Line], currency: Currency) -> Result<Taxes, StoreError> {
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
            let percent = percent.map(|percent| formatter.percent(percent));
            Ok(TaxRow { percent, amount: formatter.money(Money::total(currency, taxes)?) })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok((Some(formatter.money(net)), rows))
}

/// A plain number with the country's decimal separator.
fn number(formatter: &Formatter, currency: Currency, value: Decimal) -> String {
    value.normalize().to_string().replace('.', &formatter.style(currency).decimal.to_string())
}

fn movement(formatter: &Formatter, booked: &Booked) -> Option<Movement> {
    let raises = booked.amount.is_positive();
    let kind = match booked.kind.as_str() {
        "paid" => MovementKind::Payment,
        "paid_outside" if raises => MovementKind::Correction,
        "paid_outside" => MovementKind::PaidElsewhere,
        "credited" if raises => MovementKind::Credited,
        "credited" | "credit_used" => MovementKind::CreditUsed,
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
        date: formatter.day_of(booked.at),
        kind,
        amount: formatter.money(booked.amount),
        href: booked.payment.map(routes::payment),
    })
}

/// `GET /activity`: everything that happened, the newest first.
pub(super) async fn activity(session: DebtorSession) -> Result<Response, Failure> {
    let session = session.whole()?;
    let (creditor, debtor) = (session.creditor.id, session.debtor.id);
    let (payments, told, numbers, booked) = {
        let mut db = session.state.services.store.read().await?;
        let payments = payments::of_debtor(&mut db, creditor, debtor, ACTIVITY_SHOWN).await?;
        let told = disputes::of_debtor(&mut db, creditor, debtor, ACTIVITY_SHOWN).await?;
        let mut numbers = HashMap::new();
        for id in told.iter().map(|told| told.invoice).collect::<BTreeSet<_>>() {
            numbers.extend(invoices::by_id(&mut db, creditor, id).await?.map(|invoice| (id, invoice.number)));
        }
        (payments, told, numbers, ledger::debtor_movements(&mut db, creditor, debtor, ACTIVITY_SHOWN).await?)
    };
    let formatter = &session.formatter;
    let mut rows = Vec::with_capacity(payments.len() + booked.len());
    for payment in &payments {
        rows.push((
            payment.paid_at.unwrap_or(payment.created_at),
            ActivityRow {
                date: formatter.day_of(payment.paid_at.unwrap_or(payment.created_at)),
                kind: ActivityKind::Payment(payment.state(false)),
                number: Some(receipt_number(payment)),
                amount: formatter.money(payment.amount),
                href: Some(routes::payment(payment.id)),
                receipt_href: payment.paid_at.map(|_| routes::receipt(payment.id)),
            },
        ));
    }
    for told in &told {
        rows.push((
            told.made_at,
            ActivityRow {
                date: formatter.day_of(told.made_at),
                kind: ActivityKind::Dispute,
                number: numbers.get(&told.invoice).cloned(),
                amount: formatter.money(told.amount),
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
            "paid_outside" if amount.is_positive() => ActivityKind::Correction,
            "paid_outside" => ActivityKind::PaidElsewhere,
            "credited" if amount.is_positive() => ActivityKind::Credited,
            "credited" | "credit_used" => ActivityKind::CreditUsed,
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
                date: formatter.day_of(*at),
                kind,
                number: Some(row.number.clone()),
                // The words say which way it went.
                amount: formatter.money(Money::new(amount.minor().saturating_abs(), amount.currency())),
                href: Some(href),
                receipt_href: None,
            },
        ));
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let view =
        ActivityView { rows: rows.into_iter().map(|(_, row)| row).collect(), older_href: None, newest_href: None };
    Ok(session.page(|context| views::activity::page(context, view)))
}

/// The shares of a payment as rows, with the invoices' numbers and what stays open on each.
pub(super) fn share_rows(
    formatter: &Formatter,
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
                amount: formatter.money(*amount),
                left: left.is_positive().then(|| formatter.money(left)),
            })
        })
        .collect()
}
