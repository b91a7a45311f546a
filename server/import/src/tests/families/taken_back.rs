//! Words for what takes a payment back or is charged for it: owed in lists that write no signs; in lists that do, the sign
//! says which way.

use super::super::{options, sums};
use crate::{DocumentKind, read};

fn total(text: &str) -> (i64, Vec<String>) {
    let reading = read(text.as_bytes(), &options(&["currency=EUR"])).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    (reading.accepted.iter().map(|item| item.open.or(item.total).map_or(0, |sum| sum.minor())).sum(), sums(&reading))
}

const OWED: [&str; 44] = [
    "Devolución de recibo",
    "Devolución recibo",
    "Devolución de cobro",
    "Recibo devuelto",
    "Gastos de devolución",
    "Comisión por devolución",
    "Gastos de impago",
    "Anulación de cobro",
    "Anula Cobro",
    "Cobro devuelto",
    "Reverso de cobro",
    "Extorno de pago",
    "Contracargo",
    "Reembolso a cliente",
    "Refund payment",
    "Cash refund",
    "Customer refund",
    "Payment refund",
    "Reversal of payment",
    "Payment reversal",
    "Chargeback",
    "Chargeback fee",
    "NSF fee",
    "Returned check",
    "Bounced check fee",
    "Returned direct debit",
    "Remboursement",
    "Remboursement client",
    "Rejet de prélèvement",
    "Frais de rejet",
    "Annulation de règlement",
    "Chèque impayé",
    "Estorno de pagamento",
    "Estorno de recebimento",
    "Estorno de baixa",
    "Cheque devolvido",
    "Devolução de cheque",
    "Taxa de devolução",
    "Cancelamento de recebimento",
    "Rücklastschrift",
    "Rücklastschriftgebühr",
    "Rückerstattung",
    "Stornierte Zahlung",
    "Rückzahlung",
];

#[test]
fn in_a_list_without_signs_they_are_owed() {
    for word in OWED {
        let list = format!(
            "Fecha;Tipo;Documento;Cliente;Vencimiento;Importe\n\
             2026-10-01;Factura;F1;Ana;2026-10-31;100,00\n2026-11-05;{word};DV1;Ana;2026-11-05;50,00\n"
        );
        assert_eq!(total(&list).0, 15_000, "{word}: {list}");
    }
}

#[test]
fn on_an_account_without_signs_they_take_back_or_charge() {
    for word in OWED {
        let list = format!(
            "Fecha;Tipo;Documento;Cliente;Vencimiento;Importe\n2026-10-01;Factura;F1;Ana;2026-10-31;100,00\n\
             2026-10-05;Cobro;C1;Ana;;60,00\n2026-11-05;{word};DV1;Ana;2026-11-05;50,00\n"
        );
        let reading = read(list.as_bytes(), &options(&["currency=EUR", "file=movements"]))
            .unwrap_or_else(|error| panic!("{word}: {error}"));
        assert!(reading.rejected.is_empty(), "{word}: {:?}", reading.rejected);
        let last = reading.accepted.last().expect("a row");
        assert!(matches!(last.document, DocumentKind::Reversal | DocumentKind::DebitNote), "{word}: {last:?}");
        assert_eq!(last.amount().minor(), 5_000, "{word}");
    }
}

#[test]
fn in_a_list_with_signs_the_sign_counts() {
    let more = ["Refund", "Devolución", "Devolução", "Write-off", "Remboursement", "Estorno", "Rabatt", "Descuento"];
    for word in OWED.into_iter().chain(more) {
        for (sum, minor, sign) in [("20,00", 37_000, 1), ("-20,00", 33_000, -1)] {
            let fee = word.to_lowercase().contains("fee") || word.starts_with("Gastos") || word.starts_with("Frais");
            if fee && sign < 0 {
                continue;
            }
            let list = format!(
                "Nº;Cliente;Fecha;Vencimiento;Tipo;Importe;Pendiente\nN1;Acme;2026-10-01;2026-10-31;Factura;1000,00;400,00\n\
                 P1;Acme;2026-10-05;2026-10-05;Cobro;-600,00;0,00\nC1;Acme;2026-10-06;2026-10-06;Abono;-50,00;-50,00\n\
                 X1;Acme;2026-10-07;2026-10-07;{word};{sum};{sum}\n"
            );
            let (total, sums) = total(&list);
            assert_eq!(total, minor, "{word} {sum}: {sums:?}");
        }
    }
}

#[test]
fn a_note_keeps_its_direction_where_nothing_else_is_said() {
    for word in ["Nota de crédito", "Credit memo", "Gutschrift", "Avoir", "Refund", "Devolución", "Descuento"] {
        let list = format!(
            "Fecha;Tipo;Documento;Cliente;Vencimiento;Importe\n\
             2026-10-01;Factura;F1;Ana;2026-10-31;100,00\n2026-11-05;{word};DV1;Ana;2026-11-05;50,00\n"
        );
        assert_eq!(total(&list).0, 5_000, "{word}");
    }
}
