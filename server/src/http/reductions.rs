//! What falls away with what is paid, as pages tell it: early-payment discounts and settlements.

use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use domain::discount::Reduction;
use domain::invoice::{Invoice, Price, PricedBy};
use domain::money::Money;
use services::format::Formatter;
use services::payments::instalment::PaidPlan;
use services::payments::start::PricedChoice;
use store::StoreError;

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
        // What rests under review of a settlement is still to be paid after it: nothing falls away yet.
        let cleared = cleared.filter(|invoice| invoice.price.is_none_or(|price| price.resting.is_zero()));
        let of_kind = cleared.filter_map(|invoice| Some((*invoice, invoice.price?)));
        let of_kind: Vec<(&Invoice, Price)> = of_kind.filter(|(_, price)| kind_of(*price) == kind).collect();
        let Some((first, _)) = of_kind.first() else { continue };
        let currency = first.balance.currency();
        let sum = |of: fn(&Invoice) -> Money| Money::total(currency, of_kind.iter().map(|(invoice, _)| of(invoice)));
        let until = of_kind.iter().filter_map(|(_, price)| price.until).min();
        all.push(ConfirmReduction {
            kind,
            full: formatter.money(sum(Invoice::without_price)?),
            off: formatter.signed(sum(Invoice::off)?.negated()?),
            to_pay: formatter.money(sum(Invoice::to_pay)?),
            until: until.map(|until| formatter.date(until)).unwrap_or_default(),
            rows: of_kind
                .iter()
                .map(|(invoice, price)| reduction_row(formatter, invoice, *price))
                .collect::<Result<_, _>>()?,
        });
    }
    Ok(all)
}

/// Why a price is less than what is owed.
pub(super) const fn kind_of(price: Price) -> ReductionKind {
    match price.by {
        PricedBy::Settlement(_) => ReductionKind::Settlement,
        PricedBy::Discount(_) => ReductionKind::Discount,
        PricedBy::Instalments(_) => ReductionKind::Instalment,
    }
}

fn reduction_row(formatter: &Formatter, invoice: &Invoice, price: Price) -> Result<ReductionRow, StoreError> {
    Ok(ReductionRow {
        what: invoice.number.clone(),
        full: formatter.money(invoice.without_price()),
        off: formatter.signed(invoice.off().negated()?),
        percent: percent_of(formatter, price),
        to_pay: formatter.money(invoice.to_pay()),
    })
}

/// The percentage of a price's rule, where it has one.
pub(super) fn percent_of(formatter: &Formatter, price: Price) -> Option<String> {
    match price.by {
        PricedBy::Discount(Reduction::Percent(percent)) => Some(formatter.percent(percent)),
        PricedBy::Discount(Reduction::Amount(_)) | PricedBy::Settlement(_) | PricedBy::Instalments(_) => None,
    }
}

/// What comes off of a plan's instalments by what is paid.
pub(super) fn in_plan(formatter: &Formatter, plan: &PaidPlan, priced: &PricedChoice) -> Option<ConfirmReduction> {
    let own = priced.shares.iter().filter(|part| part.beside.is_none() && plan.invoices.contains(&part.share.invoice));
    let off = Money::total(priced.total.currency(), own.clone().map(|part| part.discount)).ok()?;
    let to_pay = Money::total(off.currency(), own.map(|part| part.share.amount)).ok()?;
    let full = to_pay.plus(off).ok().filter(|_| off.is_positive())?;
    let until = plan.price.open.iter().filter_map(|one| one.until).min()?;
    Some(ConfirmReduction {
        kind: ReductionKind::Instalment,
        full: formatter.money(full),
        off: formatter.signed(off.negated().ok()?),
        to_pay: formatter.money(to_pay),
        until: formatter.date(until),
        rows: Vec::new(),
    })
}
