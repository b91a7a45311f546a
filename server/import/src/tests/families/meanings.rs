//! What a row means by words, marks, days and numbers that once were passed over.

use super::{asks, opens, read_in, reading_in};
use crate::tests::codes;
use crate::{DocumentKind, Options, read};

fn told(reading: &crate::Reading, code: &str) -> usize {
    codes(&reading.warnings).iter().filter(|told| told.split(' ').nth(1) == Some(code)).count()
}

#[test]
fn kinds_in_columns_of_texts() {
    for (heading, invoice, credit, payment) in [
        ("Concepto", "Factura", "Nota de crédito", "Pago"),
        ("Detalle", "Factura 1001", "Abono factura 1001", "Cobro factura 1001"),
        ("Text", "Rechnung 1001", "Gutschrift zu RE 1001", "Zahlung RE 1001"),
        ("Buchungstext", "Rechnung", "Stornorechnung", "Zahlungseingang"),
        ("Libellé", "Facture 1001", "Avoir sur facture 1001", "Règlement facture 1001"),
        ("Histórico", "Fatura 1001", "Estorno NF 1001", "Recebimento NF 1001"),
        ("Memo", "Invoice 1001", "Credit memo 7", "Payment 55"),
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Saldo,{heading}\n1,Ana,2026-10-01,2026-10-31,10,{invoice}\n2,Ana,2026-10-01,2026-10-31,4,{credit}\n\
             3,Ana,2026-10-01,2026-10-31,3,{payment}\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 1000; 2 -400; 3 -300", "{heading}");
    }
    // A credit among descriptions of another kind is held, not asked for as a debt.
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Descripción\n1,Ana,2026-10-01,2026-10-31,10,Servicio de octubre\n\
        2,Ana,2026-10-01,2026-10-31,4,Nota de crédito por servicio\n3,Ana,2026-10-01,2026-10-31,-4,Nota de crédito\n\
        4,Ana,2026-10-01,2026-10-31,5,Anticipo 50 % del proyecto\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(
        (opens(&reading).as_str(), codes(&reading.rejected)),
        ("1 1000; 3 -400; 4 500", vec!["3 unknown_kind description".into()])
    );
    assert_eq!(opens(&reading_in("EUR", file, &["kind=invoice"])), "1 1000; 2 400; 3 -400; 4 500");
}

#[test]
fn kinds_under_headings_that_may_be_others() {
    for heading in [
        "Vorgang",
        "Transacción",
        "Movimiento",
        "Operación",
        "Nature",
        "Tipo Comp.",
        "Tp. Doc.",
        "Doc Type",
        "Txn Type",
        "Natureza da operação",
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Saldo,{heading}\n1,Ana,2026-10-01,2026-10-31,10,Factura\n2,Ana,2026-10-01,2026-10-31,4,Nota de crédito\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 1000; 2 -400", "{heading}");
    }
    // A column of something else under such a heading is none.
    let file = "Factura,Cliente,Fecha,Vencimiento,Saldo,Movimiento\n1,Ana,2026-10-01,2026-10-31,10,55123\n2,Ana,2026-10-01,2026-10-31,4,55124\n";
    assert_eq!(opens(&reading_in("EUR", file, &[])), "1 1000; 2 400");
}

#[test]
fn kinds_at_the_beginning_of_every_number() {
    let file = "Comprobante,Cliente,Fecha,Vencimiento,Saldo\nFAC A0001-00000123,Ana,2026-10-01,2026-10-31,10\n\
        N/C A0001-00000007,Ana,2026-10-01,2026-10-31,4\nREC 0001-00000055,Ana,2026-10-01,2026-10-31,3\n";
    let reading = reading_in("ARS", file, &[]);
    assert_eq!(opens(&reading), "FAC A0001-00000123 1000; N/C A0001-00000007 -400; REC 0001-00000055 -300");
    // Among other numbers it is asked about, since letters may be a series.
    let series =
        "Folio,Cliente,Fecha,Vencimiento,Total\nA-1,Ana,2026-10-01,2026-10-31,10\nNC-1,Ana,2026-10-01,2026-10-31,4\n";
    assert!(asks("MXN", series).contains("`Folio` has kind words that are not known: NC"));
    let named = series.replace("NC-1", "Gutschrift 1");
    assert!(asks("EUR", &named).contains("`Folio` has kind words that are not known: Gutschrift"));
    assert_eq!(opens(&reading_in("EUR", &named, &["kind:Gutschrift=credit_note"])), "A-1 1000; Gutschrift 1 -400");
}

#[test]
fn words_of_either_direction_are_asked_where_signs_say_nothing() {
    let file = |credit: &str, other: &str, amount: &str| {
        format!(
            "Tipo,Folio,Cliente,Fecha,Vencimiento,Total\nFactura,1,Ana,2026-10-01,2026-10-31,10\n\
             Nota de crédito,2,Ana,2026-10-01,2026-10-31,{credit}\n{other},3,Ana,2026-10-01,2026-10-31,{amount}\n"
        )
    };
    assert_eq!(opens(&reading_in("MXN", &file("-4", "Ajuste", "-3"), &[])), "1 1000; 2 -400; 3 -300");
    assert_eq!(opens(&reading_in("MXN", &file("-4", "Ajuste", "3"), &[])), "1 1000; 2 -400; 3 300");
    assert!(asks("MXN", &file("4", "Ajuste", "3")).contains("words that are not known: Ajuste"));
    assert_eq!(opens(&reading_in("MXN", &file("4", "Ajuste", "3"), &["kind:Ajuste=either"])), "1 1000; 2 -400; 3 300");
    // A correction that is not negative stands beside the first document or in its place.
    assert_eq!(opens(&reading_in("EUR", &file("-4", "Factura rectificativa", "-3"), &[])), "1 1000; 2 -400; 3 -300");
    assert!(asks("EUR", &file("-4", "Factura rectificativa", "3")).contains("not known: Factura rectificativa"));
    // Sage's SA is a payment on account, SAP's any posting.
    let sage =
        "Type,No,Account,Date,Due Date,Amount\nSI,1,A1,2026-10-01,2026-10-31,10\nSA,2,A1,2026-10-01,2026-10-31,4\n";
    let said = ["file=open_items"];
    assert_eq!(opens(&reading_in("GBP", sage, &said)), "1 1000; 2 -400");
}

#[test]
fn marks_of_yes_and_no_under_their_headings() {
    for (heading, yes, no, want, left) in [
        ("Closed", "Yes", "No", "1 0; 2 2000", 0),
        ("Erledigt", "Ja", "Nein", "1 0; 2 2000", 0),
        ("Soldée", "Oui", "Non", "1 0; 2 2000", 0),
        ("Baixado", "Sim", "Não", "1 0; 2 2000", 0),
        ("Pendiente", "No", "Sí", "1 0; 2 2000", 0),
        ("Vigente", "No", "Sí", "1 0; 2 2000", 0),
        ("Reversed", "TRUE", "FALSE", "1 0; 2 2000", 0),
        ("Incobrable", "Sí", "No", "1 0; 2 2000", 0),
        ("Timbrada", "No", "Sí", "2 2000", 1),
        ("Draft", "Y", "N", "2 2000", 1),
        ("Lettrage", "AB", "", "1 0; 2 2000", 0),
        ("Clearing Document", "1400000123", "", "1 0; 2 2000", 0),
        ("Settled", "Yes", "No", "1 0; 2 2000", 0),
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,{yes}\n2,Ana,2026-10-01,2026-10-31,20,{no}\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!((opens(&reading).as_str(), reading.skipped.len()), (want, left), "{heading}");
        assert!(reading.survey.understood.used.iter().any(|column| column.column == heading), "{heading}");
    }
}

#[test]
fn codes_of_one_letter_are_asked_unless_the_balance_says_it() {
    let file = |balances: [&str; 3]| {
        let [one, two, three] = balances;
        format!(
            "Documento,Cliente,Fecha,Vencimiento,Total,Saldo,Estado\n1,Ana,2026-10-01,2026-10-31,10,{one},P\n2,Ana,2026-10-01,2026-10-31,20,{two},C\n\
             3,Ana,2026-10-01,2026-10-31,30,{three},A\n"
        )
    };
    assert_eq!(opens(&reading_in("USD", &file(["10", "0", "0"]), &[])), "1 1000; 2 0; 3 0");
    assert!(asks("USD", &file(["10", "0", "30"])).contains("`Estado` has status words that are not known: P, C, A"));
    let without = "Documento,Cliente,Fecha,Vencimiento,Total,Estado\n1,Ana,2026-10-01,2026-10-31,10,P\n2,Ana,2026-10-01,2026-10-31,20,C\n";
    assert!(asks("USD", without).contains("not known: P, C"));
    assert_eq!(opens(&reading_in("USD", without, &["status:P=open", "status:C=paid"])), "1 1000; 2 0");
}

#[test]
fn what_was_given_up_is_asked_of_nobody() {
    for word in ["Written off", "Uncollectible", "Bad debt", "Castigada", "Incobrável", "Ausgebucht", "Irrécouvrable"]
    {
        let file =
            format!("Factura,Cliente,Fecha,Vencimiento,Total,Saldo,Status\n1,Ana,2026-10-01,2026-10-31,10,10,{word}\n");
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!((opens(&reading).as_str(), told(&reading, "written_off")), ("1 0", 1), "{word}");
    }
}

#[test]
fn days_that_decide() {
    for heading in [
        "Storniert am",
        "Voided on",
        "Fecha de anulación",
        "Data de cancelamento",
        "Date d'annulation",
        "Cancellation date",
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,2026-10-05\n2,Ana,2026-10-01,2026-10-31,20,\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 0; 2 2000", "{heading}");
    }
    for heading in
        ["Clearing date", "Ausgleichsdatum", "Fecha de pago", "Data de quitação", "Date de lettrage", "Closed on"]
    {
        let file = format!(
            "Al 31/10/2026\n\nFactura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,01/10/2026,31/10/2026,10,05/10/2026\n\
             2,Ana,01/10/2026,31/10/2026,20,15/11/2026\n3,Ana,01/10/2026,31/10/2026,30,\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        let settled: Vec<bool> = reading.accepted.iter().map(|item| item.settled.is_some()).collect();
        // One that is still to come on the day of the report is none yet.
        assert_eq!((settled, told(&reading, "not_paid_yet")), (vec![true, false, false], 1), "{heading}");
    }
    for heading in [
        "Last Payment Date",
        "Fecha último pago",
        "Data do último pagamento",
        "Letzte Zahlung",
        "Date dernier paiement",
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total,{heading}\n1,Ana,2026-10-01,2026-10-31,10,2026-10-05\n2,Ana,2026-10-01,2026-10-31,20,\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(
            (opens(&reading).as_str(), codes(&reading.rejected)),
            ("2 2000", vec!["2 open_unknown open_amount".into()]),
            "{heading}"
        );
        let open = file.replace(&format!("Total,{heading}"), &format!("Saldo,{heading}"));
        assert_eq!(opens(&reading_in("EUR", &open, &[])), "1 1000; 2 2000", "{heading}");
    }
}

#[test]
fn what_is_kept_back_lowers_a_total_that_has_it() {
    let file = |head: &str, row: &str| {
        format!("Factura;Cliente;Fecha;Vencimiento;{head}\n1;Ana;01/10/2026;31/10/2026;{row}\n")
    };
    for (head, row, want) in [
        ("Total;Retenciones", "118,00;10,00", "1 10800"),
        ("Total;ReteFuente;ReteICA;ReteIVA", "118,00;2,50;1,00;2,85", "1 11165"),
        ("Total;Detracción", "118,00;-14,16", "1 10384"),
        ("Valor bruto;ISS retido;INSS retido", "1000,00;50,00;110,00", "1 84000"),
        ("Total;Retención;Total retenciones", "118,00;10,00;10,00", "1 10800"),
        ("Total;TDS", "118,00;10,00", "1 10800"),
        // The total is without it already, or what is open says all.
        ("Subtotal;IVA;Retención;Total", "100,00;16,00;10,00;106,00", "1 10600"),
        ("Subtotal;IVA;Retención;Total", "100,00;18,00;10,00;118,00", "1 10800"),
        ("Total;Retención;Saldo", "118,00;10,00;118,00", "1 11800"),
        ("Total a pagar;Retención", "108,00;10,00", "1 10800"),
        ("Total;Cobrado;Retención", "118,00;108,00;10,00", "1 0"),
    ] {
        assert_eq!(opens(&reading_in("EUR", &file(head, row), &[])), want, "{head}");
    }
}

#[test]
fn one_column_of_credits_is_what_was_paid() {
    for heading in [
        "Haber",
        "Abono",
        "Ingresos",
        "Cobros",
        "Receipts",
        "Encaissements",
        "Haben",
        "Credit amount",
        "Montant acquitté",
    ] {
        let file =
            format!("Factura;Cliente;Fecha;Vencimiento;Total;{heading}\n1;Ana;01/10/2026;31/10/2026;100,00;40,00\n");
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 6000", "{heading}");
    }
    // What was set off is known to be, without a word of payments.
    let file = "Factura;Cliente;Fecha;Vencimiento;Total;Notas de crédito\n1;Ana;01/10/2026;31/10/2026;100,00;40,00\n";
    assert_eq!(opens(&reading_in("EUR", file, &[])), "1 6000");
}

#[test]
fn the_sum_of_a_part_counts_beside_that_of_the_whole() {
    for (part, whole) in [
        ("Importe cuota", "Total"),
        ("Valor da parcela", "Valor total"),
        ("Instalment amount", "Invoice total"),
        ("Ratenbetrag", "Rechnungsbetrag"),
        ("Montant échéance", "Total TTC"),
    ] {
        let file = |sums: [&str; 3], total: &str| {
            let row = |n: usize, sum: &str| format!("F-1;Ana;01/10/2026;{:02}/11/2026;{n}/3;{sum};{total}\n", n * 9);
            let rows: String =
                sums.iter().zip(1..).filter(|(sum, _)| !sum.is_empty()).map(|(sum, n)| row(n, sum)).collect();
            format!("Factura;Cliente;Fecha;Vencimiento;Cuota;{part};{whole}\n{rows}")
        };
        let reading = reading_in("EUR", &file(["300,00", "300,00", "300,00"], "900,00"), &[]);
        assert_eq!(
            (opens(&reading).as_str(), told(&reading, "parts_mismatch")),
            ("F-1 · 1/3 30000; F-1 · 2/3 30000; F-1 · 3/3 30000", 0),
            "{part}"
        );
        // Parts that have left the list are no contradiction, parts that come to more are one.
        let reading = reading_in("EUR", &file(["", "300,00", "300,00"], "900,00"), &[]);
        assert_eq!(
            (opens(&reading).as_str(), told(&reading, "parts_mismatch")),
            ("F-1 · 2/3 30000; F-1 · 3/3 30000", 0),
            "{part}"
        );
        let reading = reading_in("EUR", &file(["300,00", "300,00", "300,00"], "800,00"), &[]);
        assert_eq!(told(&reading, "parts_mismatch"), 1, "{part}");
    }
    // The sum of the document on each of its parts says nothing of them.
    let file = "Factura;Cliente;Fecha;Vencimiento;Cuota;Total factura\nF-1;Ana;01/10/2026;31/10/2026;1/2;900,00\nF-1;Ana;01/10/2026;30/11/2026;2/2;900,00\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!((reading.accepted.len(), codes(&reading.rejected).len()), (0, 2));
    let mut options = Options::of_house("EUR".parse().expect("a currency"));
    options.map("amount=Total factura").expect("an option");
    assert_eq!(opens(&read(file.as_bytes(), &options).expect("nothing is open")), "F-1 · 1/2 90000; F-1 · 2/2 90000");
}

#[test]
fn parts_keep_the_number_that_the_file_gives_them() {
    for text in ["Cuota 2 de 3", "Parcela 2/3", "Instalment 2 of 3", "Rate 2 von 3", "Échéance 2/3"] {
        let file =
            format!("Factura,Cliente,Fecha,Vencimiento,Saldo,Concepto\nF-1,Ana,2026-10-01,2026-11-30,300,{text}\n");
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "F-1 · 2/3 30000", "{text}");
    }
}

#[test]
fn the_currency_of_the_document_wins_among_columns_of_several() {
    let file = |head: &str, rows: &[&str]| {
        let rows: String =
            rows.iter().zip(1..).map(|(row, n)| format!("{n};Ana;01/10/2026;31/10/2026;{row}\n")).collect();
        format!("Factura;Cliente;Fecha;Vencimiento;{head}\n{rows}")
    };
    let sums = |head: &str, rows: &[&str]| {
        let reading = reading_in("MXN", &file(head, rows), &[]);
        let sums = reading
            .accepted
            .iter()
            .map(|item| format!("{} {}", item.open.unwrap_or(item.amount()).minor(), item.currency));
        (sums.collect::<Vec<_>>().join("; "), reading.rejected.len())
    };
    for (head, rows, want) in [
        ("Saldo USD;Saldo MXN", ["100,00;0,00", "0,00;1700,00"], "10000 USD; 170000 MXN"),
        ("Saldo MXN;Saldo USD;Moneda", ["1700,00;100,00;USD", "1700,00;100,00;MXN"], "10000 USD; 170000 MXN"),
        ("Total pesos;Total dólares", ["1700,00;", ";100,00"], "170000 MXN; 10000 USD"),
        ("Importe M.N.;Importe M.E.;Moneda", ["1700,00;100,00;USD", "1700,00;0,00;MXN"], "10000 USD; 170000 MXN"),
        ("Amount;Amount (LCY);Currency Code", ["100,00;1700,00;USD", "1700,00;1700,00;"], "10000 USD; 170000 MXN"),
        ("Balance Due (LC);Balance Due (FC);Moneda", ["1700,00;100,00;USD", "1700,00;;MXN"], "10000 USD; 170000 MXN"),
        (
            "Amount in doc. curr.;Amount in local currency;Document currency",
            ["100,00;1700,00;USD", "1700,00;1700,00;MXN"],
            "10000 USD; 170000 MXN",
        ),
    ] {
        let (found, refused) = sums(head, &rows);
        if head.starts_with("Amount;") {
            // A row without a currency, in a list that has them: only the same sum in the creditor's own money says it.
            assert_eq!((found.as_str(), refused), ("10000 USD; 170000 MXN", 0), "{head}");
        }
        assert_eq!((found.as_str(), refused), (want, 0), "{head}");
    }
    // Both are filled, and nothing says which of them is owed.
    let both = asks("MXN", &file("Saldo USD;Saldo MXN", &["100,00;1700,00"]));
    assert!(both.contains("`Saldo USD` and `Saldo MXN` could both be the open_amount"), "{both}");
    // An amount in the creditor's money is none of a document in another.
    assert_eq!(sums("Saldo MXN;Moneda", &["1700,00;USD"]), (String::new(), 1));
}

#[test]
fn the_currency_that_a_title_states() {
    for (title, currency) in [
        ("Moneda: USD", "USD"),
        ("Cifras en dólares", "USD"),
        ("Currency: EUR", "EUR"),
        ("Cartera al 31/10/2026", "MXN"),
    ] {
        let file = format!("{title}\n\nFactura,Cliente,Fecha,Vencimiento,Saldo\n1,Ana,2026-10-01,2026-10-31,10\n");
        assert_eq!(reading_in("MXN", &file, &[]).accepted[0].currency.code(), currency, "{title}");
    }
}

#[test]
fn more_paid_than_owed_is_a_credit() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Saldo\n1,Ana,2026-10-01,2026-10-31,100,-20\n2,Ana,2026-10-01,2026-10-31,50,50\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(
        (opens(&reading).as_str(), reading.rejected.len(), told(&reading, "overpaid")),
        ("1 0; 1 -2000; 2 5000", 0, 1)
    );
    assert_eq!(reading.accepted[1].document, DocumentKind::CreditNote);
    assert_eq!(reading.accepted[1].reference.as_deref(), Some("1"));
}

#[test]
fn documents_to_be_paid_at_once_are_asked_about_once() {
    let file = "Folio,Cliente,Fecha,Total,Método de pago\n1,Ana,2026-10-01,100,PUE\n2,Ana,2026-10-01,50,PPD\n";
    assert!(asks("MXN", file).contains("1 documents say that they are paid at once"));
    let said = |answer: &str| reading_in("MXN", file, &[answer, "terms=net 30"]);
    assert_eq!(
        (opens(&said("paid_at_once=paid")), opens(&said("paid_at_once=owed"))),
        ("1 0; 2 5000".into(), "1 10000; 2 5000".into())
    );
    assert_eq!(said("paid_at_once=owed").accepted[1].due.to_string(), "2026-10-31");
    // Where a balance says what is open there is nothing to ask.
    assert!(read_in("MXN", &file.replace("Total", "Saldo"), &["terms=net 30"]).is_ok());
}

#[test]
fn what_is_possible_but_not_likely_is_told() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Condiciones,Total\n1,Ana,1999-10-01,1999-10-31,,10\n2,Ana,2026-10-01,2026-10-31,,250000000\n\
        3,Ana,2026-10-01,2026-10-31,Domiciliación bancaria,10\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!((reading.accepted.len(), told(&reading, "implausible"), told(&reading, "direct_debit")), (3, 2, 1));
    assert_eq!(told(&reading_in("COP", file, &[]), "implausible"), 1);
}

#[test]
fn days_with_dots_begin_with_the_day() {
    let file = "Rechnung;Kunde;Datum;Fällig;Betrag\n1;Ana;01.10.2026;02.11.2026;10,00\n";
    assert_eq!(reading_in("EUR", file, &[]).accepted[0].due.to_string(), "2026-11-02");
}
