//! What a customer owed when the system was begun, or before the list: no document, and so without a number of its own.

use super::{all_counted, opens, owed, reading_in};
use crate::tests::codes;

/// Ana's invoice, and what Ana and Bo owed before, as `row` writes it.
fn list(head: &str, row: impl Fn(&str, &str) -> String) -> String {
    format!("{head}\n{}{}", row("Ana", "50"), row("Bo", "70"))
}

#[test]
fn it_is_one_item_of_the_customer() {
    for word in [
        "Saldo inicial",
        "SALDO INICIAL",
        "Saldo anterior",
        "Saldo de apertura",
        "Asiento de apertura",
        "Opening Balance",
        "Opening balance",
        "Balance forward",
        "Balance brought forward",
        "Beginning balance",
        "Saldo de abertura",
        "Anfangsbestand",
        "EB-Wert",
        "Saldovortrag",
        "Solde initial",
        "À nouveau",
    ] {
        let want = format!("F-1 1000; {word} (Ana) 5000; {word} (Bo) 7000");
        // As the kind, as the text, in place of the number.
        let kind =
            list("Tipo,Folio,Cliente,Fecha,Vencimiento,Saldo\nFactura,F-1,Ana,2026-10-01,2026-10-31,10", |who, sum| {
                format!("{word},,{who},2026-01-01,2026-01-31,{sum}\n")
            });
        let text = list(
            "Folio,Cliente,Fecha,Vencimiento,Saldo,Concepto\nF-1,Ana,2026-10-01,2026-10-31,10,Venta",
            |who, sum| format!(",{who},2026-01-01,2026-01-31,{sum},{word}\n"),
        );
        let nothing = list(
            "Folio,Cliente,Fecha,Vencimiento,Saldo,Concepto\nF-1,Ana,2026-10-01,2026-10-31,10,Venta",
            |who, sum| format!("-,{who},2026-01-01,2026-01-31,{sum},{word}\n"),
        );
        let number = list("Cliente,Folio,Fecha,Vencimiento,Saldo\nAna,F-1,2026-10-01,2026-10-31,10", |who, sum| {
            format!("{who},{word},2026-01-01,2026-01-31,{sum}\n")
        });
        for file in [kind, text, nothing, number] {
            let reading = reading_in("MXN", &file, &[]);
            assert_eq!(opens(&reading), want, "{file}: {:?}", reading.rejected);
            let told = reading.warnings.iter().filter(|told| told.code.as_str() == "opening_balance").count();
            assert_eq!(told, 2, "{file}");
            all_counted(&reading);
        }
    }
}

#[test]
fn it_is_known_again_whatever_its_day() {
    let head = "Tipo,Folio,Cliente,Fecha,Vencimiento,Moneda,Saldo\n";
    let number = |day: &str, currency: &str, sum: &str| {
        let file = format!("{head}Saldo inicial,,Ana,{day},{day},{currency},{sum}\n");
        reading_in("MXN", &file, &[]).accepted[0].number.clone()
    };
    assert_eq!(number("2026-01-01", "MXN", "50"), number("2026-06-01", "MXN", "20"));
    assert_ne!(number("2026-01-01", "MXN", "50"), number("2026-01-01", "USD", "50"));
    // Two of one customer are two.
    let two = format!(
        "{head}Saldo inicial,,Ana,2025-01-01,2025-01-31,MXN,50\nSaldo inicial,,Ana,2026-01-01,2026-01-31,MXN,20\n"
    );
    assert_eq!(opens(&reading_in("MXN", &two, &[])), "Saldo inicial (Ana) 5000; Saldo inicial (Ana) #2 2000");
    // Below nothing it is the customer's credit.
    let credit = format!("{head}Saldo inicial,,Ana,2026-01-01,2026-01-31,MXN,-50\n");
    assert_eq!(owed(&reading_in("MXN", &credit, &[])), "Ana -5000");
}

#[test]
fn what_has_a_number_goes_by_it_and_other_texts_do_not_stand_for_one() {
    let file = "Tipo,Folio,Cliente,Fecha,Vencimiento,Saldo\nSaldo inicial,SI-7,Ana,2026-01-01,2026-01-31,50\n\
        Factura,,Ana,2026-01-01,2026-01-31,20\n";
    let reading = reading_in("MXN", file, &[]);
    assert_eq!(opens(&reading), "SI-7 5000");
    assert_eq!(codes(&reading.rejected), ["3 missing_required invoice_number"]);
}

#[test]
fn an_account_begins_with_it() {
    for (word, column) in [
        ("Saldo inicial", "Concepto"),
        ("Opening balance", "Type"),
        ("Saldo anterior", "Movimiento"),
        ("Saldovortrag", "Text"),
    ] {
        let file = format!(
            "Cliente,Fecha,Documento,{column},Debe,Haber\nAna,2026-10-01,,{word},50,\nAna,2026-10-02,F-1,Factura,10,\n\
             Bo,2026-10-01,,{word},70,\nBo,2026-10-03,R-1,Pago,,20\n"
        );
        let reading = reading_in("MXN", &file, &["file=movements", "terms=30"]);
        assert_eq!(owed(&reading), "Ana 6000; Bo 5000", "{file}: {:?} {:?}", reading.rejected, reading.skipped);
    }
}
