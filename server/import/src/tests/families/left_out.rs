//! What is no debt and what is not read, and that all of it is told and counted.

use super::{all_counted, opens, owed, read_in, reading_in};
use crate::ReadError;
use crate::tests::codes;
use proptest::prelude::*;

#[test]
fn what_the_creditor_owes_is_refused_as_a_whole() {
    for file in [
        "Factura,Proveedor,Fecha,Vencimiento,Saldo\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Bill No.,Vendor,Date,Due Date,Open Balance\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Invoice,Supplier Name,Date,Due Date,Balance\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Nota Fiscal,Fornecedor,Data de Emissão,Vencimento,Valor\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Belegnummer,Kreditor,Name,Datum,Fälligkeit,Betrag\n1,70001,Ana,2026-10-01,2026-10-31,10\n",
        "Rechnung,Lieferant,Datum,Fällig,Betrag\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Facture,Fournisseur,Date,Échéance,Montant\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Cuentas por pagar,,,,\nFactura,Nombre,Fecha,Vencimiento,Saldo\n1,Ana,2026-10-01,2026-10-31,10\n",
        "A/P Aging Detail,,,,\nNum,Name,Date,Due Date,Open Balance\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Accounts Payable,,,,\nNum,Name,Date,Due Date,Open Balance\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Contas a pagar,,,,\nDocumento,Nome,Emissão,Vencimento,Valor\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Balance âgée fournisseurs,,,,\nPièce,Nom,Date,Échéance,Montant\n1,Ana,2026-10-01,2026-10-31,10\n",
    ] {
        match read_in("EUR", file, &[]) {
            Err(ReadError::Refused(refusal)) => {
                assert_eq!(refusal.code(), "payables");
                assert!(refusal.to_string().contains("what you owe to others"), "{refusal}");
            }
            other => panic!("{file}: {other:?}"),
        }
    }
    for file in [
        "Factura,Cliente,Proveedor,Fecha,Vencimiento,Saldo\n1,Ana,X,2026-10-01,2026-10-31,10\n",
        "Documento,Cliente/Fornecedor,Emissão,Vencimento,Valor\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Proveedores del Norte SA,,,,\nFactura,Nombre,Fecha,Vencimiento,Saldo\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Cuentas por cobrar y por pagar,,,,\nFactura,Cliente,Fecha,Vencimiento,Saldo\n1,Ana,2026-10-01,2026-10-31,10\n",
        "Factura,Nombre,Vendedor,Fecha,Vencimiento,Saldo\n1,Ana,Luis,2026-10-01,2026-10-31,10\n",
    ] {
        assert_eq!(owed(&reading_in("EUR", file, &[])), "Ana 1000", "{file}");
    }
}

#[test]
fn a_balance_that_goes_on_is_not_what_is_open() {
    for heading in [
        "Saldo acumulado",
        "Running balance",
        "Solde cumulé",
        "Solde progressif",
        "Saldo corrido",
        "Saldo progresivo",
        "Saldo kumuliert",
        "Laufender Saldo",
        "Saldo",
        "Balance",
        "Solde",
    ] {
        let file = format!(
            "Documento,Cliente,Fecha,Vencimiento,Importe,{heading}\n1,Ana,2026-10-01,2026-10-31,100.00,100.00\n\
             2,Ana,2026-10-02,2026-10-31,50.00,150.00\n3,Bo,2026-10-03,2026-10-31,7.00,7.00\n4,Bo,2026-10-03,2026-10-31,20.00,27.00\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(opens(&reading), "1 10000; 2 5000; 3 700; 4 2000", "{heading}");
        let unused = reading.survey.understood.unused.iter().find(|column| column.column == heading).expect("told");
        assert_eq!(unused.reason, Some("the balance of the account, not of a document"), "{heading}");
    }
    // What is open of each document stays so, however the sums fall.
    let file = "Documento,Cliente,Fecha,Vencimiento,Importe,Saldo\n1,Ana,2026-10-01,2026-10-31,100.00,50.00\n\
        2,Ana,2026-10-02,2026-10-31,50.00,50.00\n3,Bo,2026-10-03,2026-10-31,70.00,20.00\n";
    assert_eq!(opens(&reading_in("EUR", file, &[])), "1 5000; 2 5000; 3 2000");
}

#[test]
fn series_in_several_columns_are_joined_as_they_are_printed() {
    for (headings, one, two, want) in [
        ("Letra,Pto. Vta.,Número", "A,0001,123", "B,0001,123", "A-0001-123 1000; B-0001-123 2000"),
        ("Letra,Punto de venta,Número", "A,0001,123", "A,0002,123", "A-0001-123 1000; A-0002-123 2000"),
        ("Letra,Sucursal,Número", "A,0001,123", "A,0002,123", "A-0001-123 1000; A-0002-123 2000"),
        (
            "Establecimiento,Pto Emisión,Secuencial",
            "001,002,000000123",
            "001,003,000000123",
            "001-002-000000123 1000; 001-003-000000123 2000",
        ),
        ("Est.,Pto. Emi.,Número", "001,002,123", "002,002,123", "001-002-123 1000; 002-002-123 2000"),
        ("Serie,Número", "F001,123", "B001,123", "F001-123 1000; B001-123 2000"),
        ("Série,Número", "1,123", "2,123", "1-123 1000; 2-123 2000"),
        ("Serie,Sucursal,Folio", "A,01,123", "B,01,123", "A-123 1000; B-123 2000"),
    ] {
        let file = format!(
            "{headings},Cliente,Fecha,Vencimiento,Total\n{one},Ana,2026-10-01,2026-10-31,10\n{two},Bo,2026-10-01,2026-10-31,20\n"
        );
        let reading = reading_in("USD", &file, &[]);
        assert_eq!(opens(&reading), want, "{headings}");
        all_counted(&reading);
    }
    // A town is no series, and `Est.` may be a state.
    let file = "Sucursal,Número,Cliente,Fecha,Vencimiento,Total\nMonterrey,123,Ana,2026-10-01,2026-10-31,10\n";
    assert_eq!(opens(&reading_in("MXN", file, &[])), "123 1000");
}

#[test]
fn zeros_that_a_spreadsheet_took_make_no_second_document() {
    let file = |one: &str, two: &str, sum: &str| {
        format!(
            "Factura,Cliente,Fecha,Vencimiento,Total\n{one},Ana,2026-10-01,2026-10-31,10.00\n9,Bo,2026-10-01,2026-10-31,1.00\n\
             {two},Ana,2026-10-01,2026-10-31,{sum}\n"
        )
    };
    for (one, two) in [("00123", "123"), ("123", "00123")] {
        let reading = reading_in("EUR", &file(one, two, "10.00"), &[]);
        assert_eq!(opens(&reading), format!("{one} 1000; 9 100"));
        assert_eq!(codes(&reading.skipped), ["4 duplicate_identical"]);
        all_counted(&reading);
        // Another sum is another document.
        assert_eq!(reading_in("EUR", &file(one, two, "20.00"), &[]).accepted.len(), 3);
    }
    for shortened in ["1.23E+10", "1,23E+10", "1E+10"] {
        let file = file(shortened, "5", "1.00").replace("1,23E+10", "\"1,23E+10\"");
        assert_eq!(codes(&reading_in("EUR", &file, &[]).rejected), ["2 shortened_number invoice_number"]);
    }
}

#[test]
fn columns_that_are_not_read_say_what_they_hold() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Retenido,Visita,Zona\n1,Ana,2026-10-01,2026-10-31,5.00,1.50,2026-11-02,Norte\n";
    let reading = reading_in("EUR", file, &[]);
    let told: Vec<_> = reading.survey.understood.unused.iter().map(|c| (c.column.as_str(), c.reason)).collect();
    assert_eq!(told, [("Retenido", Some("it holds amounts")), ("Visita", Some("it holds days")), ("Zona", None)]);
    let message = &reading.warnings.iter().find(|w| w.field.as_deref() == Some("Retenido")).expect("told").message;
    assert!(message.contains("is not read: it holds amounts, for example `1.50`"), "{message}");
}

/// A row of any shape that reports have.
fn rows() -> impl Strategy<Value = Vec<&'static str>> {
    let row = prop::sample::select(vec![
        "1,Ana,2026-10-01,2026-10-31,10.00",
        "2,Ana,2026-10-01,2026-10-31,5.00",
        "0002,Ana,2026-10-01,2026-10-31,5.00",
        "3,,2026-10-01,2026-10-31,7.00",
        "4,Bo,2026-10-01,2026-10-31,x",
        "5,Bo,,,1.00",
        ",Bo,,,1.00",
        "Ana,,,,",
        "Bo,,,,17.00",
        "C-1,Ana,,,",
        "Cliente: C-2 Bo,,,,",
        "RFC: EKU9003173C9,,,,",
        "Total Ana,,,,15.00",
        "Total,,,,22.00",
        "Bo Total,,,,1.00",
        "Elaborado por: Nora,,,,",
        "Página 2 de 3,,,,",
        "Factura,Cliente,Fecha,Vencimiento,Total",
        "91 or more days past due,,,,",
        "",
        ",,,,",
        "6,Bo,2026-10-01,2026-10-31",
        "INV-9,,,,",
    ]);
    prop::collection::vec(row, 0..24)
}

proptest! {
    #[test]
    fn every_row_is_counted_once_whatever_stands_around_it(rows in rows(), named in any::<bool>()) {
        let head = if named { "Factura,Cliente,Fecha,Vencimiento,Total" } else { "Factura,,Fecha,Vencimiento,Total" };
        let file = format!("Comercial Norte SA,,,,\n{head}\n{}\n", rows.join("\n"));
        let said = ["unnamed=above", "sections=inner", "numbers=once", "customer_name=Eva"];
        if let Ok(reading) = read_in("EUR", &file, &said) {
            all_counted(&reading);
        }
    }
}
