//! Debit and credit as words of one column.

use super::{asks, opens, reading_in};

const PAIRS: [(&str, &str, &str); 24] = [
    ("Natureza", "Débito", "Crédito"),
    ("Natureza", "D", "C"),
    ("Natureza do lançamento", "Devedora", "Credora"),
    ("Natureza do lançamento", "Débito", "Crédito"),
    ("Naturaleza", "Debe", "Haber"),
    ("Naturaleza", "Deudora", "Acreedora"),
    ("Movimiento", "Cargo", "Abono"),
    ("Concepto contable", "Cargo", "Abono"),
    ("D/C", "D", "C"),
    ("Dr/Cr", "Dr", "Cr"),
    ("Posting side", "Dr", "Cr"),
    ("Type", "Debit", "Credit"),
    ("Soll/Haben", "Soll", "Haben"),
    ("S/H", "S", "H"),
    ("Kennzeichen", "Soll", "Haben"),
    ("Kennzeichen", "S", "H"),
    ("Buchungsseite", "Soll", "Haben"),
    ("Sens", "Débit", "Crédit"),
    ("Sens", "D", "C"),
    ("Nature", "Débit", "Crédit"),
    ("Sens écriture", "Débit", "Crédit"),
    ("Lado", "Debe", "Haber"),
    ("Indicador", "D", "H"),
    ("Signo", "+", "-"),
];

fn list(heading: &str, [one, two, three]: [&str; 3]) -> String {
    format!(
        "Cliente,Documento,Emissão,Vencimento,{heading},Valor\nAna,F-1,2026-10-01,2026-10-31,{one},100.00\n\
         Ana,F-3,2026-10-05,2026-10-31,{two},30.00\nEva,F-4,2026-10-05,2026-10-31,{three},50.00\n"
    )
}

#[test]
fn the_side_says_what_is_owed() {
    for (heading, debit, credit) in PAIRS {
        let reading = reading_in("BRL", &list(heading, [debit, credit, debit]), &[]);
        assert_eq!(opens(&reading), "F-1 10000; F-3 -3000; F-4 5000", "{heading}: {debit}, {credit}");
    }
}

#[test]
fn where_customers_would_be_owed_more_than_they_owe_it_is_asked() {
    for (heading, debit, credit) in PAIRS {
        if ["Type", "Movimiento", "Nature", "Signo"].contains(&heading) {
            continue; // Words of kinds of document: a list of credit notes is possible. A sign says nothing else.
        }
        for cells in [[credit, debit, credit], [credit, credit, credit]] {
            let all = cells.iter().all(|cell| *cell == credit);
            if all && !["Natureza", "Naturaleza", "D/C", "S/H", "Sens", "Soll/Haben"].contains(&heading) {
                continue; // Nothing but one word says nothing of sides under a heading that nobody has listed.
            }
            let file = list(heading, cells);
            let question = asks("BRL", &file);
            assert!(question.contains("side words") && question.contains(credit), "{heading}: {question}");
            // The firm's own account: what a customer owes stands in its credit.
            let own = [format!("side:{credit}=debit"), format!("side:{debit}=credit")];
            let said: Vec<&str> = own.iter().map(String::as_str).collect();
            let owes = if all { "F-1 10000; F-3 3000; F-4 5000" } else { "F-1 10000; F-3 -3000; F-4 5000" };
            assert_eq!(opens(&reading_in("BRL", &file, &said)), owes, "{heading}");
            // Or it is as it stands.
            let said = [format!("side:{credit}=credit"), format!("side:{debit}=debit")];
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            assert!(opens(&reading_in("BRL", &file, &said)).starts_with("F-1 -10000"), "{heading}");
        }
    }
}

#[test]
fn where_the_kinds_say_otherwise_it_is_asked() {
    for (heading, debit, credit) in [
        ("Natureza", "Débito", "Crédito"),
        ("D/C", "D", "C"),
        ("Soll/Haben", "Soll", "Haben"),
        ("Debe/Haber", "Debe", "Haber"),
        ("Sens", "Débit", "Crédit"),
    ] {
        let file = |sides: [&str; 3]| {
            format!(
                "Cliente,Documento,Tipo doc,Emissão,Vencimento,{heading},Valor\nAna,F-1,Fatura,2026-10-01,2026-10-31,{},100.00\n\
                 Ana,R-3,Nota de crédito,2026-10-02,2026-11-01,{},20.00\nEva,F-3,Fatura,2026-10-05,2026-10-31,{},50.00\n",
                sides[0], sides[1], sides[2]
            )
        };
        assert!(asks("BRL", &file([credit, debit, credit])).contains("side words"), "{heading}");
        let reading = reading_in("BRL", &file([debit, credit, debit]), &[]);
        assert_eq!(opens(&reading), "F-1 10000; R-3 -2000; F-3 5000", "{heading}");
    }
}

#[test]
fn ways_to_pay_and_classes_are_no_sides() {
    for (heading, cells) in [
        ("Forma de pago", ["Crédito", "Débito", "Crédito"]),
        ("Tarjeta", ["Débito", "Crédito", "Débito"]),
        ("Cartão", ["Crédito", "Débito", "Crédito"]),
        ("Clase", ["A", "C", "A"]),
        ("Ruta", ["A", "C", "A"]),
    ] {
        let reading = reading_in("BRL", &list(heading, cells), &["terms=30"]);
        assert_eq!(opens(&reading), "F-1 10000; F-3 3000; F-4 5000", "{heading}");
    }
    for (heading, cells) in [("Zona", ["D", "H", "D"]), ("Modalidade", ["Débito", "Crédito", "Débito"])] {
        assert!(asks("BRL", &list(heading, cells)).contains(heading), "{heading}");
    }
}
