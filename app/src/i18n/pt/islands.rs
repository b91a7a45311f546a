//! The words of islands, in Portuguese of Brazil.

use crate::i18n::islands::*;
use domain::plan::schedule::Frequency;

pub fn payments(count: u16, frequency: Frequency) -> String {
    let one = count == 1;
    let word = if one { "parcela" } else { "parcelas" };
    let often = match frequency {
        Frequency::Weekly if one => "semanal",
        Frequency::Weekly => "semanais",
        Frequency::Fortnightly => "a cada 14 dias",
        Frequency::Monthly if one => "mensal",
        Frequency::Monthly => "mensais",
    };
    format!("{count} {word} {often}")
}

pub static WORDS: IslandWords = IslandWords {
    total: "Você vai pagar",
    go_on_with: |amount| format!("Continuar com {amount}"),
    left_after: |left| format!("Restarão {left}."),
    chosen: |count| format!("{count} faturas escolhidas"),
    watching: "Esta página se atualiza sozinha.",
    lost: "A conexão caiu. Continuamos tentando.",
    copy: "Copiar link",
    copied: "Link copiado",
    copy_by_hand: "Não foi possível copiar. Mantenha o link pressionado para copiar.",
    copy_number: "Copiar número",
    number_copied: "Número copiado",
    copy_number_by_hand: "Não foi possível copiar. Mantenha o número pressionado para copiar.",
    share: "Compartilhar",
    up_to: |amount| format!("até {amount}"),
    payments_of: |count, frequency, each| match frequency {
        Frequency::Fortnightly if count == 1 => format!("1 parcela de {each}"),
        Frequency::Fortnightly => format!("{count} parcelas de {each}, a cada 14 dias"),
        Frequency::Weekly | Frequency::Monthly => format!("{} de {each}", payments(count, frequency)),
    },
    plan_total: |total, last| format!("Total: {total}. A última parcela, em {last}."),
    plan_cost: |cost| format!("Custo do parcelamento: {cost}"),
    plan_go_on: "Continuar",
    slide_amount: "Valor de cada parcela",
    slide_count: "Número de parcelas",
    plan_free: "Sem custo",
    payments,
    schedule: ScheduleWords {
        caption: "Calendário de parcelas",
        n: "Nº",
        date: "Data",
        amount: "Parcela",
        left: "Resta",
        down: "Entrada",
    },
};
