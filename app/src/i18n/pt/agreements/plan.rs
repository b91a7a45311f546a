//! The words of `/plans/new` and of schedules, in Portuguese of Brazil.

use crate::i18n::agreements::plan::{Plan, Schedule};
use crate::i18n::pt::days;

pub const PLAN: Plan = Plan {
    title: "Pagar em parcelas",
    lead: "Diga quanto pode pagar de cada vez. Você vê o plano inteiro antes de decidir.",
    invoices: "Quais faturas entram?",
    how: "Como quer dividir?",
    by_amount: "Por valor: digo quanto posso pagar",
    by_count: "Por número: digo em quantas parcelas",
    each: |code| format!("Cada vez, em {code}"),
    count: "Número de parcelas",
    first: "Primeira parcela",
    first_hint: |from, to| format!("Entre {from} e {to}."),
    frequency: "De quanto em quanto tempo?",
    weekly: "Toda semana",
    fortnightly: "A cada 14 dias",
    monthly: "Todo mês",
    down: "Entrada",
    down_hint: |min, max| format!("De {min} a {max}, hoje."),
    down_optional: "Pode ficar em branco.",
    show: "Ver o plano",
    result: "Seu plano",
    no_plan: "Assim não é possível",
    nearest: "O mais parecido",
    nearest_is: |payments, each, first| format!("{payments} de {each}, a partir de {first}."),
    nearest_down: |down| format!("Hoje são pagos {down}."),
    take_nearest: "Usar este plano",
    nothing: "Não há faturas que possam ser parceladas agora.",
};

pub const SCHEDULE: Schedule = Schedule {
    state: "Situação",
    later: "A pagar",
    due_soon: |d| if d == 1 { "Vence amanhã".to_owned() } else { format!("Vence em {}", days(d)) },
    due_today: "Vence hoje",
    in_grace: |date| format!("Atrasada; pode ser paga até {date}"),
    missed: |d| format!("{} de atraso", days(d)),
    paid: |date| format!("Paga em {date}"),
    paid_late: |date| format!("Paga em {date}, com atraso"),
    open: |amount| format!("Faltam {amount}"),
    paid_early: |paid, saved| format!("Pagou {paid}; economizou {saved}"),
};
