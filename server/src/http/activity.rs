//! What has happened: `/activity`.

use super::error::Failure;
use super::session::DebtorSession;
use app::views::activity::{ActivityKind, ActivityRow, ActivityView};
use app::{routes, views};
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::dispute::Dispute;
use domain::id::InvoiceId;
use domain::money::Money;
use domain::payment::{Payment, PaymentState};
use services::format::Formatter;
use services::payments::receipt::receipt_number;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use store::ledger::{DebtorMovement, Movement};
use store::{disputes, invoices, ledger, payments};

/// Rows shown; older ones are in the creditor's own statement.
const ROWS_SHOWN: i64 = 200;

/// A row with the instant by which rows are ordered.
type Dated = (DateTime<Utc>, ActivityRow);

/// `GET /activity`: everything that happened, the newest first.
pub(super) async fn show(session: DebtorSession) -> Result<Response, Failure> {
    let session = session.whole()?;
    let (creditor, debtor, formatter) = (session.creditor.id, session.debtor.id, &session.formatter);
    let mut rows: Vec<Dated> = Vec::new();
    {
        let mut db = session.state.services.store.read().await?;
        let payments = payments::of_debtor(&mut db, creditor, debtor, ROWS_SHOWN).await?;
        rows.extend(payments.iter().map(|payment| payment_row(formatter, payment)));
        let disputes = disputes::of_debtor(&mut db, creditor, debtor, ROWS_SHOWN).await?;
        let mut numbers = HashMap::new();
        for id in disputes.iter().map(|dispute| dispute.invoice).collect::<BTreeSet<_>>() {
            numbers.extend(invoices::by_id(&mut db, creditor, id).await?.map(|invoice| (id, invoice.number)));
        }
        rows.extend(disputes.iter().map(|dispute| dispute_row(formatter, dispute, &numbers)));
        let booked = ledger::debtor_movements(&mut db, creditor, debtor, ROWS_SHOWN).await?;
        rows.extend(booked.iter().filter_map(|booked| movement_row(formatter, booked)));
    }
    rows.sort_by_key(|(at, _)| Reverse(*at));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let view = ActivityView { rows, older_href: None, newest_href: None };
    Ok(session.page(|context| views::activity::page(context, view)))
}

fn payment_row(formatter: &Formatter, payment: &Payment) -> Dated {
    let at = payment.paid_at.unwrap_or(payment.created_at);
    let row = ActivityRow {
        date: formatter.day_of(at),
        kind: ActivityKind::Payment(payment.state(false)),
        number: Some(receipt_number(payment)),
        amount: formatter.money(match payment.state(false) {
            // What the bank took back, which is less where a part was given back before.
            PaymentState::ChargedBack => payment.charged_back,
            PaymentState::Refunded => payment.refunded,
            _ => payment.amount,
        }),
        href: Some(routes::payment(payment.id)),
        receipt_href: payment.paid_at.map(|_| routes::receipt(payment.id)),
    };
    (at, row)
}

fn dispute_row(formatter: &Formatter, dispute: &Dispute, numbers: &HashMap<InvoiceId, String>) -> Dated {
    let row = ActivityRow {
        date: formatter.day_of(dispute.made_at),
        kind: ActivityKind::Dispute,
        number: numbers.get(&dispute.invoice).cloned(),
        amount: formatter.money(dispute.amount),
        href: Some(routes::dispute(dispute.id)),
        receipt_href: None,
    };
    (dispute.made_at, row)
}

fn movement_row(formatter: &Formatter, booked: &DebtorMovement) -> Option<Dated> {
    let Movement { amount, at, payment, .. } = booked.movement;
    let row = ActivityRow {
        date: formatter.day_of(at),
        kind: kind(&booked.movement)?,
        number: Some(match &booked.movement.other {
            Some(other) => format!("{} → {}", other.number, booked.number),
            None => booked.number.clone(),
        }),
        // The words say which way it went.
        amount: formatter.money(Money::new(amount.minor().saturating_abs(), amount.currency())),
        href: Some(payment.map_or_else(|| routes::invoice(booked.invoice), routes::payment)),
        receipt_href: None,
    };
    Some((at, row))
}

/// What a movement is to its reader; `None` for a payment, which has a row of its own.
fn kind(booked: &Movement) -> Option<ActivityKind> {
    let raises = booked.amount.is_positive();
    Some(match booked.kind.as_str() {
        "invoiced" if booked.amount.minor() < 0 => ActivityKind::CreditNote,
        "invoiced" => ActivityKind::Invoice,
        "invoice_changed" => ActivityKind::Correction,
        "paid_outside" if raises => ActivityKind::Correction,
        "paid_outside" => ActivityKind::PaidElsewhere,
        "credited" if raises => ActivityKind::Credited,
        // Of the two documents that one use of credit moves, the debt's row tells of both.
        "credit_used" if booked.other.as_ref().is_some_and(|other| other.pays) => return None,
        "credit_used" if raises => ActivityKind::CreditReturned,
        "credited" | "credit_used" => ActivityKind::CreditUsed,
        "discounted" if raises => ActivityKind::DiscountGone,
        "discounted" => ActivityKind::Discount,
        "interest_charged" if raises => ActivityKind::Interest,
        "fee_charged" if raises && booked.is_agreed() => ActivityKind::AgreementPrice,
        "fee_charged" if raises => ActivityKind::Fee,
        "interest_charged" | "fee_charged" | "charge_waived" => ActivityKind::Waived,
        "written_off" | "settled" if raises => ActivityKind::Correction,
        "settled" => ActivityKind::Settled,
        "written_off" => ActivityKind::WrittenOff,
        "refunded" => ActivityKind::Refund,
        "charged_back" => ActivityKind::Chargeback,
        "chargeback_won" | "refund_failed" => ActivityKind::ChargebackWon,
        _ => return None,
    })
}
