//! One document over several rows: a row of its own with the whole sum, and its lines.

use super::{all_counted, opens, reading_in};

fn list(rows: &[(&str, &str, &str)]) -> String {
    let row = |(number, text, sum): &(&str, &str, &str)| format!("{number},Ana,2026-10-01,2026-10-31,{text},{sum}\n");
    format!("Factura,Cliente,Fecha,Vencimiento,Concepto,Importe\n{}", rows.iter().map(row).collect::<String>())
}

#[test]
fn the_row_with_the_sum_of_the_others_is_the_document() {
    let orders: [&[(&str, &str, &str)]; 6] = [
        &[("F-1", "", "300.00"), ("F-1", "Clavos", "100.00"), ("F-1", "Tubos", "200.00"), ("F-2", "", "50.00")],
        &[("F-1", "Clavos", "100.00"), ("F-1", "Tubos", "200.00"), ("F-1", "Total", "300.00"), ("F-2", "", "50.00")],
        &[("F-1", "Clavos", "100.00"), ("F-1", "Factura", "300.00"), ("F-1", "Tubos", "200.00"), ("F-2", "", "50.00")],
        &[("F-1", "", "300.00"), ("F-1", "Clavos", "150.00"), ("F-1", "Clavos", "150.00"), ("F-2", "", "50.00")],
        &[("F-1", "", "300.00"), ("F-1", "Flete", "0.00"), ("F-1", "Tubos", "300.00"), ("F-2", "", "50.00")],
        &[
            ("F-1", "", "300.00"),
            ("F-1", "A", "100.00"),
            ("F-1", "B", "100.00"),
            ("F-1", "C", "100.00"),
            ("F-2", "", "50.00"),
        ],
    ];
    for rows in orders {
        let reading = reading_in("EUR", &list(rows), &[]);
        assert_eq!(opens(&reading), "F-1 30000; F-2 5000", "{rows:?}: {:?}", reading.rejected);
        assert!(reading.rejected.is_empty(), "{rows:?}: {:?}", reading.rejected);
        all_counted(&reading);
    }
}

#[test]
fn a_credit_note_has_lines_too() {
    let rows = [("N-1", "", "-300.00"), ("N-1", "Clavos", "-100.00"), ("N-1", "Tubos", "-200.00")];
    assert_eq!(opens(&reading_in("EUR", &list(&rows), &[])), "N-1 -30000");
}

#[test]
fn rows_that_do_not_add_up_contradict_each_other() {
    for rows in [
        &[("F-1", "", "310.00"), ("F-1", "Clavos", "100.00"), ("F-1", "Tubos", "200.00")][..],
        &[("F-1", "Clavos", "100.00"), ("F-1", "Tubos", "200.00")],
        &[("F-1", "Total", "200.00"), ("F-1", "Descuento", "-100.00"), ("F-1", "Tubos", "300.00")],
    ] {
        let reading = reading_in("EUR", &list(rows), &["rows=repeated"]);
        assert_eq!((reading.accepted.len(), reading.rejected.len()), (0, rows.len()), "{rows:?}");
    }
}
