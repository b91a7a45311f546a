//! When and how a UBL document asks to be paid.

use super::super::element::Element;
use crate::document::{DatedPart, Document, EarlyPayment, PaymentMeans};
use rust_decimal::Decimal;

/// Reads `PaymentTerms` and `PaymentMeans`.
pub(super) fn read(d: &mut Document, root: &Element) {
    for terms in root.all("PaymentTerms") {
        d.terms.extend(terms.all("Note").filter_map(Element::text).map(Into::into));
        early_payment(d, terms);
        part(d, terms);
        // DIAN: a period that follows the event 2 (issue) is the term itself, without any discount.
        let has_discount = terms.at(&["SettlementDiscountPercent"]).is_some();
        let days = terms.at(&["SettlementPeriod"]).filter(|_| !has_discount).and_then(duration);
        d.term_days = d.term_days.or(days);
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

fn early_payment(d: &mut Document, terms: &Element) {
    let percent = d.decimal(terms.text_at(&["SettlementDiscountPercent"]), "discount");
    let amount = d.decimal(terms.text_at(&["SettlementDiscountAmount"]), "discount");
    let percent = percent.or_else(|| d.percent_of_payable(amount?));
    let Some(percent) = percent.filter(|percent| *percent > Decimal::ZERO) else { return };
    let period = terms.at(&["SettlementPeriod"]);
    let until = d.day(period.and_then(|period| period.text_at(&["EndDate"])), "discount");
    let days = period.and_then(duration);
    d.early_payment.push(EarlyPayment { percent, days, until, base: None });
}

/// A part of the sum with a day of its own. What is taken off for paying by a day is none.
fn part(d: &mut Document, terms: &Element) {
    let is_discount =
        ["SettlementDiscountPercent", "SettlementDiscountAmount"].iter().any(|n| terms.at(&[n]).is_some());
    if is_discount && ["Amount", "PaymentPercent"].iter().all(|name| terms.at(&[name]).is_none()) {
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
