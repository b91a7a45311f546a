//! Balances: of the account or of a document, and several of which each could be what is open.

use super::super::super::Code;
use super::{all_counted, asks, opens, owed, read_in, reading_in};
use crate::ReadError;

/// An account of two customers whose balance goes on from row to row: charged, paid, balance.
const ACCOUNT: [(&str, [&str; 3]); 5] = [
    ("Ana", ["100.00", "40.00", "60.00"]),
    ("Ana", ["50.00", "0.00", "110.00"]),
    ("Ana", ["30.00", "30.00", "110.00"]),
    ("Luis", ["70.00", "0.00", "70.00"]),
    ("Luis", ["25.00", "5.00", "90.00"]),
];

/// The account as a file, its columns of sums under these headings, in this order, perhaps the newest row first.
fn account(headings: [&str; 3], order: [usize; 3], newest_first: bool) -> String {
    let of = |cells: &[&str; 3]| order.map(|at| cells[at]).join(",");
    let mut rows: Vec<String> = ACCOUNT
        .iter()
        .zip(1..)
        .map(|((who, sums), n)| format!("F-{n},{who},2026-10-1{n},2026-12-31,{}\n", of(sums)))
        .collect();
    if newest_first {
        rows.reverse();
    }
    format!("Factura,Cliente,Fecha,Vence,{}\n{}", of(&headings), rows.concat())
}

// Family: the balance of an account beside what was charged and paid of each document, whatever the headings, the order of
// columns and of rows; nobody is asked for a balance as if it were what is open of a document.
#[test]
fn a_balance_that_goes_on_is_that_of_the_account() {
    for headings in [
        ["Facturado", "Pagos", "Saldo"],
        ["Ventas", "Cobros", "Saldo"],
        ["Facturas", "Pagado", "Saldo"],
        ["Cargos del mes", "Abonos del mes", "Saldo"],
        ["Charges", "Payments", "Balance"],
        ["Charge", "Receipts", "Balance"],
        ["Invoiced", "Collected so far", "Balance"],
        ["Sales", "Paid", "Open balance"],
        ["Faturado", "Recebimentos", "Saldo"],
        ["Vendas", "Valor recebido", "Saldo"],
        ["Fakturiert", "Zahlungen", "Saldo"],
        ["Ventes", "Règlements", "Solde"],
        ["Xyz", "Abc", "Balance"],
        ["Amount", "Abc", "Balance"],
        ["Amount", "Payments", "Balance"],
        ["Cargo", "Entregas", "Saldo"],
    ] {
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            for newest_first in [false, true] {
                let file = account(headings, order, newest_first);
                let reading = reading_in("MXN", &file, &[]);
                assert_eq!(owed(&reading), "Ana 11000; Luis 9000", "{file}{:?}", reading.rejected);
                all_counted(&reading);
            }
        }
    }
}

// Family: what is open of each document, beside sums of which nothing is said: no sum is taken for a movement by chance.
#[test]
fn what_is_open_of_each_document_stays_what_is_open() {
    for sums in ["Tax", "Net weight", "Credit limit", "Days", "Commission", "Xyz"] {
        let file = format!(
            "Invoice No,Customer,Date,Due Date,Amount,Balance,{sums}\n1,Ana,2026-10-01,2026-10-31,100.00,0.00,21.00\n\
             2,Ana,2026-10-02,2026-10-31,121.00,121.00,21.00\n3,Bo,2026-10-03,2026-10-31,100.00,100.00,21.00\n\
             4,Bo,2026-10-03,2026-10-31,100.00,40.00,60.00\n"
        );
        assert_eq!(owed(&reading_in("EUR", &file, &[])), "Ana 12100; Bo 14000", "{sums}");
    }
}

/// A list with two columns that could both be what is open, and perhaps more beside.
fn two_open(headings: &str, rows: [&str; 2]) -> String {
    let [one, two] = rows;
    format!(
        "Cliente,Factura,Fecha,Vence,{headings}\nAna,F-1,2026-10-15,2026-10-31,{one}\nLuis,F-2,2026-10-15,2026-12-31,{two}\n"
    )
}

const PAIRS: [(&str, &str); 12] = [
    ("Saldo", "Saldo total"),
    ("Saldo", "Saldo actual"),
    ("Pendiente", "Total pendiente"),
    ("Balance", "Balance Due"),
    ("Balance", "Outstanding balance"),
    ("Bal", "Amount due"),
    ("Saldo", "Saldo devedor"),
    ("Aberto", "Total aberto"),
    ("Offen", "Offener Saldo"),
    ("Solde", "Solde restant"),
    ("Saldo de capital", "Saldo total"),
    ("Balance without penalties", "Balance due"),
];

// Family: two columns of open sums of which the one that is read is more. What was paid, the whole sum, or a fee beside says
// which it is; else it is asked once, in either order of columns, and the larger sum is never asked for in silence.
#[test]
fn of_two_open_sums_arithmetic_decides_or_a_question() {
    for (smaller, larger) in PAIRS {
        for turned in [false, true] {
            let of =
                |small: &str, large: &str| if turned { format!("{large},{small}") } else { format!("{small},{large}") };
            let heads = of(smaller, larger);
            // With what was paid.
            let paid = two_open(
                &format!("Total,Pagado,{heads}"),
                [
                    &format!("1000.00,600.00,{}", of("400.00", "425.00")),
                    &format!("500.00,0.00,{}", of("500.00", "500.00")),
                ],
            );
            assert_eq!(opens(&reading_in("MXN", &paid, &[])), "F-1 40000; F-2 50000", "{paid}");
            // With a fee, whatever it is called.
            for fee in ["Interés moratorio", "Late fee", "Juros", "Mahngebühr", "Xyz"] {
                let fee = two_open(
                    &format!("Total,{fee},{heads}"),
                    [
                        &format!("1000.00,25.00,{}", of("400.00", "425.00")),
                        &format!("500.00,0.00,{}", of("500.00", "500.00")),
                    ],
                );
                assert_eq!(opens(&reading_in("MXN", &fee, &[])), "F-1 40000; F-2 50000", "{fee}");
            }
            // More than the whole sum is no part of it.
            let beyond = two_open(
                &format!("Total,{heads}"),
                [&format!("1000.00,{}", of("1000.00", "1025.00")), &format!("500.00,{}", of("300.00", "310.00"))],
            );
            assert_eq!(opens(&reading_in("MXN", &beyond, &[])), "F-1 100000; F-2 30000", "{beyond}");
            // Nothing says which.
            for (head, sums) in [("Total,", ["1000.00,", "500.00,"]), ("", ["", ""])] {
                let [one, two] = sums;
                let open = two_open(
                    &format!("{head}{heads}"),
                    [&format!("{one}{}", of("400.00", "425.00")), &format!("{two}{}", of("500.00", "500.00"))],
                );
                let asked = asks("MXN", &open);
                assert!(
                    asked.contains(smaller) && asked.contains(larger) && asked.contains("open_amount"),
                    "{open}{asked}"
                );
            }
        }
    }
    // Said, it is not asked again.
    let open = two_open("Saldo,Saldo total", ["400.00,425.00", "500.00,500.00"]);
    let said = |column: &str| {
        let mut options = crate::Options::of_house("MXN".parse().expect("a currency"));
        options.map(&format!("open_amount={column}")).expect("an option");
        opens(&crate::read(open.as_bytes(), &options).expect("a list"))
    };
    assert_eq!((said("Saldo"), said("Saldo total")), ("F-1 40000; F-2 50000".into(), "F-1 42500; F-2 50000".into()));
}

// Family: beside what is open of each document, the balance of the customer: going on from row to row, or the same in each of
// the customer's rows; with a credit in between it may be less.
#[test]
fn the_balance_of_the_customer_is_not_what_is_open_of_a_document() {
    for (document, customer) in [
        ("Open balance", "Balance"),
        ("Saldo pendiente", "Saldo"),
        ("Saldo factura", "Saldo del tercero"),
        ("Offener Betrag", "Saldo"),
    ] {
        for sums in
            [["100.00,100.00", "50.00,150.00", "-120.00,30.00"], ["100.00,30.00", "50.00,30.00", "-120.00,30.00"]]
        {
            let rows: String =
                (1..).zip(sums).map(|(n, sums)| format!("Ana,F-{n},2026-10-0{n},2026-10-31,{sums}\n")).collect();
            let file = format!("Cliente,Factura,Fecha,Vence,{document},{customer}\n{rows}");
            assert_eq!(opens(&reading_in("MXN", &file, &[])), "F-1 10000; F-2 5000; F-3 -12000", "{file}");
        }
    }
}

// Family: what is open by the day on which it is due, beside all that is open; it adds up like a fee, and is none.
#[test]
fn what_is_due_by_a_day_is_a_part_of_what_is_open() {
    for (open, later, past) in [
        ("Balance", "Not due", "Overdue"),
        ("Open balance", "Due later", "Past due"),
        ("Saldo", "Saldo por vencer", "Saldo vencido"),
        ("Saldo", "Saldo xyz", "Abc"),
        ("Saldo", "Saldo a vencer", "Saldo em atraso"),
        ("Offen", "Offen nicht fällig", "Überfällig"),
        ("Solde", "Solde non échu", "Solde échu"),
    ] {
        let file = format!(
            "Cliente,Factura,Fecha,Vence,{open},{later},{past}\nAna,F-1,2026-10-01,2026-10-31,100.00,0.00,100.00\n\
             Ana,F-2,2026-10-02,2026-12-31,50.00,50.00,0.00\nBo,F-3,2026-10-03,2026-12-31,70.00,70.00,0.00\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "F-1 10000; F-2 5000; F-3 7000", "{file}");
    }
}

// Family: what share of each document was paid, in percent, under any heading that says so: asked about once, then read.
#[test]
fn a_share_that_was_paid_is_never_passed_over() {
    for heading in
        ["% Pagado", "Pagado %", "% Paid", "Paid (%)", "% Recebido", "Bezahlt %", "% cobrado", "Percent paid", "% payé"]
    {
        for cells in [["40%", "0%", "100%"], ["40,0 %", "0 %", "100 %"], ["40", "0", "100"]] {
            let [one, two, three] = cells;
            let file = format!(
                "Factura;Cliente;Fecha;Vence;Importe;{heading}\nF-1;Ana;2026-10-01;2026-10-31;1000,00;{one}\n\
                 F-2;Ana;2026-10-01;2026-10-31;500,00;{two}\nF-3;Bo;2026-10-01;2026-10-31;70,00;{three}\n"
            );
            let asked = asks("EUR", &file);
            assert!(asked.contains(&format!("--map \"paid_amount={heading}\"")), "{file}{asked}");
            let said = |column: &str| {
                let mut options = crate::Options::of_house("EUR".parse().expect("a currency"));
                options.map(&format!("paid_amount={column}")).expect("an option");
                let reading = crate::read(file.as_bytes(), &options).unwrap_or_else(|error| panic!("{file}{error}"));
                assert!(reading.rejected.is_empty(), "{file}{:?}", reading.rejected);
                opens(&reading)
            };
            assert_eq!(said(heading), "F-1 60000; F-2 50000; F-3 0", "{file}");
            assert_eq!(said(""), "F-1 100000; F-2 50000; F-3 7000", "{file}");
        }
    }
    // Beside what is open it says nothing new, and a share that is none is refused.
    let open = "Factura,Cliente,Fecha,Vence,Total,Saldo,% Pagado\nF-1,Ana,2026-10-01,2026-10-31,1000.00,600.00,40%\n";
    assert_eq!(opens(&reading_in("EUR", open, &[])), "F-1 60000");
    assert!(matches!(
        read_in("EUR", &open.replace("Saldo,", "Xyz,").replace("600.00", "x"), &[]),
        Err(ReadError::Ask(_))
    ));
    let mut options = crate::Options::of_house("EUR".parse().expect("a currency"));
    options.map("paid_amount=% Pagado").expect("an option");
    let wrong = "Factura,Cliente,Fecha,Vence,Total,% Pagado\nF-1,Ana,2026-10-01,2026-10-31,1000.00,140%\n";
    let reading = crate::read(wrong.as_bytes(), &options).expect("a list");
    assert_eq!(reading.rejected.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::InvalidAmount]);
}

#[test]
fn what_is_left_after_a_fee_is_no_net_sum_of_a_line() {
    let head = "Número da fatura;Nome;Data de criação;Data de vencimento";
    let asaas = format!(
        "{head};Valor;Valor Original;Valor Líquido\n1001;Ana;15/10/2026;30/10/2026;105,50;100,00;103,51\n\
         1002;Bia;01/10/2026;10/12/2026;200,00;;198,01\n"
    );
    assert!(asks("BRL", &asaas).contains("`Valor` and `Valor Original` could both be the amount"));
    for whole in ["Valor", "Valor bruto", "Valor da Conta", "Total"] {
        let file = format!("{head};{whole};Valor Líquido\n1001;Ana;15/10/2026;30/10/2026;100,00;97,00\n");
        assert_eq!(opens(&reading_in("BRL", &file, &[])), "1001 10000", "{whole}");
    }
    // Instalments stay instalments.
    let omie = "Cliente;Nota Fiscal;Parcela;Emissão;Vencimiento;Valor da Conta;Valor PIS;Valor ISS;Valor Líquido;Recebido;A Receber;Situação\n\
        Ana;10;001/002;01/10/2026;31/10/2026;500,00;5,00;15,00;480,00;0,00;480,00;Atrasado\n\
        Ana;10;002/002;01/10/2026;30/11/2026;500,00;5,00;15,00;480,00;200,00;280,00;A vencer\n\
        Bia;11;001/001;01/10/2026;31/10/2026;100,00;0,00;0,00;100,00;100,00;0,00;Recebido\n";
    let reading = reading_in("BRL", omie, &[]);
    assert_eq!(owed(&reading), "Ana 76000; Bia 0", "{:?}", reading.rejected);
}

#[test]
fn a_day_of_payment_beside_a_balance_is_that_of_a_part() {
    for heading in [
        "Paid On",
        "Payment Date",
        "Paid Date",
        "Date paid",
        "Fecha de pago",
        "Fecha de cobro",
        "Data de pagamento",
        "Zahlungsdatum",
        "Bezahlt am",
        "Date de paiement",
    ] {
        let file = format!(
            "Invoice,Customer,Invoice Date,Due Date,Total,{heading},Balance\n10,Ana,2026-10-01,2026-10-31,120.00,2026-10-05,50.00\n\
             11,Luis,2026-10-01,2026-10-31,240.00,,240.00\n12,Eva,2026-10-01,2026-10-31,40.00,2026-10-06,0.00\n"
        );
        assert_eq!(opens(&reading_in("EUR", &file, &[])), "10 5000; 11 24000; 12 0", "{heading}");
    }
}

#[test]
fn of_two_columns_the_one_that_is_total_less_paid_is_open() {
    for other in ["Pending", "Outstanding", "Due amount"] {
        let file = format!(
            "Bill Number,Client,Issued,Due Date,Total,Paid,Balance,{other}\n1001,Smith,2026-10-15,2026-11-14,1500.00,500.00,1000.00,0.00\n\
             1002,Jones,2026-10-15,2026-11-14,200.00,200.00,0.00,0.00\n1003,Jones,2026-10-15,2026-11-14,300.00,0.00,300.00,0.00\n"
        );
        assert_eq!(opens(&reading_in("USD", &file, &[])), "1001 100000; 1002 0; 1003 30000", "{other}");
    }
}
