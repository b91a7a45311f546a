//! `/console/debtors/{id}`: one debtor, as staff see them.

use super::decisions::past_view;
use super::{StaffSession, waive};
use crate::http::error::Failure;
use crate::http::invoice_rows::invoice_row;
use crate::http::invoice_xml;
use crate::http::offers_page;
use app::components::agreements::RequestRow;
use app::routes;
use app::views::console;
use app::views::console::debtor::{
    ConsoleDebtorView, DebtorDone, DocumentRow, LinkRow, LinkState, MessageRow, MessageState,
};
use axum::extract::{Path, Query};
use axum::response::Response;
use domain::debtor::Debtor;
use domain::dispute::Dispute;
use domain::id::DebtorId;
use domain::invoice::{Invoice, InvoiceState};
use domain::knowledge_question::KnowledgeQuestion;
use domain::message::Message;
use domain::money::Money;
use domain::request::{Request, RequestKind};
use serde::Deserialize;
use services::account;
use services::agreements::effect::past_of;
use std::collections::BTreeMap;
use store::disputes;
use store::links::Handed;
use store::originals::OfDebtor;
use store::{StoreError, debtors, links, messages, originals, requests};

/// How many links are listed.
const MAX_LINKS: i64 = 30;
/// How many requests, and how many messages.
const MAX_REQUESTS: i64 = 20;
const MAX_MESSAGES: i64 = 30;
/// How many electronic documents.
const MAX_DOCUMENTS: i64 = 50;

/// What the form before did.
#[derive(Deserialize)]
pub(super) struct DoneQuery {
    sent: Option<String>,
    revoked: Option<String>,
    waived: Option<String>,
}

/// `GET /console/debtors/{id}`.
pub(super) async fn show(
    staff: StaffSession,
    Path(id): Path<String>,
    Query(shown): Query<DoneQuery>,
) -> Result<Response, Failure> {
    let debtor = staff.debtor(&id).await?;
    let done = match shown {
        DoneQuery { sent: Some(_), .. } => Some(DebtorDone::Sent),
        DoneQuery { revoked: Some(_), .. } => Some(DebtorDone::Revoked),
        DoneQuery { waived: Some(_), .. } => Some(DebtorDone::Waived),
        DoneQuery { sent: None, revoked: None, waived: None } => None,
    };
    page(&staff, debtor, done).await
}

/// The page, with what a form has just done.
pub(super) async fn page(staff: &StaffSession, debtor: Debtor, done: Option<DebtorDone>) -> Result<Response, Failure> {
    let (creditor, id, now) = (&staff.creditor, debtor.id, staff.state.services.clock.now());
    let mut db = staff.state.services.store.read().await?;
    let debtor_account = account::load(&mut db, &staff.state.services, creditor, id, now).await?;
    let credits = debtors::credits(&mut db, creditor.id, id).await?;
    let agreements = offers_page::running(&mut db, &staff.formatter, creditor, id, &debtor_account).await?;
    let past = past_of(&mut db, creditor, id, &debtor_account).await?;
    let asked = requests::of_debtor(&mut db, creditor.id, id, MAX_REQUESTS).await?;
    let disputed = disputes::of_debtor(&mut db, creditor.id, id, MAX_REQUESTS).await?;
    let messages = messages::of_debtor(&mut db, creditor.id, id, MAX_MESSAGES).await?;
    let documents = originals::of_debtor(&mut db, creditor.id, id, MAX_DOCUMENTS).await?;
    let links = links::of_debtor(&mut db, creditor.id, id, MAX_LINKS).await?;
    let no_new_links = debtors::gets_no_new_links(&mut db, creditor.id, id).await?;
    drop(db);
    let open = &debtor_account.owed.invoices;
    let late = |invoice: &&Invoice| matches!(invoice.standing().state(staff.today), InvoiceState::Overdue { .. });
    let view = ConsoleDebtorView {
        owed: sums(staff, open.iter().map(Invoice::owed))?,
        overdue: sums(staff, open.iter().filter(late).map(Invoice::owed))?,
        credit: sums(staff, credits.into_iter())?,
        invoices: open.iter().map(|invoice| invoice_row(&staff.formatter, invoice, staff.today)).collect(),
        documents: documents.into_iter().map(|of| document_row(id, of)).collect(),
        charges: open.iter().filter_map(|invoice| waive::row(staff, invoice)).collect(),
        agreements: agreements.into_iter().map(|running| running.row).collect(),
        past: past_view(staff, &past),
        requests: asked_for(staff, &asked, &disputed),
        messages: messages.iter().map(|message| message_row(staff, message)).collect(),
        no_new_links,
        id: debtor.id,
        form_key: staff.form_key(),
        links: links.iter().map(|handed| row(staff, handed)).collect(),
        done,
        name: debtor.name,
        reference: debtor.reference,
        email: debtor.email,
        phone: debtor.phone,
        postcode: debtor.facts.masked(KnowledgeQuestion::Postcode),
        tax_id: debtor.facts.masked(KnowledgeQuestion::TaxId),
    };
    Ok(staff.page(|context| console::debtor::page(context, view)))
}

/// `GET /console/debtors/{id}/invoices/{invoice}/invoice.xml`.
pub(super) async fn invoice_xml(
    staff: StaffSession,
    Path((id, invoice)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let debtor = staff.debtor(&id).await?;
    invoice_xml::download(&staff.state.services.store, (staff.creditor.id, debtor.id), &invoice).await
}

fn document_row(debtor: DebtorId, of: OfDebtor) -> DocumentRow {
    DocumentRow { href: routes::console_invoice_xml(debtor, of.invoice), number: of.number }
}

/// Amounts added up, each currency for itself; none where nothing is left.
fn sums(staff: &StaffSession, amounts: impl Iterator<Item = Money>) -> Result<Option<String>, StoreError> {
    let mut sums = BTreeMap::new();
    for amount in amounts {
        let sum = sums.entry(amount.currency()).or_insert_with(|| Money::zero(amount.currency()));
        *sum = sum.plus(amount)?;
    }
    Ok(staff.formatter.amounts(&sums))
}

/// Requests and disputes, the latest first.
fn asked_for(staff: &StaffSession, asked: &[Request], disputes: &[Dispute]) -> Vec<RequestRow> {
    let requests = asked.iter().map(|asked| {
        let row = RequestRow {
            kind: RequestKind::of(&asked.asked),
            state: asked.state,
            answer_by: staff.formatter.date(asked.answer_by),
            href: routes::console_request(asked.id),
        };
        (asked.made_at, row)
    });
    let disputes = disputes.iter().map(|dispute| {
        let row = RequestRow {
            kind: RequestKind::Dispute,
            state: dispute.into(),
            answer_by: staff.formatter.date(dispute.answer_by),
            href: routes::console_dispute(dispute.id),
        };
        (dispute.made_at, row)
    });
    let mut rows: Vec<_> = requests.chain(disputes).collect();
    rows.sort_by_key(|(made_at, _)| std::cmp::Reverse(*made_at));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn message_row(staff: &StaffSession, message: &Message) -> MessageRow {
    let state = match message.state {
        domain::message::MessageState::Decided => MessageState::Leaving,
        domain::message::MessageState::Sent => MessageState::Sent,
        domain::message::MessageState::Refused => MessageState::Refused,
        domain::message::MessageState::NoAddress => MessageState::NoAddress,
    };
    MessageRow { letter: message.kind.clone(), at: staff.formatter.moment(message.at), state }
}

fn row(staff: &StaffSession, handed: &Handed) -> LinkRow {
    let ends = staff.formatter.day_of(handed.link.expires_at);
    let state = match handed.revoked_at {
        Some(at) => LinkState::Revoked(staff.formatter.day_of(at)),
        None if handed.link.expires_at <= staff.state.services.clock.now() => LinkState::Ended(ends),
        None => LinkState::Works(ends),
    };
    LinkRow {
        id: handed.link.id,
        made: staff.formatter.day_of(handed.created_at),
        state,
        used: handed.used_at.map(|at| staff.formatter.moment(at)),
        pay_only: handed.link.pay_only,
    }
}
