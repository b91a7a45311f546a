//! What the heading of a sum says of the whole that it is of.

use super::look_up;
use crate::field::Field;

/// Headings of the sum of one part of a document, beside which another sum is that of the whole.
pub(crate) fn is_part_sum(folded: &str) -> bool {
    const PARTS: [&str; 21] = [
        "efecto",
        "cuota",
        "cuotas",
        "parcela",
        "parcelas",
        "parcialidad",
        "plazo",
        "vencimiento",
        "vto",
        "instalment",
        "installment",
        "ratenbetrag",
        "teilbetrag",
        "echeance",
        "tranche",
        "prestacao",
        "recibo",
        "rate",
        "rata",
        "mensualidad",
        "prestacion",
    ];
    matches!(look_up(folded), Some((Field::Amount, _))) && folded.split(' ').any(|word| PARTS.contains(&word))
}

/// Headings of what is said in percent.
pub(crate) fn is_share(folded: &str) -> bool {
    const PERCENT: [&str; 8] =
        ["percent", "percentage", "pct", "porcentaje", "porcentagem", "percentual", "prozent", "pourcentage"];
    folded.split(' ').any(|word| PERCENT.contains(&word))
}

/// Headings of the price of one piece.
pub(crate) fn is_price(folded: &str) -> bool {
    const PRICES: &str = "unit price, unit amount, unit cost, item price, item cost, price, price unit, rate, unit rate, precio unitario, precio, \
        valor unitario, vlr unitario, importe unitario, preco unitario, preco, valor unit, einzelpreis, preis, stuckpreis, e preis, prix \
        unitaire, pu, prix unitaire ht, pu ht, precio venta, costo unitario";
    PRICES.split(", ").any(|known| known == folded)
}

/// Headings that name the sum of the whole document, whatever its rows are.
pub(crate) fn is_document_sum(folded: &str) -> bool {
    const WHOLE: &str = "total, total factura, total documento, total comprobante, total cfdi, total venta, importe total, importe total \
        factura, importe factura, importe documento, monto total, monto factura, monto documento, valor total, valor total nota, valor \
        nota, valor nf, valor factura, valor documento, valor fatura, invoice total, total invoice, total amount, total invoice amount, \
        invoice amount, document amount, grand total, gesamtbetrag, gesamtsumme, rechnungsbetrag, rechnungssumme, rechnungsbetrag \
        brutto, belegbetrag, montant total, montant facture, total ttc, total facture";
    WHOLE.split(", ").any(|known| known == folded)
}

/// Headings of what a provider keeps of a payment: what is left of it is no part of what the customer owes.
pub(crate) fn is_fee(folded: &str) -> bool {
    const FEES: [&str; 12] = [
        "fee",
        "fees",
        "tarifa",
        "tarifas",
        "taxa",
        "taxas",
        "comision",
        "comisiones",
        "comissao",
        "gebuhr",
        "gebuhren",
        "commission",
    ];
    folded.split(' ').any(|word| FEES.contains(&word))
}

/// Headings of what is left to pay when everything that is kept back is taken off.
pub(crate) fn is_net_of_withheld(folded: &str) -> bool {
    matches!(
        folded,
        "total pagar" | "neto pagar" | "net payer" | "liquido pagar" | "valor liquido" | "amount to pay" | "zahlbetrag"
    ) || matches!(look_up(folded), Some((Field::NetReceivable, _)))
}
