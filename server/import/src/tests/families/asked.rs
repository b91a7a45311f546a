//! Shapes of the systems that people use, by what their words, marks and several columns of sums decide. Figures are made up.

use super::read_in;
use crate::{Item, ReadError, Status};

/// A file as a system writes it.
struct Shape {
    system: &'static str,
    /// The currency of the creditor's books.
    house: &'static str,
    file: &'static str,
    /// What is asked for each document, in minor units and perhaps its currency; or a part of the question.
    want: Want,
}

enum Want {
    Asked(&'static str),
    Question(&'static str),
}

use Want::{Asked, Question};

const SHAPES: &[Shape] = &[
    Shape {
        system: "QuickBooks Desktop, open invoices",
        house: "USD",
        file: "Type,Date,Num,P.O. #,Terms,Due Date,Class,Aging,Open Balance,Name\n\
               Invoice,10/15/2026,1001,,Net 30,11/14/2026,,5,200.00,Acme\n\
               Payment,10/16/2026,55,,,,,,-30.00,Acme\n\
               Credit Memo,10/16/2026,,,,,,,-10.00,Acme\n",
        want: Asked("1001 20000; 55 -3000; Credit Memo 2026-10-16 (Acme) -1000"),
    },
    Shape {
        system: "QuickBooks Online, transactions",
        house: "USD",
        file: "Date,Transaction Type,Num,Name,Memo/Description,Due Date,Amount,Open Balance\n\
               10/15/2026,Invoice,1001,Acme,,11/14/2026,500.00,500.00\n\
               10/16/2026,Credit Memo,CM-1,Acme,,10/16/2026,-40.00,-40.00\n\
               10/17/2026,Payment,,Acme,,,-20.00,-20.00\n",
        want: Asked("1001 50000; CM-1 -4000; Payment 2026-10-17 (Acme) -2000"),
    },
    Shape {
        system: "Xero, receivable invoice detail",
        house: "NZD",
        file: "Contact,Invoice Date,Source,Invoice Number,Reference,Due Date,Invoice Total (Source),Outstanding (NZD)\n\
               Acme,15 Oct 2026,Receivable Invoice,INV-1,,14 Nov 2026,115.00,115.00\n\
               Acme,16 Oct 2026,Receivable Credit Note,CN-1,,16 Oct 2026,-15.00,-15.00\n",
        want: Asked("INV-1 11500; CN-1 -1500"),
    },
    Shape {
        system: "Zoho Books, written off",
        house: "USD",
        file: "Invoice Date,Invoice Number,Invoice Status,Customer Name,Due Date,Currency Code,Total,Balance,Write Off Amount\n\
               2026-10-15,INV-1,Written Off,Acme,2026-11-14,USD,100.00,0.00,100.00\n\
               2026-10-15,INV-2,PartiallyPaid,Acme,2026-11-14,USD,100.00,60.00,0.00\n",
        want: Asked("INV-1 0; INV-2 6000"),
    },
    Shape {
        system: "Stripe, invoices",
        house: "USD",
        file: "id,Number,Amount Due,Amount Paid,Billing,Closed,Currency,Customer,Date (UTC),Due Date (UTC),Paid,Total,Status\n\
               in_1,A-1,100.00,100.00,send_invoice,true,usd,cus_1,2026-10-01 10:00,2026-10-31 10:00,true,100.00,paid\n\
               in_2,A-2,100.00,40.00,send_invoice,false,usd,cus_1,2026-10-01 10:00,2026-10-31 10:00,false,100.00,open\n\
               in_3,A-3,100.00,0.00,send_invoice,true,usd,cus_1,2026-10-01 10:00,2026-10-31 10:00,false,100.00,uncollectible\n\
               in_4,A-4,100.00,0.00,send_invoice,true,usd,cus_1,2026-10-01 10:00,2026-10-31 10:00,false,100.00,void\n",
        want: Asked("A-1 0; A-2 6000; A-3 0; A-4 0"),
    },
    Shape {
        system: "Chargebee, invoices",
        house: "USD",
        file: "Invoice Number,Customer Id,Invoice Date,Due Date,Status,Currency,Amount,Amount Paid,Write Off Amount,Amount Due\n\
               1,c1,2026-10-01,2026-10-31,Payment Due,USD,100.00,0.00,0.00,100.00\n\
               2,c1,2026-10-01,2026-10-31,Voided,USD,100.00,0.00,0.00,100.00\n\
               3,c1,2026-10-01,2026-10-31,Paid,USD,100.00,100.00,0.00,0.00\n",
        want: Asked("1 10000; 2 0; 3 0"),
    },
    Shape {
        system: "Business Central, all amounts",
        house: "USD",
        file: "Open,Posting Date,Document Type,Document No.,Customer No.,Customer Name,Description,Due Date,Currency Code,Original Amount,Amount,Amount (LCY),Debit Amount,Credit Amount,Remaining Amount,Remaining Amt. (LCY)\n\
               Yes,10/15/2026,Invoice,103001,10000,Acme,Order 1,11/14/2026,,500.00,500.00,500.00,500.00,,200.00,200.00\n\
               Yes,10/16/2026,Credit Memo,104001,10000,Acme,Return,10/16/2026,,-50.00,-50.00,-50.00,,50.00,-50.00,-50.00\n\
               Yes,10/17/2026,Payment,P1,10000,Acme,Paid,10/17/2026,,-30.00,-30.00,-30.00,,30.00,-30.00,-30.00\n",
        want: Asked("103001 20000; 104001 -5000; P1 -3000"),
    },
    Shape {
        system: "Business Central, foreign currency",
        house: "USD",
        file: "Document Type,Document No.,Customer No.,Customer Name,Posting Date,Due Date,Currency Code,Remaining Amount,Remaining Amt. (LCY)\n\
               Invoice,1,100,Acme,10/15/2026,11/14/2026,EUR,100.00,108.00\n",
        want: Asked("1 10000 EUR"),
    },
    Shape {
        system: "Sage 50, codes",
        house: "GBP",
        file: "Tran No,Type,Account,Date,Due Date,Ref,Details,Outstanding\n\
               1,SI,ACM001,15/10/2026,14/11/2026,INV1,Goods,120.00\n\
               2,SC,ACM001,16/10/2026,16/10/2026,CR1,Return,20.00\n\
               3,SA,ACM001,17/10/2026,17/10/2026,BACS,Payment,50.00\n\
               4,SD,ACM001,17/10/2026,17/10/2026,BACS,Discount,10.00\n",
        want: Asked("1 12000; 2 -2000; 3 -5000; 4 -1000"),
    },
    Shape {
        system: "DATEV, Soll and Haben",
        house: "EUR",
        file: "Konto;Rechnungsnummer;Datum;Fälligkeit;Sollbetrag;Habenbetrag;Saldo;Gegenkonto;Buchungstext\n\
               10001;RE-1;15.10.2026;14.11.2026;119,00;;119,00;8400;Acme\n\
               10002;RE-2;16.10.2026;15.11.2026;100,00;40,00;60,00;8400;Beta\n",
        want: Asked("RE-1 11900; RE-2 6000"),
    },
    Shape {
        system: "Lexware, Storno",
        house: "EUR",
        file: "Belegnummer;Kunde;Belegdatum;Fällig am;Bruttobetrag;Offen;Status;Storniert am\n\
               RE-1;Acme;15.10.2026;14.11.2026;119,00;100,00;teilbezahlt;\n\
               RE-2;Acme;15.10.2026;14.11.2026;119,00;119,00;storniert;20.10.2026\n",
        want: Asked("RE-1 10000; RE-2 0"),
    },
    Shape {
        system: "Honduras, retenido",
        house: "HNL",
        file: "Factura,Fecha,Vencimiento,Cliente,RTN,Total de la Factura,Pagado,Retenido,Pendiente\n\
               1,15/10/2026,14/11/2026,Acme,08011999123456,100.00,20.00,10.00,70.00\n",
        want: Asked("1 7000"),
    },
    Shape {
        system: "Linx, títulos",
        house: "BRL",
        file: "Título;Espécie;Cliente;Emissão;Vencimento;Prorrogação;Vr Original;Desconto;Abatimento;Vr Líquido\n\
               88;DP;Sol;15/10/2026;14/11/2026;;1000,00;0,00;100,00;900,00\n",
        want: Asked("88 90000"),
    },
    Shape {
        system: "Protheus, títulos",
        house: "BRL",
        file: "Prefixo;No. Titulo;Parcela;Tipo;Cliente;Nome Cliente;DT Emissao;Vencto real;Vlr.Titulo;Saldo\n\
               A;1;;NF;000001;Sol;15/10/2026;14/11/2026;1000,00;1000,00\n\
               A;2;;NCC;000001;Sol;15/10/2026;14/11/2026;50,00;50,00\n\
               A;3;;RA;000001;Sol;15/10/2026;14/11/2026;300,00;300,00\n\
               A;4;;IR-;000001;Sol;15/10/2026;14/11/2026;15,00;15,00\n",
        want: Asked("A-1 100000; A-2 -5000; A-3 -30000; A-4 -1500"),
    },
    Shape {
        system: "Bling",
        house: "BRL",
        file: "ID;Cliente;Número;Emissão;Vencimento;Valor;Saldo;Situação;Histórico\n\
               9;Sol;1;15/10/2026;14/11/2026;100,00;100,00;Em aberto;Venda 1\n\
               10;Sol;2;15/10/2026;14/11/2026;100,00;0,00;Baixado;Venda 2\n\
               11;Sol;3;15/10/2026;14/11/2026;100,00;0,00;Cancelado;Venda 3\n",
        want: Asked("1 10000; 2 0; 3 0"),
    },
    Shape {
        system: "Tiny",
        house: "BRL",
        file: "Cliente,Número documento,Data emissão,Data vencimento,Valor,Valor recebido,Situação,Data liquidação\n\
               Sol,1,15/10/2026,14/11/2026,\"100,00\",\"0,00\",aberto,\n\
               Sol,2,15/10/2026,14/11/2026,\"100,00\",\"100,00\",pago,20/10/2026\n",
        want: Asked("1 10000; 2 0"),
    },
    Shape {
        system: "Omie, impostos retidos",
        house: "BRL",
        file: "Situação;Cliente (Nome Fantasia);CNPJ/CPF;Nota Fiscal;Parcela;Previsão de Recebimento;Data de Emissão;Vencimento;Valor da Conta;Valor Líquido;Impostos Retidos;Recebido;A Receber\n\
               Atrasado;Sol;11.222.333/0001-81;88;001/001;14/11/2026;15/10/2026;14/11/2026;105,00;100,00;5,00;0,00;100,00\n\
               Recebido;Sol;11.222.333/0001-81;89;001/001;14/11/2026;15/10/2026;14/11/2026;105,00;100,00;5,00;100,00;0,00\n",
        want: Asked("88 · 1/1 10000; 89 · 1/1 0"),
    },
    Shape {
        system: "Conta Azul, retido",
        house: "BRL",
        file: "Nome do cliente;Número do documento;Data de competência;Data de vencimento;Valor original da parcela (R$);Valor retido;Situação\n\
               Sol;88;15/10/2026;14/11/2026;100,00;10,00;Em aberto\n",
        want: Asked("88 9000"),
    },
    Shape {
        system: "Siigo, anticipos",
        house: "COP",
        file: "Identificación;Nombre tercero;Comprobante;Fecha comprobante;Fecha vencimiento;Saldo\n\
               900555111;Papeles;FV-1-1;15/10/2026;14/11/2026;1.190.000,00\n\
               900555111;Papeles;RC-1-5;16/10/2026;16/10/2026;-200.000,00\n",
        want: Asked("FV-1-1 119000000; RC-1-5 -20000000"),
    },
    Shape {
        system: "Siigo, kinds in numbers",
        house: "COP",
        file: "Identificación;Nombre tercero;Comprobante;Fecha comprobante;Fecha vencimiento;Saldo\n\
               900555111;Papeles;FV-1-1;15/10/2026;14/11/2026;1.190.000,00\n\
               900555111;Papeles;RC-1-5;16/10/2026;16/10/2026;200.000,00\n\
               900555111;Papeles;NC-1-2;16/10/2026;16/10/2026;100.000,00\n",
        want: Asked("FV-1-1 119000000; RC-1-5 -20000000; NC-1-2 -10000000"),
    },
    Shape {
        system: "Alegra, retenciones",
        house: "COP",
        file: "Número;Cliente;NIT;Fecha;Vencimiento;Subtotal;IVA;Retenciones;Total;Cobrado;Por cobrar;Estado\n\
               FV-1;Papeles;800197268-4;15/10/2026;14/11/2026;100,00;19,00;4,00;115,00;25,00;90,00;Abierta\n",
        want: Asked("FV-1 9000"),
    },
    Shape {
        system: "Helisa, débitos y créditos",
        house: "COP",
        file: "Tipo Doc,Numero,Tercero,Nombre,Fecha,Vence,Debitos,Creditos,Saldo\n\
               FE,FE 10,900,Papeles,15/10/2026,14/11/2026,\"1,000.00\",0.00,\"1,000.00\"\n\
               NC,NC 3,900,Papeles,15/10/2026,14/11/2026,0.00,200.00,-200.00\n",
        want: Asked("FE 10 100000; NC 3 -20000"),
    },
    Shape {
        system: "World Office",
        house: "COP",
        file: "Documento,Tercero,Fecha,Vencimiento,Valor,Abonos,Retefuente,Saldo\n\
               10,Papeles,15/10/2026,14/11/2026,\"1,190.00\",155.00,35.00,\"1,000.00\"\n",
        want: Asked("10 100000"),
    },
    Shape {
        system: "CONTPAQi, dólares",
        house: "MXN",
        file: "Código cliente,Razón social,Serie,Folio,Fecha,Vencimiento,Moneda,Total,Saldo,Saldo MXN\n\
               C001,Acme,A,15,15/10/2026,14/11/2026,Dólar Americano,116.00,100.00,1700.00\n\
               C001,Acme,A,16,15/10/2026,14/11/2026,Peso Mexicano,1700.00,1700.00,1700.00\n",
        want: Asked("A-15 10000 USD; A-16 170000"),
    },
    Shape {
        system: "Aspel SAE, movimientos",
        house: "MXN",
        file: "Clave,Nombre,Concepto,Documento,Referencia,Fecha aplicación,Fecha vencimiento,Cargos,Abonos\n\
               1,Acme,Factura,F1,F1,15/10/2026,14/11/2026,116.00,\n\
               1,Acme,Abono,F1,F1,16/10/2026,,,16.00\n",
        want: Asked("F1 11600; F1 -1600"),
    },
    Shape {
        system: "Aspel SAE, conceptos",
        house: "MXN",
        file: "Cliente,Nombre,Concepto,Documento,Fecha,Vencimiento,Importe\n\
               1,Acme,Factura,F1,15/10/2026,14/11/2026,116.00\n\
               1,Acme,Nota de crédito,NC1,16/10/2026,16/10/2026,16.00\n",
        want: Asked("F1 11600; NC1 -1600"),
    },
    Shape {
        system: "Bind, estatus",
        house: "MXN",
        file: "Serie,Folio,Cliente,RFC,Fecha,Fecha de vencimiento,Moneda,Total,Pagado,Estatus\n\
               F,7,Acme,EKU9003173C9,15/10/2026,14/11/2026,MXN,116.00,0.00,Vigente\n\
               F,8,Acme,EKU9003173C9,15/10/2026,14/11/2026,MXN,116.00,116.00,Pagada\n\
               F,9,Acme,EKU9003173C9,15/10/2026,14/11/2026,MXN,116.00,0.00,Cancelada\n",
        want: Asked("F-7 11600; F-8 0; F-9 0"),
    },
    Shape {
        system: "SAT, método de pago",
        house: "MXN",
        file: "UUID,Serie,Folio,RFC Receptor,Nombre Receptor,Fecha Emisión,Método de Pago,Forma de Pago,Moneda,Total,Estatus SAT\n\
               U1,A,1,EKU9003173C9,Acme,2026-10-15,PUE,03,MXN,116.00,Vigente\n\
               U2,A,2,EKU9003173C9,Acme,2026-10-15,PPD,99,MXN,116.00,Vigente\n",
        want: Question("paid at once"),
    },
    Shape {
        system: "CFDI, retenciones",
        house: "MXN",
        file: "Folio,Cliente,Fecha,Vencimiento,Subtotal,IVA,ISR Retenido,IVA Retenido,Total\n\
               1,Acme,15/10/2026,14/11/2026,100.00,16.00,1.25,8.75,106.00\n",
        want: Asked("1 10600"),
    },
    Shape {
        system: "Peru, detracción",
        house: "PEN",
        file: "Tipo Doc.,Número,Cliente,RUC,Fecha Emisión,Fecha Venc.,Moneda,Importe Total,Detracción\n\
               01 - Factura,F001-1,Acme,20100070970,15/10/2026,14/11/2026,S/,118.00,14.16\n",
        want: Asked("F001-1 10384"),
    },
    Shape {
        system: "Peru, two currencies",
        house: "PEN",
        file: "Tipo,Documento,Cliente,F. Emisión,F. Vcto,Saldo S/,Saldo US$\n\
               Factura,F001-1,Acme,15/10/2026,14/11/2026,,100.00\n\
               Factura,F001-2,Acme,15/10/2026,14/11/2026,370.00,\n\
               Nota de Crédito,FC01-1,Acme,15/10/2026,14/11/2026,50.00,\n",
        want: Asked("F001-1 10000 USD; F001-2 37000; FC01-1 -5000"),
    },
    Shape {
        system: "Defontana",
        house: "CLP",
        file: "Tipo Documento;Folio;RUT;Razón Social;Fecha Emisión;Fecha Vencimiento;Monto Total;Saldo\n\
               Factura Electrónica;10;76.086.428-5;Acme;15-10-2026;14-11-2026;119.000;119.000\n\
               Nota de Crédito Electrónica;11;76.086.428-5;Acme;16-10-2026;16-10-2026;19.000;19.000\n",
        want: Asked("10 119000; 11 -19000"),
    },
    Shape {
        system: "SII, codes",
        house: "CLP",
        file: "Nro,Tipo Doc,Folio,Rut cliente,Razon Social,Fecha Docto,Fecha Vencimiento,Monto Total\n\
               1,33,10,76086428-5,Acme,15/10/2026,14/11/2026,119000\n\
               2,61,11,76086428-5,Acme,16/10/2026,16/10/2026,19000\n\
               3,99,12,76086428-5,Acme,16/10/2026,16/10/2026,19000\n",
        want: Question("kind"),
    },
    Shape {
        system: "Tango, comprobantes",
        house: "ARS",
        file: "Cód. cliente;Razón social;Tipo;Nro. comprobante;Fecha emisión;Fecha vto.;Importe cte.;Importe ext.;Moneda\n\
               C01;Acme;FAC;FAC A0001-00000123;15/10/2026;14/11/2026;1.000,00;0,00;CTE\n\
               C01;Acme;N/C;N/C A0001-00000007;15/10/2026;14/11/2026;200,00;0,00;CTE\n",
        want: Asked("FAC A0001-00000123 100000; N/C A0001-00000007 -20000"),
    },
    Shape {
        system: "Xubio",
        house: "ARS",
        file: "Fecha,Tipo,Número,Cliente,Vencimiento,Importe Mon. Ppal.,Saldo\n\
               15/10/2026,Factura,1,Acme,14/11/2026,\"1.000,00\",\"1.000,00\"\n\
               16/10/2026,Nota de Crédito,2,Acme,16/10/2026,\"-200,00\",\"-200,00\"\n",
        want: Asked("1 100000; 2 -20000"),
    },
    Shape {
        system: "Contifico, letters with a balance",
        house: "USD",
        file: "Fecha,Tipo,Documento,Cliente,RUC/CI,Vencimiento,Estado,Total,Saldo\n\
               15/10/2026,FAC,001-001-1,Acme,1790016919001,14/11/2026,P,112.00,100.00\n\
               15/10/2026,FAC,001-001-2,Acme,1790016919001,14/11/2026,C,112.00,0.00\n\
               15/10/2026,FAC,001-001-3,Acme,1790016919001,14/11/2026,A,112.00,0.00\n",
        want: Asked("001-001-1 10000; 001-001-2 0; 001-001-3 0"),
    },
    Shape {
        system: "Contifico, letters alone",
        house: "USD",
        file: "Fecha,Tipo,Documento,Cliente,Vencimiento,Estado,Total\n\
               15/10/2026,FAC,1,Acme,14/11/2026,P,112.00\n\
               15/10/2026,FAC,2,Acme,14/11/2026,C,112.00\n\
               15/10/2026,FAC,3,Acme,14/11/2026,A,112.00\n",
        want: Question("P, C, A"),
    },
    Shape {
        system: "Holded, retención",
        house: "EUR",
        file: "Num factura;Fecha;Vencimiento;Contacto;Subtotal;IVA;Retención;Total;Estado\n\
               F1;15/10/2026;14/11/2026;Acme;100,00;21,00;15,00;106,00;Pendiente\n",
        want: Asked("F1 10600"),
    },
    Shape {
        system: "FacturaScripts, recibos",
        house: "EUR",
        file: "codigofactura;numero;codcliente;nombrecliente;fecha;vencimiento;importe;pagado;coddivisa\n\
               FAC1;1;000001;Acme;15-10-2026;14-11-2026;60,00;0;EUR\n\
               FAC1;2;000001;Acme;15-10-2026;14-12-2026;61,00;0;EUR\n",
        want: Asked("FAC1 · 1/2 6000; FAC1 · 2/2 6100"),
    },
    Shape {
        system: "Sage 200, rectificativa",
        house: "EUR",
        file: "Serie;Factura;Cliente;Razón social;Fecha factura;Fecha vencimiento;Tipo efecto;Importe pendiente\n\
               ;1;43000001;Acme;15/10/2026;14/11/2026;Factura;121,00\n\
               ;R1;43000001;Acme;15/10/2026;14/11/2026;Factura rectificativa;-21,00\n",
        want: Asked("1 12100; R1 -2100"),
    },
    Shape {
        system: "Sage 100, lettrage",
        house: "EUR",
        file: "N° pièce;Date;Compte tiers;Intitulé;Libellé;Échéance;Débit;Crédit;Lettrage\n\
               FA1;15/10/2026;411ACME;Acme;Facture FA1;14/11/2026;120,00;;\n\
               AV1;16/10/2026;411ACME;Acme;Avoir AV1;16/10/2026;;20,00;\n",
        want: Asked("FA1 12000; AV1 -2000"),
    },
    Shape {
        system: "Cegid, lettré",
        house: "EUR",
        file: "N° facture;Client;Date facture;Échéance;Montant TTC;Lettré\n\
               FA1;Acme;15/10/2026;14/11/2026;120,00;Non\n\
               FA2;Acme;15/10/2026;14/11/2026;120,00;Oui\n",
        want: Asked("FA1 12000; FA2 0"),
    },
    Shape {
        system: "Pennylane",
        house: "EUR",
        file: "Numéro;Client;Date;Échéance;Devise;Montant TTC;Payée;Type\n\
               F1;Acme;2026-10-15;2026-11-14;EUR;120,00;Non;Facture\n\
               F2;Acme;2026-10-15;2026-11-14;EUR;120,00;Oui;Facture\n\
               A1;Acme;2026-10-15;2026-11-14;EUR;20,00;Non;Avoir\n",
        want: Asked("F1 12000; F2 0; A1 -2000"),
    },
    Shape {
        system: "Dolibarr",
        house: "EUR",
        file: "Réf. facture;Type;Tiers;Date facturation;Date échéance;Montant TTC;Reçu;Reste à payer;État\n\
               FA1;Facture standard;Acme;15/10/2026;14/11/2026;120,00;50,00;70,00;Impayée (payée partiellement)\n\
               AV1;Facture avoir;Acme;15/10/2026;14/11/2026;-20,00;0,00;-20,00;Impayée\n",
        want: Asked("FA1 7000; AV1 -2000"),
    },
    Shape {
        system: "Odoo, company currency",
        house: "EUR",
        file: "Number,Partner,Invoice Date,Due Date,Total Signed,Total in Currency Signed,Amount Due Signed,Amount Due in Currency,Currency,Payment Status,Status\n\
               INV/1,Acme,2026-10-15,2026-11-14,92.00,100.00,92.00,100.00,USD,Not Paid,Posted\n",
        want: Asked("INV/1 10000 USD"),
    },
    Shape {
        system: "Odoo, refunds",
        house: "EUR",
        file: "Number,Type,Partner,Invoice Date,Due Date,Total,Amount Due,Currency,Payment Status,Status\n\
               INV/1,out_invoice,Acme,2026-10-15,2026-11-14,100.00,100.00,EUR,Not Paid,Posted\n\
               RINV/1,out_refund,Acme,2026-10-15,2026-11-14,20.00,20.00,EUR,Not Paid,Posted\n",
        want: Asked("INV/1 10000; RINV/1 -2000"),
    },
    Shape {
        system: "ERPNext, journal entry",
        house: "INR",
        file: "Posting Date,Party,Voucher Type,Voucher No,Due Date,Invoiced Amount,Paid Amount,Credit Note,Outstanding Amount,Currency\n\
               2026-10-15,C-1,Sales Invoice,SINV-1,2026-11-14,100.00,30.00,0.00,70.00,INR\n\
               2026-10-16,C-1,Journal Entry,JV-1,2026-10-16,0.00,10.00,0.00,-10.00,INR\n",
        want: Asked("SINV-1 7000; JV-1 -1000"),
    },
    Shape {
        system: "SAP FBL5N, two currencies",
        house: "EUR",
        file: "Customer\tAssignment\tDocument Number\tDocument Type\tDocument Date\tSpecial G/L ind.\tNet due date\tAmount in local currency\tLocal Currency\tAmount in doc. curr.\tDocument currency\tClearing Document\tText\n\
               100012\t\t1800000123\tRV\t15.10.2026\t\t14.11.2026\t92,00\tEUR\t100,00\tUSD\t\tAcme\n\
               100012\t\t1600000007\tDG\t16.10.2026\t\t16.10.2026\t34,56-\tEUR\t34,56-\tEUR\t\tAcme\n\
               100012\t\t1400000001\tDZ\t16.10.2026\tA\t16.10.2026\t50,00-\tEUR\t50,00-\tEUR\t\tAcme\n",
        want: Asked("1800000123 10000 USD; 1600000007 -3456; 1400000001 -5000"),
    },
    Shape {
        system: "SAP Business One",
        house: "MXN",
        file: "Customer Code,Customer Name,Doc. Type,Doc. No.,Posting Date,Due Date,Doc. Currency,Original Amount (FC),Balance Due,Balance Due (FC)\n\
               C1,Acme,IN,1,15/10/2026,14/11/2026,USD,100.00,1700.00,100.00\n\
               C1,Acme,IN,2,15/10/2026,14/11/2026,MXN,,1700.00,\n\
               C1,Acme,CN,3,15/10/2026,14/11/2026,MXN,,-50.00,\n",
        want: Asked("1 10000 USD; 2 170000; 3 -5000"),
    },
    Shape {
        system: "NetSuite",
        house: "USD",
        file: "Type,Date,Document Number,Name,Due Date,Terms,Status,Amount,Amount Remaining\n\
               Invoice,10/15/2026,INV1,Acme,11/14/2026,Net 30,Open,500.00,500.00\n\
               Credit Memo,10/16/2026,CM1,Acme,,,Open,50.00,50.00\n\
               Payment,10/16/2026,PYMT1,Acme,,,Not Deposited,30.00,30.00\n",
        want: Asked("INV1 50000; CM1 -5000; PYMT1 -3000"),
    },
    Shape {
        system: "Dynamics GP",
        house: "USD",
        file: "Document Type,Document Number,Customer Number,Document Date,Due Date,Current Trx Amount,Original Trx Amount\n\
               Sales / Invoices,1,C1,10/15/2026,11/14/2026,500.00,500.00\n\
               Credit Memos,2,C1,10/16/2026,10/16/2026,50.00,50.00\n\
               Payments,3,C1,10/16/2026,10/16/2026,30.00,30.00\n",
        want: Asked("1 50000; 2 -5000; 3 -3000"),
    },
    Shape {
        system: "MYOB",
        house: "AUD",
        file: "Invoice No.,Customer,Date,Due Date,Total Amount,Balance Due,Status\n\
               1,Acme,15/10/2026,14/11/2026,$110.00,$110.00,Open\n\
               2,Acme,15/10/2026,14/11/2026,$110.00,$0.00,Closed\n",
        want: Asked("1 11000; 2 0"),
    },
    Shape {
        system: "FreshBooks",
        house: "CAD",
        file: "Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Line Total,Currency,Due Date\n\
               Acme,1,2026-10-15,sent,,Work,110.00,CAD,2026-11-14\n\
               Acme,2,2026-10-15,paid,2026-10-20,Work,110.00,CAD,2026-11-14\n",
        want: Asked("1 11000; 2 0"),
    },
    Shape {
        system: "Wave",
        house: "USD",
        file: "Customer,Invoice Number,Invoice Date,Due Date,Invoice Total,Amount Paid,Amount Due,Last Payment Date\n\
               Acme,1,2026-10-15,2026-11-14,100.00,60.00,40.00,2026-10-20\n",
        want: Asked("1 4000"),
    },
    Shape {
        system: "Invoice Ninja",
        house: "EUR",
        file: "Client,Number,Date,Due Date,Amount,Balance,Status,Is Deleted\n\
               Acme,1,2026-10-15,2026-11-14,100.00,40.00,Partial,No\n\
               Acme,2,2026-10-15,2026-11-14,100.00,100.00,Sent,Yes\n",
        want: Asked("1 4000; 2 0"),
    },
];

/// Number and what is asked, with the currency where the books are kept in another.
fn asked(item: &Item, house: &str) -> String {
    let settled = item.settled.is_some() || item.status == Some(Status::Paid);
    let minor = if settled { 0 } else { item.open.unwrap_or_else(|| item.amount()).minor() };
    let currency = if item.currency.code() == house { String::new() } else { format!(" {}", item.currency) };
    format!("{} {minor}{currency}", item.shown_number())
}

#[test]
fn what_is_asked_by_the_lists_of_each_system() {
    for Shape { system, house, file, want } in SHAPES {
        match (read_in(house, file, &[]), want) {
            (Ok(reading), Asked(want)) => {
                let found: Vec<String> = reading.accepted.iter().map(|item| asked(item, house)).collect();
                assert_eq!(found.join("; "), *want, "{system}: {:?}", reading.rejected);
            }
            (Err(ReadError::Ask(questions)), Question(want)) => {
                let asked = questions.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
                assert!(asked.contains(want), "{system}: {asked}");
            }
            (other, _) => panic!("{system}: {other:?}"),
        }
    }
}
