//! Numbers that count anew in each branch or year, which a column beside them names.

use super::{asks, opens, reading_in};

// Family: a branch by its name, a year of account beside a series; in five languages, rows together or apart. One question;
// yes tells the documents apart, no leaves a contradiction of which nothing is taken.
#[test]
fn a_column_may_belong_to_the_number() {
    let of = |heading: &str, [one, two]: [&str; 2], apart: bool| {
        let row = |cell: &str, number: &str, sum: &str| format!("{cell},A,{number},Ana,2026-10-15,2026-11-14,{sum}\n");
        let between = if apart { row(one, "7", "5.00") } else { String::new() };
        format!(
            "{heading},Serie,Folio,Cliente,Fecha,Vencimiento,Total\n{}{between}{}",
            row(one, "101", "100.00"),
            row(two, "101", "250.00")
        )
    };
    for (heading, cells) in [
        ("Sucursal", ["Norte", "Sur"]),
        ("Tienda", ["Centro", "Plaza 2"]),
        ("Ejercicio", ["2025", "2026"]),
        ("Store", ["Downtown", "Airport"]),
        ("Fiscal year", ["2025", "2026"]),
        ("Loja", ["Matriz", "Filial"]),
        ("Filiale", ["Nord", "West"]),
        ("Geschäftsjahr", ["2025", "2026"]),
        ("Magasin", ["Nord", "Sud"]),
        ("Exercice", ["2025", "2026"]),
    ] {
        for apart in [false, true] {
            let file = of(heading, cells, apart);
            let question = asks("EUR", &file);
            assert!(question.contains(&format!("`{heading}` differs")), "{file}{question}");
            let rest = if apart { 500 } else { 0 };
            let sum = |said: &str| {
                let mut options = crate::Options::of_house("EUR".parse().expect("a currency"));
                options.map(said).expect("an option");
                options.map("customer_id=").expect("an option");
                options.default_value("rows=repeated").expect("an option");
                let reading = crate::read(file.as_bytes(), &options).unwrap_or_else(|error| panic!("{file}{error}"));
                let sums: Vec<i64> = reading.accepted.iter().map(super::asked).collect();
                (sums.iter().sum::<i64>(), reading.rejected.len())
            };
            assert_eq!(sum(&format!("branch={heading}")), (35_000 + rest, 0), "{file}");
            assert_eq!(sum("branch="), (rest, 2), "{file}");
        }
    }
}

#[test]
fn where_numbers_do_not_come_again_nothing_is_asked() {
    let file = "Sucursal,Folio,Cliente,Fecha,Vencimiento,Total\nNorte,101,Ana,2026-10-15,2026-11-14,100\n\
        Sur,102,Ana,2026-10-16,2026-11-14,250\nSur,102,Ana,2026-10-16,2026-11-14,250\n";
    assert_eq!(opens(&reading_in("EUR", file, &[])), "101 10000; 102 25000");
}
