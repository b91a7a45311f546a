//! Customers above their documents, what stands around them, and what is no customer.

use super::{all_counted, asks, owed, reading_in};
use crate::tests::codes;

const HEAD: &str = "Documento,Fecha,Vencimiento,Saldo\n";

fn document(number: &str, open: &str) -> String {
    format!("{number},15/10/2026,14/11/2026,{open}\n")
}

#[test]
fn projects_lie_in_customers_and_customers_in_regions() {
    let head = "Num,Date,Due Date,Open Balance\n";
    let row = |n: u32, open: u32| format!("{n},2026-10-15,2026-11-14,{open}\n");
    // Documents stand directly below a customer: what lies inside is a project. Two projects of one name are two customers'.
    let projects = format!(
        "{head}Acme,,,\nKitchen,,,\n{}Total Kitchen,,,100\n{}Total Acme,,,150\nBeta,,,\nKitchen,,,\n{}Total Kitchen,,,7\nTotal Beta,,,7\n",
        row(1, 100),
        row(2, 50),
        row(3, 7)
    );
    let reading = reading_in("USD", &projects, &[]);
    assert_eq!(owed(&reading), "Acme 15000; Beta 700");
    all_counted(&reading);
    // Nothing stands directly below the outer ones: they may be sales people.
    let regions = format!(
        "{head}Luis,,,\nAna,,,\n{}Total Ana,,,100\nBo,,,\n{}Total Bo,,,50\nTotal Luis,,,150\n",
        row(1, 100),
        row(2, 50)
    );
    let question = asks("USD", &regions);
    assert!(
        question.contains("`Ana` stands inside of `Luis`") && question.contains("--default sections=inner"),
        "{question}"
    );
    assert_eq!(owed(&reading_in("USD", &regions, &["sections=inner"])), "Ana 10000; Bo 5000");
    assert_eq!(owed(&reading_in("USD", &regions, &["sections=outer"])), "Luis 15000");
}

#[test]
fn what_stands_around_the_rows_is_no_customer() {
    for line in [
        "Elaborado por: Nora,,,",
        "Report generated 31 Oct 2026,,,",
        "Nota: saldos sin interés,,,",
        "Página 2 de 3,,,",
        "Continúa en la página siguiente,,,",
        "Vendedor: Luis,,,",
        "Impresso em 31/10/2026,,,",
        "Seite 2,,,",
        "Comercial Norte SA,,,",
        "\u{c}Documento,Fecha,Vencimiento,Saldo",
        "Los saldos de este listado incluyen los intereses.,,,",
    ] {
        let file = format!(
            "Comercial Norte SA,,,\n{HEAD}Ana,,,\n{}{line}\n{}Bo,,,\n{}{line}\n",
            document("1", "100.00"),
            document("2", "50.00"),
            document("3", "7.00")
        );
        let reading = reading_in("MXN", &file, &[]);
        assert_eq!(owed(&reading), "Ana 15000; Bo 700", "{line}");
        all_counted(&reading);
    }
    // Where sums name the customers, whatever they do not name is a remark.
    let file = format!(
        "{HEAD}Ana,,,\n{}Llamar el lunes,,,\n{}Total Ana,,,150.00\nBo,,,\n{}Total Bo,,,7.00\n",
        document("1", "100.00"),
        document("2", "50.00"),
        document("3", "7.00")
    );
    assert_eq!(owed(&reading_in("MXN", &file, &[])), "Ana 15000; Bo 700");
    // Where they have a label, whatever has none.
    let file = format!(
        "{HEAD}Cliente: C-1 Ana,,,\n{}Llamar el lunes,,,\n{}Cliente: C-2 Bo,,,\n{}",
        document("1", "100.00"),
        document("2", "50.00"),
        document("3", "7.00")
    );
    assert_eq!(owed(&reading_in("MXN", &file, &[])), "C-1 15000; C-2 700");
}

#[test]
fn a_page_that_turns_keeps_its_customer() {
    for again in ["Ana (continuación)", "Ana (cont.)", "Ana (continued)", "Ana (Fortsetzung)", "Ana"] {
        let file = format!(
            "{HEAD}Ana,,,\n{}Página 2,,,\n{HEAD}{again},,,\n{}Bo,,,\n{}",
            document("1", "100.00"),
            document("2", "50.00"),
            document("3", "7.00")
        );
        let reading = reading_in("MXN", &file, &[]);
        assert_eq!(owed(&reading), "Ana 15000; Bo 700", "{again}");
        assert!(codes(&reading.skipped).contains(&"5 repeated_header".to_owned()), "{again}");
    }
}

#[test]
fn numbers_names_and_facts_of_customers_above() {
    for (ana, bo) in [
        ("Cliente: C-1 - Ana,,,", "Cliente: C-2 - Bo,,,"),
        ("C-1,Ana,,", "C-2,Bo,,"),
        ("Cliente:,C-1,Ana,", "Cliente:,C-2,Bo,"),
        ("Debitor: C-1,Ana,,", "Debitor: C-2,Bo,,"),
        ("Cliente: C-1 Ana,RFC: EKU9003173C9,,", "Cliente: C-2 Bo,RFC: GODE561231GR8,,"),
        ("Cliente: C-1 - Ana,,,100.00", "Cliente: C-2 - Bo,,,7.00"),
    ] {
        let file = format!("{HEAD}{ana}\n{}{bo}\n{}", document("1", "100.00"), document("2", "7.00"));
        let reading = reading_in("MXN", &file, &[]);
        assert_eq!(owed(&reading), "C-1 10000; C-2 700", "{ana}");
        assert_eq!(reading.accepted[0].customer.name.as_deref(), Some("Ana"), "{ana}");
    }
    let file = format!(
        "{HEAD}Ana,,,\nRFC: EKU9003173C9,,,\nTel.: 55 1234 5678,,,\nCorreo: ana@x.example,,,\n{}Bo,,,\n{}Tel.: 55 0000 0000,,,\n",
        document("1", "100.00"),
        document("2", "7.00")
    );
    let reading = reading_in("MXN", &file, &[]);
    let (ana, bo) = (&reading.accepted[0].customer, &reading.accepted[1].customer);
    assert_eq!((ana.email(), ana.phones.len()), (Some("ana@x.example"), 1));
    assert!(ana.tax_id.as_ref().is_some_and(|id| id.sound));
    assert_eq!((bo.email(), bo.phones.len()), (None, 0));
    all_counted(&reading);
}

#[test]
fn sums_beside_the_name_of_a_customer() {
    // The sum of the second is that of all before: it is no sum of them for that.
    let file = format!(
        "{HEAD}Ana,,,100.00\n{}Bo,,,100.00\n{}{}",
        document("1", "100.00"),
        document("2", "60.00"),
        document("3", "40.00")
    );
    let reading = reading_in("MXN", &file, &[]);
    assert_eq!((owed(&reading).as_str(), reading.rejected.len()), ("Ana 10000; Bo 10000", 0));
    // Sums behind, with the name first, as spreadsheets write them.
    for (ana, bo) in
        [("Ana Total", "Bo Total"), ("Ana Ergebnis", "Bo Ergebnis"), ("Total cliente Ana", "Total cliente Bo")]
    {
        let file = format!(
            "{HEAD}Ana,,,\n{}{ana},,,100.00\nBo,,,\n{}{bo},,,7.00\n",
            document("1", "100.00"),
            document("2", "7.00")
        );
        let reading = reading_in("MXN", &file, &[]);
        assert_eq!((owed(&reading).as_str(), reading.rejected.len()), ("Ana 10000; Bo 700", 0), "{ana}");
    }
}

#[test]
fn whose_rows_nobody_knows_are_refused() {
    // A name that could not be read as one: what stands below it is not the customer's above.
    for odd in ["INV-9,,,", "Total Gas SA,,,7.00", "Total Gas SA,,,"] {
        let file = format!("{HEAD}Ana,,,\n{}{odd}\n{}", document("1", "100.00"), document("2", "7.00"));
        let reading = reading_in("MXN", &file, &[]);
        assert_eq!(owed(&reading), "Ana 10000", "{odd}");
        assert!(codes(&reading.rejected).contains(&"5 missing_required customer_name".to_owned()), "{odd}");
        all_counted(&reading);
    }
}
