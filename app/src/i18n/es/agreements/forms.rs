//! The words of `/extensions/new`, `/promises/new` and `/settlements/new`, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::forms::{Extension, Promise, Settlement};

pub const EXTENSION: Extension = Extension {
    title: "Pedir más tiempo",
    lead: |number, amount, due| format!("Factura {number}: {amount}. Fecha actual: {due}."),
    options: "¿Cuánto tiempo más?",
    new_due: |date| format!("Hasta el {date}"),
    none: "Para esta factura no se puede mover la fecha ahora. Puede pagarla en partes o decirnos cuándo la pagará.",
    left: |left| {
        if left == 1 {
            "Puede usarlo 1 vez más este año.".to_owned()
        } else {
            format!("Puede usarlo {left} veces más este año.")
        }
    },
    nothing_to_extend: "No hay facturas a las que se les pueda mover la fecha.",
};

pub const PROMISE: Promise = Promise {
    title: "Díganos qué día pagará",
    lead: "Es un aviso, no un contrato. No le cobramos nada ese día.",
    changes: "Hasta ese día no le enviamos recordatorios.",
    changes_not: "La fecha de vencimiento no cambia, y los recargos, si los hay, siguen.",
    amount: |code| format!("Cantidad en {code}"),
    amount_hint: |owed| format!("Hasta {owed}."),
    date: "Día en que pagará",
    date_hint: |latest| format!("A más tardar el {latest}."),
    left: |left| {
        if left == 1 {
            "Puede hacerlo 1 vez más este año.".to_owned()
        } else {
            format!("Puede hacerlo {left} veces más este año.")
        }
    },
};

pub const SETTLEMENT: Settlement = Settlement {
    title: "Liquidar con un solo pago",
    lead: "Paga una parte de una vez y el resto se condona.",
    options: "¿Qué quiere liquidar?",
    none: "Ahora no hay facturas que se puedan liquidar así. Puede pagarlas en partes.",
    written_off: |amount| format!("Se condonan {amount}"),
    instead: |full| format!("en vez de {full}"),
};
