//! The words of islands, in Spanish of Latin America: de usted, no blame.

use crate::i18n::islands::*;
use domain::plan::schedule::Frequency;

pub fn payments(count: u16, frequency: Frequency) -> String {
    let one = count == 1;
    let word = if one { "pago" } else { "pagos" };
    let often = match frequency {
        Frequency::Weekly if one => "semanal",
        Frequency::Weekly => "semanales",
        Frequency::Fortnightly => "cada 14 días",
        Frequency::Monthly if one => "mensual",
        Frequency::Monthly => "mensuales",
    };
    format!("{count} {word} {often}")
}

pub static WORDS: IslandWords = IslandWords {
    total: "Va a pagar",
    go_on_with: |amount| format!("Continuar con {amount}"),
    left_after: |left| format!("Quedará por pagar {left}."),
    chosen: |count| format!("{count} facturas elegidas"),
    watching: "Esta página se actualiza sola.",
    lost: "Se perdió la conexión. Seguimos intentando.",
    copy: "Copiar enlace",
    copied: "Enlace copiado",
    copy_by_hand: "No se pudo copiar. Mantenga presionado el enlace para copiarlo.",
    copy_number: "Copiar número",
    number_copied: "Número copiado",
    copy_number_by_hand: "No se pudo copiar. Mantenga presionado el número para copiarlo.",
    share: "Compartir",
    up_to: |amount| format!("hasta {amount}"),
    payments_of: |count, frequency, each| match frequency {
        Frequency::Fortnightly if count == 1 => format!("1 pago de {each}"),
        Frequency::Fortnightly => format!("{count} pagos de {each}, cada 14 días"),
        Frequency::Weekly | Frequency::Monthly => format!("{} de {each}", payments(count, frequency)),
    },
    plan_total: |total, last| format!("Total: {total}. El último pago, el {last}."),
    plan_cost: |cost| format!("Costo del plan: {cost}"),
    plan_go_on: "Continuar",
    slide_amount: "Cantidad de cada pago",
    slide_count: "Número de pagos",
    plan_free: "Sin costo",
    payments,
    schedule: ScheduleWords {
        caption: "Calendario de pagos",
        n: "N.º",
        date: "Fecha",
        amount: "Pago",
        left: "Queda",
        down: "Pago inicial",
    },
};
