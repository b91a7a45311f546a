use super::*;

#[test]
fn debts_credits_payments_and_what_is_none_in_five_languages() {
    let families: &[(KindWord, &[&str])] = &[
        (
            KindWord::Is(Invoice),
            &[
                "Factura",
                "Factura de venta",
                "Factura electrónica",
                "FACTURA A",
                "Sales invoice",
                "Tax Invoice",
                "Invoice",
                "Customer Invoice",
                "out_invoice",
                "ACCREC",
                "Nota Fiscal",
                "Fatura",
                "NF-e",
                "Rechnung",
                "Schlussrechnung",
                "Facture",
                "Boleta",
                "Boleta de honorarios",
                "FV",
                "RV",
                "I - Ingreso",
                "Nota de venta",
                "Facture d'acompte",
                "33",
            ],
        ),
        (
            KindWord::Is(CreditNote),
            &[
                "Nota de crédito",
                "Nota Crédito Electrónica",
                "N/C",
                "NC",
                "NC A",
                "Credit Note",
                "Sales credit note",
                "Credit memo",
                "Customer Credit Note",
                "out_refund",
                "ACCRECCREDIT",
                "Devolución",
                "Nota de devolução",
                "Refund",
                "Gutschrift",
                "Stornorechnung",
                "Avoir",
                "Egreso",
                "DG",
                "GS",
                "61",
            ],
        ),
        (
            KindWord::Is(DebitNote),
            &[
                "Nota de débito",
                "N/D",
                "ND",
                "Debit Note",
                "Debit memo",
                "Note de débit",
                "Finance Charge",
                "Nota de cargo",
                "Belastungsanzeige",
                "Juros",
                "56",
                "Recargo por mora",
                "Statement Charge",
                "Statement charges",
            ],
        ),
        (
            KindWord::Is(Payment),
            &[
                "Pago",
                "Recibo",
                "Recibo de caja",
                "Payment",
                "Receipt",
                "Cobro",
                "Recebimento",
                "Pagamento",
                "Zahlung",
                "Zahlungseingang",
                "Règlement",
                "Anticipo",
                "Prepayment",
                "DZ",
                "Complemento de pago",
                "P",
            ],
        ),
        (
            KindWord::Is(Reversal),
            &[
                "Payment reversal",
                "Cheque devuelto",
                "Pago devuelto",
                "Rücklastschrift",
                "Estorno de pagamento",
                "Chargeback",
                "Returned payment",
                "NSF",
                "Rejet de prélèvement",
                "Cheque rechazado",
            ],
        ),
        (
            KindWord::NoDebt,
            &[
                "Factura proforma",
                "Proforma invoice",
                "Pro-forma",
                "Cotización",
                "Presupuesto",
                "Quote",
                "Estimate",
                "Sales Order",
                "Pedido",
                "Orçamento",
                "Angebot",
                "Auftragsbestätigung",
                "Devis",
                "Bon de commande",
                "Draft invoice",
                "Borrador",
                "Rascunho",
                "Entwurf",
                "Brouillon",
                "Remisión",
                "Albarán",
                "Lieferschein",
                "Guía de despacho",
                "Sales Receipt",
                "T - Traslado",
            ],
        ),
        (
            KindWord::Void(Invoice),
            &[
                "Factura anulada",
                "Void invoice",
                "Fatura cancelada",
                "Rechnung storniert",
                "Facture annulée",
                "Cancelled invoice",
            ],
        ),
        (KindWord::Void(CreditNote), &["Nota de crédito anulada"]),
        (
            KindWord::Correction,
            &[
                "Factura rectificativa",
                "Corrected invoice",
                "Fatura retificativa",
                "Rechnungsberichtigung",
                "Facture rectificative",
            ],
        ),
        (KindWord::Either, &["Journal Entry", "AB", "Asiento", "Ajuste"]),
    ];
    for (kind, words) in families {
        for word in *words {
            assert_eq!(read(word), Some(*kind), "{word}");
        }
    }
}

#[test]
fn what_is_not_known_is_not_guessed() {
    for word in ["", "Retail", "Mayoreo", "XYZ", "Servicio", "Divers", "99"] {
        assert_eq!(read(word), None, "{word}");
    }
}

#[test]
fn words_that_were_once_taken_for_debts() {
    for word in [
        "Sales Credit",
        "Credit Adjustment",
        "Sales Return",
        "Credit Memo",
        "CM",
        "C/M",
        "Abono",
        "Nota de abono",
        "Factura de abono",
        "NCE",
        "NCF",
        "N/C B",
        "Teilgutschrift",
        "Stornorechnung",
        "Rechnungsstorno",
        "Rechnungskorrektur",
        "Facture d'avoir",
        "Note d'avoir",
        "Estorno",
        "Devolução de venda",
        "Devolución de mercadería",
        "Retención",
        "AB-",
        "NCC",
        "RA",
        "Ajuste a favor del cliente",
        "Ajuste crédito",
    ] {
        assert_eq!(read(word), Some(KindWord::Is(CreditNote)), "{word}");
    }
    for word in [
        "Anticipos",
        "Anticipo de cliente",
        "Unapplied payment",
        "Sales overpayment",
        "Sales prepayment",
        "Invoice payment",
        "Pago factura 12",
        "Abono recibido",
        "Rechnungszahlung",
        "Règlement facture 7",
        "Versement",
        "Adiantamentos",
        "ZV",
    ] {
        assert_eq!(read(word), Some(KindWord::Is(Payment)), "{word}");
    }
    for word in
        ["Factura de anticipo", "Anzahlungsrechnung", "Facture d'acompte", "Venta a crédito", "Factura de crédito"]
    {
        assert_eq!(read(word), Some(KindWord::Is(Invoice)), "{word}");
    }
    for word in ["Recibo de venta", "Cash sale", "Barverkauf"] {
        assert_eq!(read(word), Some(KindWord::NoDebt), "{word}");
    }
}

#[test]
fn kinds_at_the_beginning_of_texts() {
    for text in
        ["Nota de crédito 55 s/ factura 12", "Credit memo", "Gutschrift zu RE-1", "Avoir sur facture 3", "Estorno NF 8"]
    {
        assert!(names_credit_note(text), "{text}");
    }
    for text in [
        "Factura 12",
        "Anticipo 50 % del proyecto",
        "Pago de renta de octubre",
        "Servicio",
        "Descuento especial plan A",
    ] {
        assert!(!names_credit_note(text), "{text}");
    }
}
