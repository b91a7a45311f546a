//! Kinds of document.

use super::{has_phrase, normal};
use crate::item::DocumentKind;

/// What a word in the column of kinds says of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum KindWord {
    /// A document of this kind.
    Is(DocumentKind),
    /// Anything that is posted to a customer's account: the sign of its amount says which way.
    Either,
    /// A document that was cancelled, though it is still called an invoice.
    Void(DocumentKind),
    /// No debt: a quote, an order, a draft, a delivery note, a sale that was paid at once.
    NoDebt,
}

use DocumentKind::{CreditNote, DebitNote, Invoice, Payment, Reversal};

/// Cells that are nothing but one of these: abbreviations and codes.
const EXACT: &[(KindWord, &[&str])] = &[
    (
        KindWord::Is(Invoice),
        &[
            "f",
            "fa",
            "fac",
            "fact",
            "fc",
            "fce",
            "fe",
            "fv",
            "ft",
            "fr",
            "ftr",
            "i",
            "in",
            "inv",
            "si",
            "rv",
            "dr",
            "re",
            "rg",
            "rech",
            "ar",
            "nf",
            "nfe",
            "nf e",
            "nfs e",
            "nfse",
            "nfce",
            "ccf",
            "bv",
            "be",
            "bol",
            "tk",
            "accrec",
            "out invoice",
            "entry out invoice",
            "ingreso",
            "bill",
            "duplicata",
            "boleto",
            "cfdi",
            "cfdi ingreso",
            "opening balance",
            "saldo inicial",
            "saldo apertura",
            "cuota",
            "cuotas",
            "renta",
            "mensualidad",
            "33",
            "34",
            "39",
            "41",
            "110",
            "fa1",
            "fa2",
            "saft",
            "afr",
            "honorarios",
            "recibo honorarios",
        ],
    ),
    (
        KindWord::Is(CreditNote),
        &[
            "nc",
            "n c",
            "ncr",
            "ncf nc",
            "nce",
            "nccr",
            "nota c",
            "c",
            "cn",
            "cm",
            "cr",
            "crn",
            "scn",
            "sc",
            "e",
            "dg",
            "gs",
            "gu",
            "gut",
            "accreccredit",
            "out refund",
            "egreso",
            "cfdi egreso",
            "abono",
            "cre",
            "av",
            "ncre",
            "61",
            "112",
            "credit",
            "credits",
        ],
    ),
    (
        KindWord::Is(DebitNote),
        &["nd", "n d", "nde", "ndb", "dn", "dm", "ncargo", "56", "111", "cargo", "cargos", "debito", "debit", "lf"],
    ),
    (
        KindWord::Is(Payment),
        &[
            "rc", "rec", "rci", "rcb", "p", "pa", "pag", "pmt", "pymt", "pay", "sr", "dz", "za", "ze", "zp", "cobro",
            "cob", "rep", "accpay",
        ],
    ),
    (
        KindWord::Either,
        &["ab", "sa", "je", "journal", "asiento", "apunte", "lancamento", "buchung", "ecriture", "entry"],
    ),
    (
        KindWord::NoDebt,
        &[
            "t",
            "traslado",
            "cfdi traslado",
            "52",
            "so",
            "po",
            "qt",
            "q",
            "est",
            "ot",
            "ov",
            "op",
            "al",
            "alb",
            "rem",
            "n",
        ],
    ),
];

/// Phrases that make a document no debt, whatever else it is called.
const NO_DEBT: &[&str] = &[
    "proforma",
    "pro forma",
    "cotizacion",
    "presupuesto",
    "quote",
    "quotation",
    "estimate",
    "pedido",
    "sales order",
    "purchase order",
    "order",
    "orden",
    "orden compra",
    "orden venta",
    "ordem",
    "orcamento",
    "angebot",
    "auftrag",
    "auftragsbestatigung",
    "devis",
    "commande",
    "bon commande",
    "bon livraison",
    "borrador",
    "draft",
    "rascunho",
    "entwurf",
    "brouillon",
    "remision",
    "nota remision",
    "albaran",
    "lieferschein",
    "delivery note",
    "packing slip",
    "guia",
    "guia despacho",
    "guia remision",
    "carta porte",
    "sales receipt",
    "preventivo",
    "kostenvoranschlag",
    "template",
    "plantilla",
    "recurring template",
    "nota entrega",
    "traslado",
];

const VOID: &[&str] = &[
    "anulada",
    "anulado",
    "anulados",
    "cancelada",
    "cancelado",
    "void",
    "voided",
    "cancelled",
    "canceled",
    "storniert",
    "storniertes",
    "annulee",
    "annule",
    "invalidada",
    "inutilizada",
];

const REVERSAL: &[&str] = &[
    "payment reversal",
    "reversed payment",
    "returned payment",
    "payment returned",
    "nsf",
    "bounced",
    "bounced check",
    "chargeback",
    "reverso pago",
    "pago devuelto",
    "pago rechazado",
    "pago anulado",
    "devolucion pago",
    "cheque devuelto",
    "cheque rechazado",
    "recibo devuelto",
    "recibo anulado",
    "anulacion pago",
    "anulacion recibo",
    "contracargo",
    "rucklastschrift",
    "ruckbuchung",
    "retourenlastschrift",
    "estorno pagamento",
    "estorno recebimento",
    "cheque devolvido",
    "rejet",
    "rejet prelevement",
    "impaye",
    "payment refund",
    "customer refund",
    "refund receipt",
];

const CREDIT: &[&str] = &[
    "nota credito",
    "notas credito",
    "n credito",
    "nc",
    "n c",
    "nota abono",
    "factura abono",
    "factura rectificativa abono",
    "credit note",
    "creditnote",
    "credit memo",
    "creditmemo",
    "adjustment note",
    "credit invoice",
    "refund",
    "devolucion",
    "devolucao",
    "nota devolucion",
    "bonificacion",
    "rappel",
    "descuento",
    "desconto",
    "gutschrift",
    "rechnungskorrektur",
    "korrekturrechnung",
    "storno",
    "stornorechnung",
    "avoir",
    "facture avoir",
    "note credit",
    "remboursement",
    "egreso",
    "retencion",
    "retenciones",
    "anulacion",
];

const DEBIT: &[&str] = &[
    "nota debito",
    "notas debito",
    "n debito",
    "nota cargo",
    "debit note",
    "debit memo",
    "debitnote",
    "supplementary invoice",
    "lastschriftanzeige",
    "belastung",
    "belastungsanzeige",
    "note debit",
    "recargo",
    "mora",
    "intereses",
    "interes mora",
    "late fee",
    "finance charge",
    "interest",
    "juros",
    "multa",
    "mahngebuhr",
    "verzugszinsen",
    "penalite",
    "cargo adicional",
    "nota cobro",
];

const PAYMENT: &[&str] = &[
    "payment",
    "payments",
    "pago",
    "pagos",
    "recibo",
    "recibos",
    "receipt",
    "receipts",
    "receipt voucher",
    "cobro",
    "cobros",
    "cobranza",
    "recibo caja",
    "recebimento",
    "pagamento",
    "recibimento",
    "baixa",
    "zahlung",
    "zahlungseingang",
    "zahlungen",
    "einzahlung",
    "paiement",
    "reglement",
    "encaissement",
    "anticipo",
    "adelanto",
    "advance",
    "prepayment",
    "overpayment",
    "adiantamento",
    "anzahlung",
    "acompte recu",
    "complemento pago",
    "comprobante pago",
    "unapplied cash",
    "unapplied",
    "abono cuenta",
    "remittance",
    "saldo favor",
];

const INVOICE: &[&str] = &[
    "factura",
    "facturas",
    "invoice",
    "invoices",
    "fatura",
    "faturas",
    "nota fiscal",
    "rechnung",
    "rechnungen",
    "ausgangsrechnung",
    "abschlagsrechnung",
    "schlussrechnung",
    "facture",
    "factures",
    "boleta",
    "boletas",
    "boleta venta",
    "tax invoice",
    "nota venta",
    "ticket",
    "venta",
    "vendas",
    "venda",
    "sale",
    "sales",
    "comprobante fiscal",
    "credito fiscal",
    "parcela",
    "conta receber",
    "titulo",
    "titulos",
    "letra",
    "pagare",
    "documento cobro",
    "cargo mensual",
    "charge",
    "honorario",
    "forderung",
    "ingreso",
    "rectificativa",
    "liquidacion factura",
    "suministro",
];

/// What a cell of the column of kinds says; nothing where its words are not known.
pub(crate) fn read(cell: &str) -> Option<KindWord> {
    let folded = normal(cell);
    // Argentina's letters for who may deduct the tax: FC A, ND B.
    let bare = folded
        .rsplit_once(' ')
        .filter(|(_, letter)| matches!(*letter, "a" | "b" | "c" | "e" | "m"))
        .map(|(head, _)| head);
    let exact = EXACT
        .iter()
        .find(|(_, words)| words.contains(&folded.as_str()) || bare.is_some_and(|bare| words.contains(&bare)));
    if let Some((word, _)) = exact {
        return Some(*word);
    }
    let has = |phrases| has_phrase(&folded, phrases);
    if has(NO_DEBT) {
        return Some(KindWord::NoDebt);
    }
    if has(REVERSAL) {
        return Some(KindWord::Is(Reversal));
    }
    let kind = if has(CREDIT) {
        CreditNote
    } else if has(DEBIT) {
        DebitNote
    } else if has(INVOICE) || starts_as_invoice(&folded) {
        Invoice
    } else if has(PAYMENT) {
        Payment
    } else if has(&["journal", "asiento", "adjustment", "ajuste", "journal entry", "general journal", "poliza"]) {
        return Some(KindWord::Either);
    } else if has(VOID) {
        return Some(KindWord::Void(Invoice));
    } else {
        return None;
    };
    Some(if has(VOID) { KindWord::Void(kind) } else { KindWord::Is(kind) })
}

/// `FACT-E`, `Factura A`, `Rechnungsstellung`: the first word begins like one for an invoice.
fn starts_as_invoice(folded: &str) -> bool {
    ["factura", "invoice", "fatura", "rechnungs", "boleta"].iter().any(|word| folded.starts_with(word))
}

#[cfg(test)]
mod tests;
