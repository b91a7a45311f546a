//! Lists that were misread once: which way a yes points, cents, letters behind sums, what has no number, and what a person
//! said of columns.

use super::super::codes;
use super::{all_counted, asked, asks, opens, owed, read_in, reading_in};
use crate::{FileKind, Options, ReadError, Reading, read};

fn mapped(house: &str, text: &str, maps: &[&str]) -> Result<Reading, ReadError> {
    let mut options = Options::of_house(house.parse().expect("a currency"));
    for map in maps {
        options.map(map).expect("a column");
    }
    read(text.as_bytes(), &options)
}

fn reading_mapped(house: &str, text: &str, maps: &[&str]) -> Reading {
    mapped(house, text, maps).unwrap_or_else(|error| panic!("{text} {maps:?}: {error}"))
}

/// A list of two, with a column of yes and no: in front, in the middle, at the end.
fn marked(heading: &str, first: &str, second: &str) -> [String; 3] {
    [
        format!(
            "{heading},Factura,Cliente,Fecha,Vencimiento,Importe\n{first},F-1,Ana,2026-10-01,2026-10-31,100.00\n{second},F-2,Luis,2026-10-02,2026-11-01,200.00\n"
        ),
        format!(
            "Factura,Cliente,{heading},Fecha,Vencimiento,Importe\nF-1,Ana,{first},2026-10-01,2026-10-31,100.00\nF-2,Luis,{second},2026-10-02,2026-11-01,200.00\n"
        ),
        format!(
            "Factura,Cliente,Fecha,Vencimiento,Importe,{heading}\nF-1,Ana,2026-10-01,2026-10-31,100.00,{first}\nF-2,Luis,2026-10-02,2026-11-01,200.00,{second}\n"
        ),
    ]
}

#[test]
fn which_way_yes_points_is_said_by_the_heading_though_the_column_is_mapped_or_remembered() {
    for (heading, yes, no) in [
        ("Pendiente", "Sí", "No"),
        ("Open", "Yes", "No"),
        ("Open", "TRUE", "FALSE"),
        ("Unpaid", "Y", "N"),
        ("Not paid", "1", "0"),
        ("Offen", "Ja", "Nein"),
        ("Unbezahlt", "Ja", "Nein"),
        ("Em aberto", "Sim", "Não"),
        ("Não pago", "Sim", "Não"),
        ("Impaga", "Sí", "No"),
        ("No pagada", "Sí", "No"),
        ("Impayée", "Oui", "Non"),
        ("Non payée", "Oui", "Non"),
    ] {
        for file in marked(heading, yes, no) {
            assert_eq!(opens(&reading_in("EUR", &file, &[])), "F-1 10000; F-2 0", "{heading}");
            let said = reading_mapped("EUR", &file, &[&format!("paid={heading}")]);
            assert_eq!(opens(&said), "F-1 10000; F-2 0", "{heading}, mapped");
        }
    }
    for (heading, field) in [("Vigente", "void"), ("Timbrada", "status"), ("Posted", "status")] {
        for file in marked(heading, "Sí", "No") {
            let (own, said) =
                (reading_in("EUR", &file, &[]), reading_mapped("EUR", &file, &[&format!("{field}={heading}")]));
            assert_eq!(owed(&own), owed(&said), "{heading}");
            assert!(opens(&own).starts_with("F-1 10000"), "{heading}: {}", opens(&own));
        }
    }
    // Codes by which payments were matched.
    for file in marked("Lettrage", "", "AA") {
        assert_eq!(opens(&reading_mapped("EUR", &file, &["paid=Lettrage"])), "F-1 10000; F-2 0");
    }
    // One that says yes to being paid.
    for file in marked("Closed", "No", "Yes") {
        assert_eq!(opens(&reading_mapped("EUR", &file, &["paid=Closed"])), "F-1 10000; F-2 0");
    }
}

#[test]
fn a_word_among_yes_and_no_that_is_neither_is_refused() {
    let [.., file] = marked("Pendiente", "Sí", "quizá");
    let reading = reading_mapped("EUR", &file, &["paid=Pendiente"]);
    assert_eq!((opens(&reading).as_str(), codes(&reading.rejected)), ("F-1 10000", vec!["3 unknown_kind paid".into()]));
}

#[test]
fn amounts_in_cents_are_read_by_their_headings() {
    for (total, open) in [
        ("amountCents", "balanceCents"),
        ("total_amount_cents", "outstanding_amount_cents"),
        ("Importe (céntimos)", "Saldo (céntimos)"),
        ("Total centavos", "Saldo centavos"),
        ("Betrag in Cent", "Offen in Cent"),
        ("Montant (centimes)", "Solde (centimes)"),
        ("amount_minor", "balance_minor_units"),
    ] {
        let file = format!(
            "invoiceNumber,customer,invoiceDate,dueDate,{total},{open}\nINV-1,Acme,2026-10-01,2026-10-31,125000,25000\nINV-2,Beta,2026-10-01,2026-10-31,990,0\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(opens(&reading), "INV-1 25000; INV-2 0", "{total}");
        assert_eq!(reading.accepted[0].amount().minor(), 125_000, "{total}");
        assert!(codes(&reading.warnings).iter().any(|told| told.contains("in_cents")), "{total}: it is told");
        // Said by the person, or in the other order.
        let turned = format!(
            "{open},dueDate,{total},invoiceDate,customer,invoiceNumber\n25000,2026-10-31,125000,2026-10-01,Acme,INV-1\n"
        );
        let maps = [format!("amount={total}"), format!("open_amount={open}")];
        assert_eq!(opens(&reading_mapped("EUR", &turned, &[&maps[0], &maps[1]])), "INV-1 25000", "{total}");
    }
    let rows =
        "Invoice,Customer,Date,Due date,HEAD\n1,Acme,2026-10-01,2026-10-31,12000\n2,Acme,2026-10-01,2026-10-31,550\n";
    // The smallest unit of a currency without cents is its whole one.
    assert_eq!(opens(&reading_in("JPY", &rows.replace("HEAD", "Amount cents"), &[])), "1 12000; 2 550");
    // Nothing in the file says it: a person may.
    let bare = rows.replace("HEAD", "Amount");
    assert_eq!(opens(&reading_in("EUR", &bare, &[])), "1 1200000; 2 55000");
    assert_eq!(opens(&reading_in("EUR", &bare, &["amounts_in=cents"])), "1 12000; 2 550");
}

#[test]
fn cents_with_decimals_are_asked_about_and_whole_units_are_read_first() {
    let file = "Invoice,Customer,Date,Due date,Amount cents\n1,Acme,2026-10-01,2026-10-31,120.50\n2,Acme,2026-10-01,2026-10-31,5.00\n";
    assert!(asks("EUR", file).contains("`Amount cents` names cents, but `120.50` (line 2) has decimals"));
    assert_eq!(opens(&reading_in("EUR", file, &["amounts_in=units"])), "1 12050; 2 500");
    let said = reading_in("EUR", file, &["amounts_in=cents"]);
    assert_eq!((opens(&said).as_str(), said.rejected.len()), ("2 5", 1), "half a cent is none");
    let both = "Invoice,Customer,Date,Due date,Amount cents,Amount\n1,Acme,2026-10-01,2026-10-31,12050,120.50\n";
    assert_eq!(opens(&reading_in("EUR", both, &[])), "1 12050");
}

/// 23 customers with a number each, of whom two are called alike; `odd` rows have the number of another with another name.
fn numbered(odd: usize) -> String {
    let mut file = "invoice_number,customer_id,customer_name,issue_date,due_date,total\n".to_owned();
    for n in 1..=20 {
        file.push_str(&format!("A{n},Z{n},Nombre {},2026-10-01,2026-11-01,100.00\n", ["B", "C", "D"][n % 3].repeat(n)));
    }
    file.push_str(
        "A51,Z60,Juan Pérez,2026-10-01,2026-11-01,100.00\nA52,Z61,Juan Pérez,2026-10-01,2026-11-01,9999.00\n",
    );
    for n in 1..=odd {
        file.push_str(&format!("B{n},Z{n},Otro {n} SA,2026-10-01,2026-11-01,7.00\n"));
    }
    file
}

#[test]
fn a_few_odd_rows_do_not_take_their_numbers_from_all_customers() {
    for odd in 1..=4 {
        let question = asks("MXN", &numbered(odd));
        assert!(question.contains("`customer_id` may be the customer number"), "{question}");
        let read = reading_mapped("MXN", &numbered(odd), &["customer_id=customer_id"]);
        let pérez: Vec<_> = read.accepted.iter().map(asked).filter(|sum| *sum == 999_900).collect();
        assert_eq!(pérez.len(), 1);
        assert!(owed(&read).contains("Z61 999900"), "{}", owed(&read));
    }
    // Such lists went by the number before: it is asked, however many rows contradict.
    let few = "invoice_number,customer_id,customer_name,issue_date,due_date,total\nA1,Z1,Ana Ruiz,2026-10-01,2026-11-01,100.00\nA2,Z1,Ana María Ruiz,2026-10-01,2026-11-01,50.00\nA3,Z2,Beto,2026-10-01,2026-11-01,50.00\n";
    match read_in("MXN", few, &["customers_by=number"]) {
        Err(ReadError::Ask(questions)) => {
            assert!(questions[0].to_string().contains("customer number"), "{questions:?}")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_open_without_a_number_is_a_credit_of_its_customer() {
    for (kind, head) in [
        ("Payment", "Customer,Type,Date,Num,Due Date,Open Balance"),
        ("Credit Memo", "Customer,Type,Date,Num,Due Date,Open Balance"),
        ("Pago", "Cliente,Tipo,Fecha,Número,Vencimiento,Saldo"),
        ("Anticipo", "Cliente,Tipo,Fecha,Número,Vencimiento,Saldo"),
        ("Pagamento", "Cliente,Tipo,Data,Número,Vencimento,Saldo"),
        ("Zahlung", "Kunde,Belegart,Datum,Belegnummer,Fällig,Offen"),
        ("Gutschrift", "Kunde,Belegart,Datum,Belegnummer,Fällig,Offen"),
        ("Paiement", "Client,Type pièce,Date,Numéro,Échéance,Solde"),
    ] {
        let invoice = if head.starts_with("Kunde") { "Rechnung" } else { "Invoice" };
        let file = format!(
            "{head}\nBaker,{invoice},2026-11-10,1097,2026-12-10,80.25\nBaker,{kind},2026-11-12,,,-30.00\nBaker,{kind},2026-11-12,,,-10.00\nCook,{kind},2026-11-12,,,-5.00\n"
        );
        let reading = reading_in("USD", &file, &[]);
        assert_eq!(owed(&reading), "Baker 4025; Cook -500", "{kind}: {:?}", reading.rejected);
        assert_eq!((reading.accepted.len(), reading.rejected.len()), (4, 0), "{kind}");
        assert_eq!(reading.warnings.iter().filter(|told| told.code.as_str() == "unnumbered_payment").count(), 3);
        all_counted(&reading);
        // It goes by the same number in the next list, whatever is left of it.
        let next = reading_in("USD", &file.replace("-30.00", "-20.00"), &[]);
        let numbers = |reading: &Reading| reading.accepted.iter().map(|item| item.number.clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&reading), numbers(&next), "{kind}");
    }
    // Of what nothing is left, nothing is a credit.
    let none = "Customer,Type,Date,Num,Due Date,Open Balance\nBaker,Invoice,2026-11-10,1097,2026-12-10,80.25\nBaker,Payment,2026-11-12,,,0.00\n";
    assert_eq!(opens(&reading_in("USD", none, &[])), "1097 8025");
}

#[test]
fn payments_that_are_matched_with_nothing_are_credits_in_a_list_of_open_items() {
    for head in ["Clearing Document", "Ausgleichsbeleg", "Doc. compensación"] {
        let file = format!(
            "Customer,Customer Name,Document Type,Document Number,Document Date,Net due date,Amount,{head}\n\
             1000123,Acme,RV,1,2026-10-01,2026-10-31,1100.00,\n\
             1000123,Acme,DZ,1400000077,2026-10-15,2026-10-15,-300.00,\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(
            (owed(&reading).as_str(), reading.survey.understood.kind),
            ("1000123 80000", FileKind::OpenItems),
            "{head}"
        );
    }
    let titled = "A/R Aging Detail\n\nDate,Transaction type,Num,Customer,Due date,Amount\n11/12/2026,Invoice,1030,Bill,12/12/2026,85.00\n11/14/2026,Payment,77,Bill,11/14/2026,-40.00\n11/15/2026,Payment,,Bill,11/15/2026,-5.00\n";
    assert_eq!(owed(&reading_in("USD", titled, &[])), "Bill 4000");
}

#[test]
fn a_letter_behind_a_sum_says_its_side() {
    for (debit, credit) in [
        ("690,00 S", "119,00 H"),
        ("690,00 s", "119,00 h"),
        ("690,00 EUR S", "119,00 EUR H"),
        ("690,00 Soll", "119,00 Haben"),
        ("690,00 Debe", "119,00 Haber"),
        ("690,00 D", "119,00 C"),
        ("S 690,00", "H 119,00"),
        ("690,00 DR", "119,00 CR"),
    ] {
        let file = format!(
            "Belegnr;Kunde;Datum;Fällig;Betrag\n1;Acme;01.10.2026;31.10.2026;{debit}\n2;Acme;01.10.2026;31.10.2026;{credit}\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 69000; 2 -11900", "{debit}");
    }
    // By itself, or beside `A`, a `C` may be a charge.
    let file = "Nro;Cliente;Fecha;Vence;Importe\n1;Acme;01/10/2026;31/10/2026;690,00 C\n2;Acme;13/10/2026;31/10/2026;119,00 A\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!((opens(&reading).as_str(), reading.rejected.len()), ("", 2));
}

#[test]
fn an_empty_currency_is_the_firms_own_where_that_is_never_named() {
    let file = "Document No.,Customer No.,Customer Name,Posting Date,Due Date,Currency Code,Original Amount,Remaining Amount\n1,10,K,2026-10-01,2026-10-31,,1250.00,750.00\n2,10,K,2026-10-02,2026-10-31,,250.00,0.00\n3,20,R,2026-10-15,2026-11-14,NOK,8000.00,8000.00\n";
    let reading = reading_in("EUR", file, &[]);
    let open: Vec<_> = reading.accepted.iter().map(|item| (item.currency.code(), asked(item))).collect();
    assert_eq!((open, reading.rejected.len()), (vec![("EUR", 75_000), ("EUR", 0), ("NOK", 800_000)], 0));
    // Where it is named in other rows, or most rows name another one, an empty cell was forgotten.
    let named = file.replace("NOK", "EUR");
    assert_eq!(reading_in("EUR", &named, &[]).rejected.len(), 2);
    let most = format!("{file}4,20,R,2026-10-15,2026-11-14,NOK,8000.00,8000.00\n");
    assert_eq!(reading_in("EUR", &most, &[]).rejected.len(), 2);
}

#[test]
fn names_of_taxes_are_no_sums() {
    for name in ["GST18", "IVA general", "IVA 21%", "MwSt 19", "TVA normale"] {
        let file = format!(
            "Invoice Number,Customer Name,Invoice Date,Due Date,Item Name,Item Total,Item Tax,Item Tax Amount,Total\n1,Acme,2026-10-01,2026-10-31,Chair,100.00,{name},18.00,118.00\n2,Beta,2026-10-01,2026-10-31,Table,200.00,{name},36.00,236.00\n"
        );
        let reading = reading_in("INR", &file, &[]);
        assert_eq!((opens(&reading).as_str(), reading.rejected.len()), ("1 11800; 2 23600", 0), "{name}");
    }
}

#[test]
fn due_that_has_sums_is_what_is_owed() {
    let file = "Invoice,Customer,Date,Amount,Paid,Due\n1,Acme,2026-10-01,$120.00,$20.00,$100.00\n2,Beta,2026-10-01,$50.00,$50.00,$0.00\n";
    let mut options = Options::of_house("USD".parse().expect("a currency"));
    options.default_value("terms=net 30").expect("terms");
    assert_eq!(opens(&read(file.as_bytes(), &options).expect("a list")), "1 10000; 2 0");
}

#[test]
fn what_a_person_says_of_a_column_wins_over_headings_that_read_by_themselves() {
    let file = "Cliente,Asiento,Ref,Fecha,Vencimiento,Importe\nAna,INV/1,INV/9,2026-10-01,2026-10-31,121.00\nLuis,INV/2,,2026-10-02,2026-11-01,242.00\n";
    assert_eq!(opens(&reading_mapped("EUR", file, &["invoice_number=Asiento"])), "INV/1 12100; INV/2 24200");
    let sums = "Factura,Cliente,Fecha,Vencimiento,Cargo,Neto especial\nF-1,Ana,2026-10-01,2026-10-31,121.00,100.00\n";
    assert_eq!(opens(&reading_mapped("EUR", sums, &["amount=Neto especial"])), "F-1 10000");
}

#[test]
fn no_row_of_a_list_without_headings_is_lost() {
    let file = "90001,Acme,2026-10-01,2026-10-31,100.00\n90002,Beta,2026-10-02,2026-11-01,200.00\n";
    let question = asks("EUR", file);
    assert!(question.contains("column 1: 90001") && question.contains("column 5: 100.00"), "{question}");
    let by_place = [
        "invoice_number=column 1",
        "customer_name=column 2",
        "issue_date=column 3",
        "due_date=column 4",
        "amount=column 5",
    ];
    let by_cell =
        ["invoice_number=90001", "customer_name=Acme", "issue_date=2026-10-01", "due_date=2026-10-31", "amount=100.00"];
    for maps in [by_place, by_cell] {
        let reading = reading_mapped("EUR", file, &maps);
        assert_eq!(opens(&reading), "90001 10000; 90002 20000", "{maps:?}");
    }
}

#[test]
fn nobody_is_called_by_a_number_unasked() {
    for heading in ["Kontaktname", "Cliente de facturación", "Customer display", "Nombre del titular"] {
        let file = format!(
            "Factura,No. Cliente,{heading},Fecha,Vencimiento,Importe\nF-1,10001,Ana Ruiz,2026-10-01,2026-10-31,100.00\nF-2,10002,Luis Paz,2026-10-02,2026-11-01,200.00\n"
        );
        assert!(asks("EUR", &file).contains(&format!("customer_name={heading}")), "{heading}");
        let named = reading_mapped("EUR", &file, &[&format!("customer_name={heading}")]);
        assert_eq!(named.accepted[0].customer.name.as_deref(), Some("Ana Ruiz"));
        assert_eq!(owed(&reading_mapped("EUR", &file, &["customer_name="])), "10001 10000; 10002 20000");
    }
}

#[test]
fn below_nothing_may_be_a_suppliers_in_a_list_of_both() {
    for heading in ["Cliente/Fornecedor", "Cliente o proveedor", "Kunde/Lieferant", "Client / Fournisseur"] {
        let file = format!(
            "Número;{heading};Data;Vencimento;Valor\n1;Gráfica;01/10/2026;31/10/2026;1500,00\n2;Gráfica;13/10/2026;31/10/2026;-900,00\n3;Imobiliária;13/10/2026;31/10/2026;-2000,00\n"
        );
        assert!(
            asks("BRL", &file).contains("has customers and suppliers, and 2 amounts are below nothing (line 3)"),
            "{heading}"
        );
        let left = reading_in("BRL", &file, &["negative=payable"]);
        assert_eq!((owed(&left).as_str(), left.skipped.len()), ("Gráfica 150000", 2), "{heading}");
        all_counted(&left);
        assert_eq!(owed(&reading_in("BRL", &file, &["negative=credit"])), "Gráfica 60000; Imobiliária -200000");
    }
}

#[test]
fn two_kinds_with_one_number_are_two_documents_of_one_customer() {
    let file = "Tipo Doc;Rut cliente;Razon Social;Folio;Fecha Docto;Monto Neto;Monto IVA;Monto total\n33;96670340-7;OTRO LTDA;171;06/10/2026;50000;9500;59500\n34;96670340-7;OTRO LTDA;171;16/10/2026;20000;0;20000\n";
    let reading = reading_in("CLP", file, &["terms=30"]);
    assert_eq!(
        (opens(&reading).as_str(), reading.rejected.len()),
        ("171 59500; Exenta-171 20000", 0),
        "{:?}",
        reading.rejected
    );
}

#[test]
fn of_two_debits_of_one_number_nobody_knows_which_holds() {
    let file = "Date,Number,Customer,Due,Debit,Credit\n2026-10-01,1,Acme,2026-10-31,1190.00,\n2026-10-02,1,Acme,2026-10-31,300.00,\n";
    let reading = reading_in("EUR", file, &["file=movements"]);
    assert_eq!(
        (opens(&reading).as_str(), codes(&reading.rejected)),
        ("", vec!["2 duplicate_conflict invoice_number".into(), "3 duplicate_conflict invoice_number".into()])
    );
}
