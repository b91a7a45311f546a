//! The rows of a document as an invoice's lines, which add up to its total to the last cent.

use crate::document::{Document, DocumentLine};
use domain::invoice::{Line, line_totals};
use domain::money::{Currency, Money};
use rust_decimal::{Decimal, RoundingStrategy};

/// The longest description, in characters.
const MAX_TEXT: usize = 500;

/// What is said of the amount that makes a sum round.
const ROUNDING: &str = "±";

/// The lines, or nothing where they do not add up to `total`.
///
/// What is taken off the whole, put onto it, or makes it round becomes a line. Taxes are rounded by document, not by
/// line, and in some countries to whole units: the last line that is taxed takes what is missing or left.
pub(super) fn lines(document: &Document, total: Money) -> Option<Vec<Line>> {
    let rounding = document.totals.rounding.filter(|rounding| !rounding.is_zero());
    let with = rounding.and_then(|rounding| adding_up(document, Some(rounding), total));
    with.or_else(|| adding_up(document, None, total))
}

fn adding_up(document: &Document, rounding: Option<Decimal>, total: Money) -> Option<Vec<Line>> {
    let currency = total.currency();
    let extra = |description: &str, net, tax_percent| {
        let description = description.to_owned();
        of_row(&DocumentLine { description, quantity: None, net, tax_percent, tax: None }, currency)
    };
    let rows = document.lines.iter().map(|line| of_row(line, currency));
    let adjustments = document.adjustments.iter();
    let adjustments = adjustments.map(|one| extra(one.reason.as_deref().unwrap_or(""), one.amount, one.tax_percent));
    let rounding = rounding.map(|rounding| extra(ROUNDING, rounding, None));
    let mut lines: Vec<Line> = rows.chain(adjustments).chain(rounding).collect::<Option<_>>()?;
    let (net, _, sum) = line_totals(&lines, currency).ok()?;
    let apart = total.minus(sum).ok()?;
    if apart.minor().unsigned_abs() > tolerance(document, net, lines.len()) {
        return None;
    }
    let last = lines.iter_mut().rev().find(|line| !line.tax.is_zero());
    match last {
        Some(last) => last.tax = last.tax.plus(apart).ok()?,
        None if apart.is_zero() => {}
        None => return None,
    }
    Some(lines)
}

/// How much of tax may be missing or left: half a unit a line, or a whole one where the lines without tax are exactly
/// what the document says.
fn tolerance(document: &Document, net: Money, lines: usize) -> u64 {
    let exclusive = document.totals.exclusive.and_then(|exclusive| rounded(exclusive, net.currency()));
    let whole_unit = 10_u64.pow(net.currency().exponent());
    let by_lines = u64::try_from(lines).unwrap_or(u64::MAX).max(2);
    if exclusive == Some(net) { by_lines.max(whole_unit) } else { by_lines }
}

fn of_row(row: &DocumentLine, currency: Currency) -> Option<Line> {
    let net = rounded(row.net, currency)?;
    let tax = match (row.tax, row.tax_percent) {
        (Some(tax), _) => rounded(tax, currency)?,
        (None, Some(percent)) => net.percent(percent).ok()?,
        (None, None) => Money::zero(currency),
    };
    let description = row.description.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = description.chars().filter(|c| !c.is_control()).take(MAX_TEXT).collect();
    let quantity = row.quantity.unwrap_or(Decimal::ONE).normalize();
    Some(Line { description, quantity, net, tax_percent: row.tax_percent.map(|percent| percent.normalize()), tax })
}

/// A line may have more decimals than its currency; only their sum is owed.
fn rounded(amount: Decimal, currency: Currency) -> Option<Money> {
    let exact = amount.round_dp_with_strategy(currency.exponent(), RoundingStrategy::MidpointAwayFromZero);
    Money::from_decimal(exact, currency).ok()
}
