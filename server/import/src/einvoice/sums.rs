//! Do the sums of a document follow from each other? What is asked for is what it says is payable, so a document
//! whose own figures contradict that is refused.

use crate::document::{Document, Standard, Totals};
use rust_decimal::Decimal;

/// How far apart two sums may be that were rounded on different ways.
const ROUNDING: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// What does not follow, if anything.
pub(super) fn contradiction(document: &Document) -> Option<String> {
    let totals = &document.totals;
    match document.standard {
        Standard::Ubl | Standard::Cii => {
            let is_en = document.profile.as_deref().is_some_and(|profile| profile.contains("en16931"));
            let strict = || exclusive(totals).or_else(|| inclusive(totals));
            payable(totals, is_en).or_else(|| if is_en { strict() } else { None })
        }
        Standard::Cfdi => cfdi(totals),
        Standard::Dte => dte(document),
    }
}

/// BR-CO-16: payable = with tax - paid before + rounding. OASIS counts the rounding into the sum with tax, and
/// DIAN takes what is off the whole from there.
fn payable(totals: &Totals, is_en: bool) -> Option<String> {
    let (inclusive, payable) = (totals.inclusive?, totals.payable?);
    let part = |amount: Option<Decimal>| amount.unwrap_or_default();
    let due = inclusive.checked_sub(part(totals.prepaid))?;
    let rounded = due.checked_add(part(totals.rounding))?;
    let adjusted = part(totals.charges).checked_sub(part(totals.allowances))?;
    let national = [due.checked_add(adjusted)?, rounded.checked_add(adjusted)?];
    let with_others = rounded.checked_add(part(totals.for_others))?;
    let fits = [due, rounded, with_others].contains(&payable) || (!is_en && national.contains(&payable));
    (!fits).then(|| format!("{rounded} would be payable by its totals, not {payable}"))
}

/// BR-CO-13: without tax = lines - allowances + charges.
fn exclusive(totals: &Totals) -> Option<String> {
    let (lines, exclusive) = (totals.lines?, totals.exclusive?);
    let off = totals.allowances.unwrap_or_default();
    let sum = lines.checked_sub(off)?.checked_add(totals.charges.unwrap_or_default())?;
    differ(sum, exclusive).then(|| format!("its lines come to {sum} without tax, not {exclusive}"))
}

/// BR-CO-15: with tax = without tax + tax.
fn inclusive(totals: &Totals) -> Option<String> {
    let (exclusive, taxes, inclusive) = (totals.exclusive?, totals.taxes?, totals.inclusive?);
    let sum = exclusive.checked_add(taxes)?;
    differ(sum, inclusive).then(|| format!("with tax it comes to {sum}, not {inclusive}"))
}

/// CFDI40119: total = subtotal - discount + transferred - withheld taxes.
fn cfdi(totals: &Totals) -> Option<String> {
    let (subtotal, total) = (totals.lines?, totals.payable?);
    let sum = subtotal.checked_sub(totals.allowances.unwrap_or_default())?;
    let sum = sum.checked_add(totals.taxes.unwrap_or_default())?.checked_sub(totals.withheld.unwrap_or_default())?;
    differ(sum, total).then(|| format!("its subtotal and taxes come to {sum}, not {total}"))
}

/// Net, exempt and tax make the total; documents with further taxes have rules of their own.
fn dte(document: &Document) -> Option<String> {
    let totals = &document.totals;
    let only_vat = document.taxes.iter().all(|tax| tax.category.as_deref() == Some("IVA"));
    let (exclusive, total) = (totals.exclusive.filter(|_| only_vat && totals.withheld.is_none())?, totals.inclusive?);
    let sum = exclusive.checked_add(totals.taxes.unwrap_or_default())?;
    let apart = sum.checked_sub(total)?.abs();
    (apart > Decimal::ONE).then(|| format!("net and tax come to {sum}, not {total}"))
}

fn differ(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other).is_none_or(|apart| apart.abs() > ROUNDING)
}
