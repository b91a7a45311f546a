//! Layouts of reports: where customers stand, columns without a heading, lines without a sum of their document, sums of other
//! rows, and what is printed around them.

use super::super::{codes, read};
use super::{all_counted, asks, opens, owed, reading_in};
use crate::Options;

#[test]
fn a_customer_in_the_title_rows_or_above_repeated_headings() {
    for label in ["Partner:", "Cliente:", "Customer:", "Kunde:", "Client:", "Sacado:"] {
        let file = format!(
            "Statement of outstanding\n\n{label},Azul SA\nReference Number,Date,Due Date,Open Amount\n\
             1,2026-10-01,2026-10-31,400.00\n2,2026-10-05,2026-11-05,50.00\nEnding Balance,,2026-11-30,450.00\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(owed(&reading), "Azul SA 45000", "{label} {:?}", reading.rejected);
        assert_eq!(
            reading.rejected.len()
                + reading.warnings.iter().filter(|one| one.code.as_str() == "totals_mismatch").count(),
            0
        );
        all_counted(&reading);
    }
    for label in ["A/C:", "Account:", "Cuenta cliente:", "Kunden-Nr.:"] {
        let one = |number: &str, name: &str, doc: &str| {
            format!(
                "{label},{number},Name:,{name},Contact:,George,Tel:,01742 876 234\nNo,Type,Date,Details,Balance,Future,Current,Older\n\
                 {doc},SI,2026-02-12,Goods,100.00,0.00,0.00,100.00\n,,,Totals:,100.00,0.00,0.00,100.00\n\
                 Turnover:,\"2,500.00\",Credit Limit:,\"4,000.00\",,,,\n"
            )
        };
        let file = format!(
            "Aged Debtors\n\n{}{}Grand Totals:,,,,200.00,0.00,0.00,200.00\n",
            one("A1", "Design Ltd", "63"),
            one("B2", "Bob", "64")
        );
        let reading = reading_in("GBP", &file, &["terms=net 30"]);
        assert_eq!(owed(&reading), "A1 10000; B2 10000", "{label} {:?}", reading.rejected);
        assert_eq!(reading.accepted[0].customer.phones, ["01742 876 234"], "{label}");
        assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    }
}

#[test]
fn a_number_in_a_column_without_a_heading() {
    let file = "Aged Receivable\n,Invoice Date,Due Date,Amount Currency,Currency,Account,1-30,Older,Total\n\
                Azul SA,,,,,,600.00,0,600.00\nINV/1,2026-10-10,2026-11-10,600.00,USD,121000 Account Receivable,600.00,0,600.00\n\
                Deco,,,,,,0,100.00,100.00\nINV/2,2026-10-10,2026-11-10,90.00,EUR,121000 Account Receivable,0,100.00,100.00\n\
                Total,,,,,,600.00,100.00,700.00\n";
    assert!(asks("USD", file).contains("column 1"));
    let mut options = Options::of_house("USD".parse().expect("a currency"));
    options.map("invoice_number=column 1").expect("a column");
    let reading = read(file.as_bytes(), &options).expect("nothing is open");
    assert_eq!(owed(&reading), "Azul SA 60000; Deco 9000");
    let currencies: Vec<&str> = reading.accepted.iter().map(|item| item.currency.code()).collect();
    assert_eq!(currencies, ["USD", "EUR"], "what is owed in another currency is never the firm's own figure");
}

#[test]
fn lines_without_a_sum_of_the_document_add_up() {
    for (quantity, price) in [
        ("quantity", "unit_price"),
        ("Cantidad", "Precio unitario"),
        ("Menge", "Einzelpreis"),
        ("Qtd", "Valor unitário"),
        ("Qté", "Prix unitaire"),
    ] {
        let file = format!(
            "invoice_number,customer_name,invoice_date,due_date,item_name,{quantity},{price},tax_amount\n\
             1,Acme,2026-01-15,2026-02-14,Widget,2,29.99,4.80\n1,Acme,2026-01-15,2026-02-14,Bolt,10,4.99,7.98\n\
             2,Jane,2026-02-01,2026-03-03,Service,1,99.00,7.92\n"
        );
        let reading = reading_in("USD", &file, &[]);
        assert_eq!(opens(&reading), "1 12266; 2 10692", "{price}: {:?}", reading.rejected);
        all_counted(&reading);
    }
    let file = "Client Name,Invoice #,Date Issued,Due Date,Item Name,Line Subtotal,Tax 1 Amount,Line Total\n\
                Acme,1,2026-10-01,2026-10-31,Design,200.00,26.00,226.00\nAcme,1,2026-10-01,2026-10-31,Hosting,10.00,1.30,11.30\n";
    assert_eq!(opens(&reading_in("USD", file, &[])), "1 23730");
    // Where the document has a sum, that one counts.
    let file = "Number,Customer,Date,Due Date,Item,Quantity,Unit price,Total\n1,Acme,2026-01-15,2026-02-14,Widget,2,29.99,64.78\n";
    assert_eq!(opens(&reading_in("USD", file, &[])), "1 6478");
}

#[test]
fn sums_of_other_rows_agree_however_they_are_added_up() {
    let head = "Type,Customer,Number,Date,Due Date,Currency,Total,Outstanding\n";
    let row = |kind: &str, number: &str, currency: &str, total: &str, open: &str| {
        format!("{kind},Acme,{number},2026-10-01,2026-10-31,{currency},{total},{open}\n")
    };
    let sum = |text: &str, currency: &str, total: &str, open: &str| format!("{text},,,,,{currency},{total},{open}\n");
    let files = [
        // A payment has no whole sum.
        row("Invoice", "1", "EUR", "100.00", "100.00")
            + &row("Payment", "2", "EUR", "0.00", "-40.00")
            + &sum("Total", "EUR", "100.00", "60.00"),
        // A credit is printed without its sign in one of two columns.
        row("Invoice", "1", "EUR", "100.00", "100.00")
            + &row("Credit note", "2", "EUR", "40.00", "-40.00")
            + &sum("Total", "EUR", "140.00", "60.00"),
        // Sums of sums.
        row("Invoice", "1", "EUR", "100.00", "100.00")
            + &sum("Subtotal", "EUR", "100.00", "100.00")
            + &row("Invoice", "2", "EUR", "50.00", "50.00")
            + &sum("Subtotal", "EUR", "50.00", "50.00")
            + &sum("Subtotal", "EUR", "150.00", "150.00")
            + &sum("Total", "EUR", "150.00", "150.00"),
        // One for each currency, and one over all.
        row("Invoice", "1", "EUR", "100.00", "100.00")
            + &row("Invoice", "2", "USD", "50.00", "50.00")
            + &sum("Total", "EUR", "100.00", "100.00")
            + &sum("Total", "USD", "50.00", "50.00"),
    ];
    for rows in files {
        let reading = reading_in("EUR", &format!("{head}{rows}"), &[]);
        let told = codes(&reading.warnings);
        assert!(!told.iter().any(|one| one.contains("totals_mismatch")), "{rows} {told:?}");
        all_counted(&reading);
    }
    let wrong =
        format!("{head}{}{}", row("Invoice", "1", "EUR", "100.00", "100.00"), sum("Total", "EUR", "100.00", "90.00"));
    assert!(codes(&reading_in("EUR", &wrong, &[]).warnings).iter().any(|one| one.contains("totals_mismatch")));
}

#[test]
fn what_lists_are_ruled_and_ended_with_is_left_out() {
    let file = "|Belegnr|Konto|Art|Belegdatum|Nettofällig|Betrag in BW|BWähr|\n\
                ------------------------------------------------------------\n\
                |1800000001|140001|RV|01.10.2026|31.10.2026|1.190,00 |EUR|\n\
                |1600000004|140001|DG|21.10.2026|21.10.2026|95,50-   |EUR|\n\
                ------------------------------------------------------------\n\
                |*| | | | |1.094,50 |EUR|\n|**  Konto 140001  |1.094,50|EUR|\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!((owed(&reading).as_str(), reading.rejected.len()), ("140001 109450", 0), "{:?}", reading.rejected);
    for last in [
        "\"Monday, Nov 30, 2026 05:10 PM GMT-5\"",
        "30/11/2026 17:10",
        "lunes 30 de noviembre de 2026 17:10:33",
        "Ending Balance,,,,450.00",
        "Endsaldo,,,,450.00",
        "==========",
    ] {
        let file = format!("Number,Customer,Date,Due Date,Balance\n1,Acme,2026-10-01,2026-10-31,450.00\n{last}\n");
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(
            (opens(&reading).as_str(), reading.rejected.len()),
            ("1 45000", 0),
            "{last}: {:?}",
            reading.rejected
        );
    }
    // A draft without a number was not sent, a payment's document in the currency XXX comes to nothing.
    let file = "Folio,Cliente,Fecha,Vence,Tipo,Moneda,Total,Estado\n1,A,2026-10-01,2026-10-31,Ingreso,MXN,5.00,Vigente\n\
                ,A,2026-10-01,2026-10-31,Ingreso,MXN,7.00,Borrador\n55,A,2026-10-04,,P - Pago,XXX,0.00,Vigente\n";
    let reading = reading_in("MXN", file, &[]);
    assert_eq!((opens(&reading).as_str(), reading.rejected.len()), ("1 500", 0), "{:?}", reading.rejected);
    all_counted(&reading);
}

#[test]
fn headings_and_words_of_systems() {
    for (number, name, issued, due, sum) in [
        ("Invoice number", "Contraparte", "Posted date", "Due date", "Txn amount"),
        (
            "Número",
            "Nombre del contacto a mostrar en la factura",
            "Fecha de factura",
            "Fecha de vencimiento",
            "Total con signo",
        ),
        ("Nota fiscal", "Aluno", "Emissão", "DATA VECTO", "Valor"),
        ("Belegnr", "Kunde", "Belegdatum", "Netto fällig", "Betrag in BW"),
        ("invoice_number", "customer_name", "invoiced_at", "due_at", "amount"),
        ("No. cargo", "Cliente", "F. aplicación", "F. vencimiento", "Cargos"),
        ("Number", "Debitor account number", "Date", "Due date", "Amount"),
    ] {
        let file = format!("{number},{name},{issued},{due},{sum}\n1,Ana,2026-10-01,2026-10-31,5.00\n");
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 500", "{number} {name}");
    }
    for (word, open) in [("Publicado", 500), ("À venir", 500), ("Overpaid", 0)] {
        let file = format!("Number,Customer,Date,Due Date,Total,Status\n1,Ana,2026-10-01,2026-10-31,5.00,{word}\n");
        assert_eq!(opens(&reading_in("EUR", &file, &[])), format!("1 {open}"), "{word}");
    }
}
