//! Headings of the day on which a document was paid or cancelled, and of the document that a credit note is about, as systems
//! write them.

use super::super::options;
use crate::{Status, read};

#[test]
fn a_day_under_such_a_heading_says_that_nothing_is_owed() {
    for heading in [
        "Voided At",
        "voided_at",
        "Canceled At",
        "Cancelled At",
        "Deleted At",
        "Storno-Datum",
        "Storniert am",
        "Anulado em",
        "Closed At",
        "closed_at",
        "Zahldatum",
        "Zahlungseingang am",
        "Regularizado em",
        "Liquidado em",
        "Pagada el",
    ] {
        let list = format!(
            "Invoice,Customer,Date,Due Date,Currency,Total,{heading}\nA1,Acme,2026-10-01,2026-10-31,EUR,100.00,\n\
             A2,Acme,2026-10-01,2026-10-31,EUR,200.00,2026-11-20\nA3,Acme,2026-10-01,2026-10-31,EUR,300.00,\n"
        );
        let reading = read(list.as_bytes(), &options(&[])).unwrap_or_else(|error| panic!("{heading}: {error}"));
        assert!(reading.rejected.is_empty(), "{heading}: {:?}", reading.rejected);
        for item in &reading.accepted {
            let is_over = item.settled.is_some() || matches!(item.status, Some(Status::Paid | Status::Void));
            assert_eq!(is_over, item.number == "A2", "{heading}: {item:?}");
        }
    }
}

#[test]
fn a_note_names_its_invoice_under_these_headings() {
    for heading in [
        "Factura rectificada",
        "Folio referencia",
        "Comprobante asociado",
        "Doc. asociado",
        "Factura que modifica",
        "Nº factura original",
        "Afecta a",
        "Applies To",
        "Against Invoice",
        "Return Against",
        "Reversed Entry",
        "Linked Invoice",
        "Reference Invoice",
        "Credit Note For",
        "Factura relacionada",
        "Originalrechnung",
        "Fatura de origem",
    ] {
        let list = format!(
            "Invoice,Type,Customer,Date,Due Date,Currency,Total,{heading}\nA1,Invoice,Acme,2026-10-01,2026-10-31,EUR,100.00,\n\
             A2,Invoice,Acme,2026-10-01,2026-11-30,EUR,200.00,\nN1,Credit note,Acme,2026-10-05,2026-10-05,EUR,-50.00,A2\n"
        );
        let reading = read(list.as_bytes(), &options(&[])).unwrap_or_else(|error| panic!("{heading}: {error}"));
        let note = reading.accepted.iter().find(|item| item.number == "N1").expect("the note");
        assert_eq!(note.reference.as_deref(), Some("A2"), "{heading}");
    }
}
