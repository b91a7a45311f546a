//! The words of `/offers`, the ways on, and what comes off, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::offers::{Offers, Reduction, Ways};
use crate::i18n::es::{days, n};

pub const WAYS: Ways = Ways {
    title: "¿Qué prefiere hacer?",
    other: "También puede",
    pay: ("Pagar", "Todo, algunas facturas o una parte."),
    parts: ("Pagar en partes", "Usted dice cuánto puede pagar y ve el plan completo."),
    time: ("Pedir más tiempo", "Una fecha nueva para una factura."),
    promise: ("Decir cuándo pagará", "Los recordatorios esperan hasta ese día."),
    wrong: ("Algo no está bien", "Pida una aclaración: ya pagó, hay un error o falta algo."),
    breathing_space: ("Pasa por un momento difícil", "Una pausa sin recordatorios ni recargos."),
};

pub const OFFER: Offers = Offers {
    title: "Sus opciones",
    lead: "Cada opción dice qué ahorra o cuesta. Nada se acepta hasta que usted lo confirme.",
    none: "Hoy no hay ofertas especiales. Puede pagar, o elegir otro camino.",
    all: "Ver todas las opciones",
    until: |date| format!("A más tardar el {date}"),
    for_invoice: |number| format!("Factura {number}"),
    discount: |pay, full| format!("Pague {pay} en vez de {full}"),
    settlement: |pay, full| format!("Liquide su deuda de {full} con un pago de {pay}"),
    plan: |payments| format!("Pague en hasta {payments}"),
    extension: |date| format!("Pague a más tardar el {date}"),
    promise: "Díganos qué día pagará",
    promise_until: |date| format!("A más tardar el {date}"),
    saves: |amount| format!("Ahorra {amount}"),
    costs: |amount| format!("Cuesta {amount}"),
    free: "Sin costo",
    pay_now: |amount| format!("Se pagan {amount} ahora"),
    loses: |amount| format!("Se pierde el descuento de {amount}"),
    on_request: "Requiere autorización",
    because_invoice: |percent, d| {
        format!("Su factura ofrece {percent} menos al pagar dentro de {} desde su emisión.", days(d.into()))
    },
    because_on_time: |on, of| {
        if of == 1 {
            "Porque pagó a tiempo su factura anterior.".to_owned()
        } else {
            format!("Porque pagó a tiempo {on} de sus últimas {of} facturas.")
        }
    },
    because_early: |d| {
        if d == 0 {
            "Por pronto pago; hoy es el último día.".to_owned()
        } else {
            format!("Por pronto pago; {} {}.", if d == 1 { "queda" } else { "quedan" }, days(d))
        }
    },
    because_old: |d| format!("Para cerrar una deuda que venció hace {}.", days(d)),
    because_parts: "Para que pueda repartirlo en el tiempo.",
    because_free: |left| {
        if left == 1 {
            "Puede usarlo 1 vez más este año.".to_owned()
        } else {
            format!("Puede usarlo {left} veces más este año.")
        }
    },
    discounts: |count, pay| format!("Pague {} con descuento: {pay}", n(count, "factura", "facturas")),
    settlements: |count| format!("Liquide con un solo pago menor: {}", n(count, "factura", "facturas")),
    extensions: |longest| format!("Más tiempo: hasta {longest}"),
    plan_on_request: |most| format!("Hasta {most} pagos con autorización"),
    saves_up_to: |amount| format!("Ahorra hasta {amount}"),
    some_until: |date| format!("El primero termina el {date}"),
    costs_differ: "El costo depende del plazo",
    some_on_request: "Algunos plazos requieren autorización",
    choose_inside: "Después elige la factura y la fecha.",
    choose: "Elegir la factura",
    take_discount: |pay| format!("Pagar {pay}"),
    take_settlement: |pay| format!("Liquidar con {pay}"),
    take_plan: "Armar mi plan",
    take_extension: "Elegir la fecha",
    take_promise: "Decir cuándo",
    pay_early: |pay, until, full| format!("Pague {pay} a más tardar el {until} en lugar de {full}."),
    pay_instalment: |amount, date| format!("Su próximo pago es de {amount}, a más tardar el {date}."),
    pay_instalment_today: |amount| format!("Su próximo pago es de {amount}, hoy."),
    settle: |amount, date| format!("Pague {amount} a más tardar el {date}."),
    settle_more: "Es lo que acordó: con este pago la deuda queda saldada.",
    pay: |amount| format!("Pagar {amount}"),
    agreements: "Sus acuerdos",
    requests: "Sus solicitudes",
    paused: |date| format!("Está en pausa hasta el {date}"),
    paused_more: "No le enviamos recordatorios y no se suman recargos. Puede pagar cuando quiera.",
};

pub const REDUCTION: Reduction = Reduction {
    title: "Descuento por pronto pago",
    title_settlement: "Acuerdo de liquidación",
    full: "Importe completo",
    off: "Descuento",
    off_percent: |percent| format!("Descuento de {percent}"),
    written_off: "Se condona",
    to_pay: "Paga",
    until: |date| format!("Vale hasta el {date}, ese día incluido."),
    holds: "El precio se mantiene mientras dura este pago, aunque el plazo termine.",
    taken: "El descuento ya está aplicado.",
    taken_settlement: "Es lo que acordó: con este pago queda saldado.",
    old_due: |date| format!("Se amplió el plazo; antes vencía el {date}."),
    disputed: |amount| format!("{amount} están en revisión. No hace falta pagarlos mientras tanto."),
    in_agreement: "Ver el acuerdo",
};
