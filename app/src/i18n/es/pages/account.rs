//! The words of `/`, and of where an invoice stands, in Spanish of Latin America: de usted, no blame.

use crate::i18n::ended;
use crate::i18n::es::{days, n};
use crate::i18n::pages::account::{Account, InvoiceStateWords};

pub const STATE: InvoiceStateWords = InvoiceStateWords {
    open: "Pendiente",
    due_soon: "Vence pronto",
    overdue: "Vencida",
    extended: "Con más tiempo",
    in_plan: "En un plan de pagos",
    disputed: "En revisión",
    paid: "Pagada",
    credit: "A favor",
    used: "Usada",
    void: "Anulada",
    processing: "Pago en camino",
    processing_of: |amount| format!("{amount} en camino"),
    due_on: |date| format!("Vence el {date}"),
    due_today: "Vence hoy",
    due_in: |d| if d == 1 { "Vence mañana".to_owned() } else { format!("Vence en {}", days(d)) },
    late_by: |d| if d == 1 { "Venció ayer".to_owned() } else { format!("Venció hace {}", days(d)) },
};

pub const ACCOUNT: Account = Account {
    title: "Mi cuenta",
    account_of: |name| format!("Cuenta de {name}"),
    owed: "Total por pagar",
    overdue: |c| format!("Vencido ({})", n(c, "factura", "facturas")),
    due_soon: |c| format!("Vence pronto ({})", n(c, "factura", "facturas")),
    in_plan: |c| format!("En un plan ({})", n(c, "factura", "facturas")),
    later: |c| format!("Más adelante ({})", n(c, "factura", "facturas")),
    on_its_way: "Pago en camino",
    also_on_its_way: "Además, en camino",
    also_in_review: "Además, en revisión",
    next_overdue: |d| {
        if d == 1 {
            "Su factura más antigua venció ayer.".to_owned()
        } else {
            format!("Su factura más antigua venció hace {}.", days(d))
        }
    },
    next_due_soon: |d| match d {
        0 => "Su próxima factura vence hoy.".to_owned(),
        1 => "Su próxima factura vence mañana.".to_owned(),
        d => format!("Su próxima factura vence en {}.", days(d)),
    },
    next_due: |date| format!("No hay prisa: su próxima factura vence el {date}."),
    pay: |amount| format!("Pagar {amount}"),
    pay_overdue: |amount| format!("Pagar lo vencido: {amount}"),
    pay_due_soon: |amount| format!("Pagar lo próximo: {amount}"),
    choose: "Elegir facturas o pagar una parte",
    invoices: "Facturas por pagar",
    more_invoices: |c| format!("Ver {} más", n(c, "factura", "facturas")),
    of_total: |total| format!("de {total}"),
    includes: |charges| format!("incluye {charges} de intereses y recargos"),
    includes_cost: |amount| format!("incluye {amount} de recargos y del costo de su acuerdo"),
    instead_of: |full| format!("en vez de {full}"),
    beside_plan: |planned| format!("además de {planned} en un plan de pagos"),
    settled: "Facturas anteriores",
    nothing_owed: "Todo está pagado",
    nothing_owed_more: "No hay nada pendiente. Gracias.",
    credit: |amount| format!("Tiene {amount} a favor"),
    credit_more: "Se puede usar en una factura o devolver. Pregúntenos cómo prefiere.",
    credit_automatic: "Lo usamos en lo que venza después. Si prefiere que se lo devolvamos, díganoslo.",
    credit_by_debtor: "Puede usarlo antes de pagar, o pedirnos que se lo devolvamos.",
    open_title: "Hay un pago sin terminar",
    open_more: |amount, provider, begun| {
        ended(format!("{amount} con {provider}. Aún no se ha cobrado. Empezó el {begun}"))
    },
    open_continue: "Seguir con este pago",
    open_cancel: "Cancelarlo",
    open_see: "Ver el pago",
    open_otherwise: "Ver el pago o pagar de otra forma",
    open_left: |amount, provider| {
        format!("Empezó un pago de {amount} con {provider} y no lo terminó. No se cobró nada.")
    },
    processing_more: |amount, provider| {
        format!("{amount} con {provider}. El saldo bajará cuando llegue el dinero; no hace falta pagar otra vez.")
    },
    not_needed: "Ya no hace falta este pago",
    not_needed_more: |amount| {
        format!(
            "Empezó un pago de {amount}, pero lo que cubría ya no se debe, o se debe menos. No lo pague: lo estamos cancelando."
        )
    },
    cancelled: "Pago cancelado. No se cobró nada.",
    could_not_cancel: "Ese pago ya no se puede cancelar: el dinero ya salió o está en camino.",
    language_saved: "Idioma guardado.",
};
