//! How programs write lists: separators, what stands where there is nothing, headings of their own.

use super::{asks, opens, owed, reading_in};
use crate::Code;

#[test]
fn separators_of_many_systems() {
    for mark in [",", ";", "\t", "|", "~", "^", "#", "!", "*", "\u{1f}", "\u{1}"] {
        let file = "Factura,Cliente,Fecha,Vencimiento,Total\nF-1,Ana,2026-10-15,2026-11-14,10.50\nF-2,Bo,2026-10-15,2026-11-14,20.00\n";
        assert_eq!(opens(&reading_in("EUR", &file.replace(',', mark), &[])), "F-1 1050; F-2 2000", "{mark:?}");
    }
}

#[test]
fn the_list_of_the_sat() {
    let file = "Uuid~RfcEmisor~NombreEmisor~RfcReceptor~NombreReceptor~RfcPac~FechaEmision~FechaCertificacionSat~Monto~EfectoComprobante~Estatus~FechaCancelacion\n\
        0A1B2C3D-0000-4000-8000-000000000001~MEM010101AB1~Mi Empresa~CACX7605101P8~XOCHILT~SAT970701NN3~2026-10-15 10:11:12~2026-10-15 10:12:00~1160.00~I~1~\n\
        0A1B2C3D-0000-4000-8000-000000000002~MEM010101AB1~Mi Empresa~CACX7605101P8~XOCHILT~SAT970701NN3~2026-10-16 10:11:12~2026-10-16 10:12:00~2320.00~I~0~2026-10-19 09:00:00\n\
        0A1B2C3D-0000-4000-8000-000000000003~MEM010101AB1~Mi Empresa~CACX7605101P8~XOCHILT~SAT970701NN3~2026-10-17 10:11:12~2026-10-17 10:12:00~160.00~E~1~\n";
    let said = ["terms=contado", "status:1=open", "status:0=void"];
    assert_eq!(owed(&reading_in("MXN", file, &said)), "CACX7605101P8 100000");
}

#[test]
fn what_stands_where_there_is_nothing() {
    for nothing in ["NULL", "null", "(null)", "N/A", "#N/A", "NaN", "-", "undefined", "(blank)", "\\N", "None", "—"] {
        let file = format!(
            "Factura,Código cliente,Cliente,Correo,Teléfono,RFC,Fecha,Vencimiento,Total,Pagado,Descripción\n\
             F-1,C-1,Ana,{nothing},{nothing},{nothing},2026-10-15,2026-11-14,10.00,{nothing},{nothing}\n\
             F-2,C-2,{nothing},bo@x.example,{nothing},{nothing},2026-10-15,2026-11-14,20.00,5.00,{nothing}\n"
        );
        let reading = reading_in("MXN", &file, &[]);
        assert_eq!(opens(&reading), "F-1 1000; F-2 1500", "{nothing}: {:?}", reading.rejected);
        assert!(reading.accepted.iter().all(|item| item.description.is_none()), "{nothing}");
        let names: Vec<_> = reading.accepted.iter().map(|item| item.customer.name.as_deref()).collect();
        assert_eq!(names, [Some("Ana"), None], "{nothing}");
    }
    for nothing in ["n/a", "NULL", "#N/A", "(blank)", "None"] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total\nF-1,Ana,2026-10-15,2026-11-14,{nothing}\n\
             F-2,Ana,{nothing},2026-11-14,20.00\nF-3,Ana,2026-10-15,2026-11-14,30.00\n"
        );
        let reading = reading_in("MXN", &file, &[]);
        let told: Vec<_> = reading.rejected.iter().map(|finding| (finding.code, &*finding.message)).collect();
        let says = |field| format!("the {field} is missing: the cell says `{nothing}`");
        let (amount, day) = (says("amount"), says("issue_date"));
        assert_eq!(told, [(Code::InvalidAmount, &*amount), (Code::InvalidDate, &*day)], "{nothing}");
        assert_eq!(opens(&reading), "F-3 3000", "{nothing}");
    }
    let days = "Factura,Cliente,Fecha,Vencimiento,Total,Fecha de pago\nF-1,Ana,2026-10-15,2026-11-14,10.00,0000-00-00\n\
                F-2,Ana,2026-10-15,2026-11-14,20.00,2026-10-20\n";
    let settled: Vec<bool> = reading_in("MXN", days, &[]).accepted.iter().map(|item| item.settled.is_some()).collect();
    assert_eq!(settled, [false, true]);
}

#[test]
fn headings_that_systems_have_of_their_own() {
    let square = "Invoice ID,Title,Customer Name,Customer Email,Invoice Date,Due Date,Requested Amount,Amount Paid,Status\n\
                  #000123,Job A,Ann Lee,ann@lee.example,2026-10-15,2026-11-14,$120.00,$20.00,Partially Paid\n";
    assert_eq!(opens(&reading_in("USD", square, &[])), "#000123 10000");
    let netsuite = "Date,Document Number,Type,Name,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining\n\
                    10/15/2026,INV1001,Invoice,1234 Acme Corp : West,11/14/2026,US Dollar,\"$1,000.00\",\"$1,000.00\"\n";
    assert_eq!(opens(&reading_in("USD", netsuite, &[])), "INV1001 100000");
    let parts = "Factura;Nº Vto;Cliente;Fecha factura;Fecha vto;Importe\nA/100;1;Ruiz SL;15/10/2026;15/11/2026;1.000,00\n\
                 A/100;2;Ruiz SL;15/10/2026;15/12/2026;1.000,00\n";
    assert_eq!(opens(&reading_in("EUR", parts, &[])), "A/100 · 1 100000; A/100 · 2 100000");
    let sap = "Debitor\tName\tBelegnummer\tBelegart\tBelegdatum\tNettofälligkeit\tBetrag in HW\tHauswährung\tAusgleichsbeleg\n\
               10001\tBau AG\t1800001234\tRV\t15.10.2026\t14.11.2026\t1.190,00\tEUR\t\n\
               10001\tBau AG\t1800001235\tRV\t16.10.2026\t15.11.2026\t500,00\tEUR\t1400000077\n\
               10001\tBau AG\t1400000077\tDZ\t20.11.2026\t20.11.2026\t500,00-\tEUR\t1400000077\n\
               10001\tBau AG\t1800001300\tDG\t17.10.2026\t17.10.2026\t119,00-\tEUR\t\n";
    assert_eq!(owed(&reading_in("EUR", sap, &[])), "10001 107100");
    // Two that may both be the number are asked about as before.
    let two = "Título,Documento,Cliente,Fecha,Vencimiento,Importe\nA,1,Ana,2026-10-15,2026-11-14,10\nB,2,Ana,2026-10-15,2026-11-14,20\n";
    assert!(asks("EUR", two).contains("could both be the invoice_number"));
}

#[test]
fn a_credit_of_which_more_is_open_than_it_comes_to_is_refused() {
    let file = "Fecha;Tipo;Comprobante;Cliente;Vencimiento;Debe;Haber;Saldo\n15/10/2026;Factura;A0003-00000145;PEREZ;15/11/2026;1.210,00;;1.210,00\n\
                20/10/2026;Recibo;X0001-00000077;PEREZ;20/10/2026;;1.000,00;1.210,00\n21/10/2026;Recibo;X0001-00000078;PEREZ;21/10/2026;;100,00;40,00\n";
    let reading = reading_in("ARS", file, &["file=open_items"]);
    assert_eq!(opens(&reading), "A0003-00000145 121000; X0001-00000078 -4000");
    assert_eq!(reading.rejected[0].code.as_str(), "open_amount_mismatch");
}
