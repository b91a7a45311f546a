//! What falls away with what is paid, and what stays: discounts, settlements, instalments at their early price.

use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use domain::discount::Reduction;
use domain::invoice::Invoice;
use domain::money::{Money, MoneyError};
use domain::price::{Price, PricedBy};
use services::format::Formatter;
use services::payments::instalment::PaidPlan;
use services::payments::start::PricedChoice;
use store::StoreError;

/// What comes off of a plan's instalments by what is paid.
pub(super) fn in_plan(formatter: &Formatter, plan: &PaidPlan, priced: &PricedChoice) -> Option<ConfirmReduction> {
    let off = Money::total(priced.total.currency(), priced.shares.iter().map(|share| share.discount)).ok()?;
    let full = priced.total.plus(off).ok().filter(|_| off.is_positive())?;
    let until = plan.price.open.iter().filter_map(|one| one.until).min()?;
    Some(ConfirmReduction {
        kind: ReductionKind::Instalment,
        full: formatter.money(full),
        off: formatter.money(off),
        to_pay: formatter.money(priced.total),
        until: formatter.date(until),
        rows: Vec::new(),
    })
}

/// What stays to be paid of an invoice once so much of it is. A discount is for who pays its price; what a settlement asks
/// for becomes less by any part of it.
pub(super) fn left_after(priced: &PricedChoice, invoice: &Invoice, paid: Money) -> Money {
    let none = Money::zero(paid.currency());
    let settled = invoice.price.is_some_and(|price| price.settlement().is_some());
    let discounts = priced.shares.iter().filter(|planned| planned.share.invoice == invoice.id);
    let off = Money::total(paid.currency(), discounts.map(|planned| planned.discount)).unwrap_or(none);
    match priced.cleared.contains(&invoice.id) {
        true => none,
        false if settled => invoice.to_pay().minus(paid).unwrap_or(none),
        false => invoice.owed().minus(paid).and_then(|left| left.minus(off)).unwrap_or(none),
    }
}

/// What of an invoice stays in review once so much of it is paid: what is beyond all the rest pays of it too.
pub(super) fn review_after(invoice: &Invoice, paid: Money) -> Result<Money, MoneyError> {
    let none = Money::zero(paid.currency());
    if invoice.price.is_some() {
        return Ok(none);
    }
    let beyond = paid.minus(invoice.asked())?;
    let left = if beyond.is_positive() { invoice.in_review().minus(beyond)? } else { invoice.in_review() };
    Ok(if left.is_positive() { left } else { none })
}

/// What falls away with what is paid: discounts and settlements, each told by itself.
pub(super) fn reductions(
    formatter: &Formatter,
    priced: &PricedChoice,
    chosen: &[&Invoice],
) -> Result<Vec<ConfirmReduction>, StoreError> {
    let mut all = Vec::new();
    for kind in [ReductionKind::Settlement, ReductionKind::Discount] {
        let cleared =
            chosen.iter().filter(|invoice| priced.cleared.contains(&invoice.id) && invoice.off().is_positive());
        let of_kind = cleared.filter_map(|invoice| Some((*invoice, invoice.price?)));
        let of_kind: Vec<(&Invoice, Price)> = of_kind.filter(|(_, price)| kind_of(*price) == kind).collect();
        let Some((first, _)) = of_kind.first() else { continue };
        let currency = first.balance.currency();
        let sum = |of: fn(&Invoice) -> Money| Money::total(currency, of_kind.iter().map(|(invoice, _)| of(invoice)));
        let until = of_kind.iter().filter_map(|(_, price)| price.until).min();
        all.push(ConfirmReduction {
            kind,
            full: formatter.money(sum(Invoice::without_price)?),
            off: formatter.money(sum(Invoice::off)?),
            to_pay: formatter.money(sum(Invoice::to_pay)?),
            until: until.map(|until| formatter.date(until)).unwrap_or_default(),
            rows: of_kind.iter().map(|(invoice, price)| reduction_row(formatter, invoice, *price)).collect(),
        });
    }
    Ok(all)
}

/// Why a price is less than what is owed.
pub(super) const fn kind_of(price: Price) -> ReductionKind {
    match price.by {
        PricedBy::Settlement(_) => ReductionKind::Settlement,
        PricedBy::Discount(_) => ReductionKind::Discount,
    }
}

fn reduction_row(formatter: &Formatter, invoice: &Invoice, price: Price) -> ReductionRow {
    ReductionRow {
        number: invoice.number.clone(),
        full: formatter.money(invoice.without_price()),
        off: formatter.money(invoice.off()),
        percent: percent_of(formatter, price),
        to_pay: formatter.money(invoice.to_pay()),
    }
}

/// The percentage of a price's rule, where it has one.
pub(super) fn percent_of(formatter: &Formatter, price: Price) -> Option<String> {
    match price.by {
        PricedBy::Discount(Reduction::Percent(percent)) => Some(formatter.percent(percent)),
        PricedBy::Discount(Reduction::Amount(_)) | PricedBy::Settlement(_) => None,
    }
}
