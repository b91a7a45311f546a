//! Totals, payments and balances; sides and signs; terms; what is not plausible.

use super::{asks, opens, reading_in};
use crate::tests::codes;
use crate::{DocumentKind, FileKind};

#[test]
fn what_was_paid_in_its_own_column() {
    for heading in [
        "Cobrado",
        "Pagado",
        "Abonado",
        "Total pagado",
        "Importe cobrado",
        "Cantidad cobrada",
        "Abonos",
        "Pagos",
        "Amount paid",
        "Paid amount",
        "Payments",
        "InvoiceAmountPaid",
        "Valor pago",
        "Valor recebido",
        "Gezahlt",
        "Bereits bezahlt",
        "Zahlungen",
        "Montant payé",
        "Déjà réglé",
        "Anticipos",
    ] {
        let file = format!(
            "Factura;Cliente;Fecha;Vencimiento;Importe;{heading}\n1;Ana;13/10/2026;12/11/2026;1000,00;250,50\n\
             2;Ana;13/10/2026;12/11/2026;500,00;0\n3;Ana;13/10/2026;12/11/2026;300,00;300,00\n4;Ana;13/10/2026;12/11/2026;80,00;-\n\
             5;Ana;13/10/2026;12/11/2026;70,00;-20,00\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(opens(&reading), "1 74950; 2 50000; 3 0; 4 8000; 5 5000", "{heading}");
    }
}

#[test]
fn amounts_that_disagree_are_told_and_the_smaller_is_open() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Amount paid,Balance\n1,Ana,2026-10-01,2026-10-31,100,50,40\n\
        2,Ana,2026-10-01,2026-10-31,100,70,40\n3,Ana,2026-10-01,2026-10-31,100,60,40\n4,Ana,2026-10-01,2026-10-31,100,0,140\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(opens(&reading), "1 4000; 2 3000; 3 4000");
    let told: Vec<_> = codes(&reading.warnings).into_iter().filter(|code| code.contains("disagree")).collect();
    assert_eq!(told, ["2 amounts_disagree open_amount", "3 amounts_disagree open_amount"]);
    assert_eq!(codes(&reading.rejected), ["5 open_amount_mismatch open_amount"]);
}

#[test]
fn sides_by_letters_and_words() {
    for (heading, debit, credit) in [
        ("S/H", "S", "H"),
        ("Soll/Haben", "Soll", "Haben"),
        ("Soll/Haben-Kennzeichen", "S", "H"),
        ("D/C", "D", "C"),
        ("D/H", "D", "H"),
        ("Debe/Haber", "Debe", "Haber"),
        ("Cargo/Abono", "Cargo", "Abono"),
        ("Cargo/Abono", "C", "A"),
        ("Dr/Cr", "Dr", "Cr"),
        ("Natureza", "D", "C"),
        ("Débito/Crédito", "Débito", "Crédito"),
    ] {
        let file = format!(
            "Belegnummer;Kunde;Datum;Fälligkeit;Betrag;{heading}\n1;Ana;15.10.2026;14.11.2026;1.190,00;{debit}\n2;Ana;16.10.2026;16.10.2026;190,00;{credit}\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "1 119000; 2 -19000", "{heading} {debit}");
    }
}

#[test]
fn signs_however_they_are_written() {
    for amount in
        ["-4.00", "(4.00)", "4.00-", "$-4.00", "-$4.00", "($4.00)", "$(4.00)", "4.00 CR", "\u{2212}4.00", "- 4.00"]
    {
        let file = format!(
            "Invoice,Customer,Date,Due Date,Amount\n1,Ana,2026-10-01,2026-10-31,$10.00\n2,Ana,2026-10-01,2026-10-31,{amount}\n"
        );
        let reading = reading_in("USD", &file, &["currency_for_dollar_sign=USD"]);
        assert_eq!(opens(&reading), "1 1000; 2 -400", "{amount}");
    }
}

#[test]
fn charges_and_payments_in_two_columns() {
    // One document a row: what was charged, what was paid of it, what is open.
    let own = "Folio,Cliente,Fecha,Vencimiento,Cargos,Abonos,Saldo\n1,Ana,2026-10-01,2026-10-31,100,40,60\n2,Ana,2026-10-02,2026-10-31,50,0,50\n";
    let reading = reading_in("MXN", own, &[]);
    assert_eq!((opens(&reading).as_str(), reading.survey.understood.kind), ("1 6000; 2 5000", FileKind::OpenItems));
    // One movement a row: the balance is that of the account.
    let account = "Fecha,Documento,Tipo,Cliente,Vencimiento,Debe,Haber,Saldo\n2026-10-01,1,Factura,Ana,2026-10-31,100,,100\n\
        2026-10-05,R-1,Recibo,Ana,,,40,60\n2026-10-09,2,Factura,Ana,2026-11-08,50,,110\n2026-10-10,NC-1,Nota de crédito,Ana,,,10,100\n";
    let reading = reading_in("MXN", account, &[]);
    assert_eq!(
        (opens(&reading).as_str(), reading.survey.understood.kind),
        ("1 10000; R-1 -4000; 2 5000; NC-1 -1000", FileKind::Movements)
    );
    let kinds: Vec<_> = reading.accepted.iter().map(|item| item.document).collect();
    assert_eq!(kinds, [DocumentKind::Invoice, DocumentKind::Payment, DocumentKind::Invoice, DocumentKind::CreditNote]);
    let balance = reading.survey.understood.unused.iter().find(|column| column.column == "Saldo").expect("not read");
    assert!(balance.reason.is_some());
    // Neither: one question.
    let neither = "Folio,Cliente,Fecha,Vencimiento,Cargos,Abonos,Saldo\n1,Ana,2026-10-01,2026-10-31,100,40,90\n2,Ana,2026-10-02,2026-10-31,50,0,50\n";
    assert!(asks("MXN", neither).contains("--default file=movements or --default file=open_items"));
}

#[test]
fn what_is_not_plausible_is_told() {
    let file = "Invoice,Customer,Date,Due Date,Terms,Amount,Item,Quantity,Line net,Line tax\n\
        1,Ana,2026-10-01,2026-10-31,120/10 net 30,10.00,x,1,10.00,0\n2,Ana,2026-10-01,2026-09-30,,10.00,x,1,10.00,0\n\
        3,Ana,2206-10-01,2206-10-31,,10.00,x,1,10.00,0\n4,Ana,2026-10-01,2026-10-31,,10.00,x,1000000,10.00,0\n\
        5,Ana,2026-10-01,2056-10-31,,10.00,x,1,10.00,0\n6,Ana,2026-10-01,2026-10-31,2/40 net 30,10.00,x,1,10.00,0\n\
        7,Ana,2026-10-01,2026-10-31,2/10 net 30,10.00,x,1,10.00,0\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(codes(&reading.rejected), ["3 due_before_issue due_date", "4 invalid_date issue_date"]);
    let told: Vec<_> = codes(&reading.warnings).into_iter().filter(|code| code.contains("implausible")).collect();
    assert_eq!(
        told,
        ["2 implausible terms", "5 implausible line_quantity", "6 implausible due_date", "7 implausible terms"]
    );
    let discount = reading.accepted.last().and_then(|item| item.discounts.first()).expect("a discount");
    assert_eq!((discount.percent.to_string(), discount.until.to_string()), ("2".into(), "2026-10-11".into()));
}

#[test]
fn unused_credits_in_a_list_of_open_items_are_credits() {
    let file = "Date,Transaction type,Num,Customer,Due date,Open balance\n2026-10-01,Invoice,1,Ana,2026-10-31,100\n\
        2026-10-02,Payment,P-1,Ana,2026-10-02,-30\n2026-10-02,Credit Memo,C-1,Ana,2026-10-02,-20\n2026-10-02,Journal Entry,J-1,Ana,2026-10-02,-5\n";
    let reading = reading_in("USD", file, &[]);
    assert_eq!(
        (opens(&reading).as_str(), reading.survey.understood.kind),
        ("1 10000; P-1 -3000; C-1 -2000; J-1 -500", FileKind::OpenItems)
    );
    assert!(reading.accepted[1..].iter().all(|item| item.document == DocumentKind::CreditNote));
}
