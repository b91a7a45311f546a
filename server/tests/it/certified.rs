//! Documents of payments certify what is left of an invoice: no more is asked for, though an earlier one never came.

use super::support::*;
use services::books::Applied;

const SELLER: &str = r#"<cfdi:Emisor Rfc="EKU9003173C9" Nombre="FERRETERÍA NORTE" RegimenFiscal="601"/>
<cfdi:Receptor Rfc="CCL900101AB1" Nombre="CLIENTE UNO" DomicilioFiscalReceptor="64000" RegimenFiscalReceptor="601" UsoCFDI="G03"/>
<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="x" ValorUnitario="1" Importe="1" ObjetoImp="01"/></cfdi:Conceptos>"#;

/// How a document of a payment names what was paid.
#[derive(Clone, Copy, PartialEq)]
enum Names {
    Number,
    Uuid,
}

/// A CFDI with this number, which its UUID ends in, and a related one.
fn cfdi(kind: &str, (series, folio): (&str, u32), total: &str, related: Option<(&str, u32)>, more: &str) -> String {
    let related = related.map_or_else(String::new, |(relation, other)| {
        format!(
            r#"<cfdi:CfdiRelacionados TipoRelacion="{relation}"><cfdi:CfdiRelacionado UUID="aaaaaaaa-0000-4000-8000-{other:012}"/></cfdi:CfdiRelacionados>"#
        )
    });
    let (currency, way) = if kind == "P" { ("XXX", "") } else { ("MXN", r#" FormaPago="99" MetodoPago="PPD""#) };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="4.0" Serie="{series}" Folio="{folio}" Fecha="2026-10-01T10:00:00" SubTotal="{total}" Moneda="{currency}" Total="{total}" TipoDeComprobante="{kind}" Exportacion="01" LugarExpedicion="64000"{way} Sello="x" NoCertificado="1" Certificado="x">{related}
{SELLER}
<cfdi:Complemento>{more}<tfd:TimbreFiscalDigital Version="1.1" UUID="AAAAAAAA-0000-4000-8000-{folio:012}" FechaTimbrado="2026-10-09T10:00:00" RfcProvCertif="SAT970701NN3" SelloCFD="x" NoCertificadoSAT="1" SelloSAT="x"/></cfdi:Complemento></cfdi:Comprobante>"#
    )
}

/// The `n`th payment of an invoice: on which day of October, and what was open before it, was paid and is left.
fn paid(folio: u32, of: u32, n: u32, day: u32, sums: [&str; 3], names: Names, replaces: Option<u32>) -> String {
    let [before, amount, left] = sums;
    let number = if names == Names::Number { format!(r#" Serie="Z" Folio="{of}""#) } else { String::new() };
    let pays = format!(
        r#"<pago20:Pagos xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="2.0"><pago20:Totales MontoTotalPagos="{amount}"/><pago20:Pago FechaPago="2026-10-{day}T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="{amount}"><pago20:DoctoRelacionado IdDocumento="AAAAAAAA-0000-4000-8000-{of:012}"{number} MonedaDR="MXN" EquivalenciaDR="1" NumParcialidad="{n}" ImpSaldoAnt="{before}" ImpPagado="{amount}" ImpSaldoInsoluto="{left}" ObjetoImpDR="01"/></pago20:Pago></pago20:Pagos>"#
    );
    cfdi("P", ("P", folio), "0", replaces.map(|other| ("04", other)), &pays)
}

impl TestApp {
    async fn certificate(&self, xml: &str) -> Applied {
        self.pass(60);
        let read = self.import_said(xml, &["terms=30"]).await.unwrap_or_else(|error| panic!("{error}\n{xml}"));
        assert!(read.rejected.is_empty(), "{:?}", read.rejected);
        read
    }

    async fn owes(&self, number: &str) -> i64 {
        self.owed([number]).await[0]
    }

    async fn has_no_fault(&self) {
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{faults:?}");
    }
}

on_each_database! {
    // Family: three payments of 1,000.00 (300, 200, 100), the invoice among them, in any order, one of them twice: what the
    // last one that is there says is left, is asked for. By number and by the number at the tax office.
    async fn what_is_certified_to_be_left_is_asked_for(app: TestApp) {
        let orders: [&[usize]; 7] =
            [&[0, 2, 1, 3], &[0, 3, 2, 1], &[0, 1, 3, 2], &[0, 3, 3, 1, 2], &[2, 0, 2, 1, 3], &[3, 1, 0, 2], &[0, 2, 2, 3, 1]];
        for (nth, order) in (0_u32..).zip(orders) {
            for names in [Names::Number, Names::Uuid] {
                let base = 20 * nth + if names == Names::Uuid { 510 } else { 10 };
                let pays = |n: u32, day, sums| paid(base + n, base, n, day, sums, names, None);
                let papers = [
                    cfdi("I", ("Z", base), "1000.00", None, ""),
                    pays(1, 10, ["1000.00", "300.00", "700.00"]),
                    pays(2, 15, ["700.00", "200.00", "500.00"]),
                    pays(3, 20, ["500.00", "100.00", "400.00"]),
                ];
                let (mut there, mut left) = (false, 100_000);
                for (times, at) in order.iter().enumerate() {
                    app.certificate(&format!("{}{}", papers[*at], "\n".repeat(times + 1))).await;
                    there |= *at == 0;
                    left = left.min([100_000, 70_000, 50_000, 40_000][*at]);
                    if there {
                        assert_eq!(app.owes(&format!("Z-{base}")).await, left, "{order:?} after {times}");
                    }
                }
                app.has_no_fault().await;
            }
        }
    }

    // Family: it comes before its invoice and waits for it as the debtor's credit, which is no credit note beside; by number, by
    // the number at the tax office, and where its first part comes in the end.
    async fn a_payment_that_waited_for_its_invoice_is_taken_off_once(app: TestApp) {
        app.certificate(&paid(3, 1, 2, 15, ["700.00", "200.00", "500.00"], Names::Number, None)).await;
        app.certificate(&cfdi("I", ("Z", 1), "1000.00", None, "")).await;
        assert_eq!(app.owes("Z-1").await, 50_000);
        app.has_no_fault().await;
        app.certificate(&paid(2, 1, 1, 10, ["1000.00", "300.00", "700.00"], Names::Number, None)).await;
        assert_eq!(app.owes("Z-1").await, 50_000);
        app.certificate(&paid(13, 11, 2, 15, ["700.00", "200.00", "500.00"], Names::Uuid, None)).await;
        app.certificate(&cfdi("I", ("Z", 11), "1000.00", None, "")).await;
        assert_eq!(app.owed(["Z-1", "Z-11"]).await.iter().sum::<i64>(), 100_000);
        app.has_no_fault().await;
    }

    // Family: the missing payment is told, and takes the place of what was told when it comes.
    async fn a_payment_that_never_came_is_told(app: TestApp) {
        app.certificate(&cfdi("I", ("Z", 1), "1000.00", None, "")).await;
        let second = app.certificate(&paid(3, 1, 2, 15, ["700.00", "200.00", "500.00"], Names::Number, None)).await;
        assert_eq!((app.owes("Z-1").await, second.exceptions), (50_000, 1), "{:?}", second.contradictions);
        assert!(second.contradictions[0].contains("earlier payments of 300.00 MXN never came"), "{:?}", second.contradictions);
        assert_eq!(app.exception_kinds().await, ["list_asks_less"]);
        let first = app.certificate(&paid(2, 1, 1, 10, ["1000.00", "300.00", "700.00"], Names::Number, None)).await;
        assert_eq!((app.owes("Z-1").await, first.exceptions), (50_000, 0));
        assert_eq!(app.count("SELECT COUNT(*) FROM exception WHERE resolved_at IS NULL").await, 0);
        app.has_no_fault().await;
    }

    // Family: one that another replaces no longer says what is left; one that says that more was open than the books have.
    async fn what_is_replaced_or_says_more_is_not_believed(app: TestApp) {
        app.certificate(&cfdi("I", ("Z", 1), "1000.00", None, "")).await;
        app.certificate(&paid(3, 1, 2, 15, ["700.00", "200.00", "500.00"], Names::Number, None)).await;
        app.certificate(&paid(4, 1, 2, 15, ["700.00", "100.00", "600.00"], Names::Number, Some(3))).await;
        assert_eq!(app.owes("Z-1").await, 60_000);
        app.certificate(&cfdi("I", ("Z", 5), "1000.00", None, "")).await;
        let more = app.certificate(&paid(6, 5, 1, 15, ["1500.00", "200.00", "1300.00"], Names::Number, None)).await;
        assert_eq!((app.owes("Z-5").await, more.exceptions), (80_000, 1), "{:?}", more.contradictions);
        app.has_no_fault().await;
    }

    // Family: what lowered the invoice before the payment is in what is left: a credit note, before and after its document; a
    // payment here whose own document has not come. What lowered it afterwards is taken off.
    async fn what_was_taken_off_by_then_is_not_taken_off_again(app: TestApp) {
        for (nth, order) in (0_u32..).zip([[0, 1, 2], [0, 2, 1]]) {
            let base = 100 * nth + 10;
            let papers = [
                cfdi("I", ("Z", base), "1000.00", None, ""),
                cfdi("E", ("N", base + 1), "150.00", Some(("01", base)), ""),
                paid(base + 2, base, 1, 15, ["850.00", "500.00", "350.00"], Names::Number, None),
            ];
            for at in order {
                app.certificate(&papers[at]).await;
            }
            assert_eq!(app.owes(&format!("Z-{base}")).await, 35_000, "{order:?}");
            app.has_no_fault().await;
        }
    }
}
