//! Invoices as rows of a list: those of an account, and those that a payment covers.

use app::components::invoices::{InvoiceRow, ShareRow, SumNote};
use app::components::left::Left;
use app::routes;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, InvoiceState};
use domain::money::{Money, MoneyError};
use domain::payment::PaymentShare;
use services::format::Formatter;

/// An invoice in a list, with what payments in process pay of it; `shares` are theirs.
pub(super) fn moving_row(formatter: &Formatter, invoice: &Invoice, shares: &[PaymentShare], today: Date) -> InvoiceRow {
    let (row, all_on_its_way) = (invoice_row(formatter, invoice, today), is_all_on_its_way(invoice));
    let beside = row.beside.filter(|_| !all_on_its_way);
    InvoiceRow { on_its_way: on_its_way(formatter, invoice, shares), all_on_its_way, beside, ..row }
}

/// Is nothing of it asked for or in review, since payments are on their way?
pub(super) fn is_all_on_its_way(invoice: &Invoice) -> bool {
    invoice.on_its_way.is_positive() && !invoice.to_pay().is_positive() && !invoice.in_review().is_positive()
}

/// What payments in process pay of an invoice, in writing; `shares` are theirs.
pub(super) fn on_its_way(formatter: &Formatter, invoice: &Invoice, shares: &[PaymentShare]) -> Option<String> {
    let own = shares.iter().filter(|share| share.pays(invoice)).map(|share| share.agreed);
    let amount = Money::total(invoice.balance.currency(), own).ok()?;
    amount.is_positive().then(|| formatter.money(amount))
}

/// An invoice in a list; nothing is said of payments in process.
pub(super) fn invoice_row(formatter: &Formatter, invoice: &Invoice, today: Date) -> InvoiceRow {
    let settled = invoice.balance.is_zero() && !invoice.owed().is_positive();
    let amount = match (settled, invoice.balance.minor() < 0) {
        (true, _) => invoice.total,
        (false, true) => invoice.balance,
        (false, false) => invoice.asked(),
    };
    let state = invoice.standing().state(today);
    // Of what is disputed in whole nothing is asked for by any day.
    let settled_until = invoice.settled_until().filter(|_| state != InvoiceState::Disputed);
    InvoiceRow {
        href: routes::invoice(invoice.id),
        number: invoice.number.clone(),
        description: invoice.description.clone(),
        due: formatter.short(invoice.due_now()),
        amount: (!amount.is_zero()).then(|| formatter.money(without_sign(amount))),
        beside: sum_note(formatter, invoice).filter(|_| !settled && !amount.is_zero()),
        in_review: in_review(formatter, invoice),
        state,
        on_its_way: None,
        all_on_its_way: false,
        settled_until: settled_until.map(|until| formatter.short(until)),
    }
}

/// A credit note's sum, as what it is worth.
fn without_sign(amount: Money) -> Money {
    Money::new(amount.minor().saturating_abs(), amount.currency())
}

/// What is said beside what an invoice costs: what it costs less than, what charges are in it, or of how much it is the rest.
pub(super) fn sum_note(formatter: &Formatter, invoice: &Invoice) -> Option<SumNote> {
    let charges = invoice.charges();
    price_note(formatter, invoice).or_else(|| {
        if charges.is_positive() {
            let charges = formatter.money(charges);
            // What an agreement costs is among them.
            let agreed = invoice.plan.is_some() || invoice.extended_to.is_some();
            Some(if agreed { SumNote::IncludesCost(charges) } else { SumNote::Includes(charges) })
        } else {
            (invoice.balance != invoice.total).then(|| SumNote::OfTotal(formatter.money(without_sign(invoice.total))))
        }
    })
}

/// Instead of how much an invoice is paid, where it has a price.
pub(super) fn price_note(formatter: &Formatter, invoice: &Invoice) -> Option<SumNote> {
    invoice.off().is_positive().then(|| SumNote::InsteadOf(formatter.money(invoice.without_price())))
}

/// What of an invoice is on hold beside what is asked for.
pub(super) fn in_review(formatter: &Formatter, invoice: &Invoice) -> Option<String> {
    let on_hold = invoice.in_review();
    on_hold.is_positive().then(|| formatter.money(on_hold))
}

/// What is left of these invoices together, in writing.
///
/// # Errors
/// [`MoneyError`] for sums out of range.
pub(super) fn left<'a>(
    formatter: &Formatter,
    invoices: impl Iterator<Item = &'a Invoice> + Clone,
) -> Result<Left, MoneyError> {
    Left::of(invoices, |sums| formatter.amounts(sums), |day| formatter.date(day))
}

/// The shares of a payment as rows, with the invoices' numbers and what is left of each `after` it.
///
/// # Errors
/// [`MoneyError`] for sums out of range.
pub(super) fn share_rows<'a>(
    formatter: &Formatter,
    shares: &[(InvoiceId, Money)],
    invoices: impl Iterator<Item = &'a Invoice> + Clone,
    after: &[Invoice],
) -> Result<Vec<ShareRow>, MoneyError> {
    let row = |(id, amount): &(InvoiceId, Money)| {
        let invoice = invoices.clone().find(|invoice| invoice.id == *id)?;
        Some(left(formatter, after.iter().filter(|invoice| invoice.id == *id)).map(|left| ShareRow {
            number: invoice.number.clone(),
            description: invoice.description.clone(),
            amount: formatter.money(*amount),
            left,
        }))
    };
    shares.iter().filter_map(row).collect()
}
