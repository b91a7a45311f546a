//! What a document is by its code: UNTDID 1001 in UBL and CII, the codes of countries, codes that nobody knows.

use super::super::{DocumentKind, Item, Outcome, Question, ReadError};
use super::documents::outcomes;
use super::samples::{CFDI, CII, DIAN, DIAN_CONTAINER, DTE, UBL};

fn one(text: &str, said: &[&str]) -> Option<Item> {
    let all = outcomes(text.as_bytes(), said).unwrap_or_else(|error| panic!("{error}"));
    let mut items = all.into_iter().filter_map(|outcome| match outcome {
        Outcome::Accepted(item) => Some(*item),
        _ => None,
    });
    items.next()
}

fn minor(item: &Item) -> i64 {
    item.total.map_or(0, |total| total.minor())
}

/// The sample of UBL with this code; `land` is its seller's country.
fn ubl(code: &str, land: &str) -> String {
    let country = format!(
        "<a:PostalAddress><a:Country><b:IdentificationCode>{land}</b:IdentificationCode></a:Country></a:PostalAddress>"
    );
    let party = "<a:AccountingSupplierParty><a:Party>";
    let text = UBL.replace(party, &format!("{party}{}", if land.is_empty() { "" } else { &country }));
    assert_eq!(text != UBL, !land.is_empty());
    text.replace("<b:InvoiceTypeCode>380<", &format!("<b:InvoiceTypeCode>{code}<"))
}

#[test]
fn codes_of_credit_and_debit_notes_are_all_known() {
    assert!(ubl("381", "").contains(">381<"), "{UBL}");
    for code in ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"] {
        let item = one(&ubl(code, ""), &[]).expect(code);
        assert!(item.document == DocumentKind::CreditNote && minor(&item) < 0, "{code}: {item:?}");
        let cii = CII.replace("<ram:TypeCode>380<", &format!("<ram:TypeCode>{code}<"));
        assert_ne!(cii, CII);
        let item = one(&cii, &[]).expect(code);
        assert!(item.document == DocumentKind::CreditNote && minor(&item) < 0, "{code}: {item:?}");
    }
    for code in ["80", "84", "383"] {
        assert_eq!(one(&ubl(code, ""), &[]).expect(code).document, DocumentKind::DebitNote, "{code}");
    }
    for code in ["380", "384", "386", "388", "389", "393", "471", "500", "751", "877"] {
        assert_eq!(one(&ubl(code, ""), &[]).expect(code).document, DocumentKind::Invoice, "{code}");
    }
}

#[test]
fn codes_of_countries_go_by_the_country() {
    use DocumentKind::{CreditNote, DebitNote, Invoice};
    for (land, code, is) in [
        ("MYS", "01", Invoice),
        ("MYS", "02", CreditNote),
        ("MYS", "03", DebitNote),
        ("MYS", "04", CreditNote),
        ("MYS", "11", Invoice),
        ("MYS", "12", CreditNote),
        ("MYS", "13", DebitNote),
        ("MYS", "14", CreditNote),
        ("CO", "01", Invoice),
        ("CO", "02", Invoice),
        ("CO", "91", CreditNote),
        ("PE", "01", Invoice),
        ("PE", "03", Invoice),
        ("PE", "07", CreditNote),
        ("PE", "08", DebitNote),
    ] {
        let item = one(&ubl(code, land), &[]).unwrap_or_else(|| panic!("{land} {code}"));
        assert_eq!((item.document, minor(&item) < 0), (is, is == CreditNote), "{land} {code}");
    }
}

#[test]
fn a_code_that_nobody_knows_is_asked_about() {
    let cfdi = CFDI.replace("TipoDeComprobante=\"I\"", "TipoDeComprobante=\"Q\"");
    let dte = DTE.replace("<TipoDTE>33<", "<TipoDTE>999<");
    let cii = CII.replace("<ram:TypeCode>380<", "<ram:TypeCode>999<");
    for (text, code) in [
        (ubl("999", ""), "999"),
        (ubl("02", ""), "02"),
        (ubl("15", "MYS"), "15"),
        (cii, "999"),
        (cfdi, "Q"),
        (dte, "999"),
    ] {
        let asked = match outcomes(text.as_bytes(), &[]) {
            Err(ReadError::Ask(asked)) => asked,
            other => panic!("{code}: {other:?}"),
        };
        let codes = asked.iter().find_map(|one| match one {
            Question::TypeCodes { codes, .. } => Some(codes.clone()),
            _ => None,
        });
        assert_eq!(codes.as_deref(), Some(&[code.to_owned()][..]), "{asked:?}");
        let said = |what: &str| format!("kind:{code}={what}");
        let item = one(&text, &[&said("credit_note")]).expect(code);
        assert!(item.document == DocumentKind::CreditNote && minor(&item) < 0, "{code}: {item:?}");
        assert_eq!(one(&text, &[&said("invoice")]).expect(code).document, DocumentKind::Invoice, "{code}");
        assert!(one(&text, &[&said("none")]).is_none(), "{code}");
    }
}

#[test]
fn what_the_tax_office_has_rejected_is_no_debt() {
    let answer = |code: &str| {
        let line = format!(
            "<cac:ParentDocumentLineReference><cac:DocumentReference><cac:ResultOfVerification><cbc:ValidationResultCode>{code}</cbc:ValidationResultCode></cac:ResultOfVerification></cac:DocumentReference></cac:ParentDocumentLineReference></AttachedDocument>"
        );
        DIAN_CONTAINER.replace("{}", DIAN).trim_end().strip_suffix("</AttachedDocument>").expect("its end").to_owned()
            + &line
    };
    assert_ne!(answer("02"), DIAN_CONTAINER);
    assert!(one(&answer("02"), &["terms=30"]).is_some());
    assert!(one(&answer("04"), &["terms=30"]).is_none());
}
