//! Invoices as rows of a list: those of an account, and those that a payment covers.

use app::components::invoices::{InvoiceRow, ShareRow};
use app::routes;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::Invoice;
use domain::money::Money;
use services::format::Formatter;
use std::collections::HashMap;

/// An invoice in a list; no payment of it is in process.
pub(super) fn invoice_row(formatter: &Formatter, invoice: &Invoice, today: Date) -> InvoiceRow {
    let settled = invoice.balance.is_zero() && !invoice.owed().is_positive();
    let partly = !settled && invoice.balance != invoice.total;
    let without_sign = |amount: Money| Money::new(amount.minor().saturating_abs(), amount.currency());
    let amount = match (settled, invoice.balance.minor() < 0) {
        (true, _) => invoice.total,
        (false, true) => invoice.balance,
        (false, false) => invoice.to_pay(),
    };
    InvoiceRow {
        href: routes::invoice(invoice.id),
        number: invoice.number.clone(),
        description: invoice.description.clone(),
        due: formatter.short(invoice.due_now()),
        amount: formatter.money(without_sign(amount)),
        of_total: partly.then(|| formatter.money(without_sign(invoice.total))),
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

/// The shares of a payment as rows, with the invoices' numbers and what stays open on each.
pub(super) fn share_rows(
    formatter: &Formatter,
    shares: &[(InvoiceId, Money)],
    invoices: &HashMap<InvoiceId, Invoice>,
    left_after: impl Fn(&Invoice, Money) -> Money,
) -> Vec<ShareRow> {
    shares
        .iter()
        .filter_map(|(id, amount)| {
            let invoice = invoices.get(id)?;
            let left = left_after(invoice, *amount);
            Some(ShareRow {
                number: invoice.number.clone(),
                description: invoice.description.clone(),
                amount: formatter.money(*amount),
                left: left.is_positive().then(|| formatter.money(left)),
            })
        })
        .collect()
}
