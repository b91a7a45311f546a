//! `/console/debtors/{id}/charges/{invoice}`: waives late interest and fees of an invoice.

use super::StaffSession;
use super::decisions::{MAX_WORDS, whose};
use crate::http::error::{Failure, PageStatus};
use crate::http::form::Fields;
use crate::http::pay::see_other;
use app::components::forms::{FieldProblem, InvalidField};
use app::routes;
use app::views::console;
use app::views::console::waive::{ChargesRow, WaiveView};
use app::views::problem::Problem;
use axum::extract::{Path, RawForm};
use axum::response::Response;
use domain::debtor::Debtor;
use domain::id::InvoiceId;
use domain::invoice::Invoice;
use domain::money::Money;
use services::account;
use services::agreements::waive::{self, WaiveError, Waiver};
use store::invoices;

/// An invoice's charges on its debtor's page; none where there are none.
pub(super) fn row(staff: &StaffSession, invoice: &Invoice) -> Option<ChargesRow> {
    let some = |amount: Money| amount.is_positive().then(|| staff.formatter.money(amount));
    let (interest, fees) = (some(invoice.interest), some(invoice.fees));
    (interest.is_some() || fees.is_some()).then(|| ChargesRow {
        number: invoice.number.clone(),
        interest,
        fees,
        href: path(invoice),
    })
}

fn path(invoice: &Invoice) -> String {
    routes::console_charges(invoice.debtor, invoice.id)
}

/// The debtor and the invoice of an address, with what accrued until today.
async fn find(staff: &StaffSession, debtor: &str, invoice: &str) -> Result<(Debtor, Invoice), Failure> {
    let debtor = staff.debtor(debtor).await?;
    let id: InvoiceId = invoice.parse().map_err(|_| Problem::NotFound)?;
    let (creditor, now) = (&staff.creditor, staff.state.services.clock.now());
    let mut db = staff.state.services.store.read().await?;
    let owed = account::outstanding(&mut db, creditor, debtor.id, now).await?;
    let invoice = match owed.invoices.into_iter().find(|open| open.id == id) {
        Some(open) => open,
        // Paid meanwhile: its page says that nothing is left.
        None => invoices::by_id(&mut db, creditor.id, id).await?.ok_or(Problem::NotFound)?,
    };
    if invoice.debtor == debtor.id { Ok((debtor, invoice)) } else { Err(Problem::NotFound.into()) }
}

/// `GET`: everything that there is stands in the fields.
pub(super) async fn show(
    staff: StaffSession,
    Path((debtor, invoice)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (debtor, invoice) = find(&staff, &debtor, &invoice).await?;
    let all = |amount: Money| staff.formatter.style(amount.currency()).digits(amount);
    let typed = Fields::default().with("interest", &all(invoice.interest)).with("fees", &all(invoice.fees));
    let typed = typed.with("form_key", &staff.form_key());
    Ok(page(&staff, &debtor, &invoice, &typed, Vec::new()))
}

fn page(
    staff: &StaffSession,
    debtor: &Debtor,
    invoice: &Invoice,
    typed: &Fields,
    wrong: Vec<InvalidField>,
) -> Response {
    let status = PageStatus::of_form(&wrong);
    let field =
        |name, amount: Money| amount.is_positive().then(|| (staff.formatter.money(amount), typed.get(name).to_owned()));
    let view = WaiveView {
        path: path(invoice),
        whose: whose(staff, debtor),
        number: invoice.number.clone(),
        interest: field("interest", invoice.interest),
        fees: field("fees", invoice.fees),
        in_plan: invoice.plan.is_some(),
        reason: typed.get("reason").to_owned(),
        form_key: typed.get("form_key").to_owned(),
        wrong,
        style: staff.formatter.style(invoice.total.currency()),
    };
    staff.page_with(status, |context| console::waive::page(context, view))
}

/// One amount of the form; an empty field is nothing.
fn amount(
    staff: &StaffSession,
    fields: &Fields,
    name: &'static str,
    max: Money,
    wrong: &mut Vec<InvalidField>,
) -> Money {
    let nothing = Money::zero(max.currency());
    if !fields.has(name) {
        return nothing;
    }
    let why = match staff.formatter.style(max.currency()).parse(fields.get(name)) {
        Ok(amount) if amount.minor() < 0 => FieldProblem::TooSmall { min: staff.formatter.money(nothing) },
        Ok(amount) if amount.minor() > max.minor().max(0) => FieldProblem::TooLarge { max: staff.formatter.money(max) },
        Ok(amount) => return amount,
        Err(error) => FieldProblem::Amount(error),
    };
    wrong.push(InvalidField { field: name, why });
    nothing
}

/// `POST`: lets them go.
pub(super) async fn waive(
    staff: StaffSession,
    Path((debtor, invoice)): Path<(String, String)>,
    RawForm(body): RawForm,
) -> Result<Response, Failure> {
    let (debtor, invoice) = find(&staff, &debtor, &invoice).await?;
    let fields = Fields::read(&body)?;
    let form_key = fields.form_key()?;
    let done = || see_other(&routes::with(routes::console_debtor(debtor.id), "waived", 1));
    let mut wrong = Vec::new();
    let interest = amount(&staff, &fields, "interest", invoice.interest, &mut wrong);
    let fees = amount(&staff, &fields, "fees", invoice.fees, &mut wrong);
    let reason = fields.get("reason").to_owned();
    if reason.is_empty() {
        wrong.push(InvalidField { field: "reason", why: FieldProblem::NoWords });
    }
    if reason.chars().count() > MAX_WORDS {
        wrong.push(InvalidField { field: "reason", why: FieldProblem::TooManyWords { max: MAX_WORDS } });
    }
    if wrong.is_empty() && !interest.is_positive() && !fees.is_positive() {
        let field = if invoice.interest.is_positive() { "interest" } else { "fees" };
        let min = staff.formatter.money(Money::new(1, invoice.total.currency()));
        wrong.push(InvalidField { field, why: FieldProblem::TooSmall { min } });
    }
    // A form sent twice finds less than it asks for: what is known by its key was done.
    if !wrong.is_empty() && waive::is_done(&staff.state.services, &staff.creditor, &form_key).await? {
        return Ok(done());
    }
    if wrong.is_empty() {
        let waiver = Waiver { invoice: invoice.id, interest, fees, reason, form_key, by: staff.who() };
        match waive::waive(&staff.state.services, &staff.creditor, waiver).await {
            Ok(()) => return Ok(done()),
            Err(WaiveError::NoInvoice) => return Err(Problem::NotFound.into()),
            // Paid or waived between reading and doing: the page shows what is left.
            Err(WaiveError::TooMuch { .. }) => return Ok(see_other(&path(&invoice))),
            Err(WaiveError::Store(error)) => return Err(error.into()),
        }
    }
    Ok(page(&staff, &debtor, &invoice, &fields, wrong))
}
