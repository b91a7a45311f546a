//! `/console/requests`: requests and disputes that wait, the most urgent first.

use super::StaffSession;
use super::decisions::urgency;
use crate::http::error::Failure;
use app::i18n::Texts as _;
use app::routes;
use app::views::console;
use app::views::console::requests::{RequestsView, WaitingRow};
use axum::response::Response;
use domain::agreement::Terms;
use domain::date::Date;
use domain::id::{DebtorId, InvoiceId};
use domain::request::RequestKind;
use store::disputes;
use store::{Db, StoreError, debtors, invoices, requests};

/// `GET /console/requests`.
pub(super) async fn show(staff: StaffSession) -> Result<Response, Failure> {
    let mut db = staff.state.services.store.read().await?;
    let mut found: Vec<(Date, WaitingRow)> = Vec::new();
    for request in requests::waiting(&mut db, staff.creditor.id).await? {
        let row = WaitingRow {
            href: routes::console_request(request.id),
            kind: RequestKind::of(&request.asked),
            debtor: name(&mut db, &staff, request.debtor).await?,
            asked: in_short(&mut db, &staff, &request.asked).await?,
            answer_by: staff.formatter.date(request.answer_by),
            urgency: urgency(staff.today, request.answer_by),
        };
        found.push((request.answer_by, row));
    }
    for dispute in disputes::open(&mut db, staff.creditor.id).await? {
        let number = number(&mut db, &staff, dispute.invoice).await?;
        let row = WaitingRow {
            href: routes::console_dispute(dispute.id),
            kind: RequestKind::Dispute,
            debtor: name(&mut db, &staff, dispute.debtor).await?,
            asked: (staff.formatter.language.decisions().dispute)(&number, &staff.formatter.money(dispute.amount)),
            answer_by: staff.formatter.date(dispute.answer_by),
            urgency: urgency(staff.today, dispute.answer_by),
        };
        found.push((dispute.answer_by, row));
    }
    drop(db);
    found.sort_by_key(|(answer_by, _)| *answer_by);
    let view = RequestsView { rows: found.into_iter().map(|(_, row)| row).collect() };
    Ok(staff.page(|context| console::requests::page(context, view)))
}

async fn name(db: &mut Db, staff: &StaffSession, debtor: DebtorId) -> Result<String, StoreError> {
    let found = debtors::by_id(db, staff.creditor.id, debtor).await?;
    Ok(found.map(|debtor| debtor.name).unwrap_or_default())
}

async fn number(db: &mut Db, staff: &StaffSession, invoice: InvoiceId) -> Result<String, StoreError> {
    let found = invoices::by_id(db, staff.creditor.id, invoice).await?;
    Ok(found.map(|invoice| invoice.number).unwrap_or_default())
}

/// Terms in a few words.
async fn in_short(db: &mut Db, staff: &StaffSession, terms: &Terms) -> Result<String, StoreError> {
    let (formatter, words) = (&staff.formatter, staff.formatter.language.decisions());
    Ok(match terms {
        Terms::Extension(terms) => {
            (words.extension)(&number(db, staff, terms.invoice).await?, &formatter.date(terms.new_due))
        }
        Terms::Plan(terms) => {
            let count = terms.plan.instalments.iter().filter(|instalment| instalment.n > 0).count();
            let count = u16::try_from(count).unwrap_or(u16::MAX);
            let payments = (formatter.language.islands().payments)(count, terms.plan.frequency);
            (words.plan)(&formatter.money(terms.plan.principal), &payments)
        }
        Terms::Settlement(terms) => {
            let owed = terms.to_pay.plus(terms.written_off)?;
            (words.settlement)(&formatter.money(terms.to_pay), &formatter.money(owed))
        }
        Terms::Discount(terms) => {
            (words.settlement)(&formatter.money(terms.to_pay), &formatter.money(terms.to_pay.plus(terms.off)?))
        }
        Terms::Promise(terms) => formatter.money(terms.amount),
    })
}
