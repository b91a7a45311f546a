//! Lists that were misread at a second look: figures below rows, headings that are written alike, descriptions that are no
//! kinds, sums without cents, Swedish lists, and a file that ends within its last row.

use super::super::super::Code;
use super::super::codes;
use super::{all_counted, asks, opens, reading_in};

const HEAD: &str = "Factura,Cliente,Fecha,Vencimiento,Importe";

#[test]
fn figures_of_a_report_are_no_documents_and_no_sums() {
    for line in [
        "Turnover:,5000,Credit Limit £,8000,",
        "Turnover: 5000 Credit Limit 8000,,,,",
        "Límite de crédito: 8000,,,,",
        "Umsatz:,,,,\"5,000.00\"",
        "Percentage of total,,,,100%",
        "% del total,,,,100%",
        "Porcentaje del total,33%,,,67%",
    ] {
        let text = format!(
            "{HEAD}\nF-1,Ana,2026-10-01,2026-10-31,100.00\n{line}\nF-2,Luis,2026-10-01,2026-10-31,200.00\nTotal,,,,300.00\n{line}\n"
        );
        let reading = reading_in("EUR", &text, &[]);
        assert_eq!(opens(&reading), "F-1 10000; F-2 20000", "{line}");
        assert!(reading.rejected.is_empty(), "{line}: {:?}", reading.rejected);
        assert!(reading.warnings.iter().all(|told| told.code == Code::MissingEmail), "{line}: {:?}", reading.warnings);
        all_counted(&reading);
    }
    // A customer may be called so.
    let text = format!("{HEAD}\nF-1,Turnover Ltd,2026-10-01,2026-10-31,100.00\n");
    assert_eq!(opens(&reading_in("EUR", &text, &[])), "F-1 10000");
}

#[test]
fn headings_that_are_folded_alike_are_two_columns() {
    let text = "Factura;Cliente;F. de Pago;Fecha;Vencimiento;F.Pago;Importe\n\
                F-1;Ana;Transferencia;01/10/2026;31/10/2026;;50,00\n\
                F-2;Luis;Domiciliación;02/10/2026;01/11/2026;02/11/2026;80,00\n";
    let reading = reading_in("EUR", text, &[]);
    let told = serde_json::to_string(&reading.survey.understood).expect("JSON");
    assert!(told.contains("F. de Pago") && told.contains("F.Pago"), "{told}");
    // The same heading is one.
    let twice = format!("{HEAD},Importe\nF-1,Ana,2026-10-01,2026-10-31,100.00,7.00\n");
    assert_eq!(opens(&reading_in("EUR", &twice, &[])), "F-1 10000");
}

#[test]
fn a_description_is_no_kind_where_the_number_says_it_and_is_asked_about_where_it_does_not() {
    let list = |numbers: [&str; 3], heading: &str| {
        let rows = numbers
            .iter()
            .zip(["Venta", "Pago", "Presupuesto"])
            .map(|(number, text)| format!("05/09/2026,25/10/2026,{number},Papelería Sol,100.00,{text}\n"));
        format!("Fecha,Fecha vencimiento,Documento,Cliente,Importe,{heading}\n{}", rows.collect::<String>())
    };
    for heading in ["Descripción", "Concepto", "Description"] {
        let numbers = ["Factura A-1-12", "Factura A-1-15", "Factura A-1-16"];
        let reading = reading_in("MXN", &list(numbers, heading), &[]);
        assert_eq!(reading.accepted.iter().map(|item| item.amount().minor()).sum::<i64>(), 30_000, "{heading}");
        assert!(reading.skipped.is_empty(), "{heading}: {:?}", reading.skipped);
    }
    let asked = asks("MXN", &list(["12", "15", "16"], "Descripción"));
    assert!(asked.contains("`Descripción`") && asked.contains("kind"), "{asked}");
}

#[test]
fn a_dash_for_cents_is_no_sign() {
    let text = "Kunde;Rechnung;Datum;Fällig;Offen\nAna;F-1;15.10.2026;31.10.2026;1'250.50\nLuis;F-2;15.10.2026;31.10.2026;CHF 80.—\n\
                Eva;F-3;15.10.2026;31.10.2026;CHF 90.–\nBo;F-4;15.10.2026;31.10.2026;70.-\nUwe;F-5;15.10.2026;31.10.2026;1'060.--\n";
    assert_eq!(opens(&reading_in("CHF", text, &[])), "F-1 125050; F-2 8000; F-3 9000; F-4 7000; F-5 106000");
    let comma = "Kunde;Rechnung;Datum;Fällig;Offen\nAna;F-1;15.10.2026;31.10.2026;1.250,50\nLuis;F-2;15.10.2026;31.10.2026;80,-\n";
    assert_eq!(opens(&reading_in("EUR", comma, &[])), "F-1 125050; F-2 8000");
    // A sign behind the whole number is one.
    let sign = "Kunde;Rechnung;Datum;Fällig;Offen\nAna;F-1;15.10.2026;31.10.2026;100.00\nLuis;F-2;15.10.2026;31.10.2026;80.00-\n";
    assert_eq!(opens(&reading_in("CHF", sign, &[])), "F-1 10000; F-2 -8000");
}

#[test]
fn swedish_lists_are_read() {
    let text = "Fakturanr;Kundnr;Kundnamn;Fakturadatum;Förfallodatum;Slutbetalningsdatum;Totalt;Saldo;Valuta;Makulerad\n\
                1001;12;Åkeri AB;2026-10-01;2026-10-31;;12 500,00;2 500,00;SEK;Nej\n\
                1002;13;Bageri HB;2026-10-02;2026-11-01;2026-10-20;800,00;0,00;SEK;Nej\n\
                1003;13;Bageri HB;2026-10-03;2026-11-02;;900,00;900,00;SEK;Ja\n";
    let reading = reading_in("SEK", text, &[]);
    let open: i64 =
        reading.accepted.iter().filter(|item| item.status != Some(crate::Status::Void)).map(super::asked).sum();
    assert_eq!(open, 250_000, "{:?}", reading.accepted);
}

#[test]
fn the_row_within_which_a_file_ends_is_not_taken() {
    let rows = "F-1,Ana,2026-10-01,2026-10-31,500.00\nF-2,Ana,2026-10-01,2026-10-31,400.00\nF-3,Ana,2026-10-01,2026-10-31,700.00\n";
    for (last, cut) in [
        ("F-4,Ana,2026-10-01,2026-10-31,6", true),
        ("F-4,Ana,2026-10-01,2026-10-31,600.0", true),
        ("F-4,Ana,2026-10-01,2026-10-31,", true),
        ("F-4,Ana,2026-10-01,2026-10-31,600.00", false),
        ("F-4,Ana,2026-10-01,2026-10-31,6\n", false),
    ] {
        let reading = reading_in("EUR", &format!("{HEAD}\n{rows}{last}"), &[]);
        assert_eq!(reading.accepted.len(), if cut { 3 } else { 4 }, "{last}");
        assert_eq!(codes(&reading.rejected), if cut { vec!["5 looks_cut".to_owned()] } else { Vec::new() }, "{last}");
        all_counted(&reading);
    }
    // Within a row that lacks cells.
    let reading = reading_in("EUR", &format!("{HEAD}\n{rows}F-4,Ana,2026-1"), &[]);
    assert_eq!((reading.accepted.len(), codes(&reading.rejected)), (3, vec!["5 wrong_column_count".to_owned()]));
}

#[test]
fn in_argentina_classes_count_by_themselves() {
    let rows =
        [("1 - Factura A", "Ana", "100.00"), ("6 - Factura B", "Luis", "200.00"), ("11 - Factura C", "Eva", "300.00")];
    let list = |head: &str, number: &str| {
        let row = |(kind, who, amount): &(&str, &str, &str)| {
            format!("{kind},{number},{who},2026-10-01,2026-10-31,{amount}\n")
        };
        format!("Tipo,{head},Cliente,Fecha,Vencimiento,Importe\n{}", rows.iter().map(row).collect::<String>())
    };
    for (head, number) in [("Número", "12"), ("Número", "0001-00000012"), ("Serie,Número", "0001,00000012")] {
        let reading = reading_in("ARS", &list(head, number), &[]);
        assert!(reading.rejected.is_empty(), "{number}: {:?}", reading.rejected);
        let numbers: std::collections::HashSet<String> =
            reading.accepted.iter().map(|item| item.shown_number().into_owned()).collect();
        assert_eq!(numbers.len(), 3, "{numbers:?}");
    }
    // Elsewhere a letter is a word of the kind.
    let reading = reading_in("MXN", &list("Número", "12"), &[]);
    assert_eq!(reading.rejected.len() + reading.accepted.len(), 3);
}
