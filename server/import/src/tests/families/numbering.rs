//! Series, parts, lines, and numbers that come again.

use super::{asks, opens, owed, reading_in};
use crate::tests::codes;

#[test]
fn series_in_a_column_of_its_own() {
    for heading in ["Serie", "Series", "Prefijo", "Prefix", "Punto de venta", "Série", "Serie factura"] {
        let file = format!(
            "{heading},Folio,Cliente,Fecha,Vencimiento,Total\nA,7,Ana,2026-10-01,2026-10-31,10\nB,7,Ana,2026-10-01,2026-10-31,20\n\
             A,8,Ana,2026-10-01,2026-10-31,5\n"
        );
        assert_eq!(opens(&reading_in("MXN", &file, &[])), "A-7 1000; B-7 2000; A-8 500", "{heading}");
    }
    // A number that has its series in front already is not given it twice.
    let file = "Serie,Folio,Cliente,Fecha,Vencimiento,Total\nA,A-7,Ana,2026-10-01,2026-10-31,10\n";
    assert_eq!(opens(&reading_in("MXN", file, &[])), "A-7 1000");
}

#[test]
fn an_invoice_and_a_credit_note_may_have_one_number() {
    let file = "Tipo,Folio,Cliente,Fecha,Vencimiento,Total\n\
        Factura,7,Ana,2026-10-01,2026-10-31,10\nNota de crédito,7,Ana,2026-10-01,,4\n";
    assert_eq!(opens(&reading_in("MXN", file, &[])), "7 1000; 7 -400");
}

#[test]
fn parts_by_column_by_number_and_by_days() {
    let column = |heading: &str, parts: [&str; 3]| {
        let row = |part: &str, day: &str| format!("NF-88,{part},Sol,2026-10-13,{day},500\n");
        let rows = [row(parts[0], "2026-10-31"), row(parts[1], "2026-11-30"), row(parts[2], "2026-12-30")].concat();
        format!("Nota Fiscal,{heading},Cliente,Data de Emissão,Vencimento,Valor\n{rows}")
    };
    for (heading, parts) in [
        ("Parcela", ["1/3", "2/3", "3/3"]),
        ("Cuota", ["1 de 3", "2 de 3", "3 de 3"]),
        ("Nº parcela", ["01/03", "02/03", "03/03"]),
        ("Instalment", ["1 of 3", "2 of 3", "3 of 3"]),
    ] {
        let reading = reading_in("BRL", &column(heading, parts), &[]);
        assert_eq!(opens(&reading), "NF-88 · 1/3 50000; NF-88 · 2/3 50000; NF-88 · 3/3 50000", "{heading}");
    }
    let reading = reading_in("BRL", &column("Cuotas", ["1", "2", "3"]), &[]);
    assert_eq!(opens(&reading), "NF-88 · 1 50000; NF-88 · 2 50000; NF-88 · 3 50000");
    // In the number, or by nothing but the days; standing together or not.
    for (one, two) in [
        ("NF-88 1/2", "NF-88 2/2"),
        ("NF-88 (1/2)", "NF-88 (2/2)"),
        ("NF-88 Parcela 1/2", "NF-88 Parcela 2/2"),
        ("NF-88", "NF-88"),
    ] {
        for between in ["", "X-1,Luz,2026-10-13,2026-11-05,7\n"] {
            let file = format!(
                "Nota Fiscal,Cliente,Data de Emissão,Vencimento,Valor\n{one},Sol,2026-10-13,2026-10-31,500\n{between}\
                 {two},Sol,2026-10-13,2026-11-30,400\n"
            );
            let reading = reading_in("BRL", &file, &[]);
            let mut found: Vec<String> = reading.accepted.iter().map(|item| item.shown_number().into_owned()).collect();
            found.retain(|number| number != "X-1");
            assert_eq!(found, ["NF-88 · 1/2", "NF-88 · 2/2"], "{one} {between}");
            assert!(reading.rejected.is_empty());
        }
    }
    // The whole sum that stands on each part is that of the document.
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Saldo\nF-1,Sol,2026-10-13,2026-10-31,900,300\n\
        F-1,Sol,2026-10-13,2026-11-30,900,600\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(opens(&reading), "F-1 · 1/2 30000; F-1 · 2/2 60000");
    assert!(reading.accepted.iter().all(|item| item.total.is_none()));
}

#[test]
fn numbers_with_strokes_are_no_parts() {
    for number in ["INV/2026/00042", "2026/00042", "A/12", "RE-1/2026", "12/2026", "F 2026/17"] {
        let file = format!("Factura,Cliente,Fecha,Vencimiento,Total\n{number},Sol,2026-10-13,2026-10-31,5\n");
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!((reading.accepted[0].number.as_str(), reading.accepted[0].part), (number, None));
    }
}

#[test]
fn a_document_with_a_row_for_each_line_counts_once() {
    let head = "Invoice Number,Customer Name,Invoice Date,Due Date,Total,Balance,Item Name\n";
    let row = |item: &str| format!("INV-1,Ana,2026-10-01,2026-10-31,30.00,20.00,{item}\n");
    for rows in [[row("Beans"), row("Hire"), row("Cups")].concat(), [row("Beans"), row("Beans")].concat()] {
        let reading = reading_in("EUR", &format!("{head}{rows}"), &[]);
        assert_eq!(opens(&reading), "INV-1 2000");
        assert!(reading.rejected.is_empty());
    }
}

#[test]
fn one_number_for_two_customers_is_asked_for() {
    let file = "Folio,Cliente,Fecha,Vencimiento,Total\n101,Ana,2026-10-01,2026-10-31,10\n102,Ana,2026-10-01,2026-10-31,10\n\
        101,Bo,2026-10-01,2026-10-31,20\n";
    let question = asks("EUR", file);
    assert!(question.contains("the number 101 comes for two customers (line 4)"), "{question}");
    assert_eq!(owed(&reading_in("EUR", file, &["numbers=per_customer"])), "Ana 2000; Bo 2000");
    let refused = reading_in("EUR", file, &["numbers=once"]);
    assert_eq!(
        (owed(&refused), codes(&refused.rejected)),
        (
            "Ana 1000".into(),
            vec!["2 duplicate_conflict invoice_number".into(), "4 duplicate_conflict invoice_number".into()]
        )
    );
}

#[test]
fn guards_of_spreadsheets_on_any_number() {
    let file = "Factura,Código cliente,Cliente,RFC,Fecha,Vencimiento,Total\n\
        '0012,'007,Ana,\"=\"\"EKU9003173C9\"\"\",2026-10-01,2026-10-31,10\n0013,7.0,Bo,GODE561231GR8,2026-10-01,2026-10-31,10\n\
        9.97E+09,8,Eva,,2026-10-01,2026-10-31,10\n";
    let reading = reading_in("MXN", file, &[]);
    let numbers: Vec<_> = reading
        .accepted
        .iter()
        .map(|item| (item.number.as_str(), item.customer.number.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(numbers, [("0012", "007"), ("0013", "7")]);
    assert!(reading.accepted[0].customer.tax_id.as_ref().is_some_and(|id| id.sound));
    assert_eq!(codes(&reading.rejected), ["4 shortened_number invoice_number"]);
}

/// Two documents, of 100 and 20, in a series each.
fn in_series(first: &str, second: &str) -> String {
    format!(
        "Serie,Folio,Cliente,Fecha,Vencimiento,Total,Saldo\n{first},101,Alfa,2026-10-01,2026-10-31,100.00,100.00\n\
         {second},7,Alfa,2026-10-02,2026-10-02,20.00,20.00\n"
    )
}

#[test]
fn a_series_of_credit_notes_tells_them() {
    for series in ["NC", "NCR", "NCRE", "NCE", "NC-A", "NCC", "Nota de crédito", "Gutschrift", "Avoir", "Credit note"]
    {
        let file = in_series("A", series);
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(owed(&reading), "Alfa 8000", "{series}: {:?}", reading.rejected);
    }
    // What may as well be a place or a product is asked about.
    for series in ["DEV", "ABO", "CN", "AV", "GS", "REC", "Abono", "Anticipo"] {
        let file = in_series("A", series);
        assert!(
            asks("EUR", &file).contains(&format!("`Serie` has kind words that are not known: {series}")),
            "{series}"
        );
        assert_eq!(owed(&reading_in("EUR", &file, &[&format!("kind:{series}=credit_note")])), "Alfa 8000", "{series}");
        assert_eq!(owed(&reading_in("EUR", &file, &[&format!("kind:{series}=invoice")])), "Alfa 12000", "{series}");
    }
    for series in ["B", "MTY", "FAC", "2026", "WEB"] {
        assert_eq!(owed(&reading_in("EUR", &in_series("A", series), &[])), "Alfa 12000", "{series}");
    }
    // Where the amounts say it themselves, there is nothing to ask.
    let signed = in_series("A", "DEV").replace(",20.00,20.00", ",-20.00,-20.00");
    assert_eq!(owed(&reading_in("EUR", &signed, &[])), "Alfa 8000");
}

#[test]
fn numbers_that_are_called_like_money_of_the_customer_are_asked_about() {
    for number in
        ["ABONO 7", "Anticipo 3", "Cobro 4", "Saldo a favor", "A cuenta", "Devolución 7", "7-ABONO", "Anzahlung 2"]
    {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Saldo\n101,Alfa,2026-10-01,2026-10-31,100.00\n{number},Alfa,2026-10-02,2026-10-02,20.00\n"
        );
        assert!(asks("EUR", &file).contains("kind words that are not known"), "{number}");
    }
}

#[test]
fn of_a_title_and_a_document_it_is_settled_which_is_the_number() {
    let ledger = "Cuenta;Título;Fecha;Documento;Debe;Haber\n4300001;Ana SL;14/10/2026;F-1;100,00;\n4300001;Ana SL;15/10/2026;F-1;;40,00\n\
        4300002;Eva SL;14/10/2026;F-2;500,00;\n";
    let reading = reading_in("EUR", ledger, &["file=movements", "terms=30"]);
    assert_eq!(reading.accepted.iter().map(|item| item.number.as_str()).collect::<Vec<_>>(), ["F-1", "F-1", "F-2"]);
    assert_eq!(reading.accepted[0].customer.name.as_deref(), Some("Ana SL"));
    for (title, document) in [("Título", "Documento"), ("Title", "Document"), ("Título", "Factura")] {
        let file = format!(
            "{title},{document},Cliente,Fecha,Vencimiento,Importe\nA,1,Ana,2026-10-01,2026-10-31,10\nB,2,Ana,2026-10-01,2026-10-31,20\n"
        );
        assert!(asks("EUR", &file).contains("could both be the invoice_number"), "{title}");
    }
}
