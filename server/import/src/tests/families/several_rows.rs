//! Rows of one number that have a sum each and none of the whole: lines that add up, or a contradiction of which nothing is
//! believed.

use super::super::super::Code;
use super::{all_counted, asks, opens, reading_in};

const HEADINGS: [&str; 5] = [
    "Invoice,Customer,Date,Due Date,Item,Amount",
    "Factura,Cliente,Fecha,Vencimiento,Concepto,Importe",
    "Fatura,Cliente,Data,Vencimento,Artigo,Valor",
    "Rechnung,Kunde,Datum,Fällig,Artikel,Betrag",
    "Facture,Client,Date,Échéance,Désignation,Montant",
];

fn file(headings: &str, rows: &[(&str, &str, &str)]) -> String {
    let row = |(number, text, sum): &(&str, &str, &str)| format!("{number},Bo,2026-10-15,2026-11-14,{text},{sum}\n");
    format!("{headings}\n{}", rows.iter().map(row).collect::<String>())
}

/// What is asked for of each document, in the order of their numbers.
fn sorted(reading: &crate::Reading) -> Vec<String> {
    let mut open: Vec<String> = opens(reading).split("; ").map(str::to_owned).collect();
    open.sort();
    open
}

// Family: two to five rows, together or apart, with tax, freight, a discount below nothing: one question; as lines they add
// up, as repetitions all of them are refused. What else is in the list is taken either way.
#[test]
fn rows_with_a_sum_each_are_asked_about_and_never_believed_one_by_one() {
    type Family<'a> = (&'a [(&'a str, &'a str, &'a str)], &'a str);
    let families: [Family<'_>; 6] = [
        (&[("A1", "Wood", "40.00"), ("A1", "Nails", "10.00"), ("A2", "Nails", "1.00")], "A1 5000"),
        (&[("A1", "Wood", "40.00"), ("A2", "Nails", "1.00"), ("A1", "Nails", "10.00")], "A1 5000"),
        (
            &[("A1", "Nails", "10.00"), ("A1", "Wood", "40.00"), ("A1", "Sales tax", "4.00"), ("A2", "Nails", "1.00")],
            "A1 5400",
        ),
        (
            &[("A1", "Nails", "10.00"), ("A1", "Wood", "40.00"), ("A2", "Nails", "1.00"), ("A1", "Discount", "-5.00")],
            "A1 4500",
        ),
        (
            &[
                ("A1", "Nails", "10.00"),
                ("A2", "Nails", "1.00"),
                ("A1", "Wood", "40.00"),
                ("A1", "Tubes", "7.00"),
                ("A1", "Freight", "3.00"),
                ("A1", "Tax", "9.60"),
            ],
            "A1 6960",
        ),
        // All of it twice: it was written twice.
        (
            &[
                ("A1", "Wood", "40.00"),
                ("A1", "Nails", "10.00"),
                ("A1", "Less", "-1.00"),
                ("A2", "Nails", "1.00"),
                ("A1", "Wood", "40.00"),
                ("A1", "Nails", "10.00"),
                ("A1", "Less", "-1.00"),
            ],
            "A1 4900",
        ),
    ];
    for headings in HEADINGS {
        for (rows, sum) in families {
            let file = file(headings, rows);
            let question = asks("EUR", &file);
            assert!(question.contains("the number A1 has several rows with different amounts"), "{file}{question}");
            let lines = reading_in("EUR", &file, &["rows=lines"]);
            assert_eq!(sorted(&lines), [sum, "A2 100"], "{file}{:?}", lines.rejected);
            assert!(lines.rejected.is_empty(), "{file}{:?}", lines.rejected);
            all_counted(&lines);
            let repeated = reading_in("EUR", &file, &["rows=repeated"]);
            assert_eq!(sorted(&repeated), ["A2 100"], "{file}");
            assert!(repeated.rejected.iter().all(|one| one.code == Code::DuplicateConflict), "{:?}", repeated.rejected);
            all_counted(&repeated);
        }
    }
}

// Family: nothing but the sums differs: no question, and the row that asks for least is taken, wherever it stands; where what is
// said of the document itself differs, none of the rows is taken.
#[test]
fn of_rows_that_contradict_each_other_the_smaller_sum_or_nothing_is_asked() {
    let row = |number: &str, due: &str, status: &str, total: &str, open: &str| {
        format!("{number},Bo,2026-10-15,{due},{status},{total},{open}\n")
    };
    let good = row("A2", "2026-11-14", "Open", "1.00", "1.00");
    for (one, two, asked) in [
        (("2026-11-14", "Open", "40.00", "40.00"), ("2026-11-14", "Open", "10.00", "10.00"), "A1 1000"),
        (("2026-11-14", "Open", "40.00", "40.00"), ("2026-11-14", "Open", "40.00", "10.00"), "A1 1000"),
        (("2026-11-14", "Open", "40.00", "40.00"), ("2026-11-14", "Paid", "40.00", "0.00"), ""),
        (("2026-11-14", "Void", "40.00", "0.00"), ("2026-11-14", "Open", "40.00", "40.00"), ""),
    ] {
        let of = |(due, status, total, open): (&str, &str, &str, &str)| row("A1", due, status, total, open);
        for rows in
            [[of(one), of(two), good.clone()], [of(one), good.clone(), of(two)], [good.clone(), of(two), of(one)]]
        {
            let file = format!("Invoice,Customer,Date,Due Date,Status,Total,Balance\n{}", rows.concat());
            let reading = reading_in("EUR", &file, &[]);
            let all: Vec<&str> = [asked, "A2 100"].into_iter().filter(|one| !one.is_empty()).collect();
            let refused = 3 - all.len();
            assert_eq!(
                (sorted(&reading), reading.rejected.len()),
                (all.iter().map(ToString::to_string).collect(), refused),
                "{file}"
            );
            all_counted(&reading);
        }
    }
}

// A sum that comes first or last, of two rows or of three, each by itself or not: the smaller counts.
#[test]
fn in_a_list_of_totals_alone_the_smaller_counts() {
    for (sums, asked) in [(["250", "200", "300"], 20_000), (["200", "250", "250"], 20_000), (["9", "10", "8"], 800)] {
        let of = |sum: &str| format!("INV-2,C2,Beta,2026-01-11,2026-02-10,USD,{sum}.00\n");
        let other = |n: u8| format!("INV-{n},C1,Alpha,2026-01-11,2026-02-10,USD,1.00\n");
        let [a, b, c] = sums.map(of);
        for rows in
            [[&a, &other(5), &b, &other(6), &c], [&a, &b, &other(5), &other(6), &c], [&other(5), &other(6), &a, &b, &c]]
        {
            let file = format!(
                "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount\n{}",
                rows.map(String::as_str).concat()
            );
            let reading = reading_in("USD", &file, &[]);
            let asks = reading.accepted.iter().find(|item| item.number == "INV-2").map(|item| item.amount().minor());
            assert_eq!((asks, reading.accepted.len()), (Some(asked), 3), "{file}");
            all_counted(&reading);
        }
    }
}

// Family: a further row of the number cannot be read: what is left of it is not the document.
#[test]
fn a_line_that_cannot_be_read_keeps_its_document_out() {
    for sums in [["n/a", "40.00", "4.00"], ["10.00", "4O.00", "4.00"], ["10.00", "40.00", "x"]] {
        for between in [false, true] {
            let other = ("A2", "Nails", "1.00");
            let [one, two, three] = sums;
            let mut rows = vec![("A1", "Nails", one), ("A1", "Wood", two), ("A1", "Tax", three), other];
            if between {
                rows.swap(1, 3);
            }
            let file = file(HEADINGS[0], &rows);
            for said in [&["rows=lines"][..], &["rows=repeated"]] {
                let reading = reading_in("EUR", &file, said);
                assert_eq!((opens(&reading).as_str(), reading.rejected.len()), ("A2 100", 3), "{file}");
            }
        }
    }
}

#[test]
fn credit_notes_and_two_customers_have_lines_too() {
    let credit = file(HEADINGS[1], &[("N-1", "Clavos", "-10.00"), ("N-1", "Tubos", "-30.00"), ("F-1", "", "5.00")]);
    assert_eq!(sorted(&reading_in("EUR", &credit, &["rows=lines"])), ["F-1 500", "N-1 -4000"]);
    let two = "Factura,Cliente,Fecha,Vencimiento,Concepto,Importe\n7,Ana,2026-10-15,2026-11-14,Clavos,10.00\n\
               7,Bo,2026-10-15,2026-11-14,Clavos,20.00\n7,Ana,2026-10-15,2026-11-14,Tubos,30.00\n";
    let each = reading_in("EUR", two, &["rows=lines", "numbers=per_customer"]);
    assert_eq!(super::owed(&each), "Ana 4000; Bo 2000", "{:?}", each.rejected);
    let once = reading_in("EUR", two, &["rows=lines", "numbers=once"]);
    assert_eq!((super::owed(&once).as_str(), once.rejected.len()), ("", 3));
}

#[test]
fn rows_of_an_account_add_up_or_none_counts() {
    let file = "Cuenta;Cliente;Fecha;Documento;Concepto;Debe;Haber\n430001;Ana;14/10/2026;F-1;Ventas;100,00;\n\
        430001;Ana;14/10/2026;F-1;Portes;20,00;\n430001;Ana;15/10/2026;F-1;Cobro;;40,00\n430001;Ana;14/10/2026;F-2;Ventas;5,00;\n";
    let said = ["file=movements", "terms=30"];
    let sum = |more: &str| {
        let reading = reading_in("EUR", file, &[&said[..], &[more]].concat());
        reading.accepted.iter().map(|item| item.amount().minor()).sum::<i64>()
    };
    assert_eq!((sum("rows=lines"), sum("rows=repeated")), (8_500, -3_500));
}

// Family: lines with a net sum whose rows do not stand together, and the whole of it twice.
#[test]
fn lines_that_stand_apart_are_lines() {
    let row = |number: &str, text: &str, net: &str| format!("{number},Bo,2026-10-15,2026-11-14,{text},1,{net},21%\n");
    let (one, two, other) = (row("A1", "Wood", "100.00"), row("A1", "Nails", "10.00"), row("A2", "Nails", "1.00"));
    for rows in [
        vec![&one, &two, &other],
        vec![&one, &other, &two],
        vec![&one, &two, &other, &one, &two],
        vec![&one, &other, &one, &two, &two],
    ] {
        let rows: String = rows.into_iter().map(String::as_str).collect();
        let file = format!("Invoice,Customer,Date,Due Date,Line description,Quantity,Line net,Tax %\n{rows}");
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(sorted(&reading), ["A1 13310", "A2 121"], "{file}{:?}", reading.rejected);
    }
}
