//! Marks by which a ledger clears its rows, on both sides: what is cleared is settled, and counts once.

use super::{opens, read_in};

fn net(file: &str, said: &[&str]) -> (i64, String) {
    let mut options = crate::Options::of_house("EUR".parse().expect("a currency"));
    said.iter().for_each(|text| options.default_value(text).expect("an option"));
    options.dates("DD/MM/YYYY").expect("a format");
    let reading = crate::read(file.as_bytes(), &options).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    (reading.accepted.iter().map(super::asked).sum(), opens(&reading))
}

const MOVEMENTS: [&str; 2] = ["file=movements", "terms=30"];

/// A ledger of one customer, whose mark stands under `heading`.
fn ledger(heading: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    let mut file = format!("Fecha;Documento;Cliente;Debe;Haber;{heading}\n");
    for (number, debit, credit, mark) in rows {
        file += &format!("15/10/2026;{number};Dupont;{debit};{credit};{mark}\n");
    }
    file
}

#[test]
fn what_is_cleared_on_both_sides_counts_once() {
    let headings = [
        "EcritureLet",
        "Lettrage",
        "Ausgleichsbeleg",
        "Auszifferung",
        "Punteo",
        "Conciliado",
        "Conciliación",
        "Compensação",
        "Matching Number",
        "Matching",
        "Nº compensación",
        "Clearing document",
        "Reconciliation number",
    ];
    for heading in headings {
        let marks: &[&str] = if heading == "Lettrage" { &["AA", "1400000077", "A12", "12"] } else { &["AA"] };
        for mark in marks {
            // All of it stands in the list.
            let whole = ledger(
                heading,
                &[("FA1001", "1200,00", "", mark), ("FA1002", "600,00", "", ""), ("VIR", "", "1200,00", mark)],
            );
            let (sum, shown) = net(&whole, &MOVEMENTS);
            assert_eq!(sum, 60_000, "{heading} {mark}: {shown}");
            // The other half of the payment does not.
            let half = ledger(
                heading,
                &[("FA1001", "1200,00", "", mark), ("FA1002", "600,00", "", ""), ("VIR", "", "500,00", mark)],
            );
            assert_eq!(net(&half, &MOVEMENTS).1, "FA1001 0; FA1002 60000", "{heading} {mark}");
            // Only the invoice, only the payment, and a payment of what an earlier list had besides.
            let alone = ledger(heading, &[("FA1001", "1200,00", "", mark), ("FA1002", "600,00", "", "")]);
            assert_eq!(net(&alone, &MOVEMENTS).1, "FA1001 0; FA1002 60000", "{heading} {mark}");
            let payment = ledger(heading, &[("FA1002", "600,00", "", ""), ("VIR", "", "1200,00", mark)]);
            assert_eq!(net(&payment, &MOVEMENTS).0, -60_000, "{heading} {mark}");
            let beyond = ledger(heading, &[("FA1002", "600,00", "", mark), ("VIR", "", "1200,00", mark)]);
            assert_eq!(net(&beyond, &MOVEMENTS).0, -60_000, "{heading} {mark}");
        }
    }
}

#[test]
fn what_is_cleared_in_part_is_what_its_amounts_say() {
    for mark in ["aa", "P12"] {
        let part = ledger(
            "Lettrage",
            &[("FA1001", "1200,00", "", mark), ("FA1002", "600,00", "", ""), ("VIR", "", "500,00", mark)],
        );
        assert_eq!(net(&part, &MOVEMENTS).0, 130_000, "{mark}");
        let list = format!(
            "Type;Pièce;Client;Date;Échéance;Montant;Lettrage\nFacture;FA1;Dupont;15/10/2026;14/11/2026;1200,00;{mark}\n\
             Règlement;VIR;Dupont;16/10/2026;16/10/2026;500,00;{mark}\n"
        );
        assert_eq!(net(&list, &[]).0, 70_000, "{mark}");
    }
}

#[test]
fn a_payment_names_the_documents_that_it_has_cleared() {
    let file = ledger(
        "Lettrage",
        &[
            ("FA1001", "700,00", "", "AA"),
            ("FA1003", "500,00", "", "AA"),
            ("FA1002", "600,00", "", ""),
            ("VIR", "", "1200,00", "AA"),
        ],
    );
    let mut said = MOVEMENTS.to_vec();
    said.push("decimal=,");
    let reading = read_in("EUR", &file.replace("15/10", "15/09"), &said).expect("nothing is open");
    let payment = reading.accepted.iter().find(|item| item.document.is_movement()).expect("a payment");
    assert_eq!(payment.notes.as_deref(), Some("FA1001 FA1003"));
}

#[test]
fn a_mark_of_one_customer_clears_nothing_of_another() {
    let file =
        "Fecha;Documento;Cliente;Debe;Haber;Lettrage\n15/10/2026;F-1;Ana;100,00;;AA\n15/10/2026;C-1;Bo;;100,00;AA\n";
    assert_eq!(net(file, &MOVEMENTS).1, "F-1 0; C-1 -10000");
}

#[test]
fn marks_of_yes_and_no() {
    let file =
        ledger("Compensado", &[("FA1", "100,00", "", "Sí"), ("FA2", "50,00", "", "No"), ("VIR", "", "100,00", "Sí")]);
    assert_eq!(net(&file, &MOVEMENTS).0, 5_000);
}

#[test]
fn the_books_that_france_asks_for() {
    let file = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n\
        VE|Ventes|1|20261001|411000|Clients|C001|DUPONT SARL|FA1001|20261001|Facture FA1001|1200,00|0,00|AA|20261020|20261031||\n\
        VE|Ventes|2|20261005|411000|Clients|C001|DUPONT SARL|FA1002|20261005|Facture FA1002|600,00|0,00|||20261031||\n\
        BQ|Banque|3|20261020|411000|Clients|C001|DUPONT SARL|VIR|20261020|Virement Dupont|0,00|1200,00|AA|20261020|20261031||\n";
    let mut options = crate::Options::of_house("EUR".parse().expect("a currency"));
    for said in [
        "invoice_number=PieceRef",
        "customer_name=CompAuxLib",
        "customer_id=CompAuxNum",
        "issue_date=PieceDate",
        "due_date=PieceDate",
    ] {
        options.map(said).expect("an option");
    }
    let reading = crate::read(file.as_bytes(), &options).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(reading.accepted.iter().map(super::asked).sum::<i64>(), 60_000, "{}", opens(&reading));
    let payment = reading.accepted.iter().find(|item| item.document.is_movement()).expect("a payment");
    assert_eq!(payment.notes.as_deref(), Some("FA1001"));
}
