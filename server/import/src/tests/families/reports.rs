//! Shapes of the systems that people use, by the headings that they write. Figures are made up.

use super::{opens, owed, reading_in};
use crate::FileKind;
use crate::tests::codes;

#[test]
fn headings_of_the_systems_that_people_use() {
    for (system, house, file, want) in [
        (
            "QuickBooks Online, A/R aging detail",
            "USD",
            "Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance\n10/15/2026,Invoice,1001,Acme,11/14/2026,500.00,200.00\n",
            "1001 20000",
        ),
        (
            "Xero, invoices",
            "NZD",
            "*ContactName,EmailAddress,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,Currency,Type,Sent,Status\n\
             Acme,a@x.example,INV-1,PO 7,15/10/2026,14/11/2026,115.00,15.00,15.00,100.00,NZD,Sales invoice,Sent,Awaiting Payment\n",
            "INV-1 10000",
        ),
        (
            "Zoho Books, invoices",
            "USD",
            "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer ID,Customer Name,Due Date,Currency Code,SubTotal,Total,Balance,Item Name,Quantity,Item Total\n\
             2026-10-15,982000000567,INV-000001,Overdue,982000000111,Acme,2026-11-14,USD,100.00,100.00,60.00,Work,1,100.00\n",
            "INV-000001 6000",
        ),
        (
            "Odoo, invoices",
            "EUR",
            "Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Tax Excluded,Total,Amount Due,Currency,Payment Status,Status\n\
             INV/2026/00001,Acme,2026-10-15,2026-11-14,100.00,121.00,21.00,EUR,Partially Paid,Posted\n",
            "INV/2026/00001 2100",
        ),
        (
            "ERPNext, accounts receivable",
            "INR",
            "Posting Date,Party,Customer Name,Receivable Account,Voucher Type,Voucher No,Due Date,Invoiced Amount,Paid Amount,Credit Note,Outstanding Amount,Age (Days),Currency\n\
             2026-10-15,C-1,Acme,Debtors,Sales Invoice,SINV-1,2026-11-14,100.00,30.00,0.00,70.00,12,INR\n",
            "SINV-1 7000",
        ),
        (
            "SAP FBL5N",
            "EUR",
            "Customer\tDocument Number\tDocument Type\tDocument Date\tNet due date\tAmount in doc. curr.\tDocument currency\tClearing Document\tText\n\
             100012\t1800000123\tRV\t15.10.2026\t14.11.2026\t1.234,56\tEUR\t\tAcme\n100012\t1600000007\tDG\t16.10.2026\t16.10.2026\t34,56-\tEUR\t\tAcme\n",
            "1800000123 123456; 1600000007 -3456",
        ),
        (
            "SAP FBL5N, German",
            "EUR",
            "Debitor;Belegnummer;Belegart;Belegdatum;Nettofälligkeit;Betrag in Belegwährung;Belegwährung;Text\n\
             100012;1800000123;RV;15.10.2026;14.11.2026;1.234,56;EUR;Acme\n",
            "1800000123 123456",
        ),
        (
            "Siigo, cartera",
            "COP",
            "Identificación;Nombre tercero;Comprobante;Fecha comprobante;Fecha vencimiento;Saldo\n\
             900555111;Papeles SAS;FV-1-1201;15/10/2026;14/11/2026;1.190.000,00\n",
            "FV-1-1201 119000000",
        ),
        (
            "Alegra, facturas de venta",
            "COP",
            "Número;Cliente;NIT;Fecha de creación;Fecha de vencimiento;Total;Cobrado;Por cobrar;Estado\n\
             FV-12;Papeles SAS;800197268-4;15/10/2026;14/11/2026;100,00;40,00;60,00;Por cobrar\n",
            "FV-12 6000",
        ),
        (
            "CONTPAQi, saldos",
            "MXN",
            "Código cliente,Razón social,Serie,Folio,Fecha,Vencimiento,Total,Abonos,Saldo,Moneda\n\
             C001,Acme,A,15,15/10/2026,14/11/2026,116.00,16.00,100.00,Peso Mexicano\n",
            "A-15 10000",
        ),
        (
            "Aspel SAE, cuentas por cobrar",
            "MXN",
            "Clave cliente,Nombre,Documento,Fecha de aplicación,Fecha de vencimiento,Fecha emisión,Importe,Abonos,Saldo\n\
             0001,Acme,FA0000012,15/10/2026,14/11/2026,15/10/2026,116.00,0.00,116.00\n",
            "FA0000012 11600",
        ),
        (
            "Bind, facturas",
            "MXN",
            "Serie,Folio,Cliente,RFC,Fecha,Fecha de vencimiento,Moneda,Subtotal,IVA,Total,Pagado,Saldo,Estatus\n\
             F,7,Acme,EKU9003173C9,15/10/2026,14/11/2026,MXN,100.00,16.00,116.00,0.00,116.00,Vigente\n",
            "F-7 11600",
        ),
        (
            "Holded, facturas",
            "EUR",
            "Num factura;Fecha dd/mm/yyyy;Fecha de vencimiento dd/mm/yyyy;Nombre del contacto;NIF del contacto;Total;Cantidad cobrada;Fecha de cobro\n\
             F260001;15/10/2026;14/11/2026;Acme;B58378431;121,00;21,00;\n",
            "F260001 10000",
        ),
        (
            "Sage 50, aged debtors",
            "GBP",
            "Account Ref,A/C Name,No,Type,Date,Due Date,Ref,Details,Balance\nACM001,Acme,12,SI,15/10/2026,14/11/2026,INV12,Goods,120.00\n",
            "12 12000",
        ),
        (
            "DATEV, offene Posten",
            "EUR",
            "Konto;Name;Rechnungs-Nr.;Rechnungsdatum;Fälligkeit;Betrag;S/H;Währung\n10001;Acme GmbH;RE-1;15.10.2026;14.11.2026;119,00;S;EUR\n\
             10001;Acme GmbH;GS-1;16.10.2026;16.10.2026;19,00;H;EUR\n",
            "RE-1 11900; GS-1 -1900",
        ),
        (
            "FacturaScripts, facturas",
            "EUR",
            "codigo;codcliente;nombrecliente;cifnif;fecha;vencimiento;total;pagada;coddivisa\nFAC2026A1;000001;Acme;B58378431;15-10-2026;14-11-2026;121,00;0;EUR\n",
            "FAC2026A1 12100",
        ),
        (
            "Tango, composición de saldos",
            "ARS",
            "Cód. cliente;Razón social;CUIT;Tipo de comprobante;Nro. comprobante;Fecha de emisión;Fecha de vencimiento;Importe;Saldo\n\
             C01;Acme SA;30-50001091-2;FAC;A0000100000123;15/10/2026;14/11/2026;1.210,00;1.000,00\n",
            "A0000100000123 100000",
        ),
        (
            "Contifico, cartera",
            "USD",
            "Documento;Cliente;RUC/CI;Fecha de emisión;Fecha de vencimiento;Total;Cobrado;Saldo\n\
             001-001-000000123;Acme;1790016919001;15/10/2026;14/11/2026;112,00;12,00;100,00\n",
            "001-001-000000123 10000",
        ),
        (
            "Omie, contas a receber",
            "BRL",
            "Cliente (Razão Social);CNPJ/CPF;Nota Fiscal;Parcela;Data de Emissão;Vencimento;Valor da Conta;Valor Recebido;Saldo;Situação\n\
             Loja Sol;11.222.333/0001-81;88;1/2;15/10/2026;14/11/2026;500,00;0,00;500,00;A vencer\n",
            "88 · 1/2 50000",
        ),
        (
            "Conta Azul, contas a receber",
            "BRL",
            "Nome do cliente;Código do cliente;Número do documento;Data de competência;Data de vencimento;Valor da parcela (R$);Valor recebido da parcela (R$);Situação\n\
             Loja Sol;17;88;15/10/2026;14/11/2026;500,00;100,00;Em aberto\n",
            "88 40000",
        ),
        (
            "Business Central, customer ledger",
            "USD",
            "Posting Date,Document Type,Document No.,Customer No.,Customer Name,Due Date,Currency Code,Original Amount,Remaining Amount\n\
             10/15/2026,Invoice,103001,10000,Acme,11/14/2026,USD,500.00,200.00\n",
            "103001 20000",
        ),
        (
            "A list in French",
            "EUR",
            "N° facture;Code client;Nom client;Date facture;Date d'échéance;Montant TTC;Montant réglé;Reste à payer;Statut\n\
             F1;C1;Acme;15/10/2026;14/11/2026;120,00;20,00;100,00;Impayée\n",
            "F1 10000",
        ),
    ] {
        let reading = reading_in(house, file, &[]);
        assert_eq!(opens(&reading), want, "{system}: {:?}", reading.rejected);
    }
}

#[test]
fn customers_in_rows_above_their_documents() {
    // As QuickBooks, with sums.
    let file = "Customer Balance Detail,,,,\n\"As of October 31, 2026\",,,,\n\n,Date,Type,Num,Due Date,Open Balance\nAcme Corp,,,,,\n,10/15/2026,Invoice,1,11/14/2026,100.00\n\
        ,10/16/2026,Invoice,2,11/15/2026,50.00\nTotal Acme Corp,,,,,150.00\nBeta LLC,,,,,\n,10/17/2026,Invoice,3,11/16/2026,7.00\nTotal Beta LLC,,,,,7.00\nTOTAL,,,,,157.00\n";
    let reading = reading_in("USD", file, &[]);
    assert_eq!(owed(&reading), "Acme Corp 15000; Beta LLC 700");
    assert_eq!(reading.survey.understood.as_of.map(|day| day.to_string()).as_deref(), Some("2026-10-31"));
    assert!(reading.rejected.is_empty() && reading.warnings.iter().all(|w| w.code.as_str() != "totals_mismatch"));
    // With a label and the number; without sums.
    let file = "Antigüedad de saldos\nFecha de corte: 31/10/2026\n\nDocumento,Fecha,Vencimiento,Saldo\nCliente: C-1 - Ana Ruiz,,,\n1,15/10/2026,14/11/2026,100.00\n\
        Cliente: C-2 - Bo Li,,,\n2,15/10/2026,14/11/2026,50.00\n3,16/10/2026,15/11/2026,5.00\n";
    let reading = reading_in("MXN", file, &[]);
    let names: Vec<_> =
        reading.accepted.iter().map(|item| (item.customer.number.as_deref(), item.customer.name.as_deref())).collect();
    assert_eq!(names, [(Some("C-1"), Some("Ana Ruiz")), (Some("C-2"), Some("Bo Li")), (Some("C-2"), Some("Bo Li"))]);
    // A customer and its projects, which are no debtors: what stands behind the sum of a project is the customer's own.
    let file = "Num,Date,Due Date,Open Balance\nAcme Corp,,,\nProject 7,,,\n1,2026-10-15,2026-11-14,100\nTotal for Project 7,,,100\n\
        2,2026-10-15,2026-11-14,50\nTotal for Acme Corp,,,150\n";
    assert_eq!(owed(&reading_in("USD", file, &[])), "Acme Corp 15000");
    // Ages are no customers where the customers have a column.
    let file = "Date,Num,Customer,Due Date,Open Balance\n91 or more days past due,,,,\n2026-01-15,1,Ana,2026-02-14,100\nTotal for 91 or more days past due,,,,100\n\
        Current,,,,\n2026-10-15,2,Bo,2026-11-14,50\nTotal for Current,,,,50\n";
    let reading = reading_in("USD", file, &[]);
    assert_eq!((owed(&reading).as_str(), reading.rejected.len()), ("Ana 10000; Bo 5000", 0));
}

#[test]
fn sums_and_remarks_in_every_language_are_left_out() {
    for last in [
        "TOTAL,,,,15.00",
        "Total general,,,,15.00",
        "Saldo final,,,,15.00",
        "Suman,,,,15.00",
        "Sumas,,,,15.00",
        "Summe,,,,15.00",
        "Gesamtsumme,,,,15.00",
        "Sous-total,,,,15.00",
        "Totais,,,,15.00",
        "Grand total,,,,15.00",
        ",,,,15.00",
        ",Ana,,,15.00",
        "Registros: 2,,,,",
        "Impreso el 31/10/2026 por el sistema,,,,",
        "Fin del informe,,,,",
    ] {
        let file = format!(
            "Factura,Cliente,Fecha,Vencimiento,Total\n1,Ana,2026-10-01,2026-10-31,10.00\n2,Ana,2026-10-01,2026-10-31,5.00\n{last}\n"
        );
        let reading = reading_in("EUR", &file, &[]);
        assert_eq!(
            (reading.accepted.len(), reading.skipped.len(), reading.rejected.len()),
            (2, 1, 0),
            "{last}: {:?}",
            reading.rejected
        );
    }
    // An amount without a number that is no sum is told.
    let file = "Factura,Cliente,Fecha,Vencimiento,Total\n1,Ana,2026-10-01,2026-10-31,10.00\n,Ana,,,99.00\nINV-9,,,,\n";
    let reading = reading_in("EUR", file, &[]);
    assert_eq!(codes(&reading.rejected), ["3 missing_required invoice_number", "4 missing_required issue_date"]);
}

#[test]
fn what_a_file_is_and_why() {
    for (file, kind) in [
        ("Factura,Cliente,Fecha,Vencimiento,Saldo\n1,Ana,2026-10-01,2026-10-31,5\n", FileKind::OpenItems),
        ("Factura,Cliente,Fecha,Vencimiento,Total,Saldo\n1,Ana,2026-10-01,2026-10-31,5,5\n", FileKind::OpenItems),
        ("Factura,Cliente,Fecha,Vencimiento,Total,Saldo\n1,Ana,2026-10-01,2026-10-31,5,0\n", FileKind::Invoices),
        (
            "Factura,Cliente,Fecha,Vencimiento,Total,Saldo,Estatus\n1,Ana,2026-10-01,2026-10-31,5,5,Vigente\n",
            FileKind::Invoices,
        ),
        ("Factura,Cliente,Fecha,Vencimiento,Total\n1,Ana,2026-10-01,2026-10-31,5\n", FileKind::Invoices),
        (
            "Cuentas por cobrar\n\nFactura,Cliente,Fecha,Vencimiento,Total\n1,Ana,2026-10-01,2026-10-31,5\n",
            FileKind::OpenItems,
        ),
        (
            "Factura,Cliente,Fecha,Vencimiento,Total,Días vencidos\n1,Ana,2026-10-01,2026-10-31,5,12\n",
            FileKind::OpenItems,
        ),
        (
            "Documento,Tipo,Cliente,Fecha,Vencimiento,Importe\n1,Factura,Ana,2026-10-01,2026-10-31,5\nR1,Pago,Ana,2026-10-02,,5\n",
            FileKind::Movements,
        ),
    ] {
        let reading = reading_in("EUR", file, &[]);
        assert_eq!(reading.survey.understood.kind, kind, "{file}");
        assert!(!reading.survey.understood.why.is_empty());
    }
}

#[test]
fn columns_that_are_read_and_not_read_are_told_with_an_example() {
    let file = "Factura,Cliente,Fecha,Vencimiento,Total,Vendedor,Zona\n1,Ana,2026-10-01,2026-10-31,5,,Norte\n2,Ana,2026-10-01,2026-10-31,5,Luis,Sur\n";
    let understood = reading_in("EUR", file, &[]).survey.understood;
    let used: Vec<_> =
        understood.used.iter().map(|c| (c.column.as_str(), c.field, c.example.as_deref().unwrap_or(""))).collect();
    assert_eq!(used[..2], [("Factura", "invoice_number", "1"), ("Cliente", "customer_name", "Ana")]);
    let unused: Vec<_> =
        understood.unused.iter().map(|c| (c.column.as_str(), c.example.as_deref().unwrap_or(""))).collect();
    assert_eq!(unused, [("Vendedor", "Luis"), ("Zona", "Norte")]);
}
