//! Columns of statuses and kinds, in every language, by heading and by cells.

use super::{asks, opens, read_in, reading_in};
use crate::tests::codes;

#[test]
fn statuses_under_any_heading() {
    for (heading, open, paid, void, draft) in [
        ("Status", "Sent", "Paid", "Void", "Draft"),
        ("Invoice Status", "Overdue", "Closed", "Voided", "Draft"),
        ("Estatus", "Vigente", "Pagada", "Cancelada", "Borrador"),
        ("Estado", "Pendiente", "Cobrada", "Anulada", "Borrador"),
        ("Situação", "Em aberto", "Recebido", "Cancelado", "Rascunho"),
        ("Statut", "Impayée", "Payée", "Annulée", "Brouillon"),
        ("Belegstatus", "Offen", "Bezahlt", "Storniert", "Entwurf"),
        ("Payment status", "Not Paid", "In Payment", "Cancelled", "Draft"),
        ("Estado de pago", "Sin pagar", "Liquidada", "Anulada", "Por timbrar"),
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,{open}\n2,Ana,2026-10-01,2026-10-31,20,{paid}\n\
             3,Ana,2026-10-01,2026-10-31,30,{void}\n4,Ana,2026-10-01,2026-10-31,40,{draft}\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(opens(&reading), "1 1000; 2 0; 3 0", "{heading}");
        assert_eq!(reading.skipped.len(), 1, "{heading}");
    }
}

#[test]
fn a_status_that_is_not_known_is_asked_for_once() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Estatus\n1,Ana,2026-10-01,2026-10-31,10,Vigente\n\
        2,Ana,2026-10-01,2026-10-31,20,Prometida\n3,Ana,2026-10-01,2026-10-31,30,Prometida\n";
    let question = asks("MXN", file);
    assert!(question.contains("`Estatus` has status words that are not known: Prometida"), "{question}");
    assert!(question.contains("--default \"status:Prometida=…\""), "{question}");
    assert_eq!(opens(&reading_in("MXN", file, &["status:Prometida=open"])), "1 1000; 2 2000; 3 3000");
    assert_eq!(opens(&reading_in("MXN", file, &["status:prometida=paid"])), "1 1000; 2 0; 3 0");
    // Also under a heading that may be something else, where no word is known.
    for (heading, paid, owed) in [
        ("Estado", "Ok", "Debe"),
        ("Estado", "Regularizada", "Reclamada"),
        ("Estado", "Cubierta", "Retrasada"),
        ("State", "Squared", "Chasing"),
        ("Zustand", "Geregelt", "Läuft"),
        ("État", "Apurée", "Suivie"),
        ("Estado", "Regularizado", "Cobrando"),
        ("Edo.", "AA", "BB"),
        ("Condición", "Buena", "Mala"),
    ] {
        let unknown = file.replace("Estatus", heading).replace("Vigente", owed).replace("Prometida", paid);
        assert!(
            asks("MXN", &unknown).contains(&format!("status words that are not known: {owed}, {paid}")),
            "{heading}"
        );
        let said = [format!("status:{owed}=open"), format!("status:{paid}=paid")];
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        assert_eq!(opens(&reading_in("MXN", &unknown, &said)), "1 1000; 2 0; 3 0", "{heading} {paid}");
    }
    // Terms under such a heading are none.
    let terms = file.replace("Estatus", "Condición").replace("Vigente", "Contado").replace("Prometida", "Crédito");
    assert_eq!(opens(&reading_in("MXN", &terms, &[])), "1 1000; 2 2000; 3 3000");
    // States of Mexico under a heading that may be a status are none.
    let states = file.replace("Estatus", "Estado").replace("Vigente", "Jalisco").replace("Prometida", "Colima");
    assert_eq!(opens(&reading_in("MXN", &states, &[])), "1 1000; 2 2000; 3 3000");
}

#[test]
fn two_statuses_that_decide_together() {
    let file = "Number,Customer,Invoice/Bill Date,Due Date,Total,Status,Payment Status\n\
        1,Ana,2026-10-01,2026-10-31,10,Posted,Not Paid\n2,Ana,2026-10-01,2026-10-31,20,Posted,Paid\n\
        3,Ana,2026-10-01,2026-10-31,30,Draft,Not Paid\n4,Ana,2026-10-01,2026-10-31,40,Cancelled,Not Paid\n\
        5,Ana,2026-10-01,2026-10-31,50,Posted,Partially Paid\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(opens(&reading), "1 1000; 2 0; 4 0");
    assert_eq!(
        (codes(&reading.skipped), codes(&reading.rejected)),
        (vec!["4 draft status".into()], vec!["6 open_unknown open_amount".into()])
    );
}

#[test]
fn marks_for_cancelled_and_paid() {
    for (heading, yes, no) in [
        ("Cancelada", "Sí", "No"),
        ("Void", "TRUE", "FALSE"),
        ("Anulado", "S", "N"),
        ("Fecha cancelación", "2026-10-20", ""),
        ("Cancelado", "X", ""),
        ("Storniert", "Ja", "Nein"),
        ("Pagada", "Sí", "No"),
        ("Paid", "Yes", "No"),
        ("Pago", "Sim", "Não"),
        ("Bezahlt", "Ja", "Nein"),
        ("Payée", "Oui", "Non"),
        ("Paid", "2026-10-20", ""),
        ("Pagado", "2026-10-20", "No"),
        ("Cobrado", "10", "0"),
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,{yes}\n2,Ana,2026-10-01,2026-10-31,20,{no}\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        let closed: Vec<bool> = reading
            .accepted
            .iter()
            .map(|item| item.settled.is_some() || item.open.is_some_and(|open| open.is_zero()))
            .collect();
        assert_eq!(closed, [true, false], "{heading} {yes}");
    }
    let mixed = "Factura,Cliente,Fecha,Vencimiento,Total,Pagado\n1,Ana,2026-10-01,2026-10-31,10,5.50\n2,Ana,2026-10-01,2026-10-31,20,Sí\n";
    assert!(asks("EUR", mixed).contains("`Pagado` has amounts and words"));
}

#[test]
fn kinds_under_any_heading() {
    for (heading, invoice, credit, debit, none) in [
        ("Tipo", "Factura", "Nota de crédito", "Nota de débito", "Cotización"),
        ("Transaction Type", "Invoice", "Credit Memo", "Finance Charge", "Estimate"),
        ("Voucher Type", "Sales Invoice", "Credit Note", "Debit Note", "Sales Order"),
        ("Tipo de documento", "Boleta", "Devolución", "Nota de cargo", "Guía de despacho"),
        ("Tipo comprobante", "FC A", "NC A", "ND A", "Presupuesto"),
        ("Espécie", "Nota Fiscal", "Nota de crédito", "Nota de débito", "Pedido"),
        ("Belegart", "Rechnung", "Gutschrift", "Belastung", "Angebot"),
        ("Type de pièce", "Facture", "Avoir", "Note de débit", "Devis"),
        ("Tipo documento", "33", "61", "56", "52"),
    ] {
        let file = format!(
            "Folio,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,{invoice}\n2,Ana,2026-10-01,2026-10-31,4,{credit}\n\
             3,Ana,2026-10-01,2026-10-31,3,{debit}\n4,Ana,2026-10-01,2026-10-31,50,{none}\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(opens(&reading), "1 1000; 2 -400; 3 300", "{heading}");
        assert_eq!(codes(&reading.skipped), ["5 not_a_debt kind"], "{heading}");
    }
}

#[test]
fn a_kind_that_is_not_known_is_asked_for_once() {
    let file = "Folio,Tipo,Cliente,Fecha,Vencimiento,Total\n1,Factura,Ana,2026-10-01,2026-10-31,10\n2,Vale,Ana,2026-10-01,2026-10-31,20\n";
    assert!(asks("MXN", file).contains("`Tipo` has kind words that are not known: Vale"));
    assert_eq!(opens(&reading_in("MXN", file, &["kind:Vale=credit_note"])), "1 1000; 2 -2000");
    assert_eq!(opens(&reading_in("MXN", file, &["kind:Vale=none"])), "1 1000");
    assert!(read_in("MXN", file, &["kind:Vale=invoice"]).is_ok());
}

#[test]
fn a_column_that_may_decide_is_asked_about_and_others_are_not() {
    let file = |heading: &str, words: [&str; 3]| {
        let [one, two, three] = words;
        format!(
            "Factura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,{one}\n2,Ana,2026-10-01,2026-10-31,20,{two}\n\
             3,Ana,2026-10-01,2026-10-31,30,{three}\n"
        )
    };
    for (heading, words, field) in [
        ("Col 7", ["Pendiente", "Pagada", "Cancelada"], "status"),
        ("Etapa", ["Open", "Paid", "Void"], "status"),
        ("Clase", ["Factura de venta", "Nota de crédito", "Remisión"], "kind"),
    ] {
        let question = asks("EUR", &file(heading, words));
        assert!(question.contains(&format!("--map \"{field}={heading}\"")), "{question}");
    }
    // Ways to pay, kinds of sale and of customers say nothing of the document.
    for (heading, words) in [
        ("Método de pago", ["Transferencia", "Cheque", "Efectivo"]),
        ("Venta", ["Crédito", "Crédito", "Contado"]),
        ("Estado del cliente", ["Activo", "Cancelado", "Activo"]),
        ("Canal", ["Recibo", "Pago", "Pago"]),
        ("Enviada", ["Sent", "Sent", "Sent"]),
    ] {
        assert_eq!(opens(&reading_in("EUR", &file(heading, words), &[])), "1 1000; 2 2000; 3 3000", "{heading}");
    }
    // A kind of sale under a heading that says kind is asked for, not taken for a credit note.
    assert!(
        asks("MXN", &file("Tipo", ["Crédito", "Contado", "Crédito"])).contains("words that are not known: Crédito")
    );
}
