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
    left_of_chosen: |left| format!("Do que foi escolhido, ainda faltarão {left}."),
    watching: "Esta página se atualiza sozinha.",
    lost: "A conexão caiu. Continuamos tentando.",
    copy: "Copiar link",
    copied: "Link copiado",
    copy_by_hand: "Não foi possível copiar. Mantenha o link pressionado para copiar.",
    share: "Compartilhar",
    up_to: |amount| format!("até {amount}"),
    plan_is: |payments, each| format!("{payments} de {each}"),
    plan_total: |total, last| format!("No total {total}. A última parcela, em {last}."),
    plan_cost: |cost| format!("Custo do plano: {cost}"),
    plan_go_on: "Continuar",
    slide_amount: "Mover o valor",
    slide_count: "Mover o número de parcelas",
    plan_free: "Sem custo",
    payments,
    schedule: ScheduleWords {
        caption: "Calendário de parcelas",
        n: "N.º",
        date: "Data",
        amount: "Parcela",
        left: "Resta",
        down: "Entrada",
        today: "Hoje",
        principal: "O que deve",
        cost: "Custo do plano",
        no_cost: "Nada",
        total: "No total",
        each: "Cada parcela",
        last: "Última parcela",
    },
};
