//! The last page before an instalment is paid at its early price. `/pay/confirm?…&agreement=…&instalment=…`

use super::error::Failure;
use super::invoice_rows::share_rows;
use super::pay::methods;
use super::session::DebtorSession;
use app::components::forms::HiddenField;
use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use app::routes::PayQuery;
use app::views::confirm::ConfirmView;
use app::views::problem::Problem;
use app::{routes, views};
use axum::response::Response;
use domain::allocation::sum_by_invoice;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::invoice::asked_by_currency;
use domain::money::Money;
use domain::plan::early::EarlyInstalment;
use domain::policy::Policy;
use services::account::minimum::minimum;
use services::payments::instalment::at_price;
use services::payments::start::PricedChoice;
use std::collections::HashMap;
use store::StoreError;

/// Pays an instalment at its early price: the same address on every page of ours.
pub(super) fn early_href(whole: &PayQuery, id: AgreementId, early: &EarlyInstalment) -> String {
    routes::with(routes::with(whole.confirm(), "agreement", id), "instalment", early.n)
}

/// An instalment that can be paid at its early price.
pub(super) struct EarlyPayment<'a> {
    pub(super) policy: &'a Policy,
    pub(super) agreement: AgreementId,
    pub(super) early: &'a EarlyInstalment,
    /// Everything that is owed.
    pub(super) owed: &'a [Invoice],
    /// Of it, what the plan covers.
    pub(super) chosen: &'a [&'a Invoice],
    /// The page before showed another price.
    pub(super) changed: bool,
}

/// The page.
pub(super) fn page(session: &DebtorSession, payment: &EarlyPayment<'_>) -> Result<Response, Failure> {
    let EarlyPayment { policy, agreement: id, early, owed, chosen, changed } = *payment;
    let (formatter, currency) = (&session.formatter, early.full.currency());
    let min = minimum(&session.state.services, &session.creditor, policy, currency);
    let full = PricedChoice::new(chosen, Some(early.full), min, policy.allocation);
    let full = full.map_err(|_| Problem::NothingToPay)?.choice;
    let parts = at_price(full.shares(), early).map_err(StoreError::from)?;
    let paid = sum_by_invoice(parts.iter().map(|part| (part.share.invoice, part.share.amount)));
    let off = sum_by_invoice(parts.iter().map(|part| (part.share.invoice, part.discount)));
    let after = |invoice: &Invoice, part: Money| {
        let off = off.iter().find(|(of, _)| *of == invoice.id).map_or(Money::zero(currency), |(_, off)| *off);
        invoice.owed().minus(part).and_then(|left| left.minus(off)).unwrap_or(invoice.balance)
    };
    let mut left = asked_by_currency(owed)?;
    if let Some(here) = left.get_mut(&currency) {
        *here = here.minus(early.full).map_err(StoreError::from)?;
    }
    let by_id: HashMap<InvoiceId, Invoice> = chosen.iter().map(|invoice| (invoice.id, (*invoice).clone())).collect();
    let ids: Vec<InvoiceId> = chosen.iter().map(|invoice| invoice.id).collect();
    let row = ReductionRow {
        number: early.n.to_string(),
        full: formatter.money(early.full),
        off: formatter.money(early.off),
        percent: Some(formatter.percent(early.percent)),
        to_pay: formatter.money(early.to_pay),
    };
    let reduction = ConfirmReduction {
        kind: ReductionKind::Instalment,
        full: row.full.clone(),
        off: row.off.clone(),
        to_pay: row.to_pay.clone(),
        until: formatter.date(early.until),
        rows: vec![row],
    };
    let view = ConfirmView {
        reductions: vec![reduction],
        hidden: vec![
            HiddenField::new("agreement", id.to_string()),
            HiddenField::new("instalment", early.n.to_string()),
        ],
        amount: early.to_pay,
        amount_text: formatter.money(early.to_pay),
        shares: share_rows(formatter, &paid, &by_id, after),
        left: formatter.amounts(&left),
        methods: methods(session, early.to_pay),
        form_key: session.form_key(),
        change_href: routes::agreement(id),
        invoices: ids,
        changed,
    };
    Ok(session.page(|context| views::confirm::page(context, view)))
}
