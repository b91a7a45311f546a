//! Chile's electronic documents (SII, Formato de Documentos Tributarios Electrónicos 2.2), alone or several in
//! the envelope in which they are sent.

use super::MAX_LINES;
use super::element::Element;
use super::fields::address;
use crate::document::{
    Adjustment, DatedPart, Document, DocumentLine, Nature, Party, PaymentMeans, Reference, Standard, TaxLine, Totals,
};
use crate::words::kinds;
use rust_decimal::Decimal;

/// Reads a `DTE`; nothing if no document is in it.
pub(super) fn read(dte: &Element) -> Option<Document> {
    let root = ["Documento", "Exportaciones", "Liquidacion"].into_iter().find_map(|name| dte.at(&[name]))?;
    let head = root.at(&["Encabezado"])?;
    let id = head.at(&["IdDoc"])?;
    let type_code = id.text_at(&["TipoDTE"]);
    let mut document = Document::new(Standard::Dte, nature(type_code, id.text_at(&["FmaPago"])));
    let d = &mut document;
    d.type_code = type_code.map(Into::into);
    d.number = id.text_at(&["Folio"]).map(Into::into);
    // Boletas count by themselves.
    d.series = type_code.and_then(kinds::numbered_apart).map(Into::into);
    d.issued = d.day(id.text_at(&["FchEmis"]), "issue_date");
    d.due = d.day(id.text_at(&["FchVenc"]), "due_date");
    d.paid_at_once = id.text_at(&["FmaPago"]) == Some("1");
    d.terms.extend(id.text_at(&["TermPagoGlosa"]).map(Into::into));
    d.term_days = id.text_at(&["TermPagoDias"]).and_then(|days| days.parse().ok());
    d.means.push(PaymentMeans {
        code: id.text_at(&["MedioPago"]).map(Into::into),
        account: id.text_at(&["NumCtaPago"]).map(Into::into),
        bank: id.text_at(&["BcoPago"]).map(Into::into),
        ..PaymentMeans::default()
    });
    d.seller = seller(head.at(&["Emisor"]));
    d.buyer = buyer(head.at(&["Receptor"]));
    totals(d, head, id);
    parts(d, id);
    lines(d, root);
    references(d, root);
    Some(document)
}

/// The kinds of documents of the SII. A free delivery (forma de pago 3) is no claim.
fn nature(type_code: Option<&str>, form: Option<&str>) -> Nature {
    match type_code {
        _ if form == Some("3") => Nature::NoClaim("a free delivery"),
        Some("55" | "56" | "104" | "111") => Nature::DebitNote,
        Some("60" | "61" | "106" | "112") => Nature::CreditNote,
        Some("50" | "52") => Nature::NoClaim("a dispatch note (guía de despacho)"),
        Some("43" | "46") => Nature::NoClaim("a document by which the issuer owes, not the receiver"),
        Some("30" | "32" | "33" | "34" | "35" | "38" | "39" | "41" | "101" | "102" | "109" | "110") | None => {
            Nature::Invoice
        }
        Some(_) => Nature::Unknown,
    }
}

fn seller(from: Option<&Element>) -> Party {
    let Some(from) = from else { return Party::default() };
    let text = |name: &str| from.text_at(&[name]).map(Into::into);
    Party {
        name: text("RznSoc").or_else(|| text("RznSocEmisor")),
        tax_ids: text("RUTEmisor").into_iter().collect(),
        emails: text("CorreoEmisor").into_iter().collect(),
        phones: from.all("Telefono").filter_map(Element::text).map(Into::into).collect(),
        address: address(["DirOrigen", "CmnaOrigen", "CiudadOrigen"].map(|name| from.text_at(&[name]))),
        country: Some("CL".into()),
        ..Party::default()
    }
}

fn buyer(to: Option<&Element>) -> Party {
    let Some(to) = to else { return Party::default() };
    let text = |name: &str| to.text_at(&[name]).map(Into::into);
    // What stands for the contact is a telephone number, an address for mail or a name.
    let contact = to.text_at(&["Contacto"]);
    let mail = to.text_at(&["CorreoRecep"]).or_else(|| contact.filter(|contact| contact.contains('@')));
    let is_phone = |contact: &&str| {
        contact.bytes().filter(u8::is_ascii_digit).count() >= 6 && !contact.bytes().any(|b| b.is_ascii_alphabetic())
    };
    Party {
        name: text("RznSocRecep"),
        tax_ids: text("RUTRecep").into_iter().collect(),
        customer_number: text("CdgIntRecep"),
        emails: mail.map(Into::into).into_iter().collect(),
        phones: contact.filter(is_phone).map(Into::into).into_iter().collect(),
        address: address(["DirRecep", "CmnaRecep", "CiudadRecep"].map(|name| to.text_at(&[name]))),
        country: to.text_at(&["Extranjero", "Nacionalidad"]).map(Into::into),
        registration: to.text_at(&["Extranjero", "NumId"]).map(Into::into),
        ..Party::default()
    }
}

/// `VlrPagar` counts older debts in, so the document's own total is what is read.
fn totals(d: &mut Document, head: &Element, id: &Element) {
    let Some(sums) = head.at(&["Totales"]) else { return };
    d.only_once(id, &[("Folio", "invoice_number"), ("FchEmis", "issue_date"), ("FchVenc", "due_date")]);
    d.only_once(sums, &[("MntTotal", "amount"), ("TpoMoneda", "currency")]);
    d.currency = Some(sums.text_at(&["TpoMoneda"]).map_or_else(|| "CLP".into(), currency));
    let mut sum = |name: &str| d.decimal(sums.text_at(&[name]), "amount");
    let (net, exempt, vat, total) = (sum("MntNeto"), sum("MntExe"), sum("IVA"), sum("MntTotal"));
    let rate = sum("TasaIVA");
    let others: Vec<TaxLine> = sums.all("ImptoReten").filter_map(other_tax).collect();
    let withheld = others.iter().filter(|tax| tax.withheld).fold(None, |sum, tax| add(sum, tax.tax));
    let added = others.iter().filter(|tax| !tax.withheld).fold(vat, |sum, tax| add(sum, tax.tax));
    let commission =
        ["CredEC", "IVANoRet"].iter().filter_map(|name| sums.text_at(&[name]).and_then(super::fields::decimal));
    let less = commission.fold(withheld, add);
    d.totals = Totals {
        lines: net,
        exclusive: add_some(net, exempt),
        taxes: added,
        withheld: less,
        inclusive: total,
        payable: total,
        ..Totals::default()
    };
    d.taxes.extend(vat.map(|tax| TaxLine {
        category: Some("IVA".into()),
        percent: rate,
        taxable: net,
        tax,
        withheld: false,
    }));
    d.taxes.extend(others);
    // What was paid at the counter on the day.
    d.totals.prepaid = d.decimal(id.text_at(&["MntCancel"]), "amount");
    d.totals.payable = match (total, d.totals.prepaid) {
        (Some(total), Some(paid)) => total.checked_sub(paid),
        (total, _) => total,
    };
}

fn add(sum: Option<Decimal>, one: Decimal) -> Option<Decimal> {
    sum.unwrap_or_default().checked_add(one)
}

fn add_some(one: Option<Decimal>, other: Option<Decimal>) -> Option<Decimal> {
    other.map_or(one, |other| add(one, other))
}

/// Codes 15 to 49 but for some are VAT that the buyer keeps back; the others are added (SII, 1.7).
fn other_tax(tax: &Element) -> Option<TaxLine> {
    let code = tax.text_at(&["TipoImp"])?;
    let added = ["14", "17", "18", "19", "23", "24", "25", "26", "27", "271", "28", "35", "44", "45", "50", "51"];
    Some(TaxLine {
        category: Some(code.into()),
        percent: tax.text_at(&["TasaImp"]).and_then(super::fields::decimal),
        taxable: None,
        tax: tax.text_at(&["MontoImp"]).and_then(super::fields::decimal)?,
        withheld: !added.contains(&code),
    })
}

/// The names that the SII has for currencies.
fn currency(name: &str) -> String {
    let code = match name {
        "PESO CL" => "CLP",
        "DOLAR USA" => "USD",
        "EURO" => "EUR",
        "LIBRA EST" => "GBP",
        "YEN" => "JPY",
        "FRANCO SZ" => "CHF",
        "DOLAR CAN" => "CAD",
        "DOLAR AUST" => "AUD",
        "DOLAR NZ" => "NZD",
        "CRUZEIRO REAL" => "BRL",
        "NUEVO SOL" => "PEN",
        "PESO MEX" => "MXN",
        "PESO COL" => "COP",
        "PESO URUG" => "UYU",
        "GUARANI" => "PYG",
        "CORONA SC" => "SEK",
        "CORONA NOR" => "NOK",
        "CORONA DIN" => "DKK",
        other => other,
    };
    code.into()
}

fn parts(d: &mut Document, id: &Element) {
    for part in id.all("MntPagos") {
        let amount = d.decimal(part.text_at(&["MntPago"]), "amount");
        if let Some(due) = d.day(part.text_at(&["FchPago"]), "due_date") {
            d.parts.push(DatedPart { due, amount, percent: None });
        }
    }
    if let [only] = d.parts.as_slice() {
        d.due = d.due.or(Some(only.due));
        d.parts.clear();
    }
}

fn lines(d: &mut Document, root: &Element) {
    d.line_count = root.line_count();
    if d.line_count > MAX_LINES {
        return;
    }
    let rate = d.taxes.iter().find(|tax| tax.category.as_deref() == Some("IVA")).and_then(|tax| tax.percent);
    for line in root.all("Detalle") {
        let Some(net) = d.decimal(line.text_at(&["MontoItem"]), "line_net") else { continue };
        let exempt = line.text_at(&["IndExe"]).is_some();
        let quantity = d.decimal(line.text_at(&["QtyItem"]), "line_quantity");
        let description = line.text_at(&["NmbItem"]).unwrap_or_default().into();
        let tax_percent = rate.filter(|_| !exempt);
        d.lines.push(DocumentLine { description, quantity, net, tax_percent, tax: None });
    }
    for global in root.all("DscRcgGlobal").filter(|global| global.text_at(&["TpoValor"]) == Some("$")) {
        let Some(amount) = d.decimal(global.text_at(&["ValorDR"]), "amount") else { continue };
        let off = global.text_at(&["TpoMov"]) == Some("D");
        let tax_percent = rate.filter(|_| global.text_at(&["IndExeDR"]).is_none());
        let reason = global.text_at(&["GlosaDR"]).map(Into::into);
        d.adjustments.push(Adjustment { reason, amount: if off { -amount } else { amount }, tax_percent });
    }
}

fn references(d: &mut Document, root: &Element) {
    for one in root.all("Referencia") {
        let text = |name: &str| one.text_at(&[name]).map(Into::into);
        let reference =
            Reference { kind: text("TpoDocRef"), number: text("FolioRef"), uuid: None, code: text("CodRef") };
        d.references.push(reference);
    }
}
