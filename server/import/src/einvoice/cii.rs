//! UN/CEFACT Cross Industry Invoice D16B to D22B, as EN 16931 (CEN/TS 16931-3-3), ZUGFeRD 2 and Factur-X write it.

use super::MAX_LINES;
use super::element::Element;
use super::fields::{address, compact_day, once, short};
use super::terms::read_skonto;
use super::type_codes::untdid;
use crate::document::{
    Adjustment, DatedPart, Document, DocumentLine, EarlyPayment, Nature, Party, PaymentMeans, Reference, Standard,
    TaxLine, Totals, Wrong,
};
use domain::date::Date;
use rust_decimal::Decimal;

/// Reads the document that begins with this element.
pub(super) fn read(root: &Element) -> Document {
    let type_code = root.text_at(&["ExchangedDocument", "TypeCode"]);
    let nature = type_code.map_or(Nature::Invoice, |code| untdid(code).unwrap_or(Nature::Unknown));
    let mut document = Document::new(Standard::Cii, nature);
    let d = &mut document;
    d.type_code = type_code.map(Into::into);
    let guideline = ["ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID"];
    d.profile = root.text_at(&guideline).map(Into::into);
    d.number = root.text_at(&["ExchangedDocument", "ID"]).map(Into::into);
    d.issued = day(d, root.at(&["ExchangedDocument", "IssueDateTime"]), "issue_date");
    let notes = root.at(&["ExchangedDocument"]).into_iter().flat_map(|head| head.all("IncludedNote"));
    d.notes = notes.filter_map(|note| note.text_at(&["Content"])).map(Into::into).collect();
    let Some(trade) = root.at(&["SupplyChainTradeTransaction"]) else { return document };
    let agreement = trade.at(&["ApplicableHeaderTradeAgreement"]);
    d.seller = party(agreement.and_then(|agreement| agreement.at(&["SellerTradeParty"])));
    d.buyer = party(agreement.and_then(|agreement| agreement.at(&["BuyerTradeParty"])));
    if let Some(head) = root.at(&["ExchangedDocument"]) {
        d.only_once(head, &[("ID", "invoice_number")]);
    }
    lines(d, trade);
    if let Some(settlement) = trade.at(&["ApplicableHeaderTradeSettlement"]) {
        d.currency = settlement.text_at(&["InvoiceCurrencyCode"]).map(Into::into);
        d.payee = settlement.at(&["PayeeTradeParty"]).map(|payee| party(Some(payee)));
        totals(d, settlement);
        taxes(d, settlement);
        adjustments(d, settlement);
        terms(d, settlement);
        means(d, settlement);
        references(d, settlement);
    }
    read_skonto(d);
    document
}

/// A date of the format 102, or 203 with a time behind it.
fn day(d: &mut Document, around: Option<&Element>, field: &'static str) -> Option<Date> {
    let element =
        around?.children().iter().find(|child| matches!(&*child.name, "DateTimeString" | "DateString" | "DateTime"))?;
    let text = element.text()?;
    let read = match element.attribute("format") {
        Some("102") | None => compact_day(text).or_else(|| super::fields::day(text)),
        Some("203" | "204") => compact_day(text.get(..8).unwrap_or("")),
        Some(_) => None,
    };
    if read.is_none() {
        d.problem(Wrong::Day, field, format!("`{}` is no day", short(text)));
    }
    read
}

fn party(party: Option<&Element>) -> Party {
    let Some(party) = party else { return Party::default() };
    let place = party.at(&["PostalTradeAddress"]);
    let contacts = |way: &'static [&'static str]| party.all("DefinedTradeContact").map(move |c| c.text_at(way));
    let fields = ["LineOne", "LineTwo", "LineThree", "PostcodeCode", "CityName", "CountrySubDivisionName"];
    let tax_ids = party.all("SpecifiedTaxRegistration").map(|registration| registration.text_at(&["ID"]));
    Party {
        name: party.text_at(&["Name"]).map(Into::into),
        tax_ids: once(tax_ids),
        registration: party.text_at(&["SpecifiedLegalOrganization", "ID"]).map(Into::into),
        customer_number: party.text_at(&["ID"]).map(Into::into),
        emails: once(contacts(&["EmailURIUniversalCommunication", "URIID"])),
        phones: once(contacts(&["TelephoneUniversalCommunication", "CompleteNumber"])),
        address: place.and_then(|place| address(fields.into_iter().map(|name| place.text_at(&[name])))),
        postcode: place.and_then(|place| place.text_at(&["PostcodeCode"])).map(Into::into),
        country: place.and_then(|place| place.text_at(&["CountryID"])).map(Into::into),
    }
}

fn totals(d: &mut Document, settlement: &Element) {
    let Some(sums) = settlement.at(&["SpecifiedTradeSettlementHeaderMonetarySummation"]) else { return };
    let once = ["DuePayableAmount", "TotalPrepaidAmount"].map(|name| (name, "amount"));
    if settlement.all("SpecifiedTradeSettlementHeaderMonetarySummation").count() > 1 {
        d.problem(Wrong::Twice, "amount", "its totals stand in it more than once".into());
    }
    d.only_once(sums, &once);
    // Where tax is told in two currencies, each names its own.
    let own = |tax: &&Element| tax.attribute("currencyID").is_none_or(|own| Some(own) == d.currency.as_deref());
    let tax = sums.all("TaxTotalAmount").find(own).and_then(Element::text);
    let taxes = d.decimal(tax, "line_tax");
    let mut sum = |name: &str| d.decimal(sums.text_at(&[name]), "amount");
    let totals = Totals {
        lines: sum("LineTotalAmount"),
        exclusive: sum("TaxBasisTotalAmount"),
        inclusive: sum("GrandTotalAmount"),
        allowances: sum("AllowanceTotalAmount"),
        charges: sum("ChargeTotalAmount"),
        taxes,
        withheld: None,
        prepaid: sum("TotalPrepaidAmount"),
        rounding: sum("RoundingAmount"),
        for_others: None,
        payable: sum("DuePayableAmount"),
    };
    d.totals = totals;
}

fn taxes(d: &mut Document, settlement: &Element) {
    for tax in settlement.all("ApplicableTradeTax") {
        let category = tax.text_at(&["CategoryCode"]).map(Into::into);
        let percent = d.decimal(tax.text_at(&["RateApplicablePercent"]), "line_tax_percent");
        let taxable = d.decimal(tax.text_at(&["BasisAmount"]), "line_net");
        if let Some(tax) = d.decimal(tax.text_at(&["CalculatedAmount"]), "line_tax") {
            d.taxes.push(TaxLine { category, percent, taxable, tax, withheld: false });
        }
    }
}

fn adjustments(d: &mut Document, settlement: &Element) {
    for one in settlement.all("SpecifiedTradeAllowanceCharge") {
        let Some(amount) = d.decimal(one.text_at(&["ActualAmount"]), "amount") else { continue };
        let is_charge = matches!(one.text_at(&["ChargeIndicator", "Indicator"]), Some("true" | "1"));
        let tax_percent = d.decimal(one.text_at(&["CategoryTradeTax", "RateApplicablePercent"]), "line_tax_percent");
        let reason = one.text_at(&["Reason"]).map(Into::into);
        d.adjustments.push(Adjustment { reason, amount: if is_charge { amount } else { -amount }, tax_percent });
    }
    // A charge for carriage stands apart in the extended profile.
    for one in settlement.all("SpecifiedLogisticsServiceCharge") {
        let Some(amount) = d.decimal(one.text_at(&["AppliedAmount"]), "amount") else { continue };
        let percent = d.decimal(one.text_at(&["AppliedTradeTax", "RateApplicablePercent"]), "line_tax_percent");
        let reason = one.text_at(&["Description"]).map(Into::into);
        d.adjustments.push(Adjustment { reason, amount, tax_percent: percent });
    }
}

fn lines(d: &mut Document, trade: &Element) {
    d.line_count = trade.line_count();
    if d.line_count > MAX_LINES {
        return;
    }
    for line in trade.all("IncludedSupplyChainTradeLineItem") {
        let settlement = line.at(&["SpecifiedLineTradeSettlement"]);
        let at = |way: &[&str]| settlement.and_then(|settlement| settlement.text_at(way));
        let net = d.decimal(at(&["SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"]), "line_net");
        let Some(net) = net else { continue };
        let tax_percent = d.decimal(at(&["ApplicableTradeTax", "RateApplicablePercent"]), "line_tax_percent");
        let quantity = line.text_at(&["SpecifiedLineTradeDelivery", "BilledQuantity"]);
        let quantity = d.decimal(quantity, "line_quantity");
        let description = line.text_at(&["SpecifiedTradeProduct", "Name"]).unwrap_or_default().into();
        d.lines.push(DocumentLine { description, quantity, net, tax_percent, tax: None });
    }
}

/// Several terms with days of their own are parts of the sum (Factur-X EXTENDED). Terms of a discount without a sum of their
/// own are none: their day is the discount's last one, unless it is the only day.
fn terms(d: &mut Document, settlement: &Element) {
    let mut discounted: Vec<Date> = Vec::new();
    for terms in settlement.all("SpecifiedTradePaymentTerms") {
        d.terms.extend(terms.all("Description").filter_map(Element::text).map(Into::into));
        let due = day(d, terms.at(&["DueDateDateTime"]), "due_date");
        let amount = d.decimal(terms.text_at(&["PartialPaymentAmount"]), "amount");
        let percent = d.decimal(terms.text_at(&["PartialPaymentPercent"]), "amount");
        let before = d.early_payment.len();
        for discount in terms.all("ApplicableTradePaymentDiscountTerms") {
            early_payment(d, discount, due);
        }
        let is_discount = d.early_payment.len() > before && amount.is_none() && percent.is_none();
        match due {
            Some(due) if is_discount => discounted.push(due),
            Some(due) => d.parts.push(DatedPart { due, amount, percent }),
            None => {}
        }
    }
    if let [only] = d.parts.as_slice() {
        d.due = Some(only.due);
        d.parts.clear();
    }
    if d.parts.is_empty() {
        d.due = d.due.or(discounted.into_iter().max());
    }
}

/// `due` is the day of the terms that it stands in.
fn early_payment(d: &mut Document, discount: &Element, due: Option<Date>) {
    let percent = d.decimal(discount.text_at(&["CalculationPercent"]), "discount");
    let amount = d.decimal(discount.text_at(&["ActualDiscountAmount"]), "discount");
    let percent = percent.or_else(|| d.percent_of_payable(amount?));
    let Some(percent) = percent.filter(|percent| *percent > Decimal::ZERO) else { return };
    let from = day(d, discount.at(&["BasisDateTime"]), "discount");
    let measure = discount.at(&["BasisPeriodMeasure"]);
    let in_days = measure.filter(|measure| measure.attribute("unitCode").is_none_or(|unit| unit == "DAY"));
    let days: Option<u32> = in_days.and_then(Element::text).and_then(|text| text.split('.').next()?.parse().ok());
    // A base without a period is the last day itself; with one, the period begins there.
    let until = match (from, days) {
        (Some(from), Some(days)) => from.checked_add_days(chrono::Days::new(days.into())),
        (from, None) => from.or(due),
        (None, Some(_)) => None,
    };
    let base = d.decimal(discount.text_at(&["BasisAmount"]), "discount");
    d.early_payment.push(EarlyPayment { percent, days, until, base });
}

fn means(d: &mut Document, settlement: &Element) {
    let reference = settlement.text_at(&["PaymentReference"]);
    for means in settlement.all("SpecifiedTradeSettlementPaymentMeans") {
        let text = |way: &[&str]| means.text_at(way).map(Into::into);
        let iban = text(&["PayeePartyCreditorFinancialAccount", "IBANID"]);
        d.means.push(PaymentMeans {
            code: text(&["TypeCode"]),
            reference: reference.map(Into::into),
            account: iban.or_else(|| text(&["PayeePartyCreditorFinancialAccount", "ProprietaryID"])),
            account_name: text(&["PayeePartyCreditorFinancialAccount", "AccountName"]),
            bank: text(&["PayeeSpecifiedCreditorFinancialInstitution", "BICID"]),
        });
    }
    if let (true, Some(reference)) = (d.means.is_empty(), reference) {
        d.means.push(PaymentMeans { reference: Some(reference.into()), ..PaymentMeans::default() });
    }
}

fn references(d: &mut Document, settlement: &Element) {
    for one in settlement.all("InvoiceReferencedDocument") {
        let text = |name: &str| one.text_at(&[name]).map(Into::into);
        d.references.push(Reference {
            kind: text("TypeCode"),
            number: text("IssuerAssignedID"),
            uuid: None,
            code: None,
        });
    }
}
