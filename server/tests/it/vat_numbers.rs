//! One customer with a tax number in two spellings: electronic documents write the country before it, lists leave it out.

use super::electronic::ubl;
use super::support::*;

/// An invoice to Acme, whose number is written so.
fn document(number: &str, tax_number: &str) -> String {
    ubl(number, "")
        .replace("<cbc:SupplierAssignedAccountID>ada</cbc:SupplierAssignedAccountID>", "")
        .replace("PEPA800101AB1", tax_number)
        .replace("Ada Pérez", "Acme SA")
}

fn list(number: &str, tax_number: &str) -> String {
    format!(
        "Factura;Cliente;NIF;Fecha;Vencimiento;Moneda;Total;Pendiente\n\
         {number};Acme SA;{tax_number};15/11/2026;15/12/2026;MXN;1160,00;120,00\n"
    )
}

on_each_database! {
    // Family: Spain, Germany, Greece, Northern Ireland, Portugal; check digits that hold and that do not; dots and dashes;
    // the document first, or the list.
    async fn a_number_is_the_same_with_its_country_and_without(app: TestApp) {
        let numbers = [
            ("ES", "B98765432"),
            ("ES", "B12345674"),
            ("ES", "B-98.765.431"),
            ("DE", "123456780"),
            ("EL", "123456780"),
            ("XI", "123456780"),
            ("PT", "501234567"),
        ];
        for (n, (country, bare)) in numbers.into_iter().enumerate() {
            for (at, document_first) in [true, false].into_iter().enumerate() {
                let engine = if app.portal.services.store.is_sqlite() { Engine::Sqlite } else { Engine::postgres().expect("a server") };
                let app = TestApp::on(engine).await;
                let number = format!("V-{n}{at}");
                let files = [document(&number, &format!("{country}{bare}")), list(&number, bare)];
                let order = if document_first { [0, 1] } else { [1, 0] };
                for file in order {
                    app.pass(60);
                    let read = app.import_said(&files[file], &[]).await;
                    let read = read.unwrap_or_else(|error| panic!("{country}{bare}: {error}"));
                    assert!(read.rejected.is_empty(), "{country}{bare}: {:?}", read.rejected);
                }
                assert_eq!(app.owed([&number]).await, [12_000], "{country}{bare} {document_first}");
                let all = app.count("SELECT COUNT(*) FROM invoice WHERE number LIKE 'V-%'").await;
                assert_eq!(all, 1, "{country}{bare} {document_first}");
                let faults = app.verify().await.faults;
                assert!(faults.is_empty(), "{faults:?}");
            }
        }
    }
}
