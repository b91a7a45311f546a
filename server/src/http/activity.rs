//! What has happened: `/activity`.

use super::error::{Failure, PageStatus};
use super::session::DebtorSession;
use app::views::activity::{ActivityFilter, ActivityKind, ActivityMonth, ActivityRow, ActivityView, StatementForm};
use app::{routes, views};
use axum::extract::Query;
use axum::response::Response;
use chrono::{DateTime, Datelike, Utc};
use domain::date::Date;
use domain::dispute::Dispute;
use domain::id::InvoiceId;
use domain::payment::{Payment, PaymentState};
use serde::Deserialize;
use services::account::statement::{self, AccountLedger, Line};
use services::format::Formatter;
use services::payments::receipt::receipt_number;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use store::{StoreError, disputes, invoices, payments};

/// Rows shown; older ones are in the statement.
const ROWS_SHOWN: usize = 200;
/// As many of each kind are read as may be shown.
const ROWS_READ: i64 = 200;

/// A row with the instant and the day by which rows are ordered.
type Dated = (DateTime<Utc>, Date, ActivityRow);

/// `/activity?show=…`
#[derive(Deserialize)]
pub(super) struct ActivityQuery {
    show: Option<String>,
}

/// `GET /activity`: everything that happened, the newest first.
pub(super) async fn show(session: DebtorSession, Query(query): Query<ActivityQuery>) -> Result<Response, Failure> {
    let session = session.whole()?;
    let filter = query.show.as_deref().and_then(ActivityFilter::of_name).unwrap_or_default();
    let statement = StatementForm {
        from: this_year(session.today).to_string(),
        to: session.today.to_string(),
        today: session.today.to_string(),
        too_long: false,
    };
    page(&session, filter, statement, PageStatus::Found).await
}

/// The first day of a day's year.
pub(super) fn this_year(day: Date) -> Date {
    day.with_ordinal(1).unwrap_or(day)
}

/// The page, with this in the statement's form.
pub(super) async fn page(
    session: &DebtorSession,
    filter: ActivityFilter,
    statement: StatementForm,
    status: PageStatus,
) -> Result<Response, Failure> {
    let mut rows = rows(session).await?;
    rows.retain(|(_, _, row)| filter.shows(row.kind));
    // What is last in the books is first here, also within one instant.
    rows.reverse();
    rows.sort_by_key(|(at, ..)| Reverse(*at));
    let has_older = rows.len() > ROWS_SHOWN;
    rows.truncate(ROWS_SHOWN);
    let months = rows.chunk_by(|(_, one, _), (_, next, _)| (one.year(), one.month()) == (next.year(), next.month()));
    let months = months.filter_map(|month| {
        let (_, day, _) = month.first()?;
        let rows = month.iter().map(|(.., row)| row.clone()).collect();
        Some(ActivityMonth { year: day.year(), title: session.formatter.month(*day), rows })
    });
    let view = ActivityView { filter, months: months.collect(), has_older, statement };
    Ok(session.page_with(status, |context| views::activity::page(context, view)))
}

/// What the ledger says, payments that are not in it, and disputes.
async fn rows(session: &DebtorSession) -> Result<Vec<Dated>, Failure> {
    let (creditor, debtor, formatter) = (session.creditor.id, session.debtor.id, &session.formatter);
    let now = session.state.services.clock.now();
    let mut db = session.state.services.store.read().await?;
    let accounts = statement::read(&mut db, &session.creditor, debtor, now).await?;
    let payments = payments::of_debtor(&mut db, creditor, debtor, ROWS_READ).await?;
    let lines = accounts.iter().flat_map(|account| &account.lines);
    let mut rows: Vec<Dated> = lines.map(|line| (line.at, line.day, line_row(formatter, line))).collect();
    for account in accounts.iter().filter(|account| account.accrued.is_positive()) {
        rows.push((now, session.today, accrued_row(formatter, account, now)?));
    }
    let day_of = |at| session.creditor.zone.day_of(at);
    let not_booked = payments.iter().filter(|payment| payment.paid_at.is_none());
    rows.extend(not_booked.map(|one| (one.created_at, day_of(one.created_at), payment_row(formatter, one))));
    let disputes = disputes::of_debtor(&mut db, creditor, debtor, ROWS_READ).await?;
    let mut numbers = HashMap::new();
    for id in disputes.iter().map(|dispute| dispute.invoice).collect::<BTreeSet<_>>() {
        numbers.extend(invoices::by_id(&mut db, creditor, id).await?.map(|invoice| (id, invoice.number)));
    }
    rows.extend(disputes.iter().map(|one| (one.made_at, day_of(one.made_at), dispute_row(formatter, one, &numbers))));
    Ok(rows)
}

/// What has accrued by now and is not in the books yet, so that the newest balance is what is owed.
fn accrued_row(formatter: &Formatter, account: &AccountLedger, now: DateTime<Utc>) -> Result<ActivityRow, StoreError> {
    Ok(ActivityRow {
        date: formatter.day_of(now),
        kind: ActivityKind::Accrued,
        number: None,
        amount: formatter.signed(account.accrued),
        balance: Some(formatter.money(account.balance().plus(account.accrued)?)),
        href: None,
        receipt_href: None,
    })
}

/// A payment that has not arrived: it moved nothing.
fn payment_row(formatter: &Formatter, payment: &Payment) -> ActivityRow {
    ActivityRow {
        date: formatter.day_of(payment.created_at),
        kind: ActivityKind::Payment(payment.state(false)),
        number: Some(receipt_number(payment.id)),
        amount: formatter.money(payment.amount),
        balance: None,
        href: Some(routes::payment(payment.id)),
        receipt_href: None,
    }
}

fn dispute_row(formatter: &Formatter, dispute: &Dispute, numbers: &HashMap<InvoiceId, String>) -> ActivityRow {
    ActivityRow {
        date: formatter.day_of(dispute.made_at),
        kind: ActivityKind::Dispute,
        number: numbers.get(&dispute.invoice).cloned(),
        amount: formatter.money(dispute.amount),
        balance: None,
        href: Some(routes::dispute(dispute.id)),
        receipt_href: None,
    }
}

fn line_row(formatter: &Formatter, line: &Line) -> ActivityRow {
    let kind = kind(line);
    let paid = line.payment.filter(|_| line.kind == "paid");
    let document = line.documents.last().map(|(id, _)| routes::invoice(id));
    ActivityRow {
        date: formatter.day_of(line.at),
        kind,
        number: Some(reference(line)).filter(|number| !number.is_empty()),
        // Of what stays within the account the words say what it was.
        amount: if line.amount.is_zero() { formatter.money(line.moved) } else { formatter.signed(line.amount) },
        balance: Some(formatter.money(line.balance)),
        href: line.payment.map(routes::payment).or(document),
        receipt_href: paid.map(routes::receipt),
    }
}

/// How many documents of one movement are named.
const NAMED: usize = 3;

/// By which numbers a movement is known: the receipt's, or those of its documents.
pub(super) fn reference(line: &Line) -> String {
    if let Some(payment) = line.payment.filter(|_| line.kind == "paid") {
        return receipt_number(payment);
    }
    let between = if line.kind == "credit_used" { " → " } else { ", " };
    let named: Vec<&str> = line.documents.iter().take(NAMED).map(|(_, number)| number.as_str()).collect();
    let more = if line.documents.len() > NAMED { " …" } else { "" };
    format!("{}{more}", named.join(between))
}

/// What a movement is to its reader.
pub(super) fn kind(line: &Line) -> ActivityKind {
    let raises = line.amount.is_positive();
    match line.kind.as_str() {
        // What went back of it has a row of its own.
        "paid" => ActivityKind::Payment(PaymentState::Succeeded),
        "invoiced" if line.amount.minor() < 0 => ActivityKind::CreditNote,
        "invoiced" => ActivityKind::Invoice,
        "paid_outside" if raises => ActivityKind::Correction,
        "paid_outside" => ActivityKind::PaidElsewhere,
        "credited" if line.on_documents.is_positive() => ActivityKind::Credited,
        "credited" => ActivityKind::CreditUsed,
        "credit_used" if line.cause.contains(":back:") => ActivityKind::CreditReturned,
        "credit_used" => ActivityKind::CreditUsed,
        "discounted" if raises => ActivityKind::DiscountGone,
        "discounted" => ActivityKind::Discount,
        "interest_charged" if raises => ActivityKind::Interest,
        "fee_charged" if raises && line.is_agreed() => ActivityKind::AgreementPrice,
        "fee_charged" if raises => ActivityKind::Fee,
        "interest_charged" | "fee_charged" | "charge_waived" => ActivityKind::Waived,
        "written_off" | "settled" if raises => ActivityKind::Correction,
        "settled" => ActivityKind::Settled,
        "written_off" => ActivityKind::WrittenOff,
        "refunded" => ActivityKind::Refund,
        "charged_back" => ActivityKind::Chargeback,
        "chargeback_won" | "refund_failed" => ActivityKind::ChargebackWon,
        // What a list changed of an invoice.
        _ => ActivityKind::Correction,
    }
}
