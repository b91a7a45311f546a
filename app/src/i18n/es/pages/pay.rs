//! The words of choosing, checking and paying, in Spanish of Latin America: de usted, no blame.

use crate::i18n::es::n;
use crate::i18n::pages::pay::{Choose, Confirm, Methods};

pub const CHOOSE: Choose = Choose {
    title: "¿Qué quiere pagar?",
    title_in: |code| format!("Facturas en {code}"),
    currencies: "Cada moneda se paga por separado.",
    which: "Facturas",
    pick_overdue: "Solo vencidas",
    pick_none: "Ninguna",
    pick_all: "Todas",
    how_much: "¿Cuánto?",
    everything: "Todo lo elegido",
    everything_hint: "Paga por completo las facturas marcadas.",
    part: "Otra cantidad",
    part_hint: |min| format!("Desde {min}. Se paga primero lo más antiguo."),
    amount: |code| format!("Cantidad en {code}"),
    go_on: "Continuar",
    nothing: "No hay nada por pagar.",
    credit: |amount| format!("Tiene {amount} a favor"),
    credit_more: "Úselo primero: se descuenta de lo que vence antes.",
    credit_use: |amount| format!("Usar {amount}"),
};

pub const CONFIRM: Confirm = Confirm {
    title: "Revise su pago",
    amount: "Va a pagar",
    of_plan: |first, last, of| match (first, last) {
        (_, 0) => "Pago inicial de su plan".to_owned(),
        (0, last) => format!("Pago inicial y pagos hasta el {last} de {of} de su plan"),
        (first, last) if first == last => format!("Pago {last} de {of} de su plan"),
        (first, last) => format!("Pagos {first} a {last} de {of} de su plan"),
    },
    pays_many: |c| format!("Con esto paga {}", n(c, "factura", "facturas")),
    pays: "Con esto paga",
    left: "Quedará por pagar",
    change: "Cambiar",
    changed: "Las cantidades cambiaron desde que abrió esta página. Revíselas antes de pagar.",
    how: "¿Cómo quiere pagar?",
    next: "Se abrirá la página segura de pago. El cobro se hace allí, por esta misma cantidad.",
    no_method: "Por ahora no se puede pagar aquí",
    no_method_more: "Ningún medio de pago acepta esta cantidad en este momento. Pruebe con otra cantidad o escríbanos.",
};

pub const METHOD: Methods = Methods {
    pay: |amount| format!("Pagar {amount}"),
    by: |provider| format!("con {provider}"),
    card: "Tarjeta",
    wallet: "Apple Pay o Google Pay",
    oxxo: "efectivo en OXXO",
    boleto: "boleto",
    pix: "Pix",
    bank_debit: "cuenta bancaria",
    account: |provider| format!("Cuenta de {provider}"),
    not_now: |provider| format!("{provider} no está disponible para este pago"),
    currency: |code| format!("No acepta pagos en {code}."),
    too_small: |min| format!("Acepta pagos desde {min}."),
    too_large: |max| format!("Acepta pagos hasta {max}."),
    step: "No puede cobrar esta cantidad exacta.",
    away: "No responde en este momento. Pruebe dentro de unos minutos.",
};
