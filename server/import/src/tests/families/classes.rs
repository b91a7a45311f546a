//! The class of a document that stands in its number, beside amounts above nothing: what lowers a debt is never owed in silence.

use super::{asks, opens, read_in, reading_in};

/// Lists of one heading each, and what their rows come to.
const CLEAR: &[(&str, &str, &str, &str)] = &[
    (
        "Portugal",
        "EUR",
        "Entidade;Nome;NIF;Documento;Data;Vencimento;Valor Total;Valor Pendente\n\
         C001;Padaria;501964843;FT 2026/123;01/10/2026;31/10/2026;1.230,00 €;1.230,00 €\n\
         C001;Padaria;501964843;NC 2026/8;15/10/2026;15/10/2026;123,00 €;123,00 €\n\
         C002;Oficina;502757191;FR 2026/77;02/10/2026;02/10/2026;50,00 €;0,00 €\n\
         C002;Oficina;502757191;ND 2026/2;03/10/2026;03/11/2026;10,00 €;10,00 €\n\
         C002;Oficina;502757191;RE 2026/30;04/10/2026;04/10/2026;20,00 €;20,00 €\n",
        "FT 2026/123 123000; NC 2026/8 -12300; FR 2026/77 0; ND 2026/2 1000; RE 2026/30 -2000",
    ),
    (
        "Portugal, SAF-T's numbers",
        "EUR",
        "Nome;Documento;Data;Vencimento;Valor Pendente\nPadaria;FT FT2026/1;15/10/2026;31/10/2026;10,00\n\
         Padaria;NC NC2026/1;15/10/2026;31/10/2026;2,00\nPadaria;FS A2026/3;15/10/2026;31/10/2026;5,00\n\
         Padaria;RG RG2026/2;15/10/2026;31/10/2026;1,00\n",
        "FT FT2026/1 1000; NC NC2026/1 -200; FS A2026/3 500; RG RG2026/2 -100",
    ),
    (
        "Germany",
        "EUR",
        "Kundennr;Kunde;Belegnr;Datum;Fällig;Betrag;Offen\n10001;Müller GmbH;RE-1001;15.10.2026;14.11.2026;1.190,00;1.190,00\n\
         10001;Müller GmbH;GS-12;20.10.2026;20.10.2026;119,00;119,00\n10001;Müller GmbH;ST-1000;21.10.2026;21.10.2026;50,00;50,00\n",
        "RE-1001 119000; GS-12 -11900; ST-1000 -5000",
    ),
    (
        "Germany, other letters",
        "EUR",
        "Kunde;Rechnungsnummer;Datum;Fälligkeit;Betrag\nMüller;AR2026001;15.10.2026;14.11.2026;100,00\n\
         Müller;RK2026001;20.10.2026;20.10.2026;9,00\nMüller;SR-7;21.10.2026;21.10.2026;5,00\nMüller;RG 8;21.10.2026;21.11.2026;3,00\n",
        "AR2026001 10000; RK2026001 -900; SR-7 -500; RG 8 300",
    ),
    (
        "France",
        "EUR",
        "Client;N° pièce;Date;Échéance;Montant TTC\nDupont;FA2026-101;15/10/2026;14/11/2026;1 200,00\n\
         Dupont;AV2026-007;20/10/2026;20/10/2026;120,00\nDupont;RG-3;20/10/2026;20/10/2026;20,00\n",
        "FA2026-101 120000; AV2026-007 -12000; RG-3 -2000",
    ),
    (
        "Peru",
        "PEN",
        "RUC;Cliente;Comprobante;Emisión;Vencimiento;Moneda;Total;Saldo\n\
         20100070970;SUPER SA;F001-00000123;15/10/2026;14/11/2026;PEN;1,180.00;1,180.00\n\
         20100070970;SUPER SA;FC01-00000007;20/10/2026;20/10/2026;PEN;118.00;118.00\n\
         20100070970;SUPER SA;B001-00000009;15/10/2026;14/11/2026;PEN;10.00;10.00\n\
         20100070970;SUPER SA;BC01-1;20/10/2026;20/10/2026;PEN;1.00;1.00\n\
         20100070970;SUPER SA;FD01-4;20/10/2026;20/11/2026;PEN;5.00;5.00\n",
        "F001-00000123 118000; FC01-00000007 -11800; B001-00000009 1000; BC01-1 -100; FD01-4 500",
    ),
    (
        "Dominican Republic",
        "DOP",
        "Cliente,NCF,Fecha,Vencimiento,Total\nSol,B0100000012,15/10/2026,14/11/2026,100.00\nSol,B0400000003,16/10/2026,16/10/2026,20.00\n\
         Sol,E310000000001,15/10/2026,14/11/2026,50.00\nSol,E340000000009,16/10/2026,16/10/2026,5.00\n",
        "B0100000012 10000; B0400000003 -2000; E310000000001 5000; E340000000009 -500",
    ),
    (
        "El Salvador",
        "USD",
        "Cliente,Documento,Fecha,Vencimiento,Total\nSol,DTE-03-M001P001-000000000000001,15/10/2026,14/11/2026,100.00\n\
         Sol,DTE-05-M001P001-000000000000001,16/10/2026,16/10/2026,20.00\n",
        "DTE-03-M001P001-000000000000001 10000; DTE-05-M001P001-000000000000001 -2000",
    ),
    (
        "Odoo",
        "USD",
        "Customer,Number,Invoice Date,Due Date,Amount Due\nDeco,INV/2026/00001,10/15/2026,11/14/2026,100.00\n\
         Deco,RINV/2026/00001,10/16/2026,10/16/2026,20.00\nDeco,PBNK1/2026/00004,10/17/2026,10/17/2026,5.00\n",
        "INV/2026/00001 10000; RINV/2026/00001 -2000; PBNK1/2026/00004 -500",
    ),
    (
        "ERPNext",
        "USD",
        "Customer,Voucher No,Posting Date,Due Date,Outstanding Amount\nDeco,ACC-SINV-2026-00001,10/15/2026,11/14/2026,100.00\n\
         Deco,ACC-SINV-RET-2026-00001,10/16/2026,10/16/2026,20.00\nDeco,ACC-PAY-2026-00007,10/17/2026,10/17/2026,5.00\n",
        "ACC-SINV-2026-00001 10000; ACC-SINV-RET-2026-00001 -2000; ACC-PAY-2026-00007 -500",
    ),
    (
        "Zoho, Xero",
        "USD",
        "Customer,Invoice Number,Date,Due Date,Balance\nDeco,INV-000001,10/15/2026,11/14/2026,100.00\n\
         Deco,CN-00001,10/16/2026,10/16/2026,20.00\nDeco,CM7,10/16/2026,10/16/2026,1.00\n",
        "INV-000001 10000; CN-00001 -2000; CM7 -100",
    ),
    (
        "Ecuador",
        "USD",
        "Cliente,Documento,Fecha,Vencimiento,Saldo\nSol,FAC 001-001-000000123,15/10/2026,14/11/2026,100.00\n\
         Sol,NCT 001-001-000000004,16/10/2026,16/10/2026,20.00\n",
        "FAC 001-001-000000123 10000; NCT 001-001-000000004 -2000",
    ),
    (
        "figures before the letters",
        "COP",
        "Tercero,Documento,Fecha,Vencimiento,Saldo\nSol,001-FV-00000123,15/10/2026,14/11/2026,100.00\n\
         Sol,001-NC-00000004,16/10/2026,16/10/2026,20.00\nSol,2026/ND/1,15/10/2026,14/11/2026,3.00\n",
        "001-FV-00000123 10000; 001-NC-00000004 -2000; 2026/ND/1 300",
    ),
    (
        "F alone",
        "EUR",
        "Cliente;Número;Fecha;Vencimiento;Pendiente\nBar;F260001;15/10/2026;14/11/2026;100,00\nBar;NC260001;16/10/2026;16/10/2026;20,00\n",
        "F260001 10000; NC260001 -2000",
    ),
    (
        "quotes beside invoices",
        "EUR",
        "Cliente;Número;Fecha;Vencimiento;Total\nBar;FAC-1;15/10/2026;14/11/2026;100,00\nBar;PROFORMA-1;16/10/2026;16/10/2026;20,00\n",
        "FAC-1 10000",
    ),
    // Series that are called like a class in another language.
    (
        "only Rechnungen",
        "EUR",
        "Kunde;Rechnung;Datum;Fällig;Betrag\nMüller;RE-1;15.10.2026;14.11.2026;100,00\nMüller;RE-2;15.10.2026;14.11.2026;50,00\n",
        "RE-1 10000; RE-2 5000",
    ),
    (
        "Zaragoza and Santiago",
        "EUR",
        "Cliente;Factura;Fecha;Vencimiento;Importe\nBar;ZA-1;15/10/2026;14/11/2026;100,00\nBar;ST-2;15/10/2026;14/11/2026;50,00\n",
        "ZA-1 10000; ST-2 5000",
    ),
    (
        "contas a receber",
        "BRL",
        "Cliente;Documento;Emissão;Vencimento;Valor\nSol;CR-1;15/10/2026;14/11/2026;100,00\nSol;CR-2;15/10/2026;14/11/2026;50,00\n",
        "CR-1 10000; CR-2 5000",
    ),
    (
        "amounts that say it themselves",
        "EUR",
        "Cliente;Factura;Fecha;Vencimiento;Importe\nBar;101;15/10/2026;14/11/2026;100,00\nBar;NC-2;15/10/2026;15/10/2026;-50,00\n",
        "101 10000; NC-2 -5000",
    ),
];

#[test]
fn classes_in_numbers_by_country() {
    let mut wrong = Vec::new();
    for (system, house, file, want) in CLEAR {
        let dates = if *house == "USD" { "MM/DD/YYYY" } else { "DD/MM/YYYY" };
        let reading = read_in(house, file, &[]).or_else(|_| {
            let mut options = crate::Options::of_house(house.parse().expect("a currency"));
            options.dates(dates).expect("a format");
            crate::read(file.as_bytes(), &options)
        });
        let got = reading.map_or_else(|error| error.to_string(), |reading| opens(&reading));
        if got != *want {
            wrong.push(format!("{system}: {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_may_be_a_series_is_asked_about() {
    for (house, headings, first, second) in [
        ("MXN", "Folio,Cliente,Fecha,Vencimiento,Total", "A-1", "NC-1"),
        ("MXN", "Folio,Cliente,Fecha,Vencimiento,Total", "1001", "NC 7"),
        ("EUR", "Factura,Cliente,Fecha,Vencimiento,Total", "FAC-1", "GS-1"),
        ("EUR", "Factura,Cliente,Fecha,Vencimiento,Total", "101", "ABO-1"),
        ("EUR", "Documento,Entidade,Data,Vencimento,Valor Pendente", "2026/1", "RE 2026/30"),
        ("EUR", "Beleg,Kunde,Datum,Fällig,Betrag", "1001", "ST-1000"),
        ("USD", "Number,Customer,Date,Due Date,Amount", "1001", "CM-7"),
        ("EUR", "Pièce,Client,Date,Échéance,Montant", "1001", "AV-7"),
        ("PEN", "Comprobante,Cliente,Fecha,Vencimiento,Total", "E01-1", "FC01-00000007"),
    ] {
        let file = format!("{headings}\n{first},Ana,2026-10-01,2026-10-31,10\n{second},Ana,2026-10-01,2026-10-31,4\n");
        assert!(asks(house, &file).contains("kind words that are not known"), "{second}");
    }
}

#[test]
fn an_answer_holds_for_every_number_of_those_letters() {
    let file =
        "Folio,Cliente,Fecha,Vencimiento,Total\nA-1,Ana,2026-10-01,2026-10-31,10\nNC-1,Ana,2026-10-01,2026-10-31,4\n";
    assert_eq!(opens(&reading_in("MXN", file, &["kind:NC=credit_note"])), "A-1 1000; NC-1 -400");
    assert_eq!(opens(&reading_in("MXN", file, &["kind:NC=invoice"])), "A-1 1000; NC-1 400");
    assert_eq!(opens(&reading_in("MXN", file, &["kind:NC=none"])), "A-1 1000");
}
