//! Electronic documents that name others by their number at the tax office: a credit note pays the one that it is about, and
//! one that stands in the place of another is owed alone.

use super::electronic::ubl;
use super::support::*;
use domain::audit::Who;
use services::books::undo::undo;
use std::sync::Arc;

/// A CFDI of Norte's to a customer, with its folio's last digit in its UUID.
pub(super) fn cfdi(kind: &str, series: &str, folio: u32, total: &str, related: Option<(&str, u32)>) -> String {
    let related = related.map_or_else(String::new, |(relation, other)| {
        format!(
            "<cfdi:CfdiRelacionados TipoRelacion=\"{relation}\"><cfdi:CfdiRelacionado UUID=\"aaaaaaaa-0000-4000-8000-{other:012}\"/></cfdi:CfdiRelacionados>"
        )
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="4.0" Serie="{series}" Folio="{folio}" Fecha="2026-10-0{folio}T10:00:00" SubTotal="{total}" Moneda="MXN" Total="{total}" TipoDeComprobante="{kind}" Exportacion="01" LugarExpedicion="64000" FormaPago="99" MetodoPago="PPD" Sello="x" NoCertificado="1" Certificado="x">{related}
<cfdi:Emisor Rfc="EKU9003173C9" Nombre="FERRETERÍA NORTE" RegimenFiscal="601"/>
<cfdi:Receptor Rfc="CCL900101AB1" Nombre="CLIENTE UNO" DomicilioFiscalReceptor="64000" RegimenFiscalReceptor="601" UsoCFDI="G03"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="x" ValorUnitario="{total}" Importe="{total}" ObjetoImp="01"/></cfdi:Conceptos>
<cfdi:Complemento><tfd:TimbreFiscalDigital Version="1.1" UUID="AAAAAAAA-0000-4000-8000-{folio:012}" FechaTimbrado="2026-10-09T10:00:00" RfcProvCertif="SAT970701NN3" SelloCFD="x" NoCertificadoSAT="1" SelloSAT="x"/></cfdi:Complemento></cfdi:Comprobante>"#
    )
}

/// Norte's word, certified, that so much was paid of its document `paid`.
fn complement(folio: u32, paid: u32, amount: &str, left: &str, replaces: Option<u32>) -> String {
    let lines = cfdi("P", "P", folio, "0", replaces.map(|other| ("04", other)));
    let pays = format!(
        r#"<cfdi:Complemento><pago20:Pagos xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="2.0"><pago20:Totales MontoTotalPagos="{amount}"/><pago20:Pago FechaPago="2026-10-20T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="{amount}"><pago20:DoctoRelacionado IdDocumento="AAAAAAAA-0000-4000-8000-{paid:012}" MonedaDR="MXN" EquivalenciaDR="1" NumParcialidad="1" ImpSaldoAnt="1000.00" ImpPagado="{amount}" ImpSaldoInsoluto="{left}" ObjetoImpDR="01"/></pago20:Pago></pago20:Pagos>"#
    );
    lines
        .replace("<cfdi:Complemento>", &pays)
        .replace(" Moneda=\"MXN\"", " Moneda=\"XXX\"")
        .replace(" FormaPago=\"99\" MetodoPago=\"PPD\"", "")
}

impl TestApp {
    async fn document(&self, xml: &str) {
        self.pass(60);
        let read = self.import_said(xml, &["terms=30"]).await.unwrap_or_else(|error| panic!("{error}\n{xml}"));
        assert!(read.rejected.is_empty(), "{:?}", read.rejected);
    }
}

on_each_database! {
    async fn a_note_pays_the_document_whose_number_at_the_tax_office_it_names(app: TestApp) {
        app.document(&cfdi("I", "Z", 1, "700.00", None)).await;
        app.document(&cfdi("I", "Z", 2, "1000.00", None)).await;
        app.document(&cfdi("E", "N", 3, "150.00", Some(("01", 2)))).await;
        assert_eq!(app.owed(["Z-1", "Z-2", "N-3"]).await, [70_000, 85_000, 0]);
        // What it names is not there: the oldest is paid.
        app.document(&cfdi("E", "N", 4, "50.00", Some(("01", 9)))).await;
        assert_eq!(app.owed(["Z-1", "Z-2", "N-4"]).await, [65_000, 85_000, 0]);
        let faults = app.verify().await.faults;
        assert!(faults.is_empty(), "{faults:?}");
    }

    // Family: a complement of payments in whose place another stands: of less, of more, of another invoice; in either order,
    // each again.
    async fn a_complement_that_another_replaces_does_not_count(app: TestApp) {
        let orders: [[usize; 4]; 3] = [[0, 1, 0, 1], [1, 0, 1, 0], [1, 0, 0, 1]];
        for (nth, order) in (0_u32..).zip(orders) {
            let (one, other) = (10 * nth + 1, 10 * nth + 2);
            app.document(&cfdi("I", "Z", one, "1000.00", None).replace(&format!("-10-0{one}T"), "-10-01T")).await;
            app.document(&cfdi("I", "Z", other, "1000.00", None).replace(&format!("-10-0{other}T"), "-10-01T")).await;
            let (first, second) = (10 * nth + 3, 10 * nth + 4);
            let day = |xml: String, folio: u32| xml.replace(&format!("-10-0{folio}T"), "-10-05T");
            let to = if nth == 2 { other } else { one };
            let papers = [
                day(complement(first, one, "600.00", "400.00", None), first),
                day(complement(second, to, "500.00", "500.00", Some(first)), second),
            ];
            for (times, at) in order.into_iter().enumerate() {
                app.document(&format!("{}{}", papers[at], "\n".repeat(times + 1))).await;
            }
            let owed = app.owed([&*format!("Z-{one}"), &*format!("Z-{other}")]).await;
            assert_eq!(owed, if nth == 2 { [100_000, 50_000] } else { [50_000, 100_000] }, "{order:?}");
            let faults = app.verify().await.faults;
            assert!(faults.is_empty(), "{faults:?}");
        }
    }

    // Family: CFDI, a corrected invoice of UBL; what replaces comes later, is read again, and is taken back.
    async fn what_another_document_replaces_is_owed_no_more(app: TestApp) {
        app.document(&cfdi("I", "Z", 1, "1000.00", None)).await;
        let instead = cfdi("I", "Z", 7, "1100.00", Some(("04", 1)));
        for _ in 0..2 {
            app.document(&format!("{instead}{}", "\n".repeat(2))).await;
            assert_eq!((app.owed(["Z-7"]).await, app.invoice("Z-1").await.void), ([110_000], true));
        }
        app.document(&format!("{}\n", cfdi("I", "Z", 1, "1000.00", None))).await;
        assert!(app.invoice("Z-1").await.void, "its own document, read again, says nothing new");
        let faults = app.verify().await.faults;
        assert!(faults.is_empty(), "{faults:?}");

        let reference = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>E-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>";
        app.import_xml(&ubl("E-1", "")).await;
        let corrected = ubl("E-2", "").replace("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>384<");
        let corrected = corrected.replace("<cac:AccountingSupplierParty>", &format!("{reference}<cac:AccountingSupplierParty>"));
        app.import_xml(&corrected).await;
        assert_eq!((app.owed(["E-2"]).await, app.invoice("E-1").await.void), ([116_000], true));
        // Taken back, what it replaced is owed again.
        let n = app.count("SELECT MAX(n) FROM import").await;
        let services = &app.portal.services;
        let ids = Arc::clone(&services.ids);
        undo(&services.store, &ids, &app.world.norte, n, Who::command_line(), services.clock.now()).await.expect("an import");
        assert_eq!((app.owed(["E-1"]).await, app.invoice("E-1").await.void), ([116_000], false));
        let faults = app.verify().await.faults;
        assert!(faults.is_empty(), "{faults:?}");
    }

    async fn what_was_paid_of_a_replaced_document_pays_the_one_in_its_place(app: TestApp) {
        app.document(&cfdi("I", "Z", 1, "1000.00", None)).await;
        let debtor = app.invoice("Z-1").await.debtor;
        let browser = app.browser_of(debtor).await;
        let payment = app.start(&browser, &["Z-1"], Some("400"), "stripe").await;
        app.sandbox.pay(payment.id, "card").await;
        app.document(&cfdi("I", "Z", 7, "1100.00", Some(("04", 1)))).await;
        assert_eq!((app.owed(["Z-7"]).await, app.invoice("Z-1").await.void), ([70_000], true));
        assert_eq!(app.exception_kinds().await, ["paid_and_void"]);
        app.fits().await;
    }
}
