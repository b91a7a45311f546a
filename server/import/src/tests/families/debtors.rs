//! Two people are never one debtor: names in several columns, projects, facts that contradict each other.

use super::{all_counted, asks, owed, reading_in};
use crate::tests::codes;

#[test]
fn first_names_and_surnames_in_columns_of_their_own() {
    for (headings, ana, bo) in [
        ("Nombre,Apellidos", "Ana,Ruiz Paz", "Ana,Sosa"),
        ("Nombre,Apellido paterno,Apellido materno", "Ana,Ruiz,Paz", "Ana,Ruiz,Gil"),
        ("Nombre(s),Primer apellido,Segundo apellido", "Ana,Ruiz,Paz", "Ana,Sosa,"),
        ("Primer nombre,Segundo nombre,Primer apellido", "Ana,Eva,Ruiz", "Ana,Luz,Ruiz"),
        ("First Name,Last Name", "Ana,Ruiz", "Ana,Sosa"),
        ("Customer First Name,Customer Last Name", "Ana,Ruiz", "Ana,Sosa"),
        ("Nome,Sobrenome", "Ana,Ruiz", "Ana,Sosa"),
        ("Vorname,Nachname", "Ana,Ruiz", "Ana,Sosa"),
        ("Name,Vorname", "Ruiz,Ana", "Sosa,Ana"),
        ("Prénom,Nom", "Ana,Ruiz", "Ana,Sosa"),
        ("Nom de famille,Prénom", "Ruiz,Ana", "Sosa,Ana"),
        ("Name 1,Name 2", "Markt,Ruiz", "Markt,Sosa"),
        ("Razón social,Nombre comercial", "Ana Ruiz,Farmacia", "Ana Sosa,Farmacia"),
        ("Nome Fantasia,Razão Social", "Loja,Ana Ruiz", "Loja,Ana Sosa"),
        ("Company,First Name,Last Name", ",Ana,Ruiz", ",Ana,Sosa"),
        ("Empresa,Nombre,Apellidos", "Particular,Ana,Ruiz", "Particular,Ana,Sosa"),
        ("Nom ou raison sociale,Prénom", "Ruiz,Ana", "Sosa,Ana"),
    ] {
        let file = format!(
            "Factura,{headings},Fecha,Vencimiento,Total\n1,{ana},2026-10-01,2026-10-31,10\n2,{bo},2026-10-01,2026-10-31,20\n\
             3,{ana},2026-10-01,2026-10-31,5\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        let customers: std::collections::BTreeSet<_> =
            reading.accepted.iter().map(|item| item.customer.reference().into_owned()).collect();
        assert_eq!((customers.len(), reading.accepted.len()), (2, 3), "{headings}: {customers:?}");
        all_counted(&reading);
    }
}

#[test]
fn a_project_is_no_debtor_and_belongs_to_its_customer() {
    let file = "Type,Date,Num,Customer:Job,Due Date,Open Balance\nInvoice,2026-10-01,1,Acme:Kitchen,2026-10-31,10\n\
        Invoice,2026-10-01,2,Beta:Kitchen,2026-10-31,20\nInvoice,2026-10-01,3,Acme,2026-10-31,5\nInvoice,2026-10-01,4,Acme:Roof:East,2026-10-31,1\n";
    let reading = reading_in("USD", file, &[]);
    assert_eq!(owed(&reading), "Acme 1600; Beta 2000");
    assert_eq!(reading.accepted[0].description.as_deref(), Some("Kitchen"));
    for (heading, name) in [("Customer full name", "Acme"), ("Cliente:Trabajo", "Acme"), ("Kunde:Job", "Acme")] {
        let file = format!("Num,Date,Due Date,{heading},Amount\n1,2026-10-01,2026-10-31,Acme:Roof,10\n");
        assert_eq!(owed(&reading_in("USD", &file, &[])), format!("{name} 1000"), "{heading}");
    }
    // A colon in a name that nobody says to be a project's.
    let file = "Factura,Cliente,Fecha,Vencimiento,Total\n1,Hotel: Sol,2026-10-01,2026-10-31,10\n2,Hotel: Luna,2026-10-01,2026-10-31,20\n";
    assert_eq!(owed(&reading_in("EUR", file, &[])), "Hotel: Luna 2000; Hotel: Sol 1000");
}

#[test]
fn people_of_one_name_are_two_by_any_fact_that_differs() {
    for (heading, house, one, two) in [
        ("Cédula", "COP", "1020333444", "1090555666"),
        ("DNI", "PEN", "45678912", "41234567"),
        ("CPF", "BRL", "111.444.777-35", "529.982.247-25"),
        ("RFC", "MXN", "EKU9003173C9", "GODE561231GR8"),
        ("NIT", "COP", "900555111", "900777222"),
        ("Steuernummer", "EUR", "133/8150/8159", "133/8150/8160"),
        ("Teléfono", "MXN", "55 1234 5678", "55 8765 4321"),
        ("Phone", "USD", "+1 212 555 0101", "+1 212 555 0199"),
        ("C.P.", "MXN", "06700", "64000"),
        ("CEP", "BRL", "01310-100", "20040-020"),
        ("PLZ", "EUR", "10115", "80331"),
        ("ZIP", "USD", "10001", "94105"),
        ("Dirección", "MXN", "Calle 5", "Av. Norte 7"),
        ("Endereço", "BRL", "Rua A 1", "Rua B 2"),
        ("Anschrift", "EUR", "Weg 1", "Gasse 2"),
        ("Correo", "MXN", "a@x.example", "b@y.example"),
    ] {
        let file = format!(
            "Factura,Cliente,{heading},Fecha,Vencimiento,Total\n1,Juan Pérez,{one},2026-10-01,2026-10-31,10\n\
             2,Juan Pérez,{two},2026-10-01,2026-10-31,20\n3,Ana,,2026-10-01,2026-10-31,5\n"
        );
        let reading = reading_in(house, &file, &[]);
        let customers: std::collections::BTreeSet<_> =
            reading.accepted.iter().map(|item| item.customer.reference().into_owned()).collect();
        assert_eq!(customers.len(), 3, "{heading}: {customers:?}");
        // Who is meant by a row that has the name alone, nobody knows.
        let more = format!("{file}4,Juan Pérez,,2026-10-01,2026-10-31,7\n");
        assert_eq!(codes(&reading_in(house, &more, &[]).rejected), ["5 ambiguous_customer customer_name"], "{heading}");
        // The same fact, written otherwise, is the same person.
        let same = format!(
            "Factura,Cliente,{heading},Fecha,Vencimiento,Total\n1,Juan Pérez,{one},2026-10-01,2026-10-31,10\n2,JUAN PEREZ,{one},2026-10-01,2026-10-31,20\n"
        );
        assert!(
            reading_in(house, &same, &[])
                .accepted
                .iter()
                .all(|item| item.customer.known_by != crate::Identity::NameAndFact),
            "{heading}"
        );
    }
}

#[test]
fn what_is_surer_outweighs_what_changes() {
    let file = |headings: &str, one: &str, two: &str| {
        format!(
            "Factura,Cliente,{headings},Fecha,Vencimiento,Total\n1,Norte,{one},2026-10-01,2026-10-31,10\n2,Norte,{two},2026-10-01,2026-10-31,20\n"
        )
    };
    for (headings, one, two) in [
        ("Correo,Teléfono", "a@x.example,55 1234 5678", "a@x.example,55 8765 4321"),
        ("Teléfono,C.P.", "+52 55 1234 5678,06700", "1234 5678,64000"),
        ("NIT,Teléfono", "900555111,1", "900555111,2"),
        ("NIT,C.P.", "900555111,06700", "9005551114,64000"),
        ("C.P.,Dirección", "06700,Av. Juárez 5", "6700,Avenida Juárez 5"),
    ] {
        assert_eq!(owed(&reading_in("COP", &file(headings, one, two), &[])), "Norte 3000", "{headings}");
    }
    // Father and son write from one address.
    let two = reading_in("COP", &file("Correo,Cédula", "a@x.example,1020333444", "a@x.example,1090555666"), &[]);
    assert_eq!(owed(&two), "Norte (1020333444) 1000; Norte (1090555666) 2000");
}

#[test]
fn names_of_accounts_are_no_debtors() {
    for heading in
        ["Kontobezeichnung", "Kontoname", "Libellé compte", "Intitulé du compte", "Account name", "Denominación"]
    {
        let file = |one: &str, two: &str| {
            format!(
                "Factura,{heading},Fecha,Vencimiento,Total\n1,{one},2026-10-01,2026-10-31,10\n2,{two},2026-10-01,2026-10-31,20\n"
            )
        };
        assert_eq!(owed(&reading_in("EUR", &file("Ana", "Bo"), &[])), "Ana 1000; Bo 2000", "{heading}");
        for account in
            ["Accounts Receivable (A/R)", "Forderungen aus Lieferungen und Leistungen", "Clientes", "Clients"]
        {
            let reading = reading_in("EUR", &file(account, account), &[]);
            assert_eq!((reading.accepted.len(), reading.rejected.len()), (0, 2), "{heading} {account}");
        }
    }
    // Beside a customer the account is what it is.
    let file = "Invoice,Account name,Customer,Date,Due Date,Amount\n1,Debtors,Ana,2026-10-01,2026-10-31,10\n2,Debtors,Bo,2026-10-01,2026-10-31,20\n";
    assert_eq!(owed(&reading_in("EUR", file, &[])), "Ana 1000; Bo 2000");
}

#[test]
fn words_under_a_heading_of_numbers_are_names() {
    for heading in ["Debitor", "Debtor", "Party", "Payer"] {
        let file = format!(
            "Rechnung,{heading},Datum,Fällig,Betrag\n1,Ana Ruiz,2026-10-01,2026-10-31,10\n2,Bo Li,2026-10-01,2026-10-31,20\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(reading.accepted[0].customer.name.as_deref(), Some("Ana Ruiz"), "{heading}");
        let numbers = file.replace("Ana Ruiz", "10001").replace("Bo Li", "10002");
        assert_eq!(reading_in("EUR", &numbers, &[]).accepted[0].customer.number.as_deref(), Some("10001"), "{heading}");
    }
}

#[test]
fn headings_of_names_in_every_language() {
    for heading in [
        "Razón Social",
        "Nombre fiscal",
        "Nombre comercial",
        "Denominación",
        "Denominación social",
        "Nombre o razón social",
        "Apellidos y nombre",
        "Nombre y apellidos",
        "Nombre comprador",
        "Sacado",
        "Pagador",
        "Tomador",
        "Nome Fantasia/Razão Social",
        "Razão Social/Nome Fantasia",
        "Nome fantasia",
        "Debitorenname",
        "Debitorname",
        "Kontobezeichnung",
        "Kontoname",
        "Libellé compte",
        "Intitulé",
        "Intitulé compte",
        "Intitulé tiers",
        "Raison sociale",
        "Nom / Raison sociale",
        "Enseigne",
        "Handelsname",
        "Trading name",
        "Full name",
        "Buyer name",
    ] {
        let file = format!("Factura,{heading},Fecha,Vencimiento,Total\n1,Ana Ruiz,2026-10-01,2026-10-31,10\n");
        assert_eq!(owed(&reading_in("EUR", &file, &[])), "Ana Ruiz 1000", "{heading}");
    }
    let file = "Factura;Compte tiers;Intitulé;Date;Échéance;Montant\n1;411001;Ana Ruiz;01/10/2026;31/10/2026;10,00\n";
    let reading = reading_in("EUR", file, &[]);
    let customer = &reading.accepted[0].customer;
    assert_eq!((customer.number.as_deref(), customer.name.as_deref()), (Some("411001"), Some("Ana Ruiz")));
}

#[test]
fn a_customer_that_stands_on_the_first_row_of_its_group_only() {
    // Sums part the groups: who is meant is plain.
    let summed = "Cliente,Folio,Fecha,Vencimiento,Saldo\nAna,1,2026-10-01,2026-10-31,10\n,2,2026-10-01,2026-10-31,5\nTotal Ana,,,,15\n\
        Bo,3,2026-10-01,2026-10-31,7\n,4,2026-10-01,2026-10-31,1\nTotal Bo,,,,8\nTotal general,,,,23\n";
    let reading = reading_in("MXN", summed, &[]);
    assert_eq!((owed(&reading).as_str(), reading.rejected.len()), ("Ana 1500; Bo 800", 0));
    all_counted(&reading);
    // With number, name and address.
    let facts = "Código,Cliente,Correo,Folio,Fecha,Vencimiento,Saldo\nC-1,Ana,a@x.example,1,2026-10-01,2026-10-31,10\n,,,2,2026-10-01,2026-10-31,5\n\
        Subtotal,,,,,,15\nC-2,Bo,b@x.example,3,2026-10-01,2026-10-31,7\nSubtotal,,,,,,7\n";
    let reading = reading_in("MXN", facts, &[]);
    assert_eq!(owed(&reading), "C-1 1500; C-2 700");
    assert_eq!(reading.accepted[1].customer.email(), Some("a@x.example"));
    // Without sums it may have been forgotten.
    let bare = "Cliente,Folio,Fecha,Vencimiento,Saldo\nAna,1,2026-10-01,2026-10-31,10\n,2,2026-10-01,2026-10-31,5\nBo,3,2026-10-01,2026-10-31,7\n";
    let question = asks("MXN", bare);
    assert!(
        question.contains("`Cliente` is empty in rows below a filled one (line 3); say --default unnamed=above"),
        "{question}"
    );
    assert_eq!(owed(&reading_in("MXN", bare, &["unnamed=above"])), "Ana 1500; Bo 700");
    let refused = reading_in("MXN", bare, &["unnamed=nobody"]);
    assert_eq!(codes(&refused.rejected), ["3 missing_required customer_name"]);
    // Where customers come again in each row, it was forgotten; behind a sum there is nobody above.
    let forgotten = "Cliente,Folio,Fecha,Vencimiento,Saldo\nAna,1,2026-10-01,2026-10-31,10\nAna,2,2026-10-01,2026-10-31,5\n,3,2026-10-01,2026-10-31,7\n";
    assert_eq!(codes(&reading_in("MXN", forgotten, &[]).rejected), ["4 missing_required customer_name"]);
    let behind = format!("{summed},5,2026-10-01,2026-10-31,9\n");
    assert_eq!(codes(&reading_in("MXN", &behind, &[]).rejected), ["9 missing_required customer_name"]);
}

#[test]
fn what_stands_for_nothing_is_no_debtor() {
    for nothing in ["N/A", "-", "--", "NULL", "Unknown", "Sin cliente", "Não identificado", "Unbekannt", "Otros"] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total\n1,{nothing},2026-10-01,2026-10-31,10\n2,{nothing},2026-10-01,2026-10-31,20\n3,Ana,2026-10-01,2026-10-31,5\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!((owed(&reading).as_str(), reading.rejected.len()), ("Ana 500", 2), "{nothing}");
    }
}

#[test]
fn what_is_charged_to_is_no_customer() {
    for (columns, account) in [
        ("Account Number,Account Name,Occupancy", "4000,Rent"),
        ("Account Number,Account Name,Occupancy Name", "4000,Rent"),
        ("Cuenta,Nombre cuenta,Residente", "4000,Renta"),
        ("Account,Memo,Guest", "4000 Room,x"),
        ("Item,Name,Occupant", "4000,Rent"),
        ("Conta,Nome conta,Morador", "4000,Aluguel"),
        ("Konto,Kontoname,Mieter", "4000,Miete"),
        ("Compte,Libellé compte,Locataire", "4000,Loyer"),
        ("Account,Account Name,Member", "4000,Dues"),
        ("Cuenta,Nombre cuenta,Paciente", "4000,Consulta"),
    ] {
        let file = format!(
            "{columns},Invoice,Date,Due,Amount\n{account},Doe,1,2026-10-01,2026-10-31,1200.00\n{account},Roe,2,2026-10-01,2026-10-31,450.00\n"
        );
        assert_eq!(owed(&reading_in("EUR", &file, &[])), "Doe 120000; Roe 45000", "{columns}");
    }
    for heading in ["Naam", "Ragione sociale", "Kundnamn"] {
        let file =
            format!("Customer No.,{heading},Invoice,Date,Due,Amount\n10001,Doe,1,2026-10-01,2026-10-31,1200.00\n");
        assert_eq!(reading_in("EUR", &file, &[]).accepted[0].customer.name.as_deref(), Some("Doe"), "{heading}");
    }
}
