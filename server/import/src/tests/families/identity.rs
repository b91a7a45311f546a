//! By what customers are told apart.

use super::{asks, owed, read_in, reading_in};
use crate::Identity;
use crate::tests::codes;

#[test]
fn columns_that_are_no_customer_number() {
    // A ledger account, a sales person, a region: one value beside many names.
    for heading in [
        "Account",
        "Account Number",
        "Cuenta",
        "Konto",
        "Código",
        "Customer ID",
        "Kundennummer",
        "Compte",
        "Clave",
        "Debtor",
    ] {
        let file = format!(
            "Folio,{heading},Nombre,Fecha,Vencimiento,Total\n\
             1,1200,Ana Ruiz,2026-10-01,2026-10-31,10.00\n2,1200,Bo Li,2026-10-02,2026-11-01,20.00\n\
             3,1200,Carla Paz,2026-10-02,2026-11-01,30.00\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(owed(&reading), "Ana Ruiz 1000; Bo Li 2000; Carla Paz 3000", "{heading}");
        assert_eq!(reading.survey.understood.refused[0].reason, "stands beside 3 different names", "{heading}");
    }
}

#[test]
fn a_generic_customer_number_is_refused_by_mail_addresses_too() {
    let file = "Factura,Código cliente,Cliente,Correo,Fecha,Vencimiento,Total\n\
        1,0,Público en general,a@uno.example,2026-10-01,2026-10-31,10.00\n\
        2,0,Público en general,b@dos.example,2026-10-02,2026-11-01,20.00\n";
    let reading = reading_in("MXN", file, &[]);
    assert_eq!(owed(&reading), "Público en general (a@uno.example) 1000; Público en general (b@dos.example) 2000");
}

#[test]
fn a_true_number_survives_how_a_name_is_written() {
    let file = "Factura,Código cliente,Cliente,Fecha,Vencimiento,Total\n\
        1,C-1,Ferreteria Norte SA de CV,2026-10-01,2026-10-31,10.00\n\
        2,C-1,\"FERRETERÍA NORTE, S.A. DE C.V.\",2026-10-02,2026-11-01,20.00\n\
        3,c-1 ,Ferretería Norte SA de CV,2026-10-02,2026-11-01,5.00\n";
    assert_eq!(owed(&reading_in("MXN", file, &[])), "C-1 3000; c-1 500");
}

#[test]
fn a_number_that_contradicts_itself_seldom_is_asked_for() {
    let rows: String = (0..10).map(|i| format!("{i},C-{i},Firma {i},2026-10-01,2026-10-31,1.00\n")).collect();
    let again: String = (0..10).map(|i| format!("9{i},C-{i},Firma {i},2026-10-01,2026-10-31,1.00\n")).collect();
    let file = format!(
        "Factura,Código cliente,Cliente,Fecha,Vencimiento,Total\n{rows}{again}X,C-3,Otra firma,2026-10-01,2026-10-31,1.00\n"
    );
    let question = asks("MXN", &file);
    assert!(question.contains("`C-3` stands beside 2 different names"), "{question}");
    assert!(question.contains("--map \"customer_id=Código cliente\""), "{question}");
}

#[test]
fn tax_numbers_identify_where_all_are_sound() {
    for (heading, house, one, two) in [
        ("RFC", "MXN", "EKU9003173C9", "GODE561231GR8"),
        ("CNPJ", "BRL", "11.222.333/0001-81", "12.ABC.345/01DE-35"),
        ("CUIT", "ARS", "30-50001091-2", "20-05536168-2"),
        ("RUT", "CLP", "76.086.428-5", "12.345.678-5"),
        ("NIT", "COP", "800.197.268-4", "899.999.068-1"),
        ("RUC", "PEN", "20100070970", "20512333797"),
        ("NIF", "EUR", "B58378431", "12345678Z"),
        ("USt-IdNr.", "EUR", "DE136695976", "ATU13585627"),
        ("VAT number", "GBP", "GB980780684", "DE136695976"),
        ("Partita IVA", "EUR", "IT00743110157", "IT00743110157"),
    ] {
        let file = format!(
            "Folio,{heading},Nombre,Fecha,Vencimiento,Total\n\
             1,{one},Uno,2026-10-01,2026-10-31,10\n2,{two},Dos,2026-10-02,2026-11-01,20\n3,{one},Uno,2026-10-03,2026-11-01,30\n"
        );
        if heading == "Partita IVA" {
            continue; // one number beside two names, below
        }
        let reading = reading_in(house, &file, &[]);
        assert_eq!(reading.survey.understood.identity, Identity::TaxNumber, "{heading}");
        let customers: std::collections::HashSet<_> =
            reading.accepted.iter().map(|item| item.customer.reference().into_owned()).collect();
        assert_eq!(customers.len(), 2, "{heading}");
    }
}

#[test]
fn generic_and_unsound_tax_numbers_do_not() {
    for (heading, house, generic) in [
        ("RFC", "MXN", "XAXX010101000"),
        ("RFC", "MXN", "XEXX010101000"),
        ("NIT", "COP", "222222222222"),
        ("NIT", "COP", "900555111"),
        ("RUT", "CLP", "66666666-6"),
        ("RUT", "CLP", "44444444-4"),
        ("CPF", "BRL", "000.000.000-00"),
        ("CUIT", "ARS", "55-00000212-6"),
        ("RUC", "USD", "9999999999999"),
        ("RUC", "PYG", "44444401-7"),
        ("NIF", "EUR", "999999990"),
        ("NIF", "EUR", "00000000T"),
        ("Tax ID", "USD", "999999999"),
        ("NIT", "GTQ", "CF"),
    ] {
        let file = format!(
            "Folio,{heading},Nombre,Fecha,Vencimiento,Total\n\
             1,{generic},Rosa Lima,2026-10-01,2026-10-31,10\n2,{generic},Hugo Mata,2026-10-02,2026-11-01,20\n"
        );
        let reading = reading_in(house, &file, &[]);
        let customers: Vec<_> = reading.accepted.iter().map(|item| item.customer.reference().into_owned()).collect();
        assert_eq!(customers, ["Rosa Lima", "Hugo Mata"], "{heading} {generic}");
    }
}

#[test]
fn the_creditors_own_tax_number_is_no_customer() {
    let file = "Folio,RFC,Nombre,Fecha,Vencimiento,Total\n\
        1,EKU9003173C9,Rosa Lima,2026-10-01,2026-10-31,10\n2,EKU9003173C9,Hugo Mata,2026-10-02,2026-11-01,20\n";
    let reading = reading_in("MXN", file, &[]);
    assert_eq!(owed(&reading), "Hugo Mata 2000; Rosa Lima 1000");
    assert!(reading.accepted.iter().all(|item| item.customer.tax_id.is_none()));
}

#[test]
fn people_of_one_name_are_told_apart_by_any_fact() {
    let file = |fact: &str, one: &str, two: &str| {
        format!(
            "Invoice,Customer Name,{fact},Date,Due Date,Amount\n1,Ana Ruiz,{one},2026-10-01,2026-10-31,10\n\
             2,Ana Ruiz,{two},2026-10-02,2026-11-01,20\n3,Bo Li,,2026-10-02,2026-11-01,5\n"
        )
    };
    let reading = reading_in("EUR", &file("Email", "a@x.example", "b@y.example"), &[]);
    assert_eq!(owed(&reading), "Ana Ruiz (a@x.example) 1000; Ana Ruiz (b@y.example) 2000; Bo Li 500");
    let reading = reading_in("EUR", &file("NIF", "12345678Z", "B58378431"), &[]);
    assert_eq!(owed(&reading), "Ana Ruiz (12345678Z) 1000; Ana Ruiz (B58378431) 2000; Bo Li 500");
    // One person with two addresses in one cell, or with the address in another case, stays one.
    for (one, two) in [("a@x.example; b@y.example", "b@y.example"), ("a@x.example", "A@X.example"), ("a@x.example", "")]
    {
        let reading = reading_in("EUR", &file("Email", one, two), &[]);
        assert_eq!(owed(&reading), "Ana Ruiz 3000; Bo Li 500", "{one} {two}");
    }
    // Who of the two a row without the fact means, nobody knows.
    let more = format!("{}4,Ana Ruiz,,2026-10-02,2026-11-01,7\n", file("Email", "a@x.example", "b@y.example"));
    let reading = reading_in("EUR", &more, &[]);
    assert_eq!(codes(&reading.rejected), ["5 ambiguous_customer customer_name"]);
}

#[test]
fn a_bookkeepers_address_is_no_customer() {
    let file = "Invoice,Customer,Email,Date,Due Date,Amount\n\
        1,Sand Co,books@acc.example,2026-10-01,2026-10-31,10\n2,Salt Co,books@acc.example,2026-10-02,2026-11-01,20\n";
    assert_eq!(owed(&reading_in("USD", file, &[])), "Salt Co 2000; Sand Co 1000");
}

#[test]
fn what_was_said_of_a_column_holds() {
    let file = "Folio,Cuenta,Nombre,Fecha,Vencimiento,Total\n\
        1,1200,Ana Ruiz,2026-10-01,2026-10-31,10\n2,1200,Ana R. Ruiz,2026-10-02,2026-11-01,20\n";
    let mut options = crate::Options::of_house("EUR".parse().expect("a currency"));
    options.map("customer_id=Cuenta").expect("an option");
    let reading = crate::read(file.as_bytes(), &options).expect("nothing is open");
    assert_eq!(owed(&reading), "1200 3000");
    assert!(read_in("EUR", file, &[]).is_ok());
}

#[test]
fn a_name_that_stands_for_anybody_is_no_customer() {
    for name in [
        "Público en general",
        "PUBLICO EN GENERAL",
        "Cliente mostrador",
        "Consumidor final",
        "Cash customer",
        "Walk-in customer",
        "Clientes varios",
        "Venda balcão",
        "Laufkundschaft",
        "Client divers",
    ] {
        for number in ["", "0", "999"] {
            let file = format!(
                "Factura,Código cliente,Cliente,Correo,Fecha,Vencimiento,Total\n1,{number},{name},,2026-10-01,2026-10-31,10\n\
                 2,{number},{name},a@x.example,2026-10-01,2026-10-31,20\n3,C-1,Ana Ruiz,,2026-10-01,2026-10-31,5\n"
            );
            let reading = reading_in("EUR", &file, &[]);
            assert_eq!(codes(&reading.rejected), ["2 ambiguous_customer customer_name"], "{name} {number}");
            let with_mail = format!("{name} (a@x.example) 2000");
            assert!(owed(&reading).contains(&with_mail), "{name} {number}: {}", owed(&reading));
        }
    }
}
