//! The words of `/breathing-space`, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::breathing_space::BreathingSpace;
use crate::i18n::es::days;

pub const BREATHING_SPACE: BreathingSpace = BreathingSpace {
    title: "Una pausa",
    lead: "Si está pasando por un momento difícil, no tiene que explicarnos nada.",
    offer: |d, until| format!("Puede tener una pausa de {}, hasta el {until}.", days(d.into())),
    points: [
        "No le enviamos recordatorios.",
        "No se suman intereses ni recargos, y tampoco se cobran después.",
        "Lo que debe sigue igual, y puede pagar cuando quiera.",
        "Solo lo ven las personas que atienden su cuenta.",
    ],
    take: |until| format!("Empezar la pausa hasta el {until}"),
    begun: "La pausa ya empezó",
    running: |until| format!("Dura hasta el {until}. No tiene que hacer nada."),
    over: |until| format!("La pausa terminó el {until}. Por esos días no se cobran intereses ni recargos."),
    ask: "Ahora no podemos dar una pausa desde aquí, pero sí buscar otra salida con usted.",
    plan: "Ver el plan más largo",
    plan_more: "Pagos pequeños, a lo largo de más tiempo.",
    talk: "Hablar con una persona",
    talk_more: "Díganos qué necesita. Juntos buscaremos una salida.",
};
