//! The words of `/breathing-space`, in Portuguese of Brazil.

use crate::i18n::agreements::breathing_space::BreathingSpace;
use crate::i18n::pt::days;

pub const BREATHING_SPACE: BreathingSpace = BreathingSpace {
    title: "Uma pausa",
    lead: "Se você está em um momento difícil, não precisa explicar nada.",
    offer: |d, until| format!("Você pode ter uma pausa de {}, até {until}.", days(d.into())),
    points: [
        "Não enviamos lembretes.",
        "Não somamos juros nem encargos, e eles também não são cobrados depois.",
        "O que você deve continua igual, e pode pagar quando quiser.",
        "Só as pessoas que cuidam da sua conta veem isto.",
    ],
    take: |until| format!("Começar a pausa até {until}"),
    begun: "A pausa já começou",
    running: |until| format!("Dura até {until}. Você não precisa fazer nada."),
    over: |until| format!("A pausa terminou em {until}. Por esses dias não são cobrados juros nem encargos."),
    ask: "Agora não podemos dar uma pausa por aqui, mas podemos buscar outra saída com você.",
    plan: "Ver o parcelamento mais longo",
    plan_more: "Parcelas pequenas, por mais tempo.",
    talk: "Falar com uma pessoa",
    talk_more: "Diga do que precisa. Vamos encontrar uma saída juntos.",
};
