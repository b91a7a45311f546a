//! Shapes that documents of real systems have: made-up members of each, with what must be read of it. The shapes were
//! collected from the published examples of the standards (Peppol BIS 3, XRechnung, EN 16931, Factur-X and ZUGFeRD, CFDI
//! 4.0, DIAN, DTE) and from what programs write.

use super::super::{Item, Outcome};
use super::documents::outcomes;
use super::samples::{CFDI, CII, DIAN, DIAN_CONTAINER, DTE, PAGOS, UBL};
use std::fmt::Write;

/// One line for each item: number, last day, whole and open sum; then early prices, account and reference where there are
/// any. What is refused, by its code.
fn said(bytes: &[u8]) -> String {
    let all = match outcomes(bytes, &["paid_at_once=owed", "terms=net 15"]) {
        Ok(all) => all,
        Err(error) => return format!("{error}"),
    };
    let mut text = String::new();
    for outcome in all {
        match outcome {
            Outcome::Accepted(item) => put(&mut text, &item),
            Outcome::Rejected(finding) => text.push_str(finding.code.as_str()),
            Outcome::Skipped(_) | Outcome::Warned(_) => {}
        }
    }
    text
}

fn put(text: &mut String, item: &Item) {
    if !text.is_empty() {
        text.push_str("; ");
    }
    let minor = |money: Option<domain::money::Money>| money.map_or(String::new(), |money| money.minor().to_string());
    let _ = write!(text, "{} {} {}", item.shown_number(), item.due, minor(item.total));
    if item.open.is_some() {
        let _ = write!(text, "/{}", minor(item.open));
    }
    for early in &item.discounts {
        let _ = write!(text, " {}%-{}", early.percent, early.until);
    }
    let to = item.electronic.as_ref().map(|document| document.pay_to(item.currency)).unwrap_or_default();
    for (mark, value) in [("@", to.account), ("#", to.reference)] {
        if let Some(value) = value {
            let _ = write!(text, " {mark}{}", value.replace(' ', ""));
        }
    }
}

/// A sample with texts in it replaced, each of which must be there.
fn member(base: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(base.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in the sample");
        text.replace(from, to)
    })
}

const UBL_TERMS: &str = "<a:PaymentTerms><b:Note>2 % 10 días</b:Note><b:SettlementDiscountPercent>2</b:SettlementDiscountPercent>\n<a:SettlementPeriod><b:EndDate>2026-06-11</b:EndDate></a:SettlementPeriod></a:PaymentTerms>";
const UBL_MEANS: &str = "<b:PaymentMeansCode>58</b:PaymentMeansCode><b:PaymentID>RF18539007547034</b:PaymentID>";
const UBL_ACCOUNT: &str = "<a:PayeeFinancialAccount><b:ID>ES9121000418450200051332</b:ID></a:PayeeFinancialAccount>";
const AS_IT_IS: &str = "F-900 2026-07-01 11495/10000 2%-2026-06-11 @ES9121000418450200051332 #RF18539007547034";
const NO_TERMS: &str = "F-900 2026-07-01 11495/10000 @ES9121000418450200051332 #RF18539007547034";

#[test]
fn ubl_as_it_is_written() {
    let terms = |to: &str| member(UBL, &[(UBL_TERMS, to)]);
    let days = |unit: &str, days: &str| {
        format!(
            "<a:PaymentTerms><b:SettlementDiscountPercent>2.00</b:SettlementDiscountPercent><a:SettlementPeriod><b:DurationMeasure unitCode=\"{unit}\">{days}</b:DurationMeasure></a:SettlementPeriod></a:PaymentTerms>"
        )
    };
    let part = |amount: &str, day: &str| {
        format!(
            "<a:PaymentTerms><b:Amount currencyID=\"EUR\">{amount}</b:Amount><b:InstallmentDueDate>{day}</b:InstallmentDueDate></a:PaymentTerms>"
        )
    };
    let step = |percent: &str, day: &str| {
        format!(
            "<a:PaymentTerms><b:SettlementDiscountPercent>{percent}</b:SettlementDiscountPercent><a:SettlementPeriod><b:EndDate>{day}</b:EndDate></a:SettlementPeriod></a:PaymentTerms>"
        )
    };
    let early = AS_IT_IS;
    for (shape, text, expected) in [
        ("as it is", UBL.to_owned(), early),
        ("without terms", terms(""), NO_TERMS),
        ("a discount by days", terms(&days("DAY", "10.0")), early),
        ("the unit as people write it", terms(&days("Days", "10")), early),
        ("a discount in weeks is not guessed", terms(&days("WEE", "2")), NO_TERMS),
        (
            "the sum that comes off beside it (Belgium)",
            terms(
                "<a:PaymentTerms><b:SettlementDiscountPercent>2</b:SettlementDiscountPercent><b:Amount>2.00</b:Amount><b:PaymentDueDate>2026-06-11</b:PaymentDueDate></a:PaymentTerms>",
            ),
            early,
        ),
        (
            "the sum that it is of beside it",
            terms(
                "<a:PaymentTerms><b:SettlementDiscountPercent>2</b:SettlementDiscountPercent><b:Amount>100.00</b:Amount><a:SettlementPeriod><b:EndDate>2026-06-11</b:EndDate></a:SettlementPeriod></a:PaymentTerms>",
            ),
            early,
        ),
        (
            "a discount of a part only",
            terms(
                "<a:PaymentTerms><b:SettlementDiscountPercent>2</b:SettlementDiscountPercent><b:Amount>50.00</b:Amount><a:SettlementPeriod><b:EndDate>2026-06-11</b:EndDate></a:SettlementPeriod></a:PaymentTerms>",
            ),
            NO_TERMS,
        ),
        (
            "a discount as a sum",
            terms(
                "<a:PaymentTerms><b:SettlementDiscountAmount currencyID=\"EUR\">2.00</b:SettlementDiscountAmount><a:SettlementPeriod><b:EndDate>2026-06-11</b:EndDate></a:SettlementPeriod></a:PaymentTerms>",
            ),
            early,
        ),
        (
            "none of 0.00 (OIOUBL)",
            terms(
                "<a:PaymentTerms><b:SettlementDiscountPercent>0.00</b:SettlementDiscountPercent><b:Amount>100.00</b:Amount><a:SettlementPeriod><b:EndDate>2026-07-01</b:EndDate></a:SettlementPeriod></a:PaymentTerms>",
            ),
            NO_TERMS,
        ),
        (
            "two steps",
            terms(&[step("3", "2026-06-08"), step("2", "2026-06-11")].concat()),
            "F-900 2026-07-01 11495/10000 3%-2026-06-08 2%-2026-06-11 @ES9121000418450200051332 #RF18539007547034",
        ),
        ("a later step that gives as much", terms(&[step("2", "2026-06-08"), step("2", "2026-06-11")].concat()), early),
        ("a step behind the last day", terms(&step("2", "2026-07-02")), NO_TERMS),
        (
            "in words, XRechnung",
            terms(
                "<a:PaymentTerms><b:Note>#SKONTO#TAGE=10#PROZENT=2.00#\n#SKONTO#TAGE=30#PROZENT=0.00#\n</b:Note></a:PaymentTerms>",
            ),
            early,
        ),
        (
            "in words, of the whole",
            terms("<a:PaymentTerms><b:Note>#SKONTO#TAGE=10#PROZENT=2.00#BASISBETRAG=114.95#</b:Note></a:PaymentTerms>"),
            early,
        ),
        (
            "in words, of a part",
            terms("<a:PaymentTerms><b:Note>#SKONTO#TAGE=10#PROZENT=2.00#BASISBETRAG=57.00#</b:Note></a:PaymentTerms>"),
            NO_TERMS,
        ),
        (
            "in words, Peppol",
            terms("<a:PaymentTerms><b:Note>Payment within 10 days, 2% discount</b:Note></a:PaymentTerms>"),
            early,
        ),
        (
            "in words, with a penalty beside",
            terms(
                "<a:PaymentTerms><b:Note>2 % discount if paid within 10 days\nPenalty percentage 10% from due date</b:Note></a:PaymentTerms>",
            ),
            early,
        ),
        (
            "in words, German",
            terms("<a:PaymentTerms><b:Note>2% Skonto 10 Tage, 30 Tage netto</b:Note></a:PaymentTerms>"),
            early,
        ),
        (
            "instalments",
            terms(&[part("60.00", "2026-07-01"), part("40.00", "2026-08-01")].concat()),
            "F-900 · 1/2 2026-07-01 6000 @ES9121000418450200051332 #RF18539007547034; F-900 · 2/2 2026-08-01 4000 @ES9121000418450200051332 #RF18539007547034",
        ),
        (
            "instalments that do not add up",
            terms(&[part("60.00", "2026-07-01"), part("50.00", "2026-08-01")].concat()),
            "F-900 2026-08-01 11495/10000 @ES9121000418450200051332 #RF18539007547034",
        ),
        ("one instalment", terms(&part("100.00", "2026-07-01")), NO_TERMS),
        (
            "a direct debit",
            member(UBL, &[(UBL_TERMS, ""), (UBL_MEANS, "<b:PaymentMeansCode>59</b:PaymentMeansCode>")]),
            "F-900 2026-07-01 11495/10000",
        ),
        (
            "a card first, then an account",
            member(
                UBL,
                &[
                    (UBL_TERMS, ""),
                    (
                        "<a:PaymentMeans>",
                        "<a:PaymentMeans><b:PaymentMeansCode>48</b:PaymentMeansCode></a:PaymentMeans><a:PaymentMeans>",
                    ),
                ],
            ),
            NO_TERMS,
        ),
        (
            "a wrong account",
            member(UBL, &[(UBL_TERMS, ""), ("ES9121000418450200051332", "ES9121000418450200051333")]),
            "F-900 2026-07-01 11495/10000 #RF18539007547034",
        ),
        (
            "a word for an account",
            member(
                UBL,
                &[
                    (UBL_TERMS, ""),
                    (UBL_ACCOUNT, "<a:PayeeFinancialAccount><b:ID>IBAN</b:ID></a:PayeeFinancialAccount>"),
                ],
            ),
            "F-900 2026-07-01 11495/10000 #RF18539007547034",
        ),
        (
            "words of another vocabulary",
            member(
                UBL,
                &[(
                    "<b:PayableAmount currencyID=\"EUR\">100.00",
                    "<x:PayableAmount xmlns:x=\"urn:other\" currencyID=\"EUR\">1.00</x:PayableAmount><b:PayableAmount currencyID=\"EUR\">100.00",
                )],
            ),
            early,
        ),
        (
            "comments and CDATA",
            member(UBL, &[("<b:ID>F-900</b:ID>", "<!-- <b:ID>F-1</b:ID> --><b:ID><![CDATA[F-900]]></b:ID>")]),
            early,
        ),
        ("a byte-order mark", format!("\u{feff}{UBL}"), early),
        (
            "a processing instruction",
            member(UBL, &[("<n:Invoice ", "<?xml-stylesheet href=\"http://127.0.0.1:9/x.xsl\"?><n:Invoice ")]),
            early,
        ),
        (
            "its totals twice",
            member(
                UBL,
                &[(
                    "</a:LegalMonetaryTotal>",
                    "</a:LegalMonetaryTotal><a:LegalMonetaryTotal><b:PayableAmount currencyID=\"EUR\">1.00</b:PayableAmount></a:LegalMonetaryTotal>",
                )],
            ),
            "duplicate_conflict",
        ),
        (
            "what is payable twice",
            member(
                UBL,
                &[(
                    "<b:PayableAmount currencyID=\"EUR\">100.00</b:PayableAmount>",
                    "<b:PayableAmount currencyID=\"EUR\">100.00</b:PayableAmount><b:PayableAmount currencyID=\"EUR\">90.00</b:PayableAmount>",
                )],
            ),
            "duplicate_conflict",
        ),
        (
            "two numbers",
            member(UBL, &[("<b:ID>F-900</b:ID>", "<b:ID>F-900</b:ID><b:ID>F-901</b:ID>")]),
            "duplicate_conflict",
        ),
    ] {
        assert_eq!(said(text.as_bytes()), expected, "{shape}");
    }
}

#[test]
fn wide_letters_with_and_without_a_mark() {
    for (big, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        let text = UBL.replace("UTF-8", "UTF-16");
        let units = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        let begin: &[u8] = match (mark, big) {
            (false, _) => b"",
            (true, true) => b"\xFE\xFF",
            (true, false) => b"\xFF\xFE",
        };
        let bytes: Vec<u8> = begin.iter().copied().chain(units).collect();
        assert_eq!(said(&bytes), AS_IT_IS, "{big} {mark}");
    }
}

#[test]
fn cii_as_it_is_written() {
    let begin = CII.find("<ram:SpecifiedTradePaymentTerms>").expect("terms");
    let end = CII.find("<ram:SpecifiedTradeSettlementHeaderMonetarySummation>").expect("sums");
    let terms = |to: &str| format!("{}{to}{}", &CII[..begin], &CII[end..]);
    let day = |name: &str, day: &str| {
        format!("<ram:{name}><udt:DateTimeString format=\"102\">{day}</udt:DateTimeString></ram:{name}>")
    };
    let one = |inside: &str| format!("<ram:SpecifiedTradePaymentTerms>{inside}</ram:SpecifiedTradePaymentTerms>");
    let discount = |inside: &str| {
        format!("<ram:ApplicableTradePaymentDiscountTerms>{inside}</ram:ApplicableTradePaymentDiscountTerms>")
    };
    let due = day("DueDateDateTime", "20260701");
    let (bare, early) = (
        "RE-77 2026-07-01 10000 @DE02120300000000202051 #RE-77D-10045",
        "RE-77 2026-07-01 10000 2%-2026-06-11 @DE02120300000000202051 #RE-77D-10045",
    );
    let percent = "<ram:CalculationPercent>2.00</ram:CalculationPercent>";
    let period = "<ram:BasisPeriodMeasure unitCode=\"DAY\">10</ram:BasisPeriodMeasure>";
    for (shape, text, expected) in [
        (
            "three parts",
            CII.to_owned(),
            "RE-77 · 1/3 2026-07-01 3333 @DE02120300000000202051 #RE-77D-10045; RE-77 · 2/3 2026-08-01 3333 @DE02120300000000202051 #RE-77D-10045; RE-77 · 3/3 2026-09-01 3334 @DE02120300000000202051 #RE-77D-10045",
        ),
        ("a day alone", terms(&one(&due)), bare),
        (
            "words alone",
            terms(&one("<ram:Description>Sofort</ram:Description>")),
            "RE-77 2026-06-01 10000 @DE02120300000000202051 #RE-77D-10045",
        ),
        ("a discount by days", terms(&one(&format!("{due}{}", discount(&format!("{period}{percent}"))))), early),
        (
            "a discount by a day",
            terms(&one(&format!("{due}{}", discount(&format!("{}{percent}", day("BasisDateTime", "20260611")))))),
            early,
        ),
        (
            "a discount whose day is that of its terms (ZUGFeRD EXTENDED)",
            terms(
                &[
                    one(&format!(
                        "{}{}",
                        day("DueDateDateTime", "20260611"),
                        discount(&format!("<ram:BasisAmount>100.00</ram:BasisAmount>{percent}"))
                    )),
                    one(&due),
                ]
                .concat(),
            ),
            early,
        ),
        (
            "a discount as a sum",
            terms(&one(&format!(
                "{due}{}",
                discount(&format!("{period}<ram:ActualDiscountAmount>2.00</ram:ActualDiscountAmount>"))
            ))),
            early,
        ),
        (
            "a discount of a part only",
            terms(&one(&format!(
                "{due}{}",
                discount(&format!("{period}<ram:BasisAmount>40.00</ram:BasisAmount>{percent}"))
            ))),
            bare,
        ),
        (
            "in words, XRechnung",
            terms(&one(&format!("<ram:Description>#SKONTO#TAGE=10#PROZENT=2.00#\n</ram:Description>{due}"))),
            early,
        ),
        (
            "two parts by amount",
            terms(
                &[("20260701", "60.00"), ("20260801", "40.00")]
                    .map(|(d, a)| {
                        one(&format!(
                            "{}<ram:PartialPaymentAmount>{a}</ram:PartialPaymentAmount>",
                            day("DueDateDateTime", d)
                        ))
                    })
                    .concat(),
            ),
            "RE-77 · 1/2 2026-07-01 6000 @DE02120300000000202051 #RE-77D-10045; RE-77 · 2/2 2026-08-01 4000 @DE02120300000000202051 #RE-77D-10045",
        ),
        (
            "an account that is no IBAN",
            terms(&one(&due)).replace(
                "<ram:IBANID>DE02120300000000202051</ram:IBANID>",
                "<ram:ProprietaryID>12 34 56 78</ram:ProprietaryID>",
            ),
            "RE-77 2026-07-01 10000 @12345678 #RE-77D-10045",
        ),
        (
            "its totals twice",
            member(
                CII,
                &[(
                    "<ram:DuePayableAmount>100.00</ram:DuePayableAmount>",
                    "<ram:DuePayableAmount>100.00</ram:DuePayableAmount><ram:DuePayableAmount>10.00</ram:DuePayableAmount>",
                )],
            ),
            "duplicate_conflict",
        ),
        (
            "words of another vocabulary",
            terms(&one(&due)).replace(
                "<ram:DuePayableAmount>",
                "<x:DuePayableAmount xmlns:x=\"urn:x\">1.00</x:DuePayableAmount><ram:DuePayableAmount>",
            ),
            bare,
        ),
    ] {
        assert_eq!(said(text.as_bytes()), expected, "{shape}");
    }
}

#[test]
fn national_standards_as_they_are_written() {
    let parts = "<MntPagos><FchPago>2026-07-01</FchPago><MntPago>500000</MntPago></MntPagos><MntPagos><FchPago>2026-08-01</FchPago><MntPago>690000</MntPago></MntPagos>";
    let dte = |to: &str| member(DTE, &[(parts, to)]);
    let cfdi = |terms: &str| member(CFDI, &[("Pago a 30 días.", terms)]);
    let contained = |text: &str| DIAN_CONTAINER.replace("{}", text);
    let escaped = DIAN.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for (shape, text, expected) in [
        ("CFDI, deferred", CFDI.to_owned(), "A-900 2026-07-01 107100"),
        ("CFDI, an early price in its terms", cfdi("2/10 neto 30"), "A-900 2026-07-01 107100 2%-2026-06-11"),
        ("CFDI, an early price in words", cfdi("2% de descuento en 10 dias"), "A-900 2026-06-16 107100 2%-2026-06-11"),
        ("CFDI, terms that grant no day", cfdi("CONTRA ENTREGA"), "A-900 2026-06-16 107100"),
        ("CFDI, at once", member(CFDI, &[("PPD", "PUE")]), "A-900 2026-07-01 107100"),
        ("CFDI, payments", PAGOS.to_owned(), "P-3 · 1/2 2026-06-19 -50000/57100; P-3 · 2/2 2026-06-19 -1000/0"),
        (
            "CFDI, payments that do not add up",
            PAGOS.replace("571.00", "1.00"),
            "totals_do_not_add_up; P-3 · 2/2 2026-06-19 -1000/0",
        ),
        ("DIAN, by its means", DIAN.to_owned(), "SETP990000001 2026-07-31 11000000"),
        ("DIAN, contained as CDATA", contained(DIAN), "SETP990000001 2026-07-31 11000000"),
        (
            "DIAN, contained as escaped text",
            contained("").replace(
                "<![CDATA[]]></cbc:Description></cac:ExternalReference></cac:Attachment>\n",
                &format!("{escaped}</cbc:Description></cac:ExternalReference></cac:Attachment>\n"),
            ),
            "SETP990000001 2026-07-31 11000000",
        ),
        (
            "DIAN, an account in Colombia",
            member(
                DIAN,
                &[(
                    "<cbc:PaymentDueDate>2026-07-31</cbc:PaymentDueDate>",
                    "<cbc:PaymentDueDate>2026-07-31</cbc:PaymentDueDate><cbc:PaymentID>CTA-9</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>031-123456-78</cbc:ID></cac:PayeeFinancialAccount>",
                )],
            ),
            "SETP990000001 2026-07-31 11000000 @031-123456-78 #CTA-9",
        ),
        ("DTE, two parts", DTE.to_owned(), "170 · 1/2 2026-07-01 500000; 170 · 2/2 2026-08-01 690000"),
        ("DTE, a day", dte("<FchVenc>2026-07-01</FchVenc>"), "170 2026-07-01 1190000"),
        ("DTE, days", dte("<TermPagoDias>30</TermPagoDias>"), "170 2026-07-01 1190000"),
        ("DTE, words", dte("<TermPagoGlosa>2/10 neto 30</TermPagoGlosa>"), "170 2026-07-01 1190000 2%-2026-06-11"),
        (
            "DTE, two totals",
            member(DTE, &[("<MntTotal>1190000</MntTotal>", "<MntTotal>1190000</MntTotal><MntTotal>1</MntTotal>")]),
            "duplicate_conflict",
        ),
    ] {
        assert_eq!(said(text.as_bytes()), expected, "{shape}");
    }
}

#[test]
fn a_container_holds_one_invoice_and_nothing_hostile() {
    let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><Invoice>&y;</Invoice>";
    for (inside, why) in [
        (
            DIAN_CONTAINER.replace("<![CDATA[{}]]>", "x").replace("<![CDATA[<ApplicationResponse/>]]>", "x").as_str(),
            "not a known invoice document",
        ),
        (bomb, "DOCTYPE"),
        (&"<a>".repeat(10_000), "nested deeper"),
        ("no document", "text outside"),
    ] {
        let text = DIAN_CONTAINER.replace("{}", inside);
        assert!(said(text.as_bytes()).contains(why), "{why}: {}", said(text.as_bytes()));
    }
}
