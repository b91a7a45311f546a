//! A document that comes in several rows: once for each payment, or once for each day on which a part of it is due.

use super::super::super::Code;
use super::{all_counted, opens, reading_in};

/// Rows under these headings, in this order.
fn rows(headings: &str, all: &[&str], order: &[usize]) -> String {
    let rows: String = order.iter().filter_map(|at| all.get(*at)).map(|row| format!("{row}\n")).collect();
    format!("{headings}\n{rows}")
}

// Family: an invoice once for each of its payments (Dolibarr's "invoices and payments"): what each row has was paid, whatever
// order the rows stand in, with the day of the payment or a number of it, and twice the same sum is two payments.
#[test]
fn each_row_of_a_payment_counts_once() {
    for (number, customer, issued, due, total, paid) in [
        ("Invoice", "Customer", "Invoice date", "Due date", "Total", "Payment amount"),
        ("Factura", "Cliente", "Fecha", "Vencimiento", "Importe total", "Importe pagado"),
        ("Fatura", "Cliente", "Data", "Vencimento", "Valor total", "Valor pago"),
        ("Rechnung", "Kunde", "Datum", "Fällig", "Bruttobetrag", "Gezahlt"),
        ("Facture", "Client", "Date facture", "Échéance", "Total TTC", "Montant payé"),
    ] {
        let headings = format!("{number},{customer},{issued},{due},{total},{paid},Xyz");
        let all = [
            "FA-1,Ana,2026-10-01,2026-10-31,120.00,50.00,P-1",
            "FA-1,Ana,2026-10-01,2026-10-31,120.00,20.00,P-2",
            "FA-2,Bo,2026-10-02,2026-11-01,240.00,,",
            "FA-3,Bo,2026-10-03,2026-11-02,60.00,60.00,P-3",
            "FA-4,Cy,2026-10-03,2026-11-02,90.00,30.00,P-4",
            "FA-4,Cy,2026-10-03,2026-11-02,90.00,30.00,P-5",
        ];
        for order in [[0, 1, 2, 3, 4, 5], [5, 0, 3, 2, 1, 4], [2, 4, 1, 3, 0, 5]] {
            let file = rows(&headings, &all, &order);
            let reading = reading_in("EUR", &file, &[]);
            let mut open: Vec<String> = opens(&reading).split("; ").map(str::to_owned).collect();
            open.sort();
            assert_eq!(open, ["FA-1 5000", "FA-2 24000", "FA-3 0", "FA-4 3000"], "{file}{:?}", reading.rejected);
            assert_eq!(reading.skipped.iter().filter(|one| one.code == Code::FurtherLine).count(), 2, "{file}");
            all_counted(&reading);
        }
    }
}

// Family: the day of each payment beside it; the invoice is settled on the last one where nothing is left of it.
#[test]
fn the_day_of_a_payment_is_not_the_day_on_which_all_was_paid() {
    let headings = "Invoice,Customer,Date,Due date,Total,Amount paid,Payment date";
    let all = [
        "A-1,Ana,2026-10-01,2026-10-31,120.00,50.00,2026-10-05",
        "A-1,Ana,2026-10-01,2026-10-31,120.00,20.00,2026-10-09",
        "A-2,Bo,2026-10-02,2026-11-01,100.00,60.00,2026-10-06",
        "A-2,Bo,2026-10-02,2026-11-01,100.00,40.00,2026-10-20",
    ];
    for order in [[0, 1, 2, 3], [3, 1, 2, 0], [1, 0, 3, 2]] {
        let reading = reading_in("EUR", &rows(headings, &all, &order), &[]);
        let mut told: Vec<_> = reading
            .accepted
            .iter()
            .map(|item| {
                (item.number.as_str(), item.open.map(|open| open.minor()), item.settled.map(|day| day.to_string()))
            })
            .collect();
        told.sort();
        let paid = Some("2026-10-20".to_owned());
        assert_eq!(told, [("A-1", Some(5_000), None), ("A-2", Some(0), paid)], "{:?}", reading.rejected);
    }
}

// Family: rows of one number that are no payments of one document: more in all than it comes to, another sum, another
// customer's day, and a row that only comes twice.
#[test]
fn what_contradicts_itself_is_refused_and_a_copy_counts_once() {
    let headings = "Invoice,Customer,Date,Due date,Total,Paid amount";
    for (one, two, open) in [
        ("120.00,50.00", "120.00,80.00", "A-1 4000"),
        ("120.00,50.00", "130.00,20.00", "A-1 7000"),
        ("120.00,50.00", "120.00,50.00", "A-1 7000"),
    ] {
        let row = |sums: &str| format!("A-1,Ana,2026-10-01,2026-10-31,{sums}");
        let reading = reading_in("EUR", &rows(headings, &[&row(one), &row(two)], &[0, 1]), &[]);
        assert_eq!((opens(&reading).as_str(), reading.rejected.len()), (open, usize::from(one != two)), "{one} {two}");
        all_counted(&reading);
    }
}

// Family: the total and the balance of the document on each of its due days; the balance says that it is the document's,
// since parts of that size would come to more. With a number of the part, and in any order.
#[test]
fn sums_of_the_document_on_each_of_its_days_are_owed_once() {
    for (total, open) in [
        ("Total", "Saldo"),
        ("Importe", "Pendiente"),
        ("Amount", "Balance"),
        ("Valor total", "Saldo em aberto"),
        ("Betrag", "Offen"),
        ("Montant", "Reste à payer"),
    ] {
        for (part, parts) in [("", ["", "", ""]), (",Nro Cuota", [",1", ",2", ",3"])] {
            let row = |due: &str, part: &str| format!("F-1,Ana,2026-10-01,{due},1000.00,700.00{part}");
            let [one, two, three] = parts;
            let all = [
                row("2026-10-31", one),
                row("2026-11-30", two),
                row("2026-12-31", three),
                format!("F-2,Bo,2026-10-02,2026-10-31,50.00,50.00{}", one),
            ];
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            for order in [[0, 1, 2, 3], [2, 3, 0, 1], [1, 0, 3, 2]] {
                let file = rows(&format!("Factura,Cliente,Fecha,Vence,{total},{open}{part}"), &all, &order);
                let reading = reading_in("EUR", &file, &[]);
                let whole = reading.accepted.iter().find(|item| item.number == "F-1").expect("the document");
                let told =
                    (whole.amount().minor(), whole.open.map(|open| open.minor()), whole.due.to_string(), whole.part);
                assert_eq!(told, (100_000, Some(70_000), "2026-12-31".into(), None), "{file}{:?}", reading.rejected);
                assert_eq!(
                    (reading.accepted.len(), reading.skipped.len(), reading.rejected.len()),
                    (2, 2, 0),
                    "{file}"
                );
                all_counted(&reading);
            }
        }
    }
    // What is open of each part is another sum, or all of it: those are parts.
    let parts = "Factura,Cliente,Fecha,Vence,Valor cuota,Saldo cuota\nF-1,Ana,2026-10-01,2026-10-31,500.00,200.00\n\
                 F-1,Ana,2026-10-01,2026-11-30,500.00,500.00\n";
    assert_eq!(opens(&reading_in("EUR", parts, &[])), "F-1 · 1/2 20000; F-1 · 2/2 50000");
}

#[test]
fn of_rows_that_contradict_each_other_the_smaller_sum_is_asked() {
    for (first, second) in [("100.00", "40.00"), ("40.00", "100.00"), ("100.00", "0.00")] {
        let file = format!(
            "Código,Cliente,Factura,Fecha,Vence,Total,Saldo\nC1,Ana,F-1,2026-10-01,2026-10-31,100.00,{first}\n\
             C1,Ana,F-1,2026-10-01,2026-10-31,100.00,{second}\nC2,Beto,F-2,2026-10-01,2026-10-31,500.00,500.00\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        let least = if second == "0.00" { "F-1 0" } else { "F-1 4000" };
        assert_eq!(opens(&reading), format!("{least}; F-2 50000"), "{first} {second}");
        assert_eq!(reading.rejected.len(), 1, "{first} {second}");
    }
}

/// What an account comes to by its movements.
fn balance(file: &str) -> i64 {
    let reading = reading_in("EUR", file, &["file=movements"]);
    assert!(reading.rejected.is_empty(), "{file}: {:?}", reading.rejected);
    reading.accepted.iter().map(|item| item.amount().minor()).sum()
}

#[test]
fn a_payment_is_taken_back_by_its_sign() {
    for kind in ["Pago", "Recibo", "Payment", "Pagamento", "Zahlung", "Paiement"] {
        let sides = |back: &str| {
            format!(
                "Cliente,Fecha,Tipo,Documento,Vencimiento,Cargo,Abono\nAna,2026-10-01,Factura,F-1,2026-10-31,100.00,\n\
                 Ana,2026-10-15,{kind},F-1,,,30.00\nAna,2026-10-16,{kind},F-1,,,{back}\n"
            )
        };
        assert_eq!(balance(&sides("-30.00")), 10000, "{kind}");
        assert_eq!(balance(&sides("20.00")), 5000, "{kind}");
        // Where all credits are below nothing, they are only written so.
        assert_eq!(balance(&sides("-20.00").replace(",,30.00", ",,-30.00")), 5000, "{kind}");
        let one = |first: &str, back: &str| {
            format!(
                "Customer,Date,Type,Num,Due,Amount\nAna,2026-10-01,Invoice,F-1,2026-10-31,100.00\n\
                 Ana,2026-10-15,{kind},F-1,,{first}\nAna,2026-10-16,{kind},F-1,,{back}\n"
            )
        };
        assert_eq!(balance(&one("-30.00", "30.00")), 10000, "{kind}");
        assert_eq!(balance(&one("-30.00", "-20.00")), 5000, "{kind}");
        assert_eq!(balance(&one("30.00", "20.00")), 5000, "{kind}");
    }
}

#[test]
fn a_word_that_was_explained_is_known_in_rows_without_a_number_too() {
    let file = "Customer,Type,Date,Num,Due Date,Open Balance\nBaker,Invoice,2026-11-10,1097,2026-12-10,80.00\n\
        Baker,Deposit,2026-11-13,,,-5.00\n";
    let reading = reading_in("EUR", file, &["kind:Deposit=payment"]);
    assert_eq!(reading.accepted.iter().map(super::asked).sum::<i64>(), 7500, "{:?}", reading.rejected);
}
