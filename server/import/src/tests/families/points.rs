//! Thousands by points, and no decimals: how most of Latin America writes sums.

use super::{asks, opens, reading_in};

fn list(sums: [&str; 3]) -> String {
    let rows = (1..).zip(sums).map(|(n, sum): (u32, _)| format!("F-{n};Ana;2026-10-01;2026-10-31;{sum}\n"));
    format!("Factura;Cliente;Fecha;Vencimiento;Total\n{}", rows.collect::<String>())
}

/// Currencies of which one unit buys next to nothing, and the minor units of one.
const SMALL: [(&str, i64); 5] = [("CLP", 1), ("PYG", 1), ("COP", 100), ("CRC", 100), ("ARS", 100)];
const OTHERS: [&str; 10] = ["UYU", "PEN", "GTQ", "DOP", "BOB", "HNL", "NIO", "MXN", "BRL", "PAB"];

fn owes(sums: [i64; 3], minor: i64) -> String {
    let [one, two, three] = sums.map(|sum| sum * minor);
    format!("F-1 {one}; F-2 {two}; F-3 {three}")
}

#[test]
fn nobody_writes_an_invoice_of_a_few_small_units() {
    for (code, minor) in SMALL {
        for sums in
            [["250.000", "350.000", "45.000"], ["250,000", "350,000", "45,000"], ["250.000", "350.000", "45.000,00"]]
        {
            if sums[2] == "45.000,00" && minor == 1 {
                continue; // Decimals of a currency that has none.
            }
            assert_eq!(
                opens(&reading_in(code, &list(sums), &[])),
                owes([250_000, 350_000, 45_000], minor),
                "{code} {sums:?}"
            );
        }
        // What has three decimals on larger sums has them on small ones.
        if minor == 100 {
            let sums = ["250000.000", "350.000", "45000.000"];
            assert_eq!(opens(&reading_in(code, &list(sums), &[])), owes([250_000, 350, 45_000], minor), "{code}");
        }
        let said = reading_in(code, &list(["250.000", "350.000", "45.000"]), &["decimal=."]);
        assert_eq!(opens(&said), owes([250, 350, 45], minor), "{code}: what is said counts");
    }
}

#[test]
fn of_other_currencies_it_is_asked_unless_a_sum_says_it() {
    for code in OTHERS {
        let file = list(["250.000", "350.000", "45.000"]);
        assert!(asks(code, &file).contains("decimal"), "{code}");
        assert_eq!(opens(&reading_in(code, &file, &["decimal=,"])), owes([250_000, 350_000, 45_000], 100), "{code}");
        for sums in
            [["1.250.000", "350.000", "45.000"], ["250.000", "350.000", "45.125"], ["250.000,00", "350.000", "45.000"]]
        {
            let thousands = if sums[0] == "1.250.000" { 1_250_000 } else { 250_000 };
            let last = if sums[2] == "45.125" { 45_125 } else { 45_000 };
            assert_eq!(
                opens(&reading_in(code, &list(sums), &[])),
                owes([thousands, 350_000, last], 100),
                "{code} {sums:?}"
            );
        }
    }
}

#[test]
fn the_currency_of_the_row_counts() {
    let file = "Factura;Cliente;Fecha;Vencimiento;Moneda;Total\nF-1;Ana;2026-10-01;2026-10-31;COP;250.000\nF-2;Ana;2026-10-01;2026-10-31;COP;45.000\n";
    assert_eq!(opens(&reading_in("USD", file, &[])), "F-1 25000000; F-2 4500000");
    assert!(asks("COP", &file.replace("COP", "USD")).contains("decimal"));
}
