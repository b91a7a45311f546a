//! The rows of a document as an invoice's lines, which add up to its total to the last cent.

use crate::document::{Document, DocumentLine};
use domain::invoice::{Line, line_totals};
use domain::money::{Currency, Money};
use rust_decimal::{Decimal, RoundingStrategy};

/// The longest description, in characters.
const MAX_TEXT: usize = 500;

/// The lines, or nothing where they do not add up to `total`.
///
/// What is taken off the whole or put onto it becomes a line. Taxes are rounded by document, not by line, so up to
/// half a unit a line is missing or left: the last line takes it.
pub(super) fn lines(document: &Document, total: Money) -> Option<Vec<Line>> {
    let currency = total.currency();
    let rows = document.lines.iter().map(|line| of_row(line, currency));
    let adjustments = document.adjustments.iter().map(|adjustment| {
        let description = adjustment.reason.clone().unwrap_or_default();
        let (net, tax_percent) = (adjustment.amount, adjustment.tax_percent);
        of_row(&DocumentLine { description, quantity: None, net, tax_percent, tax: None }, currency)
    });
    let mut lines: Vec<Line> = rows.chain(adjustments).collect::<Option<_>>()?;
    let sum = line_totals(&lines, currency).ok()?.2;
    let apart = total.minus(sum).ok()?;
    let most = i64::try_from(lines.len()).ok()?.max(2);
    if apart.minor().unsigned_abs() > most.unsigned_abs() {
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
