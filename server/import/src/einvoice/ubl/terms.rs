//! When and how a UBL document asks to be paid.

use super::super::element::Element;
use super::super::fields::decimal;
use crate::document::{DatedPart, Document, EarlyPayment, PaymentMeans};
use rust_decimal::Decimal;

/// Reads `PaymentTerms` and `PaymentMeans`.
pub(super) fn read(d: &mut Document, root: &Element) {
    for terms in root.all("PaymentTerms") {
        if is_of_sunat(d, terms) {
            continue;
        }
        d.terms.extend(terms.all("Note").filter_map(Element::text).map(Into::into));
        early_payment(d, terms);
        part(d, terms);
        // DIAN: a period that follows the event 2 (issue) is the term itself, without any discount.
        let days = terms.at(&["SettlementPeriod"]).filter(|_| !takes_off(terms)).and_then(duration);
        d.term_days = d.term_days.or(days);
        // OIOUBL: a period without a discount ends on the last day to pay.
        let end = terms.text_at(&["SettlementPeriod", "EndDate"]).filter(|_| d.due.is_none() && !takes_off(terms));
        d.due = d.due.or(d.day(end, "due_date"));
    }
    // One part is the whole; the day may stand nowhere else.
    if let [only] = d.parts.as_slice() {
        d.due = d.due.or(Some(only.due));
        d.parts.clear();
    }
    for means in root.all("PaymentMeans") {
        let text = |way: &[&str]| means.text_at(way).map(Into::into);
        let bank = text(&["PayeeFinancialAccount", "FinancialInstitutionBranch", "ID"]);
        d.means.push(PaymentMeans {
            code: text(&["PaymentMeansCode"]),
            reference: text(&["PaymentID"]),
            account: text(&["PayeeFinancialAccount", "ID"]),
            account_name: text(&["PayeeFinancialAccount", "Name"]),
            bank: bank.or_else(|| text(&["PayeeFinancialAccount", "FinancialInstitutionBranch", "Name"])),
        });
    }
}

/// Peru's terms name by a code what they are: detracción and the like, paid at once, the sum on credit. Its instalments
/// (`Cuota001`) are parts as others are.
fn is_of_sunat(d: &mut Document, terms: &Element) -> bool {
    let id = terms.text_at(&["ID"]).unwrap_or_default().to_ascii_lowercase();
    let way = terms.text_at(&["PaymentMeansID"]).unwrap_or_default().to_ascii_lowercase();
    let amount = terms.at(&["Amount"]);
    let currency = amount.and_then(|amount| amount.attribute("currencyID"));
    let own = currency.is_none() || currency == d.currency.as_deref();
    let sum = amount.filter(|_| own).and_then(|amount| d.decimal(amount.text(), "amount"));
    match (id.as_str(), way.as_str()) {
        ("detraccion" | "retencion", _) => {
            d.kept_back = sum.and_then(|sum| d.kept_back.unwrap_or_default().checked_add(sum)).or(d.kept_back);
            true
        }
        ("percepcion", _) => true,
        ("formapago", "contado") => {
            d.paid_at_once = true;
            true
        }
        ("formapago", "credito") => {
            d.on_credit = sum;
            true
        }
        _ => false,
    }
}

/// Is something taken off for paying by a day? OIOUBL writes 0.00 where nothing is.
fn takes_off(terms: &Element) -> bool {
    ["SettlementDiscountPercent", "SettlementDiscountAmount"]
        .iter()
        .filter_map(|name| terms.text_at(&[name]).and_then(decimal))
        .any(|much| much > Decimal::ZERO)
}

/// The last day stands in the period, or as the day on which the terms are due.
fn early_payment(d: &mut Document, terms: &Element) {
    let percent = d.decimal(terms.text_at(&["SettlementDiscountPercent"]), "discount");
    let amount = d.decimal(terms.text_at(&["SettlementDiscountAmount"]), "discount");
    let percent = percent.or_else(|| d.percent_of_payable(amount?));
    let Some(percent) = percent.filter(|percent| *percent > Decimal::ZERO) else { return };
    let period = terms.at(&["SettlementPeriod"]);
    let days = period.and_then(duration);
    let end = period.and_then(|period| period.text_at(&["EndDate"]));
    let due = terms.text_at(&["PaymentDueDate"]).filter(|_| days.is_none());
    let until = d.day(end.or(due), "discount");
    let base = d.decimal(terms.text_at(&["Amount"]), "discount").filter(|sum| !is_taken_off(d, *sum, percent));
    d.early_payment.push(EarlyPayment { percent, days, until, base });
}

/// Some write the sum that comes off, not the one that the terms are of.
fn is_taken_off(d: &Document, sum: Decimal, percent: Decimal) -> bool {
    let of = |whole: Option<Decimal>| whole?.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED);
    let totals = [d.totals.payable, d.totals.inclusive, d.totals.exclusive];
    totals.into_iter().filter_map(of).any(|off| off.round_dp(2) == sum.round_dp(2))
}

/// A part of the sum with a day of its own. What is taken off for paying by a day is none.
fn part(d: &mut Document, terms: &Element) {
    if takes_off(terms) {
        return;
    }
    let day = terms.text_at(&["InstallmentDueDate"]).or_else(|| terms.text_at(&["PaymentDueDate"]));
    let Some(due) = d.day(day, "due_date") else { return };
    let amount = d.decimal(terms.text_at(&["Amount"]), "amount");
    let percent = d.decimal(terms.text_at(&["PaymentPercent"]), "amount");
    d.parts.push(DatedPart { due, amount, percent });
}

/// Days of a `DurationMeasure`; of other units none is taken.
fn duration(period: &Element) -> Option<u32> {
    let measure = period.at(&["DurationMeasure"])?;
    let unit = measure.attribute("unitCode").unwrap_or("DAY").to_ascii_uppercase();
    let days = matches!(unit.as_str(), "DAY" | "DAYS" | "D" | "NAR").then(|| measure.text())??;
    days.split('.').next()?.parse().ok()
}
