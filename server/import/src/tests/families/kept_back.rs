//! What the customer keeps back and pays to the tax office instead, or into an account of the tax office: the rest is asked for.

use super::{opens, reading_in};

/// Lists, and what of each document is asked for.
const LISTS: &[(&str, &str, &str, &str)] = &[
    (
        "Peru, detracción",
        "PEN",
        "Serie;Número;Tipo;RUC;Razón Social;Fecha Emisión;Fecha Vencimiento;Moneda;Importe Total;Detracción;Neto por Cobrar\n\
         F001;00000123;Factura;20100070970;SUPER SA;15/10/2026;31/10/2026;S/;1,180.00;141.60;1,038.40\n\
         F001;00000124;Factura;20100070970;SUPER SA;15/10/2026;02/11/2026;US$;590.00;0.00;590.00\n",
        "F001-00000123 103840; F001-00000124 59000",
    ),
    (
        "Peru, only the net",
        "PEN",
        "Comprobante;Cliente;Emisión;Vencimiento;Moneda;Importe Total;Neto a Cobrar\nF001-1;SUPER;15/10/2026;31/10/2026;PEN;1,180.00;1,038.40\n",
        "F001-1 103840",
    ),
    (
        "Peru, detracción with its percentage",
        "PEN",
        "Comprobante;Cliente;Emisión;Vencimiento;Moneda;Importe Total;% Detracción;Monto Detracción\n\
         F001-1;SUPER;15/10/2026;31/10/2026;PEN;1,180.00;12;141.60\n",
        "F001-1 103840",
    ),
    (
        "Peru, percepción comes on top",
        "PEN",
        "Comprobante;Cliente;Emisión;Vencimiento;Moneda;Importe Total;Percepción;Total a Cobrar\n\
         F001-1;SUPER;15/10/2026;31/10/2026;PEN;1,000.00;20.00;1,020.00\n",
        "F001-1 102000",
    ),
    (
        "Brazil, líquido a receber",
        "BRL",
        "Cliente;Nota Fiscal;Emissão;Vencimento;Valor Bruto;Retenções;Líquido a Receber\nSol;88;15/10/2026;14/11/2026;1.000,00;61,50;938,50\n",
        "88 93850",
    ),
    (
        "Brazil, valor líquido a receber",
        "BRL",
        "Cliente;Nota Fiscal;Emissão;Vencimento;Valor Total;ISS Retido;IRRF;Valor Líquido a Receber\n\
         Sol;88;15/10/2026;14/11/2026;1.000,00;50,00;15,00;935,00\n",
        "88 93500",
    ),
    (
        "Brazil, each tax by itself",
        "BRL",
        "Cliente;Nota Fiscal;Emissão;Vencimento;Valor Total;ISS Retido;IRRF;PIS Retido;COFINS Retido;CSLL Retido\n\
         Sol;88;15/10/2026;14/11/2026;1.000,00;50,00;15,00;6,50;30,00;10,00\n",
        "88 88850",
    ),
    (
        "Spain, IRPF in the total",
        "EUR",
        "Nº Factura;Cliente;Fecha;Vencimiento;Base imponible;IVA;IRPF;Total factura\n2026/1;Asesores;15/10/2026;14/11/2026;1.000,00;210,00;-150,00;1.060,00\n",
        "2026/1 106000",
    ),
    (
        "Spain, IRPF not in the total",
        "EUR",
        "Nº Factura;Cliente;Fecha;Vencimiento;Base imponible;IVA;Total factura;IRPF;Líquido\n\
         2026/1;Asesores;15/10/2026;14/11/2026;1.000,00;210,00;1.210,00;150,00;1.060,00\n",
        "2026/1 106000",
    ),
    (
        "Spain, a cobrar",
        "EUR",
        "Factura;Cliente;Fecha;Vencimiento;Total factura;Retención;Total a cobrar\n1;Asesores;15/10/2026;14/11/2026;1.210,00;150,00;1.060,00\n",
        "1 106000",
    ),
    (
        "Portugal",
        "EUR",
        "Documento;Cliente;Data;Vencimento;Total Documento;Retenção na fonte;Total a Receber\nFT 1/1;Oficina;15/10/2026;14/11/2026;1.230,00;250,00;980,00\n",
        "FT 1/1 98000",
    ),
    (
        "Mexico, neto a cobrar",
        "MXN",
        "Folio,Cliente,Fecha,Vencimiento,Total,Retenciones,Neto a cobrar\n1,Ana,15/10/2026,14/11/2026,\"1,160.00\",\"206.67\",953.33\n",
        "1 95333",
    ),
    (
        "Colombia",
        "COP",
        "Factura;Tercero;Fecha;Vencimiento;Total;ReteFuente;ReteIVA;ReteICA;Neto\n1;Papeles;15/10/2026;14/11/2026;1.190.000;40.000;28.500;9.660;1.111.840\n",
        "1 111184000",
    ),
    (
        "Argentina",
        "ARS",
        "Comprobante;Cliente;Fecha;Vencimiento;Total;Ret. Ganancias;Ret. IIBB;Neto a cobrar\n\
         FAC A0001-1;Sur;15/10/2026;14/11/2026;1.210,00;20,00;30,00;1.160,00\n",
        "FAC A0001-1 116000",
    ),
    (
        "English",
        "USD",
        "Invoice,Customer,Date,Due Date,Invoice Amount,Withholding Tax,Net Receivable\n1,Roe,2026-10-15,2026-11-14,100.00,5.00,95.00\n",
        "1 9500",
    ),
    (
        "English, only the net",
        "USD",
        "Invoice,Customer,Date,Due Date,Gross Amount,Net Amount Receivable\n1,Roe,2026-10-15,2026-11-14,100.00,95.00\n",
        "1 9500",
    ),
    (
        "France, retenue de garantie",
        "EUR",
        "Facture;Client;Date;Échéance;Total TTC;Retenue de garantie;Net à recevoir\n1;Dupont;15/10/2026;14/11/2026;1 000,00;50,00;950,00\n",
        "1 95000",
    ),
    (
        "Germany",
        "EUR",
        "Rechnung;Kunde;Datum;Fällig;Bruttobetrag;Sicherheitseinbehalt;Zahlbetrag\n1;Bau AG;15.10.2026;14.11.2026;1.000,00;50,00;950,00\n",
        "1 95000",
    ),
    (
        "what is open counts before the net",
        "PEN",
        "Comprobante;Cliente;Emisión;Vencimiento;Moneda;Importe Total;Detracción;Neto por Cobrar;Saldo\n\
         F001-1;SUPER;15/10/2026;31/10/2026;PEN;1,180.00;141.60;1,038.40;500.00\n",
        "F001-1 50000",
    ),
];

#[test]
fn the_net_is_asked_for() {
    let mut wrong = Vec::new();
    for (system, house, file, want) in LISTS {
        let got = std::panic::catch_unwind(|| opens(&reading_in(house, file, &[])))
            .unwrap_or_else(|error| error.downcast_ref::<String>().cloned().unwrap_or_default());
        if got != *want {
            wrong.push(format!("{system}: {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let coded = "Serie;Número;Tipo;RUC;Razón Social;Fecha Emisión;Fecha Vencimiento;Moneda;Importe Total;Detracción;Neto por Cobrar\n\
        F001;00000123;01;20100070970;SUPERMERCADOS SA;01/10/2026;31/10/2026;S/;1,180.00;141.60;1,038.40\n\
        F001;00000124;01;20100070970;SUPERMERCADOS SA;15/10/2026;02/11/2026;US$;590.00;0.00;590.00\n\
        FC01;00000007;07;20100070970;SUPERMERCADOS SA;05/10/2026;05/10/2026;S/;118.00;0.00;118.00\n";
    assert_eq!(
        opens(&reading_in("PEN", coded, &["kind:01=invoice", "kind:07=credit_note"])),
        "F001-00000123 103840; F001-00000124 59000; FC01-00000007 -11800"
    );
}
