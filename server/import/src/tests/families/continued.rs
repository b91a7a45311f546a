//! Rows that go on with the document above: what names it is empty in them.

use super::{all_counted, opens, reading_in};

// Family: the sums of the document on its first row, below it further lines with an item, a quantity and a price; at the end
// of the list, between documents, several of them; with and without an amount column of the line.
#[test]
fn a_row_of_an_item_alone_goes_on_with_the_document_above() {
    for (headings, item) in [
        ("Factura,Cliente,Fecha,Vencimiento,Artículo,Cantidad,Precio,Total", "Tubos,2,20.00"),
        ("Invoice,Customer,Date,Due Date,Item,Qty,Rate,Amount", "Tubes,2,20.00"),
    ] {
        let first = "F-1,Ana,2026-10-01,2026-10-31,Clavos,1,10.00,50.00\n";
        let other = "F-2,Bo,2026-10-01,2026-10-31,Clavos,1,10.00,10.00\n";
        let more = format!(",,,,{item},\n");
        for rows in [[first, &more, other], [other, first, &more], [first, &more, &more]] {
            let file = format!("{headings}\n{}", rows.concat());
            let reading = reading_in("EUR", &file, &[]);
            let mut open: Vec<String> = opens(&reading).split("; ").map(str::to_owned).collect();
            open.sort();
            open.retain(|one| one != "F-2 1000");
            assert_eq!(
                (open, reading.rejected.len()),
                (vec!["F-1 5000".to_owned()], 0),
                "{file}{:?}",
                reading.rejected
            );
            all_counted(&reading);
        }
    }
}

// Family: with a sum of its own in each such row, nothing says what the document comes to.
#[test]
fn where_a_row_goes_on_with_a_sum_its_document_is_refused() {
    for (headings, sums) in [
        ("Factura,Cliente,Fecha,Vencimiento,Concepto,Importe", ["10.00", "40.00"]),
        ("Invoice,Customer,Date,Due Date,Item,Amount", ["10.00", "40.00"]),
        ("Invoice,Customer,Date,Due Date,Item,Amount", ["10.00", "-4.00"]),
    ] {
        let [one, two] = sums;
        let file = format!(
            "{headings}\nF-1,Ana,2026-10-01,2026-10-31,Nails,{one}\n,,,,Wood,{two}\nF-2,Bo,2026-10-01,2026-10-31,Nails,5.00\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!((opens(&reading).as_str(), reading.rejected.len()), ("F-2 500", 2), "{file}{:?}", reading.rejected);
        all_counted(&reading);
    }
}
