//! The words for letting charges go, in Spanish of Latin America: de usted, no blame.

use crate::i18n::waive::{joined, *};

pub static WORDS: WaiveWords = WaiveWords {
    charges: "Intereses y recargos",
    owed: |interest, fees| joined(interest.map(|a| format!("Intereses {a}")), fees.map(|a| format!("Recargos {a}"))),
    title: "Condonar intereses y recargos",
    invoice: "Factura",
    what: "Lo que condone deja de pedirse en el acto y ya no es un ingreso. No se puede deshacer.",
    interest: "Intereses que condona",
    fees: "Recargos que condona",
    max: |amount| format!("Hasta {amount}"),
    none_left: "No hay intereses ni recargos que condonar en esta factura.",
    goes_on: "Mientras haya capital vencido, los días que vienen siguen generando intereses.",
    in_plan: "La factura está en un plan: sus pagos se calculan de nuevo, a favor del cliente.",
    reason: "Motivo",
    reason_hint: "Queda en el registro de actividad. El cliente no lo ve.",
    waive: "Condonar",
    done: "Listo: ya no se pide lo que condonó.",
};
