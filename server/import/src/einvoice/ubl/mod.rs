//! UBL 2.1: Invoice, CreditNote and DebitNote, as OASIS, EN 16931 (CEN/TS 16931-3-2) and Colombia's DIAN
//! (Anexo técnico de factura electrónica de venta 1.9) write them.

mod party;
mod terms;

use super::MAX_LINES;
use super::element::Element;
use super::fields::decimal;
use super::terms::read_skonto;
use super::type_codes;
use crate::document::{Adjustment, Document, DocumentLine, Reference, Standard, TaxLine, Totals, Wrong};
use rust_decimal::Decimal;

/// Reads the document that begins with this element.
pub(super) fn read(root: &Element) -> Document {
    let type_code = ["InvoiceTypeCode", "CreditNoteTypeCode", "DebitNoteTypeCode"];
    let type_code = type_code.iter().find_map(|name| root.text_at(&[name]));
    let mut document = Document::new(Standard::Ubl, type_codes::ubl(root));
    let d = &mut document;
    d.type_code = type_code.map(Into::into);
    d.profile = root.text_at(&["CustomizationID"]).map(Into::into);
    d.number = root.text_at(&["ID"]).map(Into::into);
    d.uuid = root.text_at(&["UUID"]).map(Into::into);
    d.issued = d.day(root.text_at(&["IssueDate"]), "issue_date");
    let due = root.text_at(&["DueDate"]).or_else(|| root.text_at(&["PaymentMeans", "PaymentDueDate"]));
    d.due = d.day(due, "due_date");
    d.currency = root.text_at(&["DocumentCurrencyCode"]).map(Into::into);
    let (seller, buyer) = (root.at(&["AccountingSupplierParty"]), root.at(&["AccountingCustomerParty"]));
    (d.seller, d.buyer) = (party::read(seller), party::read(buyer));
    d.payee = root.at(&["PayeeParty"]).map(party::of);
    let once = [
        ("ID", "invoice_number"),
        ("IssueDate", "issue_date"),
        ("DueDate", "due_date"),
        ("DocumentCurrencyCode", "currency"),
    ];
    d.only_once(root, &once);
    totals(d, root);
    taxes(d, root);
    adjustments(d, root);
    lines(d, root);
    terms::read(d, root);
    references(d, root);
    let is_dian = root.text_at(&["ProfileID"]).is_some_and(|profile| profile.starts_with("DIAN"));
    // DIAN's notes are what its seal is computed from.
    d.notes = root.all("Note").filter(|_| !is_dian).filter_map(Element::text).map(Into::into).collect();
    d.paid_at_once |= is_dian && root.text_at(&["PaymentMeans", "ID"]) == Some("1");
    read_skonto(d);
    document
}

fn totals(d: &mut Document, root: &Element) {
    let Some(sums) = root.at(&["LegalMonetaryTotal"]).or_else(|| root.at(&["RequestedMonetaryTotal"])) else { return };
    let all = root.all("LegalMonetaryTotal").chain(root.all("RequestedMonetaryTotal"));
    if all.count() > 1 {
        d.problem(Wrong::Twice, "amount", "its totals stand in it more than once".into());
    }
    let once = ["PayableAmount", "PrepaidAmount", "TaxInclusiveAmount"].map(|name| (name, "amount"));
    d.only_once(sums, &once);
    let currency = d.currency.clone();
    let extended = d.profile.as_deref().is_some_and(|profile| profile.contains("extension:xrechnung"));
    let others = root
        .all("PrepaidPayment")
        .filter(|_| extended)
        .filter_map(|one| one.text_at(&["PaidAmount"]).and_then(decimal));
    let for_others = others.fold(None, |sum: Option<Decimal>, one| sum.unwrap_or_default().checked_add(one));
    let mut sum = |name: &str, field| {
        let element = sums.at(&[name])?;
        let own = element.attribute("currencyID");
        if own.is_some() && currency.is_some() && own != currency.as_deref() {
            let message =
                format!("{name} is in {}, the document in {}", own.unwrap_or(""), currency.as_deref().unwrap_or(""));
            d.problem(Wrong::Currency, field, message);
        }
        d.decimal(element.text(), field)
    };
    let totals = Totals {
        lines: sum("LineExtensionAmount", "line_net"),
        exclusive: sum("TaxExclusiveAmount", "amount"),
        inclusive: sum("TaxInclusiveAmount", "amount"),
        allowances: sum("AllowanceTotalAmount", "amount"),
        charges: sum("ChargeTotalAmount", "amount"),
        taxes: None,
        withheld: None,
        prepaid: sum("PrepaidAmount", "amount"),
        rounding: sum("PayableRoundingAmount", "amount"),
        for_others,
        payable: sum("PayableAmount", "amount"),
    };
    d.totals = totals;
}

fn taxes(d: &mut Document, root: &Element) {
    let in_own = |total: &&Element| {
        let currency = total.at(&["TaxAmount"]).and_then(|amount| amount.attribute("currencyID"));
        currency.is_none() || d.currency.is_none() || currency == d.currency.as_deref()
    };
    let totals: Vec<(&Element, bool)> = root.all("TaxTotal").filter(in_own).map(|total| (total, false)).collect();
    let withheld = root.all("WithholdingTaxTotal").map(|total| (total, true));
    // EN 16931 may repeat the whole without its parts, for the currency of the office; DIAN has one for each tax.
    let in_parts = totals.iter().any(|(total, _)| total.at(&["TaxSubtotal"]).is_some());
    let counted = totals.iter().filter(|(total, _)| !in_parts || total.at(&["TaxSubtotal"]).is_some());
    let sums = counted
        .take(if in_parts { usize::MAX } else { 1 })
        .filter_map(|(total, _)| total.text_at(&["TaxAmount"]).and_then(decimal));
    d.totals.taxes = sums.fold(None, |sum: Option<Decimal>, tax| sum.unwrap_or_default().checked_add(tax));
    for (total, withheld) in totals.into_iter().chain(withheld) {
        for part in total.all("TaxSubtotal") {
            let category = part.text_at(&["TaxCategory", "ID"]).map(Into::into);
            let percent = part.text_at(&["TaxCategory", "Percent"]).or_else(|| part.text_at(&["Percent"]));
            let percent = d.decimal(percent, "line_tax_percent");
            let taxable = d.decimal(part.text_at(&["TaxableAmount"]), "line_net");
            if let Some(tax) = d.decimal(part.text_at(&["TaxAmount"]), "line_tax") {
                d.taxes.push(TaxLine { category, percent, taxable, tax, withheld });
            }
        }
    }
}

fn adjustments(d: &mut Document, root: &Element) {
    for one in root.all("AllowanceCharge") {
        let Some(amount) = d.decimal(one.text_at(&["Amount"]), "amount") else { continue };
        let is_charge = matches!(one.text_at(&["ChargeIndicator"]), Some("true" | "1"));
        let tax_percent = d.decimal(one.text_at(&["TaxCategory", "Percent"]), "line_tax_percent");
        let reason = one.text_at(&["AllowanceChargeReason"]).map(Into::into);
        d.adjustments.push(Adjustment { reason, amount: if is_charge { amount } else { -amount }, tax_percent });
    }
}

fn lines(d: &mut Document, root: &Element) {
    d.line_count = root.line_count();
    if d.line_count > MAX_LINES {
        return;
    }
    for name in ["InvoiceLine", "CreditNoteLine", "DebitNoteLine"] {
        for line in root.all(name) {
            let line = line_of(d, line);
            d.lines.extend(line);
        }
    }
}

fn line_of(d: &mut Document, line: &Element) -> Option<DocumentLine> {
    let net = d.decimal(line.text_at(&["LineExtensionAmount"]), "line_net")?;
    let quantity = ["InvoicedQuantity", "CreditedQuantity", "DebitedQuantity"];
    let quantity = d.decimal(quantity.iter().find_map(|name| line.text_at(&[name])), "line_quantity");
    let name = line.text_at(&["Item", "Name"]).or_else(|| line.text_at(&["Item", "Description"]));
    let percent = line.text_at(&["Item", "ClassifiedTaxCategory", "Percent"]);
    let percent = percent.or_else(|| line.text_at(&["TaxTotal", "TaxSubtotal", "TaxCategory", "Percent"]));
    let tax_percent = d.decimal(percent, "line_tax_percent");
    let taxes: Vec<&str> = line.all("TaxTotal").filter_map(|total| total.text_at(&["TaxAmount"])).collect();
    let tax = taxes.iter().try_fold(Decimal::ZERO, |sum, tax| sum.checked_add(decimal(tax)?));
    let tax = tax.filter(|_| !taxes.is_empty());
    Some(DocumentLine { description: name.unwrap_or_default().into(), quantity, net, tax_percent, tax })
}

fn references(d: &mut Document, root: &Element) {
    let billing = root.all("BillingReference").flat_map(Element::children);
    let documents = billing.filter(|child| child.name.ends_with("DocumentReference"));
    for one in documents {
        let text = |name: &str| one.text_at(&[name]).map(Into::into);
        d.references.push(Reference {
            kind: text("DocumentTypeCode"),
            number: text("ID"),
            uuid: text("UUID"),
            code: None,
        });
    }
    for one in root.all("DiscrepancyResponse") {
        let number = one.text_at(&["ReferenceID"]).map(Into::into);
        let known = d.references.iter().any(|reference| reference.number == number);
        if number.is_some() && !known {
            let code = one.text_at(&["ResponseCode"]).map(Into::into);
            d.references.push(Reference { number, code, ..Reference::default() });
        }
    }
}
