//! The words of `/plans/new` and of schedules, in Portuguese of Brazil.

use crate::i18n::agreements::plan::{Plan, Schedule};
use crate::i18n::pt::{days, n};

pub const PLAN: Plan = Plan {
    title: "Parcelar",
    change: "Mudar seu parcelamento",
    today: "Seu parcelamento hoje",
    change_charges: |charges| format!("O valor inclui {charges} de juros e encargos que foram somados."),
    sum: |sum, count| format!("{sum} de {}.", n(count, "fatura", "faturas")),
    adjust: "Mudar faturas, datas ou a entrada",
    invoices: "Quais faturas entram?",
    how: "Como quer dividir?",
    by_amount: "Escolho quanto pagar",
    by_count: "Escolho em quantas parcelas",
    each: |code| format!("Cada vez, em {code}"),
    count: "Número de parcelas",
    first: "Primeira parcela",
    first_hint: |from, to| format!("Entre {from} e {to}."),
    frequency: "De quanto em quanto tempo?",
    weekly: "Toda semana",
    fortnightly: "A cada 14 dias",
    monthly: "Todo mês",
    down: "Entrada",
    down_hint: |min, max| format!("Você paga hoje: de {min} a {max}."),
    down_optional: "Opcional. Você paga hoje.",
    show: "Recalcular o parcelamento",
    no_plan: "Assim não é possível",
    nearest: "O plano possível mais próximo",
    nearest_is: |payments, first| format!("{payments}, a partir de {first}."),
    nearest_down: |down| format!("Você paga {down} hoje."),
    take_nearest: "Usar este parcelamento",
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
    early: |until, amount| format!("Até {until}: {amount}"),
    nth: |n, of| format!("Parcela {n} de {of}"),
    paid_early: |paid, saved| format!("Pagou {paid}; economizou {saved}"),
};
