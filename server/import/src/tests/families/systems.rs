//! Who owes what by the shapes that systems write, as they lay out customers, groups, sums and numbers. Figures and names
//! are made up.

use super::{all_counted, owed, read_in};

/// A shape: the system, the currency of the books, the file, and who owes how much by it.
type Shape = (&'static str, &'static str, &'static str, &'static str);

const GROUPED: &[Shape] = &[
    (
        "QuickBooks Desktop, open invoices, in columns of their own",
        "USD",
        ",,Type,Date,Num,P. O. #,Terms,Due Date,Aging,Open Balance\nAcme Corp,,,,,,,,,\n,Kitchen,,,,,,,,\n,,Invoice,10/15/2026,1001,,Net 30,11/14/2026,,100.00\n\
         ,Total Kitchen,,,,,,,,100.00\n,,Invoice,10/16/2026,1002,,Net 30,11/15/2026,,50.00\nTotal Acme Corp,,,,,,,,,150.00\nBeta LLC,,,,,,,,,\n\
         ,,Invoice,10/17/2026,1003,,Net 30,11/16/2026,,7.00\nTotal Beta LLC,,,,,,,,,7.00\nTOTAL,,,,,,,,,157.00\n",
        "Acme Corp 15000; Beta LLC 700",
    ),
    (
        "QuickBooks Online, customer balance detail",
        "USD",
        "Comercial Norte LLC,,,,,\nCustomer Balance Detail,,,,,\n\"As of October 31, 2026\",,,,,\n\n,Date,Transaction Type,Num,Due Date,Amount,Open Balance,Balance\nAcme,,,,,,,\n\
         ,10/15/2026,Invoice,1,11/14/2026,100.00,100.00,100.00\n,10/16/2026,Invoice,2,11/15/2026,50.00,40.00,140.00\nTotal for Acme,,,,,$150.00,$140.00,\n\
         TOTAL,,,,,$150.00,$140.00,\n\"Saturday, Oct 31, 2026 10:15:00 AM GMT-7 - Accrual Basis\",,,,,,,\n",
        "Acme 14000",
    ),
    (
        "Odoo, aged receivable",
        "EUR",
        "Number,Invoice Date,Due Date,Currency,Total\nAcme SA,,,,150.00\nINV/2026/001,2026-10-15,2026-11-14,EUR,100.00\nINV/2026/002,2026-10-16,2026-11-15,EUR,50.00\n\
         Beta SL,,,,7.00\nINV/2026/003,2026-10-17,2026-11-16,EUR,7.00\nTotal,,,,157.00\n",
        "Acme SA 15000; Beta SL 700",
    ),
    (
        "Business Central, aged accounts receivable",
        "EUR",
        "Aged Accounts Receivable\nCRONUS AG\n\nPosting Date,Document Type,Document No.,Due Date,Balance Due\n10000,Kranbau GmbH,,,\n2026-10-15,Invoice,103001,2026-11-14,100.00\n\
         2026-10-16,Credit Memo,104001,2026-10-16,-20.00\nTotal for Kranbau GmbH,,,,80.00\n20000,Uhrwerk AG,,,\n2026-10-17,Invoice,103002,2026-11-16,7.00\nTotal for Uhrwerk AG,,,,7.00\n",
        "10000 8000; 20000 700",
    ),
    (
        "SAP Business One, customer receivables aging",
        "USD",
        "Type,Doc. No.,Posting Date,Due Date,Balance Due\nCustomer Code: C20000,Customer Name: Maxi-Teq,,,\nIN,1,2026-10-15,2026-11-14,100.00\n\
         Customer Code: C20001,Customer Name: Mini-Teq,,,\nIN,2,2026-10-15,2026-11-14,7.00\n",
        "C20000 10000; C20001 700",
    ),
    (
        "Tango, composición de saldos por cliente",
        "ARS",
        "Tipo de comprobante;Letra;Sucursal;Nro. comprobante;Fecha de emisión;Fecha de vencimiento;Importe;Saldo\nCliente: C01 - Acme SA;;;;;;;\nFAC;A;0001;00000123;15/10/2026;14/11/2026;1.210,00;1.000,00\n\
         Total cliente C01;;;;;;;1.000,00\nCliente: C02 - Beta SRL;;;;;;;\nFAC;A;0001;00000124;15/10/2026;14/11/2026;121,00;121,00\nTotal cliente C02;;;;;;;121,00\nTotal general;;;;;;;1.121,00\n",
        "C01 100000; C02 12100",
    ),
    (
        "CONTPAQi Comercial, antigüedad de saldos",
        "MXN",
        "CONTPAQ i,,,,,\nComercial Norte SA de CV,,,,,\nAntigüedad de saldos de clientes,,,,,\nFecha de corte: 31/10/2026,,,,,\n\nSerie,Folio,Fecha,Vencimiento,Total,Saldo\nC001,Papelería Sol,,,,\n\
         FA,15,15/10/2026,14/11/2026,116.00,100.00\nFA,16,16/10/2026,15/11/2026,58.00,58.00\nTotal C001,,,,174.00,158.00\nC002,Aceros Luz,,,,\nFB,15,17/10/2026,16/11/2026,7.00,7.00\nTotal C002,,,,7.00,7.00\nTotal general,,,,181.00,165.00\n",
        "C001 15800; C002 700",
    ),
    (
        "Aspel SAE, cobranza por cliente",
        "MXN",
        "Documento,Concepto,Fecha de aplicación,Fecha de vencimiento,Saldo\n0000000001 ACEROS LUZ SA DE CV,,,,\nFA0000012,Factura,15/10/2026,14/11/2026,116.00\n0000000002 PAPELERIA SOL,,,,\nFA0000013,Factura,15/10/2026,14/11/2026,58.00\nElaborado por: Nora Paz,,,,\nFin del reporte,,,,\n",
        "0000000001 ACEROS LUZ SA DE CV 11600; 0000000002 PAPELERIA SOL 5800",
    ),
    (
        "Siigo, cartera por cliente",
        "COP",
        "Comprobante;Fecha;Vencimiento;Saldo\nCliente: 900555111 - Papeles SAS;;;\nFV-1-1201;15/10/2026;14/11/2026;1.190.000,00\nTotal Papeles SAS;;;1.190.000,00\nCliente: 800197268 - Aceros SAS;;;\n\
         FV-1-1202;15/10/2026;14/11/2026;100.000,00\nTotal Aceros SAS;;;100.000,00\nProcesado en: 2026/10/31 10:15:00;;;\n",
        "800197268 10000000; 900555111 119000000",
    ),
    (
        "Sage 50, aged debtors detailed",
        "GBP",
        "No,Type,Date,Due Date,Ref,Details,Balance\nACM001,Acme Ltd,,,,,\n12,SI,15/10/2026,14/11/2026,INV12,Goods,120.00\nBET001,Beta Ltd,,,,,\n13,SI,16/10/2026,15/11/2026,INV13,Goods,7.00\nGrand Total,,,,,,127.00\n",
        "ACM001 12000; BET001 700",
    ),
    (
        "DATEV, OP-Liste Debitoren",
        "EUR",
        "OP-Liste Debitoren;;;;\nStichtag 31.10.2026;;;;\n\nRechnungs-Nr.;Rechnungsdatum;Fälligkeit;Betrag;S/H\nDebitor: 10001 Kranbau GmbH;;;;\nRE-1;15.10.2026;14.11.2026;119,00;S\nGS-1;16.10.2026;16.10.2026;19,00;H\n\
         Summe Kranbau GmbH;;;100,00;S\nDebitor: 10002 Uhrwerk AG;;;;\nRE-2;15.10.2026;14.11.2026;7,00;S\nSumme Uhrwerk AG;;;7,00;S\nSeite 1;;;;\nErstellt am 31.10.2026;;;;\n",
        "10001 10000; 10002 700",
    ),
    (
        "Sage 100, balance âgée détaillée",
        "EUR",
        "N° pièce;Date;Échéance;Solde\nCompte tiers: 411ACME - Acme SA;;;\nFA1;15/10/2026;14/11/2026;120,00\nTotal Acme SA;;;120,00\nCompte tiers: 411BETA - Beta SARL;;;\nFA2;15/10/2026;14/11/2026;7,00\nTotal Beta SARL;;;7,00\nImprimé le 31/10/2026;;;\n",
        "411ACME 12000; 411BETA 700",
    ),
    (
        "Omie, por cliente",
        "BRL",
        "Documento;Parcela;Emissão;Vencimento;Valor em aberto\nCliente: Loja Sol Ltda;;;;\nNF 88;1/2;15/10/2026;14/11/2026;500,00\nNF 88;2/2;15/10/2026;14/12/2026;500,00\nSubtotal Loja Sol Ltda;;;;1.000,00\n\
         Cliente: Casa Lua ME;;;;\nNF 89;1/1;15/10/2026;14/11/2026;70,00\nSubtotal Casa Lua ME;;;;70,00\nTotal geral;;;;1.070,00\nEmitido em 31/10/2026 por Nora;;;;\n",
        "Casa Lua ME 7000; Loja Sol Ltda 100000",
    ),
    (
        "Protheus, títulos a receber",
        "BRL",
        "Prefixo;Número;Emissão;Vencimento;Saldo\n000123 - LOJA SOL LTDA;;;;\nA;000000088;15/10/2026;14/11/2026;500,00\n000124 - CASA LUA;;;;\nA;000000089;15/10/2026;14/11/2026;70,00\nT O T A L   G E R A L;;;;570,00\n",
        "000123 - LOJA SOL LTDA 50000; 000124 - CASA LUA 7000",
    ),
    (
        "Contifico, cartera por cliente, first row of a group",
        "USD",
        "Cliente;RUC/CI;Documento;Fecha de emisión;Fecha de vencimiento;Saldo\nAcme;1790016919001;001-001-000000123;15/10/2026;14/11/2026;100,00\n;;001-001-000000124;16/10/2026;15/11/2026;50,00\nSubtotal;;;;;150,00\n\
         Beta;1714307103;001-001-000000125;15/10/2026;14/11/2026;7,00\nSubtotal;;;;;7,00\nTotal;;;;;157,00\n",
        "1714307103 700; 1790016919001 15000",
    ),
];

const FLAT: &[Shape] = &[
    (
        "QuickBooks Desktop, flat, with projects",
        "USD",
        "Type,Date,Num,Name,Terms,Due Date,Open Balance\nInvoice,10/15/2026,1,Acme:Kitchen,Net 30,11/14/2026,100.00\nInvoice,10/15/2026,2,Beta:Kitchen,Net 30,11/14/2026,7.00\n",
        "Acme 10000; Beta 700",
    ),
    (
        "FreshBooks",
        "USD",
        "Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Due Date,Subtotal,Line Total,Currency\nAcme,0001,2026-10-15,sent,,2026-11-14,100.00,100.00,USD\n",
        "Acme 10000",
    ),
    (
        "Invoice Ninja",
        "USD",
        "Number,Client,Amount,Balance,Date,Due Date,Status,PO Number\n0001,Acme,100.00,60.00,2026-10-15,2026-11-14,Sent,\n0002,Beta,7.00,7.00,2026-10-15,2026-11-14,Sent,\n",
        "Acme 6000; Beta 700",
    ),
    (
        "WooCommerce orders by first and last name",
        "EUR",
        "Invoice Number,Date,Due Date,Billing First Name,Billing Last Name,Billing Company,Total\n1,2026-10-15,2026-11-14,Ana,Ruiz,,10.00\n2,2026-10-15,2026-11-14,Ana,Sosa,,20.00\n",
        "Ana Ruiz 1000; Ana Sosa 2000",
    ),
    (
        "Stripe, invoices",
        "USD",
        "id,Customer,Customer Name,Customer Email,Number,Date,Due Date,Amount Due,Amount Paid,Currency,Status\nin_1,cus_1,Acme,a@x.example,A-1,2026-10-15,2026-11-14,100.00,0.00,usd,open\n",
        "cus_1 10000",
    ),
    (
        "Zoho Books, two people of one name",
        "USD",
        "Invoice Date,Invoice Number,Invoice Status,Customer Name,Customer Email,Due Date,Currency Code,Total,Balance\n2026-10-15,INV-1,Sent,Ana Ruiz,a@x.example,2026-11-14,USD,10.00,10.00\n\
         2026-10-15,INV-2,Sent,Ana Ruiz,b@x.example,2026-11-14,USD,20.00,20.00\n",
        "Ana Ruiz (a@x.example) 1000; Ana Ruiz (b@x.example) 2000",
    ),
    (
        "NetSuite, open invoices",
        "USD",
        "Document Number,Name,Date,Due Date,Amount Remaining,Amount,Currency\nINV1,C-100 Acme,10/15/2026,11/14/2026,60.00,100.00,USD\n",
        "C-100 Acme 6000",
    ),
    (
        "SAP FBL5N with two lines of a name",
        "EUR",
        "Customer\tName 1\tName 2\tDocument Number\tDocument Date\tNet due date\tAmount in doc. curr.\tDocument currency\n100012\tMarkt\tSchmidt\t18001\t15.10.2026\t14.11.2026\t100,00\tEUR\n\
         100013\tMarkt\tHuber\t18002\t15.10.2026\t14.11.2026\t7,00\tEUR\n",
        "100012 10000; 100013 700",
    ),
    (
        "DATEV, persons and firms",
        "EUR",
        "Konto;Name (Adressattyp Unternehmen);Name (Adressattyp natürl. Person);Vorname (Adressattyp natürl. Person);Rechnungs-Nr.;Rechnungsdatum;Fälligkeit;Betrag\n\
         10001;Kranbau GmbH;;;RE-1;15.10.2026;14.11.2026;119,00\n10002;;Ruiz;Ana;RE-2;15.10.2026;14.11.2026;7,00\n10003;;Ruiz;Eva;RE-3;15.10.2026;14.11.2026;8,00\n",
        "10001 11900; 10002 700; 10003 800",
    ),
    (
        "Lexware, offene Posten",
        "EUR",
        "Kundennr.;Matchcode;Belegnr.;Belegdatum;Fällig am;Offen\n10001;Kranbau;RE-1;15.10.2026;14.11.2026;119,00\n",
        "10001 11900",
    ),
    (
        "sevDesk",
        "EUR",
        "Rechnungsnummer;Kunde;Vorname;Nachname;Rechnungsdatum;Fälligkeit;Bruttobetrag;Offen\nRE-1;;Ana;Ruiz;15.10.2026;14.11.2026;119,00;119,00\nRE-2;;Ana;Sosa;15.10.2026;14.11.2026;7,00;7,00\n",
        "Ana Ruiz 11900; Ana Sosa 700",
    ),
    (
        "EBP, échéancier",
        "EUR",
        "Code client;Libellé compte;N° document;Date;Date d'échéance;Reste à payer\nC1;Acme SA;FA1;15/10/2026;14/11/2026;120,00\nC2;Beta SARL;FA2;15/10/2026;14/11/2026;7,00\n",
        "C1 12000; C2 700",
    ),
    (
        "Pennylane, with a running balance",
        "EUR",
        "Compte tiers;Intitulé;Pièce;Date;Échéance;Montant;Solde cumulé\n411A;Acme;FA1;15/10/2026;14/11/2026;120,00;120,00\n411A;Acme;FA2;16/10/2026;15/11/2026;30,00;150,00\n",
        "411A 15000",
    ),
    (
        "Contaplus, apellidos y nombre",
        "EUR",
        "Cód. cliente;Apellidos y nombre;N.I.F.;Factura;Fecha;Vto.;Pendiente\n43000001;Ruiz Paz, Ana;12345678Z;F-1;15/10/2026;14/11/2026;121,00\n",
        "43000001 12100",
    ),
    (
        "a3, cartera",
        "EUR",
        "Cuenta;Razón Social;Nombre comercial;Factura;Fecha factura;Fecha vto.;Importe pendiente\n430001;Ana Ruiz;Bar Sol;F-1;15/10/2026;14/11/2026;121,00\n430002;Eva Gil;Bar Sol;F-2;15/10/2026;14/11/2026;7,00\n",
        "430001 12100; 430002 700",
    ),
    (
        "Bsale, documentos",
        "CLP",
        "Tipo Documento;Número;Fecha Emisión;Fecha Vencimiento;RUT Cliente;Razón Social;Sucursal;Total;Saldo\nFactura;101;15/10/2026;14/11/2026;76.086.428-5;Acme SpA;Casa Matriz;119000;119000\n",
        "760864285 119000",
    ),
    (
        "Contaazul, sacado e fantasia",
        "BRL",
        "Nome Fantasia;Razão Social;Número do documento;Data de emissão;Data de vencimento;Valor em aberto (R$)\nLoja Sol;Ana Ruiz ME;88;15/10/2026;14/11/2026;500,00\nLoja Sol;Eva Gil ME;89;15/10/2026;14/11/2026;70,00\n",
        "Ana Ruiz ME 50000; Eva Gil ME 7000",
    ),
    (
        "Bling, contas a receber",
        "BRL",
        "Cliente;CPF/CNPJ;Nº documento;Data Emissão;Data Vencimento;Valor;Saldo;Situação\nAna Ruiz;111.444.777-35;88;15/10/2026;14/11/2026;500,00;500,00;Em aberto\nAna Ruiz;529.982.247-25;89;15/10/2026;14/11/2026;70,00;70,00;Em aberto\n",
        "11144477735 50000; 52998224725 7000",
    ),
    (
        "School fees by two surnames",
        "MXN",
        "Matrícula,Apellido paterno,Apellido materno,Nombre(s),Folio,Fecha,Vencimiento,Adeudo\nA01,Ruiz,Paz,Ana,R-1,15/10/2026,14/11/2026,100.00\nA02,Ruiz,Gil,Ana,R-2,15/10/2026,14/11/2026,7.00\n",
        "A01 10000; A02 700",
    ),
    (
        "Facturador of Peru, with the DNI of persons",
        "PEN",
        "Serie,Número,Fecha emisión,Fecha vencimiento,RUC/DNI,Cliente,Total,Saldo\nF001,123,15/10/2026,14/11/2026,20100070970,Acme SAC,118.00,118.00\nB001,123,15/10/2026,14/11/2026,45678912,Ana Ruiz,7.00,7.00\nB001,124,15/10/2026,14/11/2026,41234567,Ana Ruiz,8.00,8.00\n",
        "Acme SAC 11800; Ana Ruiz (41234567) 800; Ana Ruiz (45678912) 700",
    ),
    (
        "Portal of Ecuador, establishment and point",
        "USD",
        "Estab.,Pto. Emi.,Secuencial,RUC/CI,Razón social comprador,Fecha emisión,Fecha vencimiento,Saldo\n001,002,000000123,1790016919001,Acme,15/10/2026,14/11/2026,100.00\n002,002,000000123,1714307103,Ana Ruiz,15/10/2026,14/11/2026,7.00\n",
        "1714307103 700; 1790016919001 10000",
    ),
    (
        "Alegra, with the final consumer",
        "COP",
        "Número;Cliente;NIT;Fecha de creación;Fecha de vencimiento;Total;Por cobrar;Estado\nFV-1;Rosa Lima;222222222222;15/10/2026;14/11/2026;100,00;100,00;Por cobrar\nFV-2;Hugo Mata;222222222222;15/10/2026;14/11/2026;7,00;7,00;Por cobrar\n",
        "Hugo Mata 700; Rosa Lima 10000",
    ),
    (
        "Tally, bills receivable",
        "INR",
        "Date,Ref. No.,Party's Name,Pending Amount,Due on,Overdue by days\n15-Oct-2026,1,Acme,100.00,14-Nov-2026,0\n15-Oct-2026,2,Beta,7.00,14-Nov-2026,0\n",
        "Acme 10000; Beta 700",
    ),
    (
        "MYOB, receivables",
        "AUD",
        "Co./Last Name,First Name,Invoice No.,Date,Due Date,Balance Due\nAcme,,1,15/10/2026,14/11/2026,100.00\nRuiz,Ana,2,15/10/2026,14/11/2026,7.00\nRuiz,Eva,3,15/10/2026,14/11/2026,8.00\n",
        "Acme 10000; Ana Ruiz 700; Eva Ruiz 800",
    ),
    (
        "Dolibarr",
        "EUR",
        "Ref.;Date facturation;Date échéance;Tiers;Montant TTC;Reste à payer;État\nFA1;15/10/2026;14/11/2026;Acme;120,00;100,00;Impayée\n",
        "Acme 10000",
    ),
    (
        "Holded, with trade names",
        "EUR",
        "Num factura;Fecha;Vencimiento;Nombre;Nombre comercial;NIF;Total;Pendiente\nF1;15/10/2026;14/11/2026;Ana Ruiz;Bar Sol;12345678Z;121,00;121,00\n",
        "12345678Z 12100",
    ),
    (
        "Xubio, cuenta corriente",
        "ARS",
        "Cliente;Letra;Pto. Vta.;Número;Fecha;Vencimiento;Importe;Saldo acumulado\nAcme;A;1;15;15/10/2026;14/11/2026;100,00;100,00\nAcme;A;1;16;16/10/2026;15/11/2026;20,00;120,00\n",
        "Acme 12000",
    ),
];

/// What is not read as it should be, one line for each shape.
fn wrong(shapes: &[Shape]) -> Vec<String> {
    let wrong = shapes.iter().filter_map(|(system, house, file, want)| match read_in(house, file, &[]) {
        Err(error) => Some(format!("{system}: {error}")),
        Ok(reading) => {
            all_counted(&reading);
            let owed = owed(&reading);
            let told = (&reading.rejected, &reading.survey.understood.used);
            (owed != *want || !reading.rejected.is_empty()).then(|| format!("{system}: {owed}; {told:?}"))
        }
    });
    wrong.collect()
}

#[test]
fn customers_above_their_documents() {
    assert_eq!(wrong(GROUPED), [""; 0]);
}

#[test]
fn customers_in_columns() {
    assert_eq!(wrong(FLAT), [""; 0]);
}
