//! Types of documents that count in a series of their own, so that one number is two documents.

use super::reading_in;

fn numbers(house: &str, file: &str) -> String {
    let reading = reading_in(house, file, &[]);
    let shown = |item: &crate::Item| format!("{} {}", item.shown_number(), super::asked(item));
    let taken: Vec<String> = reading.accepted.iter().map(shown).collect();
    let refused: Vec<String> = reading.rejected.iter().map(|told| format!("{}: {}", told.line, told.message)).collect();
    [taken, refused].concat().join("; ")
}

#[test]
fn types_of_documents_that_count_by_themselves() {
    let afip = |rows: &[(&str, &str)]| {
        let head =
            "Fecha;Tipo;Punto de Venta;Número Desde;Denominación Receptor;Vencimiento;Moneda;Imp. Total\n".to_owned();
        let row = |(kind, total): &(&str, &str)| format!("2026-10-15;{kind};3;7;BANCO;2026-11-15;$;{total}\n");
        head + &rows.iter().map(row).collect::<String>()
    };
    let all = afip(&[
        ("1 - Factura A", "1210,00"),
        ("6 - Factura B", "333,00"),
        ("201 - Factura de Crédito electrónica MiPyMEs (FCE) A", "6050,00"),
        ("206 - Factura de Crédito electrónica MiPyMEs (FCE) B", "50,00"),
        ("81 - Tique Factura A", "70,00"),
        ("82 - Tique Factura B", "80,00"),
        ("2 - Nota de Débito A", "5,00"),
        ("3 - Nota de Crédito A", "10,00"),
        ("203 - Nota de Crédito electrónica MiPyMEs (FCE) A", "20,00"),
        ("202 - Nota de Débito electrónica MiPyMEs (FCE) A", "30,00"),
        ("19 - Factura de Exportación E", "40,00"),
        ("51 - Factura M", "41,00"),
    ]);
    let got = numbers("ARS", &all);
    assert_eq!(
        got,
        "3-7 121000; B3-7 33300; FCEA3-7 605000; FCEB3-7 5000; TA3-7 7000; TB3-7 8000; 3-7 500; 3-7 -1000; FCEA3-7 -2000; FCEA3-7 3000; \
         E3-7 4000; M3-7 4100"
    );
    let codes = afip(&[("001", "1,00"), ("201", "2,00"), ("011", "3,00"), ("081", "4,00"), ("019", "5,00")]);
    let said = ["kind:001=invoice", "kind:201=invoice", "kind:011=invoice", "kind:081=invoice", "kind:019=invoice"];
    let reading = reading_in("ARS", &codes, &said);
    let taken: Vec<_> = reading.accepted.iter().map(|item| item.shown_number().into_owned()).collect();
    assert_eq!(taken, ["3-7", "FCEA3-7", "C3-7", "TA3-7", "E3-7"]);
    let chile = ["Factura electrónica", "Factura exenta", "Boleta", "Factura de exportación"];
    let rows: String = chile.iter().map(|kind| format!("{kind};1001;Sol;15/10/2026;14/11/2026;50\n")).collect();
    let reading = reading_in("CLP", &format!("Tipo;Folio;Cliente;Fecha;Vencimiento;Total\n{rows}"), &[]);
    assert_eq!(reading.accepted.len(), 4, "{:?}", reading.rejected);
}
