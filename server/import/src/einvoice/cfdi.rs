//! Mexico's CFDI 4.0 (SAT, Anexo 20) with its complements: payments 2.0, local taxes, the stamp.

use super::MAX_LINES;
use super::element::{Element, Space};
use super::fields::decimal;
use crate::document::{
    Adjustment, CertifiedPayment, Document, DocumentLine, Nature, PaidDocument, Party, PaymentMeans, Reference,
    Standard, TaxLine, Totals,
};
use rust_decimal::Decimal;

/// Reads the document that begins with this element.
pub(super) fn read(root: &Element) -> Document {
    let type_code = root.attribute("TipoDeComprobante");
    let mut document = Document::new(Standard::Cfdi, nature(type_code));
    let d = &mut document;
    let text = |name: &str| root.attribute(name).map(Into::into);
    d.type_code = type_code.map(Into::into);
    (d.series, d.number, d.currency) = (text("Serie"), text("Folio"), text("Moneda"));
    d.uuid = complements(root, Space::Stamp).find_map(|stamp| stamp.attribute("UUID")).map(Into::into);
    d.issued = d.day(root.attribute("Fecha"), "issue_date");
    d.seller = party(root.at(&["Emisor"]));
    d.buyer = party(root.at(&["Receptor"]));
    d.buyer.postcode = root.at(&["Receptor"]).and_then(|to| to.attribute("DomicilioFiscalReceptor")).map(Into::into);
    d.terms.extend(text("CondicionesDePago"));
    d.means.push(PaymentMeans { code: text("FormaPago"), ..PaymentMeans::default() });
    d.paid_at_once = root.attribute("MetodoPago") == Some("PUE");
    totals(d, root);
    lines(d, root);
    references(d, root);
    for pagos in complements(root, Space::Pagos20).filter(|complement| &*complement.name == "Pagos") {
        for pago in pagos.all("Pago") {
            payment(d, pago);
        }
    }
    document
}

/// Catálogo c_TipoDeComprobante.
fn nature(type_code: Option<&str>) -> Nature {
    match type_code {
        Some("E") => Nature::CreditNote,
        Some("P") => Nature::Payment,
        Some("T") => Nature::NoClaim("a dispatch note (traslado)"),
        Some("N") => Nature::NoClaim("a pay slip (nómina)"),
        Some("I") | None => Nature::Invoice,
        Some(_) => Nature::Unknown,
    }
}

fn complements(root: &Element, space: Space) -> impl Iterator<Item = &Element> {
    let all = root.all("Complemento").flat_map(Element::children);
    all.filter(move |complement| complement.space == space)
}

fn party(party: Option<&Element>) -> Party {
    let Some(party) = party else { return Party::default() };
    Party {
        name: party.attribute("Nombre").map(Into::into),
        tax_ids: party.attribute("Rfc").map(Into::into).into_iter().collect(),
        country: party.attribute("ResidenciaFiscal").map(Into::into),
        registration: party.attribute("NumRegIdTrib").map(Into::into),
        ..Party::default()
    }
}

/// The total follows from the others; local taxes stand in a complement of their own.
fn totals(d: &mut Document, root: &Element) {
    let taxes = root.at(&["Impuestos"]);
    let tax = |name: &str| taxes.and_then(|taxes| taxes.attribute(name));
    let transferred = d.decimal(tax("TotalImpuestosTrasladados"), "line_tax");
    let withheld = d.decimal(tax("TotalImpuestosRetenidos"), "line_tax");
    let local = |name: &str| {
        let sums = complements(root, Space::LocalTaxes).filter_map(|local| local.attribute(name).and_then(decimal));
        sums.fold(None, |sum: Option<Decimal>, one| sum.unwrap_or_default().checked_add(one))
    };
    let total = d.decimal(root.attribute("Total"), "amount");
    d.totals = Totals {
        lines: d.decimal(root.attribute("SubTotal"), "line_net"),
        allowances: d.decimal(root.attribute("Descuento"), "amount"),
        taxes: plus(transferred, local("TotaldeTraslados")),
        withheld: plus(withheld, local("TotaldeRetenciones")),
        inclusive: total,
        payable: total,
        ..Totals::default()
    };
    local_taxes(d, root);
    for (way, withheld) in [(["Traslados", "Traslado"], false), (["Retenciones", "Retencion"], true)] {
        let [around, one] = way;
        let all = taxes.into_iter().flat_map(|taxes| taxes.all(around)).flat_map(|around| around.all(one));
        d.taxes.extend(all.filter_map(|tax| tax_line(tax, withheld)));
    }
}

/// Taxes of a town or state (lodging, for example) are on the whole, not on a line.
fn local_taxes(d: &mut Document, root: &Element) {
    let kinds = [("TrasladosLocales", "ImpLocTrasladado", false), ("RetencionesLocales", "ImpLocRetenido", true)];
    for (around, name, withheld) in kinds {
        for tax in complements(root, Space::LocalTaxes).flat_map(|local| local.all(around)) {
            let Some(amount) = tax.attribute("Importe").and_then(decimal) else { continue };
            let reason = tax.attribute(name).map(Into::into);
            let amount = if withheld { -amount } else { amount };
            d.adjustments.push(Adjustment { reason, amount, tax_percent: None });
        }
    }
}

fn plus(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    match (one, other) {
        (Some(one), Some(other)) => one.checked_add(other),
        (one, other) => one.or(other),
    }
}

fn tax_line(tax: &Element, withheld: bool) -> Option<TaxLine> {
    Some(TaxLine {
        category: tax.attribute("Impuesto").map(Into::into),
        percent: rate(tax),
        taxable: tax.attribute("Base").and_then(decimal),
        tax: tax.attribute("Importe").and_then(decimal)?,
        withheld,
    })
}

/// A rate of 0.160000 is 16 per cent; a quota (IEPS by the litre) is none.
fn rate(tax: &Element) -> Option<Decimal> {
    let rate = tax.attribute("TasaOCuota").filter(|_| tax.attribute("TipoFactor") == Some("Tasa"))?;
    Some(decimal(rate)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize())
}

fn lines(d: &mut Document, root: &Element) {
    let Some(concepts) = root.at(&["Conceptos"]) else { return };
    d.line_count = concepts.line_count();
    if d.line_count > MAX_LINES {
        return;
    }
    for concept in concepts.all("Concepto") {
        let sum = d.decimal(concept.attribute("Importe"), "line_net");
        let off = d.decimal(concept.attribute("Descuento"), "line_net").unwrap_or_default();
        let Some(net) = sum.and_then(|sum| sum.checked_sub(off)) else { continue };
        let added: Vec<&Element> = taxes_of(concept, "Traslados", "Traslado").collect();
        let withheld = taxes_of(concept, "Retenciones", "Retencion");
        let amount = |tax: &Element| tax.attribute("Importe").and_then(decimal).unwrap_or_default();
        let mut tax = added.iter().map(|tax| amount(tax)).chain(withheld.map(|tax| -amount(tax)));
        let tax = tax.try_fold(Decimal::ZERO, Decimal::checked_add);
        let tax_percent = if let [only] = added.as_slice() { rate(only) } else { None };
        let quantity = d.decimal(concept.attribute("Cantidad"), "line_quantity");
        let description = concept.attribute("Descripcion").unwrap_or_default().into();
        d.lines.push(DocumentLine { description, quantity, net, tax_percent, tax });
    }
}

fn taxes_of<'e>(concept: &'e Element, around: &'e str, one: &'e str) -> impl Iterator<Item = &'e Element> {
    concept.all("Impuestos").flat_map(move |taxes| taxes.all(around)).flat_map(move |around| around.all(one))
}

fn references(d: &mut Document, root: &Element) {
    for related in root.all("CfdiRelacionados") {
        let kind: Option<String> = related.attribute("TipoRelacion").map(Into::into);
        for one in related.all("CfdiRelacionado") {
            let uuid = one.attribute("UUID").map(Into::into);
            d.references.push(Reference { kind: kind.clone(), uuid, ..Reference::default() });
        }
    }
}

fn payment(d: &mut Document, pago: &Element) {
    let documents = pago.all("DoctoRelacionado").map(|one| paid(d, one)).collect();
    let text = |name: &str| pago.attribute(name).map(Into::into);
    let payment = CertifiedPayment {
        day: d.day(pago.attribute("FechaPago"), "settled_date"),
        form: text("FormaDePagoP"),
        currency: text("MonedaP"),
        amount: d.decimal(pago.attribute("Monto"), "amount"),
        documents,
    };
    d.payments.push(payment);
}

fn paid(d: &mut Document, one: &Element) -> PaidDocument {
    let text = |name: &str| one.attribute(name).map(Into::into);
    PaidDocument {
        uuid: one.attribute("IdDocumento").unwrap_or_default().into(),
        series: text("Serie"),
        number: text("Folio"),
        currency: text("MonedaDR"),
        instalment: one.attribute("NumParcialidad").and_then(|n| n.parse().ok()),
        previous: d.decimal(one.attribute("ImpSaldoAnt"), "amount"),
        paid: d.decimal(one.attribute("ImpPagado"), "amount"),
        remaining: d.decimal(one.attribute("ImpSaldoInsoluto"), "amount"),
    }
}
