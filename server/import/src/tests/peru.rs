//! Peru's invoices (SUNAT): what is due on credit, in instalments, and what goes to the tax account of the seller.

use super::super::{Options, Source, read_parts};
use crate::Reading;

fn invoice(terms: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:CustomizationID>2.0</cbc:CustomizationID><cbc:ID>F001-123</cbc:ID><cbc:IssueDate>2026-10-15</cbc:IssueDate><cbc:InvoiceTypeCode>01</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>PEN</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Mi Empresa</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:PostalZone>28001</cbc:PostalZone><cac:Country><cbc:IdentificationCode>ES</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>20100070970</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Mi Empresa SL</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Bar Pepe</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:PostalZone>08001</cbc:PostalZone><cac:Country><cbc:IdentificationCode>ES</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>20100070971</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Bar Pepe SL</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:ID>Detraccion</cbc:ID><cbc:PaymentMeansCode>001</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>00-000-000000</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>{terms}<cac:TaxTotal><cbc:TaxAmount currencyID="PEN">0.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="PEN">1180.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="PEN">0.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="PEN">1180.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="PEN">1180.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="PEN">1180.00</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="PEN">1180.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="PEN">1180.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Servicio</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="PEN">1180.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>"#
    )
}

fn term(id: &str, way: &str, amount: &str, day: &str) -> String {
    let day = if day.is_empty() { String::new() } else { format!("<cbc:PaymentDueDate>{day}</cbc:PaymentDueDate>") };
    format!(
        "<cac:PaymentTerms><cbc:ID>{id}</cbc:ID><cbc:PaymentMeansID>{way}</cbc:PaymentMeansID>\
         <cbc:Amount currencyID=\"PEN\">{amount}</cbc:Amount>{day}</cac:PaymentTerms>"
    )
}

fn reading(terms: &[String]) -> Reading {
    let xml = invoice(&terms.concat());
    let mut options = Options::of_house("PEN".parse().expect("a currency"));
    options.default_value("terms=30").expect("an option");
    options.default_value("paid_at_once=owed").expect("an option");
    let mut all = read_parts(Source::Bytes(xml.as_bytes()), None, &options).unwrap_or_else(|error| panic!("{error}"));
    all.remove(0)
}

fn asked(reading: &Reading) -> Vec<(String, i64, String)> {
    let one = |item: &crate::Item| {
        let open = item.open.unwrap_or_else(|| item.amount()).minor();
        (item.shown_number().into_owned(), open, item.due.to_string())
    };
    reading.accepted.iter().map(one).collect()
}

// Family: with and without detracción, stated as the sum on credit or alone; one, two and three instalments, in any order of
// the terms; retention; paid at once.
#[test]
fn what_is_due_on_credit_is_owed_in_its_instalments() {
    let part = |n: u32, amount: &str, day: &str| term("FormaPago", &format!("Cuota{n:03}"), amount, day);
    let (kept, credit) = (term("Detraccion", "037", "141.60", ""), term("FormaPago", "Credito", "1038.40", ""));
    let (one, two) = (part(1, "519.20", "2026-11-14"), part(2, "519.20", "2026-12-14"));
    let parts = [
        ("F001-123 · 1/2".to_owned(), 51_920, "2026-11-14".to_owned()),
        ("F001-123 · 2/2".into(), 51_920, "2026-12-14".into()),
    ];
    for terms in [
        vec![kept.clone(), credit.clone(), one.clone(), two.clone()],
        vec![credit.clone(), one.clone(), two.clone(), kept.clone()],
        vec![credit.clone(), one.clone(), two.clone()],
        vec![kept.clone(), one.clone(), two.clone()],
        vec![term("Retencion", "062", "141.60", ""), credit.clone(), one.clone(), two.clone()],
    ] {
        let reading = reading(&terms);
        assert_eq!(asked(&reading), parts, "{terms:?} {:?} {:?}", reading.rejected, reading.warnings);
        assert!(reading.warnings.iter().any(|told| told.code.as_str() == "withheld"), "{:?}", reading.warnings);
    }
    let whole = term("FormaPago", "Credito", "1180.00", "");
    let single = reading(&[whole.clone(), part(1, "1180.00", "2026-11-30")]);
    assert_eq!(asked(&single), [("F001-123".to_owned(), 118_000, "2026-11-30".to_owned())]);
    let three = reading(&[
        whole,
        part(1, "400.00", "2026-11-14"),
        part(2, "400.00", "2026-12-14"),
        part(3, "380.00", "2027-01-14"),
    ]);
    assert_eq!(asked(&three).iter().map(|part| part.1).collect::<Vec<_>>(), [40_000, 40_000, 38_000]);
    let at_once = reading(&[kept, term("FormaPago", "Contado", "1180.00", "")]);
    assert_eq!(asked(&at_once), [("F001-123".to_owned(), 103_840, "2026-11-14".to_owned())]);
    // More than the whole cannot be due on credit: nothing is taken off, and that is told.
    let wrong = reading(&[term("FormaPago", "Credito", "2000.00", ""), part(1, "1180.00", "2026-11-30")]);
    assert_eq!(asked(&wrong)[0].1, 118_000, "{:?}", wrong.rejected);
}
