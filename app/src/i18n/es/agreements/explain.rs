//! The words of a balance explained, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::explain::Explain;
use crate::i18n::es::days;

pub const EXPLAIN: Explain = Explain {
    title: "De dónde sale esta cantidad",
    what: "Concepto",
    amount: "Importe",
    sum: |date| format!("Por pagar el {date}"),
    sum_ahead: |date| format!("Si paga el {date}"),
    other_day: "Calcular para otro día",
    show: "Ver",
    unreadable: |first, last| format!("Elija un día del calendario, del {first} al {last}"),
    invoiced: "Factura",
    credit_note: "Nota de crédito",
    changed: "Corrección",
    interest: "Interés por retraso",
    interest_cap: "Interés sobre el tope, que no se cobra",
    agreement_price: "Costo del acuerdo",
    paused: "En pausa: sin intereses ni recargos",
    fee: "Recargo por retraso",
    waived: "Recargo condonado",
    payment: "Pago",
    payment_outside: "Pago por otra vía",
    credit_used: "Saldo a favor usado",
    credited: "Pasó a su saldo a favor",
    refund: "Devolución",
    refund_failed: "Devolución que no llegó",
    chargeback: "Pago retirado por el banco",
    chargeback_won: "Pago repuesto por el banco",
    discount: "Descuento",
    discount_offered: "Descuento si paga ese día",
    in_review: "En revisión: no se cobra por ahora",
    settlement: |until| format!("Acuerdo de liquidación: se condona si paga a más tardar el {until}"),
    write_off: "Condonado",
    arithmetic: |d, percent, principal, year| format!("{} × {percent} al año × {principal} ÷ {year}", days(d)),
    span: |from, to| format!("del {from} al {to}"),
};
