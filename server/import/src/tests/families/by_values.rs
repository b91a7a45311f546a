//! Columns under headings that nobody has listed: what their cells are decides, or one question does.

use super::{all_counted, asks, opens, owed, read_in, reading_in};
use crate::{Identity, ReadError};

/// A list of open sums with one more column under a made-up heading: a cell of it, the sum, and the customer.
fn with_column(heading: &str, rows: &[(&str, &str, &str)]) -> String {
    let mut text = format!("Invoice No,Customer,Date,Due Date,Balance,{heading}\n");
    for (i, (cell, sum, who)) in rows.iter().enumerate() {
        text.push_str(&format!("{},{who},2026-10-01,2026-10-31,{sum},{cell}\n", i + 1));
    }
    text
}

#[test]
fn what_the_firm_itself_owes_is_left_out_of_a_mixed_list() {
    for (sale, bill) in [
        ("Sales invoice", "Bill"),
        ("Invoice", "Vendor bill"),
        ("Invoice", "Purchase invoice"),
        ("Invoice", "Supplier credit note"),
        ("Invoice", "Bill Payment (Check)"),
        ("ACCREC", "ACCPAY"),
        ("ACCREC", "ACCPAYCREDIT"),
        ("out_invoice", "in_invoice"),
        ("out_invoice", "in_refund"),
        ("Factura de venta", "Factura de compra"),
        ("Factura", "Factura de proveedor"),
        ("Factura emitida", "Factura recibida"),
        ("Factura", "Pago a proveedor"),
        ("Fatura", "Fatura de fornecedor"),
        ("A receber", "A pagar"),
        ("Nota fiscal", "Nota fiscal de entrada"),
        ("Facture", "Facture fournisseur"),
        ("Facture client", "Avoir fournisseur"),
        ("Ausgangsrechnung", "Eingangsrechnung"),
        ("Rechnung", "Lieferantengutschrift"),
        ("RV", "KR"),
    ] {
        let file = with_column("Type", &[(sale, "1000.00", "Acme"), (bill, "500.00", "Beta"), (bill, "", "Gamma")]);
        let reading = reading_in("USD", &file, &[]);
        assert_eq!(owed(&reading), "Acme 100000", "{sale} {bill}: {:?}", reading.rejected);
        assert!(reading.skipped.iter().all(|finding| finding.message.contains("the firm itself owes")), "{bill}");
        assert_eq!(reading.skipped.len(), 2, "{bill}");
        all_counted(&reading);
    }
    // Where there are nothing but bills, they are what the firm asks for.
    let only = with_column("Type", &[("Bill", "1000.00", "Acme"), ("Bill", "500.00", "Beta")]);
    assert_eq!(owed(&reading_in("INR", &only, &[])), "Acme 100000; Beta 50000");
}

#[test]
fn columns_that_say_whose_debt_it_is() {
    for (heading, ours, theirs) in [
        ("entidade_tipo", "cliente", "fornecedor"),
        ("Entity", "Customer", "Supplier"),
        ("Ledger", "AR", "AP"),
        ("Direction", "Receivable", "Payable"),
        ("Tipo tercero", "Cliente", "Proveedor"),
        ("Xyz", "Cliente", "Acreedor"),
        ("Xyz", "Client", "Fournisseur"),
        ("Xyz", "Debitor", "Kreditor"),
        ("Xyz", "A/R", "A/P"),
        ("Xyz", "Por cobrar", "Por pagar"),
        ("Richtung", "Ausgang", "Eingang"),
        ("Direction", "out", "in"),
    ] {
        let file =
            with_column(heading, &[(ours, "1000.00", "Acme"), (theirs, "500.00", "Beta"), (theirs, "", "Gamma")]);
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(owed(&reading), "Acme 100000", "{heading} {theirs}: {:?}", reading.rejected);
        all_counted(&reading);
    }
    // A word among them that says neither is asked for; one that only suppliers have, under any heading, too.
    let other = with_column("Xyz", &[("Cliente", "10.00", "A"), ("Proveedor", "5.00", "B"), ("Empleado", "7.00", "C")]);
    assert!(asks("EUR", &other).contains("Empleado"));
    assert_eq!(owed(&reading_in("EUR", &other, &["direction:Empleado=payable"])), "A 1000");
    let all = with_column("Xyz", &[("Proveedor", "10.00", "A"), ("Proveedor", "5.00", "B")]);
    assert!(asks("EUR", &all).contains("direction"));
    // What is no such word stays unread.
    let names = with_column("Entity", &[("Norte", "10.00", "A"), ("Sur", "5.00", "B")]);
    assert_eq!(owed(&reading_in("EUR", &names, &[])), "A 1000; B 500");
}

#[test]
fn kinds_under_any_heading_are_asked_about_and_then_lower_what_is_owed() {
    for (invoice, credit) in [
        ("FAC", "N/C"),
        ("FAC", "REC"),
        ("INV", "CRN"),
        ("RG", "GS"),
        ("RE", "GS"),
        ("FA", "AV"),
        ("Rechnung", "Gutschrift"),
        ("Facture", "Avoir"),
        ("Fatura", "Nota de crédito"),
        ("Invoice", "Credit note"),
    ] {
        let file =
            with_column("Xyz", &[(invoice, "100.00", "Acme"), (invoice, "60.00", "Beta"), (credit, "40.00", "Acme")]);
        assert!(asks("USD", &file).contains("map \"kind=Xyz\""), "{invoice} {credit}");
        // With a word that is not known among them, that word is asked for, and it is the column of kinds.
        let more = with_column(
            "Xyz",
            &[
                (invoice, "100.00", "Acme"),
                (credit, "40.00", "Acme"),
                ("Quux", "7.00", "Acme"),
                (invoice, "5.00", "Beta"),
            ],
        );
        let question = asks("USD", &more);
        assert!(question.contains("Quux") && !question.contains('\n'), "{question}");
        assert_eq!(owed(&reading_in("USD", &more, &["kind:Quux=none"])), "Acme 6000; Beta 500", "{credit}");
    }
    // One name of a credit note among texts that say nothing is enough to ask.
    let one = with_column(
        "Xyz",
        &[("Gutschrift", "10.00", "A"), ("Alt", "5.00", "B"), ("Neu", "5.00", "B"), ("Grün", "7.00", "C")],
    );
    assert!(asks("EUR", &one).contains("Gutschrift"));
}

#[test]
fn codes_of_places_and_ways_to_pay_are_no_kinds() {
    for (heading, cells) in [
        ("Country", ["AR", "CN", "FR"]),
        ("Estado cliente", ["NC", "ND", "AR"]),
        ("Site", ["AR", "CN", "FR"]),
        ("Xyz", ["Transferencia", "Cheque", "Pago"]),
        ("Venta", ["Crédito", "Contado", "Crédito"]),
        ("Rep", ["Nora", "Luis", "Ana"]),
    ] {
        let file = with_column(
            heading,
            &[(cells[0], "1.00", "A"), (cells[1], "2.00", "B"), (cells[2], "3.00", "C"), (cells[0], "1.00", "A")],
        );
        assert_eq!(owed(&reading_in("USD", &file, &[])), "A 200; B 200; C 300", "{heading}");
    }
}

/// A list of whole sums with one more column of sums.
fn beside(heading: &str, rows: &[(&str, &str)]) -> String {
    let mut text = format!("Invoice No,Customer,Date,Due Date,Amount,{heading}\n");
    for (i, (total, cell)) in rows.iter().enumerate() {
        text.push_str(&format!("{},Acme,2026-10-01,2026-10-31,{total},{cell}\n", i + 1));
    }
    text
}

#[test]
fn sums_beside_the_whole_say_what_is_open_or_paid() {
    let rows = [("1000.00", "400.00"), ("500.00", "0.00"), ("70.00", "70.00")];
    for heading in [
        "Still due",
        "Outstanding incl. tax",
        "O/S",
        "Net Outstanding",
        "Falta por cobrar",
        "Debe",
        "Offen brutto",
        "invoiceAmountOwingIncTax",
        "Rest TTC",
        "Em aberto hoje",
        "Saldo al corte",
    ] {
        assert_eq!(opens(&reading_in("EUR", &beside(heading, &rows), &[])), "1 40000; 2 0; 3 7000", "{heading}");
    }
    for heading in
        ["Less paid", "Allocated", "Baixas", "Retainer", "Abonos del mes", "Déjà reçu paiement", "Zahlungen bisher"]
    {
        assert_eq!(opens(&reading_in("EUR", &beside(heading, &rows), &[])), "1 60000; 2 50000; 3 0", "{heading}");
    }
    // Where the heading says neither, one question; each answer is read.
    for heading in ["Xyz", "Zahlbetrag", "Stand"] {
        let file = beside(heading, &rows);
        let question = asks("EUR", &file);
        assert!(question.contains(&format!("open_amount={heading}")) && !question.contains('\n'), "{question}");
    }
    // Taxes and net sums are the same share of all, discounts and fees say what they are.
    let shares = [("119.00", "19.00"), ("238.00", "38.00"), ("59.50", "9.50")];
    assert_eq!(opens(&reading_in("EUR", &beside("Xyz", &shares), &[])), "1 11900; 2 23800; 3 5950");
    for heading in ["Discount given", "Shipping cost", "Exento de IVA", "Overdue part"] {
        assert_eq!(opens(&reading_in("EUR", &beside(heading, &rows), &[])), "1 100000; 2 50000; 3 7000", "{heading}");
    }
    // The rest of what was paid is what is open.
    let file = "Invoice No,Customer,Date,Due Date,Amount,Paid,Xyz\n\
                1,Acme,2026-10-01,2026-10-31,1000.00,600.00,400.00\n2,Acme,2026-10-01,2026-10-31,500.00,0.00,500.00\n";
    assert_eq!(opens(&reading_in("EUR", file, &[])), "1 40000; 2 50000");
    // Of two, the one with tax.
    let two = "Invoice No,Customer,Date,Due Date,Total,Owing inc tax,Owing excl tax\n\
               1,Acme,2026-10-01,2026-10-31,110.00,55.00,50.00\n2,Acme,2026-10-01,2026-10-31,330.00,0.00,0.00\n";
    assert_eq!(opens(&reading_in("AUD", two, &[])), "1 5500; 2 0");
}

#[test]
fn a_sum_with_a_fee_on_top_is_asked_without_it() {
    let file = "Invoice,Customer,Date,Due Date,Amount,Late fee,Total due\n\
                1,Acme,2026-09-01,2026-10-01,1000.00,15.00,1015.00\n2,Beta,2026-11-01,2026-12-01,200.00,0.00,200.00\n";
    let reading = reading_in("USD", file, &[]);
    assert_eq!(opens(&reading), "1 100000; 2 20000");
    assert!(reading.warnings.iter().any(|finding| finding.message.contains("fee")), "{:?}", reading.warnings);
}

#[test]
fn currencies_under_any_heading() {
    for heading in [
        "Cód. divisa",
        "Cod. Moneda",
        "Div.",
        "Currency ISO",
        "Doc. Curr.",
        "Trans. Currency",
        "CCY Code",
        "Curr. Code",
        "Inv. Curr",
        "Xyz",
    ] {
        let file = with_column(heading, &[("USD", "10.00", "A"), ("EUR", "50.00", "B")]);
        let reading = reading_in("USD", &file, &[]);
        let sums: Vec<String> = reading.accepted.iter().map(|item| item.amount().to_string()).collect();
        assert_eq!(sums, ["10.00 USD", "50.00 EUR"], "{heading}");
    }
    let words = with_column("Xyz", &[("Pesos", "10.00", "A"), ("Dólares", "50.00", "B")]);
    let sums: Vec<String> =
        reading_in("MXN", &words, &[]).accepted.iter().map(|item| item.amount().to_string()).collect();
    assert_eq!(sums, ["10.00 MXN", "50.00 USD"]);
    // Of two such columns the one in which documents differ is theirs.
    let two = "Invoice No,Customer,Date,Due Date,Balance,Xyz,Zyx\n1,A,2026-10-01,2026-10-31,10.00,USD,EUR\n2,B,2026-10-01,2026-10-31,50.00,USD,USD\n";
    let sums: Vec<String> = reading_in("USD", two, &[]).accepted.iter().map(|item| item.amount().to_string()).collect();
    assert_eq!(sums, ["10.00 EUR", "50.00 USD"]);
    // Codes that are words are asked about, names of places are none.
    assert!(asks("USD", &with_column("Scope", &[("ALL", "10.00", "A"), ("TOP", "5.00", "B")])).contains("currency"));
    let places = with_column("Provincia", &[("Córdoba", "10.00", "A"), ("Colón", "5.00", "B")]);
    assert_eq!(owed(&reading_in("ARS", &places, &[])), "A 1000; B 500");
}

#[test]
fn figures_in_the_firms_own_money_are_never_those_of_another_currency() {
    let head = "Number,Customer,Invoice Date,Due Date,Currency,";
    // Nothing and all of it are the same in both.
    let file = format!(
        "{head}Total Signed,Total in Currency Signed,Amount Due Signed\n\
         1,A,2026-10-05,2026-11-04,EUR,230.00,200.00,230.00\n2,A,2026-10-05,2026-11-04,EUR,230.00,200.00,0.00\n\
         3,A,2026-10-05,2026-11-04,EUR,230.00,200.00,115.00\n4,A,2026-10-05,2026-11-04,USD,115.00,115.00,15.00\n"
    );
    let reading = reading_in("USD", &file, &[]);
    assert_eq!(opens(&reading), "1 20000; 2 0; 4 1500");
    assert_eq!(reading.rejected.len(), 1);
    assert!(reading.rejected[0].message.contains("firm's own currency"));
    // Beside a column in the document's currency, that one.
    for doc in ["Amount Due", "Amount Due in Currency", "Amount Due in Currency Signed"] {
        let file = format!(
            "{head}Total in Currency Signed,{doc},Amount Due Signed\n1,A,2026-10-05,2026-11-04,EUR,200.00,100.00,115.00\n"
        );
        let reading = reading_in("USD", &file, &[]);
        assert_eq!(opens(&reading), "1 10000", "{doc}");
        assert_eq!(reading.accepted[0].currency.code(), "EUR");
    }
    for heads in [
        "Total in Currency,Amount Due Signed",
        "Total document currency,Saldo moneda local",
        "Betrag in Belegwährung,Saldo Hauswährung",
    ] {
        let file = format!("{head}{heads}\n1,A,2026-10-05,2026-11-04,EUR,200.00,115.00\n");
        let reading = reading_in("USD", &file, &[]);
        assert_eq!((opens(&reading).as_str(), reading.rejected.len()), ("", 1), "{heads}");
    }
}

#[test]
fn tax_numbers_under_any_heading_tell_people_apart() {
    for heading in [
        "RUC/Cédula",
        "DNI/CUIT",
        "C.I./R.U.C.",
        "R.F.C.",
        "VAT No.",
        "Tax Reg. No.",
        "UID",
        "Doc. Identidad",
        "Nro. Doc.",
        "Nº Doc. Cliente",
    ] {
        let file =
            with_column(heading, &[("1710034065", "100.00", "JUAN PEREZ"), ("0926687856", "300.00", "JUAN PEREZ")]);
        let reading = reading_in("USD", &file, &[]);
        assert_ne!(reading.accepted[0].customer.reference(), reading.accepted[1].customer.reference(), "{heading}");
    }
    // By their check digits where the heading says nothing.
    let cpf = ["529.982.247-25", "111.444.777-35", "390.533.447-05"];
    let file =
        with_column("Xyz", &[(cpf[0], "1.00", "João Silva"), (cpf[1], "2.00", "João Silva"), (cpf[2], "3.00", "Ana")]);
    let reading = reading_in("BRL", &file, &[]);
    assert_eq!(reading.survey.understood.identity, Identity::TaxNumber);
    assert_eq!(reading.accepted.iter().filter_map(|item| item.customer.tax_id.as_ref()).count(), 3);
    // The firm's own number is none of them.
    let own = with_column("RUC emisor", &[("1790012345001", "1.00", "A"), ("1790012345001", "2.00", "B")]);
    assert_eq!(owed(&reading_in("USD", &own, &[])), "A 100; B 200");
}

#[test]
fn numbers_that_differ_within_one_name_are_asked_about() {
    let rows = [
        ("40017", "1.00", "Ana Ruiz"),
        ("40017", "2.00", "Ana Ruiz"),
        ("40555", "3.00", "Ana Ruiz"),
        ("40555", "4.00", "Ana Ruiz"),
    ];
    let file = with_column("Legajo", &rows);
    assert!(asks("ARS", &file).contains("customer_id=Legajo"));
    // One that is another in every row counts rows, and orders say that they are orders.
    let each = with_column("Legajo", &[("1001", "1.00", "Ana"), ("1002", "2.00", "Ana"), ("1003", "3.00", "Ana")]);
    assert_eq!(owed(&reading_in("ARS", &each, &[])), "Ana 600");
    assert_eq!(owed(&reading_in("ARS", &with_column("Order", &rows), &[])), "Ana Ruiz 1000");
}

#[test]
fn a_boleta_is_not_the_factura_of_its_number() {
    for (factura, other, series) in [
        ("Factura Electrónica", "Boleta Electrónica", "Boleta"),
        ("33", "39", "Boleta"),
        ("FAC", "BOL", "Boleta"),
        ("Factura Electrónica", "Factura Exenta Electrónica", "Exenta"),
        ("33", "34", "Exenta"),
        ("Factura", "Boleta exenta", "Boleta exenta"),
    ] {
        let file =
            with_column("Tipo Doc", &[(factura, "119000", "Andes"), (other, "11900", "Andes")]).replace("\n2,", "\n1,");
        let reading = reading_in("CLP", &file, &[]);
        assert_eq!(opens(&reading), format!("1 119000; {series}-1 11900"), "{other}: {:?}", reading.rejected);
    }
    // With a series of its own there is nothing to add.
    let file = "Serie,Numero,Tipo,Cliente,Fecha,Vence,Total\nB001,5,Boleta,A,2026-10-01,2026-10-31,5.00\nF001,5,Factura,A,2026-10-01,2026-10-31,7.00\n";
    assert_eq!(opens(&reading_in("PEN", file, &[])), "B001-5 500; F001-5 700");
}

#[test]
fn ways_to_pay_are_no_terms() {
    for heading in ["Método de pago", "Forma de pago"] {
        let file = format!("Folio,Cliente,Fecha,{heading},Total\n1,A,2026-10-01,PPD,5.00\n2,A,2026-10-01,PPD,7.00\n");
        let Err(ReadError::Ask(questions)) = read_in("MXN", &file, &[]) else { panic!("{heading}") };
        assert!(questions.iter().any(|question| question.to_string().contains("due_date")), "{questions:?}");
        assert_eq!(opens(&reading_in("MXN", &file, &["terms=net 30"])), "1 500; 2 700");
    }
}

#[test]
fn two_firms_with_jobs_of_one_name_are_two_customers() {
    let section = |firm: &str, number: &str| {
        format!(
            "{firm},,,,\nRemodel,,,,\n,{number},2026-10-01,2026-10-31,5.00\nTotal Remodel,,,,5.00\nTotal {firm},,,,5.00\n"
        )
    };
    let file =
        format!(",Num,Date,Due Date,Open Balance\n{}{}TOTAL,,,,10.00\n", section("Kim", "1"), section("Robert", "2"));
    assert_eq!(owed(&reading_in("USD", &file, &["sections=inner"])), "Remodel (Kim) 500; Remodel (Robert) 500");
    assert_eq!(owed(&reading_in("USD", &file, &["sections=outer"])), "Kim 500; Robert 500");
}

#[test]
fn which_way_money_goes_tells_what_the_firm_itself_owes() {
    for (heading, ours, theirs) in [
        ("Receita/Despesa", "Receita", "Despesa"),
        ("Despesa/Receita", "Receita", "Despesa"),
        ("Pagar/Receber", "R", "P"),
        ("Pagar ou Receber", "Receber", "Pagar"),
        ("Flujo", "Entrada", "Salida"),
        ("Tipo de flujo", "Ingreso", "Egreso"),
        ("Fluxo", "Entrada", "Saída"),
        ("Movimento", "Entrada", "Saída"),
        ("Movimiento", "Entrada", "Salida"),
        ("Cash flow", "In", "Out"),
        ("Cash flow", "Inflow", "Outflow"),
        ("Einnahme/Ausgabe", "Einnahme", "Ausgabe"),
        ("Recette/Dépense", "Recette", "Dépense"),
        ("Ingreso/Gasto", "Ingreso", "Gasto"),
        ("Income/Expense", "Income", "Expense"),
        ("Tipo de lançamento", "Receita", "Despesa"),
    ] {
        let file =
            with_column(heading, &[(ours, "1000.00", "Acme"), (theirs, "500.00", "Beta"), (theirs, "", "Gamma")]);
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(owed(&reading), "Acme 100000", "{heading} {theirs}: {:?}", reading.rejected);
        all_counted(&reading);
    }
    // Of documents it is the other way round.
    let documents = with_column("Direction", &[("out", "10.00", "A"), ("in", "5.00", "B")]);
    assert_eq!(owed(&reading_in("EUR", &documents, &[])), "A 1000");
}
